/* The command line of `vitrine`. */
#ifndef APP_VIEWER_OPTIONS_H
#define APP_VIEWER_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "app/viewer/settings.h"
#include "base/status.h"
#include "letter/place.h"

enum { OPTION_SETS_MAX = 64 };

/* One setting that the line makes. */
struct option_set {
    char key[SETTING_SIZE];
    const char *value;
};

struct options {
    const char *bundle; /* NULL: none named */
    const char *config; /* file; NULL: none named */
    struct option_set sets[OPTION_SETS_MAX];
    size_t set_count;
    int window_w_px, window_h_px; /* 0: not said */
    struct place place;           /* where to begin */
    const char *dump;             /* directory; NULL: no dump */
    const char *record, *replay;  /* files; NULL: none */
    bool verify;                  /* look through the bundle, and end */
    const char *visits;           /* file; NULL: none */
    bool text;                    /* frames as text only */
    uint32_t seed;
    uint64_t monkey;    /* events of the monkey; 0: none */
    bool check_display; /* begin with the test chart, and stay there */
    bool watch;         /* show a bundle that replaces this one */
};

enum options_outcome {
    OPTIONS_RUN,
    OPTIONS_HELP,
    OPTIONS_VERSION,
    OPTIONS_WRONG /* the message says what is */
};

/* Reads the command line; the result borrows its strings. What it sets is checked here, and made by
 * options_apply. */
enum options_outcome options_parse(int argc, char **argv, struct options *ret_options,
                                   struct error *error);

/* Makes the settings of the line, in their order. */
void options_apply(const struct options *options, struct settings *settings);

/* The text of --help. */
const char *options_help(void);

#endif
