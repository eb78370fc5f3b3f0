#include "text/line_cells.h"

#include "text/grapheme.h"

/* A cluster: its bytes, its extent and its direction. */
struct cluster {
    uint32_t start, end; /* set offsets */
    int32_t left_26_6, right_26_6;
    bool rtl;
};

/* What was put in between has no bytes of the block, and no cell. There is room. */
static void put_cell(struct store *store, const struct set_text *text, uint32_t start, uint32_t end,
                     int32_t left_26_6, int32_t right_26_6)
{
    struct store_cell cell = {text->block_at[start], text->block_at[end], left_26_6, right_26_6};
    store->cells[store->cell_count] = cell;
    store->cell_count += cell.start < cell.end;
}

static uint32_t next_character(const struct set_text *text, uint32_t at, uint32_t end)
{
    size_t next = grapheme_next(text->bytes, text->length, at);
    return next < end ? (uint32_t)next : end;
}

static int32_t share(const struct cluster *cluster, uint32_t part, uint32_t parts)
{
    int64_t width = cluster->right_26_6 - cluster->left_26_6;
    return cluster->left_26_6 + (int32_t)(width * part / parts);
}

static void put_cluster(struct store *store, const struct set_text *text,
                        const struct cluster *cluster)
{
    uint32_t at = cluster->end, parts = 1;
    if (at - cluster->start > 1)
        at = next_character(text, cluster->start, cluster->end);
    if (at == cluster->end) {
        put_cell(store, text, cluster->start, at, cluster->left_26_6, cluster->right_26_6);
        return;
    }
    for (; at < cluster->end; parts++)
        at = next_character(text, at, cluster->end);
    size_t first = store->cell_count;
    at = cluster->start;
    for (uint32_t i = 0; i < parts; i++) {
        uint32_t next = next_character(text, at, cluster->end);
        uint32_t place = cluster->rtl ? parts - 1 - i : i;
        put_cell(store, text, at, next, share(cluster, place, parts),
                 share(cluster, place + 1, parts));
        at = next;
    }
    if (cluster->rtl)
        store_reverse_cells(store, first);
}

/* Cells of glyphs of one run. Its clusters follow each other; from right to left, the one before in
 * sight is the next in reading. */
static void put_run(struct store *store, const struct set_text *text, const struct placed *placed,
                    size_t count, uint32_t limit, bool rtl)
{
    uint32_t before = limit;
    for (size_t i = 0, behind; i < count; i = behind) {
        behind = i + 1;
        if (!rtl && behind < count && placed[behind].cluster == placed[i].cluster + 1) {
            put_cell(store, text, placed[i].cluster, placed[behind].cluster, placed[i].x_26_6,
                     placed[i].x_26_6 + placed[i].advance_26_6);
            continue;
        }
        struct cluster cluster = {
            .start = placed[i].cluster, .left_26_6 = placed[i].x_26_6, .rtl = rtl};
        for (; behind < count && placed[behind].cluster == cluster.start; behind++)
            ;
        cluster.right_26_6 = placed[behind - 1].x_26_6 + placed[behind - 1].advance_26_6;
        uint32_t next = rtl ? before : behind < count ? placed[behind].cluster : limit;
        cluster.end = next > cluster.start ? next : limit;
        put_cluster(store, text, &cluster);
        before = cluster.start;
    }
}

void line_cells(struct store *store, const struct set_text *text, const struct paragraph_line *line,
                const struct placed *placed, size_t count)
{
    (void)store_cell_room(store, line->end - line->start + 1u);
    for (size_t i = 0, behind; i < count; i = behind) {
        behind = i + 1;
        if (placed[i].cluster >= line->end) /* a hyphen */
            continue;
        const struct set_run *run = &text->runs[set_text_find_run(text, placed[i].cluster)];
        uint32_t limit = run->end < line->end ? run->end : line->end;
        while (behind < count && placed[behind].cluster >= run->start &&
               placed[behind].cluster < limit)
            behind++;
        put_run(store, text, placed + i, behind - i, limit, run->level % 2);
    }
}
