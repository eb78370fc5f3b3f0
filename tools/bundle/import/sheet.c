#include "import/sheet.h"

#include "base/memory.h"
#include "import/source.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

/* One file on its way through libcsv, which hands out cells and ends of rows. */
struct reading {
    struct sheet *sheet;
    struct arena *arena;
    struct error *error;
    enum status status;
    const char *cells[SHEET_COLUMNS_MAX];
    size_t cell_count, room;
    unsigned line;     /* being read, from 1 */
    unsigned row_line; /* where the row begins */
    bool row_open, has_header;
};

static void fail(struct reading *reading, enum status status, const char *message)
{
    if (reading->status == STATUS_OK)
        reading->status = error_set(reading->error, status, "%s:%u: %s", reading->sheet->file,
                                    reading->row_line, message);
}

/* libcsv's callbacks. */
static void take_cell(void *bytes, size_t length, void *self)
{
    struct reading *reading = self;
    if (reading->cell_count == SHEET_COLUMNS_MAX)
        fail(reading, STATUS_LIMIT, "more than 64 columns");
    else
        reading->cells[reading->cell_count++] =
            bytes ? arena_copy(reading->arena, bytes, length) : "";
}

/* Names are found however they are written: " Date" is "date". */
static const char *column_name(const struct reading *reading, const char *cell)
{
    cell += strspn(cell, " \t");
    size_t length = strlen(cell);
    while (length > 0 && strchr(" \t", cell[length - 1]))
        length--;
    char *name = arena_copy(reading->arena, cell, length);
    for (char *at = name; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at + 'a' - 'A');
    return name;
}

static void take_header(struct reading *reading)
{
    struct sheet *sheet = reading->sheet;
    sheet->columns = arena_alloc(reading->arena, reading->cell_count, sizeof *sheet->columns);
    sheet->column_count = reading->cell_count;
    for (size_t i = 0; i < reading->cell_count; i++) {
        sheet->columns[i] = column_name(reading, reading->cells[i]);
        for (size_t j = 0; j < i; j++)
            if (sheet->columns[i][0] && strcmp(sheet->columns[i], sheet->columns[j]) == 0)
                fail(reading, STATUS_INVALID, "two columns have the same name");
    }
    reading->has_header = true;
}

/* A line of nothing but separators is what spreadsheets leave behind. */
static bool is_empty(const struct reading *reading)
{
    size_t i = 0;
    while (i < reading->cell_count && reading->cells[i][0] == '\0')
        i++;
    return i == reading->cell_count;
}

static void add_row(struct reading *reading)
{
    struct sheet *sheet = reading->sheet;
    if (reading->cell_count > sheet->column_count)
        fail(reading, STATUS_INVALID,
             "more cells than columns; put cells with commas into quotation marks");
    if (sheet->row_count == SHEET_ROWS_MAX)
        fail(reading, STATUS_LIMIT, "more than 200000 rows");
    if (reading->status != STATUS_OK)
        return;
    if (sheet->row_count == reading->room) {
        reading->room = reading->room ? 2 * reading->room : 64;
        sheet->rows = memory_resized(sheet->rows, reading->room, sizeof *sheet->rows);
    }
    const char **cells = arena_alloc(reading->arena, sheet->column_count, sizeof *cells);
    for (size_t i = 0; i < sheet->column_count; i++)
        cells[i] = i < reading->cell_count ? reading->cells[i] : "";
    sheet->rows[sheet->row_count++] = (struct sheet_row){.cells = cells, .line = reading->row_line};
}

static void take_row(int end, void *self)
{
    struct reading *reading = self;
    (void)end;
    if (!reading->has_header)
        take_header(reading);
    else if (!is_empty(reading))
        add_row(reading);
    reading->cell_count = 0;
    reading->row_open = false;
}

/* Line by line, so that each row knows where it begins. */
static void feed(struct reading *reading, struct csv_parser *parser, const char *bytes,
                 size_t length)
{
    for (size_t at = 0, next; at < length && reading->status == STATUS_OK; at = next) {
        const char *end = memchr(bytes + at, '\n', length - at);
        next = end ? (size_t)(end - bytes) + 1 : length;
        reading->line++;
        if (!reading->row_open)
            reading->row_line = reading->line;
        reading->row_open = true;
        if (csv_parse(parser, bytes + at, next - at, take_cell, take_row, reading) != next - at)
            fail(reading, STATUS_INVALID,
                 "a quotation mark stands within a cell; double it, and put the cell into "
                 "quotation marks");
    }
    if (reading->status == STATUS_OK && csv_fini(parser, take_cell, take_row, reading) != 0)
        fail(reading, STATUS_INVALID,
             "the quotation marks of a cell have no end; close them, or double one that is "
             "part of the words");
}

/* What the first line has most of. */
static char separator_of(const char *bytes, size_t length)
{
    static const char separators[] = ",;\t";
    size_t counts[3] = {0};
    for (size_t i = 0; i < length && bytes[i] != '\n'; i++) {
        const char *found = bytes[i] ? strchr(separators, bytes[i]) : NULL;
        if (found)
            counts[found - separators]++;
    }
    return counts[1] > counts[0] && counts[1] >= counts[2] ? ';'
           : counts[2] > counts[0]                         ? '\t'
                                                           : ',';
}

/* Excel's own first line, "sep=;": its length; 0: there is none. */
static size_t separator_line(const char *bytes, size_t length, char *ret_separator)
{
    if (length < 5 || memcmp(bytes, "sep=", 4) != 0)
        return 0;
    const char *end = memchr(bytes, '\n', length);
    *ret_separator = bytes[4];
    return end && end - bytes <= 6 ? (size_t)(end - bytes) + 1 : 0;
}

static enum status parse(struct reading *reading, const char *bytes, size_t length)
{
    struct csv_parser parser;
    if (length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0) {
        bytes += 3;
        length -= 3;
    }
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return error_set(reading->error, STATUS_IO, "%s: cannot be read", reading->sheet->file);
    char separator = separator_of(bytes, length);
    size_t first = separator_line(bytes, length, &separator);
    reading->line = first > 0;
    bytes += first;
    length -= first;
    csv_set_delim(&parser, (unsigned char)separator);
    feed(reading, &parser, bytes, length);
    csv_free(&parser);
    return reading->status;
}

/* ---- Looking up --------------------------------------------------------------------------------
 */

const char *sheet_cell(const struct sheet *sheet, const struct sheet_row *row, const char *column)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (strcmp(sheet->columns[i], column) == 0)
            return row->cells[i];
    return "";
}

struct keyed {
    const char *id;
    struct sheet_row *row;
};

static int compare_keyed(const void *a, const void *b)
{
    const struct keyed *one = a, *other = b;
    int order = strcmp(one->id, other->id);
    return order ? order : (one->row > other->row) - (one->row < other->row);
}

static void sort_rows(struct sheet *sheet, const char *id, struct arena *arena)
{
    struct keyed *keyed = memory_zeroed(sheet->row_count + 1, sizeof *keyed);
    sheet->by_id = arena_alloc(arena, sheet->row_count + 1, sizeof(struct sheet_row *));
    for (size_t i = 0; i < sheet->row_count; i++)
        keyed[i] = (struct keyed){sheet_cell(sheet, &sheet->rows[i], id), &sheet->rows[i]};
    qsort(keyed, sheet->row_count, sizeof *keyed, compare_keyed);
    for (size_t i = 0; i < sheet->row_count; i++)
        sheet->by_id[i] = keyed[i].row;
    sheet->id = id;
    free(keyed);
}

size_t sheet_find(const struct sheet *sheet, const char *id)
{
    size_t low = 0, high = sheet->row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(sheet_cell(sheet, sheet->by_id[middle], sheet->id), id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sheet->row_count &&
                   strcmp(sheet_cell(sheet, sheet->by_id[low], sheet->id), id) == 0
               ? low
               : sheet->row_count;
}

/* The rows move to the arena, to live as long as their cells. */
static void keep_rows(struct sheet *sheet, struct arena *arena)
{
    struct sheet_row *rows = arena_alloc(arena, sheet->row_count + 1, sizeof *rows);
    if (sheet->row_count)
        memcpy(rows, sheet->rows, sheet->row_count * sizeof *rows);
    free(sheet->rows);
    sheet->rows = rows;
}

static enum status read_bytes(struct reading *reading, const char *bytes, size_t length)
{
    const struct source_letter text = {
        .bytes = bytes, .length = length, .file = reading->sheet->file};
    if (length > SHEET_SIZE_MAX)
        return error_set(reading->error, STATUS_LIMIT, "%s: larger than %d bytes", text.file,
                         SHEET_SIZE_MAX);
    struct error fault = {0};
    enum status status = source_check_text(&text, &fault);
    return status == STATUS_OK ? parse(reading, bytes, length)
                               : error_set(reading->error, status,
                                           "%s; in Excel: Save As, CSV UTF-8", fault.message);
}

enum status sheet_read(const char *path, const char *id, struct arena *arena,
                       struct sheet *ret_sheet, struct error *error)
{
    struct sheet sheet = {.file = arena_string(arena, path)};
    struct reading reading = {.sheet = &sheet, .arena = arena, .error = error};
    char *bytes = NULL;
    size_t length = 0;
    struct error absent = {0};
    enum status status = source_read(path, &bytes, &length, &absent);
    if (status == STATUS_OK)
        status = read_bytes(&reading, bytes, length);
    else if (status != STATUS_NOT_FOUND)
        error_set(error, status, "%s", absent.message);
    free(bytes);
    keep_rows(&sheet, arena);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return status;
    sort_rows(&sheet, id, arena);
    *ret_sheet = sheet;
    return STATUS_OK;
}
