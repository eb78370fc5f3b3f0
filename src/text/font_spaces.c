#include "text/font_spaces.h"

#include <hb-aat.h>
#include <hb-ot.h>
#include <stddef.h>

static bool lookup_minds(hb_face_t *face, hb_tag_t table, unsigned lookup, hb_codepoint_t space,
                         hb_set_t *glyphs)
{
    hb_set_clear(glyphs);
    hb_ot_layout_lookup_collect_glyphs(face, table, lookup, glyphs, glyphs, glyphs, NULL);
    return hb_set_has(glyphs, space);
}

static bool table_minds(hb_face_t *face, hb_tag_t table, hb_codepoint_t space)
{
    unsigned count = hb_ot_layout_table_get_lookup_count(face, table);
    hb_set_t *glyphs = hb_set_create();
    bool minds = false;
    for (unsigned i = 0; i < count && !minds; i++)
        minds = lookup_minds(face, table, i, space, glyphs);
    hb_set_destroy(glyphs);
    return minds;
}

/* Rules of the older kind are not looked into. */
static bool has_old_rules(hb_face_t *face)
{
    hb_blob_t *kern = hb_face_reference_table(face, HB_TAG('k', 'e', 'r', 'n'));
    bool has_kern = hb_blob_get_length(kern) > 0 && !hb_ot_layout_has_positioning(face);
    hb_blob_destroy(kern);
    return has_kern || hb_aat_layout_has_substitution(face) || hb_aat_layout_has_positioning(face);
}

bool font_minds_spaces(hb_font_t *font)
{
    hb_face_t *face = hb_font_get_face(font);
    hb_codepoint_t space;
    return !hb_font_get_nominal_glyph(font, ' ', &space) || has_old_rules(face) ||
           table_minds(face, HB_OT_TAG_GSUB, space) || table_minds(face, HB_OT_TAG_GPOS, space);
}
