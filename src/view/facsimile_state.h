/* The facsimile screen's state, shared by what acts on it (facsimile.c), what lays it out and draws
 * it (facsimile_layout.c, facsimile_draw.c), and the text beside the scan (facsimile_text.c). */
#ifndef VIEW_FACSIMILE_STATE_H
#define VIEW_FACSIMILE_STATE_H

#include "text/pages.h"
#include "view/facsimile.h"
#include "view/zoom.h"

/* Rectangles of one screen, in pixels. An empty one is not shown. */
struct facsimile_layout {
    struct rect head, content;
    struct rect panel;    /* of the scan: viewport and, below, caption */
    struct rect viewport; /* where the scan is seen */
    struct rect caption;
    struct rect text; /* the panel of the text beside or below it */
    struct rect column, up, more;
    struct rect sheet_previous, sheet_next, side; /* portrait: a row above the bar */
    struct rect arrows[4];                        /* left, right, up, down */
    struct rect smaller, slider, larger, fit;
    struct rect overview; /* the room for it */
    bool overview_at_end; /* it stands at the end of a line of text, not at its beginning */
};

/* The text beside the scan. */
struct facsimile_text {
    struct rect column; /* it is set for */
    struct flow *flow;  /* NULL: it was not shown yet */
    struct pages *pages;
    size_t page;
    const struct glyph_page *picture; /* of the page; NULL: to be made */
};

struct facsimiles {
    const struct stage *stage;
    struct arena *arena;
    struct letter letter;
    const struct facsimile **sheets; /* the letter's scans, or its pictures in the text */
    size_t count, current;
    bool side_by_side;
    bool is_original;    /* scans, not pictures in the text */
    struct place origin; /* where the visitor was in the text */
    size_t origin_sheet; /* and the sheet shown then; `count`: the origin says nothing */
    struct facsimile_layout layout;
    struct facsimile_text text;
    struct zoom zoom;
    struct zoom pinch_start; /* the picture when two fingers came down */
    struct point dragged;    /* how far the finger has moved the picture */
};

/* Where everything is; the zoom gets the viewport. */
void facsimile_layout_make(struct facsimiles *state);

/* Whether there is room for text beside the scan. */
bool facsimile_has_side(const struct facsimiles *state);

/* "Picture: ..." and the description; NULL: neither is known. */
const char *facsimile_caption(const struct facsimiles *state, struct arena *arena);

/* How the caption is set, in the room there is. */
struct lettering_spec facsimile_caption_spec(const struct facsimiles *state, const char *text);

/* Where the overview shows the whole scan. */
struct rect facsimile_overview(const struct facsimiles *state);

/* Shows the whole of another sheet. */
void facsimile_show_sheet(struct facsimiles *state, size_t index);

void facsimile_text_fini(struct facsimile_text *text);

/* Turns the text, if it is shown, to where the present sheet begins, or to where the visitor was.
 */
void facsimile_text_follow(struct facsimiles *state);

/* Turns the text by a page; the sheet that is shown follows it. Answers whether it could. */
bool facsimile_text_turn(struct facsimiles *state, int direction);

/* Whether a page follows. */
bool facsimile_text_has_next(struct facsimiles *state);

/* The picture of the present page; borrowed until it is turned. */
const struct glyph_page *facsimile_text_picture(struct facsimiles *state);

/* Where in the letter a sheet begins; false: nobody said so. */
bool facsimile_begins(const struct letter *letter, const struct facsimile *sheet,
                      uint32_t *ret_block, uint32_t *ret_byte);

/* Draws the screen. */
void facsimile_draw(void *self, uint64_t now_ms, struct draw_list *list);

/* The way of the slider's middle. */
struct rect facsimile_slider(const struct facsimiles *state);

/* The slider: thousandths of its way for a size, and back. Each doubling is a third of the way. */
int facsimile_slider_of(int milli);
int facsimile_slider_to(int way_milli);

#endif
