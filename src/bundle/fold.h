/* Text as the search index has it. */
#ifndef BUNDLE_FOLD_H
#define BUNDLE_FOLD_H

#include "base/buffer.h"

/* Appends `length` bytes of UTF-8 without case, combining marks, compatibility forms and invisible
 * characters (Unicode NFKD, full case folding, marks removed), each ideograph and each kana between
 * spaces. Queries must be folded alike. */
void fold_append(struct buffer *buffer, const char *text, size_t length);

#endif
