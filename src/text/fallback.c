#include "text/fallback.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "text/font_faces.h"
#include "text/font_spaces.h"
#include "text/grapheme.h"
#include "text/itemise.h"

enum {
    CHAINS_KEPT = 32,       /* role × slant × script; a letter of three scripts needs nine */
    WORD_BYTES_MOST = 1024, /* that are looked at together; no language has longer words */
    TRIAL_BYTES_MOST = 128, /* of a word whose marks are tried */
    STRETCH_BYTES = 4096,   /* a longer stretch ends: shaping looks back over marks without end */
    KEPT_CHARACTERS = 0x500 /* Latin, Greek and Cyrillic */
};

struct fallback_chain {
    enum text_face role;
    enum font_slant slant;
    hb_script_t script;
    size_t first; /* of the list's chain, which stands before the others here */
    uint16_t faces[FONT_CHAIN_MAX];
    size_t count; /* 0: not filled */
};

/* Whether a face's rules look at spaces. */
enum spaces { SPACES_UNKNOWN, SPACES_MINDED, SPACES_FREE };

/* What is known of a face's characters; the first ones are asked for again and again. */
struct coverage {
    hb_font_t *font; /* unscaled; NULL: not opened */
    uint32_t asked[KEPT_CHARACTERS / 32], has[KEPT_CHARACTERS / 32];
};

struct fallback {
    struct font_list *list;
    struct fallback_chain chains[CHAINS_KEPT];
    size_t chain_next;
    enum spaces *spaces;       /* by face */
    hb_buffer_t *buffer;       /* for trials */
    struct coverage *coverage; /* by face */
};

struct fallback *fallback_create(struct font_list *list)
{
    struct fallback *fallback = memory_zeroed(1, sizeof *fallback);
    fallback->list = list;
    fallback->buffer = hb_buffer_create();
    fallback->coverage = memory_zeroed(font_list_count(list) + 1, sizeof *fallback->coverage);
    fallback->spaces = memory_zeroed(font_list_count(list) + 1, sizeof *fallback->spaces);
    return fallback;
}

void fallback_destroy(struct fallback *fallback)
{
    if (!fallback)
        return;
    for (size_t i = 0; i < font_list_count(fallback->list); i++)
        hb_font_destroy(fallback->coverage[i].font);
    free(fallback->coverage);
    hb_buffer_destroy(fallback->buffer);
    free(fallback->spaces);
    free(fallback);
}

/* ---- Chains ------------------------------------------------------------------------------------
 */

static enum font_slant slant_of(const struct text_style *style)
{
    return style->bold ? FONT_BOLD : style->italic ? FONT_ITALIC : FONT_REGULAR;
}

static bool lang_is(const char *lang, const char *prefix)
{
    return lang && strncmp(lang, prefix, strlen(prefix)) == 0;
}

/* The list names East Asian faces by how a language writes, not by the script of a character. */
static hb_script_t list_script(hb_script_t script, const char *lang)
{
    if (script == HB_SCRIPT_HIRAGANA || script == HB_SCRIPT_KATAKANA)
        return HB_TAG('J', 'p', 'a', 'n');
    if (script == HB_SCRIPT_HANGUL)
        return HB_TAG('K', 'o', 'r', 'e');
    if (script == HB_SCRIPT_BOPOMOFO)
        return HB_TAG('H', 'a', 'n', 't');
    if (script != HB_SCRIPT_HAN)
        return script;
    if (lang_is(lang, "ja"))
        return HB_TAG('J', 'p', 'a', 'n');
    if (lang_is(lang, "ko"))
        return HB_TAG('K', 'o', 'r', 'e');
    if (lang_is(lang, "zh-Hant") || lang_is(lang, "zh-TW"))
        return HB_TAG('H', 'a', 'n', 't');
    return HB_TAG('H', 'a', 'n', 's');
}

/* Puts the face `first` of a chain before the others. */
static void put_first(struct fallback_chain *chain, size_t first)
{
    chain->first = first;
    if (first >= chain->count)
        return;
    uint16_t face = chain->faces[first];
    memmove(chain->faces + 1, chain->faces, first * sizeof *chain->faces);
    chain->faces[0] = face;
}

/* Text without a letter is set as Latin is. */
const struct fallback_chain *fallback_chain(struct fallback *fallback,
                                            const struct text_style *style, hb_script_t script)
{
    enum font_slant slant = slant_of(style);
    if (script == HB_SCRIPT_COMMON)
        script = HB_SCRIPT_LATIN;
    size_t first = itemise_script_has_italics(script) ? style->first_face : 0;
    script = list_script(script, style->lang);
    for (size_t i = 0; i < CHAINS_KEPT; i++) {
        const struct fallback_chain *chain = &fallback->chains[i];
        if (chain->count && chain->role == style->face && chain->slant == slant &&
            chain->script == script && chain->first == first)
            return chain;
    }
    struct fallback_chain *chain = &fallback->chains[fallback->chain_next++ % CHAINS_KEPT];
    chain->role = style->face;
    chain->slant = slant;
    chain->script = script;
    chain->count = font_list_chain(fallback->list, style->face, slant, script, chain->faces);
    put_first(chain, first);
    return chain;
}

/* ---- Characters --------------------------------------------------------------------------------
 */

/* NULL where the face cannot be opened. */
static struct coverage *coverage_of(struct fallback *fallback, uint16_t face)
{
    struct coverage *coverage = &fallback->coverage[face];
    if (!coverage->font) {
        hb_face_t *opened = font_list_face(fallback->list, face);
        if (!opened)
            return NULL;
        coverage->font = hb_font_create(opened);
    }
    return coverage;
}

/* Whether no glyph is needed: controls, joiners, marks of direction, variation selectors. */
static bool needs_no_glyph(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

/* HarfBuzz makes these of other characters where a face has no glyph. */
static uint32_t substitute(uint32_t c)
{
    return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ? ' '
           : c == 0x2011                                                           ? 0x2010
                                                                                   : c;
}

static bool has_glyph(hb_font_t *font, uint32_t c)
{
    hb_codepoint_t glyph;
    return needs_no_glyph(c) || hb_font_get_nominal_glyph(font, c, &glyph) ||
           hb_font_get_nominal_glyph(font, substitute(c), &glyph);
}

static bool covers(struct coverage *coverage, uint32_t c)
{
    if (c >= KEPT_CHARACTERS)
        return has_glyph(coverage->font, c);
    uint32_t bit = UINT32_C(1) << c % 32;
    if (!(coverage->asked[c / 32] & bit)) {
        coverage->asked[c / 32] |= bit;
        coverage->has[c / 32] |= has_glyph(coverage->font, c) ? bit : 0;
    }
    return (coverage->has[c / 32] & bit) != 0;
}

/* Combining marks of Latin, Greek and Cyrillic. */
static bool is_simple_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x487) ||
           (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF);
}

/* Answers, too, whether there is such a mark. */
static bool covers_all(struct coverage *coverage, const char *text, size_t start, size_t end,
                       bool *ret_marks)
{
    bool marks = false;
    while (start < end) {
        uint32_t c = utf8_next(text, end, &start);
        if (!covers(coverage, c))
            return false;
        marks = marks || is_simple_mark(c);
    }
    *ret_marks = marks;
    return true;
}

/* Whether the ink of a mark is over or under that of its letter: its middle is not beside it. */
static bool is_on_letter(hb_font_t *font, const hb_glyph_info_t infos[2], int32_t x_of_mark)
{
    hb_glyph_extents_t letter, mark;
    if (!hb_font_get_glyph_extents(font, infos[0].codepoint, &letter) ||
        !hb_font_get_glyph_extents(font, infos[1].codepoint, &mark))
        return false;
    int32_t middle = x_of_mark + mark.x_bearing + mark.width / 2;
    int32_t margin = letter.width / 8;
    return middle >= letter.x_bearing - margin &&
           middle <= letter.x_bearing + letter.width + margin;
}

/* Whether a face puts each mark on its letter: into one glyph with it, or moved to its place. A
 * face without rules for a pair leaves the mark beside the letter, or on the next one. */
static bool places_marks(struct fallback *fallback, hb_font_t *font, const char *text, size_t start,
                         size_t end)
{
    hb_buffer_t *buffer = fallback->buffer;
    hb_buffer_reset(buffer);
    hb_buffer_add_utf8(buffer, text + start, (int)(end - start), 0, (int)(end - start));
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(font, buffer, NULL, 0);
    unsigned count, letter = 0;
    const hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(buffer, &count);
    const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(buffer, NULL);
    int32_t pen = 0;
    for (unsigned i = 0; i < count; i++) {
        if (i == 0 || infos[i].cluster != infos[letter].cluster) {
            letter = i;
            pen = 0;
        } else {
            const hb_glyph_info_t pair[2] = {infos[letter], infos[i]};
            if (!is_on_letter(font, pair, pen + positions[i].x_offset))
                return false;
        }
        pen += positions[i].x_advance;
    }
    return true;
}

static bool sets_all(struct fallback *fallback, struct coverage *coverage, const char *text,
                     size_t start, size_t end)
{
    bool marks;
    return covers_all(coverage, text, start, end, &marks) &&
           (!marks || end - start > TRIAL_BYTES_MOST ||
            places_marks(fallback, coverage->font, text, start, end));
}

/* First face of the chain that has all of a stretch; false: none has. */
static bool find_face(struct fallback *fallback, const struct fallback_chain *chain,
                      const char *text, size_t start, size_t end, uint16_t *ret_face)
{
    for (size_t i = 0; i < chain->count; i++) {
        struct coverage *coverage = coverage_of(fallback, chain->faces[i]);
        if (coverage && sets_all(fallback, coverage, text, start, end)) {
            *ret_face = chain->faces[i];
            return true;
        }
    }
    return false;
}

bool fallback_first_face(struct fallback *fallback, const struct fallback_chain *chain,
                         uint16_t *ret_face)
{
    for (size_t i = 0; i < chain->count; i++) {
        if (coverage_of(fallback, chain->faces[i])) {
            *ret_face = chain->faces[i];
            return true;
        }
    }
    return false;
}

bool fallback_minds_spaces(struct fallback *fallback, uint16_t face)
{
    enum spaces *spaces = &fallback->spaces[face];
    if (*spaces == SPACES_UNKNOWN)
        *spaces =
            font_minds_spaces(coverage_of(fallback, face)->font) ? SPACES_MINDED : SPACES_FREE;
    return *spaces == SPACES_MINDED;
}

/* ---- Stretches ---------------------------------------------------------------------------------
 */

static size_t word_end(const char *text, size_t start, size_t end)
{
    if (end - start <= WORD_BYTES_MOST)
        return itemise_word(text, start, end);
    size_t stop = start + WORD_BYTES_MOST;
    while (stop > start + 1 && ((unsigned char)text[stop] & 0xC0) == 0x80)
        stop--;
    return itemise_word(text, start, stop);
}

/* As many characters as the face that has the first one has, too; a character that no face has is
 * one stretch, in the face of its letter where only its marks are missing. */
static bool next_characters(struct fallback *fallback, const struct fallback_chain *chain,
                            const char *text, size_t start, size_t end,
                            struct fallback_stretch *ret_stretch)
{
    uint16_t face;
    size_t at = grapheme_next(text, end, start), base_end = start;
    (void)utf8_next(text, end, &base_end);
    if (find_face(fallback, chain, text, start, at, &face)) {
        struct coverage *coverage = coverage_of(fallback, face);
        for (size_t next; at < end; at = next) {
            next = grapheme_next(text, end, at);
            if (!sets_all(fallback, coverage, text, at, next))
                break;
        }
    } else if (!find_face(fallback, chain, text, start, base_end, &face) &&
               !fallback_first_face(fallback, chain, &face)) {
        return false;
    }
    *ret_stretch = (struct fallback_stretch){start, at, face};
    return true;
}

bool fallback_next(struct fallback *fallback, const struct fallback_chain *chain, const char *text,
                   size_t start, size_t end, struct fallback_stretch *ret_stretch)
{
    uint16_t face, next_face;
    size_t at = word_end(text, start, end);
    if (!find_face(fallback, chain, text, start, at, &face))
        return next_characters(fallback, chain, text, start, at, ret_stretch);
    while (at < end && at - start < STRETCH_BYTES) {
        size_t next = word_end(text, at, end);
        if (!find_face(fallback, chain, text, at, next, &next_face) || next_face != face)
            break;
        at = next;
    }
    *ret_stretch = (struct fallback_stretch){start, at, face};
    return true;
}
