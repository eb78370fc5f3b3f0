#include "export_format.h"

#include "bundle/names.h"
#include "html_text.h"

#include <stddef.h>
#include <string.h>

/* Large print by itself: 1.5rem is 24 px on a screen, 18 pt on paper. */
static const char style[] =
    "<style>\n"
    "html { font: 1.5rem/1.6 serif; color-scheme: light dark; }\n"
    "body { max-width: 34em; margin: 2em auto; padding: 0 1em; overflow-wrap: break-word; }\n"
    "h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-align: start; }\n"
    "p { margin: 0 0 .8em; }\n"
    ".dateline, .closing, .signature, .end { text-align: end; }\n"
    ".letterhead, .caption, .center { text-align: center; }\n"
    ".start { text-align: start; }\n"
    ".source-line, .caption { font-style: italic; }\n"
    ".verse-line { margin: 0; padding-inline-start: calc(var(--level) * 2em); }\n"
    "blockquote { margin-inline: 1.5em 0; }\n"
    "ul { list-style: none; padding-inline-start: 1.5em; }\n"
    "td { padding: .2em .8em .2em 0; vertical-align: top; text-align: start; }\n"
    ".roman { font-style: normal; }\n"
    ".small-caps { font-variant: small-caps; }\n"
    ".spaced { letter-spacing: .15em; }\n"
    ".double { text-decoration: underline double; }\n"
    ".unclear { text-decoration: underline dotted; }\n"
    "sup { line-height: 0; }\n"
    "[role=doc-noteref] { padding: 0 .15em; }\n"
    "[role=doc-endnotes] { border-top: 1px solid; margin-top: 2em; }\n"
    "[role=doc-endnotes] > div { margin: 1em 0; }\n"
    "@media print {\n"
    "  @page { margin: 2cm; }\n"
    "  html { font-size: 18pt; }\n"
    "  body { max-width: none; margin: 0; padding: 0; }\n"
    "  a { color: inherit; text-decoration: none; }\n"
    "  [role=doc-backlink] { display: none; }\n"
    "  h1, h2, h3, h4, h5, h6 { break-after: avoid; }\n"
    "  p, li { orphans: 3; widows: 3; }\n"
    "}\n"
    "</style>\n";

/* One page on its way out, and the elements around its blocks that are open. */
struct page {
    struct buffer *out;
    struct html_marks marks; /* met so far */
    uint32_t *totals;        /* marks of each note in the whole letter */
    struct arena *arena;
    unsigned quotes;
    uint8_t levels[UINT8_MAX + 1]; /* of the lists that are open, outermost first */
    unsigned lists;
    const struct block *cell; /* the one that is open, in its row and table */
};

static void close_lists(struct page *page, unsigned kept)
{
    for (; page->lists > kept; page->lists--)
        buffer_text(page->out, "</li></ul>\n");
}

static void close_table(struct page *page)
{
    if (page->cell != NULL)
        buffer_text(page->out, "</td></tr></table>\n");
    page->cell = NULL;
}

/* Closes and opens quotations; they stand around lists and tables. */
static void set_quotes(struct page *page, unsigned depth)
{
    if (page->quotes != depth) {
        close_lists(page, 0);
        close_table(page);
    }
    for (; page->quotes > depth; page->quotes--)
        buffer_text(page->out, "</blockquote>\n");
    for (; page->quotes < depth; page->quotes++)
        buffer_text(page->out, "<blockquote>\n");
}

static void append_text(struct page *page, const struct block *block)
{
    html_text_block(page->out, block, &page->marks, page->arena);
}

/* A deeper list stands in the item before it. */
static void append_item(struct page *page, const struct block *block)
{
    close_table(page);
    while (page->lists > 0 && page->levels[page->lists - 1] > block->level)
        close_lists(page, page->lists - 1);
    bool deeper = page->lists == 0 || page->levels[page->lists - 1] < block->level;
    buffer_text(page->out, deeper ? "<ul>\n<li" : "</li>\n<li");
    if (deeper)
        page->levels[page->lists++] = block->level;
    html_text_lang(page->out, block->lang);
    buffer_byte(page->out, '>');
    if (block->marker != NULL) {
        html_text_escaped(page->out, block->marker, strlen(block->marker));
        buffer_byte(page->out, ' ');
    }
    append_text(page, block);
}

/* Blocks of one cell follow each other in it; columns that have none stay empty. */
static void append_cell(struct page *page, const struct block *block)
{
    const struct block *last = page->cell;
    close_lists(page, 0);
    if (last != NULL && last->table != block->table) {
        close_table(page);
        last = NULL;
    }
    bool same_row = last != NULL && last->row == block->row;
    if (same_row && last->column == block->column) {
        buffer_text(page->out, "<br>");
    } else {
        buffer_text(page->out, last == NULL ? "<table><tr>"
                               : same_row   ? "</td>"
                                            : "</td></tr>\n<tr>");
        for (unsigned i = same_row ? last->column + 1U : 0; i < block->column; i++)
            buffer_text(page->out, "<td></td>");
        buffer_text(page->out, "<td");
        html_text_lang(page->out, block->lang);
        buffer_byte(page->out, '>');
    }
    append_text(page, block);
    page->cell = block;
}

static const char *element_of(const struct block *block)
{
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
    size_t level = block->level < 5 ? block->level : 5;
    return block->kind == BLOCK_HEADING ? headings[level] : "p";
}

static void append_plain(struct page *page, const struct block *block)
{
    const char *element = element_of(block), *align = block_align_names.words[block->align];
    close_lists(page, 0);
    close_table(page);
    if (block->kind == BLOCK_RULE) {
        buffer_text(page->out, "<hr>\n");
        return;
    }
    buffer_format(page->out, "<%s class=\"%s%s%s\"", element, block_kind_names.words[block->kind],
                  align == NULL ? "" : " ", align == NULL ? "" : align);
    if (block->kind == BLOCK_VERSE_LINE)
        buffer_format(page->out, " style=\"--level:%u\"", (unsigned)block->level);
    html_text_lang(page->out, block->lang);
    buffer_byte(page->out, '>');
    append_text(page, block);
    buffer_format(page->out, "</%s>\n", element);
}

static void append_blocks(struct page *page, const struct block *blocks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        set_quotes(page, blocks[i].quote_depth);
        if (blocks[i].kind == BLOCK_LIST_ITEM)
            append_item(page, &blocks[i]);
        else if (blocks[i].kind == BLOCK_TABLE_CELL)
            append_cell(page, &blocks[i]);
        else
            append_plain(page, &blocks[i]);
    }
    close_lists(page, 0);
    close_table(page);
    set_quotes(page, 0);
}

/* A note's way back, to each of its marks. */
static void append_back_links(struct page *page, size_t index)
{
    for (uint32_t i = 1; i <= page->totals[index]; i++)
        buffer_format(page->out,
                      "<a role=\"doc-backlink\" href=\"#mark-%zu-%u\" lang=\"en\""
                      " aria-label=\"Back to the text\">\u21a9</a>\n",
                      index + 1, (unsigned)i);
}

static void count_marks(uint32_t *counts, const struct letter *letter, const struct block *blocks,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < blocks[i].span_count; j++) {
            const struct span *span = &blocks[i].spans[j];
            const struct note *note =
                span->kind == SPAN_NOTE ? letter_find_note(letter, span->target) : NULL;
            if (note != NULL)
                counts[note - letter->notes]++;
        }
}

/* The notes' own marks are met only while notes are given out: too late for the way back. */
static void count_all_marks(struct page *page)
{
    const struct letter *letter = page->marks.letter;
    count_marks(page->totals, letter, letter->blocks, letter->block_count);
    for (size_t i = 0; i < letter->note_count; i++)
        count_marks(page->totals, letter, letter->notes[i].blocks, letter->notes[i].block_count);
}

static void append_note(struct page *page, size_t index)
{
    const struct note *note = &page->marks.letter->notes[index];
    buffer_text(page->out, "<div id=\"");
    html_text_anchor(page->out, "note", note->key);
    buffer_text(page->out, "\">\n<b class=\"label\">");
    html_text_escaped(page->out, note->label, strlen(note->label));
    buffer_text(page->out, "</b>\n");
    append_blocks(page, note->blocks, note->block_count);
}

static void append_notes(struct page *page)
{
    const struct letter *letter = page->marks.letter;
    if (letter->note_count == 0)
        return;
    buffer_text(page->out, "<section role=\"doc-endnotes\">\n"
                           "<h2 class=\"ours\" lang=\"en\" dir=\"ltr\">Notes</h2>\n");
    for (size_t i = 0; i < letter->note_count; i++) {
        append_note(page, i);
        append_back_links(page, i);
        buffer_text(page->out, "</div>\n");
    }
    buffer_text(page->out, "</section>\n");
}

static void append_head(struct buffer *out, const struct letter *letter)
{
    buffer_text(out, "<!DOCTYPE html>\n<html");
    html_text_lang(out, letter->version_lang);
    buffer_text(out, ">\n<head>\n<meta charset=\"utf-8\">\n"
                     "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                     "<title>");
    html_text_escaped(out, letter->summary.title, strlen(letter->summary.title));
    buffer_format(out, "</title>\n%s</head>\n<body>\n<main>\n<article>\n", style);
}

/* A page without a heading of the letter's own has its title for one. */
static void append_title(struct buffer *out, const struct letter *letter)
{
    for (size_t i = 0; i < letter->block_count; i++)
        if (letter->blocks[i].kind == BLOCK_HEADING && letter->blocks[i].level == 0)
            return;
    buffer_text(out, "<h1 class=\"ours\">");
    html_text_escaped(out, letter->summary.title, strlen(letter->summary.title));
    buffer_text(out, "</h1>\n");
}

static void begin(struct buffer *out, enum export_part part)
{
    (void)out, (void)part;
}

static void letter(struct buffer *out, const struct letter *letter, bool first)
{
    (void)first;
    struct arena *arena = arena_create();
    struct page *page = arena_alloc(arena, 1, sizeof *page);
    page->out = out;
    page->arena = arena;
    page->marks.letter = letter;
    page->marks.counts = arena_alloc(arena, letter->note_count, sizeof *page->marks.counts);
    page->totals = arena_alloc(arena, letter->note_count, sizeof *page->totals);
    count_all_marks(page);
    append_head(out, letter);
    append_title(out, letter);
    append_blocks(page, letter->blocks, letter->block_count);
    append_notes(page);
    buffer_text(out, "</article>\n</main>\n</body>\n</html>\n");
    arena_destroy(arena);
}

const struct export_format export_html = {.begin = begin, .letter = letter};
