#!/usr/bin/env python3
"""What vitrine-bundle diff says of two bundles.

Usage: diff_test.py VITRINE_BUNDLE
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv[1]
VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt></fileDesc></teiHeader>
<text><body>%s</body></text></TEI>
"""
LETTER = '<div type="document" xml:id="%s"><head>%s</head><p>%s</p></div>\n'
SPEECH = "My dear friend, we shall build the engine together and the world will see it"


class Diff(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def build(self, name, *letters):
        source = self.folder / "volume.xml"
        source.write_text(VOLUME % "".join(LETTER % letter for letter in letters))
        subprocess.run([PROGRAM, "build", source, "-o", self.folder / name], check=True, timeout=60)
        return self.folder / name

    def diff(self, *arguments):
        made = subprocess.run([PROGRAM, "diff", *map(str, arguments)], capture_output=True, text=True, timeout=60)
        self.assertEqual((made.returncode, made.stderr), (0, ""))
        return made.stdout

    def test_finds_nothing_between_equals(self):
        bundle = self.build("a", ("d1", "One", SPEECH))
        self.assertEqual(self.diff(bundle, bundle), "0 removed, 0 added, 0 changed, 1 equal\n")

    def test_tells_what_went_came_and_changed(self):
        a = self.build("a", ("d1", "One", SPEECH + "<note>From the papers.</note>"), ("d2", "Two", "Gone."),
                       ("d4", "Four", "Same."))
        b = self.build("b", ("d1", "One", SPEECH.replace("build", "make") + "<note>From her papers.</note>"),
                       ("d3", "Three", "New."), ("d4", "Four", "Same."))
        self.assertEqual(self.diff(a, b), """removed: volume/d2 (en) Two
added: volume/d3 (en) Three
changed: volume/d1 (en) One
    My dear friend, we shall [-build-] {+make+} the engine together and the world will see it [From [-the-] {+her+} papers.]
1 removed, 1 added, 1 changed, 1 equal
""")
        found = json.loads(self.diff("--json", a, b))
        self.assertEqual((found["diff"], found["equal"]), (1, 1))
        self.assertEqual([[letter["id"] for letter in found[kind]] for kind in ("removed", "added", "changed")],
                         [["d2"], ["d3"], ["d1"]])
        self.assertEqual([(change["removed"], change["added"]) for change in found["changed"][0]["words"]],
                         [("build", "make"), ("the", "her")])

    def test_tells_of_a_title(self):
        a, b = self.build("a", ("d1", "One", SPEECH)), self.build("b", ("d1", "Won", SPEECH))
        fields = json.loads(self.diff("--json", a, b))["changed"][0]["fields"]
        self.assertEqual(fields, [{"name": "title", "a": "One", "b": "Won"}])


unittest.main(argv=sys.argv[:1])
