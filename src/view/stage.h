/* What every screen of the view works with, and what it answers. */
#ifndef VIEW_STAGE_H
#define VIEW_STAGE_H

#include "view/lettering.h"
#include "view/look.h"
#include "view/view.h"

/* The lists that tabs lead to: the curator's, all letters, a correspondence in time. */
enum stage_tab { TAB_START, TAB_ALL, TAB_EXCHANGE, STAGE_TABS };

/* Shared by the screens; lives as long as the view. */
struct stage {
    const struct view_config *config;
    struct look look;
    struct lettering *lettering;
    struct exhibit exhibit;
    const struct start_card *starts; /* the curator's list; may be empty */
    size_t start_count;
    const struct exchange *exchanges; /* who wrote to each other; may be empty */
    size_t exchange_count;
    struct arena *arena;      /* of the exhibit's facts */
    const char *reading_lang; /* that the visitor chose; NULL: none was chosen */
    struct view_notice notice;
    const char *back_title; /* where the newest place of the history leads; NULL: nowhere */
};

/* The languages a visitor can choose from: those of the exhibit that the interface has. Writes at
 * most `room` tags, borrowed from the exhibit; answers how many; 0 where there is nothing to
 * choose. */
size_t stage_languages(const struct stage *stage, const char **langs, size_t room);

/* The letter of a place in the version that the place names, or in the language that the visitor
 * chose; where there is none such, in the one shown first. False: it cannot be read. */
bool stage_letter(const struct stage *stage, const struct place *place, struct arena *arena,
                  struct letter *ret_letter);

/* Where pages, lists and cards are: between running head and bar, less the chip that leads back. */
struct rect stage_content(const struct stage *stage);

/* A rectangle where it stands in the interface's direction: mirrored on the screen from right to
 * left. */
struct rect stage_mirrored(const struct stage *stage, struct rect rect);

/* What is seen of a row of a list that touches the one above it: less the gap that is kept between
 * two targets. All of it answers a touch. */
struct rect stage_row_face(const struct stage *stage, struct rect row);

/* How a name is set in a place of the interface: its own direction, from its first letter that has
 * one (rule P2 of Unicode Standard Annex 9), and the side where the interface begins to read. */
enum direction stage_name_direction(const char *name);
enum draw_align stage_name_align(const struct stage *stage, const char *name);

/* A name that a sentence of the interface takes in, or a text among the interface's: kept whole by
 * isolates (Unicode Standard Annex 9) where one of the two is written from right to left. In the
 * arena, or as it was. */
const char *stage_isolated(const struct stage *stage, struct arena *arena, const char *name);

/* The icon of that name as the interface's direction wants it: "back" and "list" are mirrored from
 * right to left. */
const char *stage_icon(const struct stage *stage, const char *name);

/* The icon of an arrow back (-1) or onward (1) in the direction of reading. */
const char *stage_arrow(const struct stage *stage, int direction);

/* Whether lasting controls stand in the lower half: on upright screens, and where a visitor wants
 * them low. */
bool stage_reaches_low(const struct stage *stage);

/* What touching a target does. The target's index tells which letter, mark, row ... */
enum action {
    ACTION_NONE,
    ACTION_START_AGAIN,
    ACTION_CONTENTS,
    ACTION_PAGE_PREVIOUS,
    ACTION_PAGE_NEXT,
    ACTION_OPEN_LETTER,
    ACTION_OPEN_SLIDE,
    ACTION_WAKE,
    ACTION_OPEN_OBJECT,
    ACTION_SIDE_OBJECT,
    ACTION_CARD_OBJECT,
    ACTION_CARD_CLOSE,
    ACTION_CARD_BACK,
    ACTION_CARD_MORE,
    ACTION_CARD_UP,
    ACTION_CARD_SCROLL,
    ACTION_NOTES,
    ACTION_PAGES,
    ACTION_LIST_OBJECT,
    ACTION_GO_PAGE,
    ACTION_NEXT_LETTER,
    ACTION_BACK_CHIP,
    ACTION_STILL_READING,
    ACTION_OPTIONS,
    ACTION_LANGUAGE,
    ACTION_OPTIONS_CLOSE,
    ACTION_OPTIONS_PAGE,
    ACTION_SIZE_SMALLER,
    ACTION_SIZE_LARGER,
    ACTION_STYLE,
    ACTION_THEME,
    ACTION_MOTION,
    ACTION_REACH,
    ACTION_UNDO,
    ACTION_SEARCH,
    ACTION_SEARCH_FIELD,
    ACTION_SEARCH_CLEAR,
    ACTION_SEARCH_SHOW,
    ACTION_SEARCH_TRY,
    ACTION_TYPE,
    ACTION_TYPE_SPACE,
    ACTION_TYPE_DELETE,
    ACTION_TYPE_SCRIPT,
    ACTION_TYPE_DIGITS,
    ACTION_FACSIMILE, /* index: number of the picture */
    ACTION_BACK_TO_TEXT,
    ACTION_SIDE_BY_SIDE,
    ACTION_PICTURE,
    ACTION_OVERVIEW,
    ACTION_TEXT,
    ACTION_ZOOM_SMALLER,
    ACTION_ZOOM_LARGER,
    ACTION_ZOOM_FIT,
    ACTION_ZOOM_SLIDER,
    ACTION_PAN, /* index: left, right, up, down */
    ACTION_MENU,
    ACTION_MENU_CLOSE,
    ACTION_ABOUT_EXHIBIT,
    ACTION_TAB_START,
    ACTION_TAB_ALL,
    ACTION_TAB_EXCHANGE,
    ACTION_FILTER_PERSON,
    ACTION_FILTER_YEAR,
    ACTION_FILTER_CHOOSE,
    ACTION_FILTER_CLEAR,
    ACTION_EXCHANGE_JUMP,
    ACTION_EXCHANGE_PAIRS,
    ACTION_EXCHANGE_PAIR,
    ACTION_BADGE,
    ACTION_ABOUT_LETTER,
    ACTION_KEY_PASSAGE, /* index: of the letter's */
    ACTION_WEB,
    ACTION_READ_ON,
    ACTION_RELATED,
    ACTION_STAFF_DIGIT, /* index: the digit */
    ACTION_STAFF_DELETE,
    ACTION_STAFF_OK,
    ACTION_STAFF_CANCEL,
    ACTION_STAFF_CLOSE,
    ACTION_STAFF_PAGE,   /* index: enum staff_page */
    ACTION_STAFF_CHANGE, /* index: of staff_changes.h */
    ACTION_STAFF_DO      /* index: enum staff_wish */
};

/* What a screen asks of the view after it was told something. */
enum step_kind {
    STEP_NONE,   /* nothing changed */
    STEP_REDRAW, /* the screen looks different now */
    STEP_GO,     /* go to `to`; with `remember`, the present place comes on the history */
    STEP_BACK,   /* to the newest place of the history, or the contents */
    STEP_AGAIN   /* the visitor starts again */
};

struct step {
    enum step_kind kind;
    bool remember;
    struct place to;
};

struct bar_cell; /* view/bar.h */

/* One screen: handlers over its own state. Those that a screen does not need are NULL. */
struct stage_screen {
    void (*destroy)(void *self);
    struct step (*act)(void *self, enum action action, int index, uint64_t now_ms);
    struct step (*drag)(void *self, const struct gesture *gesture, enum action pressed);
    struct step (*page)(void *self, int direction, uint64_t now_ms);
    struct step (*type)(void *self, const char *letter); /* from a physical keyboard; may be NULL */
    struct step (*back)(void *self, uint64_t now_ms);
    struct step (*tick)(void *self, uint64_t now_ms);
    uint64_t (*deadline_ms)(const void *self, uint64_t now_ms);
    void (*draw)(void *self, uint64_t now_ms, struct draw_list *list);
    struct place (*place)(const void *self);
    size_t (*prepare)(void *self, const struct glyph_page **pages, size_t room);
    /* How long a reader may look without touching before the prompt; 0: for ever. */
    uint64_t (*idle_ms)(const void *self);
    /* Where two fingers and two taps mean more than one; NULL: nowhere. */
    struct rect (*field)(const void *self);
    /* What the bar of a small screen has no room for: writes at most `room` cells, answers how
     * many. Texts may lie in `arena`. */
    size_t (*menu)(void *self, struct arena *arena, struct bar_cell *cells, size_t room);
};

/* Shorthands for answers. */
static inline struct step step_none(void)
{
    return (struct step){.kind = STEP_NONE};
}

static inline struct step step_redraw(void)
{
    return (struct step){.kind = STEP_REDRAW};
}

/* To where a reference leads, remembering where it was read. */
static inline struct step step_follow(const char *target)
{
    struct step step = {.kind = STEP_GO, .remember = true};
    return place_parse(target, &step.to) ? step : step_none();
}

#endif
