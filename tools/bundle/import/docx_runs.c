#include "import/docx_reading.h"

#include "base/utf8.h"
#include "import/target.h"

#include <libxml/xmlmemory.h>
#include <stdlib.h>
#include <string.h>

/* ---- Formats -----------------------------------------------------------------------------------
 *
 * Word cuts a range of italics into runs as it likes; one range is kept open over them all.
 */

void docx_set_formats(struct docx *docx, unsigned formats)
{
    unsigned keep = 0;
    while (keep < docx->open_count && formats & 1u << docx->open_formats[keep])
        keep++;
    while (docx->open_count > keep) {
        docx->formats &= ~(1u << docx->open_formats[--docx->open_count]);
        prose_end(docx->prose, NULL);
    }
    for (unsigned i = 0; i < DOCX_FORMATS; i++)
        if (formats & ~docx->formats & 1u << i) {
            docx->formats |= 1u << i;
            docx->open_formats[docx->open_count++] = i;
            prose_begin(docx->prose, docx_format_kinds[i], NULL, NULL);
        }
}

/* ---- Pictures ----------------------------------------------------------------------------------
 */

/* Pictures that Word packs and no other program reads. */
static bool is_drawing_file(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && (strcmp(dot, ".emf") == 0 || strcmp(dot, ".wmf") == 0);
}

/* One that lies in the file; NULL: it does not. */
static struct draft_picture *packed_picture(struct docx *docx, const char *target)
{
    const char *member =
        target[0] == '/' ? target + 1 : arena_format(docx->arena, "%s%s", docx->folder, target);
    if (is_drawing_file(member) || !docx_archive_has(docx->archive, member))
        return NULL;
    return draft_add_picture_file(&docx->draft, docx->source->file, member, docx->paragraph, true);
}

static void put_picture(struct docx *docx, const char *relation, bool linked,
                        const char *description)
{
    const xmlDoc *relations = docx->in_note ? docx->note_relations : docx->relations;
    const char *target = relation ? docx_relation(relations, relation, NULL, docx->arena) : NULL;
    struct draft_picture *picture = NULL;
    if (!target)
        return;
    if (linked)
        picture =
            draft_add_picture(&docx->draft, target, docx->source->file, docx->paragraph, true);
    else if (!docx->draft.files || !(picture = packed_picture(docx, target)))
        docx_warn(docx, "picture", "put a JPEG or PNG picture in its place",
                  "the picture \"%s\" cannot be shown", target);
    if (!picture)
        return;
    picture->description = description && description[0] ? description : NULL;
    docx_set_formats(docx, 0);
    prose_picture(docx->prose, picture->target);
}

/* A picture lies in the file, or beside it; what it shows is told where it is anchored. */
static void put_blip(struct docx *docx, const xmlNode *blip)
{
    const char *within = docx_attribute(blip, "embed", docx->arena), *description = NULL;
    for (const xmlNode *at = blip->parent; at && !description; at = at->parent)
        description = docx_attribute(docx_child(at, "docPr"), "descr", docx->arena);
    put_picture(docx, within ? within : docx_attribute(blip, "link", docx->arena), !within,
                description);
}

/* A drawing holds pictures and text boxes, somewhere below. */
static void put_drawing(struct docx *docx, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || docx_is(child, "Fallback"))
            continue;
        if (docx_is(child, "blip"))
            put_blip(docx, child);
        else if (docx_is(child, "imagedata"))
            put_picture(docx, docx_attribute(child, "id", docx->arena), false, NULL);
        else if (docx_is(child, "txbxContent") && docx->box_count < DOCX_BOXES_MAX)
            docx->boxes[docx->box_count++] = child;
        else if (docx_is(child, "txbxContent"))
            docx_warn(docx, "left-out", "move its words into the text",
                      "a text box is left out: there are more than %d", DOCX_BOXES_MAX);
        else
            put_drawing(docx, child);
    }
}

/* ---- Runs --------------------------------------------------------------------------------------
 */

static void put_text(struct docx *docx, unsigned formats, const char *text)
{
    docx_set_formats(docx, formats);
    prose_text(docx->prose, text, strlen(text));
}

static void put_content(struct docx *docx, unsigned formats, const xmlNode *node)
{
    xmlChar *text = xmlNodeGetContent(node);
    if (text)
        put_text(docx, formats, (const char *)text);
    xmlFree(text);
}

/* A sign of a font of its own; those of symbol fonts have no meaning in Unicode. */
static void put_symbol(struct docx *docx, unsigned formats, const xmlNode *node)
{
    const char *code = docx_attribute(node, "char", docx->arena);
    unsigned long point = code ? strtoul(code, NULL, 16) : 0;
    char text[5] = "";
    bool usable = point >= 0x20 && point < 0xd800;
    if (usable)
        text[utf8_put(text, (uint32_t)point)] = '\0';
    if (usable)
        put_text(docx, formats, text);
    else
        docx_warn(docx, "unknown-sign", "write it as an ordinary character",
                  "a sign of a symbol font is left out");
}

static const char *own_mark(const struct docx *docx, const xmlNode *reference)
{
    const char *follows = docx_attribute(reference, "customMarkFollows", docx->arena);
    const xmlNode *next = reference->next;
    while (next && !docx_is(next, "t"))
        next = next->next;
    if (!follows || strcmp(follows, "0") == 0 || strcmp(follows, "false") == 0 || !next)
        return NULL;
    xmlChar *text = xmlNodeGetContent(next);
    const char *mark = text ? arena_string(docx->arena, (const char *)text) : NULL;
    xmlFree(text);
    return mark && mark[0] && strlen(mark) <= DRAFT_LABEL_MAX ? mark : NULL;
}

static bool is_page_break(const struct docx *docx, const xmlNode *node)
{
    const char *type = docx_attribute(node, "type", docx->arena);
    return type && strcmp(type, "textWrapping") != 0;
}

static void pass_comment(struct docx *docx)
{
    if (!docx->tells_comments)
        docx_warn(docx, "left-out", "write what visitors should read as a footnote",
                  "the file has comments; they are left out, from here on");
    docx->tells_comments = true;
}

static enum status put_run(struct docx *docx, const xmlNode *run, unsigned formats);

static enum status put_run_part(struct docx *docx, const xmlNode *node, unsigned formats,
                                bool *is_mark)
{
    if (docx_is(node, "t") && !*is_mark)
        put_content(docx, formats, node);
    else if (docx_is(node, "tab") || docx_is(node, "ptab"))
        prose_text(docx->prose, " ", 1);
    else if (docx_is(node, "br") || docx_is(node, "cr")) {
        if (is_page_break(docx, node))
            prose_text(docx->prose, " ", 1);
        else
            prose_break(docx->prose);
    } else if (docx_is(node, "noBreakHyphen"))
        put_text(docx, formats, "\xe2\x80\x91");
    else if (docx_is(node, "sym"))
        put_symbol(docx, formats, node);
    else if (docx_is(node, "drawing") || docx_is(node, "pict") || docx_is(node, "object"))
        put_drawing(docx, node);
    else if (docx_is(node, "commentReference"))
        pass_comment(docx);
    else if (docx_is(node, "AlternateContent"))
        return docx_child(node, "Choice") ? put_run(docx, docx_child(node, "Choice"), formats)
                                          : STATUS_OK;
    else if (docx_is(node, "footnoteReference") || docx_is(node, "endnoteReference")) {
        const char *mark = own_mark(docx, node);
        *is_mark = mark != NULL;
        return docx_put_note(docx, node, mark);
    }
    return STATUS_OK;
}

static enum status put_run(struct docx *docx, const xmlNode *run, unsigned formats)
{
    enum status status = STATUS_OK;
    bool is_mark = false;
    for (const xmlNode *node = run->children; status == STATUS_OK && node; node = node->next)
        status = put_run_part(docx, node, formats, &is_mark);
    return status;
}

/* ---- Links and what else holds runs ------------------------------------------------------------
 */

static enum status put_link(struct docx *docx, const xmlNode *node)
{
    const xmlDoc *relations = docx->in_note ? docx->note_relations : docx->relations;
    const char *relation = docx_attribute(node, "id", docx->arena);
    const char *address = relation ? docx_relation(relations, relation, NULL, docx->arena) : NULL;
    enum span_kind kind;
    const char *target;
    if (!address || docx->in_link ||
        !target_read(address, docx->source->edition, docx->arena, &kind, &target))
        return docx_put_inlines(docx, node);
    docx_set_formats(docx, 0);
    prose_begin(docx->prose, kind, target, NULL);
    draft_add_link(&docx->draft, kind, target, docx->paragraph);
    docx->in_link = true;
    enum status status = docx_put_inlines(docx, node);
    docx->in_link = false;
    docx_set_formats(docx, 0);
    prose_end(docx->prose, NULL);
    return status;
}

static void pass_deleted(struct docx *docx)
{
    if (!docx->tells_deleted)
        docx_warn(docx, "tracked-changes", "accept or reject the changes in Word",
                  "the file has tracked changes; what they delete is left out, from here on");
    docx->tells_deleted = true;
}

static bool holds_runs(const xmlNode *node)
{
    static const char *const names[] = {"ins",       "moveTo", "smartTag", "sdt",   "sdtContent",
                                        "fldSimple", "dir",    "bdo",      "oMath", "oMathPara",
                                        "customXml", "Choice", NULL};
    for (size_t i = 0; names[i]; i++)
        if (docx_is(node, names[i]))
            return true;
    return false;
}

enum status docx_put_inlines(struct docx *docx, const xmlNode *node)
{
    enum status status = STATUS_OK;
    for (const xmlNode *child = node->children; status == STATUS_OK && child; child = child->next) {
        if (docx_is(child, "r"))
            status = put_run(docx, child,
                             docx_formats(&docx->styles, docx_child(child, "rPr"), docx->arena));
        else if (docx_is(child, "hyperlink"))
            status = put_link(docx, child);
        else if (docx_is(child, "del") || docx_is(child, "moveFrom"))
            pass_deleted(docx);
        else if (docx_is(child, "AlternateContent") && docx_child(child, "Choice"))
            status = docx_put_inlines(docx, docx_child(child, "Choice"));
        else if (holds_runs(child))
            status = docx_put_inlines(docx, child);
    }
    return status;
}
