#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/break.h"
#include "text/compose_state.h"

/* Marks that are set by their place stand so high, and have so much room on either side that their
 * pills touch no letter: percent of the em. */
enum { RISE_OF_MARKS = 36, MARK_ROOM = 7 };

/* Brackets and spaces around a page number in the text; most bytes of editors' signs at a range. */
enum { PAGE_FRAME = 3, SIGNS_MOST = 3 };

/* What stands for a picture: a space that is no end of a word. */
static const char picture_space[] = "\xC2\xA0";

/* Spaces of its own beside it, at most. */
enum { PICTURE_SPACES = 2 };

/* Boxes of pictures in a line: percent of the em, and of the picture's pixels. */
enum { PICTURE_HEIGHT = 125, PICTURE_WIDTH_MOST = 400, PICTURE_ENLARGED_MOST = 200 };

/* A mark never begins a line; a break that the text has here comes behind it, but a forced one
 * before it. Between marks a line may end if nothing else helps. */
static void put_mark(struct composer *composer, const struct span *span, const char *label)
{
    struct set_text *text = composer->text;
    const struct set_options *options = composer->options;
    struct text_style style = options->style;
    int32_t rise = (style.size_26_6 - options->mark_em_26_6) * RISE_OF_MARKS / 100;
    style.italic = style.bold = style.small_caps = false;
    style.superior = true;
    style.tracking_26_6 = 0;
    style.size_26_6 = options->mark_em_26_6;

    uint32_t start = text->length;
    bool follows_mark = text->object_count > 0 && start > 0 &&
                        text->objects[text->object_count - 1].kind == SPAN_NOTE &&
                        text->objects[text->object_count - 1].end == start;
    uint32_t object = compose_add_object(composer, span, label);
    compose_put_string(composer, label, span->start);
    if (follows_mark)
        text->kinds[start] = BREAK_EMERGENCY;
    if (*compose_kind_at(composer, span->start) == BREAK_MANDATORY && span->start < options->end) {
        text->kinds[start] = BREAK_MANDATORY;
        *compose_kind_at(composer, span->start) = BREAK_NONE;
    }
    text->objects[object].end = text->length;
    size_t last = text->length;
    (void)utf8_previous(composer->bytes, text->length, &last);
    text->objects[object].last = (uint32_t)last;
    text->objects[object].before_26_6 = text->objects[object].after_26_6 =
        options->mark_em_26_6 * MARK_ROOM / 100;
    compose_end_run(text, start, style, rise);
}

static bool is_space_at(const struct block *block, uint32_t at)
{
    return at < block->length && (block->text[at] == ' ' || block->text[at] == '\n');
}

/* "[190]" with a space on the side where the text has none. */
static void put_page_number(struct composer *composer, const struct span *span, const char *label)
{
    struct set_text *text = composer->text;
    const struct block *block = composer->block;
    uint32_t start = text->length, at = span->start;
    bool space_follows = is_space_at(block, at) || at == block->length;
    bool space_before = at == 0 || is_space_at(block, at - 1);
    struct text_style style = composer->options->style;
    style.italic = style.small_caps = false;
    style.lining_figures = true;
    compose_finish_style(&style);

    if (space_follows && !space_before)
        compose_put_byte(composer, ' ', at, BREAK_NONE);
    uint32_t object = compose_add_object(composer, span, label);
    compose_put_byte(composer, '[', at, BREAK_NONE);
    if (text->length > 1 && (space_follows || space_before) && at > 0)
        text->kinds[text->length - 1] = BREAK_ALLOWED;
    compose_put_string(composer, label, at);
    compose_put_byte(composer, ']', at, BREAK_NONE);
    text->objects[object].end = text->length;
    if (space_before && !space_follows)
        compose_put_byte(composer, ' ', at, BREAK_NONE);
    if (at < composer->options->end && *compose_kind_at(composer, at) == BREAK_MANDATORY) {
        text->kinds[start] = BREAK_MANDATORY;
        *compose_kind_at(composer, at) = BREAK_ALLOWED;
    } else if (space_before && at < composer->options->end && !is_space_at(block, at)) {
        *compose_kind_at(composer, at) = BREAK_ALLOWED;
    }
    compose_end_run(text, start, style, 0);
}

static const struct facsimile *find_picture(const struct composer *composer,
                                            const struct span *span)
{
    const struct set_options *options = composer->options;
    bool above = composer->block->kind == BLOCK_CAPTION && span->start == 0;
    if (span->kind != SPAN_PICTURE || above || !span->target)
        return NULL;
    unsigned long number = strtoul(span->target, NULL, 10);
    for (size_t i = 0; i < options->picture_count; i++) {
        const struct facsimile *picture = &options->pictures[i];
        if (picture->number == number && picture->width > 0 && picture->height > 0)
            return picture;
    }
    return NULL;
}

/* In its proportions, as high as a capital with what hangs below a line, unless it is very wide or
 * has few pixels. */
static void fit_box(struct set_object *object, int32_t em_26_6)
{
    int64_t w = object->picture->width, h = object->picture->height;
    int64_t most = (int64_t)em_26_6 * PICTURE_WIDTH_MOST / 100;
    int64_t box_h = (int64_t)em_26_6 * PICTURE_HEIGHT / 100, enlarged = h * 64;
    enlarged = enlarged * PICTURE_ENLARGED_MOST / 100;
    box_h = enlarged < box_h ? enlarged : box_h;
    box_h = box_h * w > most * h ? most * h / w : box_h;
    object->box_h_26_6 = box_h < 64 ? 64 : (int32_t)box_h;
    object->box_w_26_6 = box_h * w / h < 64 ? 64 : (int32_t)(box_h * w / h);
}

static bool is_closing_at(const struct block *block, uint32_t at)
{
    return at < block->length && block->text[at] && strchr(",.;:!?)]", block->text[at]);
}

/* The text has one space where a picture stands between two words, before it or behind it: the
 * other side gets one too, but for punctuation that closes up to the picture. */
static bool lacks_space_before(const struct block *block, uint32_t at)
{
    return at > 0 && !is_space_at(block, at - 1) &&
           (at == block->length || is_space_at(block, at) || is_closing_at(block, at));
}

static bool lacks_space_behind(const struct block *block, uint32_t at)
{
    return at > 0 && at < block->length && is_space_at(block, at - 1) && !is_space_at(block, at) &&
           !is_closing_at(block, at);
}

/* A line may end on either side where it may end here, and before the box where it must; elsewhere
 * only if nothing else helps. */
static void put_picture(struct composer *composer, const struct span *span,
                        const struct facsimile *picture)
{
    struct set_text *text = composer->text;
    const struct set_options *options = composer->options;
    struct text_style style = options->style;
    const uint32_t begin = text->length, at = span->start;
    const bool parted = lacks_space_before(composer->block, at);
    if (parted)
        compose_put_byte(composer, ' ', at, BREAK_NONE);
    uint32_t start = text->length, object = compose_add_object(composer, span, NULL);
    text->objects[object].picture = picture;
    fit_box(&text->objects[object], style.size_26_6);
    compose_put_string(composer, picture_space, at);
    text->objects[object].end = text->length;
    const bool parting = lacks_space_behind(composer->block, at);
    if (parting)
        compose_put_byte(composer, ' ', at, BREAK_NONE);
    style.tracking_26_6 = 0;
    compose_end_run(text, begin, style, 0);
    text->kinds[start] = parted ? BREAK_ALLOWED : text->kinds[start];
    if (at == options->end)
        return;
    uint8_t *behind = compose_kind_at(composer, at);
    if (!parted || *behind == BREAK_MANDATORY)
        text->kinds[start] = *behind == BREAK_NONE && start > 0 ? BREAK_EMERGENCY : *behind;
    *behind = parting && *behind == BREAK_NONE ? BREAK_ALLOWED : *behind;
    *behind = *behind == BREAK_MANDATORY ? BREAK_EMERGENCY : *behind;
}

void compose_put_in(struct composer *composer, size_t index)
{
    const struct span *span = &composer->spans[index];
    const char *label = composer->labels[index];
    const struct facsimile *picture = find_picture(composer, span);
    if (picture)
        put_picture(composer, span, picture);
    if (!label)
        return;
    if (span->kind == SPAN_NOTE)
        put_mark(composer, span, label);
    else if (composer->options->inline_pages)
        put_page_number(composer, span, label);
    else
        compose_add_object(composer, span, label);
}

/* ---- Labels ------------------------------------------------------------------------------------
 */

/* Notes come in the order of their marks, so the search begins behind the last one found. */
static const struct note *find_note(const struct set_options *options, const char *key,
                                    size_t *next)
{
    for (size_t i = 0; key && i < options->note_count; i++) {
        const struct note *note = &options->notes[(*next + i) % options->note_count];
        if (strcmp(note->key, key) == 0) {
            *next = (*next + i + 1) % options->note_count;
            return note;
        }
    }
    return NULL;
}

static const char *label_of(const struct set_options *options, const struct span *span,
                            size_t *next_note)
{
    if (span->kind == SPAN_PAGE_BREAK)
        return options->live && span->target && span->target[0] ? span->target : NULL;
    if (span->kind != SPAN_NOTE || !options->live)
        return NULL;
    const struct note *note = find_note(options, span->target, next_note);
    if (!note)
        return NULL;
    return note->kind == NOTE_SOURCE ? options->source_label : note->label;
}

/* Finds all labels; answers how many bytes they and editors' signs take at most. */
size_t compose_find_labels(struct composer *composer)
{
    size_t total = 0, next_note = 0;
    for (size_t i = 0; i < composer->span_count; i++) {
        const struct span *span = &composer->spans[i];
        if (span->start != span->end) {
            total += SIGNS_MOST;
            continue;
        }
        total += span->kind == SPAN_PICTURE ? strlen(picture_space) + PICTURE_SPACES : 0;
        composer->labels[i] = label_of(composer->options, span, &next_note);
        if (composer->labels[i] && !composer->labels[i][0])
            composer->labels[i] = NULL;
        if (composer->labels[i])
            total += strlen(composer->labels[i]) + PAGE_FRAME;
    }
    return total;
}
