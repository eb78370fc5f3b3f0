/* Where the visitor was, and where a list was left. */
#include "view/view_state.h"

#include <string.h>

/* "Back to 70. Khrushchev to Kennedy", "Back to Search": the newest place of the history, unless
 * it is the list that every letter leads to anyway. */
void view_history_name_back(struct view *view)
{
    const struct strings *strings = view->config.strings;
    const char *title = NULL, *number;
    view->stage.back_title = NULL;
    arena_reset(view->history_arena);
    if (view->history_count == 0)
        return;
    const struct place *place = &view->history[view->history_count - 1];
    if (place->kind == PLACE_SEARCH)
        title = strings_text(strings, "nav.search");
    if (place->kind == PLACE_EXCHANGE)
        title = strings_text(strings, "home.exchange");
    if (place->kind == PLACE_LETTER)
        title = view_state_letter_title(view, place, view->history_arena, &number);
    if (title != NULL)
        view->stage.back_title =
            strings_format(strings, view->history_arena, "nav.backto", 0, 0,
                           stage_isolated(&view->stage, view->history_arena, title));
}

void view_history_remember(struct view *view)
{
    if (view->screen == NULL)
        return;
    if (view->history_count == HISTORY_MAX) {
        memmove(&view->history[0], &view->history[1], sizeof view->history[0] * (HISTORY_MAX - 1));
        view->history_count--;
    }
    view->history[view->history_count++] = view->screen->place(view->state);
}

void view_history_go_back(struct view *view, uint64_t now_ms)
{
    if (view->history_count == 0) {
        const struct place contents = view->tabs[TAB_START];
        view_state_show(view, &contents, now_ms);
        return;
    }
    const struct place place = view->history[--view->history_count];
    view_state_show(view, &place, now_ms);
}

void view_history_leave(struct view *view)
{
    const struct place place = view->screen->place(view->state);
    if (place.kind == PLACE_EXCHANGE)
        view->tabs[TAB_EXCHANGE] = place;
    if (place.kind == PLACE_CONTENTS)
        view->tabs[place.index == CONTENTS_ALL ? TAB_ALL : TAB_START] = place;
}

void view_history_forget(struct view *view)
{
    view->history_count = 0;
    view->tabs[TAB_START] = (struct place){.kind = PLACE_CONTENTS};
    view->tabs[TAB_ALL] = (struct place){.kind = PLACE_CONTENTS, .index = CONTENTS_ALL};
    view->tabs[TAB_EXCHANGE] = (struct place){.kind = PLACE_EXCHANGE};
}
