#include "import/delivery.h"

#include "letter/place.h"

#include <stdio.h>

void delivery_name(struct draft *draft, const char *edition, const char *stem, const char *lang)
{
    struct letter *letter = &draft->letter;
    struct letter_summary *summary = &letter->summary;
    summary->key.edition = edition;
    if (!summary->key.id)
        summary->key.id = draft_id(draft->arena, summary->number ? summary->number : stem);
    if (!summary->title)
        summary->title = summary->key.id;
    if (!letter->version_lang)
        letter->version_lang = lang;
    summary->lang = letter->version_lang;
    letter->direction = letter_direction(letter->version_lang);
}

enum status delivery_letter(struct draft *draft, const char *file, const struct import_sink *sink,
                            struct import_report *report, struct error *error)
{
    const struct letter *letter = NULL;
    const struct key *key = &draft->letter.summary.key;
    char origin[ERROR_MESSAGE_SIZE], target[PLACE_TEXT_SIZE];
    struct place place = {.kind = PLACE_LETTER};
    snprintf(origin, sizeof origin, "%s:%u", file, draft->line);
    snprintf(place.edition, sizeof place.edition, "%s", key->edition);
    snprintf(place.id, sizeof place.id, "%s", key->id);
    enum status status = draft_finish(draft, &letter, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s", origin);
    for (size_t i = 0; i < draft->link_count; i++)
        import_report_link(report, *key, draft->links[i].kind, draft->links[i].target, file,
                           draft->links[i].line);
    status = sink->calls->letter(sink->self, letter, origin, error);
    if (status != STATUS_OK)
        return status;
    return sink->calls->anchor(sink->self, key->edition, key->id, place_format(&place, target),
                               error);
}
