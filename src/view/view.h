/* What the visitor sees and does: one file per screen of the interface specification behind this
 * door.
 *
 * The view is told of gestures and keys with their time, changes its own state, and answers what it
 * needs next. It asks no clock, opens no file, and meets no renderer: text becomes pictures of type
 * (text/glyph_page.h), everything else draw items. */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "base/status.h"
#include "draw/list.h"
#include "input/event.h"
#include "input/gesture.h"
#include "letter/place.h"
#include "letter/source.h"
#include "text/metrics.h"
#include "view/keyboard.h"
#include "view/look.h"
#include "view/staff_facts.h"
#include "view/strings.h"

struct view;

/* The interface's words in other languages, asked for when a visitor chooses one. NULL functions:
 * there is no choice. */
struct view_words {
    const struct strings *(*strings)(void *self, const char *lang); /* NULL: not to be had */
    const char *(*name)(void *self, const char *lang); /* the language's name for itself */
    void *self;
};

/* How long the screens wait; zeroed: as section 6 of the interface specification has it. */
struct view_times {
    uint32_t reading_least_ms, reading_most_ms; /* bounds of the wait for a reader: 60, 240 s */
    uint32_t idle_ms;                           /* before the prompt, elsewhere: 60 s */
    uint32_t end_ms;                            /* the same on a letter's end card: 45 s */
    uint32_t unplugged_ms;                      /* the same after headphones were pulled: 15 s */
    uint32_t prompt_ms;                         /* the question stands so long: 30 s */
    uint32_t slide_ms;                          /* a slide stands at least so long: 12 s */
};

/* Is told of every visit when it is over: one line, as visit.md has it, borrowed. NULL: nobody. */
struct view_visits {
    void (*take)(void *self, const char *line);
    void *self;
};

/* What a view works with; all borrowed until view_destroy. */
struct view_config {
    struct letter_source source;
    const struct text_metrics *metrics;
    const struct strings *strings; /* of the default language */
    struct view_words words;
    const char *langs; /* the only ones offered, with spaces between them; NULL or "": all */
    const struct keyboards *keyboards; /* NULL: letters are not searched */
    struct screen screen;
    enum theme_kind theme;
    struct look_style style;
    struct view_times times;
    struct view_visits visits;
    struct view_staff staff;
    bool sleep_wakes;    /* outside opening hours a touch wakes the screen for two minutes */
    const char *fault;   /* a code: nothing can be shown but the service card; else NULL */
    uint32_t seed;       /* of the attract loop's order */
    const char *version; /* of the program; NULL: not said */
};

/* What staff are to know while a stick is read, whatever is shown: one line in the interface's
 * words. */
enum view_notice_kind { NOTICE_BUSY, NOTICE_GOOD, NOTICE_BAD };
enum { VIEW_NOTICE_WORD_SIZE = 256 };
struct view_notice {
    const char *text_id; /* of the interface's words, static; NULL: there is nothing to tell */
    enum view_notice_kind kind;
    uint32_t lasts_ms;                /* how long it stands; 0: until the next */
    long n, m;                        /* what {n} and {m} become */
    char word[VIEW_NOTICE_WORD_SIZE]; /* and any other placeholder */
};

/* What the view needs after a call. */
struct view_answer {
    bool redraw;          /* the screen is out of date: call view_draw and show it */
    uint64_t deadline_ms; /* call view_tick no later; UINT64_MAX: not at all */
};

/* Starts at `place`, or at the nearest place that can be shown. Content that cannot be read at all
 * gives the service card, never a failure. */
struct view *view_create(const struct view_config *config, const struct place *place,
                         uint64_t now_ms);

/* Takes NULL. A visit that goes on is over with it. */
void view_destroy(struct view *view);

struct view_answer view_gesture(struct view *view, const struct gesture *gesture);

/* A touch as it is, told before the gestures that follow from it. */
struct view_answer view_contact(struct view *view, const struct input_event *event);

/* KEY_STAFF asks for the PIN, whatever is shown; where the kiosk has none it is a key like others.
 */
struct view_answer view_key(struct view *view, enum input_key key, uint64_t now_ms);

/* A letter came from a physical keyboard: one character of UTF-8. */
struct view_answer view_type(struct view *view, const char *letter, uint64_t now_ms);

/* Headphones went in or out. Nothing is spoken yet: they wake the slides, give a reader twice the
 * time, and once they are pulled the screen soon asks. */
struct view_answer view_headphones(struct view *view, bool in, uint64_t now_ms);

/* Shows a line for staff above the bar, or takes it away; copied. Notes that open later leave it
 * room. */
struct view_answer view_notify(struct view *view, const struct view_notice *notice,
                               uint64_t now_ms);

/* Opening hours begin or end. Outside them the screen is black, as soon as nobody reads. */
struct view_answer view_set_open(struct view *view, bool open, uint64_t now_ms);

/* Whether the screen is black because the house is closed. */
bool view_is_asleep(const struct view *view);

/* Darkens every frame to so many percent, for screens without a backlight that could be. */
struct view_answer view_dim(struct view *view, int percent, uint64_t now_ms);

/* A new edition waits for nobody to read, or no longer does. A reader who stays is told after ten
 * minutes that the screen will begin again, and may put it off twice. */
struct view_answer view_set_waiting(struct view *view, bool waits, uint64_t now_ms);

/* What a visit begins with, changed by staff. */
struct view_usual {
    const struct strings *strings;
    enum theme_kind theme;
    struct look_style style;
};

/* From the next visit on it is so. */
struct view_answer view_set_usual(struct view *view, const struct view_usual *usual,
                                  uint64_t now_ms);

struct view_answer view_tick(struct view *view, uint64_t now_ms);

/* Goes to a place as a cross-reference would, or to a page for staff, which no cross-reference
 * reaches; for --at, replays and tests. */
struct view_answer view_go(struct view *view, const struct place *place, uint64_t now_ms);

/* The screen changed its size or rotation: the first visible word stays in place. */
struct view_answer view_resize(struct view *view, const struct screen *screen, uint64_t now_ms);

/* The letters are others now, those of `source`, which takes the place of the one before: shows the
 * place where the visitor is anew, or the nearest there is. What was drawn before stays valid, what
 * the old source gave is not looked at any more. */
struct view_answer view_reload(struct view *view, const struct letter_source *source,
                               uint64_t now_ms);

/* Fills the list with the present frame. */
void view_draw(struct view *view, uint64_t now_ms, struct draw_list *list);

/* The state as an address. */
struct place view_place(const struct view *view);

/* Where a pinch and a double tap are something (gesture_set_field); empty: nowhere. */
struct rect view_field(const struct view *view);

/* Where letters and digits are typed in a list that was drawn (gesture_set_keys); empty: nowhere.
 */
struct rect view_keys(const struct draw_list *list);

/* Pictures that the next touch will need (neighbour pages), most likely first: to be rastered when
 * idle. Answers how many of at most `room` were written; the caller releases each. */
size_t view_prepare(struct view *view, const struct glyph_page **pages, size_t room);

#endif
