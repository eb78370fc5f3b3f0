"""An installed copy works by itself: the programs find their assets from wherever they were put.

Usage: install_test.py BUILD
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD = sys.argv.pop(1)
SOURCE = os.environ["VITRINE_SOURCE_DIR"]


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.prefix = tempfile.mkdtemp(prefix="vitrine-install-")
        cls.addClassCleanup(shutil.rmtree, cls.prefix)
        subprocess.run(["cmake", "--install", BUILD, "--prefix", cls.prefix], check=True, stdout=subprocess.DEVNULL)

    def run_program(self, name, *arguments):
        result = subprocess.run([os.path.join(self.prefix, "bin", name), *arguments], cwd=self.prefix,
                                stdin=subprocess.DEVNULL, capture_output=True, text=True)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def test_version(self):
        for name in ("vitrine", "vitrine-bundle"):
            self.assertRegex(self.run_program(name, "--version"), rf"^{re.escape(name)} \d+\.\d+\.\d+(-\S+)?\n$")

    def test_assets_and_licence(self):
        for path in ("share/vitrine/strings/en.ini", "share/vitrine/fonts.ini", "share/doc/vitrine/LICENSE"):
            self.assertTrue(os.path.isfile(os.path.join(self.prefix, path)), path)

    def test_from_source_to_screen(self):
        self.run_program("vitrine-bundle", "build", os.path.join(SOURCE, "assets/exhibits/sample"), "-o", "sample.vitrine")
        self.run_program("vitrine", "sample.vitrine", "--at", "contents", "--dump", "screens")
        self.assertEqual(sorted(os.listdir(os.path.join(self.prefix, "screens"))), ["contents.json", "contents.png"])


if __name__ == "__main__":
    unittest.main()
