#include "support/harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_SKIPPED = 77, PATH_SIZE = 4096 };

static struct {
    int failures;
    bool skipped;
} current;

bool harness_expect(bool holds, const char *file, int line, const char *expression)
{
    if (!holds) {
        current.failures++;
        fprintf(stderr, "%s:%d: expected: %s\n", file, line, expression);
    }
    return holds;
}

bool harness_expect_int(long long got, long long expected, const char *file, int line,
                        const char *expression)
{
    if (got == expected)
        return true;
    current.failures++;
    fprintf(stderr, "%s:%d: %s: expected %lld, came %lld\n", file, line, expression, expected, got);
    return false;
}

bool harness_expect_text(const char *got, const char *expected, const char *file, int line,
                         const char *expression)
{
    if (got == expected || (got != NULL && expected != NULL && strcmp(got, expected) == 0))
        return true;
    current.failures++;
    fprintf(stderr, "%s:%d: %s:\n  expected \"%s\"\n  came     \"%s\"\n", file, line, expression,
            expected == NULL ? "(null)" : expected, got == NULL ? "(null)" : got);
    return false;
}

void harness_skip(const char *reason)
{
    current.skipped = true;
    printf("  SKIPPED: %s\n", reason);
}

const char *harness_source_path(const char *relative)
{
    static char path[PATH_SIZE];
    const char *root = getenv("VITRINE_SOURCE_DIR");
    snprintf(path, sizeof path, "%s/%s", root == NULL ? "." : root, relative);
    return path;
}

const char *harness_corpus(const char *relative)
{
    static char path[PATH_SIZE];
    const char *root = getenv("VITRINE_CORPUS");
    struct stat info;
    snprintf(path, sizeof path, "%s/%s", root == NULL ? "" : root, relative);
    if (root != NULL && stat(path, &info) == 0)
        return path;
    harness_skip("no corpus here (set VITRINE_CORPUS)");
    return NULL;
}

char *harness_read_file(const char *path, size_t *ret_length)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        harness_expect(false, path, 0, "the file can be read");
        return NULL;
    }
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = calloc((size_t)size + 1, 1);
    size_t got = bytes == NULL ? 0 : fread(bytes, 1, (size_t)size, file);
    fclose(file);
    if (ret_length != NULL)
        *ret_length = got;
    return bytes;
}

static char temporary_directory[PATH_SIZE];

static void remove_temporary_directory(void)
{
    char command[PATH_SIZE + 16];
    snprintf(command, sizeof command, "rm -rf '%s'", temporary_directory);
    if (system(command) != 0)
        fprintf(stderr, "cannot remove %s\n", temporary_directory);
}

const char *harness_temporary_directory(void)
{
    if (temporary_directory[0] == '\0') {
        const char *root = getenv("VITRINE_BINARY_DIR");
        snprintf(temporary_directory, sizeof temporary_directory, "%s/tmp-XXXXXX",
                 root == NULL ? "/tmp" : root);
        if (mkdtemp(temporary_directory) == NULL) {
            perror(temporary_directory);
            exit(1);
        }
        atexit(remove_temporary_directory);
    }
    return temporary_directory;
}

int harness_run(const struct harness_case *cases)
{
    int run = 0, failed = 0, skipped = 0;
    for (const struct harness_case *test = cases; test->name != NULL; test++, run++) {
        current.failures = 0;
        current.skipped = false;
        test->run();
        failed += current.failures > 0;
        skipped += current.skipped && current.failures == 0;
        printf("%s %s\n",
               current.failures > 0 ? "FAILED "
               : current.skipped    ? "skipped"
                                    : "ok     ",
               test->name);
    }
    printf("%d passed, %d failed, %d skipped\n", run - failed - skipped, failed, skipped);
    return failed > 0 ? 1 : run > 0 && skipped == run ? EXIT_SKIPPED : 0;
}
