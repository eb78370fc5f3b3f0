#!/usr/bin/env python3
"""Settings in exhibit.ini and the museum's own words in strings/LL.ini reach the visitor; what is wrong is told by line.

Usage: choices_test.py VITRINE_BUNDLE VITRINE SAMPLE_FOLDER"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

BUNDLER, VITRINE, SAMPLE = sys.argv[1:4]


class Choices(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vitrine-choices-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.exhibit = self.folder / "exhibit"
        shutil.copytree(SAMPLE, self.exhibit)

    def say(self, name, *lines):
        path = self.exhibit / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join([*lines, ""]), encoding="utf-8")

    def set(self, *lines):
        path = self.exhibit / "exhibit.ini"
        self.say("exhibit.ini", *lines, *path.read_text(encoding="utf-8").splitlines())

    def build(self):
        done = subprocess.run([BUNDLER, "build", self.exhibit, "-o", self.folder / "x.vitrine"], capture_output=True,
                              encoding="utf-8", check=False)
        return done.returncode, [line for line in done.stderr.splitlines() if "own-words" in line or "error" in line]

    def show(self, *options):
        done = subprocess.run([VITRINE, self.folder / "x.vitrine", "--at", "contents", "--text", "--dump", self.folder, *options],
                              capture_output=True, encoding="utf-8", check=True)
        return json.loads((self.folder / "contents.json").read_text(encoding="utf-8")), done.stderr

    def words(self, shown):
        return {run["text"] for run in shown["runs"]}

    def test_a_museum_says_it_its_own_way(self):
        self.say("strings/en.ini", "nav.again=Begin anew")
        self.say("strings/ru.ini", "nav.again=Заново")
        self.assertEqual(self.build(), (0, []))
        self.assertIn("Begin anew", self.words(self.show()[0]))
        self.assertIn("Заново", self.words(self.show("--set", "language=ru")[0]))

    def test_what_is_wrong_is_told_by_line_and_left_out(self):
        self.say("strings/en.ini", "; ours", "nav.gain=x", "nav.again", "page.of=page {n}", "nav.search=Find {it}")
        code, told = self.build()
        self.assertEqual(code, 0)
        self.assertEqual([line.split(": ")[0] for line in told], [f"strings/en.ini:{line}" for line in (2, 3, 4, 5)])
        self.assertIn("Search", self.words(self.show()[0]))

    def test_an_exhibit_sets_how_visits_begin(self):
        self.set("theme=evening", "[time]", "idle_s=90", "[text]", "size_percent=150")
        self.assertEqual(self.build()[0], 1)  # id and title stand behind a section now
        self.setUp()
        self.set("theme=evening", "time.idle_s=90", "text.size_percent=150")
        self.assertEqual(self.build(), (0, []))
        shown, told = self.show()
        self.assertEqual((shown["theme"], shown["timers"][0]["remaining_ms"], told), ("evening", 90_000, ""))
        self.assertEqual(self.show("--set", "theme=paper")[0]["theme"], "paper")

    def test_a_setting_that_is_not_possible_is_told_when_it_is_shown(self):
        self.set("theme=pink")
        self.assertEqual(self.build(), (0, []))
        shown, told = self.show()
        self.assertEqual(shown["theme"], "paper")
        self.assertEqual(told, 'vitrine: exhibit.ini: theme: "pink" is not possible; write paper, evening or contrast\n')

    def test_a_machine_is_no_matter_of_the_exhibit(self):
        self.set("screen.rotate=90")
        self.assertEqual(self.build()[0], 1)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
