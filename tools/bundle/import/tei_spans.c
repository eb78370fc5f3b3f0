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
    prose_begin(tei_prose(tei), kind, target, lang);
    frame->range = true;
}

static enum status begin_plain_span(struct tei *tei, struct tei_frame *frame)
{
    begin_span(tei, frame, (enum span_kind)frame->element->kind, NULL);
    return STATUS_OK;
}

/* emph, mentioned and title ask for nothing when they say nothing of their rendering; only emph is
 * then italic. */
static enum status begin_highlight(struct tei *tei, struct tei_frame *frame)
{
    const char *rend = tei_rendering(tei);
    char word[64];
    enum span_kind kind;
    bool plain = false, known = !rend;
    if (!rend && strcmp(frame->element->name, "emph") == 0)
        begin_span(tei, frame, SPAN_ITALIC, NULL);
    for (const char *at = rend; at && *at && !frame->range;) {
        at += strspn(at, " #");
        size_t length = strcspn(at, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, at);
        at += length;
        if (tei_rend_span(word, &kind, &plain))
            begin_span(tei, frame, kind, NULL);
        known = known || plain || frame->range;
    }
    if (!known)
        tei_count(tei, "unknown-rendering", rend);
    return STATUS_OK;
}

/* The first of several pointers, without its '#'; NULL where it points out of the file. */
static const char *local_target(struct tei *tei, const char *attribute)
{
    const char *value = tei_attribute(tei, attribute);
    if (!value || value[0] != '#')
        return NULL;
    return arena_copy(tei->letter_arena, value + 1, strcspn(value + 1, " "));
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

static enum status begin_name(struct tei *tei, struct tei_frame *frame, enum span_kind kind,
                              const char *target)
{
    struct correspondent *who = correspondent_of(tei);
    if (begins_card(tei, frame, kind))
        return STATUS_OK;
    if (who && !who->name) {
        who->person = kind == SPAN_PERSON ? target : NULL;
        frame->words = &who->name;
    }
    if (target)
        begin_link(tei, frame, kind, target);
    else if (frame->words)
        tei_capture(tei, frame, frame->words);
    return STATUS_OK;
}

static enum status begin_person(struct tei *tei, struct tei_frame *frame)
{
    const char *target = local_target(tei, "corresp");
    return begin_name(tei, frame, SPAN_PERSON, target ? target : local_target(tei, "ref"));
}

static enum status begin_term(struct tei *tei, struct tei_frame *frame)
{
    const char *target = local_target(tei, "target");
    return begin_name(tei, frame, SPAN_TERM, target ? target : local_target(tei, "ref"));
}

static enum status begin_reference(struct tei *tei, struct tei_frame *frame)
{
    const char *target = tei_attribute(tei, "target");
    if (target)
        begin_link(tei, frame, SPAN_REFERENCE,
                   arena_copy(tei->letter_arena, target, strcspn(target, " ")));
    return STATUS_OK;
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
    if (in_own_dateline(tei, frame) && !*place)
        tei_capture(tei, frame, place);
    return STATUS_OK;
}

const struct tei_role_calls tei_span_roles[TEI_ROLE_COUNT] = {
    [TEI_SPAN] = {begin_plain_span, end_range},     [TEI_HIGHLIGHT] = {begin_highlight, end_range},
    [TEI_PERSON] = {begin_person, end_range},       [TEI_TERM] = {begin_term, end_range},
    [TEI_REFERENCE] = {begin_reference, end_range}, [TEI_DATE] = {begin_date, end_range},
    [TEI_PLACE_NAME] = {begin_place, end_range},
};
