/* A very long letter and a very long paragraph, made of those that engines are compared on. */
#ifndef BENCH_TYPE_LONG_H
#define BENCH_TYPE_LONG_H

#include "text.h"
#include "text/flow.h"

/* Both lie in `arena`. The letter has paragraphs one after another, again and again, until it has
 * `words` words or more; the paragraph has them run together, and so many notes at even distances.
 */
struct flow_text bench_long_letter(struct arena *arena, const struct bench_paragraph *paragraphs,
                                   size_t count, size_t words);
struct flow_text bench_long_paragraph(struct arena *arena, const struct bench_paragraph *paragraphs,
                                      size_t count, size_t words, size_t notes);

#endif
