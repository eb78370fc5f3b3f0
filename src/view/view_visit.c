/* What outlasts a single screen of a visit: what is counted of it, and what Start again can be
 * taken back to. */
#include "view/view_state.h"

#include "view/bar.h"
#include "view/reader.h"

#include <string.h>

void view_state_count(struct view *view, bool key, uint64_t now_ms)
{
    view->unplugged = false;
    visit_touch(&view->visit, key, now_ms);
}

void view_state_end_visit(struct view *view, enum visit_reason reason)
{
    const struct view_visits *visits = &view->config.visits;
    const struct place place = view->visit.place;
    struct buffer line = {0};
    view->undo.title = NULL;
    if (visit_write(&view->visit, strings_lang(view->config.strings), reason, &line) &&
        visits->take != NULL)
        visits->take(visits->self, buffer_string(&line));
    buffer_fini(&line);
    view->visit = (struct visit){.place = place};
}

const char *view_state_letter_title(struct view *view, const struct place *place,
                                    struct arena *arena, const char **ret_number)
{
    const struct letter_source *source = &view->config.source;
    const struct key key = {place->edition, place->id};
    struct letter letter;
    if (source->calls->letter(source->self, key, NULL, arena, &letter, NULL) != STATUS_OK)
        return NULL;
    const char *number = letter.summary.number;
    *ret_number = number;
    return arena_format(arena, "%s%s%s", number == NULL ? "" : number, number == NULL ? "" : ". ",
                        reader_caption(&view->stage, arena, &letter.summary));
}

/* ---- Taking back ---- */

bool view_state_keep_undo(struct view *view, uint64_t now_ms)
{
    struct undo *undo = &view->undo;
    const struct strings *strings = view->config.strings;
    const char *number = NULL;
    if (undo->title != NULL || view->screen != &reader_screen)
        return false;
    arena_reset(undo->arena);
    undo->place = view->screen->place(view->state);
    memcpy(undo->history, view->history, sizeof undo->history);
    undo->history_count = view->history_count;
    const char *title = view_state_letter_title(view, &undo->place, undo->arena, &number);
    if (title == NULL)
        return false;
    const struct strings_value values[] = {{"n", number}, {0}};
    undo->title = number == NULL ? strings_format(strings, undo->arena, "nav.backto", 0, 0, title)
                                 : strings_fill(strings, undo->arena, "nav.undo", 0, values);
    undo->until_ms = now_ms + UNDO_MS;
    undo->theme = view->theme;
    undo->style = view->style;
    undo->size_percent = view->config.screen.text_size_percent;
    undo->strings = strings;
    return true;
}

void view_state_undo(struct view *view, uint64_t now_ms)
{
    const struct undo undo = view->undo;
    if (undo.title == NULL)
        return;
    view->undo.title = NULL;
    view->theme = undo.theme;
    view->style = undo.style;
    view->config.screen.text_size_percent = undo.size_percent;
    view->config.strings = undo.strings;
    view_state_restage(view, now_ms);
    memcpy(view->history, undo.history, sizeof view->history);
    view->history_count = undo.history_count;
    view_state_show(view, &undo.place, now_ms);
}

void view_state_forget_undo(struct view *view)
{
    if (view->undo.title != NULL)
        view_state_end_visit(view, REASON_AGAIN);
}

void view_state_draw_undo(const struct view *view, struct draw_list *list)
{
    const struct look *look = &view->stage.look;
    struct rect chip = bar_chip_rect(&view->stage, view->undo.title);
    draw_list_shadow(list, chip, look_px(look, 10));
    bar_chip(&view->stage, view->undo.title, ACTION_UNDO, "undo", list);
}
