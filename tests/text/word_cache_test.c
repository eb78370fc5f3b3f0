#include "text/word_cache.h"

#include <stdio.h>
#include <string.h>

#include "support/harness.h"

static struct word_look make_look(void)
{
    return (struct word_look){.size_26_6 = 32 * 64};
}

static struct text_glyph make_glyph(unsigned number)
{
    return (struct text_glyph){.glyph = (uint16_t)number, .advance_26_6 = 640};
}

static bool finds(struct word_cache *cache, const struct word_look *look, const char *word)
{
    size_t count;
    word_cache_turn(cache, look);
    return word_cache_find(cache, word, strlen(word), &count) != NULL;
}

static void finds_what_was_put(void)
{
    struct word_cache *cache = word_cache_create();
    struct word_look look = make_look();
    struct text_glyph glyphs[2] = {make_glyph(7), make_glyph(8)};
    size_t count = 0;
    EXPECT(!finds(cache, &look, "peace"));
    word_cache_put(cache, "peace", 5, glyphs, 2);
    const struct text_glyph *found = word_cache_find(cache, "peace and", 5, &count);
    EXPECT_INT(count, 2);
    EXPECT(found && found[0].glyph == 7 && found[1].glyph == 8 && found[1].advance_26_6 == 640);
    EXPECT(!finds(cache, &look, "peac") && !finds(cache, &look, "peace,"));
    word_cache_destroy(cache);
}

static void looks_differ(void)
{
    struct word_cache *cache = word_cache_create();
    struct word_look look = make_look();
    struct text_glyph glyph = make_glyph(7);
    word_cache_turn(cache, &look);
    word_cache_put(cache, "1962", 4, &glyph, 1);
    struct word_look others[] = {look, look, look, look, look, look, look};
    others[0].lang = cache;
    others[1].script = 1;
    others[2].size_26_6++;
    others[3].tracking_26_6 = 40;
    others[4].face = 1;
    others[5].slant = 1;
    others[6].features = 2;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        EXPECT(!finds(cache, &others[i], "1962"));
    EXPECT(finds(cache, &look, "1962"));
    word_cache_destroy(cache);
}

/* The same word in ever other looks; one is turned to again and again. */
static void forgets_looks_turned_to_long_ago(void)
{
    struct word_cache *cache = word_cache_create();
    struct word_look first = make_look(), look = make_look();
    struct text_glyph glyph = make_glyph(7);
    word_cache_turn(cache, &first);
    word_cache_put(cache, "1962", 4, &glyph, 1);
    for (unsigned i = 1; i <= 100; i++) {
        look.tracking_26_6 = (int32_t)i;
        EXPECT(!finds(cache, &look, "1962"));
        glyph = make_glyph(7 + i);
        word_cache_put(cache, "1962", 4, &glyph, 1);
        EXPECT(finds(cache, &look, "1962") && finds(cache, &first, "1962"));
        size_t count;
        word_cache_turn(cache, &look);
        EXPECT_INT(word_cache_find(cache, "1962", 4, &count)->glyph, 7 + i);
    }
    look.tracking_26_6 = 1;
    EXPECT(!finds(cache, &look, "1962"));
    word_cache_destroy(cache);
}

/* More words than there is room for: those found are right, and the newest is there. */
static void replaces_old_words(void)
{
    struct word_cache *cache = word_cache_create();
    struct word_look look = make_look();
    char word[16];
    unsigned found_count = 0;
    word_cache_turn(cache, &look);
    for (unsigned i = 0; i < 20000; i++) {
        struct text_glyph glyph = make_glyph(i);
        snprintf(word, sizeof word, "word%u", i);
        word_cache_put(cache, word, strlen(word), &glyph, 1);
        EXPECT(finds(cache, &look, word));
    }
    for (unsigned i = 0; i < 20000; i++) {
        size_t count;
        snprintf(word, sizeof word, "word%u", i);
        const struct text_glyph *found = word_cache_find(cache, word, strlen(word), &count);
        found_count += found != NULL;
        EXPECT(!found || found->glyph == i);
    }
    EXPECT(found_count > 2000 && found_count < 20000);
    word_cache_destroy(cache);
}

static void holds_the_longest(void)
{
    struct word_cache *cache = word_cache_create();
    struct word_look look = make_look();
    struct text_glyph glyphs[WORD_GLYPHS_MAX];
    char word[WORD_BYTES_MAX];
    size_t count;
    memset(word, 'a', sizeof word);
    word_cache_turn(cache, &look);
    for (unsigned i = 0; i < WORD_GLYPHS_MAX; i++)
        glyphs[i] = make_glyph(i);
    word_cache_put(cache, word, sizeof word, glyphs, WORD_GLYPHS_MAX);
    const struct text_glyph *found = word_cache_find(cache, word, sizeof word, &count);
    EXPECT_INT(count, WORD_GLYPHS_MAX);
    EXPECT(found && found[WORD_GLYPHS_MAX - 1].glyph == WORD_GLYPHS_MAX - 1);
    word_cache_destroy(cache);
    word_cache_destroy(NULL);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"finds what was put", finds_what_was_put},
        {"looks differ", looks_differ},
        {"forgets looks turned to long ago", forgets_looks_turned_to_long_ago},
        {"replaces old words", replaces_old_words},
        {"holds the longest", holds_the_longest},
        {0},
    };
    return harness_run(cases);
}
