#include "import/markdown_reading.h"

#include "import/markdown_marks.h"

#include <cmark-gfm-core-extensions.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* A footnote as the text defines it: "[^label]: ..." */
struct definition {
    const char *label;
    size_t length;
    unsigned line; /* of the text, from 1 */
    bool found;    /* the parser has made a node of it */
};

struct definitions {
    struct definition *items;
    size_t count;
};

unsigned markdown_line(const struct markdown *markdown, cmark_node *node)
{
    int line = 0;
    for (; node && line <= 0; node = cmark_node_parent(node))
        line = cmark_node_get_start_line(node);
    return markdown->first_line + (line > 0 ? (unsigned)line : 1);
}

static cmark_node *parse(const char *bytes, size_t length, const char *more)
{
    static const char *const extensions[] = {"table", "strikethrough"};
    cmark_gfm_core_extensions_ensure_registered();
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
    for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++) {
        cmark_syntax_extension *extension = cmark_find_syntax_extension(extensions[i]);
        if (extension)
            cmark_parser_attach_syntax_extension(parser, extension);
    }
    struct buffer guarded = {0};
    markdown_marks_guard(&guarded, bytes, length);
    cmark_parser_feed(parser, buffer_string(&guarded), guarded.length);
    cmark_parser_feed(parser, more, strlen(more));
    buffer_fini(&guarded);
    cmark_node *root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    markdown_marks_restore(root);
    return root;
}

/* The label of a line that begins a footnote; NULL: it begins none. */
static const char *label_at(const char *line, size_t length, size_t *ret_length)
{
    size_t at = 0;
    while (at < length && (line[at] == ' ' || line[at] == '>'))
        at++;
    size_t mark = markdown_mark_length(line + at, length - at);
    if (mark == 0 || at + mark == length || line[at + mark] != ':')
        return NULL;
    *ret_length = mark - 3;
    return line + at + 2;
}

static struct definitions find_definitions(const struct markdown *markdown)
{
    struct definitions found = {0};
    const char *bytes = markdown->source->bytes + markdown->begin;
    size_t length = markdown->source->length - markdown->begin, next;
    unsigned line = 1;
    found.items = arena_alloc(markdown->arena, DRAFT_NOTES_MAX + 1, sizeof *found.items);
    for (size_t at = 0; at < length && found.count <= DRAFT_NOTES_MAX; at = next, line++) {
        const char *end = memchr(bytes + at, '\n', length - at);
        next = end ? (size_t)(end - bytes) + 1 : length;
        struct definition *item = &found.items[found.count];
        item->label = label_at(bytes + at, next - at, &item->length);
        item->line = line;
        found.count += item->label != NULL;
    }
    return found;
}

static bool is_definition(cmark_node *node)
{
    return cmark_node_get_type(node) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

static struct definition *definition_of(const struct definitions *all, cmark_node *node)
{
    for (size_t i = 0; i < all->count; i++)
        if ((int)all->items[i].line == cmark_node_get_start_line(node))
            return &all->items[i];
    return NULL;
}

static size_t match(const struct definitions *all, cmark_node *root)
{
    size_t matched = 0;
    for (size_t i = 0; i < all->count; i++)
        all->items[i].found = false;
    for (cmark_node *node = cmark_node_first_child(root); node; node = cmark_node_next(node)) {
        struct definition *item = is_definition(node) ? definition_of(all, node) : NULL;
        if (!item || item->found)
            continue;
        item->found = true;
        matched++;
    }
    return matched;
}

/* The parser leaves out footnotes without a mark: they get one behind the text, in a paragraph of
 * its own, which is not shown. */
static void parse_again_with_all(struct markdown *markdown, const struct definitions *all)
{
    struct buffer more = {0};
    const char *bytes = markdown->source->bytes + markdown->begin;
    size_t length = markdown->source->length - markdown->begin;
    buffer_text(&more, "\n\n");
    for (size_t i = 0; i < all->count; i++) {
        const struct definition *item = &all->items[i];
        if (!item->found)
            buffer_format(&more, "[^%.*s] ", (int)item->length, item->label);
    }
    cmark_node *root = parse(bytes, length, buffer_string(&more));
    buffer_fini(&more);
    cmark_node *last = cmark_node_last_child(root);
    while (last && is_definition(last))
        last = cmark_node_previous(last);
    if (last && cmark_node_get_type(last) == CMARK_NODE_PARAGRAPH &&
        cmark_node_get_start_line(last) > (int)markdown->last_line) {
        cmark_node_free(markdown->root);
        markdown->root = root;
        match(all, root);
    } else
        cmark_node_free(root);
}

static void warn_of_lost(const struct markdown *markdown, const struct definitions *all)
{
    for (size_t i = 0; i < all->count; i++)
        if (!all->items[i].found)
            import_report_warn(markdown->report, markdown->source->file,
                               markdown->first_line + all->items[i].line, "left-out",
                               "give the note a name of its own",
                               "the note [^%.*s] is left out: there is one of that name, or its "
                               "line stands where no note can",
                               (int)all->items[i].length, all->items[i].label);
}

static bool is_source(const struct definition *item)
{
    return item && item->length == 6 && memcmp(item->label, "source", 6) == 0;
}

static bool is_name(const struct definition *item)
{
    for (size_t i = 0; i < item->length; i++)
        if (isalpha((unsigned char)item->label[i]))
            return true;
    return item->length > DRAFT_LABEL_MAX;
}

/* What the edition prints: figures and signs are kept, names are the file's own and are counted. */
static const char *printed_label(const struct markdown *markdown, const struct definition *item,
                                 unsigned *counted)
{
    if (is_source(item))
        return "0";
    ++*counted;
    if (!item || is_name(item))
        return arena_format(markdown->arena, "%u", *counted);
    return arena_copy(markdown->arena, item->label, item->length);
}

/* Notes in the order of the definitions in the tree, which is that of their first marks: a mark's
 * literal is its definition's place in it. */
static enum status add_notes(struct markdown *markdown, const struct definitions *all)
{
    struct draft *draft = &markdown->draft;
    unsigned counted = 0;
    for (cmark_node *node = cmark_node_first_child(markdown->root); node;
         node = cmark_node_next(node)) {
        if (!is_definition(node))
            continue;
        const struct definition *item = definition_of(all, node);
        unsigned line = markdown_line(markdown, node);
        if (draft->note_count == DRAFT_NOTES_MAX)
            return error_set(markdown->error, STATUS_LIMIT, "%s:%u: more than %d notes",
                             markdown->source->file, line, DRAFT_NOTES_MAX);
        draft_add_note(draft, printed_label(markdown, item, &counted),
                       is_source(item) ? NOTE_SOURCE : NOTE_EDITORS, line);
    }
    return STATUS_OK;
}

enum status markdown_notes_parse(struct markdown *markdown)
{
    const char *bytes = markdown->source->bytes + markdown->begin;
    size_t length = markdown->source->length - markdown->begin;
    const struct definitions all = find_definitions(markdown);
    for (size_t i = 0; i < length; i++)
        markdown->last_line += bytes[i] == '\n';
    markdown->last_line++;
    if (all.count > DRAFT_NOTES_MAX)
        return error_set(markdown->error, STATUS_LIMIT, "%s:%u: more than %d notes",
                         markdown->source->file,
                         markdown->first_line + all.items[DRAFT_NOTES_MAX].line, DRAFT_NOTES_MAX);
    markdown->root = parse(bytes, length, "");
    if (match(&all, markdown->root) < all.count)
        parse_again_with_all(markdown, &all);
    warn_of_lost(markdown, &all);
    return add_notes(markdown, &all);
}
