#include "golden.h"

#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PATH_SIZE = 1024 };

/* What came goes beside the build, under the golden's name. */
static void keep(const char *name, const char *text, size_t length)
{
    char path[PATH_SIZE];
    const char *build = getenv("VITRINE_BINARY_DIR");
    snprintf(path, sizeof path, "%s/golden", build == NULL ? "." : build);
    (void)mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/golden/%s", build == NULL ? "." : build, name);
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return;
    fwrite(text, 1, length, file);
    fclose(file);
    printf("  expected tests/golden/%s\n  came     %s\n", name, path);
}

void golden_expect(const char *name, const char *text, size_t length)
{
    char relative[PATH_SIZE];
    size_t expected_length = 0;
    snprintf(relative, sizeof relative, "tests/golden/%s", name);
    char *expected = harness_read_file(harness_source_path(relative), &expected_length);
    bool same = expected != NULL && expected_length == length && length > 0 &&
                memcmp(expected, text, length) == 0;
    free(expected);
    if (!EXPECT(same))
        keep(name, text, length);
}
