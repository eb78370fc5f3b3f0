/* The part of verify.h that is about pictures. */
#ifndef BUNDLE_VERIFY_PICTURES_H
#define BUNDLE_VERIFY_PICTURES_H

#include "reader_private.h"

/* Reads every tile that a letter's pictures need; `arena` is reset from tile to tile and holds
 * nothing else. STATUS_INVALID where one is missing or damaged. */
enum status verify_pictures(struct bundle_reader *reader, const struct facsimile *pictures,
                            size_t count, struct arena *arena, struct error *error) STATUS_CHECKED;

#endif
