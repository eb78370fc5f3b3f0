#include "view/emit.h"

#include <string.h>

static struct flow *set(const struct emit *emit, const struct emit_text *text, int width)
{
    const struct stage *stage = emit->stage;
    struct flow_sheet sheet = look_sheet(&stage->look, text->role, width, emit->ground);
    sheet.live = false;
    sheet.hang_px = 0; /* nothing lies around it */
    sheet.indent_26_6 = 0;
    sheet.hyphenate = false;
    sheet.italic = text->italic;
    sheet.lining_figures = sheet.lining_figures || text->lining;
    sheet.max_lines = text->max_lines;
    sheet.setting = text->centered ? FLOW_CENTERED : FLOW_RAGGED;
    sheet.inks.text = (uint8_t)text->ink;
    sheet.lang = text->lang != NULL ? text->lang : strings_lang(stage->config->strings);
    sheet.direction = letter_direction(sheet.lang);
    struct flow *flow = flow_create_text(stage->config->metrics, &sheet, text->text);
    flow_extend(flow, SIZE_MAX);
    return flow;
}

/* How far the text moves so that it stands at its side of the column. */
static int shift_px(const struct emit *emit, const struct emit_text *text, struct rect ink,
                    int width)
{
    bool rtl = strings_direction(emit->stage->config->strings) == DIRECTION_RTL;
    if (text->centered)
        return 0;
    return rtl != text->at_end ? width - ink.x - ink.w : -ink.x;
}

static void add_run(struct emit *emit, const struct emit_text *text, struct rect rect)
{
    if (emit->run_count == emit->run_room) {
        size_t room = emit->run_room * 2 + 32;
        struct draw_run *runs = arena_alloc(emit->arena, room, sizeof *runs);
        if (emit->run_count > 0)
            memcpy(runs, emit->runs, emit->run_count * sizeof *runs);
        emit->runs = runs;
        emit->run_room = room;
    }
    emit->runs[emit->run_count++] =
        (struct draw_run){.rect = rect,
                          .cap_height_26_6 = emit->stage->look.cap_height_26_6[text->role],
                          .ink = text->ink,
                          .ground = emit->ground,
                          .text = arena_string(emit->arena, text->text)};
}

int emit_text(struct emit *emit, const struct emit_text *text, int left, int width, int top)
{
    if (text->text[0] == '\0' || width <= 0)
        return 0;
    struct flow *flow = set(emit, text, width);
    struct rect ink = lettering_ink(flow);
    int shift = shift_px(emit, text, ink, width), height = flow_height_px(flow);
    size_t count;
    (void)flow_lines(flow, &count);
    flow_emit(flow, 0, count, left + shift, top, emit->builder);
    flow_destroy(flow);
    add_run(emit, text, (struct rect){left + shift + ink.x, top + ink.y, ink.w, ink.h});
    return height;
}

int emit_height(const struct emit *emit, const struct emit_text *text, int width)
{
    if (text->text[0] == '\0' || width <= 0)
        return 0;
    struct flow *flow = set(emit, text, width);
    int height = flow_height_px(flow);
    flow_destroy(flow);
    return height;
}

int emit_width(const struct emit *emit, const struct emit_text *text, int width)
{
    struct flow *flow = set(emit, text, width);
    int ink_w = lettering_ink(flow).w;
    flow_destroy(flow);
    return ink_w;
}

void emit_add_runs(const struct draw_run *runs, size_t count, int x, int y, struct draw_list *list)
{
    for (size_t i = 0; i < count; i++) {
        struct draw_run run = runs[i];
        run.rect.x += x;
        run.rect.y += y;
        if (rect_intersects(run.rect, list->clip))
            draw_list_run(list, run);
    }
}

void emit_rect(struct emit *emit, struct rect rect, enum theme_token token)
{
    glyph_page_builder_rect(
        emit->builder,
        (struct page_rect){.rect = rect, .shape = SHAPE_RECT, .ink = (uint8_t)token});
}
