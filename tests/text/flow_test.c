#include "text/flow.h"

#include <string.h>

#include "flow_dump.h"
#include "support/fake_metrics.h"
#include "support/harness.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

static struct block make_block(enum block_kind kind, const char *text)
{
    return (struct block){.kind = kind, .text = text, .length = (uint32_t)strlen(text)};
}

static struct block make_spanned(enum block_kind kind, const char *text, const struct span *spans,
                                 size_t span_count)
{
    struct block block = make_block(kind, text);
    block.spans = spans;
    block.span_count = span_count;
    return block;
}

/* Span over the first place of `words` in `text`; empty behind them where `kind` is a point. */
static struct span find_span(enum span_kind kind, const char *text, const char *words,
                             const char *target)
{
    const char *found = strstr(text, words);
    uint32_t start = (uint32_t)(found - text), end = start + (uint32_t)strlen(words);
    bool point = kind == SPAN_NOTE || kind == SPAN_PAGE_BREAK;
    return (struct span){.kind = kind, .start = point ? end : start, .end = end, .target = target};
}

static void expect_flow(const char *golden, const struct flow_sheet *sheet,
                        const struct flow_text *text, int page_height_px)
{
    struct text_metrics metrics = fake_metrics();
    struct flow *flow = flow_create(&metrics, sheet, text);
    struct pages *pages =
        page_height_px ? pages_create(flow, page_height_px, page_height_px) : NULL;
    struct buffer out = {0};
    flow_dump(flow, pages, &out);
    flow_expect_golden(golden, &out);
    buffer_fini(&out);
    pages_destroy(pages);
    flow_destroy(flow);
}

/* The seed letter's shape: every kind of block of a letter, marks in the heading, in the text and
 * at the signature, a printed page, a person and a reference. */
static void sets_a_letter(void)
{
    static const char title[] = "Letter From Chairman Khrushchev to President Kennedy";
    static const char body[] =
        "Ambassador Dobrynin has apprised me of his conversation with Robert Kennedy which took "
        "place on October 27. In this conversation Robert Kennedy said that it is difficult.";
    static const char second[] =
        "I hope, Mr. President, that agreement on this matter [sic], see Document 66, too, shall "
        "be a no small step advancing the cause of relaxation of tensions.";
    const struct span title_spans[] = {find_span(SPAN_NOTE, title, "Kennedy", "0")};
    const struct span body_spans[] = {
        find_span(SPAN_PERSON, body, "Dobrynin", "person/DAF1"),
        find_span(SPAN_PERSON, body, "Robert Kennedy", "person/KRF1"),
        find_span(SPAN_NOTE, body, "October 27", "1"),
    };
    const struct span second_spans[] = {
        {.kind = SPAN_PAGE_BREAK, .target = "190"},
        find_span(SPAN_ITALIC, second, "sic", NULL),
        find_span(SPAN_NOTE, second, "[sic]", "2"),
        find_span(SPAN_REFERENCE, second, "Document 66", "letter/d66"),
    };
    const struct span signature_spans[] = {{SPAN_NOTE, 13, 13, "3", NULL}};
    const struct block blocks[] = {
        make_spanned(BLOCK_HEADING, title, title_spans, COUNT(title_spans)),
        make_block(BLOCK_DATELINE, "Moscow, October 28, 1962."),
        make_block(BLOCK_SALUTATION, "Dear Mr. President,"),
        make_spanned(BLOCK_PARAGRAPH, body, body_spans, COUNT(body_spans)),
        make_spanned(BLOCK_PARAGRAPH, second, second_spans, COUNT(second_spans)),
        make_block(BLOCK_CLOSING, "Sincerely,"),
        make_spanned(BLOCK_SIGNATURE, "N. Khrushchev", signature_spans, 1),
    };
    const struct note notes[] = {
        {.key = "0", .label = "0", .kind = NOTE_SOURCE},
        {.key = "1", .label = "1"},
        {.key = "2", .label = "2"},
        {.key = "3", .label = "3"},
    };
    const struct flow_text text = {.number = "70",
                                   .source_label = "Source",
                                   .blocks = blocks,
                                   .block_count = COUNT(blocks),
                                   .notes = notes,
                                   .note_count = COUNT(notes)};
    struct flow_sheet sheet = flow_test_sheet(500);
    sheet.end_rule = true;
    expect_flow("letter", &sheet, &text, 0);
    sheet.inline_pages = true;
    expect_flow("letter-inline-pages", &sheet, &text, 0);
    sheet.setting = FLOW_JUSTIFIED;
    expect_flow("letter-justified", &sheet, &text, 0);
}

/* Turns of verse hang, markers hang in one column, quotations are narrower on both sides, an
 * attachment begins with space and a heading of its own. */
static void sets_kinds_of_blocks(void)
{
    struct block blocks[] = {
        make_block(BLOCK_LETTERHEAD, "Embassy"),
        make_block(BLOCK_ADDRESS, "Mr. Secretary\nWashington"),
        make_block(BLOCK_VERSE_LINE, "The curfew tolls the knell of parting day and of the plough"),
        make_block(BLOCK_LIST_HEAD, "PARTICIPANTS"),
        make_block(BLOCK_LIST_ITEM, "The Secretary of State and two of his advisers"),
        make_block(BLOCK_LIST_ITEM, "Mr. Bundy"),
        make_block(BLOCK_PARAGRAPH, "A paragraph after a list is indented as any other."),
        make_block(BLOCK_PARAGRAPH, "What he said is quoted here at some length, for it matters."),
        make_block(BLOCK_PARAGRAPH, "A line that the source sets flush and one that it centres."),
        make_block(BLOCK_PARAGRAPH, "Confidential"),
        make_block(BLOCK_RULE, ""),
        make_block(BLOCK_POSTSCRIPT, "P.S. Received January 24."),
        make_block(BLOCK_SOURCE_LINE, "[Inclosure in No. 2.]"),
        make_block(BLOCK_HEADING, "Mr. Lewis Baker to Mr. Gresham"),
        make_block(BLOCK_CAPTION, "The first page of the letter"),
    };
    blocks[4].marker = "9.";
    blocks[5].marker = "(viii)";
    blocks[7].quote_depth = 1;
    blocks[8].flush = true;
    blocks[9].align = ALIGN_CENTER;
    for (size_t i = 12; i < COUNT(blocks); i++)
        blocks[i].part = 1;
    blocks[13].level = 1;
    const struct flow_text text = {.blocks = blocks, .block_count = COUNT(blocks)};
    struct flow_sheet sheet = flow_test_sheet(360);
    expect_flow("kinds", &sheet, &text, 0);
}

/* Signers stand below each other, with room between them where one takes several lines, each with
 * his notes; beside each other where the source sets the first at the left; what is too long for
 * that goes below. A postscript follows as a paragraph. */
static void sets_several_signers(void)
{
    const struct span notes_of[] = {{SPAN_NOTE, 6, 6, "1", NULL}, {SPAN_NOTE, 5, 5, "2", NULL}};
    struct block blocks[] = {
        make_block(BLOCK_PARAGRAPH, "We remain, Sir, the servants of the State."),
        make_block(BLOCK_CLOSING, "Yours faithfully,"),
        make_spanned(BLOCK_SIGNATURE, "Morton", &notes_of[0], 1),
        make_spanned(BLOCK_SIGNATURE, "Baker", &notes_of[1], 1),
        make_block(BLOCK_SIGNATURE, "Gresham,\nSecretary of State"),
        make_block(BLOCK_PARAGRAPH, "Done at Paris."),
        make_block(BLOCK_SIGNATURE, "Morton\nfor the one side"),
        make_block(BLOCK_SIGNATURE, "Baker\nfor the other"),
        make_block(BLOCK_PARAGRAPH, "Done at London."),
        make_block(BLOCK_SIGNATURE, "Morton, Envoy Extraordinary"),
        make_block(BLOCK_SIGNATURE, "Baker"),
        make_block(BLOCK_POSTSCRIPT, "P.S. Received January 24."),
    };
    blocks[6].flush = blocks[9].flush = true;
    const struct note notes[] = {{.key = "1", .label = "1"}, {.key = "2", .label = "2"}};
    const struct flow_text text = {
        .blocks = blocks, .block_count = COUNT(blocks), .notes = notes, .note_count = COUNT(notes)};
    struct flow_sheet sheet = flow_test_sheet(440);
    expect_flow("signers", &sheet, &text, 300);
}

/* An attachment begins with space; the editors' line stands above its heading, and both with what
 * follows; letterhead, address, date and salutation have their own ways in it too. */
static void sets_an_attachment(void)
{
    struct block blocks[] = {
        make_block(BLOCK_PARAGRAPH, "I inclose a copy of the note."),
        make_block(BLOCK_SIGNATURE, "Baker"),
        make_block(BLOCK_SOURCE_LINE, "[Inclosure in No. 2.]"),
        make_block(BLOCK_HEADING, "Mr. Lewis Baker to Mr. Gresham"),
        make_block(BLOCK_LETTERHEAD, "Legation of the United States\nManagua"),
        make_block(BLOCK_ADDRESS, "Mr. Walter Q. Gresham,\nSecretary of State"),
        make_block(BLOCK_DATELINE, "Managua, January 24, 1894."),
        make_block(BLOCK_SALUTATION, "Sir:"),
        make_block(BLOCK_PARAGRAPH, "I have the honour to report what has come to pass here."),
        make_block(BLOCK_PARAGRAPH, "I have written of it before."),
        make_block(BLOCK_HEADING, "Tab A"),
        make_block(BLOCK_PARAGRAPH, "The second inclosure has but a heading."),
    };
    for (size_t i = 2; i < COUNT(blocks); i++)
        blocks[i].part = i < 10 ? 1 : 2;
    blocks[3].level = blocks[10].level = 1;
    const struct flow_text text = {.blocks = blocks, .block_count = COUNT(blocks)};
    struct flow_sheet sheet = flow_test_sheet(400);
    expect_flow("attachment", &sheet, &text, 500);
}

/* Turns of verse hang beyond every level; quotations are narrower on both sides, whatever they are
 * made of. */
static void sets_verse_and_quotations(void)
{
    struct block blocks[] = {
        make_block(BLOCK_PARAGRAPH, "He gave the lines of the poet:"),
        make_block(BLOCK_VERSE_LINE, "The curfew tolls the knell of parting day, the lowing herd"),
        make_block(BLOCK_VERSE_LINE, "wind slowly over the lea, the ploughman homeward plods"),
        make_block(BLOCK_PARAGRAPH, "And the minister wrote to us in his turn:"),
        make_block(BLOCK_PARAGRAPH, "What he said is quoted here at some length, for it matters."),
        make_block(BLOCK_VERSE_LINE, "And leaves the world to darkness and to me."),
        make_block(BLOCK_PARAGRAPH, "A quotation within the quotation is narrower again."),
        make_block(BLOCK_LIST_ITEM, "And an item of it."),
        make_block(BLOCK_PARAGRAPH, "So far the minister."),
    };
    blocks[2].level = 1;
    for (size_t i = 4; i < 8; i++)
        blocks[i].quote_depth = i < 6 ? 1 : 2;
    blocks[7].marker = "1.";
    const struct flow_text text = {.blocks = blocks, .block_count = COUNT(blocks)};
    struct flow_sheet sheet = flow_test_sheet(400);
    expect_flow("verse", &sheet, &text, 0);
    sheet.direction = DIRECTION_RTL;
    sheet.setting = FLOW_JUSTIFIED;
    expect_flow("verse-right-to-left", &sheet, &text, 0);
}

/* Makes the cells of a table of `columns` columns. */
static void make_cells(struct block *cells, const char *const *texts, size_t count, size_t columns)
{
    for (size_t i = 0; i < count; i++) {
        cells[i] = make_block(BLOCK_TABLE_CELL, texts[i]);
        cells[i].table = 1;
        cells[i].row = (uint16_t)(i / columns);
        cells[i].column = (uint16_t)(i % columns);
    }
}

/* Cells stand side by side while there is room for their words, figures at the end side; wrapped
 * cells stay in their columns and rows whole; what is wider, or higher, becomes a list. */
static void sets_tables_in_columns_or_below(void)
{
    static const char *const texts[] = {
        "Item",   "Cost",         "4 C-130 aircraft with spares, packing and transport",
        "$12.0m", "Spares",       "$3.5m",
        "",       "$57.0 million"};
    struct block cells[COUNT(texts) + 1];
    make_cells(cells, texts, COUNT(texts), 2);
    cells[COUNT(texts)] = make_block(BLOCK_PARAGRAPH, "Behind");
    const struct flow_text text = {.blocks = cells, .block_count = COUNT(cells)};
    struct flow_sheet sheet = flow_test_sheet(700);
    expect_flow("table-columns", &sheet, &text, 0);
    sheet.measure_px = 400;
    expect_flow("table-wrapped", &sheet, &text, 150);
    sheet.direction = DIRECTION_RTL;
    sheet.measure_px = 380;
    expect_flow("table-right-to-left", &sheet, &text, 0);
    sheet = flow_test_sheet(250);
    expect_flow("table-below", &sheet, &text, 0);
}

/* A row may be as high as a picture. */
static void sets_rows_no_higher_than_a_page(void)
{
    static const char *const texts[] = {
        "one two three four five six seven eight nine ten eleven twelve", "1"};
    struct block cells[2];
    make_cells(cells, texts, COUNT(texts), 2);
    const struct flow_text text = {.blocks = cells, .block_count = COUNT(cells)};
    struct text_metrics metrics = fake_metrics();
    for (int high = 0; high < 2; high++) {
        struct flow_sheet sheet = flow_test_sheet(190);
        sheet.picture_height_px = high ? 200 : 0;
        struct flow *flow = flow_create(&metrics, &sheet, &text);
        size_t count;
        flow_extend(flow, SIZE_MAX);
        const struct flow_line *lines = flow_lines(flow, &count);
        if (EXPECT(count > 4))
            EXPECT_INT(lines[count - 1].top_px == lines[0].top_px, high);
        flow_destroy(flow);
    }
}

/* The box of a picture is as wide as the measure, as high as is allowed or twice as large as its
 * pixels, whatever is least, and its caption goes with it; what the letter has no picture of, or a
 * sheet that takes none, leaves the words alone. */
static void sets_pictures_with_their_captions(void)
{
    const struct span wide = {.kind = SPAN_PICTURE, .target = "1"};
    const struct span tall = {.kind = SPAN_PICTURE, .target = "2"};
    const struct span small = {.kind = SPAN_PICTURE, .target = "3"};
    const struct span none = {.kind = SPAN_PICTURE, .target = "4"};
    const struct block blocks[] = {
        make_block(BLOCK_PARAGRAPH, "Before"),
        make_spanned(BLOCK_CAPTION, "A view of the harbour from the hill in the morning", &wide, 1),
        make_spanned(BLOCK_CAPTION, "A tower", &tall, 1),
        make_spanned(BLOCK_CAPTION, "", &small, 1),
        make_spanned(BLOCK_CAPTION, "Lost", &none, 1),
        make_block(BLOCK_PARAGRAPH, "Behind"),
    };
    const struct facsimile pictures[] = {
        {.number = 1, .width = 1600, .height = 900},
        {.number = 2, .width = 100, .height = 1000},
        {.number = 3, .width = 30, .height = 20},
    };
    struct flow_text text = {.blocks = blocks,
                             .block_count = COUNT(blocks),
                             .pictures = pictures,
                             .picture_count = COUNT(pictures)};
    struct flow_sheet sheet = flow_test_sheet(320);
    sheet.picture_height_px = 240;
    expect_flow("pictures", &sheet, &text, 400);
    sheet.picture_height_px = 0;
    expect_flow("pictures-left-out", &sheet, &text, 0);
}

/* A picture within a text stands in its line like a letter, not in the way of the words beside it;
 * one that is too tall raises its line, few pixels are a small box, a very wide one a low one. What
 * the letter has no picture of leaves nothing. From right to left all is mirrored. */
static void sets_pictures_in_their_lines(void)
{
    const struct span wax[] = {{.kind = SPAN_PICTURE, .start = 14, .end = 14, .target = "1"},
                               {.kind = SPAN_PICTURE, .start = 18, .end = 18, .target = "2"},
                               {.kind = SPAN_PICTURE, .start = 42, .end = 42, .target = "9"},
                               {.kind = SPAN_PICTURE, .start = 57, .end = 57, .target = "3"}};
    const struct span alone = {.kind = SPAN_PICTURE, .target = "1"};
    const struct span between = {.kind = SPAN_PICTURE, .start = 9, .end = 9, .target = "1"};
    struct block blocks[] = {
        make_spanned(BLOCK_PARAGRAPH,
                     "The seal shows an eagle with a palm and a crown of laurel above it.", wax,
                     COUNT(wax)),
        make_spanned(BLOCK_PARAGRAPH, "", &alone, 1),
        make_spanned(BLOCK_PARAGRAPH, "שלום שלום שלום", &between, 1),
        make_block(BLOCK_PARAGRAPH, "Behind"),
    };
    blocks[2].lang = "he";
    const struct facsimile pictures[] = {
        {.number = 1, .width = 300, .height = 300},
        {.number = 2, .width = 12, .height = 9},
        {.number = 3, .width = 3000, .height = 100},
    };
    struct flow_text text = {.blocks = blocks,
                             .block_count = COUNT(blocks),
                             .pictures = pictures,
                             .picture_count = COUNT(pictures)};
    struct flow_sheet sheet = flow_test_sheet(260);
    sheet.picture_height_px = 240;
    expect_flow("pictures-in-lines", &sheet, &text, 0);
    sheet.leading_px = 20;
    expect_flow("pictures-in-low-lines", &sheet, &text, 0);
}

/* Text with a sign on every letter has more room above each line; what all Arabic has does not. */
static void leads_pointed_arabic_wider(void)
{
    const struct block blocks[] = {make_block(BLOCK_PARAGRAPH, "السَّلَامُ عَلَيْكُمْ وَرَحْمَةُ اللهِ"),
                                   make_block(BLOCK_PARAGRAPH, "نحن جميعاً في مصر، حقّاً، وَلهم")};
    struct flow_text text = {.blocks = blocks, .block_count = COUNT(blocks)};
    struct flow_sheet sheet = flow_test_sheet(600);
    struct text_metrics metrics = fake_metrics();
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    size_t count;
    flow_extend(flow, SIZE_MAX);
    const struct flow_line *lines = flow_lines(flow, &count);
    if (EXPECT_INT(count, 2)) {
        EXPECT_INT(lines[0].height_px, sheet.leading_px + 3);
        EXPECT_INT(lines[0].baseline_px - lines[0].top_px,
                   lines[1].baseline_px - lines[1].top_px + 3);
        EXPECT_INT(lines[1].height_px, sheet.leading_px);
    }
    flow_destroy(flow);
}

/* Hyphens where the letters around allow them and never on two lines running; an address breaks at
 * its strokes, a word too long for the line between characters; the source's line ends hold. */
static void breaks_what_is_long(void)
{
    static const char german[] = "Die Donaudampfschifffahrtsgesellschaft fuhr weiter.";
    static const uint32_t hyphens[] = {6, 9, 14, 20, 26, 28, 34};
    struct block blocks[] = {
        make_block(BLOCK_PARAGRAPH, german),
        make_block(BLOCK_PARAGRAPH, "See https://www.example.org/letters/1962/october/28 for it."),
        make_block(BLOCK_PARAGRAPH, "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaargh!"),
        make_block(BLOCK_PARAGRAPH, "One line\n\nand one more\n"),
    };
    blocks[0].hyphens = hyphens;
    blocks[0].hyphen_count = COUNT(hyphens);
    const struct flow_text text = {.blocks = blocks, .block_count = COUNT(blocks)};
    struct flow_sheet sheet = flow_test_sheet(150);
    sheet.hyphenate = true;
    expect_flow("long-words", &sheet, &text, 0);
}

/* Neighbouring marks stand one and a half em apart; a mark never begins a line; two page numbers on
 * one line stack; a page begins with the word behind its break. */
static void sets_marks_and_printed_pages(void)
{
    static const char words[] = "He said so,  then left for the whole of the summer";
    const struct span spans[] = {
        {.kind = SPAN_NOTE, .start = 11, .end = 11, .target = "1"},
        {.kind = SPAN_NOTE, .start = 11, .end = 11, .target = "2"},
        {.kind = SPAN_NOTE, .start = 11, .end = 11, .target = "3~2"},
        {.kind = SPAN_PAGE_BREAK, .start = 12, .end = 12, .target = "76"},
        {.kind = SPAN_PAGE_BREAK, .start = 17, .end = 17, .target = "77"},
        {.kind = SPAN_NOTE, .start = 22, .end = 22, .target = "nobody's"},
        {.kind = SPAN_PAGE_BREAK, .start = 50, .end = 50, .target = "lxxviii"},
    };
    const struct block blocks[] = {make_spanned(BLOCK_PARAGRAPH, words, spans, COUNT(spans))};
    const struct note notes[] = {
        {.key = "1", .label = "1"}, {.key = "2", .label = "*"}, {.key = "3~2", .label = "12"}};
    const struct flow_text text = {
        .blocks = blocks, .block_count = 1, .notes = notes, .note_count = COUNT(notes)};
    struct flow_sheet sheet = flow_test_sheet(300);
    expect_flow("marks", &sheet, &text, 0);
    sheet.inline_pages = true;
    expect_flow("marks-inline-pages", &sheet, &text, 0);
}

/* Right to left: the start is at the right, numbers and Latin words keep their order, margins and
 * indents change sides. */
static void sets_right_to_left(void)
{
    static const char hebrew[] =
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D abc 1907 \xD7\x9B\xD7\x9F \xD7\x9C\xD7\x90";
    const struct span spans[] = {
        {.kind = SPAN_PAGE_BREAK, .target = "417"},
        {.kind = SPAN_PERSON, .end = 8, .target = "person/p1"},
        {.kind = SPAN_NOTE, .start = 12, .end = 12, .target = "1"},
    };
    const struct block blocks[] = {
        make_block(BLOCK_DATELINE, "1907"),
        make_spanned(BLOCK_PARAGRAPH, hebrew, spans, COUNT(spans)),
        make_block(BLOCK_PARAGRAPH, hebrew),
    };
    const struct note notes[] = {{.key = "1", .label = "1"}};
    const struct flow_text text = {
        .blocks = blocks, .block_count = COUNT(blocks), .notes = notes, .note_count = COUNT(notes)};
    struct flow_sheet sheet = flow_test_sheet(300);
    sheet.direction = DIRECTION_RTL;
    sheet.lang = "he";
    expect_flow("right-to-left", &sheet, &text, 0);
}

/* Deleted words are struck out, added ones stand smaller and higher, supplied ones in brackets and
 * unclear ones before "[?]", unless the source prints those signs itself. */
static void sets_editors_signs(void)
{
    static const char words[] = "old new lost dim [kept] sure [?] end.";
    const struct span spans[] = {
        find_span(SPAN_DELETED, words, "old", NULL),   find_span(SPAN_ADDED, words, "new", NULL),
        find_span(SPAN_SUPPLIED, words, "lost", NULL), find_span(SPAN_UNCLEAR, words, "dim", NULL),
        find_span(SPAN_SUPPLIED, words, "kept", NULL), find_span(SPAN_UNCLEAR, words, "sure", NULL),
    };
    const struct span whole = {.kind = SPAN_ADDED, .end = 6};
    const struct block blocks[] = {
        make_spanned(BLOCK_PARAGRAPH, words, spans, COUNT(spans)),
        make_spanned(BLOCK_PARAGRAPH, "Added.", &whole, 1),
    };
    const struct flow_text text = {.blocks = blocks, .block_count = COUNT(blocks)};
    struct flow_sheet sheet = flow_test_sheet(600);
    expect_flow("signs", &sheet, &text, 0);
}

/* Found words have a ground of their own on each line they reach, under what else is drawn there.
 */
static void puts_a_ground_under_found_words(void)
{
    static const char words[] = "one two three four five six";
    const struct span spans[] = {
        find_span(SPAN_FOUND, words, "three four", NULL),
        find_span(SPAN_TERM, words, "three", "t"),
    };
    const struct block block = make_spanned(BLOCK_PARAGRAPH, words, spans, COUNT(spans));
    const struct flow_text text = {.blocks = &block, .block_count = 1};
    struct flow_sheet sheet = flow_test_sheet(160);
    struct text_metrics metrics = fake_metrics();
    sheet.inks.found = 9;
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    flow_extend(flow, SIZE_MAX);
    size_t lines, grounds = 0;
    (void)flow_lines(flow, &lines);
    struct glyph_page_builder *builder = glyph_page_builder_create(160, 300, 6);
    flow_emit(flow, 0, lines, 0, 0, builder);
    const struct glyph_page *page = glyph_page_builder_finish(builder);
    for (size_t i = 0; i < page->rect_count; i++)
        grounds += page->rects[i].ink == 9;
    EXPECT(flow_line_of(flow, 0, spans[0].start) < flow_line_of(flow, 0, spans[0].end - 1));
    EXPECT_INT(grounds, 2);
    EXPECT_INT(page->rects[0].ink, 9);
    glyph_page_release(page);
    flow_destroy(flow);
}

/* Half-lines of verse stand in two columns, from the side where reading begins, or all of a poem
 * one below the other where one is too long. */
static void sets_half_lines(void)
{
    const struct block blocks[] = {
        make_block(BLOCK_VERSE_LINE, "one two\xE2\x80\x83\xE2\x80\x83three"),
        make_block(BLOCK_VERSE_LINE, "four\xE2\x80\x83\xE2\x80\x83"
                                     "five six seven"),
        make_block(BLOCK_PARAGRAPH, "Prose"),
        make_block(BLOCK_VERSE_LINE, "one two\xE2\x80\x83\xE2\x80\x83three"),
        make_block(BLOCK_VERSE_LINE, "one two three four five\xE2\x80\x83\xE2\x80\x83six"),
        make_block(BLOCK_PARAGRAPH, "Prose"),
        {.kind = BLOCK_VERSE_LINE,
         .text = "\xD7\xA9\xE2\x80\x83\xE2\x80\x83\xD7\x9D",
         .length = 10,
         .lang = "he"},
    };
    const struct flow_text text = {.blocks = blocks, .block_count = COUNT(blocks)};
    struct flow_sheet sheet = flow_test_sheet(330);
    expect_flow("half-lines", &sheet, &text, 0);
}

/* A name is live at its first mention on a page, wherever that page begins. */
static void names_live_once_a_page(void)
{
    static const char words[] = "Thompson met Thompson and then Thompson left with Thompson again.";
    const struct span spans[] = {
        {SPAN_PERSON, 0, 8, "t", NULL},
        {SPAN_PERSON, 13, 21, "t", NULL},
        {SPAN_PERSON, 31, 39, "t", NULL},
        {SPAN_PERSON, 50, 58, "t", NULL},
    };
    const struct block block = make_spanned(BLOCK_PARAGRAPH, words, spans, COUNT(spans));
    const struct flow_text text = {.blocks = &block, .block_count = 1};
    struct flow_sheet sheet = flow_test_sheet(230);
    struct text_metrics metrics = fake_metrics();
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    flow_extend(flow, SIZE_MAX);
    size_t count;
    const struct flow_object *objects = flow_objects(flow, &count);
    if (EXPECT_INT(count, 4)) {
        EXPECT(flow_object_is_live(&objects[0], 0));
        EXPECT(!flow_object_is_live(&objects[1], 0));
        EXPECT(!flow_object_is_live(&objects[3], 0));
        EXPECT(flow_object_is_live(&objects[2], objects[2].line));
    }
    flow_destroy(flow);
}

static size_t count_lines(struct flow *flow)
{
    size_t count;
    flow_extend(flow, SIZE_MAX);
    (void)flow_lines(flow, &count);
    return count;
}

static void cuts_titles_with_an_ellipsis(void)
{
    struct flow_sheet sheet = flow_test_sheet(200);
    sheet.balanced = true;
    sheet.max_lines = 2;
    sheet.setting = FLOW_CENTERED;
    struct text_metrics metrics = fake_metrics();
    struct flow *flow =
        flow_create_text(&metrics, &sheet, "Ending nuclear tests in the air and under the water");
    struct buffer out = {0};
    flow_dump(flow, NULL, &out);
    flow_expect_golden("ellipsis", &out);
    buffer_fini(&out);
    flow_destroy(flow);

    flow = flow_create_text(&metrics, &sheet, "Ending nuclear tests");
    EXPECT_INT(count_lines(flow), 1);
    flow_destroy(flow);
    flow = flow_create_text(&metrics, &sheet, "");
    EXPECT_INT(count_lines(flow), 0);
    EXPECT_INT(flow_height_px(flow), 0);
    flow_destroy(flow);
    flow_destroy(NULL);
}

/* One paragraph of 7,000 words with 90 notes, as editions print essays: all marks are there. */
static void sets_a_very_long_paragraph(void)
{
    enum { WORDS = 7000, NOTES = 90, WORD_BYTES = 7 };
    static char words[WORDS * WORD_BYTES];
    static struct span spans[NOTES];
    for (size_t i = 0; i < WORDS; i++)
        memcpy(words + i * WORD_BYTES, i % 3 ? "letter " : "of men ", WORD_BYTES);
    for (uint32_t i = 0; i < NOTES; i++) {
        uint32_t at = (i + 1) * (WORDS / NOTES) * WORD_BYTES - 1;
        spans[i] = (struct span){.kind = SPAN_NOTE, .start = at, .end = at, .target = "1"};
    }
    const struct block block = {.kind = BLOCK_PARAGRAPH,
                                .text = words,
                                .length = sizeof words - 1,
                                .spans = spans,
                                .span_count = NOTES};
    const struct note note = {.key = "1", .label = "1"};
    const struct flow_text text = {
        .blocks = &block, .block_count = 1, .notes = &note, .note_count = 1};
    struct flow_sheet sheet = flow_test_sheet(640);
    sheet.setting = FLOW_JUSTIFIED;
    struct text_metrics metrics = fake_metrics();
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    size_t objects;
    EXPECT(count_lines(flow) > 700);
    (void)flow_objects(flow, &objects);
    EXPECT_INT(objects, NOTES);
    flow_destroy(flow);
}

static void finds_the_line_of_a_byte(void)
{
    const struct block blocks[] = {
        make_block(BLOCK_PARAGRAPH, "one two three four five six seven"),
        make_block(BLOCK_PARAGRAPH, "eight nine ten"),
    };
    const struct flow_text text = {.blocks = blocks, .block_count = COUNT(blocks)};
    struct flow_sheet sheet = flow_test_sheet(200);
    sheet.end_rule = true;
    struct text_metrics metrics = fake_metrics();
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    EXPECT_INT(flow_line_of(flow, 0, 0), 0);
    size_t late = flow_line_of(flow, 0, 30), count;
    const struct flow_line *lines = flow_lines(flow, &count);
    EXPECT(late < count && lines[late].start <= 30 && lines[late].end > 30);
    size_t second = flow_line_of(flow, 1, 2);
    lines = flow_lines(flow, &count);
    EXPECT_INT(lines[second].block, 1);
    EXPECT_INT(lines[flow_line_of(flow, 1, 9999)].kind, BLOCK_PARAGRAPH);
    EXPECT_INT(flow_line_of(flow, 7, 0), count_lines(flow) - 1);
    flow_destroy(flow);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"sets a letter", sets_a_letter},
        {"sets kinds of blocks", sets_kinds_of_blocks},
        {"sets several signers", sets_several_signers},
        {"sets an attachment", sets_an_attachment},
        {"sets verse and quotations", sets_verse_and_quotations},
        {"sets tables in columns or below", sets_tables_in_columns_or_below},
        {"sets rows no higher than a page", sets_rows_no_higher_than_a_page},
        {"sets pictures with their captions", sets_pictures_with_their_captions},
        {"sets pictures in their lines", sets_pictures_in_their_lines},
        {"leads pointed Arabic wider", leads_pointed_arabic_wider},
        {"breaks what is long", breaks_what_is_long},
        {"sets marks and printed pages", sets_marks_and_printed_pages},
        {"sets right to left", sets_right_to_left},
        {"sets editors' signs", sets_editors_signs},
        {"puts a ground under found words", puts_a_ground_under_found_words},
        {"sets half-lines", sets_half_lines},
        {"names live once a page", names_live_once_a_page},
        {"cuts titles with an ellipsis", cuts_titles_with_an_ellipsis},
        {"sets a very long paragraph", sets_a_very_long_paragraph},
        {"finds the line of a byte", finds_the_line_of_a_byte},
        {0},
    };
    return harness_run(cases);
}
