#include "view/menu.h"

struct bar_cell menu_contents(const struct stage *stage)
{
    return (struct bar_cell){
        .group = BAR_TOOLS,
        .action = ACTION_CONTENTS,
        .name = "contents",
        .icon = "list",
        .label = strings_text(stage->config->strings, "home.all"),
    };
}

struct bar_cell menu_about(const struct stage *stage)
{
    return (struct bar_cell){
        .group = BAR_TOOLS,
        .action = ACTION_ABOUT_EXHIBIT,
        .name = "about",
        .icon = "about",
        .label = strings_text(stage->config->strings, "about.title"),
    };
}

struct bar_cell menu_search(const struct stage *stage)
{
    return (struct bar_cell){
        .group = BAR_TOOLS,
        .action = ACTION_SEARCH,
        .name = "search",
        .icon = "search",
        .label = strings_text(stage->config->strings, "nav.search"),
    };
}

/* Everything beside the panel closes it. */
static void draw_panel(const struct stage *stage, struct rect box, struct draw_list *list)
{
    const struct look *look = &stage->look;
    const char *close = strings_text(stage->config->strings, "nav.close");
    draw_list_target(list, (struct draw_target){.drawn = list->screen,
                                                .hit = list->screen,
                                                .role = ROLE_SCROLL,
                                                .action = ACTION_MENU_CLOSE,
                                                .name = "outside",
                                                .label = close});
    draw_list_box(list, BOX_OVERLAY, box);
    draw_list_shadow(list, box, look_px(look, 10));
    draw_list_plate(list, box, TOKEN_RAISED, TOKEN_CTL, look->hairline_px, 0);
    draw_list_target(
        list, (struct draw_target){.drawn = box,
                                   .hit = box,
                                   .role = ROLE_SCROLL,
                                   .action = ACTION_NONE,
                                   .name = "panel",
                                   .label = strings_text(stage->config->strings, "nav.menu")});
}

/* As tall as the bar's buttons, or as what is above the bar leaves to each row. */
static int button_px(const struct look *look, struct rect bar, int rows)
{
    int room_px = (bar.y - look->gap_px) / rows - look->gap_px;
    return room_px < look->button_px ? room_px : look->button_px;
}

void menu_draw(const struct stage *stage, const struct bar_cell *cells, size_t count,
               struct draw_list *list)
{
    const struct look *look = &stage->look;
    struct rect bar = look_bar(look);
    int columns = count > 8 ? 3 : 2, gap = look->gap_px;
    int rows = ((int)count + columns - 1) / columns;
    int button = button_px(look, bar, rows), height = rows * (button + gap) + gap;
    int width = (bar.w - 2 * look->edge_px - (columns - 1) * gap) / columns;
    draw_panel(stage, (struct rect){0, bar.y - height, bar.w, height}, list);
    for (size_t i = 0; i < count; i++) {
        struct rect rect = {look->edge_px + (int)i % columns * (width + gap),
                            bar.y - height + gap + (int)i / columns * (button + gap), width,
                            button};
        struct bar_cell cell = cells[i];
        cell.is_set = true; /* in two lines where it is long */
        bar_button(stage, stage_mirrored(stage, rect), &cell, BAR_OUTLINED, list);
    }
    const struct bar_cell close = {.group = BAR_LEAVE,
                                   .action = ACTION_MENU_CLOSE,
                                   .name = "menu-close",
                                   .icon = "close",
                                   .label = strings_text(stage->config->strings, "nav.close")};
    bar_draw(stage, &close, 1, list);
}
