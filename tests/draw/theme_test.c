#include "draw/theme.h"

#include "support/harness.h"

#include <stdio.h>
#include <string.h>

static const char complete[] =
    "; a comment\nwall=#E9E1D2\npage=#FBF7EE\nraised=#FFFFFF\nink=#211C17\n"
    "ink2=#4E453B\naccent=#7C1D1A\naccent2=#1e4063\nctl=#83755F\n"
    "btn=#3A2E26\nbtn_text=#FFF9EC\nfocus=#0B4FA0\nmark=#F3E2AE\n"
    "rule=#C9BDA8\nok=#1F5B34\nwarn=#7A4200\npill=#F3E8D9\nblack=#000000\n"
    "white=#FFFFFF\nred=#FF0000\ngreen=#00FF00\nblue=#0000FF\n";

/* Writes three complete themes, the last with `end` behind it, and without its line `left_out`. */
static const char *directory_with(const char *end, const char *left_out)
{
    const char *directory = harness_temporary_directory();
    for (int kind = 0; kind < THEME_KIND_COUNT; kind++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s.ini", directory, theme_name((enum theme_kind)kind));
        FILE *file = fopen(path, "w");
        if (!EXPECT(file != NULL))
            return directory;
        const char *cut = left_out == NULL ? NULL : strstr(complete, left_out);
        if (kind + 1 < THEME_KIND_COUNT || cut == NULL)
            fputs(complete, file);
        else
            fprintf(file, "%.*s%s", (int)(cut - complete), complete, strchr(cut, '\n'));
        fputs(kind + 1 < THEME_KIND_COUNT ? "" : end, file);
        fclose(file);
    }
    return directory;
}

static void colors_are_read_by_name(void)
{
    struct theme themes[THEME_KIND_COUNT];
    struct error error = {0};
    if (!EXPECT_INT(theme_load_all(directory_with("", NULL), themes, &error), STATUS_OK))
        return;
    EXPECT_INT(themes[THEME_PAPER].colors[TOKEN_WALL], 0xE9E1D2);
    EXPECT_INT(themes[THEME_EVENING].colors[TOKEN_ACCENT2], 0x1E4063);
    EXPECT_INT(themes[THEME_CONTRAST].colors[TOKEN_WARN], 0x7A4200);
    EXPECT_INT(themes[THEME_CONTRAST].colors[TOKEN_PILL], 0xF3E8D9);
    EXPECT_INT(themes[THEME_CONTRAST].colors[TOKEN_BLACK], 0);
}

static void faults_name_file_and_line(void)
{
    static const struct {
        const char *end, *left_out, *message;
    } cases[] = {
        {"inc=#000000", NULL, "/contrast.ini:23: no such color: inc"},
        {"ink=#000000", NULL, "/contrast.ini:23: ink already stands on line 5"},
        {"ink=#00000", "ink=", "/contrast.ini:23: #00000 is not a color; write #RRGGBB"},
        {"ink=#00000g", "ink=", "/contrast.ini:23: #00000g is not a color; write #RRGGBB"},
        {"ink=black", "ink=", "/contrast.ini:23: black is not a color; write #RRGGBB"},
        {"", "warn=", "/contrast.ini: warn is missing; add its color"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct theme themes[THEME_KIND_COUNT];
        struct error error = {0};
        const char *directory = directory_with(cases[i].end, cases[i].left_out);
        EXPECT_INT(theme_load_all(directory, themes, &error), STATUS_INVALID);
        EXPECT_TEXT(error.message + strlen(directory), cases[i].message);
    }
    struct theme themes[THEME_KIND_COUNT];
    EXPECT_INT(theme_load_all("/nonexistent", themes, NULL), STATUS_NOT_FOUND);
}

static void the_shipped_themes_can_be_read(void)
{
    struct theme themes[THEME_KIND_COUNT];
    struct error error = {0};
    EXPECT_INT(theme_load_all(harness_source_path("assets/themes"), themes, &error), STATUS_OK);
    EXPECT_TEXT(error.message, "");
    EXPECT_INT(themes[THEME_CONTRAST].colors[TOKEN_FOCUS], 0x00E5FF);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"colors_are_read_by_name", colors_are_read_by_name},
        {"faults_name_file_and_line", faults_name_file_and_line},
        {"the_shipped_themes_can_be_read", the_shipped_themes_can_be_read},
        {0},
    };
    return harness_run(cases);
}
