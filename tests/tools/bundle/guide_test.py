#!/usr/bin/env python3
"""The curator's guide, line by line: every command of its section is run as it stands, by a user with a new home.

Usage: guide_test.py BUILD SOURCE_TREE

Stands in for what a test cannot have: the Windows folders, and the hour of building (tools/run is only asked whether it
knows its options, and what is installed is BUILD). A preview is given nothing to show, so that it ends by itself."""

import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import docx_file as docx  # noqa: E402

BUILD, TREE = map(pathlib.Path, sys.argv[1:3])
PROFILE = 'if [ -d "$HOME/.local/bin" ]; then PATH="$HOME/.local/bin:$PATH"; fi\n'  # as Debian's /etc/skel has it


def commands():
    """The boxes of the section, in their order."""
    text = (TREE / "tools/bundle/README.md").read_text(encoding="utf-8")
    section = text.split("## A curator's first exhibit\n")[1].split("\n## ")[0]
    return re.findall(r"^```sh\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)


class Guide(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.home = pathlib.Path(folder.name, "home")
        self.windows = pathlib.Path(folder.name, "windows")
        self.home.mkdir()
        (self.home / ".profile").write_text(PROFILE)
        self.make_windows()

    def make_windows(self):
        vitrine, letters = self.windows / "Downloads/vitrine", self.windows / "Documents/Letters"
        (vitrine / "tools").mkdir(parents=True)
        (vitrine / "build").mkdir()
        letters.mkdir(parents=True)
        (vitrine / "tools/run").write_text(f'#!/bin/sh\nexec {TREE}/tools/run "$@" --help\n')
        (vitrine / "tools/run").chmod(0o755)
        (vitrine / "build/release").symlink_to(BUILD)
        body = docx.paragraph("Letter From the Harbour", style="Titel") + docx.paragraph("Vess, May 4, 1886", style="Datum")
        body += docx.paragraph("Dear friend,", style="Anrede") + docx.paragraph("It rained", docx.mark(2), " all day.")
        docx.write(letters / "harbour.docx", docx.parts(body, {2: "Since the third."}))

    def test_every_line_works(self):
        boxes = commands()
        self.assertGreater(len(boxes), 4)
        script = "\n".join(boxes).replace("/mnt/c/Users/NAME", str(self.windows))
        script = re.sub(r"^(vitrine-bundle preview .*)$", r"\1 -- --help", script, flags=re.MULTILINE)
        done = subprocess.run(["bash", "-euxo", "pipefail", "-c", script], cwd=self.home, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=300,
                              env={"HOME": str(self.home), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertRegex(done.stdout, r"vitrine-bundle \d+\.\d+\.\d+")
        self.assertIn("whole; 1 letters, 1 notes", done.stdout)
        made = {path.relative_to(self.windows / "Documents").as_posix() for path in (self.windows / "Documents").rglob("*.*")}
        self.assertLessEqual({"exhibit.vitrine", "pictures/contents.png", "pictures/letter_harbour.png",
                              "pages/harbour/harbour.html"}, made)
        self.assertTrue((self.home / "exhibit/letters.csv").is_file())


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
