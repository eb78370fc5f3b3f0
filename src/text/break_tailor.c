/* The customs of scholarly editions on top of UAX #14; see text/break.h for what they are. */
#include <stdbool.h>
#include <string.h>

#include "base/utf8.h"
#include "text/break.h"
#include "text/grapheme.h"
#include "text/itemise.h"
#include "text/unicode.h"

enum {
    BRACKET_CHARACTERS = 24, /* longest editors' bracket that is kept on one line */
    TOKEN_CHARACTERS = 24,   /* longest run without a space that needs no break of its own */
    KOREAN_CHARACTERS = 16   /* longest run that is a Korean word: what is longer has no spaces */
};

/* A part of the text. */
struct slice {
    const char *bytes;
    size_t length;
};

/* A word as it stands between spaces, and without the marks in front of it. */
struct word {
    struct slice whole, core;
    bool day, initials; /* "28", "3rd"; "J.", "J.F." */
    bool number;        /* "70", "XII" */
};

/* Two words running, the first of which is tied to the other or not. Empty where there is none. */
struct words {
    bool day_before; /* a day stands before them */
    struct word word, next;
};

/* Months with their days, in English, German, French, Spanish and Russian. */
static const char *const MONTHS[] = {
    "january",  "february",   "march",     "april",     "may",       "june",      "july",
    "august",   "september",  "october",   "november",  "december",  "jan.",      "feb.",
    "mar.",     "apr.",       "aug.",      "sept.",     "sep.",      "oct.",      "nov.",
    "dec.",     "januar",     "jänner",    "februar",   "märz",      "mai",       "juni",
    "juli",     "oktober",    "dezember",  "janvier",   "février",   "mars",      "avril",
    "juin",     "juillet",    "août",      "septembre", "octobre",   "novembre",  "décembre",
    "enero",    "febrero",    "marzo",     "abril",     "mayo",      "junio",     "julio",
    "agosto",   "septiembre", "setiembre", "octubre",   "noviembre", "diciembre", "января",
    "февраля",  "марта",      "апреля",    "мая",       "июня",      "июля",      "августа",
    "сентября", "октября",    "ноября",    "декабря",   NULL};

/* What is followed by its number. Those with a stop also take numbers in small Roman letters. */
static const char *const COUNTED[] = {
    "no.",     "nos.",    "nr.",      "n°",    "nº",       "№",        "§",        "§§",
    "p.",      "pp.",     "s.",       "vol.",  "vols.",    "bd.",      "t.",       "ch.",
    "chap.",   "sec.",    "art.",     "fig.",  "doc.",     "docs.",    "document", "documents",
    "letter",  "letters", "note",     "notes", "footnote", "page",     "pages",    "volume",
    "chapter", "section", "article",  "part",  "tab",      "telegram", "dokument", "seite",
    "band",    "kapitel", "lettre",   "tome",  "carta",    "página",   "tomo",     "núm.",
    "с.",      "стр.",    "т.",       "гл.",   "ст.",      "док.",     "документ", "письмо",
    "том",     "глава",   "страница", NULL};

/* What follows a Russian year or century. */
static const char *const AFTER_YEAR[] = {"г.", "гг.", "в.", "вв.", NULL};

static bool is_space(char c)
{
    return (unsigned char)c <= ' ' && (c == ' ' || c == '\t' || c == '\n' || c == '\r');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters and digits, ASCII or not; all beyond ASCII counts but the punctuation of U+2000 on. */
static bool is_word_character(uint32_t c)
{
    if (c < 0x80)
        return is_digit((char)c) || is_ascii_letter((char)c);
    return c >= 0xC0 && (c < 0x2000 || c > 0x206F);
}

static bool is_upper(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
           (c >= 0x391 && c <= 0x3A9) || (c >= 0x400 && c <= 0x42F);
}

static uint32_t lower(uint32_t c)
{
    if (c >= 0x400 && c <= 0x40F)
        return c + 0x50;
    return is_upper(c) ? c + 0x20 : c;
}

static struct slice without_front(struct slice slice, size_t count)
{
    return (struct slice){slice.bytes + count, slice.length - count};
}

/* Without the brackets and quotes before the first letter, digit, § or №. */
static struct slice trimmed_front(struct slice slice)
{
    for (size_t at = 0; at < slice.length;) {
        size_t start = at;
        uint32_t c = utf8_next(slice.bytes, slice.length, &at);
        if (is_word_character(c) || c == 0xA7)
            return without_front(slice, start);
    }
    return without_front(slice, slice.length);
}

/* Whether a word is one of a list, but for capitals and any marks behind; a stop in the list must
 * be there. */
static bool is_listed(struct slice word, const char *const *list)
{
    for (; *list != NULL; list++) {
        size_t at = 0, listed_at = 0, listed = strlen(*list);
        while (at < word.length && listed_at < listed) {
            size_t next = at, listed_next = listed_at;
            if (lower(utf8_next(word.bytes, word.length, &next)) !=
                utf8_next(*list, listed, &listed_next))
                break;
            at = next;
            listed_at = listed_next;
        }
        if (listed_at < listed)
            continue;
        if (at == word.length || !is_word_character(utf8_next(word.bytes, word.length, &at)))
            return true;
    }
    return false;
}

static size_t digits_at_start(struct slice word)
{
    size_t count = 0;
    while (count < word.length && is_digit(word.bytes[count]))
        count++;
    return count;
}

/* "28", "28.", "(28,", "3rd", "1er", "28-го". */
static bool is_day(struct slice word)
{
    size_t digits = digits_at_start(word);
    return digits >= 1 && digits <= 2 && word.length - digits <= strlen("-го");
}

static bool is_roman(struct slice word, const char *letters)
{
    size_t count = 0;
    while (count < word.length && is_ascii_letter(word.bytes[count]) &&
           strchr(letters, word.bytes[count]) != NULL)
        count++;
    return count > 0 &&
           (count == word.length || !is_word_character((unsigned char)word.bytes[count]));
}

static bool is_number(struct slice word)
{
    return digits_at_start(word) > 0 || is_roman(word, "IVXLCDM");
}

/* "J.", "(J.", "J.F.", "J.-P.", "Н.": capitals, each with a stop. */
static bool is_initials(struct slice word)
{
    size_t at = 0, initials = 0;
    while (at < word.length) {
        if (!is_upper(utf8_next(word.bytes, word.length, &at)) || at == word.length ||
            word.bytes[at] != '.')
            return false;
        at += at + 1 < word.length && word.bytes[at + 1] == '-' ? 2 : 1;
        initials++;
    }
    return initials > 0;
}

static bool begins_upper(struct slice word)
{
    size_t at = 0;
    return word.length > 0 && is_upper(utf8_next(word.bytes, word.length, &at));
}

static bool equals(struct slice word, const char *text)
{
    return word.length == strlen(text) && memcmp(word.bytes, text, word.length) == 0;
}

static bool is_date(const struct words *words)
{
    if (words->word.day)
        return is_listed(words->next.core, MONTHS) || equals(words->next.whole, "de");
    if (words->next.day)
        return is_listed(words->word.core, MONTHS);
    return words->day_before && equals(words->word.whole, "de") &&
           is_listed(words->next.core, MONTHS);
}

static bool is_reference(const struct words *words)
{
    struct slice word = words->word.whole;
    bool number = words->next.number || (memchr(word.bytes, '.', word.length) != NULL &&
                                         is_roman(words->next.core, "ivxlc"));
    return number && is_listed(words->word.core, COUNTED);
}

static bool is_year(const struct words *words)
{
    return words->word.number && is_listed(words->next.core, AFTER_YEAR);
}

/* En and em dash, and the horizontal bar. */
static bool ends_in_dash(struct slice word)
{
    size_t at = word.length;
    uint32_t c = at > 0 ? utf8_previous(word.bytes, word.length, &at) : 0;
    return c >= 0x2013 && c <= 0x2015;
}

/* A dash by itself ends a line rather than beginning one; behind the mark that opens a speech it
 * goes with the words spoken. */
static bool is_dash(const struct words *words)
{
    struct slice next = words->next.whole, word = words->word.whole;
    size_t dash_bytes = strlen("—");
    if (next.length == dash_bytes && ends_in_dash(next))
        return word.length > 0;
    return word.length > dash_bytes && words->word.core.length == 0 && ends_in_dash(word);
}

static bool is_tied(const struct words *words)
{
    if (is_dash(words))
        return true;
    return is_date(words) || is_reference(words) || is_year(words) ||
           (words->word.initials && begins_upper(words->next.core));
}

static struct word word_of(const char *bytes, size_t length)
{
    struct word word = {.whole = {bytes, length}};
    word.core = trimmed_front(word.whole);
    word.day = is_day(word.core);
    word.initials = is_initials(word.core);
    word.number = is_number(word.core);
    return word;
}

/* Takes back the breaks between the bytes start and end - 1. */
static void close_range(size_t start, size_t end, uint8_t *kinds)
{
    for (size_t at = start + 1; at < end; at++)
        kinds[at] = kinds[at] == BREAK_MANDATORY ? BREAK_MANDATORY : BREAK_NONE;
}

static size_t word_end(const char *text, size_t length, size_t at)
{
    while (at < length && !is_space(text[at]))
        at++;
    return at;
}

static bool is_address_character(char c)
{
    return is_digit(c) || is_ascii_letter(c);
}

/* Adds breaks behind the marks of an address, with at least two letters on either side. */
static void open_token(const char *text, size_t start, size_t end, uint8_t *kinds)
{
    for (size_t at = start + 3; at + 2 <= end; at++) {
        bool mark = strchr("/.-_?&=#@:~%+,", text[at - 1]) != NULL && text[at - 1] != '\0';
        if (mark && kinds[at] == BREAK_NONE && is_address_character(text[at]) &&
            is_address_character(text[at + 1]) && is_address_character(text[at - 2]) &&
            is_address_character(text[at - 3]))
            kinds[at] = BREAK_TOKEN;
    }
}

/* Ties words, and opens those that are too long. */
static void tie_words(const char *text, size_t length, uint8_t *kinds)
{
    struct words words = {.word = {.whole = {text, 0}, .core = {text, 0}}};
    for (size_t at = 0; at < length; at++) {
        size_t end = word_end(text, length, at);
        if (end == at)
            continue;
        words.next = word_of(text + at, end - at);
        if (kinds[at] == BREAK_ALLOWED && is_tied(&words))
            kinds[at] = BREAK_NONE;
        if (words.next.initials)
            close_range(at, end, kinds);
        else if (end - at > TOKEN_CHARACTERS && utf8_count(text + at, end - at) > TOKEN_CHARACTERS)
            open_token(text, at, end, kinds);
        words.day_before = words.word.day;
        words.word = words.next;
        at = end;
    }
}

/* Takes back the breaks inside a bracket that opens at `open`, if it is short. */
static void keep_bracket(const char *text, size_t length, size_t open, uint8_t *kinds)
{
    size_t at = open + 1;
    for (int count = 0; count <= BRACKET_CHARACTERS && at < length; count++) {
        if (text[at] == ']') {
            close_range(open, at + 1, kinds);
            return;
        }
        utf8_next(text, length, &at);
    }
}

static void keep_brackets(const char *text, size_t length, uint8_t *kinds)
{
    const char *open = memchr(text, '[', length);
    while (open) {
        size_t at = (size_t)(open - text);
        keep_bracket(text, length, at, kinds);
        open = memchr(open + 1, '[', length - at - 1);
    }
}

/* Syllables and letters of Hangul. */
static bool is_hangul(uint32_t c)
{
    return (c >= 0xAC00 && c <= 0xD7FF) || (c >= 0x1100 && c <= 0x11FF) ||
           (c >= 0x3131 && c <= 0x318E) || (c >= 0xA960 && c <= 0xA97C);
}

static bool is_korean_word(struct slice word)
{
    size_t count = 0;
    bool korean = false;
    for (size_t at = 0; at < word.length && count <= KOREAN_CHARACTERS; count++)
        korean = is_hangul(utf8_next(word.bytes, word.length, &at)) || korean;
    return korean && count <= KOREAN_CHARACTERS;
}

/* Takes back the breaks behind letters of a word; those behind its marks stay. */
static void keep_letters(const char *text, size_t start, size_t end, uint8_t *kinds)
{
    uint32_t before = 0;
    for (size_t at = start; at < end;) {
        size_t border = at;
        uint32_t c = utf8_next(text, end, &at);
        if (kinds[border] == BREAK_ALLOWED && border > start &&
            (itemise_is_letter(before) || itemise_is_digit(before)))
            kinds[border] = BREAK_NONE;
        before = c;
    }
}

/* The first bytes of Hangul, of other East Asian letters and marks, and of few others. */
static bool may_be_east_asian(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        unsigned char c = (unsigned char)text[at];
        if (c >= 0xE1 && (c == 0xE1 || (c >= 0xE3 && c <= 0xED) || c == 0xEF))
            return true;
    }
    return false;
}

static void keep_korean_words(const char *text, size_t length, uint8_t *kinds)
{
    for (size_t at = 0; at < length; at++) {
        size_t end = word_end(text, length, at);
        if (is_korean_word((struct slice){text + at, end - at}))
            keep_letters(text, at, end, kinds);
        at = end;
    }
}

/* Letters and marks of Chinese and Japanese, which take the room of a sign. */
static bool is_wide(uint32_t c)
{
    return c >= 0x2E80 && c <= 0xFF60 && !is_hangul(c);
}

static bool is_of_class(uint32_t c, enum line_class first, enum line_class second)
{
    enum line_class class = unicode_line_class(c);
    return is_wide(c) && (class == first || class == second);
}

/* The quotation marks of Chinese are those of other scripts, which UAX #14 holds to what stands on
 * either side, for it cannot know which open: between wide signs “ opens and ” closes. */
static void open_quotes(const char *text, size_t length, uint8_t *kinds)
{
    uint32_t before = 0;
    for (size_t at = 0; at < length;) {
        size_t quote = at;
        uint32_t c = utf8_next(text, length, &at);
        size_t behind = at;
        uint32_t next = at < length ? utf8_next(text, length, &behind) : 0;
        bool opens = c == 0x201C || c == 0x2018, closes = c == 0x201D || c == 0x2019;
        if (opens && is_wide(next) && is_wide(before) &&
            !is_of_class(before, LINE_OP, LINE_OP_WIDE) && quote > 0)
            kinds[quote] = BREAK_ALLOWED;
        if (closes && is_wide(before) &&
            (is_of_class(next, LINE_ID, LINE_OP) || is_of_class(next, LINE_OP_WIDE, LINE_ID)))
            kinds[at] = BREAK_ALLOWED;
        before = c;
    }
}

static bool is_plain(char c)
{
    return c > ' ' && c < 0x7F;
}

/* The end of plain ASCII from a border on, between whose characters there always is one; the last
 * may have marks. */
static size_t open_plain(const char *text, size_t length, size_t at, uint8_t *kinds)
{
    while (at + 1 < length && is_plain(text[at]) && is_plain(text[at + 1])) {
        at++;
        kinds[at] = kinds[at] == BREAK_NONE ? BREAK_EMERGENCY : kinds[at];
    }
    return at;
}

static void add_emergencies(const char *text, size_t length, uint8_t *kinds)
{
    for (size_t at = 0; at < length;) {
        at = grapheme_next(text, length, open_plain(text, length, at, kinds));
        if (at < length && kinds[at] == BREAK_NONE && !is_space(text[at]) &&
            !is_space(text[at - 1]))
            kinds[at] = BREAK_EMERGENCY;
    }
}

void break_tailor(const char *text, size_t length, uint8_t *kinds)
{
    tie_words(text, length, kinds);
    if (may_be_east_asian(text, length)) {
        keep_korean_words(text, length, kinds);
        open_quotes(text, length, kinds);
    }
    keep_brackets(text, length, kinds);
    add_emergencies(text, length, kinds);
}
