#include "text/word_shaper.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/word_cache.h"

/* Unknown words that are shaped at a time, with a space behind each. */
enum { LESSON_BYTES = 1024, LESSON_GLYPHS = LESSON_BYTES + LESSON_BYTES / 2 };

/* Places of words in a lesson, by their letters: a power of two. */
enum { LISTED_SLOTS = 256 };

struct word_shaper {
    struct fallback *fallback;
    struct stretch_shaper *stretches;
    struct word_cache *words;
    struct stretch_text text;
    const struct fallback_chain *chain;
    size_t learnt_end; /* words before it are kept, if they can be set by themselves */
    char lesson[LESSON_BYTES];
    size_t lesson_length;
    uint16_t listed[LISTED_SLOTS]; /* one more than where a word of the lesson begins; 0: none */
    struct text_glyph space;       /* as words are set now ... */
    bool has_space;                /* ... if it is known, and is one glyph */
    struct text_glyph glyphs[LESSON_GLYPHS];
};

struct word_shaper *word_shaper_create(struct fallback *fallback, struct stretch_shaper *stretches)
{
    struct word_shaper *shaper = memory_zeroed(1, sizeof *shaper);
    shaper->fallback = fallback;
    shaper->stretches = stretches;
    shaper->words = word_cache_create();
    return shaper;
}

void word_shaper_destroy(struct word_shaper *shaper)
{
    if (!shaper)
        return;
    word_cache_destroy(shaper->words);
    free(shaper);
}

/* In these scripts nothing reaches over a space but a face's own rules. */
static bool is_set_by_words(const struct stretch_text *text)
{
    bool simple = text->script == HB_SCRIPT_LATIN || text->script == HB_SCRIPT_CYRILLIC ||
                  text->script == HB_SCRIPT_GREEK || text->script == HB_SCRIPT_COMMON;
    return simple && text->direction == DIRECTION_LTR && !text->style->superior &&
           !text->style->of_capitals;
}

static struct word_look look_of(const struct stretch_text *text)
{
    const struct text_style *style = text->style;
    return (struct word_look){
        .lang = style->lang ? hb_language_from_string(style->lang, -1) : NULL,
        .script = text->script,
        .size_26_6 = style->size_26_6,
        .tracking_26_6 = style->tracking_26_6,
        .face = (uint8_t)style->face,
        .first_face = style->first_face,
        .slant = (uint8_t)(style->italic | style->bold << 1),
        .features =
            (uint8_t)(style->small_caps | style->lining_figures << 1 | style->tabular_figures << 2),
    };
}

bool word_shaper_begin(struct word_shaper *shaper, const struct stretch_text *text,
                       const struct fallback_chain *chain)
{
    if (!is_set_by_words(text))
        return false;
    shaper->text = *text;
    shaper->chain = chain;
    struct word_look look = look_of(text);
    word_cache_turn(shaper->words, &look);
    shaper->learnt_end = 0;
    shaper->has_space = false;
    return true;
}

/* Whether what stands behind a space is no mark that would stand upon it, told by its first bytes:
 * ASCII, the letters of Latin-1, Greek and Cyrillic, and dashes and quotation marks. */
static bool begins_word(const char *text, size_t at, size_t end)
{
    unsigned char first = (unsigned char)text[at];
    if (first == 0xE2)
        return at + 2 < end && (unsigned char)text[at + 1] == 0x80 &&
               (unsigned char)text[at + 2] >= 0x90 && (unsigned char)text[at + 2] <= 0xA6;
    return first < 0x80 || first == 0xC2 || first == 0xC3 || first == 0xCE || first == 0xCF ||
           first == 0xD0 || first == 0xD1;
}

/* End of the word or the space at `start`; 0: it cannot be set by itself. */
static size_t word_end(const struct stretch_text *text, size_t start, size_t end)
{
    size_t most = end - start < WORD_BYTES_MAX ? end - start : WORD_BYTES_MAX;
    if (text->bytes[start] == ' ')
        return start + 1 == end || begins_word(text->bytes, start + 1, end) ? start + 1 : 0;
    const char *space = memchr(text->bytes + start, ' ', most);
    if (space)
        return (size_t)(space - text->bytes);
    return start + most == end ? end : 0;
}

/* ---- Learning ----------------------------------------------------------------------------------
 */

/* Puts a word into the lesson, unless it is found there; false: there is no room. */
static bool list_word(struct word_shaper *shaper, const char *word, size_t length)
{
    size_t sum = length;
    for (size_t i = 0; i < length; i++)
        sum = sum * 31 + (unsigned char)word[i];
    uint16_t *slot = &shaper->listed[sum % LISTED_SLOTS];
    if (*slot > 0 && *slot + length <= shaper->lesson_length) {
        const char *listed = shaper->lesson + *slot - 1;
        if (memcmp(listed, word, length) == 0 && listed[length] == ' ')
            return true;
    }
    if (shaper->lesson_length + length + 1 > LESSON_BYTES)
        return false;
    *slot = (uint16_t)(shaper->lesson_length + 1);
    memcpy(shaper->lesson + shaper->lesson_length, word, length);
    shaper->lesson_length += length;
    shaper->lesson[shaper->lesson_length++] = ' ';
    return true;
}

/* Lists unknown words from `start` on, as many as a lesson has; answers where it ended. */
static size_t list_words(struct word_shaper *shaper, size_t start, size_t end)
{
    shaper->lesson_length = 0;
    memset(shaper->listed, 0, sizeof shaper->listed);
    while (start < end) {
        size_t behind = word_end(&shaper->text, start, end), count;
        if (behind == 0)
            return end;
        const char *word = shaper->text.bytes + start;
        size_t length = behind - start;
        if (*word != ' ' && !word_cache_find(shaper->words, word, length, &count) &&
            !list_word(shaper, word, length))
            return start;
        start = behind;
    }
    return end;
}

/* Keeps a word of the lesson, or a space, given its glyphs. */
static void keep_word(struct word_shaper *shaper, size_t start, size_t end,
                      struct text_glyph *glyphs, size_t count)
{
    const char *word = shaper->lesson + start;
    size_t known;
    if (count == 0 || count > WORD_GLYPHS_MAX ||
        word_cache_find(shaper->words, word, end - start, &known))
        return;
    for (size_t i = 0; i < count; i++)
        glyphs[i].cluster -= (uint32_t)start;
    word_cache_put(shaper->words, word, end - start, glyphs, count);
}

/* Keeps the words that a stretch of the lesson has whole. */
static void keep_words(struct word_shaper *shaper, const struct fallback_stretch *stretch,
                       size_t glyph_count)
{
    bool whole = stretch->start == 0 || shaper->lesson[stretch->start - 1] == ' ';
    size_t glyph = 0, start = stretch->start;
    for (size_t at = start; at < stretch->end; at++) {
        if (shaper->lesson[at] != ' ')
            continue;
        size_t first = glyph;
        while (glyph < glyph_count && shaper->glyphs[glyph].cluster < at)
            glyph++;
        if (whole && start < at)
            keep_word(shaper, start, at, shaper->glyphs + first, glyph - first);
        first = glyph;
        while (glyph < glyph_count && shaper->glyphs[glyph].cluster == at)
            glyph++;
        keep_word(shaper, at, at + 1, shaper->glyphs + first, glyph - first);
        start = at + 1;
        whole = true;
    }
}

/* Shapes the words of the lesson in as few stretches as their faces allow: HarfBuzz takes many
 * times longer for many words than for a long one. */
static void learn(struct word_shaper *shaper)
{
    struct stretch_text text = shaper->text;
    struct fallback_stretch stretch;
    text.bytes = shaper->lesson;
    text.length = shaper->lesson_length;
    for (size_t at = 0; at < text.length; at = stretch.end) {
        if (!fallback_next(shaper->fallback, shaper->chain, text.bytes, at, text.length, &stretch))
            return;
        if (fallback_minds_spaces(shaper->fallback, stretch.face))
            continue;
        struct glyph_output output = {.glyphs = shaper->glyphs, .room = LESSON_GLYPHS};
        stretch_shape(shaper->stretches, &text, &stretch, &output);
        if (output.count <= output.room)
            keep_words(shaper, &stretch, output.count);
    }
}

/* Learns the word or space start .. behind - 1, and unknown ones up to `end` with it. */
static void learn_from(struct word_shaper *shaper, size_t start, size_t behind, size_t end)
{
    if (start < shaper->learnt_end)
        list_words(shaper, start, behind);
    else
        shaper->learnt_end = list_words(shaper, start, end);
    if (shaper->lesson_length == 0)
        shaper->lesson[shaper->lesson_length++] = ' ';
    learn(shaper);
}

/* ---- Setting -----------------------------------------------------------------------------------
 */

static void put_glyphs(struct glyph_output *output, const struct text_glyph *glyphs, size_t count,
                       size_t start)
{
    for (size_t i = 0; i < count; i++, output->count++) {
        if (output->count >= output->room)
            continue;
        output->glyphs[output->count] = glyphs[i];
        output->glyphs[output->count].cluster += (uint32_t)start;
    }
}

size_t word_shaper_put(struct word_shaper *shaper, size_t start, size_t end,
                       struct glyph_output *output)
{
    const char *bytes = shaper->text.bytes;
    while (start < end) {
        size_t behind = word_end(&shaper->text, start, end), count;
        if (behind == 0)
            break;
        if (bytes[start] == ' ' && shaper->has_space) {
            put_glyphs(output, &shaper->space, 1, start);
            start = behind;
            continue;
        }
        const struct text_glyph *glyphs =
            word_cache_find(shaper->words, bytes + start, behind - start, &count);
        if (!glyphs) {
            learn_from(shaper, start, behind, end);
            glyphs = word_cache_find(shaper->words, bytes + start, behind - start, &count);
        }
        if (!glyphs)
            break;
        if (bytes[start] == ' ' && count == 1) {
            shaper->space = *glyphs;
            shaper->has_space = true;
        }
        put_glyphs(output, glyphs, count, start);
        start = behind;
    }
    return start;
}
