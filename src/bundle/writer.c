#include "bundle/writer.h"

#include "base/memory.h"
#include "check.h"
#include "schema.h"
#include "writer_private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A database without a name is a temporary file that SQLite removes; it stays in memory up to
 * cache_size, of which VACUUM INTO takes as much again. Nothing here needs to survive a crash: what
 * does is written by VACUUM INTO. */
static const char preparation[] =
    "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8192;"
    "PRAGMA temp_store = FILE; PRAGMA temp.cache_size = -4096;";

/* The index of some hundred letters is gathered in memory before it is written as one piece of the
 * whole, and pieces are merged when there are many, not again and again: half the time. Search
 * finds them all, sixteen at most, and is as fast. */
static const char gathering[] = "INSERT INTO search (search, rank) VALUES ('hashsize', 4194304);"
                                "INSERT INTO search (search, rank) VALUES ('automerge', 0);";

/* What only the building needs. VACUUM INTO leaves temporary tables behind. */
static const char scaffold[] =
    "CREATE TEMP TABLE origin (body INTEGER PRIMARY KEY, edition, id, lang, origin);"
    "CREATE TEMP TABLE anchor (kind, name, target, PRIMARY KEY (kind, name)) WITHOUT ROWID;"
    "CREATE TEMP TABLE link (body, block, position, kind, name, given, edition, id,"
    " PRIMARY KEY (body, block, position)) WITHOUT ROWID;"
    "CREATE TEMP TABLE given (edition, id, relation, name);"
    "CREATE TEMP TABLE explicit (letter, position, other, PRIMARY KEY (letter, position));"
    "CREATE TEMP TABLE cited (letter, other, PRIMARY KEY (letter, other)) WITHOUT ROWID;"
    "CREATE TEMP TABLE candidate (letter INTEGER PRIMARY KEY, rank, score, quote, caption, place,"
    " lang, direction);"
    "CREATE INDEX temp.origin_key ON origin (id, edition);";

static const char *const statement_texts[WRITER_STATEMENTS] = {
    [WRITER_EXHIBIT] = "INSERT OR REPLACE INTO exhibit VALUES (1, ?, ?, ?, ?, ?)",
    [WRITER_LANG] = "INSERT INTO exhibit_lang VALUES (?, ?)",
    [WRITER_EDITION] = "INSERT INTO edition VALUES (?, ?, ?, ?, 0)",
    [WRITER_LETTER] =
        ("INSERT INTO letter VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"),
    [WRITER_CORRESPONDENT] = "INSERT INTO correspondent VALUES (?, ?, 0, ?, ?, NULL, NULL)",
    [WRITER_PASSAGE] = "INSERT INTO passage VALUES (?, ?, ?, ?)",
    [WRITER_VERSION] = "INSERT INTO version VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [WRITER_NOTE] = "INSERT INTO note VALUES (?, ?, ?, ?, ?)",
    [WRITER_BLOCK] = "INSERT INTO block VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    [WRITER_SPAN] = "INSERT INTO span VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [WRITER_PERSON] = "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)",
    [WRITER_TERM] = "INSERT INTO term VALUES (?, ?, ?, ?, ?)",
    [WRITER_SLIDE] = "INSERT INTO slide VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [WRITER_START] = "INSERT INTO start_here VALUES (?, ?, ?)",
    [WRITER_GIVEN] = "INSERT INTO given VALUES (?, ?, ?, ?)",
    [WRITER_ALL_GIVEN] = ("SELECT given.edition, given.id, relation, anchor.target FROM given"
                          " JOIN anchor ON anchor.kind = 'reference' AND anchor.name = given.name"
                          " ORDER BY given.rowid"),
    [WRITER_EXPLICIT] = "INSERT OR IGNORE INTO explicit VALUES (?, ?, ?)",
    [WRITER_SETTING] = "INSERT OR REPLACE INTO setting VALUES (?, ?)",
    [WRITER_WORDING] = "INSERT OR REPLACE INTO wording VALUES (?, ?, ?)",
    [WRITER_SEARCH] = "INSERT INTO search (rowid, title, text, notes) VALUES (?, ?, ?, ?)",
    [WRITER_ANCHOR] = "INSERT OR IGNORE INTO anchor VALUES (?, ?, ?)",
    [WRITER_LINK] = "INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [WRITER_ORIGIN] = "INSERT INTO origin VALUES (?, ?, ?, ?, ?)",
    [WRITER_CANDIDATE] = "INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [WRITER_FIND_ORIGIN] = "SELECT origin FROM origin WHERE id = ?1 AND edition = ?2 AND lang = ?3",
    [WRITER_FIND_LETTER] = ("SELECT position, (SELECT count(*) FROM version"
                            " WHERE version.letter = letter.position) FROM letter"
                            " WHERE id = ?1 AND edition = ?2"),
    [WRITER_ALL_LINKS] = ("SELECT body, block, position, kind, given, edition, id, anchor.target"
                          " FROM link LEFT JOIN anchor USING (kind, name)"
                          " ORDER BY body, block, position"),
    [WRITER_TARGET] =
        ("UPDATE span SET target = ?4 WHERE body = ?1 AND block = ?2 AND position = ?3"),
    [WRITER_UNNAME] = "DELETE FROM span WHERE body = ?1 AND block = ?2 AND position = ?3",
    [WRITER_FIRST_LETTER] = ("SELECT position, edition, id FROM letter"
                             " WHERE id = ?1 AND (?2 = '' OR edition = ?2)"
                             " ORDER BY position LIMIT 1"),
    [WRITER_TILE] = ("INSERT OR IGNORE INTO tile VALUES"
                     " ((?1 << 40) | (?2 << 32) | (?3 << 16) | ?4, CAST(?5 AS BLOB), ?6)"),
    [WRITER_DROP_IMAGE] = "DELETE FROM tile WHERE id BETWEEN (?1 << 40) AND ((?1 + 1) << 40) - 1",
    [WRITER_PICTURE] = ("INSERT OR IGNORE INTO picture"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    [WRITER_CITE] =
        ("INSERT OR IGNORE INTO cited SELECT citing.position, other.position"
         " FROM letter AS citing, version, letter AS other"
         " WHERE citing.id = ?2 AND citing.edition = ?3 AND version.letter = citing.position"
         " AND ?1 BETWEEN version.body AND version.body + version.notes"
         " AND other.id = ?4 AND other.edition = ?5 AND other.position <> citing.position"),
};

/* ---- Beginning and end ---- */

/* Shows early, before an hour's import, whether the place can be written to. */
static enum status probe(const struct bundle_writer *writer, struct error *error)
{
    struct stat info;
    if (stat(writer->path, &info) == 0 && S_ISDIR(info.st_mode))
        return error_set(error, STATUS_INVALID, "%s: a folder; name a file", writer->path);
    int file = open(writer->part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (file < 0)
        return error_set(error, errno == ENOENT || errno == ENOTDIR ? STATUS_NOT_FOUND : STATUS_IO,
                         "%s: cannot be written: %s", writer->path, strerror(errno));
    close(file);
    unlink(writer->part);
    return STATUS_OK;
}

static void name_files(struct bundle_writer *writer, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash == NULL ? 0 : (size_t)(slash + 1 - path);
    struct buffer part = {0};
    buffer_append(&part, path, length);
    writer->directory = memory_string(length == 0 ? "." : buffer_string(&part));
    buffer_format(&part, ".%s.part", path + length);
    writer->path = memory_string(path);
    writer->part = memory_string(buffer_string(&part));
    buffer_fini(&part);
}

static enum status prepare_all(struct bundle_writer *writer, struct error *error)
{
    enum status status = STATUS_OK;
    for (int i = 0; status == STATUS_OK && i < WRITER_STATEMENTS; i++)
        status = sql_prepare(writer->db, statement_texts[i], &writer->statements[i], error);
    return status;
}

static enum status open_work(struct bundle_writer *writer, struct error *error)
{
    if (sqlite3_open_v2("", &writer->db,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                        NULL) != SQLITE_OK)
        return sql_failed(writer->db, "a temporary file cannot be made", error);
    enum status status = sql_run(writer->db, preparation, error);
    if (status == STATUS_OK)
        status = sql_run(writer->db, schema_text(), error);
    if (status == STATUS_OK)
        status = sql_run(writer->db, gathering, error);
    if (status == STATUS_OK)
        status = sql_run(writer->db, scaffold, error);
    if (status == STATUS_OK)
        status = prepare_all(writer, error);
    if (status == STATUS_OK)
        status = sql_run(writer->db, "BEGIN", error);
    return status;
}

enum status bundle_writer_create(const char *path, struct bundle_writer **ret_writer,
                                 struct error *error)
{
    struct bundle_writer *writer = memory_zeroed(1, sizeof *writer);
    name_files(writer, path);
    writer->next_body = 1;
    enum status status = probe(writer, error);
    if (status == STATUS_OK)
        status = open_work(writer, error);
    if (status != STATUS_OK) {
        bundle_writer_destroy(writer);
        return status;
    }
    *ret_writer = writer;
    return STATUS_OK;
}

void bundle_writer_destroy(struct bundle_writer *writer)
{
    if (writer == NULL)
        return;
    for (int i = 0; i < WRITER_STATEMENTS; i++)
        sqlite3_finalize(writer->statements[i]);
    sqlite3_close(writer->db);
    buffer_fini(&writer->title);
    buffer_fini(&writer->text);
    buffer_fini(&writer->notes);
    buffer_fini(&writer->scratch);
    words_fini(&writer->words);
    free(writer->path);
    free(writer->part);
    free(writer->directory);
    free(writer->program);
    free(writer);
}

void bundle_writer_program(struct bundle_writer *writer, const char *version)
{
    free(writer->program);
    writer->program = memory_string(version);
}

enum { STEPS_A_QUESTION = 10000 };

static int ask_stop(void *self)
{
    struct bundle_writer *writer = self;
    return writer->stop(writer->stop_self);
}

void bundle_writer_watch(struct bundle_writer *writer, bundle_writer_stop_fn *stop, void *self)
{
    writer->stop = stop;
    writer->stop_self = self;
    sqlite3_progress_handler(writer->db, STEPS_A_QUESTION, stop == NULL ? NULL : ask_stop, writer);
}

enum status writer_may_go_on(struct bundle_writer *writer, struct error *error)
{
    if (writer->stop != NULL && writer->stop(writer->stop_self))
        return error_set(error, STATUS_CANCELLED, "stopped; no bundle was made");
    return STATUS_OK;
}

struct sql_parameters writer_begin(struct bundle_writer *writer, enum writer_statement which)
{
    return sql_parameters(writer->statements[which]);
}

/* ---- The exhibit and its editions ---- */

enum status bundle_writer_exhibit(struct bundle_writer *writer, const struct exhibit *exhibit,
                                  struct error *error)
{
    struct sql_parameters row = writer_begin(writer, WRITER_EXHIBIT);
    sql_put_text(&row, exhibit->id);
    sql_put_text(&row, exhibit->title);
    sql_put_text(&row, exhibit->years);
    sql_put_text(&row, exhibit->credits);
    sql_put_text(&row, writer->program);
    enum status status = sql_put_done(&row, error);
    if (status == STATUS_OK)
        status = sql_run(writer->db, "DELETE FROM exhibit_lang", error);
    for (size_t i = 0; status == STATUS_OK && i < exhibit->lang_count; i++) {
        row = writer_begin(writer, WRITER_LANG);
        sql_put_number(&row, (int64_t)i);
        sql_put_text(&row, exhibit->langs[i]);
        status = sql_put_done(&row, error);
    }
    writer->has_exhibit = true;
    writer->has_years = exhibit->years != NULL;
    return status;
}

/* The first row's one column of a lookup, NULL where there is none; valid until the next begin. */
static const char *lookup(const struct sql_parameters *parameters)
{
    if (sqlite3_step(parameters->statement) != SQLITE_ROW)
        return NULL;
    return (const char *)sqlite3_column_text(parameters->statement, 0);
}

enum status writer_anchor(struct bundle_writer *writer, const char *kind, const char *edition,
                          char between, const char *id, const char *target, struct error *error)
{
    buffer_cut(&writer->scratch, 0);
    buffer_format(&writer->scratch, "%s%c%s", edition, between, id);
    struct sql_parameters row = writer_begin(writer, WRITER_ANCHOR);
    sql_put_text(&row, kind);
    sql_put_text(&row, buffer_string(&writer->scratch));
    sql_put_text(&row, target == NULL ? buffer_string(&writer->scratch) : target);
    return sql_put_done(&row, error);
}

/* Editions stand among the anchors too: that is how a second one of the same id is noticed. */
enum status bundle_writer_edition(struct bundle_writer *writer, const struct edition *edition,
                                  struct error *error)
{
    enum status status = writer_anchor(writer, "edition", edition->id, '/', "", NULL, error);
    if (status != STATUS_OK)
        return status;
    if (sqlite3_changes(writer->db) == 0)
        return error_set(error, STATUS_INVALID,
                         "two editions have the id %s; rename one file or folder", edition->id);
    struct sql_parameters row = writer_begin(writer, WRITER_EDITION);
    sql_put_number(&row, writer->editions++);
    sql_put_text(&row, edition->id);
    sql_put_text(&row, edition->title);
    sql_put_text(&row, edition->lang);
    return sql_put_done(&row, error);
}

enum status bundle_writer_anchor(struct bundle_writer *writer, const char *edition, const char *id,
                                 const char *place, struct error *error)
{
    return writer_anchor(writer, "reference", edition, '#', id, place, error);
}

/* ---- Letters ---- */

static enum status write_correspondent(struct bundle_writer *writer, uint32_t position,
                                       const char *role, const struct correspondent *who,
                                       struct error *error)
{
    if (who->name == NULL)
        return STATUS_OK;
    struct sql_parameters row = writer_begin(writer, WRITER_CORRESPONDENT);
    sql_put_number(&row, position);
    sql_put_text(&row, role);
    sql_put_text(&row, who->name);
    sql_put_text(&row, who->person);
    return sql_put_done(&row, error);
}

static enum status write_passages(struct bundle_writer *writer, const struct letter *letter,
                                  uint32_t position, struct error *error)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; status == STATUS_OK && i < letter->passage_count; i++) {
        struct sql_parameters row = writer_begin(writer, WRITER_PASSAGE);
        sql_put_number(&row, position);
        sql_put_number(&row, (int64_t)i);
        sql_put_text(&row, letter->passages[i].place);
        sql_put_text(&row, letter->passages[i].title);
        status = sql_put_done(&row, error);
    }
    return status;
}

static enum status write_heading(struct bundle_writer *writer, const struct letter *letter,
                                 uint32_t position, struct error *error)
{
    const struct letter_summary *summary = &letter->summary;
    struct sql_parameters row = writer_begin(writer, WRITER_LETTER);
    sql_put_number(&row, position);
    sql_put_text(&row, summary->key.edition);
    sql_put_text(&row, summary->key.id);
    sql_put_text(&row, letter_kind_names.words[summary->kind]);
    sql_put_text(&row, summary->number);
    sql_put_text(&row, summary->title);
    sql_put_text(&row, summary->short_title);
    sql_put_text(&row, summary->place);
    sql_put_text(&row, date_certainty_names.words[summary->date.certainty]);
    sql_put_text(&row, summary->date.from);
    sql_put_text(&row, summary->date.to);
    sql_put_text(&row, summary->date.text);
    sql_put_text(&row, summary->first_words);
    sql_put_number(&row, summary->words);
    sql_put_text(&row, letter->brief);
    sql_put_text(&row, letter->content_notice);
    sql_put_text(&row, letter->web);
    enum status status = sql_put_done(&row, error);
    if (status == STATUS_OK)
        status = write_correspondent(writer, position, "sender", &summary->sender, error);
    if (status == STATUS_OK)
        status = write_correspondent(writer, position, "recipient", &summary->recipient, error);
    if (status == STATUS_OK)
        status = write_passages(writer, letter, position, error);
    if (status != STATUS_OK)
        return status;
    struct buffer address = {0};
    buffer_format(&address, "letter/%s/%s", summary->key.edition, summary->key.id);
    status = bundle_writer_anchor(writer, summary->key.edition, summary->key.id,
                                  buffer_string(&address), error);
    buffer_fini(&address);
    return status;
}

static enum status write_notes(struct bundle_writer *writer, const struct letter *letter,
                               uint32_t body, struct error *error)
{
    enum status status = STATUS_OK;
    for (uint32_t i = 0; status == STATUS_OK && i < letter->note_count; i++) {
        const struct note *note = &letter->notes[i];
        struct sql_parameters row = writer_begin(writer, WRITER_NOTE);
        sql_put_number(&row, body);
        sql_put_number(&row, i + 1);
        sql_put_text(&row, note->key);
        sql_put_text(&row, note->label);
        sql_put_text(&row, note_kind_names.words[note->kind]);
        status = sql_put_done(&row, error);
        if (status == STATUS_OK)
            status = writer_body(writer, body + i + 1, letter->summary.key, note->blocks,
                                 note->block_count, error);
    }
    return status;
}

static void index_blocks(struct words *words, struct buffer *buffer, const struct block *blocks,
                         size_t count)
{
    for (size_t i = 0; i < count; i++)
        words_append_index(words, buffer, blocks[i].text, blocks[i].length);
}

static enum status write_search(struct bundle_writer *writer, const struct letter *letter,
                                uint32_t body, struct error *error)
{
    struct buffer *const columns[] = {&writer->title, &writer->text, &writer->notes};
    for (int i = 0; i < 3; i++)
        buffer_cut(columns[i], 0);
    struct words *words = &writer->words;
    words_append_index(words, &writer->title, letter->summary.title, strlen(letter->summary.title));
    index_blocks(words, &writer->text, letter->blocks, letter->block_count);
    for (size_t i = 0; i < letter->note_count; i++)
        index_blocks(words, &writer->notes, letter->notes[i].blocks, letter->notes[i].block_count);
    struct sql_parameters row = writer_begin(writer, WRITER_SEARCH);
    sql_put_number(&row, body);
    for (int i = 0; i < 3; i++)
        sql_put_bytes(&row, buffer_string(columns[i]), columns[i]->length);
    return sql_put_done(&row, error);
}

static enum status write_version(struct bundle_writer *writer, const struct letter *letter,
                                 uint32_t position, uint32_t version, struct error *error)
{
    uint32_t body = writer->next_body;
    writer->next_body += 1 + (uint32_t)letter->note_count;
    struct sql_parameters row = writer_begin(writer, WRITER_VERSION);
    sql_put_number(&row, position);
    sql_put_number(&row, version);
    sql_put_text(&row, letter->version_lang);
    sql_put_text(&row, version_kind_names.words[letter->version_kind]);
    sql_put_text(&row, direction_names.words[letter->direction]);
    sql_put_text(&row, letter->first_page);
    sql_put_number(&row, body);
    sql_put_number(&row, (int64_t)letter->note_count);
    enum status status = sql_put_done(&row, error);
    if (status == STATUS_OK)
        status = writer_body(writer, body, letter->summary.key, letter->blocks, letter->block_count,
                             error);
    if (status == STATUS_OK)
        status = write_notes(writer, letter, body, error);
    if (status == STATUS_OK)
        status = write_search(writer, letter, body, error);
    return status;
}

/* Remembers where the version came from; the same one twice is an error that names both. */
static enum status remember_origin(struct bundle_writer *writer, const struct letter *letter,
                                   const char *origin, struct error *error)
{
    const struct key *key = &letter->summary.key;
    struct sql_parameters row = writer_begin(writer, WRITER_FIND_ORIGIN);
    sql_put_text(&row, key->id);
    sql_put_text(&row, key->edition);
    sql_put_text(&row, letter->version_lang);
    const char *other = lookup(&row);
    if (other != NULL)
        return error_set(error, STATUS_INVALID,
                         "%s: the id %s of edition %s is taken by %s; give one of them another",
                         origin, key->id, key->edition, other);
    row = writer_begin(writer, WRITER_ORIGIN);
    sql_put_number(&row, writer->next_body);
    sql_put_text(&row, key->edition);
    sql_put_text(&row, key->id);
    sql_put_text(&row, letter->version_lang);
    sql_put_text(&row, origin);
    return sql_put_done(&row, error);
}

/* The letter's position, and how many versions of it there are. */
static bool find_letter(struct bundle_writer *writer, struct key key, uint32_t *ret_position,
                        uint32_t *ret_versions)
{
    struct sql_parameters row = writer_begin(writer, WRITER_FIND_LETTER);
    sql_put_text(&row, key.id);
    sql_put_text(&row, key.edition);
    if (sqlite3_step(row.statement) != SQLITE_ROW)
        return false;
    *ret_position = (uint32_t)sqlite3_column_int64(row.statement, 0);
    *ret_versions = (uint32_t)sqlite3_column_int64(row.statement, 1);
    sqlite3_reset(row.statement);
    return true;
}

static enum status write_letter(struct bundle_writer *writer, const struct letter *letter,
                                struct error *error)
{
    uint32_t position = writer->letters, versions = 0;
    enum status status = STATUS_OK;
    if (!find_letter(writer, letter->summary.key, &position, &versions)) {
        writer->letters++;
        status = write_heading(writer, letter, position, error);
        if (status == STATUS_OK)
            status = slides_consider(writer, letter, position, error);
    }
    if (status == STATUS_OK)
        status = write_version(writer, letter, position, versions, error);
    return status;
}

enum status bundle_writer_letter(struct bundle_writer *writer, const struct letter *letter,
                                 const char *origin, struct error *error)
{
    enum status status = writer_may_go_on(writer, error);
    if (status != STATUS_OK)
        return status;
    origin = origin == NULL ? letter->summary.key.id : origin;
    status = check_letter(letter, CHECK_LINKS_GIVEN, error);
    if (status != STATUS_OK)
        return error_wrap(error, status, "%s", origin);
    if (writer->letters >= CHECK_LETTERS_MAX)
        return error_set(error, STATUS_LIMIT, "%s: more than %d letters; make two exhibits", origin,
                         CHECK_LETTERS_MAX);
    status = remember_origin(writer, letter, origin, error);
    return status == STATUS_OK ? write_letter(writer, letter, error) : status;
}
