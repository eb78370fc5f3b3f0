#include "view/look.h"

/* Per role: size and leading in thousandths, of the body em and of the role's own em. */
static const struct {
    enum text_face face;
    bool ui; /* follows the text size up to 150 % only */
    int size, leading;
} roles[LOOK_ROLE_COUNT] = {
    [LOOK_QUOTE] = {FACE_BOOK, true, 2000, 1250}, [LOOK_TITLE] = {FACE_BOOK, true, 1350, 1250},
    [LOOK_BODY] = {FACE_BOOK, false, 1000, 1450}, [LOOK_NOTE] = {FACE_BOOK, false, 880, 1400},
    [LOOK_BUTTON] = {FACE_UI, true, 850, 1250},   [LOOK_LIST] = {FACE_BOOK, true, 900, 1250},
    [LOOK_CAPTION] = {FACE_UI, true, 750, 1250},
};

/* Tenths of a millimetre by layout class: small, portrait, landscape. */
static const struct {
    int bar, button, button_min, row, head, sheet_margin, page_padding, edge;
} lengths[] = {
    [SCREEN_SMALL] = {160, 150, 250, 170, 75, 0, 35, 20},
    [SCREEN_PORTRAIT] = {260, 200, 200, 240, 140, 60, 220, 60},
    [SCREEN_LANDSCAPE] = {240, 200, 200, 240, 120, 90, 90, 60},
};

enum { CLEAR_LEADING = 1600 }; /* of body text, where Book has 1450 */

int look_px(const struct look *look, int tenths_mm)
{
    return screen_px(&look->screen, tenths_mm);
}

/* Letters, notes and their titles follow the style; the interface does not. */
static enum text_face face_of(enum look_role role, bool clear)
{
    return clear && roles[role].face == FACE_BOOK ? FACE_CLEAR : roles[role].face;
}

static int32_t em_of(const struct text_metrics *metrics, enum text_face face, enum look_role role,
                     int32_t cap_height)
{
    /* The table's sizes are shares of the body's cap height, so that every face reads alike; a
     * face's own em follows from its capitals. */
    int32_t wanted = (int32_t)((int64_t)cap_height * roles[role].size / 1000);
    return text_metrics_em_for_cap_height(metrics, face, wanted);
}

/* Clear text has more room between its lines. */
static int leading_of(enum look_role role, bool clear)
{
    bool running = role == LOOK_BODY || role == LOOK_NOTE;
    return clear && running ? roles[role].leading * CLEAR_LEADING / 1450 : roles[role].leading;
}

static void make_type(struct look *look, const struct text_metrics *metrics)
{
    int32_t body = screen_body_cap_height_26_6(&look->screen);
    int32_t ui = screen_ui_cap_height_26_6(&look->screen);
    for (int role = 0; role < LOOK_ROLE_COUNT; role++) {
        int32_t base = roles[role].ui ? ui : body;
        look->em_26_6[role] = em_of(metrics, face_of((enum look_role)role, look->style.clear),
                                    (enum look_role)role, base);
        look->cap_height_26_6[role] = (int32_t)((int64_t)base * roles[role].size / 1000);
        /* Leading is counted in ems of the body face, whose em the table means. */
        int64_t em = em_of(metrics, FACE_BOOK, LOOK_BODY, base) * (int64_t)roles[role].size / 1000;
        look->leading_px[role] =
            (int)((em * leading_of((enum look_role)role, look->style.clear) / 1000 + 32) >> 6);
    }
}

void look_make(struct look *look, const struct screen *screen, const struct look_style *style,
               const struct text_metrics *metrics)
{
    *look =
        (struct look){.screen = *screen, .size_class = screen_class_of(screen), .style = *style};
    make_type(look, metrics);
    int size_class = (int)look->size_class;
    look->hairline_px = look_px(look, 2) > 1 ? look_px(look, 2) : 1;
    look->outline_px = look_px(look, 5);
    look->radius_px = look_px(look, 20);
    look->gap_px = look_px(look, 20);
    look->edge_px = look_px(look, lengths[size_class].edge);
    look->bar_px = look_px(look, lengths[size_class].bar);
    look->button_px = look_px(look, lengths[size_class].button);
    look->button_min_px = look_px(look, lengths[size_class].button_min);
    look->row_px = look_px(look, lengths[size_class].row);
    look->head_px = look_px(look, lengths[size_class].head);
    look->chip_px = look_px(look, 150);
    look->sheet_margin_px = look_px(look, lengths[size_class].sheet_margin);
    look->page_padding_px = look_px(look, lengths[size_class].page_padding);
    look->reach_px = look_px(look, 45);
    /* Section 9: the running head is hidden on small screens from 150 %. */
    if (look->size_class == SCREEN_SMALL && screen->text_size_percent >= 150)
        look->head_px = 0;
}

/* Punctuation may stand out of the column by half an em, and by less than any margin has. */
static int hang_px(const struct look *look, enum look_role role)
{
    int half_px = (int)(look->em_26_6[role] / 128), most_px = look_px(look, 30);
    return half_px < most_px ? half_px : most_px;
}

struct flow_sheet look_sheet(const struct look *look, enum look_role role, int measure_px,
                             enum theme_token ground)
{
    bool is_text = role == LOOK_BODY || role == LOOK_NOTE;
    return (struct flow_sheet){
        .face = face_of(role, look->style.clear),
        .em_26_6 = look->em_26_6[role],
        .leading_px = look->leading_px[role],
        .measure_px = measure_px,
        .hang_px = is_text ? hang_px(look, role) : 0,
        /* Section 9: hyphens only where a line has under 40 characters, about 17 em. */
        .hyphenate = is_text && measure_px * 64 / look->em_26_6[role] < 17,
        .indent_26_6 = is_text && !look->style.clear ? look->em_26_6[role] * 5 / 4 : 0,
        .paragraph_gap_px = is_text && look->style.clear ? look->leading_px[role] * 3 / 4 : 0,
        .lining_figures = !is_text && role != LOOK_QUOTE && role != LOOK_TITLE,
        .inline_pages = look->size_class == SCREEN_SMALL || look->screen.text_size_percent >= 150,
        .live = is_text,
        .inks = {.text = TOKEN_INK,
                 .secondary = TOKEN_INK2,
                 .accent = TOKEN_ACCENT,
                 .accent2 = TOKEN_ACCENT2,
                 .mark_pill = TOKEN_PILL,
                 .found = TOKEN_MARK,
                 .rule = TOKEN_RULE,
                 .background = (uint8_t)ground},
    };
}

struct rect look_bar(const struct look *look)
{
    const struct screen *screen = &look->screen;
    return (struct rect){0, screen->h_px - look->bar_px, screen->w_px, look->bar_px};
}

struct rect look_content(const struct look *look)
{
    const struct screen *screen = &look->screen;
    return (struct rect){0, look->head_px, screen->w_px,
                         screen->h_px - look->bar_px - look->head_px};
}
