/* The paragraphs that engines are compared on, with the places where lines may end: what
 * paragraphs.py prints, hyphenated. */
#ifndef BENCH_TYPE_TEXT_H
#define BENCH_TYPE_TEXT_H

#include "base/arena.h"
#include "base/status.h"
#include "letter/letter.h"

struct bench_paragraph {
    const char *name; /* "d66.1": letter, number */
    struct block block;
};

/* Reads the file; everything lies in `arena`. */
enum status bench_text_read(const char *path, struct arena *arena,
                            struct bench_paragraph **ret_paragraphs, size_t *ret_count,
                            struct error *error) STATUS_CHECKED;

/* Prints the paragraphs as they were read, for other engines: U+00AD where a hyphen may be set,
 * U+200B where a line may end without a space, U+00A0 for a space at which it may not, U+2060 where
 * the plain rules of Unicode would end it and ours do not. */
void bench_text_print_points(const struct bench_paragraph *paragraphs, size_t count);

#endif
