#include "update/report.h"

#include "base/utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool report_is_fault(enum update_code code)
{
    return code != CODE_OK && code != CODE_INSTALLED && code != CODE_NONE && code != CODE_EMPTY;
}

/* ---- Writing -----------------------------------------------------------------------------------
 */

/* As much of a text as fits beside a NUL, whole characters only, on one line. */
static void append_line_text(struct buffer *text, const char *value, size_t size)
{
    const size_t length = strlen(value);
    for (size_t at = 0, next = 0; at < length; at = next) {
        const uint32_t character = utf8_next(value, length, &next);
        char bytes[4];
        const bool is_control = character < 0x20 || (character >= 0x7f && character < 0xa0);
        const size_t count = utf8_put(bytes, is_control ? ' ' : character);
        if (size <= count)
            return;
        buffer_append(text, bytes, count);
        size -= count;
    }
}

static void append_edition(struct buffer *text, const char *name,
                           const struct report_edition *edition)
{
    buffer_format(text, "%s=", name);
    if (edition->exists) {
        buffer_format(text, "%" PRIu64 " %s ", edition->serial, edition->built);
        append_line_text(text, edition->title, sizeof edition->title);
    } else {
        buffer_byte(text, '-');
    }
    buffer_byte(text, '\n');
}

static void append_receipt(struct buffer *text, const char *name,
                           const struct report_receipt *receipt)
{
    buffer_format(text, "%s=%" PRIu64 " %" PRIu64 " %s %s ", name, receipt->number, receipt->serial,
                  code_name(receipt->code), receipt->software);
    append_line_text(text, receipt->detail, sizeof receipt->detail);
    buffer_byte(text, '\n');
}

void report_format(const struct report *report, struct buffer *text)
{
    buffer_format(text, "report 1\nexhibit=%s\ndevice=%s\nsoftware=%s\nstate=%s\n", report->exhibit,
                  report->device, report->software, code_name(report->state));
    append_edition(text, "active", &report->active);
    append_edition(text, "previous", &report->previous);
    append_edition(text, "trial", &report->trial);
    buffer_text(text, "signer=");
    append_line_text(text, report->signer, sizeof report->signer);
    buffer_format(text,
                  "\ntries=%" PRIu64 "\nfloor=%" PRIu64 "\nfree_mib=%" PRIu64 "\ntotal_mib=%" PRIu64
                  "\nheat_c=%d\nstarts=%" PRIu64 "\ncrashes=%" PRIu64 "\nvisits=%" PRIu64
                  "\nweek=%" PRIu64 "\n",
                  report->tries, report->floor, report->free_mib, report->total_mib, report->heat_c,
                  report->starts, report->crashes, report->visits, report->week);
    if (report->fault.number != 0)
        append_receipt(text, "fault", &report->fault);
    for (size_t i = 0; i < report->receipt_count; i++)
        append_receipt(text, "receipt", &report->receipts[i]);
}

/* ---- Reading -----------------------------------------------------------------------------------
 */

/* What is left of the text: a copy that is cut into words. */
struct rest {
    char *at;
};

/* The value of the next line, if it is that of `name`. */
static bool take_line(struct rest *rest, const char *name, char **ret_value)
{
    const size_t length = strlen(name);
    char *stop = strchr(rest->at, '\n');
    if (stop == NULL || strncmp(rest->at, name, length) != 0 || rest->at[length] != '=')
        return false;
    *stop = '\0';
    *ret_value = rest->at + length + 1;
    rest->at = stop + 1;
    return true;
}

static bool copy_text(const char *value, char *place, size_t size)
{
    const size_t length = strlen(value);
    if (length >= size || !utf8_is_valid(value, length, NULL))
        return false;
    memcpy(place, value, length + 1);
    return true;
}

static bool take_text(struct rest *rest, const char *name, char *place, size_t size)
{
    char *value;
    return take_line(rest, name, &value) && copy_text(value, place, size);
}

/* Digits up to `end`; answers what follows it, NULL where it is not that. */
static char *read_number(char *at, char end, uint64_t *ret_number)
{
    char *stop = at;
    if (*at < '0' || *at > '9')
        return NULL;
    *ret_number = strtoull(at, &stop, 10);
    return *stop == end ? stop + (end != '\0') : NULL;
}

static bool take_number(struct rest *rest, const char *name, uint64_t *ret_number)
{
    char *value;
    return take_line(rest, name, &value) && read_number(value, '\0', ret_number) != NULL;
}

static bool take_heat(struct rest *rest, int *ret_heat)
{
    char *value;
    uint64_t number;
    if (!take_line(rest, "heat_c", &value))
        return false;
    const bool is_negative = value[0] == '-';
    if (read_number(value + is_negative, '\0', &number) == NULL || number > 1000)
        return false;
    *ret_heat = is_negative ? -(int)number : (int)number;
    return true;
}

static bool take_code(struct rest *rest, const char *name, enum update_code *ret_code)
{
    char *value;
    return take_line(rest, name, &value) && code_of(value, ret_code);
}

static bool take_edition(struct rest *rest, const char *name, struct report_edition *edition)
{
    char *value;
    if (!take_line(rest, name, &value))
        return false;
    if (strcmp(value, "-") == 0)
        return true;
    value = read_number(value, ' ', &edition->serial);
    if (value == NULL || strlen(value) < sizeof edition->built || value[10] != ' ')
        return false;
    memcpy(edition->built, value, sizeof edition->built - 1);
    edition->exists = true;
    return copy_text(value + sizeof edition->built, edition->title, sizeof edition->title);
}

/* Cuts a word off and copies it. */
static char *read_word(char *at, char *place, size_t size)
{
    char *space = strchr(at, ' ');
    if (space == NULL)
        return NULL;
    *space = '\0';
    return copy_text(at, place, size) ? space + 1 : NULL;
}

static bool take_receipt(struct rest *rest, const char *name, struct report_receipt *receipt)
{
    char *at, code[8];
    if (!take_line(rest, name, &at))
        return false;
    at = read_number(at, ' ', &receipt->number);
    at = at == NULL ? NULL : read_number(at, ' ', &receipt->serial);
    at = at == NULL ? NULL : read_word(at, code, sizeof code);
    if (at == NULL || receipt->number == 0 || !code_of(code, &receipt->code))
        return false;
    at = read_word(at, receipt->software, sizeof receipt->software);
    return at != NULL && copy_text(at, receipt->detail, sizeof receipt->detail);
}

static bool is_next(const struct rest *rest, const char *name)
{
    return strncmp(rest->at, name, strlen(name)) == 0;
}

static bool take_receipts(struct rest *rest, struct report *report)
{
    if (is_next(rest, "fault=") && !take_receipt(rest, "fault", &report->fault))
        return false;
    while (is_next(rest, "receipt=")) {
        if (report->receipt_count == REPORT_RECEIPTS_MAX ||
            !take_receipt(rest, "receipt", &report->receipts[report->receipt_count]))
            return false;
        report->receipt_count++;
    }
    return true;
}

static bool take_all(struct rest *rest, struct report *report)
{
    static const char head[] = "report 1\n";
    if (!is_next(rest, head))
        return false;
    rest->at += sizeof head - 1;
    return take_text(rest, "exhibit", report->exhibit, sizeof report->exhibit) &&
           take_text(rest, "device", report->device, sizeof report->device) &&
           take_text(rest, "software", report->software, sizeof report->software) &&
           take_code(rest, "state", &report->state) &&
           take_edition(rest, "active", &report->active) &&
           take_edition(rest, "previous", &report->previous) &&
           take_edition(rest, "trial", &report->trial) &&
           take_text(rest, "signer", report->signer, sizeof report->signer) &&
           take_number(rest, "tries", &report->tries) &&
           take_number(rest, "floor", &report->floor) &&
           take_number(rest, "free_mib", &report->free_mib) &&
           take_number(rest, "total_mib", &report->total_mib) && take_heat(rest, &report->heat_c) &&
           take_number(rest, "starts", &report->starts) &&
           take_number(rest, "crashes", &report->crashes) &&
           take_number(rest, "visits", &report->visits) &&
           take_number(rest, "week", &report->week) && take_receipts(rest, report);
    /* What a later version adds comes behind this, and is passed over. */
}

bool report_parse(const char *text, size_t length, struct report *ret_report)
{
    struct buffer copy = {0};
    struct report report = {.state = CODE_OK};
    if (length == 0 || length > REPORT_SIZE_MAX || memchr(text, '\0', length) != NULL)
        return false;
    buffer_append(&copy, text, length);
    const bool valid = take_all(&(struct rest){copy.bytes}, &report);
    buffer_fini(&copy);
    if (valid)
        *ret_report = report;
    return valid;
}
