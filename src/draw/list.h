/* What one frame shows: shapes, labels, pictures of type in back-to-front order, and beside them
 * what can be touched and what a test or a listener wants to know. A view fills it; sinks draw it,
 * dump it as text, or compare it with the last one. */
#ifndef DRAW_LIST_H
#define DRAW_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/geometry.h"
#include "draw/mosaic.h"
#include "draw/theme.h"

struct glyph_page; /* text/glyph_page.h; only passed on here */

enum draw_kind {
    DRAW_FILL,     /* rect, token */
    DRAW_PLATE,    /* rect, token fill, outline, radius_px, outline_px (0: none) */
    DRAW_SHADOW,   /* rect of what casts it; a soft edge of radius_px outside */
    DRAW_LABEL,    /* one line of fixed words of the interface; centred vertically in rect */
    DRAW_ICON,     /* name, rect, token */
    DRAW_SURFACE,  /* page, source part, rect (same size) */
    DRAW_TRIANGLE, /* a popover's arrow in rect, pointing up, or down if `down` */
    DRAW_PICTURE,  /* picture, frame_26_6: a scan, its tiles as they come; rect is what is seen */
    DRAW_KIND_COUNT
};

enum draw_align { DRAW_START, DRAW_CENTER, DRAW_END };

struct draw_item {
    enum draw_kind kind;
    struct rect rect; /* where, in pixels */
    struct rect clip; /* nothing is drawn outside */
    enum theme_token token, outline;
    uint8_t alpha; /* 255 opaque */
    int radius_px, outline_px;
    bool down;
    const char *text; /* DRAW_LABEL: words; DRAW_ICON: name */
    int32_t em_26_6;  /* DRAW_LABEL */
    bool bold;        /* DRAW_LABEL */
    const char *lang; /* DRAW_LABEL */
    enum draw_align align;
    const struct glyph_page *page; /* DRAW_SURFACE: retained by the list until it is reset */
    struct point source;           /* DRAW_SURFACE: top left of the part shown */
    struct mosaic_picture picture; /* DRAW_PICTURE */
    struct rect frame_26_6;        /* DRAW_PICTURE: where the whole of it would lie */
};

/* One line of fixed words of the interface, centred vertically in rect. */
struct draw_label {
    struct rect rect;
    const char *text, *lang; /* lang: BCP 47 tag, for direction and script */
    int32_t em_26_6, cap_height_26_6;
    bool bold;
    enum theme_token ink, ground; /* ground: what it stands on, for checks of contrast */
    enum draw_align align;
};

/* What a screen reader would call it. */
enum draw_role {
    ROLE_BUTTON,
    ROLE_MARK,
    ROLE_NAME,
    ROLE_TERM,
    ROLE_REFERENCE,
    ROLE_LETTER,
    ROLE_SLIDE,
    ROLE_CHOICE,
    ROLE_SCROLL, /* ground of a note or list, which a drag moves; hides the targets before it */
    ROLE_COUNT
};

/* Something that can be touched. */
struct draw_target {
    struct rect drawn; /* what is seen */
    struct rect hit;   /* what answers a touch; contains `drawn` unless cut by a neighbour */
    enum draw_role role;
    int action; /* the view's own number for what it does */
    int index;  /* which one, where an action has many */
    const char
        *name; /* the action as one word with its argument, for dumps: "note=3", "page-next" */
    const char *label; /* said and listed: "Note 3" */
    int focus;         /* place in the focus order; 0: not reached by keys */
};

/* A run of text as it stands, for checks of size, contrast and clipping. */
struct draw_run {
    struct rect rect;
    int32_t cap_height_26_6;
    enum theme_token ink, ground;
    const char *text;
    int layer; /* set by draw_list_run: overlay boxes that lie below it */
};

enum draw_box_kind { BOX_LINE, BOX_OVERLAY, BOX_BAR, BOX_HEAD, BOX_PAGE, BOX_MARK_LINE, BOX_COUNT };

/* A named rectangle of the layout: line boxes, the overlay, the line box of the mark a note belongs
 * to. */
struct draw_box {
    enum draw_box_kind kind;
    struct rect rect;
};

struct draw_timer {
    const char *name; /* "idle", "prompt", "slide" */
    uint64_t due_ms;  /* monotonic */
};

struct draw_list {
    struct arena *arena; /* of this frame: texts, arrays */
    struct rect screen;
    enum theme_kind theme;
    struct draw_item *items;
    size_t item_count, item_room;
    struct draw_target *targets;
    size_t target_count, target_room;
    struct draw_run *runs;
    size_t run_count, run_room;
    struct draw_box *boxes;
    size_t box_count, box_room;
    struct draw_timer *timers;
    size_t timer_count, timer_room;
    int layer;        /* overlay boxes so far */
    struct rect clip; /* of the items to come */
    void (*release_page)(const struct glyph_page *page);
    const struct glyph_page *(*retain_page)(const struct glyph_page *page);
};

/* A list without content. The two functions share and give back pages (glyph_page_retain,
 * _release). Ends with draw_list_fini. */
void draw_list_init(struct draw_list *list,
                    const struct glyph_page *(*retain)(const struct glyph_page *page),
                    void (*release)(const struct glyph_page *page));
void draw_list_fini(struct draw_list *list);

/* Empties it for a new frame on a screen of w × h pixels, which is the first clip. */
void draw_list_reset(struct draw_list *list, int w, int h, enum theme_kind theme);

/* Items to come are drawn inside `clip` only, until the next call. */
void draw_list_clip(struct draw_list *list, struct rect clip);

/* Each appends one item; texts are copied. */
void draw_list_fill(struct draw_list *list, struct rect rect, enum theme_token token);
void draw_list_fill_alpha(struct draw_list *list, struct rect rect, enum theme_token token,
                          uint8_t alpha);
void draw_list_plate(struct draw_list *list, struct rect rect, enum theme_token fill,
                     enum theme_token outline, int outline_px, int radius_px);
void draw_list_shadow(struct draw_list *list, struct rect rect, int radius_px);
void draw_list_icon(struct draw_list *list, struct rect rect, const char *name,
                    enum theme_token token);
void draw_list_triangle(struct draw_list *list, struct rect rect, bool down, enum theme_token fill,
                        enum theme_token outline);

/* A line of fixed words, and the run that says the same to checks. */
void draw_list_label(struct draw_list *list, const struct draw_label *label);

/* Shows the part of `page` that begins at `source` in `rect`, unscaled. */
void draw_list_surface(struct draw_list *list, struct rect rect, const struct glyph_page *page,
                       struct point source, uint8_t alpha);

/* Shows a scan whose whole lies at `frame_26_6` (pixels in 26.6), as far as the clip lets it be
 * seen. What has not come yet is shown by a coarser level, or is the colour of a page. */
void draw_list_picture(struct draw_list *list, const struct mosaic_picture *picture,
                       struct rect frame_26_6, uint8_t alpha);

void draw_list_target(struct draw_list *list, struct draw_target target);
void draw_list_run(struct draw_list *list, struct draw_run run);
void draw_list_box(struct draw_list *list, enum draw_box_kind kind, struct rect rect);
void draw_list_timer(struct draw_list *list, const char *name, uint64_t due_ms);

/* Whether both lists draw the same pixels (targets, runs, boxes and timers aside). */
bool draw_list_equals(const struct draw_list *a, const struct draw_list *b);
bool draw_item_equals(const struct draw_item *a, const struct draw_item *b);

/* Gives marks of one ground whose hit rectangles overlap a border each: the middle of the overlap,
 * upright where they stand side by side, level where one stands above the other. Marks before and
 * behind a ROLE_SCROLL are of two grounds. Called when all targets are in. */
void draw_list_settle_hits(struct draw_list *list);

/* The target a touch belongs to (section 7 of the interface specification), borrowed until the list
 * changes; NULL: none. The first of: the topmost that is drawn at the point; the topmost whose hit
 * rectangle contains it; the nearest whose hit rectangle is within `reach_px`; the topmost
 * ROLE_SCROLL drawn there. Targets before that ROLE_SCROLL are hidden and never answer. */
const struct draw_target *draw_list_hit(const struct draw_list *list, struct point point,
                                        int reach_px);

/* What a drag that begins at the point moves: the topmost ROLE_SCROLL drawn there; NULL: none.
 * Borrowed like draw_list_hit. */
const struct draw_target *draw_list_scroll_at(const struct draw_list *list, struct point point);

/* The target next after (`forward`) or before the one with place `focus` in the focus order, going
 * round at the ends; from 0, the first or last. NULL where no target has a place. Borrowed like
 * draw_list_hit. */
const struct draw_target *draw_list_focus_step(const struct draw_list *list, int focus,
                                               bool forward);

/* The names that dumps and differences use: "fill", "mark", "line"; static. */
const char *draw_kind_name(enum draw_kind kind);
const char *draw_role_name(enum draw_role role);
const char *draw_box_name(enum draw_box_kind kind);

#endif
