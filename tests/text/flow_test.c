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

int main(void)
{
    static const struct harness_case cases[] = {
        {"sets a letter", sets_a_letter},
        {0},
    };
    return harness_run(cases);
}
