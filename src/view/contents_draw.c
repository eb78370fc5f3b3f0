/* Draws the contents. */
#include "view/contents_state.h"

#include "view/emit.h"
#include "view/facsimile.h"
#include "view/menu.h"

static const char *page_text(const struct contents *contents, struct arena *arena)
{
    return strings_format(contents->stage->config->strings, arena, "nav.pages",
                          (long)contents->page + 1, (long)contents_state_page_count(contents),
                          NULL);
}

/* A picture fills its place, with what the curator would have seen of it in the middle. */
static struct rect covering(const struct facsimile *picture, struct rect place)
{
    int64_t w = picture->width, h = picture->height;
    int64_t frame_w = (int64_t)place.w << 6, frame_h = frame_w * h / w;
    if (frame_h < (int64_t)place.h << 6) {
        frame_h = (int64_t)place.h << 6;
        frame_w = frame_h * w / h;
    }
    int64_t spare_w = frame_w - ((int64_t)place.w << 6);
    int64_t spare_h = frame_h - ((int64_t)place.h << 6);
    return (struct rect){(int)((int64_t)place.x * 64 - spare_w * picture->focus_x / 1000),
                         (int)((int64_t)place.y * 64 - spare_h * picture->focus_y / 1000),
                         (int)frame_w, (int)frame_h};
}

static void draw_pictures(const struct contents *contents, const struct contents_page *page, int x,
                          struct draw_list *list)
{
    struct rect content = contents->head.content;
    for (size_t i = 0; page->rows == NULL && i < page->row_count; i++) {
        const struct start_card *card = &page->cards[i];
        struct rect place = contents_rows_picture(contents, card, contents_rows_rect(contents, i));
        if (place.w == 0)
            continue;
        place.x += x;
        place.y += content.y;
        const struct mosaic_picture picture = facsimile_picture(card->picture);
        draw_list_clip(list, rect_intersection(place, content));
        draw_list_picture(list, &picture, covering(card->picture, place), 255);
        draw_list_clip(list, content);
    }
}

static void draw_page(struct contents *contents, size_t index, int x, struct draw_list *list)
{
    struct rect content = contents->head.content;
    const struct contents_page *page = contents_state_page(contents, index);
    draw_list_surface(list, (struct rect){x, content.y, content.w, content.h}, page->picture,
                      (struct point){0, 0}, 255);
    draw_pictures(contents, page, x, list);
}

static void draw_pages(struct contents *contents, uint64_t now_ms, struct draw_list *list)
{
    struct rect content = contents->head.content;
    bool rtl = strings_direction(contents->stage->config->strings) == DIRECTION_RTL;
    int offset = turn_offset_px(&contents->turn, now_ms), toward = rtl ? -1 : 1;
    draw_list_clip(list, content);
    if (offset > 0 && contents->page > 0)
        draw_page(contents, contents->page - 1, toward * (offset - content.w), list);
    if (offset < 0 && contents->page + 1 < contents_state_page_count(contents))
        draw_page(contents, contents->page + 1, toward * (offset + content.w), list);
    draw_page(contents, contents->page, toward * offset, list);
    draw_list_clip(list, list->screen);
    draw_list_box(list, BOX_PAGE, content);
}

static void add_row(const struct contents *contents, const struct contents_page *page, size_t row,
                    struct draw_list *list)
{
    const struct letter_summary *letter =
        page->rows != NULL ? &page->rows[row] : &page->cards[row].summary;
    const char *title = page->rows == NULL ? page->cards[row].title : NULL;
    struct rect rect = contents_rows_rect(contents, row);
    rect.y += contents->head.content.y;
    draw_list_target(list,
                     (struct draw_target){.drawn = rect,
                                          .hit = rect,
                                          .role = ROLE_LETTER,
                                          .action = ACTION_OPEN_LETTER,
                                          .index = (int)row,
                                          .name = arena_format(list->arena, "letter=%s/%s",
                                                               letter->key.edition, letter->key.id),
                                          .label = title != NULL ? title : letter->title,
                                          .focus = 1});
}

static void add_rows(struct contents *contents, struct draw_list *list)
{
    const struct contents_page *page = contents_state_page(contents, contents->page);
    struct rect content = contents->head.content;
    for (size_t i = 0; i < page->row_count; i++)
        add_row(contents, page, i, list);
    emit_add_runs(page->runs, page->run_count, content.x, content.y, list);
}

/* "No letters match", and the way out of it. */
static void draw_none(const struct contents *contents, struct draw_list *list)
{
    const struct stage *stage = contents->stage;
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    struct rect content = contents->head.content;
    const struct bar_cell all = {.action = ACTION_FILTER_CLEAR,
                                 .name = "filter-clear",
                                 .label = strings_text(strings, "filter.show")};
    const struct lettering_spec spec = {
        .text = strings_text(strings, "filter.none"),
        .role = LOOK_BODY,
        .w_px = content.w - 2 * look->edge_px,
        .h_px = 2 * look->leading_px[LOOK_BODY],
        .max_lines = 2,
        .align = DRAW_CENTER,
        .ink = TOKEN_INK,
        .ground = TOKEN_WALL,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
    int y = content.y + (content.h - spec.h_px - look->button_px) / 2;
    int width = bar_button_width(stage, all.label, false);
    lettering_draw(stage->lettering, &spec, look->edge_px, y, list);
    bar_button(stage, (struct rect){(content.w - width) / 2, y + spec.h_px, width, look->button_px},
               &all, BAR_PRIMARY, list);
}

static void draw_bar(const struct contents *contents, struct draw_list *list)
{
    const struct stage *stage = contents->stage;
    bool small = stage->look.size_class == SCREEN_SMALL;
    struct bar_cell cells[BAR_CELLS_MAX],
        back = {
            .action = ACTION_BACK_CHIP, .name = "back", .icon = "back", .said = stage->back_title};
    size_t count = 0;
    bool next = contents->page + 1 < contents_state_page_count(contents);
    cells[count++] = small ? bar_menu(stage) : bar_again(stage);
    cells[count++] = bar_turn(stage, -1, contents->page > 0);
    if (small && stage->back_title != NULL)
        cells[count++] = back;
    else
        cells[count++] = (struct bar_cell){
            .group = BAR_MOVE, .label = page_text(contents, list->arena), .is_set = true};
    cells[count++] = bar_turn(stage, 1, next);
    cells[count++] = bar_reading(stage, !small);
    if (!small && stage->config->keyboards != NULL)
        cells[count++] = menu_search(stage);
    if (!small) {
        struct bar_cell about = menu_about(stage);
        about.said = about.label;
        about.label = NULL;
        cells[count++] = about;
    }
    bar_draw(stage, cells, count, list);
}

/* How many letters a filter left; the years where there is none. */
static const char *end_text(const struct contents *contents, struct arena *arena)
{
    if (contents->starts || contents->stage->look.size_class == SCREEN_SMALL)
        return contents->stage->look.size_class == SCREEN_SMALL ? NULL
                                                                : contents->stage->exhibit.years;
    return strings_format(contents->stage->config->strings, arena, "list.count",
                          (long)contents->total, 0, NULL);
}

void contents_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct contents *contents = self;
    draw_pages(contents, now_ms, list);
    contents_head_draw(&contents->head, contents->stage, end_text(contents, list->arena), list);
    if (contents->total == 0)
        draw_none(contents, list);
    else if (!contents->turn.dragging && !turn_is_moving(&contents->turn))
        add_rows(contents, list);
    bar_chip_back(contents->stage, list);
    contents_filter_draw(contents, list);
    draw_bar(contents, list);
}
