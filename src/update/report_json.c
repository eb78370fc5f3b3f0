#include "update/report.h"

#include <inttypes.h>

static void append_string(struct buffer *text, const char *value)
{
    buffer_byte(text, '"');
    for (; *value != '\0'; value++) {
        const unsigned char byte = (unsigned char)*value;
        if (byte < 0x20)
            buffer_format(text, "\\u%04x", byte);
        else if (byte == '"' || byte == '\\')
            buffer_format(text, "\\%c", byte);
        else
            buffer_byte(text, *value);
    }
    buffer_byte(text, '"');
}

static void append_named(struct buffer *text, const char *name, const char *value)
{
    buffer_format(text, "\"%s\":", name);
    append_string(text, value);
    buffer_byte(text, ',');
}

static void append_edition(struct buffer *text, const char *name,
                           const struct report_edition *edition)
{
    buffer_format(text, "\"%s\":", name);
    if (!edition->exists) {
        buffer_text(text, "null,");
        return;
    }
    buffer_format(text, "{\"serial\":%" PRIu64 ",\"built\":\"%s\",\"title\":", edition->serial,
                  edition->built);
    append_string(text, edition->title);
    buffer_text(text, "},");
}

static void append_receipt(struct buffer *text, const struct report_receipt *receipt)
{
    buffer_format(text, "{\"number\":%" PRIu64 ",\"serial\":%" PRIu64 ",\"code\":\"%s\",",
                  receipt->number, receipt->serial, code_name(receipt->code));
    append_named(text, "software", receipt->software);
    buffer_text(text, "\"detail\":");
    append_string(text, receipt->detail);
    buffer_byte(text, '}');
}

static void append_receipts(struct buffer *text, const struct report *report)
{
    buffer_text(text, "\"fault\":");
    if (report->fault.number == 0)
        buffer_text(text, "null");
    else
        append_receipt(text, &report->fault);
    buffer_text(text, ",\"receipts\":[");
    for (size_t i = 0; i < report->receipt_count; i++) {
        buffer_text(text, i == 0 ? "" : ",");
        append_receipt(text, &report->receipts[i]);
    }
    buffer_byte(text, ']');
}

void report_json(const struct report *report, struct buffer *text)
{
    buffer_text(text, "{\"report\":1,");
    append_named(text, "exhibit", report->exhibit);
    append_named(text, "device", report->device);
    append_named(text, "software", report->software);
    append_named(text, "state", code_name(report->state));
    append_edition(text, "active", &report->active);
    append_edition(text, "previous", &report->previous);
    append_edition(text, "trial", &report->trial);
    append_named(text, "signer", report->signer);
    buffer_format(text,
                  "\"tries\":%" PRIu64 ",\"floor\":%" PRIu64 ",\"free_mib\":%" PRIu64
                  ",\"total_mib\":%" PRIu64 ",\"heat_c\":",
                  report->tries, report->floor, report->free_mib, report->total_mib);
    if (report->heat_c == REPORT_NO_HEAT)
        buffer_text(text, "null");
    else
        buffer_format(text, "%d", report->heat_c);
    buffer_format(text,
                  ",\"starts\":%" PRIu64 ",\"crashes\":%" PRIu64 ",\"visits\":%" PRIu64
                  ",\"week\":%" PRIu64 ",",
                  report->starts, report->crashes, report->visits, report->week);
    append_receipts(text, report);
    buffer_text(text, "}\n");
}
