#include "support/memory_source.h"

#include "bundle/query.h"
#include "letter/place.h"

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

/* The card that stands for a person of a letter; NULL: there is none. */
static const struct entity *card_of(const struct memory_source *memory, struct key key)
{
    for (size_t i = 0; i < memory->person_count; i++)
        if (same_key(key, memory->persons[i].key))
            return memory->persons[i].same.id == NULL ? &memory->persons[i]
                                                      : card_of(memory, memory->persons[i].same);
    return NULL;
}

static const struct entity *card_of_correspondent(const struct memory_source *memory,
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

/* Whether a letter is from or to somebody; NULL is anyone. */
static bool has_person(const struct memory_source *memory, const struct letter *letter,
                       const char *person)
{
    const struct entity *card = person == NULL ? NULL : card_named(memory, person);
    return person == NULL ||
           (card != NULL &&
            (card_of_correspondent(memory, letter, &letter->summary.sender) == card ||
             card_of_correspondent(memory, letter, &letter->summary.recipient) == card));
}

static uint16_t year_of(const char *date)
{
    uint16_t year = 0;
    for (int i = 0; i < 4 && date[i] >= '0' && date[i] <= '9'; i++)
        year = (uint16_t)(year * 10 + (date[i] - '0'));
    return year;
}

static bool is_in_year(const struct letter *letter, uint16_t year)
{
    const struct letter_date *date = &letter->summary.date;
    return year == 0 ||
           (date->from != NULL && year_of(date->from) <= year && year <= year_of(date->to));
}

static bool passes(const struct memory_source *memory, const struct letter *letter,
                   const struct letter_filter *filter)
{
    return filter == NULL ||
           (has_person(memory, letter, filter->person) &&
            has_person(memory, letter, filter->other) && is_in_year(letter, filter->year));
}

static enum status failure(const struct memory_source *memory, struct error *error)
{
    return memory->fails == STATUS_OK ? STATUS_OK
                                      : error_set(error, memory->fails, "memory: made to fail");
}

static uint32_t position_of(const struct memory_source *memory, size_t i)
{
    uint32_t position = 0;
    for (size_t k = 1; k <= i; k++)
        position += is_first(memory, k);
    return position;
}

/* The summary of letters[i], completed as a bundle would. */
static struct letter_summary summary_at(const struct memory_source *memory, size_t i)
{
    struct letter_summary summary = memory->letters[i].summary;
    while (!is_first(memory, i))
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
        if (!is_first(memory, i) || !passes(memory, &memory->letters[i], filter))
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

/* The first version of a letter; STATUS_NOT_FOUND where nothing has the key. */
static enum status find_letter(const struct memory_source *memory, struct key key, size_t *ret_i,
                               struct error *error)
{
    if (failure(memory, error) != STATUS_OK)
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
    while (i + count < memory->letter_count && !is_first(memory, i + count))
        count++;
    return count;
}

static enum status letter(void *self, struct key key, const char *lang, struct arena *arena,
                          struct letter *ret_letter, struct error *error)
{
    const struct memory_source *memory = self;
    size_t i = 0;
    enum status status = find_letter(memory, key, &i, error);
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
    ret_letter->summary = summary_at(memory, i);
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

static enum status pictures(void *self, struct key key, struct arena *arena,
                            const struct facsimile **ret_pictures, size_t *ret_count,
                            struct error *error)
{
    const struct memory_source *memory = self;
    size_t i = 0;
    enum status status = find_letter(memory, key, &i, error);
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
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    if (memory->tile == NULL)
        return error_set(error, STATUS_NOT_FOUND, "memory: image %u: not there", (unsigned)image);
    *ret_jpeg = memory->tile;
    *ret_length = memory->tile_length;
    return STATUS_OK;
}

/* ---- Lists ---- */

static const struct facsimile *first_picture(const struct letter *letter)
{
    for (size_t i = 0; i < letter->picture_count; i++)
        if (!letter->pictures[i].in_text)
            return &letter->pictures[i];
    return letter->picture_count > 0 ? letter->pictures : NULL;
}

static enum status start_here(void *self, struct arena *arena, const struct start_card **ret_cards,
                              size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    struct start_card *cards = arena_alloc(arena, memory->start_count, sizeof *cards);
    enum status status = failure(memory, error);
    for (size_t i = 0; status == STATUS_OK && i < memory->start_count; i++) {
        struct place place;
        size_t first = 0;
        if (!place_parse(memory->starts[i].place, &place))
            return error_set(error, STATUS_INVALID, "memory: %s", memory->starts[i].place);
        status = find_letter(memory, (struct key){place.edition, place.id}, &first, error);
        if (status == STATUS_OK)
            cards[i] = (struct start_card){.place = memory->starts[i].place,
                                           .title = memory->starts[i].title,
                                           .summary = summary_at(memory, first),
                                           .brief = memory->letters[first].brief,
                                           .picture = first_picture(&memory->letters[first])};
    }
    *ret_cards = cards;
    *ret_count = memory->start_count;
    return status;
}

static const char *name_of_card(const struct entity *card, struct arena *arena)
{
    return arena_format(arena, "%s/%s", card->key.edition, card->key.id);
}

static int compare_facets(const void *first, const void *second)
{
    const struct facet *a = first, *b = second;
    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    return strcmp(a->name, b->name);
}

static struct facet person_facet(const struct memory_source *memory, const struct entity *card,
                                 const struct letter_filter *filter, struct arena *arena)
{
    struct facet facet = {name_of_card(card, arena), card->name, 0};
    for (size_t i = 0; i < memory->letter_count; i++)
        facet.count += is_first(memory, i) &&
                       has_person(memory, &memory->letters[i], facet.value) &&
                       is_in_year(&memory->letters[i], filter->year);
    return facet;
}

static struct facet year_facet(const struct memory_source *memory, uint16_t year,
                               const struct letter_filter *filter, struct arena *arena)
{
    const struct letter_filter of_year = {filter->person, year, filter->other};
    const char *name = arena_format(arena, "%04u", (unsigned)year);
    struct facet facet = {name, name, 0};
    bool begins_or_ends = false;
    for (size_t i = 0; i < memory->letter_count; i++) {
        const struct letter_date *date = &memory->letters[i].summary.date;
        if (!is_first(memory, i) || date->from == NULL)
            continue;
        begins_or_ends = begins_or_ends || year_of(date->from) == year || year_of(date->to) == year;
        facet.count += passes(memory, &memory->letters[i], &of_year);
    }
    facet.count = begins_or_ends ? facet.count : 0;
    return facet;
}

static enum status facets(void *self, const struct letter_filter *filter, struct arena *arena,
                          struct facets *ret_facets, struct error *error)
{
    static const struct letter_filter all = {0};
    enum { YEARS = 10000 };
    const struct memory_source *memory = self;
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    filter = filter == NULL ? &all : filter;
    struct facet *persons = arena_alloc(arena, memory->person_count, sizeof *persons);
    struct facet *years = arena_alloc(arena, 2 * memory->letter_count, sizeof *years);
    *ret_facets = (struct facets){.persons = persons, .years = years};
    for (size_t i = 0; i < memory->person_count; i++) {
        if (memory->persons[i].same.id == NULL)
            persons[ret_facets->person_count] =
                person_facet(memory, &memory->persons[i], filter, arena);
        ret_facets->person_count += persons[ret_facets->person_count].count > 0;
    }
    qsort(persons, ret_facets->person_count, sizeof *persons, compare_facets);
    for (uint16_t year = 1; year < YEARS && memory->letter_count > 0; year++) {
        struct facet facet = year_facet(memory, year, filter, arena);
        if (facet.count > 0)
            years[ret_facets->year_count++] = facet;
    }
    return STATUS_OK;
}

/* Adds a letter to the exchange of its two, in which the first letter's sender is `a`. */
static void count_letter(struct exchange *list, size_t *count, const struct entity *sender,
                         const struct entity *recipient, struct arena *arena)
{
    const char *from = name_of_card(sender, arena), *to = name_of_card(recipient, arena);
    size_t i = 0;
    while (i < *count && !(strcmp(list[i].a, from) == 0 && strcmp(list[i].b, to) == 0) &&
           !(strcmp(list[i].a, to) == 0 && strcmp(list[i].b, from) == 0))
        i++;
    if (i == *count)
        list[(*count)++] = (struct exchange){from, to, sender->name, recipient->name, 0, 0};
    if (strcmp(list[i].a, from) == 0)
        list[i].from_a++;
    else
        list[i].from_b++;
}

/* Puts those with most letters first and drops what is no exchange; equal ones stay in order. */
static size_t sort_exchanges(struct exchange *list, size_t count)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct exchange one = list[i];
        size_t at = kept;
        if (one.from_a == 0 || one.from_b == 0 || one.from_a + one.from_b < EXCHANGE_LETTERS_MIN)
            continue;
        for (; at > 0 && list[at - 1].from_a + list[at - 1].from_b < one.from_a + one.from_b; at--)
            list[at] = list[at - 1];
        list[at] = one;
        kept++;
    }
    return kept;
}

static enum status exchanges(void *self, struct arena *arena, const struct exchange **ret_exchanges,
                             size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    if (failure(memory, error) != STATUS_OK)
        return memory->fails;
    struct exchange *list = arena_alloc(arena, memory->letter_count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < memory->letter_count; i++) {
        const struct letter *letter = &memory->letters[i];
        const struct entity *from = card_of_correspondent(memory, letter, &letter->summary.sender);
        const struct entity *to = card_of_correspondent(memory, letter, &letter->summary.recipient);
        if (is_first(memory, i) && letter->summary.kind == LETTER_LETTER && from != NULL &&
            to != NULL && from != to)
            count_letter(list, &count, from, to, arena);
    }
    *ret_exchanges = list;
    *ret_count = sort_exchanges(list, count);
    return STATUS_OK;
}

static enum status settings(void *self, struct arena *arena, const struct setting **ret_settings,
                            size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    *ret_settings = memory->settings;
    *ret_count = memory->setting_count;
    return failure(memory, error);
}

static enum status wordings(void *self, struct arena *arena, const struct wording **ret_wordings,
                            size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    (void)arena;
    *ret_wordings = memory->wordings;
    *ret_count = memory->wording_count;
    return failure(memory, error);
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
                                                     .start_here = start_here,
                                                     .facets = facets,
                                                     .exchanges = exchanges,
                                                     .settings = settings,
                                                     .wordings = wordings,
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
