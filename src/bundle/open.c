#include "open.h"

#include "base/buffer.h"
#include "schema.h"
#include "sql.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite's own header, https://www.sqlite.org/fileformat2.html#the_database_header */
enum {
    HEADER_SIZE = 100,
    HEADER_PAGE_SIZE = 16,
    HEADER_WRITE_VERSION = 18,
    HEADER_READ_VERSION = 19,
    HEADER_PAGE_COUNT = 28,
    HEADER_ENCODING = 56,
    HEADER_USER_VERSION = 60,
    HEADER_APPLICATION_ID = 68
};

enum { PAGE_SIZE = 4096, HEAP_MAX = 64 << 20 };

static uint32_t big_endian(const unsigned char *bytes, int count)
{
    uint32_t value = 0;
    for (int i = 0; i < count; i++)
        value = value << 8 | bytes[i];
    return value;
}

static enum status check_header(const char *path, const unsigned char *header, uint64_t file_size,
                                struct error *error)
{
    if (memcmp(header, "SQLite format 3", 16) != 0 ||
        big_endian(header + HEADER_APPLICATION_ID, 4) != SCHEMA_APPLICATION_ID)
        return error_set(error, STATUS_INVALID,
                         "%s: not a bundle; make one with vitrine-bundle build", path);
    uint32_t schema = big_endian(header + HEADER_USER_VERSION, 4);
    if (schema > SCHEMA_NUMBER)
        return error_set(error, STATUS_UNSUPPORTED,
                         "%s: made for a newer version (schema %u, known here: up to %d); update "
                         "this program",
                         path, schema, SCHEMA_NUMBER);
    if (big_endian(header + HEADER_PAGE_SIZE, 2) != PAGE_SIZE ||
        header[HEADER_WRITE_VERSION] != 1 || header[HEADER_READ_VERSION] != 1 ||
        big_endian(header + HEADER_ENCODING, 4) != 1)
        return error_set(error, STATUS_INVALID, "%s: damaged: impossible header; build it again",
                         path);
    uint64_t whole = (uint64_t)big_endian(header + HEADER_PAGE_COUNT, 4) * PAGE_SIZE;
    if (file_size != whole)
        return error_set(error, STATUS_INVALID,
                         "%s: not whole: %llu bytes where %llu belong; copy it again", path,
                         (unsigned long long)file_size, (unsigned long long)whole);
    return STATUS_OK;
}

static enum status read_header(const char *path, int file, struct error *error)
{
    struct stat info;
    unsigned char header[HEADER_SIZE];
    if (fstat(file, &info) != 0)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    if (S_ISDIR(info.st_mode))
        return error_set(error, STATUS_INVALID, "%s: a folder, not a bundle", path);
    if (!S_ISREG(info.st_mode))
        return error_set(error, STATUS_INVALID, "%s: not a file", path);
    ssize_t count = pread(file, header, sizeof header, 0);
    if (count < 0)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    if (count < HEADER_SIZE)
        return error_set(error, STATUS_INVALID,
                         "%s: not a bundle, or not whole: only %zd bytes; copy it again", path,
                         count);
    return check_header(path, header, (uint64_t)info.st_size, error);
}

static enum status check_file(const char *path, struct error *error)
{
    /* Not blocking, so that a pipe of that name does not hold the program up. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return error_set(error, errno == ENOENT || errno == ENOTDIR ? STATUS_NOT_FOUND : STATUS_IO,
                         "%s: %s", path, strerror(errno));
    enum status status = read_header(path, file, error);
    close(file);
    return status;
}

/* A path as a URI: immutable=1 can be said in no other way. */
static void append_uri(struct buffer *uri, const char *path)
{
    buffer_text(uri, path[0] == '/' ? "file://" : "file:");
    for (; *path != '\0'; path++)
        if (strchr("?#%", *path) != NULL)
            buffer_format(uri, "%%%02x", (unsigned char)*path);
        else
            buffer_byte(uri, *path);
    buffer_text(uri, "?mode=ro&immutable=1");
}

/* The figures of the update protocol, "What the probe checks". */
static void set_limits(sqlite3 *db)
{
    static const struct {
        int limit, value;
    } limits[] = {
        {SQLITE_LIMIT_LENGTH, 16 << 20},
        {SQLITE_LIMIT_SQL_LENGTH, 10000},
        {SQLITE_LIMIT_COLUMN, 32},
        {SQLITE_LIMIT_EXPR_DEPTH, 10},
        {SQLITE_LIMIT_COMPOUND_SELECT, 3},
        {SQLITE_LIMIT_VDBE_OP, 25000},
        {SQLITE_LIMIT_FUNCTION_ARG, 8},
        {SQLITE_LIMIT_ATTACHED, 0},
        {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50},
        {SQLITE_LIMIT_VARIABLE_NUMBER, 10},
        {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        sqlite3_limit(db, limits[i].limit, limits[i].value);
}

static enum status shut_doors(sqlite3 *db, struct error *error)
{
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
    sqlite3_hard_heap_limit64(HEAP_MAX);
    set_limits(db);
    return sql_run(db,
                   "PRAGMA query_only=1; PRAGMA cell_size_check=1; PRAGMA mmap_size=0;"
                   "PRAGMA temp_store=2;",
                   error);
}

static const char *column_or_empty(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return text == NULL ? "" : text;
}

/* Each object one of ours, and all of ours there. */
static enum status compare_objects(sqlite3_stmt *statement, struct error *error)
{
    uint64_t seen = 0;
    size_t index;
    enum status status;
    while ((status = sql_step(statement, error)) == STATUS_OK) {
        struct schema_object object = {column_or_empty(statement, 0), column_or_empty(statement, 1),
                                       column_or_empty(statement, 2),
                                       column_or_empty(statement, 3)};
        if (!schema_find(&object, &index))
            return error_set(error, STATUS_INVALID, "\"%.60s\" is not as schema %d has it",
                             object.name, SCHEMA_NUMBER);
        seen |= UINT64_C(1) << index;
    }
    if (status != STATUS_END)
        return status;
    return seen == (UINT64_C(1) << schema_count()) - 1
               ? STATUS_OK
               : error_set(error, STATUS_INVALID, "tables are missing");
}

static enum status compare_schema(sqlite3 *db, struct error *error)
{
    sqlite3_stmt *statement;
    enum status status =
        sql_prepare(db, "SELECT type, name, tbl_name, sql FROM sqlite_schema", &statement, error);
    if (status != STATUS_OK)
        return status;
    status = compare_objects(statement, error);
    sqlite3_finalize(statement);
    return status;
}

/* FTS5 declares its columns like a new table when it is first met, which is refused later on. */
static enum status meet_search_index(sqlite3 *db, struct error *error)
{
    sqlite3_stmt *statement;
    enum status status = sql_prepare(db, "SELECT rowid FROM search", &statement, error);
    if (status == STATUS_OK)
        sqlite3_finalize(statement);
    return status;
}

/* The tables are known to be ours by now; the two pragmas are the verifier's and FTS5's own. */
static int authorize(void *self, int action, const char *first, const char *second,
                     const char *database, const char *trigger)
{
    (void)self, (void)second, (void)database, (void)trigger;
    if (action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION)
        return SQLITE_OK;
    if (action == SQLITE_PRAGMA && first != NULL &&
        (strcmp(first, "quick_check") == 0 || strcmp(first, "data_version") == 0))
        return SQLITE_OK;
    return SQLITE_DENY;
}

enum status open_bundle(const char *path, sqlite3 **ret_db, struct error *error)
{
    enum status status = check_file(path, error);
    if (status != STATUS_OK)
        return status;
    struct buffer uri = {0};
    append_uri(&uri, path);
    sqlite3 *db;
    int code = sqlite3_open_v2(buffer_string(&uri), &db,
                               SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    buffer_fini(&uri);
    status = code == SQLITE_OK ? shut_doors(db, error) : sql_failed(db, "cannot be opened", error);
    if (status == STATUS_OK)
        status = compare_schema(db, error);
    if (status == STATUS_OK)
        status = meet_search_index(db, error);
    if (status != STATUS_OK) {
        sqlite3_close(db);
        return error_wrap(error, status, "%s: damaged, build or copy it again", path);
    }
    sqlite3_set_authorizer(db, authorize, NULL);
    *ret_db = db;
    return STATUS_OK;
}
