/* Pictures: the scans of a facsimile, the pages that show them, and figures of the text. */
#include "import/tei_roles.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* ---- The facsimile: ids and the files they stand for -------------------------------------------
 */

static const char *attribute_of(struct tei *tei, const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcmp((const char *)at->name, name) == 0 && at->children && at->children->content)
            return arena_string(tei->file_arena, (const char *)at->children->content);
    return NULL;
}

static void add_surface(struct tei *tei, struct tei_surface surface)
{
    if (tei->surface_count == tei->surface_room) {
        tei->surface_room = tei->surface_room ? 2 * tei->surface_room : 16;
        tei->surfaces = memory_resized(tei->surfaces, tei->surface_room, sizeof *tei->surfaces);
    }
    tei->surfaces[tei->surface_count++] = surface;
}

/* Every graphic, under the ids of what surrounds it and its own: a page may point at any of them.
 */
static void read_surfaces(struct tei *tei, const xmlNode *node, const char *surface, unsigned depth)
{
    for (const xmlNode *at = node->children; at; at = at->next) {
        if (at->type != XML_ELEMENT_NODE)
            continue;
        const char *name = (const char *)at->name, *id = attribute_of(tei, at, "id");
        bool graphic = strcmp(name, "graphic") == 0;
        const char *url = graphic ? attribute_of(tei, at, "url") : NULL;
        if (url)
            add_surface(tei, (struct tei_surface){.id = id,
                                                  .surface = surface,
                                                  .url = url,
                                                  .line = (unsigned)xmlGetLineNo(at)});
        else if (strcmp(name, "zone") == 0 && id)
            add_surface(tei, (struct tei_surface){.id = id, .surface = surface});
        if (!graphic && depth < TEI_DEPTH_MAX)
            read_surfaces(tei, at, strcmp(name, "surface") == 0 && id ? id : surface, depth + 1);
    }
}

void tei_read_facsimile(struct tei *tei)
{
    const xmlNode *node = xmlTextReaderExpand(tei->reader);
    if (node)
        read_surfaces(tei, node, NULL, 0);
}

/* The surface that an id of the facsimile belongs to, or is. */
static const char *surface_of(const struct tei *tei, const char *id)
{
    for (size_t i = 0; i < tei->surface_count; i++)
        if (tei->surfaces[i].id && strcmp(tei->surfaces[i].id, id) == 0 && !tei->surfaces[i].url)
            return tei->surfaces[i].surface ? tei->surfaces[i].surface : id;
    return id;
}

/* One scan may be given in several places; the first that is there is taken. */
static struct draft_picture *find_of_surface(struct tei *tei, const char *id)
{
    struct draft *draft = &tei->letter.draft;
    const char *surface = surface_of(tei, id);
    const struct tei_surface *first = NULL;
    struct picture_files *files = draft->files;
    for (size_t i = 0; i < tei->surface_count; i++) {
        const struct tei_surface *at = &tei->surfaces[i];
        bool meant = at->url && ((at->id && strcmp(at->id, id) == 0) ||
                                 (at->surface && strcmp(at->surface, surface) == 0));
        if (!meant)
            continue;
        first = first ? first : at;
        if (picture_files_path(files, at->url, tei->file, tei->letter_arena))
            return draft_add_picture(draft, at->url, tei->file, at->line, false);
    }
    return first ? draft_add_picture(draft, first->url, tei->file, first->line, false) : NULL;
}

/* ---- Scans -------------------------------------------------------------------------------------
 */

static struct draft_picture *find_scan(struct tei *tei, const char *facs, unsigned line)
{
    if (facs[0] == '#')
        return find_of_surface(tei, facs + 1);
    return draft_add_picture(&tei->letter.draft, facs, tei->file, line, false);
}

/* The first of several pointers that leads to a scan counts. */
static struct draft_picture *add_scan(struct tei *tei, const char *facs, unsigned line)
{
    static const char space[] = " \t\r\n";
    for (const char *at = facs + strspn(facs, space); *at; at += strspn(at, space)) {
        size_t length = strcspn(at, space);
        struct draft_picture *scan =
            find_scan(tei, arena_copy(tei->letter_arena, at, length), line);
        if (scan)
            return scan;
        at += length;
    }
    return NULL;
}

void tei_page_scan(struct tei *tei, const char *label)
{
    struct draft *draft = &tei->letter.draft;
    const char *facs = tei_attribute(tei, "facs");
    bool begun = draft->prose.block_count > 0 || draft->prose.text.length > 0;
    if (!facs || tei->letter.is_card)
        return;
    if (!begun)
        draft->picture_count = 0; /* nothing of it stands on the page before */
    struct draft_picture *scan = add_scan(tei, facs, tei_line(tei));
    if (scan && label && label[0])
        draft_add_picture_page(draft, scan, label);
    if (scan && !begun)
        scan->block = 0;
}

void tei_begin_scans(struct tei *tei)
{
    struct draft *draft = &tei->letter.draft;
    struct draft_picture *scan =
        tei->page_facs ? add_scan(tei, tei->page_facs, tei->page_line) : NULL;
    if (scan && draft->letter.first_page)
        draft_add_picture_page(draft, scan, draft->letter.first_page);
    if (scan)
        scan->block = 0;
}

/* Of one letter without pages that say what they show, the whole facsimile. */
void tei_end_scans(struct tei *tei)
{
    const struct tei_surface *last = NULL;
    if (tei->divided || tei->survey.has_page_scans)
        return;
    for (size_t i = 0; i < tei->surface_count; i++) {
        const struct tei_surface *at = &tei->surfaces[i];
        bool again = last && at->surface && last->surface == at->surface;
        if (at->url && !again) {
            last = at;
            if (at->surface)
                find_of_surface(tei, at->surface);
            else
                draft_add_picture(&tei->letter.draft, at->url, tei->file, at->line, false);
        }
    }
}

/* ---- Figures -----------------------------------------------------------------------------------
 */

static const char *words_of(struct tei *tei, const xmlNode *node)
{
    struct buffer line = {0};
    xmlChar *content = xmlNodeGetContent(node);
    for (const char *at = content ? (const char *)content : ""; *at;) {
        size_t space = strspn(at, " \t\r\n"), length = strcspn(at + space, " \t\r\n");
        if (length > 0 && line.length > 0)
            buffer_byte(&line, ' ');
        buffer_append(&line, at + space, length);
        at += space + length;
    }
    const char *words = line.length ? arena_string(tei->letter_arena, buffer_string(&line)) : NULL;
    xmlFree(content);
    buffer_fini(&line);
    return words;
}

static const xmlNode *child_named(const xmlNode *node, const char *name)
{
    for (const xmlNode *at = node ? node->children : NULL; at; at = at->next)
        if (at->type == XML_ELEMENT_NODE && strcmp((const char *)at->name, name) == 0)
            return at;
    return NULL;
}

static void put_alone(struct tei *tei, const char *target)
{
    static const struct block caption = {.kind = BLOCK_CAPTION};
    prose_open(tei_prose(tei), &caption);
    prose_picture(tei_prose(tei), target);
    prose_close(tei_prose(tei));
}

/* All that a figure shows is known when it begins, wherever its head stands: the last picture waits
 * for it. */
enum status tei_begin_figure(struct tei *tei, struct tei_frame *frame)
{
    const xmlNode *node = xmlTextReaderExpand(tei->reader);
    const xmlNode *description = child_named(node, "figDesc");
    const char *words = description ? words_of(tei, description) : NULL;
    prose_close(tei_prose(tei));
    frame->like.kind = BLOCK_PARAGRAPH;
    frame->opened = false;
    for (const xmlNode *at = child_named(node, "graphic"); at; at = at->next) {
        const char *url =
            strcmp((const char *)at->name, "graphic") == 0 ? attribute_of(tei, at, "url") : NULL;
        struct draft_picture *picture = url && !tei->letter.is_card
                                            ? draft_add_picture(&tei->letter.draft, url, tei->file,
                                                                (unsigned)xmlGetLineNo(at), true)
                                            : NULL;
        if (!picture)
            continue;
        const xmlNode *own = child_named(at, "desc");
        picture->description = words || !own ? words : words_of(tei, own);
        frame->described = true;
        if (frame->picture)
            put_alone(tei, frame->picture);
        frame->picture = picture->target;
    }
    if (!child_named(node, "head") && frame->picture) {
        put_alone(tei, frame->picture);
        frame->picture = NULL;
    }
    return STATUS_OK;
}

static struct tei_frame *figure_around(struct tei *tei)
{
    struct tei_frame *around = tei->depth > 1 ? &tei->frames[tei->depth - 2] : NULL;
    return around && tei_is_named(around->element, "figure") ? around : NULL;
}

/* One that is no figure's stands in its line. Its desc is for those who cannot see it. */
enum status tei_begin_graphic(struct tei *tei, struct tei_frame *frame)
{
    const char *url = tei_attribute(tei, "url");
    const xmlNode *description = child_named(xmlTextReaderExpand(tei->reader), "desc");
    frame->left_out = frame->left_out || description;
    if (figure_around(tei) || !url || tei->letter.is_card)
        return STATUS_OK;
    struct draft_picture *picture =
        draft_add_picture(&tei->letter.draft, url, tei->file, tei_line(tei), true);
    if (picture && description)
        picture->description = words_of(tei, description);
    if (picture && tei_prose(tei)->open)
        prose_picture(tei_prose(tei), picture->target);
    else if (picture)
        put_alone(tei, picture->target);
    return STATUS_OK;
}

void tei_begin_caption(struct tei *tei)
{
    struct tei_frame *figure = figure_around(tei);
    if (figure && figure->picture)
        prose_picture(tei_prose(tei), figure->picture);
    if (figure)
        figure->picture = NULL;
}
