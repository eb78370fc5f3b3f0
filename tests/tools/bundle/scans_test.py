#!/usr/bin/env python3
"""Which picture belongs to which letter: named in TEI, Word and Markdown, in pictures.csv, or by its file's name.

Usage: scans_test.py VITRINE_BUNDLE
"""

import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest
import zipfile

import docx_file as docx
from picture_file import png

PROGRAM = sys.argv[1]


def tei(body, before="", header="<title>A volume</title>"):
    return (f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>{header}</titleStmt></fileDesc>'
            f"</teiHeader>{before}<text><body>{body}</body></text></TEI>")


def letter(number, body):
    return f'<div type="document" xml:id="d{number}"><head>Letter {number}</head>{body}</div>'


class Exhibit(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.source = self.folder / "exhibit"
        self.letters = self.source / "letters"
        self.pictures = self.source / "pictures"
        self.letters.mkdir(parents=True)
        self.pictures.mkdir()
        self.bundle = self.folder / "x.vitrine"

    def draw(self, *names):
        for name in names:
            png(self.pictures / name, 16, 16)

    def build(self):
        made = subprocess.run([PROGRAM, "build", self.source, "-o", self.bundle], capture_output=True, text=True,
                              timeout=120)
        self.assertEqual(made.returncode, 0, made.stderr)
        said = made.stderr.replace(str(self.source) + "/", "").splitlines()
        return [line for line in said if "[no-date]" not in line and "[no-sender]" not in line]

    def ask(self, question):
        with sqlite3.connect(f"file:{self.bundle}?mode=ro&immutable=1", uri=True) as database:
            return database.execute(question).fetchall()

    def scans(self):
        """letter, number, name, printed pages, block, whether it is in the text"""
        return self.ask("SELECT letter.id, picture.number, name, replace(coalesce(pages, ''), char(10), ' '), block,"
                        " in_text FROM picture JOIN letter ON letter.position = letter ORDER BY letter, picture.number")


class Tei(Exhibit):
    def test_pages_name_their_scans(self):
        self.draw("s1.png", "s2.png", "s3.png")
        (self.letters / "v.xml").write_text(tei(
            '<pb n="9" facs="s1.png"/>' + letter(1, '<p>One</p><p>two <pb n="10" facs="s2"/>three.</p>')
            + letter(2, '<p>Four.</p><pb n="11" facs="s2"/><p>Five.</p><pb n="12" facs="#s3"/><p>Six.</p>'),
            '<facsimile><surface xml:id="s3"><graphic url="https://example.org/s3.jpg"/><graphic url="s3.png"/>'
            '<zone xml:id="z3"/></surface></facsimile>'))
        self.assertEqual(self.build(), [])
        self.assertEqual(self.scans(), [("d1", 1, "s1.png", "9", 0, 0), ("d1", 2, "s2.png", "10", 2, 0),
                                        ("d2", 1, "s2.png", "10 11", 0, 0), ("d2", 2, "s3.png", "12", 3, 0)])
        self.assertEqual(self.ask("SELECT count(DISTINCT image) FROM picture"), [(3,)])

    def test_a_page_that_begins_with_the_letter_leaves_the_one_before(self):
        self.draw("s1.png", "s2.png")
        (self.letters / "v.xml").write_text(tei(
            letter(1, '<pb n="1" facs="s1.png"/><p>One.</p>')
            + '<div type="document" xml:id="d2"><pb n="2" facs="s2.png"/><head>Two</head><p>Three.</p></div>'))
        self.build()
        self.assertEqual([row[:4] for row in self.scans()], [("d1", 1, "s1.png", "1"), ("d2", 1, "s2.png", "2")])

    def test_a_facsimile_without_pages_is_the_letters(self):
        self.draw("one.png", "two.png")
        (self.letters / "a.xml").write_text(tei(
            "<p>Dear friend.</p>", '<facsimile><graphic url="two.png"/><surface><graphic url="one.png"/></surface>'
            "</facsimile>"))
        self.assertEqual(self.build(), [])
        self.assertEqual([row[1:3] for row in self.scans()], [(1, "two.png"), (2, "one.png")])

    def test_figures_stand_in_the_text(self):
        self.draw("seal.png", "map.png", "sign.png")
        (self.letters / "v.xml").write_text(tei(letter(1, """<p>One.</p>
          <figure><head>The seal</head><graphic url="seal.png"/><figDesc>A  round
            seal</figDesc></figure>
          <figure><graphic url="map.png"/></figure><p>It is <graphic url="sign.png"/> here.</p>""")))
        self.assertEqual(self.build(), [])
        self.assertEqual(self.scans(), [("d1", 1, "seal.png", "", 2, 1), ("d1", 2, "map.png", "", 3, 1),
                                        ("d1", 3, "sign.png", "", 4, 1)])
        self.assertEqual(self.ask("SELECT block.kind, text, first, target FROM span JOIN block ON block.body = span.body"
                                  " AND block.position = span.block WHERE span.kind = 'picture'"),
                         [("caption", "The seal", 0, "1"), ("caption", "", 0, "2"), ("paragraph", "It is here.", 5, "3")])
        self.assertEqual(self.ask("SELECT description FROM picture"), [("A round seal",), (None,), (None,)])

    def test_says_once_what_is_not_there(self):
        self.draw("s1.png")
        (self.letters / "v.xml").write_text(tei(letter(1, """<pb facs="s1.png"/><p>One.</p>
<pb facs="s2.png"/><p>Two.</p><pb facs="s2.png"/>
<figure><head>Lost</head><graphic url="lost.png"/></figure>""")))
        said = self.build()
        self.assertEqual(len(said), 2, said)
        self.assertIn('letters/v.xml:3: warning: the picture "lost.png" is not there; visitors see its caption alone',
                      said[0])
        self.assertIn('letters/v.xml:2: warning: the scan "s2.png" is not there; visitors see the text without', said[1])
        self.assertEqual(self.ask("SELECT count(*) FROM span WHERE kind = 'picture'"), [(0,)])

    def test_says_in_one_line_that_a_volume_has_no_scans(self):
        pages = "".join(f'<p>Page <pb n="{i}" facs="{i:04}"/>{i}.</p>' for i in range(1, 40))
        (self.letters / "v.xml").write_text(tei(letter(1, pages)))
        said = self.build()
        self.assertEqual(len(said), 1, said)
        self.assertIn('the scan "0001" is not there, and none of the 39 that "v" names', said[0])

    def test_looks_nowhere_else(self):
        png(self.folder / "secret.png", 16, 16)
        (self.pictures / "link.png").symlink_to(self.folder / "secret.png")
        names = ("../../secret.png", "a/../../../secret.png", str(self.folder / "secret.png"), "..\\secret.png",
                 "https://example.org/secret.png", "link.png", "%2e%2e/secret.png")
        (self.letters / "v.xml").write_text(tei(letter(
            1, "<p>One.</p>" + "".join(f'<figure><graphic url="{name}"/></figure>' for name in names))))
        said = self.build()
        self.assertEqual(self.scans(), [])
        for name, line in zip(names, said):
            self.assertIn(name, line)
        self.assertEqual([" on the web" in line for line in said[:5]], [False] * 4 + [True])
        self.assertEqual(["outside the exhibit" in line for line in said[:5]], [True] * 4 + [False])


    def test_paths_that_stay_inside_are_followed(self):
        self.draw("a.png", "b.png")
        (self.letters / "v.xml").write_text(tei(letter(
            1, '<pb n="1" facs="../pictures/a.png"/><p>One.</p><pb n="2" facs="https://example.org/x/b.png"/>'
               '<p>Two.</p>')))
        self.assertEqual(self.build(), [])
        self.assertEqual([row[1:4] for row in self.scans()], [(1, "a.png", "1"), (2, "b.png", "2")])


class Others(Exhibit):
    def test_word_and_markdown(self):
        self.draw("harbour.png")
        png(self.folder / "seal.png", 16, 16)
        body = docx.paragraph("Dear friend,") + docx.paragraph("See:") + docx.paragraph(docx.picture("p1"))
        parts = docx.parts(body, links=[("p1", "image", "media/seal.png")])
        docx.write(self.letters / "w.docx", parts)
        with zipfile.ZipFile(self.letters / "w.docx", "a") as archive:
            archive.write(self.folder / "seal.png", "word/media/seal.png")
        (self.letters / "m.md").write_text('Dear friend,\n\n![a boat](../pictures/x.png)\n\n'
                                           '![The *old* harbour](harbour.png "In May")\n\nSee ![it](harbour.png) there.\n')
        said = self.build()
        self.assertEqual(len(said), 1, said)
        self.assertIn("letters/m.md:3: ", said[0])
        self.assertEqual(self.scans(), [("m", 1, "harbour.png", "", 1, 1),
                                        ("w", 1, "letters/w.docx/word/media/seal.png", "", 2, 1)])
        self.assertEqual(self.ask("SELECT block.kind, text, first FROM span JOIN block ON block.body = span.body"
                                  " AND block.position = span.block WHERE span.kind = 'picture'"),
                         [("caption", "In May", 0), ("paragraph", "See there.", 3), ("caption", "", 0)])
        self.assertEqual(self.ask("SELECT description FROM picture"), [("The old harbour",), ("A",)])

    def test_one_scan_more_or_less_is_told(self):
        self.draw("d1.png", "d1-2.png", "d2.png")
        (self.letters / "v.xml").write_text(tei(
            letter(1, '<p>One <pb n="2"/>two <pb n="3"/>three.</p>') + letter(2, '<p>One <pb n="5"/>two.</p>')))
        said = self.build()
        self.assertEqual([line.split(": ")[2].split(";")[0] for line in said],
                         ["letter d1 has 2 scans, and its text 3 pages", "letter d2 has 1 scan, and its text 2 pages"])
        self.draw("d1-3.png", "d2-2.png")
        self.assertEqual(self.build(), [])


class Sheet(Exhibit):
    def setUp(self):
        super().setUp()
        (self.letters / "v.xml").write_text(tei(
            letter(1, '<pb n="1" facs="s1.png"/><p>One.</p><figure><graphic url="seal.png"/></figure>')
            + '<pb n="2"/>' + letter(2, "<p>Two.</p>")))
        self.draw("s1.png", "seal.png")

    def sheet(self, *lines):
        (self.source / "pictures.csv").write_text("\n".join(("file,letter,order,description,credit,focus",) + lines))

    def test_completes_what_is_named_and_adds_what_is_not(self):
        self.draw("back.png", "front.png", "d2-2.png")
        self.sheet("s1.png,d1,,The first sheet,The archive,50 33.3", "back.png,v/d2,2,,,", "front.png,d2,1,,,",
                   "seal.png,d1,,A seal,,", "s1.png,d2,7,,,", "d2-2.png,,,Named after its letter,,")
        self.assertEqual(self.build(), [])
        self.assertEqual([row[:3] + row[5:] for row in self.scans()],
                         [("d1", 1, "seal.png", 1), ("d1", 2, "s1.png", 0), ("d2", 1, "front.png", 0),
                          ("d2", 2, "back.png", 0), ("d2", 3, "d2-2.png", 0), ("d2", 7, "s1.png", 0)])
        self.assertEqual(self.ask("SELECT description, credit, focus_x, focus_y FROM picture WHERE letter = 0"),
                         [("A seal", None, 500, 500), ("The first sheet", "The archive", 500, 333)])

    def test_tells_what_is_wrong_with_a_row(self):
        self.draw("free.png", "odd.png")
        self.sheet("free.png,d9,,,,", "gone.png,d1,,,,", "s1.png,d1,first,,,", "s1.png,d1,,,,middle", "odd.png,,,,,",
                   "../x.png,d1,,,,")
        said = [line.split(" [")[0] for line in self.build()]
        for line, words in zip(said, (
                'pictures.csv:2: warning: there is no letter "d9" for the picture "free.png"',
                'pictures.csv:3: warning: there is no picture "gone.png"',
                'pictures.csv:4: warning: "first" is nothing that the column "order" can have',
                'pictures.csv:5: warning: "middle" is nothing that the column "focus" can have',
                'pictures.csv:6: warning: no letter is named for the picture "odd.png"',
                'pictures.csv:7: warning: "../x.png" is nothing that the column "file" can have'), strict=True):
            self.assertTrue(line.startswith(words), line)

    def test_a_sheet_written_out_changes_no_byte(self):
        self.draw("d2.png", "d2-4.png", "b.png")
        self.sheet("b.png,d2,3,Beside,,10 20", "s1.png,d1,,A sheet,Archive,")
        self.build()
        first, scans = self.bundle.read_bytes(), self.scans()
        for sheet in self.source.glob("*.csv"):
            sheet.unlink()
        subprocess.run([PROGRAM, "export", self.bundle, "--format", "csv", "-o", self.source], check=True, timeout=120)
        self.assertIn("b.png", (self.source / "pictures.csv").read_text())
        self.build()
        self.assertEqual(self.scans(), scans)
        self.assertTrue(self.bundle.read_bytes() == first)


unittest.main(argv=sys.argv[:1])
