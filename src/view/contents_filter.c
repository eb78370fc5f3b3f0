/* Filters of the list of all letters: by person and by year, with live counts. */
#include "view/contents_state.h"

#include "view/choices.h"

#include <string.h>

static const struct strings *words(const struct contents *contents)
{
    return contents->stage->config->strings;
}

static const char *person_name(const struct contents *contents)
{
    const char *person = contents->filter.person;
    if (person == NULL)
        return strings_text(words(contents), "filter.anyone");
    for (size_t i = 0; i < contents->facets.person_count; i++)
        if (strcmp(contents->facets.persons[i].value, person) == 0)
            return contents->facets.persons[i].name;
    return person;
}

static const char *year_name(const struct contents *contents)
{
    return contents->filter.year == 0 ? strings_text(words(contents), "filter.all")
                                      : contents->place.query;
}

/* ---- Buttons -----------------------------------------------------------------------------------
 */

size_t contents_filter_cells(const struct contents *contents, struct arena *arena,
                             struct bar_cell cells[CONTENTS_HEAD_EXTRAS])
{
    size_t count = 0;
    if (contents->starts)
        return 0;
    if (contents->facets.person_count > 1 || contents->filter.person != NULL)
        cells[count++] = (struct bar_cell){
            .action = ACTION_FILTER_PERSON,
            .name = "filter-person",
            .icon = "person",
            .label = person_name(contents),
            .said = arena_format(arena, "%s: %s", strings_text(words(contents), "filter.person"),
                                 person_name(contents)),
            .is_set = true};
    if (contents->facets.year_count > 1 || contents->filter.year != 0)
        cells[count++] = (struct bar_cell){
            .action = ACTION_FILTER_YEAR,
            .name = "filter-year",
            .icon = "more",
            .icon_last = true,
            .label = year_name(contents),
            .said = arena_format(arena, "%s: %s", strings_text(words(contents), "filter.year"),
                                 year_name(contents)),
            .is_set = true};
    return count;
}

/* "Khrushchev · 1962": what a small screen has no buttons for. */
static const char *caption(const struct contents *contents)
{
    const struct letter_filter *filter = &contents->filter;
    if (contents->stage->look.size_class != SCREEN_SMALL ||
        (filter->person == NULL && filter->year == 0))
        return NULL;
    const char *count = strings_format(words(contents), contents->arena, "list.count",
                                       (long)contents->total, 0, NULL);
    if (filter->person == NULL || filter->year == 0)
        return arena_format(contents->arena, "%s · %s",
                            filter->year == 0 ? person_name(contents) : year_name(contents), count);
    return arena_format(contents->arena, "%s · %s · %s", person_name(contents), year_name(contents),
                        count);
}

enum status contents_filter_load(struct contents *contents)
{
    const struct letter_source *source = &contents->stage->config->source;
    struct bar_cell cells[CONTENTS_HEAD_EXTRAS];
    enum status status = STATUS_OK;
    arena_reset(contents->arena);
    contents->facets = (struct facets){0};
    if (!contents->starts)
        status = source->calls->facets(source->self, &contents->filter, contents->arena,
                                       &contents->facets, NULL);
    size_t count = contents_filter_cells(contents, contents->arena, cells);
    bool small = contents->stage->look.size_class == SCREEN_SMALL;
    contents_head_make(&contents->head, contents->stage, contents->starts ? TAB_START : TAB_ALL,
                       cells, small ? 0 : count, caption(contents));
    return status;
}

/* ---- Sheets ------------------------------------------------------------------------------------
 */

static size_t row_count(const struct contents *contents)
{
    return 1 + (contents->sheet == CONTENTS_PERSONS ? contents->facets.person_count
                                                    : contents->facets.year_count);
}

/* Row 0 takes the filter away. */
static bool is_chosen(const struct contents *contents, size_t row)
{
    const struct letter_filter *filter = &contents->filter;
    bool persons = contents->sheet == CONTENTS_PERSONS;
    if (row == 0)
        return persons ? filter->person == NULL : filter->year == 0;
    if (persons)
        return filter->person != NULL &&
               strcmp(filter->person, contents->facets.persons[row - 1].value) == 0;
    return filter->year != 0 &&
           strcmp(contents->place.query, contents->facets.years[row - 1].value) == 0;
}

static struct choice choice_of(const struct contents *contents, size_t row, struct arena *arena)
{
    bool persons = contents->sheet == CONTENTS_PERSONS;
    struct choice choice = {.index = (int)row, .chosen = is_chosen(contents, row)};
    if (row == 0) {
        choice.text = strings_text(words(contents), persons ? "filter.anyone" : "filter.all");
        choice.name = "filter=all";
        return choice;
    }
    const struct facet *facet =
        persons ? &contents->facets.persons[row - 1] : &contents->facets.years[row - 1];
    choice.text = facet->name;
    choice.side = arena_format(arena, "%u", facet->count);
    choice.name = arena_format(arena, "filter=%s", facet->value);
    return choice;
}

void contents_filter_draw(const struct contents *contents, struct draw_list *list)
{
    const struct rect room = stage_content(contents->stage);
    const struct rect whole = {0, 0, room.w, room.y + room.h};
    if (contents->sheet == CONTENTS_NO_SHEET)
        return;
    size_t count = row_count(contents);
    struct choice *rows = arena_alloc(list->arena, count, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        rows[i] = choice_of(contents, i, list->arena);
    bool persons = contents->sheet == CONTENTS_PERSONS;
    const struct choices choices = {
        .title = strings_text(words(contents), persons ? "filter.person" : "filter.year"),
        .rows = rows,
        .count = count,
        .action = ACTION_FILTER_CHOOSE,
        .first = contents->sheet_first,
    };
    choices_draw(contents->stage, &choices, whole, list);
}

/* ---- Acts --------------------------------------------------------------------------------------
 */

static struct step open_sheet(struct contents *contents, enum contents_sheet sheet)
{
    contents->sheet = sheet;
    contents->sheet_first = 0;
    return step_redraw();
}

static struct step scroll(struct contents *contents, int direction)
{
    struct rect room = stage_content(contents->stage);
    size_t seen = choices_seen(contents->stage, (struct rect){0, 0, room.w, room.y + room.h});
    size_t first = contents->sheet_first;
    if (direction < 0)
        contents->sheet_first = first > seen ? first - seen : 0;
    else if (first + seen < row_count(contents))
        contents->sheet_first = first + seen;
    return contents->sheet_first == first ? step_none() : step_redraw();
}

/* The place says the filter; it is read anew. */
static void set_filter(struct contents *contents, const struct facet *facet, bool person)
{
    char *part = person ? contents->place.id : contents->place.query;
    const char *value = facet == NULL ? "" : facet->value;
    contents->place.index = CONTENTS_ALL;
    contents->place.list_page = 0;
    if (strlen(value) < PLACE_PART_SIZE)
        memcpy(part, value, strlen(value) + 1);
}

static struct step choose(struct contents *contents, int index)
{
    bool persons = contents->sheet == CONTENTS_PERSONS;
    if (index < 0 || (size_t)index >= row_count(contents))
        return step_none();
    const struct facet *facets = persons ? contents->facets.persons : contents->facets.years;
    set_filter(contents, index == 0 ? NULL : &facets[index - 1], persons);
    contents->sheet = CONTENTS_NO_SHEET;
    return step_redraw();
}

struct step contents_filter_act(struct contents *contents, enum action action, int index,
                                bool *ret_changed)
{
    switch (action) {
    case ACTION_FILTER_PERSON:
        return open_sheet(contents, CONTENTS_PERSONS);
    case ACTION_FILTER_YEAR:
        return open_sheet(contents, CONTENTS_YEARS);
    case ACTION_FILTER_CLEAR:
        set_filter(contents, NULL, true);
        set_filter(contents, NULL, false);
        *ret_changed = true;
        return step_redraw();
    case ACTION_FILTER_CHOOSE:
        *ret_changed = contents->sheet != CONTENTS_NO_SHEET;
        return *ret_changed ? choose(contents, index) : step_none();
    case ACTION_CARD_MORE:
        return scroll(contents, 1);
    case ACTION_CARD_UP:
        return scroll(contents, -1);
    case ACTION_CARD_CLOSE:
        contents->sheet = CONTENTS_NO_SHEET;
        return step_redraw();
    default:
        return step_none();
    }
}
