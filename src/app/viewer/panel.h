/* The screen of a machine without a desktop: waited for, and watched. */
#ifndef APP_VIEWER_PANEL_H
#define APP_VIEWER_PANEL_H

#include "app/viewer/loop.h"
#include "platform/posix/drm.h"

struct plug;

struct panel {
    const char *sysfs; /* NULL: no panel, but a window or a picture in memory */
    struct drm_screens screens;
    struct plug *plug;
    struct loop_bed *bed;
};

/* Whether the display is a bare panel, and not SDL's dummy that tests name in the environment. */
bool panel_is_bare(void);

/* Watches the cards below `sysfs` ("/sys/class/drm") from here on; what changes wakes the loop of
 * `bed`. Where the kernel cannot be heard, a screen that is waited for is looked for every second.
 * Ends with panel_fini. */
void panel_init(struct panel *panel, const char *sysfs, struct loop_bed *bed);

/* Zeroed memory is valid. */
void panel_fini(struct panel *panel);

/* Waits until a screen is connected, and keeps in mind which; meanwhile the supervisor is asked for
 * patience. False: the process is asked to end. Without a panel at once true. */
bool panel_await(struct panel *panel);

/* Waits a second after a display that did not open; false: the process is asked to end, or there
 * is no panel, or it has been `times` times. */
bool panel_retry(const struct panel *panel, int times);

#endif
