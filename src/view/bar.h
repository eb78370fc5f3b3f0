/* The bottom bar, on every visitor screen in one order: leave, move, tools. */
#ifndef VIEW_BAR_H
#define VIEW_BAR_H

#include "view/stage.h"

enum bar_group { BAR_LEAVE, BAR_MOVE, BAR_TOOLS };

/* One cell: a button, or words between buttons where `action` is ACTION_NONE. */
struct bar_cell {
    enum bar_group group;
    enum action action;
    const char *name;  /* the action in dumps: "page-next" */
    const char *icon;  /* of assets/icons; NULL: none */
    const char *label; /* seen; NULL: icon only */
    const char *said;  /* spoken where it differs from the label */
    bool off;          /* drawn faintly, not touchable */
    bool icon_last;    /* the icon stands behind the label */
    int index;         /* which one, where an action has many */
    bool is_set; /* the label holds a number or a name: set as text, not drawn as fixed words */
};

enum { BAR_CELLS_MAX = 10 };

/* The cells that several screens share: Start again; the menu of a small screen; to the page before
 * (-1) or after (1), faint where there is none; the reading options, with words or the picture
 * alone. */
struct bar_cell bar_again(const struct stage *stage);
struct bar_cell bar_menu(const struct stage *stage);
struct bar_cell bar_turn(const struct stage *stage, int direction, bool possible);
struct bar_cell bar_reading(const struct stage *stage, bool words);

/* Draws the bar with its cells (BAR_CELLS_MAX at most) and adds their targets. In S the cells fill
 * the bar; elsewhere the first group stands left, the second in the middle, the third right. Where
 * they would be too wide, words go without their icons, and tools without their words. */
void bar_draw(const struct stage *stage, const struct bar_cell *cells, size_t count,
              struct draw_list *list);

/* How a button stands out: filled, outlined on a card, outlined on the wall, or bare words on a
 * card. */
enum bar_weight { BAR_PRIMARY, BAR_OUTLINED, BAR_QUIET, BAR_BARE };

/* One button on its own, for cards and the attract screen. */
void bar_button(const struct stage *stage, struct rect rect, const struct bar_cell *cell,
                enum bar_weight weight, struct draw_list *list);

/* The chip above the bar that leads back, and where it stands: at the side where reading begins. */
struct rect bar_chip_rect(const struct stage *stage, const char *title);
void bar_chip(const struct stage *stage, const char *title, enum action action, const char *name,
              struct draw_list *list);

/* The chip that leads to stage->back_title, on its strip of wall; nothing where it leads nowhere,
 * and on small screens, whose bar has a cell for it. */
void bar_chip_back(const struct stage *stage, struct draw_list *list);

/* Width of a button with this label and icon. */
int bar_button_width(const struct stage *stage, const char *label, bool icon);

#endif
