#include "app/viewer/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini.h"

/* Smaller than any screen that could show a page, larger than any that is sold. */
enum {
    WINDOW_SIDE_MIN_PX = 240,
    WINDOW_SIDE_MAX_PX = 8192,
    DIAGONAL_MIN = 30,
    DIAGONAL_MAX = 1500,
    DISTANCE_MIN_MM = 200,
    DISTANCE_MAX_MM = 5000
};

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
           "  --config FILE       read settings from an INI file\n"
           "  --set KEY=VALUE     set one of them: screen.diagonal_in, screen.distance_mm,\n"
           "                      screen.rotate, theme (paper, evening, contrast), language\n"
           "  --at PLACE          begin there: letter/70, letter/70#note=3, contents, attract/1\n"
           "  --dump DIR          write that place as PNG and JSON, and end; needs no display\n"
           "  --record FILE       write what is touched as a replay\n"
           "  --replay FILE       play it back, as fast as the machine can; needs no display\n"
           "  --seed N            order of the slides\n"
           "  --version, --help\n"
           "\n"
           "Exit code: 0 done, 1 the input is at fault, 2 usage, 3 the machine is at fault.\n";
}

/* Reads a whole number from `text` up to `end_char`; answers where it ended, NULL: none there or
 * out of bounds. */
static const char *read_number(const char *text, long low, long high, long *ret_number)
{
    char *end;
    if (text[0] < '0' || text[0] > '9')
        return NULL;
    errno = 0;
    long number = strtol(text, &end, 10);
    if (errno != 0 || number < low || number > high)
        return NULL;
    *ret_number = number;
    return end;
}

static bool read_whole(const char *text, long low, long high, int *ret_number)
{
    long number;
    const char *end = read_number(text, low, high, &number);
    if (end == NULL || *end != '\0')
        return false;
    *ret_number = (int)number;
    return true;
}

/* "15.6" as 156. */
static bool read_tenths(const char *text, int low, int high, int *ret_tenths)
{
    long whole = 0, tenth = 0;
    const char *end = read_number(text, 0, high / 10, &whole);
    if (end != NULL && *end == '.')
        end = read_number(end + 1, 0, 9, &tenth);
    long tenths = whole * 10 + tenth;
    if (end == NULL || *end != '\0' || tenths < low || tenths > high)
        return false;
    *ret_tenths = (int)tenths;
    return true;
}

static bool read_rotation(const char *text, int *ret_degrees)
{
    return read_whole(text, 0, 270, ret_degrees) && *ret_degrees % 90 == 0;
}

/* The sizes of the type table: 100, 125, 150, 200. */
static bool read_text_size(const char *text, int *ret_percent)
{
    return read_whole(text, 100, 200, ret_percent) &&
           (*ret_percent % 50 == 0 || *ret_percent == 125);
}

static bool read_theme(const char *text, enum theme_kind *ret_theme)
{
    for (int kind = 0; kind < THEME_KIND_COUNT; kind++)
        if (strcmp(text, theme_name((enum theme_kind)kind)) == 0) {
            *ret_theme = (enum theme_kind)kind;
            return true;
        }
    return false;
}

/* A tag is part of a file name: letters, digits and hyphens only. */
static bool read_lang(const char *text, char lang[SETTING_SIZE])
{
    size_t length = strlen(text);
    const char *allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (length == 0 || length >= SETTING_SIZE || strspn(text, allowed) != length)
        return false;
    memcpy(lang, text, length + 1);
    return true;
}

enum status settings_set(struct settings *settings, const char *key, const char *value,
                         struct error *error)
{
    bool good;
    if (strcmp(key, "screen.diagonal_in") == 0)
        good = read_tenths(value, DIAGONAL_MIN, DIAGONAL_MAX, &settings->diagonal_inch_tenths);
    else if (strcmp(key, "screen.distance_mm") == 0)
        good = read_whole(value, DISTANCE_MIN_MM, DISTANCE_MAX_MM, &settings->distance_mm);
    else if (strcmp(key, "screen.rotate") == 0)
        good = read_rotation(value, &settings->rotation_degrees);
    else if (strcmp(key, "text.size_percent") == 0)
        good = read_text_size(value, &settings->text_size_percent);
    else if (strcmp(key, "theme") == 0)
        good = read_theme(value, &settings->theme);
    else if (strcmp(key, "language") == 0)
        good = read_lang(value, settings->lang);
    else
        return error_set(error, STATUS_INVALID, "%s: no such setting", key);
    return good ? STATUS_OK
                : error_set(error, STATUS_INVALID, "%s: \"%s\" is not possible", key, value);
}

int settings_usual_diagonal(int w_px, int h_px)
{
    static const struct {
        int w, h, tenths;
    } usual[] = {
        {800, 480, 70},    {1024, 600, 101},  {1280, 800, 101},  {1920, 1080, 156},
        {1080, 1920, 215}, {1920, 1200, 240}, {3840, 2160, 430},
    };
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        if (usual[i].w == w_px && usual[i].h == h_px)
            return usual[i].tenths;
    /* Else 141 pixels an inch, as the common 15.6 inch panel has; the diagonal of a rectangle is
     * within 4 % of its longer side and 0.4 of the shorter. */
    int longer = w_px > h_px ? w_px : h_px, shorter = w_px + h_px - longer;
    return (longer * 10 + shorter * 4) / 141;
}

/* ---- The command line ---- */

static enum status set_entry(void *self, const struct ini_entry *entry, struct error *error)
{
    char key[2 * INI_NAME_MAX + 2];
    snprintf(key, sizeof key, "%s%s%s", entry->section, entry->section[0] == '\0' ? "" : ".",
             entry->key);
    return settings_set(self, key, entry->value, error);
}

static enum status set_config(struct options *options, const char *value, struct error *error)
{
    return ini_read(value, set_entry, &options->settings, error);
}

static enum status set_pair(struct options *options, const char *value, struct error *error)
{
    char key[SETTING_SIZE];
    const char *equals = strchr(value, '=');
    if (equals == NULL || (size_t)(equals - value) >= sizeof key)
        return error_set(error, STATUS_INVALID, "\"%s\" is not KEY=VALUE", value);
    snprintf(key, sizeof key, "%.*s", (int)(equals - value), value);
    return settings_set(&options->settings, key, equals + 1, error);
}

static enum status set_window(struct options *options, const char *value, struct error *error)
{
    long w;
    const char *end = read_number(value, WINDOW_SIDE_MIN_PX, WINDOW_SIDE_MAX_PX, &w);
    if (end == NULL || *end != 'x' ||
        !read_whole(end + 1, WINDOW_SIDE_MIN_PX, WINDOW_SIDE_MAX_PX, &options->window_h_px))
        return error_set(error, STATUS_INVALID, "\"%s\" is no size like 1280x800", value);
    options->window_w_px = (int)w;
    return STATUS_OK;
}

static enum status set_rotate(struct options *options, const char *value, struct error *error)
{
    return settings_set(&options->settings, "screen.rotate", value, error);
}

static enum status set_diagonal(struct options *options, const char *value, struct error *error)
{
    return settings_set(&options->settings, "screen.diagonal_in", value, error);
}

static enum status set_distance(struct options *options, const char *value, struct error *error)
{
    return settings_set(&options->settings, "screen.distance_mm", value, error);
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

static enum status set_seed(struct options *options, const char *value, struct error *error)
{
    long seed;
    const char *end = read_number(value, 0, UINT32_MAX, &seed);
    if (end == NULL || *end != '\0')
        return error_set(error, STATUS_INVALID, "\"%s\" is no number", value);
    options->seed = (uint32_t)seed;
    return STATUS_OK;
}

struct option {
    const char *name;
    enum status (*set)(struct options *options, const char *value, struct error *error);
};

static const struct option table[] = {
    {"--at", set_at},         {"--config", set_config},     {"--diagonal", set_diagonal},
    {"--dump", set_dump},     {"--distance", set_distance}, {"--record", set_record},
    {"--replay", set_replay}, {"--rotate", set_rotate},     {"--seed", set_seed},
    {"--set", set_pair},      {"--window", set_window},
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
    if (value == NULL)
        return error_set(error, STATUS_INVALID, "%s: its value is missing", name);
    (*at)++;
    enum status status = option->set(options, value, error);
    return status == STATUS_OK ? status : error_wrap(error, status, "%s", name);
}

/* --config is read first, wherever it stands, so that what the line says itself wins. */
static enum status take_config(struct options *options, char **argv, struct error *error)
{
    enum status status = STATUS_OK;
    for (int i = 1; argv[i] != NULL && status == STATUS_OK; i++)
        if (strcmp(argv[i], "--config") == 0 && argv[i + 1] != NULL)
            status = set_config(options, argv[++i], error);
    return status;
}

static enum status check_together(const struct options *options, struct error *error)
{
    if (options->record != NULL && (options->replay != NULL || options->dump != NULL))
        return error_set(error, STATUS_INVALID, "--record needs a visitor at a display");
    return STATUS_OK;
}

enum options_outcome options_parse(int argc, char **argv, struct options *ret_options,
                                   struct error *error)
{
    struct options options = {.settings = {.theme = THEME_PAPER, .lang = "en"},
                              .place = {.kind = PLACE_ATTRACT}};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0)
            return OPTIONS_HELP;
        if (strcmp(argv[i], "--version") == 0)
            return OPTIONS_VERSION;
    }
    enum status status = take_config(&options, argv, error);
    for (int at = 1; status == STATUS_OK && argv[at] != NULL;) {
        if (strcmp(argv[at], "--config") == 0 && argv[at + 1] != NULL)
            at += 2;
        else
            status = take_argument(&options, argv, &at, error);
    }
    if (status == STATUS_OK)
        status = check_together(&options, error);
    if (status != STATUS_OK)
        return OPTIONS_WRONG;
    *ret_options = options;
    return OPTIONS_RUN;
}
