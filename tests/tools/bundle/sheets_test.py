#!/usr/bin/env python3
"""Edits letters by spreadsheets as a curator would, and reads the bundle back.

Usage: sheets_test.py VITRINE_BUNDLE SOURCE_TREE
"""

import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

from picture_file import png

PROGRAM, TREE = sys.argv[1], pathlib.Path(sys.argv[2])

LETTER = """---
id: one
date: 1886-05-04
from: Kennedy
to: C. Dee
---
# Letter

Mr. Kennedy[^1] has [an answer](#two); [Kennedy](person:p_RFK) too.

[^1]: The brother.
"""


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120)


class Sheets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.source = self.folder / "exhibit"
        self.bundle = self.folder / "exhibit.vitrine"
        letters = self.source / "letters" / "box"
        letters.mkdir(parents=True)
        (letters / "one.md").write_text(LETTER)
        (letters / "two.md").write_text("---\nid: two\n---\n# Reply\n\nNo answer is one too.\n")
        self.put("persons.csv", "id,name,text\np_RFK,Kennedy Robert F.,\np_JFK,Kennedy John F.,The president.\n")

    def put(self, name, text, encoding="utf-8"):
        (self.source / name).write_text(text, encoding=encoding)

    def build(self):
        made = run("build", self.source, "-o", self.bundle)
        self.assertEqual(made.returncode, 0, made.stderr)
        said = made.stderr.replace(str(self.source) + "/", "")
        self.said = re.sub(r".*\[no-(date|sender)\]\n", "", said)
        return json.loads(run("export", self.bundle, "--format", "json").stdout)

    def letter(self):
        return self.build()["letters"][0]


class Corrections(Sheets):
    def test_letters(self):
        self.put("letters.csv", "edition,id,date,from_person,brief,notice,web,place\n"
                 'box,one,1886-05?,p_JFK,"All, and\nmore",Harsh words,https://example.org/1,Vessmouth\n')
        letter = self.letter()
        self.assertEqual(self.said, "")
        self.assertEqual((letter["certainty"], letter["date_from"]), ("inferred", "1886-05"))
        self.assertEqual(letter["sender"], {"name": "Kennedy", "person": "p_JFK"})
        self.assertEqual((letter["brief"], letter["content_notice"], letter["web"], letter["place"]),
                         ("All, and\nmore", "Harsh words", "https://example.org/1", "Vessmouth"))

    def test_mark_semicolons_and_taking_away(self):
        self.put("letters.csv", "id;to;title\r\n\r\none;-;\"A; \"\"b\"\"\"\r\n;;\r\n", encoding="utf-8-sig")
        letter = self.letter()
        self.assertEqual(self.said, "")
        self.assertNotIn("recipient", letter)
        self.assertEqual(letter["title"], 'A; "b"')

    def test_cards(self):
        self.put("persons.csv", "edition,id,name,sort,same_as,text\nbox,p_RFK,Robert Kennedy,Kennedy R,box/p_JFK,\n"
                 'box,p_JFK,John F. Kennedy,,,"One.\n\nTwo."\n')
        self.put("terms.csv", "id,name,text\nt_N,NATO,An alliance\n")
        everything = self.build()
        self.assertEqual(self.said, "")
        persons = [(card["id"], card["name"], card["sort"], [block["text"] for block in card["blocks"]])
                   for card in everything["persons"]]
        self.assertEqual(persons, [("p_JFK", "John F. Kennedy", "John F. Kennedy", ["One.", "Two."]),
                                   ("p_RFK", "Robert Kennedy", "Kennedy R", [])])
        self.assertEqual([card["name"] for card in everything["terms"]], ["NATO"])
        run("export", self.bundle, "--format", "csv", "-o", self.folder / "out")
        self.assertIn('"box/p_JFK"', (self.folder / "out" / "persons.csv").read_text())

    def test_overrides(self):
        self.put("overrides.csv", "letter,kind,words,target\none,person,Kennedy,p_JFK\none,reference,an answer,-\n"
                 "one,note,1,Not the brother.\n")
        letter = self.letter()
        self.assertEqual(self.said, "")
        spans = [(span["kind"], span.get("target")) for span in letter["blocks"][1]["spans"]]
        self.assertEqual(spans, [("note", "1"), ("person", "box/p_JFK")])
        self.assertEqual(letter["sender"]["person"], "p_JFK")
        self.assertEqual(letter["notes"][0]["blocks"][0]["text"], "Not the brother.")

    def test_a_reference_that_led_wrong(self):
        self.put("overrides.csv", "edition,letter,kind,words,target\nbox,one,reference,an answer,#one\n")
        spans = self.letter()["blocks"][1]["spans"]
        self.assertEqual(spans[1]["target"], "letter/box/one")

    def test_start_and_slides(self):
        self.put("start.csv", "letter,title\nbox/two,The short one\none,\n")
        self.put("slides.csv", "quote,caption,letter\nNo answer is one too.,Dee to Kennedy,two\n")
        self.build()
        self.assertEqual(self.said, "")
        run("export", self.bundle, "--format", "csv", "-o", self.folder / "out")
        read = {name: (self.folder / "out" / name).read_text(encoding="utf-8-sig")
                for name in ("start.csv", "slides.csv")}
        self.assertEqual(read["start.csv"], 'letter,title\n"box/two","The short one"\n"box/one",\n')
        self.assertEqual(read["slides.csv"], "quote,caption,letter,lang,picture\n"
                         '"No answer is one too.","Dee to Kennedy","box/two","en",\n')


    def test_key_passages(self):
        self.put("letters.csv", "id,passage,passage_title\n"
                 "one,has  an answer | nobody said this |Mr.,The answer||Who\ntwo,No answer,\n")
        self.build()
        self.assertEqual(self.said.split("; visitors")[0],
                         'letters.csv:2: warning: letter one does not have the words "nobody said this"')
        with sqlite3.connect(f"file:{self.bundle}?mode=ro&immutable=1", uri=True) as database:
            self.assertEqual(database.execute("SELECT place, title FROM passage ORDER BY letter, position").fetchall(),
                             [("letter/box/one:1.12", "The answer"), ("letter/box/one:1.0", "Who"),
                              ("letter/box/two:1.0", None)])
            self.assertEqual(database.execute("SELECT place, quote FROM slide").fetchall(),
                             [("letter/box/one:1.12", "has an answer; Kennedy too."),
                              ("letter/box/two:1.0", "No answer is one too.")])


class Faults(Sheets):
    def test_warnings_name_file_and_line(self):
        self.put("letters.csv", "id,colour,date\none,red,\nthree,,\none,,yesterday\n")
        self.put("overrides.csv", "letter,kind,words,target\none,person,Nobody,p_JFK\none,colour,a,b\n")
        self.put("start.csv", "letter\nnine\n")
        self.put("slides.csv", "quote,letter\n,one\nWords,nine\n")
        self.put("terms.csv", "id,name\nt_N,\n")
        self.build()
        for line in ('letters.csv:1: warning: "colour" is no column of letters.csv',
                     'letters.csv:3: warning: there is no letter "three"',
                     'letters.csv:4: warning: "yesterday" is nothing that the field "date" can be',
                     'overrides.csv:2: warning: letter box/one has no person "Nobody"',
                     'overrides.csv:3: warning: "colour" is no kind', 'start.csv:2: warning: there is no letter "nine"',
                     "slides.csv:2: warning: there is no quotation", 'slides.csv:3: warning: there is no letter "nine"',
                     "terms.csv:2: warning: "):
            self.assertIn(line, self.said)

    def test_refused(self):
        cases = {
            "id,title\none,a,b\n": "letters.csv:2: more cells than columns",
            'id,title\none,"a\nb\n': "letters.csv:2: the quotation marks of a cell have no end",
            'id,title\none,a\none,"a" b\n': "letters.csv:3: a quotation mark stands within a cell",
            "id,id\none,two\n": "letters.csv:1: two columns have the same name",
            ",".join(f"c{i}" for i in range(70)): "letters.csv:1: more than 64 columns",
        }
        for text, message in cases.items():
            self.put("letters.csv", text)
            made = run("build", self.source, "-o", self.bundle)
            self.assertEqual(made.returncode, 1, text)
            self.assertIn(message, made.stderr)
        (self.source / "letters.csv").write_bytes(b"id,title\none,D\xe9j\xe0\n")
        made = run("build", self.source, "-o", self.bundle)
        self.assertIn("letters.csv:2: the file is not UTF-8; save it as UTF-8 (it may be Latin-1 or Windows-1252 now);"
                      " in Excel: Save As, CSV UTF-8", made.stderr)
        (self.source / "letters.csv").write_bytes("id;title\r\none;Déjà\r\n".encode("utf-16"))
        made = run("build", self.source, "-o", self.bundle)
        self.assertIn("letters.csv:1: the file is not UTF-8", made.stderr)

    def test_tabs_excels_first_line_and_names_of_columns_in_capitals(self):
        for text, line in (("id\ttitle\none\tA, b\nno\tc\n", 3), ("sep=;\r\nid;title\r\none;A, b\r\nno;c\r\n", 4),
                           (' ID , Title ,\none,"A, b",\nno,c,\n', 3)):
            self.put("letters.csv", text)
            self.assertEqual(self.letter()["title"], "A, b", text)
            self.assertEqual(self.said, f'letters.csv:{line}: warning: there is no letter "no"; visitors see nothing of that row; '
                             "compare with what `vitrine-bundle export --format csv` writes [unmatched-row]\n")

    def test_what_was_meant(self):
        self.put("letters.csv", "id,form\none,Bee\n,Cee\n")
        self.put("persons.csv", "id,name\np_RFK,Kennedy\np_RFK,Kennedy Robert F.\np_JFK,Kennedy John F.\n")
        self.put("terms.csv", "name,text\noil,For the lamp\nsalt,For bread\n")
        self.put("slide.csv", "quote,letter\n")
        self.put("letters.xlsx", "")
        self.put("inventory.csv", "")
        self.assertEqual([card["name"] for card in self.build()["persons"]], ["Kennedy John F.", "Kennedy Robert F."])
        self.assertEqual(sorted(re.sub("; visitors see [^;]*(;[^;]*later one)?; ", " | ", line) for line in self.said.splitlines()), [
            'letters.csv:1: warning: "form" is no column of letters.csv | did you mean "from"? [unknown-column]',
            'letters.csv:3: warning: the cell "id" is empty | fill it in, or delete the row [unmatched-row]',
            'letters.xlsx: warning: a spreadsheet of this kind is not read | save it as "CSV UTF-8", as letters.csv [unread-file]',
            'persons.csv:3: warning: a row about "p_RFK" stands in line 2 already | make one row of them [row-twice]',
            "slide.csv: warning: no spreadsheet has this name; it is not read | call it slides.csv [unread-file]",
            'terms.csv:1: warning: there is no column "id", so no row of the file is used | name the columns in the first line, '
            "as the curator's guide lists them [unknown-column]"])


class RoundTrip(Sheets):
    def expect_same(self):
        first = self.folder / "first.vitrine"
        self.assertEqual(run("build", self.source, "-o", first).returncode, 0)
        exported = run("export", first, "--format", "csv", "-o", self.source)
        self.assertEqual((exported.returncode, exported.stdout), (0, ""), exported.stderr)
        again = run("build", self.source, "-o", self.bundle)
        self.assertEqual(again.returncode, 0, again.stderr)
        self.assertEqual(first.read_bytes(), self.bundle.read_bytes())

    def test_what_was_written_out_changes_nothing(self):
        self.put("start.csv", "letter,title\ntwo,\"Here, and \"\"there\"\"\"\n")
        self.put("overrides.csv", "letter,kind,words,target\none,person,Kennedy,p_JFK\n")
        self.put("letters.csv", "id,brief,short,passage,passage_title\n"
                 'one,"One\r\ntwo; three",Short,too|an answer; Ken,|Why\n')
        (self.source / "pictures").mkdir()
        png(self.source / "pictures/two.png", 16, 16)
        self.expect_same()

    def test_the_sample(self):
        shutil.rmtree(self.source)
        shutil.copytree(TREE / "assets/exhibits/sample", self.source)
        self.expect_same()


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
