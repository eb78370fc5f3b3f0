/* Cuts a letter's flow into pages by the rules of section 9 of the interface specification: at
 * least two lines of a paragraph on each side of a break, a heading or salutation with two lines,
 * two lines with closing and signature, at least four lines on a page and a fourth of the last one,
 * none ending in a hyphen; never within a row of a table or between a picture and its caption. */
#ifndef TEXT_PAGES_H
#define TEXT_PAGES_H

#include "text/flow.h"

struct pages;

/* Lines first_line .. first_line + line_count - 1 of the flow stand on the page. */
struct page_range {
    size_t first_line, line_count;
};

/* Begins with no page. `flow` is borrowed until pages_destroy and extended as needed. The first
 * page may be lower (badges and In brief stand above it). */
struct pages *pages_create(struct flow *flow, int first_height_px, int height_px);

/* Takes NULL. */
void pages_destroy(struct pages *pages);

/* Makes pages until number `index` (from 0) is there or the text ends (SIZE_MAX: all); a page once
 * made never changes. Answers whether all pages are made. */
bool pages_extend(struct pages *pages, size_t index);

/* How many pages are made. */
size_t pages_count(const struct pages *pages);

/* Page `index`, which must be made. */
struct page_range pages_at(const struct pages *pages, size_t index);

/* The page that shows byte `byte` of block `block`; makes pages as far as needed. */
size_t pages_page_of(struct pages *pages, uint32_t block, uint32_t byte);

#endif
