#include "support/memory_source.h"

#include "memory_private.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool same_key(struct key wanted, struct key key)
{
    bool any_edition = wanted.edition == NULL || wanted.edition[0] == '\0';
    return strcmp(wanted.id, key.id) == 0 &&
           (any_edition || strcmp(wanted.edition, key.edition) == 0);
}

bool memory_is_first(const struct memory_source *memory, size_t i)
{
    return i == 0 || !same_key(memory->letters[i].summary.key, memory->letters[i - 1].summary.key);
}

/* The card that stands for a person of a letter; NULL: there is none. */
static const struct entity *card_of(const struct memory_source *memory, struct key key)
{
    for (size_t i = 0; i < memory->person_count; i++)
        if (same_key(key, memory->persons[i].key))
            return memory->persons[i].same.id == NULL ? &memory->persons[i]
                                                      : card_of(memory, memory->persons[i].same);
    return NULL;
}

const struct entity *memory_card_of_correspondent(const struct memory_source *memory,
                                                  const struct letter *letter,
                                                  const struct correspondent *who)
{
    if (who->person == NULL)
        return NULL;
    return card_of(memory, (struct key){letter->summary.key.edition, who->person});
}

/* The card of "ED/ID", or of an id alone. */
static const struct entity *card_named(const struct memory_source *memory, const char *person)
{
    char edition[64] = "";
    const char *slash = strchr(person, '/');
    if (slash != NULL && (size_t)(slash - person) < sizeof edition)
        memcpy(edition, person, (size_t)(slash - person));
    return card_of(memory, (struct key){edition, slash == NULL ? person : slash + 1});
}

bool memory_has_person(const struct memory_source *memory, const struct letter *letter,
                       const char *person)
{
    const struct entity *card = person == NULL ? NULL : card_named(memory, person);
    return person == NULL ||
           (card != NULL &&
            (memory_card_of_correspondent(memory, letter, &letter->summary.sender) == card ||
             memory_card_of_correspondent(memory, letter, &letter->summary.recipient) == card));
}

uint16_t memory_year_of(const char *date)
{
    uint16_t year = 0;
    for (int i = 0; i < 4 && date[i] >= '0' && date[i] <= '9'; i++)
        year = (uint16_t)(year * 10 + (date[i] - '0'));
    return year;
}

bool memory_is_in_year(const struct letter *letter, uint16_t year)
{
    const struct letter_date *date = &letter->summary.date;
    return year == 0 || (date->from != NULL && memory_year_of(date->from) <= year &&
                         year <= memory_year_of(date->to));
}

bool memory_passes(const struct memory_source *memory, const struct letter *letter,
                   const struct letter_filter *filter)
{
    return filter == NULL || (memory_has_person(memory, letter, filter->person) &&
                              memory_has_person(memory, letter, filter->other) &&
                              memory_is_in_year(letter, filter->year));
}

enum status memory_failure(const struct memory_source *memory, struct error *error)
{
    return memory->fails == STATUS_OK ? STATUS_OK
                                      : error_set(error, memory->fails, "memory: made to fail");
}

static uint32_t position_of(const struct memory_source *memory, size_t i)
{
    uint32_t position = 0;
    for (size_t k = 1; k <= i; k++)
        position += memory_is_first(memory, k);
    return position;
}

struct letter_summary memory_summary_at(const struct memory_source *memory, size_t i)
{
    struct letter_summary summary = memory->letters[i].summary;
    while (!memory_is_first(memory, i))
        i--;
    summary.lang = memory->letters[i].version_lang;
    summary.position = position_of(memory, i);
    summary.reply_to = LETTER_NONE;
    summary.picture_count = 0;
    for (size_t k = 0; k < memory->letters[i].picture_count; k++)
        summary.picture_count += !memory->letters[i].pictures[k].in_text;
    for (size_t k = 0; k < memory->relation_count; k++)
        if (memory->relations[k].relation == RELATION_REPLY_TO &&
            position_of(memory, memory->relations[k].letter) == summary.position)
            summary.reply_to = position_of(memory, memory->relations[k].other);
    return summary;
}

static enum status exhibit(void *self, struct arena *arena, struct exhibit *ret_exhibit,
                           struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    *ret_exhibit = memory->exhibit;
    ret_exhibit->letter_count = 0;
    for (size_t i = 0; i < memory->letter_count; i++)
        ret_exhibit->letter_count += memory_is_first(memory, i);
    return STATUS_OK;
}

static enum status summaries(void *self, const struct letter_filter *filter, size_t first,
                             size_t count, struct arena *arena,
                             const struct letter_summary **ret_summaries, size_t *ret_count,
                             size_t *ret_total, struct error *error)
{
    const struct memory_source *memory = self;
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    struct letter_summary *found = arena_alloc(arena, memory->letter_count, sizeof *found);
    size_t total = 0, taken = 0;
    for (size_t i = 0; i < memory->letter_count; i++) {
        if (!memory_is_first(memory, i) || !memory_passes(memory, &memory->letters[i], filter))
            continue;
        if (total >= first && taken < count)
            found[taken++] = memory_summary_at(memory, i);
        total++;
    }
    *ret_summaries = found;
    *ret_count = taken;
    *ret_total = total;
    return STATUS_OK;
}

enum status memory_find_letter(const struct memory_source *memory, struct key key, size_t *ret_i,
                               struct error *error)
{
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    for (size_t i = 0; i < memory->letter_count; i++)
        if (same_key(key, memory->letters[i].summary.key)) {
            *ret_i = i;
            return STATUS_OK;
        }
    return error_set(error, STATUS_NOT_FOUND, "memory: letter %s: not there", key.id);
}

/* How many versions a letter has, the first of which is letters[i]. */
static size_t count_versions(const struct memory_source *memory, size_t i)
{
    size_t count = 1;
    while (i + count < memory->letter_count && !memory_is_first(memory, i + count))
        count++;
    return count;
}

static enum status letter(void *self, struct key key, const char *lang, struct arena *arena,
                          struct letter *ret_letter, struct error *error)
{
    const struct memory_source *memory = self;
    size_t i = 0;
    enum status status = memory_find_letter(memory, key, &i, error);
    if (status != STATUS_OK)
        return status;
    const struct letter *first = &memory->letters[i];
    size_t chosen = 0, count = count_versions(memory, i);
    struct letter_version *versions = arena_alloc(arena, count, sizeof *versions);
    for (size_t k = count; k-- > 0;) {
        versions[k] = (struct letter_version){first[k].version_lang, first[k].version_kind};
        if (lang != NULL && strcmp(first[k].version_lang, lang) == 0)
            chosen = k;
    }
    *ret_letter = first[chosen];
    ret_letter->summary = memory_summary_at(memory, i);
    ret_letter->versions = versions;
    ret_letter->version_count = count;
    ret_letter->passages = first->passages;
    ret_letter->passage_count = first->passage_count;
    ret_letter->pictures = first->pictures;
    ret_letter->picture_count = first->picture_count;
    return STATUS_OK;
}

static enum status find_entity(const struct memory_source *memory, const struct entity *entities,
                               size_t count, struct key key, struct entity *ret_entity,
                               struct error *error)
{
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    for (size_t i = 0; i < count; i++)
        if (same_key(key, entities[i].key)) {
            *ret_entity = entities[i];
            return STATUS_OK;
        }
    return error_set(error, STATUS_NOT_FOUND, "memory: %s: not there", key.id);
}

static enum status person(void *self, struct key key, struct arena *arena,
                          struct entity *ret_person, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    return find_entity(memory, memory->persons, memory->person_count, key, ret_person, error);
}

static enum status term(void *self, struct key key, struct arena *arena, struct entity *ret_term,
                        struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    return find_entity(memory, memory->terms, memory->term_count, key, ret_term, error);
}

static enum status related(void *self, struct key key, struct arena *arena,
                           const struct related_letter **ret_related, size_t *ret_count,
                           struct error *error)
{
    const struct memory_source *memory = self;
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    struct related_letter *found = arena_alloc(arena, LETTER_RELATED_MAX, sizeof *found);
    size_t count = 0;
    for (size_t i = 0; i < memory->relation_count && count < LETTER_RELATED_MAX; i++) {
        const struct memory_relation *relation = &memory->relations[i];
        if (same_key(key, memory->letters[relation->letter].summary.key))
            found[count++] = (struct related_letter){relation->relation,
                                                     memory_summary_at(memory, relation->other)};
    }
    *ret_related = found;
    *ret_count = count;
    return STATUS_OK;
}

static enum status pictures(void *self, struct key key, struct arena *arena,
                            const struct facsimile **ret_pictures, size_t *ret_count,
                            struct error *error)
{
    const struct memory_source *memory = self;
    size_t i = 0;
    enum status status = memory_find_letter(memory, key, &i, error);
    (void)arena;
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    *ret_pictures = status == STATUS_OK ? memory->letters[i].pictures : NULL;
    *ret_count = status == STATUS_OK ? memory->letters[i].picture_count : 0;
    return STATUS_OK;
}

static enum status tile(void *self, uint32_t image, uint32_t level, uint32_t row, uint32_t column,
                        struct arena *arena, const void **ret_jpeg, size_t *ret_length,
                        struct error *error)
{
    const struct memory_source *memory = self;
    (void)level, (void)row, (void)column, (void)arena;
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    if (memory->tile == NULL)
        return error_set(error, STATUS_NOT_FOUND, "memory: image %u: not there", (unsigned)image);
    *ret_jpeg = memory->tile;
    *ret_length = memory->tile_length;
    return STATUS_OK;
}

static enum status settings(void *self, struct arena *arena, const struct setting **ret_settings,
                            size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    *ret_settings = memory->settings;
    *ret_count = memory->setting_count;
    return memory_failure(memory, error);
}

static enum status wordings(void *self, struct arena *arena, const struct wording **ret_wordings,
                            size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    *ret_wordings = memory->wordings;
    *ret_count = memory->wording_count;
    return memory_failure(memory, error);
}

static enum status slides(void *self, struct arena *arena, const struct slide **ret_slides,
                          size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    *ret_slides = memory->slides;
    *ret_count = memory->slide_count;
    return STATUS_OK;
}

static enum status suggestions(void *self, struct arena *arena, const char *const **ret_words,
                               size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    *ret_words = memory->suggestions;
    *ret_count = memory->suggestion_count;
    return STATUS_OK;
}

struct letter_source memory_source(const struct memory_source *memory)
{
    static const struct letter_source_calls calls = {.exhibit = exhibit,
                                                     .summaries = summaries,
                                                     .letter = letter,
                                                     .person = person,
                                                     .term = term,
                                                     .related = related,
                                                     .pictures = pictures,
                                                     .tile = tile,
                                                     .start_here = memory_start_here,
                                                     .facets = memory_facets,
                                                     .exchanges = memory_exchanges,
                                                     .settings = settings,
                                                     .wordings = wordings,
                                                     .slides = slides,
                                                     .search = memory_search,
                                                     .suggestions = suggestions};
    /* The calls only read; `self` is without const because other sources change while they read. */
    union {
        const struct memory_source *borrowed;
        void *self;
    } source = {.borrowed = memory};
    return (struct letter_source){&calls, source.self};
}
