#!/usr/bin/env python3
"""What is recorded plays back to the same places, and what is shown twice is the same to the byte.

Usage: visits_test.py VITRINE SAMPLE_BUNDLE"""

import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from display import Display, Program  # noqa: E402
from picture import difference, read_png  # noqa: E402

VITRINE, BUNDLE = map(os.path.abspath, sys.argv[1:3])
PLACES = ("attract/2", "contents?all", "letter/70#note=1", "letter/harbour/d4", "letter/harbour/d6#note=2", "prompt")
TOLERANCE = 3  # of 255, as for all frames of SDL's software renderer
PATIENCE_S = 20


def file_name(place):
    return "".join(c if c.isalnum() and c.isascii() or c in ".-" else "_" for c in place)


class Visits(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vitrine-visits-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def view(self, *arguments):
        done = subprocess.run([VITRINE, BUNDLE, *map(str, arguments)], capture_output=True, encoding="utf-8", timeout=120,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def dump(self, place, folder, *options):
        """Bytes of the picture and of the description."""
        self.view("--at", place, "--dump", self.folder / folder, *options)
        path = self.folder / folder / file_name(place)
        return [path.with_name(path.name + end).read_bytes() for end in (".png", ".json")]


class Determinism(Visits):
    def expect_same(self, one, other, place):
        """Without unittest's account of the difference, which takes minutes for a picture."""
        self.assertTrue(one == other, f"{place}: the dumps differ")

    def test_two_dumps_are_the_same_bytes(self):
        for place in PLACES:
            self.expect_same(self.dump(place, "once"), self.dump(place, "twice"), place)

    def test_a_turned_screen_shows_the_visitor_the_same(self):
        """A dump is the visitor's: 180 degrees change nothing, a quarter turn only which side is which. Not so scans:
        SDL's software renderer scales them from the other corner then."""
        size = ("--diagonal", "7", "--window")
        for place in PLACES[1:4]:
            level, upright = self.dump(place, "0", *size, "800x480"), self.dump(place, "u", *size, "480x800")
            self.expect_same(self.dump(place, "180", *size, "800x480", "--rotate", "180"), level, place)
            for degrees in ("90", "270"):
                self.expect_same(self.dump(place, degrees, *size, "800x480", "--rotate", degrees), upright, place)

    def test_a_replay_ends_the_same_every_time(self):
        visit = self.folder / "visit.replay"
        visit.write_text("vitrine-replay 1 800x480 7 3\n1000 tap read\n1100 key Down\n2000 key Right\n3000 dump end\n3100 end\n")
        for folder in ("once", "twice"):
            self.view("--replay", visit, "--dump", self.folder / folder)
        for name in ("end.png", "end.json"):
            self.assertEqual((self.folder / "once" / name).read_bytes(), (self.folder / "twice" / name).read_bytes())


class Recording(Visits):
    """A visit with a real pointer on a display in memory."""

    def setUp(self):
        super().setUp()
        if any(shutil.which(tool) is None for tool in ("Xvfb", "xdotool")):
            self.skipTest("no Xvfb or xdotool here")
        self.display = Display(1280, 800)
        self.addCleanup(self.display.close)

    def expect_on_screen(self, picture):
        end = time.monotonic() + PATIENCE_S
        while (wrong := difference(picture, self.display.pixels(), TOLERANCE)[0]) > 0:
            self.assertLess(time.monotonic(), end, f"{wrong} pixels of the screen differ")
            select.select([], [], [], 0.05)

    def click(self, place, action, leads_to):
        """Clicks a target of a place, and waits until the screen shows the place it leads to."""
        description = json.loads(self.dump(place, "places")[1])
        x, y, width, height = next(t for t in description["targets"] if t["action"] == action)["drawn_px"]
        self.display.xdotool("mousemove", x + width // 2, y + height // 2, "click", 1)
        self.dump(leads_to, "places")
        self.expect_on_screen(read_png(self.folder / "places" / (file_name(leads_to) + ".png")))

    def test_what_is_recorded_plays_back_to_the_same_places(self):
        record = self.folder / "visit.replay"
        program = Program(self.display, [VITRINE, BUNDLE, "--window", "1280x800", "--at", "letter/harbour/d1", "--record", str(record)])
        self.addCleanup(program.close)
        self.click("letter/harbour/d1", "note=0", "letter/harbour/d1#note=0")
        self.click("letter/harbour/d1#note=0", "close", "letter/harbour/d1")
        self.display.xdotool("key", "Escape")
        self.click("contents", "letter=letter-70/70", "letter/letter-70/70")
        self.click("letter/letter-70/70", "note=0", "letter/letter-70/70#note=0")
        self.assertEqual(program.close(), 0)
        lines = record.read_text(encoding="utf-8").splitlines()
        self.assertEqual(sum(" up " in line for line in lines), 4)
        time_ms = lines[-1].split()[0]
        lines[-1:] = [f"{time_ms} expect letter/letter-70/70#note=0", f"{time_ms} dump last", lines[-1]]
        record.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.view("--at", "letter/harbour/d1", "--replay", record, "--dump", self.folder / "played")
        self.assertEqual(read_png(self.folder / "played" / "last.png"),
                         read_png(self.folder / "places" / "letter_letter-70_70_note_0.png"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
