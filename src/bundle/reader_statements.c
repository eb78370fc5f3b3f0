/* What is asked of a bundle, all of it. */
#include "reader_private.h"

#define SUMMARY_COLUMNS                                                                            \
    "letter.position, letter.edition, letter.id, letter.kind, number, title, short_title,"         \
    " written_at, certainty, date_from, date_to, date_text, sender.name, sender.person,"           \
    " recipient.name, recipient.person, first.lang, first_words, words,"                           \
    " (SELECT other FROM related WHERE related.letter = letter.position AND related.position = "   \
    "0),"                                                                                          \
    " (SELECT count(*) FROM picture WHERE picture.letter = letter.position AND NOT in_text)"
/* Rows are compared as a whole: one term each, where the depth of expressions is limited. */
#define SUMMARY_TABLES                                                                             \
    " JOIN version AS first ON (first.letter, first.position) = (letter.position, 0)"              \
    " LEFT JOIN correspondent AS sender ON"                                                        \
    " (sender.letter, sender.role, sender.position) = (letter.position, 'sender', 0)"              \
    " LEFT JOIN correspondent AS recipient ON"                                                     \
    " (recipient.letter, recipient.role, recipient.position) = (letter.position, 'recipient', 0)"
/* ?1, ?2: edition and id of a standing person, ?3, ?4: of another, ?5: first year, ?6: the one
 * after the last; NULL: any. */
#define WRITTEN_BY_OR_TO(edition, id)                                                              \
    "(" id " IS NULL OR letter.position IN (SELECT letter FROM correspondent"                      \
    " WHERE (standing_edition, standing_id) = (" edition ", " id ")))"
#define BETWEEN_PERSONS WRITTEN_BY_OR_TO("?1", "?2") " AND " WRITTEN_BY_OR_TO("?3", "?4")
#define IN_YEARS "(?5 IS NULL OR date_to >= ?5) AND (?6 IS NULL OR date_from < ?6)"
#define FILTER " WHERE " BETWEEN_PERSONS " AND " IN_YEARS
/* The first in the exhibit's order whose id is ?1, of edition ?2 or any. CROSS JOIN: the editions
 * are gone through in their order, so that nothing needs to be sorted. */
#define BY_KEY(table)                                                                              \
    " FROM (SELECT position AS place, id AS home FROM edition) CROSS JOIN " table " ON " table     \
    ".id = ?1 AND " table ".edition = home"
#define FIRST_OF_KEY " WHERE ?2 IS NULL OR home = ?2 ORDER BY place LIMIT 1"
/* Blocks of the bodies from ?1 to ?2. */
#define IN_BODIES "id BETWEEN ?1 << 20 AND ((?2 + 1) << 20) - 1"
#define IN_LETTERS(kind)                                                                           \
    "(SELECT count(*) FROM version CROSS JOIN span ON span.body BETWEEN version.body"              \
    " AND version.body + version.notes WHERE span.kind = '" kind "')"

static const char *const texts[READER_STATEMENTS] = {
    [READER_EXHIBIT] = "SELECT id, title, years, credits FROM exhibit",
    [READER_EDITIONS] = "SELECT id, title, lang, letters FROM edition ORDER BY position",
    [READER_LANGS] = "SELECT lang FROM exhibit_lang ORDER BY position",
    [READER_SUMMARIES] =
        "SELECT " SUMMARY_COLUMNS " FROM (SELECT letter.position AS chosen FROM letter" FILTER
        " ORDER BY letter.position LIMIT ?7 OFFSET ?8)"
        " JOIN letter ON letter.position = chosen" SUMMARY_TABLES " ORDER BY chosen",
    [READER_SUMMARY_COUNT] = "SELECT count(*) FROM letter" FILTER,
    [READER_LETTER] = "SELECT " SUMMARY_COLUMNS ", brief, content_notice, web" BY_KEY("letter")
        SUMMARY_TABLES FIRST_OF_KEY,
    [READER_VERSION] = "SELECT lang, kind, direction, first_page, body, notes FROM version"
                       " WHERE letter = ?1 AND position = coalesce((SELECT position FROM version"
                       "  WHERE letter = ?1 AND lang = ?2 ORDER BY position LIMIT 1), 0)",
    [READER_NOTES] =
        "SELECT position, key, label, kind FROM note WHERE version = ?1 ORDER BY position",
    [READER_BLOCKS] = "SELECT body, position, kind, align, text, level, quote_depth, part, flush,"
                      " cell_table, cell_row, cell_column, marker, lang, hyphens FROM block"
                      " WHERE " IN_BODIES " ORDER BY id",
    [READER_SPANS] = "SELECT body, block, kind, first, past, target, lang FROM span"
                     " WHERE body BETWEEN ?1 AND ?2 ORDER BY body, block, position",
    [READER_PERSON] =
        "SELECT edition, id, name, sort, body, same_edition, same_id" BY_KEY("person") FIRST_OF_KEY,
    [READER_TERM] = "SELECT edition, id, name, sort, body, NULL, NULL" BY_KEY("term") FIRST_OF_KEY,
    [READER_SLIDES] = "SELECT quote, caption, place, lang, direction, letter, slide.picture"
                      " FROM slide ORDER BY position",
    [READER_TEXT_LANGS] = "SELECT lang FROM version_lang ORDER BY lang",
    [READER_SEARCH] = "SELECT version.letter, min(version.position) FROM version"
                      " JOIN letter ON letter.position = version.letter"
                      " WHERE version.body IN (SELECT rowid FROM search WHERE search MATCH ?1)"
                      " GROUP BY version.letter ORDER BY"
                      " max(version.body IN (SELECT rowid FROM search WHERE search MATCH ?2)) DESC,"
                      " date_from IS NULL, date_from, version.letter",
    [READER_FOUND] =
        "SELECT " SUMMARY_COLUMNS ", found.lang, found.body, found.notes FROM letter" SUMMARY_TABLES
        " JOIN version AS found ON"
        " (found.letter, found.position) = (letter.position, ?2)"
        " WHERE letter.position = ?1",
    [READER_TEXTS] = "SELECT body, position, text FROM block WHERE " IN_BODIES " ORDER BY id",
    [READER_NOTE_KEY] = "SELECT key FROM note WHERE version = ?1 AND position = ?2",
    [READER_SETTING] = "SELECT value FROM setting WHERE name = ?1",
    [READER_NAMED_MOST] = "SELECT name FROM named ORDER BY position",
    [READER_POSITION] = "SELECT position" BY_KEY("letter") FIRST_OF_KEY,
    [READER_PICTURES] = "SELECT number, image, name, description, credit, width, height, focus_x,"
                        " focus_y, pages, block, in_text FROM picture"
                        " WHERE letter = ?1 AND (?2 IS NULL OR number = ?2) ORDER BY number",
    [READER_FIRST_PICTURE] = "SELECT number FROM picture WHERE letter = ?1"
                             " ORDER BY in_text, number LIMIT 1",
    [READER_PASSAGES] = "SELECT place, title FROM passage WHERE letter = ?1 ORDER BY position",
    [READER_VERSIONS] = "SELECT lang, kind FROM version WHERE letter = ?1 ORDER BY position",
    [READER_STANDING] = "SELECT coalesce(same_edition, edition), coalesce(same_id, id)" BY_KEY(
        "person") FIRST_OF_KEY,
    [READER_FACETS] = "SELECT value, name, letters FROM facet WHERE kind = ?1 ORDER BY position",
    [READER_PERSON_FACETS] =
        "SELECT standing_edition || '/' || standing_id, name, count(*) FROM"
        " (SELECT DISTINCT letter.position, standing_edition, standing_id FROM letter"
        "  JOIN correspondent ON correspondent.letter = letter.position"
        "  WHERE standing_id IS NOT NULL AND " IN_YEARS ")"
        " JOIN person ON (person.id, person.edition) = (standing_id, standing_edition)"
        " GROUP BY standing_edition, standing_id ORDER BY count(*) DESC, sort, id, edition",
    [READER_YEAR_FACETS] =
        "SELECT value, name, sum(count) FROM"
        " (SELECT substr(date_from, 1, 4) AS first, substr(date_to, 1, 4) AS last,"
        "   count(*) AS count FROM letter"
        "  WHERE date_from IS NOT NULL AND " BETWEEN_PERSONS " GROUP BY first, last)"
        " JOIN facet ON kind = 'year' AND value BETWEEN first AND last"
        " GROUP BY value ORDER BY value",
    [READER_EXCHANGES] = "SELECT a, b, name_a, name_b, from_a, from_b FROM exchange"
                         " WHERE from_a + from_b >= ?1 ORDER BY position",
    [READER_SETTINGS] = "SELECT name, value FROM setting ORDER BY name",
    [READER_WORDINGS] = "SELECT lang, name, value FROM wording ORDER BY lang, name",
    [READER_TILE] =
        "SELECT data, crc FROM tile WHERE id = (?1 << 40) | (?2 << 32) | (?3 << 16) | ?4",
    [READER_RELATED] = "SELECT " SUMMARY_COLUMNS ", related.kind FROM related"
                       " JOIN letter ON letter.position = related.other" SUMMARY_TABLES
                       " WHERE related.letter = ?1 ORDER BY related.position LIMIT ?2",
    [READER_STARTS] = "SELECT place, title FROM start_here ORDER BY position",
    [READER_PERSON_KEYS] =
        "SELECT edition, id FROM person ORDER BY"
        " (SELECT position FROM edition WHERE edition.id = person.edition), sort, id",
    [READER_TERM_KEYS] =
        "SELECT edition, id FROM term ORDER BY"
        " (SELECT position FROM edition WHERE edition.id = term.edition), sort, id",
    [READER_VERSION_LANGS] = "SELECT lang FROM version WHERE letter = ?1 ORDER BY position",
    [READER_COUNTS] = "SELECT (SELECT writer FROM exhibit), (SELECT count(*) FROM edition),"
                      " (SELECT count(*) FROM letter), (SELECT count(*) FROM letter WHERE kind = "
                      "'editorial'),"
                      " (SELECT count(*) FROM note), (SELECT count(*) FROM person), (SELECT "
                      "count(*) FROM term)," //
    IN_LETTERS("reference") "," IN_LETTERS(
        "page-break") ","
                      " (SELECT count(*) FROM picture), (SELECT count(*) FROM recording),"
                      " (SELECT count(*) FROM slide), (SELECT coalesce(sum(words), 0) FROM letter)",
    [READER_LANG_COUNTS] = "SELECT lang, versions FROM version_lang ORDER BY lang",
    [READER_QUICK_CHECK] = "PRAGMA quick_check(1)",
};

const char *reader_statement_text(enum reader_statement which)
{
    return texts[which];
}
