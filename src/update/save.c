#include "update/save.h"

#include "base/memory.h"
#include "update/receipts.h"
#include "update/store.h"
#include "update/visits.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "VITRINE/records"

enum { NAMES_MAX = 10000, NUMBER_MAX = 999999 };

/* One file being written. */
struct save {
    const struct kiosk *kiosk;
    const struct files *stick;
    int file;
    int answer; /* of the first call that failed */
};

static void put(struct save *save, struct buffer *text)
{
    if (save->answer == 0)
        save->answer = store_write_all(save->stick, save->file, buffer_string(text), text->length);
    buffer_cut(text, 0);
}

/* ---- What is written ---------------------------------------------------------------------------
 */

static void put_day(struct save *save, const char *day, const struct counts_shape *shape)
{
    struct counts visits, letters;
    struct buffer text = {0};
    visits_load(&save->kiosk->store, day, &counts_visits, &visits);
    visits_load(&save->kiosk->store, day, &counts_letters, &letters);
    visits_merge(&visits, &letters, "");
    counts_format_rows(shape == &counts_visits ? &visits : &letters, true, &text);
    put(save, &text);
    counts_fini(&visits);
    counts_fini(&letters);
    buffer_fini(&text);
}

static void put_days(struct save *save, const struct visits_days *days,
                     const struct counts_shape *shape)
{
    struct counts none;
    struct buffer head = {0};
    counts_init(&none, shape);
    counts_format(&none, true, &head);
    put(save, &head);
    for (size_t i = 0; i < days->count && save->answer == 0; i++)
        put_day(save, days->days[i], shape);
    buffer_byte(&head, '\n');
    put(save, &head);
    buffer_fini(&head);
}

static void put_all(struct save *save, const char *device, const char *software)
{
    struct visits_days *days = memory_zeroed(1, sizeof *days);
    struct buffer text = {0};
    if (visits_list(&save->kiosk->store, days) != 0)
        days->count = 0;
    buffer_format(&text, "records,exhibit,device,software\n1,%s,%s,%s\n\n", save->kiosk->is.exhibit,
                  device, software);
    put(save, &text);
    put_days(save, days, &counts_visits);
    put_days(save, days, &counts_letters);
    receipts_text(&save->kiosk->store, &text);
    put(save, &text);
    buffer_fini(&text);
    free(days);
}

/* ---- Where -------------------------------------------------------------------------------------
 */

/* The highest number that a file of this device has. */
struct numbers {
    const char *device;
    unsigned long highest;
    int names;
};

static int consider(void *self, const char *name)
{
    struct numbers *numbers = self;
    const size_t length = strlen(numbers->device);
    char *end;
    if (++numbers->names > NAMES_MAX)
        return -E2BIG;
    if (strncmp(name, numbers->device, length) != 0 || name[length] != '-')
        return 0;
    const unsigned long number = strtoul(name + length + 1, &end, 10);
    if (number > numbers->highest && number < NUMBER_MAX && strncmp(end, ".csv", 4) == 0)
        numbers->highest = number;
    return 0;
}

static int make_folders(const struct files *stick)
{
    static const char *const folders[] = {"VITRINE", FOLDER};
    int answer = 0;
    for (size_t i = 0; i < 2 && (answer == 0 || answer == -EEXIST); i++)
        answer = stick->calls->make_folder(stick->self, folders[i]);
    return answer == -EEXIST ? 0 : answer;
}

static int choose_name(const struct files *stick, const char *device, char name[SAVE_NAME_SIZE])
{
    struct numbers numbers = {.device = device};
    int answer = make_folders(stick);
    if (answer == 0)
        answer = stick->calls->list(stick->self, FOLDER, consider, &numbers);
    snprintf(name, SAVE_NAME_SIZE, FOLDER "/%s-%lu.csv", device, numbers.highest + 1);
    return answer;
}

static int sync_folders(const struct files *stick)
{
    static const char *const folders[] = {FOLDER, "VITRINE", ""};
    int answer = 0;
    for (size_t i = 0; i < 3 && answer == 0; i++)
        answer = store_sync_folder(stick, folders[i]);
    return answer;
}

/* The file has its name only when it is whole. */
static int write_file(struct save *save, const char *name, const char *device, const char *software)
{
    static const char beside[] = FOLDER "/unfinished.tmp";
    const struct files *stick = save->stick;
    store_remove(stick, beside);
    save->file = stick->calls->open(stick->self, beside, FILES_CREATE);
    if (save->file < 0)
        return save->file;
    put_all(save, device, software);
    if (save->answer == 0)
        save->answer = stick->calls->sync(stick->self, save->file);
    const int closed = stick->calls->close(stick->self, save->file);
    if (save->answer == 0)
        save->answer = closed;
    if (save->answer == 0)
        save->answer = stick->calls->rename(stick->self, beside, name);
    if (save->answer != 0)
        store_remove(stick, beside);
    return save->answer == 0 ? sync_folders(stick) : save->answer;
}

static enum update_code code_for(int answer)
{
    switch (answer) {
    case 0:
        return CODE_OK;
    case -ENOSPC:
        return CODE_SPACE;
    case -EIO:
    case -ENODEV:
    case -ENXIO:
        return CODE_REMOVED;
    default:
        return CODE_UNREADABLE;
    }
}

void save_run(const struct kiosk *kiosk, const struct files *stick, const char *device,
              const char *software, struct outcome *ret_outcome)
{
    struct save save = {.kiosk = kiosk, .stick = stick};
    char name[SAVE_NAME_SIZE];
    memset(ret_outcome, 0, sizeof *ret_outcome);
    int answer = choose_name(stick, device, name);
    if (answer == 0)
        answer = write_file(&save, name, device, software);
    ret_outcome->code = code_for(answer);
    ret_outcome->other = answer == -ENOSPC;
    if (answer == 0)
        error_set(&ret_outcome->detail, STATUS_OK, "%s", name);
    else
        error_set(&ret_outcome->detail, STATUS_IO, "records: %s", strerror(-answer));
}
