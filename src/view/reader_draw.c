#include "view/reader_state.h"

#include "view/bar.h"
#include "view/menu.h"
#include "view/parallel.h"
#include "view/reader_badges.h"
#include "view/reader_cards.h"
#include "view/reader_lists.h"
#include "view/reader_pictures.h"
#include "view/side.h"

#include <assert.h>
#include <string.h>

const char *reader_caption(const struct stage *stage, struct arena *arena,
                           const struct letter_summary *summary)
{
    /* A sentence of the interface does not join names in another language. */
    const char *lang = strings_lang(stage->config->strings);
    bool same_lang = summary->lang == NULL || strncmp(summary->lang, lang, strlen(lang)) == 0;
    if (summary->sender.name == NULL || summary->recipient.name == NULL || !same_lang)
        return summary->title;
    const struct strings_value values[] = {
        {"from", summary->sender.name}, {"to", summary->recipient.name}, {0}};
    return strings_fill(stage->config->strings, arena, "letter.fromto", 0, values);
}

static const char *head_text(const struct reader *reader, struct arena *arena)
{
    const struct letter_summary *summary = &reader->letter.summary;
    const char *caption = reader_caption(reader->stage, arena, summary);
    const char *place = summary->place, *date = summary->date.text;
    if (place == NULL && date == NULL)
        return caption;
    return arena_format(arena, "%s · %s%s%s", caption, place == NULL ? "" : place,
                        place != NULL && date != NULL ? ", " : "", date == NULL ? "" : date);
}

static const char *page_text(const struct reader *reader, struct arena *arena)
{
    const struct strings *strings = reader->stage->config->strings;
    if (!reader->complete)
        return "";
    return strings_format(strings, arena, "page.of", (long)reader->page + 1,
                          (long)pages_count(reader->pages), NULL);
}

static void draw_head(const struct reader *reader, struct draw_list *list)
{
    const struct look *look = &reader->stage->look;
    const struct strings *strings = reader->stage->config->strings;
    struct rect head = {0, 0, look->screen.w_px, look->head_px};
    if (head.h == 0)
        return;
    draw_list_box(list, BOX_HEAD, head);
    draw_list_fill(list, head, TOKEN_WALL);
    struct lettering_spec spec = {
        .text = page_text(reader, list->arena),
        .role = LOOK_CAPTION,
        .h_px = head.h - look->hairline_px,
        .lining = true,
        .align = DRAW_END,
        .ink = TOKEN_INK2,
        .ground = TOKEN_WALL,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
    int left = look->size_class == SCREEN_SMALL ? look->edge_px : reader->sheet.paper.x;
    int right = head.w - left;
    bool rtl = spec.direction == DIRECTION_RTL;
    /* As wide as it needs in this language, but not of another width on every page. */
    int number_w = look_px(look, 400), needed = lettering_width_px(reader->stage->lettering, &spec);
    if (needed > number_w)
        number_w = needed + look->gap_px;
    spec.w_px = number_w;
    lettering_draw(reader->stage->lettering, &spec, rtl ? left : right - number_w, 0, list);
    spec.text = stage_isolated(reader->stage, list->arena, head_text(reader, list->arena));
    spec.align = DRAW_START;
    spec.lang = reader->letter.version_lang;
    spec.w_px = right - left - number_w - look->gap_px;
    lettering_draw(reader->stage->lettering, &spec, rtl ? right - spec.w_px : left, 0, list);
}

/* A stroke beside the lines of a key passage, at the far side of the column, where no numbers
 * stand. */
static void draw_passages(const struct reader *reader, size_t page, int x, struct draw_list *list)
{
    const struct look *look = &reader->stage->look;
    struct page_range range = pages_at(reader->pages, page);
    struct rect column = reader->sheet.column;
    int width = look_px(look, 10), away = look_px(look, 25), top = 0, bottom = 0;
    bool rtl = reader->letter.direction == DIRECTION_RTL;
    int y =
        sheet_origin(&reader->sheet, reader->flow, range, page).y - reader->placement.page_shift;
    size_t count;
    const struct flow_line *lines = flow_lines(reader->flow, &count);
    for (size_t i = 0; i < reader->passage_count; i++, top = bottom = 0) {
        const struct reader_passage *passage = &reader->passages[i];
        for (size_t k = range.first_line; k < range.first_line + range.line_count; k++) {
            if (lines[k].block != passage->block || lines[k].end <= passage->byte)
                continue;
            top = bottom == 0 ? lines[k].top_px : top;
            bottom = lines[k].top_px + lines[k].height_px;
        }
        if (bottom > top)
            draw_list_fill(list,
                           (struct rect){x + (rtl ? column.x - away : column.x + column.w + away),
                                         y + top, width, bottom - top},
                           TOKEN_ACCENT2);
    }
}

static void draw_page(struct reader *reader, size_t index, int x, struct draw_list *list)
{
    struct rect content = reader->sheet.content;
    draw_list_surface(
        list, (struct rect){x, content.y - reader->placement.page_shift, content.w, content.h},
        reader_state_picture(reader, index), (struct point){0, 0}, 255);
    reader_pictures_draw(reader, index, x, list);
    draw_passages(reader, index, x, list);
}

/* The page that is read, and beside it the one that comes or goes. */
static void draw_pages(struct reader *reader, uint64_t now_ms, struct draw_list *list)
{
    struct rect content = reader->sheet.content;
    int offset = turn_offset_px(&reader->turn, now_ms), sign = reader_state_sign(reader);
    draw_list_clip(list, content);
    if (offset > 0 && reader->page > 0)
        draw_page(reader, reader->page - 1, sign * (offset - content.w), list);
    if (offset < 0 && reader_state_has_next(reader))
        draw_page(reader, reader->page + 1, sign * (offset + content.w), list);
    if (reader->placement.page_shift > 0)
        draw_list_fill(list, content, TOKEN_PAGE);
    draw_page(reader, reader->page, sign * offset, list);
    draw_list_clip(list, list->screen);
    draw_list_box(list, BOX_PAGE, content);
}

static void add_run(const struct reader *reader, const struct flow *flow, size_t line,
                    struct draw_list *list)
{
    bool side = flow == reader->side;
    const struct look *look = &reader->stage->look;
    struct point at = reader_state_origin(reader, flow);
    size_t count;
    const struct flow_line *set = &flow_lines(flow, &count)[line];
    struct rect rect = {at.x + set->left_px, at.y + set->top_px, set->right_px - set->left_px,
                        set->height_px};
    if (!rect_intersects(rect, reader->sheet.content))
        return;
    draw_list_box(list, BOX_LINE, rect);
    draw_list_run(list,
                  (struct draw_run){
                      .rect = rect,
                      .cap_height_26_6 = look->cap_height_26_6[side ? LOOK_CAPTION : LOOK_BODY],
                      .ink = side ? TOKEN_INK2 : TOKEN_INK,
                      .ground = TOKEN_PAGE,
                      .text = flow_line_text(flow, line, list->arena),
                  });
}

static void add_lines(const struct reader *reader, struct draw_list *list)
{
    struct page_range range = pages_at(reader->pages, reader->page);
    for (size_t i = 0; i < range.line_count; i++)
        add_run(reader, reader->flow, range.first_line + i, list);
    for (size_t i = 0; i < reader->side_lines; i++)
        add_run(reader, reader->side, i, list);
}

struct draw_target reader_object_target(const struct stage *stage, const struct flow_object *object,
                                        struct rect drawn, struct arena *arena)
{
    struct draw_target target = {.drawn = drawn, .hit = drawn, .label = object->label, .focus = 1};
    if (object->kind == SPAN_NOTE) {
        const struct strings_value values[] = {{"n", object->label}, {0}};
        int side = look_px(&stage->look, 150);
        target.role = ROLE_MARK;
        target.hit = (struct rect){drawn.x + drawn.w / 2 - side / 2,
                                   drawn.y + drawn.h / 2 - side / 2, side, side};
        target.label = strings_fill(stage->config->strings, arena, "note.title", 0, values);
        target.name = arena_format(arena, "note=%s", object->target);
    } else if (object->kind == SPAN_PERSON || object->kind == SPAN_TERM) {
        target.role = object->kind == SPAN_PERSON ? ROLE_NAME : ROLE_TERM;
        target.name = arena_format(arena, "%s=%s", object->kind == SPAN_PERSON ? "person" : "term",
                                   object->target);
    } else {
        target.role = ROLE_REFERENCE;
        target.name = arena_format(arena, "go=%s", object->target);
    }
    return target;
}

bool reader_is_touchable(enum span_kind kind)
{
    return kind == SPAN_NOTE || kind == SPAN_PERSON || kind == SPAN_TERM || kind == SPAN_REFERENCE;
}

/* Adds the targets of the lines first .. first + count - 1. */
static void add_objects(const struct reader *reader, const struct flow *flow, size_t first,
                        size_t line_count, struct draw_list *list)
{
    size_t count;
    const struct flow_object *objects = flow_objects(flow, &count);
    for (size_t i = 0; i < count; i++) {
        const struct flow_object *object = &objects[i];
        bool shown = object->line >= first && object->line < first + line_count;
        if (!shown || !reader_is_touchable(object->kind) || object->target == NULL ||
            !flow_object_is_live(object, (uint32_t)first))
            continue;
        struct draw_target target = reader_object_target(
            reader->stage, object, reader_state_object_rect(reader, flow, object), list->arena);
        target.action = flow == reader->side ? ACTION_SIDE_OBJECT : ACTION_OPEN_OBJECT;
        target.index = (int)i;
        target.hit = rect_intersection(target.hit, reader->sheet.content);
        if (target.hit.w > 0 && target.hit.h > 0)
            draw_list_target(list, target);
    }
}

static void add_all_objects(const struct reader *reader, struct draw_list *list)
{
    struct page_range range = pages_at(reader->pages, reader->page);
    add_objects(reader, reader->flow, range.first_line, range.line_count, list);
    if (reader->side != NULL)
        add_objects(reader, reader->side, 0, reader->side_lines, list);
    draw_list_settle_hits(list);
}

/* The mark that was touched, on the colour of what is chosen. */
static void draw_chosen(const struct reader *reader, const struct flow_object *object,
                        struct draw_list *list)
{
    struct rect rect;
    struct point at = reader_state_origin(reader, reader->card_flow);
    const struct glyph_page *mark = sheet_chosen_mark(reader->card_flow, object, at, &rect);
    draw_list_surface(list, rect, mark, (struct point){0, 0}, 255);
    glyph_page_release(mark);
}

static void draw_card(const struct reader *reader, struct draw_list *list)
{
    if (reader->card_flow != NULL) {
        size_t count;
        const struct flow_object *object =
            &flow_objects(reader->card_flow, &count)[reader->card_object];
        if (object->kind == SPAN_NOTE)
            draw_chosen(reader, object, list);
    }
    struct rect line = reader_state_card_line(reader);
    draw_list_box(list, BOX_MARK_LINE, line);
    card_draw(reader->card, list);
}

/* "Notes 3"; a page without notes has people to list. */
static const char *notes_label(const struct reader *reader, struct arena *arena)
{
    const struct strings *strings = reader->stage->config->strings;
    int count = reader_lists_note_count(reader);
    return count == 0 ? strings_text(strings, "note.list")
                      : strings_format(strings, arena, "note.count", count, 0, NULL);
}

static struct bar_cell notes_cell(const struct reader *reader, struct arena *arena)
{
    return (struct bar_cell){
        .group = BAR_TOOLS,
        .action = ACTION_NOTES,
        .name = "notes",
        .icon = "notes",
        .label = notes_label(reader, arena),
        .said = strings_text(reader->stage->config->strings, "note.list"),
        .is_set = true,
    };
}

static struct bar_cell pages_cell(const struct reader *reader)
{
    return (struct bar_cell){
        .group = BAR_MOVE,
        .action = ACTION_PAGES,
        .name = "pages",
        .icon = "pages",
        .label = strings_text(reader->stage->config->strings, "nav.pages.title"),
    };
}

/* What the badges lead to: at most three cells. */
static size_t letter_cells(const struct reader *reader, struct arena *arena, struct bar_cell *cells)
{
    const struct strings *strings = reader->stage->config->strings;
    size_t count = 0;
    cells[count++] = (struct bar_cell){.action = ACTION_ABOUT_LETTER,
                                       .name = "about-letter",
                                       .label = side_title(reader->stage, &reader->letter, arena)};
    if (reader->passage_count > 0)
        cells[count++] = (struct bar_cell){.action = ACTION_KEY_PASSAGE,
                                           .name = "key-passage",
                                           .label = strings_text(strings, "letter.key")};
    if (reader->letter.web != NULL)
        cells[count++] = (struct bar_cell){
            .action = ACTION_WEB, .name = "web", .label = strings_text(strings, "letter.web")};
    return count;
}

size_t reader_menu(void *self, struct arena *arena, struct bar_cell *cells, size_t room)
{
    const struct reader *reader = self;
    const struct stage *stage = reader->stage;
    size_t count = 0;
    assert(room >= MENU_CELLS_MAX);
    (void)room; /* asked for by the assertion alone */
    cells[count++] = bar_again(stage);
    cells[count++] = menu_contents(stage);
    cells[count++] = pages_cell(reader);
    count += reader_pictures_cell(reader, &cells[count]);
    count += parallel_cell(stage, &reader->letter, &cells[count]);
    if (stage->back_title != NULL) /* it has the place of the notes on the bar */
        cells[count++] = notes_cell(reader, arena);
    if (!reader->noticing)
        count += letter_cells(reader, arena, &cells[count]);
    if (stage->config->keyboards != NULL)
        cells[count++] = menu_search(stage);
    cells[count++] = menu_about(stage);
    return count;
}

static void draw_bar(struct reader *reader, struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct strings *strings = stage->config->strings;
    bool small = stage->look.size_class == SCREEN_SMALL;
    const char *count =
        reader->complete ? strings_format(strings, list->arena, "nav.pages", (long)reader->page + 1,
                                          (long)pages_count(reader->pages), NULL)
                         : "";
    const struct bar_cell previous = bar_turn(stage, -1, reader->page > 0);
    const struct bar_cell next = bar_turn(stage, 1, true); /* the last page leads to the end card */
    struct bar_cell number = pages_cell(reader);
    number.said = number.label;
    number.label = count;
    number.icon = NULL;
    number.is_set = true;
    const struct bar_cell notes = notes_cell(reader, list->arena);
    const struct bar_cell back = {
        .group = BAR_TOOLS,
        .action = ACTION_BACK_CHIP,
        .name = "back",
        .icon = "back",
        .label = strings_text(strings, "nav.back"),
        .said = stage->back_title,
    };
    const struct bar_cell reading = bar_reading(stage, false);
    /* Five cells fill a small bar: the head tells the page there. */
    const struct bar_cell few[] = {bar_menu(stage), previous, next,
                                   stage->back_title == NULL ? notes : back, reading};
    struct bar_cell all[BAR_CELLS_MAX] = {bar_again(stage), previous, number, next, notes};
    size_t shown = 5;
    shown += reader_pictures_cell(reader, &all[shown]);
    shown += parallel_cell(stage, &reader->letter, &all[shown]);
    all[shown++] = menu_contents(stage);
    all[shown++] = reading;
    if (small)
        bar_draw(stage, few, sizeof few / sizeof *few, list);
    else
        bar_draw(stage, all, shown, list);
}

/* Before the letter was agreed to, nothing of it is seen. */
static void draw_notice(struct reader *reader, struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct bar_cell cells[] = {stage->look.size_class == SCREEN_SMALL ? bar_menu(stage)
                                                                            : bar_again(stage),
                                     bar_reading(stage, true)};
    draw_head(reader, list);
    reader_cards_draw_notice(reader, list);
    bar_draw(stage, cells, sizeof cells / sizeof *cells, list);
}

void reader_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct reader *reader = self;
    if (reader->noticing) {
        draw_notice(reader, list);
        return;
    }
    draw_pages(reader, now_ms, list);
    draw_head(reader, list);
    if (!reader->turn.dragging && !turn_is_moving(&reader->turn)) {
        struct rect content = reader->sheet.content;
        if (reader->card != NULL)
            draw_list_target(
                list, (struct draw_target){
                          .drawn = content,
                          .hit = content,
                          .role = ROLE_SCROLL,
                          .action = ACTION_CARD_CLOSE,
                          .name = "outside",
                          .label = strings_text(reader->stage->config->strings, "nav.close")});
        reader_badges_draw(reader, list);
        add_lines(reader, list);
        reader_pictures_targets(reader, list);
        add_all_objects(reader, list);
    }
    if (reader->card != NULL)
        draw_card(reader, list);
    if (reader->list != OVERLAY_NONE)
        reader_lists_draw(reader, list);
    bar_chip_back(reader->stage, list);
    draw_bar(reader, list);
}
