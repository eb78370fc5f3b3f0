"""How long SQLite alone takes for the rows and the index of a bundle: what no builder can go below.

Usage: floor.py BUNDLE. Writes every row of it into a new file, table by table in the order of its keys, and the words of
every version into a new search index, with the settings of src/bundle/writer.c; prints seconds of the processor."""

import pathlib
import sqlite3
import sys
import tempfile
import time

SCHEMA = pathlib.Path(__file__).resolve().parents[3] / "src/bundle/schema.sql"
SETTINGS = """PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -8192;"""
GATHERING = """INSERT INTO search (search, rank) VALUES ('hashsize', 4194304), ('automerge', 0);"""
WORDS = """CREATE TABLE words.version AS
SELECT version.body, letter.title,
 (SELECT group_concat(lower(text), ' ') FROM bundle.block
  WHERE block.id BETWEEN version.body << 20 AND ((version.body + 1) << 20) - 1) AS text,
 (SELECT group_concat(lower(text), ' ') FROM bundle.block
  WHERE block.id BETWEEN (version.body + 1) << 20 AND ((version.body + notes + 1) << 20) - 1) AS notes
FROM bundle.version JOIN bundle.letter ON letter.position = version.letter ORDER BY version.body"""


def columns_and_keys(database, table):
    """The columns of a table that hold something, and those of its key, in order: rows are written as they will lie."""
    rows = list(database.execute(f"PRAGMA bundle.table_info({table})"))
    keys = sorted((row[5], row[1]) for row in rows if row[5])
    return ", ".join(row[1] for row in rows), ", ".join(name for _, name in keys)


def write(database, folder):
    tables = [name for (name,) in database.execute(
        "SELECT name FROM bundle.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%'")]
    begun = time.process_time()
    database.execute("BEGIN")
    for table in tables:
        columns, keys = columns_and_keys(database, table)
        database.execute(f"INSERT INTO main.{table} SELECT {columns} FROM bundle.{table} ORDER BY {keys}")
    database.execute("INSERT INTO search (rowid, title, text, notes) SELECT body, title, text, notes FROM words.version")
    database.execute("COMMIT")
    database.execute("VACUUM INTO ?", (f"{folder}/floor",))
    return time.process_time() - begun


def main():
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect("", isolation_level=None)
        database.executescript(SETTINGS)
        database.executescript(SCHEMA.read_text("utf-8"))
        database.executescript(GATHERING)
        database.execute("ATTACH ? AS bundle", (sys.argv[1],))
        database.execute("ATTACH ? AS words", (f"{folder}/words",))
        database.execute(WORDS)
        print(f"{write(database, folder):.3f}")


if __name__ == "__main__":
    main()
