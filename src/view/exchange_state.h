/* The state of the exchange, shared by what acts on it (exchange.c), what sets its pages
 * (exchange_page.c) and what draws it (exchange_draw.c). */
#ifndef VIEW_EXCHANGE_STATE_H
#define VIEW_EXCHANGE_STATE_H

#include "view/contents_head.h"
#include "view/exchange.h"
#include "view/exchange_layout.h"
#include "view/exchange_strip.h"
#include "view/turn.h"

enum { EXCHANGE_PAGES = 3 };

/* One page: the picture, and the letters on it. */
struct exchange_page {
    size_t index, first;
    struct arena *arena; /* NULL: free */
    const struct glyph_page *picture;
    const struct letter_summary *rows;
    size_t row_count;
    const struct draw_run *runs; /* from the picture's top left */
    size_t run_count;
};

struct exchange_view {
    const struct stage *stage;
    size_t pair; /* of the stage's exchanges */
    struct arena *arena;
    struct contents_head head;
    struct exchange_letter *letters; /* few bytes for each; their words are read page by page */
    size_t count, page_count, page;
    struct rect names; /* above the columns: who stands on which side */
    struct rect list;  /* the columns and the axis between them */
    struct rect years; /* the strip; w 0: none */
    int column_w, axis_w;
    int card_h;
    struct exchange_strip strip;
    struct exchange_page pages[EXCHANGE_PAGES];
    struct turn turn; /* up and down */
    bool choosing;    /* which correspondence, in a sheet */
    size_t choices_first;
};

/* The page of that number, made if need be; borrowed until three others were asked for. */
struct exchange_page *exchange_state_page(struct exchange_view *view, size_t index);

/* Where a letter's card stands on its page, from the list's top left. */
struct rect exchange_state_card(const struct exchange_view *view,
                                const struct exchange_letter *letter);

/* Sets the picture of a page whose rows are known (exchange_page.c). */
void exchange_page_set(const struct exchange_view *view, struct exchange_page *page);

/* A zone of the strip on the screen, and its name: "1962", "Oct 1962". */
struct rect exchange_state_zone(const struct exchange_view *view, int zone);
const char *exchange_state_zone_name(const struct exchange_view *view, int zone,
                                     struct arena *arena);

/* Draws the screen (exchange_draw.c). */
void exchange_draw(void *self, uint64_t now_ms, struct draw_list *list);

#endif
