#include "view/prompt.h"

#include "view/bar.h"

static struct lettering_spec spec_of(const struct stage *stage, const char *text,
                                     enum look_role role, int w, int h)
{
    return (struct lettering_spec){
        .text = text,
        .role = role,
        .w_px = w,
        .h_px = h,
        .max_lines = 3,
        .align = DRAW_CENTER,
        .ink = TOKEN_INK,
        .ground = TOKEN_RAISED,
        .balanced = true,
        .lining = true,
        .lang = strings_lang(stage->config->strings),
        .direction = strings_direction(stage->config->strings),
    };
}

/* A card in the middle of the screen; answers its rectangle. */
static struct rect draw_panel(const struct stage *stage, int w, int h, struct draw_list *list)
{
    const struct look *look = &stage->look;
    struct rect box = {(look->screen.w_px - w) / 2, (look->screen.h_px - h) / 2, w, h};
    draw_list_box(list, BOX_OVERLAY, box);
    draw_list_shadow(list, box, look_px(look, 10));
    draw_list_plate(list, box, TOKEN_RAISED, TOKEN_CTL, look->hairline_px, look->radius_px);
    return box;
}

static int panel_width(const struct look *look)
{
    int wanted = look->em_26_6[LOOK_BODY] / 64 * 24, most = look->screen.w_px - 2 * look->edge_px;
    return wanted < most ? wanted : most;
}

/* The way to stay, and the way to leave. */
static void draw_buttons(const struct stage *stage, struct rect box, int y, bool stays,
                         struct draw_list *list)
{
    const struct strings *strings = stage->config->strings;
    const struct look *look = &stage->look;
    const struct bar_cell yes = {.action = ACTION_STILL_READING,
                                 .name = "still-reading",
                                 .label = strings_text(strings, "prompt.yes")};
    const struct bar_cell again = {
        .action = ACTION_START_AGAIN, .name = "again", .label = strings_text(strings, "nav.again")};
    int yes_w = bar_button_width(stage, yes.label, false),
        again_w = bar_button_width(stage, again.label, false);
    int gap = look_px(look, 60), all = stays ? yes_w + gap + again_w : again_w;
    int left = box.x + (box.w - all) / 2;
    if (stays)
        bar_button(stage, (struct rect){left, y, yes_w, look->button_px}, &yes, BAR_PRIMARY, list);
    bar_button(stage, (struct rect){left + all - again_w, y, again_w, look->button_px}, &again,
               stays ? BAR_OUTLINED : BAR_PRIMARY, list);
}

void prompt_draw(const struct stage *stage, enum prompt_kind kind, uint64_t left_ms,
                 struct draw_list *list)
{
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    long seconds = (long)((left_ms + 999) / 1000);
    const char *sentence =
        strings_format(strings, list->arena, kind == PROMPT_READING ? "prompt.n" : "update.soon",
                       seconds, 0, NULL);
    int width = panel_width(look),
        padding = look_px(look, look->size_class == SCREEN_SMALL ? 40 : 90),
        inner = width - 2 * padding;
    struct lettering_spec question =
        spec_of(stage, strings_text(strings, "prompt.q"), LOOK_TITLE, inner, 0);
    struct lettering_spec count = spec_of(stage, sentence, LOOK_BODY, inner, 0);
    if (kind != PROMPT_NOW)
        question.h_px = lettering_height_px(stage->lettering, &question);
    count.h_px = lettering_height_px(stage->lettering, &count);
    int asked_h = kind == PROMPT_NOW ? 0 : question.h_px + padding;
    int height = 3 * padding + asked_h + count.h_px + look->button_px;
    /* Whatever lies below stays in sight, but only the card can be touched. */
    draw_list_fill_alpha(list, list->screen, TOKEN_BLACK, 110);
    draw_list_target(list, (struct draw_target){.drawn = list->screen,
                                                .hit = list->screen,
                                                .role = ROLE_SCROLL,
                                                .action = ACTION_STILL_READING,
                                                .name = "anywhere",
                                                .label = question.text});
    struct rect box = draw_panel(stage, width, height, list);
    lettering_draw(stage->lettering, &question, box.x + padding, box.y + padding, list);
    lettering_draw(stage->lettering, &count, box.x + padding, box.y + padding + asked_h, list);
    draw_buttons(stage, box, box.y + height - padding - look->button_px, kind != PROMPT_NOW, list);
}

void prompt_draw_fault(const struct stage *stage, const char *code, struct draw_list *list)
{
    const struct look *look = &stage->look;
    const struct strings_value values[] = {{"code", code}, {0}};
    const char *sentence =
        strings_fill(stage->config->strings, list->arena, "fault.visitors", 0, values);
    int width = panel_width(look), padding = look_px(look, 90);
    struct lettering_spec spec = spec_of(stage, sentence, LOOK_BODY, width - 2 * padding, 0);
    spec.max_lines = 4;
    spec.h_px = lettering_height_px(stage->lettering, &spec);
    draw_list_fill(list, list->screen, TOKEN_WALL);
    struct rect box = draw_panel(stage, width, spec.h_px + 2 * padding, list);
    lettering_draw(stage->lettering, &spec, box.x + padding, box.y + padding, list);
}
