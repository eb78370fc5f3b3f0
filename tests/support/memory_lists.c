/* Letters to start with, facets, exchanges: counted from the letters each time. */
#include "letter/place.h"
#include "memory_private.h"

#include <stdlib.h>
#include <string.h>

static const struct facsimile *first_picture(const struct letter *letter)
{
    for (size_t i = 0; i < letter->picture_count; i++)
        if (!letter->pictures[i].in_text)
            return &letter->pictures[i];
    return letter->picture_count > 0 ? letter->pictures : NULL;
}

enum status memory_start_here(void *self, struct arena *arena, const struct start_card **ret_cards,
                              size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    struct start_card *cards = arena_alloc(arena, memory->start_count, sizeof *cards);
    enum status status = memory_failure(memory, error);
    for (size_t i = 0; status == STATUS_OK && i < memory->start_count; i++) {
        struct place place;
        size_t first = 0;
        if (!place_parse(memory->starts[i].place, &place))
            return error_set(error, STATUS_INVALID, "memory: %s", memory->starts[i].place);
        status = memory_find_letter(memory, (struct key){place.edition, place.id}, &first, error);
        if (status == STATUS_OK)
            cards[i] = (struct start_card){.place = memory->starts[i].place,
                                           .title = memory->starts[i].title,
                                           .summary = memory_summary_at(memory, first),
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
        facet.count += memory_is_first(memory, i) &&
                       memory_has_person(memory, &memory->letters[i], facet.value) &&
                       memory_is_in_year(&memory->letters[i], filter->year);
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
        if (!memory_is_first(memory, i) || date->from == NULL)
            continue;
        begins_or_ends = begins_or_ends || memory_year_of(date->from) == year ||
                         memory_year_of(date->to) == year;
        facet.count += memory_passes(memory, &memory->letters[i], &of_year);
    }
    facet.count = begins_or_ends ? facet.count : 0;
    return facet;
}

enum status memory_facets(void *self, const struct letter_filter *filter, struct arena *arena,
                          struct facets *ret_facets, struct error *error)
{
    static const struct letter_filter all = {0};
    enum { YEARS = 10000 };
    const struct memory_source *memory = self;
    if (memory_failure(memory, error) != STATUS_OK)
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

enum status memory_exchanges(void *self, struct arena *arena, const struct exchange **ret_exchanges,
                             size_t *ret_count, struct error *error)
{
    const struct memory_source *memory = self;
    if (memory_failure(memory, error) != STATUS_OK)
        return memory->fails;
    struct exchange *list = arena_alloc(arena, memory->letter_count, sizeof *list);
    size_t count = 0;
    for (size_t i = 0; i < memory->letter_count; i++) {
        const struct letter *letter = &memory->letters[i];
        const struct entity *from =
            memory_card_of_correspondent(memory, letter, &letter->summary.sender);
        const struct entity *to =
            memory_card_of_correspondent(memory, letter, &letter->summary.recipient);
        if (memory_is_first(memory, i) && letter->summary.kind == LETTER_LETTER && from != NULL &&
            to != NULL && from != to)
            count_letter(list, &count, from, to, arena);
    }
    *ret_exchanges = list;
    *ret_count = sort_exchanges(list, count);
    return STATUS_OK;
}
