#include "import/text_parts.h"

#include "base/memory.h"
#include "import/text_figures.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    SIGNATURE_LINE_MAX = 60, /* bytes */
    SIGNATURE_LINES_MAX = 4,
    DATELINE_MAX = 90,
    NUMBER_DIGITS_MAX = 4
};

struct reading {
    const char *bytes;
    size_t length;
    struct text_part *parts;
    size_t count, room;
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static void trim(const char *bytes, struct text_part *part)
{
    while (part->begin < part->end && is_blank(bytes[part->begin]))
        part->begin++;
    while (part->end > part->begin && is_blank(bytes[part->end - 1]))
        part->end--;
}

/* ---- Lines -------------------------------------------------------------------------------------
 */

static void add_part(struct reading *reading, struct text_part part)
{
    if (reading->count == reading->room) {
        reading->room = reading->room ? 2 * reading->room : 64;
        reading->parts = memory_resized(reading->parts, reading->room, sizeof *reading->parts);
    }
    reading->parts[reading->count++] = part;
}

/* Length of "¹² " or "[12] " at bytes[at]; 0: something else stands there. */
static size_t apart_length(const char *bytes, size_t at, size_t end, unsigned *ret_number)
{
    size_t superior = text_superior(bytes, at, end, ret_number);
    size_t length = superior ? superior : text_bracketed(bytes, at, end, ret_number);
    size_t stop = at + length;
    if (length == 0 || stop >= end || (!superior && !is_blank(bytes[stop])))
        return 0;
    while (stop < end && is_blank(bytes[stop]))
        stop++;
    return stop - at;
}

/* Length of "  12. " at the start of a line, and the number; 0: the line begins otherwise. */
static size_t item_length(const char *bytes, size_t begin, size_t end, unsigned *ret_number)
{
    size_t at = begin, digits;
    unsigned number = 0;
    while (at < end && is_blank(bytes[at]))
        at++;
    size_t apart = apart_length(bytes, at, end, ret_number);
    if (apart > 0)
        return at + apart - begin;
    for (digits = at; at < end && isdigit((unsigned char)bytes[at]); at++)
        number = number * 10 + (unsigned)(bytes[at] - '0');
    digits = at - digits;
    if (digits == 0 || digits > NUMBER_DIGITS_MAX || at + 1 >= end ||
        (bytes[at] != '.' && bytes[at] != ')') || !is_blank(bytes[at + 1]))
        return 0;
    *ret_number = number;
    return at + 2 - begin;
}

static size_t line_end(const struct reading *reading, size_t at)
{
    while (at < reading->length && reading->bytes[at] != '\n')
        at++;
    return at;
}

/* A line, and whether a blank one stands before it. */
struct line {
    size_t begin, end;
    unsigned number; /* from 1 */
    unsigned item;   /* number at its start, with item_length > 0 */
    size_t item_length;
    bool after_blank;
};

static struct line *split_lines(const struct reading *reading, struct arena *arena,
                                size_t *ret_count)
{
    size_t room = 1, count = 0;
    for (size_t i = 0; i < reading->length; i++)
        room += reading->bytes[i] == '\n';
    struct line *lines = arena_alloc(arena, room, sizeof *lines);
    bool blank = true;
    unsigned number = 1;
    for (size_t at = 0; at < reading->length; at = line_end(reading, at) + 1, number++) {
        struct text_part part = {.begin = at, .end = line_end(reading, at)};
        trim(reading->bytes, &part);
        if (part.begin < part.end) {
            lines[count] = (struct line){part.begin, part.end, number, 0, 0, blank};
            lines[count].item_length =
                item_length(reading->bytes, part.begin, part.end, &lines[count].item);
            count++;
        }
        blank = part.begin == part.end;
    }
    *ret_count = count;
    return lines;
}

/* ---- The list of notes -------------------------------------------------------------------------
 */

/* The line at which the list of notes begins; `count` if there is none. From the last line upwards:
 * numbers that fall by one, each with the lines that continue it. A paragraph without the number
 * due ends the search; so words below the last item mean that there is no list, and numbered
 * paragraphs above a signature are the letter's. */
static size_t find_list(const struct line *lines, size_t count)
{
    size_t start = count;
    for (size_t at = count; at > 1 && !(start < count && lines[start].item == 0);) {
        const struct line *line = &lines[--at];
        bool due = line->item_length > 0 && (start == count || line->item + 1 == lines[start].item);
        if (due)
            start = at;
        else if (line->after_blank)
            break;
    }
    return start;
}

/* Whether the list looks like numbered paragraphs: each item after a blank line. */
static bool is_doubtful(const struct line *lines, size_t start, size_t count)
{
    bool doubtful = start < count;
    for (size_t i = start; i < count; i++)
        doubtful = doubtful && (!lines[i].item_length || lines[i].after_blank);
    return doubtful;
}

static void add_notes(struct reading *reading, const struct line *lines, size_t count)
{
    unsigned due = count ? lines[0].item : 0;
    for (size_t i = 0; i < count; i++) {
        const struct line *line = &lines[i];
        if (line->item_length > 0 && line->item == due) {
            due++;
            add_part(reading, (struct text_part){.kind = TEXT_NOTE,
                                                 .begin = line->begin + line->item_length,
                                                 .end = line->end,
                                                 .line = line->number,
                                                 .number = line->item});
        } else
            reading->parts[reading->count - 1].end = line->end;
        trim(reading->bytes, &reading->parts[reading->count - 1]);
    }
}

/* ---- The letter's own parts --------------------------------------------------------------------
 */

static enum text_part_kind kind_of(const struct reading *reading, struct text_part *part)
{
    size_t label, label_end;
    struct letter_date date = {0};
    const char *place = NULL;
    if (reading->count == 0)
        return TEXT_TITLE;
    if (text_page_find(reading->bytes, part->begin, part->end, &label, &label_end) == part->begin &&
        part->begin < part->end && label_end + 1 == part->end) {
        part->begin = label;
        part->end = label_end;
        return TEXT_PAGE;
    }
    if (reading->count == 1 && part->end - part->begin <= DATELINE_MAX) {
        char line[DATELINE_MAX + 1];
        snprintf(line, sizeof line, "%.*s", (int)(part->end - part->begin),
                 reading->bytes + part->begin);
        text_dateline(line, NULL, &place, &date);
        if (date.certainty == DATE_EXACT)
            return TEXT_DATELINE;
    }
    return TEXT_PARAGRAPH;
}

static bool is_signature_line(const struct reading *reading, const struct line *line)
{
    char last = reading->bytes[line->end - 1];
    unsigned char first = (unsigned char)reading->bytes[line->begin];
    return line->end - line->begin <= SIGNATURE_LINE_MAX && !strchr(".:;?!-", last) &&
           (isupper(first) || first == '/' || first >= 0x80) && line->item_length == 0;
}

/* Whether the last paragraph, of these lines, is how the letter is signed. */
static bool is_signature(const struct reading *reading, const struct line *lines, size_t count)
{
    bool signature = count <= SIGNATURE_LINES_MAX && reading->count > 1 &&
                     reading->bytes[lines[count - 1].end - 1] != ',';
    for (size_t i = 0; i < count; i++)
        signature = signature && is_signature_line(reading, &lines[i]);
    return signature;
}

static void add_paragraph(struct reading *reading, const struct line *lines, size_t count)
{
    struct text_part part = {
        .begin = lines[0].begin, .end = lines[count - 1].end, .line = lines[0].number};
    part.kind = kind_of(reading, &part);
    add_part(reading, part);
}

static void add_signature(struct reading *reading, const struct line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        add_part(reading, (struct text_part){.kind = TEXT_SIGNATURE,
                                             .begin = lines[i].begin,
                                             .end = lines[i].end,
                                             .line = lines[i].number});
}

static void add_body(struct reading *reading, const struct line *lines, size_t count)
{
    for (size_t at = 0, next; at < count; at = next) {
        for (next = at + 1; next < count && !lines[next].after_blank;)
            next++;
        if (next == count && is_signature(reading, lines + at, next - at))
            add_signature(reading, lines + at, next - at);
        else
            add_paragraph(reading, lines + at, next - at);
    }
}

enum status text_parts_read(const struct source_letter *source, bool with_list, struct arena *arena,
                            struct text_parts *ret_parts, struct error *error)
{
    static const char mark[] = "\xef\xbb\xbf";
    struct reading reading = {.bytes = source->bytes, .length = source->length};
    size_t count = 0;
    enum status status = source_check_text(source, error);
    if (status != STATUS_OK)
        return status;
    struct line *lines = split_lines(&reading, arena, &count);
    if (count > 0 && lines[0].begin == 0 && source->length >= 3 &&
        memcmp(source->bytes, mark, 3) == 0)
        lines[0].begin = 3;
    if (count == 0)
        return error_set(error, STATUS_INVALID,
                         "%s:1: the letter has no words; add its text or take it out",
                         source->file);
    size_t list = with_list ? find_list(lines, count) : count;
    add_body(&reading, lines, list);
    add_notes(&reading, lines + list, count - list);
    ret_parts->parts = arena_alloc(arena, reading.count, sizeof *reading.parts);
    memcpy(ret_parts->parts, reading.parts, reading.count * sizeof *reading.parts);
    ret_parts->count = reading.count;
    ret_parts->doubtful_list = is_doubtful(lines, list, count);
    free(reading.parts);
    return STATUS_OK;
}

size_t text_parts_body_end(const struct text_parts *parts)
{
    size_t end = 0;
    for (size_t i = 0; i < parts->count; i++)
        if (parts->parts[i].kind != TEXT_NOTE)
            end = parts->parts[i].end;
    return end;
}

const struct text_part *text_parts_at(const struct text_parts *parts, size_t at)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->parts[i].kind != TEXT_NOTE && at >= parts->parts[i].begin &&
            at < parts->parts[i].end)
            return &parts->parts[i];
    return NULL;
}

/* ---- Single lines ------------------------------------------------------------------------------
 */

const char *text_number(const char *bytes, const struct text_part *title, struct arena *arena)
{
    size_t begin = title->begin, length = title->end - title->begin, digits = 0;
    if (length > 4 && memcmp(bytes + begin, "No. ", 4) == 0) {
        begin += 4;
        length -= 4;
    }
    while (digits < length && isdigit((unsigned char)bytes[begin + digits]))
        digits++;
    bool numbered = digits > 0 && digits <= NUMBER_DIGITS_MAX && digits + 1 < length &&
                    bytes[begin + digits] == '.' && is_blank(bytes[begin + digits + 1]);
    return numbered ? arena_copy(arena, bytes + begin, digits) : NULL;
}

size_t text_page_find(const char *bytes, size_t begin, size_t end, size_t *ret_label,
                      size_t *ret_label_end)
{
    static const char open[] = "[Page ";
    size_t length = sizeof open - 1;
    for (size_t at = begin; at + length < end; at++) {
        if (memcmp(bytes + at, open, length) != 0)
            continue;
        size_t stop = at + length;
        while (stop < end && isalnum((unsigned char)bytes[stop]))
            stop++;
        if (stop == end || bytes[stop] != ']' || stop == at + length)
            continue;
        *ret_label = at + length;
        *ret_label_end = stop;
        return at;
    }
    return end;
}

static unsigned month_number(const char *word, size_t length)
{
    static const char *const months[] = {"January",   "February", "March",    "April",
                                         "May",       "June",     "July",     "August",
                                         "September", "October",  "November", "December"};
    for (unsigned i = 0; i < 12; i++)
        if (strlen(months[i]) == length && memcmp(months[i], word, length) == 0)
            return i + 1;
    return 0;
}

/* Up to `digits_max` digits at *at, which moves behind them; 0: none. */
static unsigned read_number(const char **at, unsigned digits_max)
{
    unsigned number = 0;
    for (; digits_max > 0 && isdigit((unsigned char)**at); digits_max--)
        number = number * 10 + (unsigned)(*(*at)++ - '0');
    return number;
}

static bool read_sign(const char **at, const char *sign)
{
    size_t length = strlen(sign);
    bool there = strncmp(*at, sign, length) == 0;
    *at += there ? length : 0;
    return there;
}

/* "October 28, " or "28 October " at *at, which moves behind it. */
static bool read_day(const char **at, unsigned *ret_month, unsigned *ret_day)
{
    bool day_first = isdigit((unsigned char)**at);
    *ret_day = day_first ? read_number(at, 2) : 0;
    if (day_first && !read_sign(at, " "))
        return false;
    size_t word = strcspn(*at, " ");
    *ret_month = month_number(*at, word);
    *at += word;
    if (*ret_month == 0 || !read_sign(at, " "))
        return false;
    if (day_first)
        return true;
    *ret_day = read_number(at, 2);
    return read_sign(at, ", ");
}

/* "October 28, 1962." at the start of `text` and nothing behind it. */
static bool read_date(const char *text, unsigned *ret_month, unsigned *ret_day, unsigned *ret_year)
{
    const char *at = text;
    if (!read_day(&at, ret_month, ret_day))
        return false;
    *ret_year = read_number(&at, 4);
    read_sign(&at, ".");
    return *at == '\0' && *ret_day >= 1 && *ret_day <= 31 && *ret_year >= 1000;
}

void text_dateline(const char *line, struct arena *arena, const char **ret_place,
                   struct letter_date *ret_date)
{
    unsigned month, day, year;
    const char *date = line;
    while (!read_date(date, &month, &day, &year)) {
        date = strstr(date, ", ");
        if (!date)
            return;
        date += 2;
    }
    ret_date->certainty = DATE_EXACT;
    if (!arena)
        return;
    ret_date->from = ret_date->to = arena_format(arena, "%04u-%02u-%02u", year, month, day);
    ret_date->text = arena_copy(arena, date, strlen(date) - (line[strlen(line) - 1] == '.'));
    if (date > line)
        *ret_place = arena_copy(arena, line, (size_t)(date - line) - 2);
}
