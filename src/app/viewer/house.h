/* The kiosk as staff see it and change it: facts from the update agent's report, the machine and
 * the settings; requests to the agent. What staff set acts at once, and is kept by the agent. */
#ifndef APP_VIEWER_HOUSE_H
#define APP_VIEWER_HOUSE_H

#include "app/viewer/config.h"
#include "app/viewer/hours.h"
#include "view/staff_facts.h"

struct house;

/* What a house is made of; all but `socket` and `complaints` is copied. */
struct house_start {
    const struct settings *settings;
    const char *complaints; /* about the settings, one a line; NULL: none */
    const char *socket;     /* of the agent's requests; NULL or "": nobody is asked */
    const char *version;    /* of the program; NULL: not said */
    bool stays;             /* the page that is shown first does not close by itself */
};

struct house *house_create(const struct house_start *start);

/* Takes NULL. */
void house_destroy(struct house *house);

/* As they are now; `*ret_changes` (may be NULL) counts up with each change. Borrowed. */
const struct settings *house_settings(const struct house *house, unsigned *ret_changes);

/* How the view reaches it; lives as long as the house. */
struct view_staff house_view(struct house *house);

/* The day and minute it is, as text too ("2026-11-23 14:05"); NULL: the clock is not set. */
void house_set_time(struct house *house, const struct hours_time *time, const char *text);

/* The diagonal that is taken for granted where none is set. */
void house_set_diagonal(struct house *house, int inch_tenths);

/* Whether the exhibit is open now, and how bright the screen should be. Where the clock is not set
 * it is open and day. */
bool house_is_open(const struct house *house);
int house_percent(const struct house *house);

/* Whether either changes with time. */
bool house_depends_on_time(const struct house *house);

#endif
