/* What is not a whole bundle of ours is refused with a message that says what it is. */
#include "bundle/reader.h"

#include "base/buffer.h"
#include "bundle/verify.h"
#include "fixture.h"
#include "support/harness.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct file {
    char *bytes;
    size_t length;
};

static bool sample_init(struct file *sample)
{
    const char *path = fixture_path("sample.vitrine");
    if (!fixture_build(path))
        return false;
    sample->bytes = harness_read_file(path, &sample->length);
    return sample->bytes != NULL;
}

static void write_file(const char *path, const char *bytes, size_t length)
{
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    EXPECT(file >= 0 && write(file, bytes, length) == (ssize_t)length);
    close(file);
}

/* Opens and says how it went. */
static enum status open_path(const char *path, struct error *error)
{
    struct bundle_reader *reader = NULL;
    *error = (struct error){0};
    enum status status = bundle_reader_open(path, &reader, error);
    bundle_reader_close(reader);
    return status;
}

static void expect_refused(const char *path, enum status expected, const char *words)
{
    struct error error;
    EXPECT_INT(open_path(path, &error), expected);
    if (strstr(error.message, words) == NULL || strstr(error.message, path) == NULL)
        EXPECT_TEXT(error.message, words);
}

/* Writes the sample with the bytes at `at` replaced, and expects the refusal. */
static void expect_patched_refused(const struct file *sample, size_t at, const void *patch,
                                   size_t length, enum status expected, const char *words)
{
    const char *path = fixture_path("patched.vitrine");
    char *copy = malloc(sample->length);
    memcpy(copy, sample->bytes, sample->length);
    memcpy(copy + at, patch, length);
    write_file(path, copy, sample->length);
    free(copy);
    expect_refused(path, expected, words);
}

static void refuses_what_is_not_a_bundle(void)
{
    const char *path = fixture_path("other");
    expect_refused(fixture_path("missing.vitrine"), STATUS_NOT_FOUND, "No such file");
    expect_refused(harness_temporary_directory(), STATUS_INVALID, "a folder, not a bundle");
    write_file(path, "", 0);
    expect_refused(path, STATUS_INVALID, "only 0 bytes");
    char noise[4096];
    memset(noise, 'x', sizeof noise);
    write_file(path, noise, sizeof noise);
    expect_refused(path, STATUS_INVALID, "not a bundle");
    unlink(path);
    EXPECT_INT(mkfifo(path, 0600), 0);
    expect_refused(path, STATUS_INVALID, "not a file");
}

/* Offsets: https://www.sqlite.org/fileformat2.html#the_database_header */
static void refuses_other_headers(void)
{
    static const struct {
        size_t at;
        char byte;
        enum status status;
        const char *words;
    } cases[] = {
        {0, 's', STATUS_INVALID, "not a bundle"},
        {68, 'v', STATUS_INVALID, "not a bundle"},
        {63, 1, STATUS_UNSUPPORTED, "newer version (schema 1"},
        {60, 1, STATUS_UNSUPPORTED, "newer version (schema 16777216"},
        {16, 2, STATUS_INVALID, "impossible header"},
        {18, 2, STATUS_INVALID, "impossible header"},
        {19, 2, STATUS_INVALID, "impossible header"},
        {59, 2, STATUS_INVALID, "impossible header"},
        {28, 1, STATUS_INVALID, "not whole"},
    };
    struct file sample;
    if (!sample_init(&sample))
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_patched_refused(&sample, cases[i].at, &cases[i].byte, 1, cases[i].status,
                               cases[i].words);
    free(sample.bytes);
}

/* Where a text stands in the file for the first time. */
static size_t find(const struct file *sample, const char *text)
{
    size_t length = strlen(text);
    for (size_t at = 0; at + length <= sample->length; at++)
        if (memcmp(sample->bytes + at, text, length) == 0)
            return at;
    EXPECT_TEXT("nowhere", text);
    return 0;
}

static void refuses_other_tables(void)
{
    static const struct {
        const char *text, *patch;
    } cases[] = {
        {"how many notes it has", "how many notes it hat"},
        {"CREATE TABLE exhibit (", "CREATE TABLE exhibiT ("},
        {"letter_idletter", "letter_ixletter"},
        {"ON letter (id, edition)", "ON letter (id, words  )"},
        {"tokenize='ascii'", "tokenize='ASCII'"},
    };
    struct file sample;
    if (!sample_init(&sample))
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect_patched_refused(&sample, find(&sample, cases[i].text), cases[i].patch,
                               strlen(cases[i].patch), STATUS_INVALID, "damaged");
    free(sample.bytes);
}

/* Every length in the first page and around each border of a page, and many between. */
static void refuses_every_truncation(void)
{
    struct file sample;
    const char *path = fixture_path("cut.vitrine");
    struct error error;
    if (!sample_init(&sample))
        return;
    write_file(path, sample.bytes, sample.length);
    for (size_t length = sample.length; length-- > 0;) {
        if (length > 200 && length % 4096 > 2 && length % 997 != 0)
            continue;
        EXPECT_INT(truncate(path, (off_t)length), 0);
        if (!EXPECT_INT(open_path(path, &error), STATUS_INVALID) ||
            !EXPECT(strstr(error.message, "not whole") != NULL))
            break;
    }
    write_file(path, sample.bytes, sample.length);
    EXPECT_INT(truncate(path, (off_t)sample.length + 1), 0);
    expect_refused(path, STATUS_INVALID, "not whole");
    free(sample.bytes);
}

/* A change in the content must be found by the verification, or do no harm at all. */
static void survives_every_changed_byte(void)
{
    struct file sample;
    const char *path = fixture_path("changed.vitrine");
    size_t refused = 0, changed = 0;
    if (!sample_init(&sample))
        return;
    write_file(path, sample.bytes, sample.length);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    for (size_t at = 100; at < sample.length; at += 307) {
        char byte = (char)(sample.bytes[at] ^ 0x5a);
        struct error error = {0};
        EXPECT(pwrite(file, &byte, 1, (off_t)at) == 1);
        enum status status = bundle_verify(path, NULL, NULL, &error);
        EXPECT(status == STATUS_OK || (status == STATUS_INVALID && error.message[0] != '\0'));
        refused += status != STATUS_OK;
        changed++;
        EXPECT(pwrite(file, &sample.bytes[at], 1, (off_t)at) == 1);
    }
    close(file);
    EXPECT(changed > 250);
    EXPECT(refused > 25);
    EXPECT_INT(bundle_verify(path, NULL, NULL, NULL), STATUS_OK);
    free(sample.bytes);
}

static void opens_names_that_a_uri_would_mistake(void)
{
    static const char *const names[] = {"a b.vitrine", "50%41?.vitrine", "#1&mode=rwc.vitrine",
                                        "Müller.vitrine"};
    struct error error;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (fixture_build(fixture_path(names[i])) &&
            !EXPECT_INT(open_path(fixture_path(names[i]), &error), STATUS_OK))
            EXPECT_TEXT(error.message, names[i]);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"refuses_what_is_not_a_bundle", refuses_what_is_not_a_bundle},
        {"refuses_other_headers", refuses_other_headers},
        {"refuses_other_tables", refuses_other_tables},
        {"refuses_every_truncation", refuses_every_truncation},
        {"survives_every_changed_byte", survives_every_changed_byte},
        {"opens_names_that_a_uri_would_mistake", opens_names_that_a_uri_would_mistake},
        {0},
    };
    return harness_run(cases);
}
