/* References whose words name another volume: "see vol. XI, Document 96" that leads to document 96
 * of this one. */
#include "bundle/lint/lint_state.h"
#include "import/volume.h"

#include <stdio.h>
#include <string.h>

enum { BEFORE_MAX = 64, QUOTED_MAX = 80 }; /* bytes */

/* The number of the last volume named directly before the link, with nothing but a comma between;
 * *ret_start is where the words begin that say so. */
static unsigned named_before(const struct lint_link *link, uint32_t *ret_start)
{
    const char *text = link->block->text;
    uint32_t start = link->span->start > BEFORE_MAX ? link->span->start - BEFORE_MAX : 0;
    unsigned number = 0;
    for (size_t at = start, end; at < link->span->start; at += end) {
        unsigned next = volume_named(text + at, link->span->start - at, &end);
        if (next == 0)
            break;
        number = next;
        start = (uint32_t)(at + end);
    }
    uint32_t tail = start + (uint32_t)strspn(text + start, " ,\n");
    if (tail < link->span->start)
        return 0;
    while (start > 0 && link->span->start - start < BEFORE_MAX / 2 &&
           !strchr(";(", text[start - 1]) && (start == 1 || memcmp(text + start - 2, ", ", 2) != 0))
        start--;
    *ret_start = start;
    return number;
}

/* Of the edition that a target leads into: "EDITION#ID", "#ID", and "#EDITION" for all of it. */
static unsigned volume_of(const struct lint *lint, const char *target)
{
    char edition[256];
    size_t length = strcspn(target, "#");
    unsigned whole = target[0] == '#' ? volume_of_id(target + 1) : 0;
    snprintf(edition, sizeof edition, "%.*s", (int)length, target);
    const char *name = length ? edition : lint->letter->summary.key.edition;
    unsigned told = import_report_volume_of(lint->report, name);
    return whole ? whole : told ? told : volume_of_id(name);
}

static void tell(struct lint *lint, const struct lint_link *link, uint32_t start, unsigned own)
{
    const char *text = link->block->text;
    struct lint_place place = lint_link_place(lint, link);
    uint32_t length = link->span->end - start;
    import_report_warn(lint->report, place.file, place.line, "doubtful-reference", NULL,
                       "\"%.*s\" leads to \"%s\", but that is volume %u; it is not made a link",
                       (int)(length < QUOTED_MAX ? length : QUOTED_MAX), text + start,
                       link->span->target + (link->span->target[0] == '#'), own);
}

bool lint_reference_is_doubtful(struct lint *lint, const struct lint_link *link)
{
    const struct span *span = link->span;
    const struct key *key = &lint->letter->summary.key;
    char words[256];
    uint32_t start = span->start;
    snprintf(words, sizeof words, "%.*s", (int)(span->end - span->start),
             link->block->text + span->start);
    unsigned own = volume_of(lint, span->target);
    unsigned named = volume_named(link->block->text + span->start, span->end - span->start, NULL);
    named = named ? named : named_before(link, &start);
    if (own == 0 || named == 0 || named == own ||
        import_report_is_settled(lint->report, *key, SPAN_REFERENCE, words))
        return false;
    tell(lint, link, start, own);
    return true;
}
