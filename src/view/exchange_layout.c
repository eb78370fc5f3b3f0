#include "view/exchange_layout.h"

/* How far a page is filled. */
struct fill {
    bool empty;
    int top;       /* of the letter placed last */
    int bottom[2]; /* of each side, with the room below it */
};

static int larger(int a, int b)
{
    return a > b ? a : b;
}

/* A silence takes more room the longer it lasts, up to twice as much after a year. */
static int gap_height(int32_t days, int gap_h)
{
    int more = days < 60 ? 0 : days > 365 ? 305 : days - 60;
    return gap_h + gap_h * more / 305;
}

/* Places a letter, and the silence before it, on the page; its bottom edge. */
static int place(struct exchange_letter *letter, const struct fill *fill,
                 const struct exchange_lengths *lengths)
{
    letter->gap_top_px = larger(fill->bottom[0], fill->bottom[1]);
    letter->gap_h_px = letter->gap_days > 0 ? gap_height(letter->gap_days, lengths->gap_h) : 0;
    if (letter->gap_days > 0)
        letter->top_px = letter->gap_top_px + letter->gap_h_px;
    else if (fill->empty)
        letter->top_px = 0;
    else
        letter->top_px = larger(fill->top + lengths->step, fill->bottom[letter->side]);
    return letter->top_px + lengths->card_h;
}

static int32_t silence_before(const struct exchange_letter *letters, size_t index, int32_t last_day,
                              bool has_last)
{
    const struct exchange_letter *letter = &letters[index];
    int32_t days = letter->dated && has_last ? letter->day - last_day : 0;
    return days > EXCHANGE_GAP_DAYS ? days : 0;
}

size_t exchange_layout(struct exchange_letter *letters, size_t count,
                       const struct exchange_lengths *lengths)
{
    const struct fill nothing = {.empty = true};
    struct fill fill = nothing;
    uint32_t page = 0;
    int32_t last_day = 0;
    bool has_last = false;
    for (size_t i = 0; i < count; i++) {
        struct exchange_letter *letter = &letters[i];
        letter->gap_days = silence_before(letters, i, last_day, has_last);
        if (letter->dated) {
            last_day = letter->day;
            has_last = true;
        }
        int bottom = place(letter, &fill, lengths);
        if (bottom > lengths->page_h && !fill.empty) {
            fill = nothing;
            page++;
            bottom = place(letter, &fill, lengths);
        }
        letter->page = page;
        fill.empty = false;
        fill.top = letter->top_px;
        fill.bottom[letter->side] = bottom + lengths->between;
        if (letter->gap_days > 0) /* nothing of either side stands beside the silence */
            fill.bottom[1 - letter->side] = letter->top_px;
    }
    return (size_t)page + 1;
}

size_t exchange_layout_first(const struct exchange_letter *letters, size_t count, size_t page)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (letters[middle].page < page)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t exchange_layout_find_day(const struct exchange_letter *letters, size_t count, int32_t day)
{
    for (size_t i = 0; i < count; i++)
        if (letters[i].dated && letters[i].day >= day)
            return i;
    return count - 1;
}
