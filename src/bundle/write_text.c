/* Writes blocks and spans, and notes down their links for the end. */
#include "writer_private.h"

#include <string.h>

/* Where a span stands. */
struct standing {
    uint32_t body, block, position;
    struct key owner;
};

static bool is_link(enum span_kind kind)
{
    return kind == SPAN_REFERENCE || kind == SPAN_PERSON || kind == SPAN_TERM;
}

/* The name under which an anchor may know the target: "EDITION#ID", for names "EDITION/ID". */
static const char *full_name(struct buffer *buffer, const char *edition, const struct span *span)
{
    bool whole = strchr(span->target, span->kind == SPAN_REFERENCE ? '#' : '/') != NULL &&
                 span->target[0] != '#';
    if (whole)
        return span->target;
    buffer_cut(buffer, 0);
    buffer_format(buffer, "%s%s%s", edition, span->kind == SPAN_REFERENCE ? "" : "/", span->target);
    return buffer_string(buffer);
}

static enum status write_link(struct bundle_writer *writer, const struct standing *at,
                              const struct span *span, struct error *error)
{
    struct sql_parameters row = writer_begin(writer, WRITER_LINK);
    sql_put_number(&row, at->body);
    sql_put_number(&row, at->block);
    sql_put_number(&row, at->position);
    sql_put_text(&row, span_kind_names.words[span->kind]);
    sql_put_text(&row, full_name(&writer->scratch, at->owner.edition, span));
    sql_put_text(&row, span->target);
    sql_put_text(&row, at->owner.edition);
    sql_put_text(&row, at->owner.id);
    return sql_put_done(&row, error);
}

static enum status write_span(struct bundle_writer *writer, const struct standing *at,
                              const struct span *span, struct error *error)
{
    struct sql_parameters row = writer_begin(writer, WRITER_SPAN);
    sql_put_number(&row, at->body);
    sql_put_number(&row, at->block);
    sql_put_number(&row, at->position);
    sql_put_text(&row, span_kind_names.words[span->kind]);
    sql_put_number(&row, span->start);
    sql_put_number(&row, span->end);
    sql_put_text(&row, is_link(span->kind) ? NULL : span->target);
    sql_put_text(&row, span->lang);
    enum status status = sql_put_done(&row, error);
    if (status != STATUS_OK || !is_link(span->kind) || span->target == NULL)
        return status;
    return write_link(writer, at, span, error);
}

/* In figures; there are so many of them that printf's way would show in the time of a build. */
static void append_number(struct buffer *buffer, uint32_t number)
{
    char figures[10], *first = figures + sizeof figures;
    do
        *--first = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    buffer_append(buffer, first, (size_t)(figures + sizeof figures - first));
}

static const char *hyphens_text(struct buffer *buffer, const struct block *block)
{
    if (block->hyphen_count == 0)
        return NULL;
    buffer_cut(buffer, 0);
    for (size_t i = 0; i < block->hyphen_count; i++) {
        if (i > 0)
            buffer_byte(buffer, ' ');
        append_number(buffer, block->hyphens[i]);
    }
    return buffer_string(buffer);
}

static enum status write_block(struct bundle_writer *writer, uint32_t body, uint32_t position,
                               const struct block *block, struct error *error)
{
    struct sql_parameters row = writer_begin(writer, WRITER_BLOCK);
    sql_put_number(&row, (int64_t)body << 20 | position);
    sql_put_text(&row, block_kind_names.words[block->kind]);
    sql_put_text(&row, block_align_names.words[block->align]);
    sql_put_bytes(&row, block->text, block->length);
    sql_put_number(&row, block->level);
    sql_put_number(&row, block->quote_depth);
    sql_put_number(&row, block->part);
    sql_put_number(&row, block->flush);
    sql_put_number(&row, block->table);
    sql_put_number(&row, block->row);
    sql_put_number(&row, block->column);
    sql_put_text(&row, block->marker);
    sql_put_text(&row, block->lang);
    sql_put_text(&row, hyphens_text(&writer->scratch, block));
    return sql_put_done(&row, error);
}

enum status writer_body(struct bundle_writer *writer, uint32_t body, struct key owner,
                        const struct block *blocks, size_t count, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct standing at = {.body = body, .block = (uint32_t)i, .owner = owner};
        status = write_block(writer, body, at.block, &blocks[i], error);
        for (; status == STATUS_OK && at.position < blocks[i].span_count; at.position++)
            status = write_span(writer, &at, &blocks[i].spans[at.position], error);
    }
    return status;
}
