"""Bundles that somebody whose key a kiosk knows might have signed, by mistake or in bad faith: each a function that changes
a good one. Their names are those of cases.csv."""
import random
import sqlite3
import struct

PAGE = 4096


def sql(path, *statements, schema=False):
    """Runs statements; with `schema`, also on SQLite's own table."""
    database = sqlite3.connect(path, isolation_level=None)
    if schema:
        database.execute("PRAGMA writable_schema=ON")
    for statement in statements:
        if isinstance(statement, str):
            database.execute(statement)
        else:
            database.execute(*statement)
    database.close()


def patch(path, offset, data):
    with open(path, "r+b") as file:
        file.seek(offset)
        file.write(data)


def root_of(path, table):
    database = sqlite3.connect(path)
    page, = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    database.close()
    return page


def statements(*texts, schema=False):
    return lambda path: sql(path, *texts, schema=schema)


def bytes_at(offset, data):
    return lambda path: patch(path, offset, data)


def whole(content):
    return lambda path: path.write_bytes(content)


def letters_of_nothing(count):
    return statements(f"""WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < {100 + count})
        INSERT INTO letter SELECT i, 'e', 'x' || i, 'letter', NULL, 't', NULL, NULL, 'none', NULL, NULL, NULL, 'w', 0, NULL, NULL,
        NULL, NULL FROM n""")


def text_of(value):
    """The body's first block of the first letter says something else."""
    return statements(("UPDATE block SET text = ?, hyphens = NULL WHERE body = 1 AND position = 2", (value,)),
                      "DELETE FROM span WHERE body = 1 AND block = 2")


def raw_text(data):
    return statements(("UPDATE block SET text = CAST(? AS TEXT), hyphens = NULL WHERE body = 1 AND position = 2", (data,)),
                      "DELETE FROM span WHERE body = 1 AND block = 2")


def span(kind, first, past, target=None):
    return statements("DELETE FROM span WHERE body = 1 AND block = 2",
                      ("INSERT INTO span VALUES (1, 2, 0, ?, ?, ?, ?, NULL)", (kind, first, past, target)))


def tile(data):
    return statements(("UPDATE tile SET data = ? WHERE id = (SELECT min(id) FROM tile)", (data,)))


def jpeg_of_size(width, height):
    """A real tile whose header claims another size."""
    def change(path):
        database = sqlite3.connect(path, isolation_level=None)
        number, data = database.execute("SELECT id, data FROM tile ORDER BY id LIMIT 1").fetchone()
        data, at = bytearray(data), 2
        while data[at + 1] not in (0xC0, 0xC1, 0xC2):
            at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
        data[at + 5:at + 9] = struct.pack(">HH", height, width)
        database.execute("UPDATE tile SET data = ? WHERE id = ?", (bytes(data), number))
        database.close()
    return change


def half_a_tile(path):
    sql(path, "UPDATE tile SET data = substr(data, 1, length(data) / 8) WHERE id = (SELECT min(id) FROM tile)")


def page_count(path, change):
    size = path.stat().st_size // PAGE
    patch(path, 28, struct.pack(">I", size + change))


def cut_off(count):
    def change(path):
        with open(path, "r+b") as file:
            file.truncate(path.stat().st_size - count)
    return change


def appended(path):
    with open(path, "ab") as file:
        file.write(bytes(PAGE))


def garbage(path):
    random.seed(6)
    pages = path.stat().st_size // PAGE
    for page in random.sample(range(2, pages), 20):
        patch(path, page * PAGE, bytes(random.randrange(256) for _ in range(PAGE)))


def first_cell_beyond(path):
    """A table's first cell pointer leads out of its page."""
    patch(path, (root_of(path, "exhibit") - 1) * PAGE + 8, b"\xff\xfe")


def child_is_itself(path):
    page = root_of(path, "block")
    with open(path, "rb") as file:
        file.seek((page - 1) * PAGE)
        assert file.read(1)[0] in (2, 5), "an interior page"
    patch(path, (page - 1) * PAGE + 8, struct.pack(">I", page))


def overflow_loop(path):
    """The page on which a long tile goes on names itself as the next."""
    database = sqlite3.connect(path)
    data, = database.execute("SELECT data FROM tile ORDER BY id LIMIT 1").fetchone()
    database.close()
    content = path.read_bytes()
    at = content.index(data[20000:20100])
    page = at // PAGE
    patch(path, page * PAGE, struct.pack(">I", page + 1))


def freelist(path):
    patch(path, 32, struct.pack(">II", 3, 100))


def same_root(path):
    sql(path, "UPDATE sqlite_master SET rootpage = (SELECT rootpage FROM sqlite_master WHERE name = 'letter') "
              "WHERE name = 'term'", schema=True)


def nested(depth):
    return statements(f"UPDATE block SET level = {depth}, quote_depth = {depth} WHERE body = 1")


def spans_without_end(path):
    sql(path, "DELETE FROM span WHERE body = 1 AND block = 2",
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1000001) "
        "INSERT INTO span SELECT 1, 2, i, 'italic', 0, 1, NULL, NULL FROM n")


def blocks_without_end(path):
    sql(path, "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 101100) "
              "INSERT INTO block SELECT (1 << 20) | i, 'paragraph', NULL, '', 0, 0, 0, 0, 0, 0, 0, NULL, NULL, NULL FROM n")


def note_of_itself(path):
    """A note whose text has the mark of that very note."""
    sql(path, "DELETE FROM span WHERE body = 2",
        "INSERT INTO span SELECT 2, (SELECT min(position) FROM block WHERE body = 2), 0, 'note', 0, 0, "
        "(SELECT key FROM note WHERE version = 1 AND position = 1), NULL")


def replies_in_a_ring(path):
    sql(path, "DELETE FROM related WHERE kind IN ('reply-to', 'reply')",
        "INSERT INTO related SELECT position, 90, 'reply-to', (position + 1) % (SELECT count(*) FROM letter) FROM letter")


def table_cells(path):
    sql(path, "UPDATE block SET kind = 'table-cell', cell_table = 65535, cell_row = 65535, cell_column = 65535 - position "
              "WHERE body = 1")


def many_tables_of_one(path):
    sql(path, "UPDATE block SET kind = 'table-cell', cell_table = 1, cell_row = 1 + position, cell_column = 1 + position * 900 "
              "WHERE body = 1")


def same_key_twice(path):
    sql(path, "UPDATE letter SET id = (SELECT id FROM letter WHERE position = 1), edition = (SELECT edition FROM letter "
              "WHERE position = 1) WHERE position = 2")


def emptied_search(path):
    """An index in good order that has none of the words, made by FTS5 itself."""
    sql(path, "INSERT INTO search (search) VALUES ('delete-all')", "DELETE FROM search_config WHERE k <> 'version'")


def rows(table, values, count):
    return statements(f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) "
                      f"INSERT INTO {table} SELECT {values} FROM n")


BUNDLES = {
    # What is defined in it
    "view": statements("CREATE VIEW extra AS SELECT * FROM letter"),
    "view-for-a-table": statements("DROP TABLE wording", "CREATE VIEW wording AS SELECT 'en' lang, 'read' name, 'x' value"),
    "endless-view": statements("CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                               "SELECT i FROM n"),
    "trigger": statements("CREATE TRIGGER t AFTER INSERT ON setting BEGIN DELETE FROM letter; END"),
    "extra-table": statements("CREATE TABLE extra (x)"),
    "missing-table": statements("DROP TABLE term"),
    "extra-index": statements("CREATE INDEX extra ON letter (title)"),
    "expression-index": statements("CREATE INDEX extra ON letter (abs(words))"),
    "partial-index": statements("CREATE INDEX extra ON letter (title) WHERE words > 3"),
    "extra-column": statements("ALTER TABLE letter ADD COLUMN extra TEXT"),
    "generated-column": statements("ALTER TABLE letter ADD COLUMN extra TEXT AS (hex(title)) VIRTUAL"),
    "default-that-calls": statements("ALTER TABLE setting ADD COLUMN extra TEXT DEFAULT (1)"),
    "second-search": statements("CREATE VIRTUAL TABLE extra USING fts5(x)"),
    "foreign-virtual-table": statements("INSERT INTO sqlite_master VALUES ('table', 'extra', 'extra', 0, "
                                        "'CREATE VIRTUAL TABLE extra USING fts3tokenize(simple)')", schema=True),
    "database-pages": statements("INSERT INTO sqlite_master VALUES ('table', 'extra', 'extra', 0, "
                                 "'CREATE VIRTUAL TABLE extra USING sqlite_dbpage')", schema=True),
    "other-tokenizer": statements("UPDATE sqlite_master SET sql = replace(sql, '''ascii''', '''porter''') "
                                  "WHERE name = 'search'", schema=True),
    "search-elsewhere": statements("UPDATE sqlite_master SET sql = replace(sql, 'content=''''', 'content=''letter''') "
                                   "WHERE name = 'search'", schema=True),
    "schema-with-a-space": statements("UPDATE sqlite_master SET sql = sql || ' ' WHERE name = 'letter'", schema=True),
    "not-strict": statements("UPDATE sqlite_master SET sql = replace(sql, 'STRICT', '') WHERE name = 'letter'", schema=True),
    "schema-nonsense": statements("UPDATE sqlite_master SET sql = 'CREATE TABLE letter (((((' WHERE name = 'letter'",
                                  schema=True),
    "one-root-for-two": same_root,
    "root-is-the-schema": statements("UPDATE sqlite_master SET rootpage = 1 WHERE name = 'term'", schema=True),
    "root-beyond-the-end": statements("UPDATE sqlite_master SET rootpage = 99999999 WHERE name = 'term'", schema=True),
    "analysed": statements("ANALYZE"),
    # Its header
    "wal": bytes_at(18, b"\x02\x02"),
    "pages-of-64-kib": bytes_at(16, b"\x00\x01"),
    "pages-of-512": bytes_at(16, b"\x02\x00"),
    "utf-16": bytes_at(56, struct.pack(">I", 2)),
    "other-application": bytes_at(68, b"XXXX"),
    "newer-schema": bytes_at(60, struct.pack(">I", 1)),
    "more-pages-than-there-are": lambda path: page_count(path, 1000),
    "fewer-pages-than-there-are": lambda path: page_count(path, -1),
    "reserved-bytes": bytes_at(20, b"\xff"),
    "schema-format-9": bytes_at(44, struct.pack(">I", 9)),
    "vacuum-root": bytes_at(52, struct.pack(">I", 7)),
    "half-a-page": cut_off(PAGE // 2),
    "last-page-gone": cut_off(PAGE),
    "a-page-more": appended,
    "one-byte": whole(b"S"),
    "a-letter-as-text": whole(b"Dear Sir,\n" * 1000),
    "only-the-magic": whole(b"SQLite format 3\0"),
    "magic-and-zeroes": whole(b"SQLite format 3\0" + bytes(65536)),
    "a-zip-file": whole(b"PK\x03\x04" + bytes(8192)),
    # Its pages
    "last-page-zeroed": lambda path: patch(path, path.stat().st_size - PAGE, bytes(PAGE)),
    "garbage-in-20-pages": garbage,
    "cell-beyond-its-page": first_cell_beyond,
    "page-is-its-own-child": child_is_itself,
    "overflow-in-a-ring": overflow_loop,
    "freelist-of-pages-in-use": freelist,
    # Its search
    "search-without-words": statements("DELETE FROM search_data"),
    "search-garbage": statements("UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10"),
    "search-structure-gone": statements("UPDATE search_data SET block = x'ffffffffffffffff' WHERE id = 10"),
    "search-index-gone": statements("DELETE FROM search_idx"),
    "search-index-lost-a-page": statements("DELETE FROM search_idx WHERE pgno = (SELECT max(pgno) FROM search_idx)"),
    "search-emptied": emptied_search,
    "search-sizes-gone": statements("DELETE FROM search_docsize"),
    "search-version-99": statements("UPDATE search_config SET v = 99 WHERE k = 'version'"),
    # Letters
    "no-letters": statements("DELETE FROM letter"),
    "10001-letters": letters_of_nothing(10001),
    "a-million-letters": letters_of_nothing(1000000),
    "letter-of-2-mib": text_of("word " * (2 << 20 >> 3)  * 2),
    "words-without-end": text_of("w" * 900000),
    "marks-without-end": text_of("e" + "\u0301" * 100000),
    "bidi-controls": text_of("\u202e\u2066\u202d\u2067abc\u2069\u200f" * 2000),
    "unclosed-bidi": text_of("\u202b" * 200 + "abc"),
    "emoji-chains": text_of("\U0001f468\u200d" * 5000),
    "not-utf-8": raw_text(b"abc\xff\xfedef"),
    "surrogates": raw_text(b"abc\xed\xa0\x80"),
    "nul-in-text": raw_text(b"abc\0def"),
    "nested-255-deep": nested(255),
    "nested-100000-deep": nested(100000),
    "table-of-65535": table_cells,
    "table-of-one-row-each": many_tables_of_one,
    "a-million-spans": spans_without_end,
    "100000-blocks": blocks_without_end,
    "unknown-kind": statements("UPDATE block SET kind = 'script' WHERE body = 1 AND position = 0"),
    "span-beyond-the-text": span("italic", 0, 100000000),
    "span-backwards": span("italic", 5, 2),
    "mark-without-note": span("note", 0, 0, "nobody"),
    "reference-to-nowhere": span("reference", 0, 1, "letter/none/none"),
    "reference-to-no-place": span("reference", 0, 1, "file:///etc/passwd"),
    "person-nobody": span("person", 0, 1, "none/nobody"),
    "picture-none": span("picture", 0, 0, "77"),
    "note-of-itself": note_of_itself,
    "replies-in-a-ring": replies_in_a_ring,
    "related-to-none": statements("UPDATE related SET other = 999999"),
    "more-notes-than-there-are": statements("UPDATE version SET notes = 9999 WHERE letter = 0"),
    "notes-2-to-the-31": statements("UPDATE version SET notes = 2147483647 WHERE letter = 0"),
    "body-negative": statements("UPDATE version SET body = -1 WHERE letter = 0"),
    "body-of-another": statements("UPDATE version SET body = 1, notes = 5"),
    "no-version": statements("DELETE FROM version WHERE letter = 0"),
    "hyphens-beyond": statements("UPDATE block SET hyphens = '1 2 3 99999999' WHERE body = 1 AND position = 2"),
    "hyphens-nonsense": statements("UPDATE block SET hyphens = 'drop table' WHERE body = 1 AND position = 2"),
    "title-of-5000": statements("UPDATE letter SET title = printf('%05000d', 1) WHERE position = 0"),
    "id-of-200": statements("UPDATE letter SET id = printf('%0200d', 1) WHERE position = 0"),
    "same-key-twice": same_key_twice,
    "position-2-to-the-62": statements("UPDATE letter SET position = 4611686018427387904 WHERE position = 13"),
    "words-negative": statements("UPDATE letter SET words = -5 WHERE position = 0"),
    # Lists
    "slide-to-nowhere": statements("UPDATE slide SET place = 'letter/none/none' WHERE position = 0"),
    "1001-slides": rows("slide", "1000 + i, 'q', 'c', 'contents', 'en', 'ltr', NULL, NULL", 1001),
    "10001-settings": rows("setting", "'s' || i, 'v'", 10001),
    "two-exhibits": statements("INSERT INTO exhibit SELECT 2, id, title, years, credits, writer FROM exhibit"),
    "no-exhibit": statements("DELETE FROM exhibit"),
    "no-language": statements("DELETE FROM exhibit_lang"),
    # Pictures
    "tile-no-jpeg": tile(b"not a picture"),
    "tile-empty": tile(b""),
    "tile-a-png": tile(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\x7f\xff\xff\xff\x7f\x08\x06\0\0\0" + bytes(64)),
    "tile-of-65535": jpeg_of_size(65535, 65535),
    "tile-of-513": jpeg_of_size(513, 512),
    "tile-of-nothing": jpeg_of_size(0, 0),
    "tile-cut-off": half_a_tile,
    "tile-of-2-mib": tile(b"\xff\xd8" + bytes(2 << 20)),
    "tile-missing": statements("DELETE FROM tile WHERE id = (SELECT min(id) FROM tile)"),
    "picture-of-400-megapixels": statements("UPDATE picture SET width = 20000, height = 20000"),
    "picture-2-to-the-31": statements("UPDATE picture SET width = 2147483647, height = 2147483647"),
    "picture-of-nothing": statements("UPDATE picture SET width = 0, height = 0"),
}
