/* Which words of a letter the attract mode shows. */
#include "bundle/reader.h"

#include "fixture.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

/* Builds a bundle of letters that have one paragraph each; answers its slides, made in `arena`. */
static size_t choose(const char *const *texts, size_t count, const char *lang, struct arena *arena,
                     const struct slide **ret_slides)
{
    struct bundle_writer *writer = NULL;
    struct bundle_reader *reader = NULL;
    const char *path = fixture_path("slides.vitrine");
    struct edition edition = {"e", "E", lang, 0};
    size_t slides = 0;
    EXPECT_INT(bundle_writer_create(path, &writer, NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_edition(writer, &edition, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        struct block block = {
            .kind = BLOCK_PARAGRAPH, .text = texts[i], .length = (uint32_t)strlen(texts[i])};
        struct letter letter = {.summary = {.key = {"e", arena_format(arena, "d%zu", i)},
                                            .title = arena_format(arena, "Letter %zu", i),
                                            .first_words = ""},
                                .version_lang = lang,
                                .blocks = &block,
                                .block_count = 1};
        EXPECT_INT(bundle_writer_letter(writer, &letter, "e.xml", NULL), STATUS_OK);
    }
    EXPECT_INT(bundle_writer_finish(writer, NULL, NULL, NULL), STATUS_OK);
    bundle_writer_destroy(writer);
    if (!EXPECT_INT(bundle_reader_open(path, &reader, NULL), STATUS_OK))
        return 0;
    struct letter_source source = bundle_reader_source(reader);
    EXPECT_INT(source.calls->slides(source.self, arena, ret_slides, &slides, NULL), STATUS_OK);
    bundle_reader_close(reader);
    return slides;
}

static void chooses_whole_plain_sentences(void)
{
    static const struct {
        const char *lang, *text, *quote;
    } cases[] = {
        {"en",
         "Yes. We ask Mr. N. Smith and every people of the world to keep the peace they love. No.",
         "We ask Mr. N. Smith and every people of the world to keep the peace they love."},
        {"en",
         "This was said before, and it means little without the words before it. "
         "Children will ask us what we did with the little time that we were given.",
         "Children will ask us what we did with the little time that we were given."},
        {"ru", "Ваше письмо пришло. Мы хотим мира и верим, что люди умеют жить без войны.",
         "Мы хотим мира и верим, что люди умеют жить без войны."},
        {"en", "Too short to show.", NULL},
        {"en", "WE SHOUT this sentence of ten words to nobody at all.", NULL},
        {"en", "In 1962 we wrote a sentence of ten words with digits.", NULL},
        {"en", "We wrote this sentence [sic] of ten words with a note.", NULL},
        {"en", "we begin in the middle of a sentence that nobody knows.", NULL},
        {"en", "We never come to an end in this long sentence of ours", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_create();
        const struct slide *slides = NULL;
        size_t count = choose(&cases[i].text, 1, cases[i].lang, arena, &slides);
        if (!EXPECT_TEXT(count == 0 ? NULL : slides[0].quote, cases[i].quote))
            EXPECT_TEXT(cases[i].text, "");
        if (count > 0)
            EXPECT_TEXT(slides[0].caption, "Letter 0");
        arena_destroy(arena);
    }
}

static void spreads_over_the_reading_order(void)
{
    static const char *texts[100];
    struct arena *arena = arena_create();
    const struct slide *slides = NULL;
    for (size_t i = 0; i < 100; i++)
        texts[i] = "We believe that people everywhere want to live without fear and without war.";
    size_t count = choose(texts, 100, "en", arena, &slides);
    if (EXPECT_INT(count, 12)) {
        EXPECT_TEXT(slides[0].place, "letter/e/d0:0.0");
        EXPECT_TEXT(slides[6].place, "letter/e/d52:0.0");
        EXPECT_TEXT(slides[11].place, "letter/e/d92:0.0");
    }
    arena_destroy(arena);
}

/* Letters 0 to count - 1 with that text; `passage` is that letter's key passage, and each of the
 * last two letters has a scan. Answers the places, quotes and pictures, one slide a line. */
static const char *describe_slides(const char *text, size_t count, size_t passage,
                                   struct arena *arena)
{
    struct bundle_writer *writer = NULL;
    struct bundle_reader *reader = NULL;
    const struct edition edition = {"e", "E", "en", 0};
    const struct slide *slides = NULL;
    const char *line = "";
    size_t slide_count = 0;
    EXPECT_INT(bundle_writer_create(fixture_path("slides.vitrine"), &writer, NULL), STATUS_OK);
    EXPECT_INT(bundle_writer_edition(writer, &edition, NULL), STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        const struct block block = {
            .kind = BLOCK_PARAGRAPH, .text = text, .length = (uint32_t)strlen(text)};
        const char *id = arena_format(arena, "d%zu", i);
        const struct passage key = {arena_format(arena, "letter/e/%s:0.4", id), NULL};
        const struct facsimile scan = {.number = 3, .name = "a.jpg", .block = BLOCK_NONE};
        const struct letter letter = {.summary = {.key = {"e", id}, .title = id, .first_words = ""},
                                      .version_lang = "en",
                                      .blocks = &block,
                                      .block_count = 1,
                                      .passages = &key,
                                      .passage_count = i == passage};
        EXPECT_INT(bundle_writer_letter(writer, &letter, "e.xml", NULL), STATUS_OK);
        if (i + 2 >= count)
            EXPECT_INT(bundle_writer_picture(writer, letter.summary.key, &scan, NULL), STATUS_OK);
    }
    EXPECT_INT(bundle_writer_finish(writer, NULL, NULL, NULL), STATUS_OK);
    bundle_writer_destroy(writer);
    if (!EXPECT_INT(bundle_reader_open(fixture_path("slides.vitrine"), &reader, NULL), STATUS_OK))
        return "";
    struct letter_source source = bundle_reader_source(reader);
    EXPECT_INT(source.calls->slides(source.self, arena, &slides, &slide_count, NULL), STATUS_OK);
    for (size_t i = 0; i < slide_count; i++)
        line = arena_format(arena, "%s%s \"%s\" %d\n", line, slides[i].place, slides[i].quote,
                            slides[i].picture == NULL ? 0 : (int)slides[i].picture->number);
    bundle_reader_close(reader);
    return line;
}

static void takes_key_passages_first_and_pictures_last(void)
{
    struct arena *arena = arena_create();
    EXPECT_TEXT(describe_slides("No. Small. Here.", 3, 1, arena), "letter/e/d1:0.4 \"Small.\" 3\n"
                                                                  "letter/e/d2 \"\" 3\n");
    const char *many = describe_slides(
        "We believe that people everywhere want to live without fear and without war.", 40, 2,
        arena);
    EXPECT(strstr(many, "letter/e/d2:0.4 \"elieve that people") != NULL);
    EXPECT(strstr(many, "\"\" 3\n") == NULL);
    size_t lines = 0;
    for (const char *at = many; *at != '\0'; at++)
        lines += *at == '\n';
    EXPECT_INT(lines, 12);
    arena_destroy(arena);
}

static void sets_a_quotation_over_the_scan_of_its_letter(void)
{
    struct arena *arena = arena_create();
    EXPECT_TEXT(describe_slides("No. Small. Here.", 3, 0, arena), "letter/e/d0:0.4 \"Small.\" 0\n"
                                                                  "letter/e/d1 \"\" 3\n"
                                                                  "letter/e/d2 \"\" 3\n");
    EXPECT_TEXT(describe_slides("No. Small. Here.", 2, 1, arena), "letter/e/d0 \"\" 3\n"
                                                                  "letter/e/d1:0.4 \"Small.\" 3\n");
    arena_destroy(arena);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"chooses_whole_plain_sentences", chooses_whole_plain_sentences},
        {"spreads_over_the_reading_order", spreads_over_the_reading_order},
        {"takes_key_passages_first_and_pictures_last", takes_key_passages_first_and_pictures_last},
        {"sets_a_quotation_over_the_scan_of_its_letter",
         sets_a_quotation_over_the_scan_of_its_letter},
        {0},
    };
    return harness_run(cases);
}
