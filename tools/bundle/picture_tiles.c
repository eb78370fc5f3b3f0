/* Turns picture files into tiles, each file once. */
#include "base/memory.h"
#include "bundle/pictures/tiff_pages.h"
#include "bundle/pictures/tile_cache.h"
#include "import/docx.h"
#include "pictures_private.h"

#include <stdio.h>
#include <string.h>

/* A file that has become an image, or could not. */
struct made {
    uint32_t image; /* 0: it could not */
    uint32_t width, height;
};

/* All of them, by number. */
struct workshop {
    struct pictures *pictures;
    struct string_set *numbers; /* "PATH MEMBER": index in `made` and 1 */
    struct made *made;
    size_t count;
};

static enum status put_tile(void *self, uint32_t level, uint32_t row, uint32_t column,
                            const void *jpeg, size_t length, struct error *error)
{
    const struct pictures *pictures = self;
    return bundle_writer_tile(pictures->writer, pictures->images, level, row, column, jpeg, length,
                              error);
}

/* A picture within a Word file is unpacked for the time being. */
static enum status make_packed(struct pictures *pictures, const struct import_picture *picture,
                               struct made *made, struct error *error)
{
    FILE *file = tmpfile();
    if (file == NULL)
        return error_set(error, STATUS_IO, "%s: a temporary file cannot be made", picture->path);
    enum status status = docx_unpack(picture->path, picture->member, file, error);
    rewind(file);
    if (status == STATUS_OK)
        status = tiles_make_of(file, picture->path, put_tile, pictures, &made->width, &made->height,
                               error);
    fclose(file);
    return status;
}

/* A program that scans a whole letter into one file is common. */
static void warn_of_pages(struct pictures *pictures, const struct import_picture *picture)
{
    unsigned pages = picture->member == NULL ? tiff_pages(picture->path) : 1;
    if (pages > 1)
        import_report_warn(pictures->report, picture->path, 0, "picture-pages", NULL,
                           "the file holds %u pages; the first is shown", pages);
}

/* What a broken file leaves of its image is not part of the bundle. */
static enum status make(struct pictures *pictures, const struct import_picture *picture,
                        struct made *made)
{
    struct error broken = {0};
    made->image = ++pictures->images;
    enum status status = picture->member != NULL
                             ? make_packed(pictures, picture, made, &broken)
                             : tile_cache_make(pictures->tiles, picture->path, put_tile, pictures,
                                               &made->width, &made->height, &broken);
    if (status == STATUS_OK) {
        warn_of_pages(pictures, picture);
        return STATUS_OK;
    }
    if (status != STATUS_INVALID && status != STATUS_LIMIT && status != STATUS_NOT_FOUND)
        return error_set(pictures->error, status, "%s", broken.message);
    size_t prefix = strlen(picture->path) + strlen(": ");
    const char *fault = strlen(broken.message) > prefix ? broken.message + prefix : broken.message;
    import_report_warn(pictures->report, picture->path, 0, "picture",
                       strchr(fault, ';') == NULL ? "save it anew" : "",
                       "the picture is left out: %s", fault);
    made->image = 0;
    return bundle_writer_drop_image(pictures->writer, pictures->images--, pictures->error);
}

static enum status find_image(struct workshop *workshop, const struct import_picture *picture,
                              struct made *ret_made)
{
    struct pictures *pictures = workshop->pictures;
    const char *name = arena_format(pictures->arena, "%s %s", picture->path,
                                    picture->member == NULL ? "" : picture->member);
    unsigned *number = string_set_at(workshop->numbers, name);
    enum status status = STATUS_OK;
    if (*number == 0) {
        *number = (unsigned)workshop->count + 1;
        status = make(pictures, picture, &workshop->made[workshop->count++]);
    }
    *ret_made = workshop->made[*number - 1];
    return status;
}

enum status pictures_write(struct pictures *pictures)
{
    struct workshop workshop = {
        .pictures = pictures,
        .numbers = string_set_create(),
        .made = arena_alloc(pictures->arena, pictures->entry_count, sizeof(struct made))};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < pictures->entry_count; i++) {
        const struct import_picture *picture = &pictures->entries[i].picture;
        struct facsimile about = picture->about;
        struct made made = {0};
        status = find_image(&workshop, picture, &made);
        about.image = made.image;
        about.width = made.width;
        about.height = made.height;
        pictures->entries[i].is_written = made.image > 0;
        if (status == STATUS_OK && made.image > 0)
            status =
                bundle_writer_picture(pictures->writer, picture->letter, &about, pictures->error);
    }
    string_set_destroy(workshop.numbers);
    return status;
}
