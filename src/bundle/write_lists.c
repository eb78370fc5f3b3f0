/* Cards, slides, letters to start with, settings. */
#include "check.h"
#include "letter/place.h"
#include "writer_private.h"

/* ---- Cards and slides ---- */

static enum status write_entity(struct bundle_writer *writer, enum writer_statement which,
                                const char *kind, const struct entity *entity, struct error *error)
{
    enum status status = check_entity(entity, CHECK_LINKS_GIVEN, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s %s/%s", kind, entity->key.edition, entity->key.id);
    status = writer_anchor(writer, kind, entity->key.edition, '/', entity->key.id, NULL, error);
    if (status != STATUS_OK)
        return status;
    if (sqlite3_changes(writer->db) == 0)
        return error_set(error, STATUS_INVALID, "two %ss have the id %s in edition %s", kind,
                         entity->key.id, entity->key.edition);
    uint32_t body = writer->next_body++;
    struct sql_parameters row = writer_begin(writer, which);
    sql_put_text(&row, entity->key.id);
    sql_put_text(&row, entity->key.edition);
    sql_put_text(&row, entity->name);
    sql_put_text(&row, entity->sort);
    sql_put_number(&row, body);
    if (which == WRITER_PERSON) {
        sql_put_text(&row, entity->same.id == NULL ? NULL : entity->same.edition);
        sql_put_text(&row, entity->same.id);
    }
    status = sql_put_done(&row, error);
    if (status != STATUS_OK)
        return status;
    return writer_body(writer, body, entity->key, entity->blocks, entity->block_count, error);
}

enum status bundle_writer_person(struct bundle_writer *writer, const struct entity *person,
                                 struct error *error)
{
    return write_entity(writer, WRITER_PERSON, "person", person, error);
}

enum status bundle_writer_term(struct bundle_writer *writer, const struct entity *term,
                               struct error *error)
{
    return write_entity(writer, WRITER_TERM, "term", term, error);
}

/* The position of the letter that a place is of. */
static bool find_place(struct bundle_writer *writer, const char *text, uint32_t *ret_position)
{
    struct place place;
    if (!place_parse(text, &place) || place.kind != PLACE_LETTER)
        return false;
    return writer_find_letter(writer, (struct key){place.edition, place.id}, NULL, ret_position,
                              NULL);
}

enum status bundle_writer_slide(struct bundle_writer *writer, const struct slide *slide,
                                struct error *error)
{
    uint32_t letter = 0;
    if (writer->slides >= CHECK_SLIDES_MAX)
        return error_set(error, STATUS_LIMIT, "more than %d slides", CHECK_SLIDES_MAX);
    if (slide->picture != NULL && !find_place(writer, slide->place, &letter))
        return error_set(error, STATUS_INVALID, "%s: a slide's picture is of no letter",
                         slide->place);
    struct sql_parameters row = writer_begin(writer, WRITER_SLIDE);
    sql_put_number(&row, writer->slides++);
    sql_put_text(&row, slide->quote);
    sql_put_text(&row, slide->caption);
    sql_put_text(&row, slide->place);
    sql_put_text(&row, slide->lang);
    sql_put_text(&row, direction_names.words[slide->direction]);
    sql_put_number_or(&row, letter, slide->picture != NULL);
    sql_put_number_or(&row, slide->picture == NULL ? 0 : slide->picture->number,
                      slide->picture != NULL);
    return sql_put_done(&row, error);
}

enum status bundle_writer_start(struct bundle_writer *writer, const char *place, const char *title,
                                struct error *error)
{
    if (writer->starts >= CHECK_LETTERS_MAX)
        return error_set(error, STATUS_LIMIT, "more than %d letters to start with",
                         CHECK_LETTERS_MAX);
    struct sql_parameters row = writer_begin(writer, WRITER_START);
    sql_put_number(&row, writer->starts++);
    sql_put_text(&row, place);
    sql_put_text(&row, title);
    return sql_put_done(&row, error);
}

/* ---- Choices and words of the museum ---- */

enum status bundle_writer_setting(struct bundle_writer *writer, const struct setting *setting,
                                  struct error *error)
{
    if (writer->settings >= CHECK_SETTINGS_MAX)
        return error_set(error, STATUS_LIMIT, "more than %d settings", CHECK_SETTINGS_MAX);
    writer->settings++;
    struct sql_parameters row = writer_begin(writer, WRITER_SETTING);
    sql_put_text(&row, setting->name);
    sql_put_text(&row, setting->value);
    return sql_put_done(&row, error);
}

enum status bundle_writer_wording(struct bundle_writer *writer, const struct wording *wording,
                                  struct error *error)
{
    if (writer->wordings >= CHECK_SETTINGS_MAX)
        return error_set(error, STATUS_LIMIT, "more than %d words of the museum",
                         CHECK_SETTINGS_MAX);
    writer->wordings++;
    struct sql_parameters row = writer_begin(writer, WRITER_WORDING);
    sql_put_text(&row, wording->lang);
    sql_put_text(&row, wording->name);
    sql_put_text(&row, wording->value);
    return sql_put_done(&row, error);
}
