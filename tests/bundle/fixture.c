#include "fixture.h"

#include "support/harness.h"

#include <stdio.h>
#include <string.h>

#define TEXT(words) .text = (words), .length = sizeof(words) - 1
#define SPANS(array) .spans = (array), .span_count = sizeof(array) / sizeof *(array)
#define BLOCKS(array) .blocks = (array), .block_count = sizeof(array) / sizeof *(array)

/* "Letter From Ada to Charles" with the source note at its end. */
static const struct span heading_spans[] = {{SPAN_PERSON, 12, 15, "p_ada", NULL},
                                            {SPAN_NOTE, 26, 26, "0", NULL}};
static const struct span body_spans[] = {{SPAN_ITALIC, 3, 7, NULL, NULL},
                                         {SPAN_REFERENCE, 8, 14, "#d2", NULL},
                                         {SPAN_PAGE_BREAK, 8, 8, "190", NULL},
                                         {SPAN_NOTE, 14, 14, "1", NULL},
                                         {SPAN_REFERENCE, 20, 29, "elsewhere#d9", NULL},
                                         {SPAN_TERM, 30, 32, "t_ae", NULL},
                                         {SPAN_PERSON, 33, 35, "p_nobody", NULL}};
static const uint32_t hyphens[] = {10, 12};
static const struct block letter_blocks[] = {
    {.kind = BLOCK_HEADING, TEXT("Letter From Ada to Charles"), SPANS(heading_spans)},
    {.kind = BLOCK_DATELINE, TEXT("London, 27 October 1843."), .align = ALIGN_END},
    {.kind = BLOCK_PARAGRAPH,
     TEXT("My dear friend, – elsewhere AE is what we hope the engine will give to people who trust "
          "it."),
     SPANS(body_spans),
     .hyphens = hyphens,
     .hyphen_count = 2,
     .flush = true},
    {.kind = BLOCK_PARAGRAPH,
     TEXT("We shall build the engine together, and the world will see what patience and a little "
          "courage can do.")},
    {.kind = BLOCK_LIST_ITEM, TEXT("one thing"), .marker = "(a)", .level = 1},
    {.kind = BLOCK_TABLE_CELL, TEXT("cell"), .table = 1, .row = 2, .column = 3},
    {.kind = BLOCK_SIGNATURE, TEXT("Ada"), .part = 1, .quote_depth = 2},
};
static const struct span note_spans[] = {{SPAN_REFERENCE, 4, 14, "other#d1fn1", NULL}};
static const struct block source_blocks[] = {
    {.kind = BLOCK_PARAGRAPH, TEXT("From the family's papers.")}};
static const struct block note_blocks[] = {
    {.kind = BLOCK_PARAGRAPH, TEXT("See the letter of the other edition."), SPANS(note_spans)},
    {.kind = BLOCK_PARAGRAPH, TEXT("A second paragraph.")}};
static const struct note notes[] = {{"0", "0", NOTE_SOURCE, BLOCKS(source_blocks)},
                                    {"1", "1", NOTE_EDITORS, BLOCKS(note_blocks)}};

const struct letter fixture_letter = {
    .summary = {.key = {"engine", "d1"},
                .number = "1",
                .title = "Letter From Ada to Charles",
                .place = "London",
                .date = {DATE_EXACT, "1843-10-27", "1843-10-27", "27 October 1843"},
                .sender = {"Ada", "p_ada"},
                .recipient = {"Charles", "p_nobody"},
                .lang = "en",
                .first_words = "My dear friend,",
                .words = 50},
    .version_lang = "en",
    BLOCKS(letter_blocks),
    .notes = notes,
    .note_count = 2,
    .first_page = "189",
    .brief = "Ada writes about the engine.",
};

static const struct block arabic_blocks[] = {{.kind = BLOCK_PARAGRAPH, TEXT("صديقي العزيز")}};
const struct letter fixture_translation = {
    .summary = {.key = {"engine", "d1"}, .title = "رسالة", .first_words = "صديقي", .lang = "ar"},
    .version_lang = "ar",
    .version_kind = VERSION_TRANSLATION,
    .direction = DIRECTION_RTL,
    BLOCKS(arabic_blocks),
};

static const struct block editorial_blocks[] = {
    {.kind = BLOCK_PARAGRAPH, TEXT("The editors explain.")}};
const struct letter fixture_editorial = {
    .summary = {.key = {"engine", "d2"},
                .kind = LETTER_EDITORIAL,
                .number = "2",
                .title = "Editorial Note",
                .first_words = "The editors explain.",
                .lang = "en",
                .words = 3},
    .version_lang = "en",
    BLOCKS(editorial_blocks),
};

static const struct block other_blocks[] = {
    {.kind = BLOCK_HEADING, TEXT("Réponse de Charles")},
    {.kind = BLOCK_PARAGRAPH,
     TEXT("Nous avons tous besoin de votre patience et de votre courage pour finir ce travail.")}};
static const struct span plain_spans[] = {{SPAN_FOREIGN, 0, 5, NULL, "la"}};
static const struct block other_note[] = {
    {.kind = BLOCK_PARAGRAPH, TEXT("Sic c."), SPANS(plain_spans)}};
static const struct note other_notes[] = {{"*", "*", NOTE_AUTHORS, BLOCKS(other_note)}};
const struct letter fixture_other = {
    .summary = {.key = {"other", "d1"},
                .title = "Réponse de Charles",
                .date = {DATE_RANGE, "1844", "1845", "1844 ou 1845"},
                .sender = {"Charles", NULL},
                .recipient = {"Ada", NULL},
                .lang = "fr",
                .first_words = "Nous avons",
                .words = 20},
    .version_lang = "fr",
    BLOCKS(other_blocks),
    .notes = other_notes,
    .note_count = 1,
};

static const struct span card_spans[] = {{SPAN_TERM, 14, 16, "t_ae", NULL}};
static const struct block card_blocks[] = {
    {.kind = BLOCK_PARAGRAPH, TEXT("Writes on the AE."), SPANS(card_spans)}};
const struct entity fixture_person = {{"engine", "p_ada"}, "Ada", "ada", BLOCKS(card_blocks)};
static const struct block term_blocks[] = {{.kind = BLOCK_PARAGRAPH, TEXT("Analytical Engine")}};
const struct entity fixture_term = {{"engine", "t_ae"}, "AE", "ae", BLOCKS(term_blocks)};

enum status fixture_fill(struct bundle_writer *writer, struct error *error)
{
    static const char *const langs[] = {"en", "fr"};
    static const struct exhibit exhibit = {
        .id = "sample", .title = "The Engine", .langs = langs, .lang_count = 2};
    static const struct edition engine = {"engine", "Letters on the Engine", "en", 0};
    static const struct edition other = {"other", "Réponses", "fr", 0};
    enum status status = bundle_writer_exhibit(writer, &exhibit, error);
    if (status == STATUS_OK)
        status = bundle_writer_edition(writer, &engine, error);
    if (status == STATUS_OK)
        status = bundle_writer_letter(writer, &fixture_letter, "engine.xml:10", error);
    if (status == STATUS_OK)
        status = bundle_writer_letter(writer, &fixture_translation, "engine.ar.xml:10", error);
    if (status == STATUS_OK)
        status = bundle_writer_letter(writer, &fixture_editorial, "engine.xml:20", error);
    if (status == STATUS_OK)
        status = bundle_writer_person(writer, &fixture_person, error);
    if (status == STATUS_OK)
        status = bundle_writer_term(writer, &fixture_term, error);
    if (status == STATUS_OK)
        status = bundle_writer_edition(writer, &other, error);
    if (status == STATUS_OK)
        status = bundle_writer_letter(writer, &fixture_other, "other.txt:1", error);
    if (status == STATUS_OK)
        status = bundle_writer_anchor(writer, "other", "d1fn1", "letter/other/d1#note=*", error);
    return status;
}

bool fixture_build(const char *path)
{
    struct bundle_writer *writer = NULL;
    struct error error = {0};
    enum status status = bundle_writer_create(path, &writer, &error);
    if (status == STATUS_OK) {
        bundle_writer_program(writer, "test");
        status = fixture_fill(writer, &error);
    }
    if (status == STATUS_OK)
        status = bundle_writer_finish(writer, NULL, NULL, &error);
    bundle_writer_destroy(writer);
    return EXPECT_TEXT(error.message, "") && EXPECT_INT(status, STATUS_OK);
}

const char *fixture_path(const char *name)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", harness_temporary_directory(), name);
    return path;
}
