/* What each page of the staff menu says and offers. */
#ifndef VIEW_STAFF_PAGES_H
#define VIEW_STAFF_PAGES_H

#include "view/staff_rows.h"

enum staff_page {
    STAFF_PAGE_NONE, /* closed */
    STAFF_PAGE_PIN,
    STAFF_PAGE_MENU,
    STAFF_PAGE_CONTENT,
    STAFF_PAGE_RECORDS,
    STAFF_PAGE_SCREEN,
    STAFF_PAGE_HOURS,
    STAFF_PAGE_LANGUAGE,
    STAFF_PAGE_SUPPORT,
    STAFF_PAGE_MISTAKES,
    STAFF_PAGE_PREVIOUS,
    STAFF_PAGE_RESTART,
    STAFF_PAGE_SHUTDOWN,
    STAFF_PAGE_CLEAN,
    STAFF_PAGE_CHART,
    STAFF_PAGE_COUNT
};

/* What a page may ask of the kiosk; the index of ACTION_STAFF_DO. */
enum staff_wish { STAFF_WISH_SAVE, STAFF_WISH_PREVIOUS, STAFF_WISH_RESTART, STAFF_WISH_SHUTDOWN };

/* The page's name in places ("content"), "" for the menu; the id of its title. Static. */
const char *staff_page_name(enum staff_page page);
const char *staff_page_title(enum staff_page page);

/* The page of that name; STAFF_PAGE_NONE: there is none. */
enum staff_page staff_page_find(const char *name);

/* The line that a wish is sent as; static. */
const char *staff_wish_line(enum staff_wish wish);

/* Fills the rows of a page that has some. `facts` may be NULL: nothing is known. Texts lie in the
 * arena or are the facts'. */
void staff_pages_fill(const struct stage *stage, enum staff_page page,
                      const struct staff_facts *facts, struct arena *arena,
                      struct staff_rows *ret_rows);

#endif
