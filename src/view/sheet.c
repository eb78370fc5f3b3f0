#include "view/sheet.h"

/* Of the right column's height, what a thumbnail may take. */
enum { THUMBNAIL_PERCENT = 38 };

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* The side column needs 62 mm beside a measure of 26.5 em: about 64 characters. */
static void place_columns(struct sheet *sheet, const struct look *look)
{
    bool small = look->size_class == SCREEN_SMALL;
    int em = look->em_26_6[LOOK_BODY] / 64;
    int margin = look_px(look, small ? 60 : 90);
    int wanted = em * 53 / 2;
    int measure = smaller(wanted, sheet->paper.w - 2 * margin);
    int gutter = look_px(look, 140), side_min = look_px(look, 620);
    int side = sheet->paper.w - 2 * margin - gutter - measure - look_px(look, 90);
    bool has_side = look->size_class == SCREEN_LANDSCAPE && look->screen.text_size_percent < 150 &&
                    side >= side_min;
    int left = sheet->paper.x + (sheet->paper.w - measure) / 2;
    if (has_side) {
        left = sheet->paper.x + margin + look_px(look, 90);
        int side_left = left + measure + gutter;
        sheet->side =
            (struct rect){side_left, 0, sheet->paper.x + sheet->paper.w - margin - side_left, 0};
        sheet->side.w = smaller(sheet->side.w, look_px(look, 900));
    }
    sheet->column = (struct rect){left, 0, measure, 0};
}

void sheet_make(struct sheet *sheet, const struct look *look, struct rect content)
{
    *sheet = (struct sheet){.content = content};
    sheet->paper = (struct rect){look->sheet_margin_px, content.y,
                                 content.w - 2 * look->sheet_margin_px, content.h};
    place_columns(sheet, look);
    int padding = smaller(look->page_padding_px, content.h / 16);
    sheet->column.y = content.y + padding;
    sheet->column.h = content.h - 2 * padding;
    if (sheet->side.w > 0) {
        sheet->side.y = sheet->column.y;
        sheet->side.h = sheet->column.h;
    }
}

void sheet_add_thumbnail(struct sheet *sheet, const struct look *look, uint32_t w, uint32_t h)
{
    struct rect room = {sheet->side.x, sheet->side.y, sheet->side.w,
                        sheet->side.h * THUMBNAIL_PERCENT / 100};
    if (room.w <= 0 || w == 0 || h == 0)
        return;
    if ((int64_t)room.w * h < (int64_t)room.h * w)
        room.h = (int)((int64_t)room.w * h / w);
    else
        room.w = (int)((int64_t)room.h * w / h);
    int below = room.h + look_px(look, 40);
    sheet->thumbnail = room;
    sheet->side.y += below;
    sheet->side.h -= below;
}

struct point sheet_origin(const struct sheet *sheet, const struct flow *flow,
                          struct page_range page, size_t index)
{
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    int top = page.line_count == 0 ? 0 : lines[page.first_line].top_px;
    return (struct point){sheet->column.x,
                          sheet->column.y + (index == 0 ? sheet->badge_px : 0) - top};
}

static void add_rect(struct glyph_page_builder *builder, struct rect rect, enum theme_token token)
{
    glyph_page_builder_rect(
        builder, (struct page_rect){.rect = rect, .shape = SHAPE_RECT, .ink = (uint8_t)token});
}

static void add_paper(const struct sheet *sheet, const struct look *look,
                      struct glyph_page_builder *builder)
{
    int y = sheet->content.y;
    struct rect paper = {sheet->paper.x, sheet->paper.y - y, sheet->paper.w, sheet->paper.h};
    add_rect(builder, paper, TOKEN_PAGE);
    if (paper.x > 0) {
        add_rect(builder, (struct rect){paper.x, paper.y, look->hairline_px, paper.h}, TOKEN_RULE);
        add_rect(builder,
                 (struct rect){paper.x + paper.w - look->hairline_px, paper.y, look->hairline_px,
                               paper.h},
                 TOKEN_RULE);
    }
    if (sheet->side.w > 0) {
        int x = sheet->side.x - look_px(look, 70);
        add_rect(builder, (struct rect){x, sheet->column.y - y, look->hairline_px, sheet->column.h},
                 TOKEN_RULE);
    }
}

const struct glyph_page *sheet_picture(const struct sheet *sheet, const struct look *look,
                                       const struct flow *flow, struct page_range page,
                                       size_t index, const struct flow *side, size_t side_lines)
{
    struct rect content = sheet->content;
    struct glyph_page_builder *builder =
        glyph_page_builder_create(content.w, content.h, TOKEN_WALL);
    add_paper(sheet, look, builder);
    int top = sheet->column.y - content.y + (index == 0 ? sheet->badge_px : 0);
    flow_emit(flow, page.first_line, page.line_count, sheet->column.x, top, builder);
    if (side != NULL && sheet->side.w > 0)
        flow_emit(side, 0, side_lines, sheet->side.x, sheet->side.y - content.y, builder);
    return glyph_page_builder_finish(builder);
}

const struct glyph_page *sheet_chosen_mark(const struct flow *flow,
                                           const struct flow_object *object, struct point origin,
                                           struct rect *ret_rect)
{
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    struct rect rect = object->rect;
    struct glyph_page_builder *builder = glyph_page_builder_create(rect.w, rect.h, TOKEN_PAGE);
    flow_emit(flow, object->line, 1, -rect.x, lines[object->line].top_px - rect.y, builder);
    glyph_page_builder_recolor(builder, TOKEN_PILL, TOKEN_MARK);
    glyph_page_builder_recolor(builder, TOKEN_ACCENT, TOKEN_INK);
    *ret_rect = (struct rect){origin.x + rect.x, origin.y + rect.y, rect.w, rect.h};
    return glyph_page_builder_finish(builder);
}
