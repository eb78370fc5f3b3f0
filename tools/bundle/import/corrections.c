#include "import/corrections.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "import/fields.h"
#include "import/overrides.h"
#include "import/passages.h"
#include "import/prose.h"
#include "import/sheet.h"
#include "import/sheet_check.h"
#include "import/string_set.h"
#include "letter/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum sheet_kind { LETTERS, PERSONS, TERMS, OVERRIDES, STARTS, SLIDES, SHEET_COUNT };

/* What each file is called, the column it is looked up by, and the columns it may have. Those of
 * letters.csv are also the fields of a letter. */
static const struct {
    const char *name, *id;
    const char *columns[8];
} kinds[SHEET_COUNT] = {
    [LETTERS] = {"letters.csv", "id", {"edition", "id", "lang", "passage", "passage_title"}},
    [PERSONS] = {"persons.csv", "id", {"edition", "id", "name", "sort", "same_as", "text"}},
    [TERMS] = {"terms.csv", "id", {"edition", "id", "name", "sort", "text"}},
    [OVERRIDES] = {"overrides.csv", "letter", {"edition", "letter", "kind", "words", "target"}},
    [STARTS] = {"start.csv", "letter", {"letter", "title"}},
    [SLIDES] = {"slides.csv", "letter", {"quote", "caption", "letter", "lang", "picture"}},
};

struct corrections {
    const struct import_sink *sink;
    struct import_report *report;
    struct arena *arena; /* the sheets */
    struct arena *item;  /* one letter or card */
    struct sheet sheets[SHEET_COUNT];
    struct string_set *letters; /* "EDITION/ID"; number of its edition in `editions`, from 1 */
    struct string_set *ids;     /* "ID"; the same for the first letter of that id */
    struct string_set *persons; /* "EDITION/ID" of the cards there are */
    const char **editions;
    const char **langs; /* of the editions */
    size_t edition_count;
};

/* ---- Rows --------------------------------------------------------------------------------------
 */

/* The next row about the key from by_id[*at] on; NULL: no more. */
static struct sheet_row *next_row(const struct sheet *sheet, struct key key, size_t *at)
{
    for (; *at < sheet->row_count; ++*at) {
        struct sheet_row *row = sheet->by_id[*at];
        if (strcmp(sheet_cell(sheet, row, sheet->id), key.id) != 0)
            return NULL;
        const char *edition = sheet_cell(sheet, row, "edition");
        if (edition[0] == '\0' || strcmp(edition, key.edition) == 0) {
            ++*at;
            return row;
        }
    }
    return NULL;
}

static void warn_of_row(struct corrections *corrections, const struct sheet *sheet,
                        const struct sheet_row *row, const char *what)
{
    const char *id = sheet_cell(sheet, row, sheet->id);
    if (id[0] == '\0')
        import_report_warn(corrections->report, sheet->file, row->line, "unmatched-row",
                           "fill it in, or delete the row", "the cell \"%s\" is empty", sheet->id);
    else
        import_report_warn(corrections->report, sheet->file, row->line, "unmatched-row",
                           "compare with what `vitrine-bundle export --format csv` writes",
                           "there is no %s \"%s\"", what, id);
}

/* ---- Letters -----------------------------------------------------------------------------------
 */

/* Columns that are no fields of a letter. */
static bool is_own_column(const char *column)
{
    for (size_t i = 0; i < sizeof kinds->columns / sizeof(const char *); i++)
        if (kinds[LETTERS].columns[i] && strcmp(kinds[LETTERS].columns[i], column) == 0)
            return true;
    return false;
}

/* Of the version shown first; others need not have the words. */
static void set_passages(struct corrections *corrections, struct letter *letter,
                         const struct sheet *sheet, const struct sheet_row *row)
{
    const char *words = sheet_cell(sheet, row, "passage");
    const char *key = arena_format(corrections->item, "%s/%s", letter->summary.key.edition,
                                   letter->summary.key.id);
    if (words[0] == '\0' || string_set_get(corrections->letters, key) > 0)
        return;
    const char *lost = passages_set(letter, strcmp(words, "-") == 0 ? "" : words,
                                    sheet_cell(sheet, row, "passage_title"), corrections->item);
    if (lost)
        import_report_warn(corrections->report, sheet->file, row->line, "unknown-passage", NULL,
                           "letter %s does not have the words \"%s\"", letter->summary.key.id,
                           lost);
}

static void set_fields(struct corrections *corrections, struct letter *letter,
                       const struct sheet *sheet, const struct sheet_row *row)
{
    for (size_t i = 0; i < sheet->column_count; i++)
        if (!is_own_column(sheet->columns[i]) &&
            field_set(letter, corrections->item, sheet->columns[i], row->cells[i]) == FIELD_INVALID)
            import_report_warn(corrections->report, sheet->file, row->line, "bad-value",
                               "write dates as 1962-10-28, 1962-10 or 1962",
                               "\"%s\" is nothing that the field \"%s\" can be", row->cells[i],
                               sheet->columns[i]);
}

static void correct_letter(struct corrections *corrections, struct letter *letter)
{
    const struct sheet *sheet = &corrections->sheets[LETTERS];
    struct sheet_row *row;
    for (size_t at = sheet_find(sheet, letter->summary.key.id);
         (row = next_row(sheet, letter->summary.key, &at)) != NULL;) {
        const char *lang = sheet_cell(sheet, row, "lang");
        if (lang[0] && strcmp(lang, letter->version_lang) != 0)
            continue;
        row->used = true;
        set_fields(corrections, letter, sheet, row);
        set_passages(corrections, letter, sheet, row);
    }
}

static void remember(struct corrections *corrections, struct key key)
{
    const char *name = arena_format(corrections->item, "%s/%s", key.edition, key.id);
    unsigned *first = string_set_at(corrections->ids, key.id);
    if (*first == 0)
        *first = (unsigned)corrections->edition_count;
    *string_set_at(corrections->letters, name) = (unsigned)corrections->edition_count;
}

static enum status take_letter(void *self, const struct letter *letter, const char *origin,
                               struct error *error)
{
    struct corrections *corrections = self;
    struct letter corrected = *letter;
    arena_reset(corrections->item);
    correct_letter(corrections, &corrected);
    overrides_apply(&corrections->sheets[OVERRIDES], &corrected, corrections->item,
                    corrections->report);
    remember(corrections, letter->summary.key);
    return corrections->sink->calls->letter(corrections->sink->self, &corrected, origin, error);
}

/* ---- Cards -------------------------------------------------------------------------------------
 */

/* The words of a card as persons.csv has them: paragraphs with an empty line between. */
static const char *card_text(const struct entity *card, struct arena *arena)
{
    struct buffer text = {0};
    for (size_t i = 0; i < card->block_count; i++) {
        buffer_text(&text, i > 0 ? "\n\n" : "");
        buffer_append(&text, card->blocks[i].text, card->blocks[i].length);
    }
    const char *copy = arena_string(arena, buffer_string(&text));
    buffer_fini(&text);
    return copy;
}

/* Words that are as they were keep their links. */
static void set_text(struct entity *card, const char *text, struct arena *arena)
{
    static const struct block paragraph = {.kind = BLOCK_PARAGRAPH};
    struct prose prose;
    if (text[0] == '\0' || strcmp(text, card_text(card, arena)) == 0)
        return;
    prose_init(&prose, arena);
    while (*text) {
        const char *end = strstr(text, "\n\n");
        size_t length = end ? (size_t)(end - text) : strlen(text);
        prose_open(&prose, &paragraph);
        prose_text(&prose, text, length);
        text += length + (end ? 2 : 0);
    }
    card->blocks = prose_finish(&prose, &card->block_count);
    prose_fini(&prose);
}

static void set_same(struct entity *card, const char *same, struct arena *arena)
{
    const char *slash = strchr(same, '/');
    if (same[0] == '\0')
        return;
    card->same.edition =
        slash ? arena_copy(arena, same, (size_t)(slash - same)) : card->key.edition;
    card->same.id = slash ? slash + 1 : same;
}

static void set_card(struct entity *card, const struct sheet *sheet, const struct sheet_row *row,
                     struct arena *arena)
{
    const char *name = sheet_cell(sheet, row, "name"), *sort = sheet_cell(sheet, row, "sort");
    bool by_name = !card->sort || (card->name && strcmp(card->sort, card->name) == 0);
    if (name[0])
        card->name = name;
    if (sort[0])
        card->sort = sort;
    else if (by_name)
        card->sort = card->name;
    set_text(card, sheet_cell(sheet, row, "text"), arena);
    set_same(card, sheet_cell(sheet, row, "same_as"), arena);
}

static struct entity corrected_card(struct corrections *corrections, const struct entity *card,
                                    const struct sheet *sheet)
{
    struct entity corrected = *card;
    struct sheet_row *row;
    arena_reset(corrections->item);
    for (size_t at = sheet_find(sheet, card->key.id);
         (row = next_row(sheet, card->key, &at)) != NULL;) {
        row->used = true;
        set_card(&corrected, sheet, row, corrections->item);
    }
    return corrected;
}

static void remember_person(struct corrections *corrections, const struct entity *card)
{
    const char *name = arena_format(corrections->item, "%s/%s", card->key.edition, card->key.id);
    *string_set_at(corrections->persons, name) = 1;
}

static enum status take_person(void *self, const struct entity *person, struct error *error)
{
    struct corrections *corrections = self;
    struct entity card = corrected_card(corrections, person, &corrections->sheets[PERSONS]);
    remember_person(corrections, &card);
    return corrections->sink->calls->person(corrections->sink->self, &card, error);
}

static enum status take_term(void *self, const struct entity *term, struct error *error)
{
    struct corrections *corrections = self;
    struct entity card = corrected_card(corrections, term, &corrections->sheets[TERMS]);
    return corrections->sink->calls->term(corrections->sink->self, &card, error);
}

/* A card that no letter file has. */
struct new_card {
    struct entity card;
    size_t edition; /* index */
};

/* A row without an edition is of the only one there is. */
static bool new_card(const struct corrections *corrections, const struct sheet *sheet,
                     const struct sheet_row *row, struct new_card *ret_new)
{
    const char *edition = sheet_cell(sheet, row, "edition");
    size_t index = 0;
    if (edition[0] == '\0' && corrections->edition_count == 1)
        edition = corrections->editions[0];
    while (index < corrections->edition_count && strcmp(corrections->editions[index], edition) != 0)
        index++;
    *ret_new =
        (struct new_card){.card.key = {edition, sheet_cell(sheet, row, "id")}, .edition = index};
    set_card(&ret_new->card, sheet, row, corrections->arena);
    return index < corrections->edition_count && ret_new->card.key.id[0] && ret_new->card.name;
}

/* As cards are listed, whatever the order of the rows. */
static int compare_new_cards(const void *a, const void *b)
{
    const struct new_card *one = a, *other = b;
    if (one->edition != other->edition)
        return one->edition < other->edition ? -1 : 1;
    int order = strcmp(one->card.sort, other->card.sort);
    return order ? order : strcmp(one->card.key.id, other->card.key.id);
}

/* All new cards; what two rows say of one is on one card. */
static size_t new_cards(struct corrections *corrections, const struct sheet *sheet,
                        struct new_card *ret_cards)
{
    struct string_set *places = string_set_create(); /* "EDITION/ID": place in ret_cards, from 1 */
    struct new_card card;
    size_t count = 0;
    for (size_t i = 0; i < sheet->row_count; i++) {
        const struct sheet_row *row = &sheet->rows[i];
        if (row->used)
            continue;
        if (!new_card(corrections, sheet, row, &card)) {
            warn_of_row(corrections, sheet, row, "edition or name given for the card");
            continue;
        }
        unsigned *place =
            string_set_at(places, arena_format(corrections->item, "%s/%s", card.card.key.edition,
                                               card.card.key.id));
        if (*place > 0) {
            set_card(&ret_cards[*place - 1].card, sheet, row, corrections->arena);
            continue;
        }
        ret_cards[count++] = card;
        *place = (unsigned)count;
    }
    string_set_destroy(places);
    return count;
}

static enum status put_new_cards(struct corrections *corrections, enum sheet_kind kind,
                                 struct error *error)
{
    const struct import_sink *sink = corrections->sink;
    const struct sheet *sheet = &corrections->sheets[kind];
    struct new_card *cards = memory_zeroed(sheet->row_count + 1, sizeof *cards);
    enum status status = STATUS_OK;
    size_t count = new_cards(corrections, sheet, cards);
    qsort(cards, count, sizeof *cards, compare_new_cards);
    for (size_t i = 0; kind == PERSONS && i < count; i++)
        remember_person(corrections, &cards[i].card);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = (kind == PERSONS ? sink->calls->person : sink->calls->term)(sink->self,
                                                                             &cards[i].card, error);
    free(cards);
    return status;
}

/* A card that another is said to stand for, and that is not there. Without an edition it may be in
 * any. */
static bool is_some_person(const struct corrections *corrections, const char *same)
{
    bool known = strchr(same, '/') && string_set_get(corrections->persons, same);
    for (size_t i = 0; !known && !strchr(same, '/') && i < corrections->edition_count; i++)
        known =
            string_set_get(corrections->persons, arena_format(corrections->item, "%s/%s",
                                                              corrections->editions[i], same)) != 0;
    return known;
}

static void warn_of_same(struct corrections *corrections)
{
    const struct sheet *sheet = &corrections->sheets[PERSONS];
    for (size_t i = 0; i < sheet->row_count; i++) {
        const char *same = sheet_cell(sheet, &sheet->rows[i], "same_as");
        if (same[0] && strcmp(same, "-") != 0 && !is_some_person(corrections, same))
            import_report_warn(corrections->report, sheet->file, sheet->rows[i].line,
                               "unknown-same", NULL, "same_as names no card: \"%s\"", same);
    }
}

/* ---- Letters to start with, slides -------------------------------------------------------------
 */

/* "EDITION/ID", "ID" or a place within a letter, as a place; NULL: no such letter. */
static const char *letter_place(struct corrections *corrections, const char *name,
                                const char **ret_lang)
{
    const char *key = strncmp(name, "letter/", 7) == 0 ? name + 7 : name;
    const char *bare = arena_copy(corrections->item, key, strcspn(key, "@:?#"));
    bool whole = strchr(bare, '/') != NULL;
    unsigned edition = string_set_get(whole ? corrections->letters : corrections->ids, bare);
    struct place place;
    if (edition == 0)
        return NULL;
    *ret_lang = corrections->langs[edition - 1];
    const char *text = whole ? arena_format(corrections->item, "letter/%s", key)
                             : arena_format(corrections->item, "letter/%s/%s",
                                            corrections->editions[edition - 1], key);
    return place_parse(text, &place) ? text : NULL;
}

static enum status put_start(struct corrections *corrections, struct sheet_row *row,
                             struct error *error)
{
    const struct sheet *sheet = &corrections->sheets[STARTS];
    const char *lang, *title = sheet_cell(sheet, row, "title");
    const char *place = letter_place(corrections, sheet_cell(sheet, row, "letter"), &lang);
    if (!place) {
        warn_of_row(corrections, sheet, row, "letter");
        return STATUS_OK;
    }
    return corrections->sink->calls->start(corrections->sink->self, place, title[0] ? title : NULL,
                                           error);
}

static enum status put_slide(struct corrections *corrections, struct sheet_row *row,
                             struct error *error)
{
    const struct sheet *sheet = &corrections->sheets[SLIDES];
    const char *lang = NULL, *own = sheet_cell(sheet, row, "lang");
    const char *place = letter_place(corrections, sheet_cell(sheet, row, "letter"), &lang);
    const struct facsimile picture = {
        .number = (uint32_t)strtoul(sheet_cell(sheet, row, "picture"), NULL, 10)};
    const struct slide slide = {.quote = sheet_cell(sheet, row, "quote"),
                                .caption = sheet_cell(sheet, row, "caption"),
                                .place = place,
                                .lang = own[0] ? own : lang,
                                .direction = letter_direction(own[0] ? own : lang),
                                .picture = picture.number > 0 ? &picture : NULL};
    if (!place || (slide.quote[0] == '\0' && !slide.picture)) {
        warn_of_row(corrections, sheet, row, place ? "quotation for" : "letter");
        return STATUS_OK;
    }
    return corrections->sink->calls->slide(
        corrections->sink->self, &slide,
        arena_format(corrections->item, "%s:%u", sheet->file, row->line), error);
}

static enum status put_rows(struct corrections *corrections, enum sheet_kind kind,
                            struct error *error)
{
    struct sheet *sheet = &corrections->sheets[kind];
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sheet->row_count; i++) {
        arena_reset(corrections->item);
        status = (kind == STARTS ? put_start : put_slide)(corrections, &sheet->rows[i], error);
    }
    return status;
}

/* ---- The sink ----------------------------------------------------------------------------------
 */

static enum status take_exhibit(void *self, const struct exhibit *exhibit, struct error *error)
{
    const struct import_sink *sink = ((struct corrections *)self)->sink;
    return sink->calls->exhibit(sink->self, exhibit, error);
}

static enum status take_edition(void *self, const struct edition *edition, struct error *error)
{
    struct corrections *corrections = self;
    size_t count = corrections->edition_count + 1;
    corrections->editions = memory_resized(corrections->editions, count, sizeof(const char *));
    corrections->langs = memory_resized(corrections->langs, count, sizeof(const char *));
    corrections->editions[count - 1] = arena_string(corrections->arena, edition->id);
    corrections->langs[count - 1] = arena_string(corrections->arena, edition->lang);
    corrections->edition_count = count;
    return corrections->sink->calls->edition(corrections->sink->self, edition, error);
}

static enum status take_anchor(void *self, const char *edition, const char *id, const char *place,
                               struct error *error)
{
    const struct import_sink *sink = ((struct corrections *)self)->sink;
    return sink->calls->anchor(sink->self, edition, id, place, error);
}

static enum status take_picture(void *self, const struct import_picture *picture,
                                struct error *error)
{
    const struct import_sink *sink = ((struct corrections *)self)->sink;
    return sink->calls->picture(sink->self, picture, error);
}

static enum status take_relation(void *self, struct key letter, enum letter_relation relation,
                                 const char *target, struct error *error)
{
    const struct import_sink *sink = ((struct corrections *)self)->sink;
    return sink->calls->relation(sink->self, letter, relation, target, error);
}

struct import_sink corrections_sink(struct corrections *corrections)
{
    static const struct import_sink_calls calls = {.exhibit = take_exhibit,
                                                   .edition = take_edition,
                                                   .letter = take_letter,
                                                   .person = take_person,
                                                   .term = take_term,
                                                   .anchor = take_anchor,
                                                   .relation = take_relation,
                                                   .picture = take_picture};
    return (struct import_sink){&calls, corrections};
}

/* ---- Beginning and end -------------------------------------------------------------------------
 */

static void check_sheet(struct corrections *corrections, enum sheet_kind kind)
{
    enum { OWN = sizeof kinds->columns / sizeof *kinds->columns };
    const char *known[OWN + SHEET_COLUMNS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < OWN && kinds[kind].columns[i]; i++)
        known[count++] = kinds[kind].columns[i];
    for (size_t i = 0; kind == LETTERS && field_name(i) && i < SHEET_COLUMNS_MAX; i++)
        known[count++] = field_name(i);
    sheet_check_columns(&corrections->sheets[kind], kinds[kind].name, known, count,
                        corrections->report);
    if (kind == LETTERS || kind == PERSONS || kind == TERMS)
        sheet_check_rows(&corrections->sheets[kind], corrections->report);
}

enum status corrections_create(const char *folder, const struct import_sink *sink,
                               struct import_report *report, struct corrections **ret_corrections,
                               struct error *error)
{
    struct corrections *corrections = memory_zeroed(1, sizeof *corrections);
    enum status status = STATUS_OK;
    *corrections = (struct corrections){.sink = sink,
                                        .report = report,
                                        .arena = arena_create(),
                                        .item = arena_create(),
                                        .letters = string_set_create(),
                                        .ids = string_set_create(),
                                        .persons = string_set_create()};
    for (int i = 0; folder && status == STATUS_OK && i < SHEET_COUNT; i++) {
        status = sheet_read(arena_format(corrections->arena, "%s/%s", folder, kinds[i].name),
                            kinds[i].id, corrections->arena, &corrections->sheets[i], error);
        if (status == STATUS_OK)
            check_sheet(corrections, (enum sheet_kind)i);
    }
    if (folder)
        sheet_check_folder(folder, report);
    if (status != STATUS_OK)
        corrections_destroy(corrections);
    else
        *ret_corrections = corrections;
    return status;
}

void corrections_destroy(struct corrections *corrections)
{
    if (!corrections)
        return;
    string_set_destroy(corrections->letters);
    string_set_destroy(corrections->ids);
    string_set_destroy(corrections->persons);
    arena_destroy(corrections->item);
    arena_destroy(corrections->arena);
    free(corrections->editions);
    free(corrections->langs);
    free(corrections);
}

static void warn_of_unused(struct corrections *corrections, enum sheet_kind kind)
{
    const struct sheet *sheet = &corrections->sheets[kind];
    for (size_t i = 0; i < sheet->row_count; i++) {
        const struct sheet_row *row = &sheet->rows[i];
        if (row->used)
            continue;
        if (strcmp(sheet_cell(sheet, row, sheet->id), "*") == 0)
            import_report_warn(corrections->report, sheet->file, row->line, "unmatched-row",
                               "copy the words as the letters have them",
                               "no letter has such a link on \"%s\"",
                               sheet_cell(sheet, row, "words"));
        else
            warn_of_row(corrections, sheet, row, "letter");
    }
}

enum status corrections_finish(struct corrections *corrections, struct error *error)
{
    warn_of_unused(corrections, LETTERS);
    warn_of_unused(corrections, OVERRIDES);
    enum status status = put_new_cards(corrections, PERSONS, error);
    warn_of_same(corrections);
    if (status == STATUS_OK)
        status = put_new_cards(corrections, TERMS, error);
    if (status == STATUS_OK)
        status = put_rows(corrections, STARTS, error);
    if (status == STATUS_OK)
        status = put_rows(corrections, SLIDES, error);
    return status;
}
