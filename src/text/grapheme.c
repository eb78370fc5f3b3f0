#include "text/grapheme.h"

#include <stdbool.h>

#include "base/utf8.h"
#include "text/plain.h"
#include "text/unicode.h"

/* What of a cluster decides whether the next code point still belongs to it. */
struct cluster {
    enum grapheme_class last;
    bool picture;      /* Extended_Pictographic Extend* so far */
    bool joined;       /* ... and a ZWJ after it */
    bool odd_regional; /* an odd number of regional indicators so far */
};

static struct cluster advanced(struct cluster cluster, enum grapheme_class next)
{
    return (struct cluster){
        .last = next,
        .picture = next == GRAPHEME_PICTURE || (next == GRAPHEME_EXTEND && cluster.picture),
        .joined = next == GRAPHEME_ZWJ && cluster.picture,
        .odd_regional = next == GRAPHEME_REGIONAL && !cluster.odd_regional,
    };
}

static bool is_control(enum grapheme_class class)
{
    return class == GRAPHEME_CONTROL || class == GRAPHEME_CR || class == GRAPHEME_LF;
}

/* Rules GB6 to GB8. */
static bool is_hangul_syllable(enum grapheme_class before, enum grapheme_class next)
{
    switch (before) {
    case GRAPHEME_L:
        return next == GRAPHEME_L || next == GRAPHEME_V || next == GRAPHEME_LV ||
               next == GRAPHEME_LVT;
    case GRAPHEME_LV:
    case GRAPHEME_V:
        return next == GRAPHEME_V || next == GRAPHEME_T;
    case GRAPHEME_LVT:
    case GRAPHEME_T:
        return next == GRAPHEME_T;
    default:
        return false;
    }
}

static bool belongs(struct cluster cluster, enum grapheme_class next)
{
    if (cluster.last == GRAPHEME_CR && next == GRAPHEME_LF) /* GB3 */
        return true;
    if (is_control(cluster.last) || is_control(next)) /* GB4, GB5 */
        return false;
    if (is_hangul_syllable(cluster.last, next)) /* GB6 to GB8 */
        return true;
    if (next == GRAPHEME_EXTEND || next == GRAPHEME_ZWJ || next == GRAPHEME_SPACING) /* GB9, GB9a */
        return true;
    if (cluster.last == GRAPHEME_PREPEND) /* GB9b */
        return true;
    if (cluster.joined && next == GRAPHEME_PICTURE) /* GB11 */
        return true;
    return cluster.odd_regional && next == GRAPHEME_REGIONAL; /* GB12, GB13 */
}

size_t grapheme_next(const char *text, size_t length, size_t at)
{
    size_t plain = plain_length(text, length, at);
    if (plain > 0 && (at + plain == length || plain_length(text, length, at + plain) > 0))
        return at + plain;
    struct cluster cluster = {0};
    cluster = advanced(cluster, unicode_grapheme_class(utf8_next(text, length, &at)));
    while (at < length) {
        size_t after = at;
        enum grapheme_class next = unicode_grapheme_class(utf8_next(text, length, &after));
        if (!belongs(cluster, next))
            break;
        cluster = advanced(cluster, next);
        at = after;
    }
    return at;
}
