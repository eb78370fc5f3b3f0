#include "draw/difference.h"

static void write_rect(struct buffer *out, const char *name, struct rect rect)
{
    buffer_format(out, " %s %d,%d %dx%d", name, rect.x, rect.y, rect.w, rect.h);
}

static void write_item(struct buffer *out, char sign, size_t place, const struct draw_item *item)
{
    buffer_format(out, "%c %zu %s", sign, place, draw_kind_name(item->kind));
    write_rect(out, "at", item->rect);
    write_rect(out, "in", item->clip);
    if (item->kind == DRAW_SURFACE)
        buffer_format(out, " from %d,%d of page %p", item->source.x, item->source.y,
                      (const void *)item->page);
    else if (item->kind == DRAW_PICTURE)
        buffer_format(out, " image %u in 26.6 at %d,%d %dx%d", (unsigned)item->picture.image,
                      item->frame_26_6.x, item->frame_26_6.y, item->frame_26_6.w,
                      item->frame_26_6.h);
    else
        buffer_format(out, " %s", theme_token_name(item->token));
    if (item->text != NULL)
        buffer_format(out, " \"%s\"", item->text);
    if (item->kind == DRAW_LABEL)
        buffer_format(out, " %s em %d/64%s align %d", item->lang == NULL ? "" : item->lang,
                      (int)item->em_26_6, item->bold ? " bold" : "", (int)item->align);
    if (item->kind == DRAW_PLATE || item->kind == DRAW_TRIANGLE)
        buffer_format(out, " outline %s %d px%s", theme_token_name(item->outline), item->outline_px,
                      item->down ? " down" : "");
    if (item->radius_px != 0)
        buffer_format(out, " radius %d px", item->radius_px);
    if (item->alpha != 255)
        buffer_format(out, " alpha %d", item->alpha);
    buffer_byte(out, '\n');
}

static void write_range(struct buffer *out, char sign, const struct draw_list *list, size_t first,
                        size_t end)
{
    for (size_t i = first; i < end; i++)
        write_item(out, sign, i, &list->items[i]);
}

void difference_write(struct buffer *out, const struct draw_list *before,
                      const struct draw_list *after)
{
    size_t first = 0, before_end = before->item_count, after_end = after->item_count;
    if (!rect_equals(before->screen, after->screen) || before->theme != after->theme)
        buffer_format(out, "- screen %dx%d %s\n+ screen %dx%d %s\n", before->screen.w,
                      before->screen.h, theme_name(before->theme), after->screen.w, after->screen.h,
                      theme_name(after->theme));
    while (first < before_end && first < after_end &&
           draw_item_equals(&before->items[first], &after->items[first]))
        first++;
    while (before_end > first && after_end > first &&
           draw_item_equals(&before->items[before_end - 1], &after->items[after_end - 1])) {
        before_end--;
        after_end--;
    }
    write_range(out, '-', before, first, before_end);
    write_range(out, '+', after, first, after_end);
}
