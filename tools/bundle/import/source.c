#include "import/source.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *source_stem(struct arena *arena, const char *path)
{
    const char *name = last_part(path), *dot = strrchr(name, '.');
    return arena_copy(arena, name, dot && dot != name ? (size_t)(dot - name) : strlen(name));
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static enum source_kind kind_of(const char *name)
{
    static const struct {
        const char *end;
        enum source_kind kind;
    } kinds[] = {{".xml", SOURCE_XML},
                 {".txt", SOURCE_TEXT},
                 {".md", SOURCE_MARKDOWN},
                 {".docx", SOURCE_DOCX}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (ends_with(name, kinds[i].end))
            return kinds[i].kind;
    return SOURCE_UNREAD;
}

static void add_file(struct source_list *list, const char *path, const char *folder)
{
    if (list->count == list->room) {
        list->room = list->room ? 2 * list->room : 64;
        list->files = memory_resized(list->files, list->room, sizeof *list->files);
    }
    list->files[list->count++] = (struct source_file){
        .path = arena_string(list->arena, path),
        .stem = source_stem(list->arena, path),
        .folder = folder,
        .kind = kind_of(path),
    };
}

/* README*, LICENSE*, *SUMS and dot-files are never letters. */
static bool is_passed_over(const char *name)
{
    return name[0] == '.' || strncmp(name, "README", 6) == 0 || strncmp(name, "LICENSE", 7) == 0 ||
           ends_with(name, "SUMS");
}

/* Letters most likely, in a form that is not read: they are warned of. */
static bool is_other_text(const char *name)
{
    return ends_with(name, ".doc") || ends_with(name, ".odt") || ends_with(name, ".rtf") ||
           ends_with(name, ".pdf");
}

/* Text, Markdown and Word files may be anything; inside letters/ they are letters. */
static bool counts(const char *name, bool in_letters)
{
    enum source_kind kind = kind_of(name);
    return kind == SOURCE_XML || (in_letters && (kind != SOURCE_UNREAD || is_other_text(name)));
}

static enum status add_folder(struct source_list *list, const char *path, bool in_letters,
                              unsigned depth, struct error *error);

static enum status add_entry(struct source_list *list, const char *path, const char *name,
                             bool in_letters, unsigned depth, struct error *error)
{
    struct stat about;
    const char *whole = arena_format(list->arena, "%s/%s", path, name);
    if (is_passed_over(name) || stat(whole, &about) != 0)
        return STATUS_OK;
    if (S_ISDIR(about.st_mode))
        return add_folder(list, whole, in_letters || strcmp(name, "letters") == 0, depth + 1,
                          error);
    if (!S_ISREG(about.st_mode) || !counts(name, in_letters))
        return STATUS_OK;
    if (list->count == SOURCE_FILES_MAX)
        return error_set(error, STATUS_LIMIT, "%s: more than %d letter files", path,
                         SOURCE_FILES_MAX);
    add_file(list, whole, arena_string(list->arena, last_part(path)));
    return STATUS_OK;
}

static enum status add_folder(struct source_list *list, const char *path, bool in_letters,
                              unsigned depth, struct error *error)
{
    DIR *folder = depth < SOURCE_FOLDER_DEPTH_MAX ? opendir(path) : NULL;
    enum status status = STATUS_OK;
    if (depth == SOURCE_FOLDER_DEPTH_MAX)
        return error_set(error, STATUS_LIMIT, "%s: folders stand more than %d deep", path,
                         SOURCE_FOLDER_DEPTH_MAX);
    if (!folder)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    for (const struct dirent *entry; status == STATUS_OK && (entry = readdir(folder));)
        status = add_entry(list, path, entry->d_name, in_letters, depth, error);
    closedir(folder);
    return status;
}

/* Registers may lie beside letters/. */
static enum status add_beside(struct source_list *list, const char *path, struct error *error)
{
    DIR *folder = opendir(path);
    struct stat about;
    if (!folder)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        const char *whole = arena_format(list->arena, "%s/%s", path, entry->d_name);
        if (is_passed_over(entry->d_name) || kind_of(entry->d_name) != SOURCE_XML ||
            stat(whole, &about) != 0 || !S_ISREG(about.st_mode) || list->count == SOURCE_FILES_MAX)
            continue;
        add_file(list, whole, arena_string(list->arena, last_part(path)));
        list->files[list->count - 1].is_beside = true;
    }
    closedir(folder);
    return STATUS_OK;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(((const struct source_file *)a)->path, ((const struct source_file *)b)->path);
}

bool source_is_folder(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

const char *source_without_slashes(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_copy(arena, path, length);
}

static enum status add_exhibit(struct source_list *list, const char *path, const char **ret_exhibit,
                               struct error *error)
{
    struct stat about;
    size_t first = list->count;
    const char *letters = arena_format(list->arena, "%s/letters", path);
    const char *settings = arena_format(list->arena, "%s/exhibit.ini", path);
    bool exhibit = source_is_folder(letters);
    bool in_letters = exhibit || strcmp(last_part(path), "letters") == 0;
    enum status status = add_folder(list, exhibit ? letters : path, in_letters, 0, error);
    if (status != STATUS_OK)
        return status;
    if (list->count == first)
        return error_set(error, STATUS_NOT_FOUND,
                         "%s: no letters here; put TEI files into it, or text files into %s", path,
                         letters);
    if (exhibit && (status = add_beside(list, path, error)) != STATUS_OK)
        return status;
    qsort(list->files + first, list->count - first, sizeof *list->files, compare_paths);
    *ret_exhibit = stat(settings, &about) == 0 ? settings : NULL;
    return STATUS_OK;
}

enum status source_list_add(struct source_list *list, const char *path, const char **ret_exhibit,
                            struct error *error)
{
    struct stat about;
    path = source_without_slashes(list->arena, path);
    if (stat(path, &about) != 0)
        return error_set(error, errno == ENOENT || errno == ENOTDIR ? STATUS_NOT_FOUND : STATUS_IO,
                         "%s: %s", path, strerror(errno));
    *ret_exhibit = NULL;
    if (S_ISDIR(about.st_mode))
        return add_exhibit(list, path, ret_exhibit, error);
    add_file(list, path, NULL);
    if (list->files[list->count - 1].kind == SOURCE_UNREAD)
        return error_set(error, STATUS_UNSUPPORTED,
                         "%s: not a kind of file that is read; give TEI (.xml), Word (.docx), "
                         "Markdown (.md) or text (.txt)",
                         path);
    return STATUS_OK;
}

void source_list_fini(struct source_list *list)
{
    free(list->files);
    *list = (struct source_list){0};
}

static enum status check_open_file(FILE *file, const char *path, size_t *ret_length,
                                   struct error *error)
{
    struct stat about;
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode))
        return error_set(error, STATUS_IO, "%s: not a file that can be read", path);
    if (about.st_size > SOURCE_FILE_MAX)
        return error_set(error, STATUS_LIMIT, "%s: larger than %d bytes", path, SOURCE_FILE_MAX);
    *ret_length = (size_t)about.st_size;
    return STATUS_OK;
}

enum status source_open(const char *path, FILE **ret_file, size_t *ret_length, struct error *error)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return error_set(error, errno == ENOENT ? STATUS_NOT_FOUND : STATUS_IO, "%s: %s", path,
                         strerror(errno));
    enum status status = check_open_file(file, path, ret_length, error);
    if (status != STATUS_OK) {
        fclose(file);
        return status;
    }
    *ret_file = file;
    return STATUS_OK;
}

enum status source_read(const char *path, char **ret_bytes, size_t *ret_length, struct error *error)
{
    FILE *file = NULL;
    size_t length = 0;
    enum status status = source_open(path, &file, &length, error);
    if (status != STATUS_OK)
        return status;
    char *bytes = memory_zeroed(length + 1, 1);
    *ret_length = fread(bytes, 1, length, file);
    bool failed = ferror(file) != 0;
    fclose(file);
    if (failed) {
        free(bytes);
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    }
    *ret_bytes = bytes;
    return STATUS_OK;
}

enum status source_check_text(const struct source_letter *source, struct error *error)
{
    size_t bad = 0, line = 1;
    const char *nul = memchr(source->bytes, '\0', source->length);
    if (nul)
        bad = (size_t)(nul - source->bytes);
    else if (utf8_is_valid(source->bytes, source->length, &bad))
        return STATUS_OK;
    for (size_t i = 0; i < bad; i++)
        line += source->bytes[i] == '\n';
    return error_set(error, STATUS_INVALID,
                     "%s:%zu: the file is not UTF-8; save it as UTF-8 (it may be %s now)",
                     source->file, line, nul ? "UTF-16, or no text," : "Latin-1 or Windows-1252");
}
