#include "import/tei_survey.h"

#include "import/tei_roles.h"

#include <string.h>

/* One open element on the way through the file. */
struct place {
    bool text;  /* in the text */
    bool apart; /* in the back, or where notes are listed */
    bool item;  /* in an item of a list */
    bool aside; /* in a note, list, table or figure: a head there is not the letter's */
    enum tei_role role;
};

struct walk {
    struct tei *tei;
    struct tei_survey *survey;
    struct place places[TEI_DEPTH_MAX];
    int depth;
    struct string_set *lines; /* of the ids met */
    bool body_begun;          /* words of the letter's body have come */
    const char *pointer;      /* of the reference that has just ended; or NULL */
};

const char *tei_next_pointer(struct tei *tei, const char **at)
{
    static const char space[] = " \t\r\n";
    *at += strspn(*at, space);
    size_t length = strcspn(*at, space);
    if (length == 0)
        return NULL;
    const char *hash = memchr(*at, '#', length), *end = *at + length;
    const char *start = hash ? hash + 1 : *at;
    *at = end;
    return arena_copy(tei->letter_arena, start, (size_t)(end - start));
}

static bool lists_notes(struct tei *tei, const struct tei_element *element)
{
    const char *type = tei_attribute(tei, "type");
    return tei_is_named(element, "back") || tei_is_named(element, "noteGrp") ||
           tei_is_named(element, "standOff") ||
           (element->role == TEI_DIVISION && type &&
            (strcmp(type, "notes") == 0 || strcmp(type, "endnotes") == 0 ||
             strcmp(type, "footnotes") == 0));
}

static void mark_id(struct walk *walk, const char *id, unsigned flag)
{
    if (id && id[0])
        *string_set_at(walk->survey->ids, id) |= flag;
    bool is_card = id && id[0] && (flag & (TEI_ID_PERSON | TEI_ID_TERM));
    walk->survey->has_cards |= is_card;
    unsigned *card = is_card && walk->tei->promises ? tei_card_of(walk->tei, id) : NULL;
    if (card && !*card)
        *card = flag | TEI_ID_PROMISED;
}

static void see_id(struct walk *walk, const char *id)
{
    unsigned *line = string_set_at(walk->lines, id);
    if (*line)
        tei_warn(walk->tei, "id-twice", NULL, "the id \"%s\" stands in line %u already", id, *line);
    else
        *line = tei_line(walk->tei);
}

static void see_note(struct walk *walk, const struct place *around, const char *id)
{
    struct tei *tei = walk->tei;
    if (id && walk->pointer && strcmp(walk->pointer, id) == 0)
        mark_id(walk, id, TEI_ID_PAIRED);
    if (!around->apart)
        return;
    mark_id(walk, id, TEI_ID_NOTE_APART);
    const char *at = tei_attribute(tei, "target");
    at = at ? at : tei_attribute(tei, "corresp");
    mark_id(walk, at ? tei_next_pointer(tei, &at) : NULL, TEI_ID_NOTED);
}

static void see_card(struct walk *walk, const struct place *around,
                     const struct tei_element *element, const char *id)
{
    if (element->role == TEI_ENTRY && around->role == TEI_INDEX)
        mark_id(walk, id, tei_is_named(element, "person") ? TEI_ID_PERSON : TEI_ID_TERM);
    else if (around->item && element->role == TEI_PERSON)
        mark_id(walk, id, TEI_ID_PERSON);
    else if (around->item && element->role == TEI_TERM)
        mark_id(walk, id, TEI_ID_TERM);
}

static bool is_aside(const struct tei_element *element)
{
    return element->role == TEI_NOTE || element->role == TEI_LIST || element->role == TEI_TABLE ||
           tei_is_named(element, "figure") || tei_is_named(element, "front");
}

static bool begins_body(const struct tei_element *element)
{
    return element->role == TEI_PARAGRAPH || element->role == TEI_BLOCK ||
           element->role == TEI_SALUTE || element->role == TEI_DATELINE;
}

/* Of the text that has begun. */
static void set_heading(struct tei_survey *survey)
{
    survey->headings.bytes[survey->headings.length - 1] = 1;
}

static void see(struct walk *walk, const struct place *around, const struct tei_element *element)
{
    struct tei *tei = walk->tei;
    const char *id = tei_attribute(tei, "id"), *value;
    if (id && id[0] && around->text)
        see_id(walk, id);
    if (element->role == TEI_NOTE)
        see_note(walk, around, id);
    else if (id)
        see_card(walk, around, element, id);
    if (id && tei_is_letter_division(tei))
        mark_id(walk, id, TEI_ID_LETTER);
    walk->pointer = NULL;
    if (element->role == TEI_PAGE_BREAK && (value = tei_attribute(tei, "ed")) &&
        strcmp(value, "print") == 0)
        walk->survey->has_print_pages = true;
    walk->survey->has_choices |= element->role == TEI_CHOICE;
    walk->survey->has_page_scans |=
        element->role == TEI_PAGE_BREAK && tei_attribute(tei, "facs") != NULL;
    if (tei_is_named(element, "text") && !around->text) {
        buffer_byte(&walk->survey->headings, 0);
        walk->body_begun = false;
    }
    if (element->role == TEI_HEAD && around->text && !around->aside && !walk->body_begun)
        set_heading(walk->survey);
    if (element->role == TEI_DIVISION && around->text && (value = tei_attribute(tei, "type")) &&
        strcmp(value, "title") == 0)
        set_heading(walk->survey);
    walk->body_begun |= around->text && !around->aside && begins_body(element);
}

static void enter(struct walk *walk, const struct place *around, const struct tei_element *element)
{
    struct place *place = &walk->places[walk->depth++];
    *place = *around;
    place->role = element->role;
    place->text |= tei_is_named(element, "text");
    place->apart |= lists_notes(walk->tei, element);
    place->item |= element->role == TEI_ITEM;
    place->aside |= is_aside(element);
}

static void leave(struct walk *walk, const struct tei_element *element)
{
    const char *at = NULL;
    walk->pointer = NULL;
    if (element->role == TEI_REFERENCE)
        at = tei_attribute(walk->tei, "target");
    if (at)
        walk->pointer = tei_next_pointer(walk->tei, &at);
}

static void visit(struct walk *walk)
{
    static const struct place outermost = {.role = TEI_CONTAINER};
    xmlTextReaderPtr reader = walk->tei->reader;
    int type = xmlTextReaderNodeType(reader);
    if (type == XML_READER_TYPE_TEXT)
        walk->pointer = NULL;
    if (type != XML_READER_TYPE_ELEMENT && type != XML_READER_TYPE_END_ELEMENT)
        return;
    const struct tei_element *element =
        tei_element_find((const char *)xmlTextReaderConstLocalName(reader));
    if (type == XML_READER_TYPE_ELEMENT && walk->depth < TEI_DEPTH_MAX) {
        const struct place *around = walk->depth ? &walk->places[walk->depth - 1] : &outermost;
        see(walk, around, element);
        enter(walk, around, element);
        if (xmlTextReaderIsEmptyElement(reader) != 1)
            return;
    }
    leave(walk, element);
    walk->depth -= walk->depth > 0;
    if (!walk->pointer)
        arena_reset(walk->tei->letter_arena);
}

void tei_survey_init(struct tei_survey *survey, struct tei *tei, const char *bytes, size_t length)
{
    struct walk walk = {.tei = tei, .survey = survey, .lines = string_set_create()};
    struct error unheard = {0}, *error = tei->error;
    *survey = (struct tei_survey){.ids = string_set_create()};
    tei->error = &unheard;
    enum status status = tei_reader_open(tei, bytes, length);
    while (status == STATUS_OK && (status = tei_reader_next(tei)) == STATUS_OK)
        visit(&walk);
    string_set_destroy(walk.lines);
    xmlFreeTextReader(tei->reader);
    tei->reader = NULL;
    tei->error = error;
    tei->fault_line = 0;
    arena_reset(tei->letter_arena);
}

void tei_survey_fini(struct tei_survey *survey)
{
    string_set_destroy(survey->ids);
    buffer_fini(&survey->headings);
    *survey = (struct tei_survey){0};
}

bool tei_survey_has_heading(const struct tei_survey *survey, unsigned text)
{
    return text < survey->headings.length && survey->headings.bytes[text] != 0;
}
