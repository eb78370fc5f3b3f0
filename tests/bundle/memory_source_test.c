/* The memory source answers as a bundle of the same letters does. */
#include "support/memory_source.h"

#include "base/buffer.h"
#include "bundle/reader.h"
#include "fixture.h"
#include "support/harness.h"

#include <stdint.h>
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
        {0}, {.person = "engine/p_ada"}, {.person = "other/p_ada"}, {.year = 1843}, {.year = 1844}};
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

/* ---- Who wrote to whom, pictures, what the curator chose ---- */

#define LETTER(edition, name, from, to, first, last)                                               \
    {                                                                                              \
        .summary = {.key = {(edition), (name)},                                                    \
                    .title = (name),                                                               \
                    .date = {DATE_RANGE, (first), (last), NULL},                                   \
                    .sender = {(from), (from)},                                                    \
                    .recipient = {(to), (to)},                                                     \
                    .first_words = ""},                                                            \
        .version_lang = "en"                                                                       \
    }
/* Ada and Charles wrote four letters, in two editions that each have cards of both; Ada and Mary
 * three, but all from one side. Nobody has a card of "nobody". */
static const struct passage passages[] = {{"letter/one/a:1.0", "The heart of it"}};
static const char *const pages[] = {"12", "13"};
static const struct facsimile scans[] = {
    {.number = 1, .name = "seal.png", .width = 10, .height = 20, .block = 3, .in_text = true},
    {.number = 2,
     .image = 7,
     .name = "a.jpg",
     .description = "A sheet",
     .credit = "The archive",
     .width = 100,
     .height = 200,
     .focus_x = 500,
     .focus_y = 1000,
     .pages = pages,
     .page_count = 2,
     .block = BLOCK_NONE}};
static const struct letter exchanged[] = {
    LETTER("one", "a", "ada", "charles", "1843-01-01", "1843-01-01"),
    LETTER("one", "b", "charles", "ada", "1843-02-01", "1843-02-01"),
    LETTER("one", "c", "ada", "mary", "1843", "1845"),
    LETTER("one", "d", "ada", "mary", "1844", "1844"),
    LETTER("one", "e", "ada", "mary", "1844", "1844"),
    LETTER("two", "a", "charles", "a_l", "1844-01", "1844-01"),
    LETTER("two", "b", "nobody", "a_l", "1845-01", "1845-01"),
    LETTER("two", "c", "a_l", "charles", "1846-01", "1846-01"),
};
enum { EXCHANGED = sizeof exchanged / sizeof *exchanged };
static const struct entity cards[] = {
    {.key = {"one", "ada"}, .name = "Ada", .sort = "ada"},
    {.key = {"one", "charles"}, .name = "Charles", .sort = "charles"},
    {.key = {"one", "mary"}, .name = "Mary", .sort = "mary"},
    {.key = {"two", "a_l"}, .name = "A. L.", .sort = "a l", .same = {"one", "ada"}},
    {.key = {"two", "charles"}, .name = "C.", .sort = "c", .same = {"one", "charles"}},
};
enum { CARDS = sizeof cards / sizeof *cards };
static const struct memory_start starts[] = {{"letter/one/b:0.0", "Begin here"},
                                             {"letter/one/a", NULL}};
static const struct setting settings[] = {{"idle.seconds", "60"}, {"theme", "night"}};
static const struct wording wordings[] = {{"en", "home.start", "Begin"},
                                          {"fr", "home.start", "Commencer"}};
static const struct slide slides[] = {
    {"", "A sheet", "letter/one/a", "en", DIRECTION_LTR, &scans[1]},
    {"Dear Charles", "Ada", "letter/one/a:0.0", "en", DIRECTION_LTR, NULL}};
static const uint8_t tile[] = {0xff, 0xd8, 0xff, 0xd9};

static enum status fill_exchange(struct bundle_writer *writer, const struct letter *letters,
                                 struct error *error)
{
    static const struct edition editions[] = {{"one", "One", "en", 0}, {"two", "Two", "en", 0}};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < 2; i++)
        status = bundle_writer_edition(writer, &editions[i], error);
    for (size_t i = 0; status == STATUS_OK && i < EXCHANGED; i++)
        status = bundle_writer_letter(writer, &letters[i], NULL, error);
    for (size_t i = 0; status == STATUS_OK && i < CARDS; i++)
        status = bundle_writer_person(writer, &cards[i], error);
    for (size_t i = 0; status == STATUS_OK && i < 2; i++) {
        status = bundle_writer_picture(writer, letters[0].summary.key, &scans[i], error);
        if (status == STATUS_OK)
            status = bundle_writer_tile(writer, scans[i].image, 0, 0, 0, tile, sizeof tile, error);
    }
    for (size_t i = 0; status == STATUS_OK && i < 2; i++) {
        status = bundle_writer_start(writer, starts[i].place, starts[i].title, error);
        if (status == STATUS_OK)
            status = bundle_writer_slide(writer, &slides[i], error);
        if (status == STATUS_OK)
            status = bundle_writer_setting(writer, &settings[1 - i], error);
        if (status == STATUS_OK)
            status = bundle_writer_wording(writer, &wordings[1 - i], error);
    }
    return status;
}

/* A bundle and a memory source of the letters above. */
static bool exchange_init(struct both *both, struct letter letters[EXCHANGED])
{
    struct bundle_writer *writer = NULL;
    struct error error = {0};
    const char *path = fixture_path("exchange.vitrine");
    memcpy(letters, exchanged, sizeof exchanged);
    letters[0].passages = passages;
    letters[0].passage_count = 1;
    letters[0].pictures = scans;
    letters[0].picture_count = 2;
    *both = (struct both){.memory = {.letters = letters,
                                     .letter_count = EXCHANGED,
                                     .persons = cards,
                                     .person_count = CARDS,
                                     .starts = starts,
                                     .start_count = 2,
                                     .settings = settings,
                                     .setting_count = 2,
                                     .wordings = wordings,
                                     .wording_count = 2,
                                     .slides = slides,
                                     .slide_count = 2,
                                     .tile = tile,
                                     .tile_length = sizeof tile},
                          .arena = arena_create()};
    enum status status = bundle_writer_create(path, &writer, &error);
    if (status == STATUS_OK)
        status = fill_exchange(writer, letters, &error);
    if (status == STATUS_OK)
        status = bundle_writer_finish(writer, NULL, NULL, &error);
    bundle_writer_destroy(writer);
    if (status == STATUS_OK)
        status = bundle_reader_open(path, &both->reader, &error);
    both->sources[1] = memory_source(&both->memory);
    if (status == STATUS_OK)
        both->sources[0] = bundle_reader_source(both->reader);
    return EXPECT_TEXT(error.message, "") && EXPECT_INT(status, STATUS_OK);
}

/* Compares what both sources say, and with what is expected of them. */
typedef void describe_fn(const struct letter_source *source, struct arena *arena,
                         struct buffer *text);
static void expect_both(describe_fn *describe, const char *expected)
{
    struct both both;
    struct letter letters[EXCHANGED];
    bool made = exchange_init(&both, letters);
    for (int i = 0; made && i < 2; i++) {
        struct buffer text = {0};
        describe(&both.sources[i], both.arena, &text);
        EXPECT_TEXT(buffer_string(&text), expected);
        buffer_fini(&text);
    }
    both_fini(&both);
}

static void describe_facets(const struct letter_source *source, struct arena *arena,
                            struct buffer *text)
{
    static const struct letter_filter filters[] = {
        {0}, {.year = 1844}, {.person = "two/a_l"}, {.person = "one/ada", .other = "two/charles"}};
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        struct facets facets = {0};
        EXPECT_INT(source->calls->facets(source->self, &filters[i], arena, &facets, NULL),
                   STATUS_OK);
        for (size_t k = 0; k < facets.person_count; k++)
            buffer_format(text, "%s %s %u, ", facets.persons[k].value, facets.persons[k].name,
                          (unsigned)facets.persons[k].count);
        for (size_t k = 0; k < facets.year_count; k++)
            buffer_format(text, "%s %u, ", facets.years[k].name, (unsigned)facets.years[k].count);
        buffer_text(text, "\n");
    }
}

static void counts_what_letters_can_be_filtered_by(void)
{
    expect_both(describe_facets, "one/ada Ada 8, one/charles Charles 4, one/mary Mary 3, "
                                 "1843 3, 1844 4, 1845 2, 1846 1, \n"
                                 "one/ada Ada 4, one/mary Mary 3, one/charles Charles 1, "
                                 "1843 3, 1844 4, 1845 2, 1846 1, \n"
                                 "one/ada Ada 8, one/charles Charles 4, one/mary Mary 3, "
                                 "1843 3, 1844 4, 1845 2, 1846 1, \n"
                                 "one/ada Ada 8, one/charles Charles 4, one/mary Mary 3, "
                                 "1843 2, 1844 1, 1846 1, \n");
}

static void describe_between(const struct letter_source *source, struct arena *arena,
                             struct buffer *text)
{
    static const struct letter_filter filters[] = {
        {.person = "one/charles", .other = "two/a_l"},
        {.person = "two/charles", .year = 1844},
        {.person = "ada", .other = "mary"},
        {.person = "one/nobody"},
    };
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
        describe_list(source, &filters[i], 0, 10, arena, text);
        buffer_text(text, "\n");
    }
}

static void filters_by_the_standing_card(void)
{
    expect_both(describe_between, "4 of 4: 0 one/a en a 1 one/b en b 5 two/a en a 7 two/c en c\n"
                                  "1 of 1: 5 two/a en a\n"
                                  "3 of 3: 2 one/c en c 3 one/d en d 4 one/e en e\n"
                                  "0 of 0:\n");
}

static void describe_exchanges(const struct letter_source *source, struct arena *arena,
                               struct buffer *text)
{
    const struct exchange *exchanges = NULL;
    size_t count = 0;
    EXPECT_INT(source->calls->exchanges(source->self, arena, &exchanges, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        buffer_format(text, "%s (%s) %u, %s (%s) %u\n", exchanges[i].a, exchanges[i].name_a,
                      (unsigned)exchanges[i].from_a, exchanges[i].b, exchanges[i].name_b,
                      (unsigned)exchanges[i].from_b);
}

static void tells_who_wrote_to_each_other(void)
{
    expect_both(describe_exchanges, "one/ada (Ada) 2, one/charles (Charles) 2\n");
}

static void describe_picture(const struct facsimile *picture, struct buffer *text)
{
    if (picture == NULL) {
        buffer_text(text, "no picture\n");
        return;
    }
    buffer_format(text, "%u %u %s %s %s %ux%u %u %u %d %s", (unsigned)picture->number,
                  (unsigned)picture->image, picture->name,
                  picture->description == NULL ? "-" : picture->description,
                  picture->credit == NULL ? "-" : picture->credit, (unsigned)picture->width,
                  (unsigned)picture->height, (unsigned)picture->focus_x, (unsigned)picture->focus_y,
                  picture->block == BLOCK_NONE ? -1 : (int)picture->block,
                  picture->in_text ? "in the text" : "scan");
    for (size_t i = 0; i < picture->page_count; i++)
        buffer_format(text, " p. %s", picture->pages[i]);
    buffer_text(text, "\n");
}

static void describe_letter(const struct letter_source *source, struct arena *arena,
                            struct buffer *text)
{
    struct letter letter = {0};
    const void *jpeg = NULL;
    size_t length = 0;
    EXPECT_INT(
        source->calls->letter(source->self, (struct key){"one", "a"}, NULL, arena, &letter, NULL),
        STATUS_OK);
    buffer_format(text, "%u scan\n", (unsigned)letter.summary.picture_count);
    for (size_t i = 0; i < letter.passage_count; i++)
        buffer_format(text, "%s %s\n", letter.passages[i].place, letter.passages[i].title);
    for (size_t i = 0; i < letter.version_count; i++)
        buffer_format(text, "%s %d\n", letter.versions[i].lang, (int)letter.versions[i].kind);
    for (size_t i = 0; i < letter.picture_count; i++)
        describe_picture(&letter.pictures[i], text);
    EXPECT_INT(source->calls->tile(source->self, 7, 0, 0, 0, arena, &jpeg, &length, NULL),
               STATUS_OK);
    EXPECT(length == sizeof tile && memcmp(jpeg, tile, length) == 0);
}

static void reads_pictures_and_passages(void)
{
    expect_both(describe_letter, "1 scan\n"
                                 "letter/one/a:1.0 The heart of it\n"
                                 "en 0\n"
                                 "1 0 seal.png - - 10x20 0 0 3 in the text\n"
                                 "2 7 a.jpg A sheet The archive 100x200 500 1000 -1 scan p. 12"
                                 " p. 13\n");
}

static void describe_choices(const struct letter_source *source, struct arena *arena,
                             struct buffer *text)
{
    const struct start_card *found = NULL;
    const struct setting *chosen = NULL;
    const struct wording *words = NULL;
    const struct slide *shown = NULL;
    size_t count = 0;
    EXPECT_INT(source->calls->start_here(source->self, arena, &found, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        buffer_format(text, "%s %s %s: ", found[i].place,
                      found[i].title == NULL ? "-" : found[i].title, found[i].summary.title);
        describe_picture(found[i].picture, text);
    }
    EXPECT_INT(source->calls->slides(source->self, arena, &shown, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        buffer_format(text, "%s %s: ", shown[i].place, shown[i].quote);
        describe_picture(shown[i].picture, text);
    }
    EXPECT_INT(source->calls->settings(source->self, arena, &chosen, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        buffer_format(text, "%s=%s\n", chosen[i].name, chosen[i].value);
    EXPECT_INT(source->calls->wordings(source->self, arena, &words, &count, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++)
        buffer_format(text, "%s %s=%s\n", words[i].lang, words[i].name, words[i].value);
}

static void reads_what_the_curator_chose(void)
{
    expect_both(describe_choices,
                "letter/one/b:0.0 Begin here b: no picture\n"
                "letter/one/a - a: 2 7 a.jpg A sheet The archive 100x200 500 1000 -1 scan p. 12"
                " p. 13\n"
                "letter/one/a : 2 7 a.jpg A sheet The archive 100x200 500 1000 -1 scan p. 12"
                " p. 13\n"
                "letter/one/a:0.0 Dear Charles: no picture\n"
                "idle.seconds=60\ntheme=night\n"
                "en home.start=Begin\nfr home.start=Commencer\n");
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
        {"counts_what_letters_can_be_filtered_by", counts_what_letters_can_be_filtered_by},
        {"filters_by_the_standing_card", filters_by_the_standing_card},
        {"tells_who_wrote_to_each_other", tells_who_wrote_to_each_other},
        {"reads_pictures_and_passages", reads_pictures_and_passages},
        {"reads_what_the_curator_chose", reads_what_the_curator_chose},
        {"fails_when_told_to", fails_when_told_to},
        {0},
    };
    return harness_run(cases);
}
