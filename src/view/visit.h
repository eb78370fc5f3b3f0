/* What is counted of a visit, and nothing else: no touch positions, no typed text, no time of day
 * (section 13 of the interface specification). src/view/visit.md has the line that is sent. */
#ifndef VIEW_VISIT_H
#define VIEW_VISIT_H

#include "base/buffer.h"
#include "letter/place.h"

enum {
    VISIT_LETTERS_MAX = 32, /* further letters of one visit are counted in letters_opened only */
    VISIT_LANG_SIZE = 16,
    VISIT_LINE_MAX = 32 << 10 /* bytes of one line */
};

/* How a letter was reached. */
enum visit_via { VIA_START, VIA_LIST, VIA_SEARCH, VIA_REFERENCE, VIA_COUNT };

/* How a visit ended. */
enum visit_reason { REASON_IDLE, REASON_AGAIN, REASON_HEADPHONES, REASON_CLOSING, REASON_COUNT };

/* What a visitor can choose for reading; bits of options_used. */
enum visit_option {
    OPTION_LANGUAGE = 1 << 0,
    OPTION_SIZE = 1 << 1,
    OPTION_STYLE = 1 << 2,
    OPTION_COLOURS = 1 << 3,
    OPTION_MOTION = 1 << 4,
    OPTION_REACH = 1 << 5
};

struct visit_letter {
    char edition[PLACE_PART_SIZE], id[PLACE_PART_SIZE];
    char lang[VISIT_LANG_SIZE]; /* of the text; "" : the one shown first */
    unsigned opens, notes_opened, originals_opened;
    uint64_t read_ms;   /* of all times it was open */
    bool read_to_end;   /* its end card came */
    enum visit_via via; /* the first time */
};

/* One visit as it goes on. Zeroed: nobody is there. */
struct visit {
    bool begun;
    uint64_t begun_ms, touched_ms;
    unsigned touches, keys;
    unsigned letters_opened; /* each time one was opened */
    unsigned options_used;
    struct place place; /* shown last */
    bool reading;       /* `place` belongs to letters[open] */
    size_t open;
    uint64_t opened_ms;
    struct visit_letter letters[VISIT_LETTERS_MAX];
    size_t letter_count;
};

/* A touch (or a key) was felt: it begins the visit if none has. */
void visit_touch(struct visit *visit, bool key, uint64_t now_ms);

/* The reading options were used. */
void visit_choose(struct visit *visit, enum visit_option option);

/* This is shown now. Told of every place in turn; `from_start` says that a letter came from the
 * start-here list or a slide. */
void visit_show(struct visit *visit, const struct place *place, bool from_start);

/* Appends the line of a visit that is over, without line feed; false, and nothing appended, where
 * none has begun. `lang` is the interface's. */
bool visit_write(const struct visit *visit, const char *lang, enum visit_reason reason,
                 struct buffer *out);

#endif
