/* A bundle with damaged bytes is refused or read, and nothing else happens.
 *
 * The input is a list of changes, four bytes each, to a bundle of the tests' small exhibit: offset
 * (three bytes, the first the highest, modulo the length) and the new byte. So damage reaches
 * everything in the file, and not only its header, as random files would. Inputs of odd length are
 * verified, the others read without it. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buffer.h"
#include "bundle/reader.h"
#include "bundle/verify.h"
#include "fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static char path[] = "/tmp/vitrine-fuzz-XXXXXX";
static struct buffer whole; /* the bundle without damage */
static int file = -1;

static void remove_file(void)
{
    unlink(path);
    buffer_fini(&whole);
}

static void build(void)
{
    struct bundle_writer *writer = NULL;
    struct error error = {0};
    char part[4096];
    ssize_t count;
    close(mkstemp(path));
    atexit(remove_file);
    if (bundle_writer_create(path, &writer, &error) != STATUS_OK ||
        fixture_fill(writer, &error) != STATUS_OK ||
        bundle_writer_finish(writer, NULL, NULL, &error) != STATUS_OK)
        abort();
    bundle_writer_destroy(writer);
    file = open(path, O_RDWR | O_CLOEXEC);
    while ((count = read(file, part, sizeof part)) > 0)
        buffer_append(&whole, part, (size_t)count);
}

static size_t offset_of(const uint8_t *change)
{
    return ((size_t)change[0] << 16 | (size_t)change[1] << 8 | change[2]) % whole.length;
}

/* A failure says why. */
static bool expect_message(enum status status, struct error *error)
{
    if (status != STATUS_OK && error->message[0] == '\0')
        abort();
    *error = (struct error){0};
    return status == STATUS_OK;
}

/* Everything, as a viewer would that was not told of the damage. */
static void read_all(struct letter_source source)
{
    static const struct key keys[] = {{"engine", "d1"}, {"", "d2"}, {"other", "d1"}};
    static const char *const langs[] = {NULL, "ar"};
    const struct letter_source_calls *calls = source.calls;
    void *self = source.self;
    struct arena *arena = arena_create();
    const struct letter_summary *summaries;
    static const struct letter_filter filter = {.person = "engine/p_ada", .year = 1843};
    const struct slide *slides;
    const struct start_card *cards;
    const struct exchange *exchanges;
    const struct setting *settings;
    const struct wording *wordings;
    struct facets facets;
    struct exhibit exhibit;
    struct letter letter;
    struct entity card;
    struct error error = {0};
    size_t count, total;
    expect_message(calls->exhibit(self, arena, &exhibit, &error), &error);
    expect_message(calls->summaries(self, NULL, 0, 100, arena, &summaries, &count, &total, &error),
                   &error);
    for (size_t i = 0; i < 6; i++)
        expect_message(calls->letter(self, keys[i / 2], langs[i % 2], arena, &letter, &error),
                       &error);
    expect_message(calls->person(self, fixture_person.key, arena, &card, &error), &error);
    expect_message(calls->term(self, fixture_term.key, arena, &card, &error), &error);
    expect_message(calls->slides(self, arena, &slides, &count, &error), &error);
    expect_message(calls->start_here(self, arena, &cards, &count, &error), &error);
    expect_message(calls->facets(self, &filter, arena, &facets, &error), &error);
    expect_message(calls->exchanges(self, arena, &exchanges, &count, &error), &error);
    expect_message(calls->settings(self, arena, &settings, &count, &error), &error);
    expect_message(calls->wordings(self, arena, &wordings, &count, &error), &error);
    arena_destroy(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    if (file < 0)
        build();
    size_t count = length / 4;
    for (size_t i = 0; i < count; i++)
        if (pwrite(file, &bytes[i * 4 + 3], 1, (off_t)offset_of(&bytes[i * 4])) != 1)
            abort();
    struct error error = {0};
    struct bundle_reader *reader;
    if (length % 2 == 1)
        expect_message(bundle_verify(path, NULL, NULL, &error), &error);
    else if (expect_message(bundle_reader_open(path, &reader, &error), &error)) {
        read_all(bundle_reader_source(reader));
        bundle_reader_close(reader);
    }
    for (size_t i = 0; i < count; i++) {
        size_t at = offset_of(&bytes[i * 4]);
        if (pwrite(file, whole.bytes + at, 1, (off_t)at) != 1)
            abort();
    }
    return 0;
}
