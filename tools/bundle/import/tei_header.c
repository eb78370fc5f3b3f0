/* The teiHeader: titles, the language, and who wrote to whom, where and when (correspDesc). */
#include "import/tei_roles.h"
#include "import/volume.h"

#include <string.h>

/* ---- Titles ------------------------------------------------------------------------------------
 */

static bool is(const char *value, const char *word)
{
    return value && strcmp(value, word) == 0;
}

/* How well a title names one letter: 0 not at all. */
static unsigned letter_rank(const char *type, const char *level)
{
    if (is(level, "s") || is(type, "iso-date") || is(type, "bibl") || is(type, "sub"))
        return 0;
    if (is(level, "a"))
        return 4;
    if (is(type, "main"))
        return 3;
    return type ? 1 : 2;
}

/* How well a title names what the whole file, or the series it stands in, is called: the volume's
 * own name comes before the one that repeats series and number. */
static unsigned edition_rank(const char *type, const char *level, bool in_series)
{
    if (in_series)
        return is(level, "s") ? 2 : 0;
    if (is(type, "volume"))
        return 4;
    unsigned rank = letter_rank(type, level);
    return rank > 3 ? 3 : rank;
}

static const xmlNode *parent(const struct tei *tei)
{
    const xmlNode *node = xmlTextReaderCurrentNode(tei->reader);
    return node ? node->parent : NULL;
}

static bool is_element(const xmlNode *node, const char *name)
{
    return node && node->name && strcmp((const char *)node->name, name) == 0;
}

static bool stands_in(const struct tei *tei, const char *name)
{
    return is_element(parent(tei), name);
}

static void end_title(struct tei *tei)
{
    struct tei_header *header = &tei->header;
    const char *type = tei_attribute(tei, "type"), *level = tei_attribute(tei, "level");
    const char *title = tei_one_line(tei);
    unsigned rank = letter_rank(type, level);
    unsigned volume = tei->divided ? volume_named(title, strlen(title), NULL) : 0;
    if (!title[0])
        return;
    if (volume)
        import_report_volume(tei->report, tei->edition.id, volume);
    if (rank > header->title_rank) {
        header->title = title;
        header->title_rank = rank;
    }
    rank = edition_rank(type, level, tei->in_company);
    if (rank > header->edition_rank) {
        header->edition_title = title;
        header->edition_rank = rank;
    }
}

/* ---- Correspondence ----------------------------------------------------------------------------
 */

enum tei_part tei_part_of(const char *type)
{
    if (is(type, "sent") || is(type, "sending") || is(type, "sender") || is(type, "from"))
        return TEI_PART_SENDER;
    if (is(type, "received") || is(type, "receiving") || is(type, "addressee") || is(type, "to") ||
        is(type, "recipient") || is(type, "receiver"))
        return TEI_PART_RECIPIENT;
    return TEI_PART_NONE;
}

/* Both may stand in one action, told apart by what each says of itself. */
static enum tei_part part_here(struct tei *tei)
{
    enum tei_part own = tei_part_of(tei_attribute(tei, "type"));
    own = own ? own : tei_part_of(tei_attribute(tei, "role"));
    return own ? own : tei->header.part;
}

/* "Herzl, Theodor" of a register is "Theodor Herzl" to a reader. */
static const char *natural_name(struct tei *tei, const char *name)
{
    const char *comma = strstr(name, ", ");
    if (!comma || strchr(comma + 1, ','))
        return name;
    return arena_format(tei->file_arena, "%s %.*s", comma + 2, (int)(comma - name), name);
}

/* Who is named first counts. */
static void end_person(struct tei *tei, struct correspondent *who)
{
    const char *name = tei_one_line(tei);
    unsigned flags = 0;
    if (who->name || !name[0])
        return;
    const char *id = tei_known_pointer(tei, tei_attribute(tei, "ref"), &flags);
    who->name = natural_name(tei, name);
    who->person = id && (flags & TEI_ID_PERSON) ? arena_string(tei->file_arena, id) : NULL;
}

static void end_correspondent(struct tei *tei)
{
    enum tei_part part = part_here(tei);
    if (part != TEI_PART_NONE)
        end_person(tei, part == TEI_PART_SENDER ? &tei->header.sender : &tei->header.recipient);
}

static const char *kept(struct tei *tei, const char *text)
{
    return text && text[0] ? arena_string(tei->file_arena, text) : NULL;
}

static void end_date(struct tei *tei, struct letter_date *date)
{
    struct letter_date told = {0};
    tei_date(tei, &told);
    if (date->certainty != DATE_NONE)
        return;
    told.from = kept(tei, told.from);
    told.to = kept(tei, told.to);
    told.text = kept(tei, tei_one_line(tei));
    *date = told;
}

static void end_of_action(struct tei *tei, const char *name)
{
    struct tei_header *header = &tei->header;
    if (is(name, "persName") || is(name, "orgName") || is(name, "name") || is(name, "rs"))
        end_correspondent(tei);
    else if (is(name, "placeName") && header->part == TEI_PART_SENDER && !header->place)
        header->place = kept(tei, tei_one_line(tei));
    else if (is(name, "date") && header->part != TEI_PART_RECIPIENT)
        end_date(tei, &header->date);
}

/* Words alone may be anything here: "to be filled in". */
static void end_creation(struct tei *tei)
{
    struct letter_date *creation = &tei->header.creation;
    end_date(tei, creation);
    if (creation->certainty == DATE_NONE)
        creation->text = NULL;
}

/* Neighbours in a collection are not neighbours in a correspondence. */
static bool relation_said(struct tei *tei, enum letter_relation *ret_relation)
{
    static const struct {
        const char *word;
        enum letter_relation relation;
    } words[] = {{"prev", RELATION_PREVIOUS},     {"next", RELATION_NEXT},
                 {"replyto", RELATION_REPLY_TO},  {"reply_to", RELATION_REPLY_TO},
                 {"reply-to", RELATION_REPLY_TO}, {"answers", RELATION_REPLY_TO},
                 {"reply", RELATION_REPLY},       {"answer", RELATION_REPLY}};
    if (tei_type_says(tei, "collection"))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (tei_type_says(tei, words[i].word)) {
            *ret_relation = words[i].relation;
            return true;
        }
    return false;
}

/* "#L1", "L1", "L1.xml", "https://example.org/letters/L1.html" */
static const char *letter_pointed_at(struct tei *tei, const char *pointer)
{
    const char *hash = strchr(pointer, '#'), *slash = strrchr(pointer, '/');
    if (hash && hash[1] != '\0')
        return draft_id(tei->file_arena, hash + 1);
    const char *name = slash ? slash + 1 : pointer, *dot = strchr(name, '.');
    size_t length = dot ? (size_t)(dot - name) : strcspn(name, "#");
    return draft_id(tei->file_arena, arena_copy(tei->file_arena, name, length));
}

static void see_context(struct tei *tei)
{
    struct tei_header *header = &tei->header;
    const char *target = tei_attribute(tei, "target");
    enum letter_relation relation;
    if (!target || header->relation_count == TEI_RELATIONS_MAX || !relation_said(tei, &relation))
        return;
    const char *id = letter_pointed_at(tei, target);
    if (id[0] != '\0')
        header->relations[header->relation_count++] = (struct tei_relation){
            relation, arena_format(tei->file_arena, "%s#%s", tei->edition.id, id)};
}

enum status tei_deliver_relations(struct tei *tei, struct key letter)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < tei->header.relation_count; i++)
        status =
            tei->sink->calls->relation(tei->sink->self, letter, tei->header.relations[i].relation,
                                       tei->header.relations[i].target, tei->error);
    return status;
}

/* ---- Elements ----------------------------------------------------------------------------------
 */

/* The language of most of the text; the first where none says how much. */
static void see_language(struct tei *tei)
{
    const char *lang = tei_attribute(tei, "ident"), *usage = tei_attribute(tei, "usage");
    unsigned share = 1;
    for (const char *at = usage; at && *at >= '0' && *at <= '9' && share < 1000; at++)
        share = (at == usage ? 1 : 10 * share) + (unsigned)(*at - '0');
    if (!lang || !lang[0] || share <= tei->header.language_share)
        return;
    tei->header.language_share = share;
    tei->lang = arena_string(tei->file_arena, tei_language(lang));
    tei->lang_told = true;
}

/* The author of the piece of a book that the file repeats: sourceDesc/biblStruct/analytic. That of
 * titleStmt may be of a whole collection, in which others' letters stand too, and that of another
 * analytic has only written about it. */
static bool is_author(const struct tei *tei, const char *name)
{
    const xmlNode *piece = parent(tei), *book = piece ? piece->parent : NULL;
    return is(name, "author") && is_element(piece, "analytic") && is_element(book, "biblStruct") &&
           is_element(book->parent, "sourceDesc");
}

static bool is_read(const struct tei *tei, const char *name)
{
    return is(name, "title")
               ? stands_in(tei, "titleStmt")
               : stands_in(tei, "correspAction") || is_author(tei, name) ||
                     (is(name, "date") && stands_in(tei, "creation")) || is(name, "origDate");
}

void tei_header_element(struct tei *tei)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(tei->reader);
    if (is(name, "correspAction"))
        tei->header.part = tei_part_of(tei_attribute(tei, "type"));
    else if (stands_in(tei, "correspContext") && (is(name, "ref") || is(name, "ptr")))
        see_context(tei);
    else if (is(name, "language"))
        see_language(tei);
    else if (is_read(tei, name))
        buffer_cut(&tei->words, 0);
}

void tei_header_element_end(struct tei *tei)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(tei->reader);
    if (!is_read(tei, name))
        return;
    if (is(name, "title"))
        end_title(tei);
    else if (stands_in(tei, "correspAction"))
        end_of_action(tei, name);
    else if (is(name, "author"))
        end_person(tei, &tei->header.author);
    else
        end_creation(tei);
}

/* The header knows best: a dateline's words may say "Sunday". The author of one letter is who wrote
 * it; that of a volume need not be. */
void tei_header_settle(struct tei *tei, struct letter_summary *summary)
{
    const struct tei_header *header = &tei->header;
    const char *text = summary->date.text;
    if (header->sender.name)
        summary->sender = header->sender;
    else if (!summary->sender.name && !tei->divided)
        summary->sender = header->author;
    if (header->recipient.name)
        summary->recipient = header->recipient;
    if (header->place)
        summary->place = header->place;
    if (header->date.certainty != DATE_NONE)
        summary->date = header->date;
    else if (summary->date.certainty == DATE_NONE)
        summary->date = header->creation;
    if (!summary->date.text)
        summary->date.text = text;
}
