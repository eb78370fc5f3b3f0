#include "view/contents.h"

#include "base/memory.h"
#include "view/bar.h"
#include "view/reader.h"
#include "view/turn.h"

#include <stdlib.h>
#include <string.h>

enum { PICTURES = 3, ROWS_MAX = 64 };

/* One page of the list: the picture, and what its rows are. */
struct list_page {
    size_t index;
    struct arena *arena; /* NULL: free */
    const struct glyph_page *picture;
    const struct letter_summary *rows;
    size_t row_count;
};

struct contents {
    const struct stage *stage;
    struct place place;
    struct letter_filter filter;
    size_t total, page;
    int columns, rows; /* on one page */
    struct rect content;
    struct list_page pages[PICTURES];
    struct turn turn;
};

/* ---- Layout ------------------------------------------------------------------------------------
 */

static int title_px(const struct look *look)
{
    return look->size_class == SCREEN_SMALL ? 0 : look->leading_px[LOOK_TITLE] + look_px(look, 60);
}

static void lay_out(struct contents *contents)
{
    const struct look *look = &contents->stage->look;
    struct rect content = look_content(look);
    if (look->size_class != SCREEN_SMALL) {
        /* No running head here: the exhibit's title stands in its place. */
        content.h += content.y - title_px(look);
        content.y = title_px(look);
    }
    contents->content = content;
    contents->columns = look->size_class == SCREEN_LANDSCAPE ? 2 : 1;
    contents->rows = (content.h - look->gap_px) / (look->row_px + look->gap_px);
    if (contents->rows < 1)
        contents->rows = 1;
    if (contents->columns * contents->rows > ROWS_MAX)
        contents->rows = ROWS_MAX / contents->columns;
}

static size_t per_page(const struct contents *contents)
{
    return (size_t)contents->columns * (size_t)contents->rows;
}

static size_t page_count(const struct contents *contents)
{
    size_t pages = (contents->total + per_page(contents) - 1) / per_page(contents);
    return pages > 0 ? pages : 1;
}

/* Row `row` of a page, from the content's top left. Letters run down the columns. */
static struct rect row_rect(const struct contents *contents, size_t row)
{
    const struct look *look = &contents->stage->look;
    int column = (int)row / contents->rows, line = (int)row % contents->rows;
    int margin = look->edge_px, gap = look->gap_px;
    int width = (contents->content.w - 2 * margin - (contents->columns - 1) * look_px(look, 60)) /
                contents->columns;
    int spare = contents->content.h - gap - contents->rows * (look->row_px + gap);
    int pitch = look->row_px + gap + spare / contents->rows;
    return (struct rect){margin + column * (width + look_px(look, 60)), gap + line * pitch, width,
                         pitch - gap};
}

/* ---- Pictures ----------------------------------------------------------------------------------
 */

/* Sets one text into a picture at a column of it; answers its height. */
static int emit_text(const struct contents *contents, struct glyph_page_builder *builder,
                     const struct flow_sheet *sheet, const char *text, int left, int top)
{
    struct flow *flow = flow_create_text(contents->stage->config->metrics, sheet, text);
    size_t count;
    flow_extend(flow, SIZE_MAX);
    (void)flow_lines(flow, &count);
    flow_emit(flow, 0, count, left, top, builder);
    int height = flow_height_px(flow);
    flow_destroy(flow);
    return height;
}

static const char *row_caption(const struct contents *contents, struct arena *arena,
                               const struct letter_summary *row)
{
    const char *date = row->date.text != NULL
                           ? row->date.text
                           : strings_text(contents->stage->config->strings, "date.none");
    if (row->place == NULL)
        return row->date.text != NULL ? date : "";
    return arena_format(arena, "%s, %s", row->place, date);
}

/* How many lines a row's title may take. */
static int lines_of_row(const struct look *look, int height, bool caption)
{
    int room = height - look_px(look, 20) - (caption ? look->leading_px[LOOK_CAPTION] : 0);
    int lines = room / look->leading_px[LOOK_LIST];
    return lines < 1 ? 1 : lines > 3 ? 3 : lines;
}

static void emit_row(const struct contents *contents, struct glyph_page_builder *builder,
                     struct rect rect, const struct letter_summary *row, struct arena *arena)
{
    const struct look *look = &contents->stage->look;
    struct flow_sheet sheet = look_sheet(look, LOOK_LIST, rect.w, TOKEN_PAGE);
    int number_w = look->em_26_6[LOOK_LIST] * 2 / 64, padding = look_px(look, 40);
    int text_left = rect.x + padding + number_w, text_w = rect.w - number_w - 2 * padding;
    const char *caption = row_caption(contents, arena, row);
    glyph_page_builder_rect(
        builder, (struct page_rect){.rect = rect, .shape = SHAPE_RECT, .ink = TOKEN_PAGE});
    glyph_page_builder_rect(builder,
                            (struct page_rect){.rect = {rect.x, rect.y + rect.h - look->hairline_px,
                                                        rect.w, look->hairline_px},
                                               .shape = SHAPE_RECT,
                                               .ink = TOKEN_RULE});
    sheet.live = false;
    sheet.max_lines = lines_of_row(look, rect.h, caption[0] != '\0');
    sheet.measure_px = text_w;
    sheet.lang = row->lang;
    sheet.direction = letter_direction(row->lang);
    const char *title = row->short_title != NULL ? row->short_title : row->title;
    struct flow *measured = flow_create_text(contents->stage->config->metrics, &sheet, title);
    flow_extend(measured, SIZE_MAX);
    int height =
        flow_height_px(measured) + (caption[0] == '\0' ? 0 : look->leading_px[LOOK_CAPTION]);
    flow_destroy(measured);
    int top = rect.y + (rect.h - height) / 2;
    int title_h = emit_text(contents, builder, &sheet, title, text_left, top);
    if (caption[0] != '\0') {
        struct flow_sheet small = look_sheet(look, LOOK_CAPTION, text_w, TOKEN_PAGE);
        small.live = false;
        small.max_lines = 1;
        small.inks.text = TOKEN_INK2;
        small.lang = row->lang;
        small.direction = sheet.direction;
        emit_text(contents, builder, &small, caption, text_left, top + title_h);
    }
    if (row->number != NULL) {
        sheet.measure_px = number_w;
        sheet.inks.text = TOKEN_ACCENT2;
        sheet.max_lines = 1;
        sheet.direction = DIRECTION_LTR;
        emit_text(contents, builder, &sheet, row->number, rect.x + padding, top);
    }
}

static const struct glyph_page *make_picture(const struct contents *contents,
                                             const struct list_page *page)
{
    struct glyph_page_builder *builder =
        glyph_page_builder_create(contents->content.w, contents->content.h, TOKEN_WALL);
    for (size_t i = 0; i < page->row_count; i++)
        emit_row(contents, builder, row_rect(contents, i), &page->rows[i], page->arena);
    return glyph_page_builder_finish(builder);
}

static void page_fini(struct list_page *page)
{
    glyph_page_release(page->picture);
    arena_destroy(page->arena);
    *page = (struct list_page){0};
}

static size_t distance(const struct contents *contents, size_t index)
{
    return index > contents->page ? index - contents->page : contents->page - index;
}

static struct list_page *page_at(struct contents *contents, size_t index)
{
    struct list_page *farthest = &contents->pages[0];
    for (int i = 0; i < PICTURES; i++) {
        struct list_page *page = &contents->pages[i];
        if (page->arena != NULL && page->index == index)
            return page;
        if (page->arena == NULL ||
            (farthest->arena != NULL &&
             distance(contents, page->index) > distance(contents, farthest->index)))
            farthest = page;
    }
    page_fini(farthest);
    const struct letter_source *source = &contents->stage->config->source;
    farthest->index = index;
    farthest->arena = arena_create();
    enum status status = source->calls->summaries(
        source->self, &contents->filter, index * per_page(contents), per_page(contents),
        farthest->arena, &farthest->rows, &farthest->row_count, &contents->total, NULL);
    if (status != STATUS_OK)
        farthest->row_count = 0;
    farthest->picture = make_picture(contents, farthest);
    return farthest;
}

/* ---- Handlers ----------------------------------------------------------------------------------
 */

static void contents_destroy(void *self)
{
    struct contents *contents = self;
    if (contents == NULL)
        return;
    for (int i = 0; i < PICTURES; i++)
        page_fini(&contents->pages[i]);
    free(contents);
}

static uint16_t year_of(const char *text)
{
    long year = strtol(text, NULL, 10);
    return year > 0 && year <= UINT16_MAX ? (uint16_t)year : 0;
}

void *contents_create(const struct stage *stage, const struct place *place, uint32_t position)
{
    struct contents *contents = memory_zeroed(1, sizeof *contents);
    const struct letter_source *source = &stage->config->source;
    const struct letter_summary *none;
    size_t count;
    contents->stage = stage;
    contents->place = *place;
    contents->filter = (struct letter_filter){
        .person = contents->place.id[0] == '\0' ? NULL : contents->place.id,
        .year = year_of(contents->place.query),
    };
    lay_out(contents);
    struct arena *arena = arena_create();
    enum status status = source->calls->summaries(source->self, &contents->filter, 0, 0, arena,
                                                  &none, &count, &contents->total, NULL);
    arena_destroy(arena);
    if (status != STATUS_OK) {
        contents_destroy(contents);
        return NULL;
    }
    contents->page = position / per_page(contents);
    if (contents->page >= page_count(contents))
        contents->page = 0;
    return contents;
}

static bool has_next(const struct contents *contents)
{
    return contents->page + 1 < page_count(contents);
}

static struct step contents_page(void *self, int direction, uint64_t now_ms)
{
    struct contents *contents = self;
    if (direction < 0 ? contents->page == 0 : !has_next(contents))
        return step_none();
    contents->page += direction < 0 ? (size_t)-1 : 1;
    turn_settle(&contents->turn, direction * contents->content.w, now_ms);
    return step_redraw();
}

static struct step contents_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    struct contents *contents = self;
    (void)pressed;
    if (!gesture->horizontal && !contents->turn.dragging)
        return step_none();
    bool previous = contents->page > 0, next = has_next(contents);
    if (gesture->kind != GESTURE_DRAG_END) {
        turn_drag(&contents->turn, gesture->dx_px, previous, next);
        return step_redraw();
    }
    int from = contents->turn.offset_px;
    int direction = turn_release(&contents->turn, gesture->dx_px, gesture->vx_px_per_s,
                                 look_px(&contents->stage->look, 150), previous, next);
    if (direction != 0)
        contents->page += direction < 0 ? (size_t)-1 : 1;
    turn_settle(&contents->turn, from + direction * contents->content.w, gesture->time_ms);
    return step_redraw();
}

static struct step open_row(struct contents *contents, int index)
{
    struct list_page *page = page_at(contents, contents->page);
    struct step step = {.kind = STEP_GO, .remember = true, .to = {.kind = PLACE_LETTER}};
    if (index < 0 || (size_t)index >= page->row_count)
        return step_none();
    const struct key key = page->rows[index].key;
    if (strlen(key.edition) >= PLACE_PART_SIZE || strlen(key.id) >= PLACE_PART_SIZE)
        return step_none();
    memcpy(step.to.edition, key.edition, strlen(key.edition) + 1);
    memcpy(step.to.id, key.id, strlen(key.id) + 1);
    return step;
}

static struct step contents_act(void *self, enum action action, int index, uint64_t now_ms)
{
    switch (action) {
    case ACTION_PAGE_PREVIOUS:
        return contents_page(self, -1, now_ms);
    case ACTION_PAGE_NEXT:
        return contents_page(self, 1, now_ms);
    case ACTION_OPEN_LETTER:
        return open_row(self, index);
    case ACTION_SEARCH:
        return (struct step){.kind = STEP_GO, .to = {.kind = PLACE_SEARCH}};
    default:
        return step_none();
    }
}

static struct step contents_back(void *self, uint64_t now_ms)
{
    (void)self;
    (void)now_ms;
    return (struct step){.kind = STEP_AGAIN};
}

static struct step contents_tick(void *self, uint64_t now_ms)
{
    struct contents *contents = self;
    bool moving = turn_is_moving(&contents->turn);
    (void)turn_offset_px(&contents->turn, now_ms);
    return moving ? step_redraw() : step_none();
}

static uint64_t contents_deadline_ms(const void *self, uint64_t now_ms)
{
    const struct contents *contents = self;
    return turn_is_moving(&contents->turn) ? now_ms : UINT64_MAX;
}

static uint64_t contents_idle_ms(const void *self)
{
    const struct contents *contents = self;
    return contents->stage->config->times.idle_ms;
}

static struct place contents_place(const void *self)
{
    const struct contents *contents = self;
    return contents->place;
}

static size_t contents_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    struct contents *contents = self;
    size_t count = 0;
    if (count < room && has_next(contents))
        pages[count++] = glyph_page_retain(page_at(contents, contents->page + 1)->picture);
    if (count < room && contents->page > 0)
        pages[count++] = glyph_page_retain(page_at(contents, contents->page - 1)->picture);
    return count;
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

static const char *page_text(const struct contents *contents, struct arena *arena)
{
    return strings_format(contents->stage->config->strings, arena, "nav.pages",
                          (long)contents->page + 1, (long)page_count(contents), NULL);
}

static void draw_title(const struct contents *contents, struct draw_list *list)
{
    const struct stage *stage = contents->stage;
    const struct look *look = &stage->look;
    bool small = look->size_class == SCREEN_SMALL;
    struct rect head = {0, 0, look->screen.w_px, contents->content.y};
    draw_list_fill(list, head, TOKEN_WALL);
    draw_list_box(list, BOX_HEAD, head);
    const char *end = small ? page_text(contents, list->arena) : stage->exhibit.years;
    int end_w = end == NULL ? 0 : look_px(look, 300);
    struct lettering_spec spec = {
        .text = stage->exhibit.title,
        .role = small ? LOOK_CAPTION : LOOK_TITLE,
        .w_px = head.w - 2 * look->edge_px - end_w,
        .h_px = head.h,
        .ink = TOKEN_INK,
        .ground = TOKEN_WALL,
        .lang = strings_lang(stage->config->strings),
        .direction = strings_direction(stage->config->strings),
    };
    if (spec.text == NULL)
        spec.text = "";
    if (!small && lettering_width_px(stage->lettering, &spec) > spec.w_px) {
        /* A long title is set smaller rather than cut. */
        spec.role = LOOK_LIST;
        spec.max_lines = 2;
    }
    bool rtl = spec.direction == DIRECTION_RTL;
    lettering_draw(stage->lettering, &spec, look->edge_px + (rtl ? end_w : 0), 0, list);
    if (end == NULL)
        return;
    spec.text = end;
    spec.role = LOOK_CAPTION;
    spec.ink = TOKEN_INK2;
    spec.align = rtl ? DRAW_START : DRAW_END;
    spec.direction = DIRECTION_LTR;
    spec.lining = true;
    spec.w_px = end_w;
    lettering_draw(stage->lettering, &spec, rtl ? look->edge_px : head.w - look->edge_px - end_w, 0,
                   list);
}

static void draw_pages(struct contents *contents, uint64_t now_ms, struct draw_list *list)
{
    struct rect content = contents->content;
    int offset = turn_offset_px(&contents->turn, now_ms);
    draw_list_clip(list, content);
    if (offset > 0 && contents->page > 0)
        draw_list_surface(list, (struct rect){offset - content.w, content.y, content.w, content.h},
                          page_at(contents, contents->page - 1)->picture, (struct point){0, 0},
                          255);
    if (offset < 0 && has_next(contents))
        draw_list_surface(list, (struct rect){offset + content.w, content.y, content.w, content.h},
                          page_at(contents, contents->page + 1)->picture, (struct point){0, 0},
                          255);
    draw_list_surface(list, (struct rect){offset, content.y, content.w, content.h},
                      page_at(contents, contents->page)->picture, (struct point){0, 0}, 255);
    draw_list_clip(list, list->screen);
    draw_list_box(list, BOX_PAGE, content);
}

static void add_rows(struct contents *contents, struct draw_list *list)
{
    const struct list_page *page = page_at(contents, contents->page);
    for (size_t i = 0; i < page->row_count; i++) {
        const struct letter_summary *row = &page->rows[i];
        struct rect rect = row_rect(contents, i);
        rect.y += contents->content.y;
        draw_list_target(list,
                         (struct draw_target){.drawn = rect,
                                              .hit = rect,
                                              .role = ROLE_LETTER,
                                              .action = ACTION_OPEN_LETTER,
                                              .index = (int)i,
                                              .name = arena_format(list->arena, "letter=%s/%s",
                                                                   row->key.edition, row->key.id),
                                              .label = row->title,
                                              .focus = 1});
        draw_list_run(list, (struct draw_run){.rect = rect,
                                              .cap_height_26_6 =
                                                  contents->stage->look.cap_height_26_6[LOOK_LIST],
                                              .ink = TOKEN_INK,
                                              .ground = TOKEN_PAGE,
                                              .text = row->title});
    }
}

static void draw_bar(const struct contents *contents, struct draw_list *list)
{
    const struct stage *stage = contents->stage;
    bool small = stage->look.size_class == SCREEN_SMALL;
    struct bar_cell cells[BAR_CELLS_MAX];
    size_t count = 0;
    cells[count++] = bar_again(stage);
    cells[count++] = bar_turn(stage, -1, contents->page > 0);
    if (!small) /* five cells fill a small bar: the head tells the page there */
        cells[count++] = (struct bar_cell){
            .group = BAR_MOVE, .label = page_text(contents, list->arena), .is_set = true};
    cells[count++] = bar_turn(stage, 1, has_next(contents));
    cells[count++] = bar_reading(stage, !small);
    if (stage->config->keyboards != NULL)
        cells[count++] =
            (struct bar_cell){.group = BAR_TOOLS,
                              .action = ACTION_SEARCH,
                              .name = "search",
                              .icon = "search",
                              .label = strings_text(stage->config->strings, "nav.search")};
    bar_draw(stage, cells, count, list);
}

static void contents_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct contents *contents = self;
    draw_pages(contents, now_ms, list);
    draw_title(contents, list);
    if (!contents->turn.dragging && !turn_is_moving(&contents->turn))
        add_rows(contents, list);
    draw_bar(contents, list);
}

const struct stage_screen contents_screen = {
    .destroy = contents_destroy,
    .act = contents_act,
    .drag = contents_drag,
    .page = contents_page,
    .back = contents_back,
    .tick = contents_tick,
    .deadline_ms = contents_deadline_ms,
    .draw = contents_draw,
    .place = contents_place,
    .prepare = contents_prepare,
    .idle_ms = contents_idle_ms,
};
