#include "view/reader_badges.h"

static bool is_rtl(const struct reader *reader)
{
    return reader->letter.direction == DIRECTION_RTL;
}

static struct lettering_spec spec_of(const struct reader *reader, const struct reader_badge *badge)
{
    const struct strings *strings = reader->stage->config->strings;
    return (struct lettering_spec){
        .text = badge->text,
        .role = LOOK_CAPTION,
        .w_px = badge->rect.w - badge->rect.h / 2 * 2,
        .h_px = badge->rect.h,
        .align = DRAW_CENTER,
        .ink = badge->action == ACTION_NONE ? TOKEN_ACCENT2 : TOKEN_ACCENT,
        .ground = badge->action == ACTION_NONE ? TOKEN_PAGE : TOKEN_PILL,
        .lining = true,
        .lang = strings_lang(strings),
        .direction = strings_direction(strings),
    };
}

/* ---- Making ------------------------------------------------------------------------------------
 */

static void add(struct reader *reader, const char *text, enum action action, const char *name)
{
    reader->badges[reader->badge_count++] =
        (struct reader_badge){.text = text, .action = action, .name = name};
}

/* Side by side from where reading begins; into as many lines as they need. */
static void place(struct reader *reader)
{
    const struct look *look = &reader->stage->look;
    struct rect column = reader->sheet.column;
    int height = look->leading_px[LOOK_CAPTION], x = 0, y = 0;
    int gap = look_px(look, 30), below = look->gap_px > 4 ? look->gap_px : 4;
    for (size_t i = 0; i < reader->badge_count; i++) {
        struct reader_badge *badge = &reader->badges[i];
        const struct lettering_spec spec = spec_of(reader, badge);
        int width = lettering_width_px(reader->stage->lettering, &spec) + 2 * (height / 2);
        if (width > column.w)
            width = column.w;
        if (x > 0 && x + width > column.w && look->size_class == SCREEN_SMALL) {
            reader->badge_count = i; /* lines of text matter more: the menu has them all */
            break;
        }
        if (x > 0 && x + width > column.w) {
            x = 0;
            y += height + 2 * gap; /* a finger's breadth from line to line */
        }
        badge->rect = (struct rect){is_rtl(reader) ? column.w - x - width : x, y, width, height};
        x += width + gap;
    }
    reader->sheet.badge_px = reader->badge_count == 0 ? 0 : y + height + below;
}

void reader_badges_make(struct reader *reader)
{
    const struct strings *strings = reader->stage->config->strings;
    const struct letter *letter = &reader->letter;
    const struct note *source = reader_state_source_note(letter);
    reader->badge_count = 0;
    if (letter->version_kind == VERSION_TRANSLATION)
        add(reader, strings_text(strings, "letter.trans"), ACTION_NONE, "translation");
    if (letter_is_as_written(letter->version_lang))
        add(reader, strings_text(strings, "letter.written"), ACTION_NONE, "as-written");
    else if (letter->version_kind == VERSION_TRANSCRIPTION)
        add(reader, strings_text(strings, "letter.transcription"), ACTION_NONE, "transcription");
    if (source != NULL)
        add(reader, strings_text(strings, "letter.source"), ACTION_OPEN_OBJECT,
            arena_format(reader->arena, "note=%s", source->key));
    if (!reader_state_shows_whole_side(reader))
        add(reader, strings_text(strings, letter->brief != NULL ? "letter.brief" : "letter.aside"),
            ACTION_ABOUT_LETTER, "about-letter");
    if (reader->passage_count > 0)
        add(reader, strings_text(strings, "letter.key"), ACTION_KEY_PASSAGE, "key-passage");
    if (letter->web != NULL)
        add(reader, strings_text(strings, "letter.web"), ACTION_WEB, "web");
    place(reader);
}

int reader_badges_find(const struct reader *reader, enum action action)
{
    for (size_t i = 0; i < reader->badge_count; i++)
        if (reader->badges[i].action == action)
            return (int)i;
    return -1;
}

struct rect reader_badges_rect(const struct reader *reader, size_t badge)
{
    struct rect rect = reader->badges[badge].rect;
    rect.x += reader->sheet.column.x;
    rect.y += reader->sheet.column.y;
    return rect;
}

/* ---- Acting ------------------------------------------------------------------------------------
 */

struct step reader_badges_act(struct reader *reader, size_t badge)
{
    const struct note *source = reader_state_source_note(&reader->letter);
    if (badge >= reader->badge_count)
        return step_none();
    switch (reader->badges[badge].action) {
    case ACTION_OPEN_OBJECT:
        return source != NULL &&
                       reader_state_open_card(reader, CARD_NOTE, source->key, NULL, (int)badge)
                   ? step_redraw()
                   : step_none();
    case ACTION_ABOUT_LETTER:
        return reader_state_open_card(reader, CARD_ABOUT, "", NULL, (int)badge) ? step_redraw()
                                                                                : step_none();
    case ACTION_KEY_PASSAGE:
        reader_state_go_to_passage(reader, 0);
        return step_redraw();
    case ACTION_WEB:
        reader_state_open_list(reader, OVERLAY_WEB);
        return step_redraw();
    default:
        return step_none();
    }
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

static void draw(const struct reader *reader, size_t index, struct draw_list *list)
{
    const struct look *look = &reader->stage->look;
    const struct reader_badge *badge = &reader->badges[index];
    struct rect rect = reader_badges_rect(reader, index);
    rect.y -= reader->placement.page_shift;
    struct rect seen = rect_intersection(rect, reader->sheet.content);
    if (seen.h <= 0)
        return;
    bool chosen = reader->card != NULL && reader->card_flow == NULL && reader->card_object == index;
    struct lettering_spec spec = spec_of(reader, badge);
    if (chosen) {
        spec.ink = TOKEN_INK;
        spec.ground = TOKEN_MARK;
    }
    enum theme_token edge = badge->action == ACTION_NONE ? TOKEN_CTL : spec.ground;
    draw_list_clip(list, reader->sheet.content);
    draw_list_plate(list, rect, spec.ground, edge, look->hairline_px, rect.h / 2);
    lettering_draw(reader->stage->lettering, &spec, rect.x + rect.h / 2, rect.y, list);
    draw_list_clip(list, list->screen);
    if (badge->action == ACTION_NONE)
        return;
    int side = look_px(look, 150);
    struct rect hit = {rect.x - look->gap_px, rect.y + rect.h / 2 - side / 2,
                       rect.w + 2 * look->gap_px, side};
    draw_list_target(list,
                     (struct draw_target){.drawn = seen,
                                          .hit = rect_intersection(hit, reader->sheet.content),
                                          .role = ROLE_MARK,
                                          .action = ACTION_BADGE,
                                          .index = (int)index,
                                          .name = badge->name,
                                          .label = badge->text,
                                          .focus = 1});
}

void reader_badges_draw(const struct reader *reader, struct draw_list *list)
{
    for (size_t i = 0; reader->page == 0 && i < reader->badge_count; i++)
        draw(reader, i, list);
}
