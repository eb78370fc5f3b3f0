#include "view/about.h"

#include "base/memory.h"
#include "view/bar.h"
#include "view/sheet.h"

#include <stdlib.h>
#include <string.h>

enum { EDITIONS_MAX = 64, BLOCKS_MAX = 2 * EDITIONS_MAX + 8 };

struct about {
    const struct stage *stage;
    struct arena *arena;
    struct block *blocks;
    size_t block_count;
    struct sheet sheet;
    struct flow *flow;
    struct pages *pages;
    size_t page;
    const struct glyph_page *picture; /* of the page; NULL: not made yet */
};

/* ---- What it says ------------------------------------------------------------------------------
 */

static void add_block(struct about *about, enum block_kind kind, uint8_t level, const char *text)
{
    if (text == NULL || about->block_count == BLOCKS_MAX)
        return;
    about->blocks[about->block_count++] = (struct block){.kind = kind,
                                                         .level = level,
                                                         .text = text,
                                                         .length = (uint32_t)strlen(text),
                                                         .flush = true};
}

static void add_part(struct about *about, const char *heading, const char *text)
{
    if (text == NULL)
        return;
    add_block(about, BLOCK_HEADING, 1, strings_text(about->stage->config->strings, heading));
    add_block(about, BLOCK_PARAGRAPH, 0, stage_isolated(about->stage, about->arena, text));
}

static void add_editions(struct about *about)
{
    const struct exhibit *exhibit = &about->stage->exhibit;
    const struct strings *strings = about->stage->config->strings;
    if (exhibit->edition_count > 0)
        add_block(about, BLOCK_HEADING, 1, strings_text(strings, "about.edition"));
    for (size_t i = 0; i < exhibit->edition_count && i < EDITIONS_MAX; i++) {
        const struct edition *edition = &exhibit->editions[i];
        const char *count = strings_format(strings, about->arena, "list.count",
                                           (long)edition->letter_count, 0, NULL);
        add_block(
            about, BLOCK_PARAGRAPH, 0,
            arena_format(about->arena, "%s · %s",
                         stage_isolated(about->stage, about->arena,
                                        edition->title == NULL ? edition->id : edition->title),
                         count));
    }
}

static void write_text(struct about *about)
{
    const struct exhibit *exhibit = &about->stage->exhibit;
    const char *version = about->stage->config->version;
    add_block(about, BLOCK_HEADING, 0, exhibit->title);
    if (exhibit->years != NULL) /* digits, which an isolate begins from left to right */
        add_block(about, BLOCK_PARAGRAPH, 0,
                  stage_isolated(about->stage, about->arena, exhibit->years));
    add_part(about, "about.credits", exhibit->credits);
    add_editions(about);
    if (version != NULL)
        add_part(about, "about.software", arena_format(about->arena, "Vitrine %s", version));
}

static void set_text(struct about *about)
{
    const struct stage *stage = about->stage;
    sheet_make(&about->sheet, &stage->look, look_content(&stage->look));
    about->sheet.side.w = 0;
    struct flow_sheet sheet =
        look_sheet(&stage->look, LOOK_BODY, about->sheet.column.w, TOKEN_PAGE);
    sheet.lang = strings_lang(stage->config->strings);
    sheet.direction = strings_direction(stage->config->strings);
    sheet.live = false;
    sheet.end_rule = true;
    const struct flow_text text = {.blocks = about->blocks, .block_count = about->block_count};
    about->flow = flow_create(stage->config->metrics, &sheet, &text);
    about->pages = pages_create(about->flow, about->sheet.column.h, about->sheet.column.h);
    (void)pages_extend(about->pages, SIZE_MAX);
}

/* ---- Handlers ----------------------------------------------------------------------------------
 */

static void about_destroy(void *self)
{
    struct about *about = self;
    if (about == NULL)
        return;
    glyph_page_release(about->picture);
    pages_destroy(about->pages);
    flow_destroy(about->flow);
    arena_destroy(about->arena);
    free(about);
}

void *about_create(const struct stage *stage)
{
    struct about *about = memory_zeroed(1, sizeof *about);
    about->stage = stage;
    about->arena = arena_create();
    about->blocks = arena_alloc(about->arena, BLOCKS_MAX, sizeof *about->blocks);
    write_text(about);
    set_text(about);
    return about;
}

static struct step about_page(void *self, int direction, uint64_t now_ms)
{
    struct about *about = self;
    (void)now_ms;
    size_t count = pages_count(about->pages);
    if (direction < 0 ? about->page == 0 : about->page + 1 >= count)
        return step_none();
    about->page += direction < 0 ? (size_t)-1 : 1;
    glyph_page_release(about->picture);
    about->picture = NULL;
    return step_redraw();
}

static struct step about_act(void *self, enum action action, int index, uint64_t now_ms)
{
    (void)index;
    switch (action) {
    case ACTION_PAGE_PREVIOUS:
        return about_page(self, -1, now_ms);
    case ACTION_PAGE_NEXT:
        return about_page(self, 1, now_ms);
    case ACTION_BACK_CHIP:
        return (struct step){.kind = STEP_BACK};
    default:
        return step_none();
    }
}

static struct step about_back(void *self, uint64_t now_ms)
{
    (void)self;
    (void)now_ms;
    return (struct step){.kind = STEP_BACK};
}

static struct step about_tick(void *self, uint64_t now_ms)
{
    (void)self;
    (void)now_ms;
    return step_none();
}

static uint64_t about_deadline_ms(const void *self, uint64_t now_ms)
{
    (void)self;
    (void)now_ms;
    return UINT64_MAX;
}

static uint64_t about_idle_ms(const void *self)
{
    const struct about *about = self;
    return about->stage->config->times.idle_ms;
}

static struct place about_place(const void *self)
{
    (void)self;
    return (struct place){.kind = PLACE_ABOUT};
}

static size_t about_prepare(void *self, const struct glyph_page **pages, size_t room)
{
    (void)self;
    (void)pages;
    (void)room;
    return 0;
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

static void draw_head(const struct about *about, struct draw_list *list)
{
    const struct stage *stage = about->stage;
    const struct look *look = &stage->look;
    struct rect head = {0, 0, look->screen.w_px, look->head_px};
    if (head.h == 0)
        return;
    draw_list_box(list, BOX_HEAD, head);
    draw_list_fill(list, head, TOKEN_WALL);
    const struct lettering_spec spec = {
        .text = strings_text(stage->config->strings, "about.title"),
        .role = LOOK_CAPTION,
        .w_px = head.w - 2 * about->sheet.paper.x - 2 * look->edge_px,
        .h_px = head.h - look->hairline_px,
        .ink = TOKEN_INK2,
        .ground = TOKEN_WALL,
        .lang = strings_lang(stage->config->strings),
        .direction = strings_direction(stage->config->strings),
    };
    lettering_draw(stage->lettering, &spec, about->sheet.paper.x + look->edge_px, 0, list);
}

static void add_lines(const struct about *about, struct draw_list *list)
{
    struct page_range range = pages_at(about->pages, about->page);
    struct point at = sheet_origin(&about->sheet, about->flow, range, about->page);
    size_t count;
    const struct flow_line *lines = flow_lines(about->flow, &count);
    for (size_t i = range.first_line; i < range.first_line + range.line_count; i++) {
        struct rect rect = {at.x + lines[i].left_px, at.y + lines[i].top_px,
                            lines[i].right_px - lines[i].left_px, lines[i].height_px};
        draw_list_box(list, BOX_LINE, rect);
        draw_list_run(list, (struct draw_run){.rect = rect,
                                              .cap_height_26_6 =
                                                  about->stage->look.cap_height_26_6[LOOK_BODY],
                                              .ink = TOKEN_INK,
                                              .ground = TOKEN_PAGE,
                                              .text = flow_line_text(about->flow, i, list->arena)});
    }
}

static void draw_bar(const struct about *about, struct draw_list *list)
{
    const struct stage *stage = about->stage;
    const struct strings *strings = stage->config->strings;
    size_t pages = pages_count(about->pages), count = 0;
    struct bar_cell cells[BAR_CELLS_MAX];
    cells[count++] = bar_again(stage);
    cells[count++] = (struct bar_cell){.group = BAR_LEAVE,
                                       .action = ACTION_BACK_CHIP,
                                       .name = "back",
                                       .icon = "back",
                                       .label = strings_text(strings, "nav.back")};
    if (pages > 1) {
        cells[count++] = bar_turn(stage, -1, about->page > 0);
        cells[count++] = bar_turn(stage, 1, about->page + 1 < pages);
    }
    cells[count++] = bar_reading(stage, stage->look.size_class != SCREEN_SMALL);
    bar_draw(stage, cells, count, list);
}

static void about_draw(void *self, uint64_t now_ms, struct draw_list *list)
{
    struct about *about = self;
    struct rect content = about->sheet.content;
    (void)now_ms;
    if (about->picture == NULL)
        about->picture = sheet_picture(&about->sheet, &about->stage->look, about->flow,
                                       pages_at(about->pages, about->page), about->page, NULL, 0);
    draw_list_surface(list, content, about->picture, (struct point){0, 0}, 255);
    draw_list_box(list, BOX_PAGE, content);
    draw_head(about, list);
    add_lines(about, list);
    draw_bar(about, list);
}

const struct stage_screen about_screen = {
    .destroy = about_destroy,
    .act = about_act,
    .page = about_page,
    .back = about_back,
    .tick = about_tick,
    .deadline_ms = about_deadline_ms,
    .draw = about_draw,
    .place = about_place,
    .prepare = about_prepare,
    .idle_ms = about_idle_ms,
};
