/* The command line of `vitrine`, and the settings that a configuration file may make beside it. */
#ifndef APP_VIEWER_OPTIONS_H
#define APP_VIEWER_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "draw/theme.h"
#include "letter/place.h"

enum { SETTING_SIZE = 96 };

/* What can be set by --config and --set, under the names in settings_set. */
struct settings {
    int diagonal_inch_tenths; /* 0: by the resolution */
    int distance_mm;          /* 0: by the diagonal */
    int text_size_percent;    /* 100, 125, 150, 200; 0: 100 */
    int rotation_degrees;
    enum theme_kind theme;
    char lang[SETTING_SIZE]; /* of the interface, BCP 47 */
};

struct options {
    const char *bundle; /* NULL: none named */
    struct settings settings;
    int window_w_px, window_h_px; /* 0: not said */
    struct place place;           /* where to begin */
    const char *dump;             /* directory; NULL: no dump */
    const char *record, *replay;  /* files; NULL: none */
    uint32_t seed;
};

enum options_outcome {
    OPTIONS_RUN,
    OPTIONS_HELP,
    OPTIONS_VERSION,
    OPTIONS_WRONG /* the message says what is */
};

/* Reads the command line; the result borrows its strings. The order of configuration is that of the
 * sources: --config, then --set and the options of their own. */
enum options_outcome options_parse(int argc, char **argv, struct options *ret_options,
                                   struct error *error);

/* The text of --help. */
const char *options_help(void);

/* Sets one value: screen.diagonal_in, screen.distance_mm, screen.rotate, text.size_percent,
 * theme, language.
 * STATUS_INVALID names key and value. */
enum status settings_set(struct settings *settings, const char *key, const char *value,
                         struct error *error) STATUS_CHECKED;

/* Diagonal of a screen that was not described: that of the usual panel of w × h pixels, in tenths
 * of an inch. */
int settings_usual_diagonal(int w_px, int h_px);

#endif
