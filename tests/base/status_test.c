#include "base/status.h"

#include "support/harness.h"

#include <string.h>

static void chains_messages_outermost_first(void)
{
    struct error error = {0};
    enum status status = error_set(&error, STATUS_IO, "no such file %d", 7);
    status = error_wrap(&error, status, "opening %s", "x");
    EXPECT_INT(status, STATUS_IO);
    EXPECT_TEXT(error.message, "opening x: no such file 7");
    EXPECT_INT(error_set(NULL, STATUS_INVALID, "unheard"), STATUS_INVALID);
}

static void cuts_long_messages(void)
{
    static char long_text[4 * ERROR_MESSAGE_SIZE];
    struct error error;
    memset(long_text, 'x', sizeof long_text - 1);
    (void)error_set(&error, STATUS_INVALID, "%s", long_text);
    (void)error_wrap(&error, STATUS_INVALID, "%s", long_text);
    EXPECT_INT(strlen(error.message), ERROR_MESSAGE_SIZE - 1);
}

static void tells_whose_fault_it_is(void)
{
    EXPECT_INT(status_exit_code(STATUS_OK), 0);
    EXPECT_INT(status_exit_code(STATUS_INVALID), 1);
    EXPECT_INT(status_exit_code(STATUS_NOT_FOUND), 1);
    EXPECT_INT(status_exit_code(STATUS_IO), 3);
    EXPECT_TEXT(status_text(STATUS_LIMIT), "limit exceeded");
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"chains_messages_outermost_first", chains_messages_outermost_first},
        {"cuts_long_messages", cuts_long_messages},
        {"tells_whose_fault_it_is", tells_whose_fault_it_is},
        {0},
    };
    return harness_run(cases);
}
