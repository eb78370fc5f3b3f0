#include "text/bidi.h"

#include <fribidi.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/utf8.h"

/* Whether a character can stand in left-to-right text without changing any level: it is neither of
 * the other direction nor a control of direction. */
static bool is_plain(uint32_t c)
{
    return c < 0x590 || (c >= 0x900 && c <= 0x200D) || (c >= 0x2010 && c <= 0x2029) ||
           (c >= 0x2030 && c <= 0x2064) || (c >= 0x2070 && c <= 0xFB1C);
}

static bool is_all_plain(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        if ((unsigned char)text[at] < 0x80)
            at++;
        else if (!is_plain(utf8_next(text, length, &at)))
            return false;
    }
    return true;
}

static void spread(const char *text, size_t length, const FriBidiLevel *of_characters,
                   uint8_t *levels)
{
    size_t character = 0;
    for (size_t at = 0; at < length; character++) {
        size_t start = at;
        (void)utf8_next(text, length, &at);
        memset(levels + start, of_characters[character], at - start);
    }
}

void bidi_levels(const char *text, size_t length, enum direction direction, uint8_t *levels)
{
    memset(levels, 0, length);
    if (length == 0 || (direction == DIRECTION_LTR && is_all_plain(text, length)))
        return;
    size_t count = utf8_count(text, length);
    FriBidiChar *characters = memory_zeroed(count, sizeof *characters);
    FriBidiCharType *types = memory_zeroed(count, sizeof *types);
    FriBidiBracketType *brackets = memory_zeroed(count, sizeof *brackets);
    FriBidiLevel *of_characters = memory_zeroed(count, sizeof *of_characters);
    for (size_t at = 0, i = 0; i < count; i++)
        characters[i] = utf8_next(text, length, &at);

    FriBidiParType base = direction == DIRECTION_RTL ? FRIBIDI_PAR_RTL : FRIBIDI_PAR_LTR;
    FriBidiStrIndex n = (FriBidiStrIndex)count;
    fribidi_get_bidi_types(characters, n, types);
    fribidi_get_bracket_types(characters, n, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, n, &base, of_characters) != 0)
        spread(text, length, of_characters, levels);
    free(characters);
    free(types);
    free(brackets);
    free(of_characters);
}

/* ---- What is open ------------------------------------------------------------------------------
 */

/* U+202A to U+202E, U+2066 to U+2069. */
bool bidi_has_controls(const char *text, size_t length)
{
    const char *at = text, *end = text + length;
    for (; (at = memchr(at, 0xE2, (size_t)(end - at))) && end - at >= 3; at++) {
        unsigned char second = (unsigned char)at[1], third = (unsigned char)at[2];
        if ((second == 0x80 && third >= 0xAA && third <= 0xAE) ||
            (second == 0x81 && third >= 0xA6 && third <= 0xA9))
            return true;
    }
    return false;
}

enum { FSI = 0x2068, RLI = 0x2067, LRI = 0x2066, PDI = 0x2069, PDF = 0x202C };
enum { LRM = 0x200E, RLM = 0x200F, ALM = 0x61C };
enum { OPEN_MOST = 60, CONTROL_BYTES = 3, OPEN_BYTES = (OPEN_MOST + 1) * 2 * CONTROL_BYTES };

/* What a control opened; the first is the text itself. */
struct scope {
    uint32_t control;
    size_t behind; /* the control */
    uint32_t mark; /* of the direction of its last letter so far; 0: it has none */
};

struct scopes {
    struct scope open[OPEN_MOST + 1];
    size_t depth;
};

static bool is_isolate(uint32_t c)
{
    return c >= LRI && c <= FSI;
}

static bool is_opener(uint32_t c)
{
    return is_isolate(c) || (c >= 0x202A && c <= 0x202E && c != PDF);
}

static uint32_t mark_of(FriBidiCharType type)
{
    return type == FRIBIDI_TYPE_LTR   ? LRM
           : type == FRIBIDI_TYPE_RTL ? RLM
           : type == FRIBIDI_TYPE_AL  ? ALM
                                      : 0;
}

/* Rule X6a: closes the innermost isolate and the embeddings in it. */
static void close_isolate(struct scopes *scopes)
{
    for (size_t depth = scopes->depth; depth > 0; depth--) {
        if (is_isolate(scopes->open[depth].control)) {
            scopes->depth = depth - 1;
            return;
        }
    }
}

/* Rules X2 to X7 for one character, which ends at `behind`; false: too many are open. */
static bool pass(struct scopes *scopes, uint32_t c, size_t behind)
{
    struct scope *inner = &scopes->open[scopes->depth];
    uint32_t mark = mark_of(fribidi_get_bidi_type(c));
    if (mark) {
        inner->mark = mark;
    } else if (is_opener(c)) {
        if (scopes->depth == OPEN_MOST)
            return false;
        scopes->open[++scopes->depth] = (struct scope){.control = c, .behind = behind};
    } else if (c == PDI) {
        close_isolate(scopes);
    } else if (c == PDF && scopes->depth > 0 && !is_isolate(inner->control)) {
        scopes->depth--;
    }
    return true;
}

/* Rules P2 and P3 for what an FSI opens. */
static uint32_t resolved(const char *text, size_t length, size_t at)
{
    int depth = 0;
    while (at < length && depth >= 0) {
        uint32_t c = utf8_next(text, length, &at), mark = mark_of(fribidi_get_bidi_type(c));
        if (mark && depth == 0)
            return mark == LRM ? LRI : RLI;
        depth += is_isolate(c) - (c == PDI);
    }
    return LRI;
}

bool bidi_open_at(const char *text, size_t length, size_t at, struct bidi_open *ret_open)
{
    _Static_assert(OPEN_BYTES == sizeof ret_open->bytes, "room for all");
    struct scopes scopes = {.depth = 0};
    for (size_t next = 0; next < at;) {
        uint32_t c = utf8_next(text, length, &next);
        if (!pass(&scopes, c, next))
            return false;
    }
    ret_open->length = 0;
    for (size_t i = 0; i <= scopes.depth; i++) {
        const struct scope *scope = &scopes.open[i];
        uint32_t control =
            scope->control == FSI ? resolved(text, length, scope->behind) : scope->control;
        if (control)
            ret_open->length += utf8_put(ret_open->bytes + ret_open->length, control);
        if (scope->mark)
            ret_open->length += utf8_put(ret_open->bytes + ret_open->length, scope->mark);
    }
    return true;
}

/* ---- Order -------------------------------------------------------------------------------------
 */

static void reverse(size_t *order, size_t start, size_t end)
{
    while (start + 1 < end) {
        size_t swap = order[start];
        order[start++] = order[--end];
        order[end] = swap;
    }
}

void bidi_reorder(const uint8_t *levels, size_t count, size_t *order)
{
    uint8_t highest = 0, lowest_odd = UINT8_MAX;
    for (size_t i = 0; i < count; i++) {
        order[i] = i;
        if (levels[i] > highest)
            highest = levels[i];
        if (levels[i] % 2 == 1 && levels[i] < lowest_odd)
            lowest_odd = levels[i];
    }
    for (uint8_t level = highest; level >= lowest_odd; level--) {
        for (size_t start = 0; start < count; start++) {
            size_t end = start;
            while (end < count && levels[order[end]] >= level)
                end++;
            reverse(order, start, end);
            if (end > start)
                start = end;
        }
    }
}
