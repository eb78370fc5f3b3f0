#include "html_text.h"

#include "letter/place.h"

#include <string.h>

void html_text_escaped(struct buffer *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        switch (text[i]) {
        case '&':
            buffer_text(out, "&amp;");
            break;
        case '<':
            buffer_text(out, "&lt;");
            break;
        case '>':
            buffer_text(out, "&gt;");
            break;
        case '"':
            buffer_text(out, "&quot;");
            break;
        default:
            buffer_byte(out, text[i]);
        }
}

static void append_escaped(struct buffer *out, const char *text)
{
    html_text_escaped(out, text, strlen(text));
}

void html_text_lang(struct buffer *out, const char *lang)
{
    if (lang == NULL)
        return;
    buffer_text(out, " lang=\"");
    append_escaped(out, lang);
    buffer_format(out, "\" dir=\"%s\"", letter_direction(lang) == DIRECTION_RTL ? "rtl" : "ltr");
}

static bool is_plain(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte >= 0x80;
}

void html_text_file_name(struct buffer *out, const char *id)
{
    for (const char *at = id; *at != '\0'; at++)
        if (is_plain((unsigned char)*at) && (at > id || *at != '.'))
            buffer_byte(out, *at);
        else
            buffer_format(out, "_%02x", (unsigned)(unsigned char)*at);
}

static bool is_white(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\f' || byte == '\r';
}

void html_text_anchor(struct buffer *out, const char *kind, const char *name)
{
    buffer_format(out, "%s-", kind);
    for (; *name != '\0'; name++)
        if (is_white(*name))
            buffer_byte(out, '_');
        else
            html_text_escaped(out, name, 1);
}

/* Within an address a fragment keeps its plain bytes; the others are percent-encoded (RFC 3986). */
static void append_fragment(struct buffer *out, const char *kind, const char *name)
{
    buffer_format(out, "#%s-", kind);
    for (; *name != '\0'; name++)
        if (is_white(*name))
            buffer_byte(out, '_');
        else if (is_plain((unsigned char)*name) || *name == '_')
            buffer_byte(out, *name);
        else
            buffer_format(out, "%%%02X", (unsigned)(unsigned char)*name);
}

/* ---- Spans ---- */

static const char *const element_names[SPAN_KIND_COUNT] = {
    [SPAN_ITALIC] = "i",
    [SPAN_ROMAN] = "span class=\"roman\"",
    [SPAN_BOLD] = "b",
    [SPAN_SMALL_CAPS] = "span class=\"small-caps\"",
    [SPAN_SUPERSCRIPT] = "sup",
    [SPAN_SUBSCRIPT] = "sub",
    [SPAN_UNDERLINE] = "u",
    [SPAN_DOUBLE_UNDERLINE] = "u class=\"double\"",
    [SPAN_LETTER_SPACED] = "span class=\"spaced\"",
    [SPAN_DELETED] = "del",
    [SPAN_ADDED] = "ins",
    [SPAN_SUPPLIED] = "span class=\"supplied\"",
    [SPAN_UNCLEAR] = "span class=\"unclear\"",
    [SPAN_FOREIGN] = "span",
    [SPAN_REFERENCE] = "a",
};

/* Pages lie in folders by edition, so each is reached from each by one step up. */
static void append_reference(struct buffer *out, const char *target)
{
    struct place place;
    if (!place_parse(target, &place) || place.kind != PLACE_LETTER || place.edition[0] == '\0')
        return;
    buffer_text(out, " href=\"../");
    html_text_file_name(out, place.edition);
    buffer_byte(out, '/');
    html_text_file_name(out, place.id);
    buffer_text(out, ".html");
    if (place.overlay == OVERLAY_NOTE)
        append_fragment(out, "note", place.note);
    else if (place.printed[0] != '\0')
        append_fragment(out, "page", place.printed);
    buffer_byte(out, '"');
}

static void open_element(struct buffer *out, const struct span *span)
{
    buffer_format(out, "<%s", element_names[span->kind]);
    if (span->kind == SPAN_FOREIGN)
        html_text_lang(out, span->lang);
    if (span->kind == SPAN_REFERENCE && span->target != NULL)
        append_reference(out, span->target);
    buffer_byte(out, '>');
}

static void close_element(struct buffer *out, const struct span *span)
{
    const char *name = element_names[span->kind];
    buffer_format(out, "</%.*s>", (int)strcspn(name, " "), name);
}

static void append_mark(struct buffer *out, struct html_marks *marks, const char *key)
{
    const struct note *note = letter_find_note(marks->letter, key);
    if (note == NULL)
        return;
    size_t index = (size_t)(note - marks->letter->notes);
    buffer_format(out, "<a role=\"doc-noteref\" id=\"mark-%zu-%u\" href=\"", index + 1,
                  (unsigned)++marks->counts[index]);
    append_fragment(out, "note", key);
    buffer_text(out, "\"><sup>");
    append_escaped(out, note->label);
    buffer_text(out, "</sup></a>");
}

static void append_page_break(struct buffer *out, const char *label)
{
    buffer_text(out, "<span role=\"doc-pagebreak\" id=\"");
    html_text_anchor(out, "page", label);
    buffer_text(out, "\" aria-label=\"");
    append_escaped(out, label);
    buffer_text(out, "\"></span>");
}

/* ---- Blocks ---- */

/* A block on its way out: `open` are the spans whose elements are open, outermost first. */
struct inline_text {
    struct buffer *out;
    const struct block *block;
    const struct span **open;
    size_t open_count;
    uint32_t at; /* bytes given out */
};

static void append_to(struct inline_text *text, uint32_t end)
{
    for (; text->at < end; text->at++)
        if (text->block->text[text->at] == '\n')
            buffer_text(text->out, "<br>");
        else
            html_text_escaped(text->out, text->block->text + text->at, 1);
}

/* The nearest end of an open span at or before `limit`. */
static uint32_t next_end(const struct inline_text *text, uint32_t limit)
{
    for (size_t i = 0; i < text->open_count; i++)
        if (text->open[i]->end < limit)
            limit = text->open[i]->end;
    return limit;
}

/* Closes what ends here, and whatever is inside it, which goes on after. */
static void close_ended(struct inline_text *text)
{
    size_t first = 0;
    while (first < text->open_count && text->open[first]->end > text->at)
        first++;
    for (size_t i = text->open_count; i > first; i--)
        close_element(text->out, text->open[i - 1]);
    size_t kept = first;
    for (size_t i = first; i < text->open_count; i++)
        if (text->open[i]->end > text->at) {
            open_element(text->out, text->open[i]);
            text->open[kept++] = text->open[i];
        }
    text->open_count = kept;
}

static void advance(struct inline_text *text, uint32_t end)
{
    for (;;) {
        append_to(text, next_end(text, end));
        close_ended(text);
        if (text->at == end)
            return;
    }
}

static void append_span(struct inline_text *text, const struct span *span, struct html_marks *marks)
{
    if (span->kind == SPAN_NOTE)
        append_mark(text->out, marks, span->target);
    else if (span->kind == SPAN_PAGE_BREAK)
        append_page_break(text->out, span->target);
    else if (element_names[span->kind] != NULL && span->end > span->start) {
        open_element(text->out, span);
        text->open[text->open_count++] = span;
    }
}

void html_text_block(struct buffer *out, const struct block *block, struct html_marks *marks,
                     struct arena *arena)
{
    struct inline_text text = {
        .out = out,
        .block = block,
        .open = arena_alloc(arena, block->span_count, sizeof(const struct span *)),
    };
    for (size_t i = 0; i < block->span_count; i++) {
        advance(&text, block->spans[i].start);
        append_span(&text, &block->spans[i], marks);
    }
    advance(&text, block->length);
}
