/* A sheet of large rows to choose from, over a list. */
#ifndef VIEW_CHOICES_H
#define VIEW_CHOICES_H

#include "view/stage.h"

struct choice {
    const char *text;
    const char *side; /* a count, at the row's end; or NULL */
    const char *name; /* the action in dumps */
    int index;        /* of the sheet's action */
    bool chosen;
};

struct choices {
    const char *title;
    const struct choice *rows;
    size_t count;
    enum action action;
    size_t first; /* row shown first */
};

/* How many rows of the sheet are seen at a time in `room`. */
size_t choices_seen(const struct stage *stage, struct rect room);

/* From a panel's sides to its words. */
int choices_padding_px(const struct look *look);

/* Draws the sheet at the foot of `room` with its rows from `first` on; ACTION_CARD_MORE, _UP and
 * _CLOSE are its other targets. */
void choices_draw(const struct stage *stage, const struct choices *choices, struct rect room,
                  struct draw_list *list);

/* A panel with a title and a way out, as sheets and cards of lists have it: everything of `room`
 * beside the panel closes it. */
void choices_draw_panel(const struct stage *stage, struct rect room, struct rect box,
                        const char *title, struct draw_list *list);

/* More and Up at the head of a panel; faint where there is nothing more. */
void choices_draw_scroll(const struct stage *stage, struct rect box, bool up, bool more,
                         struct draw_list *list);

#endif
