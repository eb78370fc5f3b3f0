#include "update/state.h"

#include "support/harness.h"

#include <stdio.h>
#include <string.h>

static void fill(struct state *state)
{
    *state = (struct state){.seq = 9,
                            .active = "42-0a1b2c3d",
                            .previous = "41-00000000",
                            .trial = "43-ffffffff",
                            .tries = 2,
                            .floor = 42};
    for (int i = 0; i < STATE_BAD_MAX; i++) {
        char id[STATE_ID_SIZE];
        snprintf(id, sizeof id, "%d-deadbeef", 30 + i);
        state_add_bad(state, id);
    }
}

static bool is_read(const struct buffer *text, struct state *state)
{
    struct error error = {0};
    return state_parse(text->bytes, text->length, state, &error) == STATUS_OK;
}

static void reads_what_it_writes(void)
{
    struct state state, back;
    struct buffer text = {0};
    fill(&state);
    state_format(&state, &text);
    EXPECT(text.length <= STATE_SIZE_MAX);
    EXPECT(is_read(&text, &back));
    EXPECT_INT(back.seq, 9);
    EXPECT_TEXT(back.active, "42-0a1b2c3d");
    EXPECT_TEXT(back.trial, "43-ffffffff");
    EXPECT_INT(back.tries, 2);
    EXPECT_INT(back.floor, 42);
    EXPECT_INT(back.bad_count, STATE_BAD_MAX);
    EXPECT_TEXT(back.bad[0], "37-deadbeef");
    buffer_fini(&text);
}

static void believes_no_damaged_file(void)
{
    struct state state, back;
    struct buffer text = {0};
    fill(&state);
    state_format(&state, &text);
    for (size_t bit = 0; bit < 8 * text.length; bit++) {
        text.bytes[bit / 8] ^= (char)(1 << bit % 8);
        if (!EXPECT(!is_read(&text, &back)))
            break;
        text.bytes[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t length = 0; length < text.length; length++) {
        const struct buffer torn = {text.bytes, length, text.capacity};
        if (!EXPECT(!is_read(&torn, &back)))
            break;
    }
    buffer_fini(&text);
}

static void keeps_the_last_eight_failures(void)
{
    struct state state;
    fill(&state);
    state_add_bad(&state, "99-deadbeef");
    EXPECT_INT(state.bad_count, STATE_BAD_MAX);
    EXPECT_TEXT(state.bad[0], "99-deadbeef");
    EXPECT(!state_is_bad(&state, "30-deadbeef"));
    EXPECT(state_is_bad(&state, "31-deadbeef"));
    state_add_bad(&state, "31-deadbeef");
    EXPECT_TEXT(state.bad[0], "99-deadbeef");
}

static void tells_ids_from_other_names(void)
{
    static const char *const wrong[] = {"",
                                        "42",
                                        "42-",
                                        "-0a1b2c3d",
                                        "42-0A1B2C3D",
                                        "42-0a1b2c3",
                                        "42-0a1b2c3d4",
                                        "042-0a1b2c3d",
                                        "42-0a1b2c3d/..",
                                        "18446744073709551616-0a1b2c3d",
                                        ".."};
    uint64_t serial;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        EXPECT(!state_id_serial(wrong[i], &serial));
    EXPECT(state_id_serial("18446744073709551615-0a1b2c3d", &serial));
    EXPECT(serial == UINT64_MAX);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads what it writes", reads_what_it_writes},
        {"believes no damaged file", believes_no_damaged_file},
        {"keeps the last eight failures", keeps_the_last_eight_failures},
        {"tells ids from other names", tells_ids_from_other_names},
        {0},
    };
    return harness_run(cases);
}
