#include "app/viewer/run.h"

#include <stdio.h>
#include <unistd.h>

#include "app/viewer/loop.h"
#include "app/viewer/monkey.h"
#include "app/viewer/panel.h"
#include "app/viewer/play.h"
#include "app/viewer/visits.h"
#include "base/file.h"
#include "platform/posix/backlight.h"
#include "platform/posix/clock.h"
#include "platform/posix/notify.h"
#include "platform/posix/signals.h"
#include "platform/posix/watch.h"
#include "platform/sdl/events.h"
#include "update/status_line.h"

#define KIOSK_FOLDER "/run/vitrine"
#define KIOSK_BUNDLE KIOSK_FOLDER "/exhibit"
#define INPUT_DEVICES "/dev/input"
#define GRAPHICS_CARDS "/sys/class/drm"

/* The benchmark screen of the interface specification, section 2. */
enum { DEFAULT_W_PX = 1280, DEFAULT_H_PX = 800 };

/* More than the longest letter has pages: what is due at once for ever is a motion. */
enum { DUMP_TICKS_MAX = 20000 };

/* A day. */
enum { FOR_EVER_MS = 24 * 60 * 60 * 1000 };

const char *run_bundle(const struct options *options)
{
    if (options->bundle != NULL)
        return options->bundle;
    /* A kiosk that has no content has a card to show for it, and a test chart needs none. */
    bool shows = options->check_display || access(KIOSK_FOLDER, F_OK) == 0;
    return shows ? KIOSK_BUNDLE : NULL;
}

/* What all the ways to run share. */
struct job {
    const struct options *options;
    const struct settings *settings;
    const char *complaints; /* about them */
    struct content *content;
    struct house *house;
    struct visits visits;
};

/* Only a visitor at a display is told of elsewhere, and staff ask of nobody else. */
static const char *socket_of(const struct job *job)
{
    const struct options *options = job->options;
    bool shown = options->monkey == 0 && options->replay == NULL && options->dump == NULL;
    return shown ? job->settings->socket : NULL;
}

/* The house outlasts a kiosk whose display became another: what staff have set stays. */
static enum status open_kiosk(struct job *job, struct kiosk_start *start, uint64_t now_ms,
                              struct kiosk **ret_kiosk, struct error *error)
{
    const struct house_start house = {.settings = job->settings,
                                      .complaints = job->complaints,
                                      .socket = socket_of(job),
                                      .version = job->content->version,
                                      .stays = job->options->check_display};
    if (job->house == NULL)
        job->house = house_create(&house);
    start->house = job->house;
    return kiosk_open(start, now_ms, ret_kiosk, error);
}

static struct kiosk_start start_of(struct job *job)
{
    const struct options *options = job->options;
    bool asked = options->window_w_px > 0;
    return (struct kiosk_start){
        .content = job->content,
        .window = {.kind = WINDOW_MEMORY,
                   .w_px = asked ? options->window_w_px : DEFAULT_W_PX,
                   .h_px = asked ? options->window_h_px : DEFAULT_H_PX,
                   .rotation_degrees = job->settings->rotation_degrees,
                   .card = -1},
        .text_only = options->text,
        .place = options->place,
        .seed = options->seed,
        .visits = visits_view(&job->visits),
    };
}

/* Without a display, a bundle at fault is an answer, not something to show. */
static enum status judge(const struct content *content, struct error *error)
{
    if (content->bundle != NULL)
        return STATUS_OK;
    *error = content->fault;
    return STATUS_INVALID;
}

/* What the update agent says stands over the place. */
static void show_status(const struct job *job, struct kiosk *kiosk)
{
    struct buffer line = {0};
    if (job->settings->status[0] != '\0' &&
        file_read(job->settings->status, STATUS_LINE_MAX, &line, NULL) == STATUS_OK)
        kiosk_status(kiosk, buffer_string(&line), line.length, 0);
    buffer_fini(&line);
}

static enum status dump(struct job *job, struct error *error)
{
    struct kiosk_start start = start_of(job);
    struct kiosk *kiosk = NULL;
    char name[PLACE_TEXT_SIZE];
    enum status status = open_kiosk(job, &start, 0, &kiosk, error);
    if (status != STATUS_OK)
        return status;
    /* Work that is due at once, such as paging a long letter to its end, is no movement here. */
    for (int tick = 0; kiosk_deadline_ms(kiosk) == 0 && tick < DUMP_TICKS_MAX; tick++)
        kiosk_tick(kiosk, 0);
    show_status(job, kiosk);
    kiosk_show(kiosk, 0);
    struct place place = job->content->bundle != NULL ? start.place : kiosk_place(kiosk);
    status = kiosk_dump(kiosk, 0, job->options->dump, place_file_name(&place, name), error);
    kiosk_close(kiosk);
    return status == STATUS_OK ? judge(job->content, error) : status;
}

static enum status play(struct job *job, struct error *error)
{
    const struct options *options = job->options;
    struct replay replay = {0};
    struct kiosk *kiosk = NULL;
    struct kiosk_start start = start_of(job);
    const struct settings *settings = job->settings;
    struct settings of_screen = *settings;
    enum status status = replay_load(options->replay, &replay, error);
    if (status == STATUS_OK) {
        of_screen.diagonal_inch_tenths = replay.screen.diagonal_inch_tenths;
        job->settings = &of_screen;
        start.window.w_px = replay.screen.w_px;
        start.window.h_px = replay.screen.h_px;
        start.seed = replay.screen.seed;
        status = open_kiosk(job, &start, 0, &kiosk, error);
    }
    if (status == STATUS_OK)
        status = play_run(kiosk, job->house, options->replay, &replay,
                          options->dump != NULL ? options->dump : ".", error);
    kiosk_close(kiosk);
    job->settings = settings;
    replay_fini(&replay);
    return status == STATUS_OK ? judge(job->content, error) : status;
}

static enum status let_monkey(struct job *job, struct error *error)
{
    struct kiosk_start start = start_of(job);
    struct kiosk *kiosk = NULL;
    enum status status = judge(job->content, error);
    if (status == STATUS_OK)
        status = open_kiosk(job, &start, 0, &kiosk, error);
    if (status == STATUS_OK)
        status = monkey_run(kiosk, job->options->monkey, job->options->seed, job->settings, error);
    kiosk_close(kiosk);
    return status;
}

static enum status begin_record(const struct job *job, const struct kiosk *kiosk,
                                struct record **ret_record, struct error *error)
{
    if (job->options->record == NULL)
        return STATUS_OK;
    struct rotation size = window_rotation(kiosk_window(kiosk));
    int diagonal = job->settings->diagonal_inch_tenths;
    struct replay_screen screen = {
        size.w, size.h, diagonal != 0 ? diagonal : settings_usual_diagonal(size.w, size.h),
        job->options->seed};
    return record_open(job->options->record, &screen, clock_now_ms(), ret_record, error);
}

/* Pages for staff do not open again by themselves, and a sleeping screen wakes to its slides. */
static struct place place_for_next(const struct job *job, struct place place)
{
    bool staff = place.kind == PLACE_PIN || place.kind == PLACE_STAFF;
    if (place.kind == PLACE_SLEEP || (staff && !job->options->check_display))
        return (struct place){.kind = PLACE_ATTRACT};
    return place;
}

/* Shows the exhibit on the display as it is now; *ret_again: that became another, and the place at
 * which a visitor was is start->place. */
static enum status show_once(struct job *job, struct loop_bed *bed, struct kiosk_start *start,
                             bool *ret_again, struct error *error)
{
    struct kiosk *kiosk = NULL;
    struct record *record = NULL;
    *ret_again = false;
    enum status status = open_kiosk(job, start, clock_now_ms(), &kiosk, error);
    if (status == STATUS_OK)
        status = begin_record(job, kiosk, &record, error);
    if (status == STATUS_OK) {
        atomic_store(&bed->told, bed->status != NULL);
        *ret_again = loop_run(kiosk, job->house, bed, record);
        start->place = place_for_next(job, kiosk_place(kiosk));
        status = record_close(record, clock_now_ms(), error);
    }
    kiosk_close(kiosk);
    return status;
}

/* Once for each display that comes. A bare one may take a while to be free. */
static enum status show_on(struct job *job, struct loop_bed *bed, struct panel *panel,
                           struct error *error)
{
    struct kiosk_start start = start_of(job);
    const bool window = job->options->window_w_px > 0 || window_has_desktop();
    start.window.kind = window ? WINDOW_DESKTOP : WINDOW_FULLSCREEN;
    start.wake = loop_wake;
    start.wake_self = bed;
    bed->backlight = window ? NULL : backlight_open(BACKLIGHT_FOLDER);
    start.has_backlight = bed->backlight != NULL;
    enum status status = STATUS_OK;
    int failures = 0;
    for (bool again = true; again && panel_await(panel);) {
        start.window.card = panel->screens.card;
        status = show_once(job, bed, &start, &again, error);
        failures = status == STATUS_OK ? 0 : failures + 1;
        again = again || (status == STATUS_IO && panel_retry(panel, failures));
    }
    backlight_close(bed->backlight);
    return status;
}

static enum status show(struct job *job, struct loop_bed *bed, struct error *error)
{
    struct panel panel = {.screens = {.card = -1}};
    bed->beat_ms = notify_watchdog_ms();
    if (job->options->window_w_px == 0 && panel_is_bare())
        panel_init(&panel, GRAPHICS_CARDS, bed);
    const enum status status = show_on(job, bed, &panel, error);
    panel_fini(&panel);
    return status;
}

/* Who watches reads and writes elsewhere meanwhile: nothing begins again. */
static struct settings patient(const struct settings *settings)
{
    struct settings patient = *settings;
    patient.times.reading_least_ms = patient.times.reading_most_ms = FOR_EVER_MS;
    patient.times.idle_ms = patient.times.end_ms = FOR_EVER_MS;
    return patient;
}

static enum status show_watched(struct job *job, struct loop_bed *bed, struct error *error)
{
    struct watch *watch = NULL;
    if (!job->options->watch)
        return show(job, bed, error);
    const struct settings *settings = job->settings, slow = patient(settings);
    enum status status = watch_open(job->content->path, loop_reload, bed, &watch, error);
    job->settings = &slow;
    if (status == STATUS_OK)
        status = show(job, bed, error);
    job->settings = settings;
    watch_close(watch);
    return status;
}

/* The update agent's line is read once now, and whenever it changes. */
static void watch_status(const struct job *job, struct loop_bed *bed, struct watch **ret_watch)
{
    struct error error = {0};
    if (job->settings->status[0] == '\0')
        return;
    bed->status = job->settings->status;
    if (watch_open(bed->status, loop_tell, bed, ret_watch, &error) != STATUS_OK)
        fprintf(stderr, "vitrine: %s; news of updates are not shown\n", error.message);
}

static enum status show_in_bed(struct job *job, struct error *error)
{
    struct loop_bed bed = {0};
    struct signals *signals = NULL;
    struct watch *watch = NULL;
    if (job->content->bundle == NULL)
        fprintf(stderr, "vitrine: %s\n", job->content->fault.message);
    enum status status = signals_open(loop_end, &bed, &signals, error);
    if (status == STATUS_OK && !window_has_desktop())
        status = sleeper_open(INPUT_DEVICES, &bed.sleeper, error);
    if (status == STATUS_OK) {
        watch_status(job, &bed, &watch);
        status = show_watched(job, &bed, error);
    }
    watch_close(watch);
    signals_close(signals);
    sleeper_close(bed.sleeper);
    return status;
}

static enum status run_job(struct job *job, struct error *error)
{
    const struct options *options = job->options;
    if (options->monkey > 0)
        return let_monkey(job, error);
    if (options->replay != NULL)
        return play(job, error);
    if (options->dump != NULL)
        return dump(job, error);
    return show_in_bed(job, error);
}

enum status run(const struct options *options, const struct config *config, struct content *content,
                struct error *error)
{
    struct job job = {.options = options,
                      .settings = &config->settings,
                      .complaints = buffer_string(&config->complaints),
                      .content = content};
    enum status status = visits_open(options->visits, socket_of(&job), &job.visits, error);
    if (status != STATUS_OK)
        return status;
    status = run_job(&job, error);
    house_destroy(job.house);
    enum status closed = visits_close(&job.visits, status == STATUS_OK ? error : NULL);
    return status == STATUS_OK ? closed : status;
}
