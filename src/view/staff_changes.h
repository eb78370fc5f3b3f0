/* The settings that staff may change on the screen: what can be chosen, and the request that each
 * choice is. */
#ifndef VIEW_STAFF_CHANGES_H
#define VIEW_STAFF_CHANGES_H

#include "view/staff_rows.h"

/* Rows of choices, as the settings are now. Texts lie in the arena. */
void staff_changes_screen(const struct stage *stage, const struct staff_settings *settings,
                          struct arena *arena, struct staff_rows *rows);
void staff_changes_hours(const struct stage *stage, const struct staff_facts *facts,
                         struct arena *arena, struct staff_rows *rows);
void staff_changes_language(const struct stage *stage, const struct staff_settings *settings,
                            struct arena *arena, struct staff_rows *rows);

/* The request that the choice with this index is now, "set theme evening", in the arena; NULL: it
 * can go no further. */
const char *staff_changes_line(const struct stage *stage, const struct staff_settings *settings,
                               int index, struct arena *arena);

#endif
