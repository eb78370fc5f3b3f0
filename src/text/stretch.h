/* Shapes stretches of text, each in one face, with HarfBuzz. Inside src/text. */
#ifndef TEXT_STRETCH_H
#define TEXT_STRETCH_H

#include "text/fallback.h"

struct stretch_shaper;

/* What stretches are part of. */
struct stretch_text {
    const struct text_style *style;
    const char *bytes;
    size_t length;
    enum direction direction;
    hb_script_t script;
};

/* Where glyphs go; `count` goes on past `room`. */
struct glyph_output {
    struct text_glyph *glyphs;
    size_t count, room;
};

/* Borrows the list. */
struct stretch_shaper *stretch_shaper_create(struct font_list *list);

/* Takes NULL. */
void stretch_shaper_destroy(struct stretch_shaper *shaper);

/* Puts a stretch's glyphs behind those that are there, clusters counted from the text's start. */
void stretch_shape(struct stretch_shaper *shaper, const struct stretch_text *text,
                   const struct fallback_stretch *stretch, struct glyph_output *output);

/* Of a face at a size, 26.6 pixels. */
struct text_extents stretch_extents(struct stretch_shaper *shaper, uint16_t face,
                                    int32_t size_26_6);

#endif
