#include "export_format.h"

#include "bundle/names.h"
#include "json.h"

#include <stddef.h>

enum { DEPTH_OF_ITEMS = 2 };

/* Every item is written for itself: the array around it is opened and closed by `begin`. */
static struct json item_json(struct buffer *out, bool first)
{
    return (struct json){.out = out, .depth = DEPTH_OF_ITEMS, .filled = !first};
}

static void append_spans(struct json *json, const struct block *block)
{
    json_open(json, "spans", '[');
    for (size_t i = 0; i < block->span_count; i++) {
        const struct span *span = &block->spans[i];
        json_open(json, NULL, '{');
        json_text(json, "kind", span_kind_names.words[span->kind]);
        json_number(json, "start", span->start);
        json_number(json, "end", span->end);
        json_optional(json, "target", span->target);
        json_optional(json, "lang", span->lang);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* Numbers that are 0 and flags that are not set are left out. */
static void append_number(struct json *json, const char *name, uint32_t number)
{
    if (number != 0)
        json_number(json, name, number);
}

static void append_blocks(struct json *json, const struct block *blocks, size_t count)
{
    json_open(json, "blocks", '[');
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &blocks[i];
        json_open(json, NULL, '{');
        json_text(json, "kind", block_kind_names.words[block->kind]);
        json_optional(json, "align", block_align_names.words[block->align]);
        append_number(json, "level", block->level);
        append_number(json, "quote_depth", block->quote_depth);
        append_number(json, "part", block->part);
        append_number(json, "flush", block->flush);
        append_number(json, "table", block->table);
        append_number(json, "row", block->row);
        append_number(json, "column", block->column);
        json_optional(json, "marker", block->marker);
        json_optional(json, "lang", block->lang);
        json_text(json, "text", block->text);
        if (block->span_count > 0)
            append_spans(json, block);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void append_notes(struct json *json, const struct letter *letter)
{
    json_open(json, "notes", '[');
    for (size_t i = 0; i < letter->note_count; i++) {
        const struct note *note = &letter->notes[i];
        json_open(json, NULL, '{');
        json_text(json, "key", note->key);
        json_text(json, "label", note->label);
        json_text(json, "kind", note_kind_names.words[note->kind]);
        append_blocks(json, note->blocks, note->block_count);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void append_versions(struct json *json, const struct letter *letter)
{
    json_open(json, "versions", '[');
    for (size_t i = 0; i < letter->version_count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "lang", letter->versions[i].lang);
        json_text(json, "version", version_kind_names.words[letter->versions[i].kind]);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void append_passages(struct json *json, const struct letter *letter)
{
    json_open(json, "passages", '[');
    for (size_t i = 0; i < letter->passage_count; i++) {
        json_open(json, NULL, '{');
        json_text(json, "place", letter->passages[i].place);
        json_optional(json, "title", letter->passages[i].title);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void append_picture(struct json *json, const struct facsimile *picture)
{
    json_open(json, NULL, '{');
    json_number(json, "number", picture->number);
    json_text(json, "name", picture->name);
    json_optional(json, "description", picture->description);
    json_optional(json, "credit", picture->credit);
    json_number(json, "width", picture->width);
    json_number(json, "height", picture->height);
    json_number(json, "focus_x", picture->focus_x);
    json_number(json, "focus_y", picture->focus_y);
    json_open(json, "pages", '[');
    for (size_t i = 0; i < picture->page_count; i++)
        json_text(json, NULL, picture->pages[i]);
    json_close(json, ']');
    if (picture->block != BLOCK_NONE)
        json_number(json, "block", picture->block);
    append_number(json, "in_text", picture->in_text);
    json_close(json, '}');
}

static void append_pictures(struct json *json, const struct letter *letter)
{
    json_open(json, "pictures", '[');
    for (size_t i = 0; i < letter->picture_count; i++)
        append_picture(json, &letter->pictures[i]);
    json_close(json, ']');
}

static void append_correspondent(struct json *json, const char *name,
                                 const struct correspondent *who)
{
    if (who->name == NULL)
        return;
    json_open(json, name, '{');
    json_text(json, "name", who->name);
    json_optional(json, "person", who->person);
    json_close(json, '}');
}

static void append_summary(struct json *json, const struct letter_summary *summary)
{
    json_text(json, "edition", summary->key.edition);
    json_text(json, "id", summary->key.id);
    json_text(json, "kind", letter_kind_names.words[summary->kind]);
    json_optional(json, "number", summary->number);
    json_text(json, "title", summary->title);
    json_optional(json, "short_title", summary->short_title);
    json_optional(json, "place", summary->place);
    json_text(json, "certainty", date_certainty_names.words[summary->date.certainty]);
    json_optional(json, "date_from", summary->date.from);
    json_optional(json, "date_to", summary->date.to);
    json_optional(json, "date_text", summary->date.text);
    append_correspondent(json, "sender", &summary->sender);
    append_correspondent(json, "recipient", &summary->recipient);
    json_text(json, "first_words", summary->first_words);
    json_number(json, "words", summary->words);
    json_number(json, "position", summary->position);
}

static void begin(struct buffer *out, enum export_part part)
{
    static const char *const texts[] = {
        [EXPORT_LETTERS] = "{\n \"export\": 1,\n \"letters\": [",
        [EXPORT_PERSONS] = "\n ],\n \"persons\": [",
        [EXPORT_TERMS] = "\n ],\n \"terms\": [",
        [EXPORT_END] = "\n ]\n}\n",
    };
    buffer_text(out, texts[part]);
}

static void letter(struct buffer *out, const struct letter *letter, bool first)
{
    struct json json = item_json(out, first);
    json_open(&json, NULL, '{');
    append_summary(&json, &letter->summary);
    json_text(&json, "lang", letter->version_lang);
    json_text(&json, "version", version_kind_names.words[letter->version_kind]);
    json_text(&json, "direction", direction_names.words[letter->direction]);
    json_optional(&json, "first_page", letter->first_page);
    json_optional(&json, "brief", letter->brief);
    json_optional(&json, "content_notice", letter->content_notice);
    json_optional(&json, "web", letter->web);
    append_blocks(&json, letter->blocks, letter->block_count);
    append_notes(&json, letter);
    append_versions(&json, letter);
    append_passages(&json, letter);
    append_pictures(&json, letter);
    json_close(&json, '}');
}

static void card(struct buffer *out, const struct entity *card, bool first)
{
    struct json json = item_json(out, first);
    json_open(&json, NULL, '{');
    json_text(&json, "edition", card->key.edition);
    json_text(&json, "id", card->key.id);
    json_text(&json, "name", card->name);
    json_text(&json, "sort", card->sort);
    append_blocks(&json, card->blocks, card->block_count);
    json_close(&json, '}');
}

const struct export_format export_json = {.begin = begin, .letter = letter, .card = card};
