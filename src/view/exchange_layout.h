/* A correspondence in time as arithmetic: where each letter stands below the one before it, on its
 * writer's side of a vertical axis, and where a page ends. */
#ifndef VIEW_EXCHANGE_LAYOUT_H
#define VIEW_EXCHANGE_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum exchange_side { EXCHANGE_LEFT, EXCHANGE_RIGHT };

#define EXCHANGE_NO_LETTER UINT32_MAX

/* A letter of the correspondence, in reading order. */
struct exchange_letter {
    int32_t day;       /* see dates_day_number */
    bool dated;        /* `day` is known */
    uint8_t side;      /* enum exchange_side */
    uint32_t reply_to; /* which of these letters it answers, or EXCHANGE_NO_LETTER */
    /* Worked out: */
    uint32_t page;
    int top_px;       /* from the page's top */
    int32_t gap_days; /* the silence before it, where it is worth saying; else 0 */
    int gap_top_px, gap_h_px;
};

enum { EXCHANGE_GAP_DAYS = 30 /* silences longer than this are labelled */ };

/* All lengths in pixels. */
struct exchange_lengths {
    int page_h;
    int card_h;  /* of a letter */
    int step;    /* at least between the tops of two letters that follow each other */
    int between; /* at least between two letters of one side */
    int gap_h;   /* of the label of a silence of two months; longer ones take up to twice as much */
};

/* Places all letters; answers how many pages they take, at least 1. A page holds at least one
 * letter. */
size_t exchange_layout(struct exchange_letter *letters, size_t count,
                       const struct exchange_lengths *lengths);

/* The first letter of a page, or of those that follow; `count` beyond the last. */
size_t exchange_layout_first(const struct exchange_letter *letters, size_t count, size_t page);

/* The letter that is the first one on or after a day, going by the dated ones; the last one where
 * none is. `count` is at least 1. */
size_t exchange_layout_find_day(const struct exchange_letter *letters, size_t count, int32_t day);

#endif
