#!/usr/bin/env python3
"""Sources that are too much, turn in circles or reach out: each meets its limit, with a message, in little memory.

Usage: limits_test.py VITRINE_BUNDLE
"""

import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest
import zlib

import docx_file as docx

PROGRAM = sys.argv[1]
TEI = ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
       "</fileDesc></teiHeader><text><body>%s</body></text></TEI>")
MEGABYTE = 1 << 20
WORDS = "word " * 2000


def p(text):
    return f"<p>{text}</p>"


def png(path):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    rows = zlib.compress(bytes(101 * 100))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 100, 100, 8, 0, 0, 0, 0)) +
                     chunk(b"IDAT", rows) + chunk(b"IEND", b""))


class Limits(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.bundle = self.folder / "box.vitrine"
        self.source = self.folder / "box"

    def put(self, name, content):
        """A file of the source; a number is that many zero bytes, of which the disk holds none."""
        path = self.source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, int):
            with open(path, "wb") as file:
                file.truncate(content)
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def build(self):
        return subprocess.run([PROGRAM, "build", self.source, "-o", self.bundle], capture_output=True, timeout=120,
                              encoding="utf-8", errors="replace", check=False)

    def refused(self, message):
        made = self.build()
        self.assertEqual(made.returncode, 1, made.stderr[-400:])
        self.assertIn(message, made.stderr.splitlines()[-1])
        self.assertFalse(self.bundle.exists())

    def taken(self):
        made = self.build()
        self.assertEqual(made.returncode, 0, made.stderr[-400:])
        checked = subprocess.run([PROGRAM, "check", self.bundle], capture_output=True, timeout=120, check=False)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        return made.stderr

    def text(self):
        return subprocess.run([PROGRAM, "export", self.bundle, "--format", "text"], capture_output=True, timeout=120,
                              encoding="utf-8", check=True).stdout


class Nesting(Limits):
    def test_elements(self):
        self.put("v.xml", TEI % ("<div>" * 195 + p("x") + "</div>" * 195))
        self.taken()
        self.bundle.unlink()
        for depth in (250, 100000):
            self.put("v.xml", TEI % ("<div>" * depth + p("x") + "</div>" * depth))
            self.refused("v.xml:1: elements stand more than 200 deep in each other")

    def test_notes(self):
        self.put("v.xml", TEI % p('a<note n="1">b' * 5 + "</note>" * 5))
        self.refused("v.xml:1: notes stand more than 4 deep in each other")

    def test_markdown(self):
        for text in ("> " * 100 + "x\n", "".join("  " * i + "- x\n" for i in range(60))):
            self.put("letters/v.md", "# Letter\n\n" + text)
            self.refused("lists and quotations stand too deep within each other")

    def test_folders(self):
        self.put("/".join("abcdefghijklmnopqrst") + "/v.xml", TEI % p("x"))
        self.refused("folders stand more than 16 deep")


class Size(Limits):
    def test_file(self):
        for name in ("v.xml", "letters/v.txt", "letters/v.docx"):
            path = self.put(name, 257 * MEGABYTE)
            self.refused(f"{path}: larger than 268435456 bytes")
            path.unlink()

    def test_letter(self):
        much = "more than 1048576 bytes of text in one letter or card, notes included; divide it"
        for count, message in ((150, much), (1800, "v.xml:1: a letter has more than 16777216 bytes of text")):
            self.put("v.xml", TEI % (p(WORDS) * count))
            self.refused(message)
        (self.source / "v.xml").unlink()
        for name, text in (("v.md", "# L\n\n" + (WORDS + "\n\n") * 150),
                           ("v.txt", "1. Letter\n\nDear A,\n\n" + (WORDS + "\n\n") * 150)):
            path = self.put("letters/" + name, text)
            self.refused(much)
            path.unlink()
        docx.write(self.put("letters/v.docx", ""), docx.parts(docx.paragraph(WORDS) * 150))
        self.refused(much)

    def test_note(self):
        self.put("v.xml", TEI % p('x<note n="1">' + WORDS * 150 + "</note>"))
        self.refused("v.xml:1: a paragraph is longer than 1048576 bytes; divide it")
        self.put("v.xml", TEI % p('x<note n="1">' + p(WORDS) * 150 + "</note>"))
        self.refused("notes included; divide it")

    def test_paragraphs(self):
        self.put("v.xml", TEI % (p("x") * 100001))
        self.refused("more than 100000 paragraphs and lines in one letter or card")

    def test_markdown(self):
        self.put("letters/v.md", 17 * MEGABYTE)
        self.refused("v.md: larger than 16777216 bytes; one letter a file")

    def test_tag(self):
        self.put("v.xml", TEI % p(f'<hi rend="{"a" * 11_000_000}">x</hi>'))
        self.refused("v.xml:1: a tag or a comment is longer than 10 million bytes")
        self.put("v.xml", TEI % p(f'<{"a" * 60000}>x</{"a" * 60000}>'))
        self.refused("a name of an element or attribute is longer than 50,000 bytes")

    def test_id(self):
        """A place holds 95 bytes of it; what is longer is cut the same way each time, and stays a link's target."""
        name = "d" * 200
        self.put("v.xml", TEI % "".join(f'<div type="letter" xml:id="{name}{i}"><p>x{i} <ref target="#{name}1">y</ref>'
                                        "</p></div>" for i in range(2)))
        made = self.build()
        self.assertIn(made.returncode, (0, 1), made.stderr[-400:])
        self.assertNotIn("runtime error", made.stderr)


class Number(Limits):
    def test_notes(self):
        self.put("v.xml", TEI % p("x" + "<note>b</note>" * 10001))
        self.refused("v.xml:1: a letter has more than 10000 notes")
        (self.source / "v.xml").unlink()
        self.put("letters/v.md", "# L\n\n" + "".join(f"a[^{i}] " for i in range(10001)) + "\n\n" +
                 "".join(f"[^{i}]: n\n\n" for i in range(10001)))
        self.refused("more than 10000 notes")

    def test_letters(self):
        self.put("v.xml", TEI % "".join(f'<div type="letter" xml:id="d{i}"><p>a</p></div>' for i in range(10001)))
        self.refused("more than 10000 letters; make two exhibits")

    def test_sheets(self):
        self.put("letters/v.xml", TEI % p("x"))
        for content, message in (("id,brief\n" + "v,x\n" * 200001, "letters.csv:200002: more than 200000 rows"),
                                 (65 * MEGABYTE, "letters.csv: larger than 67108864 bytes"),
                                 (",".join(f"c{i}" for i in range(65)), "letters.csv:1: more than 64 columns")):
            self.put("letters.csv", content)
            self.refused(message)

    def test_settings(self):
        self.put("letters/v.xml", TEI % p("x"))
        for content, message in (("title=" + "x" * 300, "exhibit.ini:1: line over 197 bytes; shorten it"),
                                 ("title=x\n" * 100001, "exhibit.ini:100001: more than 100000 lines"),
                                 ("".join(f"[edition e{i}]\ntitle=x\n" for i in range(1001)),
                                  "exhibit.ini:2002: more than 1000 editions")):
            self.put("exhibit.ini", content)
            self.refused(message)


class Growth(Limits):
    """Little that unfolds into much."""

    def test_entities(self):
        grown = "".join(f'<!ENTITY e{i + 1} "{f"&e{i};" * 10}">' for i in range(9))
        self.put("v.xml", f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{grown}]>' + TEI % p("&e9;"))
        self.refused("its DOCTYPE declares entities")
        self.put("v.xml", '<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>' + TEI % p("&a;"))
        self.refused("its DOCTYPE declares entities")

    def test_entities_from_elsewhere(self):
        (self.folder / "secret").write_text("secret")
        self.put("v.xml", f'<!DOCTYPE TEI [<!ENTITY a SYSTEM "{self.folder}/secret">]>' + TEI % p("&a;"))
        self.refused("its DOCTYPE declares entities")
        self.put("v.xml", f'<!DOCTYPE TEI SYSTEM "{self.folder}/secret">' + TEI % p("x"))
        self.taken()

    def test_zip(self):
        docx.write(self.put("letters/v.docx", ""), docx.parts("<w:p/>" * 4_000_000))
        self.assertLess((self.source / "letters/v.docx").stat().st_size, MEGABYTE)
        self.refused("larger than 16777216 bytes unpacked")

    def test_zip_of_many(self):
        contents = docx.parts(docx.paragraph("It rains."))
        contents.update((f"word/{i}.xml", "") for i in range(10001))
        docx.write(self.put("letters/v.docx", ""), contents)
        self.refused("more than 10000")


class Circles(Limits):
    def test_notes(self):
        self.put("v.xml", TEI % (p('a<ref target="#n1"/>') + '<div type="notes"><note xml:id="n1" target="#n2">b<ref '
                                 'target="#n2">1</ref></note><note xml:id="n2" target="#n1">c<ref target="#n1">2</ref>'
                                 "</note></div>"))
        self.taken()
        self.assertEqual(self.text().count("b"), 1)

    def test_persons(self):
        self.put("letters/v.xml", TEI % p("x"))
        self.put("persons.csv", "edition,id,name,same_as\nv,a,A,v/b\nv,b,B,v/c\nv,c,C,v/a\n")
        self.taken()

    def test_styles(self):
        contents = docx.parts(docx.paragraph("It rains.", style="A"))
        contents["word/styles.xml"] = (f"<w:styles {docx.W}>" + "".join(
            f'<w:style w:styleId="{a}"><w:name w:val="{a}"/><w:basedOn w:val="{b}"/></w:style>'
            for a, b in ("AB", "BA")) + "</w:styles>")
        docx.write(self.put("letters/v.docx", ""), contents)
        self.taken()

    def test_folders(self):
        self.put("letters/v.xml", TEI % p("x"))
        (self.source / "letters/round").symlink_to(self.source)
        self.refused("folders stand more than 16 deep")


class WaysOut(Limits):
    def test_pictures(self):
        """Pictures come from the source's folder alone, whatever a name says."""
        png(self.folder / "outside.png")
        (self.source / "pictures").mkdir(parents=True)
        png(self.source / "pictures/v.png")
        self.put("letters/v.xml", TEI % f'<pb facs="../outside.png"/><pb facs="{self.folder}/outside.png"/>{p("x")}')
        self.put("pictures.csv", f"file,letter\n../outside.png,v\n{self.folder}/outside.png,v\n../../etc/passwd,v\n")
        self.taken()
        told = subprocess.run([PROGRAM, "info", self.bundle, "--json"], capture_output=True, check=True).stdout
        self.assertIn(b'"pictures": 1', told)

    def test_zip(self):
        for name in ("word/../../outside.xml", "/etc/outside.xml"):
            contents = docx.parts(docx.paragraph("It rains."))
            contents[name] = "x"
            docx.write(self.put("letters/v.docx", ""), contents)
            self.refused("leads out of the file")


class Memory(Limits):
    def test_grows_with_the_largest_letter_only(self):
        """20 MB of letters; a sanitizer needs half as much again as the 64 MB that a build may take."""
        for file in range(4):
            self.put(f"v{file}.xml", TEI % "".join(f'<div type="letter" xml:id="d{i}">{p(WORDS) * 20}</div>'
                                                  for i in range(25)))
        process = subprocess.Popen([PROGRAM, "build", self.source, "-o", self.bundle], stderr=subprocess.DEVNULL,
                                   env={**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1"})
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        sanitized = b"__asan_init" in pathlib.Path(PROGRAM).read_bytes()
        self.assertLess(used.ru_maxrss / 1024, 96 if sanitized else 64)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
