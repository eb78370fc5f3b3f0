#include "import/report.h"

#include "base/arena.h"
#include "base/memory.h"
#include "import/string_set.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MESSAGE_SIZE = 512, NAME_SIZE = 512 };

/* No link. */
#define NONE UINT32_MAX

struct link {
    enum span_kind kind;
    unsigned line;
    const char *target, *file;
    uint32_t next; /* of the same letter; or NONE */
    bool told;     /* of a dead link */
};

struct letter_links {
    uint32_t first, last;
};

struct import_report {
    struct arena *arena;
    struct import_warning *warnings;
    size_t warning_count, warning_room;
    struct link *links;
    size_t link_count, link_room;
    struct letter_links *letters;
    size_t letter_count, letter_room;
    struct string_set *keys;    /* "EDITION/ID": its place in `letters`, from 1 */
    struct string_set *settled; /* "EDITION/ID KIND WORDS" */
    struct string_set *volumes; /* of the editions */
    struct string_set *told;    /* findings, with their places */
    const char *strict;         /* NULL: nothing is an error */
    size_t error_count;
};

struct import_report *import_report_create(void)
{
    struct import_report *report = memory_zeroed(1, sizeof *report);
    report->arena = arena_create();
    report->keys = string_set_create();
    report->settled = string_set_create();
    report->volumes = string_set_create();
    report->told = string_set_create();
    return report;
}

void import_report_destroy(struct import_report *report)
{
    if (!report)
        return;
    free(report->warnings);
    free(report->links);
    free(report->letters);
    string_set_destroy(report->keys);
    string_set_destroy(report->settled);
    string_set_destroy(report->volumes);
    string_set_destroy(report->told);
    arena_destroy(report->arena);
    free(report);
}

/* ---- Findings ----------------------------------------------------------------------------------
 */

void import_report_strict(struct import_report *report, const char *kinds)
{
    report->strict = kinds;
}

static bool is_error(const struct import_report *report, const char *kind)
{
    size_t length = strlen(kind);
    const char *at = report->strict;
    if (!at || at[0] == '\0')
        return at != NULL;
    for (; *at; at += at[0] == ',') {
        size_t word = strcspn(at, ",");
        if (word == length && memcmp(at, kind, length) == 0)
            return true;
        at += word;
    }
    return false;
}

/* Whether it is the first time that this is found there. */
static bool is_new(struct import_report *report, const char *file, unsigned line,
                   const char *message)
{
    char place[NAME_SIZE + MESSAGE_SIZE];
    snprintf(place, sizeof place, "%s:%u: %s", file, line, message);
    unsigned *told = string_set_at(report->told, place);
    return (*told)++ == 0;
}

static void add_warning(struct import_report *report, struct import_warning warning)
{
    report->error_count += warning.error;
    if (report->warning_count == IMPORT_WARNINGS_MAX)
        return;
    if (report->warning_count == report->warning_room) {
        report->warning_room = report->warning_room ? 2 * report->warning_room : 64;
        report->warnings =
            memory_resized(report->warnings, report->warning_room, sizeof *report->warnings);
    }
    warning.file = arena_string(report->arena, warning.file);
    warning.kind = arena_string(report->arena, warning.kind);
    warning.message = arena_string(report->arena, warning.message);
    warning.advice = arena_string(report->arena, warning.advice);
    report->warnings[report->warning_count++] = warning;
}

void import_report_warn(struct import_report *report, const char *file, unsigned line,
                        const char *kind, const char *advice, const char *format, ...)
{
    static const struct import_kind unlisted = {0};
    const struct import_kind *known = import_kind_find(kind, strlen(kind));
    known = known ? known : &unlisted;
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (is_new(report, file, line, message))
        add_warning(report, (struct import_warning){.file = file,
                                                    .line = line,
                                                    .kind = kind,
                                                    .message = message,
                                                    .visitors = known->visitors,
                                                    .advice = advice ? advice : known->advice,
                                                    .error = is_error(report, kind)});
}

size_t import_report_count(const struct import_report *report)
{
    return report->warning_count;
}

const struct import_warning *import_report_at(const struct import_report *report, size_t index)
{
    return &report->warnings[index];
}

size_t import_report_errors(const struct import_report *report)
{
    return report->error_count;
}

/* ---- Links -------------------------------------------------------------------------------------
 */

static struct letter_links *letter_of(const struct import_report *report, struct key key)
{
    char name[NAME_SIZE];
    snprintf(name, sizeof name, "%s/%s", key.edition, key.id);
    unsigned number = string_set_get(report->keys, name);
    return number > 0 && number <= report->letter_count ? &report->letters[number - 1] : NULL;
}

static struct letter_links *add_letter(struct import_report *report, struct key key)
{
    char name[NAME_SIZE];
    size_t index = report->letter_count++;
    snprintf(name, sizeof name, "%s/%s", key.edition, key.id);
    if (!report->letters || index >= report->letter_room) {
        report->letter_room = report->letter_room ? 2 * report->letter_room : 256;
        report->letters =
            memory_resized(report->letters, report->letter_room, sizeof *report->letters);
    }
    report->letters[index] = (struct letter_links){NONE, NONE};
    *string_set_at(report->keys, name) = (unsigned)index + 1;
    return &report->letters[index];
}

/* Links come file by file. */
static const char *kept_file(struct import_report *report, const char *file)
{
    const char *last = report->link_count ? report->links[report->link_count - 1].file : NULL;
    return last && strcmp(last, file) == 0 ? last : arena_string(report->arena, file);
}

void import_report_link(struct import_report *report, struct key from, enum span_kind kind,
                        const char *target, const char *file, unsigned line)
{
    struct letter_links *letter = letter_of(report, from);
    letter = letter ? letter : add_letter(report, from);
    if (report->link_count == report->link_room) {
        report->link_room = report->link_room ? 2 * report->link_room : 1024;
        report->links = memory_resized(report->links, report->link_room, sizeof *report->links);
    }
    uint32_t index = (uint32_t)report->link_count;
    report->links[index] = (struct link){.kind = kind,
                                         .line = line,
                                         .target = arena_string(report->arena, target),
                                         .file = kept_file(report, file),
                                         .next = NONE};
    report->link_count++;
    if (letter->first == NONE)
        letter->first = index;
    else
        report->links[letter->last].next = index;
    letter->last = index;
}

static bool is_link(const struct link *link, enum span_kind kind, const char *target)
{
    return link->kind == kind && strcmp(link->target, target) == 0;
}

bool import_report_find_link(const struct import_report *report, struct key from,
                             enum span_kind kind, const char *target, unsigned nth,
                             const char **ret_file, unsigned *ret_line)
{
    const struct letter_links *letter = letter_of(report, from);
    for (uint32_t i = letter ? letter->first : NONE; i != NONE; i = report->links[i].next) {
        const struct link *link = &report->links[i];
        if (!is_link(link, kind, target) || nth-- > 0)
            continue;
        *ret_file = link->file;
        *ret_line = link->line;
        return true;
    }
    return false;
}

/* The first that was not told of yet: the same link twice in a letter is two places. *ret_told:
 * there is none, but one that was: a version as written has each link of its letter once more. */
static struct link *next_dead(struct import_report *report, struct key from, enum span_kind kind,
                              const char *target, bool *ret_told)
{
    const struct letter_links *letter = letter_of(report, from);
    *ret_told = false;
    for (uint32_t i = letter ? letter->first : NONE; i != NONE; i = report->links[i].next) {
        if (!is_link(&report->links[i], kind, target))
            continue;
        if (!report->links[i].told) {
            report->links[i].told = true;
            return &report->links[i];
        }
        *ret_told = true;
    }
    return NULL;
}

void import_report_dead_link(struct import_report *report, struct key from, enum span_kind kind,
                             const char *target)
{
    bool told;
    const struct link *link = next_dead(report, from, kind, target, &told);
    const char *file = link ? link->file : from.edition;
    unsigned line = link ? link->line : 0;
    if (!link && told)
        return;
    if (kind == SPAN_REFERENCE)
        import_report_warn(report, file, line, "dead-reference", NULL,
                           "the reference to \"%s\" leads to nothing in this exhibit",
                           target + (target[0] == '#'));
    else
        import_report_warn(report, file, line, "unknown-name", NULL,
                           "\"%s\" is in no list of %s of this edition", target,
                           kind == SPAN_PERSON ? "persons" : "terms");
}

/* ---- What else is known of the sources ---------------------------------------------------------
 */

static const char *settled_name(char name[NAME_SIZE], struct key letter, enum span_kind kind,
                                const char *words)
{
    snprintf(name, NAME_SIZE, "%s/%s %d %s", letter.edition, letter.id, (int)kind, words);
    return name;
}

void import_report_settle(struct import_report *report, struct key letter, enum span_kind kind,
                          const char *words)
{
    char name[NAME_SIZE];
    *string_set_at(report->settled, settled_name(name, letter, kind, words)) = 1;
}

bool import_report_is_settled(const struct import_report *report, struct key letter,
                              enum span_kind kind, const char *words)
{
    char name[NAME_SIZE];
    return string_set_get(report->settled, settled_name(name, letter, kind, words)) != 0;
}

void import_report_volume(struct import_report *report, const char *edition, unsigned volume)
{
    *string_set_at(report->volumes, edition) = volume;
}

unsigned import_report_volume_of(const struct import_report *report, const char *edition)
{
    return string_set_get(report->volumes, edition);
}
