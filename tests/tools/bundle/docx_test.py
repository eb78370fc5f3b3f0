#!/usr/bin/env python3
"""Builds bundles of Word files and reads the letters back.

Usage: docx_test.py VITRINE_BUNDLE
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import docx_file as docx
from docx_file import item, mark, paragraph, run

PROGRAM = sys.argv[1]


class Letter(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = pathlib.Path(folder.name) / "letter.docx"
        self.bundle = pathlib.Path(folder.name) / "letter.vitrine"

    def build(self):
        return subprocess.run([PROGRAM, "build", self.source, "-o", self.bundle], capture_output=True, text=True,
                              timeout=120)

    def letter(self, body, **more):
        docx.write(self.source, docx.parts(body, **more))
        made = self.build()
        self.assertEqual(made.returncode, 0, made.stderr)
        said = made.stderr.replace(str(self.source.parent) + "/", "")
        self.said = re.sub(r".*\[no-(date|sender)\]\n", "", said)
        exported = subprocess.run([PROGRAM, "export", self.bundle, "--format", "json"], capture_output=True,
                                  text=True, timeout=120, check=True)
        return json.loads(exported.stdout)["letters"][0]

    def blocks(self, letter):
        return [" ".join(filter(None, (block["kind"], block.get("marker"), block["text"])))
                for block in letter["blocks"]]

    def refused(self, *words):
        made = self.build()
        self.assertEqual(made.returncode, 1, made.stderr)
        self.assertFalse(self.bundle.exists())
        for word in ("letter.docx: ", *words):
            self.assertIn(word, made.stderr)


class Parts(Letter):
    def test_styles_tell_the_parts(self):
        letter = self.letter(
            paragraph("70. Letter to a Friend", style="Titel") + paragraph("Vessmouth, May 4, 1886.", style="Datum")
            + paragraph("Dear friend!", style="Anrede") + paragraph("It rains.") + paragraph("It said.", style="Zitat")
            + paragraph("Ever yours", style="Gruss") + paragraph("A. Bee", style="Unterschrift"))
        self.assertEqual(self.blocks(letter), [
            "heading Letter to a Friend", "dateline Vessmouth, May 4, 1886.", "salutation Dear friend!",
            "paragraph It rains.", "paragraph It said.", "closing Ever yours", "signature A. Bee"])
        self.assertEqual(letter["blocks"][4]["quote_depth"], 1)
        self.assertEqual((letter["number"], letter["id"], letter["date_from"], letter["place"]),
                         ("70", "70", "1886-05-04", "Vessmouth"))
        self.assertEqual(self.said, "")

    def test_wording_tells_them_without_styles(self):
        right = '<w:jc w:val="right"/>'
        letter = self.letter(
            paragraph(run("Letter to a Friend", "<w:b/>")) + paragraph("Vessmouth, May 4, 1886.", properties=right)
            + paragraph("Dear friend,") + paragraph("It rains.") + paragraph("A. Bee", properties=right))
        self.assertEqual(self.blocks(letter), [
            "heading Letter to a Friend", "dateline Vessmouth, May 4, 1886.", "salutation Dear friend,",
            "paragraph It rains.", "signature A. Bee"])

    def test_lists_have_the_numbers_that_word_shows(self):
        letter = self.letter(paragraph("Things") + item("one", 0) + item("inner", 1) + item("dot", 2)
                             + item("inner two", 1) + item("two", 0) + item("again", 1))
        self.assertEqual(self.blocks(letter)[1:], [
            "list-item 1. one", "list-item 1.a) inner", "list-item \u2022 dot", "list-item 1.b) inner two",
            "list-item 2. two", "list-item 2.a) again"])
        self.assertEqual([block.get("level", 0) for block in letter["blocks"][1:]], [0, 1, 2, 1, 0, 1])

    def test_tables(self):
        letter = self.letter(paragraph("Below") + docx.table([["a", "b"], ["c", "d"]]))
        cells = [(block["text"], block.get("row", 0), block.get("column", 0)) for block in letter["blocks"][1:]]
        self.assertEqual(cells, [("a", 0, 0), ("b", 0, 1), ("c", 1, 0), ("d", 1, 1)])

    def test_runs_of_one_range_are_one_span(self):
        letter = self.letter(paragraph("It ", run("rai", "<w:i/>"), run("ned", "<w:i/>"), " on ",
                                       run("May", "<w:smallCaps/>"), run("th", '<w:vertAlign w:val="superscript"/>'),
                                       run("no", '<w:i w:val="0"/>')))
        spans = [(span["kind"], span["start"], span["end"]) for span in letter["blocks"][0]["spans"]]
        self.assertEqual(spans, [("italic", 3, 9), ("small-caps", 13, 16), ("superscript", 16, 18)])

    def test_tracked_changes_are_taken_as_accepted(self):
        letter = self.letter(paragraph("One ", "<w:del><w:r><w:delText>two</w:delText></w:r></w:del>",
                                       "<w:ins>" + run("three") + "</w:ins>"))
        self.assertEqual(letter["blocks"][0]["text"], "One three")
        self.assertIn("letter.docx:1: warning: the file has tracked changes", self.said)

    def test_comments_are_no_words_of_the_letter(self):
        mark_of_comment = '<w:r><w:commentReference w:id="0"/></w:r>'
        letter = self.letter(paragraph("One", mark_of_comment, " two", mark_of_comment))
        self.assertEqual(letter["blocks"][0]["text"], "One two")
        self.assertEqual(self.said.count("the file has comments; they are left out"), 1)

    def test_pictures_and_text_boxes(self):
        box = ("<w:r><AlternateContent><Choice><w:drawing><w:txbxContent>" + paragraph("In the box.")
               + "</w:txbxContent></w:drawing></Choice><Fallback><w:pict><w:txbxContent>" + paragraph("In the box.")
               + "</w:txbxContent></w:pict></Fallback></AlternateContent></w:r>")
        letter = self.letter(paragraph("One.", box) + paragraph("Two.", docx.picture("p1")),
                             links=[("p1", "image", "media/harbour.jpg")])
        self.assertEqual(self.blocks(letter), ["paragraph One.", "paragraph In the box.", "paragraph Two."])
        self.assertIn('letter.docx:3: warning: the picture "media/harbour.jpg" cannot be shown', self.said)

    def test_links(self):
        link = '<w:hyperlink r:id="{}">' + run("there") + "</w:hyperlink>"
        letter = self.letter(paragraph("One ", link.format("l1"), " two ", link.format("l2")),
                             links=[("l1", "hyperlink", "letter.docx"), ("l2", "hyperlink", "https://example.org")])
        spans = [(span["kind"], span.get("target")) for span in letter["blocks"][0]["spans"]]
        self.assertEqual(spans, [("reference", "letter/letter/letter")])


class Notes(Letter):
    def test_thirty_footnotes(self):
        body = paragraph("Title", mark(1), style="Titel")
        body += "".join(paragraph(f"Word {i}", mark(i), " goes on.") for i in range(2, 31))
        notes = {i: f"Note {i}." for i in range(1, 31)}
        notes[1] = "Source: the papers."
        letter = self.letter(body, footnotes=notes)
        self.assertEqual(self.said, "")
        self.assertEqual([note["label"] for note in letter["notes"]], [str(i) for i in range(1, 31)])
        self.assertEqual([note["blocks"][0]["text"] for note in letter["notes"]], list(notes.values()))
        self.assertEqual([note["kind"] for note in letter["notes"][:2]], ["source", "editors"])
        block = letter["blocks"][29]
        self.assertEqual((block["text"], block["spans"]),
                         ("Word 30 goes on.", [{"kind": "note", "start": 7, "end": 7, "target": "30"}]))

    def test_endnotes_beside_footnotes_are_roman(self):
        letter = self.letter(paragraph("One", mark(1), " two", mark(1, "endnote"), " three", mark(2, "endnote")),
                             footnotes={1: "A."}, endnotes={1: "B.", 2: paragraph("C.") + paragraph("D.")})
        notes = [(note["label"], [block["text"] for block in note["blocks"]]) for note in letter["notes"]]
        self.assertEqual(notes, [("1", ["A."]), ("i", ["B."]), ("ii", ["C.", "D."])])

    def test_a_sign_of_its_own(self):
        own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
        letter = self.letter(paragraph("One", own, " two", mark(2)), footnotes={1: "A.", 2: "B."})
        self.assertEqual([note["label"] for note in letter["notes"]], ["*", "1"])
        self.assertEqual(letter["blocks"][0]["text"], "One two")

    def test_a_sign_that_the_note_repeats(self):
        own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>'
        letter = self.letter(paragraph("Title", own, style="Titel") + paragraph("One."),
                             footnotes={1: paragraph("*", " Source: the papers.")})
        self.assertEqual([(note["label"], note["kind"], note["blocks"][0]["text"]) for note in letter["notes"]],
                         [("*", "source", "Source: the papers.")])

    def test_notes_and_marks_without_each_other(self):
        letter = self.letter(paragraph("One", mark(9), " two"), footnotes={1: "A."})
        self.assertEqual([note["blocks"][0]["text"] for note in letter["notes"]], ["A."])
        self.assertIn("a note mark has no note", self.said)
        self.assertIn("note 1 has no mark in the text", self.said)

    def test_marks_in_cells_and_within_italics(self):
        cell = "<w:tbl><w:tr><w:tc>" + paragraph("cell", mark(1)) + "</w:tc></w:tr></w:tbl>"
        letter = self.letter(paragraph(run("One", "<w:i/>"), mark(2), run(" two", "<w:i/>")) + cell,
                             footnotes={1: "A.", 2: "B."})
        self.assertEqual([note["blocks"][0]["text"] for note in letter["notes"]], ["B.", "A."])
        self.assertEqual(letter["blocks"][1]["spans"][0]["target"], "2")


class Refused(Letter):
    def spoil(self):
        docx.write(self.source, docx.parts(paragraph("It rains.")))

    def test_no_zip(self):
        self.source.write_bytes(b"Dear friend")
        self.refused("no Word file, or cut short")

    def test_cut_short(self):
        self.spoil()
        self.source.write_bytes(self.source.read_bytes()[:400])
        self.refused("no Word file, or cut short")

    def test_old_kind(self):
        self.source.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        made = self.build()
        self.assertNotEqual(made.returncode, 0)
        self.assertIn("save it as .docx without a password", made.stderr)

    def test_bomb(self):
        contents = docx.parts("<w:p/>" * 4_000_000)
        docx.write(self.source, contents)
        self.assertLess(self.source.stat().st_size, 1_000_000)
        self.refused("larger than 16777216 bytes unpacked")

    def test_paths_that_lead_out(self):
        contents = docx.parts(paragraph("It rains."))
        contents["word/../../outside.xml"] = "x"
        docx.write(self.source, contents)
        self.refused("leads out of the file")

    def test_relations_that_lead_out(self):
        contents = docx.parts(paragraph("It rains."))
        contents["_rels/.rels"] = docx.relations([("r1", "officeDocument", "../../etc/passwd")])
        docx.write(self.source, contents)
        self.refused("lead out of the file")

    def test_malformed_and_entities(self):
        for text in ("<w:document", '<!DOCTYPE d [<!ENTITY a "aa">]><d>&a;</d>'):
            contents = docx.parts("")
            contents["word/document.xml"] = text
            docx.write(self.source, contents)
            self.refused("word/document.xml in it is damaged")

    def test_no_words(self):
        docx.write(self.source, docx.parts(paragraph("Title", style="Titel")))
        made = self.build()
        self.assertEqual(made.returncode, 1)
        self.assertIn("the letter has no words", made.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
