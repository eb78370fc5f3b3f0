#include "schema.h"

#include "schema_sql.h"

#include <string.h>

/* What SQLite itself adds for a contentless FTS5 table named search. */
static const struct schema_object search_objects[] = {
    {"table", "search_data", "search_data",
     "CREATE TABLE 'search_data'(id INTEGER PRIMARY KEY, block BLOB)"},
    {"table", "search_idx", "search_idx",
     "CREATE TABLE 'search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID"},
    {"table", "search_docsize", "search_docsize",
     "CREATE TABLE 'search_docsize'(id INTEGER PRIMARY KEY, sz BLOB)"},
    {"table", "search_config", "search_config",
     "CREATE TABLE 'search_config'(k PRIMARY KEY, v) WITHOUT ROWID"},
};

enum { SEARCH_OBJECTS = sizeof search_objects / sizeof *search_objects };

const char *schema_text(void)
{
    return schema_sql;
}

/* The next CREATE statement at or after `at`, and its length without the semicolon. */
static const char *next_statement(const char *at, size_t *ret_length)
{
    const char *start = strncmp(at, "CREATE ", 7) == 0 ? at : strstr(at, "\nCREATE ");
    if (start == NULL)
        return NULL;
    start += *start == '\n';
    const char *end = strstr(start, ";\n");
    *ret_length = end == NULL ? strlen(start) : (size_t)(end - start);
    return start;
}

size_t schema_count(void)
{
    size_t count = SEARCH_OBJECTS, length;
    for (const char *at = schema_sql; (at = next_statement(at, &length)) != NULL; at += length)
        count++;
    return count;
}

/* Whether the word at *at is `word`; moves behind it and the space that follows. */
static bool takes_word(const char **at, const char *word)
{
    size_t length = strlen(word);
    bool same = strncmp(*at, word, length) == 0 && (*at)[length] == ' ';
    *at += same ? length + 1 : 0;
    return same;
}

/* Whether a statement of the schema, as stored in sqlite_schema, defines the object. */
static bool defines(const char *statement, const struct schema_object *object)
{
    takes_word(&statement, "CREATE");
    takes_word(&statement, "VIRTUAL");
    if (takes_word(&statement, "TABLE"))
        return strcmp(object->type, "table") == 0 && takes_word(&statement, object->name) &&
               strcmp(object->table, object->name) == 0;
    return takes_word(&statement, "INDEX") && strcmp(object->type, "index") == 0 &&
           takes_word(&statement, object->name) && takes_word(&statement, "ON") &&
           takes_word(&statement, object->table);
}

static bool equals(const struct schema_object *a, const struct schema_object *b)
{
    return strcmp(a->type, b->type) == 0 && strcmp(a->name, b->name) == 0 &&
           strcmp(a->table, b->table) == 0 && strcmp(a->sql, b->sql) == 0;
}

bool schema_find(const struct schema_object *object, size_t *ret_index)
{
    size_t index = 0, length;
    for (; index < SEARCH_OBJECTS; index++)
        if (equals(&search_objects[index], object)) {
            *ret_index = index;
            return true;
        }
    for (const char *at = schema_sql; (at = next_statement(at, &length)) != NULL;
         at += length, index++)
        if (strlen(object->sql) == length && memcmp(object->sql, at, length) == 0 &&
            defines(at, object)) {
            *ret_index = index;
            return true;
        }
    return false;
}
