#include "import/docx.h"

#include "import/delivery.h"
#include "import/docx_reading.h"
#include "import/settle.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void docx_warn(struct docx *docx, const char *kind, const char *advice, const char *format, ...)
{
    char message[ERROR_MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    import_report_warn(docx->report, docx->source->file, docx->paragraph, kind, advice, "%s",
                       message);
}

/* ---- Paragraphs --------------------------------------------------------------------------------
 */

static enum block_align align_of(const xmlNode *properties, struct arena *arena)
{
    const char *value = docx_value(properties, "jc", arena);
    if (value && strcmp(value, "center") == 0)
        return ALIGN_CENTER;
    return value && (strcmp(value, "right") == 0 || strcmp(value, "end") == 0) ? ALIGN_END
                                                                               : ALIGN_BY_KIND;
}

static void set_list(struct docx *docx, const xmlNode *properties, const struct docx_style *style,
                     struct block *like)
{
    const xmlNode *own = docx_child(properties, "numPr");
    const char *id = docx_value(own, "numId", docx->arena);
    const char *level_text = docx_value(own, "ilvl", docx->arena);
    unsigned level = level_text ? (unsigned)strtoul(level_text, NULL, 10) : style->list_level;
    id = id ? id : style->list;
    if (!id || strcmp(id, "0") == 0 || level >= DOCX_LEVELS)
        return;
    like->marker = docx_list_next(&docx->styles, id, level, docx->arena);
    if (like->kind != BLOCK_PARAGRAPH)
        return;
    like->kind = BLOCK_LIST_ITEM;
    like->level = (uint8_t)level;
}

/* The first title or heading of level 1 is the letter's own. */
static bool is_own_heading(const struct docx *docx, const struct docx_style *style)
{
    return style->has_role && style->kind == BLOCK_HEADING && style->level <= 1 &&
           !docx->has_heading && !docx->in_note && docx->prose == &docx->draft.prose;
}

static struct block block_like(struct docx *docx, const xmlNode *properties,
                               const struct docx_style *style)
{
    struct block like = {.kind = style->kind,
                         .align = align_of(properties, docx->arena),
                         .quote_depth = style->quote_depth};
    if (like.kind == BLOCK_HEADING && !is_own_heading(docx, style))
        like.level = style->level ? style->level : 1;
    set_list(docx, properties, style, &like);
    return like;
}

/* In a cell further paragraphs are further lines of its one block. */
static void open_paragraph(struct docx *docx, const struct block *like)
{
    if (!docx->in_cell)
        prose_open(docx->prose, like);
    else if (docx->prose->open)
        prose_break(docx->prose);
}

/* Text boxes that stand in a cell or a note wait for the paragraph or table around it to end. */
static enum status put_boxes(struct docx *docx)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && docx->box_count > 0 && !docx->in_cell && !docx->in_note) {
        const xmlNode *box = docx->boxes[0];
        docx->box_count--;
        for (size_t i = 0; i < docx->box_count; i++)
            docx->boxes[i] = docx->boxes[i + 1];
        status = docx_put_blocks(docx, box);
    }
    return status;
}

static enum status put_paragraph(struct docx *docx, const xmlNode *node)
{
    const xmlNode *properties = docx_child(node, "pPr");
    const struct docx_style style =
        docx_style_find(&docx->styles, docx_value(properties, "pStyle", docx->arena));
    const struct block like = block_like(docx, properties, &style);
    const bool own_heading = !docx->in_cell && is_own_heading(docx, &style);
    unsigned around = docx->formats, around_count = docx->open_count;
    size_t before = docx->prose->block_count;
    docx->paragraph += !docx->in_note;
    docx->formats = docx->open_count = 0;
    open_paragraph(docx, &like);
    enum status status = docx_put_inlines(docx, node);
    docx_set_formats(docx, 0);
    docx->formats = around;
    docx->open_count = around_count;
    if (docx->in_cell)
        return status;
    prose_close(docx->prose);
    if (status == STATUS_OK && own_heading && docx->prose->block_count > before) {
        docx->has_heading = true;
        settle_heading(&docx->draft, prose_last(docx->prose));
    }
    return status;
}

/* ---- Tables ------------------------------------------------------------------------------------
 */

/* A cell that another one above goes on into has no words of its own. */
static bool goes_on(const xmlNode *properties, struct arena *arena)
{
    const xmlNode *merge = docx_child(properties, "vMerge");
    const char *value = docx_attribute(merge, "val", arena);
    return merge && !(value && strcmp(value, "restart") == 0);
}

static enum status put_cell(struct docx *docx, const xmlNode *node, uint16_t row, uint16_t *column)
{
    const xmlNode *properties = docx_child(node, "tcPr");
    const char *width = docx_value(properties, "gridSpan", docx->arena);
    const struct block like = {
        .kind = BLOCK_TABLE_CELL, .table = docx->table, .row = row, .column = *column};
    unsigned long columns = width ? strtoul(width, NULL, 10) : 1;
    *column = (uint16_t)(*column + (columns > 0 && columns < 1000 ? columns : 1));
    if (goes_on(properties, docx->arena))
        return STATUS_OK;
    prose_open(docx->prose, &like);
    docx->in_cell = true;
    enum status status = docx_put_blocks(docx, node);
    docx->in_cell = false;
    prose_close(docx->prose);
    return status;
}

static enum status put_row(struct docx *docx, const xmlNode *node, uint16_t row)
{
    enum status status = STATUS_OK;
    uint16_t column = 0;
    for (const xmlNode *cell = node->children; status == STATUS_OK && cell; cell = cell->next) {
        const xmlNode *inner =
            docx_is(cell, "sdt") ? docx_child(docx_child(cell, "sdtContent"), "tc") : cell;
        if (inner && docx_is(inner, "tc"))
            status = put_cell(docx, inner, row, &column);
    }
    return status;
}

/* A table in a cell gives its words to the cell. */
static enum status put_table(struct docx *docx, const xmlNode *node)
{
    enum status status = STATUS_OK;
    uint16_t row = 0;
    bool inner = docx->in_cell;
    if (!inner && docx->table++ == UINT16_MAX)
        return error_set(docx->error, STATUS_LIMIT, "%s:%u: too many tables", docx->source->file,
                         docx->paragraph);
    for (const xmlNode *child = node->children; status == STATUS_OK && child; child = child->next) {
        if (!docx_is(child, "tr"))
            continue;
        for (const xmlNode *cell = inner ? child->children : NULL; status == STATUS_OK && cell;
             cell = cell->next)
            status = docx_is(cell, "tc") ? docx_put_blocks(docx, cell) : STATUS_OK;
        if (!inner && status == STATUS_OK)
            status = put_row(docx, child, row++);
    }
    return status;
}

static bool holds_blocks(const xmlNode *node)
{
    return docx_is(node, "sdt") || docx_is(node, "sdtContent") || docx_is(node, "ins") ||
           docx_is(node, "moveTo") || docx_is(node, "customXml") || docx_is(node, "Choice") ||
           docx_is(node, "AlternateContent");
}

enum status docx_put_blocks(struct docx *docx, const xmlNode *node)
{
    enum status status = STATUS_OK;
    for (const xmlNode *child = node->children; status == STATUS_OK && child; child = child->next) {
        if (docx_is(child, "p"))
            status = put_paragraph(docx, child);
        else if (docx_is(child, "tbl"))
            status = put_table(docx, child);
        else if (holds_blocks(child))
            status = docx_put_blocks(docx, child);
        if (status == STATUS_OK)
            status = put_boxes(docx);
    }
    return status;
}

/* ---- The letter --------------------------------------------------------------------------------
 */

/* A target of the main part's folder, or of the whole file with "/" before it. */
static enum status read_related(struct docx *docx, const xmlDoc *relations, const char *folder,
                                const char *type, const char **ret_name, xmlDoc **ret_part)
{
    const char *target = docx_relation(relations, NULL, type, docx->arena);
    *ret_part = NULL;
    if (!target)
        return STATUS_OK;
    if (strstr(target, "..") || strstr(target, "://"))
        return error_set(docx->error, STATUS_INVALID,
                         "%s: not read: its %s lead out of the file; save it anew from Word",
                         docx->source->file, type);
    *ret_name = target[0] == '/' ? target + 1 : arena_format(docx->arena, "%s%s", folder, target);
    return docx_archive_part(docx->archive, *ret_name, ret_part, docx->error);
}

/* "word/_rels/document.xml.rels" tells what belongs to "word/document.xml". */
static enum status read_relations(struct docx *docx, const char *part, xmlDoc **ret_relations)
{
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
    const char *name =
        arena_format(docx->arena, "%.*s_rels/%s.rels", (int)folder, part, part + folder);
    return docx_archive_part(docx->archive, name, ret_relations, docx->error);
}

static enum status read_main(struct docx *docx)
{
    xmlDoc *package = NULL;
    const char *name = "word/document.xml";
    enum status status = docx_archive_part(docx->archive, "_rels/.rels", &package, docx->error);
    if (status == STATUS_OK)
        status = read_related(docx, package, "", "officeDocument", &name, &docx->document);
    xmlFreeDoc(package);
    if (status == STATUS_OK && !docx->document)
        return error_set(docx->error, STATUS_INVALID,
                         "%s: no Word file: it has no text; save it as .docx", docx->source->file);
    const char *slash = strrchr(name, '/');
    docx->folder = arena_copy(docx->arena, name, slash ? (size_t)(slash - name) + 1 : 0);
    return status == STATUS_OK ? read_relations(docx, name, &docx->relations) : status;
}

static enum status read_parts(struct docx *docx)
{
    xmlDoc *styles = NULL, *numbering = NULL;
    const char *name = NULL, *notes = NULL;
    const struct {
        const char *type;
        const char **name;
        xmlDoc **part;
    } parts[] = {{"styles", &name, &styles},
                 {"numbering", &name, &numbering},
                 {"endnotes", &name, &docx->endnotes.part},
                 {"footnotes", &notes, &docx->footnotes.part}};
    enum status status = read_main(docx);
    for (size_t i = 0; status == STATUS_OK && i < sizeof parts / sizeof *parts; i++)
        status = read_related(docx, docx->relations, docx->folder, parts[i].type, parts[i].name,
                              parts[i].part);
    if (status == STATUS_OK && notes)
        status = read_relations(docx, notes, &docx->note_relations);
    if (status == STATUS_OK)
        docx_styles_read(styles, numbering, docx->arena, &docx->styles);
    xmlFreeDoc(styles);
    xmlFreeDoc(numbering);
    return status;
}

static bool is_all_bold(const struct block *block)
{
    for (size_t i = 0; i < block->span_count; i++)
        if (block->spans[i].kind == SPAN_BOLD && block->spans[i].start == 0 &&
            block->spans[i].end == block->length)
            return true;
    return false;
}

/* Where no style tells the heading: a first line that is centred or bold, and short. */
static void guess_heading(struct docx *docx)
{
    enum { HEADING_MAX = 200 };
    struct prose *prose = &docx->draft.prose;
    struct block *first = prose->block_count > 1 ? &prose->blocks[0] : NULL;
    if (docx->has_heading || !first || first->kind != BLOCK_PARAGRAPH ||
        first->length > HEADING_MAX || (first->align != ALIGN_CENTER && !is_all_bold(first)))
        return;
    first->kind = BLOCK_HEADING;
    settle_heading(&docx->draft, first);
}

static void settle_source(struct draft *draft)
{
    static const char word[] = "Source:";
    struct draft_note *note = draft->note_count ? &draft->notes[0] : NULL;
    const struct block *first = draft->prose.block_count ? &draft->prose.blocks[0] : NULL;
    for (size_t i = 0; note && first && i < first->span_count; i++)
        if (first->kind == BLOCK_HEADING && first->spans[i].target == note->key &&
            note->block_count && strncmp(note->blocks[0].text, word, sizeof word - 1) == 0)
            note->kind = NOTE_SOURCE;
}

static enum status read_letter(struct docx *docx)
{
    enum status status = docx_archive_open(docx->source, &docx->archive, docx->error);
    if (status == STATUS_OK)
        status = read_parts(docx);
    if (status != STATUS_OK)
        return status;
    const xmlNode *body = docx_child(xmlDocGetRootElement(docx->document), "body");
    docx->prose = &docx->draft.prose;
    if (body)
        status = docx_put_blocks(docx, body);
    prose_close(&docx->draft.prose);
    if (status == STATUS_OK)
        status = docx_put_lone_notes(docx);
    if (status != STATUS_OK)
        return status;
    guess_heading(docx);
    settle_source(&docx->draft);
    settle_parts(&docx->draft);
    delivery_name(&docx->draft, docx->source);
    return STATUS_OK;
}

static void fini(struct docx *docx)
{
    xmlFreeDoc(docx->document);
    xmlFreeDoc(docx->relations);
    xmlFreeDoc(docx->note_relations);
    xmlFreeDoc(docx->footnotes.part);
    xmlFreeDoc(docx->endnotes.part);
    docx_archive_close(docx->archive);
    draft_fini(&docx->draft);
    arena_destroy(docx->arena);
}

enum status docx_import(const struct source_letter *source, const struct import_sink *sink,
                        struct import_report *report, struct error *error)
{
    struct docx docx = {
        .source = source, .report = report, .error = error, .arena = arena_create()};
    draft_init(&docx.draft, docx.arena, 1);
    docx.draft.files = source->pictures;
    docx.draft.letter.version_kind = source->kind;
    enum status status = read_letter(&docx);
    if (status == STATUS_OK)
        status = delivery_letter(&docx.draft, source->file, sink, report, error);
    fini(&docx);
    return status;
}

enum status docx_unpack(const char *path, const char *member, FILE *out, struct error *error)
{
    return docx_archive_copy(path, member, out, error);
}
