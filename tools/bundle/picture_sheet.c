/* pictures.csv: what the files do not say of themselves. */
#include "import/sheet.h"
#include "import/sheet_check.h"
#include "pictures_private.h"

#include <stdlib.h>
#include <string.h>

enum { ORDER_MAX = 1000 };

/* One row, taken apart. */
struct row {
    const struct sheet *sheet;
    const struct sheet_row *cells;
    const char *name, *path; /* path NULL: only a picture that a letter names can be meant */
    struct key letter;
    bool has_letter;
    uint32_t order;            /* 0: not given */
    uint32_t focus_x, focus_y; /* UINT32_MAX: not given */
};

static const char *cell(const struct row *row, const char *column)
{
    return sheet_cell(row->sheet, row->cells, column);
}

static void warn_of_value(struct pictures *pictures, const struct row *row, const char *column,
                          const char *advice)
{
    import_report_warn(pictures->report, row->sheet->file, row->cells->line, "bad-value", advice,
                       "\"%s\" is nothing that the column \"%s\" can have", cell(row, column),
                       column);
}

/* "2"; empty: 0. */
static void read_order(struct pictures *pictures, struct row *row)
{
    const char *text = cell(row, "order");
    char *end;
    unsigned long order = strtoul(text, &end, 10);
    if (text[0] == '\0')
        return;
    if (*end != '\0' || order < 1 || order > ORDER_MAX)
        warn_of_value(pictures, row, "order", "write 1 for the first scan, 2 for the second");
    else
        row->order = (uint32_t)order;
}

/* "50 30": so many per cent from the left and from the top. */
static void read_focus(struct pictures *pictures, struct row *row)
{
    const char *text = cell(row, "focus");
    char *end = NULL;
    row->focus_x = row->focus_y = UINT32_MAX;
    if (text[0] == '\0')
        return;
    double x = strtod(text, &end);
    double y = *end == ' ' ? strtod(end, &end) : -1;
    if (*end != '\0' || !(x >= 0 && x <= 100) || !(y >= 0 && y <= 100)) {
        warn_of_value(pictures, row, "focus",
                      "write how many per cent from the left and from the top: 50 30");
        return;
    }
    row->focus_x = (uint32_t)(x * 10 + 0.5);
    row->focus_y = (uint32_t)(y * 10 + 0.5);
}

/* The letter that the row names, else the one that the file's name tells. */
static void read_letter(struct pictures *pictures, struct row *row)
{
    const char *id = cell(row, "letter"), *slash = strrchr(row->name, '/');
    const char *edition =
        slash == NULL ? "" : arena_copy(pictures->arena, row->name, (size_t)(slash - row->name));
    uint32_t number = 0;
    if (id[0] != '\0')
        row->has_letter = pictures_find_letter(pictures, "", id, &row->letter);
    else
        row->has_letter = pictures_find_by_name(
            pictures, edition, slash == NULL ? row->name : slash + 1, &row->letter, &number);
    if (row->order == 0)
        row->order = number;
    if (!row->has_letter && id[0] != '\0')
        import_report_warn(pictures->report, row->sheet->file, row->cells->line, "unmatched-row",
                           NULL, "there is no letter \"%s\" for the picture \"%s\"", id, row->name);
    else if (!row->has_letter)
        import_report_warn(pictures->report, row->sheet->file, row->cells->line, "unmatched-row",
                           "name the letter in the column \"letter\"",
                           "no letter is named for the picture \"%s\"", row->name);
}

static const char *text_of(const struct row *row, const char *column, const char *known)
{
    const char *text = cell(row, column);
    return text[0] == '\0' ? known : strcmp(text, "-") == 0 ? NULL : text;
}

static void apply(const struct row *row, struct facsimile *about)
{
    about->description = text_of(row, "description", about->description);
    about->credit = text_of(row, "credit", about->credit);
    if (row->order > 0 && !about->in_text)
        about->number = row->order;
    if (row->focus_x != UINT32_MAX) {
        about->focus_x = row->focus_x;
        about->focus_y = row->focus_y;
    }
}

static bool is_about(const struct row *row, const struct import_picture *picture)
{
    return strcmp(picture->letter.id, row->letter.id) == 0 &&
           strcmp(picture->letter.edition, row->letter.edition) == 0 &&
           (strcmp(picture->about.name, row->name) == 0 ||
            (row->path != NULL && picture->member == NULL &&
             strcmp(picture->path, row->path) == 0));
}

/* A picture that the letter has already, or a new one. */
static void apply_row(struct pictures *pictures, const struct row *row)
{
    bool found = false;
    for (size_t i = 0; i < pictures->entry_count; i++)
        if (is_about(row, &pictures->entries[i].picture)) {
            apply(row, &pictures->entries[i].picture.about);
            found = true;
        }
    if (found)
        return;
    if (row->path == NULL) {
        import_report_warn(pictures->report, row->sheet->file, row->cells->line, "missing-scan",
                           "put it into pictures/, or correct the name",
                           "there is no picture \"%s\"", row->name);
        return;
    }
    struct import_picture picture = {
        .letter = row->letter,
        .path = row->path,
        .file = row->sheet->file,
        .line = row->cells->line,
        .about = {.name = picture_files_name(pictures->files, row->path, pictures->arena),
                  .focus_x = 500,
                  .focus_y = 500,
                  .block = BLOCK_NONE}};
    apply(row, &picture.about);
    pictures_add(pictures, &picture);
}

static void read_row(struct pictures *pictures, const struct sheet *sheet,
                     const struct sheet_row *cells)
{
    struct row row = {.sheet = sheet, .cells = cells, .name = sheet_cell(sheet, cells, "file")};
    if (row.name[0] == '\0')
        return;
    if (!picture_files_is_inside(row.name)) {
        warn_of_value(pictures, &row, "file", "put it into pictures/ and name it without a path");
        return;
    }
    row.path = picture_files_path(pictures->files, row.name, sheet->file, pictures->arena);
    if (row.path != NULL)
        *string_set_at(pictures->claimed, row.path) = 1;
    read_order(pictures, &row);
    read_focus(pictures, &row);
    read_letter(pictures, &row);
    if (row.has_letter)
        apply_row(pictures, &row);
}

enum status pictures_read_sheet(struct pictures *pictures, const char *folder)
{
    static const char *const columns[] = {"file",        "letter", "order",
                                          "description", "credit", "focus"};
    struct sheet sheet;
    enum status status = sheet_read(arena_format(pictures->arena, "%s/pictures.csv", folder),
                                    "file", pictures->arena, &sheet, pictures->error);
    if (status != STATUS_OK)
        return status;
    sheet_check_columns(&sheet, "pictures.csv", columns, sizeof columns / sizeof *columns,
                        pictures->report);
    for (size_t i = 0; i < sheet.row_count; i++)
        read_row(pictures, &sheet, &sheet.rows[i]);
    return STATUS_OK;
}
