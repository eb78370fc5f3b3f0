#include "base/file.h"

#include "support/harness.h"

#include <stdio.h>
#include <string.h>

static void reads_up_to_the_limit(void)
{
    char path[1024], bytes[10000];
    struct buffer content = {0};
    struct error error = {0};
    snprintf(path, sizeof path, "%s/file", harness_temporary_directory());
    memset(bytes, 'x', sizeof bytes);
    FILE *file = fopen(path, "wb");
    if (!EXPECT(file != NULL))
        return;
    fwrite(bytes, 1, sizeof bytes, file);
    fclose(file);
    buffer_text(&content, "before");
    EXPECT_INT(file_read(path, sizeof bytes, &content, &error), STATUS_OK);
    EXPECT_INT(content.length, 6 + sizeof bytes);
    EXPECT_INT(file_read(path, sizeof bytes - 1, &content, &error), STATUS_LIMIT);
    EXPECT_TEXT(error.message + strlen(path), ": over 9999 bytes");
    buffer_fini(&content);
}

static void tells_an_absent_file_from_an_unreadable_one(void)
{
    struct buffer content = {0};
    struct error error = {0};
    EXPECT_INT(file_read("/nonexistent/x", 10, &content, &error), STATUS_NOT_FOUND);
    EXPECT_TEXT(error.message, "/nonexistent/x: No such file or directory");
    EXPECT_INT(file_read("/", 10, &content, &error), STATUS_IO);
    buffer_fini(&content);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads_up_to_the_limit", reads_up_to_the_limit},
        {"tells_an_absent_file_from_an_unreadable_one",
         tells_an_absent_file_from_an_unreadable_one},
        {0},
    };
    return harness_run(cases);
}
