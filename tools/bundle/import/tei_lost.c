/* What of a file no visitor will see, and what was met that is not known: told in one line a kind.
 */
#include "import/tei_roles.h"

#include <string.h>

enum { TITLE_SHOWN_MAX = 60, TITLES_SHOWN_MAX = 160 }; /* bytes in a message */

/* The part of front, back or body whose words are reported as one: a child of front or back, or
 * what stands beside the letters of a body's divisions. */
struct tei_frame *tei_piece_of(struct tei *tei)
{
    size_t at = tei->depth;
    while (at > 0 && !tei_is_named(tei->frames[at - 1].element, "front") &&
           !tei_is_named(tei->frames[at - 1].element, "back") &&
           !tei_is_named(tei->frames[at - 1].element, "body"))
        at--;
    if (at > 0 && tei_is_named(tei->frames[at - 1].element, "body"))
        while (at < tei->depth && tei->frames[at].element->role == TEI_DIVISION)
            at++;
    return at < tei->depth ? &tei->frames[at] : tei_top(tei);
}

static bool in_head(const struct tei *tei, const struct tei_frame *piece)
{
    for (size_t i = (size_t)(piece - tei->frames) + 1; i < tei->depth; i++)
        if (tei->frames[i].element->role == TEI_HEAD)
            return true;
    return false;
}

void tei_lose_words(struct tei *tei, const char *bytes, size_t length, unsigned line)
{
    struct tei_frame *piece = tei_piece_of(tei);
    bool head = in_head(tei, piece);
    if (prose_is_blank(bytes, length))
        return;
    if (!piece->lost_line) {
        piece->lost_line = line;
        buffer_cut(&tei->words, 0);
    }
    if (tei->words.length < TITLE_SHOWN_MAX && (head || piece->element->role == TEI_HEAD))
        buffer_append(&tei->words, bytes, length);
    piece->lost_words = piece->lost_words || !head;
}

/* White space of the source in one line, and no longer than a message bears. */
const char *tei_one_line(struct tei *tei)
{
    struct prose prose;
    prose_init(&prose, tei->file_arena);
    prose_text(&prose, buffer_string(&tei->words), tei->words.length);
    prose_close(&prose);
    const char *text = prose.block_count ? prose.blocks[0].text : "";
    prose_fini(&prose);
    return text;
}

void tei_note_lost(struct tei *tei, const struct tei_frame *piece)
{
    if (!piece->lost_line || (!piece->lost_words && piece->has_cards))
        return;
    bool head = piece->element->role == TEI_HEAD;
    struct tei_lost *lost = head ? &tei->lost_heads : &tei->lost_parts;
    const char *title = tei_one_line(tei);
    lost->line = lost->count++ ? lost->line : piece->lost_line;
    buffer_cut(&tei->words, 0);
    if (lost->titles.length > TITLES_SHOWN_MAX)
        return;
    buffer_text(&lost->titles, lost->count > 1 ? ", " : "");
    if (title[0])
        buffer_format(&lost->titles, "\"%s\"", title);
    else
        buffer_format(&lost->titles, "<%s>", piece->element->name ? piece->element->name : "text");
}

static void report_lost(struct tei *tei, struct tei_lost *lost, const char *what,
                        const char *advice)
{
    if (lost->count > 0)
        import_report_warn(tei->report, tei->file, lost->line, "left-out", advice,
                           "%u %s%s outside the letters %s left out: %s%s", lost->count, what,
                           lost->count == 1 ? "" : "s", lost->count == 1 ? "is" : "are",
                           buffer_string(&lost->titles),
                           lost->titles.length > TITLES_SHOWN_MAX ? " …" : "");
    buffer_fini(&lost->titles);
}

/* What is said of all places of one kind; %s is the element's name, or the rendering's. */
static const struct {
    const char *kind, *text, *advice;
} tally_texts[] = {
    {"left-out", "the element \"%s\" is not letter text and is left out", NULL},
    {"unknown-element", "the element \"%s\" is not known; its words are kept", NULL},
    {"unknown-rendering", "the rendering \"%s\" is not known; its words are kept", NULL},
    {"page-label", "page numbers%s longer than 16 bytes are not shown", "number pages briefly"},
    {"unknown-name", "names%s point to entries that no list has", NULL},
    {"web-address", "links%s lead to the web", NULL},
};

static void report_tally(struct tei *tei, const struct tei_tally *tally)
{
    size_t i = 0;
    while (strcmp(tally_texts[i].kind, tally->kind) != 0)
        i++;
    const char *mark = strstr(tally_texts[i].text, "%s");
    import_report_warn(tei->report, tei->file, tally->line, tally->kind, tally_texts[i].advice,
                       "%.*s%s%s (%u place%s, first here)", (int)(mark - tally_texts[i].text),
                       tally_texts[i].text, tally->name, mark + 2, tally->count,
                       tally->count == 1 ? "" : "s");
}

void tei_report_left_out(struct tei *tei)
{
    for (size_t i = 0; i < tei->tally_count; i++)
        report_tally(tei, &tei->tallies[i]);
    report_lost(tei, &tei->lost_heads, "heading", NULL);
    report_lost(tei, &tei->lost_parts, "part",
                "to show one, make it a letter: div type=\"document\"");
}
