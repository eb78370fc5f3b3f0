#include "view/card_state.h"

#include "base/memory.h"
#include "view/side.h"

#include <stdlib.h>
#include <string.h>

enum card_kind card_kind_of(enum span_kind kind)
{
    return kind == SPAN_NOTE ? CARD_NOTE : kind == SPAN_PERSON ? CARD_PERSON : CARD_TERM;
}

struct card *card_create(const struct stage *stage, const struct letter *letter)
{
    struct card *card = memory_zeroed(1, sizeof *card);
    card->stage = stage;
    card->letter = letter;
    card->arena = arena_create();
    return card;
}

static void clear_flow(struct card *card)
{
    for (int i = 0; i < card->tile_count; i++)
        glyph_page_release(card->tiles[i]);
    free(card->tiles);
    card->tiles = NULL;
    card->tile_count = 0;
    flow_destroy(card->flow);
    card->flow = NULL;
}

void card_destroy(struct card *card)
{
    if (card == NULL)
        return;
    clear_flow(card);
    arena_destroy(card->arena);
    free(card);
}

static struct shown *top(struct card *card)
{
    return &card->stack[card->depth - 1];
}

int card_state_padding_px(const struct card *card)
{
    return look_px(&card->stage->look, card->stage->look.size_class == SCREEN_SMALL ? 40 : 60);
}

int card_state_head_px(const struct card *card)
{
    return look_px(&card->stage->look, 150);
}

static int width_px(const struct card *card)
{
    const struct look *look = &card->stage->look;
    return placement_width(stage_content(card->stage).w, look_px(look, 80),
                           look->em_26_6[LOOK_NOTE] / 64);
}

/* ---- Content -----------------------------------------------------------------------------------
 */

/* "ED/ID" or "ID" in the letter's edition. */
static struct key split_key(struct card *card, const char *target)
{
    const char *slash = strrchr(target, '/');
    if (slash == NULL)
        return (struct key){card->letter->summary.key.edition, target};
    return (struct key){arena_copy(card->arena, target, (size_t)(slash - target)), slash + 1};
}

static bool has_letters(const struct card *card, const char *person)
{
    const struct letter_source *source = &card->stage->config->source;
    const struct letter_filter filter = {.person = person};
    const struct letter_summary *none;
    size_t count, total = 0;
    return source->calls->summaries(source->self, &filter, 0, 0, card->arena, &none, &count, &total,
                                    NULL) == STATUS_OK &&
           total > 0;
}

/* "Letters from Khrushchev" below what is known of a person, or that nothing is. */
static void add_letters(struct card *card, const struct entity *entity, struct flow_text *text)
{
    const struct strings *strings = card->stage->config->strings;
    struct key key = entity->same.id != NULL ? entity->same : entity->key;
    const char *person = arena_format(card->arena, "%s/%s", key.edition, key.id);
    bool leads = has_letters(card, person);
    if (!leads && text->block_count > 0)
        return;
    struct block *blocks = arena_alloc(card->arena, text->block_count + 1, sizeof *blocks);
    struct block *last = &blocks[text->block_count];
    if (text->block_count > 0)
        memcpy(blocks, text->blocks, text->block_count * sizeof *blocks);
    const char *words =
        leads ? strings_format(strings, card->arena, "ent.letters", 0, 0, entity->name)
              : strings_text(strings, "ent.none");
    *last = (struct block){.kind = BLOCK_PARAGRAPH,
                           .text = words,
                           .length = (uint32_t)strlen(words),
                           .lang = strings_lang(strings),
                           .flush = true};
    if (leads) {
        struct span *span = arena_alloc(card->arena, 1, sizeof *span);
        *span = (struct span){.kind = SPAN_REFERENCE,
                              .end = last->length,
                              .target = arena_format(card->arena, "contents?person=%s", person)};
        last->spans = span;
        last->span_count = 1;
    }
    text->blocks = blocks;
    text->block_count++;
}

static bool load_entity(struct card *card, const struct shown *shown, struct flow_text *ret_text)
{
    const struct letter_source *source = &card->stage->config->source;
    struct entity entity;
    struct key key = split_key(card, shown->key);
    enum status status = shown->kind == CARD_PERSON
                             ? source->calls->person(source->self, key, card->arena, &entity, NULL)
                             : source->calls->term(source->self, key, card->arena, &entity, NULL);
    if (status != STATUS_OK)
        return false;
    card->title = entity.name;
    *ret_text = (struct flow_text){.blocks = entity.blocks, .block_count = entity.block_count};
    if (shown->kind == CARD_PERSON)
        add_letters(card, &entity, ret_text);
    return true;
}

const char *card_state_note_title(const struct strings *strings, struct arena *arena,
                                  const struct note *note)
{
    const struct strings_value values[] = {{"n", note->label}, {0}};
    return note->kind == NOTE_SOURCE ? strings_text(strings, "letter.source")
                                     : strings_fill(strings, arena, "note.title", 0, values);
}

static bool load_note(struct card *card, const struct shown *shown, struct flow_text *ret_text)
{
    const struct strings *strings = card->stage->config->strings;
    const struct note *note = letter_find_note(card->letter, shown->key);
    if (note == NULL)
        return false;
    card->title = card_state_note_title(strings, card->arena, note);
    *ret_text = (struct flow_text){
        .blocks = note->blocks,
        .block_count = note->block_count,
        .notes = card->letter->notes,
        .note_count = card->letter->note_count,
    };
    return true;
}

static bool has_dead_reference(const struct flow_text *text)
{
    for (size_t i = 0; i < text->block_count; i++)
        for (size_t j = 0; j < text->blocks[i].span_count; j++)
            if (text->blocks[i].spans[j].kind == SPAN_REFERENCE &&
                text->blocks[i].spans[j].target == NULL)
                return true;
    return false;
}

/* Pictures of the whole text, cut into tiles. */
static void make_tiles(struct card *card)
{
    size_t count;
    const struct flow_line *lines = flow_lines(card->flow, &count);
    int height = flow_height_px(card->flow),
        width = card->measure_px + 2 * card_state_padding_px(card);
    card->tile_count = (height + TILE_PX - 1) / TILE_PX;
    card->tiles = memory_zeroed((size_t)card->tile_count, sizeof(const struct glyph_page *));
    for (int i = 0; i < card->tile_count; i++) {
        int tile_top = i * TILE_PX;
        int tile_height = height - tile_top < TILE_PX ? height - tile_top : TILE_PX;
        struct glyph_page_builder *builder =
            glyph_page_builder_create(width, tile_height, TOKEN_RAISED);
        size_t first = 0;
        while (first < count && lines[first].top_px + lines[first].height_px <= tile_top)
            first++;
        while (first < count && lines[first].tied)
            first--;
        size_t last = first;
        while (last < count && (lines[last].tied || lines[last].top_px < tile_top + tile_height))
            last++;
        if (last > first)
            flow_emit(card->flow, first, last - first, card_state_padding_px(card),
                      lines[first].top_px - tile_top, builder);
        card->tiles[i] = glyph_page_builder_finish(builder);
    }
}

/* Sets the text of the one on top in lines of a measure. */
static void set_flow(struct card *card, int measure_px)
{
    struct flow_sheet sheet = look_sheet(&card->stage->look, LOOK_NOTE, measure_px, TOKEN_RAISED);
    sheet.inline_pages = true;
    sheet.indent_26_6 = 0;
    sheet.paragraph_gap_px = sheet.leading_px / 3;
    sheet.lang = card->letter->version_lang;
    sheet.direction = card->letter->direction;
    clear_flow(card);
    card->measure_px = measure_px;
    card->flow = flow_create(card->stage->config->metrics, &sheet, &card->text);
    flow_extend(card->flow, SIZE_MAX);
    make_tiles(card);
}

static int popover_measure_px(const struct card *card)
{
    return width_px(card) - 2 * card_state_padding_px(card);
}

/* Sets what is on top; false where it cannot be found. */
static bool load(struct card *card)
{
    const struct shown *shown = top(card);
    clear_flow(card);
    arena_reset(card->arena);
    bool found = true;
    if (shown->kind == CARD_ABOUT) {
        card->title = side_title(card->stage, card->letter, card->arena);
        card->text = side_text(card->stage, card->letter, card->arena);
    } else {
        found = shown->kind == CARD_NOTE ? load_note(card, shown, &card->text)
                                         : load_entity(card, shown, &card->text);
    }
    if (!found)
        return false;
    card->leads_out = has_dead_reference(&card->text);
    set_flow(card, popover_measure_px(card));
    return true;
}

static bool fits_key(const char *key)
{
    return strlen(key) < KEY_SIZE;
}

static void put(struct card *card, enum card_kind kind, const char *key)
{
    if (card->depth == DEPTH_MAX) {
        memmove(&card->stack[0], &card->stack[1], sizeof card->stack[0] * (DEPTH_MAX - 1));
        card->depth--;
    }
    struct shown *shown = &card->stack[card->depth++];
    *shown = (struct shown){.kind = kind};
    memcpy(shown->key, key, strlen(key) + 1);
}

bool card_push(struct card *card, enum card_kind kind, const char *key)
{
    struct card before = *card;
    if (!fits_key(key))
        return false;
    put(card, kind, key);
    if (load(card))
        return true;
    memcpy(card->stack, before.stack, sizeof card->stack);
    card->depth = before.depth;
    if (card->depth > 0)
        (void)load(card);
    return false;
}

bool card_show(struct card *card, enum card_kind kind, const char *key)
{
    struct shown kept[DEPTH_MAX];
    int depth = card->depth;
    memcpy(kept, card->stack, sizeof kept);
    card->depth = 0;
    if (card_push(card, kind, key))
        return true;
    memcpy(card->stack, kept, sizeof kept);
    card->depth = depth;
    if (depth > 0)
        (void)load(card);
    return false;
}

bool card_pop(struct card *card)
{
    if (card->depth < 2)
        return false;
    card->depth--;
    return load(card);
}

int card_depth(const struct card *card)
{
    return card->depth;
}

const char *card_note_key(const struct card *card)
{
    const struct shown *shown = &card->stack[card->depth - 1];
    return shown->kind == CARD_NOTE ? shown->key : NULL;
}

bool card_is_about(const struct card *card)
{
    return card->stack[card->depth - 1].kind == CARD_ABOUT;
}

/* ---- Place and scroll --------------------------------------------------------------------------
 */

int card_state_text_height_px(const struct card *card)
{
    const struct look *look = &card->stage->look;
    int foot = card->leads_out ? look->leading_px[LOOK_CAPTION] : 0;
    return flow_height_px(card->flow) + foot + look_px(look, 40);
}

static struct placement place(const struct card *card, struct rect mark, struct rect line,
                              bool always_sheet)
{
    const struct look *look = &card->stage->look;
    const struct placement_request request = {
        .screen_h = look->screen.h_px,
        .content = stage_content(card->stage),
        .mark = mark,
        .line = line,
        .wanted_w = width_px(card),
        .wanted_h = card_state_head_px(card) + card_state_text_height_px(card),
        .six_lines_h = card_state_head_px(card) + 6 * look->leading_px[LOOK_NOTE],
        .gap = look->gap_px,
        .inset = look_px(look, 40),
        .corner = look_px(look, 50),
        .always_sheet = always_sheet,
    };
    return placement_make(&request);
}

struct placement card_place(struct card *card, struct rect mark, struct rect line,
                            bool always_sheet)
{
    bool sheet = always_sheet || card->stage->look.size_class == SCREEN_SMALL;
    if (card->measure_px != popover_measure_px(card))
        set_flow(card, popover_measure_px(card));
    card->placement = place(card, mark, line, sheet);
    card->text_left_px = card->placement.box.x + card_state_padding_px(card);
    if (card->placement.side != PLACEMENT_SHEET)
        return card->placement;
    /* A sheet has the whole width: its text takes the column that the mark stands in. */
    if (line.w > card->measure_px)
        set_flow(card, line.w);
    card->placement = place(card, mark, line, true);
    bool rtl = card->letter->direction == DIRECTION_RTL;
    card->text_left_px = rtl ? line.x + line.w - card->measure_px : line.x;
    return card->placement;
}

bool card_state_overflows(const struct card *card)
{
    return card_state_head_px(card) + card_state_text_height_px(card) > card->placement.box.h;
}

static int foot_px(const struct card *card)
{
    return look_px(&card->stage->look, 170);
}

/* More and Up stand in a foot, or in the head: on small screens, and where a foot would leave the
 * text less than the three lines that section 10 asks for. */
bool card_state_has_foot(const struct card *card)
{
    const struct look *look = &card->stage->look;
    int room = card->placement.box.h - card_state_head_px(card) - foot_px(card);
    return card_state_overflows(card) && look->size_class != SCREEN_SMALL &&
           room >= 3 * look->leading_px[LOOK_NOTE];
}

struct rect card_state_viewport(const struct card *card)
{
    struct rect box = card->placement.box;
    int foot = card_state_has_foot(card) ? foot_px(card) : 0;
    return (struct rect){box.x, box.y + card_state_head_px(card), box.w,
                         box.h - card_state_head_px(card) - foot};
}

int card_state_scroll_max(const struct card *card)
{
    int more = card_state_text_height_px(card) - card_state_viewport(card).h;
    return more > 0 ? more : 0;
}

static bool scroll_to(struct card *card, int scroll_px)
{
    struct shown *shown = top(card);
    int limit = card_state_scroll_max(card), before = shown->scroll_px;
    shown->scroll_px = scroll_px < 0 ? 0 : scroll_px > limit ? limit : scroll_px;
    return shown->scroll_px != before;
}

bool card_scroll(struct card *card, int direction)
{
    int step = card_state_viewport(card).h - card->stage->look.leading_px[LOOK_NOTE];
    int least = card->stage->look.leading_px[LOOK_NOTE];
    return scroll_to(card, top(card)->scroll_px + direction * (step > least ? step : least));
}

bool card_drag(struct card *card, int dy_px, bool done)
{
    if (!card->dragging)
        card->scroll_from_px = top(card)->scroll_px;
    card->dragging = !done;
    return scroll_to(card, card->scroll_from_px - dy_px);
}

const struct flow_object *card_object(const struct card *card, int index)
{
    size_t count;
    const struct flow_object *objects = flow_objects(card->flow, &count);
    return index >= 0 && (size_t)index < count ? &objects[index] : NULL;
}

size_t card_words(const struct card *card)
{
    size_t count, bytes = 0;
    const struct flow_line *lines = flow_lines(card->flow, &count);
    for (size_t i = 0; i < count; i++)
        bytes += lines[i].end - lines[i].start;
    return bytes / 6;
}
