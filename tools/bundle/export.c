#include "bundle/contents.h"
#include "commands.h"
#include "export_csv.h"
#include "export_format.h"
#include "export_pages.h"

#include <stdio.h>
#include <string.h>

/* One export; arenas as long as their names say. */
struct export
{
    struct bundle_reader *reader;
    struct letter_source source;
    const struct export_format *format;
    const char *letter; /* "ID", "EDITION/ID"; NULL: everything */
    const char *folder; /* for a page a letter; NULL: all goes to standard output */
    struct arena *whole, *item;
    struct buffer out;
    size_t items; /* given out in this part */
    struct error *error;
};

/* What has been gathered goes out; the memory stays for the next letter. Whether it could be
 * written is asked at the end. */
static void flush(struct export *export)
{
    fwrite(buffer_string(&export->out), 1, export->out.length, stdout);
    buffer_cut(&export->out, 0);
}

/* A letter that has been gathered goes to its page, or out. */
static enum status put_letter(struct export *export, const struct letter *letter)
{
    enum status status = STATUS_OK;
    if (export->folder != NULL) {
        status = export_pages_write(export->folder, letter, &export->out, export->error);
        buffer_cut(&export->out, 0);
    } else {
        flush(export);
    }
    return status;
}

static struct key key_of(const char *text, struct arena *arena)
{
    const char *slash = strchr(text, '/');
    if (slash == NULL)
        return (struct key){"", text};
    return (struct key){arena_copy(arena, text, (size_t)(slash - text)), slash + 1};
}

static enum status export_versions(struct export *export, const struct letter_summary *summary)
{
    const char *const *langs;
    size_t count;
    enum status status =
        contents_versions(export->reader, summary, export->item, &langs, &count, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct letter letter;
        status = export->source.calls->letter(export->source.self, summary->key, langs[i],
                                              export->item, &letter, export->error);
        if (status == STATUS_OK) {
            export->format->letter(&export->out, &letter, export->items++ == 0);
            status = put_letter(export, &letter);
        }
    }
    arena_reset(export->item);
    return status;
}

static enum status export_one(struct export *export)
{
    struct letter letter;
    enum status status =
        export->source.calls->letter(export->source.self, key_of(export->letter, export->whole),
                                     NULL, export->whole, &letter, export->error);
    return status == STATUS_OK ? export_versions(export, &letter.summary) : status;
}

static enum status export_letters(struct export *export)
{
    const struct letter_summary *summaries;
    size_t count, total;
    enum status status =
        export->source.calls->summaries(export->source.self, NULL, 0, SIZE_MAX, export->whole,
                                        &summaries, &count, &total, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = export_versions(export, &summaries[i]);
    return status;
}

static enum status export_cards(struct export *export, bool persons)
{
    const struct key *keys;
    size_t count;
    enum status status = (persons ? contents_persons : contents_terms)(
        export->reader, export->whole, &keys, &count, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct entity card;
        const struct letter_source_calls *calls = export->source.calls;
        status = (persons ? calls->person : calls->term)(export->source.self, keys[i], export->item,
                                                         &card, export->error);
        if (status == STATUS_OK)
            export->format->card(&export->out, &card, export->items++ == 0);
        arena_reset(export->item);
    }
    flush(export);
    return status;
}

static void begin_part(struct export *export, enum export_part part)
{
    export->items = 0;
    export->format->begin(&export->out, part);
}

static enum status export_all(struct export *export)
{
    enum status status;
    begin_part(export, EXPORT_LETTERS);
    status = export->letter == NULL ? export_letters(export) : export_one(export);
    bool cards = export->letter == NULL && export->format->card != NULL;
    if (status == STATUS_OK && cards) {
        begin_part(export, EXPORT_PERSONS);
        status = export_cards(export, true);
    }
    if (status == STATUS_OK && cards) {
        begin_part(export, EXPORT_TERMS);
        status = export_cards(export, false);
    }
    if (status != STATUS_OK)
        return status;
    begin_part(export, EXPORT_END);
    flush(export);
    return STATUS_OK;
}

/* What the command line asks for. */
struct options {
    const char *path, *letter, *folder;
    const struct export_format *format; /* NULL: spreadsheets */
};

static enum status export_bundle(const struct options *options, struct error *error)
{
    struct export export = {.format = options->format,
                            .letter = options->letter,
                            .folder = options->folder,
                            .error = error};
    enum status status = bundle_reader_open(options->path, &export.reader, error);
    if (status != STATUS_OK)
        return status;
    export.source = bundle_reader_source(export.reader);
    export.whole = arena_create();
    export.item = arena_create();
    status = options->format == NULL ? export_csv(export.reader, options->folder, error)
                                     : export_all(&export);
    arena_destroy(export.whole);
    arena_destroy(export.item);
    buffer_fini(&export.out);
    bundle_reader_close(export.reader);
    return status;
}

static const struct export_format *format_named(const char *name)
{
    if (strcmp(name, "text") == 0)
        return &export_text;
    if (strcmp(name, "html") == 0)
        return &export_html;
    return strcmp(name, "json") == 0 ? &export_json : NULL;
}

static int read_options(const struct command_line *line, struct options *ret_options)
{
    struct options options = {0};
    bool known = false, sheets = false;
    for (int i = 0; i < line->count; i++) {
        const char *argument = line->arguments[i];
        bool has_value = i + 1 < line->count;
        if (strcmp(argument, "--letter") == 0 && has_value)
            options.letter = line->arguments[++i];
        else if (strcmp(argument, "--format") == 0 && has_value) {
            options.format = format_named(line->arguments[++i]);
            sheets = strcmp(line->arguments[i], "csv") == 0;
            known = sheets || options.format != NULL;
        } else if (strcmp(argument, "-o") == 0 && has_value)
            options.folder = line->arguments[++i];
        else if (argument[0] == '-' || options.path != NULL)
            return command_misused("export does not take \"%s\"", argument);
        else
            options.path = argument;
    }
    if (options.path == NULL || !known)
        return command_misused("export takes a bundle and --format text, json, html or csv");
    if ((sheets || options.format == &export_html) != (options.folder != NULL))
        return command_misused("export --format html and csv, and no other, take -o FOLDER");
    if (sheets && options.letter != NULL)
        return command_misused("export --format csv is of all letters");
    *ret_options = options;
    return 0;
}

int export_run(const struct command_line *line)
{
    struct options options = {0};
    int code = read_options(line, &options);
    if (code != 0)
        return code;
    struct error error = {0};
    enum status status = export_bundle(&options, &error);
    return command_end(status, &error);
}
