/* The chart that shows what a screen can do and where it is touched: edges, millimetres, greys,
 * colours, sizes of type, which way is up, and every finger by its coordinates. */
#ifndef VIEW_STAFF_CHART_H
#define VIEW_STAFF_CHART_H

#include "view/stage.h"

enum { STAFF_CHART_FINGERS = 10 };

/* The fingers on the glass. Zeroed: none were there. */
struct staff_chart {
    struct staff_finger {
        int64_t device, contact;
        struct point point;
    } fingers[STAFF_CHART_FINGERS];
    int count, most; /* down now; at once so far */
    bool touched;
    struct point last; /* touched last */
};

/* Takes a touch as it is; answers whether the chart looks different now. */
bool staff_chart_touch(struct staff_chart *chart, const struct input_event *event);

void staff_chart_draw(const struct stage *stage, const struct staff_chart *chart,
                      struct draw_list *list);

#endif
