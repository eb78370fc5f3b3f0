#include "bundle/hyphenate/patterns.h"

#include <iconv.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"

enum { LEVELS = 2, CHARSET_MAX = 32, CHANGED_SPELLING = 8, UTF8_GROWTH = 3 };

/* A byte of a pattern, behind that of `parent`. */
struct node {
    uint32_t parent;
    uint32_t figures; /* of the pattern that ends here, in `patterns.figures`; 0: none */
    char byte;
};

/* Node n below LEVELS is where the patterns of level n begin. */
struct patterns {
    enum patterns_rule rule;
    struct node *nodes;
    size_t node_count, node_room;
    uint32_t *slots; /* nodes by hash of parent and byte, 0: free; twice as many as there is room */
    struct buffer figures;
    size_t levels;
    size_t part_left, part_right; /* letters that a part of a compound keeps on each side */
};

/* ---- Reading ---- */

/* Where the node is, or would be. */
static uint32_t *slot_of(const struct patterns *patterns, uint32_t parent, char byte)
{
    size_t mask = 2 * patterns->node_room - 1;
    size_t slot = (parent * 2654435761u ^ (unsigned char)byte * 40503u) & mask;
    for (uint32_t node; (node = patterns->slots[slot]) != 0; slot = (slot + 1) & mask)
        if (patterns->nodes[node].parent == parent && patterns->nodes[node].byte == byte)
            break;
    return &patterns->slots[slot];
}

static void make_room(struct patterns *patterns)
{
    size_t room = patterns->node_room == 0 ? 1024 : 2 * patterns->node_room;
    patterns->nodes = memory_resized(patterns->nodes, room, sizeof *patterns->nodes);
    free(patterns->slots);
    patterns->slots = memory_zeroed(2 * room, sizeof *patterns->slots);
    patterns->node_room = room;
    for (uint32_t i = LEVELS; i < patterns->node_count; i++)
        *slot_of(patterns, patterns->nodes[i].parent, patterns->nodes[i].byte) = i;
}

static uint32_t add_node(struct patterns *patterns, uint32_t parent, char byte)
{
    if (patterns->node_count == patterns->node_room)
        make_room(patterns);
    patterns->nodes[patterns->node_count] = (struct node){.parent = parent, .byte = byte};
    return (uint32_t)patterns->node_count++;
}

/* 0: none. */
static uint32_t find_child(const struct patterns *patterns, uint32_t node, char byte)
{
    return *slot_of(patterns, node, byte);
}

static uint32_t child_of(struct patterns *patterns, uint32_t node, char byte)
{
    uint32_t child = find_child(patterns, node, byte);
    if (child == 0) {
        child = add_node(patterns, node, byte);
        *slot_of(patterns, node, byte) = child;
    }
    return child;
}

/* "a1bc2", or "f1f/ff=f,1,2" where a hyphen changes the spelling; a space ends it. */
static void add_pattern(struct patterns *patterns, uint32_t level, const char *line, size_t length)
{
    char figures[PATTERNS_WORD_MAX + 1] = {0};
    uint32_t node = level;
    size_t count = 0, at = 0;
    for (; at < length && (unsigned char)line[at] > ' ' && line[at] != '/' &&
           count < PATTERNS_WORD_MAX;
         at++)
        if (line[at] >= '0' && line[at] <= '9')
            figures[count] = (char)(line[at] - '0');
        else {
            node = child_of(patterns, node, line[at]);
            count++;
        }
    bool changes = at < length && line[at] == '/';
    for (size_t i = 0; changes && i <= count; i++)
        figures[i] = figures[i] % 2 == 1 ? CHANGED_SPELLING : figures[i];
    patterns->nodes[node].figures = (uint32_t)patterns->figures.length;
    buffer_append(&patterns->figures, figures, count + 1);
}

/* Whether the line begins with the word; then *ret_number is what follows. */
static bool is_setting(const char *line, size_t length, const char *word, size_t *ret_number)
{
    size_t size = strlen(word);
    if (length < size || strncmp(line, word, size) != 0)
        return false;
    *ret_number = strtoul(line + size, NULL, 10);
    return true;
}

/* Settings that a caller has its own rules for, and those for signs that are no letters, go. */
static void read_line(struct patterns *patterns, const char *line, size_t length)
{
    size_t unused;
    if (length == 0 || line[0] == '#' || line[0] == '%' ||
        is_setting(line, length, "COMPOUNDLEFTHYPHENMIN", &patterns->part_left) ||
        is_setting(line, length, "COMPOUNDRIGHTHYPHENMIN", &patterns->part_right) ||
        is_setting(line, length, "LEFTHYPHENMIN", &unused) ||
        is_setting(line, length, "RIGHTHYPHENMIN", &unused) ||
        is_setting(line, length, "NOHYPHEN", &unused))
        return;
    if (is_setting(line, length, "NEXTLEVEL", &unused))
        patterns->levels = LEVELS;
    else
        add_pattern(patterns, (uint32_t)patterns->levels - 1, line, length);
}

static void read_lines(struct patterns *patterns, const char *text)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\r\n");
        read_line(patterns, text, length);
        text += length + (text[length] != '\0');
    }
}

/* The file as UTF-8, closed by a NUL and without its first line, which names the charset; or NULL.
 */
static char *as_utf8(const char *bytes, size_t length)
{
    char charset[CHARSET_MAX];
    size_t name = strcspn(bytes, "\r\n");
    if (name >= sizeof charset)
        return NULL;
    memcpy(charset, bytes, name);
    charset[name] = '\0';
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1)
        return NULL;
    size_t left = length - name, room = left * UTF8_GROWTH;
    char *text = memory_zeroed(room + 1, 1), *to = text;
    char *from = memory_string(bytes + name), *input = from;
    bool failed = iconv(converter, &input, &left, &to, &room) == (size_t)-1;
    iconv_close(converter);
    free(from);
    if (!failed)
        return text;
    free(text);
    return NULL;
}

static bool read_file(const char *path, struct buffer *bytes)
{
    char part[1 << 14];
    size_t length;
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return false;
    while (bytes->length <= PATTERNS_FILE_MAX && (length = fread(part, 1, sizeof part, file)) > 0)
        buffer_append(bytes, part, length);
    bool whole = feof(file) && bytes->length <= PATTERNS_FILE_MAX;
    fclose(file);
    return whole;
}

static struct patterns *patterns_of(const char *text)
{
    struct patterns *patterns = memory_zeroed(1, sizeof *patterns);
    patterns->levels = 1;
    for (int level = 0; level < LEVELS; level++)
        add_node(patterns, 0, '\0');
    buffer_byte(&patterns->figures, '\0'); /* so that no pattern's figures are at 0 */
    read_lines(patterns, text);
    return patterns;
}

struct patterns *patterns_read(const char *path, enum patterns_rule rule)
{
    struct buffer bytes = {0};
    struct patterns *patterns = NULL;
    char *text = read_file(path, &bytes) ? as_utf8(buffer_string(&bytes), bytes.length) : NULL;
    if (text != NULL) {
        patterns = patterns_of(text);
        patterns->rule = rule;
    }
    free(text);
    buffer_fini(&bytes);
    return patterns;
}

void patterns_destroy(struct patterns *patterns)
{
    if (patterns == NULL)
        return;
    free(patterns->nodes);
    free(patterns->slots);
    buffer_fini(&patterns->figures);
    free(patterns);
}

/* ---- Finding ---- */

/* The figures of the pattern that ends at a node, for the places from figures[0] on. */
static void raise_figures(const struct patterns *patterns, uint32_t node, size_t length,
                          uint8_t *figures)
{
    size_t from = patterns->nodes[node].figures;
    const char *found = patterns->figures.bytes + from;
    for (size_t i = 0; from != 0 && i <= length; i++)
        if ((uint8_t)found[i] > figures[i])
            figures[i] = (uint8_t)found[i];
}

/* A word with a full stop before and behind it. Before `claimed` ends nothing that counts: a
 * pattern that begins earlier, whole or not, has come as far. */
static void find_in_level(const struct patterns *patterns, uint32_t level, const char *dotted,
                          size_t length, uint8_t *figures)
{
    size_t claimed = 0;
    for (size_t start = 0; start < length; start++) {
        uint32_t node = level;
        for (size_t at = start; at < length; at++) {
            node = find_child(patterns, node, dotted[at]);
            if (node == 0)
                break;
            if (at >= claimed)
                raise_figures(patterns, node, at + 1 - start, figures + start);
            if (patterns->rule == PATTERNS_LONGEST && at >= claimed)
                claimed = at + 1;
        }
    }
}

static void find_figures(const struct patterns *patterns, uint32_t level, const char *word,
                         size_t length, uint8_t *figures)
{
    char dotted[PATTERNS_WORD_MAX + 2];
    uint8_t all[PATTERNS_WORD_MAX + 3] = {0};
    dotted[0] = dotted[length + 1] = '.';
    memcpy(dotted + 1, word, length);
    find_in_level(patterns, level, dotted, length + 2, all);
    memcpy(figures, all + 1, length);
}

static bool is_letter_start(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

/* No hyphens within the first and last letters of a part that ends where another meets it. */
static void keep_sides(const char *word, size_t length, size_t left, size_t right, uint8_t *figures)
{
    size_t letters = 0;
    for (size_t i = 1; i < length && letters < left; i++)
        if (is_letter_start(word[i]) && ++letters < left)
            figures[i] = 0;
    letters = 0;
    for (size_t i = length; i-- > 1 && letters + 1 < right;)
        if (is_letter_start(word[i])) {
            figures[i] = 0;
            letters++;
        }
}

/* A stretch of a word; `met_left`, `met_right`: another part of a compound meets it there. A part
 * may be a compound itself, so each is looked at again, and is shorter. */
static void find_in_part(const struct patterns *patterns, const char *part, size_t length,
                         bool met_left, bool met_right, uint8_t *figures)
{
    size_t begin = 0;
    find_figures(patterns, 0, part, length, figures);
    if (patterns->levels == 1)
        return;
    for (size_t i = 1; i <= length; i++) {
        bool meets = i < length && figures[i] % 2 == 1;
        if (!meets && !(i == length && begin > 0))
            continue;
        uint8_t joint = figures[begin];
        find_in_part(patterns, part + begin, i - begin, begin > 0 || met_left, meets || met_right,
                     figures + begin);
        figures[begin] = joint;
        begin = i;
    }
    if (begin == 0)
        find_figures(patterns, 1, part, length, figures);
    keep_sides(part, length, met_left ? patterns->part_left : 0,
               met_right ? patterns->part_right : 0, figures);
}

void patterns_find(const struct patterns *patterns, const char *word, size_t length,
                   uint8_t *figures)
{
    memset(figures, 0, length);
    if (length > 0 && length <= PATTERNS_WORD_MAX)
        find_in_part(patterns, word, length, false, false, figures);
}
