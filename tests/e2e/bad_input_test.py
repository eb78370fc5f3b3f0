#!/usr/bin/env python3
"""What a curator or a stick may bring that is no good, brought to the real programs: each says what is wrong and
where, ends with the documented exit code, and leaves nothing half-written.

Usage: bad_input_test.py VITRINE VITRINE_BUNDLE SAMPLE_BUNDLE SOURCE_TREE CORPUS"""

import concurrent.futures
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import unittest

VITRINE, BUILDER = map(os.path.abspath, sys.argv[1:3])
SAMPLE, TREE, CORPUS = map(pathlib.Path, sys.argv[3:6])
SEED_LETTER = TREE / "assets/exhibits/sample/letters/letter-70.txt"
VOLUMES = [CORPUS / name for name in ("frus1894Nicaragua", "frus1961-63v06", "frus1964-68v22")]
CUTS = 300
HEADER_VERSION_AT, HEADER_APPLICATION_AT = 60, 68  # the SQLite file format, section 1.3

LETTER = """1. A Letter From Ada

Dear Charles, we shall build the engine together%s and the world will see it.

Ada
%s"""


def run(program, *arguments, **options):
    return subprocess.run([program, *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=120,
                          check=False, **options)


def said(done):
    """Standard error without what a leak checker adds about other people's libraries."""
    return done.stderr.split("\n-----")[0]


class BadInput(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def names(self):
        return {path.name for path in self.folder.iterdir()}


class Sources(BadInput):
    """vitrine-bundle build."""

    def expect_refused(self, source, pattern):
        """Builds into a new file and over an old one."""
        before = self.names()
        target = self.folder / "out.vitrine"
        for old in (None, b"what was there before"):
            if old is not None:
                target.write_bytes(old)
            done = run(BUILDER, "build", source, "-o", target)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertRegex(said(done), pattern)
            self.assertEqual(target.read_bytes() if target.exists() else None, old)
            self.assertEqual(self.names() - before, {"out.vitrine"} if old is not None else set())
        target.unlink()

    def expect_built(self, source, *warnings):
        target = self.folder / "out.vitrine"
        done = run(BUILDER, "build", source, "-o", target)
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = [line for line in said(done).splitlines() if "warning" in line and "[no-" not in line]
        self.assertEqual(len(lines), len(warnings), done.stderr)
        for line, pattern in zip(lines, warnings):
            self.assertRegex(line, pattern)
        return run(BUILDER, "export", target, "--format", "text").stdout

    def test_no_such_file(self):
        self.expect_refused(self.folder / "none.xml", r"none\.xml: No such file or directory")

    def test_a_folder_without_letters(self):
        folder = self.folder / "empty"
        folder.mkdir()
        (folder / "README.md").write_text("no letter")
        (folder / "notes.txt").write_text("not in letters/, so no letter either")
        self.expect_refused(folder, r"empty: no letters here; put ")

    def test_broken_xml(self):
        whole = (TREE / "assets/exhibits/sample/letters/harbour.xml").read_text(encoding="utf-8")
        line = whole[:whole.index("</head>", whole.index("type=\"document\""))].count("\n") + 1
        self.expect_refused(self.write("volume.xml", whole.replace("</note>", "", 1)),
                            rf"volume\.xml:{line}: the XML is broken here: ")

    def test_xml_that_is_cut_off(self):
        whole = (TREE / "assets/exhibits/sample/letters/harbour.xml").read_bytes()
        self.expect_refused(self.write("volume.xml", whole[:len(whole) // 2]), r"volume\.xml:\d+: the XML is broken here")

    def test_xml_that_is_no_tei(self):
        self.expect_refused(self.write("page.xml", "<html><body><p>Hello.</p></body></html>"), r"page\.xml: not a TEI document")

    def test_a_text_in_latin_1(self):
        text = LETTER % (", in Málaga,", "")
        self.expect_refused(self.write("letter.txt", text.encode("latin-1")), r"letter\.txt:3: the file is not UTF-8; save it as UTF-8")

    def test_a_text_in_utf_16(self):
        text = (LETTER % ("", "")).encode("utf-16-le")
        self.expect_refused(self.write("letter.txt", text), r"letter\.txt:1: the file is not UTF-8; .*UTF-16")

    def test_xml_in_latin_1(self):
        text = "<TEI>\n<text><body><p>In Málaga.</p></body></text></TEI>".encode("latin-1")
        self.expect_refused(self.write("letter.xml", text), r"letter\.xml:2: the file is not UTF-8; save it as UTF-8")

    def test_an_empty_letter(self):
        self.expect_refused(self.write("letter.txt", ""), r"letter\.txt:1: the letter has no words")
        self.expect_refused(self.write("letter.txt", " \n\n\n"), r"letter\.txt:1: the letter has no words")

    def test_a_note_without_a_mark_is_kept_at_the_end(self):
        text = self.expect_built(self.write("letter.txt", LETTER % ("", "  1. Not built.\n")), r"letter\.txt:6: warning: note 1 has no mark")
        self.assertIn("[Not built.]", text)

    def test_a_mark_without_a_note_is_kept_as_words(self):
        text = self.expect_built(self.write("letter.txt", LETTER % ("1", "")), r"letter\.txt:3: warning: the figure 1 looks like a mark")
        self.assertIn("together1 and", text)

    def test_a_target_that_cannot_be(self):
        readable = self.folder / "readable"
        readable.mkdir(mode=0o500)
        targets = [self.folder / "none" / "x.vitrine", self.folder, pathlib.Path("/proc/x.vitrine")]
        if os.geteuid() != 0:
            targets.append(readable / "x.vitrine")
        for target in targets:
            done = run(BUILDER, "build", SEED_LETTER, "-o", target)
            self.assertIn(done.returncode, (1, 3), done.stderr)
            self.assertIn(f"{target}: ", said(done))
        self.assertEqual(self.names(), {"readable"})


class Interrupted(BadInput):
    """A build that is stopped while it works; on real volumes, as the sample's takes no time."""

    def stop(self, number, delay, target):
        process = subprocess.Popen([BUILDER, "build", *map(str, VOLUMES), "-o", str(target)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(delay)
        except subprocess.TimeoutExpired:
            process.send_signal(number)
        return process.wait(60)

    @unittest.skipUnless(all(volume.is_dir() for volume in VOLUMES), "no real volumes here")
    def test_leaves_the_old_bundle_and_nothing_beside_it(self):
        target = self.write("out.vitrine", b"what was there before")
        stopped = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            for delay in (0.05, 0.3, 0.6):
                code = self.stop(number, delay, target)
                if code == 0:
                    target.write_bytes(b"what was there before")
                    continue
                stopped += 1
                self.assertEqual(code, -number)
                self.assertEqual(target.read_bytes(), b"what was there before")
                if number == signal.SIGKILL:
                    self.remove_hidden()
                self.assertEqual(self.names(), {"out.vitrine"})
        self.assertGreater(stopped, 5)

    def remove_hidden(self):
        """Nothing can tidy up behind SIGKILL: a hidden file of the last step may stay."""
        for path in self.folder.iterdir():
            if path.name.startswith(".out.vitrine"):
                path.unlink()


class Bundles(BadInput):
    """Files that are given as bundles."""

    def expect_no_bundle(self, path, pattern):
        for arguments in (("info",), ("check",), ("export", "--format", "text")):
            done = run(BUILDER, arguments[0], path, *arguments[1:])
            self.assertEqual(done.returncode, 1, f"{arguments}: {done.stdout} {done.stderr}")
            self.assertRegex(said(done), pattern)
        self.expect_service_card(path, pattern)

    def expect_service_card(self, path, pattern):
        out = self.folder / "card"
        done = run(VITRINE, path, "--window", "320x240", "--dump", out)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(said(done), "vitrine: " + pattern)
        self.assertEqual({card.name for card in out.iterdir()}, {"fault_E44.json", "fault_E44.png"})
        self.assertIn("This screen is resting.", (out / "fault_E44.json").read_text(encoding="utf-8"))

    def patched(self, name, at, value):
        content = bytearray(SAMPLE.read_bytes())
        content[at:at + 4] = value.to_bytes(4, "big")
        return self.write(name, bytes(content))

    def test_nothing_there(self):
        self.expect_no_bundle(self.folder / "none.vitrine", r".*none\.vitrine: No such file or directory")

    def test_a_folder(self):
        self.expect_no_bundle(self.folder, r".*: a folder, not a bundle")

    def test_files_that_are_not_ours(self):
        for content in (b"", b"A letter.", b"\0" * 4096, SEED_LETTER.read_bytes()):
            self.expect_no_bundle(self.write("x.vitrine", content), r".*x\.vitrine: not ")

    def test_a_database_of_somebody_else(self):
        path = self.folder / "x.vitrine"
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE letter (id)")
        database.commit()
        database.close()
        self.expect_no_bundle(path, r".*x\.vitrine: ")
        self.expect_no_bundle(self.patched("y.vitrine", HEADER_APPLICATION_AT, 7), r".*y\.vitrine: ")

    def test_a_newer_schema(self):
        self.expect_no_bundle(self.patched("x.vitrine", HEADER_VERSION_AT, 4000), r".*x\.vitrine: .*newer")

    def test_damage_within_the_search_index(self):
        """To SQLite, FTS5's pages are rows like others: its own check finds nothing in them."""
        path = self.write("x.vitrine", SAMPLE.read_bytes())
        changes = ["DELETE FROM search_docsize WHERE id = (SELECT max(id) FROM search_docsize)",
                   "DELETE FROM search_data WHERE id = (SELECT max(id) FROM search_data)"]
        database = sqlite3.connect(path)
        for page, block in database.execute("SELECT id, block FROM search_data WHERE id > 10"):
            for at in range(0, len(block), 2048):
                lost = block[:at] + bytes(len(block[at:at + 512])) + block[at + 512:]
                changes.append(f"UPDATE search_data SET block = x'{lost.hex()}' WHERE id = {page}")
        database.close()
        for change in changes:
            path.write_bytes(SAMPLE.read_bytes())
            database = sqlite3.connect(path)
            database.execute(change)
            database.commit()
            database.close()
            done = run(BUILDER, "check", path)
            self.assertEqual((done.returncode, done.stdout), (1, ""), change[:90])
            self.assertRegex(done.stderr, r"x\.vitrine: damaged")

    def test_cut_off_anywhere(self):
        """At every boundary of a page, at the first bytes, and at random places between."""
        whole, chance = SAMPLE.read_bytes(), random.Random(70)
        cuts = {*range(0, 120, 17), *range(4096, len(whole), 4096), len(whole) - 1}
        while len(cuts) < CUTS:
            cuts.add(chance.randrange(len(whole)))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for fault in pool.map(lambda cut: self.cut_off(whole, cut), sorted(cuts)):
                self.assertIsNone(fault)

    def cut_off(self, whole, cut):
        """What is wrong with how the programs take the first `cut` bytes; None: nothing."""
        path = self.write(f"cut-{cut}.vitrine", whole[:cut])
        out = self.folder / f"card-{cut}"
        for done in (run(VITRINE, path, "--window", "320x240", "--dump", out), run(BUILDER, "check", path)):
            if done.returncode != 1 or f"cut-{cut}.vitrine: not" not in done.stderr:
                return f"{cut} bytes: {done.args[0]} ends with {done.returncode}, says {done.stderr}"
        if not (out / "fault_E44.png").is_file():
            return f"{cut} bytes: no service card"
        path.unlink()
        return None

    def test_damaged_inside(self):
        """Sectors that read as zeros: the viewer shows something and does not fall; the check tells, or nothing that
        is read has changed."""
        letters = self.folder / "letters.vitrine"
        self.assertEqual(run(BUILDER, "build", SEED_LETTER.parent, "-o", letters).returncode, 0)
        whole, chance = letters.read_bytes(), random.Random(71)
        text = run(BUILDER, "export", letters, "--format", "json").stdout
        sectors = [at for at in range(512, len(whole), 512) if any(whole[at:at + 512])]
        found = 0
        for at in chance.sample(sectors, 40):
            path = self.write("x.vitrine", whole[:at] + bytes(512) + whole[at + 512:])
            shown = run(VITRINE, path, "--window", "320x240", "--at", "letter/harbour/d6", "--dump", self.folder / "out")
            self.assertIn(shown.returncode, (0, 1), f"sector at {at}: {shown.stderr}")
            checked = run(BUILDER, "check", path)
            self.assertIn(checked.returncode, (0, 1), f"sector at {at}: {checked.stderr}")
            found += checked.returncode
            if checked.returncode == 1:
                self.assertIn("x.vitrine", said(checked))
            else:
                self.assertEqual(run(BUILDER, "export", path, "--format", "json").stdout, text, f"sector at {at}")
        self.assertGreater(found, 20)


class Usage(BadInput):
    def test_what_is_not_known_is_usage(self):
        for arguments in (["--frob"], [SAMPLE, "--window"], [SAMPLE, "--window", "12"], [SAMPLE, "another"]):
            done = run(VITRINE, *arguments)
            self.assertEqual(done.returncode, 2, done.stderr)
            self.assertIn("Usage: vitrine", done.stderr)
        for arguments in ([], ["frob"], ["build"], ["build", SEED_LETTER], ["build", SEED_LETTER, "-o", "x", "--frob"],
                          ["info"], ["export", SAMPLE], ["export", SAMPLE, "--format", "pdf"]):
            done = run(BUILDER, *arguments, cwd=self.folder)
            self.assertEqual(done.returncode, 2, f"{arguments}: {done.stderr}")
            self.assertIn("--help", done.stderr)
        self.assertEqual(self.names(), set())

    def replay(self, *lines):
        path = self.write("visit.replay", "\n".join(["vitrine-replay 1 800x480 7 1", *lines, "9000 end", ""]))
        return run(VITRINE, SAMPLE, "--replay", path, "--dump", self.folder / "out")

    def test_a_replay_that_touches_nothing_fails_with_its_line(self):
        done = self.replay("1000 tap read", "2000 tap note=1", "3000 shows Unwritten words")
        self.assertEqual(done.returncode, 1)
        self.assertIn("visit.replay:3: no target note=1; came none of that name\n", done.stderr)
        self.assertIn("visit.replay:4: expected the words Unwritten words; came contents\n", done.stderr)
        self.assertIn("2 of its expectations failed", done.stderr)

    def test_a_replay_cannot_touch_what_is_covered(self):
        done = self.replay("1000 tap read", "2000 tap letter=letter-70/70", "3000 tap note=0", "4000 tap outside")
        self.assertNotIn("no target", done.stderr)
        done = self.replay("1000 tap wake")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"visit\.replay:2: a touch on wake; came ")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
