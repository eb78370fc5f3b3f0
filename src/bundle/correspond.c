/* Who answers whom, and which letters belong together. FORMAT.md tells the rules to curators. */
#include "letter/place.h"
#include "writer_private.h"

#include <string.h>

/* Of 225 letters in the test editions that are the next from the other side, 198 come within 30
 * days, and 42 of these name the day of the letter before; of the 27 that come later (up to years
 * later), 2 do. */
#define REPLY_DAYS "30"

/* A name in more letters than this says little about any two of them; and without a limit the work
 * would grow with the square of the letters. */
#define COMMON_NAME_LETTERS "12"

/* A reference is worth 1000, a name that is in n letters 1000 / n. */
#define RELATED_SCORE_MIN "150"
#define RELATED_MAX "5"

/* A letter without a date sorts with the last before it in its edition that has one: there its
 * editors believe it belongs. */
static const char sort_dates[] =
    "UPDATE letter SET sort_date = filled.date FROM"
    " (SELECT position, max(date) OVER (PARTITION BY edition, run) AS date FROM"
    "  (SELECT position, edition, date_from || substr('-01-01', length(date_from) - 3) AS date,"
    "   count(date_from) OVER (PARTITION BY edition ORDER BY position) AS run FROM letter))"
    " AS filled WHERE filled.position = letter.position";

/* The letters between the same two, each with the one before it. */
static const char exchanges[] =
    "CREATE TEMP TABLE exchange AS"
    " SELECT position, recipient, day, lag(position) OVER pair AS before,"
    "  lag(sender) OVER pair AS before_sender, lag(day) OVER pair AS before_day FROM"
    "  (SELECT letter.position, edition, sort_date,"
    "   CASE WHEN certainty IN ('exact', 'inferred') AND length(date_from) = 10"
    "    THEN julianday(date_from) END AS day,"
    "   coalesce('@' || sender.person, sender.name) AS sender,"
    "   coalesce('@' || recipient.person, recipient.name) AS recipient"
    "   FROM letter"
    "   JOIN correspondent AS sender ON (sender.letter, sender.role, sender.position)"
    "    = (letter.position, 'sender', 0)"
    "   JOIN correspondent AS recipient ON (recipient.letter, recipient.role, recipient.position)"
    "    = (letter.position, 'recipient', 0)"
    "   WHERE kind = 'letter')"
    "  WHERE sender <> recipient WINDOW pair AS (PARTITION BY edition, min(sender, recipient),"
    "   max(sender, recipient) ORDER BY sort_date, position)";

/* Positions 0 to 3, as a letter has at most one of each kind; related letters come from 4 on. */
static const char neighbours[] =
    "INSERT INTO related SELECT position, 2, 'previous', before FROM exchange"
    "  WHERE before IS NOT NULL;"
    "INSERT INTO related SELECT before, 3, 'next', position FROM exchange"
    "  WHERE before IS NOT NULL;"
    "INSERT INTO related SELECT position, 0, 'reply-to', before FROM exchange"
    "  WHERE before_sender = recipient AND (day - before_day <= " REPLY_DAYS
    "   OR (position, before) IN (SELECT letter, other FROM cited));"
    "INSERT INTO related SELECT other, 1, 'reply', letter FROM related WHERE kind = 'reply-to';"
    "DROP TABLE exchange";

/* What the sources say is put over what was found: reply-to and reply, previous and next are each
 * other's counterpart, at positions that differ in the last bit. */
#define COUNTERPART(position) "(" position " + 1) % 2 + " position " / 2 * 2"
static const char explicit[] =
    "DELETE FROM related WHERE (letter, position) IN (SELECT letter, position FROM explicit"
    "  UNION SELECT other, " COUNTERPART(
        "position") " FROM explicit)"
                    "  AND EXISTS (SELECT 1 FROM explicit);"
                    "DELETE FROM related WHERE NOT EXISTS (SELECT 1 FROM related AS back"
                    "  WHERE (back.letter, back.position) = (related.other, " COUNTERPART(
                        "related.position") ")"
                                            "   AND back.other = related.letter) AND EXISTS "
                                            "(SELECT 1 FROM explicit);"
                                            "CREATE TEMP TABLE word (position INTEGER PRIMARY KEY, "
                                            "kind);"
                                            "INSERT INTO word VALUES (0, 'reply-to'), (1, "
                                            "'reply'), (2, 'previous'), (3, 'next');"
                                            "INSERT OR IGNORE INTO related SELECT letter, "
                                            "position, kind, other FROM explicit"
                                            "  JOIN word USING (position);"
                                            "INSERT OR IGNORE INTO related SELECT other, "
                                            "word.position, kind, letter FROM explicit"
                                            "  JOIN word ON word.position = " COUNTERPART(
                                                "explicit.position") ";"
                                                                     "DROP TABLE word";

static const char mentions[] =
    "CREATE TEMP TABLE mention AS"
    " SELECT DISTINCT version.letter, link.kind, anchor.target AS name FROM link"
    " JOIN anchor USING (kind, name)"
    " JOIN letter ON letter.id = link.id AND letter.edition = link.edition"
    " JOIN version ON version.letter = letter.position"
    "  AND link.body BETWEEN version.body AND version.body + version.notes"
    " WHERE link.kind IN ('person', 'term');"
    "CREATE INDEX temp.mention_name ON mention (kind, name, letter)";

/* NOT EXISTS, where NOT IN would say it shorter: of a pair that may be NULL, SQLite would compare
 * every row. */
static const char relations[] =
    "INSERT INTO related"
    " WITH shared AS (SELECT kind, name, count(*) AS letters FROM mention GROUP BY kind, name"
    "   HAVING letters BETWEEN 2 AND " COMMON_NAME_LETTERS "),"
    "  point (letter, other, worth) AS (SELECT letter, other, 1000 FROM cited"
    "   UNION ALL SELECT other, letter, 1000 FROM cited"
    "   UNION ALL SELECT one.letter, two.letter, 1000 / letters FROM shared"
    "    JOIN mention AS one USING (kind, name) JOIN mention AS two USING (kind, name)"
    "    WHERE one.letter <> two.letter),"
    "  sum AS (SELECT letter, other, sum(worth) AS score FROM point GROUP BY letter, other"
    "   HAVING score >= " RELATED_SCORE_MIN "),"
    "  ranked AS (SELECT letter, other,"
    "    row_number() OVER (PARTITION BY letter ORDER BY score DESC, other) AS rank FROM sum"
    "   WHERE NOT EXISTS (SELECT 1 FROM related"
    "    WHERE related.letter = sum.letter AND related.other = sum.other))"
    " SELECT letter, 3 + rank, 'related', other FROM ranked WHERE rank <= " RELATED_MAX ";"
    "DROP TABLE mention";

/* A row of the statement that lists what sources say. */
static enum status resolve(struct bundle_writer *writer, sqlite3_stmt *row, struct error *error)
{
    struct place place;
    uint32_t letter = 0, other = 0;
    const struct key key = {(const char *)sqlite3_column_text(row, 0),
                            (const char *)sqlite3_column_text(row, 1)};
    int64_t position = sqlite3_column_int64(row, 2);
    if (!place_parse((const char *)sqlite3_column_text(row, 3), &place) ||
        place.kind != PLACE_LETTER || !writer_find_letter(writer, key, NULL, &letter, NULL) ||
        !writer_find_letter(writer, (struct key){place.edition, place.id}, NULL, &other, NULL) ||
        letter == other)
        return STATUS_OK;
    struct sql_parameters put = writer_begin(writer, WRITER_EXPLICIT);
    sql_put_number(&put, letter);
    sql_put_number(&put, position);
    sql_put_number(&put, other);
    return sql_put_done(&put, error);
}

static enum status resolve_given(struct bundle_writer *writer, struct error *error)
{
    struct sql_parameters all = writer_begin(writer, WRITER_ALL_GIVEN);
    enum status status;
    while ((status = sql_step(all.statement, error)) == STATUS_OK) {
        status = resolve(writer, all.statement, error);
        if (status != STATUS_OK)
            return status;
    }
    return status == STATUS_END ? sql_run(writer->db, explicit, error) : status;
}

enum status bundle_writer_relation(struct bundle_writer *writer, struct key letter,
                                   enum letter_relation relation, const char *target,
                                   struct error *error)
{
    if (relation == RELATION_RELATED)
        return error_set(error, STATUS_INVALID, "%s: a relation that is found, not given",
                         letter.id);
    buffer_cut(&writer->scratch, 0);
    buffer_format(&writer->scratch, "%s%s", target[0] == '#' ? letter.edition : "", target);
    struct sql_parameters row = writer_begin(writer, WRITER_GIVEN);
    sql_put_text(&row, letter.edition);
    sql_put_text(&row, letter.id);
    sql_put_number(&row, relation);
    sql_put_text(&row, buffer_string(&writer->scratch));
    return sql_put_done(&row, error);
}

enum status correspond(struct bundle_writer *writer, struct error *error)
{
    static const char *const before[] = {sort_dates, exchanges, neighbours};
    static const char *const after[] = {mentions, relations};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof before / sizeof *before; i++)
        status = sql_run(writer->db, before[i], error);
    if (status == STATUS_OK)
        status = resolve_given(writer, error);
    for (size_t i = 0; status == STATUS_OK && i < sizeof after / sizeof *after; i++)
        status = sql_run(writer->db, after[i], error);
    return status;
}
