#include "letter/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Kinds whose whole address is one word. */
static const struct {
    const char *word;
    enum place_kind kind;
} plain_places[] = {
    {"attract", PLACE_ATTRACT}, {"contents", PLACE_CONTENTS}, {"search", PLACE_SEARCH},
    {"options", PLACE_OPTIONS}, {"prompt", PLACE_PROMPT},     {"about", PLACE_ABOUT},
    {"pin", PLACE_PIN},         {"staff", PLACE_STAFF},       {"exchange", PLACE_EXCHANGE},
    {"sleep", PLACE_SLEEP},
};

static const char *const kind_words[] = {
    [PLACE_ATTRACT] = "attract", [PLACE_CONTENTS] = "contents", [PLACE_EXCHANGE] = "exchange",
    [PLACE_SEARCH] = "search",   [PLACE_OPTIONS] = "options",   [PLACE_PROMPT] = "prompt",
    [PLACE_ABOUT] = "about",     [PLACE_PIN] = "pin",           [PLACE_STAFF] = "staff",
    [PLACE_FAULT] = "fault",     [PLACE_LETTER] = "letter",     [PLACE_PERSON] = "person",
    [PLACE_TERM] = "term",       [PLACE_PICTURE] = "picture",   [PLACE_SLEEP] = "sleep",
};

static bool copy_part(char part[PLACE_PART_SIZE], const char *text, size_t length)
{
    if (length >= PLACE_PART_SIZE)
        return false;
    memcpy(part, text, length);
    part[length] = '\0';
    return true;
}

static bool parse_number(const char *text, size_t length, uint32_t *ret_number)
{
    uint64_t number = 0;
    if (length == 0 || length > 10)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        number = number * 10 + (uint64_t)(text[i] - '0');
    }
    if (number > UINT32_MAX)
        return false;
    *ret_number = (uint32_t)number;
    return true;
}

/* "ED/ID" or "ID"; an id holds no slash. */
static bool parse_key(struct place *place, const char *text, size_t length)
{
    const char *slash = memchr(text, '/', length);
    size_t edition = slash == NULL ? 0 : (size_t)(slash - text) + 1;
    if (slash != NULL && !copy_part(place->edition, text, edition - 1))
        return false;
    return length > edition && memchr(text + edition, '/', length - edition) == NULL &&
           copy_part(place->id, text + edition, length - edition);
}

static bool parse_overlay(struct place *place, const char *text)
{
    static const struct {
        const char *word;
        enum place_overlay overlay;
    } overlays[] = {{"notes", OVERLAY_NOTES}, {"pages", OVERLAY_PAGES}, {"about", OVERLAY_ABOUT},
                    {"end", OVERLAY_END},     {"side", OVERLAY_SIDE},   {"web", OVERLAY_WEB}};
    if (strncmp(text, "note=", 5) == 0) {
        place->overlay = OVERLAY_NOTE;
        return text[5] != '\0' && copy_part(place->note, text + 5, strlen(text + 5));
    }
    for (size_t i = 0; i < sizeof overlays / sizeof *overlays; i++) {
        if (strcmp(text, overlays[i].word) == 0) {
            place->overlay = overlays[i].overlay;
            return true;
        }
    }
    return false;
}

/* ":BLOCK.BYTE" */
static bool parse_offset(struct place *place, const char *text, size_t length)
{
    const char *dot = memchr(text, '.', length);
    if (dot == NULL)
        return false;
    size_t before = (size_t)(dot - text);
    place->has_offset = true;
    return parse_number(text, before, &place->block) &&
           parse_number(dot + 1, length - before - 1, &place->byte);
}

/* [ED/]ID[@PRINTED|:BLOCK.BYTE][?lang=LL][#overlay] */
static bool parse_letter(struct place *place, const char *text)
{
    size_t whole = strcspn(text, "?#");
    const char *rest = text + whole;
    const char *at = memchr(text, '@', whole), *colon = memchr(text, ':', whole);
    const char *detail = at != NULL ? at : colon;
    size_t key = detail == NULL ? whole : (size_t)(detail - text);
    if (!parse_key(place, text, key))
        return false;
    if (at != NULL && (key + 1 == whole || !copy_part(place->printed, at + 1, whole - key - 1)))
        return false;
    if (at == NULL && colon != NULL && !parse_offset(place, colon + 1, whole - key - 1))
        return false;
    if (strncmp(rest, "?lang=", 6) == 0) {
        size_t length = strcspn(rest + 6, "#");
        if (length == 0 || !copy_part(place->lang, rest + 6, length))
            return false;
        rest += 6 + length;
    }
    return *rest == '\0' || (*rest == '#' && parse_overlay(place, rest + 1));
}

/* The value of one "name=value" of a query, up to '&' or the end; false when it is too long. A
 * missing name leaves the part empty. */
static bool parse_parameter(const char *query, const char *name, char part[PLACE_PART_SIZE])
{
    size_t name_length = strlen(name);
    for (const char *at = query; *at != '\0';) {
        size_t length = strcspn(at, "&");
        if (length > name_length && strncmp(at, name, name_length) == 0 && at[name_length] == '=')
            return copy_part(part, at + name_length + 1, length - name_length - 1);
        at += length + (at[length] == '&');
    }
    return true;
}

static bool parse_exchange(struct place *place, const char *query)
{
    char both[PLACE_PART_SIZE] = "";
    if (strncmp(query, "between=", 8) != 0 || !copy_part(both, query + 8, strlen(query + 8)))
        return false;
    size_t first = strcspn(both, ",");
    return both[first] == ',' && copy_part(place->id, both, first) &&
           copy_part(place->query, both + first + 1, strlen(both + first + 1));
}

static bool parse_query(struct place *place, const char *query)
{
    if (place->kind == PLACE_SEARCH)
        return strncmp(query, "q=", 2) == 0 &&
               copy_part(place->query, query + 2, strlen(query + 2));
    if (place->kind == PLACE_CONTENTS && strcmp(query, "all") == 0) {
        place->index = CONTENTS_ALL;
        return true;
    }
    return place->kind == PLACE_CONTENTS && parse_parameter(query, "person", place->id) &&
           parse_parameter(query, "year", place->query);
}

static bool parse_plain(struct place *place, const char *text)
{
    size_t length = strcspn(text, "/?");
    for (size_t i = 0; i < sizeof plain_places / sizeof *plain_places; i++) {
        if (strlen(plain_places[i].word) != length ||
            strncmp(text, plain_places[i].word, length) != 0)
            continue;
        place->kind = plain_places[i].kind;
        if (text[length] == '/')
            return place->kind == PLACE_ATTRACT &&
                   parse_number(text + length + 1, strlen(text + length + 1), &place->index);
        return text[length] == '\0' || parse_query(place, text + length + 1);
    }
    return false;
}

/* [ED/]ID/N[#side] */
static bool parse_picture(struct place *place, const char *text)
{
    size_t whole = strcspn(text, "#"), key = whole;
    while (key > 0 && text[key - 1] != '/')
        key--;
    bool plain = text[whole] == '\0';
    if (!plain && strcmp(text + whole, "#side") == 0)
        place->overlay = OVERLAY_SIDE;
    return key > 0 && parse_number(text + key, whole - key, &place->index) &&
           parse_key(place, text, key - 1) && (plain || place->overlay == OVERLAY_SIDE);
}

bool place_parse(const char *text, struct place *ret_place)
{
    struct place place = {0};
    bool parsed;
    if (strlen(text) >= PLACE_TEXT_SIZE)
        return false;
    if (strncmp(text, "letter/", 7) == 0) {
        place.kind = PLACE_LETTER;
        parsed = parse_letter(&place, text + 7);
    } else if (strncmp(text, "person/", 7) == 0 || strncmp(text, "term/", 5) == 0) {
        place.kind = text[0] == 'p' ? PLACE_PERSON : PLACE_TERM;
        const char *key = strchr(text, '/') + 1;
        parsed = parse_key(&place, key, strlen(key));
    } else if (strncmp(text, "picture/", 8) == 0) {
        place.kind = PLACE_PICTURE;
        parsed = parse_picture(&place, text + 8);
    } else if (strncmp(text, "fault/", 6) == 0) {
        place.kind = PLACE_FAULT;
        parsed = text[6] != '\0' && copy_part(place.id, text + 6, strlen(text + 6));
    } else if (strncmp(text, "staff/", 6) == 0) {
        place.kind = PLACE_STAFF;
        parsed = text[6] != '\0' && copy_part(place.id, text + 6, strlen(text + 6));
    } else if (strncmp(text, "exchange?", 9) == 0) {
        place.kind = PLACE_EXCHANGE;
        parsed = parse_exchange(&place, text + 9);
    } else {
        parsed = parse_plain(&place, text);
    }
    if (parsed)
        *ret_place = place;
    return parsed;
}

static int format_key(const struct place *place, char *text, size_t size)
{
    return snprintf(text, size, "%s%s%s", place->edition, place->edition[0] == '\0' ? "" : "/",
                    place->id);
}

static void format_letter(const struct place *place, char *text, size_t size)
{
    static const char *const overlays[] = {
        [OVERLAY_NONE] = "",        [OVERLAY_NOTE] = "#note=",  [OVERLAY_NOTES] = "#notes",
        [OVERLAY_PAGES] = "#pages", [OVERLAY_ABOUT] = "#about", [OVERLAY_END] = "#end",
        [OVERLAY_SIDE] = "#side",   [OVERLAY_WEB] = "#web",
    };
    int used = format_key(place, text, size);
    if (place->printed[0] != '\0')
        used += snprintf(text + used, size - (size_t)used, "@%s", place->printed);
    else if (place->has_offset)
        used += snprintf(text + used, size - (size_t)used, ":%u.%u", place->block, place->byte);
    if (place->lang[0] != '\0')
        used += snprintf(text + used, size - (size_t)used, "?lang=%s", place->lang);
    snprintf(text + used, size - (size_t)used, "%s%s", overlays[place->overlay],
             place->overlay == OVERLAY_NOTE ? place->note : "");
}

static void format_contents(const struct place *place, char *text, size_t size)
{
    char mark = '?';
    int used = 0;
    if (place->id[0] != '\0') {
        used = snprintf(text, size, "%cperson=%s", mark, place->id);
        mark = '&';
    }
    if (place->query[0] != '\0')
        snprintf(text + used, size - (size_t)used, "%cyear=%s", mark, place->query);
    if (used == 0 && place->query[0] == '\0' && place->index == CONTENTS_ALL)
        snprintf(text, size, "?all");
}

const char *place_format(const struct place *place, char text[PLACE_TEXT_SIZE])
{
    int used = snprintf(text, PLACE_TEXT_SIZE, "%s", kind_words[place->kind]);
    char *rest = text + used;
    size_t size = PLACE_TEXT_SIZE - (size_t)used;
    switch (place->kind) {
    case PLACE_ATTRACT:
        snprintf(rest, size, "/%u", place->index);
        break;
    case PLACE_CONTENTS:
        format_contents(place, rest, size);
        break;
    case PLACE_EXCHANGE:
        if (place->id[0] != '\0')
            snprintf(rest, size, "?between=%s,%s", place->id, place->query);
        break;
    case PLACE_SEARCH:
        if (place->query[0] != '\0')
            snprintf(rest, size, "?q=%s", place->query);
        break;
    case PLACE_FAULT:
        snprintf(rest, size, "/%s", place->id);
        break;
    case PLACE_STAFF:
        if (place->id[0] != '\0')
            snprintf(rest, size, "/%s", place->id);
        break;
    case PLACE_LETTER:
        *rest = '/';
        format_letter(place, rest + 1, size - 1);
        break;
    case PLACE_PERSON:
    case PLACE_TERM:
        *rest = '/';
        format_key(place, rest + 1, size - 1);
        break;
    case PLACE_PICTURE:
        *rest = '/';
        used = format_key(place, rest + 1, size - 1);
        snprintf(rest + 1 + used, size - 1 - (size_t)used, "/%u%s", place->index,
                 place->overlay == OVERLAY_SIDE ? "#side" : "");
        break;
    default:
        break;
    }
    return text;
}

bool place_equals(const struct place *a, const struct place *b)
{
    char text_a[PLACE_TEXT_SIZE], text_b[PLACE_TEXT_SIZE];
    return strcmp(place_format(a, text_a), place_format(b, text_b)) == 0;
}

static bool part_answers(const char *part, const char *asked)
{
    return asked[0] == '\0' || strcmp(part, asked) == 0;
}

bool place_answers(const struct place *place, const struct place *asked)
{
    struct place full = *asked;
    if (!part_answers(place->edition, asked->edition) || !part_answers(place->lang, asked->lang))
        return false;
    memcpy(full.edition, place->edition, sizeof full.edition);
    memcpy(full.lang, place->lang, sizeof full.lang);
    if (!asked->has_offset && asked->printed[0] == '\0') {
        full.has_offset = place->has_offset;
        full.block = place->block;
        full.byte = place->byte;
        memcpy(full.printed, place->printed, sizeof full.printed);
    }
    if (asked->kind == PLACE_ATTRACT && asked->index == 0)
        full.index = place->index;
    return place_equals(place, &full);
}

static bool is_file_name_byte(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           (byte >= '0' && byte <= '9') || byte == '.' || byte == '-';
}

const char *place_file_name(const struct place *place, char name[PLACE_TEXT_SIZE])
{
    place_format(place, name);
    for (char *at = name; *at != '\0'; at++)
        if (!is_file_name_byte(*at))
            *at = '_';
    return name;
}
