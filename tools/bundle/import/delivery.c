#include "import/delivery.h"

#include "letter/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void delivery_name(struct draft *draft, const struct source_letter *source)
{
    struct letter *letter = &draft->letter;
    struct letter_summary *summary = &letter->summary;
    summary->key.edition = source->edition;
    if (source->id)
        summary->key.id = source->id;
    if (!summary->key.id)
        summary->key.id = draft_id(draft->arena, summary->number ? summary->number : source->stem);
    if (!summary->title)
        summary->title = summary->key.id;
    if (!letter->version_lang)
        letter->version_lang = source->lang;
    summary->lang = letter->version_lang;
    letter->direction = letter_direction(letter->version_lang);
}

/* In a Word file the same name is another picture in each file: its path tells them apart. */
void delivery_number_pictures(struct draft *draft)
{
    for (size_t i = 0; i < draft->picture_count; i++) {
        const struct draft_picture *picture = &draft->pictures[i];
        if (!picture->in_text)
            continue;
        const char *path = arena_format(draft->arena, "%s %s", picture->path,
                                        picture->member ? picture->member : "");
        snprintf(picture->target, DRAFT_KEY_SIZE, "%u",
                 (unsigned)picture_files_number(draft->files, draft->letter.summary.key, path));
    }
}

/* Where a picture of the text stands, and where the first page that a scan shows begins. */
static uint32_t block_of(const struct letter *letter, const struct draft_picture *picture)
{
    const char *wanted = picture->in_text          ? picture->target
                         : picture->page_count > 0 ? picture->pages[0]
                                                   : NULL;
    enum span_kind kind = picture->in_text ? SPAN_PICTURE : SPAN_PAGE_BREAK;
    for (size_t i = 0; wanted && picture->block == BLOCK_NONE && i < letter->block_count; i++)
        for (size_t k = 0; k < letter->blocks[i].span_count; k++)
            if (letter->blocks[i].spans[k].kind == kind &&
                strcmp(letter->blocks[i].spans[k].target, wanted) == 0)
                return (uint32_t)i;
    return picture->block;
}

enum status delivery_pictures(const struct draft *draft, const char *file,
                              const struct import_sink *sink, struct error *error)
{
    enum status status = STATUS_OK;
    uint32_t scans = 0;
    for (size_t i = 0; status == STATUS_OK && i < draft->picture_count; i++) {
        const struct draft_picture *from = &draft->pictures[i];
        const struct import_picture picture = {
            .letter = draft->letter.summary.key,
            .path = from->path,
            .member = from->member,
            .file = file,
            .line = from->line,
            .about = {.number = from->in_text ? (uint32_t)strtoul(from->target, NULL, 10) : ++scans,
                      .name = picture_files_name(draft->files, from->path, draft->arena),
                      .description = from->description,
                      .focus_x = 500,
                      .focus_y = 500,
                      .pages = from->pages,
                      .page_count = from->page_count,
                      .block = block_of(&draft->letter, from),
                      .in_text = from->in_text},
        };
        status = sink->calls->picture(sink->self, &picture, error);
    }
    return status;
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
    delivery_number_pictures(draft);
    enum status status = draft_finish(draft, &letter, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s", origin);
    for (size_t i = 0; i < draft->link_count; i++)
        import_report_link(report, *key, draft->links[i].kind, draft->links[i].target, file,
                           draft->links[i].line);
    status = sink->calls->letter(sink->self, letter, origin, error);
    if (status == STATUS_OK)
        status = delivery_pictures(draft, file, sink, error);
    if (status != STATUS_OK)
        return status;
    return sink->calls->anchor(sink->self, key->edition, key->id, place_format(&place, target),
                               error);
}
