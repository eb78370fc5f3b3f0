/* The short textual address of every state a visitor can be in, as src/README.md lists them. */
#ifndef LETTER_PLACE_H
#define LETTER_PLACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum place_kind {
    PLACE_ATTRACT,
    PLACE_CONTENTS,
    PLACE_EXCHANGE,
    PLACE_SEARCH,
    PLACE_OPTIONS,
    PLACE_PROMPT,
    PLACE_ABOUT,
    PLACE_PIN,
    PLACE_STAFF,
    PLACE_SLEEP, /* outside opening hours: the screen is black */
    PLACE_FAULT,
    PLACE_LETTER,
    PLACE_PERSON,
    PLACE_TERM,
    PLACE_PICTURE
};

enum place_overlay {
    OVERLAY_NONE,
    OVERLAY_NOTE,
    OVERLAY_NOTES,
    OVERLAY_PAGES,
    OVERLAY_ABOUT,
    OVERLAY_END,
    OVERLAY_SIDE, /* two things side by side: original and translation, or scan and text */
    OVERLAY_WEB
};

/* Which list of the contents: the curator's, or all letters. Where there is only one, it is 0. */
enum { CONTENTS_START, CONTENTS_ALL };

enum { PLACE_PART_SIZE = 96, PLACE_TEXT_SIZE = 512 };

/* A place taken apart. Fixed sizes, so that histories copy it freely; longer parts are refused. */
struct place {
    enum place_kind kind;
    char edition[PLACE_PART_SIZE]; /* "": the first edition that has the id */
    char id[PLACE_PART_SIZE];      /* letter, person, term; fault code; contents: person filter;
                                      staff: page, or "" */
    char query[PLACE_PART_SIZE];   /* search text; contents: year; exchange: second person */
    char printed[PLACE_PART_SIZE]; /* letter: @PRINTED page, or "" */
    char lang[PLACE_PART_SIZE];    /* letter: version asked for, or "" */
    char note[PLACE_PART_SIZE];    /* OVERLAY_NOTE: the note's key */
    enum place_overlay overlay;
    bool has_offset; /* letter: block and byte are given (":BLOCK.BYTE") */
    uint32_t block, byte;
    uint32_t index; /* attract: slide from 0; picture: from 1; contents: CONTENTS_ALL or _START */
    /* What a place keeps in histories but does not say: letter: the bytes of the block, or of the
     * note's `found_block`, that a search found, none where start == end; letter: its content
     * notice was read (`noticed`); search, contents, exchange: the page of the list from 1, 0 while
     * the keyboard is shown or where none was left; picture: block, byte and lang of the letter
     * that was read, how large it is, and what of it is in the middle, in thousandths. */
    uint32_t found_block, found_start, found_end, list_page;
    uint32_t zoom_milli, middle_x_milli, middle_y_milli;
    bool noticed;
};

/* Reads a place; false when it is not one, and *ret_place is then not set. */
bool place_parse(const char *text, struct place *ret_place);

/* Writes the place so that place_parse reads it back; answers `text` (PLACE_TEXT_SIZE bytes). */
const char *place_format(const struct place *place, char text[PLACE_TEXT_SIZE]);

/* Whether both name the same state. */
bool place_equals(const struct place *a, const struct place *b);

/* Whether a place is what was asked for, where what `asked` leaves out is not compared: edition,
 * position in the letter, version; slide 0 stands for any. An overlay is never left out. */
bool place_answers(const struct place *place, const struct place *asked);

/* The place as a file name without extension: every byte outside [A-Za-z0-9.-] becomes '_'. */
const char *place_file_name(const struct place *place, char name[PLACE_TEXT_SIZE]);

#endif
