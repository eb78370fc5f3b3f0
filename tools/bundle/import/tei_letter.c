#include "import/tei_roles.h"

#include <stdlib.h>
#include <string.h>

struct prose *tei_prose(struct tei *tei)
{
    return tei->letter.prose;
}

/* A list marker stays with the first words of its item, whichever element they stand in. */
void tei_open_block(struct tei *tei, struct tei_frame *frame)
{
    struct prose *prose = tei_prose(tei);
    bool unused = prose->open && prose->text.length == 0;
    frame->like.marker = unused ? prose->like.marker : NULL;
    prose_open(prose, &frame->like);
    frame->opened = true;
}

bool tei_has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; at && (at = strstr(at, word)); at += length)
        if ((at == words || at[-1] == ' ' || at[-1] == '#') &&
            (at[length] == '\0' || at[length] == ' '))
            return true;
    return false;
}

const char *tei_rendering(struct tei *tei)
{
    const char *rend = tei_attribute(tei, "rend");
    return rend ? rend : tei_attribute(tei, "rendition");
}

/* The element around the innermost one. */
const struct tei_element *tei_around(const struct tei *tei)
{
    static const struct tei_element none = {"", TEI_CONTAINER, 0};
    return tei->depth > 1 ? tei->frames[tei->depth - 2].element : &none;
}

bool tei_is_named(const struct tei_element *element, const char *name)
{
    return element->name && strcmp(element->name, name) == 0;
}

void tei_capture(struct tei *tei, struct tei_frame *frame, const char **words)
{
    prose_begin(tei_prose(tei), PROSE_RANGE_ONLY, NULL, NULL);
    frame->range = true;
    frame->words = words;
}

/* ---- Everything else ---------------------------------------------------------------------------
 */

/* Which child of a choice is the first that is an older or wrong spelling, or that is none, from 1;
 * else 1. */
static unsigned chosen_child(const xmlNode *choice, bool as_written)
{
    unsigned count = 0;
    for (const xmlNode *at = choice ? choice->children : NULL; at; at = at->next)
        if (at->type == XML_ELEMENT_NODE) {
            const struct tei_element *element = tei_element_find((const char *)at->name);
            count++;
            if ((element->role == TEI_ALTERNATIVE) == as_written)
                return count;
        }
    return 1;
}

static enum status begin_choice(struct tei *tei, struct tei_frame *frame)
{
    const xmlNode *choice = xmlTextReaderExpand(tei->reader);
    unsigned edited = chosen_child(choice, false), written = chosen_child(choice, true);
    frame->shown = tei->as_written ? written : edited;
    tei->letter.has_other_words |= written != edited;
    return STATUS_OK;
}

static enum status begin_left_out(struct tei *tei, struct tei_frame *frame)
{
    frame->left_out = true;
    if (tei->depth > 1 && tei->frames[tei->depth - 2].described)
        return STATUS_OK;
    tei_count(tei, "left-out", frame->element->name);
    return STATUS_OK;
}

static enum status begin_unknown(struct tei *tei, struct tei_frame *frame)
{
    (void)frame;
    tei_count(tei, "unknown-element", (const char *)xmlTextReaderConstLocalName(tei->reader));
    return STATUS_OK;
}

static const struct tei_role_calls own_roles[TEI_ROLE_COUNT] = {
    [TEI_CHOICE] = {begin_choice, NULL},
    [TEI_LEFT_OUT] = {begin_left_out, NULL},
    [TEI_UNKNOWN] = {begin_unknown, NULL},
};

/* The calls for a role; zeroed where the element has none. */
static struct tei_role_calls calls_of(enum tei_role role)
{
    if (tei_block_roles[role].begin)
        return tei_block_roles[role];
    if (tei_span_roles[role].begin)
        return tei_span_roles[role];
    return tei_mark_roles[role].begin ? tei_mark_roles[role] : own_roles[role];
}

void tei_letter_begin(struct tei *tei, bool is_card)
{
    struct tei_letter *letter = &tei->letter;
    *letter = (struct tei_letter){.is_card = is_card};
    draft_init(&letter->draft, tei->letter_arena, tei_line(tei));
    letter->draft.files = tei->pictures;
    letter->prose = &letter->draft.prose;
    tei_top(tei)->like = (struct block){.kind = BLOCK_PARAGRAPH};
}

void tei_begin_titled(struct tei *tei, const char *title)
{
    struct prose *prose = &tei->letter.draft.prose;
    const struct block heading = {.kind = BLOCK_HEADING};
    prose_open(prose, &heading);
    prose_text(prose, title, strlen(title));
    prose_close(prose);
    tei->letter.has_heading = true;
    tei_settle_heading(tei, prose_last(prose));
}

const char *tei_element_words(struct tei *tei)
{
    static const char space[] = " \t\r\n";
    const xmlNode *node = xmlTextReaderExpand(tei->reader);
    xmlChar *content = node ? xmlNodeGetContent(node) : NULL;
    const char *start = content ? (const char *)content : "";
    start += strspn(start, space);
    size_t length = strlen(start);
    while (length > 0 && strchr(space, start[length - 1]))
        length--;
    const char *words = arena_copy(tei->letter_arena, start, length);
    xmlFree(content);
    return words;
}

/* ---- Elements ----------------------------------------------------------------------------------
 */

/* Whether the element is the child of a choice that is not shown. */
static bool is_other_choice(struct tei *tei)
{
    if (tei->depth < 2)
        return false;
    struct tei_frame *around = &tei->frames[tei->depth - 2];
    around->children++;
    return around->shown && around->children != around->shown;
}

/* What another program was told to hide is not for visitors either. */
static bool is_hidden(struct tei *tei)
{
    const char *style = tei_attribute(tei, "style");
    const char *display = style ? strstr(style, "display") : NULL;
    return display && strstr(display, "none");
}

enum status tei_letter_element(struct tei *tei)
{
    struct tei_frame *frame = tei_top(tei);
    tei_role_fn *begin = calls_of(frame->element->role).begin;
    if (is_other_choice(tei))
        frame->left_out = true;
    if (frame->left_out)
        return STATUS_OK;
    if (is_hidden(tei)) {
        frame->left_out = true;
        tei_count(tei, "left-out", "display:none");
        return STATUS_OK;
    }
    const char *id = frame->element->role == TEI_NOTE ? NULL : tei_attribute(tei, "id");
    if (id && (string_set_get(tei->survey.ids, id) & TEI_ID_NOTED))
        frame->noted = id;
    tei_begin_language(tei, frame);
    return begin ? begin(tei, frame) : STATUS_OK;
}

enum status tei_letter_element_end(struct tei *tei)
{
    struct tei_frame *frame = tei_top(tei);
    tei_role_fn *end = calls_of(frame->element->role).end;
    enum status status = end && !frame->left_out ? end(tei, frame) : STATUS_OK;
    if (frame->lang_range)
        prose_end(tei_prose(tei), NULL);
    if (frame->noted && !frame->left_out)
        tei_mark_noted(tei, frame);
    return status;
}

/* Words after a list or quotation within a paragraph go on without an indent. */
static void reopen(struct tei *tei, const struct tei_frame *frame)
{
    struct block like = frame->like;
    like.marker = NULL;
    like.flush = like.flush || (frame->opened && like.kind == BLOCK_PARAGRAPH);
    prose_open(tei_prose(tei), &like);
}

enum status tei_letter_text(struct tei *tei, const char *bytes, size_t length)
{
    struct tei_frame *frame = tei_top(tei);
    if (frame->left_out)
        return STATUS_OK;
    tei->letter.size += length;
    if (tei->letter.size > TEI_LETTER_MAX)
        return tei_fail(tei, STATUS_LIMIT, "a letter has more than %d bytes of text",
                        TEI_LETTER_MAX);
    if (!tei_prose(tei)->open && !prose_is_blank(bytes, length))
        reopen(tei, frame);
    prose_text(tei_prose(tei), bytes, length);
    return STATUS_OK;
}

void tei_letter_fini(struct tei *tei)
{
    struct tei_letter *letter = &tei->letter;
    while (letter->note_depth > 0)
        prose_fini(&letter->notes[--letter->note_depth].prose);
    draft_fini(&letter->draft);
    free(letter->pages);
    free(letter->pending);
    *letter = (struct tei_letter){0};
}
