#include "app/viewer/config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support/harness.h"
#include "support/memory_source.h"

static const char *written(const char *name, const char *content)
{
    static char paths[2][1100];
    char *path = paths[strcmp(name, "staff.ini") == 0];
    snprintf(path, sizeof paths[0], "%s/%s", harness_temporary_directory(), name);
    FILE *file = fopen(path, "w");
    if (EXPECT(file != NULL)) {
        fputs(content, file);
        fclose(file);
    }
    return path;
}

/* Reads the configuration of a command line of one bundle, a file and one setting, silently. */
static void configure(const char *file, const char *set, const struct letter_source *source,
                      struct config *config)
{
    struct options options = {.bundle = "x.vitrine", .config = file};
    if (set != NULL) {
        char *equals = strchr(set, '=');
        snprintf(options.sets[0].key, sizeof options.sets[0].key, "%.*s", (int)(equals - set), set);
        options.sets[0].value = equals + 1;
        options.set_count = 1;
    }
    int loud = dup(STDERR_FILENO);
    EXPECT(freopen("/dev/null", "w", stderr) != NULL);
    config_read(&options, source, config);
    fflush(stderr);
    dup2(loud, STDERR_FILENO);
    close(loud);
}

static const struct letter_source nothing = {0};

static void says_nothing_means_the_usual(void)
{
    struct config config;
    configure(NULL, NULL, &nothing, &config);
    EXPECT_INT(config.settings.theme, THEME_PAPER);
    EXPECT_INT(config.settings.text_size_percent, 100);
    EXPECT_INT(config.settings.times.idle_ms, 0);
    EXPECT_INT(config.settings.key_repeat_ms, 600);
    EXPECT_TEXT(config.settings.staff, "");
    EXPECT_TEXT(buffer_string(&config.complaints), "");
    config_fini(&config);
}

static void every_setting_can_be_made(void)
{
    struct config config;
    const char *path = written("vitrine.ini", "language=ru\n"
                                              "languages=en ru ar\n"
                                              "theme=evening\n"
                                              "pictures=still\n"
                                              "controls=low\n"
                                              "socket=/run/vitrine/request\n"
                                              "staff=/nowhere/settings.ini\n"
                                              "[text]\n"
                                              "size_percent=150\n"
                                              "style=clear\n"
                                              "[time]\n"
                                              "reading_least_s=61\n"
                                              "reading_most_s=62\n"
                                              "idle_s=63\n"
                                              "end_s=64\n"
                                              "unplugged_s=65\n"
                                              "prompt_s=66\n"
                                              "slide_s=67\n"
                                              "[screen]\n"
                                              "diagonal_in=15.6\n"
                                              "distance_mm=500\n"
                                              "rotate=90\n"
                                              "[touch]\n"
                                              "matrix=0 1 0 -1 0 1\n"
                                              "[key]\n"
                                              "repeat_ms=2000\n"
                                              "[keys]\n"
                                              "F13=next-item\n"
                                              "Keypad 5=select\n"
                                              "Home=none\n");
    configure(path, NULL, &nothing, &config);
    const struct settings *settings = &config.settings;
    EXPECT_TEXT(buffer_string(&config.complaints), "");
    EXPECT_TEXT(settings->lang, "ru");
    EXPECT_TEXT(settings->langs, "en ru ar");
    EXPECT_INT(settings->theme, THEME_EVENING);
    EXPECT(settings->style.clear && settings->style.still && settings->style.low);
    EXPECT_TEXT(settings->socket, "/run/vitrine/request");
    EXPECT_INT(settings->text_size_percent, 150);
    EXPECT_INT(settings->times.reading_least_ms, 61000);
    EXPECT_INT(settings->times.reading_most_ms, 62000);
    EXPECT_INT(settings->times.idle_ms, 63000);
    EXPECT_INT(settings->times.end_ms, 64000);
    EXPECT_INT(settings->times.unplugged_ms, 65000);
    EXPECT_INT(settings->times.prompt_ms, 66000);
    EXPECT_INT(settings->times.slide_ms, 67000);
    EXPECT_INT(settings->diagonal_inch_tenths, 156);
    EXPECT_INT(settings->distance_mm, 500);
    EXPECT_INT(settings->rotation_degrees, 90);
    EXPECT(settings->calibration.d < -0.5);
    EXPECT_INT(settings->key_repeat_ms, 2000);
    EXPECT_INT(keys_map_find(&settings->keys, "f13"), KEY_NEXT_ITEM);
    EXPECT_INT(keys_map_find(&settings->keys, "Keypad 5"), KEY_SELECT);
    EXPECT_INT(keys_map_find(&settings->keys, "Home"), KEY_NONE);
    config_fini(&config);
}

static void a_wrong_line_is_told_and_passed_over(void)
{
    struct config config;
    const char *path = written("vitrine.ini", "theme=pink\n"
                                              "hue=red\n"
                                              "what is this\n"
                                              "[time]\n"
                                              "prompt_s=10\n"
                                              "idle_s=90\n"
                                              "[keys]\n"
                                              "F13=jump\n");
    static const char *const expected[] = {
        ":1: theme: \"pink\" is not possible; write paper, evening or contrast\n",
        ":2: hue: no such setting\n",
        ":3: neither [section], key = value nor ; comment; correct the line\n",
        ":5: time.prompt_s: \"10\" is not possible; write 20 to 300\n",
        ":8: keys.F13: no function \"jump\"; possible are previous-item, next-item, ",
    };
    configure(path, NULL, &nothing, &config);
    EXPECT_INT(config.settings.theme, THEME_PAPER);
    EXPECT_INT(config.settings.times.prompt_ms, 0);
    EXPECT_INT(config.settings.times.idle_ms, 90000);
    EXPECT_INT(config.complaint_count, 5);
    const char *at = buffer_string(&config.complaints);
    for (size_t i = 0; i < sizeof expected / sizeof *expected && at != NULL; i++) {
        EXPECT(strncmp(at, path, strlen(path)) == 0);
        EXPECT(strncmp(at + strlen(path), expected[i], strlen(expected[i])) == 0);
        at = strchr(at, '\n');
        at = at == NULL ? NULL : at + 1;
    }
    config_fini(&config);
}

static void a_file_that_is_not_there_stops_nothing(void)
{
    struct config config;
    configure("/nonexistent/vitrine.ini", "theme=evening", &nothing, &config);
    EXPECT_INT(config.settings.theme, THEME_EVENING);
    EXPECT_INT(config.complaint_count, 1);
    EXPECT(strncmp(buffer_string(&config.complaints), "/nonexistent/vitrine.ini: ", 26) == 0);
    config_fini(&config);
}

static void complaints_have_an_end(void)
{
    struct config config;
    struct buffer content = {0};
    for (int i = 0; i < 1000; i++)
        buffer_text(&content, "hue=red\n");
    configure(written("vitrine.ini", buffer_string(&content)), NULL, &nothing, &config);
    EXPECT_INT(config.complaint_count, 1000);
    size_t lines = 0;
    for (const char *at = buffer_string(&config.complaints); *at != '\0'; at++)
        lines += *at == '\n';
    EXPECT_INT(lines, CONFIG_COMPLAINTS_MAX);
    buffer_fini(&content);
    config_fini(&config);
}

static void the_nearest_wins(void)
{
    static const struct setting chosen[] = {{"theme", "contrast"},   {"pictures", "still"},
                                            {"controls", "low"},     {"text.style", "clear"},
                                            {"screen.rotate", "90"}, {"search.try", "Cuba"}};
    static const char *const langs[] = {"fr", "en"};
    const struct memory_source memory = {
        .exhibit = {.langs = langs, .lang_count = 2}, .settings = chosen, .setting_count = 6};
    const struct letter_source source = memory_source(&memory);
    struct config config;
    char content[1200];
    const char *staff = written("staff.ini", "controls=normal\ntheme=paper\n");
    snprintf(content, sizeof content, "pictures=moving\ncontrols=low\nstaff=%s\n", staff);
    configure(written("vitrine.ini", content), "theme=evening", &source, &config);
    EXPECT_TEXT(buffer_string(&config.complaints), "");
    EXPECT_TEXT(config.settings.lang, "fr");          /* the exhibit's first */
    EXPECT(config.settings.style.clear);              /* the exhibit's */
    EXPECT(!config.settings.style.still);             /* vitrine.ini over the exhibit */
    EXPECT(!config.settings.style.low);               /* staff over vitrine.ini */
    EXPECT_INT(config.settings.theme, THEME_EVENING); /* the command line over all */
    EXPECT_INT(config.settings.rotation_degrees, 0);  /* no matter of the exhibit */
    config_fini(&config);
}

static void an_exhibits_wrong_setting_is_told(void)
{
    static const struct setting chosen[] = {{"theme", "pink"}};
    const struct memory_source memory = {.settings = chosen, .setting_count = 1};
    const struct letter_source source = memory_source(&memory);
    struct config config;
    configure(NULL, NULL, &source, &config);
    EXPECT_TEXT(buffer_string(&config.complaints),
                "exhibit.ini: theme: \"pink\" is not possible; write paper, evening or contrast\n");
    config_fini(&config);
}

static void usual_screens_have_their_diagonal(void)
{
    EXPECT_INT(settings_usual_diagonal(1280, 800), 101);
    EXPECT_INT(settings_usual_diagonal(1080, 1920), 215);
    int other = settings_usual_diagonal(1366, 768);
    EXPECT(other > 100 && other < 130);
}

/* The page for those who write the file names every setting, and no other. */
static void the_machine_has_hours_brightness_and_a_pin(void)
{
    struct config config;
    const char *path = written("vitrine.ini", "hours=10:00-18:00\n"
                                              "hours.mon=closed\n"
                                              "pin=24680\n"
                                              "[brightness]\n"
                                              "day_percent=80\n"
                                              "night_percent=20\n"
                                              "night=20:00-08:00\n"
                                              "[sleep]\n"
                                              "wake=yes\n"
                                              "[pin]\n"
                                              "gesture=none\n");
    configure(path, NULL, &nothing, &config);
    EXPECT_TEXT(buffer_string(&config.complaints), "");
    EXPECT_INT(config.settings.hours.all.to, 18 * 60);
    EXPECT_INT(config.settings.hours.days[0].kind, HOURS_NEVER);
    EXPECT_INT(config.settings.hours.days[1].kind, HOURS_UNSAID);
    EXPECT_INT(config.settings.day_percent, 80);
    EXPECT_INT(config.settings.night_percent, 20);
    EXPECT_INT(config.settings.night.from, 20 * 60);
    EXPECT(config.settings.sleep_wakes);
    EXPECT(config.settings.corner_off);
    EXPECT_TEXT(config.settings.pin, "24680");
    config_fini(&config);
}

static void a_pin_is_some_digits(void)
{
    static const char *const wrong[] = {"pin=123", "pin=123456789", "pin=12a4", "pin="};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct config config;
        configure(written("vitrine.ini", wrong[i]), NULL, &nothing, &config);
        EXPECT_TEXT(config.settings.pin, "");
        EXPECT_INT(config.complaint_count, 1);
        config_fini(&config);
    }
}

static void the_page_names_every_setting(void)
{
    static const char *const names[] = {"language",
                                        "languages",
                                        "theme",
                                        "text.size_percent",
                                        "text.style",
                                        "pictures",
                                        "controls",
                                        "time.reading_least_s",
                                        "time.reading_most_s",
                                        "time.idle_s",
                                        "time.end_s",
                                        "time.unplugged_s",
                                        "time.prompt_s",
                                        "time.slide_s",
                                        "screen.diagonal_in",
                                        "screen.distance_mm",
                                        "screen.rotate",
                                        "touch.matrix",
                                        "key.repeat_ms",
                                        "socket",
                                        "status",
                                        "report",
                                        "hours",
                                        "hours.mon",
                                        "hours.tue",
                                        "hours.wed",
                                        "hours.thu",
                                        "hours.fri",
                                        "hours.sat",
                                        "hours.sun",
                                        "brightness.day_percent",
                                        "brightness.night_percent",
                                        "brightness.night",
                                        "sleep.wake",
                                        "pin",
                                        "pin.gesture",
                                        "device",
                                        "exhibit",
                                        "usb.touch",
                                        "usb.keypad",
                                        "staff"};
    size_t length;
    char *page = harness_read_file(harness_source_path("src/app/viewer/CONFIGURATION.md"), &length);
    size_t rows = 0;
    for (const char *at = page; (at = strstr(at, "\n| `")) != NULL; at++)
        rows++;
    EXPECT_INT(rows, sizeof names / sizeof *names + 1); /* and keys.NAME */
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char row[64];
        struct settings settings = settings_usual();
        struct error error = {0};
        snprintf(row, sizeof row, "\n| `%s` ", names[i]);
        EXPECT(strstr(page, row) != NULL);
        (void)(settings_set(&settings, names[i], "\x01", &error) == STATUS_OK);
        EXPECT(strstr(error.message, "no such setting") == NULL);
    }
    free(page);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"says nothing means the usual", says_nothing_means_the_usual},
        {"every setting can be made", every_setting_can_be_made},
        {"a wrong line is told and passed over", a_wrong_line_is_told_and_passed_over},
        {"a file that is not there stops nothing", a_file_that_is_not_there_stops_nothing},
        {"complaints have an end", complaints_have_an_end},
        {"the nearest wins", the_nearest_wins},
        {"an exhibit's wrong setting is told", an_exhibits_wrong_setting_is_told},
        {"usual screens have their diagonal", usual_screens_have_their_diagonal},
        {"the machine has hours, brightness and a PIN", the_machine_has_hours_brightness_and_a_pin},
        {"a PIN is some digits", a_pin_is_some_digits},
        {"the page names every setting", the_page_names_every_setting},
        {0},
    });
}
