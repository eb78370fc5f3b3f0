/* Pictures and their tiles. */
#include "check.h"
#include "crc.h"
#include "reader_private.h"

#include <string.h>

/* Labels, one a line. */
static void split_pages(const char *text, struct arena *arena, struct facsimile *picture)
{
    if (text == NULL || text[0] == '\0')
        return;
    size_t count = 1;
    for (const char *at = text; *at != '\0'; at++)
        count += *at == '\n';
    const char **pages = arena_alloc(arena, count, sizeof *pages);
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(text, "\n");
        pages[i] = arena_copy(arena, text, length);
        text += length + 1;
    }
    picture->pages = pages;
    picture->page_count = count;
}

static void take_picture(struct sql_row *row, void *item)
{
    struct facsimile *picture = item;
    picture->number = sql_take_number(row, CHECK_PICTURES_MAX);
    picture->image = sql_take_number(row, CHECK_IMAGES_MAX);
    picture->name = sql_take_text(row, CHECK_NAME_MAX, NULL);
    picture->description = sql_take_optional(row, CHECK_NAME_MAX);
    picture->credit = sql_take_optional(row, CHECK_NAME_MAX);
    picture->width = sql_take_number(row, CHECK_PICTURE_SIDE_MAX);
    picture->height = sql_take_number(row, CHECK_PICTURE_SIDE_MAX);
    picture->focus_x = sql_take_number(row, 1000);
    picture->focus_y = sql_take_number(row, 1000);
    split_pages(sql_take_optional(row, CHECK_NAME_MAX), row->arena, picture);
    picture->block = sql_take_number_or(row, CHECK_LETTER_BLOCKS_MAX, BLOCK_NONE);
    picture->in_text = sql_take_number(row, 1) != 0;
}

/* number 0: all of them */
static enum status read_pictures(struct bundle_reader *reader, uint32_t position, uint32_t number,
                                 struct arena *arena, const struct facsimile **ret_pictures,
                                 size_t *ret_count, struct error *error)
{
    static const struct reader_shape shape = {take_picture, sizeof(struct facsimile),
                                              CHECK_PICTURES_MAX};
    struct sql_parameters begun = {0};
    void *items = NULL;
    enum status status = reader_begin(reader, READER_PICTURES, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, position);
    sql_put_number_or(&begun, number, number > 0);
    status = reader_rows(&begun, &shape, arena, &items, ret_count, error);
    *ret_pictures = items;
    return status;
}

enum status reader_pictures_at(struct bundle_reader *reader, uint32_t position, struct arena *arena,
                               const struct facsimile **ret_pictures, size_t *ret_count,
                               struct error *error)
{
    return read_pictures(reader, position, 0, arena, ret_pictures, ret_count, error);
}

static enum status find_first(struct bundle_reader *reader, uint32_t position, struct arena *arena,
                              uint32_t *ret_number, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_FIRST_PICTURE, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, position);
    status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status;
    *ret_number = sql_take_number(&row, CHECK_PICTURES_MAX);
    return sql_row_done(&row, error);
}

enum status reader_picture(struct bundle_reader *reader, uint32_t position, uint32_t number,
                           struct arena *arena, const struct facsimile **ret_picture,
                           struct error *error)
{
    const struct facsimile *found = NULL;
    size_t count = 0;
    enum status status = STATUS_OK;
    if (number == 0)
        status = find_first(reader, position, arena, &number, error);
    if (status == STATUS_OK)
        status = read_pictures(reader, position, number, arena, &found, &count, error);
    if (status != STATUS_OK && status != STATUS_END)
        return status;
    *ret_picture = count > 0 ? found : NULL;
    return STATUS_OK;
}

enum status reader_pictures(void *self, struct key key, struct arena *arena,
                            const struct facsimile **ret_pictures, size_t *ret_count,
                            struct error *error)
{
    struct bundle_reader *reader = self;
    const struct facsimile *pictures = NULL;
    size_t count = 0;
    uint32_t position = 0;
    enum status status = reader_find_position(reader, key, arena, &position, error);
    if (status == STATUS_OK)
        status = reader_pictures_at(reader, position, arena, &pictures, &count, error);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
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
        uint32_t crc = sql_take_number(&found, UINT32_MAX);
        status = sql_row_done(&found, error);
        if (status == STATUS_OK && crc != crc_of(*ret_jpeg, *ret_length))
            status = error_set(error, STATUS_INVALID, "damaged: tile %u/%u/%u", (unsigned)level,
                               (unsigned)row, (unsigned)column);
    }
    if (status == STATUS_END)
        return error_set(error, STATUS_NOT_FOUND, "%s: no tile %u/%u/%u of image %u", reader->path,
                         (unsigned)level, (unsigned)row, (unsigned)column, (unsigned)image);
    return status == STATUS_OK
               ? status
               : error_wrap(error, status, "%s: image %u", reader->path, (unsigned)image);
}
