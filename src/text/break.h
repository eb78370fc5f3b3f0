/* Where a line of text may end: UAX #14 of Unicode 15.0, then the customs of scholarly editions. */
#ifndef TEXT_BREAK_H
#define TEXT_BREAK_H

#include <stddef.h>
#include <stdint.h>

/* Whether a line may end before the byte at an offset. Higher is more willing. */
enum break_kind {
    BREAK_NONE,
    BREAK_EMERGENCY, /* inside a word, between clusters: only where a word is wider than the line */
    BREAK_TOKEN,     /* in a long address or file name, behind a slash, stop, hyphen ... : no hyphen
                        is added, and it is worse than a space */
    BREAK_ALLOWED,
    BREAK_MANDATORY
};

/* Sets kinds[i] for every offset i from 0 to `length` (so `length` + 1 items, an enum break_kind
 * each) by UAX #14: none, allowed or mandatory. Numbers are kept together by example 7 of the
 * annex's section 8.2, which its test file presumes. kinds[length] is mandatory, kinds[0] is none
 * unless length is 0. Offsets inside a code point are none. Time is linear; damaged UTF-8 counts
 * as U+FFFD a byte. */
void break_opportunities(const char *text, size_t length, uint8_t *kinds);

/* Refines what break_opportunities has set. No break inside
 *  - square brackets of up to 24 characters: [sic], [Page 190], [...];
 *  - initials and the name behind them: J. F. Kennedy, Н. С. Хрущев;
 *  - a day and its month, either way round, in English, German, French, Spanish and Russian;
 *  - a reference and its number: No. 5, p. 190, vol. XI, Document 66, гл. 3;
 *  - a word and a dash behind it, parted by a space; a quotation mark with a dash and what follows;
 *  - a Korean word with what is joined to it, Chinese signs or figures; but where more than 16
 *    characters come without a space, the text has none and breaks between syllables;
 * Between Chinese or Japanese signs a line may end before “ and behind ”.
 * A BREAK_TOKEN in a run of more than 24 characters without a space, and
 * a BREAK_EMERGENCY at every other border between clusters that has no space on either side.
 * Time is linear. */
void break_tailor(const char *text, size_t length, uint8_t *kinds);

#endif
