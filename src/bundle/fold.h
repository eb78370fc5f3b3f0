/* Text as the search index has it. */
#ifndef BUNDLE_FOLD_H
#define BUNDLE_FOLD_H

#include "base/buffer.h"

/* Appends `length` bytes of UTF-8 without case, combining marks, compatibility forms and invisible
 * characters (Unicode NFKD, full case folding, marks removed). Letters whose stroke or ligature
 * Unicode does not take apart become plain ones (ø o, æ ae); Arabic is without tatweel, with one
 * alef, yeh and heh, as its readers search. */
void fold_append(struct buffer *buffer, const char *text, size_t length);

#endif
