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

/* A label above the heading; ACTION_NONE: it only says what the text is. */
struct reader_badge {
    const char *text, *name;
    enum action action;
    struct rect rect; /* from the column's top left */
};

/* Where a key passage begins. */
struct reader_passage {
    uint32_t block, byte;
    const char *title; /* or NULL */
};

enum { READER_BADGES_MAX = 6, READER_PASSAGES_MAX = 32, READER_RELATED_MAX = 6 };

struct reader {
    const struct stage *stage;
    struct arena *arena;
    struct letter letter;
    struct sheet sheet;
    struct flow *flow;
    struct pages *pages;
    struct flow *side; /* the right column; NULL: the screen has none */
    size_t side_lines; /* of it, those there is room for */
    bool complete;     /* every page is made, so their number is known */
    size_t page;
    struct picture pictures[PICTURES];
    struct turn turn;
    struct card *card;            /* NULL: none open */
    const struct flow *card_flow; /* whose object the card belongs to; NULL: a badge */
    uint32_t card_object;         /* of the flow, or of the badges */
    struct placement placement;
    bool docked;             /* the card was opened from a list or by key: a sheet at the bottom */
    enum place_overlay list; /* OVERLAY_NOTES, _PAGES, _END, _WEB: what is open; OVERLAY_NONE */
    size_t list_first;       /* row shown first */
    int list_seen;           /* rows seen at a time */
    struct reader_badge badges[READER_BADGES_MAX];
    size_t badge_count;
    struct reader_passage passages[READER_PASSAGES_MAX];
    size_t passage_count;
    bool noticing;       /* the content notice stands before the letter */
    struct place wanted; /* what is open once it is read */
    bool end_loaded;     /* what follows is known: */
    bool has_next_letter;
    struct letter_summary next_letter;
    struct related_letter related[READER_RELATED_MAX];
    size_t related_count;
};

/* The note that stands behind the badge "Source"; NULL: none. */
const struct note *reader_state_source_note(const struct letter *letter);

/* Whether the right column is there and says all that the card about the letter does. */
bool reader_state_shows_whole_side(const struct reader *reader);

/* Where the top left corner of the text or of the side column stands on the screen while the
 * present page is shown. */
struct point reader_state_origin(const struct reader *reader, const struct flow *flow);

/* Rectangles on the screen: a touchable object, the full box of a line, the line of the mark or
 * badge that the open card belongs to. */
struct rect reader_state_object_rect(const struct reader *reader, const struct flow *flow,
                                     const struct flow_object *object);
struct rect reader_state_line_rect(const struct reader *reader, const struct flow *flow,
                                   uint32_t line);
struct rect reader_state_card_line(const struct reader *reader);

/* Opens a card, or changes the open one, for an object of a flow or, with NULL, for a badge; false
 * where there is nothing of that key. */
bool reader_state_open_card(struct reader *reader, enum card_kind kind, const char *key,
                            const struct flow *flow, int object);

/* Places the open card anew: its content changed, or it is docked now. */
void reader_state_place_card(struct reader *reader);

/* Turns to a key passage; nothing where there is none of that number. */
void reader_state_go_to_passage(struct reader *reader, int index);

/* Opens a list or a card of that kind, what is open is closed; OVERLAY_NONE: only that. */
void reader_state_open_list(struct reader *reader, enum place_overlay overlay);

/* Opens the card about the letter, at the bottom. */
void reader_state_open_about(struct reader *reader);

/* The content notice is read: shows the letter, and what was asked for. */
void reader_state_read_on(struct reader *reader);

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
