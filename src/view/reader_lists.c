#include "view/reader_lists.h"

#include "view/bar.h"

#include <string.h>

enum { ROWS_MAX = 512 };

/* One row: a few words at the side, what it is about, and where it leads. */
struct row {
    const char *side, *text;
    const char *name;
    enum action action;
    int index;
};

struct rows {
    struct arena *arena;
    struct row *rows;
    size_t count;
};

/* ---- Rows --------------------------------------------------------------------------------------
 */

static void add_row(struct rows *rows, struct row row)
{
    if (rows->count < ROWS_MAX)
        rows->rows[rows->count++] = row;
}

static void add_note(struct rows *rows, const struct reader *reader, const struct note *note,
                     int index)
{
    const struct strings *strings = reader->stage->config->strings;
    const struct strings_value values[] = {{"n", note->label}, {0}};
    bool source = note->kind == NOTE_SOURCE;
    add_row(rows, (struct row){
                      .side = source ? strings_text(strings, "letter.source")
                                     : strings_fill(strings, rows->arena, "note.title", 0, values),
                      .text = note->block_count == 0 ? "" : note->blocks[0].text,
                      .name = arena_format(rows->arena, "note=%s", note->key),
                      .action = ACTION_LIST_OBJECT,
                      .index = index,
                  });
}

static bool is_on_page(const struct reader *reader, const struct flow_object *object)
{
    struct page_range range = pages_at(reader->pages, reader->page);
    return object->line >= range.first_line && object->line < range.first_line + range.line_count;
}

/* Notes first, then people and terms, in the order of the page. */
static void add_objects(struct rows *rows, const struct reader *reader, bool notes)
{
    size_t count;
    const struct flow_object *objects = flow_objects(reader->flow, &count);
    uint32_t first_line = (uint32_t)pages_at(reader->pages, reader->page).first_line;
    for (size_t i = 0; i < count; i++) {
        const struct flow_object *object = &objects[i];
        if (!is_on_page(reader, object) || object->target == NULL || object->continues)
            continue;
        const struct note *note =
            object->kind == SPAN_NOTE ? letter_find_note(&reader->letter, object->target) : NULL;
        if (notes && note != NULL)
            add_note(rows, reader, note, (int)i);
        bool card = object->kind == SPAN_PERSON || object->kind == SPAN_TERM;
        if (!notes && card && flow_object_is_live(object, first_line))
            add_row(rows, (struct row){
                              .side = "",
                              .text = object->label,
                              .name = arena_format(rows->arena, "person=%s", object->target),
                              .action = ACTION_LIST_OBJECT,
                              .index = (int)i,
                          });
    }
}

static void add_notes(struct rows *rows, const struct reader *reader)
{
    const struct note *source = reader_state_source_note(&reader->letter);
    if (source != NULL && reader->page == 0)
        add_note(rows, reader, source, -1);
    add_objects(rows, reader, true);
    add_objects(rows, reader, false);
}

static void add_pages(struct rows *rows, struct reader *reader)
{
    const struct strings *strings = reader->stage->config->strings;
    reader->complete = pages_extend(reader->pages, SIZE_MAX);
    size_t count = pages_count(reader->pages);
    for (size_t i = 0; i < count; i++)
        add_row(rows, (struct row){
                          .side = strings_format(strings, rows->arena, "nav.pages", (long)i + 1,
                                                 (long)count, NULL),
                          .text = flow_line_text(
                              reader->flow, pages_at(reader->pages, i).first_line, rows->arena),
                          .name = arena_format(rows->arena, "page=%zu", i + 1),
                          .action = ACTION_GO_PAGE,
                          .index = (int)i,
                      });
}

static struct rows find_rows(struct reader *reader, struct arena *arena)
{
    struct rows rows = {.arena = arena, .rows = arena_alloc(arena, ROWS_MAX, sizeof *rows.rows)};
    if (reader->list == OVERLAY_PAGES)
        add_pages(&rows, reader);
    else
        add_notes(&rows, reader);
    return rows;
}

int reader_lists_note_count(const struct reader *reader)
{
    size_t count;
    const struct flow_object *objects = flow_objects(reader->flow, &count);
    int notes = reader->page == 0 && reader_state_source_note(&reader->letter) != NULL;
    for (size_t i = 0; i < count; i++)
        notes += objects[i].kind == SPAN_NOTE && is_on_page(reader, &objects[i]);
    return notes;
}

/* ---- Changing ----------------------------------------------------------------------------------
 */

void reader_lists_open(struct reader *reader, enum place_overlay overlay)
{
    reader_state_close_card(reader);
    reader->list = overlay;
    reader->list_first = 0;
    if (overlay == OVERLAY_PAGES) {
        size_t seen = (size_t)reader->list_seen;
        reader->list_first = seen > 0 ? reader->page / seen * seen : 0;
    }
}

bool reader_lists_scroll(struct reader *reader, int direction)
{
    size_t step = reader->list_seen > 0 ? (size_t)reader->list_seen : 1,
           before = reader->list_first;
    if (direction > 0)
        reader->list_first += step;
    else
        reader->list_first = before > step ? before - step : 0;
    return reader->list_first != before;
}

static bool find_next(const struct reader *reader, struct arena *arena,
                      const struct letter_summary **ret_next)
{
    static const struct letter_filter all = {0};
    const struct letter_source *source = &reader->stage->config->source;
    size_t count = 0, total;
    enum status status =
        source->calls->summaries(source->self, &all, reader->letter.summary.position + 1, 1, arena,
                                 ret_next, &count, &total, NULL);
    return status == STATUS_OK && count == 1;
}

struct step reader_lists_next_letter(const struct reader *reader)
{
    struct arena *arena = arena_create();
    const struct letter_summary *next;
    struct step step = {.kind = STEP_GO, .to = {.kind = PLACE_LETTER}};
    bool found = find_next(reader, arena, &next) && strlen(next->key.edition) < PLACE_PART_SIZE &&
                 strlen(next->key.id) < PLACE_PART_SIZE;
    if (found) {
        memcpy(step.to.edition, next->key.edition, strlen(next->key.edition) + 1);
        memcpy(step.to.id, next->key.id, strlen(next->key.id) + 1);
    }
    arena_destroy(arena);
    return found ? step : step_none();
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

static struct lettering_spec words(const struct reader *reader, const char *text,
                                   enum look_role role, int w, int h)
{
    return (struct lettering_spec){
        .text = text,
        .role = role,
        .w_px = w,
        .h_px = h,
        .ink = TOKEN_INK,
        .ground = TOKEN_RAISED,
        .lining = true,
        .lang = strings_lang(reader->stage->config->strings),
        .direction = strings_direction(reader->stage->config->strings),
    };
}

/* A panel with a title and a way out; what it covers cannot be touched. */
static void draw_panel(const struct reader *reader, struct rect box, const char *title,
                       struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct look *look = &stage->look;
    struct rect content = reader->sheet.content;
    int head = look_px(look, 150), padding = look->edge_px;
    const struct bar_cell close = {.action = ACTION_CARD_CLOSE,
                                   .name = "close",
                                   .icon = "close",
                                   .said = strings_text(stage->config->strings, "nav.close")};
    draw_list_target(list, (struct draw_target){.drawn = content,
                                                .hit = content,
                                                .role = ROLE_SCROLL,
                                                .action = ACTION_CARD_CLOSE,
                                                .name = "outside",
                                                .label = close.said});
    draw_list_box(list, BOX_OVERLAY, box);
    draw_list_shadow(list, box, look_px(look, 10));
    draw_list_plate(list, box, TOKEN_RAISED, TOKEN_CTL, look->hairline_px, look->radius_px);
    draw_list_target(list, (struct draw_target){.drawn = box,
                                                .hit = box,
                                                .role = ROLE_SCROLL,
                                                .action = ACTION_NONE,
                                                .name = "panel",
                                                .label = title});
    struct lettering_spec spec =
        words(reader, title, LOOK_LIST, box.w - 4 * head - padding, head - 2 * look->outline_px);
    lettering_draw(stage->lettering, &spec, box.x + padding, box.y + look->outline_px, list);
    bar_button(stage, (struct rect){box.x + box.w - head, box.y, head, head}, &close, BAR_BARE,
               list);
}

static void draw_row(const struct reader *reader, struct rect rect, const struct row *row,
                     struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct look *look = &stage->look;
    int padding = look->edge_px, side_w = row->side[0] == '\0' ? 0 : rect.w / 6;
    draw_list_fill(list,
                   (struct rect){rect.x + padding, rect.y, rect.w - 2 * padding, look->hairline_px},
                   TOKEN_RULE);
    if (side_w > 0) {
        struct lettering_spec side =
            words(reader, row->side, LOOK_CAPTION, side_w, rect.h - 2 * look->hairline_px);
        side.ink = TOKEN_ACCENT2;
        lettering_draw(stage->lettering, &side, rect.x + padding, rect.y + look->hairline_px, list);
    }
    struct lettering_spec text = words(reader, row->text, LOOK_LIST, rect.w - side_w - 2 * padding,
                                       rect.h - 2 * look->hairline_px);
    text.lining = false;
    text.lang = reader->letter.version_lang;
    text.direction = reader->letter.direction;
    lettering_draw(stage->lettering, &text, rect.x + padding + side_w, rect.y + look->hairline_px,
                   list);
    draw_list_target(list, (struct draw_target){.drawn = rect,
                                                .hit = rect,
                                                .role = ROLE_CHOICE,
                                                .action = (int)row->action,
                                                .index = row->index,
                                                .name = row->name,
                                                .label = row->text,
                                                .focus = 1});
}

static void draw_scroll(const struct reader *reader, struct rect box, bool up, bool more,
                        struct draw_list *list)
{
    const struct strings *strings = reader->stage->config->strings;
    int head = look_px(&reader->stage->look, 150),
        x = box.x + box.w - 2 * head - reader->stage->look.gap_px;
    const struct bar_cell down = {.action = ACTION_CARD_MORE,
                                  .name = "list-more",
                                  .icon = "more",
                                  .said = strings_text(strings, "note.more"),
                                  .off = !more};
    const struct bar_cell back = {.action = ACTION_CARD_UP,
                                  .name = "list-up",
                                  .icon = "up",
                                  .said = strings_text(strings, "note.up"),
                                  .off = !up};
    bar_button(reader->stage, (struct rect){x, box.y, head, head}, &down, BAR_BARE, list);
    bar_button(reader->stage, (struct rect){x - head, box.y, head, head}, &back, BAR_BARE, list);
}

static void draw_rows(struct reader *reader, const char *title, struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct look *look = &stage->look;
    struct rows rows = find_rows(reader, list->arena);
    struct rect content = reader->sheet.content;
    int head = look_px(look, 150), room = (content.h - head) / look->row_px;
    size_t seen = room < 1 ? 1 : (size_t)room;
    reader->list_seen = (int)seen;
    if (reader->list_first >= rows.count)
        reader->list_first = rows.count == 0 ? 0 : (rows.count - 1) / seen * seen;
    size_t shown = rows.count - reader->list_first < seen ? rows.count - reader->list_first : seen;
    int height = head + (shown < 1 ? 1 : (int)(rows.count < seen ? shown : seen)) * look->row_px;
    struct rect box = {content.x, content.y + content.h - height, content.w, height};
    draw_panel(reader, box, title, list);
    for (size_t i = 0; i < shown; i++)
        draw_row(reader,
                 (struct rect){box.x, box.y + head + (int)i * look->row_px, box.w, look->row_px},
                 &rows.rows[reader->list_first + i], list);
    if (rows.count > seen)
        draw_scroll(reader, box, reader->list_first > 0, reader->list_first + seen < rows.count,
                    list);
    if (rows.count == 0) {
        struct lettering_spec none =
            words(reader, strings_text(stage->config->strings, "note.none"), LOOK_LIST,
                  box.w - 2 * look->edge_px, look->row_px);
        none.ink = TOKEN_INK2;
        lettering_draw(stage->lettering, &none, box.x + look->edge_px, box.y + head, list);
    }
}

static void draw_end_button(const struct reader *reader, struct rect rect,
                            const struct bar_cell *cell, bool primary, struct draw_list *list)
{
    const struct look *look = &reader->stage->look;
    enum theme_token ground = primary ? TOKEN_BTN : TOKEN_RAISED;
    int padding = look_px(look, 40);
    draw_list_plate(list, rect, ground, primary ? TOKEN_BTN : TOKEN_CTL, look->outline_px,
                    look->radius_px);
    struct lettering_spec spec = words(reader, cell->label, LOOK_BUTTON, rect.w - 2 * padding,
                                       rect.h - 2 * look->outline_px);
    spec.ink = primary ? TOKEN_BTN_TEXT : TOKEN_INK;
    spec.ground = ground;
    spec.max_lines = 2;
    lettering_draw(reader->stage->lettering, &spec, rect.x + padding, rect.y + look->outline_px,
                   list);
    draw_list_target(list, (struct draw_target){.drawn = rect,
                                                .hit = rect,
                                                .role = ROLE_BUTTON,
                                                .action = (int)cell->action,
                                                .name = cell->name,
                                                .label = cell->label,
                                                .focus = 1});
}

/* The next letter by its title, and the way to all of them. */
static void draw_end(const struct reader *reader, struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    struct rect content = reader->sheet.content;
    const struct letter_summary *next = NULL;
    bool has_next = find_next(reader, list->arena, &next);
    int head = look_px(look, 150), gap = look->gap_px, count = has_next ? 2 : 1;
    int height = head + count * (look->button_px + gap) + look->edge_px;
    int width = look->em_26_6[LOOK_BODY] / 64 * 24 < content.w ? look->em_26_6[LOOK_BODY] / 64 * 24
                                                               : content.w;
    struct rect box = {(content.w - width) / 2, content.y + content.h - height, width, height};
    draw_panel(reader, box, strings_text(strings, "letter.end"), list);
    struct rect button = {box.x + look->edge_px, box.y + head, box.w - 2 * look->edge_px,
                          look->button_px};
    if (has_next) {
        const char *number = next->number,
                   *title = next->short_title != NULL ? next->short_title : next->title;
        const char *whole =
            number == NULL ? title : arena_format(list->arena, "%s. %s", number, title);
        const struct bar_cell cell = {
            .action = ACTION_NEXT_LETTER,
            .name = "next-letter",
            .label = strings_format(strings, list->arena, "nav.nextletter", 0, 0, whole)};
        draw_end_button(reader, button, &cell, true, list);
        button.y += button.h + gap;
    }
    const struct bar_cell all = {
        .action = ACTION_CONTENTS, .name = "contents", .label = strings_text(strings, "home.all")};
    draw_end_button(reader, button, &all, false, list);
}

void reader_lists_draw(struct reader *reader, struct draw_list *list)
{
    const struct strings *strings = reader->stage->config->strings;
    if (reader->list == OVERLAY_END)
        draw_end(reader, list);
    else if (reader->list == OVERLAY_NOTES)
        draw_rows(reader, strings_text(strings, "note.list"), list);
    else if (reader->list == OVERLAY_PAGES)
        draw_rows(reader, strings_text(strings, "nav.pages.title"), list);
}
