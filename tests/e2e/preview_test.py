#!/usr/bin/env python3
"""`vitrine-bundle preview`: a real window follows what a curator does to the sources.

Usage: preview_test.py VITRINE VITRINE_BUNDLE [--measure SOURCE PLACE]

The window tells a supervisor's socket what it shows after each change, and the screen is compared with a dump of a
bundle made of the same sources. Nothing here waits for time to pass. --measure prints, five times, how long it takes
from a file that is closed after a change to the window that shows it; of a folder its first file changes."""

import contextlib
import json
import os
import pathlib
import re
import select
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from display import Display, display  # noqa: E402
from picture import difference, read_png  # noqa: E402

VITRINE, BUNDLER = sys.argv[1:3]
SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
PATIENCE_S = 60
TOLERANCE = 3
PLACE = "letter/volume/d2"
LETTERS = {"d1": "It rained all day.", "d2": "It rained again, and the lamp is lit."}


def volume(letters):
    documents = "".join(
        f'<div type="document" xml:id="{key}" n="{key[1:]}"><head>{key[1:]}. Letter From <name type="from">Ada</name></head>'
        f'<dateline><date when="1843">1843</date></dateline><p>{words}</p></div>\n' for key, words in letters.items())
    return ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt>'
            f"</fileDesc></teiHeader><text><body>\n{documents}</body></text></TEI>\n")


class Preview:
    """A preview of a source at a place, and what it and its window say."""

    def __init__(self, shown, source, place, folder):
        self.folder = pathlib.Path(folder)
        path = self.folder / "notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(path))
        self.socket.settimeout(PATIENCE_S)
        self.temporary = self.folder / "temporary"
        self.temporary.mkdir()
        self.process = subprocess.Popen(
            [BUNDLER, "preview", str(source), "--", "--window", "1280x800", "--at", place], stderr=subprocess.PIPE,
            env=shown.environment(NOTIFY_SOCKET=str(path), TMPDIR=str(self.temporary)))
        self.said = b""

    def heard(self):
        return self.socket.recv(512).decode()

    def expect_said(self, pattern):
        """Reads what is said until a line is like this."""
        while not (found := re.search(pattern, self.said.decode())):
            ready, _, _ = select.select([self.process.stderr], [], [], PATIENCE_S)
            piece = os.read(self.process.stderr.fileno(), 4096) if ready else b""
            if not piece:
                raise AssertionError(f"no {pattern}: {self.said.decode()}")
            self.said += piece
        self.said = self.said[len(self.said.decode()[:found.end()].encode()):]

    def window(self):
        """The number of the window's process."""
        with open(f"/proc/{self.process.pid}/task/{self.process.pid}/children", encoding="ascii") as file:
            return int(file.read().split()[0])

    def close(self):
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        self.process.wait(timeout=PATIENCE_S)
        self.process.stderr.close()
        self.socket.close()


class PreviewTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.display = Display(1280, 800)

    @classmethod
    def tearDownClass(cls):
        cls.display.close()

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="vitrine-preview-test-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.source = self.folder / "exhibit"
        (self.source / "letters").mkdir(parents=True)
        self.volume = self.source / "letters/volume.xml"
        self.volume.write_text(volume(LETTERS))

    def start(self, place=PLACE, source=None):
        preview = Preview(self.display, source or self.source, place, self.folder)
        self.addCleanup(preview.close)
        self.assertEqual(preview.heard(), "READY=1")
        preview.expect_said(r"built; ")
        return preview

    def expect_on_screen(self, place):
        """Waits until the screen is what a dump of a bundle made of the sources is."""
        bundle, out = self.folder / "now.vitrine", self.folder / "out"
        subprocess.run([BUNDLER, "build", self.source, "-o", bundle], check=True, stderr=subprocess.DEVNULL)
        subprocess.run([VITRINE, bundle, "--at", place, "--dump", out], check=True)
        picture = read_png(str(out / (re.sub(r"[^A-Za-z0-9.-]", "_", place) + ".png")))
        end = time.monotonic() + PATIENCE_S
        while difference(picture, self.display.pixels(), TOLERANCE)[0]:
            if time.monotonic() > end:
                self.fail(f"the screen does not show {place} as it is now")
            select.select([], [], [], 0.05)

    def test_the_window_follows_and_stays_at_its_place(self):
        preview = self.start()
        self.expect_on_screen(PLACE)
        self.volume.write_text(volume({**LETTERS, "d2": "It rained once more, and the lamp is out."}))
        self.assertTrue(preview.heard().startswith("STATUS=" + PLACE))
        self.expect_on_screen(PLACE)

    def test_a_file_put_in_the_place_of_another_counts(self):
        preview = self.start()
        (self.source / "letters/.volume.xml.part").write_text(volume({**LETTERS, "d2": "Another."}))
        (self.source / "letters/.volume.xml.part").replace(self.volume)
        self.assertTrue(preview.heard().startswith("STATUS=" + PLACE))

    def test_a_new_folder_and_a_sheet_count(self):
        preview = self.start()
        (self.source / "letters/more").mkdir()
        (self.source / "letters/more/one.md").write_text("# One\n\nIt rained.\n")
        while "more" not in subprocess.run(
                [BUNDLER, "info", next(preview.temporary.glob("*/*.vitrine")), "--json"], capture_output=True, text=True,
                check=True).stdout.replace('"letters": 3', "more"):
            self.assertTrue(preview.heard().startswith("STATUS=" + PLACE))
        (self.source / "letters.csv").write_text("id,title\nd2,Another title\n")
        self.assertTrue(preview.heard().startswith("STATUS=" + PLACE))
        self.expect_on_screen(PLACE)

    def test_a_source_at_fault_leaves_what_was_shown(self):
        preview = self.start()
        self.volume.write_text(volume(LETTERS).replace("</p>", "", 1))
        preview.expect_said(r"volume\.xml:\d+: .*")
        self.volume.write_text(volume({**LETTERS, "d2": "Mended."}))
        self.assertTrue(preview.heard().startswith("STATUS=" + PLACE))
        self.expect_on_screen(PLACE)

    def test_a_letter_that_is_gone_leads_to_the_list(self):
        preview = self.start()
        self.volume.write_text(volume({"d1": LETTERS["d1"]}))
        self.assertEqual(preview.heard(), "STATUS=contents")

    def test_one_file_is_a_source_too(self):
        preview = self.start(source=self.volume)
        (self.source / "letters/other.xml").write_text("no letter")
        self.volume.write_text(volume({**LETTERS, "d2": "Another."}))
        self.assertTrue(preview.heard().startswith("STATUS=" + PLACE))

    def test_scans_are_cut_once(self):
        """With the same size and time it is the same file, whatever is in it now."""
        scan = self.source / "pictures/d2.png"
        scan.parent.mkdir()
        shutil.copy(pathlib.Path(SOURCE, "assets/screens/letter.png"), scan)
        preview = self.start()
        about = scan.stat()
        scan.write_bytes(bytes(about.st_size))
        os.utime(scan, ns=(about.st_atime_ns, about.st_mtime_ns))
        self.assertTrue(preview.heard().startswith("STATUS=" + PLACE))
        bundle = next(preview.temporary.glob("*/*.vitrine"))
        info = subprocess.run([BUNDLER, "info", bundle, "--json"], capture_output=True, text=True, check=True)
        self.assertEqual(json.loads(info.stdout)["pictures"], 1)
        preview.process.terminate()
        preview.process.wait(timeout=PATIENCE_S)
        self.assertEqual(list(preview.temporary.iterdir()), [])

    def test_it_ends_with_its_window_and_leaves_nothing(self):
        preview = self.start()
        self.assertNotEqual(list(preview.temporary.iterdir()), [])
        os.kill(preview.window(), signal.SIGTERM)
        self.assertEqual(preview.process.wait(timeout=PATIENCE_S), 0)
        self.assertEqual(list(preview.temporary.iterdir()), [])

    def test_it_takes_its_window_along_when_asked_to_end(self):
        preview = self.start()
        window = preview.window()
        preview.process.terminate()
        self.assertEqual(preview.process.wait(timeout=PATIENCE_S), -signal.SIGTERM)
        self.assertEqual(list(preview.temporary.iterdir()), [])
        self.assertFalse(os.path.exists(f"/proc/{window}"))

    def test_a_source_at_fault_from_the_beginning(self):
        self.volume.write_text("<TEI")
        done = subprocess.run([BUNDLER, "preview", self.source], capture_output=True, text=True, timeout=PATIENCE_S,
                              env={**os.environ, "TMPDIR": str(self.folder)})
        self.assertEqual(done.returncode, 1)
        self.assertIn("volume.xml:", done.stderr)
        self.assertEqual(list(self.folder.glob("vitrine-preview-*")), [])

    def test_misused(self):
        for arguments in ([], ["x", "--strict"]):
            done = subprocess.run([BUNDLER, "preview", *arguments], capture_output=True, text=True, timeout=PATIENCE_S)
            self.assertEqual(done.returncode, 2, done.stderr)


def measure(source, place):
    with display(1280, 800) as shown, tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder, pathlib.Path(source).name)
        copied = pathlib.Path((shutil.copytree if os.path.isdir(source) else shutil.copyfile)(source, copy))
        preview = Preview(shown, copied, place, folder)
        copy = min(copied.rglob("*.xml")) if copied.is_dir() else copied
        preview.heard()
        times = []
        for turn in range(5):
            text = copy.read_bytes()
            end = text.rindex(b"</p>")
            copy.write_bytes(text[:end] + b" Changed." + text[end:])
            begun = time.monotonic()
            preview.heard()
            times.append(time.monotonic() - begun)
            print(f"{turn + 1}: {times[-1]:.2f} s")
        print(f"median {statistics.median(times):.2f} s")
        preview.close()


if __name__ == "__main__":
    if shutil.which("Xvfb") is None:
        print("  SKIPPED: no Xvfb here")
        sys.exit(77)
    if sys.argv[3:4] == ["--measure"]:
        measure(*sys.argv[4:6])
    else:
        unittest.main(argv=sys.argv[:1], verbosity=2)
