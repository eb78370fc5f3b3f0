#include "import/markdown.h"

#include "import/delivery.h"
#include "import/markdown_front.h"
#include "import/markdown_reading.h"
#include "import/settle.h"
#include "import/target.h"

#include <cmark-gfm-core-extensions.h>
#include <stdlib.h>
#include <string.h>

/* ---- Blocks ------------------------------------------------------------------------------------
 */

static enum status fail(struct markdown *markdown, cmark_node *node, enum status status,
                        const char *message)
{
    return error_set(markdown->error, status, "%s:%u: %s", markdown->source->file,
                     markdown_line(markdown, node), message);
}

static enum status too_deep(struct markdown *markdown, cmark_node *node)
{
    return fail(markdown, node, STATUS_LIMIT,
                "lists and quotations stand too deep within each other");
}

/* In a list the first block of an item bears its marker. */
static void open_block(struct markdown *markdown, enum block_kind kind)
{
    struct block like = {.kind = kind, .quote_depth = (uint8_t)markdown->quote_depth};
    if (markdown->list_depth > 0 && kind == BLOCK_PARAGRAPH) {
        like.kind = BLOCK_LIST_ITEM;
        like.level = (uint8_t)(markdown->list_depth - 1);
        like.marker = markdown->marker;
        markdown->marker = NULL;
    }
    prose_open(markdown->prose, &like);
}

static enum status begin_quote(struct markdown *markdown, cmark_node *node)
{
    return ++markdown->quote_depth > MARKDOWN_DEPTH_MAX ? too_deep(markdown, node) : STATUS_OK;
}

static enum status begin_list(struct markdown *markdown, cmark_node *node)
{
    if (markdown->list_depth == MARKDOWN_DEPTH_MAX)
        return too_deep(markdown, node);
    markdown->lists[markdown->list_depth++] = (struct markdown_list){
        .ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST,
        .close = cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM ? ')' : '.',
        .number = (unsigned)cmark_node_get_list_start(node)};
    return STATUS_OK;
}

static void begin_item(struct markdown *markdown)
{
    struct markdown_list *list = &markdown->lists[markdown->list_depth - 1];
    markdown->marker = list->ordered
                           ? arena_format(markdown->arena, "%u%c", list->number++, list->close)
                           : "\xe2\x80\xa2";
}

static void begin_heading(struct markdown *markdown, cmark_node *node)
{
    unsigned level = (unsigned)cmark_node_get_heading_level(node);
    markdown->in_own_heading = !markdown->has_heading && level == 1 &&
                               markdown->prose == &markdown->draft.prose &&
                               markdown->quote_depth == 0 && markdown->list_depth == 0;
    markdown->has_heading |= markdown->in_own_heading;
    open_block(markdown, BLOCK_HEADING);
    if (!markdown->in_own_heading)
        markdown->prose->like.level = (uint8_t)(level > 1 ? level - 1 : 1);
}

static void end_heading(struct markdown *markdown)
{
    size_t before = markdown->prose->block_count;
    prose_close(markdown->prose);
    if (markdown->in_own_heading && markdown->prose->block_count > before)
        settle_heading(&markdown->draft, prose_last(markdown->prose));
    markdown->in_own_heading = false;
}

static void put_rule(struct markdown *markdown)
{
    open_block(markdown, BLOCK_RULE);
    prose_close(markdown->prose);
}

/* Lines as they stand: verse, or what was only indented. */
static void put_lines(struct markdown *markdown, const char *text)
{
    open_block(markdown, BLOCK_PARAGRAPH);
    markdown->prose->like.flush = true;
    while (*text) {
        size_t length = strcspn(text, "\n");
        prose_text(markdown->prose, text, length);
        text += length;
        if (*text == '\n') {
            prose_break(markdown->prose);
            text++;
        }
    }
    prose_close(markdown->prose);
}

static enum status pass_html(struct markdown *markdown, cmark_node *node)
{
    const char *html = cmark_node_get_literal(node);
    if (strncmp(html, "<!--", 4) == 0)
        return STATUS_OK;
    return fail(markdown, node, STATUS_INVALID,
                "HTML is not read; write it as Markdown, a line break as a backslash at the "
                "line's end, a sign < as \\<");
}

/* ---- Tables ------------------------------------------------------------------------------------
 */

/* What the extensions add has a name, and no constant of its own. */
static bool is_named(cmark_node *node, const char *name)
{
    return strcmp(cmark_node_get_type_string(node), name) == 0;
}

static void begin_cell(struct markdown *markdown, cmark_node *node)
{
    cmark_node *table = cmark_node_parent(cmark_node_parent(node));
    const uint8_t *aligns = cmark_gfm_extensions_get_table_alignments(table);
    uint16_t column = markdown->column++;
    open_block(markdown, BLOCK_TABLE_CELL);
    struct block *like = &markdown->prose->like;
    like->table = markdown->table;
    like->row = (uint16_t)(markdown->row - 1);
    like->column = column;
    if (aligns && column < cmark_gfm_extensions_get_table_columns(table) && aligns[column])
        like->align = aligns[column] == 'c'   ? ALIGN_CENTER
                      : aligns[column] == 'r' ? ALIGN_END
                                              : ALIGN_START;
}

static enum status begin_table_part(struct markdown *markdown, cmark_node *node)
{
    if (is_named(node, "table")) {
        markdown->row = 0;
        if (markdown->table++ == UINT16_MAX)
            return fail(markdown, node, STATUS_LIMIT, "too many tables");
    } else if (is_named(node, "table_row") || is_named(node, "table_header")) {
        markdown->column = 0;
        if (markdown->row++ == UINT16_MAX)
            return fail(markdown, node, STATUS_LIMIT, "too many rows");
    } else if (is_named(node, "table_cell"))
        begin_cell(markdown, node);
    else if (is_named(node, "strikethrough"))
        prose_begin(markdown->prose, SPAN_DELETED, NULL, NULL);
    return STATUS_OK;
}

/* ---- Words -------------------------------------------------------------------------------------
 */

/* A mark that no note answers is left as it stands. */
static void warn_of_lone_mark(struct markdown *markdown, cmark_node *node, const char *text)
{
    const char *mark = strstr(text, "[^"), *end = mark ? strchr(mark, ']') : NULL;
    if (end)
        import_report_warn(markdown->report, markdown->source->file, markdown_line(markdown, node),
                           "mark-without-note",
                           "add the note, whose name has no spaces, or write \\[^ for the signs",
                           "there is no note for the mark %.*s; it is kept as words",
                           (int)(end + 1 - mark), mark);
}

static void put_text(struct markdown *markdown, cmark_node *node)
{
    const char *text = cmark_node_get_literal(node);
    if (markdown->image_depth > 0)
        return;
    warn_of_lone_mark(markdown, node, text);
    prose_text(markdown->prose, text, strlen(text));
}

static void put_mark(struct markdown *markdown, cmark_node *node)
{
    size_t place = strtoul(cmark_node_get_literal(node), NULL, 10);
    bool added = markdown_line(markdown, node) > markdown->first_line + markdown->last_line;
    if (added || place == 0 || place > markdown->draft.note_count || markdown->image_depth > 0)
        return;
    struct draft_note *note = &markdown->draft.notes[place - 1];
    note->marked = true;
    prose_note(markdown->prose, note->key);
}

static void begin_link(struct markdown *markdown, cmark_node *node)
{
    enum span_kind kind;
    const char *target;
    if (!target_read(cmark_node_get_url(node), markdown->source->edition, markdown->arena, &kind,
                     &target)) {
        prose_begin(markdown->prose, PROSE_RANGE_ONLY, NULL, NULL);
        return;
    }
    prose_begin(markdown->prose, kind, target, NULL);
    draft_add_link(&markdown->draft, kind, target, markdown_line(markdown, node));
}

/* The words of an image describe it. */
static const char *image_words(const struct markdown *markdown, cmark_node *image)
{
    struct buffer words = {0};
    cmark_iter *walk = cmark_iter_new(image);
    for (cmark_event_type event; (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        const char *text = cmark_node_get_literal(cmark_iter_get_node(walk));
        if (event == CMARK_EVENT_ENTER && text)
            buffer_text(&words, text);
    }
    cmark_iter_free(walk);
    const char *copy = words.length ? arena_string(markdown->arena, buffer_string(&words)) : NULL;
    buffer_fini(&words);
    return copy;
}

/* Alone in its paragraph, with nothing but further pictures. */
static bool stands_alone(cmark_node *image)
{
    for (cmark_node *at = cmark_node_first_child(cmark_node_parent(image)); at;
         at = cmark_node_next(at)) {
        cmark_node_type type = cmark_node_get_type(at);
        if (type != CMARK_NODE_IMAGE && type != CMARK_NODE_SOFTBREAK)
            return false;
    }
    return cmark_node_get_type(cmark_node_parent(image)) == CMARK_NODE_PARAGRAPH;
}

/* A title in quotation marks is set below a picture that stands alone. */
static void put_image(struct markdown *markdown, cmark_node *node)
{
    static const struct block caption = {.kind = BLOCK_CAPTION};
    const char *title = cmark_node_get_title(node);
    struct draft_picture *picture =
        draft_add_picture(&markdown->draft, cmark_node_get_url(node), markdown->source->file,
                          markdown_line(markdown, node), true);
    markdown->image_depth++;
    if (picture)
        picture->description = image_words(markdown, node);
    if (stands_alone(node)) {
        prose_open(markdown->prose, &caption);
        if (picture)
            prose_picture(markdown->prose, picture->target);
        prose_text(markdown->prose, title ? title : "", title ? strlen(title) : 0);
        prose_close(markdown->prose);
    } else if (picture)
        prose_picture(markdown->prose, picture->target);
}

/* ---- Notes -------------------------------------------------------------------------------------
 */

static void begin_note(struct markdown *markdown)
{
    prose_init(&markdown->note_prose, markdown->arena);
    markdown->prose = &markdown->note_prose;
}

static void end_note(struct markdown *markdown)
{
    struct draft_note *note = &markdown->draft.notes[markdown->note++];
    note->blocks = prose_finish(&markdown->note_prose, &note->block_count);
    markdown->draft.prose.too_long |= markdown->note_prose.too_long;
    prose_fini(&markdown->note_prose);
    markdown->prose = &markdown->draft.prose;
    if (note->block_count == 0)
        import_report_warn(markdown->report, markdown->source->file, note->line, "empty-note",
                           "write the note, or take its mark out", "the note has no words");
    if (!note->marked)
        import_report_warn(markdown->report, markdown->source->file, note->line,
                           "note-without-mark", "put its mark behind a word",
                           "the note has no mark in the text; it is shown among the notes only");
}

/* ---- The tree ----------------------------------------------------------------------------------
 */

static enum status begin_block_node(struct markdown *markdown, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        return begin_quote(markdown, node);
    case CMARK_NODE_LIST:
        return begin_list(markdown, node);
    case CMARK_NODE_ITEM:
        begin_item(markdown);
        break;
    case CMARK_NODE_PARAGRAPH:
        open_block(markdown, BLOCK_PARAGRAPH);
        break;
    case CMARK_NODE_HEADING:
        begin_heading(markdown, node);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        put_rule(markdown);
        break;
    case CMARK_NODE_CODE_BLOCK:
        put_lines(markdown, cmark_node_get_literal(node));
        break;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
        begin_note(markdown);
        break;
    default:
        return begin_table_part(markdown, node);
    }
    return STATUS_OK;
}

static enum status begin_node(struct markdown *markdown, cmark_node *node)
{
    struct prose *prose = markdown->prose;
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        return pass_html(markdown, node);
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE:
        put_text(markdown, node);
        break;
    case CMARK_NODE_SOFTBREAK:
        prose_text(prose, " ", 1);
        break;
    case CMARK_NODE_LINEBREAK:
        prose_break(prose);
        break;
    case CMARK_NODE_EMPH:
        prose_begin(prose, SPAN_ITALIC, NULL, NULL);
        break;
    case CMARK_NODE_STRONG:
        prose_begin(prose, SPAN_BOLD, NULL, NULL);
        break;
    case CMARK_NODE_LINK:
        begin_link(markdown, node);
        break;
    case CMARK_NODE_IMAGE:
        put_image(markdown, node);
        break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
        put_mark(markdown, node);
        break;
    default:
        return begin_block_node(markdown, node);
    }
    return STATUS_OK;
}

static void end_node(struct markdown *markdown, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_BLOCK_QUOTE)
        markdown->quote_depth--;
    else if (type == CMARK_NODE_LIST)
        markdown->list_depth--;
    else if (type == CMARK_NODE_ITEM)
        markdown->marker = NULL;
    else if (type == CMARK_NODE_PARAGRAPH || is_named(node, "table_cell"))
        prose_close(markdown->prose);
    else if (type == CMARK_NODE_HEADING)
        end_heading(markdown);
    else if (type == CMARK_NODE_IMAGE)
        markdown->image_depth--;
    else if (type == CMARK_NODE_FOOTNOTE_DEFINITION)
        end_note(markdown);
    else if (type == CMARK_NODE_EMPH || type == CMARK_NODE_STRONG || type == CMARK_NODE_LINK ||
             is_named(node, "strikethrough"))
        prose_end(markdown->prose, NULL);
}

static enum status read_tree(struct markdown *markdown)
{
    enum status status = STATUS_OK;
    cmark_iter *walk = cmark_iter_new(markdown->root);
    markdown->prose = &markdown->draft.prose;
    for (cmark_event_type event;
         status == STATUS_OK && (event = cmark_iter_next(walk)) != CMARK_EVENT_DONE;) {
        if (event == CMARK_EVENT_ENTER)
            status = begin_node(markdown, cmark_iter_get_node(walk));
        else
            end_node(markdown, cmark_iter_get_node(walk));
    }
    cmark_iter_free(walk);
    return status;
}

/* ---- The letter --------------------------------------------------------------------------------
 */

/* A title of the front matter is the heading where the text has none. */
static void put_title(struct markdown *markdown)
{
    static const struct block heading = {.kind = BLOCK_HEADING};
    const char *title = markdown->draft.letter.summary.title;
    cmark_node *first = cmark_node_first_child(markdown->root);
    bool has_own = first && cmark_node_get_type(first) == CMARK_NODE_HEADING &&
                   cmark_node_get_heading_level(first) == 1;
    if (!title || has_own)
        return;
    prose_open(&markdown->draft.prose, &heading);
    prose_text(&markdown->draft.prose, title, strlen(title));
    prose_close(&markdown->draft.prose);
    markdown->has_heading = true;
}

/* The note of the source may stand in the heading under a number, and needs no mark. */
static void settle_source(struct markdown *markdown)
{
    struct draft *draft = &markdown->draft;
    const struct block *heading = draft->prose.block_count ? &draft->prose.blocks[0] : NULL;
    for (size_t i = 0; heading && heading->kind == BLOCK_HEADING && i < heading->span_count; i++)
        for (size_t k = 0; heading->spans[i].kind == SPAN_NOTE && k < draft->note_count; k++) {
            struct draft_note *note = &draft->notes[k];
            if (note->key == heading->spans[i].target && note->block_count > 0 &&
                strncmp(note->blocks[0].text, "Source:", 7) == 0)
                note->kind = NOTE_SOURCE;
        }
}

static enum status read_letter(struct markdown *markdown)
{
    const struct source_letter *source = markdown->source;
    struct draft *draft = &markdown->draft;
    enum status status = markdown_front_read(source, &draft->letter, markdown->arena,
                                             markdown->report, &markdown->begin, markdown->error);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < markdown->begin; i++)
        markdown->first_line += source->bytes[i] == '\n';
    status = markdown_notes_parse(markdown);
    if (status != STATUS_OK)
        return status;
    put_title(markdown);
    status = read_tree(markdown);
    if (status != STATUS_OK)
        return status;
    prose_close(&draft->prose);
    settle_source(markdown);
    settle_parts(draft);
    delivery_name(draft, source);
    return STATUS_OK;
}

static enum status check_size(const struct source_letter *source, struct error *error)
{
    if (source->length > MARKDOWN_MAX)
        return error_set(error, STATUS_LIMIT, "%s: larger than %d bytes; one letter a file",
                         source->file, MARKDOWN_MAX);
    return source_check_text(source, error);
}

enum status markdown_import(const struct source_letter *source, const struct import_sink *sink,
                            struct import_report *report, struct error *error)
{
    static const char mark[] = "\xef\xbb\xbf";
    struct source_letter text = *source;
    struct markdown markdown = {
        .source = &text, .report = report, .error = error, .arena = arena_create()};
    if (text.length >= 3 && memcmp(text.bytes, mark, 3) == 0) {
        text.bytes += 3;
        text.length -= 3;
    }
    draft_init(&markdown.draft, markdown.arena, 1);
    markdown.draft.files = source->pictures;
    markdown.draft.letter.version_kind = source->kind;
    enum status status = check_size(&text, error);
    if (status == STATUS_OK)
        status = read_letter(&markdown);
    if (status == STATUS_OK)
        status = delivery_letter(&markdown.draft, text.file, sink, report, error);
    if (markdown.root)
        cmark_node_free(markdown.root);
    prose_fini(&markdown.note_prose);
    draft_fini(&markdown.draft);
    arena_destroy(markdown.arena);
    return status;
}
