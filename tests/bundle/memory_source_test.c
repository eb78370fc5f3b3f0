/* The memory source answers as a bundle of the same letters does. */
#include "support/memory_source.h"

#include "base/buffer.h"
#include "bundle/reader.h"
#include "fixture.h"
#include "support/harness.h"

#include <string.h>

struct both {
    struct letter letters[4];
    struct memory_source memory;
    struct letter_source sources[2]; /* of the bundle, of memory */
    struct bundle_reader *reader;
    struct arena *arena;
};

static bool both_init(struct both *both)
{
    *both = (struct both){
        .letters = {fixture_letter, fixture_translation, fixture_editorial, fixture_other},
        .arena = arena_create()};
    const char *path = fixture_path("both.vitrine");
    both->memory.letters = both->letters;
    both->memory.letter_count = 4;
    both->memory.persons = &fixture_person;
    both->memory.person_count = 1;
    both->sources[1] = memory_source(&both->memory);
    if (!fixture_build(path) ||
        !EXPECT_INT(bundle_reader_open(path, &both->reader, NULL), STATUS_OK))
        return false;
    both->sources[0] = bundle_reader_source(both->reader);
    return true;
}

static void both_fini(struct both *both)
{
    bundle_reader_close(both->reader);
    arena_destroy(both->arena);
}

/* Everything a list of letters says, as text. */
static void describe_list(const struct letter_source *source, const struct letter_filter *filter,
                          size_t first, size_t count, struct arena *arena, struct buffer *text)
{
    const struct letter_summary *found = NULL;
    size_t found_count = 0, total = 0;
    EXPECT_INT(source->calls->summaries(source->self, filter, first, count, arena, &found,
                                        &found_count, &total, NULL),
               STATUS_OK);
    buffer_format(text, "%zu of %zu:", found_count, total);
    for (size_t i = 0; i < found_count; i++)
        buffer_format(text, " %u %s/%s %s %s", (unsigned)found[i].position, found[i].key.edition,
                      found[i].key.id, found[i].lang, found[i].title);
}

static void lists_the_same(void)
{
    static const struct letter_filter filters[] = {
        {NULL, 0}, {"engine/p_ada", 0}, {"other/p_ada", 0}, {NULL, 1843}, {NULL, 1844}};
    struct both both;
    if (!both_init(&both))
        return;
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        for (size_t first = 0; first < 4; first += 2) {
            struct buffer texts[2] = {{0}, {0}};
            for (int k = 0; k < 2; k++)
                describe_list(&both.sources[k], &filters[i], first, 2, both.arena, &texts[k]);
            EXPECT_TEXT(buffer_string(&texts[1]), buffer_string(&texts[0]));
            buffer_fini(&texts[0]);
            buffer_fini(&texts[1]);
        }
    both_fini(&both);
}

static void finds_the_same_version(void)
{
    static const struct {
        struct key key;
        const char *lang;
    } cases[] = {{{"engine", "d1"}, NULL}, {{"engine", "d1"}, "ar"}, {{"", "d1"}, "de"},
                 {{"other", "d1"}, NULL},  {{"engine", "d9"}, NULL}, {{"nobody", "d1"}, "en"}};
    struct both both;
    if (!both_init(&both))
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct letter letters[2];
        memset(letters, 0, sizeof letters);
        enum status statuses[2];
        for (int k = 0; k < 2; k++)
            statuses[k] = both.sources[k].calls->letter(
                both.sources[k].self, cases[i].key, cases[i].lang, both.arena, &letters[k], NULL);
        EXPECT_INT(statuses[1], statuses[0]);
        EXPECT_TEXT(letters[1].version_lang, letters[0].version_lang);
        EXPECT_TEXT(letters[1].summary.key.edition, letters[0].summary.key.edition);
        EXPECT_INT(letters[1].summary.position, letters[0].summary.position);
    }
    both_fini(&both);
}

static void fails_when_told_to(void)
{
    struct memory_source memory = {.fails = STATUS_IO};
    struct letter_source source = memory_source(&memory);
    struct entity person;
    EXPECT_INT(source.calls->person(source.self, (struct key){"a", "b"}, NULL, &person, NULL),
               STATUS_IO);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"lists_the_same", lists_the_same},
        {"finds_the_same_version", finds_the_same_version},
        {"fails_when_told_to", fails_when_told_to},
        {0},
    };
    return harness_run(cases);
}
