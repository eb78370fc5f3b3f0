/* Lists of letters: all, those of a filter, those a letter is related to, those to start with. */
#include "check.h"
#include "letter/place.h"
#include "reader_private.h"

#include <string.h>

/* ---- Lists ---- */

static enum status count_summaries(struct bundle_reader *reader, const struct reader_filter *filter,
                                   struct arena *arena, size_t *ret_total, struct error *error)
{
    struct sql_parameters begun = {0};
    struct sql_row row = {0};
    enum status status = reader_begin(reader, READER_SUMMARY_COUNT, &begun, error);
    if (status != STATUS_OK)
        return status;
    reader_filter_put(&begun, filter);
    status = reader_next(&begun, arena, &row, error);
    if (status != STATUS_OK)
        return status;
    *ret_total = sql_take_number(&row, CHECK_LETTERS_MAX);
    return sql_row_done(&row, error);
}

static void take_summary(struct sql_row *row, void *item)
{
    reader_take_summary(row, item);
}

static enum status read_summaries(struct bundle_reader *reader, const struct reader_filter *filter,
                                  size_t first, size_t room, struct arena *arena,
                                  const struct letter_summary **ret_summaries, size_t *ret_count,
                                  struct error *error)
{
    const struct reader_shape shape = {take_summary, sizeof(struct letter_summary), room};
    struct sql_parameters begun = {0};
    void *items = NULL;
    enum status status = reader_begin(reader, READER_SUMMARIES, &begun, error);
    if (status != STATUS_OK)
        return status;
    reader_filter_put(&begun, filter);
    sql_put_number(&begun, (int64_t)room);
    sql_put_number(&begun, (int64_t)first);
    status = reader_rows(&begun, &shape, arena, &items, ret_count, error);
    *ret_summaries = items;
    return status;
}

enum status reader_summaries(void *self, const struct letter_filter *filter, size_t first,
                             size_t count, struct arena *arena,
                             const struct letter_summary **ret_summaries, size_t *ret_count,
                             size_t *ret_total, struct error *error)
{
    struct bundle_reader *reader = self;
    struct reader_filter asked = {0};
    size_t total = 0, found = 0;
    const struct letter_summary *summaries = NULL;
    enum status status = reader_filter_make(reader, filter, arena, &asked, error);
    if (status == STATUS_OK)
        status = count_summaries(reader, &asked, arena, &total, error);
    size_t room = first >= total ? 0 : total - first < count ? total - first : count;
    if (status == STATUS_OK)
        status = read_summaries(reader, &asked, first, room, arena, &summaries, &found, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: list of letters", reader->path);
    *ret_summaries = summaries;
    *ret_count = found;
    *ret_total = total;
    return STATUS_OK;
}

static void take_related(struct sql_row *row, void *item)
{
    struct related_letter *related = item;
    reader_take_summary(row, &related->summary);
    related->relation = (enum letter_relation)sql_take_name(row, &letter_relation_names);
}

static enum status read_related(struct bundle_reader *reader, uint32_t position,
                                struct arena *arena, void **ret_items, size_t *ret_count,
                                struct error *error)
{
    static const struct reader_shape shape = {take_related, sizeof(struct related_letter),
                                              LETTER_RELATED_MAX};
    struct sql_parameters begun = {0};
    enum status status = reader_begin(reader, READER_RELATED, &begun, error);
    if (status != STATUS_OK)
        return status;
    sql_put_number(&begun, position);
    sql_put_number(&begun, LETTER_RELATED_MAX);
    return reader_rows(&begun, &shape, arena, ret_items, ret_count, error);
}

enum status reader_related(void *self, struct key key, struct arena *arena,
                           const struct related_letter **ret_related, size_t *ret_count,
                           struct error *error)
{
    struct bundle_reader *reader = self;
    void *items = NULL;
    size_t count = 0;
    uint32_t position = 0;
    enum status status = reader_find_position(reader, key, arena, &position, error);
    if (status == STATUS_OK)
        status = read_related(reader, position, arena, &items, &count, error);
    if (status != STATUS_OK && status != STATUS_NOT_FOUND)
        return error_wrap(error, status, "%s: letters related to %s", reader->path, key.id);
    *ret_related = items;
    *ret_count = count;
    return STATUS_OK;
}

/* ---- Letters to start with, slides ---- */

static void take_start(struct sql_row *row, void *item)
{
    struct start_card *card = item;
    card->place = sql_take_text(row, CHECK_NAME_MAX, NULL);
    card->title = sql_take_optional(row, CHECK_NAME_MAX);
}

static enum status complete_card(struct bundle_reader *reader, struct arena *arena,
                                 struct start_card *card, struct error *error)
{
    struct place place;
    struct letter letter = {0};
    if (!place_parse(card->place, &place) || place.kind != PLACE_LETTER)
        return error_set(error, STATUS_INVALID, "\"%s\" is no letter", card->place);
    enum status status =
        reader_heading(reader, (struct key){place.edition, place.id}, arena, &letter, error);
    if (status != STATUS_OK)
        return error_wrap(error, STATUS_INVALID, "%s", card->place);
    card->summary = letter.summary;
    card->brief = letter.brief;
    return reader_picture(reader, letter.summary.position, 0, arena, &card->picture, error);
}

enum status reader_start_here(void *self, struct arena *arena, const struct start_card **ret_cards,
                              size_t *ret_count, struct error *error)
{
    static const struct reader_shape shape = {take_start, sizeof(struct start_card),
                                              CHECK_LETTERS_MAX};
    struct bundle_reader *reader = self;
    void *items = NULL;
    size_t count = 0;
    enum status status = reader_list(reader, READER_STARTS, &shape, arena, &items, &count, error);
    struct start_card *cards = items;
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        status = complete_card(reader, arena, &cards[i], error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: letters to start with", reader->path);
    *ret_cards = cards;
    *ret_count = count;
    return STATUS_OK;
}

/* A slide, and which picture is shown with it. */
struct pictured_slide {
    struct slide slide;
    uint32_t letter, picture;
};

static void take_slide(struct sql_row *row, void *item)
{
    struct pictured_slide *pictured = item;
    struct slide *slide = &pictured->slide;
    slide->quote = sql_take_text(row, CHECK_NAME_MAX, NULL);
    slide->caption = sql_take_text(row, CHECK_NAME_MAX, NULL);
    slide->place = sql_take_text(row, CHECK_NAME_MAX, NULL);
    slide->lang = sql_take_text(row, CHECK_ID_MAX, NULL);
    slide->direction = (enum direction)sql_take_name(row, &direction_names);
    pictured->letter = sql_take_number_or(row, CHECK_LETTERS_MAX, LETTER_NONE);
    pictured->picture = sql_take_number_or(row, CHECK_PICTURES_MAX, 0);
}

enum status reader_slides(void *self, struct arena *arena, const struct slide **ret_slides,
                          size_t *ret_count, struct error *error)
{
    static const struct reader_shape shape = {take_slide, sizeof(struct pictured_slide),
                                              CHECK_SLIDES_MAX};
    struct bundle_reader *reader = self;
    void *items = NULL;
    size_t count = 0;
    enum status status = reader_list(reader, READER_SLIDES, &shape, arena, &items, &count, error);
    struct pictured_slide *pictured = items;
    struct slide *slides = arena_alloc(arena, count, sizeof *slides);
    for (size_t i = 0; status == STATUS_OK && i < count; i++) {
        slides[i] = pictured[i].slide;
        if (pictured[i].picture > 0)
            status = reader_picture(reader, pictured[i].letter, pictured[i].picture, arena,
                                    &slides[i].picture, error);
    }
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s: slides", reader->path);
    *ret_slides = slides;
    *ret_count = count;
    return STATUS_OK;
}
