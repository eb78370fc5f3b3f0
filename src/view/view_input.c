/* What a visitor does: choices, touches and keys. The part of view/view.h that takes input. */
#include "view/view_state.h"

#include "view/attract.h"
#include "view/contents.h"
#include "view/options.h"

enum { LANGUAGES_MAX = 12 };

/* ---- Reading options ---------------------------------------------------------------------------
 */

static void set_size(struct view *view, int percent, uint64_t now_ms)
{
    if (percent == view->config.screen.text_size_percent)
        return;
    view->config.screen.text_size_percent = percent;
    view_state_restage(view, now_ms);
}

static void set_style(struct view *view, struct look_style style, uint64_t now_ms)
{
    if (style.clear == view->style.clear && style.still == view->style.still &&
        style.low == view->style.low)
        return;
    view->style = style;
    view_state_restage(view, now_ms);
}

/* The interface in another language, and letters that have a version in it. */
static void set_language(struct view *view, int index, uint64_t now_ms)
{
    const char *langs[LANGUAGES_MAX];
    size_t count = stage_languages(&view->stage, langs, LANGUAGES_MAX);
    if (index < 0 || (size_t)index >= count)
        return;
    const struct view_words *words = &view->config.words;
    const struct strings *strings = words->strings(words->self, langs[index]);
    if (strings == NULL || strings == view->config.strings)
        return;
    view->config.strings = strings;
    view_state_restage_in(view, langs[index], now_ms);
}

static void count_choice(struct view *view, enum action action)
{
    static const struct {
        enum action action;
        enum visit_option option;
    } options[] = {
        {ACTION_SIZE_SMALLER, OPTION_SIZE}, {ACTION_SIZE_LARGER, OPTION_SIZE},
        {ACTION_LANGUAGE, OPTION_LANGUAGE}, {ACTION_STYLE, OPTION_STYLE},
        {ACTION_THEME, OPTION_COLOURS},     {ACTION_MOTION, OPTION_MOTION},
        {ACTION_REACH, OPTION_REACH},
    };
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (options[i].action == action)
            visit_choose(&view->visit, options[i].option);
}

static void open_options(struct view *view)
{
    view->choosing = true;
    view->options_page = 0;
}

/* Each choice acts at once; the place is kept. */
static void choose(struct view *view, const struct draw_target *target, uint64_t now_ms)
{
    int percent = view->config.screen.text_size_percent;
    struct look_style style = view->style;
    count_choice(view, (enum action)target->action);
    switch ((enum action)target->action) {
    case ACTION_SIZE_SMALLER:
        set_size(view, options_size_step(percent, -1), now_ms);
        break;
    case ACTION_SIZE_LARGER:
        set_size(view, options_size_step(percent, 1), now_ms);
        break;
    case ACTION_LANGUAGE:
        set_language(view, target->index, now_ms);
        break;
    case ACTION_STYLE:
        style.clear = target->index == 1;
        set_style(view, style, now_ms);
        break;
    case ACTION_MOTION:
        style.still = target->index == 1;
        set_style(view, style, now_ms);
        break;
    case ACTION_REACH:
        style.low = target->index == 1;
        set_style(view, style, now_ms);
        break;
    case ACTION_OPTIONS_PAGE:
        view->options_page = target->index;
        break;
    case ACTION_THEME:
        view->theme = (enum theme_kind)target->index;
        break;
    case ACTION_OPTIONS_CLOSE:
        view->choosing = false;
        break;
    default:
        break;
    }
}

void view_state_reset_options(struct view *view, uint64_t now_ms)
{
    view->choosing = false;
    view->theme = view->config.theme;
    if (view->config.strings != view->usual_strings) {
        view->config.strings = view->usual_strings;
        view_state_restage(view, now_ms);
    }
    set_style(view, view->config.style, now_ms);
    set_size(view, view->usual_size_percent, now_ms);
}

/* ---- Touch -------------------------------------------------------------------------------------
 */

const struct draw_target *view_state_target_at(const struct view *view, struct point point)
{
    return draw_list_hit(&view->touchable, point, view->stage.look.reach_px);
}

static void go_to_list(struct view *view, enum stage_tab tab, uint64_t now_ms)
{
    if (view->screen != NULL)
        view_history_leave(view);
    const struct place place = view->tabs[tab];
    view->history_count = 0;
    view_state_show(view, &place, now_ms);
}

/* What leads to the same place from every screen: whether it did. */
static bool go_by_action(struct view *view, enum action action, uint64_t now_ms)
{
    static const struct place about = {.kind = PLACE_ABOUT};
    switch (action) {
    case ACTION_CONTENTS:
    case ACTION_TAB_ALL:
        go_to_list(view, TAB_ALL, now_ms);
        return true;
    case ACTION_TAB_START:
        go_to_list(view, TAB_START, now_ms);
        return true;
    case ACTION_TAB_EXCHANGE:
        go_to_list(view, TAB_EXCHANGE, now_ms);
        return true;
    case ACTION_MENU:
        view->menu = true;
        return true;
    case ACTION_ABOUT_EXHIBIT:
        view_history_remember(view);
        view_state_show(view, &about, now_ms);
        return true;
    default:
        return false;
    }
}

static bool tap(struct view *view, const struct gesture *gesture)
{
    const struct draw_target *target = view_state_target_at(view, gesture->start);
    view->pressed = false;
    if (target == NULL || view->screen == NULL)
        return true;
    if (target->action == ACTION_UNDO) {
        view_state_undo(view, gesture->time_ms);
        return true;
    }
    if (view->choosing) {
        struct draw_target chosen = *target; /* a choice may set the whole screen anew */
        choose(view, &chosen, gesture->time_ms);
        return true;
    }
    if (view->menu) {
        view->menu = false;
        if (target->action == ACTION_MENU_CLOSE || target->action == ACTION_NONE)
            return true;
    }
    if (target->action == ACTION_LANGUAGE) {
        static const struct place contents = {.kind = PLACE_CONTENTS};
        count_choice(view, ACTION_LANGUAGE);
        set_language(view, target->index, gesture->time_ms);
        view_state_show(view, &contents, gesture->time_ms);
        return true;
    }
    if (target->action == ACTION_OPTIONS) {
        open_options(view);
        return true;
    }
    if (target->action == ACTION_START_AGAIN) {
        view_state_start_again(view, PLACE_CONTENTS, REASON_AGAIN, gesture->time_ms);
        return true;
    }
    if (go_by_action(view, (enum action)target->action, gesture->time_ms))
        return true;
    view_state_take_step(view,
                         view->screen->act(view->state, (enum action)target->action, target->index,
                                           gesture->time_ms),
                         gesture->time_ms);
    return true;
}

static bool press(struct view *view, const struct gesture *gesture)
{
    const struct draw_target *target = view_state_target_at(view, gesture->start);
    const struct draw_target *ground = draw_list_scroll_at(&view->touchable, gesture->start);
    view->pressed_ground = ground == NULL ? ACTION_NONE : (enum action)ground->action;
    view->pressed = target != NULL;
    view->blind = false;
    if (target != NULL)
        view->press = *target;
    bool had_ring = view->ring;
    view->ring = false;
    return had_ring || (target != NULL && target->focus > 0);
}

static bool is_of_field(const struct gesture *gesture)
{
    return gesture->kind == GESTURE_DOUBLE_TAP || gesture->kind == GESTURE_PINCH_BEGIN ||
           gesture->kind == GESTURE_PINCH_MOVE || gesture->kind == GESTURE_PINCH_END;
}

/* Two taps on a button that stands on the picture are none on the picture. */
static bool is_in_field(const struct view *view, const struct gesture *gesture)
{
    const struct draw_target *target = view_state_target_at(view, gesture->start);
    return view->screen->field != NULL &&
           (gesture->kind != GESTURE_DOUBLE_TAP || (target != NULL && target->role == ROLE_SCROLL));
}

static bool drag(struct view *view, const struct gesture *gesture)
{
    if (view->screen == NULL || view->screen->drag == NULL || view->choosing || view->menu)
        return false;
    if (is_of_field(gesture) && !is_in_field(view, gesture))
        return false;
    enum action pressed = view->pressed_ground;
    return view_state_take_step(view, view->screen->drag(view->state, gesture, pressed),
                                gesture->time_ms);
}

static bool prompt_gesture(struct view *view, const struct gesture *gesture)
{
    if (gesture->kind != GESTURE_TAP && gesture->kind != GESTURE_DRAG_END)
        return false;
    const struct draw_target *target = view_state_target_at(view, gesture->start);
    bool again =
        gesture->kind == GESTURE_TAP && target != NULL && target->action == ACTION_START_AGAIN;
    if (again) /* where a new edition was announced, it comes in the slides */
        view_state_start_again(view, view->soon ? PLACE_ATTRACT : PLACE_CONTENTS, REASON_AGAIN,
                               gesture->time_ms);
    else
        view_state_answer_prompt(view, gesture->time_ms);
    return true;
}

static bool take_gesture(struct view *view, const struct gesture *gesture)
{
    if (view_house_has_input(view) && gesture->kind != GESTURE_PRESS)
        return view_house_gesture(view, gesture);
    if (view->prompting)
        return prompt_gesture(view, gesture);
    switch (gesture->kind) {
    case GESTURE_PRESS:
        return press(view, gesture);
    case GESTURE_TAP:
        return tap(view, gesture);
    case GESTURE_CANCEL: {
        bool shown = view->pressed && view->press.focus > 0;
        view->pressed = false;
        return shown;
    }
    default:
        return drag(view, gesture);
    }
}

/* Whatever else is done than taking it back, Start again was meant. */
static void count_gesture(struct view *view, const struct gesture *gesture)
{
    if (gesture->kind != GESTURE_TAP && gesture->kind != GESTURE_DRAG_END)
        return;
    const struct draw_target *target = view_state_target_at(view, gesture->start);
    bool undoes = gesture->kind == GESTURE_TAP && target != NULL && target->action == ACTION_UNDO;
    if (!undoes)
        view_state_forget_undo(view);
    view_state_count(view, false, gesture->time_ms);
}

struct view_answer view_gesture(struct view *view, const struct gesture *gesture)
{
    if (gesture->kind != GESTURE_CANCEL) /* which dirt on the glass comes to, without a hand */
        view->touched_ms = gesture->time_ms;
    if (!view_house_has_input(view))
        count_gesture(view, gesture);
    return view_state_answer(view, take_gesture(view, gesture), gesture->time_ms);
}

/* ---- Keys --------------------------------------------------------------------------------------
 */

/* The first key only shows where the focus is. */
bool view_state_move_focus(struct view *view, bool forward)
{
    const struct draw_target *next =
        draw_list_focus_step(&view->touchable, view->ring ? view->focus : 0, forward);
    if (next == NULL)
        return false;
    view->focus = next->focus;
    view->ring = true;
    return true;
}

const struct draw_target *view_state_focused(const struct view *view)
{
    for (size_t i = 0; i < view->touchable.target_count; i++)
        if (view->touchable.targets[i].focus == view->focus)
            return &view->touchable.targets[i];
    return NULL;
}

static bool select_focused(struct view *view, uint64_t now_ms)
{
    const struct draw_target *target = view_state_focused(view);
    if (target == NULL || !view->ring)
        return view_state_move_focus(view, true);
    const struct point center = {target->hit.x + target->hit.w / 2,
                                 target->hit.y + target->hit.h / 2};
    const struct gesture gesture = {
        .kind = GESTURE_TAP, .time_ms = now_ms, .start = center, .point = center};
    return tap(view, &gesture);
}

static bool go_back(struct view *view, uint64_t now_ms)
{
    if (!view->choosing && !view->menu)
        return view_state_take_step(view, view->screen->back(view->state, now_ms), now_ms);
    view->choosing = view->menu = false;
    return true;
}

/* Whether letters are being typed: then space is a space, and Backspace takes the last one back. */
static bool is_writing(const struct view *view)
{
    if (view->choosing || view->menu || view->screen->type == NULL)
        return false;
    const struct place place = view->screen->place(view->state);
    return place.kind == PLACE_SEARCH && place.query[0] != '\0';
}

static bool type(struct view *view, const char *letter, uint64_t now_ms)
{
    if (view->choosing || view->menu || view->screen->type == NULL)
        return false;
    return view_state_take_step(view, view->screen->type(view->state, letter), now_ms);
}

static bool take_key(struct view *view, enum input_key key, uint64_t now_ms)
{
    switch (key) {
    case KEY_PREVIOUS_ITEM:
        return view_state_move_focus(view, false);
    case KEY_NEXT_ITEM:
        return view_state_move_focus(view, true);
    case KEY_PREVIOUS_PAGE:
        if (view->choosing || view->menu)
            return false;
        return view_state_take_step(view, view->screen->page(view->state, -1, now_ms), now_ms);
    case KEY_NEXT_PAGE:
        if (view->choosing || view->menu)
            return false;
        return view_state_take_step(view, view->screen->page(view->state, 1, now_ms), now_ms);
    case KEY_SPACE:
        return is_writing(view) && !view->ring ? type(view, " ", now_ms)
                                               : select_focused(view, now_ms);
    case KEY_SELECT:
        return select_focused(view, now_ms);
    case KEY_DELETE:
        if (is_writing(view))
            return type(view, "\b", now_ms);
        return go_back(view, now_ms);
    case KEY_BACK:
        return go_back(view, now_ms);
    case KEY_HOME:
        view_state_start_again(view, PLACE_CONTENTS, REASON_AGAIN, now_ms);
        return true;
    default:
        return false;
    }
}

/* The focus may be on its way to the chip that takes Start again back. */
static bool leaves_undo(const struct view *view, enum input_key key)
{
    const struct draw_target *target = view_state_focused(view);
    bool selects = key == KEY_SELECT || key == KEY_SPACE;
    return key == KEY_PREVIOUS_ITEM || key == KEY_NEXT_ITEM ||
           (selects && view->ring && target != NULL && target->action == ACTION_UNDO);
}

/* A key while the question is asked answers it, and on a slide leads in; it does nothing else.
 * Whether it was one of these. */
static bool wakes(struct view *view, uint64_t now_ms)
{
    if (view_state_answer_prompt(view, now_ms))
        return true;
    if (view->screen != &attract_screen)
        return false;
    view_state_take_step(view, view->screen->page(view->state, 1, now_ms), now_ms);
    return true;
}

struct view_answer view_key(struct view *view, enum input_key key, uint64_t now_ms)
{
    view->touched_ms = now_ms;
    if (view_house_asks(view, key, now_ms))
        return view_state_answer(view, true, now_ms);
    if (view_house_has_input(view))
        return view_state_answer(view, view_house_key(view, key, now_ms), now_ms);
    if (view->screen == NULL || key == KEY_NONE)
        return view_state_answer(view, false, now_ms);
    if (!leaves_undo(view, key))
        view_state_forget_undo(view);
    view_state_count(view, true, now_ms);
    bool redraw = wakes(view, now_ms) || take_key(view, key, now_ms);
    return view_state_answer(view, redraw, now_ms);
}

struct view_answer view_type(struct view *view, const char *letter, uint64_t now_ms)
{
    view->touched_ms = now_ms;
    if (view_house_has_input(view))
        return view_state_answer(view, view_house_type(view, letter, now_ms), now_ms);
    if (view->screen == NULL)
        return view_state_answer(view, false, now_ms);
    view_state_forget_undo(view);
    view_state_count(view, true, now_ms);
    bool redraw = wakes(view, now_ms) || type(view, letter, now_ms);
    return view_state_answer(view, redraw, now_ms);
}

/* ---- Headphones --------------------------------------------------------------------------------
 */

struct view_answer view_headphones(struct view *view, bool in, uint64_t now_ms)
{
    bool redraw = false;
    view->touched_ms = now_ms;
    view->headphones = in;
    view->unplugged = !in;
    if (in && view->screen == &attract_screen)
        redraw = wakes(view, now_ms);
    return view_state_answer(view, redraw, now_ms);
}
