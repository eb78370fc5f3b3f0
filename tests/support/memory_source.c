#include "support/memory_source.h"

#include "bundle/query.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool same_key(struct key wanted, struct key key)
{
    bool any_edition = wanted.edition == NULL || wanted.edition[0] == '\0';
    return strcmp(wanted.id, key.id) == 0 &&
           (any_edition || strcmp(wanted.edition, key.edition) == 0);
}

/* Whether letters[i] is the version shown first. */
static bool is_first(const struct memory_source *memory, size_t i)
{
    return i == 0 || !same_key(memory->letters[i].summary.key, memory->letters[i - 1].summary.key);
}

static bool is_person(const struct letter *letter, const struct correspondent *who,
                      const char *person)
{
    size_t edition = strcspn(person, "/");
    return who->person != NULL && person[edition] == '/' &&
           strlen(letter->summary.key.edition) == edition &&
           strncmp(letter->summary.key.edition, person, edition) == 0 &&
           strcmp(who->person, person + edition + 1) == 0;
}

static uint16_t year_of(const char *date)
{
    uint16_t year = 0;
    for (int i = 0; i < 4 && date[i] >= '0' && date[i] <= '9'; i++)
        year = (uint16_t)(year * 10 + (date[i] - '0'));
    return year;
}

static bool passes(const struct letter *letter, const struct letter_filter *filter)
{
    const struct letter_summary *summary = &letter->summary;
    if (filter == NULL)
        return true;
    if (filter->person != NULL && !is_person(letter, &summary->sender, filter->person) &&
        !is_person(letter, &summary->recipient, filter->person))
        return false;
    return filter->year == 0 ||
           (summary->date.from != NULL && year_of(summary->date.from) <= filter->year &&
            filter->year <= year_of(summary->date.to));
}

static enum status failure(const struct memory_source *memory, struct error *error)
{
    return memory->fails == STATUS_OK ? STATUS_OK
                                      : error_set(error, memory->fails, "memory: made to fail");
}

/* The summary of letters[i], completed as a bundle would. */
static struct letter_summary summary_at(const struct memory_source *memory, size_t i)
{
    struct letter_summary summary = memory->letters[i].summary;
    while (!is_first(memory, i))
        i--;
    summary.lang = memory->letters[i].version_lang;
    summary.position = 0;
    for (size_t k = 0; k < i; k++)
        summary.position += is_first(memory, k);
    return summary;
}

static enum status exhibit(void *self, struct arena *arena, struct exhibit *ret_exhibit,
                           struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    *ret_exhibit = memory->exhibit;
    ret_exhibit->letter_count = 0;
    for (size_t i = 0; i < memory->letter_count; i++)
        ret_exhibit->letter_count += is_first(memory, i);
    return STATUS_OK;
}

static enum status summaries(void *self, const struct letter_filter *filter, size_t first,
                             size_t count, struct arena *arena,
                             const struct letter_summary **ret_summaries, size_t *ret_count,
                             size_t *ret_total, struct error *error)
{
    const struct memory_source *memory = self;
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    struct letter_summary *found = arena_alloc(arena, memory->letter_count, sizeof *found);
    size_t total = 0, taken = 0;
    for (size_t i = 0; i < memory->letter_count; i++) {
        if (!is_first(memory, i) || !passes(&memory->letters[i], filter))
            continue;
        if (total >= first && taken < count)
            found[taken++] = summary_at(memory, i);
        total++;
    }
    *ret_summaries = found;
    *ret_count = taken;
    *ret_total = total;
    return STATUS_OK;
}

static enum status letter(void *self, struct key key, const char *lang, struct arena *arena,
                          struct letter *ret_letter, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    size_t i = 0;
    while (i < memory->letter_count && !same_key(key, memory->letters[i].summary.key))
        i++;
    if (i == memory->letter_count)
        return error_set(error, STATUS_NOT_FOUND, "memory: letter %s: not there", key.id);
    size_t chosen = i;
    for (size_t k = i; lang != NULL && k < memory->letter_count && (k == i || !is_first(memory, k));
         k++)
        if (strcmp(memory->letters[k].version_lang, lang) == 0) {
            chosen = k;
            break;
        }
    *ret_letter = memory->letters[chosen];
    ret_letter->summary = summary_at(memory, i);
    return STATUS_OK;
}

static enum status find_entity(const struct memory_source *memory, const struct entity *entities,
                               size_t count, struct key key, struct entity *ret_entity,
                               struct error *error)
{
    if (failure(memory, error) != STATUS_OK)
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
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    struct related_letter *found = arena_alloc(arena, LETTER_RELATED_MAX, sizeof *found);
    size_t count = 0;
    for (size_t i = 0; i < memory->relation_count && count < LETTER_RELATED_MAX; i++) {
        const struct memory_relation *relation = &memory->relations[i];
        if (same_key(key, memory->letters[relation->letter].summary.key))
            found[count++] =
                (struct related_letter){relation->relation, summary_at(memory, relation->other)};
    }
    *ret_related = found;
    *ret_count = count;
    return STATUS_OK;
}

/* Letters in memory have no scans. */
static enum status pictures(void *self, struct key key, struct arena *arena,
                            const struct facsimile **ret_pictures, size_t *ret_count,
                            struct error *error)
{
    const struct memory_source *memory = self;
    (void)key, (void)arena;
    *ret_pictures = NULL;
    *ret_count = 0;
    return failure(memory, error);
}

static enum status tile(void *self, uint32_t image, uint32_t level, uint32_t row, uint32_t column,
                        struct arena *arena, const void **ret_jpeg, size_t *ret_length,
                        struct error *error)
{
    (void)self, (void)level, (void)row, (void)column, (void)arena, (void)ret_jpeg, (void)ret_length;
    return error_set(error, STATUS_NOT_FOUND, "memory: image %u: not there", (unsigned)image);
}

static enum status slides(void *self, struct arena *arena, const struct slide **ret_slides,
                          size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    *ret_slides = memory->slides;
    *ret_count = memory->slide_count;
    return STATUS_OK;
}

/* ---- Search: every letter read through ---- */

/* A letter that was found, and how early it comes. */
struct candidate {
    size_t letter;
    bool whole;
    const char *date;
    uint32_t position;
};

static void append_blocks(struct buffer *text, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buffer_append(text, blocks[i].text, blocks[i].length);
        buffer_byte(text, '\n');
    }
}

static bool has_words(const struct letter *letter, const struct query *query, bool whole)
{
    struct words words = {0};
    struct buffer text = {0};
    buffer_format(&text, "%s\n", letter->summary.title);
    append_blocks(&text, letter->blocks, letter->block_count);
    for (size_t i = 0; i < letter->note_count; i++)
        append_blocks(&text, letter->notes[i].blocks, letter->notes[i].block_count);
    bool has = query_matches(query, &words, buffer_string(&text), text.length, whole);
    buffer_fini(&text);
    words_fini(&words);
    return has;
}

static int compare_candidates(const void *first, const void *second)
{
    const struct candidate *a = first, *b = second;
    if (a->whole != b->whole)
        return a->whole ? -1 : 1;
    int dates = a->date == NULL || b->date == NULL ? (a->date == NULL) - (b->date == NULL)
                                                   : strcmp(a->date, b->date);
    return dates != 0 ? dates : (a->position > b->position) - (a->position < b->position);
}

static void find_in(const struct block *blocks, size_t count, const char *note,
                    const struct query *query, struct query_passage *passage, struct arena *arena,
                    struct letter_hit *hit)
{
    struct words words = {0};
    for (size_t i = 0; i < count; i++) {
        if (!query_find(query, &words, blocks[i].text, blocks[i].length, passage))
            continue;
        hit->note = note;
        hit->block = (uint32_t)i;
        hit->start = passage->start;
        hit->end = passage->end;
        hit->line = query_line(blocks[i].text, blocks[i].length, passage, arena, &hit->line_start,
                               &hit->line_end);
    }
    words_fini(&words);
}

static struct letter_hit hit_of(const struct memory_source *memory, size_t i,
                                const struct query *query, struct arena *arena)
{
    const struct letter *letter = &memory->letters[i];
    struct letter_hit hit = {.lang = letter->version_lang};
    struct query_passage passage = {0};
    const struct block title = {.text = letter->summary.title,
                                .length = (uint32_t)strlen(letter->summary.title)};
    find_in(letter->blocks, letter->block_count, NULL, query, &passage, arena, &hit);
    for (size_t k = 0; k < letter->note_count; k++)
        find_in(letter->notes[k].blocks, letter->notes[k].block_count, letter->notes[k].key, query,
                &passage, arena, &hit);
    if (hit.line == NULL) {
        find_in(&title, 1, NULL, query, &passage, arena, &hit);
        hit.start = hit.end = 0;
    }
    while (!is_first(memory, i))
        i--;
    hit.summary = summary_at(memory, i);
    return hit;
}

static size_t find_candidates(const struct memory_source *memory, const struct query *query,
                              struct candidate *candidates)
{
    size_t count = 0;
    for (size_t i = 0; i < memory->letter_count; i++) {
        struct letter_summary summary = summary_at(memory, i);
        bool again = count > 0 && candidates[count - 1].position == summary.position;
        if (again || !has_words(&memory->letters[i], query, false))
            continue;
        candidates[count++] = (struct candidate){
            .letter = i,
            .whole = has_words(&memory->letters[i], query, true),
            .date = summary.date.from,
            .position = summary.position,
        };
    }
    qsort(candidates, count, sizeof *candidates, compare_candidates);
    return count;
}

static enum status search(void *self, const char *text, size_t first, size_t count,
                          struct arena *arena, const struct letter_hit **ret_hits,
                          size_t *ret_count, size_t *ret_total, struct error *error)
{
    const struct memory_source *memory = self;
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    struct candidate *candidates = arena_alloc(arena, memory->letter_count, sizeof *candidates);
    struct letter_hit *hits = arena_alloc(arena, memory->letter_count, sizeof *hits);
    struct query query;
    query_init(&query, text);
    size_t total = query.enough ? find_candidates(memory, &query, candidates) : 0, taken = 0;
    for (size_t i = first; i < total && taken < count; i++)
        hits[taken++] = hit_of(memory, candidates[i].letter, &query, arena);
    query_fini(&query);
    *ret_hits = hits;
    *ret_count = taken;
    *ret_total = total;
    return STATUS_OK;
}

static enum status suggestions(void *self, struct arena *arena, const char *const **ret_words,
                               size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    if (failure(memory, error) != STATUS_OK)
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
                                                     .slides = slides,
                                                     .search = search,
                                                     .suggestions = suggestions};
    /* The calls only read; `self` is without const because other sources change while they read. */
    union {
        const struct memory_source *borrowed;
        void *self;
    } source = {.borrowed = memory};
    return (struct letter_source){&calls, source.self};
}
