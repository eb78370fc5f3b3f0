/* Which graphics card of a machine without a desktop has the screen. */
#ifndef PLATFORM_POSIX_DRM_H
#define PLATFORM_POSIX_DRM_H

/* The number of the first card below `sysfs` ("/sys/class/drm") with a connected output; -1: none.
 * SDL takes the first card, connected or not (libsdl-org/SDL#13705). */
int drm_connected_card(const char *sysfs);

#endif
