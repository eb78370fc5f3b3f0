/* What the words of a finished block tell beyond their element: the number in a heading, a
 * salutation run in, a closing phrase. */
#include "base/utf8.h"
#include "import/tei_reading.h"
#include "import/words.h"

#include <string.h>

enum {
    SECTION_TITLE_MAX = 70, /* bytes of a line above a salutation: "Begin text." */
    ABOVE_TITLE_MAX = 6     /* blocks above a letter's own title */
};

/* ---- Headings ----------------------------------------------------------------------------------
 */

static const char *one_line(struct arena *arena, const char *text)
{
    char *line = arena_string(arena, text);
    for (char *at = line; *at; at++)
        if (*at == '\n')
            *at = ' ';
    return line;
}

void tei_settle_heading(struct tei *tei, struct block *block)
{
    struct draft *draft = &tei->letter.draft;
    struct letter_summary *summary = &draft->letter.summary;
    size_t digits = strspn(block->text, "0123456789");
    if (!summary->number && digits > 0 && block->text[digits] == '.')
        summary->number = arena_copy(draft->arena, block->text, digits);
    if (summary->number)
        prose_cut(&draft->prose, block, words_number(block->text, summary->number));
    summary->title = one_line(draft->arena, block->text);
    if (strcmp(summary->title, "Editorial Note") == 0)
        summary->kind = LETTER_EDITORIAL;
}

/* The small letter of a capital one, in the scripts that have both; 0: no letter or figure. */
static uint32_t folded(uint32_t sign)
{
    static const struct {
        uint32_t first, last, step;
    } capitals[] = {{'A', 'Z', 32}, {0xc0, 0xde, 32}, {0x391, 0x3a9, 32}, {0x410, 0x42f, 32}};
    for (size_t i = 0; i < sizeof capitals / sizeof *capitals; i++)
        if (sign >= capitals[i].first && sign <= capitals[i].last)
            return sign + capitals[i].step;
    bool plain = sign < 0xc0 && !(sign >= 'a' && sign <= 'z') && !(sign >= '0' && sign <= '9');
    return plain || (sign >= 0x2000 && sign < 0x2070) ? 0 : sign;
}

/* The next letter or figure; 0 at the end. */
static uint32_t next_letter(const char *text, size_t *at)
{
    size_t length = strlen(text);
    while (*at < length) {
        uint32_t sign = folded(utf8_next(text, length, at));
        if (sign)
            return sign;
    }
    return 0;
}

static bool says_the_same(const char *one, const char *other)
{
    size_t i = 0, k = 0;
    uint32_t sign;
    while ((sign = next_letter(one, &i)) == next_letter(other, &k))
        if (sign == 0)
            return true;
    return false;
}

/* A letter printed in a book may begin with the headings of its part: "WORKS 1900-1903",
 * "ARTICLES". The heading that says what the header does is the letter's own, those above it are
 * the editors'. */
void tei_settle_title(struct tei *tei, struct letter_summary *summary)
{
    struct prose *prose = &tei->letter.draft.prose;
    size_t own = 0,
           end = prose->block_count < ABOVE_TITLE_MAX ? prose->block_count : ABOVE_TITLE_MAX;
    if (!tei->header.title || !summary->title || says_the_same(summary->title, tei->header.title))
        return;
    while (own < end && !(prose->blocks[own].kind == BLOCK_HEADING &&
                          says_the_same(prose->blocks[own].text, tei->header.title)))
        own++;
    if (own == end)
        return;
    for (size_t i = 0; i < own; i++)
        if (prose->blocks[i].kind == BLOCK_HEADING)
            prose->blocks[i].kind = BLOCK_SOURCE_LINE;
    prose->blocks[own].level = 0;
    summary->title = one_line(tei->letter_arena, prose->blocks[own].text);
}

/* Lists show place, date and names in one line, however the letter's lines were broken. */
void tei_settle_lines(struct tei *tei, struct letter_summary *summary)
{
    const char **const parts[] = {&summary->place, &summary->date.text, &summary->sender.name,
                                  &summary->recipient.name};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (*parts[i])
            *parts[i] = one_line(tei->letter_arena, *parts[i]);
}

/* ---- Salutation, closing -----------------------------------------------------------------------
 */

static bool has_small_caps(const struct block *block)
{
    for (size_t i = 0; i < block->span_count; i++)
        if (block->spans[i].kind == SPAN_SMALL_CAPS && block->spans[i].start == 0)
            return true;
    return false;
}

/* The first paragraph of a letter or attachment: a line of its own is the salutation; capitals run
 * in are the small capitals of the print. */
void tei_settle_paragraph(struct tei *tei, struct block *block)
{
    struct tei_letter *letter = &tei->letter;
    if (letter->part_has_words || !block || block->kind != BLOCK_PARAGRAPH || block->length == 0)
        return;
    uint32_t capitals = words_capitals(block);
    bool line = words_are_salutation(block);
    if (capitals && !has_small_caps(block) && (capitals + 1 < block->length || line))
        prose_add_span(&letter->draft.prose, block,
                       (struct span){.kind = SPAN_SMALL_CAPS, .start = 0, .end = capitals});
    if (line)
        block->kind = BLOCK_SALUTATION;
    letter->part_has_words = block->kind != BLOCK_SALUTATION && block->align != ALIGN_CENTER &&
                             !(block->flush && block->length <= SECTION_TITLE_MAX);
}

/* A closing phrase is the line directly before the signature. */
void tei_settle_before_closer(struct tei *tei)
{
    struct block *last = prose_last(tei->letter.prose);
    if (last && last->kind == BLOCK_PARAGRAPH && words_are_closing(last))
        last->kind = BLOCK_CLOSING;
}

/* ---- Dates -------------------------------------------------------------------------------------
 */

/* The date of a date or a date and time, "1961-04-18T14:00:00"; NULL if it is neither. */
static const char *day_of(struct tei *tei, const char *attribute)
{
    const char *value = tei_attribute(tei, attribute);
    size_t length = value ? strspn(value, "0123456789-") : 0;
    bool whole = length == 4 || length == 7 || length == 10;
    if (!whole || (value[length] != '\0' && value[length] != 'T'))
        return NULL;
    return arena_copy(tei->letter_arena, value, length);
}

static const char *first_day(struct tei *tei, const char *const attributes[3])
{
    const char *day = NULL;
    for (size_t i = 0; i < 3 && !day; i++)
        day = day_of(tei, attributes[i]);
    return day;
}

void tei_date(struct tei *tei, struct letter_date *ret_date)
{
    static const char *const starts[] = {"from", "notBefore", "doc-dateTime-min"};
    static const char *const ends[] = {"to", "notAfter", "doc-dateTime-max"};
    const char *when = day_of(tei, "when");
    const char *from = when ? when : first_day(tei, starts);
    const char *to = when ? when : first_day(tei, ends);
    if (!from && !to)
        return;
    ret_date->from = from ? from : to;
    ret_date->to = to ? to : from;
    ret_date->certainty = strcmp(ret_date->from, ret_date->to) == 0 ? DATE_EXACT : DATE_RANGE;
    if (tei_attribute(tei, "evidence") || tei_attribute(tei, "cert"))
        ret_date->certainty = ret_date->certainty == DATE_EXACT ? DATE_INFERRED : DATE_RANGE;
}
