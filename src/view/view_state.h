/* The view's state, shared by what shows it (view.c) and what a visitor does to it (view_input.c).
 */
#ifndef VIEW_VIEW_STATE_H
#define VIEW_VIEW_STATE_H

#include "view/staff.h"
#include "view/stage.h"
#include "view/visit.h"

enum {
    HISTORY_MAX = 8,
    FRAME_MS = 16, /* a picture in motion is due again when the display has shown this one */
    SECOND_MS = 1000,
    PUT_OFF_MAX = 2, /* times that a reader may put a new edition off */
    UNDO_MS = 8000   /* so long a visitor who started again can take it back */
};

/* What a visitor had before Start again was touched. */
struct undo {
    const char *title; /* on the chip; NULL: nothing can be taken back */
    struct arena *arena;
    uint64_t until_ms;
    struct place place;
    struct place history[HISTORY_MAX];
    int history_count;
    enum theme_kind theme;
    struct look_style style;
    int size_percent;
    const struct strings *strings;
};

struct view {
    struct view_config config;
    struct stage stage;
    const struct stage_screen *screen; /* NULL: the service card */
    void *state;                       /* the screen's own */
    struct place history[HISTORY_MAX];
    int history_count;
    struct arena *history_arena;   /* of back_title */
    struct place tabs[STAGE_TABS]; /* the lists come back where they were left */
    struct place kept, restaged;   /* see view_state_restage */
    uint64_t touched_ms;           /* the last touch or key */
    bool prompting;
    bool choosing;         /* the reading options are open */
    bool menu;             /* what a small bar has no room for is open */
    int options_page;      /* of their panel */
    enum theme_kind theme; /* the visitor's choice */
    struct look_style style;
    bool headphones,
        unplugged; /* they are in; they were pulled, and nobody touched anything since */
    struct visit visit;
    struct undo undo;
    uint64_t notice_until_ms;
    int usual_size_percent;
    const struct strings *usual_strings;
    uint64_t prompt_ms; /* when the prompt came */
    struct draw_list
        touchable; /* the targets last drawn, without their names: what a finger meets */
    bool pressed;
    struct draw_target press;
    enum action pressed_ground; /* what a drag from there moves */
    bool ring;                  /* the focus is shown */
    int focus;                  /* place in the focus order */
    char fault[16];
    struct staff *staff;
    bool blind; /* the finger that opened the way for staff is still down */
    bool closed, asleep;
    uint64_t awake_until_ms; /* by a touch, outside opening hours */
    int dim_percent;         /* 100: not at all */
    bool waiting;            /* a new edition is */
    bool soon;               /* the question tells of it */
    uint64_t soon_ms;        /* when the next one will */
    int put_off;             /* times */
};

/* Shows a place, or the nearest that can be shown: the contents, the service card. */
void view_state_show(struct view *view, const struct place *place, uint64_t now_ms);

/* Sets everything anew at the place where the visitor is: size, style or screen changed. A page
 * that comes of it begins before the word that the visitor's page began with; while they stay on
 * it, that word, `kept`, stands for `restaged`, or the place would drift back from change to
 * change. */
void view_state_restage(struct view *view, uint64_t now_ms);

/* The same in another language, a letter in its version of it if there is one. */
void view_state_restage_in(struct view *view, const char *lang, uint64_t now_ms);

/* Does what a screen asks; answers whether the frame is out of date. */
bool view_state_take_step(struct view *view, struct step step, uint64_t now_ms);

/* Where the visitor was (view_history.c): keeps the present place, goes back to the newest one,
 * says in stage.back_title where that would lead, notes where a list is left, forgets it all. */
void view_history_remember(struct view *view);
void view_history_go_back(struct view *view, uint64_t now_ms);
void view_history_name_back(struct view *view);
void view_history_leave(struct view *view);
void view_history_forget(struct view *view);

/* To the contents or the attract mode, with nothing left of what the visitor did. */
void view_state_start_again(struct view *view, enum place_kind where, enum visit_reason reason,
                            uint64_t now_ms);

/* Back to the options that the exhibit starts with. */
void view_state_reset_options(struct view *view, uint64_t now_ms);

/* A touch or key while the question is asked answers it and does nothing else: whether it did. */
bool view_state_answer_prompt(struct view *view, uint64_t now_ms);

/* What the view needs next; what is shown now is counted. */
struct view_answer view_state_answer(struct view *view, bool redraw, uint64_t now_ms);

/* The target that has the focus; NULL: none. */
const struct draw_target *view_state_focused(const struct view *view);

/* The next or previous target in the focus order has the focus; whether there is one. */
bool view_state_move_focus(struct view *view, bool forward);

/* What is under a point. */
const struct draw_target *view_state_target_at(const struct view *view, struct point point);

/* ---- view_house.c: what those who run the kiosk do to it ---- */

/* Opens the place if it is a page for staff. */
bool view_house_go(struct view *view, const struct place *place, uint64_t now_ms);

/* While a page for staff is open, or the screen sleeps, all input is theirs. */
bool view_house_has_input(const struct view *view);
bool view_house_gesture(struct view *view, const struct gesture *gesture);
bool view_house_key(struct view *view, enum input_key key, uint64_t now_ms);
bool view_house_type(struct view *view, const char *letter, uint64_t now_ms);

/* The same for time, while a page for staff is open. */
bool view_house_tick(struct view *view, uint64_t now_ms);

/* Whether a key opens the PIN pad, and does so. */
bool view_house_asks(struct view *view, enum input_key key, uint64_t now_ms);

/* Falls asleep where it is time; whether it did. */
bool view_house_rests(struct view *view, uint64_t now_ms);

/* The question that tells of a new edition comes, if it is time; whether it did. */
bool view_house_announces(struct view *view, uint64_t now_ms);

/* When view_house_rests or _announces would. UINT64_MAX: never. */
uint64_t view_house_deadline_ms(const struct view *view);

/* A touch puts the announcement off; false: it has been often enough. */
bool view_house_puts_off(struct view *view, uint64_t now_ms);

/* ---- view_visit.c: what outlasts a screen ---- */

/* Somebody touched the glass or pressed a key. */
void view_state_count(struct view *view, bool key, uint64_t now_ms);

/* The visit is over and told. */
void view_state_end_visit(struct view *view, enum visit_reason reason);

/* Keeps what a visitor has, to be taken back; false: there is nothing worth it. */
bool view_state_keep_undo(struct view *view, uint64_t now_ms);

/* Gives it back; or forgets it, and ends the visit it belongs to. */
void view_state_undo(struct view *view, uint64_t now_ms);
void view_state_forget_undo(struct view *view);

/* The chip that gives it back, above the bar. */
void view_state_draw_undo(const struct view *view, struct draw_list *list);

/* "70. Khrushchev to Kennedy"; NULL: no such letter. */
const char *view_state_letter_title(struct view *view, const struct place *place,
                                    struct arena *arena, const char **ret_number);

#endif
