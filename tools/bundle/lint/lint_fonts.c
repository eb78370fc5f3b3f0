/* Characters that no font of the list has. */
#include "base/arena.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "bundle/lint/lint_state.h"
#include "text/font.h"

#include <stdint.h>
#include <stdlib.h>

enum { CODE_POINTS = 0x110000, FIRST_LOOKED_AT = 0xA0, GLYPHS_MAX = 16, SIZE_26_6 = 16 * 64 };

struct lint_fonts {
    struct import_report *report;
    struct font_list *list;
    struct font_shaper *shaper;
    bool complete; /* every font of the list is there */
    uint8_t met[CODE_POINTS / 8];
};

struct lint_fonts *lint_fonts_create(struct import_report *report, const char *path)
{
    struct lint_fonts *fonts = memory_zeroed(1, sizeof *fonts);
    const char *file, *package;
    fonts->report = report;
    if (font_list_load(path, &fonts->list, NULL) != STATUS_OK) {
        free(fonts);
        return NULL;
    }
    fonts->complete = !font_list_missing(fonts->list, 0, &file, &package);
    return fonts;
}

void lint_fonts_destroy(struct lint_fonts *fonts)
{
    if (!fonts)
        return;
    font_shaper_destroy(fonts->shaper);
    font_list_destroy(fonts->list);
    free(fonts);
}

const char *lint_fonts_missing(const struct lint_fonts *fonts, size_t n)
{
    const char *file, *package;
    return font_list_missing(fonts->list, n, &file, &package) ? package : NULL;
}

/* Shaped alone, a character that no face has is the first face's box, glyph 0. */
static bool has_glyph(struct lint_fonts *fonts, const char *bytes, size_t length)
{
    static const struct text_style style = {.face = FACE_BOOK, .size_26_6 = SIZE_26_6};
    struct text_glyph glyphs[GLYPHS_MAX];
    if (!fonts->shaper)
        fonts->shaper = font_shaper_create(fonts->list);
    struct text_metrics metrics = font_shaper_metrics(fonts->shaper);
    size_t count = metrics.calls->shape(metrics.self, &style, bytes, length, 0, length,
                                        DIRECTION_LTR, glyphs, GLYPHS_MAX);
    for (size_t i = 0; i < count && i < GLYPHS_MAX; i++)
        if (glyphs[i].glyph == 0)
            return false;
    return true;
}

void lint_fonts_block(struct lint_fonts *fonts, const struct block *block,
                      const struct lint_place *place)
{
    for (size_t at = 0; fonts->complete && at < block->length;) {
        size_t start = at;
        if ((unsigned char)block->text[at] < 0x80) { /* every font has those */
            at++;
            continue;
        }
        uint32_t code = utf8_next(block->text, block->length, &at);
        uint8_t bit = (uint8_t)(1U << (code % 8));
        if (code < FIRST_LOOKED_AT || (fonts->met[code / 8] & bit))
            continue;
        fonts->met[code / 8] |= bit;
        if (!has_glyph(fonts, block->text + start, at - start))
            import_report_warn(fonts->report, place->file, place->line, "missing-font", NULL,
                               "no font has the character U+%04X, \"%.*s\"", (unsigned)code,
                               (int)(at - start), block->text + start);
    }
}
