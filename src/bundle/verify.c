#include "bundle/verify.h"

#include "bundle/contents.h"
#include "keys.h"
#include "letter/place.h"
#include "verify_pictures.h"
#include "verify_search.h"

#include <string.h>

struct verifier {
    struct bundle_reader *reader;
    struct letter_source source;
    struct keys letters, persons, terms;
    const struct letter_summary *summaries; /* of all letters */
    struct arena *whole;                    /* lists */
    struct arena *letter;                   /* reset from letter to letter */
    bool is_new;                            /* leaves out the search index */
    bool (*stop)(void *self);
    void *stop_self;
    struct error *error;
};

static enum status check_pages(struct verifier *verifier)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status =
        reader_begin(verifier->reader, READER_QUICK_CHECK, &begun, verifier->error);
    if (status == STATUS_OK)
        status = reader_next(&begun, verifier->whole, &row, verifier->error);
    if (status != STATUS_OK)
        return status;
    const char *answer = sql_take_text(&row, 1 << 16, NULL);
    status = strcmp(answer, "ok") == 0
                 ? STATUS_OK
                 : error_set(verifier->error, STATUS_INVALID, "%s: damaged: %.200s",
                             verifier->reader->path, answer);
    sqlite3_reset(begun.statement);
    return status;
}

static enum status follow_place(struct verifier *verifier, const char *target)
{
    struct place place;
    if (!place_parse(target, &place))
        return error_set(verifier->error, STATUS_INVALID, "%s: \"%s\" is no place",
                         verifier->reader->path, target);
    const struct keys *keys = place.kind == PLACE_LETTER   ? &verifier->letters
                              : place.kind == PLACE_PERSON ? &verifier->persons
                              : place.kind == PLACE_TERM   ? &verifier->terms
                                                           : NULL;
    if (keys == NULL || keys_have(keys, (struct key){place.edition, place.id}))
        return STATUS_OK;
    return error_set(verifier->error, STATUS_INVALID, "%s: a link leads nowhere: %s",
                     verifier->reader->path, target);
}

static enum status follow_name(struct verifier *verifier, const struct span *span)
{
    const char *slash = strchr(span->target, '/');
    char *edition = arena_copy(verifier->letter, span->target, (size_t)(slash - span->target));
    if (keys_have(span->kind == SPAN_PERSON ? &verifier->persons : &verifier->terms,
                  (struct key){edition, slash + 1}))
        return STATUS_OK;
    return error_set(verifier->error, STATUS_INVALID, "%s: a name leads nowhere: %s",
                     verifier->reader->path, span->target);
}

static enum status follow_links(struct verifier *verifier, const struct block *blocks, size_t count)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; status == STATUS_OK && k < blocks[i].span_count; k++) {
            const struct span *span = &blocks[i].spans[k];
            if (span->kind == SPAN_REFERENCE && span->target != NULL)
                status = follow_place(verifier, span->target);
            else if (span->kind == SPAN_PERSON || span->kind == SPAN_TERM)
                status = follow_name(verifier, span);
        }
    return status;
}

static enum status check_version(struct verifier *verifier, struct key key, const char *lang)
{
    struct letter letter;
    arena_reset(verifier->letter);
    if (verifier->stop != NULL && verifier->stop(verifier->stop_self))
        return error_set(verifier->error, STATUS_CANCELLED, "stopped");
    enum status status = verifier->source.calls->letter(verifier->source.self, key, lang,
                                                        verifier->letter, &letter, verifier->error);
    if (status == STATUS_NOT_FOUND) /* though it is listed: its index is damaged */
        return error_wrap(verifier->error, STATUS_INVALID, "damaged");
    if (status != STATUS_OK)
        return status;
    status = follow_links(verifier, letter.blocks, letter.block_count);
    for (size_t i = 0; status == STATUS_OK && i < letter.passage_count; i++)
        status = follow_place(verifier, letter.passages[i].place);
    for (size_t i = 0; status == STATUS_OK && i < letter.note_count; i++)
        status = follow_links(verifier, letter.notes[i].blocks, letter.notes[i].block_count);
    return status;
}

static enum status check_pictures(struct verifier *verifier, const struct letter_summary *letter)
{
    const struct facsimile *pictures;
    size_t count;
    enum status status = reader_pictures_at(verifier->reader, letter->position, verifier->whole,
                                            &pictures, &count, verifier->error);
    return status == STATUS_OK ? verify_pictures(verifier->reader, pictures, count,
                                                 verifier->letter, verifier->error)
                               : status;
}

static enum status check_related(struct verifier *verifier, struct key key)
{
    const struct related_letter *related;
    size_t count;
    arena_reset(verifier->letter);
    return verifier->source.calls->related(verifier->source.self, key, verifier->letter, &related,
                                           &count, verifier->error);
}

static enum status list_letters(struct verifier *verifier)
{
    size_t count, total;
    enum status status =
        verifier->source.calls->summaries(verifier->source.self, NULL, 0, SIZE_MAX, verifier->whole,
                                          &verifier->summaries, &count, &total, verifier->error);
    if (status == STATUS_OK && count == 0)
        status = error_set(verifier->error, STATUS_INVALID, "%s: it has no letters",
                           verifier->reader->path);
    if (status != STATUS_OK)
        return status;
    struct key *keys = arena_alloc(verifier->whole, count, sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = verifier->summaries[i].key;
    verifier->letters = keys_sorted(verifier->whole, keys, count);
    return STATUS_OK;
}

/* Lists everything that a link may lead to. */
static enum status list_keys(struct verifier *verifier)
{
    const struct key *persons, *terms;
    size_t person_count, term_count;
    enum status status = contents_persons(verifier->reader, verifier->whole, &persons,
                                          &person_count, verifier->error);
    if (status == STATUS_OK)
        status =
            contents_terms(verifier->reader, verifier->whole, &terms, &term_count, verifier->error);
    if (status != STATUS_OK)
        return status;
    verifier->persons = keys_sorted(verifier->whole, persons, person_count);
    verifier->terms = keys_sorted(verifier->whole, terms, term_count);
    return list_letters(verifier);
}

static enum status check_letters(struct verifier *verifier)
{
    const struct letter_summary *letters = verifier->summaries;
    const char *const *langs;
    size_t lang_count;
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < verifier->letters.count; i++) {
        status = contents_versions(verifier->reader, &letters[i], verifier->whole, &langs,
                                   &lang_count, verifier->error);
        if (status == STATUS_OK)
            status = check_related(verifier, letters[i].key);
        if (status == STATUS_OK)
            status = check_pictures(verifier, &letters[i]);
        for (size_t k = 0; status == STATUS_OK && k < lang_count; k++)
            status = check_version(verifier, letters[i].key, langs[k]);
    }
    return status;
}

static enum status check_cards(struct verifier *verifier)
{
    struct entity entity;
    const struct letter_source_calls *calls = verifier->source.calls;
    const struct keys *persons = &verifier->persons, *terms = &verifier->terms;
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < persons->count + terms->count; i++) {
        arena_reset(verifier->letter);
        status = i < persons->count
                     ? calls->person(verifier->source.self, persons->sorted[i], verifier->letter,
                                     &entity, verifier->error)
                     : calls->term(verifier->source.self, terms->sorted[i - persons->count],
                                   verifier->letter, &entity, verifier->error);
        if (status == STATUS_OK)
            status = follow_links(verifier, entity.blocks, entity.block_count);
    }
    return status;
}

static enum status check_lists(struct verifier *verifier)
{
    const struct start_card *cards;
    const struct setting *settings;
    const struct wording *wordings;
    const struct exchange *exchanges;
    struct facets facets;
    size_t count;
    struct arena *arena = verifier->whole;
    const struct letter_source_calls *calls = verifier->source.calls;
    void *self = verifier->source.self;
    enum status status = calls->start_here(self, arena, &cards, &count, verifier->error);
    if (status == STATUS_OK)
        status = calls->settings(self, arena, &settings, &count, verifier->error);
    if (status == STATUS_OK)
        status = calls->wordings(self, arena, &wordings, &count, verifier->error);
    if (status == STATUS_OK)
        status = calls->facets(self, NULL, arena, &facets, verifier->error);
    if (status == STATUS_OK)
        status = calls->exchanges(self, arena, &exchanges, &count, verifier->error);
    return status;
}

static enum status check_exhibit(struct verifier *verifier)
{
    struct exhibit exhibit;
    const struct slide *slides;
    size_t count;
    const struct letter_source_calls *calls = verifier->source.calls;
    void *self = verifier->source.self;
    enum status status = calls->exhibit(self, verifier->whole, &exhibit, verifier->error);
    if (status == STATUS_OK)
        status = calls->slides(self, verifier->whole, &slides, &count, verifier->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = follow_place(verifier, slides[i].place);
    return status == STATUS_OK ? check_lists(verifier) : status;
}

static enum status check_all(struct verifier *verifier)
{
    enum status status = check_pages(verifier);
    if (status == STATUS_OK)
        status = list_keys(verifier);
    if (status == STATUS_OK)
        status = check_exhibit(verifier);
    if (status == STATUS_OK)
        status = check_letters(verifier);
    if (status == STATUS_OK)
        status = check_cards(verifier);
    if (status == STATUS_OK && !verifier->is_new)
        status = verify_search(verifier->reader, verifier->error);
    return status;
}

static enum status verify(const char *path, bool is_new, bool (*stop)(void *self), void *self,
                          struct error *error)
{
    struct bundle_reader *reader;
    enum status status = bundle_reader_open(path, &reader, error);
    if (status != STATUS_OK)
        return status;
    struct verifier verifier = {
        .reader = reader,
        .source = bundle_reader_source(reader),
        .whole = arena_create(),
        .letter = arena_create(),
        .is_new = is_new,
        .stop = stop,
        .stop_self = self,
        .error = error,
    };
    status = check_all(&verifier);
    arena_destroy(verifier.whole);
    arena_destroy(verifier.letter);
    bundle_reader_close(reader);
    return status;
}

enum status bundle_verify(const char *path, bool (*stop)(void *self), void *self,
                          struct error *error)
{
    return verify(path, false, stop, self, error);
}

enum status bundle_verify_new(const char *path, bool (*stop)(void *self), void *self,
                              struct error *error)
{
    return verify(path, true, stop, self, error);
}
