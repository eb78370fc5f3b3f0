#include "import/fields.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- Dates -------------------------------------------------------------------------------------
 */

static unsigned days_of(unsigned year, unsigned month)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

static bool read_digits(const char *text, size_t count, unsigned *ret_number)
{
    *ret_number = 0;
    for (size_t i = 0; i < count; i++) {
        if (!isdigit((unsigned char)text[i]))
            return false;
        *ret_number = *ret_number * 10 + (unsigned)(text[i] - '0');
    }
    return true;
}

/* "1962-10-28", "1962-10", "1962" */
static bool is_day(const char *text, size_t length)
{
    unsigned year, month = 1, day = 1;
    if ((length != 4 && length != 7 && length != 10) || !read_digits(text, 4, &year))
        return false;
    if (length >= 7 && (text[4] != '-' || !read_digits(text + 5, 2, &month)))
        return false;
    if (length == 10 && (text[7] != '-' || !read_digits(text + 8, 2, &day)))
        return false;
    return month >= 1 && month <= 12 && day >= 1 && day <= days_of(year, month);
}

bool field_date(const char *text, struct arena *arena, struct letter_date *ret_date)
{
    size_t length = strlen(text);
    const char *slash = memchr(text, '/', length);
    enum date_certainty certainty = slash ? DATE_RANGE : DATE_EXACT;
    if (!slash && length > 1 && text[length - 1] == '?') {
        certainty = DATE_INFERRED;
        length--;
    } else if (!slash && length > 2 && text[0] == '[' && text[length - 1] == ']') {
        certainty = DATE_INFERRED;
        text++;
        length -= 2;
    }
    size_t first = slash ? (size_t)(slash - text) : length;
    const char *last = slash ? slash + 1 : text;
    if (!is_day(text, first) || !is_day(last, slash ? strlen(last) : length))
        return false;
    ret_date->certainty = certainty;
    ret_date->from = arena_copy(arena, text, first);
    ret_date->to = slash ? arena_string(arena, last) : ret_date->from;
    return slash == NULL || strcmp(ret_date->from, ret_date->to) <= 0;
}

static const char *date_value(const struct letter_date *date, struct arena *arena)
{
    switch (date->certainty) {
    case DATE_NONE:
        return NULL;
    case DATE_EXACT:
        return date->from;
    case DATE_RANGE:
        return arena_format(arena, "%s/%s", date->from, date->to);
    case DATE_INFERRED:
        break;
    }
    return arena_format(arena, "%s?", date->from);
}

/* ---- Fields ------------------------------------------------------------------------------------
 */

static const char *const kinds[] = {"letter", "editorial", NULL};
static const char *const versions[] = {"original", "translation", "transcription", NULL};

enum field_type { FIELD_TEXT, FIELD_NEEDED_TEXT, FIELD_DATE, FIELD_KIND, FIELD_VERSION };

static const struct field {
    const char *name;
    enum field_type type;
    size_t offset; /* of a text in struct letter */
} fields[] = {
    {"title", FIELD_NEEDED_TEXT, offsetof(struct letter, summary.title)},
    {"short", FIELD_TEXT, offsetof(struct letter, summary.short_title)},
    {"number", FIELD_TEXT, offsetof(struct letter, summary.number)},
    {"date", FIELD_DATE, 0},
    {"date_text", FIELD_TEXT, offsetof(struct letter, summary.date.text)},
    {"place", FIELD_TEXT, offsetof(struct letter, summary.place)},
    {"from", FIELD_TEXT, offsetof(struct letter, summary.sender.name)},
    {"from_person", FIELD_TEXT, offsetof(struct letter, summary.sender.person)},
    {"to", FIELD_TEXT, offsetof(struct letter, summary.recipient.name)},
    {"to_person", FIELD_TEXT, offsetof(struct letter, summary.recipient.person)},
    {"kind", FIELD_KIND, 0},
    {"version", FIELD_VERSION, 0},
    {"first_page", FIELD_TEXT, offsetof(struct letter, first_page)},
    {"brief", FIELD_TEXT, offsetof(struct letter, brief)},
    {"notice", FIELD_TEXT, offsetof(struct letter, content_notice)},
    {"web", FIELD_TEXT, offsetof(struct letter, web)},
};
enum { FIELD_COUNT = sizeof fields / sizeof *fields };

static const char **text_of(struct letter *letter, const struct field *field)
{
    return (const char **)((char *)letter + field->offset);
}

static enum field_result set_date(struct letter_date *date, struct arena *arena, const char *value)
{
    struct letter_date read = {.text = date->text};
    if (strcmp(value, "-") != 0 && !field_date(value, arena, &read))
        return FIELD_INVALID;
    *date = read;
    return FIELD_SET;
}

/* The word's place in the list; SIZE_MAX: it is not there. */
static size_t word_index(const char *const *words, const char *word)
{
    for (size_t i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return SIZE_MAX;
}

static enum field_result set_field(struct letter *letter, struct arena *arena,
                                   const struct field *field, const char *value)
{
    bool none = strcmp(value, "-") == 0;
    size_t word;
    switch (field->type) {
    case FIELD_NEEDED_TEXT:
    case FIELD_TEXT:
        if (none && field->type == FIELD_NEEDED_TEXT)
            return FIELD_INVALID;
        *text_of(letter, field) = none ? NULL : arena_string(arena, value);
        return FIELD_SET;
    case FIELD_DATE:
        return set_date(&letter->summary.date, arena, value);
    case FIELD_KIND:
        word = word_index(kinds, value);
        if (word != SIZE_MAX)
            letter->summary.kind = (enum letter_kind)word;
        return word == SIZE_MAX ? FIELD_INVALID : FIELD_SET;
    case FIELD_VERSION:
        break;
    }
    word = word_index(versions, value);
    if (word != SIZE_MAX)
        letter->version_kind = (enum version_kind)word;
    return word == SIZE_MAX ? FIELD_INVALID : FIELD_SET;
}

enum field_result field_set(struct letter *letter, struct arena *arena, const char *name,
                            const char *value)
{
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (strcmp(fields[i].name, name) == 0)
            return value[0] == '\0' ? FIELD_SET : set_field(letter, arena, &fields[i], value);
    return FIELD_UNKNOWN;
}

const char *field_name(size_t index)
{
    return index < FIELD_COUNT ? fields[index].name : NULL;
}

const char *field_get(const struct letter *letter, struct arena *arena, size_t index)
{
    struct letter copy = *letter;
    switch (fields[index].type) {
    case FIELD_TEXT:
    case FIELD_NEEDED_TEXT:
        break;
    case FIELD_DATE:
        return date_value(&letter->summary.date, arena);
    case FIELD_KIND:
        return kinds[letter->summary.kind];
    case FIELD_VERSION:
        return versions[letter->version_kind];
    }
    return *text_of(&copy, &fields[index]);
}
