/* A recording that can be read is written back as one that has the same steps. */
#include <stdint.h>
#include <stdlib.h>

#include "input/replay.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void write_again(const struct replay *replay, struct buffer *out)
{
    replay_write_screen(out, &replay->screen);
    for (size_t i = 0; i < replay->step_count; i++)
        replay_write_step(out, &replay->steps[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct replay replay = {0}, again = {0};
    if (replay_parse("fuzz", (const char *)bytes, length, &replay, NULL) == STATUS_OK) {
        struct buffer out = {0};
        write_again(&replay, &out);
        if (replay_parse("again", out.bytes, out.length, &again, NULL) != STATUS_OK ||
            again.step_count != replay.step_count)
            abort();
        replay_fini(&again);
        buffer_fini(&out);
    }
    replay_fini(&replay);
    return 0;
}
