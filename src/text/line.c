#include "text/line.h"

#include <string.h>

#include "text/bidi.h"
#include "text/hang.h"
#include "text/line_cells.h"

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
    BAR_GAP = 32         /* ... and before the line's first word */
};

/* Hundredths of a space that a ragged line may take of it, as a justified one does. */
enum { SPACE_GIVES = 33 };

/* Part of a run on the line, or what is added at its end. */
struct part {
    const struct set_run *run;
    uint32_t start, end;
    bool hyphen, ellipsis;
};

struct placing {
    struct line_setting *setting;
    const struct paragraph_line *line;
    int baseline_px;
    int32_t pen_26_6;
    size_t placed_count;     /* in the setting */
    uint32_t *store_objects; /* in the store, of each object of the text from `first_object` */
    size_t first_object;
};

static int px_floor(int32_t x_26_6)
{
    return (int)(x_26_6 >= 0 ? x_26_6 / 64 : -((63 - x_26_6) / 64));
}

static int px_ceil(int32_t x_26_6)
{
    return -px_floor(-x_26_6);
}

static int32_t em_part(const struct line_setting *setting, int hundredths)
{
    return setting->sheet->em_26_6 * hundredths / 100;
}

static int stroke_px(const struct line_setting *setting)
{
    int px = (int)(em_part(setting, STROKE) / 64);
    return px > 0 ? px : 1;
}

/* ---- Glyphs ------------------------------------------------------------------------------------
 */

static uint8_t ink_of(const struct line_setting *setting, enum span_kind kind)
{
    const struct flow_inks *inks = &setting->sheet->inks;
    return kind == SPAN_PAGE_BREAK ? inks->accent2 : inks->accent;
}

/* Room for places of glyphs behind those there are. */
static struct placed *room_for(struct placing *placing, size_t count)
{
    struct line_setting *setting = placing->setting;
    size_t wanted = placing->placed_count + (count > 0 ? count : 1); /* nothing is not NULL */
    if (wanted > setting->placed_room) {
        struct placed *old = setting->placed;
        setting->placed_room = 2 * wanted;
        setting->placed =
            arena_alloc_unset(setting->arena, setting->placed_room, sizeof *setting->placed);
        if (placing->placed_count > 0)
            memcpy(setting->placed, old, placing->placed_count * sizeof *old);
    }
    return setting->placed + placing->placed_count;
}

static struct page_glyph page_glyph_of(const struct text_glyph *glyph, int32_t x_26_6,
                                       int32_t y_26_6, uint8_t ink)
{
    return (struct page_glyph){.face = glyph->face,
                               .glyph = glyph->glyph,
                               .size_26_6 = glyph->size_26_6,
                               .x_26_6 = x_26_6 + glyph->dx_26_6,
                               .y_26_6 = y_26_6 - glyph->dy_26_6,
                               .ink = ink};
}

static void put_glyph(struct line_setting *setting, const struct text_glyph *glyph, int32_t x_26_6,
                      int32_t y_26_6, uint8_t ink, uint32_t object)
{
    struct store_glyph stored = {page_glyph_of(glyph, x_26_6, y_26_6, ink), object};
    store_glyph(setting->store, &stored);
}

static int32_t baseline_of(const struct placing *placing, const struct part *part)
{
    return placing->baseline_px * 64 - part->run->rise_26_6;
}

static void put_ellipsis(struct placing *placing, const struct part *part)
{
    const struct line_setting *setting = placing->setting;
    struct text_glyph glyphs[8];
    size_t length = strlen(paragraph_ellipsis);
    size_t count = setting->metrics->calls->shape(setting->metrics->self, &part->run->style,
                                                  paragraph_ellipsis, length, 0, length,
                                                  setting->text->direction, glyphs, 8);
    for (size_t i = 0; i < count && i < 8; i++) {
        put_glyph(placing->setting, &glyphs[i], placing->pen_26_6, baseline_of(placing, part),
                  placing->setting->ink, STORE_NO_OBJECT);
        placing->pen_26_6 += glyphs[i].advance_26_6;
    }
}

/* Gives glyphs that belong to an object its ink. */
static void mark_objects(const struct placing *placing, const struct set_glyphs *piece,
                         struct store_glyph *stored)
{
    const struct set_text *text = placing->setting->text;
    for (size_t i = 0; i < piece->count; i++) {
        uint32_t cluster = piece->glyphs[i].cluster;
        uint32_t index = cluster < text->length ? text->object_at[cluster] : SET_NO_OBJECT;
        if (index == SET_NO_OBJECT || index < placing->first_object)
            continue;
        stored[i].object = placing->store_objects[index - placing->first_object];
        stored[i].glyph.ink = ink_of(placing->setting, text->objects[index].kind);
    }
}

static void put_piece(struct placing *placing, const struct part *part,
                      const struct set_glyphs *piece)
{
    struct line_setting *setting = placing->setting;
    struct store_glyph *stored = store_glyphs(setting->store, piece->count);
    struct placed *placed = room_for(placing, piece->count);
    int32_t pen_26_6 = placing->pen_26_6, baseline_26_6 = baseline_of(placing, part);
    for (size_t i = 0; i < piece->count; i++) {
        const struct text_glyph *glyph = &piece->glyphs[i];
        stored[i].glyph = page_glyph_of(glyph, pen_26_6, baseline_26_6, setting->ink);
        stored[i].object = STORE_NO_OBJECT;
        placed[i] = (struct placed){glyph->cluster, pen_26_6, glyph->advance_26_6};
        pen_26_6 += glyph->advance_26_6;
    }
    placing->placed_count += piece->count;
    placing->pen_26_6 = pen_26_6;
    if (setting->text->object_count > 0)
        mark_objects(placing, piece, stored);
}

static void put_part(struct placing *placing, const struct part *part)
{
    const struct line_setting *setting = placing->setting;
    struct set_glyphs pieces[SET_PIECES_MOST];
    size_t count = set_text_glyphs(setting->text, setting->metrics, setting->arena, part->run,
                                   part->start, part->end, part->hyphen, pieces);
    for (size_t i = 0; i < count; i++)
        put_piece(placing, part, &pieces[i]);
}

static size_t list_parts(const struct placing *placing, struct part **ret_parts,
                         uint8_t **ret_levels)
{
    const struct set_text *text = placing->setting->text;
    const struct paragraph_line *line = placing->line;
    size_t first = set_text_find_run(text, line->start), end = first, count = 0;
    while (end < text->run_count && text->runs[end].start < line->end)
        end++;
    struct part *parts = arena_alloc(placing->setting->arena, end - first + 2, sizeof *parts);
    uint8_t *levels = arena_alloc(placing->setting->arena, end - first + 2, 1);
    for (size_t i = first; i < end; i++) {
        const struct set_run *run = &text->runs[i];
        parts[count].run = run;
        parts[count].start = run->start > line->start ? run->start : line->start;
        parts[count].end = run->end < line->end ? run->end : line->end;
        parts[count].hyphen = line->hyphenated && i + 1 == end;
        levels[count++] = run->level;
    }
    if (line->ellipsis && count > 0) {
        parts[count] = (struct part){.run = parts[count - 1].run, .ellipsis = true};
        levels[count++] = text->direction == DIRECTION_RTL;
    }
    *ret_parts = parts;
    *ret_levels = levels;
    return count;
}

static void put_parts(struct placing *placing)
{
    struct part *parts;
    uint8_t *levels;
    size_t count = list_parts(placing, &parts, &levels);
    size_t *order = arena_alloc(placing->setting->arena, count + 1, sizeof *order);
    bidi_reorder(levels, count, order);
    for (size_t i = 0; i < count; i++) {
        if (parts[order[i]].ellipsis)
            put_ellipsis(placing, &parts[order[i]]);
        else
            put_part(placing, &parts[order[i]]);
    }
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

/* Left and right of a range on the line; false: nothing of it is there. */
static bool find_extent(const struct placing *placing, uint32_t start, uint32_t end,
                        int32_t *ret_left, int32_t *ret_right)
{
    bool found = false;
    for (size_t i = 0; i < placing->placed_count; i++) {
        const struct placed *placed = &placing->setting->placed[i];
        if (placed->cluster < start || placed->cluster >= end)
            continue;
        int32_t right = placed->x_26_6 + placed->advance_26_6;
        if (!found || placed->x_26_6 < *ret_left)
            *ret_left = placed->x_26_6;
        if (!found || right > *ret_right)
            *ret_right = right;
        found = true;
    }
    return found;
}

static const char *label_of(struct line_setting *setting, struct set_object *object)
{
    if (!object->label)
        object->label = arena_copy(setting->labels, setting->block->text + object->block_start,
                                   object->block_end - object->block_start);
    return object->label;
}

/* Enters the line's objects, still without rectangles, so that glyphs can name them. */
static void enter_objects(struct placing *placing)
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
        if (!is_on_line(text, line, object))
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
    int x_px = px_floor(x), y_px = px_floor(y);
    return (struct rect){x_px, y_px, px_ceil(x + width) - x_px, px_ceil(y + height) - y_px};
}

static struct rect range_rect(const struct placing *placing, int32_t left, int32_t right)
{
    const struct line_setting *setting = placing->setting;
    int rise_px = px_ceil(em_part(setting, OBJECT_RISE));
    int x_px = px_floor(left);
    return (struct rect){x_px, placing->baseline_px - rise_px, px_ceil(right) - x_px,
                         rise_px + px_ceil(em_part(setting, OBJECT_DROP))};
}

static void underline(const struct placing *placing, struct rect range, uint32_t object,
                      enum page_shape shape, uint8_t ink, int below)
{
    struct line_setting *setting = placing->setting;
    int thick = stroke_px(setting) + (shape == SHAPE_DOTS);
    int y_px = placing->baseline_px + px_ceil(em_part(setting, UNDERLINE_DROP)) + 2 * below * thick;
    put_rect(setting, (struct rect){range.x, y_px, range.w, thick}, shape, ink, object);
}

static void finish_range(const struct placing *placing, const struct set_object *object,
                         uint32_t stored)
{
    struct line_setting *setting = placing->setting;
    const struct flow_inks *inks = &setting->sheet->inks;
    int32_t left = 0, right = 0;
    if (!find_extent(placing, object->start, object->end, &left, &right))
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
    if (text->bytes[at - 1] == ' ' && find_extent(placing, at - 1, at, &left, &right))
        return (left + right) / 2;
    if (find_extent(placing, at, at + 1, &left, &right))
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
    int baseline_px = placing->baseline_px + before * px_ceil(em_part(setting, FOLIO_LEADING));
    int32_t pen = x;
    for (size_t i = 0; i < count && i < room; i++) {
        put_glyph(setting, &glyphs[i], pen, baseline_px * 64, sheet->inks.accent2, object);
        pen += glyphs[i].advance_26_6;
    }
    int rise_px = px_ceil(style.size_26_6 * 3 / 4);
    return (struct rect){px_floor(x), baseline_px - rise_px, px_ceil(width), rise_px};
}

static void put_page_break(const struct placing *placing, const struct set_object *object,
                           uint32_t stored, int before, int32_t left, int32_t right)
{
    struct line_setting *setting = placing->setting;
    int32_t x = bar_x(placing, object->start, left, right);
    int thick = stroke_px(setting), rise_px = px_ceil(em_part(setting, BAR_RISE));
    struct rect bar = {px_floor(x - thick * 32), placing->baseline_px - rise_px, thick,
                       rise_px + px_ceil(em_part(setting, BAR_DROP))};
    put_rect(setting, bar, SHAPE_RECT, setting->sheet->inks.accent2, stored);
    setting->store->objects[stored].rect = put_folio(placing, object->label, before, stored);
}

static void finish_objects(const struct placing *placing, int32_t left, int32_t right)
{
    const struct set_text *text = placing->setting->text;
    int folios = 0;
    for (size_t i = placing->first_object; i < text->object_count; i++) {
        const struct set_object *object = &text->objects[i];
        if (object->start > placing->line->next)
            break;
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
    if (!find_extent(placing, stroke->start, stroke->end, &left, &right))
        return;
    struct rect rect = range_rect(placing, left, right);
    if (stroke->kind == SPAN_DELETED) {
        int y_px = placing->baseline_px - px_ceil(em_part(setting, 24));
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
    if (find_extent(placing, found->start, found->end, &left, &right))
        put_rect(placing->setting, range_rect(placing, left, right), SHAPE_RECT,
                 placing->setting->sheet->inks.found, STORE_NO_OBJECT);
}

/* What is drawn beneath all else, or the strokes. */
static void put_strokes(const struct placing *placing, bool found)
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

/* ---- The line ----------------------------------------------------------------------------------
 */

/* What stands out of the column at the line's start and end. */
struct hanging {
    int32_t start_26_6, end_26_6;
};

/* The part of a character on the line that hangs. */
static int32_t hang_of(const struct placing *placing, uint32_t start, uint32_t end, int share,
                       int32_t most_26_6)
{
    int32_t left = 0, right = 0;
    if (share == 0 || !find_extent(placing, start, end, &left, &right))
        return 0;
    int32_t hang_26_6 = (right - left) * share / 100;
    return hang_26_6 < most_26_6 ? hang_26_6 : most_26_6;
}

static struct hanging find_hanging(const struct placing *placing, int32_t most_26_6)
{
    const struct set_text *text = placing->setting->text;
    const struct paragraph_line *line = placing->line;
    uint32_t border = line->end;
    if (most_26_6 == 0 || line->start == line->end)
        return (struct hanging){0};
    int share = hang_at_start(text, line->start, line->end, &border);
    struct hanging hanging = {.start_26_6 =
                                  hang_of(placing, line->start, border, share, most_26_6)};
    if (line->hyphenated) {
        share = hang_ends_line(text, line->end) ? HANG_HYPHEN : 0;
        hanging.end_26_6 = hang_of(placing, line->end, line->end + 1, share, most_26_6);
    } else if (!line->ellipsis) {
        share = hang_at_end(text, line->start, line->end, &border);
        hanging.end_26_6 = hang_of(placing, border, line->end, share, most_26_6);
    }
    return hanging;
}

static int32_t line_left(const struct line_frame *frame, enum direction direction, int32_t width)
{
    bool at_right = direction == DIRECTION_RTL;
    if (frame->align == ALIGN_CENTER)
        return frame->left_26_6 + (frame->right_26_6 - frame->left_26_6 - width) / 2;
    if (frame->align == ALIGN_END)
        at_right = !at_right;
    return at_right ? frame->right_26_6 - width : frame->left_26_6;
}

static void shift(struct placing *placing, size_t first_glyph, int32_t by_26_6)
{
    struct store *store = placing->setting->store;
    for (size_t i = first_glyph; i < store->glyph_count; i++)
        store->glyphs[i].glyph.x_26_6 += by_26_6;
    for (size_t i = 0; i < placing->placed_count; i++)
        placing->setting->placed[i].x_26_6 += by_26_6;
}

static bool is_space(const struct placing *placing, const struct placed *placed)
{
    return placed->cluster < placing->line->end &&
           placing->setting->text->bytes[placed->cluster] == ' ';
}

/* Gives the line's spaces what makes it as wide as it is to be. That is found from the glyphs as
 * they stand, for letters beside a break may be wider or narrower than within their word. */
static void spread(struct placing *placing, size_t first_glyph, int32_t width_26_6)
{
    int64_t excess = width_26_6 - placing->pen_26_6, spaces = 0, passed = 0;
    for (size_t i = 0; i < placing->placed_count; i++)
        spaces += is_space(placing, &placing->setting->placed[i]);
    if (spaces == 0)
        return;
    struct store_glyph *glyphs = placing->setting->store->glyphs + first_glyph;
    for (size_t i = 0; i < placing->placed_count; i++) {
        struct placed *placed = &placing->setting->placed[i];
        int32_t shift_26_6 = (int32_t)(excess * passed / spaces);
        glyphs[i].glyph.x_26_6 += shift_26_6;
        placed->x_26_6 += shift_26_6;
        if (is_space(placing, placed))
            placed->advance_26_6 += (int32_t)(excess * ++passed / spaces) - shift_26_6;
    }
    placing->pen_26_6 += (int32_t)excess;
}

/* Letters beside a break may have made the line wider than its room by what its spaces can give. */
static bool is_little_more(const struct placing *placing, int32_t room_26_6)
{
    int64_t spaces_26_6 = 0;
    if (placing->pen_26_6 <= room_26_6)
        return false;
    for (size_t i = 0; i < placing->placed_count; i++) {
        const struct placed *placed = &placing->setting->placed[i];
        spaces_26_6 += is_space(placing, placed) ? placed->advance_26_6 : 0;
    }
    return placing->pen_26_6 - room_26_6 <= spaces_26_6 * SPACE_GIVES / 100;
}

void line_place(struct line_setting *setting, const struct paragraph_line *line,
                const struct line_frame *frame)
{
    struct store *store = setting->store;
    const struct set_text *text = setting->text;
    struct placing placing = {
        .setting = setting,
        .line = line,
        .baseline_px = store->lines[store->line_count - 1].baseline_px,
    };
    size_t first_glyph = store->glyph_count;
    enter_objects(&placing);
    put_parts(&placing);
    struct hanging hanging = find_hanging(&placing, frame->hang_26_6);
    int32_t outside = hanging.start_26_6 + hanging.end_26_6;
    int32_t room = frame->right_26_6 - frame->left_26_6 + outside;
    if (line->width_26_6 > 0)
        spread(&placing, first_glyph, line->width_26_6 + outside);
    else if (is_little_more(&placing, room))
        spread(&placing, first_glyph, room);
    int32_t left = line_left(frame, text->direction, placing.pen_26_6 - outside);
    left -= text->direction == DIRECTION_RTL ? hanging.end_26_6 : hanging.start_26_6;
    shift(&placing, first_glyph, left);
    int32_t right = left + placing.pen_26_6;
    struct flow_line *stored = &store->lines[store->line_count - 1];
    stored->left_px = px_floor(left);
    stored->right_px = px_ceil(right);
    put_strokes(&placing, true);
    finish_objects(&placing, left, right);
    put_strokes(&placing, false);
    line_cells(store, text, line, setting->placed, placing.placed_count);
}

void line_place_marker(struct line_setting *setting, const struct text_style *style,
                       const char *marker, const struct line_frame *frame, int32_t gap_26_6)
{
    const struct flow_line *line = &setting->store->lines[setting->store->line_count - 1];
    size_t length = strlen(marker), room = 2 * length + 8;
    struct text_glyph *glyphs = arena_alloc(setting->arena, room, sizeof *glyphs);
    enum direction direction = setting->text->direction;
    size_t count = setting->metrics->calls->shape(setting->metrics->self, style, marker, length, 0,
                                                  length, direction, glyphs, room);
    count = count < room ? count : room;
    int32_t width = 0;
    for (size_t i = 0; i < count; i++)
        width += glyphs[i].advance_26_6;
    int32_t pen = direction == DIRECTION_RTL ? frame->right_26_6 + gap_26_6
                                             : frame->left_26_6 - gap_26_6 - width;
    for (size_t i = 0; i < count; i++) {
        put_glyph(setting, &glyphs[i], pen, line->baseline_px * 64, setting->ink, STORE_NO_OBJECT);
        pen += glyphs[i].advance_26_6;
    }
}
