/* Turns what links were given as into where they lead, once everything is written. */
#include "writer_private.h"

#include "letter/place.h"

#include <string.h>

/* A row of the statement that lists links. */
struct link {
    uint32_t body, block, position;
    struct bundle_dead_link told; /* what is told if it is dead */
    const char *target;           /* NULL: dead */
};

static const char *text_at(sqlite3_stmt *statement, int column)
{
    return (const char *)sqlite3_column_text(statement, column);
}

static struct link take_link(sqlite3_stmt *statement)
{
    struct link link = {
        .body = (uint32_t)sqlite3_column_int64(statement, 0),
        .block = (uint32_t)sqlite3_column_int64(statement, 1),
        .position = (uint32_t)sqlite3_column_int64(statement, 2),
        .target = text_at(statement, 7),
    };
    link.told.kind = (enum span_kind)names_find(&span_kind_names, text_at(statement, 3));
    link.told.target = text_at(statement, 4);
    link.told.from = (struct key){text_at(statement, 5), text_at(statement, 6)};
    return link;
}

/* A live link gets its target; a dead name goes, a dead reference stays without one. */
static enum status settle(struct bundle_writer *writer, const struct link *link,
                          struct error *error)
{
    if (link->target == NULL && link->told.kind == SPAN_REFERENCE)
        return STATUS_OK;
    struct sql_parameters row =
        writer_begin(writer, link->target == NULL ? WRITER_UNNAME : WRITER_TARGET);
    sql_put_number(&row, link->body);
    sql_put_number(&row, link->block);
    sql_put_number(&row, link->position);
    if (link->target != NULL)
        sql_put_text(&row, link->target);
    return sql_put_done(&row, error);
}

/* Keeps in mind that one letter refers to another; a card's references are not a letter's. */
static enum status cite(struct bundle_writer *writer, const struct link *link, struct error *error)
{
    struct place place;
    if (link->target == NULL || link->told.kind != SPAN_REFERENCE ||
        !place_parse(link->target, &place) || place.kind != PLACE_LETTER)
        return STATUS_OK;
    struct sql_parameters row = writer_begin(writer, WRITER_CITE);
    sql_put_number(&row, link->body);
    sql_put_text(&row, link->told.from.id);
    sql_put_text(&row, link->told.from.edition);
    sql_put_text(&row, place.id);
    sql_put_text(&row, place.edition);
    return sql_put_done(&row, error);
}

/* Persons without a card are names only; a picture that did not become one leaves its caption. */
static const char leftovers[] =
    "UPDATE correspondent SET person = NULL WHERE person IS NOT NULL AND NOT EXISTS"
    " (SELECT 1 FROM letter, person WHERE letter.position = correspondent.letter"
    " AND person.id = correspondent.person AND person.edition = letter.edition);"
    "UPDATE person SET same_edition = NULL, same_id = NULL WHERE same_id IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM person AS other WHERE other.id = person.same_id"
    " AND other.edition = person.same_edition);"
    "UPDATE correspondent SET (standing_edition, standing_id) ="
    " (SELECT coalesce(person.same_edition, person.edition), coalesce(person.same_id, person.id)"
    "  FROM letter JOIN person ON (person.id, person.edition)"
    "   = (correspondent.person, letter.edition)"
    "  WHERE letter.position = correspondent.letter);"
    "DELETE FROM span WHERE kind = 'picture' AND NOT EXISTS"
    " (SELECT 1 FROM version JOIN picture ON picture.letter = version.letter"
    "  WHERE span.body BETWEEN version.body AND version.body + version.notes"
    "  AND CAST(picture.number AS TEXT) = span.target)";

enum status links_resolve(struct bundle_writer *writer, bundle_dead_link_fn *dead, void *self,
                          struct error *error)
{
    struct sql_parameters all = writer_begin(writer, WRITER_ALL_LINKS);
    enum status status;
    while ((status = sql_step(all.statement, error)) == STATUS_OK) {
        struct link link = take_link(all.statement);
        if (link.target == NULL && dead != NULL)
            dead(self, &link.told);
        status = settle(writer, &link, error);
        if (status == STATUS_OK)
            status = cite(writer, &link, error);
        if (status != STATUS_OK)
            return status;
    }
    if (status != STATUS_END)
        return status;
    return sql_run(writer->db, leftovers, error);
}
