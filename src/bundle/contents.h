/* What a bundle holds as a whole, for the curator's tool and the verification. */
#ifndef BUNDLE_CONTENTS_H
#define BUNDLE_CONTENTS_H

#include "base/arena.h"
#include "bundle/reader.h"

/* Letters in one language; a letter with a translation counts in both. */
struct contents_lang {
    const char *lang;
    uint32_t versions;
};

/* Counts, as FORMAT.md defines each. */
struct contents {
    const char *writer; /* version of the program that wrote it, or NULL */
    uint32_t schema, editions;
    uint32_t letters, editorial_notes; /* the editorial notes are among the letters */
    uint32_t notes, persons, terms, references, printed_pages;
    uint32_t pictures, recordings, slides, words;
    const struct contents_lang *langs; /* sorted by tag */
    size_t lang_count;
};

/* Counts what the bundle holds. Failures: STATUS_INVALID, STATUS_IO. */
enum status contents_read(struct bundle_reader *reader, struct arena *arena,
                          struct contents *ret_contents, struct error *error) STATUS_CHECKED;

/* The keys of all persons or terms, by edition, then as they sort. */
enum status contents_persons(struct bundle_reader *reader, struct arena *arena,
                             const struct key **ret_keys, size_t *ret_count,
                             struct error *error) STATUS_CHECKED;
enum status contents_terms(struct bundle_reader *reader, struct arena *arena,
                           const struct key **ret_keys, size_t *ret_count,
                           struct error *error) STATUS_CHECKED;

/* A letter that the curator would have visitors begin with. */
struct contents_start {
    const char *place, *title; /* title may be NULL */
};

/* Those letters, in the curator's order. */
enum status contents_starts(struct bundle_reader *reader, struct arena *arena,
                            const struct contents_start **ret_starts, size_t *ret_count,
                            struct error *error) STATUS_CHECKED;

/* The languages of a letter's versions, the one shown first before the others. */
enum status contents_versions(struct bundle_reader *reader, const struct letter_summary *letter,
                              struct arena *arena, const char *const **ret_langs, size_t *ret_count,
                              struct error *error) STATUS_CHECKED;

#endif
