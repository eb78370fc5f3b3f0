#include "input/replay.h"

#include "support/harness.h"

#include <stdio.h>
#include <string.h>

/* As replay_write_step writes it: what is read and written again is the same. */
static const char canonical[] = "vitrine-replay 1 1920x1080 15.6 4294967295\n"
                                "1200 touch 0 down 960 540\n"
                                "1230 touch 0 move -3 540 22\n"
                                "1260 touch 99 up 930 541 12\n"
                                "3000 key Right\n"
                                "3000 key Ctrl+Alt+S\n"
                                "3050 type \xC3\xA9\n"
                                "3100 unplug touch\n"
                                "3200 headphones in\n"
                                "3250 headphones out\n"
                                "3300 status copying 42 37 %\n"
                                "4000 dump note-3.open\n"
                                "4100 expect letter/70#note=3\n"
                                "4200 tap note=3\n"
                                "4300 shows page 2 of 4\n"
                                "60000 end\n";

static void expect_round_trip(const char *text, const char *expected)
{
    struct replay replay;
    struct error error = {0};
    struct buffer out = {0};
    if (EXPECT_INT(replay_parse("r", text, strlen(text), &replay, &error), STATUS_OK)) {
        replay_write_screen(&out, &replay.screen);
        for (size_t i = 0; i < replay.step_count; i++)
            replay_write_step(&out, &replay.steps[i]);
        EXPECT_TEXT(buffer_string(&out), expected);
    } else {
        EXPECT_TEXT(error.message, "");
    }
    buffer_fini(&out);
    replay_fini(&replay);
}

static void what_is_written_is_read_again(void)
{
    expect_round_trip(canonical, canonical);
}

static void people_may_write_it_loosely(void)
{
    expect_round_trip("vitrine-replay  1 800x480 7 1\r\n\r\n# said aside\n 5   key  pgdn \n"
                      "05 touch 1 down  2 3\n6 end",
                      "vitrine-replay 1 800x480 7.0 1\n5 key Right\n5 touch 1 down 2 3\n6 end\n");
}

static void steps_hold_what_was_written(void)
{
    struct replay replay;
    if (EXPECT_INT(replay_parse("r", canonical, sizeof canonical - 1, &replay, NULL), STATUS_OK)) {
        EXPECT_INT(replay.screen.w_px, 1920);
        EXPECT_INT(replay.screen.diagonal_inch_tenths, 156);
        EXPECT(replay.screen.seed == UINT32_MAX);
        EXPECT_INT(replay.step_count, 15);
        const struct replay_step *move = &replay.steps[1];
        EXPECT_INT(move->kind, REPLAY_INPUT);
        EXPECT_INT(move->event.kind, INPUT_TOUCH_MOVE);
        EXPECT_INT(move->event.time_ms, 1230);
        EXPECT_INT(move->event.point.x, -3);
        EXPECT_INT(move->event.size_px, 22);
        EXPECT_INT(move->line, 3);
        EXPECT_INT(replay.steps[3].event.key, KEY_NEXT_PAGE);
        EXPECT_TEXT(replay.steps[11].text, "letter/70#note=3");
    }
    replay_fini(&replay);
}

static void expect_fault(const char *bytes, size_t length, enum status status, const char *message)
{
    struct replay replay;
    struct error error = {0};
    EXPECT_INT(replay_parse("r", bytes, length, &replay, &error), status);
    EXPECT_TEXT(error.message, message);
    replay_fini(&replay);
}

static void first_lines_at_fault_are_told(void)
{
    static const char usage[] =
        "r:1: write vitrine-replay 1 WIDTHxHEIGHT DIAGONAL SEED: 1280x800 10.1 1";
    static const struct {
        const char *text, *message;
        enum status status;
    } cases[] = {
        {"", "r:1: the file is cut off; its last line is: MS end", STATUS_INVALID},
        {"vitrine-dump 1", "r:1: not a replay; it begins with vitrine-replay", STATUS_INVALID},
        {"vitrine-replay 2 8x8 7 1", "r:1: a replay of another version than 1", STATUS_UNSUPPORTED},
        {"vitrine-replay 1 8 7 1", usage, STATUS_INVALID},
        {"vitrine-replay 1 0x8 7 1", usage, STATUS_INVALID},
        {"vitrine-replay 1 8x-8 7 1", usage, STATUS_INVALID},
        {"vitrine-replay 1 16385x8 7 1", usage, STATUS_INVALID},
        {"vitrine-replay 1 8x8 7.15 1", usage, STATUS_INVALID},
        {"vitrine-replay 1 8x8 0.0 1", usage, STATUS_INVALID},
        {"vitrine-replay 1 8x8 7. 1", usage, STATUS_INVALID},
        {"vitrine-replay 1 8x8 7", usage, STATUS_INVALID},
        {"vitrine-replay 1 8x8 7 4294967296", usage, STATUS_INVALID},
        {"vitrine-replay 1 8x8 7 1 1", usage, STATUS_INVALID},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        expect_fault(cases[i].text, strlen(cases[i].text), cases[i].status, cases[i].message);
}

static void lines_at_fault_are_told(void)
{
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"end", "a line begins with its time in milliseconds"},
        {"-1 end", "a line begins with its time in milliseconds"},
        {"1000000000000000 end", "a line begins with its time in milliseconds"},
        {"4 end", "the time goes back"},
        {"5 click 1 2", "no such event; see src/input/replay.h"},
        {"5", "no such event; see src/input/replay.h"},
        {"5 touch 100 down 1 2", "a contact is a number from 0 to 99"},
        {"5 touch down 1 2", "a contact is a number from 0 to 99"},
        {"5 touch 0 tap 1 2", "a touch goes down, move or up"},
        {"5 touch 0 down 1", "a touch has x and y in pixels"},
        {"5 touch 0 down 1 100000", "a touch has x and y in pixels"},
        {"5 touch 0 down 1 2.5", "a touch has x and y in pixels"},
        {"5 touch 0 down 1 2 wide", "the width of a touch is a number of pixels"},
        {"5 touch 0 down 1 2 3 4", "too many words for a touch"},
        {"5 key Q", "no such key"},
        {"5 unplug keyboard", "only touch can be unplugged"},
        {"5 headphones", "headphones go in or out"},
        {"5 dump ../x", "a dump's name has letters, digits, . _ and - only"},
        {"5 dump .x", "a dump's name has letters, digits, . _ and - only"},
        {"5 dump", "a dump's name has letters, digits, . _ and - only"},
        {"5 expect", "expect needs a place"},
        {"5 tap", "tap needs the name of a target"},
        {"5 shows ", "shows needs words"},
        {"5 end now", "nothing follows end"},
        {"5 end\n# fine\n6 key Up", "nothing follows end"},
        {"5 status \xFF", "not a line of at most 1000 bytes of UTF-8 text"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[200], message[200];
        snprintf(text, sizeof text, "vitrine-replay 1 8x8 7 1\n5 key Up\n%s", cases[i].line);
        snprintf(message, sizeof message, "r:%d: %s", i == 24 ? 5 : 3, cases[i].message);
        expect_fault(text, strlen(text), STATUS_INVALID, message);
    }
    expect_fault("vitrine-replay 1 8x8 7 1\n5 end\0\n", 32, STATUS_INVALID,
                 "r:2: not a line of at most 1000 bytes of UTF-8 text");
}

static void limits_are_held(void)
{
    char text[REPLAY_LINE_MAX + 100];
    const int head = snprintf(text, sizeof text, "vitrine-replay 1 8x8 7 1\n5 status ");
    memset(text + head, 'x', sizeof text - (size_t)head);
    expect_fault(text, sizeof text, STATUS_INVALID,
                 "r:2: not a line of at most 1000 bytes of UTF-8 text");
    expect_fault(NULL, REPLAY_BYTES_MAX + 1, STATUS_LIMIT, "r: over 16 MiB");
}

static void every_cut_is_noticed(void)
{
    for (size_t length = 0; length < sizeof canonical - 2; length++) {
        struct replay replay;
        EXPECT(replay_parse("r", canonical, length, &replay, NULL) != STATUS_OK);
        replay_fini(&replay);
    }
}

static void files_are_read(void)
{
    struct replay replay;
    struct error error = {0};
    char path[1024];
    snprintf(path, sizeof path, "%s/visit.replay", harness_temporary_directory());
    FILE *file = fopen(path, "wb");
    if (!EXPECT(file != NULL))
        return;
    fwrite(canonical, 1, sizeof canonical - 1, file);
    fclose(file);
    EXPECT_INT(replay_load(path, &replay, &error), STATUS_OK);
    EXPECT_INT(replay.step_count, 15);
    replay_fini(&replay);
    EXPECT_INT(replay_load("/nonexistent/r", &replay, &error), STATUS_NOT_FOUND);
    EXPECT_TEXT(error.message, "/nonexistent/r: No such file or directory");
    replay_fini(&replay);
    EXPECT_INT(replay_load("/", &replay, &error), STATUS_IO);
    replay_fini(&replay);
}

static int64_t number(struct replay_contacts *contacts, enum input_event_kind kind, int64_t device,
                      int64_t contact)
{
    struct input_event event = {.kind = kind, .device = device, .contact = contact};
    return replay_contact(contacts, &event) && event.device == 0 ? event.contact : -1;
}

static void contacts_get_small_numbers(void)
{
    struct replay_contacts contacts = {0};
    EXPECT_INT(number(&contacts, INPUT_TOUCH_DOWN, 5, 1LL << 40), 0);
    EXPECT_INT(number(&contacts, INPUT_TOUCH_DOWN, 6, 1LL << 40), 1);
    EXPECT_INT(number(&contacts, INPUT_TOUCH_MOVE, 5, 1LL << 40), 0);
    EXPECT_INT(number(&contacts, INPUT_TOUCH_UP, 5, 1LL << 40), 0);
    EXPECT_INT(number(&contacts, INPUT_TOUCH_MOVE, 6, 1LL << 40), 1);
    EXPECT_INT(number(&contacts, INPUT_TOUCH_DOWN, 5, 77), 0);
    EXPECT_INT(number(&contacts, INPUT_TOUCH_LOST, 6, 0), -1);
    EXPECT_INT(number(&contacts, INPUT_TOUCH_DOWN, 7, 3), 1);
    EXPECT_INT(number(&contacts, INPUT_KEY, 0, 0), -1);
    for (int i = 2; i <= REPLAY_CONTACT_MAX; i++)
        EXPECT_INT(number(&contacts, INPUT_TOUCH_DOWN, 8, i), i);
    EXPECT_INT(number(&contacts, INPUT_TOUCH_DOWN, 9, 1), -1);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"what_is_written_is_read_again", what_is_written_is_read_again},
        {"people_may_write_it_loosely", people_may_write_it_loosely},
        {"steps_hold_what_was_written", steps_hold_what_was_written},
        {"first_lines_at_fault_are_told", first_lines_at_fault_are_told},
        {"lines_at_fault_are_told", lines_at_fault_are_told},
        {"limits_are_held", limits_are_held},
        {"every_cut_is_noticed", every_cut_is_noticed},
        {"files_are_read", files_are_read},
        {"contacts_get_small_numbers", contacts_get_small_numbers},
        {0},
    };
    return harness_run(cases);
}
