/* The lengths and type sizes of one screen: sections 2 and 5 of the interface specification as
 * pixels. */
#ifndef VIEW_LOOK_H
#define VIEW_LOOK_H

#include "draw/theme.h"
#include "text/flow.h"
#include "view/screen.h"

/* Roles of the type table. */
enum look_role {
    LOOK_QUOTE,
    LOOK_TITLE,
    LOOK_BODY,
    LOOK_NOTE,
    LOOK_BUTTON,
    LOOK_LIST,    /* a row's title, in the book face */
    LOOK_CAPTION, /* running head, captions, dates */
    LOOK_ROLE_COUNT
};

/* How a visitor likes to read and be shown things; zeroed: as the museum's visitors usually do. */
struct look_style {
    bool clear; /* Andika instead of the book face, with more room */
    bool still; /* nothing moves: pages change at once, pictures stand */
    bool low;   /* controls within reach from a wheelchair: popovers are sheets above the bar */
};

struct look {
    struct screen screen;
    struct look_style style;
    enum screen_class size_class;
    int32_t em_26_6[LOOK_ROLE_COUNT];
    int leading_px[LOOK_ROLE_COUNT];
    int32_t cap_height_26_6[LOOK_ROLE_COUNT];
    int hairline_px, outline_px, radius_px;
    int gap_px;  /* 2 mm: between targets, and around a popover */
    int edge_px; /* bar's and head's distance from the screen's sides */
    int bar_px, button_px, button_min_px, row_px, head_px, chip_px;
    int sheet_margin_px; /* wall at the paper's sides */
    int page_padding_px; /* paper above and below the text */
    int reach_px;        /* 4.5 mm: a touch belongs to the nearest target within */
};

/* Works out all lengths; `metrics` gives the faces' proportions. */
void look_make(struct look *look, const struct screen *screen, const struct look_style *style,
               const struct text_metrics *metrics);

/* The style sheet of a role for lines of `measure_px`. Palette indices are theme tokens. */
struct flow_sheet look_sheet(const struct look *look, enum look_role role, int measure_px,
                             enum theme_token ground);

/* Between running head and bottom bar: where pages, lists and popovers are. */
struct rect look_content(const struct look *look);

/* The bottom bar. */
struct rect look_bar(const struct look *look);

/* Shorthand: tenths of a millimetre to pixels. */
int look_px(const struct look *look, int tenths_mm);

#endif
