#include "pictures.h"

#include "base/arena.h"
#include "base/memory.h"
#include "import/source.h"
#include "pictures_private.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct pictures *pictures_create(struct bundle_writer *writer, const char *const *sources,
                                 size_t count, struct import_report *report)
{
    struct pictures *pictures = memory_zeroed(1, sizeof *pictures);
    *pictures = (struct pictures){.writer = writer,
                                  .report = report,
                                  .arena = arena_create(),
                                  .sources = sources,
                                  .source_count = count,
                                  .files = picture_files_create(sources, count, report),
                                  .positions = string_set_create(),
                                  .claimed = string_set_create()};
    return pictures;
}

void pictures_keep_tiles(struct pictures *pictures, const char *folder)
{
    pictures->tiles = folder;
}

void pictures_destroy(struct pictures *pictures)
{
    if (pictures == NULL)
        return;
    picture_files_destroy(pictures->files);
    string_set_destroy(pictures->positions);
    string_set_destroy(pictures->claimed);
    free(pictures->letters);
    free(pictures->entries);
    arena_destroy(pictures->arena);
    free(pictures);
}

/* ---- What is told while letters come -----------------------------------------------------------
 */

static uint32_t count_pages(const struct letter *letter)
{
    uint32_t pages = 0;
    for (size_t i = 0; i < letter->block_count; i++)
        for (size_t k = 0; k < letter->blocks[i].span_count; k++)
            pages += letter->blocks[i].spans[k].kind == SPAN_PAGE_BREAK;
    /* words before the first break stand on a page too */
    const struct block *first = letter->block_count > 0 ? &letter->blocks[0] : NULL;
    bool begins = first != NULL && first->span_count > 0 &&
                  first->spans[0].kind == SPAN_PAGE_BREAK && first->spans[0].start == 0;
    for (size_t k = 0; first != NULL && k < first->span_count && first->spans[k].start == 0; k++)
        begins = begins || first->spans[k].kind == SPAN_PAGE_BREAK;
    return pages == 0 ? 0 : pages + !begins;
}

void pictures_letter(struct pictures *pictures, const struct letter *letter, const char *origin)
{
    const struct key *key = &letter->summary.key;
    unsigned *position = string_set_at(
        pictures->positions, arena_format(pictures->arena, "%s/%s", key->edition, key->id));
    if (*position > 0)
        return;
    if (pictures->letter_count == pictures->letter_room) {
        pictures->letter_room = pictures->letter_room * 2 + 64;
        pictures->letters =
            memory_resized(pictures->letters, pictures->letter_room, sizeof *pictures->letters);
    }
    pictures->letters[pictures->letter_count++] =
        (struct pictures_of){arena_string(pictures->arena, origin), count_pages(letter)};
    *position = (unsigned)pictures->letter_count;
}

struct pictures_entry *pictures_add(struct pictures *pictures, const struct import_picture *picture)
{
    if (pictures->entry_count == pictures->entry_room) {
        pictures->entry_room = pictures->entry_room * 2 + 32;
        pictures->entries =
            memory_resized(pictures->entries, pictures->entry_room, sizeof *pictures->entries);
    }
    const char *key =
        arena_format(pictures->arena, "%s/%s", picture->letter.edition, picture->letter.id);
    struct pictures_entry *entry = &pictures->entries[pictures->entry_count];
    *entry = (struct pictures_entry){.picture = *picture,
                                     .position = string_set_get(pictures->positions, key) - 1,
                                     .arrival = pictures->entry_count++};
    *string_set_at(pictures->claimed, picture->path) = 1;
    return entry;
}

static bool is_same_file(const struct import_picture *a, const struct import_picture *b)
{
    return strcmp(a->path, b->path) == 0 &&
           strcmp(a->member == NULL ? "" : a->member, b->member == NULL ? "" : b->member) == 0;
}

static struct import_picture copy_of(struct pictures *pictures,
                                     const struct import_picture *picture)
{
    struct arena *arena = pictures->arena;
    struct import_picture copy = *picture;
    const char **pages = arena_alloc(arena, picture->about.page_count, sizeof *pages);
    for (size_t i = 0; i < picture->about.page_count; i++)
        pages[i] = arena_string(arena, picture->about.pages[i]);
    copy.letter.edition = arena_string(arena, picture->letter.edition);
    copy.letter.id = arena_string(arena, picture->letter.id);
    copy.path = arena_string(arena, picture->path);
    copy.member = arena_string(arena, picture->member);
    copy.file = arena_string(arena, picture->file);
    copy.about.description = arena_string(arena, picture->about.description);
    copy.about.pages = pages;
    copy.about.name = picture->member == NULL
                          ? arena_string(arena, picture->about.name)
                          : arena_format(arena, "%s/%s", picture->about.name, picture->member);
    return copy;
}

/* Versions of a letter name the same scans, and may have the same figures. */
void pictures_named(struct pictures *pictures, const struct import_picture *picture)
{
    for (size_t i = pictures->entry_count; i > 0; i--) {
        const struct import_picture *other = &pictures->entries[i - 1].picture;
        if (strcmp(other->letter.id, picture->letter.id) == 0 &&
            strcmp(other->letter.edition, picture->letter.edition) == 0 &&
            other->about.in_text == picture->about.in_text && is_same_file(other, picture))
            return;
    }
    const struct import_picture copy = copy_of(pictures, picture);
    struct pictures_entry *entry = pictures_add(pictures, &copy);
    entry->from_page = !copy.about.in_text && copy.about.block != BLOCK_NONE;
}

/* ---- Files without a row -----------------------------------------------------------------------
 */

static bool is_picture_name(const char *name)
{
    static const char *const extensions[] = {".jpg", ".jpeg", ".png", ".tif", ".tiff"};
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < sizeof extensions / sizeof *extensions; i++)
        if (strcasecmp(dot, extensions[i]) == 0)
            return dot > name && name[0] != '.';
    return false;
}

bool pictures_find_letter(const struct pictures *pictures, const char *edition, const char *id,
                          struct key *ret_key)
{
    const char *slash = strchr(id, '/');
    struct key key = {edition, id};
    if (slash != NULL)
        key = (struct key){arena_copy(pictures->arena, id, (size_t)(slash - id)), slash + 1};
    return bundle_writer_has_letter(pictures->writer, key, pictures->arena, ret_key);
}

bool pictures_find_by_name(const struct pictures *pictures, const char *edition, const char *name,
                           struct key *ret_key, uint32_t *ret_number)
{
    const char *dot = strrchr(name, '.');
    size_t length = dot == NULL ? strlen(name) : (size_t)(dot - name);
    const char *id = arena_copy(pictures->arena, name, length);
    *ret_number = 1;
    if (pictures_find_letter(pictures, edition, id, ret_key))
        return true;
    const char *hyphen = strrchr(id, '-');
    if (hyphen == NULL || hyphen[1] == '\0' || strspn(hyphen + 1, "0123456789") > 6 ||
        hyphen[1 + strspn(hyphen + 1, "0123456789")] != '\0')
        return false;
    *ret_number = (uint32_t)strtoul(hyphen + 1, NULL, 10);
    id = arena_copy(pictures->arena, id, (size_t)(hyphen - id));
    return pictures_find_letter(pictures, edition, id, ret_key);
}

static void add_file(struct pictures *pictures, const char *folder, const char *edition,
                     const char *name)
{
    const char *path = arena_format(pictures->arena, "%s/%s", folder, name);
    struct import_picture picture = {
        .path = path,
        .file = path,
        .about = {.name = picture_files_name(pictures->files, path, pictures->arena),
                  .focus_x = 500,
                  .focus_y = 500,
                  .block = BLOCK_NONE}};
    if (string_set_get(pictures->claimed, path) != 0)
        return;
    if (pictures_find_by_name(pictures, edition, name, &picture.letter, &picture.about.number))
        pictures_add(pictures, &picture);
    else
        import_report_warn(pictures->report, path, 0, "unused-picture", NULL,
                           "no letter has this name, and none asks for the picture");
}

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
            add_file(pictures, folder, edition, name);
        else if (status == STATUS_OK && edition[0] == '\0')
            status =
                add_folder(pictures, arena_format(pictures->arena, "%s/%s", folder, name), name);
        free(entries[i]);
    }
    free(entries);
    return status;
}

/* ---- Order -------------------------------------------------------------------------------------
 */

/* By letter; of one letter, pictures of the text first: their numbers are settled. */
static int compare_entries(const void *first, const void *second)
{
    const struct pictures_entry *a = first, *b = second;
    const struct facsimile *one = &a->picture.about, *two = &b->picture.about;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    if (one->in_text != two->in_text)
        return one->in_text ? -1 : 1;
    if (one->number != two->number)
        return one->number - 1 < two->number - 1 ? -1 : 1; /* 0 is the last */
    return a->arrival < b->arrival ? -1 : 1;
}

static int compare_numbers(const void *first, const void *second)
{
    const struct pictures_entry *a = first, *b = second;
    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    return a->picture.about.number < b->picture.about.number ? -1 : 1;
}

static bool is_taken(const struct pictures_entry *in_text, size_t count, uint32_t number)
{
    for (size_t i = 0; i < count; i++)
        if (in_text[i].picture.about.number == number)
            return true;
    return false;
}

/* Each scan gets the number it asks for, or the next one that is free. */
static void number_scans(struct pictures_entry *entries, size_t count)
{
    size_t in_text = 0;
    uint32_t last = 0;
    while (in_text < count && entries[in_text].picture.about.in_text)
        in_text++;
    for (size_t i = in_text; i < count; i++) {
        uint32_t *number = &entries[i].picture.about.number;
        *number = *number > last ? *number : last + 1;
        while (is_taken(entries, in_text, *number))
            ++*number;
        last = *number;
    }
}

/* Only where it may be a slip: a text's pages and a letter's sheets need not be alike. */
static void warn_of_count(struct pictures *pictures, const struct pictures_entry *entries,
                          size_t count)
{
    const struct pictures_of *letter = &pictures->letters[entries[0].position];
    uint32_t scans = 0;
    bool from_page = false;
    for (size_t i = 0; i < count; i++) {
        scans += !entries[i].picture.about.in_text;
        from_page = from_page || entries[i].from_page;
    }
    const char *colon = strrchr(letter->origin, ':');
    if (from_page || scans == 0 || letter->pages < 2 ||
        (scans != letter->pages + 1 && scans + 1 != letter->pages) || colon == NULL)
        return;
    import_report_warn(
        pictures->report,
        arena_copy(pictures->arena, letter->origin, (size_t)(colon - letter->origin)),
        (unsigned)strtoul(colon + 1, NULL, 10), "picture-count", NULL,
        "letter %s has %u scan%s, and its text %u pages", entries[0].picture.letter.id,
        (unsigned)scans, scans == 1 ? "" : "s", (unsigned)letter->pages);
}

static void settle_order(struct pictures *pictures)
{
    struct pictures_entry *entries = pictures->entries;
    if (pictures->entry_count == 0)
        return;
    qsort(entries, pictures->entry_count, sizeof *entries, compare_entries);
    for (size_t first = 0, end; first < pictures->entry_count; first = end) {
        for (end = first;
             end < pictures->entry_count && entries[end].position == entries[first].position;)
            end++;
        number_scans(entries + first, end - first);
        warn_of_count(pictures, entries + first, end - first);
    }
    qsort(entries, pictures->entry_count, sizeof *entries, compare_numbers);
}

/* The sheet of the first folder that is named, as all sheets are. */
static enum status read_sheet(struct pictures *pictures)
{
    for (size_t i = 0; i < pictures->source_count; i++)
        if (source_is_folder(pictures->sources[i]))
            return pictures_read_sheet(
                pictures, source_without_slashes(pictures->arena, pictures->sources[i]));
    return STATUS_OK;
}

enum status pictures_finish(struct pictures *pictures, struct error *error)
{
    pictures->error = error;
    enum status status = read_sheet(pictures);
    for (size_t i = 0; status == STATUS_OK && i < pictures->source_count; i++)
        status =
            add_folder(pictures,
                       arena_format(pictures->arena, "%s/pictures",
                                    source_without_slashes(pictures->arena, pictures->sources[i])),
                       "");
    if (status != STATUS_OK)
        return status;
    settle_order(pictures);
    return pictures_write(pictures);
}

bool pictures_has(const struct pictures *pictures, struct key letter, uint32_t number)
{
    for (size_t i = 0; i < pictures->entry_count; i++) {
        const struct pictures_entry *entry = &pictures->entries[i];
        if (entry->is_written && entry->picture.about.number == number &&
            strcmp(entry->picture.letter.id, letter.id) == 0 &&
            strcmp(entry->picture.letter.edition, letter.edition) == 0)
            return true;
    }
    return false;
}
