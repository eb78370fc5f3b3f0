/* The light behind a panel, where the kernel lets it be set (/sys/class/backlight). */
#ifndef PLATFORM_POSIX_BACKLIGHT_H
#define PLATFORM_POSIX_BACKLIGHT_H

#define BACKLIGHT_FOLDER "/sys/class/backlight"

struct backlight;

/* The first that is in the folder and can be written; NULL: there is none, as with every screen
 * behind HDMI. */
struct backlight *backlight_open(const char *folder);

/* Takes NULL. */
void backlight_close(struct backlight *backlight);

/* Sets it to so many percent of its most, but not off; 0 is off. Writes only what changes, and
 * takes NULL. A failure leaves the light as it was. */
void backlight_set(struct backlight *backlight, int percent);

#endif
