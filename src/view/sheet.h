/* The sheet of paper a letter's page is on: where column, margins and side column stand, and the
 * picture of a whole page. */
#ifndef VIEW_SHEET_H
#define VIEW_SHEET_H

#include "text/pages.h"
#include "view/stage.h"

/* Rectangles of one screen, in pixels of the visible screen. */
struct sheet {
    struct rect content; /* what a page's surface covers */
    struct rect paper;
    struct rect column;    /* the text: column.w is the measure */
    struct rect side;      /* the right column; w 0 where there is none */
    struct rect thumbnail; /* of a scan, above the right column's text; w 0 where there is none */
    int badge_px;          /* height of the badges above the first page's text */
};

/* Works out the rectangles inside `content`; there is no badge line yet. */
void sheet_make(struct sheet *sheet, const struct look *look, struct rect content);

/* Makes room for a picture of w × h above the text of the right column, if there is one. */
void sheet_add_thumbnail(struct sheet *sheet, const struct look *look, uint32_t w, uint32_t h);

/* Where the flow's top left corner stands on the screen while page `index` is shown. */
struct point sheet_origin(const struct sheet *sheet, const struct flow *flow,
                          struct page_range page, size_t index);

/* The picture of a page: wall, paper, text, and in the side column the first lines of `side` (may
 * be NULL). Owned by the caller. */
const struct glyph_page *sheet_picture(const struct sheet *sheet, const struct look *look,
                                       const struct flow *flow, struct page_range page,
                                       size_t index, const struct flow *side, size_t side_lines);

/* The note mark `object` again, on the colour of what is chosen; *ret_rect is where it goes. */
const struct glyph_page *sheet_chosen_mark(const struct flow *flow,
                                           const struct flow_object *object, struct point origin,
                                           struct rect *ret_rect);

#endif
