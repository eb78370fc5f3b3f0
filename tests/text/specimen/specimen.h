/* Letters written down as plain text, to be set with the real fonts and looked at.
 *
 * One block a line, "kind: text", in which {3} is a note mark, {|190} a printed page, {@name} a
 * person, {#words} a reference, {-deleted} {+added} {=supplied} {?unclear} {_underlined} {"twice}
 * {~letter-spaced} {'superscript} {,subscript}, {%1} a picture, *italic*, ^small capitals^ and \ a
 * line end; "<kind: text" is flush, ">kind: text" a quotation. A line "lang: ru" gives the language
 * of what follows, "part: 1" its attachment, "columns: 3" of tables, and "picture: 1600 900" the
 * pixels of the next picture. */
#ifndef SPECIMEN_H
#define SPECIMEN_H

#include "base/arena.h"
#include "text/font.h"
#include "text/pages.h"

enum { SPECIMEN_BLOCKS_MAX = 512, SPECIMEN_NOTES_MAX = 256, SPECIMEN_PICTURES_MAX = 16 };

struct specimen {
    struct arena *arena;
    struct block blocks[SPECIMEN_BLOCKS_MAX];
    size_t block_count;
    struct note notes[SPECIMEN_NOTES_MAX];
    size_t note_count;
    const char *lang, *first_lang; /* of the line in hand, and of the sheet */
    uint16_t part;
    size_t item_count;               /* of the list in hand */
    size_t cell_count, column_count; /* of the table in hand */
    struct facsimile pictures[SPECIMEN_PICTURES_MAX];
    size_t picture_count;
};

/* Reads a text; one that cannot be read has no blocks. Ended by specimen_destroy. */
struct specimen *specimen_load(const char *path);
void specimen_destroy(struct specimen *specimen);

/* The sheet of a letter whose capitals are 0.66 of `em_px` high. */
struct flow_sheet specimen_sheet(const struct specimen *specimen,
                                 const struct text_metrics *metrics, bool clear, int em_px,
                                 int measure_em);

struct flow_text specimen_text(const struct specimen *specimen);

/* Lines of a flow on paper of w x h pixels, freed by the caller. */
uint32_t *specimen_draw(const struct flow *flow, struct page_range range,
                        const struct font_list *fonts, struct rect paper, struct point origin);

/* A whole text on one sheet, freed by the caller. */
uint32_t *specimen_draw_sheet(const struct specimen *specimen, struct font_list *fonts, int em_px,
                              int measure_em, struct rect *ret_paper);

#endif
