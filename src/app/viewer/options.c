#include "app/viewer/options.h"

#include "base/number.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Smaller than any screen that could show a page, larger than any that is sold. */
enum { WINDOW_SIDE_MIN_PX = 240, WINDOW_SIDE_MAX_PX = 8192, MONKEY_EVENTS_MAX = 1000000000 };

const char *options_help(void)
{
    return "Usage: vitrine [BUNDLE] [OPTION]...\n"
           "Shows the letters of a bundle made by vitrine-bundle; without one, the exhibit of "
           "this\n"
           "kiosk (/run/vitrine/exhibit).\n"
           "\n"
           "  --window WxH        a window of W x H pixels (with a desktop: 1280x800; else all of "
           "the display)\n"
           "  --rotate DEGREES    turn the picture clockwise by 0, 90, 180 or 270\n"
           "  --diagonal INCHES   visible diagonal of the screen, for sizes in millimetres\n"
           "  --distance MM       how far away readers stand\n"
           "  --config FILE       read settings from an INI file (CONFIGURATION.md names them "
           "all)\n"
           "  --set KEY=VALUE     set one of them: theme=evening, language=ru, time.idle_s=90\n"
           "  --at PLACE          begin there: letter/70, letter/70#note=3, contents, attract/1\n"
           "  --dump DIR          write that place as PNG and JSON, and end; needs no display\n"
           "  --record FILE       write what is touched as a replay\n"
           "  --replay FILE       play it back, as fast as the machine can; needs no display\n"
           "  --watch             show the bundle anew when its file is replaced, at the same "
           "place,\n"
           "                      and never begin again by itself\n"
           "  --verify            look through the whole bundle as a kiosk does before it takes "
           "it, and end\n"
           "  --check-display     draw a test chart that names every touch\n"
           "  --visits FILE       write a line for each visit there\n"
           "  --text              with --dump and --replay: JSON only, no pixels are drawn\n"
           "  --monkey EVENTS     touch and type at random, as --seed says, and watch what "
           "happens\n"
           "  --seed N            order of the slides\n"
           "  --version, --help\n"
           "\n"
           "Exit code: 0 done, 1 the input is at fault, 2 usage, 3 the machine is at fault.\n";
}

/* ---- The command line ---- */

/* Keeps a setting, if it is possible. */
static enum status set(struct options *options, const char *key, const char *value,
                       struct error *error)
{
    struct settings trial = settings_usual();
    struct option_set *kept = &options->sets[options->set_count];
    enum status status = settings_set(&trial, key, value, error);
    if (status != STATUS_OK)
        return status;
    if (options->set_count == OPTION_SETS_MAX)
        return error_set(error, STATUS_LIMIT, "more than %d settings", OPTION_SETS_MAX);
    options->set_count++;
    snprintf(kept->key, sizeof kept->key, "%s", key);
    kept->value = value;
    return STATUS_OK;
}

static enum status set_config(struct options *options, const char *value, struct error *error)
{
    (void)error;
    options->config = value;
    return STATUS_OK;
}

static enum status set_pair(struct options *options, const char *value, struct error *error)
{
    char key[SETTING_SIZE];
    const char *equals = strchr(value, '=');
    if (equals == NULL || (size_t)(equals - value) >= sizeof key)
        return error_set(error, STATUS_INVALID, "\"%s\" is not KEY=VALUE", value);
    snprintf(key, sizeof key, "%.*s", (int)(equals - value), value);
    return set(options, key, equals + 1, error);
}

static enum status set_window(struct options *options, const char *value, struct error *error)
{
    long w;
    const char *end = number_read(value, WINDOW_SIDE_MIN_PX, WINDOW_SIDE_MAX_PX, &w);
    if (end == NULL || *end != 'x' ||
        !number_read_whole(end + 1, WINDOW_SIDE_MIN_PX, WINDOW_SIDE_MAX_PX, &options->window_h_px))
        return error_set(error, STATUS_INVALID, "\"%s\" is no size like 1280x800", value);
    options->window_w_px = (int)w;
    return STATUS_OK;
}

static enum status set_rotate(struct options *options, const char *value, struct error *error)
{
    return set(options, "screen.rotate", value, error);
}

static enum status set_diagonal(struct options *options, const char *value, struct error *error)
{
    return set(options, "screen.diagonal_in", value, error);
}

static enum status set_distance(struct options *options, const char *value, struct error *error)
{
    return set(options, "screen.distance_mm", value, error);
}

static enum status set_at(struct options *options, const char *value, struct error *error)
{
    if (place_parse(value, &options->place))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "\"%s\" is no place", value);
}

static enum status set_dump(struct options *options, const char *value, struct error *error)
{
    (void)error;
    options->dump = value;
    return STATUS_OK;
}

static enum status set_record(struct options *options, const char *value, struct error *error)
{
    (void)error;
    options->record = value;
    return STATUS_OK;
}

static enum status set_replay(struct options *options, const char *value, struct error *error)
{
    (void)error;
    options->replay = value;
    return STATUS_OK;
}

static enum status set_visits(struct options *options, const char *value, struct error *error)
{
    (void)error;
    options->visits = value;
    return STATUS_OK;
}

static enum status set_monkey(struct options *options, const char *value, struct error *error)
{
    long events;
    const char *end = number_read(value, 1, MONKEY_EVENTS_MAX, &events);
    if (end == NULL || *end != '\0')
        return error_set(error, STATUS_INVALID, "\"%s\" is no number of events", value);
    options->monkey = (uint64_t)events;
    options->text = true;
    return STATUS_OK;
}

static enum status set_text(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->text = true;
    return STATUS_OK;
}

static enum status set_verify(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->verify = true;
    return STATUS_OK;
}

static enum status set_check_display(struct options *options, const char *value,
                                     struct error *error)
{
    (void)value;
    (void)error;
    options->check_display = true;
    options->place = (struct place){.kind = PLACE_STAFF, .id = "chart"};
    return STATUS_OK;
}

static enum status set_watch(struct options *options, const char *value, struct error *error)
{
    (void)value;
    (void)error;
    options->watch = true;
    return STATUS_OK;
}

static enum status set_seed(struct options *options, const char *value, struct error *error)
{
    long seed;
    const char *end = number_read(value, 0, UINT32_MAX, &seed);
    if (end == NULL || *end != '\0')
        return error_set(error, STATUS_INVALID, "\"%s\" is no number", value);
    options->seed = (uint32_t)seed;
    return STATUS_OK;
}

struct option {
    const char *name;
    bool is_flag; /* has no value */
    enum status (*set)(struct options *options, const char *value, struct error *error);
};

static const struct option table[] = {
    {"--at", false, set_at},
    {"--check-display", true, set_check_display},
    {"--config", false, set_config},
    {"--diagonal", false, set_diagonal},
    {"--distance", false, set_distance},
    {"--dump", false, set_dump},
    {"--monkey", false, set_monkey},
    {"--record", false, set_record},
    {"--replay", false, set_replay},
    {"--rotate", false, set_rotate},
    {"--seed", false, set_seed},
    {"--set", false, set_pair},
    {"--text", true, set_text},
    {"--verify", true, set_verify},
    {"--visits", false, set_visits},
    {"--watch", true, set_watch},
    {"--window", false, set_window},
};

static const struct option *find_option(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (strcmp(table[i].name, name) == 0)
            return &table[i];
    return NULL;
}

static enum status take_bundle(struct options *options, const char *path, struct error *error)
{
    if (path[0] == '-')
        return error_set(error, STATUS_INVALID, "%s: no such option", path);
    if (options->bundle != NULL)
        return error_set(error, STATUS_INVALID, "%s: one bundle is enough", path);
    options->bundle = path;
    return STATUS_OK;
}

/* Takes argv[*at] and, for an option, its value; moves *at behind them. */
static enum status take_argument(struct options *options, char **argv, int *at, struct error *error)
{
    const char *name = argv[(*at)++];
    const struct option *option = find_option(name);
    if (option == NULL)
        return take_bundle(options, name, error);
    const char *value = argv[*at];
    if (option->is_flag)
        return option->set(options, NULL, error);
    if (value == NULL)
        return error_set(error, STATUS_INVALID, "%s: its value is missing", name);
    (*at)++;
    enum status status = option->set(options, value, error);
    return status == STATUS_OK ? status : error_wrap(error, status, "%s", name);
}

static enum status check_together(const struct options *options, struct error *error)
{
    if (options->record != NULL && (options->replay != NULL || options->dump != NULL))
        return error_set(error, STATUS_INVALID, "--record needs a visitor at a display");
    if (options->watch && (options->replay != NULL || options->dump != NULL))
        return error_set(error, STATUS_INVALID, "--watch needs a display");
    if (options->text && options->replay == NULL && options->dump == NULL && options->monkey == 0)
        return error_set(error, STATUS_INVALID, "--text needs --dump, --replay or --monkey");
    return STATUS_OK;
}

enum options_outcome options_parse(int argc, char **argv, struct options *ret_options,
                                   struct error *error)
{
    struct options options = {.place = {.kind = PLACE_ATTRACT}};
    enum status status = STATUS_OK;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0)
            return OPTIONS_HELP;
        if (strcmp(argv[i], "--version") == 0)
            return OPTIONS_VERSION;
    }
    for (int at = 1; status == STATUS_OK && argv[at] != NULL;)
        status = take_argument(&options, argv, &at, error);
    if (status == STATUS_OK)
        status = check_together(&options, error);
    if (status != STATUS_OK)
        return OPTIONS_WRONG;
    *ret_options = options;
    return OPTIONS_RUN;
}

void options_apply(const struct options *options, struct settings *settings)
{
    for (size_t i = 0; i < options->set_count; i++) {
        enum status status =
            settings_set(settings, options->sets[i].key, options->sets[i].value, NULL);
        assert(status == STATUS_OK || status == STATUS_INVALID);
        (void)status;
    }
}
