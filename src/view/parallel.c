#include "view/parallel_state.h"

#include "base/memory.h"
#include "view/parallel_cards.h"

#include <stdlib.h>
#include <string.h>

enum {
    PAGES_AT_A_TIME = 4,     /* made in slices between inputs */
    WORD_MS = 600,           /* to read it */
    READING_MS = 20000,      /* and to look at the page */
    SMALL_PERCENT_MAX = 125, /* beyond it half of a small screen does not hold 24 characters */
    MEASURE_EMS = 27         /* as wide as a column of the letter, and no wider */
};

/* ---- Opening -----------------------------------------------------------------------------------
 */

static bool is_possible(const struct stage *stage, const struct letter *letter)
{
    return letter->version_count > 1 && (stage->look.size_class != SCREEN_SMALL ||
                                         stage->look.screen.text_size_percent <= SMALL_PERCENT_MAX);
}

bool parallel_cell(const struct stage *stage, const struct letter *letter,
                   struct bar_cell *ret_cell)
{
    if (!is_possible(stage, letter))
        return false;
    *ret_cell = (struct bar_cell){
        .group = BAR_TOOLS,
        .action = ACTION_SIDE_BY_SIDE,
        .name = "side-by-side",
        .icon = "side",
        .label = strings_text(stage->config->strings, "letter.side"),
    };
    return true;
}

static bool is_lang(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* What is read beside the version shown: the original; beside the original, the translation into
 * the language of the interface, or else the first. */
static const char *find_other(const struct parallel *parallel, const struct letter *shown)
{
    const char *wanted = strings_lang(parallel->stage->config->strings), *found = NULL;
    for (size_t i = 0; i < shown->version_count; i++) {
        const struct letter_version *version = &shown->versions[i];
        if (is_lang(version->lang, shown->version_lang))
            continue;
        bool better = shown->version_kind == VERSION_ORIGINAL ? is_lang(version->lang, wanted)
                                                              : version->kind == VERSION_ORIGINAL;
        if (found == NULL || better)
            found = version->lang;
    }
    return found;
}

/* The original comes first. */
static bool load(struct parallel *parallel, const struct place *place)
{
    const struct letter_source *source = &parallel->stage->config->source;
    struct letter shown, other;
    if (!stage_letter(parallel->stage, place, parallel->arena, &shown) ||
        !is_possible(parallel->stage, &shown) ||
        source->calls->letter(source->self, shown.summary.key, find_other(parallel, &shown),
                              parallel->arena, &other, NULL) != STATUS_OK)
        return false;
    parallel->read = shown.version_kind == VERSION_ORIGINAL ? 0 : 1;
    parallel->letters[parallel->read] = shown;
    parallel->letters[1 - parallel->read] = other;
    memcpy(parallel->lang, place->lang, sizeof parallel->lang);
    return true;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static void place_columns(struct parallel *parallel)
{
    const struct look *look = &parallel->stage->look;
    bool small = look->size_class == SCREEN_SMALL;
    struct rect content = look_content(look);
    int gutter = look_px(look, small ? 60 : 140);
    int margin = look->sheet_margin_px + look_px(look, small ? 40 : 90);
    int widest = look->em_26_6[LOOK_BODY] / 64 * MEASURE_EMS;
    int measure = smaller((content.w - 2 * margin - gutter) / 2, widest);
    int padding = smaller(look->page_padding_px, content.h / 16);
    int left = (content.w - 2 * measure - gutter) / 2;
    parallel->content = content;
    parallel->head_px = look->leading_px[LOOK_CAPTION] + look_px(look, small ? 20 : 40);
    for (int i = 0; i < 2; i++)
        parallel->columns[i] =
            (struct rect){left + i * (measure + gutter), content.y + padding + parallel->head_px,
                          measure, content.h - 2 * padding - parallel->head_px};
    if (strings_direction(parallel->stage->config->strings) == DIRECTION_RTL) {
        struct rect first = parallel->columns[1];
        parallel->columns[1] = parallel->columns[0];
        parallel->columns[0] = first;
    }
}

static void set(struct parallel *parallel)
{
    const struct stage *stage = parallel->stage;
    size_t counts[2];
    for (int i = 0; i < 2; i++) {
        const struct letter *letter = &parallel->letters[i];
        struct flow_sheet sheet =
            look_sheet(&stage->look, LOOK_BODY, parallel->columns[i].w, TOKEN_PAGE);
        sheet.lang = letter->version_lang;
        sheet.direction = letter->direction;
        sheet.inline_pages = true;
        const struct flow_text text = {
            .number = letter->summary.number,
            .blocks = letter->blocks,
            .block_count = letter->block_count,
            .notes = letter->notes,
            .note_count = letter->note_count,
        };
        parallel->flows[i] = flow_create(stage->config->metrics, &sheet, &text);
        counts[i] = letter->block_count;
    }
    parallel->rows = rows_create(parallel->flows, counts, parallel->columns[0].h);
    parallel->complete = rows_extend(parallel->rows, 0);
}

static void parallel_destroy(void *self)
{
    struct parallel *parallel = self;
    if (parallel == NULL)
        return;
    card_destroy(parallel->card);
    for (int i = 0; i < PARALLEL_PICTURES; i++)
        glyph_page_release(parallel->pictures[i].page);
    rows_destroy(parallel->rows);
    flow_destroy(parallel->flows[0]);
    flow_destroy(parallel->flows[1]);
    arena_destroy(parallel->arena);
    free(parallel);
}

void *parallel_create(const struct stage *stage, const struct place *place, uint64_t now_ms)
{
    (void)now_ms;
    struct parallel *parallel = memory_zeroed(1, sizeof *parallel);
    parallel->stage = stage;
    parallel->arena = arena_create();
    parallel->turn.still = stage->look.style.still;
    if (!load(parallel, place)) {
        parallel_destroy(parallel);
        return NULL;
    }
    place_columns(parallel);
    set(parallel);
    if (place->has_offset && place->block < parallel->letters[parallel->read].block_count)
        parallel->page = rows_page_of(parallel->rows, parallel->read, place->block, place->byte);
    return parallel;
}

/* ---- Pages -------------------------------------------------------------------------------------
 */

bool parallel_has_page(struct parallel *parallel, size_t index)
{
    if (index >= rows_page_count(parallel->rows) && !parallel->complete)
        parallel->complete = rows_extend(parallel->rows, index);
    return index < rows_page_count(parallel->rows);
}

static size_t parallel_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    struct parallel *parallel = self;
    size_t count = 0;
    if (room > count && parallel_has_page(parallel, parallel->page + 1))
        pages[count++] = glyph_page_retain(parallel_picture(parallel, parallel->page + 1));
    if (room > count && parallel->page > 0)
        pages[count++] = glyph_page_retain(parallel_picture(parallel, parallel->page - 1));
    return count;
}

/* ---- What a visitor does -----------------------------------------------------------------------
 */

/* The line of the version that was read which the page begins with; false: it has none there. */
static bool first_of(const struct parallel *parallel, uint32_t *ret_block, uint32_t *ret_byte)
{
    struct row_page page = rows_page(parallel->rows, parallel->page);
    size_t count;
    const struct flow_line *lines = flow_lines(parallel->flows[parallel->read], &count);
    for (size_t i = page.first; i < page.first + page.count; i++) {
        const struct row *row = rows_at(parallel->rows, i);
        if (row->line_count[parallel->read] == 0)
            continue;
        *ret_block = lines[row->first_line[parallel->read]].block;
        *ret_byte = lines[row->first_line[parallel->read]].start;
        return true;
    }
    return false;
}

static struct place parallel_place(const void *self)
{
    const struct parallel *parallel = self;
    const struct key key = parallel->letters[0].summary.key;
    struct place place = {.kind = PLACE_LETTER, .overlay = OVERLAY_SIDE};
    if (strlen(key.edition) < PLACE_PART_SIZE && strlen(key.id) < PLACE_PART_SIZE) {
        memcpy(place.edition, key.edition, strlen(key.edition) + 1);
        memcpy(place.id, key.id, strlen(key.id) + 1);
    }
    memcpy(place.lang, parallel->lang, sizeof place.lang);
    place.has_offset = parallel->page > 0 && first_of(parallel, &place.block, &place.byte);
    return place;
}

/* To the version that was read alone, at the same words. */
static struct step leave(const struct parallel *parallel)
{
    struct step step = {.kind = STEP_GO, .to = parallel_place(parallel)};
    step.to.overlay = OVERLAY_NONE;
    return step;
}

static struct step parallel_back(void *self, uint64_t now_ms)
{
    struct parallel *parallel = self;
    (void)now_ms;
    return parallel->card == NULL ? leave(parallel) : parallel_cards_back(parallel);
}

static struct step parallel_page(void *self, int direction, uint64_t now_ms)
{
    struct parallel *parallel = self;
    bool possible =
        direction < 0 ? parallel->page > 0 : parallel_has_page(parallel, parallel->page + 1);
    bool had_card = parallel->card != NULL;
    parallel_cards_close(parallel);
    if (!possible)
        return had_card ? step_redraw() : step_none();
    parallel->page += direction < 0 ? (size_t)-1 : 1;
    turn_settle(&parallel->turn, direction * parallel->content.w, now_ms);
    return step_redraw();
}

static struct step parallel_act(void *self, enum action action, int index, uint64_t now_ms)
{
    struct parallel *parallel = self;
    struct step step;
    switch (action) {
    case ACTION_PAGE_PREVIOUS:
        return parallel_page(self, -1, now_ms);
    case ACTION_PAGE_NEXT:
        return parallel_page(self, 1, now_ms);
    case ACTION_SIDE_BY_SIDE:
        return leave(parallel);
    case ACTION_BACK_CHIP:
        return (struct step){.kind = STEP_BACK};
    default:
        return parallel_cards_act(parallel, action, index, &step) ? step : step_none();
    }
}

static struct step parallel_drag(void *self, const struct gesture *gesture, enum action pressed)
{
    struct parallel *parallel = self;
    if (parallel->card != NULL && pressed == ACTION_CARD_SCROLL)
        return parallel_cards_drag(parallel, gesture);
    if (!gesture->horizontal && !parallel->turn.dragging)
        return step_none();
    parallel_cards_close(parallel);
    bool previous = parallel->page > 0, next = parallel_has_page(parallel, parallel->page + 1);
    if (gesture->kind != GESTURE_DRAG_END) {
        turn_drag(&parallel->turn, gesture->dx_px, previous, next);
        return step_redraw();
    }
    int threshold = look_px(&parallel->stage->look, 150), from = parallel->turn.offset_px;
    int direction = turn_release(&parallel->turn, gesture->dx_px, gesture->vx_px_per_s, threshold,
                                 previous, next);
    if (direction != 0)
        parallel->page += direction < 0 ? (size_t)-1 : 1;
    turn_settle(&parallel->turn, from + direction * parallel->content.w, gesture->time_ms);
    return step_redraw();
}

/* ---- Time --------------------------------------------------------------------------------------
 */

static struct step parallel_tick(void *self, uint64_t now_ms)
{
    struct parallel *parallel = self;
    bool moving = turn_is_moving(&parallel->turn);
    (void)turn_offset_px(&parallel->turn, now_ms);
    if (moving || parallel->turn.dragging)
        return moving ? step_redraw() : step_none();
    if (parallel->complete)
        return step_none();
    parallel->complete =
        rows_extend(parallel->rows, rows_page_count(parallel->rows) - 1 + PAGES_AT_A_TIME);
    return parallel->complete ? step_redraw() : step_none();
}

static uint64_t parallel_deadline_ms(const void *self, uint64_t now_ms)
{
    const struct parallel *parallel = self;
    bool busy =
        turn_is_moving(&parallel->turn) || (!parallel->complete && !parallel->turn.dragging);
    return busy ? now_ms : UINT64_MAX;
}

/* Words as a reader counts them, of one version: nobody reads both at once. */
static uint64_t words_on_page(const struct parallel *parallel)
{
    struct row_page page = rows_page(parallel->rows, parallel->page);
    size_t count;
    const struct flow_line *lines = flow_lines(parallel->flows[parallel->read], &count);
    uint64_t words = 0;
    for (size_t i = page.first; i < page.first + page.count; i++) {
        const struct row *row = rows_at(parallel->rows, i);
        for (size_t k = 0; k < row->line_count[parallel->read]; k++) {
            const struct flow_line *line = &lines[row->first_line[parallel->read] + k];
            const char *text = parallel->letters[parallel->read].blocks[line->block].text;
            words += line->end > line->start;
            for (uint32_t byte = line->start; byte + 1 < line->end; byte++)
                words += text[byte] == ' ';
        }
    }
    return words + (parallel->card == NULL ? 0 : card_words(parallel->card));
}

static uint64_t parallel_idle_ms(const void *self)
{
    const struct parallel *parallel = self;
    const struct view_times *times = &parallel->stage->config->times;
    uint64_t ms = READING_MS + WORD_MS * words_on_page(parallel);
    uint64_t least = times->reading_least_ms, most = times->reading_most_ms;
    return ms < least ? least : ms > most ? most : ms;
}

const struct stage_screen parallel_screen = {
    .destroy = parallel_destroy,
    .act = parallel_act,
    .drag = parallel_drag,
    .page = parallel_page,
    .back = parallel_back,
    .tick = parallel_tick,
    .deadline_ms = parallel_deadline_ms,
    .draw = parallel_draw,
    .place = parallel_place,
    .prepare = parallel_prepare,
    .idle_ms = parallel_idle_ms,
};
