#include "app/viewer/run.h"

#include <stdio.h>
#include <unistd.h>

#include "app/viewer/loop.h"
#include "app/viewer/play.h"
#include "platform/posix/clock.h"
#include "platform/posix/drm.h"
#include "platform/posix/signals.h"
#include "platform/posix/watch.h"
#include "platform/sdl/events.h"

#define KIOSK_BUNDLE "/run/vitrine/exhibit"
#define INPUT_DEVICES "/dev/input"
#define GRAPHICS_CARDS "/sys/class/drm"

/* The benchmark screen of the interface specification, section 2. */
enum { DEFAULT_W_PX = 1280, DEFAULT_H_PX = 800 };

/* A day. */
enum { FOR_EVER_MS = 24 * 60 * 60 * 1000 };

const char *run_bundle(const struct options *options)
{
    if (options->bundle != NULL)
        return options->bundle;
    return access(KIOSK_BUNDLE, F_OK) == 0 ? KIOSK_BUNDLE : NULL;
}

static struct kiosk_start start_of(const struct options *options, const struct settings *settings,
                                   struct content *content)
{
    bool asked = options->window_w_px > 0;
    return (struct kiosk_start){
        .content = content,
        .settings = settings,
        .window = {.kind = WINDOW_MEMORY,
                   .w_px = asked ? options->window_w_px : DEFAULT_W_PX,
                   .h_px = asked ? options->window_h_px : DEFAULT_H_PX,
                   .rotation_degrees = settings->rotation_degrees,
                   .card = -1},
        .place = options->place,
        .seed = options->seed,
    };
}

/* Without a display, a bundle at fault is an answer, not something to show. */
static enum status judge(struct content *content, struct error *error)
{
    if (content->bundle != NULL)
        return STATUS_OK;
    *error = content->fault;
    return STATUS_INVALID;
}

static enum status dump(const struct options *options, const struct settings *settings,
                        struct content *content, struct error *error)
{
    struct kiosk_start start = start_of(options, settings, content);
    struct kiosk *kiosk = NULL;
    char name[PLACE_TEXT_SIZE];
    enum status status = kiosk_open(&start, 0, &kiosk, error);
    if (status != STATUS_OK)
        return status;
    /* Work that is due at once, such as paging a long letter to its end, is no movement here. */
    while (kiosk_deadline_ms(kiosk) == 0)
        kiosk_tick(kiosk, 0);
    kiosk_show(kiosk, 0);
    struct place place = content->bundle != NULL ? options->place : kiosk_place(kiosk);
    status = kiosk_dump(kiosk, 0, options->dump, place_file_name(&place, name), error);
    kiosk_close(kiosk);
    return status == STATUS_OK ? judge(content, error) : status;
}

static enum status play(const struct options *options, const struct settings *settings,
                        struct content *content, struct error *error)
{
    struct replay replay = {0};
    struct kiosk *kiosk = NULL;
    struct kiosk_start start = start_of(options, settings, content);
    struct settings of_screen = *settings;
    enum status status = replay_load(options->replay, &replay, error);
    if (status == STATUS_OK) {
        of_screen.diagonal_inch_tenths = replay.screen.diagonal_inch_tenths;
        start.settings = &of_screen;
        start.window.w_px = replay.screen.w_px;
        start.window.h_px = replay.screen.h_px;
        start.seed = replay.screen.seed;
        status = kiosk_open(&start, 0, &kiosk, error);
    }
    if (status == STATUS_OK)
        status = play_run(kiosk, options->replay, &replay,
                          options->dump != NULL ? options->dump : ".", error);
    kiosk_close(kiosk);
    replay_fini(&replay);
    return status == STATUS_OK ? judge(content, error) : status;
}

static enum status begin_record(const struct options *options, const struct settings *settings,
                                const struct kiosk *kiosk, struct record **ret_record,
                                struct error *error)
{
    if (options->record == NULL)
        return STATUS_OK;
    struct rotation size = window_rotation(kiosk_window(kiosk));
    int diagonal = settings->diagonal_inch_tenths;
    struct replay_screen screen = {
        size.w, size.h, diagonal != 0 ? diagonal : settings_usual_diagonal(size.w, size.h),
        options->seed};
    return record_open(options->record, &screen, clock_now_ms(), ret_record, error);
}

static enum status show(const struct options *options, const struct settings *settings,
                        struct content *content, struct loop_bed *bed, struct error *error)
{
    struct kiosk_start start = start_of(options, settings, content);
    struct kiosk *kiosk = NULL;
    struct record *record = NULL;
    bool window = options->window_w_px > 0 || window_has_desktop();
    start.window.kind = window ? WINDOW_DESKTOP : WINDOW_FULLSCREEN;
    start.window.card = drm_connected_card(GRAPHICS_CARDS);
    start.wake = loop_wake;
    start.wake_self = bed;
    enum status status = kiosk_open(&start, clock_now_ms(), &kiosk, error);
    if (status == STATUS_OK)
        status = begin_record(options, settings, kiosk, &record, error);
    if (status == STATUS_OK) {
        loop_run(kiosk, settings, bed, record);
        status = record_close(record, clock_now_ms(), error);
    }
    kiosk_close(kiosk);
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

static enum status show_watched(const struct options *options, const struct settings *settings,
                                struct content *content, struct loop_bed *bed, struct error *error)
{
    struct watch *watch = NULL;
    if (!options->watch)
        return show(options, settings, content, bed, error);
    const struct settings slow = patient(settings);
    enum status status = watch_open(content->path, loop_reload, bed, &watch, error);
    if (status == STATUS_OK)
        status = show(options, &slow, content, bed, error);
    watch_close(watch);
    return status;
}

static enum status show_in_bed(const struct options *options, const struct settings *settings,
                               struct content *content, struct error *error)
{
    struct loop_bed bed = {0};
    struct signals *signals = NULL;
    if (content->bundle == NULL)
        fprintf(stderr, "vitrine: %s\n", content->fault.message);
    enum status status = signals_open(loop_end, &bed, &signals, error);
    if (status == STATUS_OK && !window_has_desktop())
        status = sleeper_open(INPUT_DEVICES, &bed.sleeper, error);
    if (status == STATUS_OK)
        status = show_watched(options, settings, content, &bed, error);
    signals_close(signals);
    sleeper_close(bed.sleeper);
    return status;
}

enum status run(const struct options *options, const struct settings *settings,
                struct content *content, struct error *error)
{
    if (options->replay != NULL)
        return play(options, settings, content, error);
    if (options->dump != NULL)
        return dump(options, settings, content, error);
    return show_in_bed(options, settings, content, error);
}
