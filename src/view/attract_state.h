/* The attract mode's state, shared by what runs it (attract.c) and what draws it (attract_draw.c).
 */
#ifndef VIEW_ATTRACT_STATE_H
#define VIEW_ATTRACT_STATE_H

#include "view/attract.h"
#include "view/shuffle.h"

/* One slide on the screen. */
struct showing {
    const struct slide *slide; /* NULL: the exhibit's title */
    uint64_t since_ms;
    bool outward;                   /* its picture becomes smaller, not larger */
    struct rect quote;              /* where the quotation stands, in its panel */
    struct rect panel;              /* w 0: there are no words */
    const struct glyph_page *words; /* of the panel */
};

struct attract {
    const struct stage *stage;
    struct arena *arena;
    const struct slide *slides;
    size_t count;
    struct shuffle *shuffle;
    size_t turn;    /* place in the order */
    unsigned shown; /* slides shown so far; moves the words against burn-in */
    struct showing current, previous;
    bool fading;         /* from the previous to the current */
    uint64_t frame_ms;   /* the last frame of a movement */
    int slow_frames;     /* running, each over 33 ms */
    bool stopped;        /* too slow to drift until the loop begins anew ... */
    uint64_t stopped_ms; /* ... since then: pictures stand as they stood */
};

/* Sets the words of a slide where they stand this time. */
void attract_set(struct attract *attract, struct showing *showing);

/* How long pictures take to fade into each other. */
uint64_t attract_fade_ms(const struct attract *attract);

/* How long a slide stands. */
uint64_t attract_slide_ms(const struct attract *attract, const struct slide *slide);

/* Whether the present slide's picture drifts. */
bool attract_drifts(const struct attract *attract);

/* Draws the screen. */
void attract_draw(void *self, uint64_t now_ms, struct draw_list *list);

#endif
