/* Font metrics and shaping as the setting of text sees them: HarfBuzz over the font list
 * (text/font.h), or made-up figures in tests, so that a font update cannot move a layout golden. */
#ifndef TEXT_METRICS_H
#define TEXT_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "letter/letter.h"

enum text_face { FACE_BOOK, FACE_CLEAR, FACE_UI, TEXT_FACE_COUNT };

/* How a run of characters is to look. */
struct text_style {
    enum text_face face;
    bool italic, bold, small_caps, superior;
    bool of_capitals; /* with small_caps: the text is written in capitals throughout */
    bool lining_figures, tabular_figures;
    uint8_t first_face; /* of the faces for a script with italics: which is asked first */
    int32_t size_26_6;
    int32_t tracking_26_6; /* added after each cluster */
    const char *lang;      /* BCP 47; NULL: unknown */
};

/* One shaped glyph; lengths in 26.6 pixels, glyphs in visual order. */
struct text_glyph {
    uint16_t face, glyph; /* as in struct page_glyph */
    uint32_t cluster;     /* byte offset, in the shaped text, of the cluster it belongs to */
    int32_t advance_26_6, dx_26_6, dy_26_6; /* dy grows upwards */
    int32_t size_26_6; /* to draw it at: superiors without glyphs of their own are scaled */
    bool bound;        /* to what stands before it: shaped without that, it might look otherwise */
};

/* Of one style at its size, 26.6 pixels. */
struct text_extents {
    int32_t ascent_26_6, descent_26_6, cap_height_26_6, x_height_26_6;
};

struct text_metrics_calls {
    /* Shapes text[start..end) in one style and direction, with the whole text as context; another
     * face is chosen by whole words where one lacks a character. Writes at most `room` glyphs;
     * answers how many there are (more than `room`: call again with more). */
    size_t (*shape)(void *self, const struct text_style *style, const char *text, size_t length,
                    size_t start, size_t end, enum direction direction, struct text_glyph *glyphs,
                    size_t room);
    struct text_extents (*extents)(void *self, const struct text_style *style);
};

struct text_metrics {
    const struct text_metrics_calls *calls;
    void *self;
};

/* Width in pixels, rounded up, of one line of one direction: what views size labels with. */
int text_metrics_width_px(const struct text_metrics *metrics, const struct text_style *style,
                          const char *text);

/* The em size, 26.6 pixels, at which capitals of the face are `cap_height_26_6` high. */
int32_t text_metrics_em_for_cap_height(const struct text_metrics *metrics, enum text_face face,
                                       int32_t cap_height_26_6);

#endif
