/* Elements within a line: renderings, names, references, and what a dateline tells. */
#include "import/tei_roles.h"

#include <stdio.h>
#include <string.h>

static struct draft *draft_of(struct tei *tei)
{
    return &tei->letter.draft;
}

static enum status end_range(struct tei *tei, struct tei_frame *frame)
{
    const char *words = NULL;
    if (!frame->range)
        return STATUS_OK;
    prose_end(tei_prose(tei), &words);
    if (frame->words && words)
        *frame->words = words;
    return STATUS_OK;
}

static void begin_span(struct tei *tei, struct tei_frame *frame, enum span_kind kind,
                       const char *target)
{
    const char *lang = kind == SPAN_FOREIGN ? tei_attribute(tei, "lang") : NULL;
    lang = lang ? tei_language(lang) : NULL;
    prose_begin(tei_prose(tei), kind, target, lang);
    frame->range = true;
}

/* A word struck out and the one written for it stay two words; of a few signs, one word is mended.
 */
static enum status begin_substitution(struct tei *tei, struct tei_frame *frame)
{
    const struct prose *prose = tei_prose(tei);
    const xmlNode *node = xmlTextReaderExpand(tei->reader);
    node = node ? node->children : NULL;
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    xmlChar *gone = node ? xmlNodeGetContent(node) : NULL;
    bool word_begins = !prose->open || prose->text.length == 0 || prose->gap != GAP_NONE;
    frame->parts_words = word_begins && gone && xmlUTF8Strlen(gone) > 1;
    xmlFree(gone);
    return STATUS_OK;
}

static enum status begin_plain_span(struct tei *tei, struct tei_frame *frame)
{
    const struct tei_frame *around = &tei->frames[tei->depth - 2];
    if (around->parts_words && around->children == 2 && tei_prose(tei)->open)
        prose_text(tei_prose(tei), " ", 1);
    begin_span(tei, frame, (enum span_kind)frame->element->kind, NULL);
    return STATUS_OK;
}

static bool is_doubled(struct tei *tei, enum span_kind kind)
{
    const char *lines = tei_attribute(tei, "n");
    return kind == SPAN_UNDERLINE && lines && strcmp(lines, "2") == 0;
}

/* emph, mentioned and title ask for nothing when they say nothing of their rendering; only emph is
 * then italic. */
static enum status begin_highlight(struct tei *tei, struct tei_frame *frame)
{
    const char *rend = tei_rendering(tei);
    char word[64];
    enum span_kind kind;
    bool plain = false, known = !rend;
    if (tei_begins_title(tei, frame))
        return STATUS_OK;
    if (!rend && strcmp(frame->element->name, "emph") == 0)
        begin_span(tei, frame, SPAN_ITALIC, NULL);
    for (const char *at = rend; at && *at && !frame->range;) {
        at += strspn(at, " #");
        size_t length = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        at += length;
        if (tei_rend_span(word, &kind, &plain))
            begin_span(tei, frame, is_doubled(tei, kind) ? SPAN_DOUBLE_UNDERLINE : kind, NULL);
        known = known || plain || frame->range;
    }
    if (!known)
        tei_count(tei, "unknown-rendering", rend);
    return STATUS_OK;
}

const char *tei_known_pointer(struct tei *tei, const char *pointers, unsigned *ret_flags)
{
    const char *id;
    while (pointers && (id = tei_next_pointer(tei, &pointers))) {
        unsigned flags = string_set_get(tei->survey.ids, id) & (TEI_ID_PERSON | TEI_ID_TERM);
        flags = flags ? flags : *tei_card_of(tei, id);
        if (flags) {
            *ret_flags = flags;
            return id;
        }
    }
    return NULL;
}

static void begin_link(struct tei *tei, struct tei_frame *frame, enum span_kind kind,
                       const char *target)
{
    begin_span(tei, frame, kind, target);
    if (!tei->letter.is_card)
        import_report_link(tei->report, draft_of(tei)->letter.summary.key, kind, target, tei->file,
                           tei_line(tei));
}

static bool begins_card(struct tei *tei, struct tei_frame *frame, enum span_kind kind)
{
    struct tei_letter *letter = &tei->letter;
    const char *id = tei_attribute(tei, "id");
    if (!letter->is_card || letter->card_id || !id)
        return false;
    letter->card_id = id;
    letter->card_kind = kind;
    tei_capture(tei, frame, &letter->card_name);
    return true;
}

static struct correspondent *correspondent_of(struct tei *tei)
{
    struct letter_summary *summary = &draft_of(tei)->letter.summary;
    const char *type = tei_attribute(tei, "type");
    if (!tei->letter.in_own_heading || !type)
        return NULL;
    if (strcmp(type, "from") == 0)
        return &summary->sender;
    return strcmp(type, "to") == 0 ? &summary->recipient : NULL;
}

/* A pointer to nothing is told of where it stands if the file has a register; if it has none, all
 * of them are told of together. */
static void begin_dead_name(struct tei *tei, struct tei_frame *frame, enum span_kind kind,
                            const char *pointers)
{
    if (tei->survey.has_cards && pointers[0] == '#')
        begin_link(tei, frame, kind, tei_next_pointer(tei, &pointers));
    else
        tei_count(tei, "unknown-name", "");
}

static enum status begin_name(struct tei *tei, struct tei_frame *frame, enum span_kind kind,
                              const char *pointers)
{
    struct correspondent *who = correspondent_of(tei);
    unsigned flags = 0;
    if (begins_card(tei, frame, kind))
        return STATUS_OK;
    const char *id = tei_known_pointer(tei, pointers, &flags);
    if (id)
        kind = flags & TEI_ID_PERSON ? SPAN_PERSON : SPAN_TERM;
    if (who && !who->name) {
        who->person = kind == SPAN_PERSON ? id : NULL;
        frame->words = &who->name;
    }
    if (id)
        begin_link(tei, frame, kind, id);
    else if (pointers && pointers[0])
        begin_dead_name(tei, frame, kind, pointers);
    if (frame->words && !frame->range)
        tei_capture(tei, frame, frame->words);
    return STATUS_OK;
}

static const char *either(struct tei *tei, const char *a, const char *b)
{
    const char *value = tei_attribute(tei, a);
    return value ? value : tei_attribute(tei, b);
}

static enum status begin_person(struct tei *tei, struct tei_frame *frame)
{
    return begin_name(tei, frame, SPAN_PERSON, either(tei, "corresp", "ref"));
}

static enum status begin_term(struct tei *tei, struct tei_frame *frame)
{
    return begin_name(tei, frame, SPAN_TERM, either(tei, "target", "ref"));
}

static bool is_web_address(const char *target)
{
    return strstr(target, "://") || strncmp(target, "mailto:", 7) == 0;
}

/* "EDITION#ID" or "#ID" of a target: a bare name, or that of a file, is a letter beside this one.
 */
static const char *reference_target(struct tei *tei, const char *target)
{
    const char *hash = strchr(target, '#'), *end = strstr(target, ".xml");
    size_t stem = end ? (size_t)(end - target) : strcspn(target, "#");
    if (hash && (stem == 0 || tei->in_company))
        return arena_string(tei->letter_arena, hash);
    if (hash)
        return arena_format(tei->letter_arena, "%.*s%s", (int)stem, target, hash);
    return arena_format(tei->letter_arena, "#%.*s", (int)stem, target);
}

/* One without words shows where it leads. */
static enum status show_target(struct tei *tei, const struct tei_frame *frame, const char *target)
{
    if (tei_is_named(frame->element, "ptr") || xmlTextReaderIsEmptyElement(tei->reader) != 1)
        return STATUS_OK;
    return tei_letter_text(tei, target, strlen(target));
}

static enum status begin_reference(struct tei *tei, struct tei_frame *frame)
{
    const char *target = tei_attribute(tei, "target"), *at = target;
    if (!target || !target[0])
        return STATUS_OK;
    target = arena_copy(tei->letter_arena, target, strcspn(target, " "));
    if (tei_is_note_mark(tei, frame, tei_next_pointer(tei, &at)))
        return STATUS_OK;
    unsigned flags = 0;
    const char *card =
        target[0] && !strpbrk(target, "/:") ? tei_known_pointer(tei, target, &flags) : NULL;
    if (is_web_address(target))
        tei_count(tei, "web-address", "");
    else if (card)
        begin_link(tei, frame, flags & TEI_ID_PERSON ? SPAN_PERSON : SPAN_TERM, card);
    else
        begin_link(tei, frame, SPAN_REFERENCE, reference_target(tei, target));
    return show_target(tei, frame, target[0] == '#' ? target + 1 : target);
}

static enum status end_highlight(struct tei *tei, struct tei_frame *frame)
{
    enum status status = end_range(tei, frame);
    if (frame->titles)
        tei_end_title(tei);
    return status;
}

/* ---- Datelines ---------------------------------------------------------------------------------
 */

/* The letter's own dateline is the first outside attachments and notes. */
static bool in_own_dateline(const struct tei *tei, const struct tei_frame *frame)
{
    return frame->like.kind == BLOCK_DATELINE && frame->like.part == 0 &&
           !tei->letter.has_dateline && tei->letter.note_depth == 0;
}

static enum status begin_date(struct tei *tei, struct tei_frame *frame)
{
    struct letter_date *date = &draft_of(tei)->letter.summary.date;
    if (in_own_dateline(tei, frame) && !date->text) {
        tei_date(tei, date);
        tei_capture(tei, frame, &date->text);
    }
    return STATUS_OK;
}

static enum status begin_place(struct tei *tei, struct tei_frame *frame)
{
    const char **place = &draft_of(tei)->letter.summary.place;
    if (in_own_dateline(tei, frame) && !*place) {
        tei_capture(tei, frame, place);
        return STATUS_OK;
    }
    return begin_name(tei, frame, SPAN_TERM, tei_attribute(tei, "ref"));
}

const struct tei_role_calls tei_span_roles[TEI_ROLE_COUNT] = {
    [TEI_SUBSTITUTION] = {begin_substitution, NULL},
    [TEI_SPAN] = {begin_plain_span, end_range},
    [TEI_HIGHLIGHT] = {begin_highlight, end_highlight},
    [TEI_PERSON] = {begin_person, end_range},
    [TEI_TERM] = {begin_term, end_range},
    [TEI_REFERENCE] = {begin_reference, end_range},
    [TEI_DATE] = {begin_date, end_range},
    [TEI_PLACE_NAME] = {begin_place, end_range},
};
