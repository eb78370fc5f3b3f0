#include "view/strip.h"

enum { STRIP_TENTHS_MM = 110, SIGN_TENTHS_MM = 50, MARGIN_TENTHS_MM = 30 };

int strip_height_px(const struct look *look)
{
    return look_px(look, STRIP_TENTHS_MM);
}

struct rect strip_rect(const struct stage *stage)
{
    const struct look *look = &stage->look;
    const struct rect bar = look_bar(look);
    const int h = strip_height_px(look);
    if (look->size_class == SCREEN_SMALL)
        return (struct rect){0, 0, bar.w, look->head_px > h ? look->head_px : h};
    return (struct rect){0, bar.y - h, bar.w, h};
}

static const char *sign_of(enum view_notice_kind kind)
{
    switch (kind) {
    case NOTICE_BUSY:
        return "down";
    case NOTICE_GOOD:
        return "check";
    case NOTICE_BAD:
        break;
    }
    return "warning";
}

void strip_draw(const struct stage *stage, struct draw_list *list)
{
    const struct view_notice *notice = &stage->notice;
    const struct look *look = &stage->look;
    const struct rect rect = strip_rect(stage);
    const int sign = look_px(look, SIGN_TENTHS_MM), margin = look_px(look, MARGIN_TENTHS_MM);
    const struct strings *strings = stage->config->strings;
    if (notice->text_id == NULL)
        return;
    draw_list_fill(list, rect, TOKEN_RAISED);
    draw_list_fill(list, (struct rect){rect.x, rect.y, rect.w, look->outline_px}, TOKEN_CTL);
    const struct rect sign_rect = stage_mirrored(
        stage, (struct rect){look->edge_px, rect.y + (rect.h - sign) / 2, sign, sign});
    draw_list_icon(list, sign_rect, sign_of(notice->kind), TOKEN_INK);
    const struct lettering_spec spec = {
        .text = strings_format(strings, list->arena, notice->text_id, notice->n, notice->m,
                               stage_isolated(stage, list->arena, notice->word)),
        .role = LOOK_CAPTION,
        .w_px = rect.w - 2 * look->edge_px - sign - margin,
        .h_px = rect.h - look->outline_px,
        .max_lines = 2,
        .ink = TOKEN_INK,
        .ground = TOKEN_RAISED,
        .lining = true,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings)};
    const struct rect text =
        stage_mirrored(stage, (struct rect){look->edge_px + sign + margin,
                                            rect.y + look->outline_px, spec.w_px, spec.h_px});
    lettering_draw(stage->lettering, &spec, text.x, text.y, list);
}
