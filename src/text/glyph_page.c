#include "text/glyph_page.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/memory.h"

/* The page comes first, so that its address is the address of the whole. */
struct shared_page {
    struct glyph_page page;
    atomic_uint owners;
};

struct glyph_page_builder {
    int w, h;
    uint8_t background;
    struct page_glyph *glyphs;
    size_t glyph_count, glyph_room;
    struct page_rect *rects;
    size_t rect_count, rect_room;
};

struct glyph_page_builder *glyph_page_builder_create(int w, int h, uint8_t background)
{
    struct glyph_page_builder *builder = memory_zeroed(1, sizeof *builder);
    builder->w = w;
    builder->h = h;
    builder->background = background;
    return builder;
}

void glyph_page_builder_rect(struct glyph_page_builder *builder, struct page_rect rect)
{
    if (builder->rect_count == builder->rect_room) {
        builder->rect_room = builder->rect_room * 2 + 16;
        builder->rects = memory_resized(builder->rects, builder->rect_room, sizeof *builder->rects);
    }
    builder->rects[builder->rect_count++] = rect;
}

void glyph_page_builder_glyph(struct glyph_page_builder *builder, struct page_glyph glyph)
{
    if (builder->glyph_count == builder->glyph_room) {
        builder->glyph_room = builder->glyph_room * 2 + 256;
        builder->glyphs =
            memory_resized(builder->glyphs, builder->glyph_room, sizeof *builder->glyphs);
    }
    builder->glyphs[builder->glyph_count++] = glyph;
}

void glyph_page_builder_recolor(struct glyph_page_builder *builder, uint8_t from, uint8_t to)
{
    for (size_t i = 0; i < builder->rect_count; i++)
        if (builder->rects[i].ink == from)
            builder->rects[i].ink = to;
    for (size_t i = 0; i < builder->glyph_count; i++)
        if (builder->glyphs[i].ink == from)
            builder->glyphs[i].ink = to;
}

/* FNV-1a over whole words instead of bytes, with a shift that carries high bits down. */
static uint64_t mix(uint64_t hash, uint64_t word)
{
    hash = (hash ^ word) * 0x100000001b3u;
    return hash ^ (hash >> 29);
}

static uint64_t pair(int32_t a, int32_t b)
{
    return (uint64_t)(uint32_t)a << 32 | (uint32_t)b;
}

static uint64_t content_hash(const struct glyph_page *page)
{
    uint64_t hash = mix(0xcbf29ce484222325u, pair(page->w, page->h));
    hash = mix(hash, page->background);
    hash = mix(hash, page->rect_count);
    for (size_t i = 0; i < page->rect_count; i++) {
        const struct page_rect *rect = &page->rects[i];
        hash = mix(hash, pair(rect->rect.x, rect->rect.y));
        hash = mix(hash, pair(rect->rect.w, rect->rect.h));
        hash = mix(hash, pair((int32_t)rect->shape, rect->ink));
    }
    for (size_t i = 0; i < page->glyph_count; i++) {
        const struct page_glyph *glyph = &page->glyphs[i];
        hash = mix(hash, pair(glyph->face << 16 | glyph->glyph, glyph->size_26_6));
        hash = mix(hash, pair(glyph->x_26_6, glyph->y_26_6));
        hash = mix(hash, glyph->ink);
    }
    return hash;
}

const struct glyph_page *glyph_page_builder_finish(struct glyph_page_builder *builder)
{
    struct shared_page *shared = memory_zeroed(1, sizeof *shared);
    shared->page = (struct glyph_page){
        .w = builder->w,
        .h = builder->h,
        .background = builder->background,
        .glyphs = builder->glyphs,
        .glyph_count = builder->glyph_count,
        .rects = builder->rects,
        .rect_count = builder->rect_count,
    };
    shared->page.id = content_hash(&shared->page);
    atomic_init(&shared->owners, 1);
    free(builder);
    return &shared->page;
}

/* Counting is the one thing that changes in a page others hold as const. */
static struct shared_page *shared_of(const struct glyph_page *page)
{
    return (struct shared_page *)(uintptr_t)page;
}

const struct glyph_page *glyph_page_retain(const struct glyph_page *page)
{
    if (page)
        atomic_fetch_add_explicit(&shared_of(page)->owners, 1, memory_order_relaxed);
    return page;
}

void glyph_page_release(const struct glyph_page *page)
{
    if (!page)
        return;
    struct shared_page *shared = shared_of(page);
    if (atomic_fetch_sub_explicit(&shared->owners, 1, memory_order_acq_rel) != 1)
        return;
    free((void *)(uintptr_t)page->glyphs);
    free((void *)(uintptr_t)page->rects);
    free(shared);
}
