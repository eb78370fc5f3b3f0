/* The view's state, shared by what shows it (view.c) and what a visitor does to it (view_input.c).
 */
#ifndef VIEW_VIEW_STATE_H
#define VIEW_VIEW_STATE_H

#include "view/stage.h"

enum {
    HISTORY_MAX = 8,
    FRAME_MS = 16, /* a picture in motion is due again when the display has shown this one */
    SECOND_MS = 1000
};

struct view {
    struct view_config config;
    struct stage stage;
    const struct stage_screen *screen; /* NULL: the service card */
    void *state;                       /* the screen's own */
    struct place history[HISTORY_MAX];
    int history_count;
    struct arena *history_arena; /* of back_title */
    uint32_t list_position;      /* the contents come back where they were left */
    uint64_t touched_ms;         /* the last touch or key */
    bool prompting;
    bool choosing;         /* the reading options are open */
    enum theme_kind theme; /* the visitor's choice */
    bool clear;
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
};

/* Shows a place, or the nearest that can be shown: the contents, the service card. */
void view_state_show(struct view *view, const struct place *place, uint64_t now_ms);

/* Sets everything anew at the place where the visitor is: size, style or screen changed. */
void view_state_restage(struct view *view, uint64_t now_ms);

/* Does what a screen asks; answers whether the frame is out of date. */
bool view_state_take_step(struct view *view, struct step step, uint64_t now_ms);

/* To the contents or the attract mode, with nothing left of what the visitor did. */
void view_state_start_again(struct view *view, enum place_kind where, uint64_t now_ms);

/* Back to the options that the exhibit starts with. */
void view_state_reset_options(struct view *view, uint64_t now_ms);

/* A touch or key while the question is asked answers it and does nothing else: whether it did. */
bool view_state_answer_prompt(struct view *view);

/* What the view needs next. */
struct view_answer view_state_answer(const struct view *view, bool redraw, uint64_t now_ms);

/* The target that has the focus; NULL: none. */
const struct draw_target *view_state_focused(const struct view *view);

#endif
