#!/usr/bin/env python3
"""The JSON export has the members that README.md lists, of the types below, and what the sources said.

Usage: export_test.py VITRINE_BUNDLE README
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

from picture_file import png

PROGRAM, README = sys.argv[1], pathlib.Path(sys.argv[2])

# A type, or the shape of the objects of an array; a name with ? may be absent.
SPAN = {"kind": str, "start": int, "end": int, "target?": str, "lang?": str}
BLOCK = {"kind": str, "align?": str, "level?": int, "quote_depth?": int, "part?": int, "flush?": int, "table?": int,
         "row?": int, "column?": int, "marker?": str, "lang?": str, "text": str, "spans?": [SPAN]}
NOTE = {"key": str, "label": str, "kind": str, "blocks": [BLOCK]}
VERSION = {"lang": str, "version": str}
PASSAGE = {"place": str, "title?": str}
PICTURE = {"number": int, "name": str, "description?": str, "credit?": str, "width": int, "height": int, "focus_x": int,
           "focus_y": int, "pages": [str], "block?": int, "in_text?": int}
WHO = {"name": str, "person?": str}
LETTER = {"edition": str, "id": str, "kind": str, "number?": str, "title": str, "short_title?": str, "place?": str,
          "certainty": str, "date_from?": str, "date_to?": str, "date_text?": str, "sender?": WHO, "recipient?": WHO,
          "first_words": str, "words": int, "position": int, "lang": str, "version": str, "direction": str,
          "first_page?": str, "brief?": str, "content_notice?": str, "web?": str, "blocks": [BLOCK], "notes": [NOTE],
          "versions": [VERSION], "passages": [PASSAGE], "pictures": [PICTURE]}
CARD = {"edition": str, "id": str, "name": str, "sort": str, "blocks": [BLOCK]}
EXPORT = {"export": int, "letters": [LETTER], "persons": [CARD], "terms": [CARD]}

VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt>
</fileDesc></teiHeader><text><front><list><item><persName xml:id="p_bee">Bee, Ada</persName>, keeper</item>
<item><term xml:id="t_oil">oil</term>, for the lamp</item></list></front><body>
<div type="document" xml:id="d1" n="1"><head>1. <persName type="from" corresp="#p_bee">Ada Bee</persName> to
<persName type="to">C. Dee</persName></head><dateline><placeName>Vessmouth</placeName>, <date when="1886-05-04">4 May
1886</date></dateline><pb n="12" facs="sheet"/><p>It <hi rend="italic">rained</hi> on <choice><orig>thatt</orig><reg>that</reg>
</choice> day<note n="1">So <gloss target="#t_oil">oil</gloss>.</note>.</p><list><item>one</item></list>
<figure><graphic url="boat"/><head>A boat</head></figure></div></body></text></TEI>
"""


def faults(shape, value, at="export"):
    """What of the value is not as the shape has it."""
    if isinstance(shape, type):
        return [] if type(value) is shape else [f"{at}: {value!r}"]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{at}: {value!r}"]
        return [fault for i, item in enumerate(value) for fault in faults(shape[0], item, f"{at}[{i}]")]
    names = {name.rstrip("?"): kind for name, kind in shape.items()}
    missing = [f"{at}.{name} is missing" for name in shape if not name.endswith("?") and name not in value]
    unknown = [f"{at}.{name} is not in the shape" for name in value if name not in names]
    return missing + unknown + [fault for name, item in value.items() if name in names
                                for fault in faults(names[name], item, f"{at}.{name}")]


class Export(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        source, bundle = pathlib.Path(folder.name) / "exhibit", pathlib.Path(folder.name) / "x.vitrine"
        (source / "letters").mkdir(parents=True)
        (source / "pictures").mkdir()
        (source / "letters/volume.xml").write_text(VOLUME)
        (source / "letters.csv").write_text("id,passage,passage_title,brief,notice,web,short\n"
                                            "d1,It rained,The rain,A brief.,A notice.,https://example.org/1,Rain\n")
        (source / "pictures.csv").write_text("file,letter,description,credit,focus\nsheet.png,d1,A sheet,The archive,20 30\n")
        for name in ("sheet.png", "boat.png"):
            png(source / "pictures" / name, 40, 30)
        made = subprocess.run([PROGRAM, "build", source, "-o", bundle], capture_output=True, text=True, timeout=60)
        self.assertEqual((made.returncode, made.stderr), (0, ""))
        done = subprocess.run([PROGRAM, "export", bundle, "--format", "json"], capture_output=True, text=True, timeout=60)
        self.export = json.loads(done.stdout)

    def test_it_has_the_shape(self):
        self.assertEqual(faults(EXPORT, self.export), [])
        self.assertEqual(self.export["export"], 1)

    def test_the_shape_is_told_in_the_guide(self):
        table = README.read_text().split("*json*: one object.")[1].split("Words for kinds")[0]
        for name in (name.rstrip("?") for shape in (SPAN, BLOCK, NOTE, PASSAGE, PICTURE, WHO, LETTER, CARD) for name in shape):
            self.assertRegex(table, re.compile(f"`{name}`"))

    def test_it_says_what_the_sources_say(self):
        first, written = self.export["letters"]
        self.assertEqual(first["versions"], [{"lang": "en", "version": "original"},
                                             {"lang": "en-x-orig", "version": "transcription"}])
        self.assertEqual((first["lang"], written["lang"]), ("en", "en-x-orig"))
        self.assertEqual(first["passages"], [{"place": "letter/volume/d1:2.0", "title": "The rain"}])
        self.assertEqual(first["pictures"], [
            {"number": 1, "name": "boat.png", "width": 40, "height": 30, "focus_x": 500, "focus_y": 500, "pages": [],
             "block": 4, "in_text": 1},
            {"number": 2, "name": "sheet.png", "description": "A sheet", "credit": "The archive", "width": 40, "height": 30,
             "focus_x": 200, "focus_y": 300, "pages": ["12"], "block": 2}])
        self.assertEqual(written["pictures"], first["pictures"])
        self.assertIn("thatt", written["blocks"][2]["text"])
        self.assertEqual([card["name"] for card in self.export["persons"] + self.export["terms"]], ["Bee, Ada", "oil"])


unittest.main(argv=sys.argv[:1])
