#include "verify_pictures.h"

enum { TILE_PX = 512 };

/* Tiles side by side that cover so many pixels. */
static uint32_t tiles_across(uint32_t pixels)
{
    return (pixels + TILE_PX - 1) / TILE_PX;
}

static enum status verify_level(struct bundle_reader *reader, uint32_t image, uint32_t level,
                                uint32_t rows, uint32_t columns, struct arena *arena,
                                struct error *error)
{
    enum status status = STATUS_OK;
    const void *jpeg;
    size_t length;
    for (uint32_t i = 0; status == STATUS_OK && i < rows * columns; i++) {
        arena_reset(arena);
        status = reader_tile(reader, image, level, i / columns, i % columns, arena, &jpeg, &length,
                             error);
    }
    return status;
}

static enum status verify_picture(struct bundle_reader *reader, const struct facsimile *picture,
                                  struct arena *arena, struct error *error)
{
    uint32_t width = picture->width, height = picture->height, level = 0;
    for (;;) {
        uint32_t rows = tiles_across(height), columns = tiles_across(width);
        enum status status =
            verify_level(reader, picture->image, level++, rows, columns, arena, error);
        if (status == STATUS_NOT_FOUND)
            return error_wrap(error, STATUS_INVALID, "damaged: picture %s", picture->name);
        if (status != STATUS_OK || (rows <= 1 && columns <= 1))
            return status;
        width = (width + 1) / 2;
        height = (height + 1) / 2;
    }
}

enum status verify_pictures(struct bundle_reader *reader, const struct facsimile *pictures,
                            size_t count, struct arena *arena, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = verify_picture(reader, &pictures[i], arena, error);
    return status;
}
