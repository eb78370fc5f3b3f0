#include "view/parallel_state.h"

#include "view/bar.h"
#include "view/parallel_cards.h"
#include "view/reader.h"

#include <string.h>

/* ---- Pages -------------------------------------------------------------------------------------
 */

static void add_rect(struct glyph_page_builder *builder, struct rect rect, enum theme_token token)
{
    glyph_page_builder_rect(
        builder, (struct page_rect){.rect = rect, .shape = SHAPE_RECT, .ink = (uint8_t)token});
}

/* Paper from side to side, a hairline between the columns, and the rows. */
static const struct glyph_page *make_picture(const struct parallel *parallel, size_t index)
{
    const struct look *look = &parallel->stage->look;
    struct rect content = parallel->content, left = parallel->columns[0];
    struct row_page page = rows_page(parallel->rows, index);
    int top = left.y - content.y, x = content.w / 2;
    struct glyph_page_builder *builder =
        glyph_page_builder_create(content.w, content.h, TOKEN_WALL);
    add_rect(
        builder,
        (struct rect){look->sheet_margin_px, 0, content.w - 2 * look->sheet_margin_px, content.h},
        TOKEN_PAGE);
    add_rect(builder, (struct rect){x, top, look->hairline_px, left.h}, TOKEN_RULE);
    for (size_t i = page.first; i < page.first + page.count; i++) {
        const struct row *row = rows_at(parallel->rows, i);
        for (int side = 0; side < 2; side++)
            flow_emit(parallel->flows[side], row->first_line[side], row->line_count[side],
                      parallel->columns[side].x, top + row->top_px, builder);
    }
    return glyph_page_builder_finish(builder);
}

static size_t distance(const struct parallel *parallel, size_t index)
{
    return index > parallel->page ? index - parallel->page : parallel->page - index;
}

const struct glyph_page *parallel_picture(struct parallel *parallel, size_t index)
{
    struct parallel_picture *farthest = &parallel->pictures[0];
    for (int i = 0; i < PARALLEL_PICTURES; i++) {
        struct parallel_picture *kept = &parallel->pictures[i];
        if (kept->page != NULL && kept->index == index)
            return kept->page;
        if (kept->page == NULL ||
            (farthest->page != NULL &&
             distance(parallel, kept->index) > distance(parallel, farthest->index)))
            farthest = kept;
    }
    glyph_page_release(farthest->page);
    *farthest = (struct parallel_picture){index, make_picture(parallel, index)};
    return farthest->page;
}

/* ---- The screen --------------------------------------------------------------------------------
 */

static void draw_page(struct parallel *parallel, size_t index, int x, struct draw_list *list)
{
    struct rect content = parallel->content;
    draw_list_surface(
        list, (struct rect){x, content.y - parallel->placement.page_shift, content.w, content.h},
        parallel_picture(parallel, index), (struct point){0, 0}, 255);
}

static void draw_pages(struct parallel *parallel, uint64_t now_ms, struct draw_list *list)
{
    struct rect content = parallel->content;
    int offset = turn_offset_px(&parallel->turn, now_ms);
    draw_list_clip(list, content);
    if (offset > 0 && parallel->page > 0)
        draw_page(parallel, parallel->page - 1, offset - content.w, list);
    if (offset < 0 && parallel_has_page(parallel, parallel->page + 1))
        draw_page(parallel, parallel->page + 1, offset + content.w, list);
    if (parallel->placement.page_shift > 0)
        draw_list_fill(list, content, TOKEN_PAGE);
    draw_page(parallel, parallel->page, offset, list);
    draw_list_clip(list, list->screen);
    draw_list_box(list, BOX_PAGE, content);
}

static void add_line(const struct parallel *parallel, int side, size_t line, int top,
                     struct draw_list *list)
{
    size_t count;
    const struct flow_line *set = &flow_lines(parallel->flows[side], &count)[line];
    struct rect rect = {parallel->columns[side].x + set->left_px,
                        top - parallel->placement.page_shift, set->right_px - set->left_px,
                        set->height_px};
    if (!rect_intersects(rect, parallel->content))
        return;
    draw_list_box(list, BOX_LINE, rect);
    draw_list_run(
        list, (struct draw_run){.rect = rect,
                                .cap_height_26_6 = parallel->stage->look.cap_height_26_6[LOOK_BODY],
                                .ink = TOKEN_INK,
                                .ground = TOKEN_PAGE,
                                .text = flow_line_text(parallel->flows[side], line, list->arena)});
}

static void add_lines(const struct parallel *parallel, struct draw_list *list)
{
    struct row_page page = rows_page(parallel->rows, parallel->page);
    for (size_t i = page.first; i < page.first + page.count; i++)
        for (int side = 0; side < 2; side++) {
            const struct row *row = rows_at(parallel->rows, i);
            size_t count, first = row->first_line[side];
            const struct flow_line *lines = flow_lines(parallel->flows[side], &count);
            for (size_t k = first; k < first + row->line_count[side]; k++)
                add_line(parallel, side, k,
                         parallel->columns[side].y + row->top_px + lines[k].top_px -
                             lines[first].top_px,
                         list);
        }
}

/* "Original · Русский". Beside the same words as written the language is enough. */
static const char *name_of(const struct stage *stage, const struct letter *letter,
                           const struct letter *other, struct arena *arena)
{
    const struct view_words *words = &stage->config->words;
    const char *lang = letter->version_lang;
    bool written = letter_is_as_written(lang);
    const char *kind = written                                         ? "letter.written"
                       : letter->version_kind == VERSION_TRANSLATION   ? "letter.trans"
                       : letter->version_kind == VERSION_TRANSCRIPTION ? "letter.transcription"
                                                                       : "letter.orig";
    if (written)
        lang = arena_copy(arena, lang, strlen(lang) - strlen(LETTER_AS_WRITTEN));
    const char *name = words->name == NULL ? NULL : words->name(words->self, lang);
    name = name == NULL ? lang : name;
    if (letter_is_as_written(other->version_lang) && letter->version_kind == VERSION_ORIGINAL)
        return name;
    return arena_format(arena, "%s · %s", strings_text(stage->config->strings, kind), name);
}

static void draw_names(const struct parallel *parallel, struct draw_list *list)
{
    const struct stage *stage = parallel->stage;
    for (int i = 0; i < 2; i++) {
        const struct letter *letter = &parallel->letters[i];
        struct rect column = parallel->columns[i];
        const struct lettering_spec spec = {
            .text = name_of(stage, letter, &parallel->letters[1 - i], list->arena),
            .role = LOOK_CAPTION,
            .w_px = column.w,
            .h_px = stage->look.leading_px[LOOK_CAPTION],
            .ink = TOKEN_ACCENT2,
            .ground = TOKEN_PAGE,
            .lang = strings_lang(stage->config->strings),
            .direction = letter->direction,
        };
        lettering_draw(stage->lettering, &spec, column.x,
                       column.y - parallel->head_px - parallel->placement.page_shift, list);
    }
}

static void draw_head(const struct parallel *parallel, struct draw_list *list)
{
    const struct look *look = &parallel->stage->look;
    const struct strings *strings = parallel->stage->config->strings;
    struct rect head = {0, 0, look->screen.w_px, look->head_px};
    if (head.h == 0)
        return;
    draw_list_box(list, BOX_HEAD, head);
    draw_list_fill(list, head, TOKEN_WALL);
    const struct lettering_spec spec = {
        .text = reader_caption(parallel->stage, list->arena,
                               &parallel->letters[parallel->read].summary),
        .role = LOOK_CAPTION,
        .w_px = head.w - 2 * look->edge_px,
        .h_px = head.h - look->hairline_px,
        .lining = true,
        .ink = TOKEN_INK2,
        .ground = TOKEN_WALL,
        .lang = parallel->letters[parallel->read].version_lang,
        .direction = strings_direction(strings),
    };
    lettering_draw(parallel->stage->lettering, &spec, look->edge_px, 0, list);
}

static void draw_bar(struct parallel *parallel, struct draw_list *list)
{
    const struct stage *stage = parallel->stage;
    const struct strings *strings = stage->config->strings;
    bool small = stage->look.size_class == SCREEN_SMALL;
    const struct bar_cell number = {
        .group = BAR_MOVE,
        .label = parallel->complete
                     ? strings_format(strings, list->arena, "nav.pages", (long)parallel->page + 1,
                                      (long)rows_page_count(parallel->rows), NULL)
                     : "",
        .is_set = true,
    };
    const struct bar_cell side = {.group = BAR_TOOLS,
                                  .action = ACTION_SIDE_BY_SIDE,
                                  .name = "side-by-side",
                                  .icon = "check",
                                  .label = strings_text(strings, "letter.side")};
    struct bar_cell cells[BAR_CELLS_MAX] = {bar_again(stage),
                                            bar_turn(stage, -1, parallel->page > 0)};
    size_t count = 2;
    if (!small)
        cells[count++] = number;
    cells[count++] = bar_turn(stage, 1, parallel_has_page(parallel, parallel->page + 1));
    cells[count++] = side;
    cells[count++] = bar_reading(stage, false);
    bar_draw(stage, cells, count, list);
}

void parallel_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct parallel *parallel = self;
    draw_pages(parallel, now_ms, list);
    draw_names(parallel, list);
    if (!parallel->turn.dragging && !turn_is_moving(&parallel->turn)) {
        parallel_cards_draw_ground(parallel, list);
        add_lines(parallel, list);
        parallel_cards_targets(parallel, list);
    }
    draw_head(parallel, list);
    parallel_cards_draw(parallel, list);
    bar_chip_back(parallel->stage, list);
    draw_bar(parallel, list);
}
