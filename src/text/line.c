#include "text/line.h"

#include <string.h>

#include "text/bidi.h"
#include "text/hang.h"
#include "text/line_state.h"

/* Hundredths of a space that a ragged line may take of it, as a justified one does. */
enum { SPACE_GIVES = 33 };

/* Part of a run on the line, or what is added at its end. */
struct part {
    const struct set_run *run;
    uint32_t start, end;
    bool hyphen, ellipsis;
};

/* ---- Glyphs ------------------------------------------------------------------------------------
 */

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

void line_put_glyph(struct line_setting *setting, const struct text_glyph *glyph, int32_t x_26_6,
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
        line_put_glyph(placing->setting, &glyphs[i], placing->pen_26_6, baseline_of(placing, part),
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
        stored[i].glyph.ink = line_object_ink(placing->setting, text->objects[index].kind);
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

/* ---- The line ----------------------------------------------------------------------------------
 */

bool line_find_extent(const struct placing *placing, uint32_t start, uint32_t end,
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

/* What stands out of the column at the line's start and end. */
struct hanging {
    int32_t start_26_6, end_26_6;
};

/* The part of a character on the line that hangs. */
static int32_t hang_of(const struct placing *placing, uint32_t start, uint32_t end, int share,
                       int32_t most_26_6)
{
    int32_t left = 0, right = 0;
    if (share == 0 || !line_find_extent(placing, start, end, &left, &right))
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
    int32_t shift_26_6 = 0;
    for (size_t i = 0; i < placing->placed_count; i++) {
        struct placed *placed = &placing->setting->placed[i];
        glyphs[i].glyph.x_26_6 += shift_26_6;
        placed->x_26_6 += shift_26_6;
        if (!is_space(placing, placed))
            continue;
        int32_t before_26_6 = shift_26_6;
        shift_26_6 = (int32_t)(excess * ++passed / spaces);
        placed->advance_26_6 += shift_26_6 - before_26_6;
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
    line_enter_objects(&placing);
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
    stored->left_px = line_px_floor(left);
    stored->right_px = line_px_ceil(right);
    line_put_strokes(&placing, true);
    line_finish_objects(&placing, left, right);
    line_put_strokes(&placing, false);
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
        line_put_glyph(setting, &glyphs[i], pen, line->baseline_px * 64, setting->ink,
                       STORE_NO_OBJECT);
        pen += glyphs[i].advance_26_6;
    }
}
