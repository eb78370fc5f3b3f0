#include "app/viewer/options.h"

#include <stdio.h>
#include <string.h>

#include "support/harness.h"

enum { ARGUMENTS_MAX = 16 };

/* Parses words parted by spaces. */
static enum options_outcome parse(const char *line, struct options *options, struct error *error)
{
    static char words[512];
    char program[] = "vitrine", *argv[ARGUMENTS_MAX + 1] = {program}, *rest = NULL;
    int argc = 1;
    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok_r(words, " ", &rest); word != NULL && argc < ARGUMENTS_MAX;
         word = strtok_r(NULL, " ", &rest))
        argv[argc++] = word;
    return options_parse(argc, argv, options, error);
}

static struct settings applied(const struct options *options)
{
    struct settings settings = settings_usual();
    options_apply(options, &settings);
    return settings;
}

static void nothing_said_is_a_window_at_the_slides(void)
{
    struct options options;
    struct error error;
    EXPECT_INT(parse("", &options, &error), OPTIONS_RUN);
    EXPECT(options.bundle == NULL && options.dump == NULL && options.replay == NULL);
    EXPECT_INT(options.window_w_px, 0);
    EXPECT_INT(options.place.kind, PLACE_ATTRACT);
    EXPECT(options.config == NULL);
    EXPECT_INT(options.set_count, 0);
}

static void everything_can_be_said(void)
{
    struct options options;
    struct error error;
    EXPECT_INT(parse("x.vitrine --window 1080x1920 --rotate 270 --diagonal 21.5 --distance 600 "
                     "--at letter/70 --dump out --seed 42",
                     &options, &error),
               OPTIONS_RUN);
    EXPECT_TEXT(options.bundle, "x.vitrine");
    EXPECT_INT(options.window_w_px, 1080);
    EXPECT_INT(options.window_h_px, 1920);
    const struct settings settings = applied(&options);
    EXPECT_INT(settings.rotation_degrees, 270);
    EXPECT_INT(settings.diagonal_inch_tenths, 215);
    EXPECT_INT(settings.distance_mm, 600);
    EXPECT_TEXT(options.place.id, "70");
    EXPECT_TEXT(options.dump, "out");
    EXPECT_INT(options.seed, 42);
    EXPECT(!options.watch);
    EXPECT_INT(parse("--check-display", &options, &error), OPTIONS_RUN);
    EXPECT(options.check_display);
    EXPECT_INT(options.place.kind, PLACE_STAFF);
    EXPECT_TEXT(options.place.id, "chart");
    EXPECT_INT(parse("--watch x.vitrine", &options, &error), OPTIONS_RUN);
    EXPECT(options.watch);
}

static void settings_have_names(void)
{
    struct options options;
    struct error error;
    EXPECT_INT(parse("--set theme=contrast --set language=ru --set screen.diagonal_in=7", &options,
                     &error),
               OPTIONS_RUN);
    const struct settings settings = applied(&options);
    EXPECT_INT(settings.theme, THEME_CONTRAST);
    EXPECT_TEXT(settings.lang, "ru");
    EXPECT_INT(settings.diagonal_inch_tenths, 70);
}

static void what_is_wrong_is_named(void)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"--watches", "--watches: no such option"},
        {"a b", "b: one bundle is enough"},
        {"--at", "--at: its value is missing"},
        {"--at nowhere", "--at: \"nowhere\" is no place"},
        {"--window 1280", "--window: \"1280\" is no size like 1280x800"},
        {"--window 1280x", "--window: \"1280x\" is no size like 1280x800"},
        {"--window 99999x800", "--window: \"99999x800\" is no size like 1280x800"},
        {"--rotate 45", "--rotate: screen.rotate: \"45\" is not possible; write 0, 90, 180 or 270"},
        {"--diagonal 0",
         "--diagonal: screen.diagonal_in: \"0\" is not possible; write 3.0 to 150.0"},
        {"--diagonal 15.66",
         "--diagonal: screen.diagonal_in: \"15.66\" is not possible; write 3.0 to 150.0"},
        {"--set theme", "--set: \"theme\" is not KEY=VALUE"},
        {"--set hue=red", "--set: hue: no such setting"},
        {"--set language=../en",
         "--set: language: \"../en\" is not possible; write a language tag, such as en"},
        {"--seed 4294967296", "--seed: \"4294967296\" is no number"},
        {"--record a --replay b", "--record needs a visitor at a display"},
        {"--watch --dump out", "--watch needs a display"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct options options;
        struct error error = {0};
        EXPECT_INT(parse(cases[i].line, &options, &error), OPTIONS_WRONG);
        EXPECT_TEXT(error.message, cases[i].message);
    }
}

static void help_and_version_win(void)
{
    struct options options;
    struct error error;
    EXPECT_INT(parse("--rotate 45 --help", &options, &error), OPTIONS_HELP);
    EXPECT_INT(parse("a b --version", &options, &error), OPTIONS_VERSION);
    EXPECT(strstr(options_help(), "--replay FILE") != NULL);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"nothing said is a window at the slides", nothing_said_is_a_window_at_the_slides},
        {"everything can be said", everything_can_be_said},
        {"settings have names", settings_have_names},
        {"what is wrong is named", what_is_wrong_is_named},
        {"help and version win", help_and_version_win},
        {0},
    });
}
