"""A kiosk of folders and the three real programs, for the tests of the agent.

Usage of such a test: NAME_test.py VITRINE_UPDATE VITRINE VITRINE_BUNDLE SAMPLE_BUNDLE"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

UPDATE, VIEWER, BUNDLE, SAMPLE = sys.argv[1:5]
PASSWORD = "eight or more\n"


def main():
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2).result
    for test, reason in result.skipped:
        print(f"skipped: {test}: {reason}")
    sys.exit(0 if result.wasSuccessful() else 1)


class Kiosk(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp())
        made = subprocess.run([BUNDLE, "keygen", cls.shared / "key"], input=PASSWORD, text=True, capture_output=True)
        assert made.returncode == 0, made.stderr
        cls.key = made.stdout.splitlines()[-1]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.shared)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.store, self.run_folder, self.stick = (self.folder / name for name in ("data", "run", "stick"))
        self.store.mkdir()
        self.stick.mkdir()
        self.config = self.folder / "vitrine.ini"
        self.config.write_text("device=hall-2\nexhibit=sample\n\n[screen]\nrotate=90\n")
        (self.folder / "keys.txt").write_text(f"{self.key} Registrar\n")

    def command(self, *arguments):
        return [UPDATE, *map(str, arguments), "--store", self.store, "--run", self.run_folder, "--config", self.config,
                "--viewer", VIEWER, "--factory", self.folder / "none"]

    def agent(self, *arguments, code=0, stdin=""):
        done = subprocess.run(self.command(*arguments), input=stdin, text=True, capture_output=True, timeout=120)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def fill_stick(self, serial, change=None):
        """Signs the sample under a number and puts it on the stick; `change` damages the bundle before it is signed."""
        bundle = self.folder / f"{serial}.vitrine"
        shutil.copy(SAMPLE, bundle)
        for command in (["sign", bundle, "-s", self.shared / "key", "--serial", str(serial)],
                        ["stick", self.stick, bundle]):
            done = subprocess.run([BUNDLE, *command], input=PASSWORD, text=True, capture_output=True)
            self.assertEqual(done.returncode, 0, done.stderr)
        return self.stick / "VITRINE" / "sample"

    def status_line(self):
        return (self.run_folder / "status").read_text()

    def status(self):
        return json.loads(self.agent("status", "--json"))

    def receipts(self):
        return (self.store / "records" / "receipts.csv").read_text().splitlines()

    def install(self, serial):
        self.fill_stick(serial)
        self.agent("stage", self.stick)
        self.agent("commit")
        self.agent("select")
        self.agent("confirm")
