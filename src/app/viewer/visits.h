/* Where the line of each visit goes (view/visit.md). */
#ifndef APP_VIEWER_VISITS_H
#define APP_VIEWER_VISITS_H

#include <stdio.h>

#include "base/status.h"
#include "view/view.h"

/* Zeroed: nowhere. */
struct visits {
    FILE *file;         /* a line each; NULL: none */
    const char *socket; /* borrowed; NULL or "": none */
};

/* Begins a file, or where `path` is NULL sends to a socket. STATUS_IO. End with visits_close. */
enum status visits_open(const char *path, const char *socket, struct visits *ret_visits,
                        struct error *error) STATUS_CHECKED;

/* STATUS_IO: something could not be written to the file. */
enum status visits_close(struct visits *visits, struct error *error) STATUS_CHECKED;

/* For the view; `visits` must live as long as it. */
struct view_visits visits_view(struct visits *visits);

#endif
