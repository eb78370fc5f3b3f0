/* Spreadsheets of any kind are refused with a message or read; looking rows up finds each of them.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "import/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void check(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->row_count; i++) {
        const char *id = sheet_cell(sheet, &sheet->rows[i], "id");
        size_t at = sheet_find(sheet, id);
        if (at == sheet->row_count || strcmp(sheet_cell(sheet, sheet->by_id[at], "id"), id) != 0)
            abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[] = "/tmp/sheet-XXXXXX";
    int file = mkstemp(path);
    if (file < 0 || write(file, bytes, length) != (ssize_t)length)
        abort();
    close(file);
    struct arena *arena = arena_create();
    struct sheet sheet = {0};
    struct error error = {0};
    if (sheet_read(path, "id", arena, &sheet, &error) == STATUS_OK)
        check(&sheet);
    else if (error.message[0] == '\0')
        abort();
    arena_destroy(arena);
    unlink(path);
    return 0;
}
