#include "app/viewer/panel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/posix/notify.h"
#include "platform/posix/plug.h"
#include "platform/sdl/window.h"

/* A display that another program still holds comes free within seconds. */
enum { LOOK_MS = 1000, RETRIES_MAX = 10 };

bool panel_is_bare(void)
{
    const char *driver = getenv("SDL_VIDEODRIVER");
    return !window_has_desktop() && (driver == NULL || strcmp(driver, "kmsdrm") == 0);
}

/* Cards also say things that change no screen. */
static bool is_other(void *self)
{
    const struct panel *panel = self;
    struct drm_screens now;
    drm_look(panel->sysfs, &now);
    return !drm_same(&now, &panel->screens);
}

void panel_init(struct panel *panel, const char *sysfs, struct loop_bed *bed)
{
    struct error error = {0};
    *panel = (struct panel){.sysfs = sysfs, .bed = bed};
    bed->is_other_display = is_other;
    bed->display_self = panel;
    if (plug_open("drm", loop_plug, bed, &panel->plug, &error) != STATUS_OK)
        fprintf(stderr, "vitrine: %s; a screen that comes later may stay black\n", error.message);
}

void panel_fini(struct panel *panel)
{
    plug_close(panel->plug);
    if (panel->bed != NULL)
        panel->bed->is_other_display = NULL;
    *panel = (struct panel){0};
}

static bool is_asked_to_end(const struct panel *panel)
{
    return atomic_load(&panel->bed->asked);
}

/* Not ready yet, or not any more, and nothing is wrong with that. */
static void rest(const struct panel *panel)
{
    notify_send("WATCHDOG=1");
    notify_send("EXTEND_TIMEOUT_USEC=30000000");
    sleeper_wait(panel->bed->sleeper, LOOK_MS);
}

bool panel_await(struct panel *panel)
{
    if (panel->sysfs == NULL)
        return true;
    bool said = false;
    for (;;) {
        atomic_store(&panel->bed->plugged, false);
        drm_look(panel->sysfs, &panel->screens);
        if (panel->screens.card >= 0 || is_asked_to_end(panel))
            break;
        if (!said)
            fprintf(stderr, "vitrine: no screen is connected; waiting for one\n");
        said = true;
        rest(panel);
    }
    return !is_asked_to_end(panel);
}

bool panel_retry(const struct panel *panel, int times)
{
    if (panel->sysfs == NULL || times >= RETRIES_MAX || is_asked_to_end(panel))
        return false;
    rest(panel);
    return !is_asked_to_end(panel);
}
