/* Registers of persons, places, works, organisations and events: each entry with an id is a card.
 * An entry is small, so it is read as a tree. */
#include "import/tei_roles.h"

#include <string.h>

static bool is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static bool is_any_of(const xmlNode *node, const char *const *names)
{
    for (; *names; names++)
        if (is_element(node, *names))
            return true;
    return false;
}

static const char *attribute_of(const xmlNode *node, const char *name)
{
    for (const xmlAttr *at = node->properties; at; at = at->next)
        if (strcmp((const char *)at->name, name) == 0 && at->children)
            return (const char *)at->children->content;
    return NULL;
}

static void add_words(struct prose *prose, const xmlNode *node)
{
    for (const xmlNode *at = node->children; at; at = at->next) {
        if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE)
            prose_text(prose, (const char *)at->content, strlen((const char *)at->content));
        else if (at->type == XML_ELEMENT_NODE)
            add_words(prose, at);
    }
}

/* The words of a node in one line; "" where it has none. */
static const char *words_of(struct tei *tei, const xmlNode *node)
{
    struct prose prose;
    prose_init(&prose, tei->file_arena);
    add_words(&prose, node);
    prose_close(&prose);
    const char *words = prose.block_count ? prose.blocks[0].text : "";
    prose_fini(&prose);
    return words;
}

static const xmlNode *child(const xmlNode *node, const char *name)
{
    for (const xmlNode *at = node->children; at; at = at->next)
        if (is_element(at, name))
            return at;
    return NULL;
}

/* The entry's main name: the first, but for one marked as main. */
static const xmlNode *name_of(const xmlNode *entry)
{
    static const char *const names[] = {"persName", "placeName", "orgName", "eventName",
                                        "title",    "label",     "name",    NULL};
    const xmlNode *first = NULL;
    for (const xmlNode *at = entry->children; at; at = at->next) {
        if (!is_any_of(at, names))
            continue;
        const char *type = attribute_of(at, "type");
        if (type && (strcmp(type, "main") == 0 || strcmp(type, "pref") == 0))
            return at;
        first = first ? first : at;
    }
    return first;
}

static void settle_name(struct tei *tei, const xmlNode *name, struct entity *entity)
{
    const xmlNode *surname = child(name, "surname"), *forename = child(name, "forename");
    entity->name = entity->sort = words_of(tei, name);
    if (!surname || !forename)
        return;
    const char *last = words_of(tei, surname), *first = words_of(tei, forename);
    entity->name = arena_format(tei->file_arena, "%s %s", first, last);
    entity->sort = arena_format(tei->file_arena, "%s, %s", last, first);
}

/* ---- What is said of the entry -----------------------------------------------------------------
 */

static void add_text(struct prose *prose, const char *text)
{
    prose_text(prose, text, strlen(text));
}

/* "* 2. 5. 1860 Budapest": the signs of biographical works, in no language. */
static void add_life(struct tei *tei, struct prose *prose, const xmlNode *entry, const char *name,
                     const char *sign)
{
    static const char *const places[] = {"settlement", "placeName", NULL};
    const xmlNode *fact = child(entry, name);
    if (!fact)
        return;
    const xmlNode *date = child(fact, "date");
    const char *when = date ? words_of(tei, date) : attribute_of(fact, "when");
    const char *text = date || fact->children ? "" : words_of(tei, fact);
    const struct block paragraph = {.kind = BLOCK_PARAGRAPH};
    prose_open(prose, &paragraph);
    add_text(prose, sign);
    add_text(prose, when ? when : text);
    for (const xmlNode *at = fact->children; at; at = at->next)
        if (is_any_of(at, places)) {
            const xmlNode *inner = child(at, "placeName");
            add_text(prose, " ");
            add_text(prose, words_of(tei, inner ? inner : at));
        }
    prose_close(prose);
}

static bool is_located_in(const xmlNode *node)
{
    const char *type = is_element(node, "location") ? attribute_of(node, "type") : NULL;
    return type && strcmp(type, "located_in_place") == 0;
}

/* Several facts of a kind in one line, parted by commas, none twice in a row. */
static void add_facts(struct tei *tei, struct prose *prose, const xmlNode *entry,
                      const char *const *names)
{
    const char *last = "";
    for (const xmlNode *at = entry->children; at; at = at->next) {
        const xmlNode *fact = is_any_of(at, names) ? at : NULL;
        if (!fact && is_located_in(at))
            fact = child(at, "placeName");
        const char *words = fact ? words_of(tei, fact) : "";
        if (!words[0] || strcmp(words, last) == 0)
            continue;
        if (last[0])
            add_text(prose, ", ");
        add_text(prose, words);
        last = words;
    }
    prose_close(prose);
}

static void add_notes(struct prose *prose, const xmlNode *entry)
{
    static const char *const notes[] = {"note", "p", "desc", "ab", NULL};
    for (const xmlNode *at = entry->children; at; at = at->next)
        if (is_any_of(at, notes)) {
            add_words(prose, at);
            prose_close(prose);
        }
}

static enum status deliver(struct tei *tei, const xmlNode *entry, struct entity *entity)
{
    static const char *const facts[] = {"author", "date",       "occupation", "country",
                                        "region", "settlement", NULL};
    struct prose prose;
    prose_init(&prose, tei->file_arena);
    add_life(tei, &prose, entry, "birth", "* ");
    add_life(tei, &prose, entry, "death", "† ");
    add_facts(tei, &prose, entry, facts);
    add_notes(&prose, entry);
    entity->blocks = prose_finish(&prose, &entity->block_count);
    prose_fini(&prose);
    return is_element(entry, "person")
               ? tei->sink->calls->person(tei->sink->self, entity, tei->error)
               : tei->sink->calls->term(tei->sink->self, entity, tei->error);
}

/* A letter's file repeats the entries it needs: the first file that has one gives the card. */
enum status tei_register_entry(struct tei *tei)
{
    const xmlNode *entry = xmlTextReaderExpand(tei->reader);
    const char *id = tei_attribute(tei, "id");
    const xmlNode *name = entry ? name_of(entry) : NULL;
    unsigned *known = id && id[0] ? tei_card_of(tei, id) : NULL;
    if (!known || (*known && !(*known & TEI_ID_PROMISED)) || !name)
        return STATUS_OK;
    struct entity entity = {.key = {tei->edition.id, id}};
    settle_name(tei, name, &entity);
    if (!entity.name[0])
        return STATUS_OK;
    *known = is_element(entry, "person") ? TEI_ID_PERSON : TEI_ID_TERM;
    enum status status = tei_tell_edition(tei);
    return status == STATUS_OK ? deliver(tei, entry, &entity) : status;
}
