/* A page of the exchange as a picture: cards left and right of the axis of time, threads from
 * letter to reply, silences. */
#include "view/exchange_state.h"

#include "view/dates.h"
#include "view/emit.h"

struct page_emit {
    const struct exchange_view *view;
    const struct exchange_page *page;
    struct emit emit;
    int axis_x; /* middle of the axis */
};

/* The height at which a letter is tied to the axis: its first line. */
static int knot_y(const struct page_emit *page, const struct exchange_letter *letter)
{
    const struct look *look = &page->view->stage->look;
    return letter->top_px + look_px(look, 10) + look->leading_px[LOOK_CAPTION] / 2;
}

static bool is_on_page(const struct page_emit *page, const struct exchange_letter *letter)
{
    return letter->page == page->page->index;
}

/* ---- The axis ----------------------------------------------------------------------------------
 */

static void emit_axis(struct page_emit *page)
{
    int width = 2 * page->view->stage->look.hairline_px;
    emit_rect(&page->emit, (struct rect){page->axis_x - width / 2, 0, width, page->view->list.h},
              TOKEN_RULE);
}

/* The axis breaks off where nobody wrote for long. */
static void emit_silence(struct page_emit *page, const struct exchange_letter *letter)
{
    emit_rect(&page->emit,
              (struct rect){0, letter->gap_top_px, page->view->list.w, letter->gap_h_px},
              TOKEN_WALL);
}

/* "47 days without a letter", between two lines, and before the thread of a late reply. */
static void emit_silence_words(struct page_emit *page, const struct exchange_letter *letter)
{
    const struct look *look = &page->view->stage->look;
    int width = page->view->list.w;
    const char *words = strings_format(page->view->stage->config->strings, page->emit.arena,
                                       "exchange.gap", letter->gap_days, 0, NULL);
    const struct emit_text text = {.text = words,
                                   .role = LOOK_CAPTION,
                                   .max_lines = 1,
                                   .ink = TOKEN_INK2,
                                   .lining = true,
                                   .centered = true};
    int line = look->hairline_px, leading = look->leading_px[LOOK_CAPTION];
    int space = look_px(look, 40), y = letter->gap_top_px + letter->gap_h_px / 2;
    int top = y - leading / 2, w = emit_width(&page->emit, &text, width) + 2 * space;
    int left = (width - w) / 2;
    emit_rect(&page->emit, (struct rect){left, top, w, leading}, TOKEN_WALL);
    page->emit.ground = TOKEN_WALL;
    (void)emit_text(&page->emit, &text, 0, width, top);
    page->emit.ground = TOKEN_PAGE;
    emit_rect(&page->emit, (struct rect){0, y, left, line}, TOKEN_RULE);
    emit_rect(&page->emit, (struct rect){left + w, y, width - left - w, line}, TOKEN_RULE);
}

static void emit_disc(struct page_emit *page, int y, int size, enum theme_token token)
{
    glyph_page_builder_rect(
        page->emit.builder,
        (struct page_rect){.rect = {page->axis_x - size / 2, y - size / 2, size, size},
                           .shape = SHAPE_PILL,
                           .ink = (uint8_t)token});
}

/* The letter's knot on the axis, and the line from there to its card. */
static void emit_knot(struct page_emit *page, const struct exchange_letter *letter)
{
    const struct look *look = &page->view->stage->look;
    struct rect card = exchange_state_card(page->view, letter);
    int y = knot_y(page, letter), line = look->hairline_px, half = line / 2;
    int from = card.x == 0 ? card.w : page->axis_x;
    int to = card.x == 0 ? page->axis_x : card.x;
    emit_rect(&page->emit, (struct rect){from, y - half, to - from, line}, TOKEN_CTL);
    emit_disc(page, y, look_px(look, 28), TOKEN_CTL);
}

/* ---- Threads -----------------------------------------------------------------------------------
 */

/* A line down the axis from the letter to the one that answers it; where letters stand between
 * them, beside the axis on the side of the reply. */
static void emit_thread(struct page_emit *page, size_t answered, size_t reply)
{
    const struct look *look = &page->view->stage->look;
    const struct exchange_letter *from = &page->view->letters[answered];
    const struct exchange_letter *to = &page->view->letters[reply];
    int top = is_on_page(page, from) ? knot_y(page, from) : 0;
    int bottom = is_on_page(page, to) ? knot_y(page, to) : page->view->list.h;
    int width = look->hairline_px * 2, half = width / 2;
    bool at_right = exchange_state_card(page->view, to).x > 0;
    int lane = answered + 1 == reply ? 0 : look_px(look, reply % 2 == 0 ? 24 : 36);
    int x = page->axis_x + (at_right ? lane : -lane);
    emit_rect(&page->emit, (struct rect){x - half, top, width, bottom - top}, TOKEN_ACCENT);
    int left = at_right ? page->axis_x : x;
    if (lane > 0 && is_on_page(page, from))
        emit_rect(&page->emit, (struct rect){left, top - half, lane, width}, TOKEN_ACCENT);
    if (lane > 0 && is_on_page(page, to))
        emit_rect(&page->emit, (struct rect){left, bottom - half, lane, width}, TOKEN_ACCENT);
}

/* Threads that end, begin or pass here. A reply is looked for on this page and the next. */
static void emit_threads(struct page_emit *page)
{
    const struct exchange_view *view = page->view;
    size_t end = exchange_layout_first(view->letters, view->count, page->page->index + 2);
    for (size_t i = page->page->first; i < end; i++) {
        uint32_t answered = view->letters[i].reply_to;
        bool here = is_on_page(page, &view->letters[i]);
        if (answered != EXCHANGE_NO_LETTER &&
            (here || view->letters[answered].page <= page->page->index))
            emit_thread(page, answered, i);
    }
}

static void emit_thread_ends(struct page_emit *page)
{
    const struct exchange_view *view = page->view;
    int size = look_px(&view->stage->look, 28);
    size_t end = exchange_layout_first(view->letters, view->count, page->page->index + 2);
    for (size_t i = page->page->first; i < end; i++) {
        uint32_t answered = view->letters[i].reply_to;
        if (answered == EXCHANGE_NO_LETTER)
            continue;
        if (is_on_page(page, &view->letters[i]))
            emit_disc(page, knot_y(page, &view->letters[i]), size, TOKEN_ACCENT);
        if (is_on_page(page, &view->letters[answered]))
            emit_disc(page, knot_y(page, &view->letters[answered]), size, TOKEN_ACCENT);
    }
}

/* ---- Cards -------------------------------------------------------------------------------------
 */

/* Date, title and first words. */
static void emit_card(struct page_emit *page, const struct exchange_letter *place,
                      const struct letter_summary *letter)
{
    const struct look *look = &page->view->stage->look;
    struct emit *emit = &page->emit;
    struct rect rect = exchange_state_card(page->view, place);
    int padding = look_px(look, look->size_class == SCREEN_SMALL ? 25 : 40),
        line = look->hairline_px;
    int left = rect.x + padding, width = rect.w - 2 * padding, top = rect.y + look_px(look, 10);
    int bottom = rect.y + rect.h - look_px(look, 5);
    const char *date =
        dates_of_letter(page->view->stage->config->strings, emit->arena, &letter->date);
    const struct emit_text over = {
        .text = letter->number == NULL ? date
                                       : arena_format(emit->arena, "%s · %s", date, letter->number),
        .role = LOOK_CAPTION,
        .max_lines = 1,
        .ink = TOKEN_ACCENT2,
        .lining = true};
    struct emit_text title = {.text =
                                  letter->short_title != NULL ? letter->short_title : letter->title,
                              .role = LOOK_LIST,
                              .max_lines = 2,
                              .ink = TOKEN_INK,
                              .lang = letter->lang};
    struct emit_text words = {.text = letter->first_words == NULL ? "" : letter->first_words,
                              .role = LOOK_CAPTION,
                              .ink = TOKEN_INK2,
                              .lang = letter->lang};
    emit_rect(emit, rect, TOKEN_PAGE);
    emit_rect(emit, (struct rect){rect.x, rect.y + rect.h - line, rect.w, line}, TOKEN_RULE);
    top += emit_text(emit, &over, left, width, top);
    int lines = (bottom - top) / look->leading_px[LOOK_LIST];
    title.max_lines = lines > 2 ? 2 : lines < 1 ? 1 : lines;
    top += emit_text(emit, &title, left, width, top);
    words.max_lines = (bottom - top) / look->leading_px[LOOK_CAPTION];
    if (words.max_lines > 0)
        (void)emit_text(emit, &words, left, width, top);
}

void exchange_page_set(const struct exchange_view *view, struct exchange_page *page)
{
    struct page_emit made = {
        .view = view,
        .page = page,
        .emit = {.stage = view->stage,
                 .builder = glyph_page_builder_create(view->list.w, view->list.h, TOKEN_WALL),
                 .arena = page->arena,
                 .ground = TOKEN_PAGE},
        .axis_x = view->column_w + view->axis_w / 2,
    };
    const struct exchange_letter *letters = &view->letters[page->first];
    emit_axis(&made);
    for (size_t i = 0; i < page->row_count; i++)
        if (letters[i].gap_days > 0)
            emit_silence(&made, &letters[i]);
    for (size_t i = 0; i < page->row_count; i++)
        emit_knot(&made, &letters[i]);
    emit_threads(&made);
    emit_thread_ends(&made);
    for (size_t i = 0; i < page->row_count; i++)
        if (letters[i].gap_days > 0)
            emit_silence_words(&made, &letters[i]);
    for (size_t i = 0; i < page->row_count; i++)
        emit_card(&made, &letters[i], &page->rows[i]);
    page->picture = glyph_page_builder_finish(made.emit.builder);
    page->runs = made.emit.runs;
    page->run_count = made.emit.run_count;
}
