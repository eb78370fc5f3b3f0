#include "view/reader_end.h"

#include "view/bar.h"
#include "view/choices.h"
#include "view/dates.h"

#include <string.h>

/* ---- Reading -----------------------------------------------------------------------------------
 */

static bool same_letter(const struct letter_summary *a, const struct letter_summary *b)
{
    return a->position == b->position;
}

static bool is_listed(const struct reader *reader, const struct letter_summary *letter)
{
    for (size_t i = 0; i < reader->related_count; i++)
        if (same_letter(&reader->related[i].summary, letter))
            return true;
    return false;
}

static void take(struct reader *reader, const struct related_letter *all, size_t count,
                 enum letter_relation relation)
{
    for (size_t i = 0; i < count && reader->related_count < READER_RELATED_MAX; i++) {
        if (all[i].relation != relation || is_listed(reader, &all[i].summary))
            continue;
        /* The next letter has a button of its own, unless it is the answer. */
        bool next = reader->has_next_letter && same_letter(&all[i].summary, &reader->next_letter);
        if (!next || relation == RELATION_REPLY)
            reader->related[reader->related_count++] = all[i];
    }
}

void reader_end_load(struct reader *reader)
{
    static const enum letter_relation order[] = {RELATION_REPLY, RELATION_REPLY_TO, RELATION_NEXT,
                                                 RELATION_RELATED, RELATION_PREVIOUS};
    static const struct letter_filter all = {0};
    const struct letter_source *source = &reader->stage->config->source;
    const struct letter_summary *next;
    const struct related_letter *related;
    size_t count = 0, total;
    if (reader->end_loaded)
        return;
    reader->end_loaded = true;
    if (source->calls->summaries(source->self, &all, reader->letter.summary.position + 1, 1,
                                 reader->arena, &next, &count, &total, NULL) == STATUS_OK &&
        count == 1) {
        reader->next_letter = next[0];
        reader->has_next_letter = true;
    }
    if (source->calls->related(source->self, reader->letter.summary.key, reader->arena, &related,
                               &count, NULL) != STATUS_OK)
        return;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        take(reader, related, count, order[i]);
}

/* ---- Going -------------------------------------------------------------------------------------
 */

static struct step go_to(const struct key *key, bool remember)
{
    struct step step = {.kind = STEP_GO, .remember = remember, .to = {.kind = PLACE_LETTER}};
    if (strlen(key->edition) >= PLACE_PART_SIZE || strlen(key->id) >= PLACE_PART_SIZE)
        return step_none();
    memcpy(step.to.edition, key->edition, strlen(key->edition) + 1);
    memcpy(step.to.id, key->id, strlen(key->id) + 1);
    return step;
}

struct step reader_end_next(const struct reader *reader)
{
    return reader->has_next_letter ? go_to(&reader->next_letter.key, false) : step_none();
}

struct step reader_end_related(const struct reader *reader, int index)
{
    return index >= 0 && (size_t)index < reader->related_count
               ? go_to(&reader->related[index].summary.key, true)
               : step_none();
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

static const char *title_of(const struct letter_summary *letter, struct arena *arena)
{
    const char *title = letter->short_title != NULL ? letter->short_title : letter->title;
    return letter->number == NULL ? title : arena_format(arena, "%s. %s", letter->number, title);
}

static void draw_words(const struct reader *reader, struct rect rect, const char *text,
                       enum look_role role, enum theme_token ink, const char *lang,
                       struct draw_list *list)
{
    const struct strings *strings = reader->stage->config->strings;
    const struct lettering_spec spec = {
        .text = text,
        .role = role,
        .w_px = rect.w,
        .h_px = rect.h,
        .max_lines = rect.h / reader->stage->look.leading_px[role],
        .ink = ink,
        .ground = TOKEN_RAISED,
        .lining = true,
        .align = lang == NULL ? DRAW_START : stage_name_align(reader->stage, text),
        .lang = lang == NULL ? strings_lang(strings) : lang,
        .direction = lang == NULL ? strings_direction(strings) : stage_name_direction(text),
    };
    lettering_draw(reader->stage->lettering, &spec, rect.x, rect.y, list);
}

/* What it is to the letter that was read, when it was written, and its title. */
static void draw_related(const struct reader *reader, struct rect rect, size_t index,
                         struct draw_list *list)
{
    const struct look *look = &reader->stage->look;
    const struct strings *strings = reader->stage->config->strings;
    const struct related_letter *related = &reader->related[index];
    const struct letter_summary *letter = &related->summary;
    const char *date = dates_of_letter(strings, list->arena, &letter->date);
    const char *relation = related->relation == RELATION_REPLY      ? "end.reply"
                           : related->relation == RELATION_REPLY_TO ? "end.answers"
                                                                    : NULL;
    const char *over = relation == NULL ? date
                                        : arena_format(list->arena, "%s · %s",
                                                       strings_text(strings, relation), date);
    int caption = look->leading_px[LOOK_CAPTION], line = look->leading_px[LOOK_LIST];
    int top = rect.y + (rect.h - caption - line) / 2;
    draw_list_fill(list, (struct rect){rect.x, rect.y, rect.w, look->hairline_px}, TOKEN_RULE);
    draw_words(reader, (struct rect){rect.x, top, rect.w, caption}, over, LOOK_CAPTION,
               TOKEN_ACCENT2, NULL, list);
    draw_words(reader, (struct rect){rect.x, top + caption, rect.w, line},
               title_of(letter, list->arena), LOOK_LIST, TOKEN_INK, letter->lang, list);
    draw_list_target(list,
                     (struct draw_target){.drawn = stage_row_face(reader->stage, rect),
                                          .hit = rect,
                                          .role = ROLE_LETTER,
                                          .action = ACTION_RELATED,
                                          .index = (int)index,
                                          .name = arena_format(list->arena, "related=%s/%s",
                                                               letter->key.edition, letter->key.id),
                                          .label = letter->title,
                                          .focus = 1});
}

/* On, and to all letters: side by side where there is room, else one above the other. */
static void draw_buttons(const struct reader *reader, struct rect foot, bool beside,
                         struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    const struct bar_cell all = {.action = ACTION_CONTENTS,
                                 .name = "contents",
                                 .label = strings_text(strings, "home.all"),
                                 .is_set = true};
    struct rect rect = {foot.x, foot.y, foot.w, look->button_px};
    int all_w = beside ? bar_button_width(stage, all.label, false) : foot.w;
    if (reader->has_next_letter) {
        const struct bar_cell next = {
            .action = ACTION_NEXT_LETTER,
            .name = "next-letter",
            .label = strings_format(
                strings, list->arena, "nav.nextletter", 0, 0,
                stage_isolated(stage, list->arena, title_of(&reader->next_letter, list->arena))),
            .is_set = true};
        rect.w = beside ? foot.w - all_w - look->gap_px : foot.w;
        bar_button(stage, stage_mirrored(stage, rect), &next, BAR_PRIMARY, list);
        rect.x += beside ? rect.w + look->gap_px : 0;
        rect.y += beside ? 0 : look->button_px + look->gap_px;
    }
    rect.w = reader->has_next_letter ? all_w : foot.w;
    bar_button(stage, stage_mirrored(stage, rect), &all, BAR_OUTLINED, list);
}

void reader_end_draw(const struct reader *reader, struct draw_list *list)
{
    const struct stage *stage = reader->stage;
    const struct look *look = &stage->look;
    const struct strings *strings = stage->config->strings;
    struct rect content = reader->sheet.content;
    int head = look_px(look, 150), pad = look->edge_px, em = look->em_26_6[LOOK_LIST] / 64;
    int width = em * 38 < content.w ? em * 38 : content.w;
    bool beside = look->size_class != SCREEN_PORTRAIT;
    int buttons = beside || !reader->has_next_letter ? 1 : 2;
    int foot_h = buttons * (look->button_px + look->gap_px) + pad - look->gap_px;
    int label_h = look->leading_px[LOOK_CAPTION] + look->gap_px;
    int room = (content.h - head - foot_h - label_h - look->gap_px) / look->row_px;
    int rows = room < 0 ? 0 : room < (int)reader->related_count ? room : (int)reader->related_count;
    int height = head + foot_h + look->gap_px + (rows > 0 ? label_h + rows * look->row_px : 0);
    if (height > content.h)
        height = content.h;
    struct rect box = {(content.w - width) / 2, content.y + content.h - height, width, height};
    int padding = choices_padding_px(look);
    struct rect inside = {box.x + padding, box.y + head, box.w - 2 * padding, 0};
    choices_draw_panel(stage, content, box, strings_text(strings, "letter.end"), list);
    if (rows > 0) {
        draw_words(reader, (struct rect){inside.x, inside.y, inside.w, label_h},
                   strings_text(strings, "end.related"), LOOK_CAPTION, TOKEN_INK2, NULL, list);
        inside.y += label_h;
    }
    for (int i = 0; i < rows; i++)
        draw_related(reader,
                     (struct rect){inside.x, inside.y + i * look->row_px, inside.w, look->row_px},
                     (size_t)i, list);
    draw_buttons(reader, (struct rect){inside.x, box.y + box.h - foot_h, inside.w, foot_h - pad},
                 beside, list);
}
