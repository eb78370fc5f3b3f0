#include "view/attract.h"

#include "base/memory.h"
#include "view/bar.h"

#include <stdlib.h>
#include <string.h>

enum {
    SLIDE_LEAST_MS = 12000, /* section 4: max(12 s, 3 s + 0.3 s a word) */
    SLIDE_BASE_MS = 3000,
    SLIDE_WORD_MS = 300,
    FADE_MS = 600,
    LANGUAGES_MAX = 12
};

struct attract {
    const struct stage *stage;
    struct arena *arena;
    const struct slide *slides;
    size_t count;
    size_t *order; /* of this loop */
    size_t turn;   /* place in the order */
    uint64_t random;
    uint64_t since_ms; /* the present slide began */
    const struct glyph_page *current, *previous;
    struct rect quote; /* where the present quotation stands */
    unsigned shown;    /* slides shown so far; moves the quotation against burn-in */
};

/* ---- Order -------------------------------------------------------------------------------------
 */

/* SplitMix64 (Steele, Lea and Flood 2014): the order must differ from loop to loop, no more. */
static uint64_t next_random(struct attract *attract)
{
    uint64_t z = attract->random += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* A new order (Fisher and Yates); what was shown last does not come first. */
static void shuffle(struct attract *attract)
{
    size_t last = attract->order[attract->count - 1];
    for (size_t i = attract->count; i > 1; i--) {
        size_t j = (size_t)(next_random(attract) % i), kept = attract->order[i - 1];
        attract->order[i - 1] = attract->order[j];
        attract->order[j] = kept;
    }
    if (attract->count > 1 && attract->order[0] == last) {
        attract->order[0] = attract->order[attract->count - 1];
        attract->order[attract->count - 1] = last;
    }
}

static const struct slide *present(const struct attract *attract)
{
    return attract->count == 0 ? NULL : &attract->slides[attract->order[attract->turn]];
}

/* ---- The picture of a slide --------------------------------------------------------------------
 */

/* ±6 mm between slides: no bright element stays where it was. */
static struct point drift(const struct attract *attract)
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
    struct point shift = drift(attract);
    int width = bar_button_width(stage, strings_text(stage->config->strings, "attract.cta"), true) +
                look_px(&stage->look, 80);
    const char *langs[LANGUAGES_MAX];
    bool small = stage->look.size_class == SCREEN_SMALL;
    bool names = stage_languages(stage, langs, LANGUAGES_MAX) > 0; /* they take the foot */
    int bottom = look_px(&stage->look, !small ? 250 : names ? 200 : 80);
    return (struct rect){(screen->w_px - width) / 2 + shift.x,
                         screen->h_px - bottom - stage->look.button_px + shift.y, width,
                         stage->look.button_px};
}

static const char *quoted(const struct attract *attract, struct arena *arena)
{
    const struct slide *slide = present(attract);
    if (slide == NULL)
        return attract->stage->exhibit.title == NULL ? "" : attract->stage->exhibit.title;
    if (strncmp(slide->lang == NULL ? "en" : slide->lang, "en", 2) == 0)
        return arena_format(arena, "“%s”", slide->quote);
    return arena_format(arena, "«%s»", slide->quote);
}

/* The largest size at which the quotation takes at most three lines, or five at the smallest. */
static struct flow *set_quote(const struct attract *attract, const char *text, int measure)
{
    static const int sizes_percent[] = {100, 85, 72, 60};
    const struct stage *stage = attract->stage;
    const struct slide *slide = present(attract);
    struct flow *flow = NULL;
    for (size_t i = 0; i < sizeof sizes_percent / sizeof *sizes_percent; i++) {
        struct flow_sheet sheet = look_sheet(&stage->look, LOOK_QUOTE, measure, TOKEN_WALL);
        size_t count;
        sheet.em_26_6 = sheet.em_26_6 * sizes_percent[i] / 100;
        sheet.leading_px = sheet.leading_px * sizes_percent[i] / 100;
        sheet.setting = FLOW_CENTERED;
        sheet.balanced = true;
        sheet.live = false;
        sheet.lang = slide == NULL ? strings_lang(stage->config->strings) : slide->lang;
        sheet.direction =
            slide == NULL ? strings_direction(stage->config->strings) : slide->direction;
        flow_destroy(flow);
        flow = flow_create_text(stage->config->metrics, &sheet, text);
        flow_extend(flow, SIZE_MAX);
        (void)flow_lines(flow, &count);
        if (count <= 3)
            break;
    }
    return flow;
}

static void emit_caption(const struct attract *attract, int measure, int left, int top,
                         struct glyph_page_builder *builder)
{
    const struct slide *slide = present(attract);
    if (slide == NULL || slide->caption == NULL)
        return;
    struct flow_sheet sheet = look_sheet(&attract->stage->look, LOOK_CAPTION, measure, TOKEN_WALL);
    size_t count;
    sheet.setting = FLOW_CENTERED;
    sheet.live = false;
    sheet.inks.text = TOKEN_INK2;
    sheet.lang = slide->lang;
    sheet.direction = slide->direction;
    sheet.max_lines = 2;
    struct flow *flow = flow_create_text(attract->stage->config->metrics, &sheet, slide->caption);
    flow_extend(flow, SIZE_MAX);
    (void)flow_lines(flow, &count);
    flow_emit(flow, 0, count, left, top, builder);
    flow_destroy(flow);
}

static void make_picture(struct attract *attract)
{
    const struct look *look = &attract->stage->look;
    struct arena *arena = arena_create();
    int w = look->screen.w_px, h = look->screen.h_px;
    int margin = look_px(look, look->size_class == SCREEN_SMALL ? 120 : 280);
    int measure = w - 2 * margin;
    struct point shift = drift(attract);
    struct flow *flow = set_quote(attract, quoted(attract, arena), measure);
    int gap = look->leading_px[LOOK_CAPTION];
    int height = flow_height_px(flow) + 2 * gap;
    int room = button_rect(attract).y - shift.y;
    int top = (room - height) / 2 + shift.y;
    size_t count;
    (void)flow_lines(flow, &count);
    struct glyph_page_builder *builder = glyph_page_builder_create(w, h, TOKEN_WALL);
    flow_emit(flow, 0, count, margin + shift.x, top, builder);
    attract->quote = (struct rect){margin + shift.x, top, measure, height};
    emit_caption(attract, measure, margin + shift.x, top + flow_height_px(flow) + gap, builder);
    glyph_page_release(attract->previous);
    attract->previous = attract->current;
    attract->current = glyph_page_builder_finish(builder);
    flow_destroy(flow);
    arena_destroy(arena);
}

/* ---- Handlers ----------------------------------------------------------------------------------
 */

static void attract_destroy(void *self)
{
    struct attract *attract = self;
    if (attract == NULL)
        return;
    glyph_page_release(attract->current);
    glyph_page_release(attract->previous);
    arena_destroy(attract->arena);
    free(attract->order);
    free(attract);
}

void *attract_create(const struct stage *stage, uint32_t index, uint64_t now_ms)
{
    struct attract *attract = memory_zeroed(1, sizeof *attract);
    const struct letter_source *source = &stage->config->source;
    attract->stage = stage;
    attract->arena = arena_create();
    attract->random = stage->config->seed + now_ms;
    attract->since_ms = now_ms;
    if (source->calls->slides(source->self, attract->arena, &attract->slides, &attract->count,
                              NULL) != STATUS_OK)
        attract->count = 0;
    attract->order = memory_zeroed(attract->count, sizeof *attract->order);
    for (size_t i = 0; i < attract->count; i++)
        attract->order[i] = i;
    if (index < attract->count)
        attract->turn = index;
    else if (attract->count > 0)
        shuffle(attract);
    make_picture(attract);
    return attract;
}

static uint64_t slide_ms(const struct attract *attract)
{
    const struct slide *slide = present(attract);
    uint64_t words = 1;
    for (const char *at = slide == NULL ? "" : slide->quote; *at != '\0'; at++)
        words += *at == ' ';
    uint64_t ms = SLIDE_BASE_MS + SLIDE_WORD_MS * words;
    return ms < SLIDE_LEAST_MS ? SLIDE_LEAST_MS : ms;
}

static bool is_fading(const struct attract *attract, uint64_t now_ms)
{
    return attract->previous != NULL && now_ms < attract->since_ms + FADE_MS;
}

static uint64_t attract_deadline_ms(const void *self, uint64_t now_ms)
{
    const struct attract *attract = self;
    if (attract->previous != NULL)
        return now_ms;
    return attract->count > 1 ? attract->since_ms + slide_ms(attract) : UINT64_MAX;
}

static void advance(struct attract *attract, uint64_t now_ms)
{
    attract->turn++;
    if (attract->turn == attract->count) {
        shuffle(attract);
        attract->turn = 0;
    }
    attract->shown++;
    attract->since_ms = now_ms;
    make_picture(attract);
}

static struct step attract_tick(void *self, uint64_t now_ms)
{
    struct attract *attract = self;
    if (attract->count > 1 && now_ms >= attract->since_ms + slide_ms(attract)) {
        advance(attract, now_ms);
        return step_redraw();
    }
    if (attract->previous == NULL)
        return step_none();
    if (!is_fading(attract, now_ms)) {
        glyph_page_release(attract->previous);
        attract->previous = NULL;
    }
    return step_redraw();
}

static struct step wake(void)
{
    return (struct step){.kind = STEP_GO, .to = {.kind = PLACE_CONTENTS}};
}

static struct step attract_act(void *self, enum action action, int index, uint64_t now_ms)
{
    const struct attract *attract = self;
    const struct slide *slide = present(attract);
    struct step step = {.kind = STEP_GO, .remember = false};
    (void)index;
    (void)now_ms;
    bool opens = action == ACTION_OPEN_SLIDE && slide != NULL && slide->place != NULL &&
                 place_parse(slide->place, &step.to);
    return opens ? step : wake();
}

static struct step attract_page(void *self, int direction, uint64_t now_ms)
{
    (void)self;
    (void)direction;
    (void)now_ms;
    return wake();
}

static struct step attract_back(void *self, uint64_t now_ms)
{
    return attract_page(self, 0, now_ms);
}

/* Any touch leads in, a swipe as well. */
static struct step attract_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    (void)pressed;
    return gesture->kind == GESTURE_DRAG_END ? attract_page(self, 0, gesture->time_ms)
                                             : step_none();
}

static struct place attract_place(const void *self)
{
    const struct attract *attract = self;
    return (struct place){.kind = PLACE_ATTRACT,
                          .index =
                              attract->count == 0 ? 0 : (uint32_t)attract->order[attract->turn]};
}

/* Every language by its own name, along the foot of the screen. */
static void draw_languages(const struct stage *stage, struct draw_list *list)
{
    const char *langs[LANGUAGES_MAX];
    const struct view_words *words = &stage->config->words;
    const struct look *look = &stage->look;
    size_t count = stage_languages(stage, langs, LANGUAGES_MAX);
    int height = look_px(look, 150), x = look->edge_px,
        y = look->screen.h_px - height - look->gap_px;
    for (size_t i = 0; i < count; i++) {
        const char *name = words->name(words->self, langs[i]);
        struct lettering_spec spec = {
            .text = name,
            .role = LOOK_CAPTION,
            .align = DRAW_CENTER,
            .ink = TOKEN_INK2,
            .ground = TOKEN_WALL,
            .lang = langs[i],
            .direction = letter_direction(langs[i]),
            .h_px = height,
        };
        spec.w_px = lettering_width_px(stage->lettering, &spec) + look_px(look, 60);
        if (x + spec.w_px > look->screen.w_px - look->edge_px)
            break;
        lettering_draw(stage->lettering, &spec, x, y, list);
        struct rect rect = {x, y, spec.w_px, height};
        draw_list_target(
            list, (struct draw_target){.drawn = rect,
                                       .hit = rect,
                                       .role = ROLE_CHOICE,
                                       .action = ACTION_LANGUAGE,
                                       .index = (int)i,
                                       .name = arena_format(list->arena, "language=%s", langs[i]),
                                       .label = name,
                                       .focus = 1});
        x += spec.w_px + look->gap_px;
    }
}

static void attract_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct attract *attract = self;
    const struct stage *stage = attract->stage;
    const struct slide *slide = present(attract);
    struct rect screen = list->screen;
    if (is_fading(attract, now_ms)) {
        draw_list_surface(list, screen, attract->previous, (struct point){0, 0}, 255);
        draw_list_surface(list, screen, attract->current, (struct point){0, 0},
                          (uint8_t)(255 * (now_ms - attract->since_ms) / FADE_MS));
    } else {
        draw_list_surface(list, screen, attract->current, (struct point){0, 0}, 255);
    }
    draw_list_target(
        list, (struct draw_target){.drawn = screen,
                                   .hit = screen,
                                   .role = ROLE_SCROLL,
                                   .action = ACTION_WAKE,
                                   .name = "wake",
                                   .label = strings_text(stage->config->strings, "attract.cta")});
    if (slide != NULL) {
        draw_list_run(list,
                      (struct draw_run){.rect = attract->quote,
                                        .cap_height_26_6 = stage->look.cap_height_26_6[LOOK_QUOTE],
                                        .ink = TOKEN_INK,
                                        .ground = TOKEN_WALL,
                                        .text = slide->quote});
        draw_list_target(list,
                         (struct draw_target){
                             .drawn = attract->quote,
                             .hit = attract->quote,
                             .role = ROLE_SLIDE,
                             .action = ACTION_OPEN_SLIDE,
                             .name = arena_format(list->arena, "go=%s",
                                                  slide->place == NULL ? "contents" : slide->place),
                             .label = slide->quote,
                             .focus = 1});
    }
    const struct bar_cell cell = {.action = ACTION_WAKE,
                                  .name = "read",
                                  .icon = "right",
                                  .label = strings_text(stage->config->strings, "attract.cta"),
                                  .icon_last = true};
    bar_button(stage, button_rect(attract), &cell, BAR_PRIMARY, list);
    draw_languages(stage, list);
    if (attract->count > 1)
        draw_list_timer(list, "slide", attract->since_ms + slide_ms(attract));
}

static size_t attract_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    (void)self;
    (void)pages;
    (void)room;
    return 0;
}

static uint64_t attract_idle_ms(const void *self)
{
    (void)self;
    return 0;
}

const struct stage_screen attract_screen = {
    .destroy = attract_destroy,
    .act = attract_act,
    .drag = attract_drag,
    .page = attract_page,
    .back = attract_back,
    .tick = attract_tick,
    .deadline_ms = attract_deadline_ms,
    .draw = attract_draw,
    .place = attract_place,
    .prepare = attract_prepare,
    .idle_ms = attract_idle_ms,
};
