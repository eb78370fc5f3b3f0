/* What is known of a letter without its text: what lists, pictures and texts all begin with. */
#include "check.h"
#include "reader_private.h"

void reader_take_summary(struct sql_row *row, struct letter_summary *ret_summary)
{
    struct letter_summary summary = {0};
    summary.position = sql_take_number(row, CHECK_LETTERS_MAX);
    summary.key.edition = sql_take_text(row, CHECK_ID_MAX, NULL);
    summary.key.id = sql_take_text(row, CHECK_ID_MAX, NULL);
    summary.kind = (enum letter_kind)sql_take_name(row, &letter_kind_names);
    summary.number = sql_take_optional(row, CHECK_NAME_MAX);
    summary.title = sql_take_text(row, CHECK_NAME_MAX, NULL);
    summary.short_title = sql_take_optional(row, CHECK_NAME_MAX);
    summary.place = sql_take_optional(row, CHECK_NAME_MAX);
    summary.date.certainty = (enum date_certainty)sql_take_name(row, &date_certainty_names);
    summary.date.from = sql_take_optional(row, CHECK_ID_MAX);
    summary.date.to = sql_take_optional(row, CHECK_ID_MAX);
    summary.date.text = sql_take_optional(row, CHECK_NAME_MAX);
    summary.sender.name = sql_take_optional(row, CHECK_NAME_MAX);
    summary.sender.person = sql_take_optional(row, CHECK_ID_MAX);
    summary.recipient.name = sql_take_optional(row, CHECK_NAME_MAX);
    summary.recipient.person = sql_take_optional(row, CHECK_ID_MAX);
    summary.lang = sql_take_text(row, CHECK_ID_MAX, NULL);
    summary.first_words = sql_take_text(row, CHECK_NAME_MAX, NULL);
    summary.words = sql_take_number(row, CHECK_NUMBER_MAX);
    summary.reply_to = sql_take_number_or(row, CHECK_LETTERS_MAX, LETTER_NONE);
    summary.picture_count = sql_take_number(row, CHECK_PICTURES_MAX);
    *ret_summary = summary;
}

enum status reader_find_position(struct bundle_reader *reader, struct key key, struct arena *arena,
                                 uint32_t *ret_position, struct error *error)
{
    struct sql_row row = {0};
    enum status status = reader_find(reader, READER_POSITION, key, arena, &row, error);
    if (status != STATUS_OK)
        return status;
    *ret_position = sql_take_number(&row, CHECK_LETTERS_MAX);
    return sql_row_done(&row, error);
}

enum status reader_heading(struct bundle_reader *reader, struct key key, struct arena *arena,
                           struct letter *letter, struct error *error)
{
    struct sql_row row = {0};
    enum status status = reader_find(reader, READER_LETTER, key, arena, &row, error);
    if (status != STATUS_OK)
        return status;
    reader_take_summary(&row, &letter->summary);
    letter->brief = sql_take_optional(&row, CHECK_LETTER_TEXT_MAX);
    letter->content_notice = sql_take_optional(&row, CHECK_LETTER_TEXT_MAX);
    letter->web = sql_take_optional(&row, CHECK_NAME_MAX);
    return sql_row_done(&row, error);
}
