/* Puts one line in place: glyphs in visual order, what can be touched, what is drawn beneath.
 * Inside src/text. */
#ifndef TEXT_LINE_H
#define TEXT_LINE_H

#include "text/paragraph.h"
#include "text/store.h"

struct placed;

/* What all lines of a block share. */
struct line_setting {
    const struct text_metrics *metrics;
    const struct flow_sheet *sheet;
    struct arena *arena;  /* for work */
    struct arena *labels; /* for what objects keep */
    struct store *store;
    const struct set_text *text;
    const struct block *block;
    struct placed *placed; /* room for the glyphs of a line */
    size_t placed_room;
    uint8_t ink;                     /* of plain text */
    size_t next_object, next_stroke; /* those before lie wholly on earlier lines */
};

/* Where the line stands. */
struct line_frame {
    int32_t left_26_6, right_26_6; /* its room in the column */
    enum block_align align;        /* not ALIGN_BY_KIND */
    int32_t hang_26_6;             /* what may hang on either side, at most */
};

/* Puts the glyphs, rectangles and objects of a line into the store, for the line that was begun
 * last and lacks its ends, which are set. Objects get no previous_line. */
void line_place(struct line_setting *setting, const struct paragraph_line *line,
                const struct line_frame *frame);

/* How high above the baseline the pictures in a line reach; 0: it has none. To be asked line by
 * line, before each is placed. */
int line_picture_rise_px(const struct line_setting *setting, const struct paragraph_line *line);

/* Where the room of a marker that hangs at the start side ends, and its glyphs: sets `marker` in
 * text style so that it stands before the line's room, `gap_26_6` away. */
void line_place_marker(struct line_setting *setting, const struct text_style *style,
                       const char *marker, const struct line_frame *frame, int32_t gap_26_6);

#endif
