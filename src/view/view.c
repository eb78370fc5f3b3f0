#include "view/view_state.h"

#include "base/memory.h"
#include "view/about.h"
#include "view/attract.h"
#include "view/contents.h"
#include "view/exchange.h"
#include "view/facsimile.h"
#include "view/menu.h"
#include "view/options.h"
#include "view/parallel.h"
#include "view/prompt.h"
#include "view/reader.h"
#include "view/search.h"
#include "view/strip.h"

#include <stdlib.h>
#include <string.h>

/* ---- Screens -----------------------------------------------------------------------------------
 */

static void leave(struct view *view)
{
    if (view->screen != NULL) {
        view_history_leave(view);
        view->screen->destroy(view->state);
    }
    view->screen = NULL;
    view->state = NULL;
    view->pressed = false;
    view->focus = 0;
}

static void enter(struct view *view, const struct stage_screen *screen, void *state)
{
    leave(view);
    view->screen = screen;
    view->state = state;
}

static void enter_attract(struct view *view, uint32_t index, uint64_t now_ms)
{
    enter(view, &attract_screen, attract_create(&view->stage, index, now_ms));
}

static bool enter_contents(struct view *view, const struct place *place)
{
    view_history_name_back(view);
    void *contents = contents_create(&view->stage, place);
    if (contents == NULL)
        return false;
    enter(view, &contents_screen, contents);
    return true;
}

static bool enter_exchange(struct view *view, const struct place *place)
{
    view_history_name_back(view);
    void *exchange = exchange_create(&view->stage, place);
    if (exchange == NULL)
        return false;
    enter(view, &exchange_screen, exchange);
    return true;
}

static bool enter_parallel(struct view *view, const struct place *place, uint64_t now_ms)
{
    void *parallel = parallel_create(&view->stage, place, now_ms);
    if (parallel != NULL)
        enter(view, &parallel_screen, parallel);
    return parallel != NULL;
}

/* The letter of a person or a term is the list: their cards open over a letter only. */
static bool enter_letter(struct view *view, const struct place *place, uint64_t now_ms)
{
    view_history_name_back(view);
    void *reader = reader_create(&view->stage, place, now_ms);
    if (reader == NULL)
        return false;
    enter(view, &reader_screen, reader);
    return true;
}

/* Without the picture, the letter. */
static bool enter_picture(struct view *view, const struct place *place, uint64_t now_ms)
{
    void *facsimile = facsimile_create(&view->stage, place, now_ms);
    if (facsimile != NULL) {
        enter(view, &facsimile_screen, facsimile);
        return true;
    }
    struct place letter = {.kind = PLACE_LETTER};
    memcpy(letter.edition, place->edition, sizeof letter.edition);
    memcpy(letter.id, place->id, sizeof letter.id);
    return enter_letter(view, &letter, now_ms);
}

static void show_fault(struct view *view, const char *code)
{
    size_t length = strlen(code) < sizeof view->fault ? strlen(code) : sizeof view->fault - 1;
    leave(view);
    memcpy(view->fault, code, length);
    view->fault[length] = '\0';
}

/* Shows the place, or the nearest that can be shown: the contents, the attract mode, the service
 * card. */
void view_state_show(struct view *view, const struct place *place, uint64_t now_ms)
{
    static const struct place contents = {.kind = PLACE_CONTENTS};
    if (view->config.fault != NULL || place->kind == PLACE_FAULT) {
        show_fault(view, view->config.fault != NULL ? view->config.fault : place->id);
        return;
    }
    if (place->kind == PLACE_ATTRACT) {
        enter_attract(view, place->index, now_ms);
        return;
    }
    if (place->kind == PLACE_SEARCH && view->config.keyboards != NULL) {
        enter(view, &search_screen, search_create(&view->stage, place));
        return;
    }
    if (place->kind == PLACE_LETTER && place->overlay == OVERLAY_SIDE &&
        enter_parallel(view, place, now_ms))
        return;
    if (place->kind == PLACE_LETTER && enter_letter(view, place, now_ms))
        return;
    if (place->kind == PLACE_PICTURE && enter_picture(view, place, now_ms))
        return;
    if (place->kind == PLACE_EXCHANGE && enter_exchange(view, place))
        return;
    if (place->kind == PLACE_ABOUT) {
        enter(view, &about_screen, about_create(&view->stage));
        return;
    }
    if (!enter_contents(view, place->kind == PLACE_CONTENTS ? place : &contents))
        show_fault(view, "E43");
    if (place->kind == PLACE_OPTIONS)
        view->choosing = true;
    if (place->kind == PLACE_PROMPT) {
        view->prompting = true;
        view->soon = false;
        view->prompt_ms = now_ms;
    }
}

/* ---- Starting again ----------------------------------------------------------------------------
 */

/* Nothing a visitor did is left for the next. */
void view_state_start_again(struct view *view, enum place_kind where, enum visit_reason reason,
                            uint64_t now_ms)
{
    const struct place place = {.kind = where, .index = where == PLACE_ATTRACT ? UINT32_MAX : 0};
    if (where == PLACE_ATTRACT || !view_state_keep_undo(view, now_ms))
        view_state_end_visit(view, reason);
    view->history_count = 0;
    view->prompting = view->menu = false;
    view->ring = false;
    view_state_reset_options(view, now_ms);
    view_state_show(view, &place, now_ms);
    view_history_forget(view);
}

/* ---- Steps and time ----------------------------------------------------------------------------
 */

static uint64_t idle_ms(const struct view *view)
{
    const struct view_times *times = &view->config.times;
    uint64_t ms = view->screen == NULL ? 0 : view->screen->idle_ms(view->state);
    if (view->unplugged && ms > times->unplugged_ms)
        return times->unplugged_ms;
    return view->headphones && view->screen == &reader_screen ? 2 * ms : ms;
}

static uint64_t earlier(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t deadline(const struct view *view, uint64_t now_ms)
{
    const uint64_t notice_ms =
        view->stage.notice.text_id == NULL ? UINT64_MAX : view->notice_until_ms;
    if (staff_is_open(view->staff))
        return earlier(notice_ms, staff_deadline_ms(view->staff, now_ms));
    if (view->screen == NULL || view->asleep)
        return earlier(notice_ms, view_house_deadline_ms(view));
    uint64_t due = earlier(notice_ms, view->screen->deadline_ms(view->state, now_ms));
    if (view->undo.title != NULL)
        due = earlier(due, view->undo.until_ms);
    if (view->prompting) {
        uint64_t gone = now_ms - view->prompt_ms;
        return earlier(due, view->prompt_ms + (gone / SECOND_MS + 1) * SECOND_MS);
    }
    due = earlier(due, view_house_deadline_ms(view));
    return idle_ms(view) == 0 ? due : earlier(due, view->touched_ms + idle_ms(view));
}

struct view_answer view_state_answer(struct view *view, bool redraw, uint64_t now_ms)
{
    redraw |= view_house_rests(view, now_ms);
    if (redraw && view->screen != NULL && view->undo.title == NULL && !view_house_has_input(view)) {
        const struct place place = view_place(view);
        const struct place *before = &view->visit.place;
        bool start = view->stage.start_count > 0 && before->kind == PLACE_CONTENTS &&
                     before->index == CONTENTS_START;
        visit_show(&view->visit, &place, start);
    }
    return (struct view_answer){.redraw = redraw, .deadline_ms = deadline(view, now_ms)};
}

bool view_state_take_step(struct view *view, struct step step, uint64_t now_ms)
{
    switch (step.kind) {
    case STEP_NONE:
        return false;
    case STEP_REDRAW:
        return true;
    case STEP_GO:
        if (step.remember)
            view_history_remember(view);
        view_state_show(view, &step.to, now_ms);
        return true;
    case STEP_BACK:
        view_history_go_back(view, now_ms);
        return true;
    case STEP_AGAIN:
        view_state_start_again(view,
                               view->screen == &contents_screen ? PLACE_ATTRACT : PLACE_CONTENTS,
                               REASON_AGAIN, now_ms);
        return true;
    }
    return false;
}

/* A touch or key while the question is asked answers it and does nothing else. */
bool view_state_answer_prompt(struct view *view, uint64_t now_ms)
{
    bool asked = view->prompting;
    view->prompting = asked && view->soon && !view_house_puts_off(view, now_ms);
    return asked;
}

/* ---- Life --------------------------------------------------------------------------------------
 */

static void load_exhibit(struct view *view)
{
    const struct letter_source *source = &view->config.source;
    if (view->config.fault != NULL || source->calls == NULL)
        return;
    struct stage *stage = &view->stage;
    if (source->calls->exhibit(source->self, stage->arena, &stage->exhibit, NULL) != STATUS_OK ||
        source->calls->start_here(source->self, stage->arena, &stage->starts, &stage->start_count,
                                  NULL) != STATUS_OK ||
        source->calls->exchanges(source->self, stage->arena, &stage->exchanges,
                                 &stage->exchange_count, NULL) != STATUS_OK)
        view->config.fault = "E43";
}

static void or_usual(uint32_t *time_ms, uint32_t usual_ms)
{
    if (*time_ms == 0)
        *time_ms = usual_ms;
}

/* Section 6 of the interface specification. */
static void complete_times(struct view_times *times)
{
    or_usual(&times->reading_least_ms, 60000);
    or_usual(&times->reading_most_ms, 240000);
    or_usual(&times->idle_ms, 60000);
    or_usual(&times->end_ms, 45000);
    or_usual(&times->unplugged_ms, 15000);
    or_usual(&times->prompt_ms, 30000);
    or_usual(&times->slide_ms, 12000);
}

static void make_stage(struct view *view)
{
    bool chosen = view->config.strings != view->usual_strings;
    view->stage.config = &view->config;
    view->stage.reading_lang = chosen ? strings_lang(view->config.strings) : NULL;
    look_make(&view->stage.look, &view->config.screen, &view->style, view->config.metrics);
    view->stage.lettering = lettering_create(view->config.metrics, &view->stage.look);
}

struct view *view_create(const struct view_config *config, const struct place *place,
                         uint64_t now_ms)
{
    struct view *view = memory_zeroed(1, sizeof *view);
    view->config = *config;
    complete_times(&view->config.times);
    view->undo.arena = arena_create();
    view->stage.arena = arena_create();
    view->history_arena = arena_create();
    view_history_forget(view);
    view->touched_ms = now_ms;
    view->theme = config->theme;
    view->style = config->style;
    view->usual_size_percent = config->screen.text_size_percent;
    view->usual_strings = config->strings;
    view->dim_percent = 100;
    view->staff = staff_create(&view->stage);
    make_stage(view);
    load_exhibit(view);
    view_state_show(view, place, now_ms);
    (void)view_house_go(view, place, now_ms);
    return view;
}

void view_destroy(struct view *view)
{
    if (view == NULL)
        return;
    view_state_end_visit(view, REASON_CLOSING);
    leave(view);
    lettering_destroy(view->stage.lettering);
    arena_destroy(view->stage.arena);
    arena_destroy(view->history_arena);
    arena_destroy(view->undo.arena);
    staff_destroy(view->staff);
    free(view->touchable.targets);
    free(view);
}

struct view_answer view_go(struct view *view, const struct place *place, uint64_t now_ms)
{
    view->prompting = view->choosing = view->menu = false;
    if (!view_house_go(view, place, now_ms))
        view_state_show(view, place, now_ms);
    return view_state_answer(view, true, now_ms);
}

static struct place shown_place(const struct view *view)
{
    return view->screen == NULL ? view_place(view) : view->screen->place(view->state);
}

static void restage_at(struct view *view, const struct place *place, uint64_t now_ms)
{
    leave(view);
    lettering_destroy(view->stage.lettering);
    make_stage(view);
    view_state_show(view, place, now_ms);
}

static bool has_same_text(const struct place *a, const struct place *b)
{
    return a->kind == PLACE_LETTER && b->kind == PLACE_LETTER &&
           strcmp(a->edition, b->edition) == 0 && strcmp(a->id, b->id) == 0 &&
           strcmp(a->lang, b->lang) == 0 && a->has_offset == b->has_offset &&
           a->block == b->block && a->byte == b->byte;
}

void view_state_restage(struct view *view, uint64_t now_ms)
{
    struct place place = shown_place(view);
    if (has_same_text(&place, &view->restaged)) {
        place.has_offset = view->kept.has_offset;
        place.block = view->kept.block;
        place.byte = view->kept.byte;
    }
    view->kept = place;
    restage_at(view, &place, now_ms);
    view->restaged = shown_place(view);
}

/* A block of one version is that of the other, but not a byte of it. */
void view_state_restage_in(struct view *view, const char *lang, uint64_t now_ms)
{
    struct place place = shown_place(view);
    bool text = place.kind == PLACE_LETTER || place.kind == PLACE_PICTURE;
    if (text && strlen(lang) < sizeof place.lang && strcmp(place.lang, lang) != 0) {
        memcpy(place.lang, lang, strlen(lang) + 1);
        place.byte = 0;
    }
    restage_at(view, &place, now_ms);
}

struct view_answer view_resize(struct view *view, const struct screen *screen, uint64_t now_ms)
{
    int percent = view->config.screen.text_size_percent;
    view->config.screen = *screen;
    view->config.screen.text_size_percent = percent;
    view_state_restage(view, now_ms);
    return view_state_answer(view, true, now_ms);
}

struct view_answer view_reload(struct view *view, const struct letter_source *source,
                               uint64_t now_ms)
{
    struct place place = {.kind = PLACE_ATTRACT};
    if (view->screen != NULL)
        place = view->screen->place(view->state);
    leave(view);
    view->config.source = *source;
    view->config.fault = NULL;
    arena_reset(view->stage.arena);
    load_exhibit(view);
    view_state_show(view, &place, now_ms);
    return view_state_answer(view, true, now_ms);
}

/* ---- Time --------------------------------------------------------------------------------------
 */

static bool tick_prompt(struct view *view, uint64_t now_ms)
{
    if (now_ms < view->prompt_ms + view->config.times.prompt_ms)
        return true;
    enum visit_reason reason = view->soon        ? REASON_CLOSING
                               : view->unplugged ? REASON_HEADPHONES
                                                 : REASON_IDLE;
    view_state_start_again(view, PLACE_ATTRACT, reason, now_ms);
    return true;
}

struct view_answer view_notify(struct view *view, const struct view_notice *notice, uint64_t now_ms)
{
    view->stage.notice = *notice;
    view->notice_until_ms = notice->lasts_ms == 0 ? UINT64_MAX : now_ms + notice->lasts_ms;
    return view_state_answer(view, true, now_ms);
}

static bool tick_notice(struct view *view, uint64_t now_ms)
{
    if (view->stage.notice.text_id == NULL || now_ms < view->notice_until_ms)
        return false;
    view->stage.notice.text_id = NULL;
    return true;
}

struct view_answer view_tick(struct view *view, uint64_t now_ms)
{
    bool redraw = tick_notice(view, now_ms);
    if (staff_is_open(view->staff))
        return view_state_answer(view, view_house_tick(view, now_ms) || redraw, now_ms);
    if (view->screen == NULL || view->asleep)
        return view_state_answer(view, redraw, now_ms);
    redraw |= view_state_take_step(view, view->screen->tick(view->state, now_ms), now_ms);
    if (view->undo.title != NULL && now_ms >= view->undo.until_ms) {
        view_state_forget_undo(view);
        redraw = true;
    }
    if (view->prompting) {
        redraw |= tick_prompt(view, now_ms);
    } else if (view_house_announces(view, now_ms)) {
        redraw = true;
    } else if (idle_ms(view) > 0 && now_ms >= view->touched_ms + idle_ms(view)) {
        view->prompting = true;
        view->soon = false;
        view->prompt_ms = now_ms;
        redraw = true;
    }
    return view_state_answer(view, redraw, now_ms);
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

/* Targets outlive the list: a touch meets what was last drawn. Their order is the focus order. */
static void keep_targets(struct view *view, struct draw_list *list)
{
    struct draw_list *kept = &view->touchable;
    if (list->target_count > kept->target_room) {
        kept->target_room = list->target_count * 2;
        kept->targets = memory_resized(kept->targets, kept->target_room, sizeof *kept->targets);
    }
    int focus = 0;
    kept->target_count = list->target_count;
    for (size_t i = 0; i < list->target_count; i++) {
        struct draw_target *target = &list->targets[i];
        target->focus = target->focus > 0 ? ++focus : 0;
        kept->targets[i] = *target;
        kept->targets[i].name = kept->targets[i].label = NULL;
    }
}

/* The fill that answers a finger. */
static void draw_press(const struct view *view, struct draw_list *list)
{
    if (!view->pressed || view->press.focus == 0)
        return;
    for (size_t i = 0; i < list->target_count; i++) {
        const struct draw_target *target = &list->targets[i];
        if (target->action == view->press.action && target->index == view->press.index)
            draw_list_fill_alpha(list, target->drawn, TOKEN_INK, 36);
    }
}

/* 1.2 mm line, 1 mm away from what has the focus. */
static void draw_ring(const struct view *view, struct draw_list *list)
{
    const struct look *look = &view->stage.look;
    const struct draw_target *target = view_state_focused(view);
    if (!view->ring || target == NULL)
        return;
    int gap = look_px(look, 10), line = look_px(look, 12);
    struct rect inner = rect_grown(target->drawn, gap, gap), outer = rect_grown(inner, line, line);
    draw_list_fill(list, (struct rect){outer.x, outer.y, outer.w, line}, TOKEN_FOCUS);
    draw_list_fill(list, (struct rect){outer.x, inner.y + inner.h, outer.w, line}, TOKEN_FOCUS);
    draw_list_fill(list, (struct rect){outer.x, inner.y, line, inner.h}, TOKEN_FOCUS);
    draw_list_fill(list, (struct rect){inner.x + inner.w, inner.y, line, inner.h}, TOKEN_FOCUS);
}

static void draw_menu(struct view *view, struct draw_list *list)
{
    struct bar_cell cells[MENU_CELLS_MAX];
    size_t count = view->screen->menu == NULL
                       ? 0
                       : view->screen->menu(view->state, list->arena, cells, MENU_CELLS_MAX);
    list->target_count = 0;
    menu_draw(&view->stage, cells, count, list);
}

static enum prompt_kind prompt_kind(const struct view *view)
{
    if (!view->soon)
        return PROMPT_READING;
    return view->put_off < PUT_OFF_MAX ? PROMPT_SOON : PROMPT_NOW;
}

/* What a visitor sees. */
static void draw_visit(struct view *view, uint64_t now_ms, struct draw_list *list)
{
    if (view->screen == NULL)
        prompt_draw_fault(&view->stage, view->fault, list);
    else
        view->screen->draw(view->state, now_ms, list);
    strip_draw(&view->stage, list); /* before the panels: it covers no control of theirs */
    if (view->undo.title != NULL)
        view_state_draw_undo(view, list);
    if (view->menu && view->screen != NULL)
        draw_menu(view, list);
    if (view->choosing && view->screen != NULL) {
        list->target_count = 0;
        options_draw(&view->stage, view->theme, view->options_page, list);
    }
    if (view->prompting) {
        uint64_t gone_ms = now_ms - view->prompt_ms, all_ms = view->config.times.prompt_ms;
        list->target_count = 0;
        prompt_draw(&view->stage, prompt_kind(view), gone_ms < all_ms ? all_ms - gone_ms : 0, list);
        draw_list_timer(list, "prompt", view->prompt_ms + all_ms);
    } else if (idle_ms(view) > 0) {
        draw_list_timer(list, "idle", view->touched_ms + idle_ms(view));
    }
}

/* A screen asleep shows nothing, and none of it can be touched. */
static void draw_asleep(struct draw_list *list)
{
    draw_list_fill(list, list->screen, TOKEN_BLACK);
}

static void draw_dimmed(const struct view *view, struct draw_list *list)
{
    if (view->dim_percent < 100)
        draw_list_fill_alpha(list, list->screen, TOKEN_BLACK,
                             (uint8_t)((100 - view->dim_percent) * 255 / 100));
}

void view_draw(struct view *view, uint64_t now_ms, struct draw_list *list)
{
    const struct screen *screen = &view->config.screen;
    draw_list_reset(list, screen->w_px, screen->h_px, view->theme);
    if (staff_is_open(view->staff)) {
        staff_draw(view->staff, now_ms, list);
    } else if (view->asleep) {
        draw_asleep(list);
    } else {
        draw_visit(view, now_ms, list);
    }
    keep_targets(view, list);
    draw_press(view, list);
    draw_ring(view, list);
    draw_dimmed(view, list);
}

struct place view_place(const struct view *view)
{
    if (staff_is_open(view->staff))
        return staff_place(view->staff);
    if (view->asleep)
        return (struct place){.kind = PLACE_SLEEP};
    if (view->screen == NULL) {
        struct place place = {.kind = PLACE_FAULT};
        memcpy(place.id, view->fault, strlen(view->fault) + 1);
        return place;
    }
    if (view->prompting)
        return (struct place){.kind = PLACE_PROMPT};
    if (view->choosing)
        return (struct place){.kind = PLACE_OPTIONS};
    return view->screen->place(view->state);
}

struct rect view_field(const struct view *view)
{
    bool covered =
        view->screen == NULL || view->prompting || view->choosing || view_house_has_input(view);
    return covered || view->screen->field == NULL ? (struct rect){0}
                                                  : view->screen->field(view->state);
}

struct rect view_keys(const struct draw_list *list)
{
    struct rect keys = {0};
    for (size_t i = 0; i < list->target_count; i++) {
        const struct draw_target *target = &list->targets[i];
        if (target->action == ACTION_TYPE || target->action == ACTION_STAFF_DIGIT)
            keys = keys.w == 0 ? target->hit : rect_union(keys, target->hit);
    }
    return keys;
}

size_t view_prepare(struct view *view, const struct glyph_page **pages, size_t room)
{
    bool none = view->screen == NULL || view_house_has_input(view);
    return none ? 0 : view->screen->prepare(view->state, pages, room);
}
