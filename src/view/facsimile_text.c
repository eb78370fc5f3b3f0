/* The text beside a scan: the letter in pages of its panel, in step with the sheets. */
#include "view/facsimile_state.h"

void facsimile_text_fini(struct facsimile_text *text)
{
    glyph_page_release(text->picture);
    pages_destroy(text->pages);
    flow_destroy(text->flow);
    *text = (struct facsimile_text){0};
}

static void set(struct facsimiles *state)
{
    const struct letter *letter = &state->letter;
    struct facsimile_text *text = &state->text;
    struct rect column = state->layout.column;
    struct flow_sheet sheet = look_sheet(&state->stage->look, LOOK_BODY, column.w, TOKEN_PAGE);
    sheet.lang = letter->version_lang;
    sheet.direction = letter->direction;
    sheet.live = false; /* notes and names are touched in the letter itself */
    sheet.inline_pages = true;
    sheet.end_rule = true;
    const struct flow_text set = {
        .number = letter->summary.number,
        .blocks = letter->blocks,
        .block_count = letter->block_count,
        .notes = letter->notes,
        .note_count = letter->note_count,
    };
    text->column = column;
    text->flow = flow_create(state->stage->config->metrics, &sheet, &set);
    text->pages = pages_create(text->flow, column.h, column.h);
    (void)pages_extend(text->pages, 0);
}

static void turn_to(struct facsimile_text *text, size_t page)
{
    glyph_page_release(text->picture);
    text->picture = NULL;
    text->page = page;
}

/* The block and byte that the page begins with. */
static void first_of(const struct facsimile_text *text, size_t page, uint32_t *ret_block,
                     uint32_t *ret_byte)
{
    size_t count;
    const struct flow_line *line =
        &flow_lines(text->flow, &count)[pages_at(text->pages, page).first_line];
    *ret_block = line->block;
    *ret_byte = line->start;
}

void facsimile_text_follow(struct facsimiles *state)
{
    struct facsimile_text *text = &state->text;
    uint32_t block, byte;
    if (state->layout.text.w == 0)
        return;
    if (text->flow != NULL && !rect_equals(text->column, state->layout.column))
        facsimile_text_fini(text);
    if (text->flow == NULL)
        set(state);
    if (state->current == state->origin_sheet && state->origin.block < state->letter.block_count)
        turn_to(text, pages_page_of(text->pages, state->origin.block, state->origin.byte));
    else if (facsimile_begins(&state->letter, state->sheets[state->current], &block, &byte))
        turn_to(text, pages_page_of(text->pages, block, byte));
}

bool facsimile_text_has_next(struct facsimiles *state)
{
    struct facsimile_text *text = &state->text;
    (void)pages_extend(text->pages, text->page + 1);
    return text->page + 1 < pages_count(text->pages);
}

/* The sheet that shows what the page begins with; a sheet that begins further down on it may stay.
 */
static size_t sheet_of_page(const struct facsimiles *state)
{
    const struct facsimile_text *text = &state->text;
    uint32_t block, byte, at_block, at_byte;
    const struct facsimile *shown = state->sheets[state->current];
    if (facsimile_begins(&state->letter, shown, &at_block, &at_byte) &&
        pages_page_of(text->pages, at_block, at_byte) == text->page)
        return state->current;
    first_of(text, text->page, &block, &byte);
    const struct facsimile *found = facsimile_of(&state->letter, block, byte);
    for (size_t i = 0; i < state->count; i++)
        if (state->sheets[i] == found)
            return i;
    return state->current;
}

bool facsimile_text_turn(struct facsimiles *state, int direction)
{
    struct facsimile_text *text = &state->text;
    if (text->flow == NULL || (direction < 0 && text->page == 0) ||
        (direction > 0 && !facsimile_text_has_next(state)))
        return false;
    turn_to(text, text->page + (direction < 0 ? (size_t)-1 : 1));
    size_t sheet = sheet_of_page(state);
    if (sheet != state->current)
        facsimile_show_sheet(state, sheet);
    return true;
}

const struct glyph_page *facsimile_text_picture(struct facsimiles *state)
{
    struct facsimile_text *text = &state->text;
    if (text->picture != NULL)
        return text->picture;
    struct rect panel = state->layout.text, column = state->layout.column;
    struct page_range range = pages_at(text->pages, text->page);
    struct glyph_page_builder *builder = glyph_page_builder_create(panel.w, panel.h, TOKEN_PAGE);
    flow_emit(text->flow, range.first_line, range.line_count, column.x - panel.x,
              column.y - panel.y, builder);
    text->picture = glyph_page_builder_finish(builder);
    return text->picture;
}
