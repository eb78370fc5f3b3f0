/* Elements that are blocks or hold them: paragraphs, headings, closers, lists, tables. */
#include "import/tei_roles.h"

#include <string.h>

static enum status begin_block(struct tei *tei, struct tei_frame *frame)
{
    const char *rend = tei_rendering(tei);
    frame->like.kind = (enum block_kind)frame->element->kind;
    if (frame->like.kind == BLOCK_VERSE_LINE)
        frame->like.level = tei_has_word(rend, "indent") || tei_has_word(rend, "indented");
    tei_open_block(tei, frame);
    return STATUS_OK;
}

static enum status end_block(struct tei *tei, struct tei_frame *frame)
{
    (void)frame;
    prose_close(tei_prose(tei));
    return STATUS_OK;
}

static void align(struct tei *tei, struct block *like)
{
    const char *rend = tei_rendering(tei);
    if (tei_has_word(rend, "center") || tei_has_word(rend, "centre"))
        like->align = ALIGN_CENTER;
    else if (tei_has_word(rend, "right"))
        like->align = ALIGN_END;
    else if (tei_has_word(rend, "flushleft") || tei_has_word(rend, "noindent") ||
             tei_has_word(rend, "notindent"))
        like->flush = true;
}

/* A title within the text, in italics, as FRUS has it. */
static bool is_section_title(struct tei *tei)
{
    return tei_has_word(tei_rendering(tei), "sectiontitleital");
}

static bool keeps_kind(enum block_kind kind)
{
    return kind == BLOCK_LIST_ITEM || kind == BLOCK_TABLE_CELL || kind == BLOCK_POSTSCRIPT ||
           kind == BLOCK_CLOSING || kind == BLOCK_SIGNATURE || kind == BLOCK_LETTERHEAD;
}

/* A deletion, say, may hold a paragraph though it is itself part of one. */
static bool stands_in_line(struct tei *tei)
{
    enum tei_role around = tei_around(tei)->role;
    return tei_prose(tei)->open &&
           (around == TEI_SPAN || around == TEI_ALTERNATIVE || around == TEI_CHOICE);
}

static enum status begin_paragraph(struct tei *tei, struct tei_frame *frame)
{
    frame->inside_line = stands_in_line(tei);
    if (frame->inside_line)
        return STATUS_OK;
    if (!keeps_kind(frame->like.kind))
        frame->like.kind = BLOCK_PARAGRAPH;
    align(tei, &frame->like);
    if (is_section_title(tei)) {
        frame->like.flush = true;
        prose_close(tei_prose(tei));
        prose_begin(tei_prose(tei), SPAN_ITALIC, NULL, NULL);
        frame->range = true;
    }
    tei_open_block(tei, frame);
    return STATUS_OK;
}

static enum status end_paragraph(struct tei *tei, struct tei_frame *frame)
{
    struct prose *prose = tei_prose(tei);
    if (frame->inside_line)
        return STATUS_OK;
    bool had = prose->open && prose->text.length > 0;
    if (frame->range)
        prose_end(prose, NULL);
    frame->range = false;
    prose_close(prose);
    if (had && tei->letter.note_depth == 0)
        tei_settle_paragraph(tei, prose_last(prose));
    return STATUS_OK;
}

static enum status begin_container(struct tei *tei, struct tei_frame *frame)
{
    prose_close(tei_prose(tei));
    frame->like.kind = BLOCK_PARAGRAPH;
    frame->opened = false;
    return STATUS_OK;
}

static enum status begin_postscript(struct tei *tei, struct tei_frame *frame)
{
    prose_close(tei_prose(tei));
    frame->like.kind = BLOCK_POSTSCRIPT;
    frame->opened = false;
    return STATUS_OK;
}

static enum status begin_salute(struct tei *tei, struct tei_frame *frame)
{
    bool closing = frame->like.kind == BLOCK_CLOSING || frame->like.kind == BLOCK_SIGNATURE;
    frame->inside_line = tei_around(tei)->role == TEI_PARAGRAPH;
    if (frame->inside_line)
        return STATUS_OK;
    frame->like.kind = closing ? BLOCK_CLOSING : BLOCK_SALUTATION;
    tei_open_block(tei, frame);
    return STATUS_OK;
}

static enum status end_salute(struct tei *tei, struct tei_frame *frame)
{
    if (!frame->inside_line)
        prose_close(tei_prose(tei));
    return STATUS_OK;
}

static enum status begin_closer(struct tei *tei, struct tei_frame *frame)
{
    prose_close(tei_prose(tei));
    if (tei->letter.note_depth == 0)
        tei_settle_before_closer(tei);
    frame->like.kind = BLOCK_CLOSING;
    frame->opened = false;
    return STATUS_OK;
}

/* The block stays open behind the element: a title below the name, or a stop, belongs to it. */
static enum status begin_signed(struct tei *tei, struct tei_frame *frame)
{
    frame->like.kind = BLOCK_SIGNATURE;
    tei_open_block(tei, frame);
    return STATUS_OK;
}

static enum status begin_attachment(struct tei *tei, struct tei_frame *frame)
{
    struct tei_letter *letter = &tei->letter;
    prose_close(tei_prose(tei));
    frame->like = (struct block){
        .kind = BLOCK_PARAGRAPH, .part = ++letter->part_count, .lang = frame->like.lang};
    frame->opened = false;
    letter->part_has_words = false;
    return STATUS_OK;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; word && *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

static bool stands_in_back(const struct tei *tei)
{
    for (size_t i = 0; i < tei->depth; i++)
        if (tei_is_named(tei->frames[i].element, "back"))
            return true;
    return false;
}

static enum status begin_division(struct tei *tei, struct tei_frame *frame)
{
    static const char *const attachments[] = {"attachment", "enclosure", NULL};
    static const char *const comments[] = {"comment", "commentary", "preface", "editorial", NULL};
    static const char *const lists[] = {"index", "toc", "register", NULL};
    const char *type = tei_attribute(tei, "type");
    if (is_one_of(type, lists) && stands_in_back(tei)) {
        frame->left_out = true;
        tei_count(tei, "left-out", type);
    }
    if (is_one_of(type, attachments))
        return begin_attachment(tei, frame);
    if (is_one_of(type, comments) && tei->letter.note_depth == 0 && !tei->letter.is_card &&
        prose_last(tei_prose(tei)))
        return tei_begin_commentary(tei, frame);
    frame->titles = type && strcmp(type, "title") == 0;
    return begin_container(tei, frame);
}

static enum status end_division(struct tei *tei, struct tei_frame *frame)
{
    prose_close(tei_prose(tei));
    return frame->note ? tei_end_note(tei, frame) : STATUS_OK;
}

/* Set off as blocks where the source asks for it or no paragraph is open; else only paragraphs
 * inside it, if any, are set off. */
static enum status begin_quote(struct tei *tei, struct tei_frame *frame)
{
    const char *rend = tei_rendering(tei);
    frame->like.quote_depth += frame->like.quote_depth < UINT8_MAX;
    frame->block_quote =
        tei_has_word(rend, "blockquote") || tei_has_word(rend, "block") || !tei_prose(tei)->open;
    return frame->block_quote ? begin_container(tei, frame) : STATUS_OK;
}

static enum status end_quote(struct tei *tei, struct tei_frame *frame)
{
    if (frame->block_quote)
        prose_close(tei_prose(tei));
    return STATUS_OK;
}

/* ---- Heads, datelines --------------------------------------------------------------------------
 */

static enum status begin_head(struct tei *tei, struct tei_frame *frame)
{
    struct tei_letter *letter = &tei->letter;
    const struct tei_element *outer = tei_around(tei);
    if (tei_repeats_note_label(tei)) {
        frame->left_out = true;
        return STATUS_OK;
    }
    frame->like.kind = BLOCK_HEADING;
    if (outer->role == TEI_LIST)
        frame->like.kind = BLOCK_LIST_HEAD;
    else if (outer->role == TEI_TABLE || tei_is_named(outer, "figure"))
        frame->like.kind = BLOCK_CAPTION;
    else {
        letter->in_own_heading =
            !letter->has_heading && frame->like.part == 0 && letter->note_depth == 0;
        frame->like.level = letter->in_own_heading ? 0 : 1;
    }
    tei_open_block(tei, frame);
    if (frame->like.kind == BLOCK_CAPTION)
        tei_begin_caption(tei);
    return STATUS_OK;
}

static enum status end_head(struct tei *tei, struct tei_frame *frame)
{
    struct tei_letter *letter = &tei->letter;
    (void)frame;
    prose_close(tei_prose(tei));
    if (letter->in_own_heading && prose_last(tei_prose(tei)) && letter->note_depth == 0) {
        letter->has_heading = true;
        tei_settle_heading(tei, prose_last(tei_prose(tei)));
    }
    letter->in_own_heading = false;
    return STATUS_OK;
}

bool tei_begins_title(struct tei *tei, struct tei_frame *frame)
{
    const struct tei_letter *letter = &tei->letter;
    if (letter->has_heading || letter->note_depth > 0 || tei->depth < 3 ||
        !tei->frames[tei->depth - 3].titles || !tei_is_named(frame->element, "title"))
        return false;
    frame->titles = true;
    frame->like.kind = BLOCK_HEADING;
    tei_open_block(tei, frame);
    return true;
}

void tei_end_title(struct tei *tei)
{
    struct prose *prose = tei_prose(tei);
    prose_close(prose);
    if (!prose_last(prose))
        return;
    tei->letter.has_heading = true;
    tei_settle_heading(tei, prose_last(prose));
}

static enum status begin_dateline(struct tei *tei, struct tei_frame *frame)
{
    frame->like.kind = BLOCK_DATELINE;
    tei_open_block(tei, frame);
    return STATUS_OK;
}

static enum status end_dateline(struct tei *tei, struct tei_frame *frame)
{
    if (frame->like.part == 0 && tei->letter.note_depth == 0)
        tei->letter.has_dateline = true;
    prose_close(tei_prose(tei));
    return STATUS_OK;
}

/* ---- Lists and tables --------------------------------------------------------------------------
 */

static enum status begin_list(struct tei *tei, struct tei_frame *frame)
{
    bool signatures = frame->like.kind == BLOCK_SIGNATURE || frame->like.kind == BLOCK_CLOSING;
    prose_close(tei_prose(tei));
    frame->like.level =
        frame->in_list ? (uint8_t)(frame->like.level + (frame->like.level < 255)) : 0;
    frame->like.kind = signatures ? BLOCK_SIGNATURE : BLOCK_LIST_ITEM;
    frame->in_list = true;
    frame->opened = false;
    tei->letter.marker = NULL;
    return STATUS_OK;
}

static enum status begin_item(struct tei *tei, struct tei_frame *frame)
{
    const char *number = tei_attribute(tei, "n");
    if (!tei->letter.marker && number && number[0] && strlen(number) <= TEI_MARKER_MAX)
        tei->letter.marker = number;
    tei_open_block(tei, frame);
    tei_prose(tei)->like.marker = tei->letter.marker;
    tei->letter.marker = NULL;
    return STATUS_OK;
}

static enum status begin_label(struct tei *tei, struct tei_frame *frame)
{
    if (tei_around(tei)->role != TEI_LIST)
        return STATUS_OK;
    frame->like.kind = BLOCK_LIST_HEAD;
    tei_open_block(tei, frame);
    return STATUS_OK;
}

/* A short label becomes the item's marker; a long one, or one with a note, stays a line of its own.
 * A page that began with the label begins with the item. */
static enum status end_label(struct tei *tei, struct tei_frame *frame)
{
    struct prose *prose = tei_prose(tei);
    if (frame->like.kind != BLOCK_LIST_HEAD)
        return STATUS_OK;
    prose_close(prose);
    struct block *label = prose_last(prose);
    if (!label || label->kind != BLOCK_LIST_HEAD || label->length > TEI_MARKER_MAX)
        return STATUS_OK;
    for (size_t i = 0; i < label->span_count; i++)
        if (label->spans[i].kind == SPAN_NOTE)
            return STATUS_OK;
    for (size_t i = 0; i < label->span_count; i++)
        if (label->spans[i].kind == SPAN_PAGE_BREAK)
            prose_page(prose, label->spans[i].target, false);
    tei->letter.marker = label->text;
    prose->block_count--;
    return STATUS_OK;
}

static enum status begin_table(struct tei *tei, struct tei_frame *frame)
{
    frame->like.table = ++tei->letter.table_count;
    tei->letter.row = 0;
    return begin_container(tei, frame);
}

static enum status begin_row(struct tei *tei, struct tei_frame *frame)
{
    frame->like.row = tei->letter.row++;
    tei->letter.column = 0;
    return begin_container(tei, frame);
}

static enum status begin_cell(struct tei *tei, struct tei_frame *frame)
{
    frame->like.kind = BLOCK_TABLE_CELL;
    frame->like.column = tei->letter.column++;
    tei_open_block(tei, frame);
    return STATUS_OK;
}

/* ---- Parts of lines and letterheads; registers -------------------------------------------------
 */

/* Whether the element being read holds one of that name. */
static bool holds(const xmlNode *node, const char *name)
{
    for (const xmlNode *at = node ? node->children : NULL; at; at = at->next)
        if (at->type == XML_ELEMENT_NODE &&
            (strcmp((const char *)at->name, name) == 0 || holds(at, name)))
            return true;
    return false;
}

/* Half-lines stand in one line, well apart. */
static enum status begin_half_line(struct tei *tei)
{
    static const char space[] = "\u2003\u2003";
    if (tei->frames[tei->depth - 2].children < 2 || tei_prose(tei)->text.length == 0)
        return STATUS_OK;
    return tei_letter_text(tei, space, sizeof space - 1);
}

static enum status begin_segment(struct tei *tei, struct tei_frame *frame)
{
    const struct tei_frame *around = &tei->frames[tei->depth - 2];
    const char *type = tei_attribute(tei, "type");
    if (tei_is_named(around->element, "l"))
        return begin_half_line(tei);
    if (!tei_is_named(around->element, "opener") && !around->letterhead)
        return STATUS_OK;
    frame->letterhead = true;
    frame->like.kind =
        holds(xmlTextReaderExpand(tei->reader), "date") ? BLOCK_DATELINE : BLOCK_LETTERHEAD;
    align(tei, &frame->like);
    prose_close(tei_prose(tei));
    frame->opened = false;
    if (!type || strcmp(type, "letterhead") != 0)
        tei_open_block(tei, frame);
    return STATUS_OK;
}

static enum status end_segment(struct tei *tei, struct tei_frame *frame)
{
    if (frame->letterhead)
        prose_close(tei_prose(tei));
    return STATUS_OK;
}

/* In the back a register is there to be looked up in; elsewhere it is read. */
static enum status begin_index(struct tei *tei, struct tei_frame *frame)
{
    frame->left_out = frame->left_out || stands_in_back(tei);
    return begin_container(tei, frame);
}

static enum status begin_entry(struct tei *tei, struct tei_frame *frame)
{
    if (tei_around(tei)->role == TEI_INDEX)
        tei_open_block(tei, frame);
    return STATUS_OK;
}

static enum status end_entry(struct tei *tei, struct tei_frame *frame)
{
    (void)frame;
    if (tei_around(tei)->role == TEI_INDEX)
        prose_close(tei_prose(tei));
    return STATUS_OK;
}

const struct tei_role_calls tei_block_roles[TEI_ROLE_COUNT] = {
    [TEI_CONTAINER] = {begin_container, end_block},
    [TEI_FIGURE] = {tei_begin_figure, end_block},
    [TEI_BLOCK] = {begin_block, end_block},
    [TEI_PARAGRAPH] = {begin_paragraph, end_paragraph},
    [TEI_HEAD] = {begin_head, end_head},
    [TEI_DIVISION] = {begin_division, end_division},
    [TEI_ATTACHMENT] = {begin_attachment, end_block},
    [TEI_QUOTE] = {begin_quote, end_quote},
    [TEI_LIST] = {begin_list, end_block},
    [TEI_LABEL] = {begin_label, end_label},
    [TEI_ITEM] = {begin_item, end_block},
    [TEI_TABLE] = {begin_table, end_block},
    [TEI_ROW] = {begin_row, end_block},
    [TEI_CELL] = {begin_cell, end_block},
    [TEI_CLOSER] = {begin_closer, end_block},
    [TEI_SIGNED] = {begin_signed, NULL},
    [TEI_SALUTE] = {begin_salute, end_salute},
    [TEI_POSTSCRIPT] = {begin_postscript, end_block},
    [TEI_SEGMENT] = {begin_segment, end_segment},
    [TEI_INDEX] = {begin_index, end_block},
    [TEI_ENTRY] = {begin_entry, end_entry},
    [TEI_DATELINE] = {begin_dateline, end_dateline},
};
