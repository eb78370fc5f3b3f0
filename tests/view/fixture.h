/* A view over two letters in memory, set in made-up metrics, with fingers and time of the test's
 * own. */
#ifndef VIEW_FIXTURE_H
#define VIEW_FIXTURE_H

#include "base/buffer.h"
#include "draw/list.h"
#include "support/memory_source.h"
#include "view/view.h"

struct fixture {
    struct memory_source memory;
    struct text_metrics metrics;
    struct strings *strings;
    struct keyboards *keyboards;
    struct view *view;
    struct draw_list list; /* the last frame */
    struct view_answer answer;
    struct buffer visits; /* lines of those that are over */
    struct staff_facts facts;
    struct buffer requests; /* lines that staff asked for */
    uint64_t now_ms;
};

/* Starts at `place` on a screen of w × h pixels and a diagonal in tenths of an inch. */
void fixture_init(struct fixture *fixture, const char *place, int w, int h,
                  int diagonal_inch_tenths);

/* The same on a screen of 1280 x 800, 10.1 inches, in another language of the interface. */
void fixture_init_with_lang(struct fixture *fixture, const char *place, const char *lang);

/* The same on a screen of 1280 x 800, 10.1 inches, with waits of its own. */
void fixture_init_with_times(struct fixture *fixture, const char *place,
                             const struct view_times *times);

/* Also after the view was destroyed and set to NULL. */
/* The same as fixture_init for visitors who like to be shown things in another way. */
void fixture_init_with_style(struct fixture *fixture, const char *place, int w, int h,
                             int diagonal_inch_tenths, const struct look_style *style);

/* The same as fixture_init over other letters, which are borrowed. */
void fixture_init_with_letters(struct fixture *fixture, const char *place, int w, int h,
                               int diagonal_inch_tenths, const struct memory_source *memory);

/* The same as fixture_init on a kiosk whose staff have the PIN 2468, whose facts can be changed,
 * and which does whatever it is asked for; outside opening hours a touch wakes it. */
void fixture_init_with_staff(struct fixture *fixture, const char *place, int w, int h,
                             int diagonal_inch_tenths);

/* Takes what came of a call of the view. */
void fixture_take(struct fixture *fixture, struct view_answer answer);

/* Goes to a place; lets one tick come after so long a time. */
void fixture_go(struct fixture *fixture, const struct place *place);
void fixture_tick(struct fixture *fixture, uint64_t ms);

void fixture_fini(struct fixture *fixture);

/* Taps the target of that name; false where the last frame has none. */
bool fixture_tap(struct fixture *fixture, const char *name);

/* Taps a point. */
void fixture_tap_at(struct fixture *fixture, int x, int y);

/* Drags from a point by dx, dy and rests there before letting go. */
void fixture_drag(struct fixture *fixture, struct point from, int dx, int dy);

/* Taps a point twice, and lets two fingers there part to so many percent of their distance. */
void fixture_double_tap(struct fixture *fixture, struct point point);
void fixture_pinch(struct fixture *fixture, struct point middle, int spread_percent);

/* The first item of the last frame that shows the image; NULL: none. */
const struct draw_item *fixture_picture(const struct fixture *fixture, uint32_t image);

/* Swipes by dx pixels from the middle of the screen. */
void fixture_swipe(struct fixture *fixture, int dx);

/* Lets time pass, following the view's deadlines. */
void fixture_wait(struct fixture *fixture, uint64_t ms);

void fixture_key(struct fixture *fixture, enum input_key key);

/* Types the letters of a text, one by one. */
void fixture_type(struct fixture *fixture, const char *text);

void fixture_headphones(struct fixture *fixture, bool in);

/* The line for staff. */
void fixture_notify(struct fixture *fixture, const struct view_notice *notice);

/* The present place as text; static storage. */
const char *fixture_place(const struct fixture *fixture);

/* The target of that name in the last frame; NULL: none. */
const struct draw_target *fixture_target(const struct fixture *fixture, const char *name);

/* The first box of a kind in the last frame; w 0: none. */
struct rect fixture_box(const struct fixture *fixture, enum draw_box_kind kind);

/* Whether some text run of the last frame contains the words. */
bool fixture_shows(const struct fixture *fixture, const char *words);

#endif
