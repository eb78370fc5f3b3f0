/* Holds the hyphens to what the patterns of Debian 12 give and to the rules of the specification.
 */
#include "bundle/hyphenate/hyphenate.h"

#include <string.h>

#include "base/buffer.h"
#include "support/harness.h"

/* The text with a bar at each place. */
static const char *marked(struct buffer *buffer, const char *text, const uint32_t *at, size_t count)
{
    size_t from = 0;
    buffer_cut(buffer, 0);
    for (size_t i = 0; i < count; i++) {
        buffer_append(buffer, text + from, at[i] - from);
        buffer_byte(buffer, '|');
        from = at[i];
    }
    buffer_text(buffer, text + from);
    return buffer_string(buffer);
}

static void expect_marked(const char *lang, const char *text, const char *expected)
{
    struct hyphenator *hyphenator = hyphenator_create(NULL);
    struct arena *arena = arena_create();
    struct buffer buffer = {.bytes = NULL};
    const uint32_t *at;
    size_t count = hyphenator_offsets(hyphenator, arena, lang, text, strlen(text), &at);
    if (hyphenator_missing(hyphenator, 0))
        harness_skip(hyphenator_missing(hyphenator, 0));
    else
        EXPECT_TEXT(marked(&buffer, text, at, count), expected);
    buffer_fini(&buffer);
    arena_destroy(arena);
    hyphenator_destroy(hyphenator);
}

static void english(void)
{
    expect_marked("en", "the Ambassador's hyphenation of negotiations",
                  "the Ambas|sador's hyphen|ation of nego|ti|a|tions");
}

static void british_differs(void)
{
    expect_marked("en-GB", "democracy", "demo|cracy");
    expect_marked("en", "democracy", "democ|racy");
}

static void russian_in_another_charset(void)
{
    expect_marked("ru", "Правительство переписывается", "Пра|ви|тель|ство пере|пи|сы|ва|ется");
}

/* Places that the patterns lack; one they forbid; the sign that parts no syllable. */
static void russian_open_syllables(void)
{
    expect_marked("ru", "положением писатель", "поло|же|нием писа|тель");
    expect_marked("ru", "предусмотрено", "преду|смот|рено");
    expect_marked("ru", "районами", "рай|о|нами");
}

static void russian_of_before_1918(void)
{
    expect_marked("ru", "найти предѣленія", "найти пре|дѣ|ле|нія");
}

static void german_french_spanish(void)
{
    expect_marked("de", "Übersetzungen", "Über|set|zun|gen");
    expect_marked("fr", "réconciliation", "récon|ci|lia|tion");
    expect_marked("es", "correspondencia", "corres|pon|den|cia");
}

static void no_words(void)
{
    const char *text = "UNESCO McNamara anti-communist 1962ers hyphenation2 www.presidents.example "
                       "folder/documents mail@ministries";
    expect_marked("en", text, text);
}

static void no_language(void)
{
    const char *text = "negotiations";
    expect_marked(NULL, text, text);
    expect_marked("la", text, text);
    expect_marked("eng", text, text);
}

static void missing_patterns_are_named(void)
{
    struct hyphenator *hyphenator = hyphenator_create("/nonexistent");
    struct arena *arena = arena_create();
    const uint32_t *at;
    EXPECT(hyphenator_missing(hyphenator, 0) == NULL);
    EXPECT_INT(hyphenator_offsets(hyphenator, arena, "ru", "слова", 10, &at), 0);
    EXPECT_TEXT(hyphenator_missing(hyphenator, 0), "hyphen-ru");
    EXPECT(hyphenator_missing(hyphenator, 1) == NULL);
    arena_destroy(arena);
    hyphenator_destroy(hyphenator);
}

static void letters_with_foreign_words_and_notes(void)
{
    static const char text[] = "negotiations Правительство negotiations";
    struct span foreign = {SPAN_FOREIGN, 13, 39, NULL, "ru"};
    struct block block = {.kind = BLOCK_PARAGRAPH,
                          .text = text,
                          .length = sizeof text - 1,
                          .spans = &foreign,
                          .span_count = 1};
    struct block note_block = {
        .kind = BLOCK_PARAGRAPH, .text = "Übersetzungen", .length = 14, .lang = "de"};
    struct note note = {.key = "1", .label = "1", .blocks = &note_block, .block_count = 1};
    struct letter letter = {
        .version_lang = "en", .blocks = &block, .block_count = 1, .notes = &note, .note_count = 1};
    struct hyphenator *hyphenator = hyphenator_create(NULL);
    struct arena *arena = arena_create();
    struct buffer buffer = {.bytes = NULL};
    struct letter done = hyphenator_letter(hyphenator, arena, &letter);
    if (hyphenator_missing(hyphenator, 0)) {
        harness_skip(hyphenator_missing(hyphenator, 0));
    } else {
        EXPECT_TEXT(marked(&buffer, text, done.blocks[0].hyphens, done.blocks[0].hyphen_count),
                    "nego|ti|a|tions Пра|ви|тель|ство nego|ti|a|tions");
        EXPECT_INT(done.notes[0].blocks[0].hyphen_count, 3);
        EXPECT(block.hyphens == NULL);
    }
    buffer_fini(&buffer);
    arena_destroy(arena);
    hyphenator_destroy(hyphenator);
}

static const struct harness_case cases[] = {
    {"English", english},
    {"British English has patterns of its own", british_differs},
    {"Russian, whose patterns are KOI8-R", russian_in_another_charset},
    {"Russian syllables that end in a vowel", russian_open_syllables},
    {"Russian of before 1918", russian_of_before_1918},
    {"German, French, Spanish", german_french_spanish},
    {"acronyms, names, figures and addresses stay whole", no_words},
    {"no language, no hyphens", no_language},
    {"missing patterns are named", missing_patterns_are_named},
    {"letters, with foreign words and notes", letters_with_foreign_words_and_notes},
    {0}};

int main(void)
{
    return harness_run(cases);
}
