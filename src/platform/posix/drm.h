/* Which graphics card of a machine without a desktop has the screen, and which screen that is. */
#ifndef PLATFORM_POSIX_DRM_H
#define PLATFORM_POSIX_DRM_H

#include <stdbool.h>

enum { DRM_SCREENS_SIZE = 512 };

/* What is connected to a card. */
struct drm_screens {
    int card;                     /* the number of the first card with a connected output; -1 */
    char names[DRM_SCREENS_SIZE]; /* its connected outputs and what they prefer, sorted:
                                     "card1-HDMI-A-1 1920x1080\n"; a long list is cut */
};

/* Looks below `sysfs` ("/sys/class/drm"). SDL would take the first card, connected or not
 * (libsdl-org/SDL#13705). */
void drm_look(const char *sysfs, struct drm_screens *ret_screens);

/* Whether the same screens are connected to the same card. */
bool drm_same(const struct drm_screens *a, const struct drm_screens *b);

#endif
