/* Where the parts of the search screen stand, and the letters found as rows. */
#include "view/search_state.h"

#include <string.h>

/* ---- Layout ------------------------------------------------------------------------------------
 */

const struct keyboard *search_state_keyboard(const struct search *search)
{
    if (search->script_count == 0)
        return NULL;
    return search->digits ? keyboards_digits(search->stage->config->keyboards)
                          : search->scripts[search->script];
}

struct rect search_state_placed(const struct search *search, struct rect rect, struct rect room)
{
    if (strings_direction(search->stage->config->strings) == DIRECTION_RTL)
        rect.x = room.x + room.w - (rect.x - room.x) - rect.w;
    return rect;
}

static int longest_row(const struct keyboard *keyboard)
{
    size_t longest = 1;
    for (size_t i = 0; i < keyboard->row_count; i++)
        longest = keyboard->key_counts[i] > longest ? keyboard->key_counts[i] : longest;
    return (int)longest;
}

/* Section 11: 16 × 14 mm with gaps; on small screens keys that fill a pitch of at most 15 mm. */
static void lay_out_keys(struct search *search)
{
    const struct look *look = &search->stage->look;
    struct search_layout *layout = &search->layout;
    bool small = look->size_class == SCREEN_SMALL;
    int keys = longest_row(search_state_keyboard(search));
    int room = look->screen.w_px - look->gap_px;
    int pitch = look_px(look, small ? 150 : 180);
    layout->gap_x_px = layout->gap_y_px = small ? look_px(look, 10) : look->gap_px;
    layout->pitch_x_px = pitch * keys > room ? room / keys : pitch;
    layout->pitch_y_px = look_px(look, small ? 120 : 160);
    int width = layout->pitch_x_px * keys, rows = KEYBOARD_ROWS_MAX;
    int bottom = look_bar(look).y - (small ? 0 : layout->pitch_y_px + layout->gap_y_px);
    layout->letters =
        (struct rect){(look->screen.w_px - width) / 2, bottom - rows * layout->pitch_y_px, width,
                      rows * layout->pitch_y_px};
    int wide = look_px(look, 2160), most = look->screen.w_px - 2 * look->edge_px;
    wide = wide < most ? wide : most;
    layout->tools =
        small ? look_bar(look)
              : (struct rect){(look->screen.w_px - wide) / 2, bottom + layout->gap_y_px / 2, wide,
                              layout->pitch_y_px - layout->gap_y_px};
}

static void lay_out_rows(struct search *search)
{
    const struct look *look = &search->stage->look;
    struct search_layout *layout = &search->layout;
    int room = layout->list.h;
    layout->row_px = look->row_px < room ? look->row_px : room;
    layout->rows = (room + look->gap_px) / (layout->row_px + look->gap_px);
    if (layout->rows < 1)
        layout->rows = 1;
    if (layout->rows > SEARCH_ROWS_MAX)
        layout->rows = SEARCH_ROWS_MAX;
}

void search_state_lay_out(struct search *search)
{
    const struct look *look = &search->stage->look;
    struct search_layout *layout = &search->layout;
    bool low = stage_reaches_low(search->stage) && look->size_class != SCREEN_SMALL;
    int edge = look->edge_px, gap = look->gap_px, w = look->screen.w_px;
    bool large = look->screen.text_size_percent > 125;
    int beside = look_px(look, look->size_class != SCREEN_SMALL ? 450 : large ? 420 : 320);
    *layout = (struct search_layout){0};
    if (search->typing)
        lay_out_keys(search);
    int bottom = search->typing ? layout->letters.y : look_bar(look).y;
    int top;
    if (low) {
        layout->head = (struct rect){0, 0, w, look->head_px};
        layout->field =
            (struct rect){edge, bottom - gap - look->chip_px, w - 2 * edge, look->chip_px};
        top = look->head_px;
        bottom = layout->field.y;
    } else {
        const struct rect screen = {0, 0, w, look->screen.h_px};
        layout->field = search_state_placed(
            search, (struct rect){edge, gap, w - 2 * edge - beside - gap, look->chip_px}, screen);
        layout->beside = search_state_placed(
            search, (struct rect){w - edge - beside, gap, beside, look->chip_px}, screen);
        top = layout->field.y + layout->field.h + gap;
    }
    layout->list = (struct rect){edge, top, w - 2 * edge, bottom - gap - top};
    lay_out_rows(search);
}

struct rect search_state_row(const struct search *search, size_t row)
{
    const struct search_layout *layout = &search->layout;
    int pitch = layout->row_px + search->stage->look.gap_px;
    return (struct rect){0, (int)row * pitch, layout->list.w, layout->row_px};
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

/* One line where the interface begins to read, whatever its own direction; answers its height. */
static int emit(const struct search *search, struct glyph_page_builder *builder,
                const struct flow_sheet *sheet, const struct block *block, int left, int top)
{
    bool rtl = strings_direction(search->stage->config->strings) == DIRECTION_RTL;
    const struct flow_text text = {.blocks = block, .block_count = 1};
    struct flow *flow = flow_create(search->stage->config->metrics, sheet, &text);
    size_t count;
    flow_extend(flow, SIZE_MAX);
    (void)flow_lines(flow, &count);
    struct rect ink = lettering_ink(flow);
    left += rtl ? sheet->measure_px - ink.x - ink.w : -ink.x;
    flow_emit(flow, 0, count, left, top, builder);
    int height = flow_height_px(flow);
    flow_destroy(flow);
    return height;
}

static struct block block_of(const char *text)
{
    return (struct block){
        .kind = BLOCK_PARAGRAPH, .text = text, .length = (uint32_t)strlen(text), .flush = true};
}

/* "28 September 1962", and who wrote to whom is left to the letter. */
static const char *caption_of(const struct search *search, const struct letter_summary *summary)
{
    const char *date = summary->date.text;
    return date != NULL ? date : strings_text(search->stage->config->strings, "date.none");
}

static void emit_ground(const struct search *search, struct glyph_page_builder *builder,
                        struct rect rect)
{
    int line = search->stage->look.hairline_px;
    glyph_page_builder_rect(
        builder, (struct page_rect){.rect = rect, .shape = SHAPE_RECT, .ink = TOKEN_PAGE});
    glyph_page_builder_rect(
        builder, (struct page_rect){.rect = {rect.x, rect.y + rect.h - line, rect.w, line},
                                    .shape = SHAPE_RECT,
                                    .ink = TOKEN_RULE});
}

/* Number, date, and the line with what was found on its ground. */
static void emit_row(const struct search *search, struct glyph_page_builder *builder,
                     struct rect rect, const struct letter_hit *hit)
{
    const struct look *look = &search->stage->look;
    int number_w = look->em_26_6[LOOK_LIST] * 2 / 64, padding = look_px(look, 40);
    int width = rect.w - number_w - 2 * padding;
    int left =
        search_state_placed(search, (struct rect){rect.x + padding + number_w, 0, width, 0}, rect)
            .x;
    struct flow_sheet sheet = look_sheet(look, LOOK_CAPTION, width, TOKEN_PAGE);
    int height = look->leading_px[LOOK_CAPTION] + look->leading_px[LOOK_LIST];
    int top = rect.y + (rect.h - height) / 2;
    struct block block = block_of(caption_of(search, &hit->summary));
    emit_ground(search, builder, rect);
    sheet.live = false;
    sheet.max_lines = 1;
    sheet.inks.text = TOKEN_INK2;
    sheet.lang = hit->summary.lang;
    sheet.direction = letter_direction(hit->summary.lang);
    top += emit(search, builder, &sheet, &block, left, top);
    sheet = look_sheet(look, LOOK_LIST, width, TOKEN_PAGE);
    sheet.live = false;
    sheet.max_lines = 1;
    sheet.lang = hit->lang;
    sheet.direction = letter_direction(hit->lang);
    const struct span found = {.kind = SPAN_FOUND, .start = hit->line_start, .end = hit->line_end};
    block = block_of(hit->line);
    block.spans = &found;
    block.span_count = found.start < found.end;
    emit(search, builder, &sheet, &block, left, top);
    if (hit->summary.number == NULL)
        return;
    sheet.measure_px = number_w;
    sheet.inks.text = TOKEN_ACCENT2;
    sheet.direction = strings_direction(search->stage->config->strings);
    block = block_of(hit->summary.number);
    left = search_state_placed(search, (struct rect){rect.x + padding, 0, number_w, 0}, rect).x;
    emit(search, builder, &sheet, &block, left, top);
}

void search_state_find(struct search *search)
{
    const struct letter_source *source = &search->stage->config->source;
    size_t rows = (size_t)search->layout.rows;
    glyph_page_release(search->picture);
    search->picture = NULL;
    search->hit_count = search->total = 0;
    arena_reset(search->found);
    if (source->calls->search(source->self, search->query, search->page * rows, rows, search->found,
                              &search->hits, &search->hit_count, &search->total,
                              NULL) != STATUS_OK ||
        search->hit_count == 0)
        return;
    struct glyph_page_builder *builder =
        glyph_page_builder_create(search->layout.list.w, search->layout.list.h, TOKEN_WALL);
    for (size_t i = 0; i < search->hit_count; i++)
        emit_row(search, builder, search_state_row(search, i), &search->hits[i]);
    search->picture = glyph_page_builder_finish(builder);
}

size_t search_state_page_count(const struct search *search)
{
    size_t rows = (size_t)search->layout.rows;
    size_t pages = (search->total + rows - 1) / rows;
    return pages > 0 ? pages : 1;
}
