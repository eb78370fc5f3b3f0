#include "app/viewer/house.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/viewer/notice.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "draw/qr.h"
#include "platform/posix/machine.h"
#include "platform/posix/request.h"
#include "update/report.h"

enum { CLOCK_SIZE = 32 };

struct house {
    struct settings settings;
    unsigned changes;
    const char *complaints, *socket, *version;
    bool stays;
    bool clock_is_set;
    struct hours_time time;
    char clock[CLOCK_SIZE];
    int usual_diagonal; /* inch tenths */
    struct staff_facts facts;
    struct arena *arena; /* of the facts */
};

struct house *house_create(const struct house_start *start)
{
    struct house *house = memory_zeroed(1, sizeof *house);
    house->settings = *start->settings;
    house->complaints = start->complaints == NULL ? "" : start->complaints;
    house->socket = start->socket == NULL ? "" : start->socket;
    house->version = start->version;
    house->stays = start->stays;
    house->arena = arena_create();
    return house;
}

void house_destroy(struct house *house)
{
    if (house == NULL)
        return;
    arena_destroy(house->arena);
    free(house);
}

const struct settings *house_settings(const struct house *house, unsigned *ret_changes)
{
    if (ret_changes != NULL)
        *ret_changes = house->changes;
    return &house->settings;
}

void house_set_time(struct house *house, const struct hours_time *time, const char *text)
{
    house->clock_is_set = time != NULL;
    if (time == NULL)
        return;
    house->time = *time;
    snprintf(house->clock, sizeof house->clock, "%s", text);
}

void house_set_diagonal(struct house *house, int inch_tenths)
{
    house->usual_diagonal = inch_tenths;
}

/* ---- Hours and brightness ---- */

bool house_is_open(const struct house *house)
{
    return !house->clock_is_set || hours_is_open(&house->settings.hours, house->time);
}

int house_percent(const struct house *house)
{
    const struct settings *settings = &house->settings;
    bool night = house->clock_is_set && hours_contains(&settings->night, house->time);
    return night ? settings->night_percent : settings->day_percent;
}

bool house_depends_on_time(const struct house *house)
{
    return hours_depend_on_time(&house->settings.hours) ||
           house->settings.night.kind == HOURS_FROM_TO;
}

/* ---- Requests ---- */

/* "KEY VALUE" acts here at once. */
static bool set(struct house *house, const char *pair)
{
    char key[SETTING_SIZE];
    const size_t length = strcspn(pair, " ");
    if (pair[length] == '\0' || length >= sizeof key)
        return false;
    memcpy(key, pair, length);
    key[length] = '\0';
    if (settings_set(&house->settings, key, pair + length + 1, NULL) != STATUS_OK)
        return false;
    house->changes++;
    return true;
}

static bool request(void *self, const char *line)
{
    struct house *house = self;
    if (strncmp(line, "set ", 4) == 0 && !set(house, line + 4))
        return false;
    return house->socket[0] != '\0' && request_send(house->socket, line);
}

/* ---- Facts ---- */

static void add_settings(const struct house *house, struct staff_settings *now)
{
    const struct settings *settings = &house->settings;
    const struct hours_span *all = &settings->hours.all;
    bool by_clock = all->kind == HOURS_FROM_TO;
    *now = (struct staff_settings){
        .day_percent = settings->day_percent,
        .night_percent = settings->night_percent,
        .diagonal_inch_tenths = settings->diagonal_inch_tenths != 0 ? settings->diagonal_inch_tenths
                                                                    : house->usual_diagonal,
        .theme = settings->theme,
        .still = settings->style.still,
        .lang = settings->lang,
        .always_open = !by_clock,
        .open_minute = by_clock ? all->from : 0,
        .close_minute = by_clock ? all->to : 0,
    };
    for (int day = 0; day < HOURS_DAYS; day++)
        now->days_differ |= settings->hours.days[day].kind != HOURS_UNSAID;
}

/* One line each; a line is never empty. */
static void add_mistakes(struct house *house)
{
    const char **mistakes = arena_alloc(house->arena, CONFIG_COMPLAINTS_MAX, sizeof *mistakes);
    size_t count = 0;
    for (const char *at = house->complaints; *at != '\0' && count < CONFIG_COMPLAINTS_MAX;) {
        size_t length = strcspn(at, "\n");
        mistakes[count++] = arena_copy(house->arena, at, length);
        at += length + (at[length] == '\n');
    }
    house->facts.mistakes = mistakes;
    house->facts.mistake_count = count;
}

static struct staff_edition edition_of(struct house *house, const struct report_edition *edition)
{
    struct staff_edition known = {0};
    if (!edition->exists)
        return known;
    known.serial = edition->serial;
    known.title = arena_string(house->arena, edition->title);
    known.built = arena_string(house->arena, edition->built);
    return known;
}

static int whole(uint64_t number)
{
    return number > INT_MAX ? INT_MAX : (int)number;
}

static void add_receipts(struct house *house, const struct report *report)
{
    struct staff_receipt *receipts =
        arena_alloc(house->arena, REPORT_RECEIPTS_MAX, sizeof *receipts);
    for (size_t i = 0; i < report->receipt_count; i++) {
        const struct report_receipt *receipt = &report->receipts[i];
        receipts[i] = (struct staff_receipt){
            .number = receipt->number,
            .serial = receipt->serial,
            .code = code_name(receipt->code),
            .text_id = notice_receipt_text(receipt->code),
            .detail = arena_string(house->arena, receipt->detail),
        };
    }
    house->facts.receipts = receipts;
    house->facts.receipt_count = report->receipt_count;
}

static void add_report(struct house *house, const struct report *report)
{
    struct staff_facts *facts = &house->facts;
    facts->device = arena_string(house->arena, report->device);
    facts->exhibit = arena_string(house->arena, report->exhibit);
    facts->active = edition_of(house, &report->active);
    if (report->signer[0] != '\0')
        facts->active.signer = arena_string(house->arena, report->signer);
    facts->previous = edition_of(house, &report->previous);
    facts->disk_free_mb = whole(report->free_mib);
    facts->disk_mb = whole(report->total_mib);
    if (report->heat_c != REPORT_NO_HEAT)
        facts->heat_degrees = report->heat_c;
    facts->visits_today = whole(report->visits);
    facts->visits_week = whole(report->week);
    facts->starts = whole(report->starts);
    facts->crashes = whole(report->crashes);
    if (report->state != CODE_OK)
        facts->fault = code_name(report->state);
    else if (report->fault.number > 0)
        facts->fault = code_name(report->fault.code);
    add_receipts(house, report);
}

/* For a QR code: short names, the newest first, cut at a character where it would be too long. */
static const char *write_whole(struct house *house, const struct report *report)
{
    const struct staff_facts *facts = &house->facts;
    struct buffer text = {0};
    buffer_format(&text, "vitrine %s\nkiosk %s %s\nedition %llu %s, before %llu\n",
                  facts->software == NULL ? "?" : facts->software, report->device, report->exhibit,
                  (unsigned long long)facts->active.serial,
                  facts->active.built == NULL ? "" : facts->active.built,
                  (unsigned long long)facts->previous.serial);
    buffer_format(&text, "disk %d/%d MB, heat %d C, starts %d, crashes %d, mistakes %zu\n",
                  facts->disk_free_mb, facts->disk_mb, facts->heat_degrees, facts->starts,
                  facts->crashes, facts->mistake_count);
    buffer_format(&text, "state %s, clock %s\n", code_name(report->state),
                  facts->clock_is_set ? facts->clock : "not set");
    for (size_t i = 0; i < report->receipt_count; i++)
        buffer_format(&text, "%llu: %llu %s %s\n", (unsigned long long)report->receipts[i].number,
                      (unsigned long long)report->receipts[i].serial,
                      code_name(report->receipts[i].code), report->receipts[i].detail);
    size_t length = text.length < QR_TEXT_MAX ? text.length : QR_TEXT_MAX;
    while (length > 0 && !utf8_is_valid(text.bytes, length, NULL))
        length--;
    const char *copy = arena_copy(house->arena, text.bytes, length);
    buffer_fini(&text);
    return copy;
}

static bool read_report(const struct house *house, struct report *report)
{
    struct buffer text = {0};
    bool read = house->settings.report[0] != '\0' &&
                file_read(house->settings.report, REPORT_SIZE_MAX, &text, NULL) == STATUS_OK &&
                report_parse(buffer_string(&text), text.length, report);
    buffer_fini(&text);
    return read;
}

static const struct staff_facts *facts(void *self)
{
    struct house *house = self;
    struct report *report = memory_zeroed(1, sizeof *report);
    arena_reset(house->arena);
    house->facts = (struct staff_facts){
        .software = house->version,
        .disk_free_mb = STAFF_UNKNOWN,
        .disk_mb = STAFF_UNKNOWN,
        .heat_degrees = STAFF_UNKNOWN,
        .visits_today = STAFF_UNKNOWN,
        .visits_week = STAFF_UNKNOWN,
        .starts = STAFF_UNKNOWN,
        .crashes = STAFF_UNKNOWN,
        .clock_is_set = house->clock_is_set,
        .clock = house->clock,
    };
    add_settings(house, &house->facts.settings);
    add_mistakes(house);
    if (read_report(house, report)) {
        add_report(house, report);
        (void)machine_heat_c(MACHINE_HEAT_FOLDER, &house->facts.heat_degrees);
        house->facts.whole = write_whole(house, report);
    }
    free(report);
    return &house->facts;
}

struct view_staff house_view(struct house *house)
{
    return (struct view_staff){.pin = house->settings.pin,
                               .facts = facts,
                               .request = request,
                               .self = house,
                               .stays = house->stays};
}
