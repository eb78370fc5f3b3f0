#include "text/flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "text/flow_state.h"

/* Gaps in hundredths of the sheet's leading: before an attachment, around quotations and pictures,
 * before a heading that follows another or its source line, and between signers. */
enum { PART_GAP = 200, QUOTE_GAP = 40, PICTURE_GAP = 60, HEADING_GAP = 30, SIGNERS_GAP = 30 };

/* Hundredths of the em between signatures side by side. */
enum { SIGNATURE_GAP = 200 };

/* ---- Life --------------------------------------------------------------------------------------
 */

struct flow *flow_create(const struct text_metrics *metrics, const struct flow_sheet *sheet,
                         const struct flow_text *text)
{
    struct flow *flow = memory_zeroed(1, sizeof *flow);
    flow->metrics = *metrics;
    flow->sheet = *sheet;
    flow->text = *text;
    flow->work = arena_create();
    flow->labels = arena_create();
    return flow;
}

struct flow *flow_create_text(const struct text_metrics *metrics, const struct flow_sheet *sheet,
                              const char *text)
{
    size_t length = strlen(text);
    struct flow *flow = flow_create(metrics, sheet, &(struct flow_text){0});
    flow->own_block = (struct block){
        .kind = BLOCK_PARAGRAPH,
        .text = text,
        .length = length < BLOCK_TEXT_MAX ? (uint32_t)length : BLOCK_TEXT_MAX,
    };
    flow->text.blocks = &flow->own_block;
    flow->text.block_count = 1;
    return flow;
}

void flow_destroy(struct flow *flow)
{
    if (!flow)
        return;
    store_fini(&flow->store);
    free(flow->mentions.slots);
    arena_destroy(flow->work);
    arena_destroy(flow->labels);
    free(flow);
}

/* ---- Mentions of persons and terms -------------------------------------------------------------
 */

static size_t hash_mention(enum span_kind kind, const char *target)
{
    uint64_t hash = 0xcbf29ce484222325u + (uint64_t)kind;
    for (; *target; target++)
        hash = (hash ^ (unsigned char)*target) * 0x100000001b3u;
    return (size_t)(hash ^ (hash >> 32));
}

/* The slot of a target, or the free one where it belongs. */
static struct mention *find_mention(const struct mentions *mentions, enum span_kind kind,
                                    const char *target)
{
    size_t at = hash_mention(kind, target) & (mentions->room - 1);
    while (mentions->slots[at].target &&
           (mentions->slots[at].kind != kind || strcmp(mentions->slots[at].target, target) != 0))
        at = (at + 1) & (mentions->room - 1);
    return &mentions->slots[at];
}

static void grow_mentions(struct mentions *mentions)
{
    struct mentions grown = {.count = mentions->count,
                             .room = mentions->room ? mentions->room * 2 : 32};
    grown.slots = memory_zeroed(grown.room, sizeof *grown.slots);
    for (size_t i = 0; i < mentions->room; i++) {
        const struct mention *mention = &mentions->slots[i];
        if (mention->target)
            *find_mention(&grown, mention->kind, mention->target) = *mention;
    }
    free(mentions->slots);
    *mentions = grown;
}

/* A mention that goes on from the line before has the previous line of its beginning. */
static void link_mention(struct mentions *mentions, struct flow_object *object)
{
    if (mentions->count * 2 >= mentions->room)
        grow_mentions(mentions);
    struct mention *mention = find_mention(mentions, object->kind, object->target);
    if (!mention->target) {
        mentions->count++;
        *mention = (struct mention){object->kind, object->target, FLOW_NO_LINE, FLOW_NO_LINE};
    }
    if (!object->continues)
        mention->previous_line = mention->line;
    object->previous_line = mention->previous_line;
    mention->line = object->line;
}

static void link_mentions(struct flow *flow, size_t first_object)
{
    for (size_t i = first_object; i < flow->store.object_count; i++) {
        struct flow_object *object = &flow->store.objects[i];
        if (object->kind == SPAN_PERSON || object->kind == SPAN_TERM)
            link_mention(&flow->mentions, object);
    }
}

bool flow_object_is_live(const struct flow_object *object, size_t first_line)
{
    return object->previous_line == FLOW_NO_LINE || object->previous_line < first_line;
}

/* ---- Setting block after block -----------------------------------------------------------------
 */

static bool is_running_text(enum block_kind kind)
{
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_POSTSCRIPT;
}

/* Signers stand apart where one takes several lines. */
static int gap_between_equals(const struct block *previous, const struct block *block)
{
    if (block->kind == BLOCK_HEADING)
        return HEADING_GAP;
    bool lines = memchr(previous->text, '\n', previous->length) != NULL ||
                 memchr(block->text, '\n', block->length) != NULL;
    return block->kind == BLOCK_SIGNATURE && lines ? SIGNERS_GAP : 0;
}

static int gap_before(const struct flow *flow, const struct block *block)
{
    const struct block *previous = flow->previous;
    if (!previous)
        return 0;
    struct block_style above = block_style_of(previous), below = block_style_of(block);
    int hundredths = above.after > below.before ? above.after : below.before;
    if (previous->kind == block->kind)
        hundredths = gap_between_equals(previous, block);
    else if (previous->kind == BLOCK_SOURCE_LINE && block->kind == BLOCK_HEADING)
        hundredths = HEADING_GAP;
    if ((flow_picture_of(flow, previous) || flow_picture_of(flow, block)) &&
        hundredths < PICTURE_GAP)
        hundredths = PICTURE_GAP;
    if (previous->quote_depth != block->quote_depth && hundredths < QUOTE_GAP)
        hundredths = QUOTE_GAP;
    if (previous->part != block->part && hundredths < PART_GAP)
        hundredths = PART_GAP;
    int gap_px = flow->sheet.leading_px * hundredths / 100;
    bool running = is_running_text(previous->kind) || is_running_text(block->kind);
    return running && gap_px < flow->sheet.paragraph_gap_px ? flow->sheet.paragraph_gap_px : gap_px;
}

static bool is_empty(const struct set_text *text)
{
    return text->length == 0 && text->object_count == 0;
}

/* How many signatures from `index` on the source sets beside each other, from start to end; 1:
 * they stand below each other, or there is no room for more. */
static size_t count_signatures_beside(struct flow *flow, size_t index)
{
    const struct block *first = &flow->text.blocks[index];
    const struct block *end = flow->text.blocks + flow->text.block_count, *block = first;
    int32_t gap = flow->sheet.em_26_6 * SIGNATURE_GAP / 100, measure = flow->sheet.measure_px * 64;
    int64_t widest = 0;
    bool centered = false;
    enum block_align before = ALIGN_BY_KIND;
    while (block < end && block->kind == BLOCK_SIGNATURE && block->part == first->part) {
        struct block_style style = block_style_of(block);
        if (style.align <= before)
            break;
        before = style.align;
        int64_t width = paragraph_natural_width(flow_block_compose(flow, block, &style));
        widest = width > widest ? width : widest;
        centered = centered || style.align == ALIGN_CENTER;
        block++;
    }
    int64_t room = centered ? (measure - 2 * gap) / 3 : (measure - gap) / 2;
    return widest <= room ? (size_t)(block - first) : 1;
}

static size_t set_signatures(struct flow *flow, size_t index, int top_px)
{
    size_t count = count_signatures_beside(flow, index);
    for (size_t i = 0; i < count; i++) {
        const struct block *block = &flow->text.blocks[index + i];
        struct block_style style = block_style_of(block);
        struct set_text *text = flow_block_compose(flow, block, &style);
        if (is_empty(text))
            continue;
        struct block_place place = flow_block_room(flow, block, &style);
        place.top_px = top_px;
        place.whole = count > 1;
        place.tied = i > 0;
        int bottom_px = flow_block_set(flow, block, &style, text, &place);
        flow->bottom_px = bottom_px > flow->bottom_px ? bottom_px : flow->bottom_px;
    }
    return count;
}

/* Sets lines of a long block; answers 1 where they are its last. */
static size_t set_part(struct flow *flow, const struct block *block,
                       const struct block_style *style, struct block_place *place)
{
    if (flow->next.byte > 0)
        place->top_px = flow->bottom_px;
    bool ends = flow_part_set(flow, block, style, place);
    flow->bottom_px = place->top_px;
    return ends;
}

/* Sets the next block, or a part of a long one, or the table that begins with it; answers how many
 * blocks are set. */
static size_t set_blocks(struct flow *flow, size_t index)
{
    const struct block *block = &flow->text.blocks[index];
    int top_px = flow->bottom_px + gap_before(flow, block);
    if (block->kind == BLOCK_TABLE_CELL)
        return table_set(flow, index, top_px, &flow->bottom_px);
    if (block->kind == BLOCK_SIGNATURE)
        return set_signatures(flow, index, top_px);
    if (block->kind == BLOCK_RULE) {
        flow->bottom_px = flow_block_set_rule(flow, block, (uint32_t)index, top_px);
        return 1;
    }
    struct block_style style = block_style_of(block);
    struct block_place place = flow_block_room(flow, block, &style);
    place.top_px = top_px;
    if (flow_part_wanted(flow, block))
        return set_part(flow, block, &style, &place);
    struct set_text *text = flow_block_compose(flow, block, &style);
    if (flow_picture_set(flow, block, &place, !is_empty(text)))
        flow->bottom_px = place.top_px;
    if (is_empty(text))
        return 1;
    flow->bottom_px = flow_block_set(flow, block, &style, text, &place);
    return 1;
}

static void finish(struct flow *flow)
{
    flow->done = true;
    if (!flow->sheet.end_rule || flow->store.line_count == 0)
        return;
    size_t last = flow->text.block_count - 1;
    int top_px = flow->bottom_px + flow->sheet.leading_px / 4;
    flow->bottom_px = flow_block_set_rule(flow, &flow->text.blocks[last], (uint32_t)last, top_px);
}

static void step(struct flow *flow)
{
    const struct block *block = &flow->text.blocks[flow->next_block];
    size_t first_object = flow->store.object_count, first_line = flow->store.line_count;
    if (block->kind != BLOCK_LIST_ITEM || !flow->previous ||
        flow->previous->kind != BLOCK_LIST_ITEM || flow->previous->level != block->level)
        flow->marker_width_26_6 = 0;
    if (!flow->previous || flow->previous->kind != BLOCK_VERSE_LINE)
        flow->half_line_26_6 = 0;
    size_t count = set_blocks(flow, flow->next_block);
    flow->next_block += count;
    if (count > 0)
        flow->next = (struct block_mark){0};
    if (count > 0 && flow->store.line_count > first_line)
        flow->previous = &flow->text.blocks[flow->next_block - 1];
    link_mentions(flow, first_object);
    arena_reset(flow->work);
}

static bool is_full(const struct flow *flow)
{
    return flow->sheet.max_lines > 0 && flow->store.line_count >= (size_t)flow->sheet.max_lines;
}

bool flow_extend(struct flow *flow, size_t line_count)
{
    while (!flow->done && flow->store.line_count < line_count) {
        if (flow->next_block == flow->text.block_count || is_full(flow))
            finish(flow);
        else
            step(flow);
    }
    return flow->done;
}

/* ---- Asking ------------------------------------------------------------------------------------
 */

const struct flow_line *flow_lines(const struct flow *flow, size_t *ret_count)
{
    *ret_count = flow->store.line_count;
    return flow->store.lines;
}

const struct flow_object *flow_objects(const struct flow *flow, size_t *ret_count)
{
    *ret_count = flow->store.object_count;
    return flow->store.objects;
}

const struct flow_picture *flow_pictures(const struct flow *flow, size_t *ret_count)
{
    *ret_count = flow->store.picture_count;
    return flow->store.pictures;
}

int flow_height_px(const struct flow *flow)
{
    return flow->bottom_px;
}

static bool is_after(const struct flow_line *line, uint32_t block, uint32_t byte)
{
    return line->block > block || (line->block == block && line->start > byte);
}

size_t flow_line_of(struct flow *flow, uint32_t block, uint32_t byte)
{
    while (!flow->done &&
           (flow->next_block < block || (flow->next_block == block && flow->next.byte <= byte)))
        flow_extend(flow, flow->store.line_count + 1);
    size_t low = 0, high = flow->store.line_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_after(&flow->store.lines[middle], block, byte))
            high = middle;
        else
            low = middle + 1;
    }
    while (low > 1 && flow->store.lines[low - 1].kind == BLOCK_RULE &&
           flow->store.lines[low - 2].block == block)
        low--;
    return low > 0 ? low - 1 : 0;
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

struct emission {
    const struct store *store;
    size_t first_line;
    int dx_px, dy_px;
    uint8_t text_ink;
    struct glyph_page_builder *builder;
};

static bool is_plain(const struct emission *emission, uint32_t object)
{
    return object != STORE_NO_OBJECT &&
           !flow_object_is_live(&emission->store->objects[object], emission->first_line);
}

static void emit_rect(const struct emission *emission, const struct store_rect *stored)
{
    if (is_plain(emission, stored->object))
        return;
    struct page_rect rect = stored->rect;
    rect.rect.x += emission->dx_px;
    rect.rect.y += emission->dy_px;
    glyph_page_builder_rect(emission->builder, rect);
}

static void emit_glyph(const struct emission *emission, const struct store_glyph *stored)
{
    struct page_glyph glyph = stored->glyph;
    if (is_plain(emission, stored->object))
        glyph.ink = emission->text_ink;
    glyph.x_26_6 += emission->dx_px * 64;
    glyph.y_26_6 += emission->dy_px * 64;
    glyph_page_builder_glyph(emission->builder, glyph);
}

void flow_emit(const struct flow *flow, size_t first, size_t count, int left_px, int top_px,
               struct glyph_page_builder *builder)
{
    const struct store *store = &flow->store;
    if (first >= store->line_count || count == 0)
        return;
    size_t end = count < store->line_count - first ? first + count : store->line_count;
    struct store_start stop = {.glyph = store->glyph_count, .rect = store->rect_count};
    if (end < store->line_count)
        stop = store->starts[end];
    struct emission emission = {
        .store = store,
        .first_line = first,
        .dx_px = left_px,
        .dy_px = top_px - store->lines[first].top_px,
        .text_ink = flow->sheet.inks.text,
        .builder = builder,
    };
    for (size_t i = store->starts[first].rect; i < stop.rect; i++)
        emit_rect(&emission, &store->rects[i]);
    for (size_t i = store->starts[first].glyph; i < stop.glyph; i++)
        emit_glyph(&emission, &store->glyphs[i]);
}

const char *flow_line_text(const struct flow *flow, size_t line, struct arena *arena)
{
    const struct flow_line *set = &flow->store.lines[line];
    const char *text = flow->text.blocks[set->block].text;
    uint32_t start = set->start, end = set->end;
    while (end > start && (text[end - 1] == ' ' || text[end - 1] == '\n'))
        end--;
    return arena_copy(arena, text == NULL ? "" : text + start, end - start);
}
