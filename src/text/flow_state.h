/* A flow from within: shared by flow.c (the order of things), flow_block.c (one block), flow_part.c
 * (parts of long ones) and table.c.
 * Inside src/text. */
#ifndef TEXT_FLOW_STATE_H
#define TEXT_FLOW_STATE_H

#include "base/arena.h"
#include "text/block_style.h"
#include "text/line.h"
#include "text/store.h"

/* Where a person or term was mentioned last. */
struct mention {
    enum span_kind kind;
    const char *target;
    uint32_t line, previous_line;
};

struct mentions {
    struct mention *slots; /* open addressing; target NULL: free */
    size_t count, room;    /* room is a power of two, or 0 */
};

/* A place between two lines of a block, found again when the block is composed anew. */
struct block_mark {
    uint32_t byte;   /* of the block; 0: its start */
    uint32_t put_in; /* set bytes before the place that belong to it as well: marks, signs */
    int hyphens;     /* that end the lines running before it */
};

struct flow {
    struct text_metrics metrics;
    struct flow_sheet sheet;
    struct flow_text text;
    struct block own_block; /* of flow_create_text */
    struct store store;
    struct arena *work;   /* emptied after each block */
    struct arena *labels; /* for the flow's life */
    struct mentions mentions;
    size_t next_block;
    struct block_mark next;       /* in it, where its next line begins */
    const struct block *previous; /* set last; NULL: none */
    int bottom_px;                /* of what is set */
    bool numbered;                /* the first heading is set */
    int32_t marker_width_26_6;    /* of the list in hand; 0: none is */
    int64_t half_line_26_6;       /* the widest of the verses in hand; 0: none are */
    bool done;
};

/* Where in the column a block goes beyond what its style says. */
struct block_place {
    int32_t left_26_6, right_26_6; /* room, from the column's left edge */
    int top_px;
    bool whole; /* no page break parts its lines ... */
    bool tied;  /* ... nor the first of them from the one before */
};

/* A part of a block, to be composed by itself. */
struct block_part {
    uint32_t start, end; /* block offsets */
};

/* Composes and measures a block in its style. The result lies in the work arena. */
struct set_text *flow_block_compose(struct flow *flow, const struct block *block,
                                    const struct block_style *style);

/* The same of a part of it. */
struct set_text *flow_block_compose_part(struct flow *flow, const struct block *block,
                                         const struct block_style *style, struct block_part part);

/* Sets a block of text as lines at a place; answers their bottom. */
int flow_block_set(struct flow *flow, const struct block *block, const struct block_style *style,
                   struct set_text *text, const struct block_place *place);

/* Sets the lines of a composed part from set offset `start` on, where flow->next is, but for the
 * last `held` if the block goes on behind the part; moves place->top_px below them and flow->next
 * behind them. False: there are no more than `held`, and none is set. */
bool flow_block_set_part(struct flow *flow, const struct block *block,
                         const struct block_style *style, struct set_text *text,
                         struct block_place *place, uint32_t start, size_t held);

/* Whether a block is so long that it is set part by part, for no step of setting may take long. */
bool flow_part_wanted(const struct flow *flow, const struct block *block);

/* Sets some lines of such a block from flow->next on, the first at place->top_px; answers whether
 * they are the last. */
bool flow_part_set(struct flow *flow, const struct block *block, const struct block_style *style,
                   struct block_place *place);

/* Sets a short centred rule; answers its bottom. */
int flow_block_set_rule(struct flow *flow, const struct block *block, uint32_t block_index,
                        int top_px);

/* How many lines of one width a composed block would take. */
size_t flow_block_count_lines(struct flow *flow, const struct block_style *style,
                              const struct set_text *text, int32_t width_26_6);

/* The block's room in the column. */
struct block_place flow_block_room(const struct flow *flow, const struct block *block,
                                   const struct block_style *style);

/* The picture that a block begins with; NULL: none that can be shown. */
const struct facsimile *flow_picture_of(const struct flow *flow, const struct block *block);

/* Leaves the box of the picture that a block begins with, and moves `place` below it; false: there
 * is none. `captioned`: words follow. */
bool flow_picture_set(struct flow *flow, const struct block *block, struct block_place *place,
                      bool captioned);

/* Sets the table that begins at block `index`, the top of its first line at `top_px`; answers how
 * many blocks it has, and its bottom. Columns where there is room for their words and no row is so
 * high that a page break might have to part it; else cell below cell. Lines stand in the order of
 * their blocks: those of cells side by side begin at one top and are tied. */
size_t table_set(struct flow *flow, size_t index, int top_px, int *ret_bottom_px);

#endif
