#include "view/side.h"

#include <string.h>

/* More people than this would not fit beside a page; all of them are live in the text. */
enum { PEOPLE_MAX = 7, BLOCKS_MAX = PEOPLE_MAX + 6 };

struct column {
    struct arena *arena;
    struct block *blocks;
    size_t count;
};

static struct block *add_block(struct column *column, const char *text)
{
    struct block *block = &column->blocks[column->count++];
    *block = (struct block){
        .kind = BLOCK_PARAGRAPH,
        .text = text,
        .length = (uint32_t)strlen(text),
        .flush = true,
    };
    return block;
}

/* A block that is one span from end to end. */
static void add_spanned(struct column *column, const char *text, enum span_kind kind,
                        const char *target)
{
    struct block *block = add_block(column, text);
    struct span *span = arena_alloc(column->arena, 1, sizeof *span);
    *span = (struct span){.kind = kind, .start = 0, .end = block->length, .target = target};
    block->spans = span;
    block->span_count = 1;
}

static void add_heading(struct column *column, const char *text)
{
    add_spanned(column, text, SPAN_BOLD, NULL);
}

static void add_origin(struct column *column, const struct stage *stage,
                       const struct letter_summary *summary)
{
    const char *place = summary->place, *date = summary->date.text;
    if (place != NULL || date != NULL)
        add_block(column,
                  stage_isolated(stage, column->arena,
                                 arena_format(column->arena, "%s%s%s", place == NULL ? "" : place,
                                              place != NULL && date != NULL ? ", " : "",
                                              date == NULL ? "" : date)));
}

static bool is_listed(const char *const *people, size_t count, const char *person)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(people[i], person) == 0)
            return true;
    return false;
}

/* The persons of the text in the order of their first mention. */
static size_t find_people(const struct letter *letter, const char *people[PEOPLE_MAX])
{
    size_t count = 0;
    for (size_t i = 0; i < letter->block_count; i++)
        for (size_t j = 0; j < letter->blocks[i].span_count && count < PEOPLE_MAX; j++) {
            const struct span *span = &letter->blocks[i].spans[j];
            if (span->kind == SPAN_PERSON && span->target != NULL &&
                !is_listed(people, count, span->target))
                people[count++] = span->target;
        }
    return count;
}

static void add_people(struct column *column, const struct stage *stage,
                       const struct letter *letter)
{
    const struct letter_source *source = &stage->config->source;
    const char *people[PEOPLE_MAX];
    size_t count = find_people(letter, people);
    if (count > 0)
        add_heading(column, strings_text(stage->config->strings, "letter.people"));
    for (size_t i = 0; i < count; i++) {
        struct entity person;
        const char *slash = strrchr(people[i], '/');
        const struct key key = {
            slash == NULL ? letter->summary.key.edition
                          : arena_copy(column->arena, people[i], (size_t)(slash - people[i])),
            slash == NULL ? people[i] : slash + 1,
        };
        if (source->calls->person(source->self, key, column->arena, &person, NULL) == STATUS_OK)
            add_spanned(column, person.name, SPAN_PERSON, people[i]);
    }
}

const char *side_title(const struct stage *stage, const struct letter *letter, struct arena *arena)
{
    const struct strings *strings = stage->config->strings;
    const struct strings_value values[] = {{"n", letter->summary.number}, {0}};
    return letter->summary.number == NULL ? strings_text(strings, "letter.aside")
                                          : strings_fill(strings, arena, "letter.about", 0, values);
}

static void write_blocks(struct column *column, const struct stage *stage,
                         const struct letter *letter)
{
    column->blocks = arena_alloc(column->arena, BLOCKS_MAX, sizeof *column->blocks);
    add_origin(column, stage, &letter->summary);
    if (letter->brief != NULL) {
        add_heading(column, strings_text(stage->config->strings, "letter.brief"));
        add_block(column, stage_isolated(stage, column->arena, letter->brief));
    }
    add_people(column, stage, letter);
}

struct flow_text side_text(const struct stage *stage, const struct letter *letter,
                           struct arena *arena)
{
    struct column column = {.arena = arena};
    write_blocks(&column, stage, letter);
    return (struct flow_text){.blocks = column.blocks, .block_count = column.count};
}

static bool is_heading(const struct block *block)
{
    return block->span_count == 1 && block->spans[0].kind == SPAN_BOLD;
}

/* The lines that end within the height. */
static size_t lines_within(const struct flow *flow, const struct column *column, int height_px)
{
    size_t count, fit = 0;
    const struct flow_line *lines = flow_lines(flow, &count);
    while (fit < count && lines[fit].top_px + lines[fit].height_px <= height_px)
        fit++;
    while (fit < count && fit > 0 && is_heading(&column->blocks[lines[fit - 1].block]))
        fit--;
    return fit;
}

struct flow *side_create(const struct stage *stage, const struct letter *letter, struct rect room,
                         struct arena *arena, size_t *ret_lines)
{
    const struct strings *strings = stage->config->strings;
    const struct flow_text about = side_text(stage, letter, arena);
    struct column column = {.arena = arena,
                            .blocks = arena_alloc(arena, BLOCKS_MAX, sizeof *column.blocks)};
    if (letter->summary.number != NULL)
        add_heading(&column, side_title(stage, letter, arena));
    memcpy(&column.blocks[column.count], about.blocks, about.block_count * sizeof *about.blocks);
    column.count += about.block_count;
    struct flow_sheet sheet = look_sheet(&stage->look, LOOK_CAPTION, room.w, TOKEN_PAGE);
    sheet.live = true;
    sheet.inks.text = TOKEN_INK2;
    sheet.paragraph_gap_px = look_px(&stage->look, 40);
    sheet.lang = letter->version_lang;
    sheet.direction = strings_direction(strings);
    const struct flow_text text = {.blocks = column.blocks, .block_count = column.count};
    struct flow *flow = flow_create(stage->config->metrics, &sheet, &text);
    flow_extend(flow, SIZE_MAX);
    *ret_lines = lines_within(flow, &column, room.h);
    return flow;
}
