#include "view/attract_state.h"

#include "view/bar.h"
#include "view/facsimile.h"

#include <string.h>

enum { LANGUAGES_MAX = 12, LANGUAGE_TENTHS_MM = 150, DRIFT_MILLI = 60 /* from 1.00 to 1.06 */ };

/* Of the screen's width, what words over a picture may take: the rest of it stays to be seen. */
enum { WORDS_PERCENT = 60 };

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* ---- Languages ---------------------------------------------------------------------------------
 */

struct language {
    struct lettering_spec spec;
    struct rect rect; /* from the interface's side of reading, from the top of the first line */
};

/* Lays the languages' names in lines as long as the screen is wide, each with `padding_px` at both
 * sides; answers how many lines. */
static int lay_out_padded(const struct stage *stage, struct language *languages, size_t count,
                          const char *const *langs, int padding_px)
{
    const struct view_words *words = &stage->config->words;
    const struct look *look = &stage->look;
    int height = look_px(look, LANGUAGE_TENTHS_MM), least = height - look->gap_px;
    int x = look->edge_px, line = 0;
    for (size_t i = 0; i < count; i++) {
        struct lettering_spec spec = {
            .text = words->name(words->self, langs[i]),
            .role = LOOK_CAPTION,
            .align = DRAW_CENTER,
            .ink = TOKEN_INK2,
            .ground = TOKEN_WALL,
            .lang = langs[i],
            .direction = letter_direction(langs[i]),
            .h_px = height,
        };
        int width = lettering_width_px(stage->lettering, &spec) + 2 * padding_px;
        spec.w_px = width > least ? width : least;
        if (i > 0 && x + spec.w_px > look->screen.w_px - look->edge_px) {
            x = look->edge_px;
            line++;
        }
        languages[i] =
            (struct language){spec, {x, line * (height + look->gap_px), spec.w_px, height}};
        x += spec.w_px + look->gap_px;
    }
    return count == 0 ? 0 : line + 1;
}

/* In one line where they can be nearer to each other, else in as many as they take. */
static int lay_out_languages(const struct stage *stage, struct language *languages, size_t count,
                             const char *const *langs)
{
    static const int paddings_tenths_mm[] = {30, 20, 10};
    for (size_t i = 0; i < sizeof paddings_tenths_mm / sizeof *paddings_tenths_mm; i++) {
        int padding = look_px(&stage->look, paddings_tenths_mm[i]);
        int lines = lay_out_padded(stage, languages, count, langs, padding);
        if (lines <= 1)
            return lines;
    }
    return lay_out_padded(stage, languages, count, langs, look_px(&stage->look, 30));
}

/* Height of all lines of names, with the room around them. */
static int languages_height(const struct stage *stage)
{
    const char *langs[LANGUAGES_MAX];
    struct language languages[LANGUAGES_MAX];
    const struct look *look = &stage->look;
    size_t count = stage_languages(stage, langs, LANGUAGES_MAX);
    int lines = lay_out_languages(stage, languages, count, langs);
    return lines * (look_px(look, LANGUAGE_TENTHS_MM) + look->gap_px);
}

/* Every language by its own name, along the foot of the screen. */
static void draw_languages(const struct stage *stage, struct draw_list *list)
{
    const char *langs[LANGUAGES_MAX];
    struct language languages[LANGUAGES_MAX];
    size_t count = stage_languages(stage, langs, LANGUAGES_MAX);
    int top = stage->look.screen.h_px - languages_height(stage);
    (void)lay_out_languages(stage, languages, count, langs);
    for (size_t i = 0; i < count; i++) {
        struct rect rect = languages[i].rect;
        rect.y += top;
        rect = stage_mirrored(stage, rect);
        lettering_draw(stage->lettering, &languages[i].spec, rect.x, rect.y, list);
        draw_list_target(
            list, (struct draw_target){.drawn = rect,
                                       .hit = rect_grown(rect, stage->look.gap_px / 2, 0),
                                       .role = ROLE_CHOICE,
                                       .action = ACTION_LANGUAGE,
                                       .index = (int)i,
                                       .name = arena_format(list->arena, "language=%s", langs[i]),
                                       .label = languages[i].spec.text,
                                       .focus = 1});
    }
}

/* ---- Words -------------------------------------------------------------------------------------
 */

/* ±6 mm between slides: no bright element stays where it was. */
static struct point shift_of(const struct attract *attract)
{
    static const signed char steps[][2] = {{0, 0}, {1, -1}, {-1, 1}, {1, 1}, {-1, -1},
                                           {0, 1}, {1, 0},  {0, -1}, {-1, 0}};
    unsigned i = attract->shown % (sizeof steps / sizeof *steps);
    int reach = look_px(&attract->stage->look, 60);
    return (struct point){steps[i][0] * reach, steps[i][1] * reach};
}

static struct rect button_rect(const struct attract *attract)
{
    const struct stage *stage = attract->stage;
    const struct screen *screen = &stage->look.screen;
    struct point shift = shift_of(attract);
    int width = bar_button_width(stage, strings_text(stage->config->strings, "attract.cta"), true) +
                look_px(&stage->look, 80);
    bool small = stage->look.size_class == SCREEN_SMALL;
    int names = languages_height(stage); /* at the foot */
    int bottom = names + look_px(&stage->look, !small ? 80 : names > 0 ? 30 : 80);
    return (struct rect){(screen->w_px - width) / 2 + shift.x,
                         screen->h_px - bottom - stage->look.button_px + shift.y, width,
                         stage->look.button_px};
}

/* Round the words of a slide; above and below them two thirds of it. */
static int panel_padding(const struct look *look)
{
    return look_px(look, look->size_class == SCREEN_SMALL ? 40 : 90);
}

static const char *quoted(const struct attract *attract, const struct slide *slide,
                          struct arena *arena)
{
    if (slide == NULL)
        return attract->stage->exhibit.title == NULL ? "" : attract->stage->exhibit.title;
    if (slide->quote[0] == '\0')
        return "";
    if (strncmp(slide->lang == NULL ? "en" : slide->lang, "en", 2) == 0)
        return arena_format(arena, "“%s”", slide->quote);
    return arena_format(arena, "«%s»", slide->quote);
}

static struct flow *set(const struct attract *attract, const struct slide *slide, const char *text,
                        struct flow_sheet *sheet)
{
    const struct strings *strings = attract->stage->config->strings;
    sheet->setting = FLOW_CENTERED;
    sheet->live = false;
    sheet->lang = slide == NULL ? strings_lang(strings) : slide->lang;
    sheet->direction = slide == NULL ? strings_direction(strings) : slide->direction;
    struct flow *flow = flow_create_text(attract->stage->config->metrics, sheet, text);
    flow_extend(flow, SIZE_MAX);
    return flow;
}

static size_t line_count(const struct flow *flow)
{
    size_t count;
    (void)flow_lines(flow, &count);
    return count;
}

/* The largest size at which the quotation takes at most three lines, and leaves room for the
 * caption; else the smallest. */
static struct flow *set_quote(const struct attract *attract, const struct slide *slide,
                              const char *text, int measure, int caption_h)
{
    static const int sizes_percent[] = {100, 92, 85, 78, 72, 66, 60, 55, 50, 46, 42, 39, 36};
    const struct look *look = &attract->stage->look;
    int room = button_rect(attract).y - caption_h - look_px(look, 60) - 2 * panel_padding(look);
    struct flow *flow = NULL;
    for (size_t i = 0; i < sizeof sizes_percent / sizeof *sizes_percent; i++) {
        struct flow_sheet sheet =
            look_sheet(&attract->stage->look, LOOK_QUOTE, measure, TOKEN_WALL);
        sheet.em_26_6 = sheet.em_26_6 * sizes_percent[i] / 100;
        sheet.leading_px = sheet.leading_px * sizes_percent[i] / 100;
        sheet.balanced = true;
        flow_destroy(flow);
        flow = set(attract, slide, text, &sheet);
        if (line_count(flow) <= 3 && flow_height_px(flow) <= room)
            break;
    }
    return flow;
}

static struct flow *set_caption(const struct attract *attract, const struct slide *slide,
                                int measure)
{
    struct flow_sheet sheet = look_sheet(&attract->stage->look, LOOK_CAPTION, measure, TOKEN_WALL);
    const char *caption = slide == NULL || slide->caption == NULL ? "" : slide->caption;
    sheet.inks.text = TOKEN_INK2;
    sheet.max_lines = 2;
    return set(attract, slide, caption, &sheet);
}

/* A hairline a little inside the panel's edge, as on a title page. */
static void add_frame(const struct look *look, int w, int h, struct glyph_page_builder *builder)
{
    int inset = look_px(look, 20), line = look->hairline_px;
    struct rect inner = {inset, inset, w - 2 * inset, h - 2 * inset};
    const struct rect sides[] = {{inner.x, inner.y, inner.w, line},
                                 {inner.x, inner.y + inner.h - line, inner.w, line},
                                 {inner.x, inner.y, line, inner.h},
                                 {inner.x + inner.w - line, inner.y, line, inner.h}};
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        glyph_page_builder_rect(
            builder, (struct page_rect){.rect = sides[i], .shape = SHAPE_RECT, .ink = TOKEN_RULE});
}

/* Quotation and caption below each other in a panel as wide as they are. */
static void put_in_panel(const struct attract *attract, struct showing *showing,
                         const struct flow *quote, const struct flow *caption, int measure)
{
    const struct look *look = &attract->stage->look;
    struct point shift = shift_of(attract);
    int padding = panel_padding(look), quote_w = lettering_ink(quote).w;
    int caption_w = lettering_ink(caption).w,
        gap = quote_w > 0 && caption_w > 0 ? look_px(look, 60) : 0;
    int quote_h = quote_w > 0 ? flow_height_px(quote) : 0;
    int caption_h = caption_w > 0 ? flow_height_px(caption) : 0;
    int w = (quote_w > caption_w ? quote_w : caption_w) + 2 * padding;
    int h = quote_h + gap + caption_h + 2 * padding * 2 / 3;
    int room = button_rect(attract).y - shift.y;
    showing->panel =
        (struct rect){(look->screen.w_px - w) / 2 + shift.x, (room - h) / 2 + shift.y, w, h};
    if (showing->panel.y < 0)
        showing->panel.y = 0;
    int left = (w - measure) / 2, top = padding * 2 / 3;
    struct glyph_page_builder *builder = glyph_page_builder_create(w, h, TOKEN_WALL);
    if (showing->slide != NULL && showing->slide->picture != NULL)
        add_frame(look, w, h, builder);
    flow_emit(quote, 0, line_count(quote), left, top, builder);
    flow_emit(caption, 0, line_count(caption), left, top + quote_h + gap, builder);
    showing->words = glyph_page_builder_finish(builder);
    showing->quote = (struct rect){showing->panel.x + (w - quote_w) / 2, showing->panel.y + top,
                                   quote_w, quote_h};
}

void attract_set(struct attract *attract, struct showing *showing)
{
    /* Upright, the panel and its shift take all of a screen's width, for the largest words. */
    static const int margins_tenths_mm[] = {
        [SCREEN_SMALL] = 120, [SCREEN_PORTRAIT] = 160, [SCREEN_LANDSCAPE] = 280};
    const struct look *look = &attract->stage->look;
    const struct slide *slide = showing->slide;
    struct arena *arena = arena_create();
    int margin = look_px(look, margins_tenths_mm[look->size_class]);
    int measure = look->screen.w_px - 2 * margin;
    if (slide != NULL && slide->picture != NULL && look->size_class == SCREEN_LANDSCAPE)
        measure = smaller(measure, look->screen.w_px * WORDS_PERCENT / 100);
    struct flow *caption = set_caption(attract, slide, measure);
    struct flow *quote =
        set_quote(attract, slide, quoted(attract, slide, arena), measure, flow_height_px(caption));
    if (lettering_ink(quote).w > 0 || lettering_ink(caption).w > 0)
        put_in_panel(attract, showing, quote, caption, measure);
    flow_destroy(quote);
    flow_destroy(caption);
    arena_destroy(arena);
}

/* ---- Pictures ----------------------------------------------------------------------------------
 */

/* How much larger than at its smallest the picture is, in millionths: even all the way. */
static int64_t drift_of(const struct attract *attract, const struct showing *showing,
                        uint64_t now_ms)
{
    const int64_t whole = DRIFT_MILLI * INT64_C(1000);
    uint64_t until_ms = attract->stopped ? attract->stopped_ms : now_ms;
    uint64_t elapsed = until_ms > showing->since_ms ? until_ms - showing->since_ms : 0;
    uint64_t way_ms = attract_slide_ms(attract, showing->slide) + attract_fade_ms(attract);
    int64_t way = elapsed > way_ms ? whole : whole * (int64_t)elapsed / (int64_t)way_ms;
    if (attract->stage->look.style.still)
        return 0;
    return showing->outward ? whole - way : way;
}

/* Along one side of the screen: covered by `length`, with the picture's focus as near to the middle
 * as its edges let it be. In 26.6. */
static int64_t covering(int64_t length, int room_px, uint32_t focus_milli)
{
    int64_t room = (int64_t)room_px * 64, at = room / 2 - length * focus_milli / 1000;
    return at > 0 ? 0 : at < room - length ? room - length : at;
}

/* Full bleed, and larger about the focus by the drift. */
static struct rect picture_frame(const struct facsimile *picture, struct rect screen, int64_t drift)
{
    int64_t w = picture->width, h = picture->height;
    bool by_width = (int64_t)screen.w * h > (int64_t)screen.h * w;
    int64_t frame_w = by_width ? (int64_t)screen.w * 64 : (int64_t)screen.h * 64 * w / h;
    int64_t frame_h = by_width ? (int64_t)screen.w * 64 * h / w : (int64_t)screen.h * 64;
    int64_t x = covering(frame_w, screen.w, picture->focus_x);
    int64_t y = covering(frame_h, screen.h, picture->focus_y);
    int64_t more_w = frame_w * drift / 1000000, more_h = frame_h * drift / 1000000;
    return (struct rect){(int)(x - more_w * picture->focus_x / 1000),
                         (int)(y - more_h * picture->focus_y / 1000), (int)(frame_w + more_w),
                         (int)(frame_h + more_h)};
}

static void draw_showing(const struct attract *attract, const struct showing *showing,
                         uint64_t now_ms, uint8_t alpha, struct draw_list *list)
{
    const struct facsimile *picture = showing->slide == NULL ? NULL : showing->slide->picture;
    if (picture == NULL || picture->width == 0 || picture->height == 0) {
        draw_list_fill_alpha(list, list->screen, TOKEN_WALL, alpha);
    } else {
        const struct mosaic_picture shown = facsimile_picture(picture);
        draw_list_picture(list, &shown,
                          picture_frame(picture, list->screen, drift_of(attract, showing, now_ms)),
                          alpha);
    }
    if (showing->words != NULL)
        draw_list_surface(list, showing->panel, showing->words, (struct point){0, 0}, alpha);
}

/* ---- The screen --------------------------------------------------------------------------------
 */

static void add_quote(const struct attract *attract, struct draw_list *list)
{
    const struct showing *showing = &attract->current;
    const struct slide *slide = showing->slide;
    if (slide == NULL || showing->quote.w <= 0)
        return;
    draw_list_run(
        list, (struct draw_run){.rect = showing->quote,
                                .cap_height_26_6 = attract->stage->look.cap_height_26_6[LOOK_QUOTE],
                                .ink = TOKEN_INK,
                                .ground = TOKEN_WALL,
                                .text = slide->quote});
    draw_list_target(
        list,
        (struct draw_target){.drawn = showing->panel,
                             .hit = showing->panel,
                             .role = ROLE_SLIDE,
                             .action = ACTION_OPEN_SLIDE,
                             .name = arena_format(list->arena, "go=%s",
                                                  slide->place == NULL ? "contents" : slide->place),
                             .label = slide->quote,
                             .focus = 1});
}

/* On a rim of the wall, so that it is seen on a picture of its own colour. */
static void draw_button(const struct attract *attract, const struct bar_cell *cell,
                        struct draw_list *list)
{
    const struct look *look = &attract->stage->look;
    struct rect button = button_rect(attract);
    int rim = look_px(look, 15);
    draw_list_plate(list, rect_grown(button, rim, rim), TOKEN_WALL, TOKEN_WALL, 0,
                    look->radius_px + rim);
    bar_button(attract->stage, button, cell, BAR_PRIMARY, list);
}

static uint8_t fade_of(const struct attract *attract, uint64_t now_ms)
{
    uint64_t elapsed = now_ms - attract->current.since_ms, whole = attract_fade_ms(attract);
    return elapsed >= whole ? 255 : (uint8_t)(255 * elapsed / whole);
}

void attract_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    const struct attract *attract = self;
    const struct stage *stage = attract->stage;
    const char *invitation = strings_text(stage->config->strings, "attract.cta");
    if (attract->fading)
        draw_showing(attract, &attract->previous, now_ms, 255, list);
    draw_showing(attract, &attract->current, now_ms,
                 attract->fading ? fade_of(attract, now_ms) : 255, list);
    draw_list_target(list, (struct draw_target){.drawn = list->screen,
                                                .hit = list->screen,
                                                .role = ROLE_SCROLL,
                                                .action = ACTION_WAKE,
                                                .name = "wake",
                                                .label = invitation});
    add_quote(attract, list);
    const struct bar_cell cell = {.action = ACTION_WAKE,
                                  .name = "read",
                                  .icon = stage_arrow(stage, 1),
                                  .label = invitation,
                                  .icon_last = true};
    draw_button(attract, &cell, list);
    draw_languages(stage, list);
    if (attract->count > 1)
        draw_list_timer(list, "slide",
                        attract->current.since_ms +
                            attract_slide_ms(attract, attract->current.slide));
}
