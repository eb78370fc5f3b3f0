#include "app/viewer/settings.h"

#include "base/number.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "view/staff_pin.h"

/* What a value may be, as a message says it. */
struct setting_key;
typedef bool read_fn(const struct setting_key *key, const char *value, void *place);

struct setting_key {
    const char *name;
    read_fn *read;
    size_t offset;        /* in struct settings */
    const char *possible; /* for the message */
    long low, high;       /* of numbers */
    const char *words;    /* choices, with spaces between them */
    bool of_machine;      /* not for exhibits */
};

/* ---- Kinds of values ---- */

static bool read_whole(const struct setting_key *key, const char *value, void *place)
{
    return number_read_whole(value, (int)key->low, (int)key->high, place);
}

static bool read_milliseconds(const struct setting_key *key, const char *value, void *place)
{
    int number;
    if (!read_whole(key, value, &number))
        return false;
    *(uint32_t *)place = (uint32_t)number;
    return true;
}

static bool read_seconds(const struct setting_key *key, const char *value, void *place)
{
    int number;
    if (!read_whole(key, value, &number))
        return false;
    *(uint32_t *)place = (uint32_t)number * 1000;
    return true;
}

/* "15.6" as 156. */
static bool read_tenths(const struct setting_key *key, const char *value, void *place)
{
    long whole = 0, tenth = 0;
    const char *end = number_read(value, 0, key->high / 10, &whole);
    if (end != NULL && *end == '.')
        end = number_read(end + 1, 0, 9, &tenth);
    long tenths = whole * 10 + tenth;
    if (end == NULL || *end != '\0' || tenths < key->low || tenths > key->high)
        return false;
    *(int *)place = (int)tenths;
    return true;
}

/* The place of a word in a list with spaces between words; -1: it is none of them. */
static int find_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (int i = 0; *words != '\0'; i++) {
        size_t next = strcspn(words, " ");
        if (next == length && strncmp(words, word, length) == 0)
            return i;
        words += next + strspn(words + next, " ");
    }
    return -1;
}

/* A number that is one of few. */
static bool read_step(const struct setting_key *key, const char *value, void *place)
{
    if (find_word(key->words, value) < 0)
        return false;
    *(int *)place = (int)strtol(value, NULL, 10);
    return true;
}

/* One of two words; the second is true. */
static bool read_either(const struct setting_key *key, const char *value, void *place)
{
    int word = find_word(key->words, value);
    if (word >= 0)
        *(bool *)place = word == 1;
    return word >= 0;
}

/* The update agent's: it says what is possible. */
static bool pass_over(const struct setting_key *key, const char *value, void *place)
{
    (void)key, (void)value, (void)place;
    return true;
}

static bool read_theme(const struct setting_key *key, const char *value, void *place)
{
    (void)key;
    for (int kind = 0; kind < THEME_KIND_COUNT; kind++)
        if (strcmp(value, theme_name((enum theme_kind)kind)) == 0) {
            *(enum theme_kind *)place = (enum theme_kind)kind;
            return true;
        }
    return false;
}

static bool read_text(const struct setting_key *key, const char *value, void *place)
{
    size_t length = strlen(value);
    (void)key;
    if (length >= SETTING_SIZE)
        return false;
    memcpy(place, value, length + 1);
    return true;
}

/* A tag is part of a file name: letters, digits and hyphens only; in lists, spaces between. */
#define TAG "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"

static bool read_lang(const struct setting_key *key, const char *value, void *place)
{
    return value[0] != '\0' && value[strspn(value, TAG)] == '\0' && read_text(key, value, place);
}

static bool read_langs(const struct setting_key *key, const char *value, void *place)
{
    return value[strspn(value, TAG " ")] == '\0' && read_text(key, value, place);
}

static bool read_calibration(const struct setting_key *key, const char *value, void *place)
{
    (void)key;
    return calibration_parse(value, place);
}

static bool read_pin(const struct setting_key *key, const char *value, void *place)
{
    size_t length = strlen(value);
    bool digits = value[strspn(value, "0123456789")] == '\0';
    return digits && length >= STAFF_PIN_MIN && length <= STAFF_PIN_MAX &&
           read_text(key, value, place);
}

static bool read_hours(const struct setting_key *key, const char *value, void *place)
{
    (void)key;
    return hours_parse(value, place);
}

/* ---- The names ---- */

#define HOURS_POSSIBLE "hours such as 10:00-18:00, always or closed"
#define AT(member) offsetof(struct settings, member)

/* Smaller than any screen that could show a page, larger than any that is sold; waits that neither
 * throw a reader out nor keep the next one waiting for an hour. */
static const struct setting_key keys[] = {
    {"language", read_lang, AT(lang), "a language tag, such as en", 0, 0, NULL, false},
    {"languages", read_langs, AT(langs), "language tags, such as en ru ar", 0, 0, NULL, false},
    {"theme", read_theme, AT(theme), "paper, evening or contrast", 0, 0, NULL, false},
    {"text.size_percent", read_step, AT(text_size_percent), "100, 125, 150 or 200", 0, 0,
     "100 125 150 200", false},
    {"text.style", read_either, AT(style.clear), "book or clear", 0, 0, "book clear", false},
    {"pictures", read_either, AT(style.still), "moving or still", 0, 0, "moving still", false},
    {"controls", read_either, AT(style.low), "normal or low", 0, 0, "normal low", false},
    {"time.reading_least_s", read_seconds, AT(times.reading_least_ms), "30 to 600", 30, 600, NULL,
     false},
    {"time.reading_most_s", read_seconds, AT(times.reading_most_ms), "60 to 3600", 60, 3600, NULL,
     false},
    {"time.idle_s", read_seconds, AT(times.idle_ms), "20 to 600", 20, 600, NULL, false},
    {"time.end_s", read_seconds, AT(times.end_ms), "20 to 600", 20, 600, NULL, false},
    {"time.unplugged_s", read_seconds, AT(times.unplugged_ms), "5 to 600", 5, 600, NULL, false},
    {"time.prompt_s", read_seconds, AT(times.prompt_ms), "20 to 300", 20, 300, NULL, false},
    {"time.slide_s", read_seconds, AT(times.slide_ms), "5 to 120", 5, 120, NULL, false},
    {"screen.diagonal_in", read_tenths, AT(diagonal_inch_tenths), "3.0 to 150.0", 30, 1500, NULL,
     true},
    {"screen.distance_mm", read_whole, AT(distance_mm), "200 to 5000", 200, 5000, NULL, true},
    {"screen.rotate", read_step, AT(rotation_degrees), "0, 90, 180 or 270", 0, 0, "0 90 180 270",
     true},
    {"touch.matrix", read_calibration, AT(calibration), "six numbers, such as 1 0 0 0 1 0", 0, 0,
     NULL, true},
    {"key.repeat_ms", read_milliseconds, AT(key_repeat_ms), "600 to 2000", 600, 2000, NULL, true},
    {"socket", read_text, AT(socket), "a path of at most 95 bytes", 0, 0, NULL, true},
    {"status", read_text, AT(status), "a path of at most 95 bytes", 0, 0, NULL, true},
    {"report", read_text, AT(report), "a path of at most 95 bytes", 0, 0, NULL, true},
    {"hours", read_hours, AT(hours.all), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"hours.mon", read_hours, AT(hours.days[0]), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"hours.tue", read_hours, AT(hours.days[1]), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"hours.wed", read_hours, AT(hours.days[2]), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"hours.thu", read_hours, AT(hours.days[3]), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"hours.fri", read_hours, AT(hours.days[4]), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"hours.sat", read_hours, AT(hours.days[5]), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"hours.sun", read_hours, AT(hours.days[6]), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"brightness.day_percent", read_whole, AT(day_percent), "10 to 100", 10, 100, NULL, true},
    {"brightness.night_percent", read_whole, AT(night_percent), "10 to 100", 10, 100, NULL, true},
    {"brightness.night", read_hours, AT(night), HOURS_POSSIBLE, 0, 0, NULL, true},
    {"sleep.wake", read_either, AT(sleep_wakes), "no or yes", 0, 0, "no yes", true},
    {"pin", read_pin, AT(pin), "4 to 8 digits", 0, 0, NULL, true},
    {"pin.gesture", read_either, AT(corner_off), "corner or none", 0, 0, "corner none", true},
    {"device", pass_over, 0, "", 0, 0, NULL, true},
    {"exhibit", pass_over, 0, "", 0, 0, NULL, true},
    {"usb.touch", pass_over, 0, "", 0, 0, NULL, true},
    {"usb.keypad", pass_over, 0, "", 0, 0, NULL, true},
    {"staff", read_text, AT(staff), "a path of at most 95 bytes", 0, 0, NULL, true},
};

enum { KEY_COUNT = sizeof keys / sizeof *keys };

static const char key_prefix[] = "keys.";

struct settings settings_usual(void)
{
    return (struct settings){.text_size_percent = 100,
                             .theme = THEME_PAPER,
                             .day_percent = 100,
                             .night_percent = 100,
                             .key_repeat_ms = KEY_REPEAT_FIRST_MS,
                             .calibration = calibration_none()};
}

static const struct setting_key *find_key(const char *name)
{
    for (size_t i = 0; i < KEY_COUNT; i++)
        if (strcmp(keys[i].name, name) == 0)
            return &keys[i];
    return NULL;
}

static enum status map_key(struct settings *settings, const char *name, const char *function,
                           struct error *error)
{
    enum input_key key;
    if (!keys_function(function, &key))
        return error_set(error, STATUS_INVALID, "keys.%s: no function \"%s\"; possible are %s",
                         name, function, keys_functions());
    if (keys_map_add(&settings->keys, name, key))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "keys.%s: too long a name, or more than %d keys", name,
                     KEY_MAP_MAX);
}

enum status settings_set(struct settings *settings, const char *name, const char *value,
                         struct error *error)
{
    size_t prefix = sizeof key_prefix - 1;
    if (strncmp(name, key_prefix, prefix) == 0)
        return map_key(settings, name + prefix, value, error);
    const struct setting_key *key = find_key(name);
    if (key == NULL)
        return error_set(error, STATUS_INVALID, "%s: no such setting", name);
    if (key->read(key, value, (char *)settings + key->offset))
        return STATUS_OK;
    return error_set(error, STATUS_INVALID, "%s: \"%s\" is not possible; write %s", name, value,
                     key->possible);
}

bool settings_is_of_exhibit(const char *name)
{
    const struct setting_key *key = find_key(name);
    return key != NULL && !key->of_machine;
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
