#include "import/docx_styles.h"

#include "base/buffer.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { BASED_ON_MAX = 16, COUNT_MAX = 100000, MARKER_MAX = 40 };

const enum span_kind docx_format_kinds[DOCX_FORMATS] = {
    SPAN_ITALIC,  SPAN_BOLD,        SPAN_SMALL_CAPS, SPAN_UNDERLINE,
    SPAN_DELETED, SPAN_SUPERSCRIPT, SPAN_SUBSCRIPT};

/* ---- Styles ------------------------------------------------------------------------------------
 */

/* By the names that Word and LibreOffice give their own styles; they stay English in a file. */
static const struct role {
    const char *name;
    enum block_kind kind;
    uint8_t level, quote_depth;
} roles[] = {
    {"title", BLOCK_HEADING, 0, 0},
    {"subtitle", BLOCK_HEADING, 1, 0},
    {"heading 1", BLOCK_HEADING, 1, 0},
    {"heading 2", BLOCK_HEADING, 2, 0},
    {"heading 3", BLOCK_HEADING, 3, 0},
    {"heading 4", BLOCK_HEADING, 4, 0},
    {"heading 5", BLOCK_HEADING, 5, 0},
    {"heading 6", BLOCK_HEADING, 6, 0},
    {"date", BLOCK_DATELINE, 0, 0},
    {"dateline", BLOCK_DATELINE, 0, 0},
    {"salutation", BLOCK_SALUTATION, 0, 0},
    {"closing", BLOCK_CLOSING, 0, 0},
    {"complimentary close", BLOCK_CLOSING, 0, 0},
    {"signature", BLOCK_SIGNATURE, 0, 0},
    {"postscript", BLOCK_POSTSCRIPT, 0, 0},
    {"letterhead", BLOCK_LETTERHEAD, 0, 0},
    {"sender", BLOCK_LETTERHEAD, 0, 0},
    {"envelope return", BLOCK_LETTERHEAD, 0, 0},
    {"envelope address", BLOCK_ADDRESS, 0, 0},
    {"addressee", BLOCK_ADDRESS, 0, 0},
    {"inside address", BLOCK_ADDRESS, 0, 0},
    {"quote", BLOCK_PARAGRAPH, 0, 1},
    {"quotations", BLOCK_PARAGRAPH, 0, 1},
    {"intense quote", BLOCK_PARAGRAPH, 0, 1},
    {"block text", BLOCK_PARAGRAPH, 0, 1},
    {"verse", BLOCK_VERSE_LINE, 0, 0},
    {"caption", BLOCK_CAPTION, 0, 0},
};

static const char *lowered(const char *text, struct arena *arena)
{
    char *copy = arena_string(arena, text ? text : "");
    for (char *at = copy; *at; at++)
        *at = (char)tolower((unsigned char)*at);
    return copy;
}

static void set_role(struct docx_style *style, const char *name)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (strcmp(roles[i].name, name) == 0) {
            style->has_role = true;
            style->kind = roles[i].kind;
            style->level = roles[i].level;
            style->quote_depth = roles[i].quote_depth;
        }
}

static bool is_on(const xmlNode *property, struct arena *arena)
{
    const char *value = docx_attribute(property, "val", arena);
    return property && !(value && (strcmp(value, "0") == 0 || strcmp(value, "false") == 0 ||
                                   strcmp(value, "off") == 0 || strcmp(value, "none") == 0));
}

static unsigned set_bit(unsigned bits, unsigned bit, bool on)
{
    return on ? bits | 1u << bit : bits & ~(1u << bit);
}

/* Each property that is there says yes or no; the others stay as they are. */
static unsigned own_formats(const xmlNode *properties, unsigned bits, struct arena *arena)
{
    static const char *const names[] = {"i", "b", "smallCaps", "u", "strike"};
    const char *raised = docx_value(properties, "vertAlign", arena);
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++) {
        const xmlNode *property = docx_child(properties, names[i]);
        if (property)
            bits = set_bit(bits, i, is_on(property, arena));
    }
    if (raised) {
        bits = set_bit(bits, 5, strcmp(raised, "superscript") == 0);
        bits = set_bit(bits, 6, strcmp(raised, "subscript") == 0);
    }
    return bits;
}

static void read_style(const xmlNode *node, struct arena *arena, struct docx_style *style)
{
    const char *name = lowered(docx_value(node, "name", arena), arena);
    const char *type = docx_attribute(node, "type", arena);
    const xmlNode *list = docx_child(docx_child(node, "pPr"), "numPr");
    const char *level = docx_value(list, "ilvl", arena);
    style->id = docx_attribute(node, "styleId", arena);
    style->based_on = docx_value(node, "basedOn", arena);
    style->list = docx_value(list, "numId", arena);
    style->list_level = level ? (unsigned)strtoul(level, NULL, 10) : 0;
    if (type && strcmp(type, "character") != 0)
        set_role(style, name);
    else if (strcmp(name, "hyperlink") != 0 && strcmp(name, "internet link") != 0)
        style->formats = own_formats(docx_child(node, "rPr"), 0, arena);
}

static const struct docx_style *find(const struct docx_styles *styles, const char *id)
{
    for (size_t i = 0; id && i < styles->style_count; i++)
        if (styles->styles[i].id && strcmp(styles->styles[i].id, id) == 0)
            return &styles->styles[i];
    return NULL;
}

struct docx_style docx_style_find(const struct docx_styles *styles, const char *id)
{
    struct docx_style found = {.kind = BLOCK_PARAGRAPH};
    const struct docx_style *style = find(styles, id);
    for (int i = 0; style && i < BASED_ON_MAX; i++) {
        if (!found.has_role && style->has_role) {
            found.has_role = true;
            found.kind = style->kind;
            found.level = style->level;
            found.quote_depth = style->quote_depth;
        }
        if (!found.list && style->list) {
            found.list = style->list;
            found.list_level = style->list_level;
        }
        found.formats |= style->formats;
        style = find(styles, style->based_on);
    }
    return found;
}

unsigned docx_formats(const struct docx_styles *styles, const xmlNode *properties,
                      struct arena *arena)
{
    const char *style = docx_value(properties, "rStyle", arena);
    return own_formats(properties, docx_style_find(styles, style).formats, arena);
}

static void read_styles(const xmlDoc *part, struct arena *arena, struct docx_styles *styles)
{
    const xmlNode *root = part ? xmlDocGetRootElement(part) : NULL;
    styles->styles = arena_alloc(arena, root ? DOCX_STYLES_MAX : 1, sizeof *styles->styles);
    for (const xmlNode *node = root ? root->children : NULL;
         node && styles->style_count < DOCX_STYLES_MAX; node = node->next)
        if (docx_is(node, "style"))
            read_style(node, arena, &styles->styles[styles->style_count++]);
}

/* ---- Lists -------------------------------------------------------------------------------------
 */

static void read_levels(const xmlNode *list, struct arena *arena, struct docx_level *levels)
{
    for (const xmlNode *node = list->children; node; node = node->next) {
        const char *number =
            docx_attribute(node->type == XML_ELEMENT_NODE ? node : NULL, "ilvl", arena);
        if (!docx_is(node, "lvl") || !number || strtoul(number, NULL, 10) >= DOCX_LEVELS)
            continue;
        struct docx_level *level = &levels[strtoul(number, NULL, 10)];
        const char *start = docx_value(node, "start", arena);
        level->format = docx_value(node, "numFmt", arena);
        level->text = docx_value(node, "lvlText", arena);
        level->start = start ? (unsigned)strtoul(start, NULL, 10) % COUNT_MAX : 1;
    }
}

/* A list that begins anew has starts of its own; its numbers are then counted for itself. */
static bool has_own_starts(const xmlNode *list, struct arena *arena)
{
    for (const xmlNode *node = list->children; node; node = node->next)
        if (docx_is(node, "lvlOverride") && docx_value(node, "startOverride", arena))
            return true;
    return false;
}

static struct docx_list *find_list(struct docx_styles *styles, const char *id, bool is_scheme)
{
    for (size_t i = 0; id && i < styles->list_count; i++) {
        struct docx_list *list = &styles->lists[i];
        if (list->id && list->is_scheme == is_scheme && strcmp(list->id, id) == 0)
            return list;
    }
    return NULL;
}

static void read_list(struct docx_styles *styles, const xmlNode *node, struct arena *arena)
{
    struct docx_list *list = &styles->lists[styles->list_count++];
    list->is_scheme = docx_is(node, "abstractNum");
    list->id = docx_attribute(node, list->is_scheme ? "abstractNumId" : "numId", arena);
    list->scheme = docx_value(node, "abstractNumId", arena);
    if (list->is_scheme)
        read_levels(node, arena, list->levels);
    const struct docx_list *scheme = find_list(styles, list->scheme, true);
    if (list->is_scheme || !scheme || !has_own_starts(node, arena))
        return;
    memcpy(list->levels, scheme->levels, sizeof list->levels);
    list->scheme = NULL;
}

static void read_lists(const xmlDoc *part, struct arena *arena, struct docx_styles *styles)
{
    const xmlNode *root = part ? xmlDocGetRootElement(part) : NULL;
    styles->lists = arena_alloc(arena, root ? DOCX_LISTS_MAX : 1, sizeof *styles->lists);
    for (const xmlNode *node = root ? root->children : NULL;
         node && styles->list_count < DOCX_LISTS_MAX; node = node->next)
        if (docx_is(node, "abstractNum") || docx_is(node, "num"))
            read_list(styles, node, arena);
}

const char *docx_roman(unsigned number, struct arena *arena)
{
    static const struct {
        unsigned value;
        const char *text;
    } signs[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
                 {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},   {9, "ix"},
                 {5, "v"},    {4, "iv"},   {1, "i"}};
    if (number == 0 || number >= 4000)
        return arena_format(arena, "%u", number);
    struct buffer text = {0};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        for (; number >= signs[i].value; number -= signs[i].value)
            buffer_text(&text, signs[i].text);
    const char *roman = arena_string(arena, buffer_string(&text));
    buffer_fini(&text);
    return roman;
}

/* a to z, aa to zz ...: as Word goes on. */
static const char *letters(unsigned number, struct arena *arena)
{
    unsigned times = (number - 1) / 26 + 1;
    if (number == 0 || times > MARKER_MAX)
        return arena_format(arena, "%u", number);
    char *text = arena_alloc(arena, times + 1, 1);
    memset(text, 'a' + (int)((number - 1) % 26), times);
    return text;
}

static const char *raised(const char *text, bool raise, struct arena *arena)
{
    char *copy = arena_string(arena, text);
    for (char *at = copy; raise && *at; at++)
        *at = (char)toupper((unsigned char)*at);
    return copy;
}

static const char *numeral(const struct docx_level *level, struct arena *arena)
{
    const char *format = level->format ? level->format : "decimal";
    bool upper = strncmp(format, "upper", 5) == 0;
    if (strcmp(format, "lowerLetter") == 0 || strcmp(format, "upperLetter") == 0)
        return raised(letters(level->count, arena), upper, arena);
    if (strcmp(format, "lowerRoman") == 0 || strcmp(format, "upperRoman") == 0)
        return raised(docx_roman(level->count, arena), upper, arena);
    return arena_format(arena, "%u", level->count);
}

/* "%1.%2)" with the numbers of the levels put in. */
static const char *marker(const struct docx_level *levels, const char *pattern, struct arena *arena)
{
    struct buffer text = {0};
    for (const char *at = pattern; *at && text.length < MARKER_MAX; at++)
        if (at[0] == '%' && at[1] >= '1' && at[1] <= '0' + DOCX_LEVELS)
            buffer_text(&text, numeral(&levels[*++at - '1'], arena));
        else
            buffer_byte(&text, *at);
    const char *result = text.length ? arena_string(arena, buffer_string(&text)) : NULL;
    buffer_fini(&text);
    return result;
}

const char *docx_list_next(struct docx_styles *styles, const char *list, unsigned level,
                           struct arena *arena)
{
    struct docx_list *found = find_list(styles, list, false);
    struct docx_list *counted =
        found && found->scheme ? find_list(styles, found->scheme, true) : found;
    if (!counted || level >= DOCX_LEVELS)
        return NULL;
    struct docx_level *levels = counted->levels;
    for (unsigned i = 0; i <= level; i++)
        if (!levels[i].begun || i == level) {
            levels[i].count = levels[i].begun ? levels[i].count + 1 : levels[i].start;
            levels[i].begun = true;
        }
    for (unsigned i = level + 1; i < DOCX_LEVELS; i++)
        levels[i].begun = false;
    const char *format = levels[level].format;
    if (format && strcmp(format, "none") == 0)
        return NULL;
    if (format && strcmp(format, "bullet") == 0)
        return "\xe2\x80\xa2";
    return marker(levels, levels[level].text ? levels[level].text : "%1.", arena);
}

void docx_styles_read(const xmlDoc *styles, const xmlDoc *numbering, struct arena *arena,
                      struct docx_styles *ret_styles)
{
    *ret_styles = (struct docx_styles){0};
    read_styles(styles, arena, ret_styles);
    read_lists(numbering, arena, ret_styles);
}
