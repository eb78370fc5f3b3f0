#!/usr/bin/env python3
"""What a build tells the curator, and what it does not: one small volume for each kind of finding.

Usage: lint_test.py VITRINE_BUNDLE SOURCE_TREE
"""

import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM, TREE = sys.argv[1], pathlib.Path(sys.argv[2])

VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title type="volumenumber">Volume VI</title><title type="main">Exchanges</title>
</titleStmt></fileDesc></teiHeader>
<text><front><div xml:id="persons"><list>
<item><persName xml:id="p_jk">Kennedy, John F.</persName>, President of the United States</item>
<item><persName xml:id="p_rk">Kennedy, Robert F.</persName>, Attorney General</item>
<item><persName xml:id="p_dr">Rusk, Dean</persName>, Secretary of State</item>
<item><persName xml:id="p_ad">Dean, Arthur H.</persName>, Ambassador</item>
</list></div></front><body>
<div type="document" xml:id="d1" n="1"><head>1. Letter From <persName type="from">Ada</persName></head>
<dateline><date when="1962-10-28">October 28, 1962</date></dateline>
{}
</div></body></text></TEI>
"""

LETTER = VOLUME.split("<div type=")[0] + "{}</body></text></TEI>"


class Lint(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.source = self.folder / "exhibit"
        (self.source / "letters").mkdir(parents=True)
        self.report = self.folder / "report.json"
        self.bundle = self.folder / "x.vitrine"

    def build(self, *options):
        return subprocess.run([PROGRAM, "build", self.source, "-o", self.bundle, "--report", self.report, *options],
                              capture_output=True, text=True, timeout=120)

    def findings(self, body, source=VOLUME):
        """The findings for a volume of one letter, as (kind, line, message)."""
        (self.source / "letters/volume.xml").write_text(source.format(body), encoding="utf-8")
        made = self.build()
        self.assertEqual(made.returncode, 0, made.stderr)
        found = json.loads(self.report.read_text())["findings"]
        return [(one["kind"], one.get("line"), one["message"]) for one in found]

    def expect(self, body, *expected, source=VOLUME):
        """Findings as "KIND:LINE words of the message"."""
        found = self.findings(body, source)
        self.assertEqual(len(found), len(expected), found)
        for (kind, line, message), words in zip(found, expected):
            place, _, rest = words.partition(" ")
            self.assertEqual(f"{kind}:{line}", place, message)
            self.assertIn(rest, message)

    def references(self):
        made = subprocess.run([PROGRAM, "export", self.bundle, "--format", "json"], capture_output=True, text=True,
                              timeout=120)
        letters = json.loads(made.stdout)["letters"]
        return [span.get("target") for letter in letters
                for block in letter["blocks"] + [b for note in letter["notes"] for b in note["blocks"]]
                for span in block.get("spans", []) if span["kind"] == "reference"]

    def test_a_sound_volume_has_none(self):
        self.expect('<p>See vol. VI, <ref target="#d1">Document 1</ref>, and <ref target="#d1">Document 1</ref>; '
                    'President <persName corresp="#p_jk">Kennedy</persName>, '
                    'Attorney General <persName corresp="#p_rk">Kennedy</persName>, '
                    '<persName corresp="#p_rk">Robert Kennedy</persName>, '
                    'Mr. <persName corresp="#p_rk">Kennedy</persName>, Secretary '
                    '<persName corresp="#p_dr">Rusk</persName>, For <persName corresp="#p_rk">Kennedy</persName>, '
                    'Ambassador <persName corresp="#p_ad">Dean</persName>.</p>')

    def test_a_reference_that_names_another_volume_is_told_and_not_live(self):
        self.expect('<p>One.<note n="1">See vol. XI, <ref\n target="#d1">Document 1</ref>. Also <ref target="#d1">'
                    'Document 1</ref>.</note></p>\n<p><ref target="#d1">vol. XI, Document 1</ref></p>',
                    'doubtful-reference:13 "See vol. XI, Document 1" leads to "d1", but that is volume 6',
                    'doubtful-reference:14 "vol. XI, Document 1" leads to "d1"')
        self.assertEqual(self.references(), [None, None, "letter/volume/d1"])

    def test_the_curator_settles_a_reference(self):
        (self.source / "overrides.csv").write_text("letter,kind,words,target\nd1,reference,Document 1,#d1\n")
        self.expect('<p>See vol. XI, <ref target="#d1">Document 1</ref>.</p>')
        self.assertEqual(self.references(), ["letter/volume/d1"])

    def test_a_reference_to_another_volume_by_name_is_only_dead(self):
        self.expect('<p>See vol. XI, <ref target="set1961v11#d9">Document 9</ref>, or <ref target="set1961v11">vol. XI'
                    '</ref>.</p>', 'dead-reference:12 "set1961v11#d9"', 'dead-reference:12 "set1961v11"')

    def test_names_that_disagree_with_their_persons(self):
        self.expect('<p>President <persName corresp="#p_rk">Kennedy</persName> and\n'
                    '<persName corresp="#p_jk">Robert Kennedy</persName>;\n'
                    'Ambassador <persName corresp="#p_dr">Dean</persName>; PRESIDENT '
                    '<persName corresp="#p_rk">KENNEDY</persName></p>',
                    'doubtful-name:12 "President Kennedy" in the letter d1 is linked to Kennedy, Robert F. (p_rk); it fits '
                    'Kennedy, John F. (p_jk)',
                    'doubtful-name:13 "Robert Kennedy" in the letter d1 is linked to Kennedy, John F.',
                    'doubtful-name:14 "Ambassador Dean" in the letter d1 is linked to Rusk, Dean',
                    'doubtful-name:14 "PRESIDENT KENNEDY"')

    def test_the_curator_settles_a_name(self):
        for target in ("p_jk", "p_rk"):
            (self.source / "overrides.csv").write_text(f"letter,kind,words,target\nd1,person,Kennedy,{target}\n")
            self.expect('<p>President <persName corresp="#p_rk">Kennedy</persName></p>')

    def test_the_curator_settles_a_name_in_every_letter(self):
        (self.source / "overrides.csv").write_text("letter,kind,words,target\n*,person,Kennedy,p_jk\n"
                                                   "*,person,Kennedie,p_jk\nd2,person,Kennedy,p_rk\n")
        body = '<p>President <persName corresp="#p_rk">Kennedy</persName></p>'
        self.expect(f'{body}</div><div type="document" xml:id="d2"><head><persName type="from">Ada</persName></head>'
                    f'<dateline><date when="1962"/></dateline>{body}</div><div type="document" xml:id="d3"><head>'
                    f'<persName type="from">Ada</persName></head><dateline><date when="1962"/></dateline>{body}',
                    'unmatched-row:3 no letter has such a link on "Kennedie"')

    def test_letters_without_date_or_sender(self):
        self.expect('<div type="document" xml:id="d1"><head>Letter</head><p>Words.</p></div>'
                    '<div type="document" subtype="editorial-note" xml:id="d2"><head>Note</head><p>Words.</p></div>',
                    'no-date:10 the letter d1 ("Letter")', 'no-sender:10 the letter d1', source=LETTER)

    def test_an_undated_letter_that_says_so_has_no_date(self):
        (self.source / "letters.csv").write_text("id,from,date_text\nd1,Ada,in spring\n")
        self.expect('<div type="document" xml:id="d1"><head>Letter</head><p>Words.</p></div>', source=LETTER)

    def test_a_letter_without_words_is_left_out(self):
        self.expect('<p>One.</p></div><div type="document" xml:id="d2"><head>Two</head>',
                    'empty-letter:12 the letter d2 ("Two") has no words')

    def test_a_long_note(self):
        self.expect('<p>One<note n="1">' + "word " * 300 + '</note> two<note n="2">' + "word " * 301 + "</note>.</p>",
                    "long-note:10 the note 2 of the letter d1 has 301 words")

    def test_a_character_that_no_font_has(self):
        self.expect("<p>One \ue123 two \ue123, α, Ω, א, ܐ, ѣ.</p>", "missing-font:10 U+E123")

    def test_an_id_that_stands_twice(self):
        self.expect('<p xml:id="a">One.</p>\n<p xml:id="a">Two.</p>', 'id-twice:13 the id "a" stands in line 12 already')

    def test_same_as_that_names_no_card(self):
        (self.source / "persons.csv").write_text("id,same_as\np_rk,volume/p_jk\np_dr,volume/p_no\n")
        self.expect("<p>One.</p>", 'unknown-same:3 "volume/p_no"')

    def test_strict_kinds(self):
        body = '<p><ref target="#d9">Document 9</ref> <persName corresp="#p_x">X</persName></p>'
        self.findings(body)
        self.bundle.unlink()
        made = self.build("--strict=doubtful-name,no-date")
        self.assertEqual(made.returncode, 0, made.stderr)
        made = self.build("--strict=no-date,dead-reference")
        self.assertEqual(made.returncode, 1, made.stderr)
        self.assertRegex(made.stderr, r"volume\.xml:12: error: the reference .*\[dead-reference\]")
        self.assertRegex(made.stderr, r"volume\.xml:12: warning: .*\[unknown-name\]")
        self.assertIn("there is 1 finding", made.stderr)
        found = json.loads(self.report.read_text())
        self.assertEqual(found["counts"], {"dead-reference": 1, "unknown-name": 1})
        self.assertEqual([one["severity"] for one in found["findings"] if one["kind"] == "dead-reference"], ["error"])
        made = self.build("--strict=no-dates")
        self.assertEqual(made.returncode, 2)
        self.assertIn('no kind of finding "no-dates"', made.stderr)

    def test_a_slide_whose_letter_lacks_the_picture(self):
        (self.source / "slides.csv").write_text("quote,letter,picture\nOne.,d1,\nTwo.,d1,1\n,d1,2\n")
        self.expect("<p>One.</p>", "slide-picture:3 the letter of the slide (letter/volume/d1) has no picture 1",
                    "slide-picture:4 has no picture 2")
        with sqlite3.connect(f"file:{self.bundle}?mode=ro&immutable=1", uri=True) as database:
            self.assertEqual(database.execute("SELECT quote, picture FROM slide").fetchall(), [("One.", None), ("Two.", None)])

    def test_many_alike_are_five_lines_and_a_count(self):
        references = "\n".join('<p><ref target="#x">x</ref></p>' for _ in range(8))
        self.findings(references)
        lines = [line for line in self.build().stderr.splitlines() if "[dead-reference]" in line]
        self.assertEqual(len(lines), 6)
        self.assertIn("3 more like the last", lines[-1])

    def test_many_alike_in_many_files_are_five_lines_and_the_next_places(self):
        for number in range(1, 10):
            (self.source / f"letters/{number}.md").write_text(
                "---\nfrom: Ada\ndate: 1886\n---\nDear friend,\n\nSee [it](#9x).\n\nAnd [it](#8x).\n")
        made = self.build()
        lines = [line for line in made.stderr.splitlines() if "[dead-reference]" in line]
        self.assertEqual(len(lines), 6)
        self.assertRegex(lines[-1], r"/letters: warning: 13 more like the last, in 7 files "
                                    r"\(3\.md:\d+, 4\.md:\d+, 5\.md:\d+, \.\.\.\); --report")
        found = json.loads(self.report.read_text())
        self.assertEqual(found["counts"], {"dead-reference": 18})
        self.assertEqual(len(found["findings"]), 18)

    def test_every_kind_is_in_the_guide(self):
        source = (TREE / "tools/bundle/import/report_kinds.c").read_text()
        guide = (TREE / "tools/bundle/README.md").read_text()
        kinds = re.findall(r'^    \{"([a-z-]+)", "([^"]*)"', source, re.MULTILINE)
        self.assertGreater(len(kinds), 20)
        self.assertEqual([name for name, _ in kinds], sorted(name for name, _ in kinds))
        rows = re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", guide, re.MULTILINE)
        self.assertEqual([row for row in rows if row[0] in dict(kinds)], kinds)

    def test_every_kind_that_is_told_is_listed(self):
        source = (TREE / "tools/bundle/import/report_kinds.c").read_text()
        kinds = set(re.findall(r'^    \{"([a-z-]+)",', source, re.MULTILINE))
        call = re.compile(r'(?:_warn|tei_count)\((?:[^";]|\n)*?"([a-z]+(?:-[a-z]+)*)"')
        told = set()
        for path in (TREE / "tools/bundle").rglob("*.c"):
            told |= set(call.findall(path.read_text()))
        self.assertGreater(len(told), 20)
        self.assertEqual(told - kinds, set())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
