/* What screens show of all letters at once, counted here so that nobody waits for it there. */
#include "writer_private.h"

/* Persons by their standing cards. Who is "a" wrote the first letter of the two. */
static const char exchanges[] =
    "INSERT INTO exchange (a, b, name_a, name_b, from_a, from_b)"
    " SELECT a, b, name_a, name_b, sum(sender = a) AS from_a, sum(sender = b) AS from_b FROM"
    "  (SELECT position, sender, first_value(sender) OVER pair AS a,"
    "    first_value(recipient) OVER pair AS b, first_value(sender_name) OVER pair AS name_a,"
    "    first_value(recipient_name) OVER pair AS name_b FROM"
    "   (SELECT letter.position, one.edition || '/' || one.id AS sender,"
    "     two.edition || '/' || two.id AS recipient, one.name AS sender_name,"
    "     two.name AS recipient_name FROM letter"
    "     JOIN correspondent AS wrote ON (wrote.letter, wrote.role, wrote.position)"
    "      = (letter.position, 'sender', 0)"
    "     JOIN correspondent AS got ON (got.letter, got.role, got.position)"
    "      = (letter.position, 'recipient', 0)"
    "     JOIN person AS one ON (one.id, one.edition)"
    "      = (wrote.standing_id, wrote.standing_edition)"
    "     JOIN person AS two ON (two.id, two.edition) = (got.standing_id, got.standing_edition)"
    "     WHERE kind = 'letter')"
    "   WHERE sender <> recipient WINDOW pair AS"
    "    (PARTITION BY min(sender, recipient), max(sender, recipient) ORDER BY position))"
    "  GROUP BY a, b HAVING from_a > 0 AND from_b > 0 ORDER BY count(*) DESC, min(position)";

static const char persons[] =
    "INSERT INTO facet SELECT 'person',"
    "  row_number() OVER (ORDER BY letters DESC, sort, id, edition) - 1,"
    "  edition || '/' || id, name, letters FROM"
    "  (SELECT standing_edition, standing_id, count(DISTINCT letter) AS letters"
    "   FROM correspondent WHERE standing_id IS NOT NULL GROUP BY standing_edition, standing_id)"
    "  JOIN person ON (person.id, person.edition) = (standing_id, standing_edition)";

/* A letter whose date is a range is in each of its years, of those that any letter begins or ends
 * with. */
static const char years[] =
    "INSERT INTO facet"
    " WITH dated AS (SELECT substr(date_from, 1, 4) AS first, substr(date_to, 1, 4) AS last,"
    "   count(*) AS letters FROM letter WHERE date_from IS NOT NULL GROUP BY first, last),"
    "  year AS (SELECT first AS value FROM dated UNION SELECT last FROM dated)"
    " SELECT 'year', row_number() OVER (ORDER BY value) - 1, value, value, sum(letters)"
    "  FROM year JOIN dated ON value BETWEEN first AND last"
    "  WHERE value GLOB '[0-9][0-9][0-9][0-9]' GROUP BY value";

static const char names[] =
    "INSERT INTO named (name)"
    " SELECT name FROM (SELECT kind, target, count(*) AS times FROM span"
    "   WHERE kind IN ('person', 'term') AND target IS NOT NULL GROUP BY kind, target"
    "   ORDER BY times DESC, target LIMIT 24) AS most"
    "  JOIN (SELECT 'person' AS kind, edition || '/' || id AS target, name FROM person"
    "   UNION ALL SELECT 'term', edition || '/' || id, name FROM term) AS entity"
    "   ON (entity.kind, entity.target) = (most.kind, most.target)"
    "  ORDER BY times DESC, most.target";

static const char langs[] =
    "INSERT INTO version_lang SELECT lang, count(*) FROM version GROUP BY lang";

enum status overview(struct bundle_writer *writer, struct error *error)
{
    static const char *const parts[] = {exchanges, persons, years, names, langs};
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < sizeof parts / sizeof *parts; i++)
        status = sql_run(writer->db, parts[i], error);
    return status;
}
