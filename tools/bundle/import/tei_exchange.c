#include "import/tei_exchange.h"

#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

/* ---- The file that is named --------------------------------------------------------------------
 */

/* "rain.xml", "rain.xml#text", "rain": what is named within the file, "#d1", is no other file. */
static void keep_pointer(struct tei_probe *probe, const char *pointer, bool leads)
{
    size_t length = strcspn(pointer, "# ");
    if (length > 4 && strncmp(pointer + length - 4, ".xml", 4) == 0)
        length -= 4;
    if (probe->corresp[0] || length == 0 || length > TEI_FILE_NAME_MAX ||
        memchr(pointer, '/', length))
        return;
    memcpy(probe->corresp, pointer, length);
    probe->corresp[length] = '\0';
    probe->corresp_leads = leads;
}

/* What a letter calls its translation comes behind it. */
static void see_context(struct tei *tei, struct tei_probe *probe)
{
    const char *target = tei_attribute(tei, "target");
    bool translation = tei_type_says(tei, "translation");
    if (target && (translation || tei_type_says(tei, "version") || tei_type_says(tei, "original")))
        keep_pointer(probe, target, translation);
}

/* ---- Who, to whom, when ------------------------------------------------------------------------
 */

static bool is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const char *value_of(const xmlNode *node, const char *name)
{
    const xmlAttr *first = node->type == XML_ELEMENT_NODE ? node->properties : NULL;
    for (const xmlAttr *attribute = first; attribute; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, name) == 0 && attribute->children &&
            attribute->children->content)
            return (const char *)attribute->children->content;
    return NULL;
}

/* The words of a node with one space between them. */
static void append_words(struct buffer *out, const xmlNode *node)
{
    xmlChar *text = xmlNodeGetContent(node);
    for (const char *at = (const char *)text; at && *at;) {
        size_t space = strspn(at, " \t\r\n"), word = strcspn(at + space, " \t\r\n");
        if (word > 0)
            buffer_format(out, "%s%.*s", out->length > 0 ? " " : "", (int)word, at + space);
        at += space + word;
    }
    xmlFree(text);
}

/* A person by reference, which all languages share, else by name. */
static void see_name(struct buffer *out, const xmlNode *node)
{
    const char *ref = value_of(node, "ref");
    if (out->length > 0)
        return;
    if (ref && ref[0])
        buffer_text(out, ref);
    else
        append_words(out, node);
}

static bool is_name(const xmlNode *node)
{
    return is(node, "persName") || is(node, "orgName") || is(node, "name") || is(node, "rs");
}

struct told {
    struct buffer sender, recipient, date;
};

/* An element of an action, which says itself whose it is where the action does not. */
static void see_part(struct told *told, const xmlNode *node, enum tei_part of_action)
{
    enum tei_part own = tei_part_of(value_of(node, "type"));
    own = own ? own : tei_part_of(value_of(node, "role"));
    own = own ? own : of_action;
    const char *when = value_of(node, "when");
    if (is_name(node) && own == TEI_PART_SENDER)
        see_name(&told->sender, node);
    else if (is_name(node) && own == TEI_PART_RECIPIENT)
        see_name(&told->recipient, node);
    else if (is(node, "date") && own != TEI_PART_RECIPIENT && told->date.length == 0)
        buffer_text(&told->date, when ? when : "");
}

static void see_exchange(struct tei *tei, struct tei_probe *probe)
{
    enum { DAY = sizeof "1962-10-28" - 1 };
    const xmlNode *node = xmlTextReaderExpand(tei->reader);
    struct told told = {0};
    for (const xmlNode *action = node ? node->children : NULL; action; action = action->next)
        for (const xmlNode *part = is(action, "correspAction") ? action->children : NULL; part;
             part = part->next)
            see_part(&told, part, tei_part_of(value_of(action, "type")));
    if (told.sender.length > 0 && told.recipient.length > 0 && told.date.length > 0 &&
        !probe->exchange[0]) {
        int length = snprintf(probe->exchange, sizeof probe->exchange, "%s\n%s\n%s",
                              buffer_string(&told.date), buffer_string(&told.sender),
                              buffer_string(&told.recipient));
        probe->is_of_a_day = told.date.length >= DAY;
        if ((size_t)length >= sizeof probe->exchange)
            probe->exchange[0] = '\0'; /* cut short, it would equal others */
    }
    buffer_fini(&told.sender);
    buffer_fini(&told.recipient);
    buffer_fini(&told.date);
}

/* ---- Elements ----------------------------------------------------------------------------------
 */

/* The text knows best, then the document, then the header's first. */
static void see_lang(struct tei *tei, const char *name, struct tei_probe *probe)
{
    bool is_text = strcmp(name, "text") == 0, is_header = strcmp(name, "language") == 0;
    const char *lang = tei_attribute(tei, is_header ? "ident" : "lang");
    if (lang && lang[0] && (is_text || !probe->lang[0]))
        snprintf(probe->lang, sizeof probe->lang, "%s", tei_language(lang));
}

static bool stands_in_context(const struct tei *tei)
{
    const xmlNode *node = xmlTextReaderCurrentNode(tei->reader);
    return node && node->parent && is(node->parent, "correspContext");
}

void tei_exchange_see(struct tei *tei, const char *name, struct tei_probe *probe)
{
    bool document = strcmp(name, "TEI") == 0 || strcmp(name, "text") == 0;
    bool description = strcmp(name, "correspDesc") == 0;
    const char *pointer = document || description ? tei_attribute(tei, "corresp") : NULL;
    if (pointer)
        keep_pointer(probe, pointer, false);
    if (document || strcmp(name, "language") == 0)
        see_lang(tei, name, probe);
    if (description)
        see_exchange(tei, probe);
    else if ((strcmp(name, "ref") == 0 || strcmp(name, "ptr") == 0) && stands_in_context(tei))
        see_context(tei, probe);
}
