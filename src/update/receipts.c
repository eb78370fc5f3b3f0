#include "update/receipts.h"

#include "base/utf8.h"
#include "update/starts.h"
#include "update/store.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { RECEIPTS_SIZE_MAX = 1 << 20, NUMBER_MAX = 1000000000 };

#define FOLDER "records"
#define FILE_PATH FOLDER "/receipts.csv"

static const char head[] = "number,serial,code,software,free_mib,starts,crashes,detail\n";

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (; (text = strchr(text, '\n')) != NULL; text++)
        count++;
    return count;
}

/* A field that every reader takes as one, and no spreadsheet as a formula. */
static void append_field(struct buffer *text, const char *field)
{
    buffer_byte(text, '"');
    if (field[0] != '\0' && strchr("=+-@", field[0]) != NULL)
        buffer_byte(text, '\'');
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
    return number < NUMBER_MAX ? number : 0;
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
    struct starts starts;
    uint64_t space = 0;
    const int read = store_read(store, FILE_PATH, RECEIPTS_SIZE_MAX, &old);
    if (read != 0)
        buffer_cut(&old, 0);
    store->calls->space(store->self, &space);
    starts_load(&kiosk->run, &starts);
    buffer_text(&text, head);
    buffer_text(&text, kept_lines(&old));
    if (text.bytes[text.length - 1] != '\n') /* damaged: the new line is to be one */
        buffer_byte(&text, '\n');
    buffer_format(&text, "%" PRIu64 ",%" PRIu64 ",%s,%s,%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",",
                  last_number(&old) + 1, outcome->serial, code_name(outcome->code), software,
                  space >> 20, starts.all, starts.crashes);
    append_field(&text, outcome->code == CODE_OK ? "" : outcome->detail.message);
    const int made = store->calls->make_folder(store->self, FOLDER);
    if (made == 0)
        store_sync_folder(store, "");
    if (read == 0 || read == -ENOENT)
        store_replace(store, FOLDER, FILE_PATH, text.bytes, text.length);
    buffer_fini(&old);
    buffer_fini(&text);
}

/* ---- Reading -----------------------------------------------------------------------------------
 */

/* A number and the comma behind it; NULL where it is not that. */
static const char *read_number(const char *at, uint64_t *ret_number)
{
    char *stop;
    if (at == NULL || *at < '0' || *at > '9')
        return NULL;
    *ret_number = strtoull(at, &stop, 10);
    return *stop == ',' ? stop + 1 : NULL;
}

/* Of printable ASCII, as a code or a version is. */
static const char *read_word(const char *at, char *place, size_t size)
{
    size_t length = 0;
    while (at != NULL && at[length] > ' ' && at[length] < 0x7f && at[length] != ',')
        length++;
    if (length == 0 || length >= size || at[length] != ',')
        return NULL;
    memcpy(place, at, length);
    place[length] = '\0';
    return at + length + 1;
}

/* The quoted field at the end of a line, as much of it as fits, whole characters only. */
static void read_detail(const char *at, char *place, size_t size)
{
    struct buffer text = {0};
    if (*at == '"')
        at++;
    for (; *at != '\n' && *at != '\0' && !(at[0] == '"' && at[1] != '"'); at++) {
        at += *at == '"';
        buffer_byte(&text, *at);
    }
    size_t length = text.length < size ? text.length : size - 1;
    while (length > 0 && length < text.length && (text.bytes[length] & 0xc0) == 0x80)
        length--;
    if (length == 0 || !utf8_is_valid(text.bytes, length, NULL))
        length = 0;
    else
        memcpy(place, text.bytes, length);
    place[length] = '\0';
    buffer_fini(&text);
}

static bool read_receipt(const char *line, struct report_receipt *receipt)
{
    char code[8];
    uint64_t ignored;
    const char *at = read_number(line, &receipt->number);
    at = read_number(at, &receipt->serial);
    at = read_word(at, code, sizeof code);
    at = read_word(at, receipt->software, sizeof receipt->software);
    for (int i = 0; i < 3; i++)
        at = read_number(at, &ignored);
    if (at == NULL || receipt->number == 0 || !code_of(code, &receipt->code))
        return false;
    read_detail(at, receipt->detail, sizeof receipt->detail);
    return true;
}

static void report_one(const struct report_receipt *receipt, struct report *report)
{
    struct report_receipt *list = report->receipts;
    memmove(list + 1, list, (REPORT_RECEIPTS_MAX - 1) * sizeof *list);
    list[0] = *receipt;
    report->receipt_count += report->receipt_count < REPORT_RECEIPTS_MAX;
    if (report_is_fault(receipt->code))
        report->fault = *receipt;
}

void receipts_report(const struct files *store, struct report *report)
{
    struct buffer text = {0};
    if (store_read(store, FILE_PATH, RECEIPTS_SIZE_MAX, &text) != 0)
        buffer_cut(&text, 0);
    for (const char *line = buffer_string(&text); *line != '\0';) {
        struct report_receipt receipt = {0};
        if (read_receipt(line, &receipt))
            report_one(&receipt, report);
        line += strcspn(line, "\n");
        line += *line == '\n';
    }
    buffer_fini(&text);
}

void receipts_text(const struct files *store, struct buffer *text)
{
    const size_t before = text->length;
    if (store_read(store, FILE_PATH, RECEIPTS_SIZE_MAX, text) != 0) {
        buffer_cut(text, before);
        buffer_text(text, head);
    }
}
