/* About the exhibit: its title, credits, editions and the software. */
#ifndef VIEW_ABOUT_H
#define VIEW_ABOUT_H

#include "view/stage.h"

extern const struct stage_screen about_screen;

/* `stage` is borrowed. Destroy through about_screen. */
void *about_create(const struct stage *stage);

#endif
