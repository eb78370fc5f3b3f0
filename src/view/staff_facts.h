/* What the staff pages tell of the kiosk, and what staff may do to it. The program fills it; the
 * pages only read. */
#ifndef VIEW_STAFF_FACTS_H
#define VIEW_STAFF_FACTS_H

#include "draw/theme.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Of what has no number: not measured, not known. */
enum { STAFF_UNKNOWN = -1 };

/* One edition of the exhibit that is on the kiosk. */
struct staff_edition {
    uint64_t serial;    /* 0: there is none */
    const char *title;  /* these may be NULL: not known */
    const char *built;  /* "2026-11-20" */
    const char *signer; /* name or id of the key that signed it */
};

/* What came of a stick, or of a start. */
struct staff_receipt {
    uint64_t number;     /* counts up */
    uint64_t serial;     /* of the edition it is about, {n} of the text; 0: none */
    const char *code;    /* "E21", "ok" */
    const char *text_id; /* of the interface's words; NULL: there are none that say it */
    const char *detail;  /* any other placeholder of the text, or what is said without one */
};

/* What is set now of what staff may change. */
struct staff_settings {
    int day_percent, night_percent; /* brightness */
    int diagonal_inch_tenths;
    enum theme_kind theme;
    bool still;
    const char *lang; /* of the interface when nobody has chosen one */
    bool always_open; /* else every day from and to, in minutes */
    int open_minute, close_minute;
    bool days_differ; /* some days have hours of their own, in vitrine.ini */
};

struct staff_facts {
    const char *device, *exhibit, *software; /* NULL: not said */
    struct staff_edition active, previous;
    int disk_free_mb, disk_mb, heat_degrees; /* STAFF_UNKNOWN */
    int visits_today, visits_week;           /* STAFF_UNKNOWN */
    int starts, crashes;                  /* of the viewer since the power came on; STAFF_UNKNOWN */
    const char *fault;                    /* code of the last one; NULL: none */
    const struct staff_receipt *receipts; /* newest first */
    size_t receipt_count;
    const char *const *mistakes; /* in the settings, "vitrine.ini:3: theme: ..." */
    size_t mistake_count;
    bool clock_is_set; /* else hours are not kept */
    const char *clock; /* "Monday" is not said: "2026-11-23 14:05"; NULL: not set */
    const char *whole; /* all of it as one text for those who help from afar, at most QR_TEXT_MAX
                          bytes; NULL: none */
    struct staff_settings settings;
};

/* How the view reaches the kiosk. Zeroed: there are no staff screens. */
struct view_staff {
    const char *pin; /* digits; NULL or "": nobody gets in */
    /* The facts as they are now, borrowed until the next call. */
    const struct staff_facts *(*facts)(void *self);
    /* Asks for something, as one line: "set KEY VALUE", "previous", "save-records", "restart",
     * "shutdown". False: nobody is there to do it. */
    bool (*request)(void *self, const char *line);
    void *self;
    bool stays; /* a page that the view begins with does not close by itself */
};

#endif
