#include "app/viewer/record.h"

#include <stdio.h>
#include <stdlib.h>

#include "support/harness.h"

static const struct replay_screen screen = {1280, 800, 101, 7};

static void a_visit_comes_back_as_a_replay(void)
{
    char path[4200];
    struct record *record = NULL;
    struct error error;
    struct replay replay = {0};
    snprintf(path, sizeof path, "%s/visit.replay", harness_temporary_directory());
    if (!EXPECT(record_open(path, &screen, 5000, &record, &error) == STATUS_OK))
        return;
    struct input_event touch = {INPUT_TOUCH_DOWN, 6000,  77, 12345, {640, 400}, 0,
                                KEY_NONE,         false, ""};
    record_event(record, &touch);
    touch.kind = INPUT_TOUCH_UP;
    touch.time_ms = 6100;
    record_event(record, &touch);
    record_event(record,
                 &(struct input_event){.kind = INPUT_KEY, .time_ms = 7000, .key = KEY_BACK});
    EXPECT(record_close(record, 9000, &error) == STATUS_OK);

    if (!EXPECT(replay_load(path, &replay, &error) == STATUS_OK))
        return;
    EXPECT_INT(replay.screen.w_px, 1280);
    EXPECT_INT(replay.screen.seed, 7);
    EXPECT_INT(replay.step_count, 4);
    EXPECT_INT(replay.steps[0].time_ms, 1000);
    EXPECT_INT(replay.steps[0].event.point.x, 640);
    EXPECT_INT(replay.steps[1].event.kind, INPUT_TOUCH_UP);
    EXPECT_INT(replay.steps[1].event.contact, replay.steps[0].event.contact);
    EXPECT_INT(replay.steps[2].event.key, KEY_BACK);
    EXPECT_INT(replay.steps[3].time_ms, 4000);
    replay_fini(&replay);
}

static void a_file_that_cannot_be_is_named(void)
{
    struct record *record = NULL;
    struct error error;
    EXPECT(record_open("/nonexistent/visit", &screen, 0, &record, &error) == STATUS_IO);
    EXPECT_TEXT(error.message, "/nonexistent/visit: No such file or directory");
    EXPECT(record == NULL);
    EXPECT(record_close(NULL, 0, &error) == STATUS_OK);
}

int main(void)
{
    return harness_run((struct harness_case[]){
        {"a visit comes back as a replay", a_visit_comes_back_as_a_replay},
        {"a file that cannot be is named", a_file_that_cannot_be_is_named},
        {0},
    });
}
