#include "bundle/reader.h"

#include "base/buffer.h"
#include "fixture.h"
#include "support/harness.h"

#include <stdio.h>
#include <string.h>

/* Every case opens the same bundle, built once. */
struct opened {
    struct bundle_reader *reader;
    struct letter_source source;
    struct arena *arena;
    struct error error;
};

static bool opened_init(struct opened *opened)
{
    static char path[4096];
    *opened = (struct opened){0};
    if (path[0] == '\0') {
        snprintf(path, sizeof path, "%s", fixture_path("reader.vitrine"));
        if (!fixture_build(path))
            return false;
    }
    if (!EXPECT_INT(bundle_reader_open(path, &opened->reader, &opened->error), STATUS_OK))
        return EXPECT_TEXT(opened->error.message, "") && false;
    opened->source = bundle_reader_source(opened->reader);
    opened->arena = arena_create();
    return true;
}

static void opened_fini(struct opened *opened)
{
    bundle_reader_close(opened->reader);
    arena_destroy(opened->arena);
}

static void expect_span(const struct span *got, const struct span *expected)
{
    EXPECT_INT(got->kind, expected->kind);
    EXPECT_INT(got->start, expected->start);
    EXPECT_INT(got->end, expected->end);
    EXPECT_TEXT(got->lang, expected->lang);
}

static void expect_block(const struct block *got, const struct block *expected)
{
    EXPECT_TEXT(got->text, expected->text);
    EXPECT_INT(got->length, expected->length);
    EXPECT_INT(got->kind, expected->kind);
    EXPECT_INT(got->align, expected->align);
    EXPECT_INT(got->level, expected->level);
    EXPECT_INT(got->quote_depth, expected->quote_depth);
    EXPECT_INT(got->part, expected->part);
    EXPECT_INT(got->flush, expected->flush);
    EXPECT_INT(got->table, expected->table);
    EXPECT_INT(got->row, expected->row);
    EXPECT_INT(got->column, expected->column);
    EXPECT_TEXT(got->marker, expected->marker);
    EXPECT_TEXT(got->lang, expected->lang);
    if (EXPECT_INT(got->hyphen_count, expected->hyphen_count))
        for (size_t i = 0; i < got->hyphen_count; i++)
            EXPECT_INT(got->hyphens[i], expected->hyphens[i]);
}

static void expect_blocks(const struct block *got, size_t got_count, const struct block *expected,
                          size_t expected_count)
{
    if (!EXPECT_INT(got_count, expected_count))
        return;
    for (size_t i = 0; i < got_count; i++)
        expect_block(&got[i], &expected[i]);
}

static void reads_a_letter_as_it_was_written(void)
{
    struct opened opened;
    struct letter letter = {0};
    if (!opened_init(&opened))
        return;
    EXPECT_INT(opened.source.calls->letter(opened.source.self, (struct key){"engine", "d1"}, NULL,
                                           opened.arena, &letter, &opened.error),
               STATUS_OK);
    EXPECT_TEXT(opened.error.message, "");
    expect_blocks(letter.blocks, letter.block_count, fixture_letter.blocks,
                  fixture_letter.block_count);
    EXPECT_TEXT(letter.summary.title, "Letter From Ada to Charles");
    EXPECT_TEXT(letter.summary.date.from, "1843-10-27");
    EXPECT_TEXT(letter.summary.sender.person, "p_ada");
    EXPECT_TEXT(letter.summary.recipient.name, "Charles");
    EXPECT_TEXT(letter.summary.recipient.person, NULL);
    EXPECT_TEXT(letter.first_page, "189");
    EXPECT_TEXT(letter.brief, fixture_letter.brief);
    EXPECT_TEXT(letter.content_notice, NULL);
    if (EXPECT_INT(letter.note_count, 2)) {
        EXPECT_TEXT(letter.notes[0].key, "0");
        EXPECT_INT(letter.notes[0].kind, NOTE_SOURCE);
        expect_blocks(letter.notes[1].blocks, letter.notes[1].block_count,
                      fixture_letter.notes[1].blocks, 2);
    }
    opened_fini(&opened);
}

static void resolves_links(void)
{
    struct opened opened;
    struct letter letter = {0};
    if (!opened_init(&opened))
        return;
    EXPECT_INT(opened.source.calls->letter(opened.source.self, (struct key){"", "d1"}, "en",
                                           opened.arena, &letter, &opened.error),
               STATUS_OK);
    const struct block *body = &letter.blocks[2], *given = &fixture_letter.blocks[2];
    if (EXPECT_INT(letter.block_count, 7) && EXPECT_INT(body->span_count, 6)) {
        for (size_t i = 0; i < 6; i++)
            expect_span(&body->spans[i], &given->spans[i]);
        EXPECT_TEXT(body->spans[2].target, "190");
        EXPECT_TEXT(body->spans[1].target, "letter/engine/d2");
        EXPECT_TEXT(body->spans[3].target, "1");
        EXPECT_TEXT(body->spans[4].target, NULL);
        EXPECT_TEXT(body->spans[5].target, "engine/t_ae");
        EXPECT_TEXT(letter.blocks[0].spans[0].target, "engine/p_ada");
        EXPECT_TEXT(letter.notes[1].blocks[0].spans[0].target, "letter/other/d1#note=*");
    }
    opened_fini(&opened);
}

static void reads_the_version_asked_for(void)
{
    struct opened opened;
    struct letter letter = {0};
    struct key key = {"engine", "d1"};
    if (!opened_init(&opened))
        return;
    EXPECT_INT(opened.source.calls->letter(opened.source.self, key, "ar", opened.arena, &letter,
                                           &opened.error),
               STATUS_OK);
    EXPECT_TEXT(letter.version_lang, "ar");
    EXPECT_INT(letter.version_kind, VERSION_TRANSLATION);
    EXPECT_INT(letter.direction, DIRECTION_RTL);
    EXPECT_TEXT(letter.blocks[0].text, "صديقي العزيز");
    EXPECT_TEXT(letter.summary.lang, "en");
    EXPECT_INT(opened.source.calls->letter(opened.source.self, key, "de", opened.arena, &letter,
                                           &opened.error),
               STATUS_OK);
    EXPECT_TEXT(letter.version_lang, "en");
    opened_fini(&opened);
}

static void says_what_is_not_there(void)
{
    struct opened opened;
    struct letter letter = {.first_page = "untouched"};
    struct entity entity;
    if (!opened_init(&opened))
        return;
    EXPECT_INT(opened.source.calls->letter(opened.source.self, (struct key){"other", "d2"}, NULL,
                                           opened.arena, &letter, &opened.error),
               STATUS_NOT_FOUND);
    EXPECT(strstr(opened.error.message, "letter other/d2: not in the bundle") != NULL);
    EXPECT_TEXT(letter.first_page, "untouched");
    EXPECT_INT(opened.source.calls->term(opened.source.self, (struct key){"engine", "p_ada"},
                                         opened.arena, &entity, NULL),
               STATUS_NOT_FOUND);
    opened_fini(&opened);
}

static void tells_of_the_exhibit(void)
{
    struct opened opened;
    struct exhibit exhibit = {0};
    if (!opened_init(&opened))
        return;
    EXPECT_INT(
        opened.source.calls->exhibit(opened.source.self, opened.arena, &exhibit, &opened.error),
        STATUS_OK);
    EXPECT_TEXT(exhibit.id, "sample");
    EXPECT_TEXT(exhibit.title, "The Engine");
    EXPECT_TEXT(exhibit.years, "1843–1845");
    EXPECT_INT(exhibit.letter_count, 3);
    if (EXPECT_INT(exhibit.lang_count, 2))
        EXPECT_TEXT(exhibit.langs[1], "fr");
    if (EXPECT_INT(exhibit.edition_count, 2)) {
        EXPECT_TEXT(exhibit.editions[0].id, "engine");
        EXPECT_INT(exhibit.editions[0].letter_count, 2);
        EXPECT_TEXT(exhibit.editions[1].title, "Réponses");
    }
    opened_fini(&opened);
}

static void lists_letters_by_person_and_year(void)
{
    static const struct {
        struct letter_filter filter;
        size_t first, count, total;
        const char *ids;
    } cases[] = {
        {{NULL, 0, NULL}, 0, 10, 3, "engine/d1 engine/d2 other/d1 "},
        {{NULL, 0, NULL}, 1, 1, 3, "engine/d2 "},
        {{NULL, 0, NULL}, 3, 5, 3, ""},
        {{"engine/p_ada", 0, NULL}, 0, 10, 1, "engine/d1 "},
        {{"engine/p_nobody", 0, NULL}, 0, 10, 0, ""},
        {{NULL, 1843, NULL}, 0, 10, 1, "engine/d1 "},
        {{NULL, 1845, NULL}, 0, 10, 1, "other/d1 "},
        {{NULL, 1846, NULL}, 0, 10, 0, ""},
        {{"engine/p_ada", 1845, NULL}, 0, 10, 0, ""},
    };
    struct opened opened;
    if (!opened_init(&opened))
        return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct letter_summary *summaries = NULL;
        size_t count = 0, total = 0;
        struct buffer ids = {0};
        EXPECT_INT(opened.source.calls->summaries(opened.source.self, &cases[i].filter,
                                                  cases[i].first, cases[i].count, opened.arena,
                                                  &summaries, &count, &total, &opened.error),
                   STATUS_OK);
        for (size_t k = 0; k < count; k++)
            buffer_format(&ids, "%s/%s ", summaries[k].key.edition, summaries[k].key.id);
        EXPECT_TEXT(buffer_string(&ids), cases[i].ids);
        buffer_fini(&ids);
        EXPECT_INT(total, cases[i].total);
    }
    EXPECT_TEXT(opened.error.message, "");
    opened_fini(&opened);
}

static void reads_cards(void)
{
    struct opened opened;
    struct entity entity = {0};
    if (!opened_init(&opened))
        return;
    EXPECT_INT(opened.source.calls->person(opened.source.self, (struct key){"engine", "p_ada"},
                                           opened.arena, &entity, &opened.error),
               STATUS_OK);
    EXPECT_TEXT(entity.name, "Ada");
    if (EXPECT_INT(entity.block_count, 1) && EXPECT_INT(entity.blocks[0].span_count, 1))
        EXPECT_TEXT(entity.blocks[0].spans[0].target, "engine/t_ae");
    EXPECT_INT(opened.source.calls->term(opened.source.self, (struct key){"", "t_ae"}, opened.arena,
                                         &entity, &opened.error),
               STATUS_OK);
    EXPECT_TEXT(entity.key.edition, "engine");
    opened_fini(&opened);
}

static void offers_quotations_as_slides(void)
{
    struct opened opened;
    const struct slide *slides = NULL;
    size_t count = 0;
    if (!opened_init(&opened))
        return;
    EXPECT_INT(opened.source.calls->slides(opened.source.self, opened.arena, &slides, &count,
                                           &opened.error),
               STATUS_OK);
    if (EXPECT_INT(count, 2)) {
        EXPECT_TEXT(slides[0].quote, "We shall build the engine together, and the world will see "
                                     "what patience and a little courage can do.");
        EXPECT_TEXT(slides[0].caption, "Ada to Charles · 27 October 1843");
        EXPECT_TEXT(slides[0].place, "letter/engine/d1:3.0");
        EXPECT_TEXT(slides[1].caption, "Charles → Ada · 1844 ou 1845");
        EXPECT_TEXT(slides[1].lang, "fr");
    }
    opened_fini(&opened);
}

int main(void)
{
    static const struct harness_case cases[] = {
        {"reads_a_letter_as_it_was_written", reads_a_letter_as_it_was_written},
        {"resolves_links", resolves_links},
        {"reads_the_version_asked_for", reads_the_version_asked_for},
        {"says_what_is_not_there", says_what_is_not_there},
        {"tells_of_the_exhibit", tells_of_the_exhibit},
        {"lists_letters_by_person_and_year", lists_letters_by_person_and_year},
        {"reads_cards", reads_cards},
        {"offers_quotations_as_slides", offers_quotations_as_slides},
        {0},
    };
    return harness_run(cases);
}
