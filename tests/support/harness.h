/* A small test harness: tables of named cases, expectations that print what was expected and what
 * came, and a summary. A test program is `int main(void) { return harness_run(cases); }`. */
#ifndef SUPPORT_HARNESS_H
#define SUPPORT_HARNESS_H

#include <stdbool.h>
#include <stddef.h>

struct harness_case {
    const char *name;
    void (*run)(void);
};

/* Runs the cases, a table closed by {0}; answers the exit code: 0 all passed, 1 some failed, 77 all
 * skipped. */
int harness_run(const struct harness_case *cases);

/* Ends the current case as skipped; prints why. */
void harness_skip(const char *reason);

/* Records one expectation; use the macros. */
bool harness_expect(bool holds, const char *file, int line, const char *expression);
bool harness_expect_int(long long got, long long expected, const char *file, int line,
                        const char *expression);
bool harness_expect_text(const char *got, const char *expected, const char *file, int line,
                         const char *expression);

/* Each answers whether it held, so that a test can stop where going on makes no sense. A static
 * analyzer does not see into the functions above and is told what holds. */
#ifndef __clang_analyzer__
#define EXPECT(condition) harness_expect((condition), __FILE__, __LINE__, #condition)
#define EXPECT_INT(got, expected)                                                                  \
    harness_expect_int((long long)(got), (long long)(expected), __FILE__, __LINE__, #got)
#else
static inline bool harness_holds(bool holds)
{
    return holds;
}
#define EXPECT(condition) harness_holds(condition)
#define EXPECT_INT(got, expected) harness_holds((long long)(got) == (long long)(expected))
#endif
#define EXPECT_TEXT(got, expected) harness_expect_text((got), (expected), __FILE__, __LINE__, #got)

/* Path of a file in the source tree or of the corpus; static storage, valid until the next call of
 * the same function. harness_corpus skips the current case when the corpus is not there: call it
 * first, and return when it answers NULL. */
const char *harness_source_path(const char *relative);
const char *harness_corpus(const char *relative);

/* The whole file as malloc'ed bytes closed by NUL; a file that cannot be read fails the case and
 * gives NULL. */
char *harness_read_file(const char *path, size_t *ret_length);

/* A fresh empty directory below the build tree, removed when the program ends; static storage. */
const char *harness_temporary_directory(void);

#endif
