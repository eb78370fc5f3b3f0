/* What can be set of the viewer, by whom ever: CONFIGURATION.md lists every name. */
#ifndef APP_VIEWER_SETTINGS_H
#define APP_VIEWER_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "app/viewer/hours.h"
#include "base/status.h"
#include "draw/theme.h"
#include "input/calibration.h"
#include "input/keys.h"
#include "view/view.h"

enum { SETTING_SIZE = 96 };

struct settings {
    int diagonal_inch_tenths; /* 0: by the resolution */
    int distance_mm;          /* 0: by the diagonal */
    int text_size_percent;    /* 100, 125, 150, 200 */
    int rotation_degrees;
    enum theme_kind theme;
    struct look_style style;
    struct view_times times; /* 0: the usual */
    uint32_t key_repeat_ms;
    struct calibration calibration;
    struct key_map keys;
    struct hours_week hours;        /* the exhibit is open; else the screen sleeps */
    struct hours_span night;        /* of every day; not said: never */
    int day_percent, night_percent; /* brightness */
    bool sleep_wakes;               /* a touch wakes the sleeping screen */
    bool corner_off;                /* the gesture for staff is not watched for */
    char pin[SETTING_SIZE];         /* of staff, digits; "": nobody gets in */
    char report[SETTING_SIZE];      /* file of the update agent's report; "": none */
    char lang[SETTING_SIZE];        /* of the interface, BCP 47; "": the exhibit's first */
    char langs[SETTING_SIZE];       /* offered, with spaces between them; "": all of the exhibit */
    char socket[SETTING_SIZE];      /* told of visits; "": none */
    char status[SETTING_SIZE];      /* file of the update agent's line; "": none */
    char staff[SETTING_SIZE];       /* file of settings made by staff; "": none */
};

/* As everything is when nobody says anything. */
struct settings settings_usual(void);

/* Sets one value. STATUS_INVALID says what is possible. */
enum status settings_set(struct settings *settings, const char *key, const char *value,
                         struct error *error) STATUS_CHECKED;

/* Whether an exhibit may set that: everything but what belongs to the machine it is shown on. */
bool settings_is_of_exhibit(const char *key);

/* Diagonal of a screen that was not described: that of the usual panel of w × h pixels, in tenths
 * of an inch. */
int settings_usual_diagonal(int w_px, int h_px);

#endif
