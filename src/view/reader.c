#include "view/reader_state.h"

#include "base/memory.h"
#include "view/facsimile.h"
#include "view/found.h"
#include "view/reader_badges.h"
#include "view/reader_end.h"
#include "view/reader_lists.h"
#include "view/side.h"

#include <stdlib.h>
#include <string.h>

/* Of a page's height, what a picture in the text may take: its caption has to stand under it. */
enum { PICTURE_PERCENT = 60 };

/* ---- Opening -----------------------------------------------------------------------------------
 */

const struct note *reader_state_source_note(const struct letter *letter)
{
    for (size_t i = 0; i < letter->note_count; i++)
        if (letter->notes[i].kind == NOTE_SOURCE)
            return &letter->notes[i];
    return NULL;
}

/* Those of the version that is shown. */
static void find_passages(struct reader *reader)
{
    const struct letter *letter = &reader->letter;
    bool first =
        letter->version_count == 0 || strcmp(letter->versions[0].lang, letter->version_lang) == 0;
    for (size_t i = 0; first && i < letter->passage_count; i++) {
        struct place place;
        if (reader->passage_count < READER_PASSAGES_MAX &&
            place_parse(letter->passages[i].place, &place) && place.has_offset &&
            place.block < letter->block_count)
            reader->passages[reader->passage_count++] =
                (struct reader_passage){place.block, place.byte, letter->passages[i].title};
    }
}

static void set_letter(struct reader *reader)
{
    const struct look *look = &reader->stage->look;
    struct letter *letter = &reader->letter;
    sheet_make(&reader->sheet, look, stage_content(reader->stage));
    find_passages(reader);
    const struct facsimile *scan = facsimile_of(letter, 0, 0);
    if (scan != NULL)
        sheet_add_thumbnail(&reader->sheet, look, scan->width, scan->height);
    if (reader->sheet.side.w > 0)
        reader->side = side_create(reader->stage, letter, reader->sheet.side, reader->arena,
                                   &reader->side_lines);
    reader_badges_make(reader);
    struct flow_sheet sheet = look_sheet(look, LOOK_BODY, reader->sheet.column.w, TOKEN_PAGE);
    int height = reader->sheet.column.h, first_height = height - reader->sheet.badge_px;
    sheet.picture_height_px = first_height * PICTURE_PERCENT / 100;
    sheet.lang = letter->version_lang;
    sheet.direction = letter->direction;
    sheet.end_rule = true;
    const struct flow_text text = {
        .number = letter->summary.number,
        .blocks = letter->blocks,
        .block_count = letter->block_count,
        .notes = letter->notes,
        .note_count = letter->note_count,
        .pictures = letter->pictures,
        .picture_count = letter->picture_count,
    };
    reader->flow = flow_create(reader->stage->config->metrics, &sheet, &text);
    reader->pages = pages_create(reader->flow, first_height, height);
    reader->complete = pages_extend(reader->pages, 0);
}

/* Where in the letter a span of that kind and target stands. */
static bool find_span(const struct block *blocks, size_t count, enum span_kind kind,
                      const char *target, uint32_t *ret_block, uint32_t *ret_byte)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < blocks[i].span_count; j++) {
            const struct span *span = &blocks[i].spans[j];
            if (span->kind != kind || span->target == NULL || strcmp(span->target, target) != 0)
                continue;
            *ret_block = (uint32_t)i;
            *ret_byte = span->start;
            return true;
        }
    return false;
}

/* The page that shows a byte; every page before it is made on the way. */
static size_t page_of(struct reader *reader, uint32_t block, uint32_t byte)
{
    size_t page = pages_page_of(reader->pages, block, byte);
    reader->complete = pages_extend(reader->pages, page);
    return page;
}

bool reader_state_shows_whole_side(const struct reader *reader)
{
    size_t count = 0;
    if (reader->side != NULL)
        (void)flow_lines(reader->side, &count);
    return reader->side != NULL && reader->side_lines == count;
}

struct point reader_state_origin(const struct reader *reader, const struct flow *flow)
{
    const struct sheet *sheet = &reader->sheet;
    struct point point = {sheet->side.x, sheet->side.y};
    if (flow == reader->flow)
        point = sheet_origin(sheet, flow, pages_at(reader->pages, reader->page), reader->page);
    point.y -= reader->card != NULL ? reader->placement.page_shift : 0;
    return point;
}

/* ---- Cards -------------------------------------------------------------------------------------
 */

struct rect reader_state_object_rect(const struct reader *reader, const struct flow *flow,
                                     const struct flow_object *object)
{
    struct point at = reader_state_origin(reader, flow);
    struct rect rect = object->rect;
    return (struct rect){at.x + rect.x, at.y + rect.y, rect.w, rect.h};
}

struct rect reader_state_line_rect(const struct reader *reader, const struct flow *flow,
                                   uint32_t line)
{
    const struct rect column = flow == reader->flow ? reader->sheet.column : reader->sheet.side;
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    int top = reader_state_origin(reader, flow).y + lines[line].top_px;
    return (struct rect){column.x, top, column.w, lines[line].height_px};
}

struct rect reader_state_card_line(const struct reader *reader)
{
    struct rect column = reader->sheet.column;
    if (reader->card_flow != NULL) {
        size_t count;
        const struct flow_object *object =
            &flow_objects(reader->card_flow, &count)[reader->card_object];
        return reader_state_line_rect(reader, reader->card_flow, object->line);
    }
    int y = column.y;
    if (reader->card_object < reader->badge_count)
        y += reader->badges[reader->card_object].rect.y;
    return (struct rect){column.x, y - reader->placement.page_shift, column.w,
                         reader->stage->look.leading_px[LOOK_CAPTION]};
}

void reader_state_place_card(struct reader *reader)
{
    reader->placement.page_shift = 0;
    struct rect line = reader_state_card_line(reader), mark = line;
    if (reader->card_flow != NULL) {
        size_t count;
        const struct flow_object *object =
            &flow_objects(reader->card_flow, &count)[reader->card_object];
        mark = reader_state_object_rect(reader, reader->card_flow, object);
    } else if (reader->card_object < reader->badge_count) {
        mark = reader_badges_rect(reader, reader->card_object);
    }
    struct rect content = reader->sheet.content;
    /* Section 10, step 2: in the upper half of a portrait screen the card is a sheet within reach.
     */
    bool high =
        reader->stage->look.size_class == SCREEN_PORTRAIT && mark.y < content.y + content.h / 2;
    reader->placement = card_place(reader->card, mark, line,
                                   high || reader->docked || reader->stage->look.style.low);
}

void reader_state_close_card(struct reader *reader)
{
    card_destroy(reader->card);
    reader->card = NULL;
    reader->placement = (struct placement){0};
    reader->docked = false;
}

/* Opens a card, or changes the open one, for an object of a flow or, with NULL, for the badge. */
bool reader_state_open_card(struct reader *reader, enum card_kind kind, const char *key,
                            const struct flow *flow, int object)
{
    if (reader->card == NULL)
        reader->card = card_create(reader->stage, &reader->letter);
    if (!card_show(reader->card, kind, key)) {
        if (card_depth(reader->card) == 0)
            reader_state_close_card(reader);
        return false;
    }
    reader->card_flow = flow;
    reader->card_object = (uint32_t)object;
    reader_state_place_card(reader);
    return true;
}

/* The note in whose text the mark of another stands, or NULL. */
static const struct note *outer_note(const struct letter *letter, const char *key)
{
    uint32_t block, byte;
    for (size_t i = 0; i < letter->note_count; i++)
        if (find_span(letter->notes[i].blocks, letter->notes[i].block_count, SPAN_NOTE, key, &block,
                      &byte))
            return &letter->notes[i];
    return NULL;
}

static int find_mark(const struct reader *reader, const char *key)
{
    size_t count;
    const struct flow_object *objects = flow_objects(reader->flow, &count);
    for (size_t i = 0; i < count; i++)
        if (objects[i].kind == SPAN_NOTE && strcmp(objects[i].target, key) == 0)
            return (int)i;
    return -1;
}

/* The page that has the line. A mark belongs to the word before it: where that word ends a page,
 * the byte it stands at begins the next. */
static void turn_back_to_line(struct reader *reader, size_t line)
{
    while (reader->page > 0 && line < pages_at(reader->pages, reader->page).first_line)
        reader->page--;
}

/* Turns to the note's mark and opens it there. */
static void open_note(struct reader *reader, const char *key)
{
    const struct letter *letter = &reader->letter;
    const struct note *note = letter_find_note(letter, key);
    if (note == NULL)
        return;
    const struct note *outer = outer_note(letter, key);
    const char *marked = outer == NULL ? key : outer->key;
    uint32_t block, byte;
    size_t count;
    int mark = -1;
    if (find_span(letter->blocks, letter->block_count, SPAN_NOTE, marked, &block, &byte)) {
        reader->page = page_of(reader, block, byte);
        mark = find_mark(reader, marked);
        if (mark >= 0)
            turn_back_to_line(reader, flow_objects(reader->flow, &count)[mark].line);
    } else {
        reader->page = 0;
    }
    int badge = reader_badges_find(reader, ACTION_OPEN_OBJECT);
    if (reader_state_open_card(reader, CARD_NOTE, marked, mark < 0 ? NULL : reader->flow,
                               mark >= 0   ? mark
                               : badge > 0 ? badge
                                           : 0) &&
        outer != NULL && card_push(reader->card, CARD_NOTE, key))
        reader_state_place_card(reader);
}

/* ---- Creation ----------------------------------------------------------------------------------
 */

void reader_state_go_to_passage(struct reader *reader, int index)
{
    if (index < 0 || (size_t)index >= reader->passage_count)
        return;
    const struct reader_passage *passage = &reader->passages[index];
    reader_state_open_list(reader, OVERLAY_NONE);
    reader->page = page_of(reader, passage->block, passage->byte);
}

void reader_state_open_list(struct reader *reader, enum place_overlay overlay)
{
    if (overlay == OVERLAY_END)
        reader_end_load(reader);
    if (overlay == OVERLAY_WEB && reader->letter.web == NULL)
        overlay = OVERLAY_NONE;
    reader_lists_open(reader, overlay);
}

void reader_state_open_about(struct reader *reader)
{
    int badge = reader_badges_find(reader, ACTION_ABOUT_LETTER);
    reader_lists_open(reader, OVERLAY_NONE);
    reader->docked = true;
    (void)reader_state_open_card(reader, CARD_ABOUT, "", NULL, badge > 0 ? badge : 0);
}

static void open_overlay(struct reader *reader, const struct place *place)
{
    if (place->overlay == OVERLAY_NOTE)
        open_note(reader, place->note);
    else if (place->overlay == OVERLAY_ABOUT)
        reader_state_open_about(reader);
    else if (place->overlay != OVERLAY_SIDE)
        reader_state_open_list(reader, place->overlay);
}

static void go_to(struct reader *reader, const struct place *place)
{
    const struct letter *letter = &reader->letter;
    uint32_t block = place->block, byte = place->byte;
    bool found = place->has_offset;
    if (place->printed[0] != '\0')
        found = find_span(letter->blocks, letter->block_count, SPAN_PAGE_BREAK, place->printed,
                          &block, &byte);
    if (found && block < letter->block_count)
        reader->page = page_of(reader, block, byte);
    reader->noticing = letter->content_notice != NULL && !place->noticed;
    reader->wanted = *place;
    if (!reader->noticing) /* before the notice is read nothing of the letter is shown */
        open_overlay(reader, place);
}

void reader_state_read_on(struct reader *reader)
{
    reader->noticing = false;
    open_overlay(reader, &reader->wanted);
}

static void reader_destroy(void *self)
{
    struct reader *reader = self;
    if (reader == NULL)
        return;
    card_destroy(reader->card);
    for (int i = 0; i < PICTURES; i++)
        glyph_page_release(reader->pictures[i].page);
    pages_destroy(reader->pages);
    flow_destroy(reader->flow);
    flow_destroy(reader->side);
    arena_destroy(reader->arena);
    free(reader);
}

void *reader_create(const struct stage *stage, const struct place *place, uint64_t now_ms)
{
    (void)now_ms;
    struct reader *reader = memory_zeroed(1, sizeof *reader);
    reader->stage = stage;
    reader->arena = arena_create();
    reader->turn.still = stage->look.style.still;
    if (!stage_letter(stage, place, reader->arena, &reader->letter)) {
        reader_destroy(reader);
        return NULL;
    }
    found_mark(&reader->letter, place, reader->arena);
    set_letter(reader);
    go_to(reader, place);
    return reader;
}

/* ---- Pictures ----------------------------------------------------------------------------------
 */

/* Pages away from the one that is read. */
static size_t distance(const struct reader *reader, size_t index)
{
    return index > reader->page ? index - reader->page : reader->page - index;
}

const struct glyph_page *reader_state_picture(struct reader *reader, size_t index)
{
    struct picture *farthest = &reader->pictures[0];
    for (int i = 0; i < PICTURES; i++) {
        struct picture *kept = &reader->pictures[i];
        if (kept->page != NULL && kept->index == index)
            return kept->page;
        if (kept->page == NULL || (farthest->page != NULL && distance(reader, kept->index) >
                                                                 distance(reader, farthest->index)))
            farthest = kept;
    }
    glyph_page_release(farthest->page);
    farthest->index = index;
    farthest->page =
        sheet_picture(&reader->sheet, &reader->stage->look, reader->flow,
                      pages_at(reader->pages, index), index, reader->side, reader->side_lines);
    return farthest->page;
}

static bool has_page(struct reader *reader, size_t index)
{
    if (index >= pages_count(reader->pages) && !reader->complete)
        reader->complete = pages_extend(reader->pages, index);
    return index < pages_count(reader->pages);
}

int reader_state_sign(const struct reader *reader)
{
    return reader->letter.direction == DIRECTION_RTL ? -1 : 1;
}

bool reader_state_has_next(struct reader *reader)
{
    return has_page(reader, reader->page + 1);
}

static size_t reader_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    struct reader *reader = self;
    size_t count = 0;
    if (room > count && reader_state_has_next(reader))
        pages[count++] = glyph_page_retain(reader_state_picture(reader, reader->page + 1));
    if (room > count && reader->page > 0)
        pages[count++] = glyph_page_retain(reader_state_picture(reader, reader->page - 1));
    return count;
}

/* ---- Time --------------------------------------------------------------------------------------
 */

static struct step reader_tick(void *self, uint64_t now_ms)
{
    struct reader *reader = self;
    bool moving = turn_is_moving(&reader->turn);
    (void)turn_offset_px(&reader->turn, now_ms);
    if (moving || reader->turn.dragging)
        return moving ? step_redraw() : step_none();
    if (reader->complete)
        return step_none();
    reader->complete =
        pages_extend(reader->pages, pages_count(reader->pages) - 1 + PAGES_AT_A_TIME);
    return reader->complete ? step_redraw() : step_none();
}

static uint64_t reader_deadline_ms(const void *self, uint64_t now_ms)
{
    const struct reader *reader = self;
    bool busy = turn_is_moving(&reader->turn) || (!reader->complete && !reader->turn.dragging);
    return busy ? now_ms : UINT64_MAX;
}

/* Words as a reader counts them: what spaces part. */
static uint64_t words_on_page(const struct reader *reader)
{
    struct page_range range = pages_at(reader->pages, reader->page);
    size_t count;
    const struct flow_line *lines = flow_lines(reader->flow, &count);
    uint64_t words = 0;
    for (size_t i = range.first_line; i < range.first_line + range.line_count; i++) {
        const char *text = reader->letter.blocks[lines[i].block].text;
        words += lines[i].end > lines[i].start;
        for (uint32_t byte = lines[i].start; byte + 1 < lines[i].end; byte++)
            words += text[byte] == ' ';
    }
    return words + (reader->card == NULL ? 0 : card_words(reader->card));
}

static uint64_t reader_idle_ms(const void *self)
{
    const struct reader *reader = self;
    const struct view_times *times = &reader->stage->config->times;
    if (reader->list == OVERLAY_END)
        return times->end_ms;
    uint64_t ms = 20000 + 600 * words_on_page(reader);
    uint64_t least = times->reading_least_ms, most = times->reading_most_ms;
    return ms < least ? least : ms > most ? most : ms;
}

/* ---- Place -------------------------------------------------------------------------------------
 */

static void copy_part(char part[PLACE_PART_SIZE], const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);
    if (length >= PLACE_PART_SIZE)
        length = 0;
    memcpy(part, text == NULL ? "" : text, length);
    part[length] = '\0';
}

static struct place reader_place(const void *self)
{
    const struct reader *reader = self;
    struct place place = {.kind = PLACE_LETTER};
    copy_part(place.edition, reader->letter.summary.key.edition);
    copy_part(place.id, reader->letter.summary.key.id);
    if (reader->page > 0) {
        size_t count;
        const struct flow_line *lines = flow_lines(reader->flow, &count);
        const struct flow_line *line = &lines[pages_at(reader->pages, reader->page).first_line];
        place.has_offset = true;
        place.block = line->block;
        place.byte = line->start;
    }
    if (reader->letter.version_count > 0 &&
        strcmp(reader->letter.version_lang, reader->letter.versions[0].lang) != 0)
        copy_part(place.lang, reader->letter.version_lang);
    place.overlay = reader->list;
    place.noticed = !reader->noticing;
    if (reader->card != NULL && card_is_about(reader->card))
        place.overlay = OVERLAY_ABOUT;
    const char *note = reader->card == NULL ? NULL : card_note_key(reader->card);
    if (note != NULL) {
        place.overlay = OVERLAY_NOTE;
        copy_part(place.note, note);
    }
    return place;
}

const struct stage_screen reader_screen = {
    .destroy = reader_destroy,
    .act = reader_act,
    .drag = reader_drag,
    .page = reader_page,
    .back = reader_back,
    .tick = reader_tick,
    .deadline_ms = reader_deadline_ms,
    .draw = reader_draw,
    .place = reader_place,
    .prepare = reader_prepare,
    .idle_ms = reader_idle_ms,
    .menu = reader_menu,
};
