/* The card's state, shared by what changes it (card.c) and what draws it (card_draw.c). */
#ifndef VIEW_CARD_STATE_H
#define VIEW_CARD_STATE_H

#include "view/card.h"

enum {
    DEPTH_MAX = 8,
    KEY_SIZE = PLACE_TEXT_SIZE,
    TILE_PX = 1024 /* pictures of a long note stay within the smallest texture limit, 2048 */
};

/* One thing shown: the newest lies on top. */
struct shown {
    enum card_kind kind;
    char key[KEY_SIZE];
    int scroll_px;
};

struct card {
    const struct stage *stage;
    const struct letter *letter;
    struct shown stack[DEPTH_MAX];
    int depth;
    /* Of the one on top: */
    struct arena *arena;
    const char *title;
    struct flow_text text;
    int measure_px; /* of the flow */
    bool leads_out; /* it points to another volume */
    struct flow *flow;
    const struct glyph_page **tiles;
    int tile_count;
    int scroll_from_px; /* where a drag began */
    bool dragging;
    struct placement placement;
    int text_left_px; /* of the flow, on the screen */
};

/* Lengths: inner margin, height of the head, of the whole text with its foot line. */
int card_state_padding_px(const struct card *card);
int card_state_head_px(const struct card *card);
int card_state_text_height_px(const struct card *card);

/* Whether the text is longer than its place, and whether More and Up stand in a foot then, or in
 * the head. */
bool card_state_overflows(const struct card *card);
bool card_state_has_foot(const struct card *card);

/* Where the text is seen, and how far it can be scrolled. */
struct rect card_state_viewport(const struct card *card);
int card_state_scroll_max(const struct card *card);

/* "Note 3", or "Source". The number is the edition's own sign, so it is no number of ours. */
const char *card_state_note_title(const struct strings *strings, struct arena *arena,
                                  const struct note *note);

#endif
