/* The letter screen's state, shared by what acts on it (reader.c) and what draws it
 * (reader_draw.c). */
#ifndef VIEW_READER_STATE_H
#define VIEW_READER_STATE_H

#include "view/card.h"
#include "view/reader.h"
#include "view/sheet.h"
#include "view/turn.h"

enum {
    PICTURES = 3,       /* previous, current, next: kept nowhere else */
    PAGES_AT_A_TIME = 4 /* a long letter is paged in slices between inputs */
};

struct picture {
    size_t index;
    const struct glyph_page *page; /* NULL: free */
};

struct reader {
    const struct stage *stage;
    struct arena *arena;
    struct letter letter;
    struct sheet sheet;
    struct flow *flow;
    struct pages *pages;
    struct flow *side; /* the right column; NULL: the screen has none */
    bool complete;     /* every page is made, so their number is known */
    size_t page;
    struct picture pictures[PICTURES];
    struct turn turn;
    struct card *card;            /* NULL: none open */
    const struct flow *card_flow; /* whose object the card belongs to; NULL: the badge */
    uint32_t card_object;
    struct placement placement;
    bool docked;             /* the card was opened from a list or by key: a sheet at the bottom */
    enum place_overlay list; /* OVERLAY_NOTES, _PAGES, _END: what is open; OVERLAY_NONE */
    size_t list_first;       /* row shown first */
    int list_seen;           /* rows seen at a time */
};

/* The note that stands behind the badge "Source"; NULL: none. */
const struct note *reader_state_source_note(const struct letter *letter);

/* Where the top left corner of the text or of the side column stands on the screen while the
 * present page is shown. */
struct point reader_state_origin(const struct reader *reader, const struct flow *flow);

/* Rectangles on the screen: the badge, a touchable object, the full box of a line. */
struct rect reader_state_badge_rect(const struct reader *reader);
struct rect reader_state_object_rect(const struct reader *reader, const struct flow *flow,
                                     const struct flow_object *object);
struct rect reader_state_line_rect(const struct reader *reader, const struct flow *flow,
                                   uint32_t line);

/* Opens a card, or changes the open one, for an object of a flow or, with NULL, for the badge;
 * false where there is nothing of that key. */
bool reader_state_open_card(struct reader *reader, enum card_kind kind, const char *key,
                            const struct flow *flow, int object);

/* Places the open card anew: its content changed, or it is docked now. */
void reader_state_place_card(struct reader *reader);

/* Closes the card, if one is open. */
void reader_state_close_card(struct reader *reader);

/* The picture of a page that is made; borrowed until three others were asked for. */
const struct glyph_page *reader_state_picture(struct reader *reader, size_t index);

/* 1, or -1 for a letter written from right to left, whose pages follow to the left. */
int reader_state_sign(const struct reader *reader);

/* Whether a page follows the present one; makes it if need be. */
bool reader_state_has_next(struct reader *reader);

/* What a visitor does (reader_acts.c); handlers of struct stage_screen. */
struct step reader_page(void *self, int direction, uint64_t now_ms);
struct step reader_drag(void *self, const struct gesture *gesture, enum action pressed);
struct step reader_act(void *self, enum action action, int index, uint64_t now_ms);
struct step reader_back(void *self, uint64_t now_ms);

/* Draws the screen, and says what a small bar has no room for (reader_draw.c). */
void reader_draw(void *self, uint64_t now_ms, struct draw_list *list);
size_t reader_menu(void *self, struct arena *arena, struct bar_cell *cells, size_t room);

#endif
