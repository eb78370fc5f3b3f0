/* The pages of the contents as pictures: rows of letters, and the curator's cards. */
#include "view/contents_state.h"

#include "view/dates.h"
#include "view/emit.h"

#include <limits.h>

/* ---- Layout ------------------------------------------------------------------------------------
 */

/* How many things of at least `least` pixels and a gap go into `room`. */
static int count_of(int room, int least, int gap)
{
    int count = (room - gap) / (least + gap);
    return count < 1 ? 1 : count;
}

/* Of the columns that have room, those that leave the fewest places of the grid empty, and of these
 * the most; where one page does not hold all, three. */
static int columns_for(size_t total, int most, int rows)
{
    int best = most < 3 ? most : 3, best_empty = INT_MAX;
    for (int columns = most; columns > 0; columns--) {
        int needed = ((int)total + columns - 1) / columns;
        int empty = columns * needed - (int)total;
        if (needed <= rows && empty < best_empty) {
            best = columns;
            best_empty = empty;
        }
    }
    return best;
}

/* Cards are wide enough for a title and a few words beside a picture, and at least 54 mm high. */
static void lay_out_cards(struct contents *contents)
{
    enum { COLUMNS_MAX = 4, WIDTH_EM = 14, TOTAL_MAX = 1000 };
    const struct look *look = &contents->stage->look;
    struct rect content = contents->head.content;
    int gap = look_px(look, 40), least = look->em_26_6[LOOK_LIST] * WIDTH_EM / 64;
    bool upright = look->size_class == SCREEN_PORTRAIT;
    int most = upright ? 1 : count_of(content.w - 2 * look->edge_px + 2 * gap, least, gap);
    size_t total = contents->total < TOTAL_MAX ? contents->total : TOTAL_MAX;
    contents->rows = count_of(content.h, look_px(look, 540), gap);
    contents->columns = columns_for(total, most < COLUMNS_MAX ? most : COLUMNS_MAX, contents->rows);
    /* Few cards share the room. */
    int needed = ((int)total + contents->columns - 1) / contents->columns;
    if (contents->rows > needed)
        contents->rows = needed;
}

void contents_rows_lay_out(struct contents *contents)
{
    const struct look *look = &contents->stage->look;
    struct rect content = contents->head.content;
    if (contents->starts) {
        lay_out_cards(contents);
        return;
    }
    contents->columns = look->size_class == SCREEN_LANDSCAPE ? 2 : 1;
    contents->rows = count_of(content.h, look->row_px, look->gap_px);
    if (contents->columns * contents->rows > CONTENTS_ROWS_MAX)
        contents->rows = CONTENTS_ROWS_MAX / contents->columns;
}

/* Letters run down the columns, cards along the rows; from right to left all is mirrored. */
struct rect contents_rows_rect(const struct contents *contents, size_t row)
{
    const struct look *look = &contents->stage->look;
    struct rect content = contents->head.content;
    bool across = contents->starts;
    int column = (int)row / contents->rows, line = (int)row % contents->rows;
    if (across) {
        column = (int)row % contents->columns;
        line = (int)row / contents->columns;
    }
    int margin = look->edge_px, gap = across ? look_px(look, 40) : look->gap_px;
    int between = across ? gap : look_px(look, 60);
    int width = (content.w - 2 * margin - (contents->columns - 1) * between) / contents->columns;
    int height = content.h - gap, most = contents->rows * (look_px(look, 700) + gap);
    if (across && contents->columns == 1 && height > most)
        height = most;
    int top = line * height / contents->rows;
    int bottom = (line + 1) * height / contents->rows - gap;
    int above = contents->head.title.h > 0 || contents->head.cell_count > 0 ? gap / 2 : gap;
    struct rect rect = {margin + column * (width + between), above + top, width, bottom - top};
    if (strings_direction(contents->stage->config->strings) == DIRECTION_RTL)
        rect.x = content.w - rect.x - rect.w;
    return rect;
}

/* ---- Rows --------------------------------------------------------------------------------------
 */

static const char *title_of(const struct letter_summary *letter)
{
    return letter->short_title != NULL ? letter->short_title : letter->title;
}

static const char *caption_of(const struct emit *emit, const struct letter_summary *letter)
{
    const char *date = letter->date.text != NULL
                           ? letter->date.text
                           : strings_text(emit->stage->config->strings, "date.none");
    if (letter->place == NULL)
        return letter->date.text != NULL ? date : "";
    return arena_format(emit->arena, "%s, %s", letter->place, date);
}

/* A plate of paper with a hairline under it. */
static void emit_plate(struct emit *emit, struct rect rect)
{
    int line = emit->stage->look.hairline_px;
    emit_rect(emit, rect, TOKEN_PAGE);
    emit_rect(emit, (struct rect){rect.x, rect.y + rect.h - line, rect.w, line}, TOKEN_RULE);
}

/* How many lines of a role go into `room`, from 1 to `most`. */
static int lines_in(const struct look *look, enum look_role role, int room, int most)
{
    int lines = room / look->leading_px[role];
    return lines < 1 ? 1 : lines > most ? most : lines;
}

static void emit_row(struct emit *emit, struct rect rect, const struct letter_summary *letter)
{
    const struct look *look = &emit->stage->look;
    bool rtl = strings_direction(emit->stage->config->strings) == DIRECTION_RTL;
    int number_w = look->em_26_6[LOOK_LIST] * 2 / 64, padding = look_px(look, 40);
    int width = rect.w - number_w - 2 * padding;
    int left = rtl ? rect.x + padding : rect.x + padding + number_w;
    int number_left = rtl ? rect.x + rect.w - padding - number_w : rect.x + padding;
    struct emit_text caption = {.text = caption_of(emit, letter),
                                .role = LOOK_CAPTION,
                                .max_lines = 1,
                                .ink = TOKEN_INK2,
                                .lining = true,
                                .lang = letter->lang};
    int caption_h = emit_height(emit, &caption, width);
    const struct emit_text title = {
        .text = title_of(letter),
        .role = LOOK_LIST,
        .max_lines = lines_in(look, LOOK_LIST, rect.h - look_px(look, 20) - caption_h, 3),
        .ink = TOKEN_INK,
        .lang = letter->lang};
    const struct emit_text number = {.text = letter->number == NULL ? "" : letter->number,
                                     .role = LOOK_LIST,
                                     .max_lines = 1,
                                     .ink = TOKEN_ACCENT2,
                                     .lang = letter->lang};
    int top = rect.y + (rect.h - emit_height(emit, &title, width) - caption_h) / 2;
    emit_plate(emit, rect);
    (void)emit_text(emit, &number, number_left, number_w, top);
    top += emit_text(emit, &title, left, width, top);
    (void)emit_text(emit, &caption, left, width, top);
}

/* ---- Cards -------------------------------------------------------------------------------------
 */

static bool is_wide(struct rect rect)
{
    return rect.w * 5 > rect.h * 6;
}

/* Above the words of a high card, beside those of a wide one. */
struct rect contents_rows_picture(const struct contents *contents, const struct start_card *card,
                                  struct rect rect)
{
    bool rtl = strings_direction(contents->stage->config->strings) == DIRECTION_RTL;
    struct rect picture = rect;
    if (card->picture == NULL || card->picture->width == 0 || card->picture->height == 0)
        return (struct rect){0};
    if (is_wide(rect)) {
        int most = rect.w * 2 / 5;
        picture.w = rect.h * 4 / 5 < most ? rect.h * 4 / 5 : most;
        picture.x = rtl ? rect.x + rect.w - picture.w : rect.x;
    } else {
        picture.h = rect.h / 2;
    }
    return picture;
}

/* What the picture leaves of the card for its words. */
static struct rect words_of(const struct contents *contents, const struct start_card *card,
                            struct rect rect)
{
    struct rect picture = contents_rows_picture(contents, card, rect);
    if (picture.w == 0)
        return rect;
    if (picture.w == rect.w)
        return (struct rect){rect.x, rect.y + picture.h, rect.w, rect.h - picture.h};
    return (struct rect){picture.x == rect.x ? rect.x + picture.w : rect.x, rect.y,
                         rect.w - picture.w, rect.h};
}

static struct emit_text card_title(const struct start_card *card)
{
    return (struct emit_text){.text = card->title != NULL ? card->title : title_of(&card->summary),
                              .role = LOOK_TITLE,
                              .max_lines = 3,
                              .ink = TOKEN_INK,
                              .lang = card->summary.lang};
}

static int card_padding(const struct emit *emit)
{
    return look_px(&emit->stage->look, emit->stage->look.size_class == SCREEN_SMALL ? 35 : 50);
}

/* Whether the title's large size leaves room for two lines of the curator's words. */
static bool is_roomy(const struct emit *emit, struct rect rect, const struct start_card *card)
{
    const struct look *look = &emit->stage->look;
    const struct emit_text title = card_title(card);
    int padding = card_padding(emit);
    return emit_height(emit, &title, rect.w - 2 * padding) + 3 * look->leading_px[LOOK_CAPTION] +
               look_px(look, 30) + padding * 3 / 2 <=
           rect.h;
}

/* Number and date above the title, the curator's words below it as far as they go; in what the
 * picture leaves of the card. */
static void emit_card(struct emit *emit, struct rect rect, const struct start_card *card,
                      enum look_role title_role)
{
    const struct look *look = &emit->stage->look;
    const struct letter_summary *letter = &card->summary;
    int padding = card_padding(emit), width = rect.w - 2 * padding, left = rect.x + padding;
    int top = rect.y + padding * 4 / 5, bottom = rect.y + rect.h - padding / 2;
    const char *date = dates_of_letter(emit->stage->config->strings, emit->arena, &letter->date);
    const struct emit_text over = {
        .text = letter->number == NULL ? date
                                       : arena_format(emit->arena, "%s · %s", letter->number, date),
        .role = LOOK_CAPTION,
        .max_lines = 1,
        .ink = TOKEN_ACCENT2,
        .lining = true};
    struct emit_text title = card_title(card);
    title.role = title_role;
    top += emit_text(emit, &over, left, width, top) + look_px(look, 10);
    title.max_lines = lines_in(look, title.role, bottom - top, 3);
    top += emit_text(emit, &title, left, width, top) + look_px(look, 20);
    struct emit_text brief = {.text = card->brief != NULL ? card->brief : letter->first_words,
                              .role = LOOK_CAPTION,
                              .ink = TOKEN_INK2,
                              .lang = letter->lang};
    if (brief.text == NULL || bottom - top < look->leading_px[LOOK_CAPTION])
        return;
    brief.max_lines = lines_in(look, brief.role, bottom - top, 12);
    (void)emit_text(emit, &brief, left, width, top);
}

/* The cards of a page are set alike: titles are large only where all of them can be. */
static void emit_cards(struct emit *emit, const struct contents *contents,
                       const struct contents_page *page)
{
    enum look_role role = LOOK_TITLE;
    for (size_t i = 0; i < page->row_count; i++) {
        struct rect rect = contents_rows_rect(contents, i);
        if (!is_roomy(emit, words_of(contents, &page->cards[i], rect), &page->cards[i]))
            role = LOOK_LIST;
    }
    for (size_t i = 0; i < page->row_count; i++) {
        struct rect rect = contents_rows_rect(contents, i);
        emit_plate(emit, rect);
        emit_card(emit, words_of(contents, &page->cards[i], rect), &page->cards[i], role);
    }
}

void contents_rows_set(const struct contents *contents, struct contents_page *page)
{
    struct rect content = contents->head.content;
    struct emit emit = {.stage = contents->stage,
                        .builder = glyph_page_builder_create(content.w, content.h, TOKEN_WALL),
                        .arena = page->arena,
                        .ground = TOKEN_PAGE};
    if (page->rows == NULL)
        emit_cards(&emit, contents, page);
    for (size_t i = 0; page->rows != NULL && i < page->row_count; i++)
        emit_row(&emit, contents_rows_rect(contents, i), &page->rows[i]);
    page->picture = glyph_page_builder_finish(emit.builder);
    page->runs = emit.runs;
    page->run_count = emit.run_count;
}
