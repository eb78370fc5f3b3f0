#!/usr/bin/env python3
"""Runs vitrine-bundle as a curator would: what it makes, says, and leaves behind.

Usage: cli_test.py VITRINE_BUNDLE SOURCE_TREE
"""

import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

PROGRAM, TREE = sys.argv[1], pathlib.Path(sys.argv[2])
SAMPLE = TREE / "assets/exhibits/sample"

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt></fileDesc></teiHeader>
<text><body>
<div type="document" xml:id="d1" n="1"><head>1. Letter From <name type="from">Ada</name> to Charles<note n="1">From the
 papers.</note></head><dateline><date when="1843-08-14">August 14, 1843</date></dateline>
<p>My dear friend, we shall build the engine together and the world will see it.</p></div>
<div type="document" xml:id="d2" n="2"><head>2. Reply From <name type="from">Charles</name></head><dateline><date when="1843">1843</date></dateline>
<p>See <ref target="%s">the letter</ref> of yesterday.</p></div>
</body></text></TEI>
"""


def run(*arguments, **options):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=120, **options)


class Command(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.source = self.folder / "volume.xml"
        self.source.write_text(LETTER % "#d1")
        self.bundle = self.folder / "volume.vitrine"

    def build(self, *options, **more):
        return run("build", self.source, "-o", self.bundle, *options, **more)

    def expect_nothing_left(self, *kept):
        names = {path.name for path in self.folder.iterdir()}
        self.assertEqual(names, {"volume.xml", *kept})


class Build(Command):
    def test_makes_a_bundle_that_checks(self):
        made = self.build()
        self.assertEqual((made.returncode, made.stdout), (0, ""), made.stderr)
        checked = run("check", self.bundle)
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertIn("whole; 2 letters, 1 notes", checked.stdout)
        self.expect_nothing_left("volume.vitrine")

    def test_makes_the_same_bytes_twice(self):
        self.build()
        first = self.bundle.read_bytes()
        self.build()
        self.assertEqual(first, self.bundle.read_bytes())

    def test_warns_of_a_dead_reference_with_its_line(self):
        self.source.write_text(LETTER % "#d9")
        made = self.build()
        self.assertEqual(made.returncode, 0)
        self.assertRegex(made.stderr, r"volume\.xml:8: warning: .*\bd9\b")
        info = json.loads(run("info", self.bundle, "--json").stdout)
        self.assertEqual(info["references"], 1)

    def test_strict_makes_a_warning_an_error(self):
        self.source.write_text(LETTER % "#d9")
        self.bundle.write_text("old")
        made = self.build("--strict")
        self.assertEqual(made.returncode, 1)
        self.assertIn("--strict", made.stderr)
        self.assertEqual(self.bundle.read_text(), "old")
        self.expect_nothing_left("volume.vitrine")
        self.source.write_text(LETTER % "#d1")
        self.assertEqual(self.build("--strict").returncode, 0)

    def test_reports_as_json(self):
        self.source.write_text(LETTER % "#d9")
        report = self.folder / "report.json"
        self.build("--report", report)
        found = json.loads(report.read_text())
        self.assertEqual((found["report"], found["bundle"], found["error"]), (2, str(self.bundle), None))
        self.assertIn(("dead-reference", 8), [(one["kind"], one["line"]) for one in found["findings"]])
        self.source.write_text("<TEI")
        self.assertEqual(self.build("--report", report).returncode, 1)
        found = json.loads(report.read_text())
        self.assertIsNone(found["bundle"])
        self.assertIn("volume.xml:", found["error"])

    def test_leaves_the_old_file_when_a_source_is_broken(self):
        self.bundle.write_text("old")
        self.source.write_text((LETTER % "#d1").replace("</div>", "", 1))
        made = self.build()
        self.assertEqual(made.returncode, 1)
        self.assertRegex(made.stderr, r"volume\.xml:\d+: ")
        self.assertEqual(self.bundle.read_text(), "old")
        self.expect_nothing_left("volume.vitrine")

    def test_ends_by_the_signal_that_stopped_it_and_leaves_nothing(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            def arrive_early():
                # Blocked and pending across exec: it is there whenever the program looks.
                signal.pthread_sigmask(signal.SIG_BLOCK, {number})
                os.kill(os.getpid(), number)
            self.bundle.write_text("old")
            made = self.build(preexec_fn=arrive_early)
            self.assertEqual(made.returncode, -number, made.stderr)
            self.assertEqual(self.bundle.read_text(), "old")
            self.expect_nothing_left("volume.vitrine")

    def test_says_that_the_disk_is_full(self):
        self.bundle.write_text("old")
        made = self.build(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)))
        self.assertEqual(made.returncode, 3, made.stderr)
        self.assertIn("cannot be written", made.stderr)
        self.assertEqual(self.bundle.read_text(), "old")
        self.expect_nothing_left("volume.vitrine")

    def test_refuses_sources_and_targets_that_cannot_be(self):
        empty = self.folder / "empty"
        empty.mkdir()
        for source, target in ((self.folder / "missing.xml", self.bundle), (empty, self.bundle),
                               (self.source, self.folder / "missing" / "x.vitrine"), (self.source, empty)):
            made = run("build", source, "-o", target)
            self.assertEqual(made.returncode, 1, made.stderr)
            self.assertTrue(made.stderr.strip())
            self.assertFalse(self.bundle.exists())

    def test_builds_the_sample_exhibit(self):
        if not SAMPLE.is_dir():
            self.skipTest("no sample exhibit in the tree")
        made = run("build", SAMPLE, "-o", self.bundle)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertEqual(run("check", self.bundle).returncode, 0)


class Look(Command):
    def setUp(self):
        super().setUp()
        self.assertEqual(self.build().returncode, 0)

    def test_counts_as_json_and_as_text(self):
        info = json.loads(run("info", self.bundle, "--json").stdout)
        expected = {"info": 1, "schema": 0, "editions": 1, "letters": 2, "editorial_notes": 0, "notes": 1, "persons": 0,
                    "terms": 0, "references": 1, "printed_pages": 0, "pictures": 0, "recordings": 0}
        self.assertEqual({name: info[name] for name in expected}, expected)
        self.assertEqual(list(info["languages"].values()), [2])
        version = run("--version").stdout.split()
        self.assertEqual(version, ["vitrine-bundle", info["application"]])
        text = run("info", self.bundle)
        self.assertRegex(text.stdout, r"(?m)^letters +2$")

    def test_exports_text_with_notes_at_their_marks(self):
        text = run("export", self.bundle, "--format", "text").stdout
        letters = text.split("\f\n")
        self.assertEqual(len(letters), 3)
        self.assertEqual(letters[2], "")
        self.assertIn("Letter From Ada to Charles [From the papers.]\nAugust 14, 1843\nMy dear friend,", letters[0])
        self.assertIn("See the letter of yesterday.", letters[1])

    def test_exports_one_letter(self):
        for name in ("d2", "volume/d2"):
            one = run("export", self.bundle, "--letter", name, "--format", "json")
            letters = json.loads(one.stdout)["letters"]
            self.assertEqual([letter["id"] for letter in letters], ["d2"])
        spans = [span for block in letters[0]["blocks"] for span in block.get("spans", [])]
        self.assertEqual([span["target"] for span in spans if span["kind"] == "reference"], ["letter/volume/d1"])
        for form in ("text", "json"):
            missing = run("export", self.bundle, "--letter", "d3", "--format", form)
            self.assertEqual((missing.returncode, missing.stdout), (1, ""))
            self.assertIn("d3", missing.stderr)

    def test_exports_everything_as_json(self):
        everything = json.loads(run("export", self.bundle, "--format", "json").stdout)
        self.assertEqual(everything["export"], 1)
        self.assertEqual([letter["position"] for letter in everything["letters"]], [0, 1])
        self.assertEqual([everything["persons"], everything["terms"]], [[], []])

    def test_refuses_what_is_not_a_bundle(self):
        cut = self.folder / "cut.vitrine"
        cut.write_bytes(self.bundle.read_bytes()[:-1])
        newer = self.folder / "newer.vitrine"
        header = bytearray(self.bundle.read_bytes())
        header[63] = 1
        newer.write_bytes(header)
        for path, words in ((self.source, "not a bundle"), (self.folder, "a folder"), (cut, "not whole"),
                            (newer, "newer version"), (self.folder / "missing", "No such file")):
            for command in (("check",), ("info",), ("info", "--json"), ("export", "--format", "text")):
                refused = run(command[0], path, *command[1:])
                self.assertEqual((refused.returncode, refused.stdout), (1, ""), command)
                self.assertIn(words, refused.stderr)
                self.assertIn(str(path), refused.stderr)

    def test_says_when_its_output_cannot_be_written(self):
        with open("/dev/full", "w") as full:
            for command in (("export", "--format", "text"), ("info", "--json")):
                made = subprocess.run([PROGRAM, command[0], self.bundle, *command[1:]], stdout=full,
                                      stderr=subprocess.PIPE, text=True, timeout=60)
                self.assertEqual(made.returncode, 3, command)
                self.assertIn("cannot be written", made.stderr)


class Usage(unittest.TestCase):
    def test_explains_itself(self):
        helped = run("--help")
        self.assertEqual((helped.returncode, helped.stderr), (0, ""))
        for command in ("build", "check", "info", "diff", "export"):
            self.assertIn(f"vitrine-bundle {command}", helped.stdout)

    def test_refuses_what_it_does_not_know(self):
        for arguments in ((), ("bake",), ("build",), ("build", "x"), ("build", "x", "-o"), ("build", "--fast", "x"),
                          ("check",), ("check", "a", "b"), ("check", "--json"), ("info",), ("info", "a", "b"),
                          ("export", "a"), ("export", "a", "--format", "html"), ("diff", "a"), ("diff", "a", "b", "c"),
                          ("export", "a", "--format", "text", "-o", "x"), ("export", "--format", "text")):
            misused = run(*arguments)
            self.assertEqual((misused.returncode, misused.stdout), (2, ""), arguments)
            self.assertIn("--help", misused.stderr)


unittest.main(argv=sys.argv[:1])
