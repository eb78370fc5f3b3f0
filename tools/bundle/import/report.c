#include "import/report.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_SIZE = 512 };

struct link {
    struct key from;
    enum span_kind kind;
    const char *target, *file;
    unsigned line;
};

struct import_report {
    struct arena *arena;
    struct import_warning *warnings;
    size_t warning_count, warning_room;
    struct link *links;
    size_t link_count, link_room, link_next;
};

struct import_report *import_report_create(void)
{
    struct import_report *report = memory_zeroed(1, sizeof *report);
    report->arena = arena_create();
    return report;
}

void import_report_destroy(struct import_report *report)
{
    if (!report)
        return;
    free(report->warnings);
    free(report->links);
    arena_destroy(report->arena);
    free(report);
}

void import_report_warn(struct import_report *report, const char *file, unsigned line,
                        const char *kind, const char *advice, const char *format, ...)
{
    if (report->warning_count == IMPORT_WARNINGS_MAX)
        return;
    if (report->warning_count == report->warning_room) {
        report->warning_room = report->warning_room ? 2 * report->warning_room : 64;
        report->warnings =
            memory_resized(report->warnings, report->warning_room, sizeof *report->warnings);
    }
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    report->warnings[report->warning_count++] = (struct import_warning){
        .file = arena_string(report->arena, file),
        .line = line,
        .kind = arena_string(report->arena, kind),
        .message = arena_string(report->arena, message),
        .advice = arena_string(report->arena, advice),
    };
}

void import_report_link(struct import_report *report, struct key from, enum span_kind kind,
                        const char *target, const char *file, unsigned line)
{
    if (report->link_count == report->link_room) {
        report->link_room = report->link_room ? 2 * report->link_room : 1024;
        report->links = memory_resized(report->links, report->link_room, sizeof *report->links);
    }
    report->links[report->link_count++] = (struct link){
        .from = {arena_string(report->arena, from.edition), arena_string(report->arena, from.id)},
        .kind = kind,
        .target = arena_string(report->arena, target),
        .file = arena_string(report->arena, file),
        .line = line,
    };
}

static bool is_link(const struct link *link, struct key from, enum span_kind kind,
                    const char *target)
{
    return link->kind == kind && strcmp(link->target, target) == 0 &&
           strcmp(link->from.id, from.id) == 0 && strcmp(link->from.edition, from.edition) == 0;
}

/* The search goes on behind the last one found: dead links come in the order of the letters, and
 * the same link twice in a letter is two places. */
static const struct link *find_link(struct import_report *report, struct key from,
                                    enum span_kind kind, const char *target)
{
    for (size_t step = 0; step < report->link_count; step++) {
        size_t at = (report->link_next + step) % report->link_count;
        if (is_link(&report->links[at], from, kind, target)) {
            report->link_next = (at + 1) % report->link_count;
            return &report->links[at];
        }
    }
    return NULL;
}

void import_report_dead_link(struct import_report *report, struct key from, enum span_kind kind,
                             const char *target)
{
    const struct link *link = find_link(report, from, kind, target);
    const char *file = link ? link->file : from.edition;
    unsigned line = link ? link->line : 0;
    if (kind == SPAN_REFERENCE)
        import_report_warn(report, file, line, "dead-reference",
                           "it is shown as leading to another volume",
                           "the reference to \"%s\" leads to nothing in this exhibit", target);
    else
        import_report_warn(report, file, line, "unknown-name", "it is shown as plain words",
                           "\"%s\" is in no list of %s of this edition", target,
                           kind == SPAN_PERSON ? "persons" : "terms");
}

size_t import_report_count(const struct import_report *report)
{
    return report->warning_count;
}

const struct import_warning *import_report_at(const struct import_report *report, size_t index)
{
    return &report->warnings[index];
}
