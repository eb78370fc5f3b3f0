#!/usr/bin/env python3
"""Translation and original are versions of one letter: by their files' names, and by what TEI says.

Usage: versions_test.py VITRINE_BUNDLE
"""

import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv[1]


def tei(body, lang=""):
    return ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt>'
            f"</fileDesc></teiHeader><text{lang}><body>{body}</body></text></TEI>")


def letter(number, words, more=""):
    return f'<div type="document" xml:id="d{number}" {more}><head>{number}. Letter</head><p>{words}</p></div>'


class Versions(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.source = pathlib.Path(folder.name) / "exhibit"
        self.letters = self.source / "letters"
        self.letters.mkdir(parents=True)
        self.bundle = pathlib.Path(folder.name) / "x.vitrine"

    def write(self, **files):
        for name, text in files.items():
            (self.letters / name.replace("__", ".")).write_text(text)

    def build(self):
        made = subprocess.run([PROGRAM, "build", self.source, "-o", self.bundle], capture_output=True, text=True,
                              timeout=120)
        self.assertEqual(made.returncode, 0, made.stderr)
        return [line.split("; visitors")[0].replace(str(self.letters) + "/", "") for line in made.stderr.splitlines()
                if "[no-date]" not in line and "[no-sender]" not in line]

    def versions(self):
        with sqlite3.connect(f"file:{self.bundle}?mode=ro&immutable=1", uri=True) as database:
            return database.execute("SELECT edition, id, lang, version.kind FROM letter"
                                    " JOIN version ON version.letter = letter.position"
                                    " ORDER BY letter.position, version.position").fetchall()

    def test_files_that_differ_in_the_language(self):
        self.write(rain__en__md="# 7. Rain\n\nDear friend,\n\nIt rained.\n", rain__ru__txt="8. Письмо\n\nДорогой друг,\n\nШёл дождь.\n",
                   snow__md="Dear friend,\n\nIt snowed.\n", snow__de__md="Lieber Freund,\n\nes schneite.\n")
        self.assertEqual(self.build(), ['snow.md:1: warning: 1 of 2 letters of "letters" cannot be read in ru: snow',
                                        'rain.en.md:1: warning: 1 of 2 letters of "letters" cannot be read in de: 7'])
        self.assertEqual(self.versions(), [("letters", "7", "en", "original"), ("letters", "7", "ru", "translation"),
                                           ("letters", "snow", "en", "original"),
                                           ("letters", "snow", "de", "translation")])
        told = subprocess.run([PROGRAM, "info", self.bundle], capture_output=True, text=True, timeout=60).stdout
        self.assertRegex(told, r"languages +de \(1 of 2\), en \(2\), ru \(1 of 2\)")

    def test_the_exhibits_language_is_shown_first(self):
        (self.source / "exhibit.ini").write_text("id=x\ntitle=X\nlanguages=ru en\n")
        self.write(rain__en__md="Dear friend,\n\nIt rained.\n",
                   rain__ru__md="---\nversion: original\n---\nДорогой друг,\n\nШёл дождь.\n")
        self.build()
        self.assertEqual(self.versions(), [("rain", "rain", "ru", "original"), ("rain", "rain", "en", "translation")])

    def test_one_name_alone_and_numerals_are_no_languages(self):
        self.write(rain__ru__md="Dear friend,\n\nIt rained.\n", volume__ii__md="Dear friend,\n\nTwo.\n",
                   volume__iii__md="Dear friend,\n\nThree.\n")
        self.build()
        self.assertEqual([row[1] for row in self.versions()], ["rain.ru", "volume.ii", "volume.iii"])

    def test_folders_named_as_languages(self):
        for path, text in {"en/rain.md": "It rained.", "en/snow.md": "It snowed.", "ru/rain.md": "Шёл дождь.",
                           "ii/snow.md": "Two.", "ii/hail.md": "Hail."}.items():
            (self.letters / path).parent.mkdir(exist_ok=True)
            (self.letters / path).write_text(f"Dear friend,\n\n{text}\n")
        self.assertEqual([line for line in self.build() if "title" not in line], [
            'en/snow.md:1: warning: 1 of 2 letters of "letters" cannot be read in ru: snow'])
        self.assertEqual(self.versions(), [
            ("letters", "rain", "en", "original"), ("letters", "rain", "ru", "translation"), ("letters", "snow", "en", "original"),
            ("ii", "hail", "en", "original"), ("ii", "snow", "en", "original")])
        (self.source / "exhibit.ini").write_text("id=x\ntitle=X\nlanguages=ru en\n")
        self.build()
        self.assertEqual(self.versions()[:2], [("letters", "rain", "ru", "original"), ("letters", "rain", "en", "translation")])

    def test_files_that_correspond(self):
        def one(text, lang, header="", corresp=""):
            return tei(f"<head>Letter</head><p>{text}</p>", f' xml:lang="{lang}"{corresp}').replace(
                "</fileDesc>", "</fileDesc>" + header)
        self.write(a_rain__xml=one("Il pleuvait.", "fr", '<profileDesc><correspDesc corresp="rain.xml"/></profileDesc>'),
                   rain__xml=one("It rained.", "en"), regen__xml=one("Es regnete.", "de", corresp=' corresp="rain.xml#text"'),
                   snow__xml=one("It snowed.", "en", corresp=' corresp="schnee"'),
                   schnee__xml=one("Es schneite.", "de", corresp=' corresp="snow.xml"'),
                   hail__xml=one("It hailed.", "en", corresp=' corresp="nothing.xml"'))
        self.build()
        self.assertEqual([row[1:] for row in self.versions()], [
            ("hail", "en", "original"), ("rain", "en", "original"), ("rain", "fr", "translation"),
            ("rain", "de", "translation"), ("schnee", "de", "original"), ("schnee", "en", "translation")])

    def test_volumes_and_corresponding_divisions(self):
        self.write(v__xml=tei(letter(1, "It rained.", 'xml:lang="en"') + letter(2, "Es schneite.", 'xml:lang="de"')
                              + letter(3, "It snowed.", 'corresp="#d2" xml:lang="en" subtype="transcription"')
                              + letter(4, "It blew.", 'xml:lang="en" corresp="#nothing"')),
                   v__fr__xml=tei(letter(1, "Il pleuvait.</p><p>Fort."), ' xml:lang="fr"'))
        self.assertEqual(self.build(), [
            'v.fr.xml:1: warning: letter d1 has 3 paragraphs and other parts in fr, and 2 in en',
            'v.xml:1: warning: 2 of 3 letters of "v" cannot be read in de: d1, d4',
            'v.xml:1: warning: 2 of 3 letters of "v" cannot be read in fr: d2, d4'])
        self.assertEqual([row[1:] for row in self.versions()], [
            ("d1", "en", "original"), ("d1", "fr", "translation"), ("d2", "de", "original"),
            ("d2", "en", "transcription"), ("d4", "en", "original")])

    def test_a_choice_is_kept_as_written(self):
        words = ('I <choice><sic>recieve</sic><corr>receive</corr></choice> the <choice><abbr>Dr</abbr><expan>Doctor</expan>'
                 '</choice><choice><sic/><corr> here</corr></choice>.<note n="1">So <choice><orig>dayes</orig><reg>days</reg>'
                 '</choice>, see <ref target="#nowhere">there</ref>.</note>')
        self.write(v__xml=tei(letter(1, words) + letter(2, "It <choice><orig>rains</orig></choice> so.", 'xml:lang="fr"')))
        self.assertEqual(self.build(), [
            'v.xml:1: warning: the reference to "nowhere" leads to nothing in this exhibit'])
        self.assertEqual([row[1:] for row in self.versions()], [
            ("d1", "en", "original"), ("d1", "en-x-orig", "transcription"), ("d2", "fr", "original")])
        text = subprocess.run([PROGRAM, "export", self.bundle, "--format", "text"], capture_output=True, text=True, timeout=60)
        self.assertEqual([part.split("\n", 1)[1] for part in text.stdout.split("\n\f\n") if part], [
            "I receive the Doctor here. [So days, see there.]", "I recieve the Dr. [So dayes, see there.]", "It rains so."])
        with sqlite3.connect(f"file:{self.bundle}?mode=ro&immutable=1", uri=True) as database:
            found = database.execute("SELECT lang FROM version JOIN search ON search.rowid = version.body"
                                     " WHERE search MATCH 'recieve'").fetchall()
        self.assertEqual(found, [("en-x-orig",)])


unittest.main(argv=sys.argv[:1])
