/* Pictures and their tiles. */
#include "check.h"
#include "reader_private.h"

static enum status read_pictures(struct bundle_reader *reader, struct key key, struct arena *arena,
                                 struct facsimile *pictures, size_t *ret_count, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    uint32_t position = 0;
    enum status status = reader_find_position(reader, key, arena, &position, error);
    if (status == STATUS_OK)
        status = reader_begin(reader, READER_PICTURES, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, position);
    while (*ret_count < CHECK_PICTURES_MAX &&
           (status = reader_next(&begun, arena, &row, error)) == STATUS_OK) {
        struct facsimile *picture = &pictures[(*ret_count)++];
        picture->number = sql_take_number(&row, CHECK_PICTURES_MAX);
        picture->image = sql_take_number(&row, CHECK_IMAGES_MAX);
        picture->name = sql_take_text(&row, CHECK_NAME_MAX, NULL);
        picture->description = sql_take_optional(&row, CHECK_NAME_MAX);
        picture->credit = sql_take_optional(&row, CHECK_NAME_MAX);
        picture->width = sql_take_number(&row, CHECK_PICTURE_SIDE_MAX);
        picture->height = sql_take_number(&row, CHECK_PICTURE_SIDE_MAX);
        picture->focus_x = sql_take_number(&row, 1000);
        picture->focus_y = sql_take_number(&row, 1000);
        status = sql_row_done(&row, error);
        if (status != STATUS_OK)
            return status;
    }
    return status;
}

enum status reader_pictures(void *self, struct key key, struct arena *arena,
                            const struct facsimile **ret_pictures, size_t *ret_count,
                            struct error *error)
{
    struct bundle_reader *reader = self;
    struct facsimile *pictures = arena_alloc(arena, CHECK_PICTURES_MAX, sizeof *pictures);
    size_t count = 0;
    enum status status = read_pictures(reader, key, arena, pictures, &count, error);
    if (status != STATUS_OK && status != STATUS_END)
        return error_wrap(error, status, "%s: pictures of %s", reader->path, key.id);
    *ret_pictures = pictures;
    *ret_count = count;
    return STATUS_OK;
}

enum status reader_tile(void *self, uint32_t image, uint32_t level, uint32_t row, uint32_t column,
                        struct arena *arena, const void **ret_jpeg, size_t *ret_length,
                        struct error *error)
{
    struct bundle_reader *reader = self;
    struct sql_parameters begun = {0};
    struct sql_row found = {0};
    enum status status = reader_begin(reader, READER_TILE, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, image);
    sql_put_number(&begun, level);
    sql_put_number(&begun, row);
    sql_put_number(&begun, column);
    status = reader_next(&begun, arena, &found, error);
    if (status == STATUS_OK) {
        *ret_jpeg = sql_take_bytes(&found, CHECK_TILE_BYTES_MAX, ret_length);
        status = sql_row_done(&found, error);
    }
    if (status == STATUS_END)
        return error_set(error, STATUS_NOT_FOUND, "%s: no tile %u/%u/%u of image %u", reader->path,
                         (unsigned)level, (unsigned)row, (unsigned)column, (unsigned)image);
    return status == STATUS_OK
               ? status
               : error_wrap(error, status, "%s: image %u", reader->path, (unsigned)image);
}
