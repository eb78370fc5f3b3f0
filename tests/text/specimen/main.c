/* Writes type as PNG files, to be looked at: the pages of a text (specimen.h), or one sheet for
 * each of several texts.
 *
 *     text_specimen pages FONTS.INI OUTPUT-PREFIX EM_PX MEASURE_EM HEIGHT_PX book|clear TEXT
 *     text_specimen sheets FONTS.INI OUTPUT-FOLDER EM_PX TEXT...
 *
 * In the environment, JUSTIFY and INLINE choose justified lines and page numbers in the text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "platform/image/png.h"
#include "specimen.h"

enum { SHEET_MEASURE_EM = 24 };

static int number(const char *text)
{
    return (int)strtol(text, NULL, 10);
}

static void write_picture(const char *path, uint32_t *pixels, struct rect paper)
{
    struct error error;
    if (png_write(path, pixels, paper.w, paper.h, (size_t)paper.w, &error) != STATUS_OK)
        fprintf(stderr, "%s\n", error.message);
    free(pixels);
}

static void write_pages(struct flow *flow, const struct font_list *fonts, int em_px,
                        struct rect column, const char *prefix)
{
    struct pages *pages = pages_create(flow, column.h, column.h);
    struct rect paper = {0, 0, column.w + 6 * em_px, column.h + 3 * em_px};
    pages_extend(pages, SIZE_MAX);
    for (size_t i = 0; i < pages_count(pages); i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s-%02zu.png", prefix, i + 1);
        write_picture(path,
                      specimen_draw(flow, pages_at(pages, i), fonts, paper,
                                    (struct point){3 * em_px, 3 * em_px / 2}),
                      paper);
    }
    printf("%zu pages\n", pages_count(pages));
    pages_destroy(pages);
}

static void draw_pages(struct font_list *fonts, char **arguments)
{
    struct specimen *specimen = specimen_load(arguments[5]);
    struct font_shaper *shaper = font_shaper_create(fonts);
    struct text_metrics metrics = font_shaper_metrics(shaper);
    int em_px = number(arguments[1]), height_px = number(arguments[3]);
    struct flow_sheet sheet = specimen_sheet(specimen, &metrics, strcmp(arguments[4], "clear") == 0,
                                             em_px, number(arguments[2]));
    sheet.setting = getenv("JUSTIFY") ? FLOW_JUSTIFIED : FLOW_RAGGED;
    sheet.inline_pages = getenv("INLINE") != NULL;
    sheet.picture_height_px = height_px * 6 / 10;
    struct flow_text text = specimen_text(specimen);
    text.number = "70";
    struct flow *flow = flow_create(&metrics, &sheet, &text);
    write_pages(flow, fonts, em_px, (struct rect){0, 0, sheet.measure_px, height_px}, arguments[0]);
    flow_destroy(flow);
    font_shaper_destroy(shaper);
    specimen_destroy(specimen);
}

/* FOLDER/NAME.png for .../NAME.txt. */
static void draw_sheet(struct font_list *fonts, const char *folder, int em_px, const char *path)
{
    char out[1024];
    struct rect paper;
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    struct specimen *specimen = specimen_load(path);
    uint32_t *pixels = specimen_draw_sheet(specimen, fonts, em_px, SHEET_MEASURE_EM, &paper);
    snprintf(out, sizeof out, "%s/%.*s.png", folder, (int)strcspn(name, "."), name);
    write_picture(out, pixels, paper);
    specimen_destroy(specimen);
}

int main(int argc, char **argv)
{
    struct font_list *fonts;
    struct error error;
    bool pages = argc == 9 && strcmp(argv[1], "pages") == 0;
    bool sheets = argc >= 6 && strcmp(argv[1], "sheets") == 0;
    if (!pages && !sheets) {
        fprintf(stderr, "Usage: text_specimen pages FONTS.INI OUTPUT-PREFIX EM_PX MEASURE_EM "
                        "HEIGHT_PX book|clear TEXT\n"
                        "       text_specimen sheets FONTS.INI OUTPUT-FOLDER EM_PX TEXT...\n");
        return 2;
    }
    enum status status = font_list_load(argv[2], &fonts, &error);
    if (status != STATUS_OK) {
        fprintf(stderr, "%s\n", error.message);
        return status_exit_code(status);
    }
    if (pages)
        draw_pages(fonts, argv + 3);
    for (int i = 5; sheets && i < argc; i++)
        draw_sheet(fonts, argv[3], number(argv[4]), argv[i]);
    font_list_destroy(fonts);
    return 0;
}
