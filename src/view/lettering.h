/* Short texts of a bundle, and interface texts with a placeholder, set once and kept as pictures:
 * running heads, captions, titles of cards. */
#ifndef VIEW_LETTERING_H
#define VIEW_LETTERING_H

#include "draw/list.h"
#include "view/look.h"

struct lettering;

/* What is set, and how. Equal specifications share one picture. */
struct lettering_spec {
    const char *text;
    enum look_role role;
    int w_px, h_px; /* surface; text is centred vertically, or at the top if `top` */
    int max_lines;  /* the last ends in an ellipsis; 0: 1 */
    enum draw_align align;
    enum theme_token ink, ground;
    bool italic, top, balanced, lining;
    const char *lang; /* BCP 47 or NULL */
    enum direction direction;
};

/* `metrics` and `look` are borrowed. */
struct lettering *lettering_create(const struct text_metrics *metrics, const struct look *look);

/* Takes NULL. */
void lettering_destroy(struct lettering *lettering);

/* Shows the text at (x, y): picture and run. */
void lettering_draw(struct lettering *lettering, const struct lettering_spec *spec, int x, int y,
                    struct draw_list *list);

/* Where the lines of a flow that is set whole stand: from the leftmost to the rightmost ink. */
struct rect lettering_ink(const struct flow *flow);

/* Width of the text on one line. */
int lettering_width_px(struct lettering *lettering, const struct lettering_spec *spec);

/* Height of the text in lines of spec->w_px. */
int lettering_height_px(struct lettering *lettering, const struct lettering_spec *spec);

#endif
