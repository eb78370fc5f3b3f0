/* A specimen sheet of each script with the packaged fonts: joining, points, brackets that turn
 * round, numbers, two directions in a line, marks on their letters, forms of languages, and what
 * else a letter has. The sheets are scripts/NAME.txt (specimen/specimen.h), their pictures those of
 * FreeType 2.12, HarfBuzz 6.0 and the fonts of Debian 12; each was looked at, enlarged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "specimen.h"
#include "support/harness.h"
#include "support/picture.h"

enum { EM_PX = 22, MEASURE_EM = 24, TOLERANCE = 1 };

static const char *const sheets[] = {"latin",    "languages",  "cyrillic", "greek",
                                     "arabic",   "hebrew",     "syriac",   "armenian",
                                     "georgian", "devanagari", "thai",     "marks"};

/* Set in a package that a machine may lack. */
static const char *const east_asian_sheets[] = {"chinese", "japanese", "korean"};

static void expect_sheet(struct font_list *fonts, const char *name)
{
    char path[128], golden[128];
    snprintf(path, sizeof path, "tests/text/scripts/%s.txt", name);
    snprintf(golden, sizeof golden, "tests/text/scripts/%s.png", name);
    struct specimen *specimen = specimen_load(harness_source_path(path));
    struct rect paper;
    EXPECT(specimen->block_count > 0);
    uint32_t *pixels = specimen_draw_sheet(specimen, fonts, EM_PX, MEASURE_EM, &paper);
    EXPECT(picture_is_golden((struct picture){pixels, paper.w, paper.h, (size_t)paper.w}, golden,
                             TOLERANCE));
    free(pixels);
    specimen_destroy(specimen);
}

static struct font_list *open_fonts(void)
{
    struct font_list *fonts;
    struct error error;
    const char *path, *package;
    if (!EXPECT_INT(font_list_load(harness_source_path("assets/fonts.ini"), &fonts, &error),
                    STATUS_OK))
        return NULL;
    if (!font_list_missing(fonts, 0, &path, &package))
        return fonts;
    font_list_destroy(fonts);
    harness_skip("the fonts of assets/fonts.ini are not all installed");
    return NULL;
}

static void sets_every_script(void)
{
    struct font_list *fonts = open_fonts();
    for (size_t i = 0; fonts && i < sizeof sheets / sizeof *sheets; i++)
        expect_sheet(fonts, sheets[i]);
    font_list_destroy(fonts);
}

static void sets_scripts_of_east_asia(void)
{
    struct font_list *fonts = open_fonts();
    const char *path = fonts ? font_list_file(fonts, FACE_BOOK, false, "Jpan") : NULL;
    /* Another face stands in where the package is not there. */
    FILE *file = path && strstr(path, "CJK") ? fopen(path, "rb") : NULL;
    if (fonts && !file)
        harness_skip("fonts-noto-cjk is not installed");
    for (size_t i = 0; file && i < sizeof east_asian_sheets / sizeof *east_asian_sheets; i++)
        expect_sheet(fonts, east_asian_sheets[i]);
    if (file)
        fclose(file);
    font_list_destroy(fonts);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"sets every script", sets_every_script},
        {"sets scripts of East Asia", sets_scripts_of_east_asia},
        {0},
    };
    return harness_run(cases);
}
