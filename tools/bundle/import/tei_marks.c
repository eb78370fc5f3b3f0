/* Elements that stand at one point of the text: pages, line breaks, gaps, pictures. */
#include "import/tei_roles.h"

#include "base/memory.h"

#include <string.h>

void tei_remember_page(struct tei *tei, const char *id, const char *label)
{
    struct tei_letter *letter = &tei->letter;
    if (letter->page_count == letter->page_room) {
        letter->page_room = letter->page_room ? 2 * letter->page_room : 16;
        letter->pages = memory_resized(letter->pages, letter->page_room, sizeof *letter->pages);
    }
    letter->pages[letter->page_count].id = id;
    letter->pages[letter->page_count++].label = label;
}

static enum status begin_page(struct tei *tei, struct tei_frame *frame)
{
    const char *label = tei_attribute(tei, "n"), *joins = tei_attribute(tei, "break");
    const char *edition = tei_attribute(tei, "ed");
    (void)frame;
    tei_page_scan(tei, label);
    if (!label || !label[0] ||
        (tei->survey.has_print_pages && (!edition || strcmp(edition, "print") != 0)))
        return STATUS_OK;
    if (strlen(label) > TEI_PAGE_LABEL_MAX) {
        tei_count(tei, "page-label", "");
        return STATUS_OK;
    }
    prose_page(tei_prose(tei), label, joins && strcmp(joins, "no") == 0);
    tei_remember_page(tei, tei_attribute(tei, "id"), label);
    return STATUS_OK;
}

/* Within a word it is no end of a line for readers. */
static enum status begin_line_break(struct tei *tei, struct tei_frame *frame)
{
    const char *joins = tei_attribute(tei, "break");
    (void)frame;
    if (!joins || strcmp(joins, "no") != 0)
        prose_break(tei_prose(tei));
    return STATUS_OK;
}

static enum status begin_space(struct tei *tei, struct tei_frame *frame)
{
    (void)frame;
    return tei_letter_text(tei, " ", 1);
}

/* Signs that are named and not written: "..." as <c rendition="#dots" n="3"/>. */
static enum status begin_character(struct tei *tei, struct tei_frame *frame)
{
    const char *count = tei_attribute(tei, "n");
    enum status status = STATUS_OK;
    (void)frame;
    if (!tei_has_word(tei_rendering(tei), "dots") || xmlTextReaderIsEmptyElement(tei->reader) != 1)
        return STATUS_OK;
    int dots = count && count[0] >= '1' && count[0] <= '9' && !count[1] ? count[0] - '0' : 3;
    while (dots-- > 0 && status == STATUS_OK)
        status = tei_letter_text(tei, ".", 1);
    return status;
}

/* Left out by an editor, not lost: how much can then be said in words of the edition. */
static bool is_counted_omission(struct tei *tei, const char *quantity, const char *unit)
{
    const char *reason = tei_attribute(tei, "reason"), *lang = tei_top(tei)->lang;
    return quantity && unit && strncmp(unit, "char", 4) != 0 &&
           (!reason || strstr(reason, "omi")) && (!lang || strncmp(lang, "en", 2) == 0);
}

/* "[10 words omitted]", as the printed editions say it. */
static enum status begin_gap(struct tei *tei, struct tei_frame *frame)
{
    const char *quantity = tei_attribute(tei, "quantity"), *unit = tei_attribute(tei, "unit");
    (void)frame;
    if (!is_counted_omission(tei, quantity, unit))
        return tei_letter_text(tei, "[…]", strlen("[…]"));
    bool one = strcmp(quantity, "1") == 0;
    size_t length = strlen(unit);
    bool plural = length > 0 && unit[length - 1] == 's';
    const char *words = arena_format(tei->letter_arena, "[%s %.*s%s omitted]", quantity,
                                     (int)(length - plural), unit, one ? "" : "s");
    return tei_letter_text(tei, words, strlen(words));
}

const struct tei_role_calls tei_mark_roles[TEI_ROLE_COUNT] = {
    [TEI_NOTE] = {tei_begin_note, tei_end_note},
    [TEI_CHARACTER] = {begin_character, NULL},
    [TEI_PAGE_BREAK] = {begin_page, NULL},
    [TEI_LINE_BREAK] = {begin_line_break, NULL},
    [TEI_GAP] = {begin_gap, NULL},
    [TEI_SPACE] = {begin_space, NULL},
    [TEI_GRAPHIC] = {tei_begin_graphic, NULL},
};
