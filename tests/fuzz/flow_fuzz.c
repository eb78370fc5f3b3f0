/* Any bytes, with any spans, can be set and cut into pages: lines cover the text in order, pages
 * cover the lines. The first bytes choose the sheet and the spans, the rest are the text. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support/fake_metrics.h"
#include "text/pages.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

enum { HEAD = 8, SPANS = 6, SPAN_BYTES = 3, TEXT_MOST = 4000 };

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void read_spans(const uint8_t *bytes, uint32_t text_length, struct span spans[SPANS])
{
    uint32_t start = 0;
    for (size_t i = 0; i < SPANS; i++, bytes += SPAN_BYTES) {
        start += bytes[1];
        spans[i] = (struct span){.kind = (enum span_kind)(bytes[0] % SPAN_KIND_COUNT),
                                 .start = start < text_length ? start : text_length,
                                 .target = "1"};
        bool point = spans[i].kind == SPAN_NOTE || spans[i].kind == SPAN_PAGE_BREAK;
        uint32_t end = spans[i].start + (point ? 0 : bytes[2]);
        spans[i].end = end < text_length ? end : text_length;
    }
}

static void check_flow(struct flow *flow, uint32_t text_length, int height_px)
{
    struct pages *pages = pages_create(flow, height_px, height_px);
    check(pages_extend(pages, SIZE_MAX));
    size_t count, next_line = 0;
    const struct flow_line *lines = flow_lines(flow, &count);
    uint32_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (lines[i].kind == BLOCK_RULE)
            continue;
        check(lines[i].start == at && lines[i].end >= at);
        at = lines[i].end;
    }
    check(count == 0 || at == text_length || lines[0].kind == BLOCK_RULE);
    for (size_t i = 0; i < pages_count(pages); i++) {
        check(pages_at(pages, i).first_line == next_line && pages_at(pages, i).line_count > 0);
        next_line += pages_at(pages, i).line_count;
    }
    check(next_line == count);
    pages_destroy(pages);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    const size_t head = HEAD + SPANS * SPAN_BYTES;
    if (length < head || length > head + TEXT_MOST)
        return 0;
    char *copy = malloc(length - head + 1);
    if (copy == NULL)
        return 0;
    memcpy(copy, bytes + head, length - head);
    copy[length - head] = '\0';
    struct span spans[SPANS];
    struct block block = {.kind = (enum block_kind)(bytes[0] % BLOCK_KIND_COUNT),
                          .text = copy,
                          .length = (uint32_t)(length - head),
                          .spans = spans,
                          .span_count = SPANS,
                          .level = bytes[1],
                          .quote_depth = bytes[2] % 16,
                          .table = 1,
                          .column = bytes[1]};
    read_spans(bytes + HEAD, block.length, spans);
    const struct note note = {.key = "1", .label = "12"};
    const struct facsimile picture = {
        .number = 1, .width = bytes[4] * 20u, .height = bytes[5] * 20u};
    struct flow_text text = {.blocks = &block,
                             .block_count = 1,
                             .notes = &note,
                             .note_count = 1,
                             .pictures = &picture,
                             .picture_count = 1};
    struct flow_sheet sheet = {.em_26_6 = 20 * 64,
                               .leading_px = 30,
                               .measure_px = 40 + bytes[3] * 4,
                               .picture_height_px = bytes[7] * 2,
                               .setting = (enum flow_setting)(bytes[4] % 3),
                               .balanced = bytes[4] & 4,
                               .inline_pages = bytes[4] & 8,
                               .direction = (enum direction)(bytes[5] % 2),
                               .live = true};
    struct text_metrics metrics = fake_metrics();
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    check_flow(flow, block.length, bytes[6] * 8);
    flow_destroy(flow);
    free(copy);
    return 0;
}
