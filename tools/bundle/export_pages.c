#include "export_pages.h"

#include "html_text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static enum status make_folder(const char *path, struct error *error)
{
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return STATUS_OK;
    return error_set(error, STATUS_IO, "%s: cannot be made: %s", path, strerror(errno));
}

static enum status write_page(const char *path, const struct buffer *page, struct error *error)
{
    FILE *file = fopen(path, "we");
    bool written = file != NULL && fwrite(page->bytes, 1, page->length, file) == page->length;
    if (file != NULL && fclose(file) != 0)
        written = false;
    return written
               ? STATUS_OK
               : error_set(error, STATUS_IO, "%s: cannot be written: %s", path, strerror(errno));
}

enum status export_pages_write(const char *folder, const struct letter *letter,
                               const struct buffer *page, struct error *error)
{
    struct buffer path = {0};
    const struct letter_summary *summary = &letter->summary;
    enum status status = make_folder(folder, error);
    buffer_format(&path, "%s/", folder);
    html_text_file_name(&path, summary->key.edition);
    if (status == STATUS_OK)
        status = make_folder(buffer_string(&path), error);
    buffer_byte(&path, '/');
    html_text_file_name(&path, summary->key.id);
    if (strcmp(letter->version_lang, summary->lang) != 0) {
        buffer_byte(&path, '.');
        html_text_file_name(&path, letter->version_lang);
    }
    buffer_text(&path, ".html");
    if (status == STATUS_OK)
        status = write_page(buffer_string(&path), page, error);
    buffer_fini(&path);
    return status;
}
