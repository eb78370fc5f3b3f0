/* The one line that the agent shows the viewer: /run/vitrine/status. It is written beside and
 * renamed, so a reader sees a whole line or the one before. */
#ifndef UPDATE_STATUS_LINE_H
#define UPDATE_STATUS_LINE_H

#include "base/buffer.h"
#include "update/code.h"

#include <stdbool.h>
#include <stdint.h>

enum status_phase {
    PHASE_IDLE,    /* nothing to tell */
    PHASE_READING, /* a stick was seen */
    PHASE_COPYING,
    PHASE_CHECKING, /* the stick may go */
    PHASE_READY,    /* committed: it appears at the next start */
    PHASE_RUNNING,  /* confirmed */
    PHASE_FAILED,   /* `code` says why */
    PHASE_SAVING,   /* records onto a stick: it must not be removed */
    PHASE_SAVED,    /* the stick may go; the file's name is the detail */
    PHASE_COUNT
};

enum { STATUS_LINE_DETAIL_SIZE = 256, STATUS_LINE_MAX = 512 };

struct status_line {
    enum status_phase phase;
    uint64_t serial;                      /* of the edition it is about; 0: none */
    uint64_t other;                       /* see struct outcome */
    unsigned percent;                     /* PHASE_COPYING */
    enum update_code code;                /* PHASE_FAILED */
    char detail[STATUS_LINE_DETAIL_SIZE]; /* for staff: a file's name, a letter and what ails it */
};

/* Appends "copying serial=42 other=0 percent=37 code=ok detail=..." and a line's end; control
 * characters in the detail become spaces. */
void status_line_format(const struct status_line *line, struct buffer *text);

/* Reads such a line; false where it is not one. */
bool status_line_parse(const char *text, size_t length, struct status_line *ret_line);

#endif
