#!/usr/bin/env python3
"""Runs the examples of src/bundle/FORMAT.md over the fixture, and compares what they give with what it says.

Usage: format_test.py FORMAT.md MAKE_FIXTURE
"""

import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile

EXAMPLE = re.compile(r"^```sql\n(.*?)^```\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown(value):
    """A value as the sqlite3 shell shows it."""
    if value is None:
        return ""
    return value.decode() if isinstance(value, bytes) else str(value)


def check_header(report, bundle, text):
    """The table of the header says what the file has."""
    header = bundle.read_bytes()[:100]
    if int.from_bytes(header[68:72], "big") != 1447646290 or "1447646290" not in text:
        report.append("application_id")
    if int.from_bytes(header[60:64], "big") != 0:
        report.append("user_version")


def main():
    text = pathlib.Path(sys.argv[1]).read_text()
    examples = EXAMPLE.findall(text)
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        bundle = pathlib.Path(folder, "fixture.vitrine")
        subprocess.run([sys.argv[2], bundle], check=True)
        check_header(faults, bundle, text)
        database = sqlite3.connect(f"file:{bundle}?mode=ro", uri=True)
        for query, expected in examples:
            rows = database.execute(query).fetchall()
            came = "".join("|".join(map(shown, row)) + "\n" for row in rows)
            if came != expected:
                faults.append(f"{query}expected:\n{expected}came:\n{came}")
        database.close()
    if len(examples) != text.count("```sql"):
        faults.append("an example has no result")
    print("\n".join(faults) or f"{len(examples)} examples")
    return 1 if faults or not examples else 0


sys.exit(main())
