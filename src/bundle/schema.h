/* schema.sql, compiled in, and the comparison of a file's tables with it. Within src/bundle. */
#ifndef BUNDLE_SCHEMA_H
#define BUNDLE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

/* In the header of the file: 'VITR', and the number of the schema. */
enum { SCHEMA_APPLICATION_ID = 0x56495452, SCHEMA_NUMBER = 0 };

/* A row of sqlite_schema. */
struct schema_object {
    const char *type, *name, *table, *sql;
};

/* The whole of schema.sql; static. */
const char *schema_text(void);

/* How many objects a bundle has, search index included; at most 64. */
size_t schema_count(void);

/* Finds the object that equals the given one byte for byte; false when none does. */
bool schema_find(const struct schema_object *object, size_t *ret_index);

#endif
