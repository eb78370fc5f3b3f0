#include "pictures.h"

#include "base/arena.h"
#include "bundle/pictures/tiles.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct pictures {
    struct bundle_writer *writer;
    struct import_report *report;
    struct error *error;
    struct arena *arena;
    uint32_t images;
};

/* ---- Which file belongs to which letter ---- */

static bool is_picture_name(const char *name)
{
    static const char *const extensions[] = {".jpg", ".jpeg", ".png", ".tif", ".tiff"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot, extensions[i]) == 0)
            return dot > name && name[0] != '.';
    return false;
}

/* "d1.jpg" is the first picture of d1, "d1-2.jpg" the second, unless there is a letter "d1-2". */
static bool find_letter(const struct pictures *pictures, const char *edition, const char *name,
                        struct key *ret_key, uint32_t *ret_number)
{
    struct key key = {edition,
                      arena_copy(pictures->arena, name, (size_t)(strrchr(name, '.') - name))};
    *ret_number = 1;
    if (bundle_writer_has_letter(pictures->writer, key, pictures->arena, ret_key))
        return true;
    const char *hyphen = strrchr(key.id, '-');
    if (hyphen == NULL || hyphen[1] == '\0' || strspn(hyphen + 1, "0123456789") > 6 ||
        hyphen[1 + strspn(hyphen + 1, "0123456789")] != '\0')
        return false;
    *ret_number = (uint32_t)strtoul(hyphen + 1, NULL, 10);
    key.id = arena_copy(pictures->arena, key.id, (size_t)(hyphen - key.id));
    return bundle_writer_has_letter(pictures->writer, key, pictures->arena, ret_key);
}

/* ---- One picture ---- */

static enum status put_tile(void *self, uint32_t level, uint32_t row, uint32_t column,
                            const void *jpeg, size_t length, struct error *error)
{
    const struct pictures *pictures = self;
    return bundle_writer_tile(pictures->writer, pictures->images, level, row, column, jpeg, length,
                              error);
}

/* What a broken file leaves of its image is not part of the bundle. */
static enum status add_picture(struct pictures *pictures, const char *path, const char *name,
                               struct key letter, uint32_t number)
{
    struct facsimile picture = {.number = number,
                                .image = ++pictures->images,
                                .name = name,
                                .focus_x = 500,
                                .focus_y = 500};
    struct error broken = {0};
    enum status status =
        tiles_make(path, put_tile, pictures, &picture.width, &picture.height, &broken);
    if (status == STATUS_OK)
        return bundle_writer_picture(pictures->writer, letter, &picture, pictures->error);
    if (status != STATUS_INVALID)
        return error_set(pictures->error, status, "%s", broken.message);
    const char *fault = broken.message + strlen(path) + strlen(": ");
    import_report_warn(pictures->report, path, 0, "picture",
                       strchr(fault, ';') == NULL ? "save it anew" : NULL,
                       "the picture is left out: %s", fault);
    return bundle_writer_drop_image(pictures->writer, picture.image, pictures->error);
}

static enum status add_file(struct pictures *pictures, const char *folder, const char *edition,
                            const char *name)
{
    struct key letter;
    uint32_t number;
    const char *path = arena_format(pictures->arena, "%s/%s", folder, name);
    if (find_letter(pictures, edition, name, &letter, &number))
        return add_picture(pictures, path, name, letter, number);
    import_report_warn(pictures->report, path, 0, "picture",
                       "name it after the letter's id: ID.jpg, ID-2.jpg",
                       "no letter has this name, so the picture is left out");
    return STATUS_OK;
}

/* ---- Folders ---- */

static int is_seen(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int compare_bytes(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* `edition` is "" in pictures/ itself, whose folders are editions. A folder that is not there has
 * no pictures. */
static enum status add_folder(struct pictures *pictures, const char *folder, const char *edition)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, is_seen, compare_bytes);
    enum status status = STATUS_OK;
    if (count > PICTURES_FILES_MAX)
        status = error_set(pictures->error, STATUS_LIMIT, "%s: more than %d files", folder,
                           PICTURES_FILES_MAX);
    for (int i = 0; i < count; i++) {
        const char *name = arena_string(pictures->arena, entries[i]->d_name);
        if (status == STATUS_OK && is_picture_name(name))
            status = add_file(pictures, folder, edition, name);
        else if (status == STATUS_OK && edition[0] == '\0')
            status =
                add_folder(pictures, arena_format(pictures->arena, "%s/%s", folder, name), name);
        free(entries[i]);
    }
    free(entries);
    return status;
}

enum status pictures_add(struct bundle_writer *writer, const char *const *sources, size_t count,
                         struct import_report *report, struct error *error)
{
    struct pictures pictures = {writer, report, error, arena_create(), 0};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = add_folder(&pictures, arena_format(pictures.arena, "%s/pictures", sources[i]), "");
    arena_destroy(pictures.arena);
    return status;
}
