#include "view/reader_cards.h"

#include "view/bar.h"
#include "view/choices.h"
#include "view/code.h"

static struct lettering_spec words(const struct reader *reader, const char *text,
                                   enum look_role role, int w)
{
    return (struct lettering_spec){
        .text = text,
        .role = role,
        .w_px = w,
        .ink = TOKEN_INK,
        .ground = TOKEN_RAISED,
        .max_lines = 12,
        .lining = true,
        .lang = strings_lang(reader->stage->config->strings),
        .direction = strings_direction(reader->stage->config->strings),
    };
}

/* Shows the words at (x, y) as high as they are; answers their height. */
static int draw_words(const struct reader *reader, struct lettering_spec spec, int x, int y,
                      struct draw_list *list)
{
    spec.h_px = lettering_height_px(reader->stage->lettering, &spec);
    lettering_draw(reader->stage->lettering, &spec, x, y, list);
    return spec.h_px;
}

/* ---- Before the letter -------------------------------------------------------------------------
 */

static void draw_ways(const struct reader *reader, struct rect box, int y, struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct strings *strings = stage->config->strings;
    const struct bar_cell on = {.action = ACTION_READ_ON,
                                .name = "read-on",
                                .label = strings_text(strings, "letter.notice")};
    const struct bar_cell back = {.action = ACTION_BACK_CHIP,
                                  .name = "back",
                                  .icon = "back",
                                  .label = strings_text(strings, "nav.back")};
    int on_w = bar_button_width(stage, on.label, false);
    int back_w = bar_button_width(stage, back.label, true);
    int gap = look_px(&stage->look, 60), height = stage->look.button_px;
    struct rect first = {box.x + (box.w - on_w - back_w - gap) / 2, y, on_w, height};
    struct rect second = {first.x + on_w + gap, y, back_w, height};
    bar_button(stage, stage_mirrored(stage, first), &on, BAR_PRIMARY, list);
    bar_button(stage, stage_mirrored(stage, second), &back, BAR_OUTLINED, list);
}

void reader_cards_draw_notice(const struct reader *reader, struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct look *look = &stage->look;
    struct rect content = reader->sheet.content;
    int em = look->em_26_6[LOOK_BODY] / 64, most = content.w - 2 * look->edge_px;
    int pad = look_px(look, look->size_class == SCREEN_SMALL ? 40 : 90);
    int width = em * 26 < most ? em * 26 : most, inner = width - 2 * pad;
    struct lettering_spec title =
        words(reader, strings_text(stage->config->strings, "letter.before"), LOOK_CAPTION, inner);
    struct lettering_spec notice = words(reader, reader->letter.content_notice, LOOK_BODY, inner);
    title.ink = TOKEN_ACCENT2;
    notice.lang = reader->letter.version_lang;
    notice.direction = stage_name_direction(notice.text);
    int title_h = lettering_height_px(stage->lettering, &title);
    int notice_h = lettering_height_px(stage->lettering, &notice);
    int gap = look_px(look, 40), height = title_h + notice_h + 3 * gap + look->button_px + pad;
    if (height > content.h) { /* very large type: the words come first */
        height = content.h;
        notice.max_lines =
            (height - title_h - 3 * gap - look->button_px - pad) / look->leading_px[LOOK_BODY];
    }
    struct rect box = {(content.w - width) / 2, content.y + (content.h - height) / 2, width,
                       height};
    draw_list_fill(list, content, TOKEN_WALL);
    draw_list_fill(list, reader->sheet.paper, TOKEN_PAGE);
    draw_list_box(list, BOX_OVERLAY, box);
    draw_list_shadow(list, box, look_px(look, 10));
    draw_list_plate(list, box, TOKEN_RAISED, TOKEN_CTL, look->hairline_px, look->radius_px);
    int y = box.y + pad / 2;
    y += draw_words(reader, title, box.x + pad, y, list) + gap;
    (void)draw_words(reader, notice, box.x + pad, y, list);
    draw_ways(reader, box, box.y + box.h - look->button_px - pad / 2, list);
}

/* ---- On the web --------------------------------------------------------------------------------
 */

void reader_cards_draw_web(const struct reader *reader, struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    struct rect content = reader->sheet.content;
    struct qr qr;
    if (reader->letter.web == NULL || qr_encode(reader->letter.web, list->arena, &qr) != STATUS_OK)
        return;
    int head = look_px(look, 150), pad = look->edge_px;
    int square = code_square_px(look, &qr, content.h - head - 2 * pad);
    int side = code_side_px(&qr, square);
    int em = look->em_26_6[LOOK_NOTE] / 64, most = content.w - 4 * pad - side;
    int text_w = em * 16 < most ? em * 16 : most;
    int width = side + text_w + 3 * pad, height = head + side + pad;
    struct rect box = {(content.w - width) / 2, content.y + content.h - height, width, height};
    bool rtl = strings_direction(strings) == DIRECTION_RTL;
    struct rect code = {rtl ? box.x + box.w - pad - side : box.x + pad, box.y + head, side, side};
    int text_x = rtl ? box.x + pad : code.x + side + pad, y = code.y;
    choices_draw_panel(stage, content, box, strings_text(strings, "letter.web"), list);
    const struct glyph_page *picture = code_picture(&qr, square);
    draw_list_surface(list, code, picture, (struct point){0, 0}, 255);
    glyph_page_release(picture);
    struct lettering_spec hint =
        words(reader, strings_text(strings, "letter.web.hint"), LOOK_LIST, text_w);
    struct lettering_spec address = words(reader, reader->letter.web, LOOK_CAPTION, text_w);
    address.ink = TOKEN_INK2;
    address.direction = DIRECTION_LTR;
    y += draw_words(reader, hint, text_x, y, list) + look_px(look, 20);
    address.max_lines = (code.y + code.h - y) / look->leading_px[LOOK_CAPTION];
    if (address.max_lines > 0)
        (void)draw_words(reader, address, text_x, y, list);
}
