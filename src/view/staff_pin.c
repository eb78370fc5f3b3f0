#include "view/staff_pin.h"

#include "view/bar.h"
#include "view/strip.h"

enum {
    COLUMNS = 3,
    ROWS = 4,
    DOTS = 6, /* shown at least: how long the PIN is, nobody is told */
    DELETE_KEY = 9,
    OK_KEY = 11
};

void staff_pin_add(struct staff_pin *pin, char digit)
{
    pin->was_wrong = false;
    if (pin->count == STAFF_PIN_MAX)
        return;
    pin->digits[pin->count++] = digit;
    pin->digits[pin->count] = '\0';
}

void staff_pin_delete(struct staff_pin *pin)
{
    if (pin->count > 0)
        pin->digits[--pin->count] = '\0';
}

/* ---- Where things stand ------------------------------------------------------------------------
 */

/* The pad, and the words that stand above it or, where the screen is low, beside it. */
struct layout {
    struct rect pad, words, cancel;
    int key_w, key_h;
};

/* Clear of the strip, whether it is there or not: below it on a small screen, else above it. Of an
 * upright screen the lower half, in reach. */
static struct rect room_of(const struct look *look)
{
    const int strip = strip_height_px(look), h = look->screen.h_px;
    struct rect room = {look->edge_px, 0, look->screen.w_px - 2 * look->edge_px, 0};
    bool small = look->size_class == SCREEN_SMALL;
    if (look->size_class != SCREEN_LANDSCAPE)
        room.y = small ? strip : h / 2;
    room.h = (small ? h : look_bar(look).y - strip) - room.y;
    return room;
}

static struct layout lay_out(const struct stage *stage)
{
    const struct look *look = &stage->look;
    const int gap = look->gap_px, key_w = look_px(look, 250), key_h = look->button_px;
    const int pad_w = COLUMNS * key_w + (COLUMNS - 1) * gap,
              pad_h = ROWS * key_h + (ROWS - 1) * gap, far = look_px(look, 60);
    const int words_h = 2 * look->leading_px[LOOK_TITLE] + 2 * look->leading_px[LOOK_BUTTON];
    const int stacked_h = words_h + far + pad_h + gap + key_h;
    const struct rect room = room_of(look);
    struct layout at = {.key_w = key_w, .key_h = key_h};
    if (stacked_h <= room.h) {
        int x = (look->screen.w_px - pad_w) / 2, y = room.y + (room.h - stacked_h) / 2;
        at.words = (struct rect){x, y, pad_w, words_h};
        at.pad = (struct rect){x, y + words_h + far, pad_w, pad_h};
        at.cancel = (struct rect){x, at.pad.y + pad_h + gap, pad_w, key_h};
        return at;
    }
    int between = 2 * far, words_w = room.w - pad_w - between;
    words_w = words_w < pad_w ? words_w : pad_w;
    int x = (look->screen.w_px - words_w - between - pad_w) / 2;
    int y = room.y + (room.h - pad_h) / 2;
    at.words = stage_mirrored(stage, (struct rect){x, y, words_w, pad_h - key_h - gap});
    at.pad = stage_mirrored(stage, (struct rect){x + words_w + between, y, pad_w, pad_h});
    at.cancel = stage_mirrored(stage, (struct rect){x, y + pad_h - key_h, words_w, key_h});
    return at;
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

/* The digits stand as on a telephone in every language. */
static void draw_key(const struct stage *stage, const struct layout *at, int place,
                     struct draw_list *list)
{
    static const char *const digits[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"};
    const struct strings *strings = stage->config->strings;
    const int gap = stage->look.gap_px;
    const struct rect rect = {at->pad.x + place % COLUMNS * (at->key_w + gap),
                              at->pad.y + place / COLUMNS * (at->key_h + gap), at->key_w,
                              at->key_h};
    struct bar_cell cell = {.action = ACTION_STAFF_DIGIT, .is_set = true};
    if (place == DELETE_KEY) {
        cell = (struct bar_cell){.action = ACTION_STAFF_DELETE,
                                 .name = "delete",
                                 .icon = "delete",
                                 .said = strings_text(strings, "search.delete")};
    } else if (place == OK_KEY) {
        cell = (struct bar_cell){
            .action = ACTION_STAFF_OK, .name = "ok", .label = strings_text(strings, "staff.ok")};
    } else {
        cell.label = digits[place];
        cell.index = digits[place][0] - '0';
        cell.name = arena_format(list->arena, "digit=%s", digits[place]);
    }
    bar_button(stage, rect, &cell, place == OK_KEY ? BAR_PRIMARY : BAR_OUTLINED, list);
}

static void draw_dots(const struct stage *stage, const struct staff_pin *pin, struct rect room,
                      struct draw_list *list)
{
    const struct look *look = &stage->look;
    int count = pin->count > DOTS ? pin->count : DOTS;
    int side = look_px(look, 40), gap = look_px(look, 30);
    for (int i = 0; i < count; i++) {
        struct rect dot = {room.x + (room.w - count * side - (count - 1) * gap) / 2 +
                               i * (side + gap),
                           room.y + (room.h - side) / 2, side, side};
        draw_list_plate(list, dot, i < pin->count ? TOKEN_INK : TOKEN_WALL, TOKEN_INK,
                        look->outline_px, side / 2);
    }
}

static void draw_words(const struct stage *stage, enum look_role role, const char *text,
                       enum theme_token ink, struct rect rect, struct draw_list *list)
{
    const struct lettering_spec spec = {.text = text,
                                        .role = role,
                                        .w_px = rect.w,
                                        .h_px = rect.h,
                                        .max_lines = 2,
                                        .align = DRAW_CENTER,
                                        .ink = ink,
                                        .ground = TOKEN_WALL,
                                        .lining = true,
                                        .lang = strings_lang(stage->config->strings),
                                        .direction = strings_direction(stage->config->strings)};
    lettering_draw(stage->lettering, &spec, rect.x, rect.y, list);
}

/* What the pad says below the dots: one line for each of its two matters. */
static void draw_state(const struct stage *stage, const struct staff_pin *pin, uint64_t locked_ms,
                       uint64_t closes_ms, struct rect rect, struct draw_list *list)
{
    const struct strings *strings = stage->config->strings;
    const char *locked = strings_format(strings, list->arena, "staff.locked",
                                        (long)((locked_ms + 999) / 1000), 0, NULL);
    const char *closes = strings_format(strings, list->arena, "staff.closes",
                                        (long)((closes_ms + 999) / 1000), 0, NULL);
    const char *wrong = strings_text(strings, "staff.wrong");
    const struct rect first = {rect.x, rect.y, rect.w, rect.h / 2},
                      second = {rect.x, rect.y + rect.h / 2, rect.w, rect.h / 2};
    if (locked_ms > 0 || pin->was_wrong)
        draw_words(stage, LOOK_BUTTON, locked_ms > 0 ? locked : wrong, TOKEN_INK, first, list);
    draw_words(stage, LOOK_BUTTON, closes, TOKEN_INK2, second, list);
}

void staff_pin_draw(const struct stage *stage, const struct staff_pin *pin, uint64_t locked_ms,
                    uint64_t closes_ms, struct draw_list *list)
{
    const struct strings *strings = stage->config->strings;
    const struct layout at = lay_out(stage);
    const int title_h = stage->look.leading_px[LOOK_TITLE];
    const struct bar_cell cancel = {.action = ACTION_STAFF_CANCEL,
                                    .name = "cancel",
                                    .label = strings_text(strings, "opt.cancel")};
    struct rect row = {at.words.x, at.words.y, at.words.w, title_h};
    draw_list_fill(list, list->screen, TOKEN_WALL);
    draw_words(stage, LOOK_TITLE, strings_text(strings, "staff.title"), TOKEN_INK, row, list);
    row.y += title_h;
    draw_dots(stage, pin, row, list);
    row.y += title_h;
    row.h = at.words.y + at.words.h - row.y;
    draw_state(stage, pin, locked_ms, closes_ms, row, list);
    for (int place = 0; place < COLUMNS * ROWS; place++)
        draw_key(stage, &at, place, list);
    bar_button(stage, at.cancel, &cancel, BAR_OUTLINED, list);
}
