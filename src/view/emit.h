/* Short texts set into one picture of a list or a grid of cards, and what they are for checks. */
#ifndef VIEW_EMIT_H
#define VIEW_EMIT_H

#include "view/stage.h"

/* A picture being made. `runs` lie in the arena, from the picture's top left. */
struct emit {
    const struct stage *stage;
    struct glyph_page_builder *builder;
    struct arena *arena;
    enum theme_token ground;
    struct draw_run *runs;
    size_t run_count, run_room;
};

struct emit_text {
    const char *text;
    enum look_role role;
    int max_lines; /* the last ends in an ellipsis; 0: as many as needed */
    enum theme_token ink;
    bool italic, lining;
    bool at_end;      /* of the interface's direction; else where reading begins */
    bool centered;    /* a single line in the middle of its column */
    const char *lang; /* of the text; NULL: the interface's */
};

/* Sets the text in a column of the picture from `top` on; answers its height. Lines of the other
 * direction than the interface's stand at the column's start as a whole. */
int emit_text(struct emit *emit, const struct emit_text *text, int left, int width, int top);

/* The height it would have, and the width of its widest line. */
int emit_height(const struct emit *emit, const struct emit_text *text, int width);
int emit_width(const struct emit *emit, const struct emit_text *text, int width);

/* Text of the picture as runs of a frame that shows it at (x, y). */
void emit_add_runs(const struct draw_run *runs, size_t count, int x, int y, struct draw_list *list);

/* A filled rectangle. */
void emit_rect(struct emit *emit, struct rect rect, enum theme_token token);

#endif
