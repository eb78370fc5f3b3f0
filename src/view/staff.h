/* What staff see behind their PIN, over whatever a visitor left: the pad, the menu, its pages.
 * While it is open nothing below it is touched or told of time. */
#ifndef VIEW_STAFF_H
#define VIEW_STAFF_H

#include "view/stage.h"

struct staff;

/* Closed. `stage` is borrowed. */
struct staff *staff_create(const struct stage *stage);

/* Takes NULL. */
void staff_destroy(struct staff *staff);

bool staff_is_open(const struct staff *staff);

/* Whether it is open beyond the PIN. */
bool staff_is_inside(const struct staff *staff);

/* Opens the pad; nothing happens where the kiosk has no PIN. */
void staff_ask(struct staff *staff, uint64_t now_ms);

/* Opens the page of a place ("pin", "staff", "staff/chart") without a PIN: for the command line,
 * which no visitor has. With `stays` it does not close by itself. False: no such page. */
bool staff_open(struct staff *staff, const struct place *place, bool stays, uint64_t now_ms);

void staff_close(struct staff *staff);

/* A target was touched, a character typed, a key pressed that is no target's. STEP_BACK: the pad is
 * left, and what was shown before is shown again. STEP_AGAIN: the kiosk begins anew. */
struct step staff_act(struct staff *staff, enum action action, int index, uint64_t now_ms);
struct step staff_type(struct staff *staff, const char *letter, uint64_t now_ms);
struct step staff_key(struct staff *staff, enum input_key key, uint64_t now_ms);

/* Somebody is there: the time begins anew. */
void staff_touch(struct staff *staff, uint64_t now_ms);

/* A contact as it is, before it is a gesture: for the test chart. */
struct step staff_contact(struct staff *staff, const struct input_event *event);

struct step staff_tick(struct staff *staff, uint64_t now_ms);
uint64_t staff_deadline_ms(const struct staff *staff, uint64_t now_ms);
void staff_draw(struct staff *staff, uint64_t now_ms, struct draw_list *list);
struct place staff_place(const struct staff *staff);

#endif
