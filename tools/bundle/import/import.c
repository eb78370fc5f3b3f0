#include "import/import.h"

#include "base/arena.h"
#include "base/memory.h"
#include "import/corrections.h"
#include "import/docx.h"
#include "import/draft.h"
#include "import/letter_files.h"
#include "import/markdown.h"
#include "import/picture_files.h"
#include "import/settings.h"
#include "import/source.h"
#include "import/tei.h"
#include "import/text.h"

#include <stdlib.h>
#include <string.h>

struct import {
    const struct import_sink *sink;
    struct import_report *report;
    struct error *error;
    struct arena *arena;
    struct settings settings;
    struct corrections *corrections;
    struct source_list sources;
    struct letter_file *files;
    size_t file_count;
    const struct source_file **registers; /* files of cards without letters */
    size_t register_count;
    struct edition *editions;
    bool *told; /* which editions the sink knows */
    size_t edition_count;
    struct picture_files *pictures;
    const char *last_id;      /* of the letter that came last */
    struct string_set *cards; /* delivered so far, by all TEI files */
    bool in_folder;           /* the file being read shares its edition with others of its folder */
};

/* ---- Which files, in which editions ------------------------------------------------------------
 */

static enum status find_sources(struct import *import, const char *const *paths, size_t count)
{
    const char *settings_path = NULL;
    for (size_t i = 0; i < count; i++) {
        const char *found = NULL;
        enum status status = source_list_add(&import->sources, paths[i], &found, import->error);
        if (status != STATUS_OK)
            return status;
        if (found && settings_path)
            return error_set(import->error, STATUS_INVALID,
                             "%s: there is an exhibit.ini already, %s; keep one", found,
                             settings_path);
        settings_path = found ? found : settings_path;
    }
    return settings_path
               ? settings_read(settings_path, import->arena, &import->settings, import->error)
               : STATUS_OK;
}

static enum status probe_xml(struct import *import, const struct source_file *file,
                             struct tei_probe *ret_probe)
{
    enum status status = tei_probe(NULL, 0, file->path, ret_probe, import->error);
    if (status == STATUS_OK && !ret_probe->is_text && !file->folder)
        return error_set(import->error, STATUS_INVALID,
                         "%s: not a TEI document with a text; name one that is", file->path);
    return status;
}

/* Of a volume each letter says for itself what it corresponds to. */
static const char *told(struct import *import, const struct tei_probe *probe, const char *word)
{
    return word[0] && probe->shape == TEI_SHAPE_TEXT ? arena_string(import->arena, word) : NULL;
}

/* A file in a folder that holds no letter is passed over. */
static enum status probe_file(struct import *import, const struct source_file *file)
{
    struct tei_probe probe = {.is_text = true};
    if (file->kind == SOURCE_UNREAD) {
        import_report_warn(import->report, file->path, 0, "unread-file",
                           "save it as TEI, Word (.docx), Markdown or text",
                           "this kind of file is not read");
        return STATUS_OK;
    }
    enum status status = file->kind == SOURCE_XML ? probe_xml(import, file, &probe) : STATUS_OK;
    if (file->is_beside && status == STATUS_INVALID) {
        *import->error = (struct error){0};
        return STATUS_OK; /* anything may lie there */
    }
    if (status != STATUS_OK || !probe.is_text)
        return status;
    if (probe.shape == TEI_SHAPE_REGISTER) {
        import->registers[import->register_count++] = file;
        return STATUS_OK;
    }
    if (file->is_beside)
        return STATUS_OK;
    import->files[import->file_count] =
        (struct letter_file){.file = file,
                             .shape = probe.shape,
                             .many = probe.many,
                             .is_remark = probe.is_remark,
                             .corresp = told(import, &probe, probe.corresp),
                             .corresp_leads = probe.corresp_leads,
                             .exchange = told(import, &probe, probe.exchange),
                             .is_of_a_day = probe.is_of_a_day,
                             .lang = told(import, &probe, probe.lang),
                             .place = import->file_count};
    import->file_count++;
    return STATUS_OK;
}

static bool is_beside_volume(const struct import *import, const struct letter_file *file)
{
    for (size_t i = 0; file->file->folder && i < import->file_count; i++) {
        const struct letter_file *other = &import->files[i];
        if (other->many && other->file->folder &&
            strcmp(other->file->folder, file->file->folder) == 0)
            return true;
    }
    return false;
}

/* A remark beside volumes is about them, and no letter: "This file holds the header of all". */
static void drop_remarks(struct import *import)
{
    size_t kept = 0;
    for (size_t i = 0; i < import->file_count; i++) {
        struct letter_file file = import->files[i];
        if (file.is_remark && is_beside_volume(import, &file))
            import_report_warn(import->report, file.file->path, 0, "left-out",
                               "name the file itself to show it",
                               "one paragraph without heading, date or sender, beside volumes of "
                               "letters, is taken for a remark");
        else
            import->files[kept++] = file;
    }
    import->file_count = kept;
}

static enum status probe_files(struct import *import)
{
    enum status status = STATUS_OK;
    import->files = arena_alloc(import->arena, import->sources.count, sizeof *import->files);
    import->registers =
        arena_alloc(import->arena, import->sources.count, sizeof(const struct source_file *));
    for (size_t i = 0; i < import->sources.count && status == STATUS_OK; i++)
        status = probe_file(import, &import->sources.files[i]);
    drop_remarks(import);
    if (status == STATUS_OK && import->file_count == 0)
        return error_set(import->error, STATUS_NOT_FOUND,
                         "%s: no letters here: no XML file holds a TEI text",
                         import->sources.files[0].path);
    return status;
}

static size_t edition_index(struct import *import, const char *id)
{
    for (size_t i = 0; i < import->edition_count; i++)
        if (strcmp(import->editions[i].id, id) == 0)
            return i;
    import->editions[import->edition_count].id = id;
    return import->edition_count++;
}

static const char *first_lang(const struct import *import)
{
    return import->settings.lang_count ? import->settings.langs[0] : "en";
}

static int compare_files(const void *a, const void *b)
{
    const struct letter_file *one = a, *other = b;
    if (one->edition != other->edition)
        return one->edition < other->edition ? -1 : 1;
    if (one->group != other->group)
        return one->group < other->group ? -1 : 1;
    if (one->rank != other->rank)
        return one->rank < other->rank ? -1 : 1;
    return one->place < other->place ? -1 : 1;
}

/* Whether the file shares its folder with other files of one letter each. */
static bool has_company(const struct import *import, const struct letter_file *file)
{
    for (size_t i = 0; file->folder && i < import->file_count; i++) {
        const struct letter_file *other = &import->files[i];
        if (other->group != file->group && !other->many && other->folder &&
            strcmp(other->folder, file->folder) == 0)
            return true;
    }
    return false;
}

/* Editions in the order of exhibit.ini, then as they are met; files follow their editions. */
static void settle_editions(struct import *import)
{
    size_t room = import->settings.edition_count + import->file_count;
    letter_files_settle(import->files, import->file_count, first_lang(import), import->report,
                        import->arena);
    import->editions = arena_alloc(import->arena, room, sizeof *import->editions);
    import->told = arena_alloc(import->arena, room, sizeof *import->told);
    for (size_t i = 0; i < import->settings.edition_count; i++)
        import->editions[import->edition_count++] = import->settings.editions[i];
    for (size_t i = 0; i < import->file_count; i++) {
        struct letter_file *file = &import->files[i];
        bool alone = file->many || !has_company(import, file);
        const char *stem = alone ? file->name.stem : file->folder;
        file->edition = edition_index(import, draft_id(import->arena, stem));
        file->in_company = !alone;
    }
    qsort(import->files, import->file_count, sizeof *import->files, compare_files);
}

/* ---- The letters -------------------------------------------------------------------------------
 */

static enum status tell_edition(struct import *import, size_t edition)
{
    struct edition *about = &import->editions[edition];
    if (import->told[edition])
        return STATUS_OK;
    import->told[edition] = true;
    about->title = about->title ? about->title : about->id;
    about->lang = about->lang ? about->lang : first_lang(import);
    return import->sink->calls->edition(import->sink->self, about, import->error);
}

/* Visitors choose editions by their titles. */
static void warn_of_title(struct import *import, size_t index, bool is_folder)
{
    const struct edition *edition = &import->editions[index];
    static const char advice[] = "give it a title in exhibit.ini";
    if (is_folder && strcmp(edition->title, edition->id) == 0)
        import_report_warn(import->report, "exhibit.ini", 0, "no-title", advice,
                           "the edition \"%s\" has no title and is shown under this name",
                           edition->id);
    for (size_t i = 0; i < import->edition_count; i++)
        if (i != index && import->told[i] && import->editions[i].title &&
            strcmp(import->editions[i].title, edition->title) == 0)
            import_report_warn(import->report, "exhibit.ini", 0, "same-title", advice,
                               "the editions \"%s\" and \"%s\" are both called \"%s\"",
                               import->editions[i].id, edition->id, edition->title);
}

/* Hears the title a TEI file gives its edition, on the way to the sink. */
static enum status hear_edition(void *self, const struct edition *edition, struct error *error)
{
    struct import *import = self;
    size_t index = edition_index(import, edition->id);
    import->editions[index].title = arena_string(import->arena, edition->title);
    import->editions[index].lang = arena_string(import->arena, edition->lang);
    warn_of_title(import, index, import->in_folder);
    return import->sink->calls->edition(import->sink->self, &import->editions[index], error);
}

/* Further versions of a letter have its id, whatever number they bear. */
static enum status hear_letter(void *self, const struct letter *letter, const char *origin,
                               struct error *error)
{
    struct import *import = self;
    const struct import_sink *sink = import->sink;
    import->last_id = arena_string(import->arena, letter->summary.key.id);
    return sink->calls->letter(sink->self, letter, origin, error);
}

static enum status pass_person(void *self, const struct entity *person, struct error *error)
{
    const struct import_sink *sink = ((struct import *)self)->sink;
    return sink->calls->person(sink->self, person, error);
}

static enum status pass_term(void *self, const struct entity *term, struct error *error)
{
    const struct import_sink *sink = ((struct import *)self)->sink;
    return sink->calls->term(sink->self, term, error);
}

static enum status pass_anchor(void *self, const char *edition, const char *id, const char *place,
                               struct error *error)
{
    const struct import_sink *sink = ((struct import *)self)->sink;
    return sink->calls->anchor(sink->self, edition, id, place, error);
}

static enum status pass_picture(void *self, const struct import_picture *picture,
                                struct error *error)
{
    const struct import_sink *sink = ((struct import *)self)->sink;
    return sink->calls->picture(sink->self, picture, error);
}

static enum status pass_relation(void *self, struct key letter, enum letter_relation relation,
                                 const char *target, struct error *error)
{
    const struct import_sink *sink = ((struct import *)self)->sink;
    return sink->calls->relation(sink->self, letter, relation, target, error);
}

/* What importers deliver to: what has to be known here is heard on the way. */
static struct import_sink sink_of(struct import *import)
{
    static const struct import_sink_calls calls = {.edition = hear_edition,
                                                   .letter = hear_letter,
                                                   .person = pass_person,
                                                   .term = pass_term,
                                                   .anchor = pass_anchor,
                                                   .relation = pass_relation,
                                                   .picture = pass_picture};
    return (struct import_sink){&calls, import};
}

/* Whether another version of the same letters came before. */
static bool is_further(const struct import *import, const struct letter_file *file)
{
    return file->shape != TEI_SHAPE_REGISTER && file > import->files &&
           file[-1].group == file->group;
}

/* Unless the letter itself says it: what is not shown first is a translation. */
static enum version_kind kind_of(const struct import *import, const struct letter_file *file)
{
    return is_further(import, file) ? VERSION_TRANSLATION : VERSION_ORIGINAL;
}

/* A file of one letter. */
static enum status import_letter_file(struct import *import, const struct letter_file *file,
                                      const char *bytes, size_t length)
{
    enum status status = tell_edition(import, file->edition);
    const struct source_letter source = {
        .bytes = bytes,
        .length = length,
        .file = file->file->path,
        .stem = file->name.stem,
        .id = is_further(import, file) ? import->last_id : NULL,
        .kind = kind_of(import, file),
        .edition = import->editions[file->edition].id,
        .lang = file->name.lang ? file->name.lang : import->editions[file->edition].lang,
        .pictures = import->pictures};
    if (status != STATUS_OK)
        return status;
    const struct import_sink sink = sink_of(import);
    enum source_kind kind = file->file->kind;
    return (kind == SOURCE_MARKDOWN ? markdown_import
            : kind == SOURCE_DOCX   ? docx_import
                                    : text_import)(&source, &sink, import->report, import->error);
}

/* A TEI file: letters, or of a register the cards it promises or delivers. */
static enum status import_tei_file(struct import *import, const struct letter_file *file,
                                   bool promise)
{
    const struct import_sink sink = sink_of(import);
    const struct tei_source source = {.file = file->file->path,
                                      .stem = file->name.stem,
                                      .lang = file->name.lang,
                                      .kind = kind_of(import, file),
                                      .shape = file->shape,
                                      .edition = import->editions[file->edition],
                                      .edition_known = import->told[file->edition],
                                      .in_company = file->in_company,
                                      .pictures = import->pictures,
                                      .cards = import->cards,
                                      .promise = promise,
                                      .fallback_lang = first_lang(import)};
    import->told[file->edition] = import->told[file->edition] || !promise;
    import->in_folder = file->in_company;
    return tei_import(&source, &sink, import->report, import->error);
}

static enum status import_file(struct import *import, const struct letter_file *file)
{
    char *bytes = NULL;
    size_t length = 0;
    picture_files_begin(import->pictures, import->editions[file->edition].id);
    if (file->file->kind == SOURCE_XML)
        return import_tei_file(import, file, false);
    enum status status = source_read(file->file->path, &bytes, &length, import->error);
    if (status == STATUS_OK)
        status = import_letter_file(import, file, bytes, length);
    free(bytes);
    return status;
}

/* A register serves the letters of its folder and of those within. */
static bool serves(const struct source_file *cards, const struct letter_file *file)
{
    const char *slash = strrchr(cards->path, '/');
    return cards->is_beside || !slash ||
           strncmp(cards->path, file->file->path, (size_t)(slash + 1 - cards->path)) == 0;
}

/* The registers for the edition of a file: what they promise, or what they hold. */
static enum status import_registers(struct import *import, const struct letter_file *file,
                                    bool promise)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < import->register_count && status == STATUS_OK; i++) {
        const struct letter_file cards = {.file = import->registers[i],
                                          .name = {.stem = import->registers[i]->stem},
                                          .shape = TEI_SHAPE_REGISTER,
                                          .edition = file->edition};
        if (serves(cards.file, file))
            status = import_tei_file(import, &cards, promise);
    }
    return status;
}

/* Editions of exhibit.ini that no file belongs to are most likely misspelt. */
static void warn_of_empty_editions(struct import *import)
{
    for (size_t i = 0; i < import->edition_count; i++)
        if (!import->told[i])
            import_report_warn(import->report, "exhibit.ini", 0, "empty-edition",
                               "an edition is named after its file or folder, without extension",
                               "no letters belong to the edition \"%s\"", import->editions[i].id);
}

static enum status tell_exhibit(struct import *import, const char *path)
{
    const struct settings *settings = &import->settings;
    const char *stem = source_stem(import->arena, path);
    const char *title = import->edition_count == 1 ? import->editions[0].title : stem;
    static const char *const english[] = {"en"};
    const struct exhibit exhibit = {
        .id = settings->id ? settings->id : draft_id(import->arena, stem),
        .title = settings->title ? settings->title : title,
        .credits = settings->credits,
        .langs = settings->lang_count ? settings->langs : english,
        .lang_count = settings->lang_count ? settings->lang_count : 1,
    };
    return import->sink->calls->exhibit(import->sink->self, &exhibit, import->error);
}

/* The spreadsheets of the first folder that is named. */
static const char *sheet_folder(const struct import *import, const char *const *paths, size_t count)
{
    size_t i = 0;
    while (i < count && !source_is_folder(paths[i]))
        i++;
    return i < count ? source_without_slashes(import->arena, paths[i]) : NULL;
}

static enum status import_corrected(struct import *import)
{
    enum status status = STATUS_OK;
    const struct import_sink *plain = import->sink;
    const struct import_sink sink = corrections_sink(import->corrections);
    import->sink = &sink;
    for (size_t i = 0; i < import->file_count && status == STATUS_OK; i++) {
        const struct letter_file *file = &import->files[i];
        bool first = i == 0 || file[-1].edition != file->edition;
        bool last = i + 1 == import->file_count || file[1].edition != file->edition;
        if (first)
            status = import_registers(import, file, true);
        if (status == STATUS_OK)
            status = import_file(import, file);
        if (status == STATUS_OK && last)
            status = import_registers(import, file, false);
    }
    import->sink = plain;
    return status == STATUS_OK ? corrections_finish(import->corrections, import->error) : status;
}

static enum status run(struct import *import, const char *const *paths, size_t count)
{
    enum status status = find_sources(import, paths, count);
    if (status == STATUS_OK)
        status = probe_files(import);
    if (status != STATUS_OK)
        return status;
    settle_editions(import);
    status = corrections_create(sheet_folder(import, paths, count), import->sink, import->report,
                                &import->corrections, import->error);
    if (status == STATUS_OK)
        status = import_corrected(import);
    if (status != STATUS_OK)
        return status;
    picture_files_finish(import->pictures);
    warn_of_empty_editions(import);
    return tell_exhibit(import, paths[0]);
}

enum status import_sources(const char *const *paths, size_t count, const struct import_sink *sink,
                           struct import_report *report, struct error *error)
{
    struct import import = {
        .sink = sink, .report = report, .error = error, .arena = arena_create()};
    import.sources.arena = import.arena;
    import.cards = string_set_create();
    import.pictures = picture_files_create(paths, count, report);
    enum status status = count ? run(&import, paths, count)
                               : error_set(error, STATUS_NOT_FOUND, "no source is named");
    source_list_fini(&import.sources);
    string_set_destroy(import.cards);
    picture_files_destroy(import.pictures);
    corrections_destroy(import.corrections);
    arena_destroy(import.arena);
    return status;
}
