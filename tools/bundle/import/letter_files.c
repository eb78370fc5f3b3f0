#include "import/letter_files.h"

#include "import/string_set.h"

#include <string.h>

/* The path of the folder that holds it; "": the path has none. */
static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return arena_copy(arena, path, slash ? (size_t)(slash - path) : 0);
}

/* The folder and the name that all versions of a file's letters have. */
static const char *common_name(struct arena *arena, const struct letter_file *file)
{
    const char *folder = folder_of(arena, file->file->path);
    if (file->in_lang_folder)
        folder = folder_of(arena, folder);
    return arena_format(arena, "%s/%s", folder, file->name.stem);
}

/* A folder named as a language holds versions if a folder beside it holds files of the same names:
 * "letters/en/rain.md" and "letters/ru/rain.md". Then all its letters are in that language, and of
 * the edition of the folder around. */
static void settle_lang_folders(struct letter_file *files, size_t count, struct arena *arena)
{
    struct string_set *names = string_set_create(), *folders = string_set_create();
    for (size_t i = 0; i < count; i++) {
        struct letter_file *file = &files[i];
        const char *folder = folder_of(arena, file->file->path);
        file->name.stem = file->file->stem;
        file->in_lang_folder = file->file->folder && parallel_is_language(file->file->folder) &&
                               folder_of(arena, folder)[0];
        if (file->in_lang_folder)
            ++*string_set_at(names, common_name(arena, file));
    }
    for (size_t i = 0; i < count; i++) {
        const struct letter_file *file = &files[i];
        if (file->in_lang_folder && string_set_get(names, common_name(arena, file)) > 1)
            *string_set_at(folders, folder_of(arena, file->file->path)) = 1;
    }
    for (size_t i = 0; i < count; i++)
        files[i].in_lang_folder =
            string_set_get(folders, folder_of(arena, files[i].file->path)) > 0;
    string_set_destroy(names);
    string_set_destroy(folders);
}

/* The name of the folder whose files are an edition. */
static const char *edition_folder(struct arena *arena, const struct letter_file *file)
{
    if (!file->in_lang_folder)
        return file->file->folder;
    return source_stem(arena, folder_of(arena, folder_of(arena, file->file->path)));
}

/* What a file's name, or its folder's, says of the language. */
static struct parallel name_of(struct arena *arena, const struct letter_file *file)
{
    if (file->in_lang_folder)
        return (struct parallel){file->file->stem, file->file->folder};
    return parallel_read(file->file->stem, arena);
}

/* Which files are versions of the same letters: some have a language in their names. The one that
 * has none is shown first, else the one in the exhibit's own language. */
static void settle_versions(struct letter_file *files, size_t count, const char *first_lang,
                            struct arena *arena)
{
    struct string_set *all = string_set_create(), *told = string_set_create();
    struct string_set *groups = string_set_create();
    settle_lang_folders(files, count, arena);
    for (size_t i = 0; i < count; i++) {
        struct letter_file *file = &files[i];
        file->name = name_of(arena, file);
        ++*string_set_at(all, common_name(arena, file));
        *string_set_at(told, common_name(arena, file)) += file->name.lang != NULL;
    }
    for (size_t i = 0; i < count; i++) {
        struct letter_file *file = &files[i];
        const char *name = common_name(arena, file);
        bool parallel = string_set_get(all, name) > 1 && string_set_get(told, name) > 0;
        unsigned *group = string_set_at(groups, name);
        if (!parallel && !file->in_lang_folder)
            file->name = (struct parallel){file->file->stem, NULL};
        if (*group == 0 || !parallel)
            *group = (unsigned)i + 1;
        file->group = *group - 1;
        file->rank = !file->name.lang ? 0 : strcmp(file->name.lang, first_lang) == 0 ? 1 : 2;
    }
    string_set_destroy(all);
    string_set_destroy(told);
    string_set_destroy(groups);
}

/* A letter that corresponds to that of a file beside it is a further version of it. That one may
 * correspond to this one in turn: the first of them is shown first. */
static void settle_corresponding(struct letter_file *files, size_t count, struct arena *arena)
{
    struct string_set *places = string_set_create(); /* path without extension: place, from 1 */
    for (size_t i = 0; i < count; i++)
        *string_set_at(places, arena_format(arena, "%s/%s", folder_of(arena, files[i].file->path),
                                            files[i].file->stem)) = (unsigned)i + 1;
    for (size_t i = 0; i < count; i++) {
        struct letter_file *file = &files[i];
        const char *path = arena_format(arena, "%s/%s", folder_of(arena, file->file->path),
                                        file->corresp ? file->corresp : "");
        size_t other = file->corresp ? string_set_get(places, path) : 0;
        bool mutual = other > i + 1 && files[other - 1].corresp &&
                      strcmp(files[other - 1].corresp, file->file->stem) == 0;
        if (other == 0 || other == i + 1 || mutual || file->name.lang || files[other - 1].many)
            continue;
        const struct letter_file *first = &files[files[other - 1].group];
        file->group = first->group;
        file->name.stem = first->name.stem;
        file->rank = 3;
    }
    string_set_destroy(places);
}

void letter_files_settle(struct letter_file *files, size_t count, const char *first_lang,
                         struct arena *arena)
{
    settle_versions(files, count, first_lang, arena);
    settle_corresponding(files, count, arena);
    for (size_t i = 0; i < count; i++)
        files[i].folder = edition_folder(arena, &files[i]);
}
