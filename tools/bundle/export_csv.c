#include "export_csv.h"

#include "base/buffer.h"
#include "bundle/contents.h"
#include "import/fields.h"
#include "import/passages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* One export; arenas as long as their names say. */
struct csv_export {
    struct bundle_reader *reader;
    struct letter_source source;
    const char *folder;
    struct arena *whole, *item;
    struct buffer out; /* one sheet */
    bool row_begun;
    struct error *error;
};

/* ---- Cells -------------------------------------------------------------------------------------
 */

/* NULL is an empty cell. All others stand in quotation marks: nothing in them is then special. */
static void put_cell(struct csv_export *export, const char *text)
{
    if (export->row_begun)
        buffer_byte(&export->out, ',');
    export->row_begun = true;
    if (text == NULL || text[0] == '\0')
        return;
    buffer_byte(&export->out, '"');
    for (; *text; text++) {
        if (*text == '"')
            buffer_byte(&export->out, '"');
        buffer_byte(&export->out, *text);
    }
    buffer_byte(&export->out, '"');
}

static void end_row(struct csv_export *export)
{
    buffer_byte(&export->out, '\n');
    export->row_begun = false;
}

/* The byte order mark tells spreadsheet programs that this is UTF-8. */
static void begin_sheet(struct csv_export *export, const char *columns)
{
    buffer_cut(&export->out, 0);
    buffer_text(&export->out, "\xef\xbb\xbf");
    buffer_text(&export->out, columns);
}

/* With `keep` a file that is there already stays as it is. */
static enum status end_sheet(struct csv_export *export, const char *name, bool keep)
{
    const char *path = arena_format(export->whole, "%s/%s", export->folder, name);
    FILE *file = fopen(path, keep ? "wbx" : "wb");
    if (file == NULL && keep && errno == EEXIST)
        return STATUS_OK;
    if (file == NULL)
        return error_set(export->error, STATUS_IO, "%s: %s", path, strerror(errno));
    bool written = fwrite(export->out.bytes, 1, export->out.length, file) == export->out.length;
    written = fclose(file) == 0 && written;
    return written ? STATUS_OK
                   : error_set(export->error, STATUS_IO, "%s: %s", path, strerror(errno));
}

/* ---- Letters -----------------------------------------------------------------------------------
 */

/* What a further version has of its own; all else is the letter's, and told with the first. */
static bool is_of_version(const char *field)
{
    return strcmp(field, "version") == 0 || strcmp(field, "first_page") == 0;
}

static void put_letter(struct csv_export *export, const struct letter *letter)
{
    bool first =
        letter->version_count > 0 && strcmp(letter->versions[0].lang, letter->version_lang) == 0;
    put_cell(export, letter->summary.key.edition);
    put_cell(export, letter->summary.key.id);
    put_cell(export, letter->version_lang);
    for (size_t i = 0; field_name(i) != NULL; i++)
        put_cell(export,
                 first || is_of_version(field_name(i)) ? field_get(letter, export->item, i) : NULL);
    put_cell(export, first ? passages_words(letter, export->item) : NULL);
    put_cell(export, first ? passages_titles(letter, export->item) : NULL);
    end_row(export);
}

static enum status put_versions(struct csv_export *export, const struct letter_summary *summary)
{
    const char *const *langs;
    size_t count;
    enum status status =
        contents_versions(export->reader, summary, export->item, &langs, &count, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct letter letter;
        status = export->source.calls->letter(export->source.self, summary->key, langs[i],
                                              export->item, &letter, export->error);
        if (status == STATUS_OK)
            put_letter(export, &letter);
    }
    arena_reset(export->item);
    return status;
}

static enum status export_letters(struct csv_export *export)
{
    const struct letter_summary *summaries;
    size_t count, total;
    begin_sheet(export, "edition,id,lang");
    for (size_t i = 0; field_name(i) != NULL; i++)
        buffer_format(&export->out, ",%s", field_name(i));
    buffer_text(&export->out, ",passage,passage_title");
    end_row(export);
    enum status status =
        export->source.calls->summaries(export->source.self, NULL, 0, SIZE_MAX, export->whole,
                                        &summaries, &count, &total, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = put_versions(export, &summaries[i]);
    return status == STATUS_OK ? end_sheet(export, "letters.csv", false) : status;
}

/* ---- Cards -------------------------------------------------------------------------------------
 */

static const char *card_text(struct csv_export *export, const struct entity *card)
{
    struct buffer text = {0};
    for (size_t i = 0; i < card->block_count; i++) {
        buffer_text(&text, i > 0 ? "\n\n" : "");
        buffer_append(&text, card->blocks[i].text, card->blocks[i].length);
    }
    const char *copy = arena_string(export->item, buffer_string(&text));
    buffer_fini(&text);
    return copy;
}

static void put_card(struct csv_export *export, const struct entity *card, bool person)
{
    put_cell(export, card->key.edition);
    put_cell(export, card->key.id);
    put_cell(export, card->name);
    put_cell(export, card->sort);
    if (person)
        put_cell(export, card->same.id == NULL ? NULL
                                               : arena_format(export->item, "%s/%s",
                                                              card->same.edition, card->same.id));
    put_cell(export, card_text(export, card));
    end_row(export);
}

static enum status export_cards(struct csv_export *export, bool persons)
{
    const struct letter_source_calls *calls = export->source.calls;
    const struct key *keys;
    size_t count;
    begin_sheet(export,
                persons ? "edition,id,name,sort,same_as,text\n" : "edition,id,name,sort,text\n");
    enum status status = (persons ? contents_persons : contents_terms)(
        export->reader, export->whole, &keys, &count, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        struct entity card;
        status = (persons ? calls->person : calls->term)(export->source.self, keys[i], export->item,
                                                         &card, export->error);
        if (status == STATUS_OK)
            put_card(export, &card, persons);
        arena_reset(export->item);
    }
    return status == STATUS_OK ? end_sheet(export, persons ? "persons.csv" : "terms.csv", false)
                               : status;
}

/* ---- Letters to start with, slides -------------------------------------------------------------
 */

/* "letter/EDITION/ID", as a curator writes it: without the first word. */
static const char *letter_name(const char *place)
{
    return strncmp(place, "letter/", 7) == 0 ? place + 7 : place;
}

static enum status export_starts(struct csv_export *export)
{
    const struct contents_start *starts;
    size_t count;
    begin_sheet(export, "letter,title\n");
    enum status status =
        contents_starts(export->reader, export->whole, &starts, &count, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        put_cell(export, letter_name(starts[i].place));
        put_cell(export, starts[i].title);
        end_row(export);
    }
    return status == STATUS_OK ? end_sheet(export, "start.csv", false) : status;
}

/* "50 33.3": per cent of width and height; nothing for the middle. */
static const char *focus_text(struct csv_export *export, const struct facsimile *picture)
{
    if (picture->focus_x == 500 && picture->focus_y == 500)
        return NULL;
    return arena_format(export->item, "%g %g", picture->focus_x / 10.0, picture->focus_y / 10.0);
}

static enum status put_pictures(struct csv_export *export, struct key key)
{
    const struct facsimile *pictures;
    size_t count;
    enum status status = export->source.calls->pictures(export->source.self, key, export->item,
                                                        &pictures, &count, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        put_cell(export, pictures[i].name);
        put_cell(export, arena_format(export->item, "%s/%s", key.edition, key.id));
        put_cell(export, arena_format(export->item, "%u", (unsigned)pictures[i].number));
        put_cell(export, pictures[i].description);
        put_cell(export, pictures[i].credit);
        put_cell(export, focus_text(export, &pictures[i]));
        end_row(export);
    }
    arena_reset(export->item);
    return status;
}

static enum status export_pictures(struct csv_export *export)
{
    const struct letter_summary *summaries;
    size_t count, total;
    begin_sheet(export, "file,letter,order,description,credit,focus\n");
    enum status status =
        export->source.calls->summaries(export->source.self, NULL, 0, SIZE_MAX, export->whole,
                                        &summaries, &count, &total, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = put_pictures(export, summaries[i].key);
    return status == STATUS_OK ? end_sheet(export, "pictures.csv", false) : status;
}

static enum status export_slides(struct csv_export *export)
{
    const struct slide *slides;
    size_t count;
    begin_sheet(export, "quote,caption,letter,lang,picture\n");
    enum status status = export->source.calls->slides(export->source.self, export->whole, &slides,
                                                      &count, export->error);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        put_cell(export, slides[i].quote);
        put_cell(export, slides[i].caption);
        put_cell(export, letter_name(slides[i].place));
        put_cell(export, slides[i].lang);
        put_cell(export,
                 slides[i].picture == NULL
                     ? NULL
                     : arena_format(export->whole, "%u", (unsigned)slides[i].picture->number));
        end_row(export);
    }
    return status == STATUS_OK ? end_sheet(export, "slides.csv", false) : status;
}

static enum status export_sheets(struct csv_export *export)
{
    enum status status = export_letters(export);
    if (status == STATUS_OK)
        status = export_cards(export, true);
    if (status == STATUS_OK)
        status = export_cards(export, false);
    if (status == STATUS_OK)
        status = export_starts(export);
    if (status == STATUS_OK)
        status = export_slides(export);
    if (status == STATUS_OK)
        status = export_pictures(export);
    if (status != STATUS_OK)
        return status;
    begin_sheet(export, "edition,letter,kind,words,target\n");
    return end_sheet(export, "overrides.csv", true);
}

enum status export_csv(struct bundle_reader *reader, const char *folder, struct error *error)
{
    struct csv_export export = {
        .reader = reader, .source = bundle_reader_source(reader), .folder = folder, .error = error};
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return error_set(error, STATUS_IO, "%s: %s", folder, strerror(errno));
    export.whole = arena_create();
    export.item = arena_create();
    enum status status = export_sheets(&export);
    arena_destroy(export.whole);
    arena_destroy(export.item);
    buffer_fini(&export.out);
    return status;
}
