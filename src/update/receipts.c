#include "update/receipts.h"

#include "update/store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { RECEIPTS_SIZE_MAX = 1 << 20 };

#define FOLDER "records"
#define FILE_PATH FOLDER "/receipts.csv"

static const char head[] = "number,serial,code,software,free_mib,detail\n";

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (; (text = strchr(text, '\n')) != NULL; text++)
        count++;
    return count;
}

/* A field that Excel and every other reader takes as one. */
static void append_field(struct buffer *text, const char *field)
{
    buffer_byte(text, '"');
    for (; *field != '\0'; field++) {
        if (*field == '"')
            buffer_byte(text, '"');
        buffer_byte(text, (unsigned char)*field < 0x20 ? ' ' : *field);
    }
    buffer_text(text, "\"\n");
}

/* The number of the last line. */
static uint64_t last_number(const struct buffer *old)
{
    const char *text = buffer_string(old);
    uint64_t number = 0;
    for (const char *line = strchr(text, '\n'); line != NULL && line[1] != '\0';
         line = strchr(line + 1, '\n'))
        number = strtoull(line + 1, NULL, 10);
    return number;
}

/* The old lines but the head, without the oldest where there are too many. */
static const char *kept_lines(const struct buffer *old)
{
    const char *text = buffer_string(old);
    for (size_t count = count_lines(text); count > 0; count--) {
        text = strchr(text, '\n') + 1;
        if (count <= RECEIPTS_MAX)
            break;
    }
    return text;
}

void receipts_add(const struct kiosk *kiosk, const struct outcome *outcome, const char *software)
{
    const struct files *store = &kiosk->store;
    struct buffer old = {0}, text = {0};
    uint64_t space = 0;
    const int read = store_read(store, FILE_PATH, RECEIPTS_SIZE_MAX, &old);
    if (read != 0)
        buffer_cut(&old, 0);
    store->calls->space(store->self, &space);
    buffer_text(&text, head);
    buffer_text(&text, kept_lines(&old));
    buffer_format(&text, "%" PRIu64 ",%" PRIu64 ",%s,%s,%" PRIu64 ",", last_number(&old) + 1,
                  outcome->serial, code_name(outcome->code), software, space >> 20);
    append_field(&text, outcome->code == CODE_OK ? "" : outcome->detail.message);
    const int made = store->calls->make_folder(store->self, FOLDER);
    if (made == 0)
        store_sync_folder(store, "");
    if (read == 0 || read == -ENOENT)
        store_replace(store, FOLDER, FILE_PATH, text.bytes, text.length);
    buffer_fini(&old);
    buffer_fini(&text);
}
