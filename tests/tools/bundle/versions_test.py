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

    def exchange(self, text, lang, when="1886-05-04", sender="A", more=""):
        header = (f'<profileDesc><correspDesc>\n<correspAction type="sent">\n<persName ref="#{sender}">{lang} A</persName><date when="{when}"/>'
                  f'</correspAction><correspAction type="received"><persName ref="#B">B</persName></correspAction>{more}'
                  "</correspDesc></profileDesc>")
        return tei(f"<head>Letter</head><p>{text}</p>", f' xml:lang="{lang}"').replace("</fileDesc>", "</fileDesc>" + header)

    def test_letters_of_one_exchange_in_different_languages(self):
        self.write(b2__xml=self.exchange("It rained.", "en"), a1__xml=self.exchange("Il pleuvait.", "fr"),
                   c3__xml=self.exchange("It snowed.", "en", "1886-05-05"), d4__xml=self.exchange("Hail.", "en", sender="C"),
                   e5__xml=self.exchange("Sun.", "en", "1887-01-01"), f6__xml=self.exchange("Wind.", "en", "1887-01-01"))
        self.assertEqual([line for line in self.build() if "[doubtful" in line], [])
        self.assertEqual([row[1:] for row in self.versions()], [
            ("b2", "en", "original"), ("b2", "fr", "translation"), ("c3", "en", "original"), ("d4", "en", "original"),
            ("e5", "en", "original"), ("f6", "en", "original")])

    def test_folders_of_languages_with_letters_of_one_exchange(self):
        for folder, name, text in (("en", "b2", "It rained."), ("fr", "a1", "Il pleuvait.")):
            (self.letters / folder).mkdir()
            (self.letters / folder / f"{name}.xml").write_text(self.exchange(text, folder))
        self.build()
        self.assertEqual(self.versions(), [("b2", "b2", "en", "original"), ("b2", "b2", "fr", "translation")])

    def test_doubtful_exchanges_stay_letters_of_their_own(self):
        self.write(a1__xml=self.exchange("Il pleuvait.", "fr"), b2__xml=self.exchange("It rained.", "en"),
                   c3__xml=self.exchange("It snowed.", "en"), d4__xml=self.exchange("Sun.", "en", "1887"),
                   e5__xml=self.exchange("Soleil.", "fr", "1887"))
        self.assertEqual([line for line in self.build() if "which are versions" in line], [
            'a1.xml: warning: "a1", "b2" and others are in different languages, between the same two and of the same date;'
            ' which are versions of one letter cannot be told',
            'd4.xml: warning: "d4", "e5" are in different languages, between the same two and of the same date;'
            ' which are versions of one letter cannot be told'])
        self.assertEqual(len(self.versions()), 5)

    def test_a_context_that_names_a_version(self):
        def one(text, lang, when, kind, target):
            context = f'<correspContext><ref type="{kind}" target="{target}"/></correspContext>'
            return self.exchange(text, lang, when, more=context)
        self.write(a__xml=one("Il pleuvait.", "fr", "1886", "original", "b.xml"), b__xml=self.exchange("It rained.", "en", "1890"),
                   c__xml=one("Es schneite.", "de", "1887", "version", "d"), d__xml=one("It snowed.", "en", "1887", "translation", "c.xml"),
                   e__xml=one("It hailed.", "en", "1889", "translation", "x.xml"))
        said = [line for line in self.build() if "same letter" in line]
        self.assertEqual(said, ['e.xml: warning: it says that "x" is a version of the same letter, but there is no such file'])
        self.assertEqual([row[1:] for row in self.versions()], [
            ("b", "en", "original"), ("b", "fr", "translation"), ("d", "en", "original"), ("d", "de", "translation"),
            ("e", "en", "original")])

    def test_the_language_of_most_is_expected_of_all(self):
        self.write(a__en__md="Dear friend,\n\nOne.\n", a__ru__md="Дорогой друг,\n\nРаз.\n", b__md="Dear friend,\n\nTwo.\n",
                   c__md="---\nlang: ru\n---\nДорогой друг,\n\nТри.\n")
        self.assertEqual([line for line in self.build() if "cannot be read" in line], [
            'c.md:1: warning: 1 of 3 letters of "letters" cannot be read in en: c',
            'b.md:1: warning: 1 of 3 letters of "letters" cannot be read in ru: b'])

    def test_volumes_and_corresponding_divisions(self):
        self.write(v__xml=tei(letter(1, "It rained.", 'xml:lang="en"') + letter(2, "Es schneite.", 'xml:lang="de"')
                              + letter(3, "It snowed.", 'corresp="#d2" xml:lang="en" subtype="transcription"')
                              + letter(4, "It blew.", 'xml:lang="en" corresp="#nothing"')),
                   v__fr__xml=tei(letter(1, "Il pleuvait.</p><p>Fort."), ' xml:lang="fr"'))
        self.assertEqual(self.build(), [
            'v.fr.xml:1: warning: letter d1 has 3 paragraphs and other parts in fr, and 2 in en',
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
