/* INI files: sections of `key = value` lines, read with inih.
 *
 * A comment is a line that begins with ; or #, or what follows a space and a ; on any line. A byte
 * order mark at the start, CR LF, and space around keys and values are passed over. */
#ifndef BASE_INI_H
#define BASE_INI_H

#include "base/status.h"

/* inih cuts what is longer; ini_read refuses it instead. Bytes, without line end or brackets. */
enum { INI_LINE_MAX = 197, INI_NAME_MAX = 49, INI_LINES_MAX = 100000 };

/* One line; the texts are valid UTF-8 and borrowed until the function it was given to returns. */
struct ini_entry {
    const char *section; /* "" before the first section */
    const char *key, *value;
    int line; /* from 1 */
};

/* Takes one entry. A failure ends the reading. */
typedef enum status ini_entry_fn(void *self, const struct ini_entry *entry, struct error *error);

/* Gives every entry of a file to `entry_fn`, in order, until one is at fault. The message begins
 * with "path:line: ", also where `entry_fn` failed. STATUS_NOT_FOUND, STATUS_IO, STATUS_INVALID
 * (no key and value, a line too long, not UTF-8), STATUS_LIMIT, or what `entry_fn` answered. */
enum status ini_read(const char *path, ini_entry_fn *entry_fn, void *self,
                     struct error *error) STATUS_CHECKED;

/* Is told what is wrong with a line: "path:line: message". */
typedef void ini_fault_fn(void *self, const char *message);

/* The same, but passes over lines at fault, and entries that `entry_fn` refuses, tells `fault_fn`
 * of each, and reads on. STATUS_NOT_FOUND, STATUS_IO, STATUS_LIMIT. */
enum status ini_read_all(const char *path, ini_entry_fn *entry_fn, ini_fault_fn *fault_fn,
                         void *self, struct error *error) STATUS_CHECKED;

#endif
