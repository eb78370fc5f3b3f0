#include "view/reader_pictures.h"

#include "view/facsimile.h"

#include <string.h>

static const struct facsimile *find_number(const struct letter *letter, uint32_t number)
{
    for (size_t i = 0; i < letter->picture_count; i++)
        if (letter->pictures[i].number == number)
            return &letter->pictures[i];
    return NULL;
}

/* The block and byte that the present page begins with. */
static void first_of(const struct reader *reader, uint32_t *ret_block, uint32_t *ret_byte)
{
    size_t count, line = pages_at(reader->pages, reader->page).first_line;
    const struct flow_line *lines = flow_lines(reader->flow, &count);
    *ret_block = line < count ? lines[line].block : 0;
    *ret_byte = line < count ? lines[line].start : 0;
}

static const struct facsimile *scan_of_page(const struct reader *reader)
{
    uint32_t block, byte;
    first_of(reader, &block, &byte);
    return facsimile_of(&reader->letter, block, byte);
}

struct step reader_pictures_open(const struct reader *reader, int number)
{
    struct step step = {.kind = STEP_GO, .to = reader_screen.place(reader)};
    const struct facsimile *picture =
        number == 0 ? scan_of_page(reader) : find_number(&reader->letter, (uint32_t)number);
    if (picture == NULL)
        return step_none();
    step.to.kind = PLACE_PICTURE;
    step.to.overlay = OVERLAY_NONE;
    step.to.index = picture->number;
    step.to.has_offset = true;
    first_of(reader, &step.to.block, &step.to.byte);
    return step;
}

bool reader_pictures_cell(const struct reader *reader, struct bar_cell *ret_cell)
{
    if (scan_of_page(reader) == NULL)
        return false;
    *ret_cell = (struct bar_cell){
        .group = BAR_TOOLS,
        .action = ACTION_FACSIMILE,
        .name = "original",
        .icon = "picture",
        .label = strings_text(reader->stage->config->strings, "letter.orig"),
    };
    return true;
}

/* ---- Drawing -----------------------------------------------------------------------------------
 */

static void draw(const struct facsimile *picture, struct rect rect, struct draw_list *list)
{
    const struct mosaic_picture shown = facsimile_picture(picture);
    draw_list_picture(list, &shown,
                      (struct rect){rect.x * 64, rect.y * 64, rect.w * 64, rect.h * 64}, 255);
}

static bool is_on(const struct flow_picture *picture, struct page_range range)
{
    return picture->line >= range.first_line && picture->line < range.first_line + range.line_count;
}

/* Where a picture in the text stands on a page whose left edge is at `x`. */
static struct rect text_rect(const struct reader *reader, const struct flow_picture *picture,
                             size_t page, int x)
{
    struct point at =
        sheet_origin(&reader->sheet, reader->flow, pages_at(reader->pages, page), page);
    struct rect rect = picture->rect;
    return (struct rect){x + at.x + rect.x, at.y + rect.y - reader->placement.page_shift, rect.w,
                         rect.h};
}

static struct rect thumbnail_rect(const struct reader *reader, int x)
{
    struct rect rect = reader->sheet.thumbnail;
    return (struct rect){x + rect.x, rect.y - reader->placement.page_shift, rect.w, rect.h};
}

void reader_pictures_draw(const struct reader *reader, size_t page, int x, struct draw_list *list)
{
    struct page_range range = pages_at(reader->pages, page);
    size_t count;
    const struct flow_picture *pictures = flow_pictures(reader->flow, &count);
    for (size_t i = 0; i < count; i++) {
        const struct facsimile *picture = find_number(&reader->letter, pictures[i].number);
        if (picture != NULL && is_on(&pictures[i], range))
            draw(picture, text_rect(reader, &pictures[i], page, x), list);
    }
    const struct facsimile *scan = facsimile_of(&reader->letter, 0, 0);
    if (scan != NULL && reader->sheet.thumbnail.w > 0)
        draw(scan, thumbnail_rect(reader, x), list);
}

/* As wide as that of a mark: pictures in lines are as small. */
static struct rect touch_rect(const struct reader *reader, struct rect rect)
{
    int side = look_px(&reader->stage->look, 150);
    return (struct rect){rect.x + (rect.w - side) / 2, rect.y + (rect.h - side) / 2, side, side};
}

static void add_target(const struct reader *reader, const struct facsimile *picture,
                       struct rect rect, const char *name, struct draw_list *list)
{
    struct rect seen = rect_intersection(rect, reader->sheet.content);
    struct rect wide = rect_union(rect, touch_rect(reader, rect));
    const char *original = strings_text(reader->stage->config->strings, "letter.orig");
    if (seen.w <= 0 || seen.h <= 0)
        return;
    draw_list_target(list,
                     (struct draw_target){
                         .drawn = seen,
                         .hit = rect_intersection(wide, reader->sheet.content),
                         .role = ROLE_BUTTON,
                         .action = ACTION_FACSIMILE,
                         .index = (int)picture->number,
                         .name = name,
                         .label = picture->description != NULL ? picture->description : original,
                         .focus = 1});
}

void reader_pictures_targets(const struct reader *reader, struct draw_list *list)
{
    struct page_range range = pages_at(reader->pages, reader->page);
    size_t count;
    const struct flow_picture *pictures = flow_pictures(reader->flow, &count);
    for (size_t i = 0; i < count; i++) {
        const struct facsimile *picture = find_number(&reader->letter, pictures[i].number);
        if (picture != NULL && is_on(&pictures[i], range))
            add_target(reader, picture, text_rect(reader, &pictures[i], reader->page, 0),
                       arena_format(list->arena, "picture=%u", (unsigned)picture->number), list);
    }
    const struct facsimile *scan = facsimile_of(&reader->letter, 0, 0);
    if (scan != NULL && reader->sheet.thumbnail.w > 0)
        add_target(reader, scan, thumbnail_rect(reader, 0), "thumbnail", list);
}
