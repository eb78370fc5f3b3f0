#include "import/picture_files.h"

#include "base/memory.h"
#include "import/source.h"
#include "import/string_set.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A scan that was named and is not there. */
struct missing {
    const char *name, *file, *edition;
    unsigned line;
};

/* How an edition's scans were found. */
struct tally {
    const char *edition;
    size_t found;
};

struct picture_files {
    struct import_report *report;
    struct arena *arena;
    const char **roots; /* folders that the curator named */
    size_t root_count;
    const char *edition;
    struct string_set *told;    /* "FILE NAME": missing or refused */
    struct string_set *there;   /* paths of listed folders' files, with and without extension */
    struct string_set *listed;  /* folders */
    struct string_set *numbers; /* "ED/ID PATH": number in the text; "ED/ID": how many */
    struct missing *missing;
    size_t missing_count, missing_room;
    struct tally *tallies;
    size_t tally_count;
};

struct picture_files *picture_files_create(const char *const *paths, size_t count,
                                           struct import_report *report)
{
    struct picture_files *files = memory_zeroed(1, sizeof *files);
    files->report = report;
    files->arena = arena_create();
    files->roots = arena_alloc(files->arena, count, sizeof *files->roots);
    files->told = string_set_create();
    files->there = string_set_create();
    files->listed = string_set_create();
    files->numbers = string_set_create();
    for (size_t i = 0; i < count; i++)
        if (source_is_folder(paths[i]))
            files->roots[files->root_count++] = source_without_slashes(files->arena, paths[i]);
    return files;
}

void picture_files_destroy(struct picture_files *files)
{
    if (!files)
        return;
    string_set_destroy(files->told);
    string_set_destroy(files->there);
    string_set_destroy(files->listed);
    string_set_destroy(files->numbers);
    free(files->missing);
    free(files->tallies);
    arena_destroy(files->arena);
    free(files);
}

void picture_files_begin(struct picture_files *files, const char *edition)
{
    files->edition = arena_string(files->arena, edition);
}

/* ---- Looking a name up -------------------------------------------------------------------------
 */

bool picture_files_is_inside(const char *name)
{
    if (name[0] == '\0' || name[0] == '/' || strchr(name, '\\') || strstr(name, "://"))
        return false;
    for (const char *part = name; part; part = strchr(part, '/')) {
        part += *part == '/';
        if (strncmp(part, "..", 2) == 0 && (part[2] == '/' || part[2] == '\0'))
            return false;
    }
    return true;
}

static bool is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static const char *folder_of(const char *file, struct arena *arena)
{
    const char *slash = strrchr(file, '/');
    return slash ? arena_copy(arena, file, (size_t)(slash - file)) : ".";
}

static void list_folder(struct picture_files *files, const char *folder, struct arena *arena)
{
    DIR *open = opendir(folder);
    for (const struct dirent *entry; open && (entry = readdir(open)) != NULL;) {
        char *path = arena_format(arena, "%s/%s", folder, entry->d_name);
        char *extension = strrchr(entry->d_name, '.') ? strrchr(path, '.') : NULL;
        *string_set_at(files->there, path) = 1;
        if (extension) {
            *extension = '\0';
            *string_set_at(files->there, path) = 1;
        }
    }
    if (open)
        closedir(open);
}

/* Whether a file may have that path, its extension left out or not. A volume names thousands of
 * scans, most of them not there: each folder is listed once. */
static bool may_be_there(struct picture_files *files, const char *path, struct arena *arena)
{
    const char *folder = folder_of(path, arena);
    unsigned *listed = string_set_at(files->listed, folder);
    if (*listed == 0)
        list_folder(files, folder, arena);
    *listed = 1;
    return string_set_get(files->there, path) != 0;
}

/* The file, or, where its extension was left out, the one that has one. */
static const char *with_extension(struct picture_files *files, const char *path,
                                  struct arena *arena)
{
    static const char *const extensions[] = {"",      ".jpg", ".jpeg", ".png", ".tif",
                                             ".tiff", ".JPG", ".JPEG", ".PNG", ".TIF"};
    bool may_be = may_be_there(files, path, arena);
    for (size_t i = 0; may_be && i < sizeof extensions / sizeof *extensions; i++) {
        const char *named = arena_format(arena, "%s%s", path, extensions[i]);
        if (is_file(named))
            return named;
    }
    return NULL;
}

/* Whether a file still lies below the folder when all links are followed. */
static bool lies_below(const char *path, const char *folder)
{
    char *real = realpath(path, NULL), *around = realpath(folder, NULL);
    size_t length = around ? strlen(around) : 0;
    bool below = real && around && strncmp(real, around, length) == 0 &&
                 (real[length] == '/' || (length > 0 && around[length - 1] == '/'));
    free(real);
    free(around);
    return below;
}

/* In `folder` itself, then in its pictures/, there first in the edition's folder. */
static const char *find_in(struct picture_files *files, const char *folder, const char *name,
                           struct arena *arena)
{
    const char *const places[] = {
        files->edition ? arena_format(arena, "%s/pictures/%s/%s", folder, files->edition, name)
                       : NULL,
        arena_format(arena, "%s/pictures/%s", folder, name),
        arena_format(arena, "%s/%s", folder, name),
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const char *path = places[i] ? with_extension(files, places[i], arena) : NULL;
        if (path && lies_below(path, folder))
            return path;
    }
    return NULL;
}

/* "x/letters/../pictures/a.png" is the file "x/pictures/a.png": one file has one path. */
static const char *without_ups(const char *path, struct arena *arena)
{
    char *plain = arena_string(arena, path);
    for (char *up = strstr(plain, "/../"); up && up > plain; up = strstr(plain, "/../")) {
        char *before = up;
        while (before > plain && before[-1] != '/')
            before--;
        memmove(before, up + 4, strlen(up + 4) + 1);
    }
    return plain;
}

/* "../pictures/a.png" is meant as it stands, if that is in a source folder. */
static const char *find_beside(struct picture_files *files, const char *folder, const char *name,
                               struct arena *arena)
{
    const char *path = with_extension(files, arena_format(arena, "%s/%s", folder, name), arena);
    for (size_t i = 0; path && i < files->root_count; i++)
        if (lies_below(path, files->roots[i]))
            return without_ups(path, arena);
    return NULL;
}

static const char *find_in_roots(struct picture_files *files, const char *name, struct arena *arena)
{
    for (size_t i = 0; i < files->root_count; i++) {
        const char *path = find_in(files, files->roots[i], name, arena);
        if (path)
            return path;
    }
    return NULL;
}

/* A path of another computer's may end in the name of a file that was put into pictures/. */
static const char *find_name(struct picture_files *files, const char *file, const char *name,
                             struct arena *arena)
{
    const char *folder = folder_of(file, arena), *slash = strrchr(name, '/'), *path = NULL;
    if (picture_files_is_inside(name)) {
        path = find_in_roots(files, name, arena);
        path = path ? path : find_in(files, folder, name, arena);
    } else if (name[0] != '/' && !strchr(name, '\\') && !strstr(name, "://"))
        path = find_beside(files, folder, name, arena);
    if (!path && slash && picture_files_is_inside(slash + 1))
        path = find_in_roots(files, slash + 1, arena);
    return path;
}

static int hex_digit(char sign)
{
    static const char digits[] = "0123456789abcdef";
    const char *at = sign ? strchr(digits, sign | 0x20) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* "scan%201.png" as the address of a file: "scan 1.png". */
static const char *unescaped(const char *name, struct arena *arena)
{
    char *plain = arena_string(arena, name), *end = plain;
    for (const char *at = name; *at; at++) {
        int high = *at == '%' ? hex_digit(at[1]) : -1;
        int low = high >= 0 ? hex_digit(at[2]) : -1;
        *end++ = low >= 0 && high + low > 0 ? (char)(16 * high + low) : *at;
        at += low >= 0 && high + low > 0 ? 2 : 0;
    }
    *end = '\0';
    return plain;
}

/* ---- What is missing ---------------------------------------------------------------------------
 */

static struct tally *tally_of(struct picture_files *files, const char *edition)
{
    for (size_t i = 0; i < files->tally_count; i++)
        if (strcmp(files->tallies[i].edition, edition) == 0)
            return &files->tallies[i];
    files->tallies = memory_resized(files->tallies, files->tally_count + 1, sizeof *files->tallies);
    files->tallies[files->tally_count] = (struct tally){.edition = edition};
    return &files->tallies[files->tally_count++];
}

static bool is_first_time(struct picture_files *files, const struct picture_mention *mention,
                          struct arena *arena)
{
    unsigned *told =
        string_set_at(files->told, arena_format(arena, "%s %s", mention->file, mention->name));
    bool first = *told == 0;
    *told = 1;
    return first;
}

static void miss_scan(struct picture_files *files, const struct picture_mention *mention)
{
    if (files->missing_count == files->missing_room) {
        files->missing_room = files->missing_room ? 2 * files->missing_room : 64;
        files->missing =
            memory_resized(files->missing, files->missing_room, sizeof *files->missing);
    }
    files->missing[files->missing_count++] =
        (struct missing){.name = arena_string(files->arena, mention->name),
                         .file = arena_string(files->arena, mention->file),
                         .edition = files->edition ? files->edition : "",
                         .line = mention->line};
}

static void tell_missing(struct picture_files *files, const struct picture_mention *mention)
{
    bool web = strstr(mention->name, "://") != NULL;
    if (!mention->in_text)
        miss_scan(files, mention);
    else if (web || !picture_files_is_inside(mention->name))
        import_report_warn(
            files->report, mention->file, mention->line, "picture",
            web ? "save it into pictures/ and name the file"
                : "put it into pictures/ and name it without a path",
            web ? "the picture \"%s\" lies on the web and is not fetched"
                : "the picture \"%s\" is not looked for outside the exhibit's folder",
            mention->name);
    else
        import_report_warn(files->report, mention->file, mention->line, "missing-picture", NULL,
                           "the picture \"%s\" is not there", mention->name);
}

const char *picture_files_find(struct picture_files *files, const struct picture_mention *mention,
                               struct arena *arena)
{
    if (!files || mention->name[0] == '\0')
        return NULL;
    const char *path = find_name(files, mention->file, mention->name, arena);
    if (!path && strchr(mention->name, '%'))
        path = find_name(files, mention->file, unescaped(mention->name, arena), arena);
    if (path && !mention->in_text)
        tally_of(files, files->edition ? files->edition : "")->found++;
    if (!path && is_first_time(files, mention, arena))
        tell_missing(files, mention);
    return path;
}

const char *picture_files_path(struct picture_files *files, const char *name, const char *file,
                               struct arena *arena)
{
    return files ? find_name(files, file, name, arena) : NULL;
}

static void tell_of_edition(struct picture_files *files, const struct missing *first)
{
    size_t count = 0;
    for (const struct missing *at = first; at < files->missing + files->missing_count; at++)
        count += strcmp(at->edition, first->edition) == 0;
    import_report_warn(files->report, first->file, first->line, "missing-scan",
                       count == 1 ? NULL : "put them into pictures/, if you have them",
                       count == 1 ? "the scan \"%s\" is not there"
                                  : "the scan \"%s\" is not there, and none of the %zu that \"%s\" "
                                    "names",
                       first->name, count, first->edition);
}

void picture_files_finish(struct picture_files *files)
{
    struct string_set *done = string_set_create();
    for (size_t i = 0; i < files->missing_count; i++) {
        const struct missing *scan = &files->missing[i];
        unsigned *told = string_set_at(done, scan->edition);
        bool some = tally_of(files, scan->edition)->found > 0;
        if (some)
            import_report_warn(files->report, scan->file, scan->line, "missing-scan", NULL,
                               "the scan \"%s\" is not there", scan->name);
        else if (*told == 0)
            tell_of_edition(files, scan);
        *told = 1;
    }
    string_set_destroy(done);
}

/* ---- Names and numbers -------------------------------------------------------------------------
 */

const char *picture_files_name(const struct picture_files *files, const char *path,
                               struct arena *arena)
{
    static const char pictures[] = "pictures/";
    const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
    for (size_t i = 0; i < files->root_count; i++) {
        size_t length = strlen(files->roots[i]);
        if (strncmp(path, files->roots[i], length) != 0 || path[length] != '/')
            continue;
        name = path + length + 1;
        if (strncmp(name, pictures, sizeof pictures - 1) == 0)
            name += sizeof pictures - 1;
    }
    while (*name == '/')
        name++;
    return arena_string(arena, name);
}

uint32_t picture_files_number(struct picture_files *files, struct key letter, const char *path)
{
    const char *name = arena_format(files->arena, "%s/%s", letter.edition, letter.id);
    const char *whole = arena_format(files->arena, "%s %s", name, path);
    unsigned number = string_set_get(files->numbers, whole);
    if (number == 0) {
        number = ++*string_set_at(files->numbers, name);
        *string_set_at(files->numbers, whole) = number;
    }
    return number;
}
