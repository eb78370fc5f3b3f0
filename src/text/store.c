#include "text/store.h"

#include <stdlib.h>

#include "base/memory.h"

void store_fini(struct store *store)
{
    free(store->lines);
    free(store->starts);
    free(store->objects);
    free(store->pictures);
    free(store->glyphs);
    free(store->rects);
    free(store->cells);
}

/* Whether there is no room for `more`: then *room is what to grow to. */
static bool is_full(size_t count, size_t more, size_t *room, size_t least)
{
    if (more <= *room - count)
        return false;
    *room = *room * 2 + (more > least ? more : least);
    return true;
}

struct flow_line *store_line(struct store *store, const struct flow_line *line)
{
    if (is_full(store->line_count, 1, &store->line_room, 32)) {
        store->lines = memory_resized(store->lines, store->line_room, sizeof *store->lines);
        store->starts = memory_resized(store->starts, store->line_room, sizeof *store->starts);
    }
    store->lines[store->line_count] = *line;
    store->starts[store->line_count] =
        (struct store_start){store->glyph_count, store->rect_count, store->cell_count};
    return &store->lines[store->line_count++];
}

uint32_t store_object(struct store *store, const struct flow_object *object)
{
    if (is_full(store->object_count, 1, &store->object_room, 16))
        store->objects = memory_resized(store->objects, store->object_room, sizeof *store->objects);
    store->objects[store->object_count] = *object;
    return (uint32_t)store->object_count++;
}

void store_picture(struct store *store, const struct flow_picture *picture)
{
    if (is_full(store->picture_count, 1, &store->picture_room, 4))
        store->pictures =
            memory_resized(store->pictures, store->picture_room, sizeof *store->pictures);
    store->pictures[store->picture_count++] = *picture;
}

struct store_glyph *store_glyphs(struct store *store, size_t count)
{
    /* Room for one at least: none of none would be an offset to nothing. */
    if (is_full(store->glyph_count, count > 0 ? count : 1, &store->glyph_room, 1024))
        store->glyphs = memory_resized(store->glyphs, store->glyph_room, sizeof *store->glyphs);
    store->glyph_count += count;
    return store->glyphs + store->glyph_count - count;
}

void store_glyph(struct store *store, const struct store_glyph *glyph)
{
    *store_glyphs(store, 1) = *glyph;
}

void store_rect(struct store *store, const struct store_rect *rect)
{
    if (is_full(store->rect_count, 1, &store->rect_room, 32))
        store->rects = memory_resized(store->rects, store->rect_room, sizeof *store->rects);
    store->rects[store->rect_count++] = *rect;
}

struct store_cell *store_cell_room(struct store *store, size_t count)
{
    if (is_full(store->cell_count, count > 0 ? count : 1, &store->cell_room, 1024))
        store->cells = memory_resized(store->cells, store->cell_room, sizeof *store->cells);
    return store->cells + store->cell_count;
}

void store_reverse_cells(struct store *store, size_t first)
{
    for (size_t last = store->cell_count; first + 1 < last; first++) {
        struct store_cell swap = store->cells[first];
        store->cells[first] = store->cells[--last];
        store->cells[last] = swap;
    }
}
