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

/* Those who wrote to each other on a day, in the folder around one of a language. */
static const char *common_exchange(struct arena *arena, const struct letter_file *file)
{
    const char *folder = folder_of(arena, file->file->path);
    if (file->in_lang_folder)
        folder = folder_of(arena, folder);
    return arena_format(arena, "%s\n%s", folder, file->exchange ? file->exchange : "");
}

static bool is_known_beside(const struct string_set *names, struct arena *arena,
                            const struct letter_file *file)
{
    return string_set_get(names, common_name(arena, file)) > 1 ||
           (file->is_of_a_day && string_set_get(names, common_exchange(arena, file)) > 1);
}

/* A folder named as a language holds versions if a folder beside it holds files of the same names,
 * "letters/en/rain.md" and "letters/ru/rain.md", or letters between the same two of one day. Then
 * all its letters are in that language, and of the edition of the folder around. */
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
        if (file->in_lang_folder && file->is_of_a_day)
            ++*string_set_at(names, common_exchange(arena, file));
    }
    for (size_t i = 0; i < count; i++) {
        const struct letter_file *file = &files[i];
        if (file->in_lang_folder && is_known_beside(names, arena, file))
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

/* ---- By what the letters say -------------------------------------------------------------------
 */

static void follow(struct letter_file *files, struct letter_file *file, size_t other)
{
    const struct letter_file *first = &files[files[other].group];
    file->group = first->group;
    file->name.stem = first->name.stem;
    file->rank = 3;
}

/* Place, from 1, of the file that another one names; 0: none is there. */
static size_t named_by(const struct string_set *places, struct arena *arena,
                       const struct letter_file *file)
{
    return string_set_get(
        places, arena_format(arena, "%s/%s", folder_of(arena, file->file->path), file->corresp));
}

/* A letter that corresponds to that of a file beside it is a further version of it. That one may
 * correspond to this one in turn: the first of them is shown first. */
static void settle_corresponding(struct letter_file *files, size_t count,
                                 struct import_report *report, struct arena *arena)
{
    struct string_set *places = string_set_create(); /* path without extension: place, from 1 */
    for (size_t i = 0; i < count; i++)
        *string_set_at(places, arena_format(arena, "%s/%s", folder_of(arena, files[i].file->path),
                                            files[i].file->stem)) = (unsigned)i + 1;
    for (size_t i = 0; i < count; i++) {
        struct letter_file *file = &files[i];
        size_t other = file->corresp ? named_by(places, arena, file) : 0;
        bool told_twice = other > i + 1 && files[other - 1].corresp &&
                          strcmp(files[other - 1].corresp, file->file->stem) == 0;
        if (file->corresp && other == 0)
            import_report_warn(report, file->file->path, 0, "doubtful-version",
                               "correct the name, which is that of a file beside this one",
                               "it says that \"%s\" is a version of the same letter, but there is "
                               "no such file",
                               file->corresp);
        if (other == 0 || other == i + 1 || file->name.lang || files[other - 1].many)
            continue;
        if (file->corresp_leads && !files[other - 1].name.lang)
            follow(files, &files[other - 1], i);
        else if (!file->corresp_leads && (!told_twice || files[other - 1].corresp_leads))
            follow(files, file, other - 1);
    }
    string_set_destroy(places);
}

static const char *lang_of(const struct letter_file *file)
{
    return file->name.lang ? file->name.lang : file->lang;
}

/* Letters that are between the same two, of the same date, and versions of nothing yet. */
struct alike {
    size_t *members;
    size_t count;
};

enum kinship { UNRELATED, DOUBTFUL, VERSIONS };

static enum kinship kinship_of(const struct letter_file *files, struct alike alike)
{
    bool all_differ = true, some_differ = false;
    for (size_t i = 0; i < alike.count; i++)
        for (size_t k = 0; k < i; k++) {
            const char *one = lang_of(&files[alike.members[i]]);
            const char *other = lang_of(&files[alike.members[k]]);
            bool differ = one && other && strcmp(one, other) != 0;
            all_differ = all_differ && differ;
            some_differ = some_differ || differ;
        }
    if (!some_differ)
        return UNRELATED;
    return all_differ && files[alike.members[0]].is_of_a_day ? VERSIONS : DOUBTFUL;
}

/* The version in the exhibit's own language is shown first. */
static void join(struct letter_file *files, struct alike alike, const char *first_lang)
{
    size_t first = alike.members[0];
    for (size_t i = 0; i < alike.count; i++)
        if (strcmp(lang_of(&files[alike.members[i]]), first_lang) == 0)
            first = alike.members[i];
    for (size_t i = 0; i < alike.count; i++)
        if (alike.members[i] != first)
            follow(files, &files[alike.members[i]], first);
    files[first].rank = 0;
}

static void settle_alike(struct letter_file *files, struct alike alike, const char *first_lang,
                         struct import_report *report)
{
    enum kinship kinship = kinship_of(files, alike);
    if (kinship == VERSIONS)
        join(files, alike, first_lang);
    if (kinship == DOUBTFUL)
        import_report_warn(report, files[alike.members[0]].file->path, 0, "doubtful-version", NULL,
                           "\"%s\", \"%s\"%s are in different languages, between the same two and "
                           "of the same date; which are versions of one letter cannot be told",
                           files[alike.members[0]].file->stem, files[alike.members[1]].file->stem,
                           alike.count > 2 ? " and others" : "");
}

/* The letters of one exchange, by their places: `next` leads from each, from 1, to the next. */
static void settle_exchanges(struct letter_file *files, size_t count, const char *first_lang,
                             struct import_report *report, struct arena *arena)
{
    struct string_set *last = string_set_create();
    unsigned *next = arena_alloc(arena, count + 1, sizeof *next);
    unsigned *versions = arena_alloc(arena, count + 1, sizeof *versions); /* of each group */
    bool *is_further = arena_alloc(arena, count + 1, sizeof *is_further);
    size_t *members = arena_alloc(arena, count + 1, sizeof *members);
    for (size_t i = 0; i < count; i++)
        versions[files[i].group]++;
    for (size_t i = 0; i < count; i++) {
        if (!files[i].exchange || versions[files[i].group] > 1)
            continue;
        unsigned *before = string_set_at(last, common_exchange(arena, &files[i]));
        is_further[i] = *before > 0;
        if (*before > 0)
            next[*before - 1] = (unsigned)i + 1;
        *before = (unsigned)i + 1;
    }
    for (size_t i = 0; i < count; i++) {
        struct alike alike = {members, 0};
        if (is_further[i] || next[i] == 0)
            continue;
        for (size_t at = i + 1; at > 0; at = next[at - 1])
            members[alike.count++] = at - 1;
        settle_alike(files, alike, first_lang, report);
    }
    string_set_destroy(last);
}

void letter_files_settle(struct letter_file *files, size_t count, const char *first_lang,
                         struct import_report *report, struct arena *arena)
{
    settle_versions(files, count, first_lang, arena);
    settle_corresponding(files, count, report, arena);
    settle_exchanges(files, count, first_lang, report, arena);
    for (size_t i = 0; i < count; i++)
        files[i].folder = edition_folder(arena, &files[i]);
}
