/* Two versions of a text in step: block n of one beside block n of the other, in pages. */
#ifndef VIEW_ROWS_H
#define VIEW_ROWS_H

#include "text/flow.h"

/* Lines of both flows that stand beside each other, parts of one block each; a side may be empty.
 */
struct row {
    size_t first_line[2], line_count[2];
    int top_px; /* from the page's top */
};

/* Rows first .. first + count - 1. */
struct row_page {
    size_t first, count;
};

struct rows;

/* For pages of that height, of flows that have `block_count` blocks each. The flows are borrowed
 * until rows_destroy and extended as needed. */
struct rows *rows_create(struct flow *const flows[2], const size_t block_counts[2], int height_px);

/* Takes NULL. */
void rows_destroy(struct rows *rows);

/* Makes pages until number `index` (from 0) is there or both texts end (SIZE_MAX: all); a page once
 * made never changes. Answers whether all are made. There is always a first one. */
bool rows_extend(struct rows *rows, size_t index);

size_t rows_page_count(const struct rows *rows);

/* Page `index`, which must be made. */
struct row_page rows_page(const struct rows *rows, size_t index);

/* Row `index`; borrowed until rows_extend. */
const struct row *rows_at(const struct rows *rows, size_t index);

/* The page that shows byte `byte` of block `block` of that side; makes pages as far as needed. */
size_t rows_page_of(struct rows *rows, int side, uint32_t block, uint32_t byte);

#endif
