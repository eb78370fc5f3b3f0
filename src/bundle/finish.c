/* The way from the last letter to a file of the final name. */
#include "bundle/verify.h"
#include "writer_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static enum status complete_exhibit(struct bundle_writer *writer, struct error *error)
{
    if (writer->letters == 0)
        return error_set(error, STATUS_INVALID, "%s: no letters, so no bundle", writer->path);
    enum status status = STATUS_OK;
    if (!writer->has_exhibit)
        status = sql_run(writer->db,
                         "INSERT INTO exhibit (number, id, title)"
                         " SELECT 1, id, title FROM edition WHERE position = 0",
                         error);
    if (status == STATUS_OK && !writer->has_years)
        status = sql_run(writer->db,
                         "UPDATE exhibit SET years = (SELECT CASE min(substr(date_from, 1, 4))"
                         " WHEN max(substr(date_to, 1, 4)) THEN min(substr(date_from, 1, 4))"
                         " ELSE min(substr(date_from, 1, 4)) || '–' || max(substr(date_to, 1, 4))"
                         " END FROM letter)",
                         error);
    if (status == STATUS_OK)
        status = sql_run(writer->db,
                         "UPDATE edition SET letters ="
                         " (SELECT count(*) FROM letter WHERE letter.edition = edition.id)",
                         error);
    return status;
}

/* Statements must be at rest before VACUUM; its own file must not be there. How the index was
 * gathered is nothing to who reads it. */
static enum status compact(struct bundle_writer *writer, struct error *error)
{
    sqlite3_stmt *vacuum;
    enum status status =
        sql_run(writer->db, "DELETE FROM search_config WHERE k <> 'version'; COMMIT", error);
    if (status == STATUS_OK)
        status = sql_prepare(writer->db, "VACUUM INTO ?", &vacuum, error);
    if (status != STATUS_OK)
        return status;
    unlink(writer->part);
    struct sql_parameters row = sql_parameters(vacuum);
    sql_put_text(&row, writer->part);
    status = sql_put_done(&row, error);
    sqlite3_finalize(vacuum);
    sqlite3_db_release_memory(writer->db); /* the verification needs its own */
    return status == STATUS_IO ? error_wrap(error, status, "%s: cannot be written", writer->path)
                               : status;
}

static enum status sync_path(const char *path, int flags, struct error *error)
{
    int file = open(path, flags | O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return error_set(error, STATUS_IO, "%s: %s", path, strerror(errno));
    bool synced = fsync(file) == 0;
    int cause = errno;
    close(file);
    return synced ? STATUS_OK : error_set(error, STATUS_IO, "%s: %s", path, strerror(cause));
}

static enum status settle_rows(struct bundle_writer *writer, bundle_dead_link_fn *dead, void *self,
                               struct error *error)
{
    enum status status = writer_may_go_on(writer, error);
    if (status == STATUS_OK)
        status = complete_exhibit(writer, error);
    if (status == STATUS_OK)
        status = links_resolve(writer, dead, self, error);
    if (status == STATUS_OK)
        status = correspond(writer, error);
    if (status == STATUS_OK)
        status = overview(writer, error);
    if (status == STATUS_OK && writer->slides == 0)
        status = slides_choose(writer, error);
    return status;
}

static enum status put_in_place(struct bundle_writer *writer, struct error *error)
{
    enum status status = bundle_verify_new(writer->part, writer->stop, writer->stop_self, error);
    if (status == STATUS_OK)
        status = sync_path(writer->part, 0, error);
    if (status == STATUS_OK)
        status = writer_may_go_on(writer, error);
    if (status != STATUS_OK)
        return status;
    if (rename(writer->part, writer->path) != 0)
        return error_set(error, STATUS_IO, "%s: %s", writer->path, strerror(errno));
    return sync_path(writer->directory, O_DIRECTORY, error);
}

enum status bundle_writer_finish(struct bundle_writer *writer, bundle_dead_link_fn *dead,
                                 void *self, struct error *error)
{
    enum status status = settle_rows(writer, dead, self, error);
    if (status == STATUS_OK)
        status = compact(writer, error);
    if (status == STATUS_OK)
        status = put_in_place(writer, error);
    if (status != STATUS_OK)
        unlink(writer->part);
    return status;
}
