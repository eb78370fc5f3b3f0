/* A letter while it is read: its blocks, its notes, what is known of it. */
#ifndef IMPORT_DRAFT_H
#define IMPORT_DRAFT_H

#include "base/arena.h"
#include "base/status.h"
#include "import/picture_files.h"
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

/* A picture that is there. */
struct draft_picture {
    const char *path, *member; /* member: in that .docx file; else NULL */
    char *target;            /* in the text: DRAFT_KEY_SIZE bytes, its number, written on delivery;
                                spans point at it before */
    const char *description; /* or NULL */
    const char **pages;      /* labels of the printed pages it shows */
    size_t page_count;
    uint32_t block; /* where what it shows begins, in the letter's blocks; or BLOCK_NONE */
    bool in_text;
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
    struct picture_files *files; /* where pictures are looked for; NULL: nowhere */
    struct draft_picture *pictures;
    size_t picture_count, picture_room;
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

/* Adds a picture of the text, or a scan, that `file` names; NULL where it is not there, which is
 * told. A scan that was named before is the same one. Good until the next call. */
struct draft_picture *draft_add_picture(struct draft *draft, const char *name, const char *file,
                                        unsigned line, bool in_text);

/* The same for one whose file is known. */
struct draft_picture *draft_add_picture_file(struct draft *draft, const char *path,
                                             const char *member, unsigned line, bool in_text);

/* Adds a printed page to those that a scan shows. */
void draft_add_picture_page(struct draft *draft, struct draft_picture *picture, const char *label);

/* Settles keys, opening words and word count; *ret_letter is whole and lives as long as the arena.
 * STATUS_LIMIT: a block too long. STATUS_INVALID: no words but the heading's. Messages have no
 * place: the caller adds it. */
enum status draft_finish(struct draft *draft, const struct letter **ret_letter,
                         struct error *error) STATUS_CHECKED;

#endif
