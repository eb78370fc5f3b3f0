#include "view/reader_lists.h"

#include "view/choices.h"
#include "view/reader_cards.h"
#include "view/reader_end.h"

#include <string.h>

enum { ROWS_MAX = 512 };

/* One row: a few words at the side, what it is about, and where it leads. */
struct row {
    const char *side, *text, *end; /* end: at the row's end, or NULL */
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

/* The first printed page that begins on the page, "[190]"; NULL: none does. */
static const char *printed_page(const struct reader *reader, struct page_range page,
                                struct arena *arena)
{
    size_t count;
    const struct flow_object *objects = flow_objects(reader->flow, &count);
    for (size_t i = 0; i < count; i++)
        if (objects[i].kind == SPAN_PAGE_BREAK && objects[i].line >= page.first_line &&
            objects[i].line < page.first_line + page.line_count)
            return arena_format(arena, "[%s]", objects[i].target);
    return NULL;
}

static void add_passages(struct rows *rows, struct reader *reader)
{
    const char *key = strings_text(reader->stage->config->strings, "letter.key");
    for (size_t i = 0; i < reader->passage_count; i++) {
        const struct reader_passage *passage = &reader->passages[i];
        size_t line = flow_line_of(reader->flow, passage->block, passage->byte);
        add_row(rows, (struct row){
                          .side = key,
                          .text = passage->title != NULL
                                      ? passage->title
                                      : flow_line_text(reader->flow, line, rows->arena),
                          .name = arena_format(rows->arena, "passage=%zu", i + 1),
                          .action = ACTION_KEY_PASSAGE,
                          .index = (int)i,
                      });
    }
}

static void add_pages(struct rows *rows, struct reader *reader)
{
    const struct strings *strings = reader->stage->config->strings;
    reader->complete = pages_extend(reader->pages, SIZE_MAX);
    size_t count = pages_count(reader->pages);
    add_passages(rows, reader);
    for (size_t i = 0; i < count; i++)
        add_row(rows, (struct row){
                          .side = strings_format(strings, rows->arena, "nav.pages", (long)i + 1,
                                                 (long)count, NULL),
                          .end = printed_page(reader, pages_at(reader->pages, i), rows->arena),
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

/* A column of a row, counted from where the interface begins to read. */
static struct rect column_of(const struct reader *reader, struct rect row, int from, int width)
{
    bool rtl = strings_direction(reader->stage->config->strings) == DIRECTION_RTL;
    int line = reader->stage->look.hairline_px;
    return (struct rect){rtl ? row.x + row.w - from - width : row.x + from, row.y + line, width,
                         row.h - 2 * line};
}

static void draw_column(const struct reader *reader, struct rect rect,
                        const struct lettering_spec *spec, struct draw_list *list)
{
    lettering_draw(reader->stage->lettering, spec, rect.x, rect.y, list);
}

static void draw_row(const struct reader *reader, struct rect rect, const struct row *row,
                     struct draw_list *list)
{
    const struct look *look = &reader->stage->look;
    int padding = choices_padding_px(look), side_w = row->side[0] == '\0' ? 0 : rect.w / 6;
    int end_w = row->end == NULL ? 0 : look->em_26_6[LOOK_CAPTION] * 4 / 64;
    struct rect side = column_of(reader, rect, padding, side_w);
    struct rect middle =
        column_of(reader, rect, padding + side_w, rect.w - side_w - end_w - 2 * padding);
    struct rect end = column_of(reader, rect, rect.w - padding - end_w, end_w);
    draw_list_fill(list,
                   (struct rect){rect.x + padding, rect.y, rect.w - 2 * padding, look->hairline_px},
                   TOKEN_RULE);
    struct lettering_spec spec = words(reader, row->side, LOOK_CAPTION, side.w, side.h);
    spec.ink = TOKEN_ACCENT2;
    spec.max_lines = 2;
    if (side_w > 0)
        draw_column(reader, side, &spec, list);
    if (row->end != NULL) {
        spec.text = row->end;
        spec.w_px = end.w;
        spec.align = DRAW_END;
        draw_column(reader, end, &spec, list);
    }
    spec = words(reader, row->text, LOOK_LIST, middle.w, middle.h);
    spec.lining = false;
    spec.lang = reader->letter.version_lang;
    spec.direction = reader->letter.direction;
    spec.align = (spec.direction == strings_direction(reader->stage->config->strings)) ? DRAW_START
                                                                                       : DRAW_END;
    draw_column(reader, middle, &spec, list);
    draw_list_target(list, (struct draw_target){.drawn = stage_row_face(reader->stage, rect),
                                                .hit = rect,
                                                .role = ROLE_CHOICE,
                                                .action = (int)row->action,
                                                .index = row->index,
                                                .name = row->name,
                                                .label = row->text,
                                                .focus = 1});
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
    choices_draw_panel(stage, content, box, title, list);
    for (size_t i = 0; i < shown; i++)
        draw_row(reader,
                 (struct rect){box.x, box.y + head + (int)i * look->row_px, box.w, look->row_px},
                 &rows.rows[reader->list_first + i], list);
    if (rows.count > seen)
        choices_draw_scroll(stage, box, reader->list_first > 0,
                            reader->list_first + seen < rows.count, list);
    if (rows.count == 0) {
        struct lettering_spec none =
            words(reader, strings_text(stage->config->strings, "note.none"), LOOK_LIST,
                  box.w - 2 * choices_padding_px(look), look->row_px);
        none.ink = TOKEN_INK2;
        lettering_draw(stage->lettering, &none, box.x + choices_padding_px(look), box.y + head,
                       list);
    }
}

void reader_lists_draw(struct reader *reader, struct draw_list *list)
{
    const struct strings *strings = reader->stage->config->strings;
    if (reader->list == OVERLAY_END)
        reader_end_draw(reader, list);
    else if (reader->list == OVERLAY_WEB)
        reader_cards_draw_web(reader, list);
    else if (reader->list == OVERLAY_NOTES)
        draw_rows(reader, strings_text(strings, "note.list"), list);
    else if (reader->list == OVERLAY_PAGES)
        draw_rows(reader, strings_text(strings, "nav.pages.title"), list);
}
