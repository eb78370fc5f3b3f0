/* A letter while it is read: its blocks, its notes, what is known of it. */
#ifndef IMPORT_DRAFT_H
#define IMPORT_DRAFT_H

#include "base/arena.h"
#include "base/status.h"
#include "import/prose.h"
#include "letter/letter.h"

enum {
    DRAFT_NOTES_MAX = 10000, /* notes of one letter */
    DRAFT_LABEL_MAX = 24,    /* bytes of a note's label; longer ones are replaced by a count */
    DRAFT_KEY_SIZE = 40
};

struct draft_note {
    char *key; /* DRAFT_KEY_SIZE bytes, written by draft_finish; marks point at it before */
    const char *label;
    const char *id; /* the source's own id, for anchors; or NULL */
    enum note_kind kind;
    const struct block *blocks;
    size_t block_count;
    unsigned line;
    bool marked;
};

/* A link, to be told of to the report. */
struct draft_link {
    enum span_kind kind;
    const char *target; /* as bundle/writer.h has it */
    unsigned line;
};

/* Fill `letter.summary` and the other fields of `letter` directly; blocks and notes are set by
 * draft_finish. */
struct draft {
    struct arena *arena;
    struct letter letter;
    struct prose prose;
    struct draft_note *notes;
    size_t note_count, note_room;
    struct draft_link *links;
    size_t link_count, link_room;
    unsigned line; /* where it begins */
};

/* A letter of no words, in `arena`. End with draft_fini. */
void draft_init(struct draft *draft, struct arena *arena, unsigned line);

/* Gives back the working memory; takes a zeroed draft. */
void draft_fini(struct draft *draft);

/* A name or id of a source as part of a place (letter/place.h): signs that part places become
 * hyphens, and it is cut to the length that places bear. In the arena. */
const char *draft_id(struct arena *arena, const char *name);

/* Adds a note. `label` NULL or longer than DRAFT_LABEL_MAX: it is counted. The result is its index,
 * good until draft_finish. The caller has checked DRAFT_NOTES_MAX. */
size_t draft_add_note(struct draft *draft, const char *label, enum note_kind kind, unsigned line);

/* Remembers where a link stands. `target` must live as long as the arena. */
void draft_add_link(struct draft *draft, enum span_kind kind, const char *target, unsigned line);

/* Settles keys, opening words and word count; *ret_letter is whole and lives as long as the arena.
 * STATUS_LIMIT: a block too long. STATUS_INVALID: no words but the heading's. Messages have no
 * place: the caller adds it. */
enum status draft_finish(struct draft *draft, const struct letter **ret_letter,
                         struct error *error) STATUS_CHECKED;

#endif
