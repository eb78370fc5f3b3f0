/* A small exhibit for the tests of bundles: two editions, three letters (one an editors' note, one
 * in two versions), notes, a person, a term, links of every kind. */
#ifndef TESTS_BUNDLE_FIXTURE_H
#define TESTS_BUNDLE_FIXTURE_H

#include "bundle/writer.h"

/* The letters as they are given to the writer. */
extern const struct letter fixture_letter, fixture_translation, fixture_editorial, fixture_other;
extern const struct entity fixture_person, fixture_term;

/* Gives the writer everything but the end. */
enum status fixture_fill(struct bundle_writer *writer, struct error *error) STATUS_CHECKED;

/* Writes the whole bundle; a failure fails the case. */
bool fixture_build(const char *path);

/* "DIRECTORY/name" in static storage, valid until the next call. */
const char *fixture_path(const char *name);

#endif
