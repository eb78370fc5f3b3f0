#include "update/visits.h"

#include "base/memory.h"
#include "update/store.h"
#include "update/visit_line.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define FOLDER "records"
#define WAITING "visits"

enum { WAITING_MAX = VISITS_WAIT_BYTES + VISIT_LINE_LENGTH_MAX + 256, START_MAX = 9999 };

/* ---- Days --------------------------------------------------------------------------------------
 */

void visits_when_by_clock(int64_t unix_s, struct visits_when *ret_when)
{
    const time_t seconds = (time_t)unix_s;
    struct tm local;
    memset(ret_when, 0, sizeof *ret_when);
    if (localtime_r(&seconds, &local) == NULL ||
        strftime(ret_when->day, sizeof ret_when->day, "%Y-%m-%d", &local) == 0)
        memcpy(ret_when->day, "0000-00-00", sizeof "0000-00-00");
    else
        ret_when->hour = (unsigned)local.tm_hour;
}

static bool is_day(const char *text)
{
    const size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789-");
    return length > 0 && length < VISITS_DAY_SIZE && text[length] == '\0';
}

static void path_of(const char *kind, const char *day, char path[VISITS_NAME_SIZE])
{
    snprintf(path, VISITS_NAME_SIZE, FOLDER "/%s-%s.csv", kind, day);
}

static const char *kind_of(const struct counts_shape *shape)
{
    return shape == &counts_visits ? "visits" : "letters";
}

/* Cuts the day out of "visits-DAY.csv". */
static bool day_of(const char *name, char day[VISITS_DAY_SIZE])
{
    static const char before[] = "visits-", behind[] = ".csv";
    const size_t around = sizeof before - 1 + sizeof behind - 1, length = strlen(name);
    if (length <= around || length - around >= VISITS_DAY_SIZE ||
        strncmp(name, before, sizeof before - 1) != 0 ||
        strcmp(name + length - (sizeof behind - 1), behind) != 0)
        return false;
    memcpy(day, name + sizeof before - 1, length - around);
    day[length - around] = '\0';
    return is_day(day);
}

static int take_day(void *self, const char *name)
{
    struct visits_days *days = self;
    if (days->count < VISITS_DAYS_MAX && day_of(name, days->days[days->count]))
        days->count++;
    return 0;
}

static int compare_days(const void *a, const void *b)
{
    return strcmp(a, b);
}

int visits_list(const struct files *store, struct visits_days *ret_days)
{
    ret_days->count = 0;
    const int answer = store->calls->list(store->self, FOLDER, take_day, ret_days);
    qsort(ret_days->days, ret_days->count, sizeof ret_days->days[0], compare_days);
    return answer == -ENOENT ? 0 : answer;
}

/* The number after the highest that any day of a start has. */
static unsigned next_start(const struct files *store)
{
    struct visits_days *days = memory_zeroed(1, sizeof *days);
    unsigned next = 1;
    if (visits_list(store, days) != 0)
        days->count = 0;
    for (size_t i = 0; i < days->count; i++)
        if (strncmp(days->days[i], "start-", 6) == 0) {
            const unsigned long number = strtoul(days->days[i] + 6, NULL, 10);
            if (number >= next && number < START_MAX)
                next = (unsigned)number + 1;
        }
    free(days);
    return next;
}

void visits_when_by_start(const struct kiosk *kiosk, uint64_t since_start_ms,
                          struct visits_when *ret_when)
{
    const uint64_t hours = since_start_ms / 3600000;
    struct buffer text = {0};
    unsigned long number = 0;
    if (store_read(&kiosk->run, "start", 16, &text) == 0)
        number = strtoul(buffer_string(&text), NULL, 10);
    if (number == 0 || number > START_MAX) {
        number = next_start(&kiosk->store);
        buffer_cut(&text, 0);
        buffer_format(&text, "%lu\n", number);
        store_replace(&kiosk->run, "", "start", text.bytes, text.length);
    }
    buffer_fini(&text);
    memset(ret_when, 0, sizeof *ret_when);
    snprintf(ret_when->day, sizeof ret_when->day, "start-%04lu-day-%03u", number,
             (unsigned)(hours / 24 % 1000));
    ret_when->hour = (unsigned)(hours % 24);
}

/* ---- Tables ------------------------------------------------------------------------------------
 */

void visits_load(const struct files *store, const char *day, const struct counts_shape *shape,
                 struct counts *ret_counts)
{
    char path[VISITS_NAME_SIZE];
    struct buffer text = {0};
    path_of(kind_of(shape), day, path);
    counts_init(ret_counts, shape);
    /* What is damaged is counted as far as it can be read, and written whole again. */
    if (store_read(store, path, COUNTS_SIZE_MAX, &text) == 0)
        (void)counts_parse(ret_counts, buffer_string(&text), text.length);
    buffer_fini(&text);
}

static int save(const struct files *store, const char *day, const struct counts *counts)
{
    char path[VISITS_NAME_SIZE];
    struct buffer text = {0};
    path_of(kind_of(counts->shape), day, path);
    counts_format(counts, false, &text);
    const int answer = text.length > COUNTS_SIZE_MAX
                           ? -EFBIG
                           : store_replace(store, FOLDER, path, text.bytes, text.length);
    buffer_fini(&text);
    return answer;
}

/* Which hours have visits enough to stand by themselves. */
struct full_hours {
    bool is_full[24];
    const char *but;
};

static bool is_kept(const void *self, const char *hour)
{
    const struct full_hours *full = self;
    const unsigned long number = strtoul(hour, NULL, 10);
    return hour[0] == '\0' || strcmp(hour, full->but) == 0 ||
           (number < 24 && full->is_full[number]);
}

void visits_merge(struct counts *visits, struct counts *letters, const char *but)
{
    struct full_hours full = {.but = but};
    for (unsigned hour = 0; hour < 24; hour++) {
        char text[8];
        snprintf(text, sizeof text, "%u", hour);
        full.is_full[hour] = counts_sum(visits, text, 0) >= VISITS_HOUR_MIN;
    }
    counts_merge_hours(visits, is_kept, &full);
    counts_merge_hours(letters, is_kept, &full);
}

/* ---- Lines -------------------------------------------------------------------------------------
 */

/* A line that waits: "DAY HOUR visit 1 ...". */
struct waiting {
    char day[VISITS_DAY_SIZE], hour[8];
    struct visit_line visit;
};

static bool cut_word(const char **at, const char *end, char *word, size_t size)
{
    const char *space = memchr(*at, ' ', (size_t)(end - *at));
    if (space == NULL || (size_t)(space - *at) >= size)
        return false;
    memcpy(word, *at, (size_t)(space - *at));
    word[space - *at] = '\0';
    *at = space + 1;
    return true;
}

static bool read_waiting(const char *line, size_t length, struct waiting *waiting)
{
    const char *at = line, *end = line + length;
    return cut_word(&at, end, waiting->day, sizeof waiting->day) &&
           cut_word(&at, end, waiting->hour, sizeof waiting->hour) && is_day(waiting->day) &&
           visit_line_parse(at, (size_t)(end - at), &waiting->visit);
}

static void count_line(struct waiting *it, struct counts *visits, struct counts *letters)
{
    struct visit_line *visit = &it->visit;
    const struct counts_row whole = {
        .keys = {it->day, it->hour, visit->language, visit->input, visit->exit_state,
                 visit->exit_reason, visit->options_used},
        .sums = {1, visit->seconds, visit->letters_opened},
    };
    /* A table that is full counts what it knows: the limit is for lines that no visitor makes. */
    (void)counts_add(visits, &whole);
    for (size_t i = 0; i < visit->letter_count; i++) {
        struct visit_line_letter *letter = &visit->letters[i];
        const struct counts_row row = {
            .keys = {it->day, it->hour, letter->letter, letter->language, letter->via},
            .sums = {letter->opens, letter->read_to_end, letter->notes_opened,
                     letter->originals_opened},
            .values = {letter->read_s},
            .value_count = 1,
        };
        (void)counts_add(letters, &row);
    }
}

/* Gives each line of what waits that can be read. */
static void each_waiting(const struct buffer *text, void (*take)(void *self, struct waiting *line),
                         void *self)
{
    struct waiting *waiting = memory_zeroed(1, sizeof *waiting);
    const char *at = buffer_string(text);
    for (const char *stop; (stop = strchr(at, '\n')) != NULL; at = stop + 1)
        if (read_waiting(at, (size_t)(stop - at), waiting))
            take(self, waiting);
    free(waiting);
}

/* ---- To the card -------------------------------------------------------------------------------
 */

/* The tables of one day, being filled. */
struct day_tables {
    const char *day;
    struct counts visits, letters;
};

static void add_if_of_day(void *self, struct waiting *line)
{
    struct day_tables *tables = self;
    if (strcmp(line->day, tables->day) == 0)
        count_line(line, &tables->visits, &tables->letters);
}

/* Adds what waits to one day's files; `but` is the hour that still runs, "" if none does. */
static int write_day(const struct files *store, const char *day, const char *but,
                     const struct buffer *waiting)
{
    struct day_tables tables = {.day = day};
    visits_load(store, day, &counts_visits, &tables.visits);
    visits_load(store, day, &counts_letters, &tables.letters);
    each_waiting(waiting, add_if_of_day, &tables);
    visits_merge(&tables.visits, &tables.letters, but);
    int answer = save(store, day, &tables.visits);
    if (answer == 0)
        answer = save(store, day, &tables.letters);
    counts_fini(&tables.visits);
    counts_fini(&tables.letters);
    return answer;
}

static uint64_t size_of(const struct files *store, const char *path)
{
    uint64_t size = 0;
    const int file = store->calls->open(store->self, path, FILES_READ);
    if (file < 0)
        return 0;
    if (store->calls->size(store->self, file, &size) != 0)
        size = 0;
    store->calls->close(store->self, file);
    return size;
}

/* Removes the oldest days while there are too many, or too much of them. */
static void give_way(const struct files *store, const struct visits_days *days)
{
    char path[2][VISITS_NAME_SIZE];
    uint64_t bytes = 0;
    size_t kept = 0;
    for (size_t i = days->count; i-- > 0; kept++) {
        path_of("visits", days->days[i], path[0]);
        path_of("letters", days->days[i], path[1]);
        bytes += size_of(store, path[0]) + size_of(store, path[1]);
        if (kept < VISITS_DAYS_MAX - 1 && bytes <= VISITS_BYTES_MAX)
            continue;
        store_remove(store, path[0]);
        store_remove(store, path[1]);
    }
}

/* The days that occur in what waits. */
static void note_day(void *self, struct waiting *line)
{
    struct visits_days *days = self;
    for (size_t i = 0; i < days->count; i++)
        if (strcmp(days->days[i], line->day) == 0)
            return;
    if (days->count < VISITS_DAYS_MAX)
        memcpy(days->days[days->count++], line->day, VISITS_DAY_SIZE);
}

static int write_days(const struct files *store, const struct visits_when *when,
                      const struct buffer *waiting)
{
    struct visits_days *days = memory_zeroed(1, sizeof *days);
    const struct buffer none = {0};
    char hour[16];
    snprintf(hour, sizeof hour, "%u", when->hour);
    int answer = visits_list(store, days);
    give_way(store, days);
    /* The last hour of the day before is over too. */
    const char *last = answer == 0 && days->count > 0 ? days->days[days->count - 1] : "";
    if (last[0] != '\0' && strcmp(last, when->day) != 0)
        answer = write_day(store, last, "", &none);
    days->count = 0;
    each_waiting(waiting, note_day, days);
    for (size_t i = 0; i < days->count && answer == 0; i++) {
        const bool is_now = strcmp(days->days[i], when->day) == 0;
        answer = write_day(store, days->days[i], is_now ? hour : "", waiting);
    }
    free(days);
    return answer;
}

static int flush(const struct kiosk *kiosk, const struct visits_when *when,
                 const struct buffer *waiting)
{
    const struct files *store = &kiosk->store;
    int answer = store->calls->make_folder(store->self, FOLDER);
    if (answer == 0)
        answer = store_sync_folder(store, "");
    else if (answer == -EEXIST)
        answer = 0;
    if (answer == 0)
        answer = write_days(store, when, waiting);
    if (answer == 0)
        answer = store_remove(&kiosk->run, WAITING);
    return answer;
}

static enum status failed(int answer, struct error *error)
{
    return answer == 0 ? STATUS_OK : error_set(error, STATUS_IO, FOLDER ": %s", strerror(-answer));
}

enum status visits_flush(const struct kiosk *kiosk, const struct visits_when *when,
                         struct error *error)
{
    struct buffer waiting = {0};
    int answer = store_read(&kiosk->run, WAITING, WAITING_MAX, &waiting);
    if (answer == 0)
        answer = flush(kiosk, when, &waiting);
    buffer_fini(&waiting);
    return failed(answer == -ENOENT ? 0 : answer, error);
}

/* Whether what waits has waited long enough; its first line says since when. */
static bool is_due(const struct buffer *waiting, uint64_t now_ms)
{
    const uint64_t since_ms = strtoull(buffer_string(waiting), NULL, 10);
    return since_ms > now_ms || now_ms - since_ms >= VISITS_WAIT_MS ||
           waiting->length > VISITS_WAIT_BYTES;
}

enum status visits_take(const struct kiosk *kiosk, const struct visits_when *when, uint64_t now_ms,
                        const char *line, struct error *error)
{
    struct buffer waiting = {0};
    if (store_read(&kiosk->run, WAITING, WAITING_MAX, &waiting) != 0)
        buffer_cut(&waiting, 0);
    if (waiting.length == 0)
        buffer_format(&waiting, "%" PRIu64 "\n", now_ms);
    buffer_format(&waiting, "%s %u %s\n", when->day, when->hour, line);
    int answer = -EAGAIN;
    if (is_due(&waiting, now_ms))
        answer = flush(kiosk, when, &waiting);
    /* Where the card cannot be written, lines wait on, as many as may. */
    if (answer != 0 && waiting.length <= WAITING_MAX)
        answer = store_replace(&kiosk->run, "", WAITING, waiting.bytes, waiting.length);
    buffer_fini(&waiting);
    return failed(answer, error);
}

uint64_t visits_on(const struct kiosk *kiosk, const char *day)
{
    struct buffer waiting = {0};
    struct day_tables tables = {.day = day};
    visits_load(&kiosk->store, day, &counts_visits, &tables.visits);
    counts_init(&tables.letters, &counts_letters);
    if (store_read(&kiosk->run, WAITING, WAITING_MAX, &waiting) == 0)
        each_waiting(&waiting, add_if_of_day, &tables);
    const uint64_t total = counts_sum(&tables.visits, NULL, 0);
    counts_fini(&tables.visits);
    counts_fini(&tables.letters);
    buffer_fini(&waiting);
    return total;
}

/* ---- A week ------------------------------------------------------------------------------------
 */

/* `count` digits of a day; false where there are others. */
static bool digits_at(const char *text, size_t count, int *ret_number)
{
    *ret_number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *ret_number = *ret_number * 10 + (text[i] - '0');
    }
    return true;
}

/* The first of the seven days that end with `day`, by the calendar. */
static void six_days_before(const char *day, char first[VISITS_DAY_SIZE])
{
    struct tm date = {.tm_hour = 12, .tm_isdst = -1};
    snprintf(first, VISITS_DAY_SIZE, "%s", day);
    if (strlen(day) != sizeof "2026-11-20" - 1 || !digits_at(day, 4, &date.tm_year) ||
        !digits_at(day + 5, 2, &date.tm_mon) || !digits_at(day + 8, 2, &date.tm_mday))
        return;
    date.tm_year -= 1900;
    date.tm_mon -= 1;
    date.tm_mday -= 6;
    if (mktime(&date) == (time_t)-1 || strftime(first, VISITS_DAY_SIZE, "%Y-%m-%d", &date) == 0)
        snprintf(first, VISITS_DAY_SIZE, "%s", day);
}

/* The same where days are numbered by starts: the seventh from the end that is kept. */
static void six_kept_before(const struct visits_days *days, const char *day,
                            char first[VISITS_DAY_SIZE])
{
    size_t left = 7 - 1;
    snprintf(first, VISITS_DAY_SIZE, "%s", day);
    for (size_t i = days->count; i-- > 0 && left > 0;)
        if (strncmp(days->days[i], "start-", 6) == 0 && strcmp(days->days[i], day) < 0) {
            memcpy(first, days->days[i], VISITS_DAY_SIZE);
            left--;
        }
}

static void list_with_waiting(const struct kiosk *kiosk, struct visits_days *days)
{
    struct buffer waiting = {0};
    if (visits_list(&kiosk->store, days) != 0)
        days->count = 0;
    if (store_read(&kiosk->run, WAITING, WAITING_MAX, &waiting) == 0)
        each_waiting(&waiting, note_day, days);
    buffer_fini(&waiting);
    qsort(days->days, days->count, sizeof days->days[0], compare_days);
}

uint64_t visits_week(const struct kiosk *kiosk, const char *day)
{
    struct visits_days *days = memory_zeroed(1, sizeof *days);
    char first[VISITS_DAY_SIZE];
    uint64_t total = 0;
    list_with_waiting(kiosk, days);
    if (strncmp(day, "start-", 6) == 0)
        six_kept_before(days, day, first);
    else
        six_days_before(day, first);
    for (size_t i = 0; i < days->count; i++)
        if (strcmp(days->days[i], first) >= 0 && strcmp(days->days[i], day) <= 0)
            total += visits_on(kiosk, days->days[i]);
    free(days);
    return total;
}
