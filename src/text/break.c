#include "text/break.h"

#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "text/plain.h"
#include "text/unicode.h"

/* How far the number that ends here has come (rule LB25 in the form of example 7). */
enum number { NOT_A_NUMBER, NUMBER_OPEN, NUMBER_CLOSED };

/* All that the rules need to know of the text before a border. A combining mark takes the class of
 * what it stands on (LB9), or AL where it stands on nothing (LB10). */
struct context {
    enum line_class before;      /* of the last code point */
    enum line_class before_wide; /* of the last one that is not a space */
    enum number number;
    bool zero_width_joiner; /* the last code point itself */
    bool hebrew_hyphen;     /* HL (BA | HY) */
    bool odd_regional;      /* an odd number of regional indicators */
};

#define SET(class) (UINT64_C(1) << LINE_##class)

static const uint64_t HARD = SET(BK) | SET(CR) | SET(LF) | SET(NL);
static const uint64_t LETTERS = SET(AL) | SET(HL);
static const uint64_t OPENING = SET(OP) | SET(OP_WIDE);
static const uint64_t CLOSING = SET(CL) | SET(CP) | SET(CP_WIDE);
static const uint64_t IDEOGRAPHS = SET(ID) | SET(ID_PICTURE) | SET(EB) | SET(EM);
static const uint64_t HANGUL = SET(JL) | SET(JV) | SET(JT) | SET(H2) | SET(H3);
static const uint64_t AFFIXES = SET(PR) | SET(PO);

static bool in(enum line_class class, uint64_t set)
{
    return (set >> class & 1) != 0;
}

/* The classes that must not be parted from a class before them, where nothing but the pair counts:
 * rules LB22 to LB30 without the exceptions that `kept_by_context` knows. */
static uint64_t kept_after(enum line_class before)
{
    switch (before) {
    case LINE_AL:
    case LINE_HL:
        return SET(NU) | LETTERS | AFFIXES | SET(OP);
    case LINE_NU:
        return LETTERS | SET(NU) | SET(SY) | SET(IS) | SET(OP);
    case LINE_PR:
        return IDEOGRAPHS | LETTERS | SET(NU) | HANGUL;
    case LINE_PO:
        return LETTERS | SET(NU);
    case LINE_ID:
    case LINE_EM:
        return SET(PO);
    case LINE_ID_PICTURE:
    case LINE_EB:
        return SET(PO) | SET(EM);
    case LINE_OP:
    case LINE_OP_WIDE:
    case LINE_HY:
        return SET(NU);
    case LINE_CP:
        return LETTERS | SET(NU);
    case LINE_SY:
        return SET(HL);
    case LINE_IS:
        return LETTERS;
    case LINE_JL:
        return SET(JL) | SET(JV) | SET(H2) | SET(H3) | SET(PO);
    case LINE_JV:
    case LINE_H2:
        return SET(JV) | SET(JT) | SET(PO);
    case LINE_JT:
    case LINE_H3:
        return SET(JT) | SET(PO);
    default:
        return 0;
    }
}

/* Rules LB14 to LB17: pairs that hold over any number of spaces. */
static bool kept_over_spaces(enum line_class before_wide, enum line_class next)
{
    return in(before_wide, OPENING) || (before_wide == LINE_QU && in(next, OPENING)) ||
           (in(before_wide, CLOSING) && next == LINE_NS) ||
           (before_wide == LINE_B2 && next == LINE_B2);
}

/* Rules LB21a, LB25 and LB30a, which look further back, and the one of LB25 that looks ahead. */
static bool kept_by_context(const struct context *context, enum line_class next, bool digit_follows)
{
    if (context->hebrew_hyphen)
        return true;
    if (context->number == NUMBER_OPEN && in(next, SET(NU) | SET(SY) | SET(IS) | CLOSING | AFFIXES))
        return true;
    if (context->number == NUMBER_CLOSED && in(next, AFFIXES))
        return true;
    if (in(context->before, AFFIXES) && in(next, OPENING | SET(HY)) && digit_follows)
        return true;
    return context->before == LINE_RI && next == LINE_RI && context->odd_regional;
}

/* Whether a line may end before `next`, which no rule up to LB9 has settled; the order is that of
 * the rules LB11 to LB31. */
static bool may_end(const struct context *context, enum line_class next, bool digit_follows)
{
    enum line_class before = context->before;
    if (next == LINE_WJ || before == LINE_WJ || before == LINE_GL)
        return false;
    if (next == LINE_GL && !in(before, SET(SP) | SET(BA) | SET(HY)))
        return false;
    if (in(next, SET(EX) | CLOSING | SET(IS) | SET(SY)))
        return false;
    if (kept_over_spaces(context->before_wide, next))
        return false;
    if (before == LINE_SP)
        return true;
    if (next == LINE_QU || before == LINE_QU)
        return false;
    if (next == LINE_CB || before == LINE_CB)
        return true;
    if (in(next, SET(BA) | SET(HY) | SET(NS) | SET(IN)) || before == LINE_BB)
        return false;
    return !kept_by_context(context, next, digit_follows) && !in(next, kept_after(before));
}

static enum break_kind kind_before(const struct context *context, enum line_class next,
                                   bool digit_follows)
{
    enum line_class before = context->before;
    if (in(before, HARD)) /* LB4, LB5 */
        return before == LINE_CR && next == LINE_LF ? BREAK_NONE : BREAK_MANDATORY;
    if (in(next, HARD | SET(SP) | SET(ZW))) /* LB6, LB7 */
        return BREAK_NONE;
    if (context->before_wide == LINE_ZW) /* LB8 */
        return BREAK_ALLOWED;
    if (context->zero_width_joiner) /* LB8a */
        return BREAK_NONE;
    return may_end(context, next, digit_follows) ? BREAK_ALLOWED : BREAK_NONE;
}

static enum number number_after(const struct context *context, enum line_class next)
{
    if (next == LINE_NU)
        return NUMBER_OPEN;
    if (context->number == NUMBER_OPEN && in(next, SET(SY) | SET(IS)))
        return NUMBER_OPEN;
    if (context->number == NUMBER_OPEN && in(next, CLOSING))
        return NUMBER_CLOSED;
    return NOT_A_NUMBER;
}

static void advance(struct context *context, enum line_class next)
{
    *context = (struct context){
        .before = next,
        .before_wide = next == LINE_SP ? context->before_wide : next,
        .number = number_after(context, next),
        .hebrew_hyphen = context->before == LINE_HL && in(next, SET(BA) | SET(HY)),
        .odd_regional = next == LINE_RI && !context->odd_regional,
    };
}

/* Whether a mark can stand on the class (LB9). */
static bool carries_marks(enum line_class class)
{
    return !in(class, HARD | SET(SP) | SET(ZW));
}

/* Whether the first code point from `at` that is not a mark is a digit. Each mark is looked at once
 * for each bracket or hyphen right before it, so the whole stays linear. */
static bool digit_is_next(const char *text, size_t length, size_t at)
{
    while (at < length) {
        enum line_class class = unicode_line_class(utf8_next(text, length, &at));
        if (class != LINE_CM && class != LINE_ZWJ)
            return class == LINE_NU;
    }
    return false;
}

void break_opportunities(const char *text, size_t length, uint8_t *kinds)
{
    memset(kinds, BREAK_NONE, length + 1);
    struct context context = {.before = LINE_WJ, .before_wide = LINE_WJ};
    for (size_t at = 0, start = 0; at < length; start = at) {
        enum line_class class = unicode_line_class(utf8_next(text, length, &at));
        bool mark = class == LINE_CM || class == LINE_ZWJ;
        bool joiner = class == LINE_ZWJ;
        if (mark && start > 0 && carries_marks(context.before)) {
            context.zero_width_joiner = joiner;
            continue;
        }
        if (mark)
            class = LINE_AL;
        bool digit_follows = in(class, OPENING | SET(HY)) && in(context.before, AFFIXES) &&
                             digit_is_next(text, length, at);
        if (start > 0)
            kinds[start] = (uint8_t)kind_before(&context, class, digit_follows);
        advance(&context, class);
        context.zero_width_joiner = joiner;
        if (class == LINE_AL && !joiner)
            at = plain_letters_end(text, length, at); /* no break, and nothing new is known */
    }
    kinds[length] = BREAK_MANDATORY;
}
