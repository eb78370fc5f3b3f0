/* The search screen's state, shared by what acts on it (search.c), what lays it out and sets its
 * rows (search_rows.c) and what draws it (search_draw.c). */
#ifndef VIEW_SEARCH_STATE_H
#define VIEW_SEARCH_STATE_H

#include "view/keyboard.h"
#include "view/search.h"

enum { SEARCH_SCRIPTS_MAX = 8, SEARCH_ROWS_MAX = 32 };

/* Rectangles on the screen; those of the keyboard are empty while the list has the room. */
struct search_layout {
    struct rect head;           /* portrait: title and count; else empty */
    struct rect field, beside;  /* what is typed, and what stands beside it */
    struct rect list;           /* rows, or what to try */
    struct rect letters;        /* the keys of letters */
    struct rect tools;          /* the keys under them */
    int pitch_x_px, pitch_y_px; /* from key to key */
    int gap_x_px, gap_y_px;     /* between keys */
    int row_px, rows;           /* of the list */
};

struct search {
    const struct stage *stage;
    char query[PLACE_PART_SIZE];
    bool typing, digits;
    const struct keyboard *scripts[SEARCH_SCRIPTS_MAX];
    size_t script_count, script;
    struct arena *arena; /* for the screen's life */
    const char *const *suggestions;
    size_t suggestion_count;
    struct search_layout layout;
    struct arena *found; /* of the rows shown */
    const struct letter_hit *hits;
    size_t hit_count, total, page;
    const struct glyph_page *picture; /* of the rows; NULL: none */
};

/* The keyboard that is shown; NULL: none is there. */
const struct keyboard *search_state_keyboard(const struct search *search);

/* Lays the screen out for its present state. */
void search_state_lay_out(struct search *search);

/* Asks for the rows of the present page and sets them. */
void search_state_find(struct search *search);

size_t search_state_page_count(const struct search *search);

/* A rectangle where it stands in the interface's direction: mirrored within `room` from right to
 * left. */
struct rect search_state_placed(const struct search *search, struct rect rect, struct rect room);

/* A row, from the list's top left. */
struct rect search_state_row(const struct search *search, size_t row);

/* Draws the screen (search_draw.c). */
void search_draw(void *self, uint64_t now_ms, struct draw_list *list);

#endif
