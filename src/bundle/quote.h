/* Chooses, from a letter's own words, what the attract mode shows of it. Within src/bundle. */
#ifndef BUNDLE_QUOTE_H
#define BUNDLE_QUOTE_H

#include "letter/letter.h"

/* A whole sentence of 8 to 40 words, borrowed from the letter: `length` bytes at `start` of that
 * block. Higher scores are better. */
struct quote {
    size_t block;
    uint32_t start, length;
    int score;
};

/* The sentence that begins at a key passage, as long as a slide bears. */
bool quote_at(const struct letter *letter, size_t block, uint32_t byte, struct quote *ret_quote);

/* The best sentence of a letter's own paragraphs; false where no sentence will do. */
bool quote_choose(const struct letter *letter, struct quote *ret_quote);

#endif
