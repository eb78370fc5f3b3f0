#include "import/tei.h"

#include "base/memory.h"
#include "import/delivery.h"
#include "import/tei_roles.h"
#include "letter/place.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Delivery ----------------------------------------------------------------------------------
 */

enum status tei_tell_edition(struct tei *tei)
{
    struct edition *edition = &tei->edition;
    const struct tei_header *header = &tei->header;
    if (tei->edition_known)
        return STATUS_OK;
    tei->edition_known = true;
    if (!edition->title)
        edition->title = header->edition_title ? header->edition_title : edition->id;
    if (!edition->lang)
        edition->lang = tei->lang;
    return tei->sink->calls->edition(tei->sink->self, edition, tei->error);
}

unsigned *tei_card_of(struct tei *tei, const char *id)
{
    return string_set_at(tei->cards, arena_format(tei->letter_arena, "%s/%s", tei->edition.id, id));
}

/* A page's address in the letter, or a note's. */
static enum status anchor(struct tei *tei, const char *id, const struct letter *letter,
                          const char *page, const char *note)
{
    struct place place = {.kind = PLACE_LETTER};
    char text[PLACE_TEXT_SIZE];
    snprintf(place.edition, sizeof place.edition, "%s", letter->summary.key.edition);
    snprintf(place.id, sizeof place.id, "%s", letter->summary.key.id);
    snprintf(place.printed, sizeof place.printed, "%s", page ? page : "");
    if (note) {
        place.overlay = OVERLAY_NOTE;
        snprintf(place.note, sizeof place.note, "%s", note);
    }
    return tei->sink->calls->anchor(tei->sink->self, letter->summary.key.edition, id,
                                    place_format(&place, text), tei->error);
}

static enum status deliver_anchors(struct tei *tei, const struct letter *letter)
{
    const struct tei_letter *from = &tei->letter;
    enum status status =
        from->source_id ? anchor(tei, from->source_id, letter, NULL, NULL) : STATUS_OK;
    for (size_t i = 0; i < from->draft.note_count && status == STATUS_OK; i++)
        if (from->draft.notes[i].id)
            status = anchor(tei, from->draft.notes[i].id, letter, NULL, from->draft.notes[i].key);
    for (size_t i = 0; i < from->page_count && status == STATUS_OK; i++)
        if (from->pages[i].id)
            status = anchor(tei, from->pages[i].id, letter, from->pages[i].label, NULL);
    return status;
}

/* One letter of a volume without words does not keep the others from visitors. */
static enum status pass_empty(struct tei *tei, const struct letter_summary *summary)
{
    unsigned line = tei->letter.draft.line;
    if (tei->error)
        *tei->error = (struct error){0};
    tei->empty_line = tei->empty_line ? tei->empty_line : line;
    import_report_warn(tei->report, tei->file, line, "empty-letter", NULL,
                       "the letter %s (\"%s\") has no words but its title", summary->key.id,
                       summary->title);
    return STATUS_OK;
}

/* A further version of a letter that has its words as the source has them. */
static enum status deliver_as_written(struct tei *tei, const char *origin)
{
    struct draft *draft = &tei->letter.draft;
    const struct letter *letter = NULL;
    draft->letter.version_lang =
        arena_format(tei->letter_arena, "%s" LETTER_AS_WRITTEN, draft->letter.version_lang);
    if (draft->letter.version_kind == VERSION_ORIGINAL)
        draft->letter.version_kind = VERSION_TRANSCRIPTION;
    enum status status = draft_finish(draft, &letter, tei->error);
    return status == STATUS_OK
               ? tei->sink->calls->letter(tei->sink->self, letter, origin, tei->error)
               : error_wrap(tei->error, status, "%s", origin);
}

static enum status deliver_letter(struct tei *tei)
{
    struct draft *draft = &tei->letter.draft;
    struct letter_summary *summary = &draft->letter.summary;
    const struct letter *letter = NULL;
    char origin[ERROR_MESSAGE_SIZE];
    snprintf(origin, sizeof origin, "%s:%u", tei->file, draft->line);
    tei_end_scans(tei);
    delivery_number_pictures(draft);
    tei_settle_pending_notes(tei);
    tei_settle_language(tei, draft);
    if (!tei->divided) {
        tei_header_settle(tei, summary);
        tei_settle_title(tei, summary);
    }
    tei_settle_lines(tei, summary);
    if (!summary->title)
        summary->title = tei->header.title ? tei->header.title : summary->key.id;
    if (summary->date.certainty == DATE_NONE && tei->letter.document_date.from) {
        const char *text = summary->date.text;
        summary->date = tei->letter.document_date;
        summary->date.text = text;
    }
    if (tei->as_written) {
        tei->letter_count++;
        return tei->letter.has_other_words ? deliver_as_written(tei, origin) : STATUS_OK;
    }
    enum status status = draft_finish(draft, &letter, tei->error);
    if (status == STATUS_INVALID && tei->divided)
        return pass_empty(tei, summary);
    if (status != STATUS_OK)
        return error_wrap(tei->error, status, "%s", origin);
    status = tei_tell_edition(tei);
    if (status == STATUS_OK)
        status = tei->sink->calls->letter(tei->sink->self, letter, origin, tei->error);
    if (status == STATUS_OK)
        status = delivery_pictures(draft, tei->file, tei->sink, tei->error);
    if (status == STATUS_OK && !tei->divided)
        status = tei_deliver_relations(tei, letter->summary.key);
    if (status == STATUS_OK)
        status = deliver_anchors(tei, letter);
    tei->letter_count++;
    return status;
}

/* The card shows what the list says after the name: the name itself is its title. */
static void cut_name(struct prose *prose, struct block *block, const char *name)
{
    size_t length = strlen(name);
    if (strncmp(block->text, name, length) != 0)
        return;
    length += block->text[length] == ',';
    length += block->text[length] == ' ';
    prose_cut(prose, block, (uint32_t)length);
}

static enum status deliver_card(struct tei *tei)
{
    struct tei_letter *card = &tei->letter;
    struct prose *prose = &card->draft.prose;
    if (tei->as_written)
        return STATUS_OK;
    prose_close(prose);
    if (prose->block_count > 0)
        cut_name(prose, &prose->blocks[0], card->card_name);
    struct entity entity = {
        .key = {tei->edition.id, card->card_id}, .name = card->card_name, .sort = card->card_name};
    entity.blocks = prose_finish(prose, &entity.block_count);
    if (entity.block_count == 1 && entity.blocks[0].length == 0)
        entity.block_count = 0;
    enum status status = tei_tell_edition(tei);
    unsigned *known = tei_card_of(tei, card->card_id);
    if (status != STATUS_OK)
        return status;
    if (*known && !(*known & TEI_ID_PROMISED)) {
        import_report_warn(tei->report, tei->file, card->draft.line, "card-twice",
                           "give one of them another id",
                           "the entry \"%s\" (%s) stands twice; the first is shown",
                           card->card_name, card->card_id);
        return STATUS_OK;
    }
    *known = card->card_kind == SPAN_PERSON ? TEI_ID_PERSON : TEI_ID_TERM;
    status = card->card_kind == SPAN_PERSON
                 ? tei->sink->calls->person(tei->sink->self, &entity, tei->error)
                 : tei->sink->calls->term(tei->sink->self, &entity, tei->error);
    return status == STATUS_OK
               ? status
               : error_wrap(tei->error, status, "%s:%u", tei->file, card->draft.line);
}

/* ---- Outside letters ---------------------------------------------------------------------------
 */

static bool is_named(const struct tei_frame *frame, const char *name)
{
    return frame->element->name && strcmp(frame->element->name, name) == 0;
}

static bool is_one_of(const char *value, const char *a, const char *b)
{
    return value && (strcmp(value, a) == 0 || strcmp(value, b) == 0);
}

/* @subtype or @type of the letter's own element. */
static enum version_kind version_kind(struct tei *tei, const char *subtype)
{
    static const char *const names[] = {"original", "translation", "transcription"};
    const char *const said[] = {subtype, tei_attribute(tei, "type")};
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; said[i] && k < sizeof names / sizeof *names; k++)
            if (strcmp(said[i], names[k]) == 0)
                return (enum version_kind)k;
    return tei->kind;
}

/* The letter of this file that the division is another version of; NULL: none. */
static const char *parallel_of(struct tei *tei, const char *own)
{
    const char *at = tei_attribute(tei, "corresp"), *id;
    while (at && (id = tei_next_pointer(tei, &at)) != NULL)
        if (string_set_get(tei->survey.ids, id) & TEI_ID_LETTER && (!own || strcmp(own, id) != 0))
            return id;
    return NULL;
}

static enum status begin_letter(struct tei *tei)
{
    const char *id = tei_attribute(tei, "id"), *number = tei_attribute(tei, "n");
    const char *subtype = tei_attribute(tei, "subtype"), *lang = tei_attribute(tei, "lang");
    bool titled = !tei->divided && tei->header.title &&
                  !tei_survey_has_heading(&tei->survey, tei->text_count - 1);
    struct letter_date date = {0};
    tei_date(tei, &date);
    tei->content_depth = tei->depth;
    tei_letter_begin(tei, false);
    tei->letter.document_date = date;
    struct letter *letter = &tei->letter.draft.letter;
    tei->letter.source_id = id && id[0] ? id : NULL;
    if (tei->shape == TEI_SHAPE_TEXT)
        id = tei->stem;
    else if (tei->shape == TEI_SHAPE_CORPUS)
        id =
            tei->text_id[0] ? tei->text_id : arena_format(tei->letter_arena, "%u", tei->text_count);
    else if (parallel_of(tei, id))
        id = parallel_of(tei, id);
    else if (!id || !id[0])
        id = arena_format(tei->letter_arena, "%u", tei->letter_count + 1);
    letter->summary.key = (struct key){tei->edition.id, draft_id(tei->letter_arena, id)};
    letter->summary.number = number && number[0] ? number : NULL;
    letter->summary.kind =
        subtype && strcmp(subtype, "editorial-note") == 0 ? LETTER_EDITORIAL : LETTER_LETTER;
    letter->version_kind = version_kind(tei, subtype);
    letter->version_lang = letter->summary.lang = lang ? tei_language(lang) : tei->lang;
    tei_top(tei)->lang = letter->version_lang;
    letter->direction = letter_direction(letter->version_lang);
    letter->first_page = tei->page ? arena_string(tei->letter_arena, tei->page) : NULL;
    if (tei->waiting_page)
        tei_remember_page(tei, tei->waiting_page, letter->first_page);
    tei->waiting_page = NULL;
    tei_begin_scans(tei);
    if (titled)
        tei_begin_titled(tei, tei->header.title);
    return STATUS_OK;
}

/* Of two paginations, that of the print counts. */
static bool is_counted_page(struct tei *tei)
{
    const char *edition = tei_attribute(tei, "ed");
    return !tei->survey.has_print_pages || (edition && strcmp(edition, "print") == 0);
}

static void note_page(struct tei *tei)
{
    const char *label = tei_attribute(tei, "n"), *id = tei_attribute(tei, "id");
    tei->page_facs = arena_string(tei->file_arena, tei_attribute(tei, "facs"));
    tei->page_line = tei_line(tei);
    if (!label || !label[0] || strlen(label) > TEI_PAGE_LABEL_MAX || !is_counted_page(tei))
        return;
    tei->page = arena_string(tei->file_arena, label);
    if (!tei->content_depth)
        tei->waiting_page = id ? arena_string(tei->file_arena, id) : NULL;
}

static void note_lang(struct tei *tei)
{
    const char *lang = tei_attribute(tei, "lang");
    if (!lang || !lang[0])
        return;
    tei->lang = arena_string(tei->file_arena, tei_language(lang));
    tei->lang_told = true;
    if (is_named(tei_top(tei), "TEI"))
        tei->outer_lang = tei->lang;
}

/* Of a corpus each TEI has its own header, which completes that of the whole. */
static void begin_document(struct tei *tei)
{
    const char *id = tei_attribute(tei, "id"), *edition_title = tei->header.edition_title;
    unsigned edition_rank = tei->header.edition_rank;
    tei->text_id = arena_string(tei->file_arena, id ? id : "");
    tei->surface_count = 0;
    tei->page_facs = NULL;
    if (tei->shape == TEI_SHAPE_CORPUS)
        tei->header = (struct tei_header){.edition_title = edition_title,
                                          .edition_rank = edition_title ? UINT_MAX : edition_rank};
}

static bool in_text(const struct tei *tei)
{
    for (size_t i = 0; i + 1 < tei->depth; i++)
        if (is_named(&tei->frames[i], "text"))
            return true;
    return false;
}

static enum status matter_element(struct tei *tei)
{
    struct tei_frame *frame = tei_top(tei);
    const char *type = tei_attribute(tei, "type");
    if (is_named(frame, "TEI"))
        begin_document(tei);
    if (is_named(frame, "text") && !in_text(tei))
        tei->text_count++;
    if (is_named(frame, "teiHeader")) {
        tei->header_depth = tei->depth;
        return STATUS_OK;
    }
    if (is_named(frame, "facsimile"))
        tei_read_facsimile(tei);
    if (is_named(frame, "text") || is_named(frame, "TEI") || is_named(frame, "body"))
        note_lang(tei);
    if (tei->divided ? tei_is_letter_division(tei) : is_named(frame, "text"))
        return begin_letter(tei);
    if (frame->element->role == TEI_LEFT_OUT || is_one_of(type, "toc", "index") ||
        is_one_of(tei_attribute(tei, "id"), "toc", "index"))
        frame->left_out = true;
    else if (frame->element->role == TEI_ITEM && tei->divided) {
        tei->content_depth = tei->depth;
        tei_letter_begin(tei, true);
    }
    return STATUS_OK;
}

/* ---- The file ----------------------------------------------------------------------------------
 */

static enum status push(struct tei *tei)
{
    static const struct tei_frame outermost = {.like = {.kind = BLOCK_PARAGRAPH}};
    if (tei->depth == TEI_DEPTH_MAX)
        return tei_fail(tei, STATUS_LIMIT, "elements stand more than %d deep in each other",
                        TEI_DEPTH_MAX);
    const struct tei_frame *outer = tei->depth ? tei_top(tei) : &outermost;
    tei->frames[tei->depth++] = (struct tei_frame){
        .element = tei_element_find((const char *)xmlTextReaderConstLocalName(tei->reader)),
        .like = outer->like,
        .opened = outer->opened,
        .left_out = outer->left_out,
        .in_list = outer->in_list,
        .lang = outer->lang,
    };
    return STATUS_OK;
}

static enum status element(struct tei *tei)
{
    enum status status = push(tei);
    if (status != STATUS_OK)
        return status;
    struct tei_frame *frame = tei_top(tei);
    if (frame->element->role == TEI_PAGE_BREAK)
        note_page(tei);
    if (frame->element->role == TEI_ENTRY && tei->depth > 1 &&
        tei->frames[tei->depth - 2].element->role == TEI_INDEX) {
        status = tei->as_written ? STATUS_OK : tei_register_entry(tei);
        frame->left_out = frame->left_out || !tei->content_depth;
    }
    if (frame->left_out || status != STATUS_OK)
        return status;
    if (tei->content_depth)
        return tei_letter_element(tei);
    if (!tei->header_depth)
        return matter_element(tei);
    tei_header_element(tei);
    return STATUS_OK;
}

static enum status end_content(struct tei *tei)
{
    struct tei_letter *letter = &tei->letter;
    enum status status = STATUS_OK;
    tei->content_depth = 0;
    if (!letter->is_card)
        status = deliver_letter(tei);
    else if (letter->card_id && letter->card_name) {
        tei_piece_of(tei)->has_cards = true;
        status = deliver_card(tei);
    } else if (letter->size > 0)
        tei_lose_words(tei, "item", 4, letter->draft.line);
    tei_letter_fini(tei);
    arena_reset(tei->letter_arena);
    return status;
}

static enum status element_end(struct tei *tei)
{
    enum status status = STATUS_OK;
    if (tei->depth == tei->content_depth)
        status = end_content(tei);
    else if (tei->content_depth)
        status = tei_letter_element_end(tei);
    else if (tei->header_depth) {
        tei_header_element_end(tei);
        if (tei->depth == tei->header_depth)
            tei->header_depth = 0;
    } else
        tei_note_lost(tei, tei_top(tei));
    tei->depth--;
    return status;
}

static enum status text(struct tei *tei)
{
    const char *bytes = (const char *)xmlTextReaderConstValue(tei->reader);
    size_t length = bytes ? strlen(bytes) : 0;
    if (tei->depth == 0 || tei_top(tei)->left_out)
        return STATUS_OK;
    if (tei->content_depth)
        return tei_letter_text(tei, bytes, length);
    if (tei->header_depth)
        buffer_append(&tei->words, bytes, length);
    else
        tei_lose_words(tei, bytes, length, tei_line(tei));
    return STATUS_OK;
}

static enum status node(struct tei *tei)
{
    enum status status = STATUS_OK;
    switch (xmlTextReaderNodeType(tei->reader)) {
    case XML_READER_TYPE_ELEMENT: {
        bool empty = xmlTextReaderIsEmptyElement(tei->reader) == 1;
        status = element(tei);
        return status == STATUS_OK && empty ? element_end(tei) : status;
    }
    case XML_READER_TYPE_END_ELEMENT:
        return element_end(tei);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
        return text(tei);
    default:
        return STATUS_OK;
    }
}

static enum status read_all(struct tei *tei)
{
    enum status status;
    while ((status = tei_reader_next(tei)) == STATUS_OK && (status = node(tei)) == STATUS_OK)
        continue;
    if (status != STATUS_END)
        return status;
    if (tei->shape != TEI_SHAPE_REGISTER)
        tei_report_left_out(tei);
    if (tei->letter_count == 0 && tei->empty_line)
        return error_set(tei->error, STATUS_INVALID,
                         "%s:%u: the letter has no words; add its text or take it out", tei->file,
                         tei->empty_line);
    if (tei->letter_count == 0 && tei->shape != TEI_SHAPE_REGISTER)
        return error_set(tei->error, STATUS_INVALID, "%s: the file holds no letter", tei->file);
    return STATUS_OK;
}

static enum status read_file(const struct tei_source *source, const struct import_sink *sink,
                             struct import_report *report, bool as_written, bool *ret_has_choices,
                             struct error *error)
{
    struct tei *tei = memory_zeroed(1, sizeof *tei);
    tei->file = source->file;
    tei->stem = source->stem;
    tei->shape = source->shape;
    tei->divided = source->shape != TEI_SHAPE_TEXT && source->shape != TEI_SHAPE_CORPUS;
    tei->promises = source->promise;
    tei->text_id = "";
    tei->sink = sink;
    tei->report = report;
    tei->error = error;
    tei->edition = source->edition;
    tei->edition_known = source->edition_known || as_written;
    tei->as_written = as_written;
    tei->in_company = source->in_company;
    tei->cards = source->cards;
    tei->pictures = source->pictures;
    tei->kind = source->kind;
    tei->lang_told = source->lang || source->edition.lang;
    tei->lang = source->lang           ? source->lang
                : source->edition.lang ? source->edition.lang
                                       : source->fallback_lang;
    tei->file_arena = arena_create();
    tei->letter_arena = arena_create();
    tei_survey_init(&tei->survey, tei, source->bytes, source->length);
    enum status status = tei_reader_open(tei, source->bytes, source->length);
    if (status == STATUS_OK && !source->promise)
        status = read_all(tei);
    *ret_has_choices = tei->survey.has_choices;
    xmlFreeTextReader(tei->reader);
    tei_letter_fini(tei);
    free(tei->surfaces);
    buffer_fini(&tei->words);
    buffer_fini(&tei->lost_heads.titles);
    buffer_fini(&tei->lost_parts.titles);
    tei_survey_fini(&tei->survey);
    arena_destroy(tei->letter_arena);
    arena_destroy(tei->file_arena);
    free(tei);
    return status;
}

/* What the second reading finds has been told of by the first. */
enum status tei_import(const struct tei_source *source, const struct import_sink *sink,
                       struct import_report *report, struct error *error)
{
    bool has_choices = false;
    enum status status = read_file(source, sink, report, false, &has_choices, error);
    if (status != STATUS_OK || !has_choices || source->promise)
        return status;
    struct import_report *unheard = import_report_create();
    status = read_file(source, sink, unheard, true, &has_choices, error);
    import_report_destroy(unheard);
    return status;
}
