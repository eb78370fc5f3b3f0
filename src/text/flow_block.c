#include <string.h>

#include "text/break.h"
#include "text/flow_state.h"

/* Hundredths of an em. */
enum {
    MARKER_ROOM_LEAST = 160, /* between a list's edge and its text ... */
    MARKER_GAP = 45,         /* ... and between a marker and the text */
    RULE_WIDTH = 400,
    RULE_STROKE = 4,
    HALF_LINE_GAP = 150, /* between half-lines of verse ... */
    VERSE_INDENT = 150,  /* ... which have no need of the indent of whole ones */
    POINTS_ROOM = 18,    /* added to the leading of pointed Arabic */
    CLEAR_TRACKING = 2   /* section 2: Clear is set 2 % wider */
};

static int32_t em_part(const struct flow *flow, int hundredths)
{
    return flow->sheet.em_26_6 * hundredths / 100;
}

static enum direction direction_of(const struct flow *flow, const struct block *block)
{
    return block->lang ? letter_direction(block->lang) : flow->sheet.direction;
}

/* ---- Style -------------------------------------------------------------------------------------
 */

static struct text_style text_style_of(const struct flow *flow, const struct block *block,
                                       const struct block_style *style)
{
    const struct flow_sheet *sheet = &flow->sheet;
    struct text_style text_style = {
        .face = sheet->face,
        .italic = sheet->italic || style->italic,
        .bold = sheet->bold,
        .small_caps = style->small_caps,
        .lining_figures = sheet->lining_figures || block->kind == BLOCK_TABLE_CELL,
        .tabular_figures = block->kind == BLOCK_TABLE_CELL,
        .size_26_6 = em_part(flow, style->em),
        .lang = block->lang ? block->lang : sheet->lang,
    };
    if (sheet->face == FACE_CLEAR)
        text_style.tracking_26_6 = text_style.size_26_6 * CLEAR_TRACKING / 100;
    return text_style;
}

static int leading_px(const struct flow *flow, const struct block_style *style)
{
    if (style->leading > 0)
        return (int)(em_part(flow, style->em) * style->leading / 100 + 32) / 64;
    return flow->sheet.leading_px * style->em / 100;
}

/* Whether a text has Arabic vowel signs throughout, U+064E to U+0650, U+0652 and U+0670: one for
 * twelve letters, of two bytes each. They stand so high over tall letters that they would touch the
 * line above; the few that all texts have, to tell words apart, hardly ever do. */
static bool is_pointed(const struct block *block)
{
    enum { BYTES_A_SIGN = 24 };
    const char *at = block->text, *end = at + block->length;
    size_t signs = 0;
    for (; block->length > 0 && (at = memchr(at, 0xD9, (size_t)(end - at))) && end - at >= 2;
         at++) {
        unsigned char second = (unsigned char)at[1];
        signs += (second >= 0x8E && second <= 0x90) || second == 0x92 || second == 0xB0;
    }
    return signs > 0 && signs * BYTES_A_SIGN >= block->length;
}

/* The distance from a line's top to its baseline: what the face leaves of the leading is halved
 * above and below. */
static int baseline_px(const struct flow *flow, const struct text_style *style, int leading)
{
    struct text_extents extents = flow->metrics.calls->extents(flow->metrics.self, style);
    int32_t space = leading * 64 - extents.ascent_26_6 - extents.descent_26_6;
    return (int)(space / 2 + extents.ascent_26_6 + 32) / 64;
}

struct set_text *flow_block_compose(struct flow *flow, const struct block *block,
                                    const struct block_style *style)
{
    return flow_block_compose_part(flow, block, style, (struct block_part){0, block->length});
}

struct set_text *flow_block_compose_part(struct flow *flow, const struct block *block,
                                         const struct block_style *style, struct block_part part)
{
    const struct flow_sheet *sheet = &flow->sheet;
    struct set_options options = {
        .metrics = &flow->metrics,
        .style = text_style_of(flow, block, style),
        .mark_em_26_6 = sheet->em_26_6,
        .direction = direction_of(flow, block),
        .start = part.start,
        .end = part.end,
        .source_label = flow->text.source_label,
        .live = sheet->live,
        .inline_pages = sheet->inline_pages,
        .hyphenate = sheet->hyphenate && !sheet->balanced && !style->balanced,
        .notes = flow->text.notes,
        .note_count = flow->text.note_count,
        .pictures = flow->text.pictures,
        .picture_count = sheet->picture_height_px > 0 ? flow->text.picture_count : 0,
    };
    if (block->kind == BLOCK_HEADING && block->level == 0 && !flow->numbered) {
        flow->numbered = true;
        if (flow->text.number)
            options.prefix = arena_format(flow->labels, "%s. ", flow->text.number);
    }
    return set_text_create(flow->work, block, &options);
}

/* ---- Room --------------------------------------------------------------------------------------
 */

/* Figures of lists are lining ones of one width (section 1). */
static struct text_style marker_style_of(struct text_style style)
{
    style.lining_figures = style.tabular_figures = true;
    return style;
}

/* Markers of one list hang in one column, as wide as the widest needs. */
static int32_t marker_width(struct flow *flow, const struct block *block,
                            const struct text_style *style)
{
    if (flow->marker_width_26_6 > 0)
        return flow->marker_width_26_6;
    int32_t widest = em_part(flow, MARKER_ROOM_LEAST);
    const struct block *end = flow->text.blocks + flow->text.block_count;
    for (const struct block *item = block; item < end && item->kind == BLOCK_LIST_ITEM; item++) {
        if (!item->marker || item->level != block->level)
            continue;
        int32_t width = text_metrics_width_px(&flow->metrics, style, item->marker) * 64 +
                        em_part(flow, MARKER_GAP);
        if (width > widest)
            widest = width;
    }
    int32_t most = flow->sheet.measure_px * 64 / 3;
    flow->marker_width_26_6 = widest < most ? widest : most;
    return flow->marker_width_26_6;
}

/* Levels and quotations together take at most half the measure. */
struct block_place flow_block_room(const struct flow *flow, const struct block *block,
                                   const struct block_style *style)
{
    int32_t measure = flow->sheet.measure_px * 64;
    int32_t start = em_part(flow, style->left), end = 0;
    if (block->quote_depth > 0)
        end = em_part(flow, 75 * (block->quote_depth < 5 ? block->quote_depth : 5));
    if (start + end > measure / 2) {
        start = measure / 4;
        end = end > 0 ? measure / 4 : 0;
    }
    if (direction_of(flow, block) == DIRECTION_RTL)
        return (struct block_place){.left_26_6 = end, .right_26_6 = measure - start};
    return (struct block_place){.left_26_6 = start, .right_26_6 = measure - end};
}

static bool indent_allowed(const struct flow *flow, const struct block *block)
{
    if (!flow->previous || flow->previous->part != block->part ||
        flow->previous->quote_depth < block->quote_depth)
        return false;
    return block_style_of(flow->previous).indent_follows;
}

/* Moves the start side of a room inwards. */
static void narrow(struct block_place *place, enum direction direction, int32_t by_26_6)
{
    if (direction == DIRECTION_RTL)
        place->right_26_6 -= by_26_6;
    else
        place->left_26_6 += by_26_6;
}

/* Indents of the first line and of the others, beyond the room. */
struct indents {
    int32_t first, others;
};

static struct indents indents_of(const struct flow *flow, const struct block *block,
                                 const struct block_style *style)
{
    struct indents indents = {.others = em_part(flow, style->turn)};
    if (style->first_indent && indent_allowed(flow, block))
        indents.first = flow->sheet.indent_26_6;
    return indents;
}

/* ---- Lines -------------------------------------------------------------------------------------
 */

/* What is set at the end side, if it is too long for a line, is set as other text is. */
static enum block_align align_of(const struct flow *flow, const struct block *block,
                                 const struct block_style *style, const struct set_text *text,
                                 int32_t width_26_6)
{
    if (flow->sheet.setting == FLOW_CENTERED)
        return ALIGN_CENTER;
    if (style->align == ALIGN_END && block->align == ALIGN_BY_KIND &&
        paragraph_natural_width(text) > width_26_6)
        return ALIGN_START;
    return style->align == ALIGN_BY_KIND ? ALIGN_START : style->align;
}

/* Only where lines begin at one edge does one look uneven, and cells have neighbours. */
static int32_t hang_of(const struct flow *flow, const struct block *block, enum block_align align)
{
    bool edge = align == ALIGN_START && block->kind != BLOCK_TABLE_CELL;
    return edge ? flow->sheet.hang_px * 64 : 0;
}

static size_t lines_left(const struct flow *flow)
{
    if (flow->sheet.max_lines <= 0)
        return 0;
    size_t most = (size_t)flow->sheet.max_lines;
    return flow->store.line_count < most ? most - flow->store.line_count : 1;
}

/* The height of a line, and what page breaks have to heed. */
struct line_box {
    int top_px, height_px;
    int baseline_px; /* from the top */
    bool first, keep, tied;
};

/* The box with room for what reaches so high above the baseline. */
static struct line_box grown_for(const struct line_box *box, int rise_px)
{
    struct line_box grown = *box;
    int more_px = rise_px > box->baseline_px ? rise_px - box->baseline_px : 0;
    grown.height_px += more_px;
    grown.baseline_px += more_px;
    return grown;
}

/* Enters a line without its ends. */
static void begin_line(struct flow *flow, const struct block *block, const struct set_text *text,
                       const struct paragraph_line *line, const struct line_box *box)
{
    struct flow_line stored = {
        .top_px = box->top_px,
        .height_px = box->height_px,
        .baseline_px = box->top_px + box->baseline_px,
        .block = (uint32_t)(block - flow->text.blocks),
        .start = box->first ? 0 : text->block_at[line->start],
        .end = text->block_at[line->next],
        .kind = block->kind,
        .first = box->first,
        .last = line->next == text->length && text->block_at[line->next] == block->length,
        .hyphenated = line->hyphenated,
        .keep_with_next = box->keep,
        .tied = box->tied,
    };
    store_line(&flow->store, &stored);
}

/* The lines a text is to be set in, at some width. */
static struct paragraph_shape shape_of(const struct flow *flow, const struct block_style *style,
                                       const struct indents *indents, int32_t width_26_6)
{
    return (struct paragraph_shape){
        .first_width_26_6 = width_26_6 - indents->first,
        .width_26_6 = width_26_6 - indents->others,
        .em_26_6 = em_part(flow, style->em),
        .balanced = flow->sheet.balanced || style->balanced,
        .max_lines = lines_left(flow),
    };
}

static size_t break_plain(struct flow *flow, const struct block_style *style,
                          const struct set_text *text, int32_t width_26_6,
                          struct paragraph_line **ret_lines)
{
    struct indents none = {0};
    struct paragraph_shape shape = shape_of(flow, style, &none, width_26_6);
    return paragraph_break(flow->work, text, &flow->metrics, &shape, ret_lines);
}

/* An address above a letter goes with what opens the letter; one below it ends a page as it may. */
static bool keeps_with_next(const struct flow *flow, const struct block *block,
                            const struct block_style *style)
{
    const struct block *next = block + 1;
    if (style->keep_with_next || next == flow->text.blocks + flow->text.block_count)
        return style->keep_with_next;
    return block->kind == BLOCK_ADDRESS &&
           (next->kind == BLOCK_LETTERHEAD || next->kind == BLOCK_DATELINE ||
            next->kind == BLOCK_SALUTATION);
}

size_t flow_block_count_lines(struct flow *flow, const struct block_style *style,
                              const struct set_text *text, int32_t width_26_6)
{
    struct paragraph_line *lines;
    return break_plain(flow, style, text, width_26_6, &lines);
}

/* Half-lines of verse are parted by em spaces. Makes the second begin a line; false: the block is
 * no verse of two half-lines. */
static bool part_half_lines(const struct block *block, struct set_text *text)
{
    static const char space[] = "\xE2\x80\x83\xE2\x80\x83";
    enum { SPACE_BYTES = sizeof space - 1 };
    if (block->kind != BLOCK_VERSE_LINE)
        return false;
    for (uint32_t at = 0; at + SPACE_BYTES < text->length; at++) {
        if (memcmp(text->bytes + at, space, SPACE_BYTES) == 0) {
            text->kinds[at + SPACE_BYTES] = BREAK_MANDATORY;
            return true;
        }
    }
    return false;
}

/* The widest half-line of the verses that begin with `block`. */
static int64_t widest_half_line(struct flow *flow, const struct block *block)
{
    int64_t widest = 0;
    const struct block *end = flow->text.blocks + flow->text.block_count;
    for (; block < end && block->kind == BLOCK_VERSE_LINE; block++) {
        struct block_style style = block_style_of(block);
        struct set_text *text = flow_block_compose(flow, block, &style);
        int64_t width = part_half_lines(block, text) ? paragraph_natural_width(text) : 0;
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Half-lines of verses that follow each other stand in two columns as wide as the whole room, if
 * each takes no more than its own; else all stand one below the other. */
static bool set_half_lines(struct flow *flow, struct line_setting *setting,
                           const struct block_style *style, struct block_place room,
                           struct line_box *box)
{
    const struct set_text *text = setting->text;
    struct paragraph_line *lines;
    int32_t start = text->direction == DIRECTION_RTL ? flow->sheet.measure_px * 64 - room.right_26_6
                                                     : room.left_26_6;
    int32_t indent = em_part(flow, VERSE_INDENT);
    narrow(&room, text->direction, start < indent ? -start : -indent);
    int32_t width = (room.right_26_6 - room.left_26_6 - em_part(flow, HALF_LINE_GAP)) / 2;
    if (flow->half_line_26_6 == 0)
        flow->half_line_26_6 = widest_half_line(flow, setting->block);
    if (flow->half_line_26_6 > width || break_plain(flow, style, text, width, &lines) != 2)
        return false;
    for (int half = 0; half < 2; half++)
        *box = grown_for(box, line_picture_rise_px(setting, &lines[half]));
    for (int half = 0; half < 2; half++) {
        bool at_right = half == (text->direction == DIRECTION_LTR);
        struct line_frame frame = {at_right ? room.right_26_6 - width : room.left_26_6,
                                   at_right ? room.right_26_6 : room.left_26_6 + width, ALIGN_START,
                                   0};
        box->first = half == 0;
        box->tied = half == 1;
        begin_line(flow, setting->block, text, &lines[half], box);
        line_place(setting, &lines[half], &frame);
    }
    return true;
}

/* Whether a line stays on the page of the one before. Of a long caption what has room below its
 * picture; the rest may go on over the page. */
static bool is_kept(const struct flow *flow, const struct block *block,
                    const struct block_place *place, const struct line_box *box)
{
    const int room_px = flow->sheet.picture_height_px / 2;
    const bool has_room = box->top_px + box->height_px - place->top_px <= room_px;
    return place->whole && (block->kind != BLOCK_CAPTION || has_room);
}

static struct line_setting setting_of(struct flow *flow, const struct block *block,
                                      const struct block_style *style, const struct set_text *text)
{
    const struct flow_inks *inks = &flow->sheet.inks;
    return (struct line_setting){
        .metrics = &flow->metrics,
        .sheet = &flow->sheet,
        .arena = flow->work,
        .labels = flow->labels,
        .store = &flow->store,
        .text = text,
        .block = block,
        .ink = style->ink == BLOCK_INK_SECONDARY ? inks->secondary : inks->text,
    };
}

/* Moves flow->next to where a line begins. `hyphenated`: the line before ends in a hyphen. */
static void mark_line(struct flow *flow, const struct set_text *text, uint32_t start,
                      bool hyphenated)
{
    struct block_mark *next = &flow->next;
    next->byte = text->block_at[start];
    next->hyphens = hyphenated ? next->hyphens + 1 : 0;
    for (next->put_in = 0; start > 0 && text->block_at[start - 1] == next->byte; start--)
        next->put_in++;
}

int flow_block_set(struct flow *flow, const struct block *block, const struct block_style *style,
                   struct set_text *text, const struct block_place *place)
{
    struct block_place whole = *place;
    flow->next = (struct block_mark){0};
    (void)flow_block_set_part(flow, block, style, text, &whole, 0, 0);
    return whole.top_px;
}

bool flow_block_set_part(struct flow *flow, const struct block *block,
                         const struct block_style *style, struct set_text *text,
                         struct block_place *place, uint32_t start, size_t held)
{
    struct text_style text_style = text_style_of(flow, block, style);
    struct block_place room = *place;
    struct text_style marker_style = marker_style_of(text_style);
    bool has_marker = block->kind == BLOCK_LIST_ITEM, begins = flow->next.byte == 0;
    if (has_marker)
        narrow(&room, text->direction, marker_width(flow, block, &marker_style));
    struct indents indents = indents_of(flow, block, style);
    if (!begins)
        indents.first = indents.others;
    int32_t width = room.right_26_6 - room.left_26_6;
    enum block_align align = align_of(flow, block, style, text, width);
    struct line_setting setting = setting_of(flow, block, style, text);
    struct line_box box = {.top_px = place->top_px,
                           .height_px = leading_px(flow, style),
                           .keep = keeps_with_next(flow, block, style)};
    box.baseline_px = baseline_px(flow, &text_style, box.height_px);
    if (is_pointed(block))
        box = grown_for(&box, box.baseline_px + (int)(em_part(flow, POINTS_ROOM) / 64));
    if (part_half_lines(block, text) && set_half_lines(flow, &setting, style, room, &box)) {
        place->top_px += box.height_px;
        return true;
    }
    struct paragraph_shape shape = shape_of(flow, style, &indents, width);
    shape.justified = flow->sheet.setting == FLOW_JUSTIFIED && style->justified;
    shape.hang_26_6 = hang_of(flow, block, align);
    shape.start = start;
    shape.hyphens_before = flow->next.hyphens;
    shape.open = text->block_at[text->length] < block->length;
    struct paragraph_line *lines;
    size_t count = paragraph_break(flow->work, text, &flow->metrics, &shape, &lines);
    if (shape.open && count <= held)
        return false;
    count -= shape.open ? held : 0;
    for (size_t i = 0; i < count; i++, box.top_px += box.height_px) {
        struct block_place line_room = room;
        if (align == ALIGN_START)
            narrow(&line_room, text->direction, i == 0 ? indents.first : indents.others);
        struct line_frame frame = {line_room.left_26_6, line_room.right_26_6, align,
                                   shape.hang_26_6};
        box.first = begins && i == 0;
        struct line_box line_box = grown_for(&box, line_picture_rise_px(&setting, &lines[i]));
        box.top_px = line_box.top_px + line_box.height_px - box.height_px;
        line_box.tied = box.first ? place->tied : is_kept(flow, block, place, &line_box);
        begin_line(flow, block, text, &lines[i], &line_box);
        if (box.first && has_marker && block->marker)
            line_place_marker(&setting, &marker_style, block->marker, &frame,
                              em_part(flow, MARKER_GAP));
        line_place(&setting, &lines[i], &frame);
        mark_line(flow, text, lines[i].next, lines[i].hyphenated);
    }
    place->top_px = box.top_px;
    return true;
}

int flow_block_set_rule(struct flow *flow, const struct block *block, uint32_t block_index,
                        int top_px)
{
    int height = flow->sheet.leading_px, width = (int)(em_part(flow, RULE_WIDTH) / 64);
    int stroke = (int)(em_part(flow, RULE_STROKE) / 64);
    struct flow_line line = {
        .top_px = top_px,
        .height_px = height,
        .baseline_px = top_px + height / 2,
        .left_px = (flow->sheet.measure_px - width) / 2,
        .right_px = (flow->sheet.measure_px + width) / 2,
        .block = block_index,
        .start = block->length,
        .end = block->length,
        .kind = BLOCK_RULE,
        .first = true,
        .last = true,
    };
    store_line(&flow->store, &line);
    struct store_rect rule = {
        .rect = {.rect = {line.left_px, line.baseline_px, width, stroke > 0 ? stroke : 1},
                 .shape = SHAPE_RECT,
                 .ink = flow->sheet.inks.rule},
        .object = STORE_NO_OBJECT,
    };
    store_rect(&flow->store, &rule);
    return top_px + height;
}
