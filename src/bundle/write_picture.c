/* Pictures and their tiles. */
#include "check.h"
#include "crc.h"
#include "writer_private.h"

bool writer_find_letter(struct bundle_writer *writer, struct key key, struct arena *arena,
                        uint32_t *ret_position, struct key *ret_key)
{
    struct sql_parameters row = writer_begin(writer, WRITER_FIRST_LETTER);
    sql_put_text(&row, key.id);
    sql_put_text(&row, key.edition);
    if (sqlite3_step(row.statement) != SQLITE_ROW)
        return false;
    *ret_position = (uint32_t)sqlite3_column_int64(row.statement, 0);
    if (ret_key != NULL) {
        ret_key->edition = arena_string(arena, (const char *)sqlite3_column_text(row.statement, 1));
        ret_key->id = arena_string(arena, (const char *)sqlite3_column_text(row.statement, 2));
    }
    sqlite3_reset(row.statement);
    return true;
}

bool bundle_writer_has_letter(struct bundle_writer *writer, struct key key, struct arena *arena,
                              struct key *ret_key)
{
    uint32_t position;
    return writer_find_letter(writer, key, arena, &position, ret_key);
}

enum status bundle_writer_tile(struct bundle_writer *writer, uint32_t image, uint32_t level,
                               uint32_t row, uint32_t column, const void *jpeg, size_t length,
                               struct error *error)
{
    enum status status = writer_may_go_on(writer, error);
    if (status != STATUS_OK)
        return status;
    if (length > CHECK_TILE_BYTES_MAX)
        return error_set(error, STATUS_LIMIT, "a tile of %zu bytes", length);
    struct sql_parameters put = writer_begin(writer, WRITER_TILE);
    sql_put_number(&put, image);
    sql_put_number(&put, level);
    sql_put_number(&put, row);
    sql_put_number(&put, column);
    sql_put_bytes(&put, jpeg, length);
    sql_put_number(&put, crc_of(jpeg, length));
    status = sql_put_done(&put, error);
    if (status == STATUS_OK && sqlite3_changes(writer->db) == 0)
        return error_set(error, STATUS_INVALID, "a tile of image %u twice", (unsigned)image);
    return status;
}

enum status bundle_writer_drop_image(struct bundle_writer *writer, uint32_t image,
                                     struct error *error)
{
    struct sql_parameters row = writer_begin(writer, WRITER_DROP_IMAGE);
    sql_put_number(&row, image);
    return sql_put_done(&row, error);
}

/* Labels, one a line; NULL: none. */
static const char *join_pages(struct buffer *buffer, const struct facsimile *picture)
{
    buffer_cut(buffer, 0);
    for (size_t i = 0; i < picture->page_count; i++)
        buffer_format(buffer, i == 0 ? "%s" : "\n%s", picture->pages[i]);
    return picture->page_count == 0 ? NULL : buffer_string(buffer);
}

enum status bundle_writer_picture(struct bundle_writer *writer, struct key letter,
                                  const struct facsimile *picture, struct error *error)
{
    uint32_t position;
    if (!writer_find_letter(writer, letter, NULL, &position, NULL))
        return error_set(error, STATUS_NOT_FOUND, "%s: no letter %s", picture->name, letter.id);
    if (picture->number == 0 || picture->number > CHECK_PICTURES_MAX)
        return error_set(error, STATUS_LIMIT, "%s: number its picture from 1 to %d", picture->name,
                         CHECK_PICTURES_MAX);
    struct sql_parameters put = writer_begin(writer, WRITER_PICTURE);
    sql_put_number(&put, position);
    sql_put_number(&put, picture->number);
    sql_put_number(&put, picture->image);
    sql_put_text(&put, picture->name);
    sql_put_text(&put, picture->description);
    sql_put_text(&put, picture->credit);
    sql_put_number(&put, picture->width);
    sql_put_number(&put, picture->height);
    sql_put_number(&put, picture->focus_x);
    sql_put_number(&put, picture->focus_y);
    sql_put_text(&put, join_pages(&writer->scratch, picture));
    sql_put_number_or(&put, picture->block, picture->block != BLOCK_NONE);
    sql_put_number(&put, picture->in_text);
    enum status status = sql_put_done(&put, error);
    if (status == STATUS_OK && sqlite3_changes(writer->db) == 0)
        return error_set(error, STATUS_INVALID, "%s: letter %s has a picture %u already",
                         picture->name, letter.id, (unsigned)picture->number);
    return status;
}
