#include "app/viewer/play.h"

#include <stdio.h>
#include <string.h>

#include "app/viewer/drive.h"
#include "draw/list.h"

struct play {
    struct kiosk *kiosk;
    struct house *house;
    struct drive drive;
    const char *path, *directory;
    int failures;
};

static void fail(struct play *play, const struct replay_step *step, const char *what,
                 const char *came)
{
    fprintf(stderr, "%s:%d: %s %s; came %s\n", play->path, step->line, what, step->text, came);
    play->failures++;
}

static void expect_place(struct play *play, const struct replay_step *step)
{
    struct place asked, place = kiosk_place(play->kiosk);
    char text[PLACE_TEXT_SIZE];
    if (!place_parse(step->text, &asked) || !place_answers(&place, &asked))
        fail(play, step, "expected", place_format(&place, text));
}

static void expect_words(struct play *play, const struct replay_step *step)
{
    struct place place = kiosk_place(play->kiosk);
    char text[PLACE_TEXT_SIZE];
    const struct draw_list *frame = kiosk_frame(play->kiosk);
    for (size_t i = 0; i < frame->run_count; i++)
        if (strstr(frame->runs[i].text, step->text) != NULL)
            return;
    fail(play, step, "expected the words", place_format(&place, text));
}

/* The topmost target of a name; NULL: none. */
static const struct draw_target *find_target(const struct draw_list *frame, const char *name)
{
    for (size_t i = frame->target_count; i-- > 0;)
        if (strcmp(frame->targets[i].name, name) == 0)
            return &frame->targets[i];
    return NULL;
}

static struct point middle(struct rect rect)
{
    return (struct point){rect.x + rect.w / 2, rect.y + rect.h / 2};
}

static void touch(struct play *play, enum input_event_kind kind, struct point point)
{
    drive_input(&play->drive, (struct input_event){.kind = kind, .point = point});
}

static void tap(struct play *play, const struct replay_step *step)
{
    const struct draw_list *frame = kiosk_frame(play->kiosk);
    const struct draw_target *target = find_target(frame, step->text);
    if (target == NULL) {
        fail(play, step, "no target", "none of that name");
        return;
    }
    const struct rect seen = rect_intersection(target->drawn, frame->screen);
    const struct draw_target *hit = draw_list_hit(frame, middle(seen), 0);
    if (hit != target) {
        fail(play, step, "a touch on", hit == NULL ? "nothing" : hit->name);
        return;
    }
    const struct point point = middle(seen);
    touch(play, INPUT_TOUCH_DOWN, point);
    touch(play, INPUT_TOUCH_UP, point);
}

/* As the file would hold it: with a line's end. */
static void say_status(struct play *play, const struct replay_step *step)
{
    struct buffer line = {0};
    buffer_format(&line, "%s\n", step->text);
    drive_status(&play->drive, line.bytes, line.length);
    buffer_fini(&line);
}

static void set_clock(struct play *play, const struct replay_step *step)
{
    struct hours_time time;
    bool set = strcmp(step->text, "unset") != 0;
    if (set && !hours_time_parse(step->text, &time)) {
        fail(play, step, "no time like mon 17:59", "none");
        return;
    }
    house_set_time(play->house, set ? &time : NULL, step->text);
    drive_house(&play->drive);
}

static enum status take_step(struct play *play, const struct replay_step *step, struct error *error)
{
    enum status status;
    switch (step->kind) {
    case REPLAY_INPUT:
        drive_input(&play->drive, step->event);
        return STATUS_OK;
    case REPLAY_DUMP:
        status = kiosk_dump(play->kiosk, step->time_ms, play->directory, step->text, error);
        return status == STATUS_OK ? status
                                   : error_wrap(error, status, "%s:%d", play->path, step->line);
    case REPLAY_EXPECT:
        expect_place(play, step);
        return STATUS_OK;
    case REPLAY_TAP:
        tap(play, step);
        return STATUS_OK;
    case REPLAY_SHOWS:
        expect_words(play, step);
        return STATUS_OK;
    case REPLAY_STATUS:
        say_status(play, step);
        return STATUS_OK;
    case REPLAY_CLOCK:
        set_clock(play, step);
        return STATUS_OK;
    case REPLAY_END:
        return STATUS_OK;
    }
    return STATUS_OK;
}

enum status play_run(struct kiosk *kiosk, struct house *house, const char *path,
                     const struct replay *replay, const char *directory, struct error *error)
{
    struct play play = {.kiosk = kiosk,
                        .house = house,
                        .drive = {.kiosk = kiosk},
                        .path = path,
                        .directory = directory};
    enum status status = STATUS_OK;
    kiosk_show(kiosk, 0);
    for (size_t i = 0; i < replay->step_count && status == STATUS_OK; i++) {
        if (!kiosk_is_moving(kiosk, play.drive.now_ms))
            kiosk_settle(kiosk);
        drive_advance(&play.drive, replay->steps[i].time_ms);
        status = take_step(&play, &replay->steps[i], error);
    }
    if (status == STATUS_OK && play.failures > 0)
        return error_set(error, STATUS_INVALID, "%s: %d of its expectations failed", path,
                         play.failures);
    return status;
}
