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
