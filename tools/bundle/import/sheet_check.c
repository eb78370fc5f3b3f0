#include "import/sheet_check.h"

#include "base/arena.h"

#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { WORD_MAX = 32, SLIPS_MAX = 2, ROWS_BACK_MAX = 64 };

static const char *const sheet_names[] = {"letters",  "persons", "terms", "overrides",
                                          "pictures", "start",   "slides"};
enum { SHEET_NAMES = sizeof sheet_names / sizeof *sheet_names };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* How many letters have to be added, left out or changed, in upper case or lower (V. I.
 * Levenshtein, 1965); both are of at most WORD_MAX. */
static size_t slips_between(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t row[WORD_MAX + 1];
    for (size_t i = 0; i <= b_length; i++)
        row[i] = i;
    for (size_t k = 0; k < a_length; k++) {
        size_t before = row[0]; /* of the row above, to the left */
        row[0] = k + 1;
        for (size_t i = 0; i < b_length; i++) {
            size_t same = before + (strncasecmp(a + k, b + i, 1) != 0);
            before = row[i + 1];
            row[i + 1] = least(before + 1, row[i] + 1, same);
        }
    }
    return row[b_length];
}

/* The known word that these letters most likely mean; NULL: none. */
static const char *word_meant(const char *word, size_t length, const char *const *known,
                              size_t count)
{
    const char *best = NULL;
    size_t least_slips = SLIPS_MAX + 1;
    for (size_t i = 0; i < count && length <= WORD_MAX; i++) {
        size_t known_length = strlen(known[i]);
        size_t slips = known_length <= WORD_MAX
                           ? slips_between(word, length, known[i], known_length)
                           : SIZE_MAX;
        if (slips < least_slips && slips < known_length && slips < length) {
            least_slips = slips;
            best = known[i];
        }
    }
    return best;
}

/* ---- Columns and rows --------------------------------------------------------------------------
 */

static bool is_known(const char *column, const char *const *known, size_t count)
{
    size_t i = 0;
    while (i < count && strcmp(known[i], column) != 0)
        i++;
    return i < count;
}

static void warn_of_column(const struct sheet *sheet, const char *column, const char *name,
                           const char *meant, struct import_report *report)
{
    struct arena *arena = arena_create();
    const char *advice = meant ? arena_format(arena, "did you mean \"%s\"?", meant) : NULL;
    if (column[0] == '\0')
        import_report_warn(report, sheet->file, 1, "unknown-column",
                           "give it a name in the first line",
                           "a column with words in it has no name");
    else
        import_report_warn(report, sheet->file, 1, "unknown-column", advice,
                           "\"%s\" is no column of %s", column, name);
    arena_destroy(arena);
}

static bool is_filled(const struct sheet *sheet, size_t column)
{
    size_t row = 0;
    while (row < sheet->row_count && sheet->rows[row].cells[column][0] == '\0')
        row++;
    return row < sheet->row_count;
}

void sheet_check_columns(struct sheet *sheet, const char *name, const char *const *known,
                         size_t count, struct import_report *report)
{
    bool has_id = sheet->column_count == 0;
    for (size_t i = 0; i < sheet->column_count; i++) {
        const char *column = sheet->columns[i];
        has_id = has_id || strcmp(column, sheet->id) == 0;
        if (!is_known(column, known, count) && (column[0] || is_filled(sheet, i)))
            warn_of_column(sheet, column, name, word_meant(column, strlen(column), known, count),
                           report);
    }
    if (has_id)
        return;
    import_report_warn(report, sheet->file, 1, "unknown-column",
                       "name the columns in the first line, as the curator's guide lists them",
                       "there is no column \"%s\", so no row of the file is used", sheet->id);
    sheet->row_count = 0;
}

static bool is_same(const struct sheet *sheet, const struct sheet_row *a, const struct sheet_row *b)
{
    const char *const columns[] = {sheet->id, "edition", "lang"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        if (strcmp(sheet_cell(sheet, a, columns[i]), sheet_cell(sheet, b, columns[i])) != 0)
            return false;
    return true;
}

void sheet_check_rows(const struct sheet *sheet, struct import_report *report)
{
    for (size_t i = 1; i < sheet->row_count; i++) {
        const struct sheet_row *row = sheet->by_id[i];
        const char *id = sheet_cell(sheet, row, sheet->id);
        size_t k = i;
        while (k > 0 && i - k < ROWS_BACK_MAX && !is_same(sheet, sheet->by_id[k - 1], row) &&
               strcmp(sheet_cell(sheet, sheet->by_id[k - 1], sheet->id), id) == 0)
            k--;
        if (k > 0 && id[0] && is_same(sheet, sheet->by_id[k - 1], row))
            import_report_warn(report, sheet->file, row->line, "row-twice", NULL,
                               "a row about \"%s\" stands in line %u already", id,
                               sheet->by_id[k - 1]->line);
    }
}

/* ---- Files -------------------------------------------------------------------------------------
 */

static void check_name(const char *folder, const char *name, struct import_report *report,
                       struct arena *arena)
{
    static const char *const spreadsheets[] = {".csv", ".xlsx", ".xls", ".ods", ".tsv"};
    const char *dot = strrchr(name, '.'), *meant = NULL;
    bool is_csv = dot && strcasecmp(dot, ".csv") == 0, is_sheet = false;
    for (size_t i = 0; dot && i < sizeof spreadsheets / sizeof *spreadsheets; i++)
        is_sheet = is_sheet || strcasecmp(dot, spreadsheets[i]) == 0;
    if (is_sheet && name[0] != '.')
        meant = word_meant(name, (size_t)(dot - name), sheet_names, SHEET_NAMES);
    if (!meant || strcmp(name, arena_format(arena, "%s.csv", meant)) == 0)
        return;
    import_report_warn(
        report, arena_format(arena, "%s/%s", folder, name), 0, "unread-file",
        arena_format(arena, is_csv ? "call it %s.csv" : "save it as \"CSV UTF-8\", as %s.csv",
                     meant),
        is_csv ? "no spreadsheet has this name; it is not read"
               : "a spreadsheet of this kind is not read");
}

void sheet_check_folder(const char *folder, struct import_report *report)
{
    struct arena *arena = arena_create();
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        check_name(folder, entries[i]->d_name, report, arena);
        free(entries[i]);
    }
    free(entries);
    arena_destroy(arena);
}
