/* How the kiosk is, for staff: /run/vitrine/report, which the keeper writes anew after each of its
 * tasks and the staff page reads. The file's shape is in the README beside this. */
#ifndef UPDATE_REPORT_H
#define UPDATE_REPORT_H

#include "base/buffer.h"
#include "update/code.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    REPORT_NAME_SIZE = 65,    /* of an exhibit, a device or a version, with the NUL */
    REPORT_TITLE_SIZE = 321,  /* 80 code points */
    REPORT_DETAIL_SIZE = 256, /* what exactly was wrong; longer ones are cut */
    REPORT_SIGNER_SIZE = 81,  /* id and name of a key */
    REPORT_RECEIPTS_MAX = 10,
    REPORT_SIZE_MAX = 8192, /* bytes of the file */
    REPORT_NO_HEAT = -1000  /* no sensor */
};

/* An edition that is on the kiosk. */
struct report_edition {
    bool exists;
    uint64_t serial;
    char built[sizeof "2026-11-20"];
    char title[REPORT_TITLE_SIZE];
};

/* What came of an update, a start or a request. */
struct report_receipt {
    uint64_t number; /* counts up, from 1; 0: there is none */
    uint64_t serial; /* of the edition it is about; 0: none */
    enum update_code code;
    char software[REPORT_NAME_SIZE]; /* version that wrote it */
    char detail[REPORT_DETAIL_SIZE];
};

struct report {
    char exhibit[REPORT_NAME_SIZE], device[REPORT_NAME_SIZE], software[REPORT_NAME_SIZE];
    enum update_code state; /* of the store: CODE_OK, CODE_STORAGE, CODE_DAMAGED */
    struct report_edition active, previous, trial;
    char signer[REPORT_SIGNER_SIZE]; /* of the active edition: "KEY-ID NAME", the name if keys.txt
                                        has it;
                                        "": not known */
    uint64_t tries;                  /* starts that the trial has left */
    uint64_t floor;                  /* nothing with a lower number is taken */
    uint64_t free_mib, total_mib;    /* of the disk that content lies on */
    int heat_c;                      /* degrees Celsius, or REPORT_NO_HEAT */
    uint64_t starts, crashes;        /* of the viewer, since the power came on */
    uint64_t visits, week;       /* that ended today, and in seven days, as visits_week has them */
    struct report_receipt fault; /* the last that is a fault: not ok, I01 or E10 */
    struct report_receipt receipts[REPORT_RECEIPTS_MAX]; /* the latest first */
    size_t receipt_count;
};

/* Whether staff are told of a code as of a fault. */
bool report_is_fault(enum update_code code);

/* Appends the file's text; control characters become spaces, and what is too long is cut. */
void report_format(const struct report *report, struct buffer *text);

/* Reads such a text; false where it is not one, and then *ret_report is as it was. */
bool report_parse(const char *text, size_t length, struct report *ret_report);

/* Appends the same as JSON, one line: what `vitrine-update status --json` prints. */
void report_json(const struct report *report, struct buffer *text);

#endif
