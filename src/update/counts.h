/* Tables of counts as CSV: rows that are told apart by their words, with sums, and where asked for
 * the numbers a median is of. */
#ifndef UPDATE_COUNTS_H
#define UPDATE_COUNTS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    COUNTS_KEYS_MAX = 7,
    COUNTS_SUMS_MAX = 4,
    COUNTS_VALUES_MAX = 64, /* of one row; then a new number takes the place of the oldest */
    COUNTS_KEY_SIZE = 576,
    COUNTS_ROWS_MAX = 1000, /* of one table; what would be a further row is not counted */
    COUNTS_SIZE_MAX = 1 << 20
};

/* The first two words of every table are the day and the hour. */
enum { COUNTS_DAY, COUNTS_HOUR };

struct counts_shape {
    const char *head;   /* the columns: words, sums, and last "read_s" where there are values */
    const char *median; /* the head of what is given away, with the median; NULL: no values */
    size_t keys, sums;
};

/* date,hour,language,input,exit_state,exit_reason,options_used; visits,seconds,letters_opened */
extern const struct counts_shape counts_visits;
/* date,hour,letter,language,via; opens,read_to_end,notes_opened,originals_opened; read_s */
extern const struct counts_shape counts_letters;

struct counts_row {
    char *keys[COUNTS_KEYS_MAX]; /* of [A-Za-z0-9._~%/,-], without commas where one word may */
    uint64_t sums[COUNTS_SUMS_MAX];
    uint32_t values[COUNTS_VALUES_MAX];
    size_t value_count, oldest;
};

struct counts {
    const struct counts_shape *shape;
    struct counts_row *rows;
    size_t count, capacity;
};

void counts_init(struct counts *counts, const struct counts_shape *shape);
void counts_fini(struct counts *counts);

/* Adds to the row that has the words of `row`, or makes one. False where the table is full. */
bool counts_add(struct counts *counts, const struct counts_row *row);

/* Adds the rows of a CSV that counts_format has written; false where it is damaged, with what stood
 * before the damage. */
bool counts_parse(struct counts *counts, const char *text, size_t length);

/* Appends the CSV; as it is kept, or as it is given away (a median in place of the numbers). */
void counts_format(const struct counts *counts, bool given_away, struct buffer *text);

/* Appends the rows only. */
void counts_format_rows(const struct counts *counts, bool given_away, struct buffer *text);

/* Takes the hour from the rows for which `keeps` says no, so that they become one with the day's.
 */
void counts_merge_hours(struct counts *counts, bool (*keeps)(const void *self, const char *hour),
                        const void *self);

/* A sum over the rows with that hour; NULL: over all. */
uint64_t counts_sum(const struct counts *counts, const char *hour, size_t sum);

#endif
