#!/usr/bin/env python3
"""The manual pages are well formed, and name the options and commands that --help names: all of them, and no others.

Usage: manpages_test.py SOURCE_FOLDER VITRINE VITRINE_BUNDLE VITRINE_UPDATE"""

import os
import re
import shutil
import subprocess
import sys
import unittest

ROOT, *PROGRAMS = sys.argv[1:5]
PAGES = ["src/app/viewer/vitrine.1", "tools/bundle/vitrine-bundle.1", "src/app/update/vitrine-update.8"]


def page_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return file.read()


def help_of(program):
    return subprocess.run([program, "--help"], capture_output=True, encoding="utf-8", timeout=60, check=True).stdout


class ManpagesTest(unittest.TestCase):
    def test_options_are_those_of_the_help(self):
        for path, program in zip(PAGES, PROGRAMS, strict=True):
            said = set(re.findall(r"--([a-z][a-z-]*)", help_of(program)))
            written = set(re.findall(r"\bFl -([a-z][a-z-]*)", page_of(path)))
            self.assertTrue(said)
            self.assertEqual(said, written, path)

    def test_commands_are_those_of_the_help(self):
        for path, program in zip(PAGES[1:], PROGRAMS[1:], strict=True):
            name = os.path.basename(program)
            said = set(re.findall(rf"^  {name} ([a-z]+)", help_of(program), re.M))
            written = set(re.findall(r"^\.It Cm ([a-z]+)", page_of(path), re.M))
            self.assertTrue(said)
            self.assertEqual(said, written, path)

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_pages_are_well_formed(self):
        for path in PAGES:
            done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", os.path.join(ROOT, path)], capture_output=True,
                                  encoding="utf-8", timeout=60, check=False)
            self.assertEqual((done.returncode, done.stdout), (0, ""), path)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
