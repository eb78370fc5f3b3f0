/* The bundle and the memory source find the same. */
#include "base/buffer.h"
#include "bundle/reader.h"
#include "fixture.h"
#include "support/harness.h"
#include "support/memory_source.h"

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
    const char *path = fixture_path("search.vitrine");
    both->memory.letters = both->letters;
    both->memory.letter_count = 4;
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

static const char *describe(const struct letter_source *source, const char *query, size_t first,
                            size_t count, struct arena *arena)
{
    const struct letter_hit *hits = NULL;
    size_t hit_count = 0, total = 0;
    struct buffer text = {0};
    struct error error = {0};
    if (!EXPECT(source->calls != NULL))
        return "";
    EXPECT_INT(source->calls->search(source->self, query, first, count, arena, &hits, &hit_count,
                                     &total, &error),
               STATUS_OK);
    EXPECT_TEXT(error.message, "");
    buffer_format(&text, "%zu:", total);
    for (size_t i = 0; i < hit_count; i++) {
        const struct letter_hit *hit = &hits[i];
        buffer_format(&text, " %s/%s %s", hit->summary.key.edition, hit->summary.key.id, hit->lang);
        if (hit->note != NULL)
            buffer_format(&text, " note %s", hit->note);
        buffer_format(&text, " %u.%u-%u %.*s[%.*s]%s", (unsigned)hit->block, (unsigned)hit->start,
                      (unsigned)hit->end, (int)hit->line_start, hit->line,
                      (int)(hit->line_end - hit->line_start), hit->line + hit->line_start,
                      hit->line + hit->line_end);
    }
    const char *copy = arena_string(arena, buffer_string(&text));
    buffer_fini(&text);
    return copy;
}

static void finds_letters_and_where(void)
{
    static const struct {
        const char *query, *found;
        size_t first, count;
    } cases[] = {
        {"editors", "1: engine/d2 en 0.4-11 The [editors] explain.", 0, 9},
        {"reponse", "1: other/d1 fr 0.0-8 [Réponse] de Charles", 0, 9},
        {"REPONSE CHARLES", "1: other/d1 fr 0.0-8 [Réponse] de Charles", 0, 9},
        {"صديقي", "1: engine/d1 ar 0.0-10 [صديقي] العزيز", 0, 9},
        {"editorial", "1: engine/d2 en 0.0-0 [Editorial] Note", 0, 9}, /* only in the title */
        {"familys", "1: engine/d1 en note 0 0.9-17 From the [family's] papers.", 0, 9},
        {"sic", "1: other/d1 fr note * 0.0-3 [Sic] c.", 0, 9},
        {"patience courage",
         "2: engine/d1 en 3.64-72 … and the world will see what [patience] and a little "
         "courage can do. other/d1 fr 1.32-40 Nous avons tous besoin de votre [patience] et de "
         "votre courage pour finir ce travail.",
         0, 9},
        {"patience",
         "2: other/d1 fr 1.32-40 Nous avons tous besoin de votre [patience] et de votre courage "
         "pour finir ce travail.",
         1, 1},
        {"nowhere", "0:", 0, 9},
        {"e", "0:", 0, 9},
        {"", "0:", 0, 9},
    };
    struct both both;
    if (both_init(&both))
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
            for (int source = 0; source < 2; source++)
                EXPECT_TEXT(describe(&both.sources[source], cases[i].query, cases[i].first,
                                     cases[i].count, both.arena),
                            cases[i].found);
    both_fini(&both);
}

/* "de" is a word of the later, French letter, and begins "dear" in the earlier one. */
static void puts_whole_words_before_beginnings(void)
{
    struct both both;
    if (both_init(&both))
        for (int source = 0; source < 2; source++) {
            const char *found = describe(&both.sources[source], "de", 0, 9, both.arena);
            const char *other = strstr(found, "other/d1"), *engine = strstr(found, "engine/d1");
            EXPECT(other != NULL && engine != NULL && other < engine);
        }
    both_fini(&both);
}

static void takes_any_text(void)
{
    static const char *const queries[] = {
        "\"",
        "\"\"\"",
        "patience\"",
        "patience OR",
        "NOT patience",
        "a* OR b*",
        "(((((",
        "title:ada",
        "{title}: ada",
        "^ada",
        "ada + charles",
        "NEAR(a b)",
        "\xff\xfe!",
        "\xf0\x9f\x98",
        "'; DROP TABLE",
        "\xe2\x80\xae rtl",
        "%s%n",
        "\\",
        "-ada",
        "ada\n\t\r",
        "  ada   ",
        "…",
        "a\xcc\x81\xcc\x81\xcc\x81 b",
    };
    struct both both;
    if (both_init(&both))
        for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
            for (int source = 0; source < 2; source++)
                EXPECT(describe(&both.sources[source], queries[i], 0, 9, both.arena) != NULL);
    EXPECT_TEXT(describe(&both.sources[0], "\"Editors\" OR", 0, 9, both.arena), "0:");
    both_fini(&both);
}

static void suggests_who_is_named(void)
{
    struct both both;
    const char *const *words = NULL;
    size_t count = 0;
    if (both_init(&both)) {
        EXPECT_INT(both.sources[0].calls->suggestions(both.sources[0].self, both.arena, &words,
                                                      &count, NULL),
                   STATUS_OK);
        if (EXPECT_INT(count, 1)) /* "AE", the term, is too short */
            EXPECT_TEXT(words[0], "Ada");
    }
    both_fini(&both);
}

static void tells_the_languages_of_the_letters(void)
{
    struct both both;
    struct exhibit exhibit = {0};
    if (both_init(&both)) {
        EXPECT_INT(both.sources[0].calls->exhibit(both.sources[0].self, both.arena, &exhibit, NULL),
                   STATUS_OK);
        if (EXPECT_INT(exhibit.text_lang_count, 3)) {
            EXPECT_TEXT(exhibit.text_langs[0], "ar");
            EXPECT_TEXT(exhibit.text_langs[2], "fr");
        }
    }
    both_fini(&both);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"finds_letters_and_where", finds_letters_and_where},
        {"puts_whole_words_before_beginnings", puts_whole_words_before_beginnings},
        {"takes_any_text", takes_any_text},
        {"suggests_who_is_named", suggests_who_is_named},
        {"tells_the_languages_of_the_letters", tells_the_languages_of_the_letters},
        {0},
    };
    return harness_run(cases);
}
