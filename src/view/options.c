#include "view/options.h"

#include "view/bar.h"

#include <limits.h>
#include <string.h>

static const int sizes_percent[] = {100, 125, 150, 200};
enum { SIZE_COUNT = sizeof sizes_percent / sizeof *sizes_percent, LANGUAGES_MAX = 12, PER_ROW = 4 };

static int size_index(int size_percent)
{
    int index = 0;
    while (index + 1 < SIZE_COUNT && sizes_percent[index] < size_percent)
        index++;
    return index;
}

int options_size_step(int size_percent, int direction)
{
    int index = size_index(size_percent) + direction;
    return sizes_percent[index < 0 ? 0 : index >= SIZE_COUNT ? SIZE_COUNT - 1 : index];
}

/* What can be chosen, in the panel's order. */
enum group { LANGUAGE, SIZE, STYLE, COLOURS, MOTION, REACH, GROUPS };

/* The panel's lengths on this screen. Where not all rows have room, it has pages. */
struct panel {
    struct rect box;
    int padding, head, row, gap, label_w;
    int rows[GROUPS];     /* of each group; 0: nothing to choose */
    int first, last;      /* groups of the page shown: first <= group < last */
    int page, page_count; /* `page` from 0 */
    int page_rows;        /* room on every page */
    bool done;            /* there is room for a button at the end, too */
    bool rtl;             /* labels stand at the right */
};

static void count_rows(const struct stage *stage, struct panel *panel)
{
    const char *langs[LANGUAGES_MAX];
    int languages = (int)stage_languages(stage, langs, LANGUAGES_MAX);
    bool small = stage->look.size_class == SCREEN_SMALL;
    for (int group = 0; group < GROUPS; group++)
        panel->rows[group] = 1;
    panel->rows[LANGUAGE] = small ? languages > 0 : (languages + PER_ROW - 1) / PER_ROW;
}

/* The group behind those that a page has from `first`, and their rows. */
static int page_end(const struct panel *panel, int first, int room, int *ret_rows)
{
    int group = first, rows = 0;
    while (group < GROUPS && (group == first || rows + panel->rows[group] <= room))
        rows += panel->rows[group++];
    *ret_rows = rows;
    return group;
}

static void divide(struct panel *panel, int page, int room)
{
    for (int first = 0; first < GROUPS;) {
        int rows, last = page_end(panel, first, room, &rows);
        if (panel->page_count <= page) {
            panel->first = first;
            panel->last = last;
            panel->page = panel->page_count;
        }
        panel->page_rows = rows > panel->page_rows ? rows : panel->page_rows;
        panel->page_count++;
        first = last;
    }
}

static int height_of(const struct panel *panel, int rows)
{
    return panel->head + rows * (panel->row + panel->gap) + panel->gap;
}

static void divide_height(const struct look *look, struct panel *panel, int page)
{
    int most = look->screen.h_px, wide = panel->gap, all;
    (void)page_end(panel, 0, INT_MAX, &all);
    if (height_of(panel, all + 1) > most)
        panel->gap = look->gap_px;
    divide(panel, page, (most - panel->head - panel->gap) / (panel->row + panel->gap));
    panel->done = panel->page_count == 1 && height_of(panel, panel->page_rows + 1) <= most;
    panel->page_rows += panel->done;
    panel->gap = wide;
    if (height_of(panel, panel->page_rows) > most)
        panel->gap = look->gap_px;
}

static struct panel lay_out(const struct stage *stage, int page)
{
    const struct look *look = &stage->look;
    bool small = look->size_class == SCREEN_SMALL;
    struct panel panel = {
        .padding = look_px(look, small ? 30 : 80),
        .rtl = strings_direction(stage->config->strings) == DIRECTION_RTL,
        .head = look_px(look, 150),
        .row = look->button_px,
        .gap = look_px(look, small ? 20 : 60),
    };
    int wanted = look->em_26_6[LOOK_BUTTON] / 64 * 36, most = look->screen.w_px - 2 * look->edge_px;
    int w = small || wanted > most ? look->screen.w_px : wanted;
    count_rows(stage, &panel);
    divide_height(look, &panel, page);
    int h = height_of(&panel, panel.page_rows);
    panel.label_w = w / 5;
    /* Low, in reach; on a small screen it is the screen. */
    panel.box = (struct rect){(look->screen.w_px - w) / 2, (look->screen.h_px - h) / 2, w, h};
    if (look->size_class == SCREEN_PORTRAIT)
        panel.box.y = look_bar(look).y - h - panel.gap;
    else if (look->style.low)
        panel.box.y = look->screen.h_px - h;
    return panel;
}

/* A row of the page, from 0. */
static struct rect row_rect(const struct panel *panel, int row)
{
    struct rect box = panel->box;
    int left = box.x + panel->padding + (panel->rtl ? 0 : panel->label_w);
    return (struct rect){left, box.y + panel->head + panel->gap + row * (panel->row + panel->gap),
                         box.w - 2 * panel->padding - panel->label_w, panel->row};
}

static void draw_label(const struct stage *stage, const struct panel *panel, int row,
                       const char *id, struct draw_list *list)
{
    struct rect rect = row_rect(panel, row);
    const struct lettering_spec spec = {
        .text = strings_text(stage->config->strings, id),
        .role = LOOK_BUTTON,
        .w_px = panel->label_w,
        .h_px = rect.h,
        .max_lines = 2,
        .ink = TOKEN_INK2,
        .ground = TOKEN_RAISED,
        .lang = strings_lang(stage->config->strings),
        .direction = strings_direction(stage->config->strings),
    };
    int left = panel->box.x + panel->padding;
    lettering_draw(stage->lettering, &spec, panel->rtl ? rect.x + rect.w : left, rect.y, list);
}

/* A choice among some: the chosen one is filled. */
struct choice {
    enum action action;
    int index;
    const char *name, *id;
    bool chosen;
};

static void draw_choices(const struct stage *stage, const struct panel *panel, int row,
                         const struct choice *choices, int count, struct draw_list *list)
{
    struct rect rect = row_rect(panel, row);
    int gap = stage->look.gap_px, room = rect.w - (count - 1) * gap;
    for (int i = 0; i < count; i++) {
        int left = rect.x + room * i / count + i * gap,
            right = rect.x + room * (i + 1) / count + i * gap;
        const struct bar_cell cell = {
            .action = choices[i].action,
            .index = choices[i].index,
            .name = choices[i].name,
            .label = strings_text(stage->config->strings, choices[i].id),
        };
        bar_button(stage, (struct rect){left, rect.y, right - left, rect.h}, &cell,
                   choices[i].chosen ? BAR_PRIMARY : BAR_OUTLINED, list);
    }
}

static void draw_language(const struct stage *stage, struct rect rect, const char *lang, int index,
                          bool chosen, struct draw_list *list)
{
    const struct look *look = &stage->look;
    const struct view_words *words = &stage->config->words;
    const char *name = words->name(words->self, lang);
    enum theme_token ground = chosen ? TOKEN_BTN : TOKEN_RAISED;
    int inset = look->outline_px * 2;
    const struct lettering_spec spec = {
        .text = name,
        .role = LOOK_BUTTON,
        .w_px = rect.w - 2 * inset,
        .h_px = rect.h - 2 * inset,
        .align = DRAW_CENTER,
        .ink = chosen ? TOKEN_BTN_TEXT : TOKEN_INK,
        .ground = ground,
        .lang = lang,
        .direction = letter_direction(lang),
    };
    draw_list_plate(list, rect, ground, chosen ? TOKEN_BTN : TOKEN_CTL, look->outline_px,
                    look->radius_px);
    lettering_draw(stage->lettering, &spec, rect.x + inset, rect.y + inset, list);
    draw_list_target(list,
                     (struct draw_target){.drawn = rect,
                                          .hit = rect,
                                          .role = ROLE_CHOICE,
                                          .action = ACTION_LANGUAGE,
                                          .index = index,
                                          .name = arena_format(list->arena, "language=%s", lang),
                                          .label = name,
                                          .focus = 1});
}

static int current_language(const struct stage *stage, const char *const *langs, int count)
{
    for (int i = 0; i < count; i++)
        if (strcmp(langs[i], strings_lang(stage->config->strings)) == 0)
            return i;
    return 0;
}

/* Each language by its own name, some in a row; on a small screen one button leads from each to the
 * next. */
static void draw_languages(const struct stage *stage, const struct panel *panel, int first,
                           struct draw_list *list)
{
    const char *langs[LANGUAGES_MAX];
    int count = (int)stage_languages(stage, langs, LANGUAGES_MAX), gap = stage->look.gap_px;
    if (count == 0)
        return;
    int current = current_language(stage, langs, count);
    draw_label(stage, panel, first, "opt.lang", list);
    if (stage->look.size_class == SCREEN_SMALL) {
        draw_language(stage, row_rect(panel, first), langs[current], (current + 1) % count, false,
                      list);
        return;
    }
    for (int i = 0; i < count; i++) {
        struct rect row = row_rect(panel, first + i / PER_ROW);
        int room = row.w - (PER_ROW - 1) * gap, at = i % PER_ROW;
        int left = row.x + room * at / PER_ROW + at * gap,
            right = row.x + room * (at + 1) / PER_ROW + at * gap;
        draw_language(stage, (struct rect){left, row.y, right - left, row.h}, langs[i], i,
                      i == current, list);
    }
}

/* Four squares, as many filled as the size has steps. */
static void draw_steps(const struct stage *stage, struct rect room, struct draw_list *list)
{
    const struct look *look = &stage->look;
    int side = look_px(look, 50), gap = look_px(look, 30),
        index = size_index(look->screen.text_size_percent);
    int left = room.x + (room.w - SIZE_COUNT * side - (SIZE_COUNT - 1) * gap) / 2;
    for (int i = 0; i < SIZE_COUNT; i++) {
        struct rect square = {left + i * (side + gap), room.y + (room.h - side) / 2, side, side};
        draw_list_plate(list, square, i <= index ? TOKEN_BTN : TOKEN_RAISED, TOKEN_CTL,
                        look->hairline_px, look->hairline_px);
    }
}

static void draw_size(const struct stage *stage, const struct panel *panel, int row,
                      struct draw_list *list)
{
    const struct strings *strings = stage->config->strings;
    struct rect rect = row_rect(panel, row);
    int width = rect.w / 3, index = size_index(stage->look.screen.text_size_percent);
    const struct bar_cell smaller = {.action = ACTION_SIZE_SMALLER,
                                     .name = "size-smaller",
                                     .icon = "smaller",
                                     .said = strings_text(strings, "opt.size.smaller"),
                                     .off = index == 0};
    const struct bar_cell larger = {.action = ACTION_SIZE_LARGER,
                                    .name = "size-larger",
                                    .icon = "larger",
                                    .said = strings_text(strings, "opt.size.larger"),
                                    .off = index == SIZE_COUNT - 1};
    bar_button(stage, (struct rect){rect.x, rect.y, width, rect.h}, &smaller, BAR_OUTLINED, list);
    draw_steps(stage, (struct rect){rect.x + width, rect.y, rect.w - 2 * width, rect.h}, list);
    bar_button(stage, (struct rect){rect.x + rect.w - width, rect.y, width, rect.h}, &larger,
               BAR_OUTLINED, list);
}

/* ---- The frame around the rows ---- */

/* Closing, and on a panel of several pages the way to the next, or back to the first. */
static void draw_head_buttons(const struct stage *stage, const struct panel *panel,
                              struct draw_list *list)
{
    const struct strings *strings = stage->config->strings;
    struct rect box = panel->box;
    bool back = panel->page > 0;
    const struct bar_cell close = {.action = ACTION_OPTIONS_CLOSE,
                                   .name = "close",
                                   .icon = "close",
                                   .said = strings_text(strings, "opt.done")};
    const struct bar_cell more = {
        .action = ACTION_OPTIONS_PAGE,
        .index = panel->page + 1 < panel->page_count ? panel->page + 1 : 0,
        .name = back ? "options-up" : "options-more",
        .icon = back ? "up" : "more",
        .label = strings_text(strings, back ? "note.up" : "note.more"),
    };
    int side = panel->head, width = bar_button_width(stage, more.label, true);
    int left = panel->rtl ? box.x : box.x + box.w - side;
    bar_button(stage, (struct rect){left, box.y, side, side}, &close, BAR_BARE, list);
    left += panel->rtl ? side + stage->look.gap_px : -width - stage->look.gap_px;
    if (panel->page_count > 1)
        bar_button(stage, (struct rect){left, box.y, width, side}, &more, BAR_BARE, list);
}

static void draw_title(const struct stage *stage, const struct panel *panel, struct draw_list *list)
{
    const struct strings *strings = stage->config->strings;
    struct rect box = panel->box;
    const struct lettering_spec title = {
        .text = strings_text(strings, "opt.title"),
        .role = LOOK_LIST,
        .w_px = box.w / 2 - panel->padding,
        .h_px = panel->head - 2 * stage->look.outline_px,
        .ink = TOKEN_INK,
        .ground = TOKEN_RAISED,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
    int left = panel->rtl ? box.x + box.w / 2 : box.x + panel->padding;
    lettering_draw(stage->lettering, &title, left, box.y + stage->look.outline_px, list);
}

static void draw_done(const struct stage *stage, const struct panel *panel, struct draw_list *list)
{
    struct rect row = row_rect(panel, panel->page_rows - 1);
    const struct bar_cell done = {.action = ACTION_OPTIONS_CLOSE,
                                  .name = "done",
                                  .label = strings_text(stage->config->strings, "opt.done")};
    int width = bar_button_width(stage, done.label, false);
    row.x += panel->rtl ? 0 : row.w - width;
    row.w = width;
    bar_button(stage, row, &done, BAR_PRIMARY, list);
}

static void add_ground(struct rect rect, enum action action, const char *name, const char *label,
                       struct draw_list *list)
{
    draw_list_target(list, (struct draw_target){.drawn = rect,
                                                .hit = rect,
                                                .role = ROLE_SCROLL,
                                                .action = (int)action,
                                                .name = name,
                                                .label = label});
}

static void draw_frame(const struct stage *stage, const struct panel *panel, struct draw_list *list)
{
    const struct look *look = &stage->look;
    const char *title = strings_text(stage->config->strings, "opt.title");
    draw_list_fill_alpha(list, list->screen, TOKEN_BLACK, 70);
    add_ground(list->screen, ACTION_OPTIONS_CLOSE, "outside", title, list);
    draw_list_box(list, BOX_OVERLAY, panel->box);
    draw_list_shadow(list, panel->box, look_px(look, 10));
    draw_list_plate(list, panel->box, TOKEN_RAISED, TOKEN_CTL, look->hairline_px, look->radius_px);
    add_ground(panel->box, ACTION_NONE, "panel", title, list);
    draw_title(stage, panel, list);
    draw_head_buttons(stage, panel, list);
}

/* ---- The rows ---- */

/* NULL: languages name themselves. */
static const char *label_of(enum group group)
{
    switch (group) {
    case SIZE:
        return "opt.size";
    case STYLE:
        return "opt.style";
    case COLOURS:
        return "opt.colour";
    case MOTION:
        return "opt.motion";
    case REACH:
        return "opt.reach";
    case LANGUAGE:
    case GROUPS:
        break;
    }
    return NULL;
}

static void draw_group(const struct stage *stage, const struct panel *panel, enum group group,
                       int row, enum theme_kind theme, struct draw_list *list)
{
    const struct look_style *style = &stage->look.style;
    const struct choice styles[] = {
        {ACTION_STYLE, 0, "style-book", "opt.style.book", !style->clear},
        {ACTION_STYLE, 1, "style-clear", "opt.style.clear", style->clear},
    };
    const struct choice themes[] = {
        {ACTION_THEME, THEME_PAPER, "theme-paper", "opt.colour.paper", theme == THEME_PAPER},
        {ACTION_THEME, THEME_EVENING, "theme-evening", "opt.colour.evening",
         theme == THEME_EVENING},
        {ACTION_THEME, THEME_CONTRAST, "theme-contrast", "opt.colour.contrast",
         theme == THEME_CONTRAST},
    };
    const struct choice motions[] = {
        {ACTION_MOTION, 0, "motion-moving", "opt.motion.moving", !style->still},
        {ACTION_MOTION, 1, "motion-still", "opt.motion.still", style->still},
    };
    const struct choice reaches[] = {
        {ACTION_REACH, 0, "reach-normal", "opt.reach.normal", !style->low},
        {ACTION_REACH, 1, "reach-low", "opt.reach.low", style->low},
    };
    const char *label = label_of(group);
    if (label != NULL)
        draw_label(stage, panel, row, label, list);
    switch (group) {
    case LANGUAGE:
        draw_languages(stage, panel, row, list);
        break;
    case SIZE:
        draw_size(stage, panel, row, list);
        break;
    case STYLE:
        draw_choices(stage, panel, row, styles, 2, list);
        break;
    case COLOURS:
        draw_choices(stage, panel, row, themes, 3, list);
        break;
    case MOTION:
        draw_choices(stage, panel, row, motions, 2, list);
        break;
    case REACH:
        draw_choices(stage, panel, row, reaches, 2, list);
        break;
    case GROUPS:
        break;
    }
}

void options_draw(const struct stage *stage, enum theme_kind theme, int page,
                  struct draw_list *list)
{
    const struct panel panel = lay_out(stage, page);
    int row = 0;
    draw_frame(stage, &panel, list);
    for (int group = panel.first; group < panel.last; group++) {
        draw_group(stage, &panel, (enum group)group, row, theme, list);
        row += panel.rows[group];
    }
    if (panel.done)
        draw_done(stage, &panel, list);
}
