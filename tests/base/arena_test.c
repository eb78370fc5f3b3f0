#include "base/arena.h"

#include "support/harness.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

static void gives_zeroed_aligned_memory(void)
{
    struct arena *arena = arena_create();
    for (size_t size = 1; size < 200; size++) {
        unsigned char *bytes = arena_alloc(arena, size, 1);
        EXPECT_INT((uintptr_t)bytes % alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            if (!EXPECT_INT(bytes[i], 0))
                break;
        memset(bytes, 0xA5, size);
    }
    arena_destroy(arena);
}

static void zeroes_memory_again_after_a_reset(void)
{
    struct arena *arena = arena_create();
    memset(arena_alloc(arena, 100, 1), 0xA5, 100);
    arena_reset(arena);
    const unsigned char *bytes = arena_alloc(arena, 100, 1);
    for (size_t i = 0; i < 100; i++)
        EXPECT_INT(bytes[i], 0);
    arena_destroy(arena);
}

static void takes_large_items_and_gives_them_back(void)
{
    struct arena *arena = arena_create();
    memset(arena_alloc(arena, 1 << 20, 1), 1, 1 << 20);
    EXPECT(arena_footprint(arena) >= 1 << 20);
    arena_reset(arena);
    EXPECT(arena_footprint(arena) < 1 << 17);
    arena_destroy(arena);
    arena_destroy(NULL);
}

static void copies_and_formats_text(void)
{
    struct arena *arena = arena_create();
    EXPECT_TEXT(arena_copy(arena, "letters", 6), "letter");
    EXPECT_TEXT(arena_format(arena, "%s/%d", "letter", 70), "letter/70");
    EXPECT_TEXT(arena_string(arena, NULL), NULL);
    arena_destroy(arena);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"gives_zeroed_aligned_memory", gives_zeroed_aligned_memory},
        {"zeroes_memory_again_after_a_reset", zeroes_memory_again_after_a_reset},
        {"takes_large_items_and_gives_them_back", takes_large_items_and_gives_them_back},
        {"copies_and_formats_text", copies_and_formats_text},
        {0},
    };
    return harness_run(cases);
}
