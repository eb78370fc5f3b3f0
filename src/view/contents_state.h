/* The state of the lists of the contents, shared by what acts on them (contents.c), what sets their
 * pages (contents_rows.c), what filters them (contents_filter.c) and what draws them
 * (contents_draw.c). */
#ifndef VIEW_CONTENTS_STATE_H
#define VIEW_CONTENTS_STATE_H

#include "view/contents.h"
#include "view/contents_head.h"
#include "view/turn.h"

enum { CONTENTS_PAGES = 3, CONTENTS_ROWS_MAX = 64 };

/* One page of the list: the picture, and what its rows are. Rows of the curator's list are the
 * stage's. */
struct contents_page {
    size_t index;
    struct arena *arena; /* NULL: free */
    const struct glyph_page *picture;
    const struct letter_summary *rows; /* NULL: cards */
    const struct start_card *cards;
    size_t row_count;
    const struct draw_run *runs; /* from the content's top left */
    size_t run_count;
};

enum contents_sheet { CONTENTS_NO_SHEET, CONTENTS_PERSONS, CONTENTS_YEARS };

struct contents {
    const struct stage *stage;
    struct place place;
    bool starts; /* the curator's list, else all letters */
    struct letter_filter filter;
    struct arena *arena; /* of what can be filtered by, and of the head's texts */
    struct facets facets;
    struct contents_head head;
    enum contents_sheet sheet; /* over the list */
    size_t sheet_first;        /* row of it shown first */
    size_t total, page;
    int columns, rows; /* on one page */
    struct contents_page pages[CONTENTS_PAGES];
    struct turn turn;
};

size_t contents_state_page_count(const struct contents *contents);

/* The page of that number, made if need be; borrowed until three others were asked for. */
struct contents_page *contents_state_page(struct contents *contents, size_t index);

/* Rows and columns that the content has room for (contents_rows.c); a row's rectangle from the
 * content's top left; the picture of a page whose rows are known. */
void contents_rows_lay_out(struct contents *contents);
struct rect contents_rows_rect(const struct contents *contents, size_t row);
void contents_rows_set(const struct contents *contents, struct contents_page *page);

/* Where the picture of a card stands in the card's rectangle; w 0: it has none. */
struct rect contents_rows_picture(const struct contents *contents, const struct start_card *card,
                                  struct rect rect);

/* Reads what can be filtered by and lays out the head (contents_filter.c). */
enum status contents_filter_load(struct contents *contents);

/* The filter's part of what a visitor does; *ret_changed: it is another one now. */
struct step contents_filter_act(struct contents *contents, enum action action, int index,
                                bool *ret_changed);

/* The buttons that open the sheets, where a bar has no room for them. */
size_t contents_filter_cells(const struct contents *contents, struct arena *arena,
                             struct bar_cell cells[CONTENTS_HEAD_EXTRAS]);

void contents_filter_draw(const struct contents *contents, struct draw_list *list);

/* Draws the screen (contents_draw.c). */
void contents_draw(void *self, uint64_t now_ms, struct draw_list *list);

#endif
