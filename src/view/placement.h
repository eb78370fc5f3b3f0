/* Where a popover goes: the rules of section 10 of the interface specification as arithmetic. */
#ifndef VIEW_PLACEMENT_H
#define VIEW_PLACEMENT_H

#include <stdbool.h>

#include "base/geometry.h"

/* All lengths in pixels of the visible screen. */
struct placement_request {
    int screen_h;
    struct rect content; /* C: between running head and bar, less strip and chip */
    struct rect mark;    /* M */
    struct rect line;    /* N: the full line box of the mark */
    int wanted_w;        /* min(C.w - 8 mm, 24 note em), see placement_width */
    int wanted_h;        /* head + text + foot */
    int six_lines_h;     /* height of a popover that shows six lines */
    int gap;             /* g: 2 mm */
    int inset;           /* 4 mm: from the content's sides */
    int corner;          /* 5 mm: the arrow keeps inside the corners */
    bool always_sheet;   /* class S, low controls, upper half of P, by key or list */
};

enum placement_side { PLACEMENT_BELOW, PLACEMENT_ABOVE, PLACEMENT_SHEET };

struct placement {
    enum placement_side side;
    struct rect box;
    int arrow_x;    /* centre of the arrow; unused for a sheet */
    int page_shift; /* how far the page slides up so that a sheet leaves the line in sight */
};

/* Step 1's width: min(content - 8 mm, 24 em). */
int placement_width(int content_w, int eight_mm, int note_em);

/* The largest height allowed: min(0.6 H, C.h - N.h - 2 g). */
int placement_height_max(const struct placement_request *request);

/* Steps 2 to 4. The box never meets the line, once the page is shifted. */
struct placement placement_make(const struct placement_request *request);

#endif
