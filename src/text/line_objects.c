#include <string.h>

#include "text/line_state.h"

/* Hundredths of the sheet's em. */
enum {
    MARK_HEIGHT = 41, /* of a figure set at 0.62 em */
    MARK_RISE = 36,
    PILL_MARGIN = 10,    /* around a mark */
    UNDERLINE_DROP = 16, /* below the baseline, to the line's upper edge */
    STROKE = 5,          /* thickness of lines */
    OBJECT_RISE = 85,    /* a name's box above and ... */
    OBJECT_DROP = 28,    /* ... below the baseline */
    FOLIO_SIZE = 72,     /* page numbers in the margin */
    FOLIO_GAP = 65,      /* between them and the column */
    FOLIO_LEADING = 85,  /* of two on one line */
    BAR_DROP = 22,       /* where a printed page begins: the bar below the baseline, ... */
    BAR_RISE = 78,       /* ... above it, ... */
    BAR_GAP = 32,        /* ... and before the line's first word */
    PICTURE_DROP = 15    /* pictures in a line, below the baseline */
};

static int32_t em_part(const struct line_setting *setting, int hundredths)
{
    return setting->sheet->em_26_6 * hundredths / 100;
}

static int stroke_px(const struct line_setting *setting)
{
    int px = (int)(em_part(setting, STROKE) / 64);
    return px > 0 ? px : 1;
}

uint8_t line_object_ink(const struct line_setting *setting, enum span_kind kind)
{
    const struct flow_inks *inks = &setting->sheet->inks;
    return kind == SPAN_PAGE_BREAK ? inks->accent2 : inks->accent;
}

/* ---- Objects -----------------------------------------------------------------------------------
 */

/* Whether a part of it, or its place, is on the line. */
static bool is_on_line(const struct set_text *text, const struct paragraph_line *line,
                       const struct set_object *object)
{
    if (object->start == object->end)
        return object->start >= line->start &&
               (object->start < line->next ||
                (object->start == text->length && line->next == text->length));
    return object->start < line->end && object->end > line->start;
}

static const char *label_of(struct line_setting *setting, struct set_object *object)
{
    if (!object->label)
        object->label = arena_copy(setting->labels, setting->block->text + object->block_start,
                                   object->block_end - object->block_start);
    return object->label;
}

void line_enter_objects(struct placing *placing)
{
    struct line_setting *setting = placing->setting;
    const struct set_text *text = setting->text;
    const struct paragraph_line *line = placing->line;
    while (setting->next_object < text->object_count &&
           text->objects[setting->next_object].end <= line->start &&
           !is_on_line(text, line, &text->objects[setting->next_object]))
        setting->next_object++;
    size_t first = setting->next_object, end = first;
    while (end < text->object_count && text->objects[end].start <= line->next)
        end++;
    placing->first_object = first;
    placing->store_objects =
        arena_alloc(setting->arena, end - first + 1, sizeof *placing->store_objects);
    for (size_t i = first; i < end; i++) {
        struct set_object *object = &text->objects[i];
        placing->store_objects[i - first] = STORE_NO_OBJECT;
        if (object->picture || !is_on_line(text, line, object))
            continue;
        bool continues = object->start < line->start;
        struct flow_object entered = {
            .kind = object->kind,
            .target = object->target,
            .label = label_of(setting, object),
            .line = (uint32_t)(setting->store->line_count - 1),
            .block = setting->store->lines[setting->store->line_count - 1].block,
            .start = continues ? text->block_at[line->start] : object->block_start,
            .end = object->end > line->end ? text->block_at[line->end] : object->block_end,
            .continues = continues,
            .previous_line = FLOW_NO_LINE,
        };
        placing->store_objects[i - first] = store_object(setting->store, &entered);
    }
}

static void put_rect(struct line_setting *setting, struct rect rect, enum page_shape shape,
                     uint8_t ink, uint32_t object)
{
    struct store_rect stored = {.rect = {.rect = rect, .shape = shape, .ink = ink},
                                .object = object};
    store_rect(setting->store, &stored);
}

/* Superiors of a face's own are raised by their outlines, others by their place: the pill stands
 * where both do. */
static int32_t mark_baseline(const struct placing *placing, uint32_t at)
{
    const struct line_setting *setting = placing->setting;
    const struct set_run *run = &setting->text->runs[set_text_find_run(setting->text, at)];
    return placing->baseline_px * 64 - run->rise_26_6 - em_part(setting, MARK_RISE);
}

/* A mark stands on its pill, which is at least as wide as high. `text_baseline` is the mark's own.
 */
static struct rect pill_rect(const struct placing *placing, int32_t left, int32_t right,
                             int32_t text_baseline)
{
    const struct line_setting *setting = placing->setting;
    int32_t margin = em_part(setting, PILL_MARGIN);
    int32_t height = em_part(setting, MARK_HEIGHT) + 2 * margin;
    int32_t width = right - left + 2 * margin;
    if (width < height)
        width = height;
    int32_t x = (left + right - width) / 2, y = text_baseline + margin - height;
    int x_px = line_px_floor(x), y_px = line_px_floor(y);
    return (struct rect){x_px, y_px, line_px_ceil(x + width) - x_px,
                         line_px_ceil(y + height) - y_px};
}

static struct rect range_rect(const struct placing *placing, int32_t left, int32_t right)
{
    const struct line_setting *setting = placing->setting;
    int rise_px = line_px_ceil(em_part(setting, OBJECT_RISE));
    int x_px = line_px_floor(left);
    return (struct rect){x_px, placing->baseline_px - rise_px, line_px_ceil(right) - x_px,
                         rise_px + line_px_ceil(em_part(setting, OBJECT_DROP))};
}

static void underline(const struct placing *placing, struct rect range, uint32_t object,
                      enum page_shape shape, uint8_t ink, int below)
{
    struct line_setting *setting = placing->setting;
    int thick = stroke_px(setting) + (shape == SHAPE_DOTS);
    int y_px =
        placing->baseline_px + line_px_ceil(em_part(setting, UNDERLINE_DROP)) + 2 * below * thick;
    put_rect(setting, (struct rect){range.x, y_px, range.w, thick}, shape, ink, object);
}

static void finish_range(const struct placing *placing, const struct set_object *object,
                         uint32_t stored)
{
    struct line_setting *setting = placing->setting;
    const struct flow_inks *inks = &setting->sheet->inks;
    int32_t left = 0, right = 0;
    if (!line_find_extent(placing, object->start, object->end, &left, &right))
        return;
    struct rect rect = range_rect(placing, left, right);
    if (object->kind == SPAN_NOTE) {
        rect = pill_rect(placing, left + object->before_26_6, right - object->after_26_6,
                         mark_baseline(placing, object->start));
        put_rect(setting, rect, SHAPE_PILL, inks->mark_pill, stored);
    } else if (object->kind != SPAN_PAGE_BREAK) {
        underline(placing, rect, stored, object->kind == SPAN_REFERENCE ? SHAPE_LINE : SHAPE_DOTS,
                  inks->accent, 0);
    }
    setting->store->objects[stored].rect = rect;
}

/* ---- Printed pages in the margin ---------------------------------------------------------------
 */

/* Where the bar stands: in the middle of the space before the page's first word; before the line
 * if that is its first. */
static int32_t bar_x(const struct placing *placing, uint32_t at, int32_t text_left,
                     int32_t text_right)
{
    const struct line_setting *setting = placing->setting;
    const struct set_text *text = setting->text;
    bool rtl = text->direction == DIRECTION_RTL;
    int32_t left, right;
    if (at == placing->line->start) {
        int32_t gap = em_part(setting, BAR_GAP);
        return rtl ? text_right + gap : text_left - gap;
    }
    if (text->bytes[at - 1] == ' ' && line_find_extent(placing, at - 1, at, &left, &right))
        return (left + right) / 2;
    if (line_find_extent(placing, at, at + 1, &left, &right))
        return rtl ? right : left;
    return rtl ? text_left : text_right;
}

/* The number, in the margin at the column's start, lower for each one before it on this line. */
static struct rect put_folio(const struct placing *placing, const char *label, int before,
                             uint32_t object)
{
    struct line_setting *setting = placing->setting;
    const struct flow_sheet *sheet = setting->sheet;
    struct text_style style = {.face = sheet->face,
                               .lining_figures = true,
                               .size_26_6 = em_part(setting, FOLIO_SIZE),
                               .lang = sheet->lang};
    size_t length = strlen(label), room = 2 * length + 8;
    struct text_glyph *glyphs = arena_alloc(setting->arena, room, sizeof *glyphs);
    size_t count = setting->metrics->calls->shape(setting->metrics->self, &style, label, length, 0,
                                                  length, DIRECTION_LTR, glyphs, room);
    int32_t width = 0, gap = em_part(setting, FOLIO_GAP);
    for (size_t i = 0; i < count && i < room; i++)
        width += glyphs[i].advance_26_6;
    int32_t x = sheet->direction == DIRECTION_RTL ? sheet->measure_px * 64 + gap : -gap - width;
    int baseline_px = placing->baseline_px + before * line_px_ceil(em_part(setting, FOLIO_LEADING));
    int32_t pen = x;
    for (size_t i = 0; i < count && i < room; i++) {
        line_put_glyph(setting, &glyphs[i], pen, baseline_px * 64, sheet->inks.accent2, object);
        pen += glyphs[i].advance_26_6;
    }
    int rise_px = line_px_ceil(style.size_26_6 * 3 / 4);
    return (struct rect){line_px_floor(x), baseline_px - rise_px, line_px_ceil(width), rise_px};
}

static void put_page_break(const struct placing *placing, const struct set_object *object,
                           uint32_t stored, int before, int32_t left, int32_t right)
{
    struct line_setting *setting = placing->setting;
    int32_t x = bar_x(placing, object->start, left, right);
    int thick = stroke_px(setting), rise_px = line_px_ceil(em_part(setting, BAR_RISE));
    struct rect bar = {line_px_floor(x - thick * 32), placing->baseline_px - rise_px, thick,
                       rise_px + line_px_ceil(em_part(setting, BAR_DROP))};
    put_rect(setting, bar, SHAPE_RECT, setting->sheet->inks.accent2, stored);
    setting->store->objects[stored].rect = put_folio(placing, object->label, before, stored);
}

int line_picture_rise_px(const struct line_setting *setting, const struct paragraph_line *line)
{
    const struct set_text *text = setting->text;
    int32_t highest_26_6 = 0;
    for (size_t i = setting->next_object; i < text->object_count; i++) {
        const struct set_object *object = &text->objects[i];
        if (object->start >= line->end)
            break;
        if (object->picture && object->start >= line->start && object->box_h_26_6 > highest_26_6)
            highest_26_6 = object->box_h_26_6;
    }
    int32_t rise_26_6 = highest_26_6 - em_part(setting, PICTURE_DROP);
    return rise_26_6 > 0 ? line_px_ceil(rise_26_6) : 0;
}

/* The box of a picture that stands in the line, and the ground that waits for it. */
static void put_picture(const struct placing *placing, const struct set_object *object)
{
    struct line_setting *setting = placing->setting;
    int32_t left = 0, right = 0;
    if (!line_find_extent(placing, object->start, object->end, &left, &right))
        return;
    int32_t room = object->box_h_26_6 * SET_PICTURE_ROOM / 100;
    int bottom_px = placing->baseline_px + (int)(em_part(setting, PICTURE_DROP) / 64);
    int w_px = (int)(object->box_w_26_6 / 64), h_px = (int)(object->box_h_26_6 / 64);
    struct flow_picture picture = {object->picture->number,
                                   (uint32_t)(setting->store->line_count - 1),
                                   {line_px_ceil(left + room), bottom_px - h_px, w_px, h_px}};
    store_picture(setting->store, &picture);
    put_rect(setting, picture.rect, SHAPE_RECT, setting->sheet->inks.mark_pill, STORE_NO_OBJECT);
}

void line_finish_objects(const struct placing *placing, int32_t left, int32_t right)
{
    const struct set_text *text = placing->setting->text;
    int folios = 0;
    for (size_t i = placing->first_object; i < text->object_count; i++) {
        const struct set_object *object = &text->objects[i];
        if (object->start > placing->line->next)
            break;
        if (object->picture) {
            put_picture(placing, object);
            continue;
        }
        uint32_t stored = placing->store_objects[i - placing->first_object];
        if (stored == STORE_NO_OBJECT)
            continue;
        if (object->kind == SPAN_PAGE_BREAK && object->start == object->end)
            put_page_break(placing, object, stored, folios++, left, right);
        else
            finish_range(placing, object, stored);
    }
}

/* ---- Underlining and deletions -----------------------------------------------------------------
 */

static void put_stroke(const struct placing *placing, const struct set_object *stroke)
{
    struct line_setting *setting = placing->setting;
    int32_t left = 0, right = 0;
    if (!line_find_extent(placing, stroke->start, stroke->end, &left, &right))
        return;
    struct rect rect = range_rect(placing, left, right);
    if (stroke->kind == SPAN_DELETED) {
        int y_px = placing->baseline_px - line_px_ceil(em_part(setting, 24));
        put_rect(setting, (struct rect){rect.x, y_px, rect.w, stroke_px(setting)}, SHAPE_RECT,
                 setting->ink, STORE_NO_OBJECT);
        return;
    }
    underline(placing, rect, STORE_NO_OBJECT, SHAPE_LINE, setting->ink, 0);
    if (stroke->kind == SPAN_DOUBLE_UNDERLINE)
        underline(placing, rect, STORE_NO_OBJECT, SHAPE_LINE, setting->ink, 1);
}

/* The ground of words that were found. */
static void put_found(const struct placing *placing, const struct set_object *found)
{
    int32_t left = 0, right = 0;
    if (line_find_extent(placing, found->start, found->end, &left, &right))
        put_rect(placing->setting, range_rect(placing, left, right), SHAPE_RECT,
                 placing->setting->sheet->inks.found, STORE_NO_OBJECT);
}

void line_put_strokes(const struct placing *placing, bool found)
{
    struct line_setting *setting = placing->setting;
    const struct set_text *text = setting->text;
    while (setting->next_stroke < text->stroke_count &&
           text->strokes[setting->next_stroke].end <= placing->line->start)
        setting->next_stroke++;
    for (size_t i = setting->next_stroke; i < text->stroke_count; i++) {
        const struct set_object *stroke = &text->strokes[i];
        if (stroke->start >= placing->line->end)
            break;
        if (found && stroke->kind == SPAN_FOUND)
            put_found(placing, stroke);
        else if (!found && stroke->kind != SPAN_FOUND)
            put_stroke(placing, stroke);
    }
}
