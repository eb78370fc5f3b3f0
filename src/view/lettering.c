#include "view/lettering.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Enough for every text of one screen and the one before it; the oldest goes first. */
enum { KEPT = 64 };

struct kept {
    struct lettering_spec spec; /* its text and lang are the two that follow */
    char *text, *lang;
    const struct glyph_page *page;
    struct rect ink; /* where the text stands on the surface */
    unsigned used;   /* turn of the clock when last shown */
};

struct lettering {
    const struct text_metrics *metrics;
    const struct look *look;
    struct kept kept[KEPT];
    unsigned clock;
};

struct lettering *lettering_create(const struct text_metrics *metrics, const struct look *look)
{
    struct lettering *lettering = memory_zeroed(1, sizeof *lettering);
    lettering->metrics = metrics;
    lettering->look = look;
    return lettering;
}

static void kept_fini(struct kept *kept)
{
    glyph_page_release(kept->page);
    free(kept->text);
    free(kept->lang);
    *kept = (struct kept){0};
}

void lettering_destroy(struct lettering *lettering)
{
    if (lettering == NULL)
        return;
    for (int i = 0; i < KEPT; i++)
        kept_fini(&lettering->kept[i]);
    free(lettering);
}

static bool same_lang(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool same_spec(const struct lettering_spec *a, const struct lettering_spec *b)
{
    return a->role == b->role && a->w_px == b->w_px && a->h_px == b->h_px &&
           a->max_lines == b->max_lines && a->align == b->align && a->ink == b->ink &&
           a->ground == b->ground && a->italic == b->italic && a->top == b->top &&
           a->balanced == b->balanced && a->lining == b->lining && a->direction == b->direction &&
           same_lang(a->lang, b->lang) && strcmp(a->text, b->text) == 0;
}

static struct flow *set_text(const struct lettering *lettering, const struct lettering_spec *spec)
{
    struct flow_sheet sheet = look_sheet(lettering->look, spec->role, spec->w_px, spec->ground);
    sheet.live = false;
    sheet.hang_px = 0; /* nothing lies around it */
    sheet.indent_26_6 = 0;
    sheet.italic = spec->italic;
    sheet.balanced = spec->balanced;
    sheet.lining_figures = sheet.lining_figures || spec->lining;
    sheet.max_lines = spec->max_lines > 0 ? spec->max_lines : 1;
    sheet.setting = spec->align == DRAW_CENTER ? FLOW_CENTERED : FLOW_RAGGED;
    sheet.lang = spec->lang;
    sheet.direction = spec->direction;
    sheet.inks.text = (uint8_t)spec->ink;
    struct flow *flow = flow_create_text(lettering->metrics, &sheet, spec->text);
    flow_extend(flow, SIZE_MAX);
    return flow;
}

struct rect lettering_ink(const struct flow *flow)
{
    size_t count;
    const struct flow_line *lines = flow_lines(flow, &count);
    struct rect ink = {0};
    for (size_t i = 0; i < count; i++)
        ink = rect_union(ink,
                         (struct rect){lines[i].left_px, lines[i].top_px,
                                       lines[i].right_px - lines[i].left_px, lines[i].height_px});
    return ink;
}

static void keep(struct lettering *lettering, struct kept *kept, const struct lettering_spec *spec)
{
    kept_fini(kept);
    kept->text = memory_string(spec->text);
    kept->spec = *spec;
    kept->spec.text = kept->text;
    kept->lang = spec->lang == NULL ? NULL : memory_string(spec->lang);
    kept->spec.lang = kept->lang;
    struct flow *flow = set_text(lettering, spec);
    struct rect ink = lettering_ink(flow);
    int top = spec->top ? 0 : (spec->h_px - flow_height_px(flow)) / 2;
    /* A single line to be set at the far end is moved there whole: its measure is the surface's
     * width. */
    bool at_end = spec->align == DRAW_END;
    bool rtl = spec->direction == DIRECTION_RTL;
    int left = !at_end ? 0 : rtl ? -ink.x : spec->w_px - ink.x - ink.w;
    size_t count;
    (void)flow_lines(flow, &count);
    struct glyph_page_builder *builder =
        glyph_page_builder_create(spec->w_px, spec->h_px, (uint8_t)spec->ground);
    flow_emit(flow, 0, count, left, top, builder);
    kept->page = glyph_page_builder_finish(builder);
    kept->ink = (struct rect){ink.x + left, ink.y + top, ink.w, ink.h};
    flow_destroy(flow);
}

static struct kept *find(struct lettering *lettering, const struct lettering_spec *spec)
{
    struct kept *oldest = &lettering->kept[0];
    for (int i = 0; i < KEPT; i++) {
        struct kept *kept = &lettering->kept[i];
        if (kept->page != NULL && same_spec(&kept->spec, spec))
            return kept;
        if (kept->page == NULL || (oldest->page != NULL && kept->used < oldest->used))
            oldest = kept;
    }
    keep(lettering, oldest, spec);
    return oldest;
}

void lettering_draw(struct lettering *lettering, const struct lettering_spec *spec, int x, int y,
                    struct draw_list *list)
{
    if (spec->w_px <= 0 || spec->h_px <= 0)
        return;
    struct kept *kept = find(lettering, spec);
    kept->used = ++lettering->clock;
    draw_list_surface(list, (struct rect){x, y, spec->w_px, spec->h_px}, kept->page,
                      (struct point){0, 0}, 255);
    struct rect ink = {x + kept->ink.x, y + kept->ink.y, kept->ink.w, kept->ink.h};
    struct rect seen = rect_intersection(ink, list->clip);
    if (seen.h * 2 < ink.h)
        return;
    draw_list_run(list, (struct draw_run){
                            .rect = seen,
                            .cap_height_26_6 = lettering->look->cap_height_26_6[spec->role],
                            .ink = spec->ink,
                            .ground = spec->ground,
                            .text = spec->text,
                        });
}

int lettering_width_px(struct lettering *lettering, const struct lettering_spec *spec)
{
    struct lettering_spec wide = *spec;
    wide.w_px = 1 << 20;
    wide.align = DRAW_START;
    wide.direction = DIRECTION_LTR;
    struct flow *flow = set_text(lettering, &wide);
    struct rect ink = lettering_ink(flow);
    flow_destroy(flow);
    return ink.x + ink.w;
}

int lettering_height_px(struct lettering *lettering, const struct lettering_spec *spec)
{
    struct flow *flow = set_text(lettering, spec);
    int height = flow_height_px(flow);
    flow_destroy(flow);
    return height;
}
