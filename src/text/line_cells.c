#include "text/line_cells.h"

#include "text/grapheme.h"

/* A cluster: its bytes, its extent and its direction. */
struct cluster {
    uint32_t start, end; /* set offsets */
    int32_t left_26_6, right_26_6;
    bool rtl;
};

static void put_cell(struct store *store, const struct set_text *text, uint32_t start, uint32_t end,
                     int32_t left_26_6, int32_t right_26_6)
{
    struct store_cell cell = {text->block_at[start], text->block_at[end], left_26_6, right_26_6};
    if (cell.start < cell.end)
        store_cell(store, &cell);
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

/* Within a run clusters follow each other: from right to left, the one before in sight is the next
 * in reading. */
static uint32_t cluster_end(const struct placed *placed, size_t count, size_t first, size_t behind,
                            uint32_t limit, bool rtl)
{
    uint32_t start = placed[first].cluster, next = limit;
    if (rtl && first > 0)
        next = placed[first - 1].cluster;
    else if (!rtl && behind < count)
        next = placed[behind].cluster;
    return next > start && next < limit ? next : limit;
}

void line_cells(struct store *store, const struct set_text *text, const struct paragraph_line *line,
                const struct placed *placed, size_t count)
{
    const struct set_run *run = NULL;
    for (size_t i = 0, behind; i < count; i = behind) {
        struct cluster cluster = {.start = placed[i].cluster,
                                  .left_26_6 = placed[i].x_26_6,
                                  .right_26_6 = placed[i].x_26_6};
        for (behind = i; behind < count && placed[behind].cluster == cluster.start; behind++)
            cluster.right_26_6 = placed[behind].x_26_6 + placed[behind].advance_26_6;
        if (cluster.start >= line->end)
            continue;
        if (!run || cluster.start < run->start || cluster.start >= run->end)
            run = &text->runs[set_text_find_run(text, cluster.start)];
        cluster.rtl = run->level % 2;
        uint32_t limit = run->end < line->end ? run->end : line->end;
        cluster.end = cluster_end(placed, count, i, behind, limit, cluster.rtl);
        put_cluster(store, text, &cluster);
    }
}
