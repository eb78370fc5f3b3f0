#!/usr/bin/env python3
"""The real program in a real window, touched with a real pointer.

Usage: window_test.py VITRINE BUNDLE

Shows the bundle on a display in memory, clicks where a dump says the targets are, and compares what is on the
screen with what a dump of the same place shows. Says also that a page at rest costs nothing."""

import json
import os
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

VITRINE, BUNDLE = sys.argv[1:3]
PLACE = "letter/engine/d1"
TOLERANCE = 3  # of 255, as for all frames of SDL's software renderer
PATIENCE_S = 20
REST_S = 3
SANITIZED = b"__asan_init" in open(VITRINE, "rb").read()


def pause(seconds):
    select.select([], [], [], seconds)


class WindowTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.mkdtemp(prefix="vitrine-window-")
        cls.display = Display(1280, 800)

    @classmethod
    def tearDownClass(cls):
        cls.display.close()
        shutil.rmtree(cls.folder)

    def start(self, *arguments, bundle=BUNDLE):
        program = Program(self.display, [VITRINE, bundle, *arguments])
        self.addCleanup(program.close)
        return program

    def dump(self, place):
        """The picture and the description of a place."""
        subprocess.run([VITRINE, BUNDLE, "--at", place, "--dump", self.folder], check=True)
        name = "".join(c if c.isalnum() and c.isascii() or c in ".-" else "_" for c in place)
        with open(f"{self.folder}/{name}.json", encoding="utf-8") as file:
            return read_png(f"{self.folder}/{name}.png"), json.load(file)

    def expect_on_screen(self, place):
        """Waits until the screen shows the place as its dump has it."""
        picture, _ = self.dump(place)
        end = time.monotonic() + PATIENCE_S
        while True:
            count, first = difference(picture, self.display.pixels(), TOLERANCE)
            if count == 0:
                return
            if time.monotonic() > end:
                self.fail(f"the screen does not show {place}: {count} pixels differ, the first at {first}")
            pause(0.05)

    def click(self, description, action):
        target = next(t for t in description["targets"] if t["action"] == action)
        x, y, width, height = target["hit_px"]
        self.display.xdotool("mousemove", x + width // 2, y + height // 2, "click", 1)

    def test_a_window_shows_what_a_dump_shows(self):
        self.start("--at", PLACE)
        self.expect_on_screen(PLACE)

    def test_a_click_opens_a_note_and_another_closes_it(self):
        self.start("--at", PLACE)
        _, letter = self.dump(PLACE)
        _, note = self.dump(PLACE + "#note=1")
        self.expect_on_screen(PLACE)
        self.click(letter, "note=1")
        self.expect_on_screen(PLACE + "#note=1")
        self.click(note, "close")
        self.expect_on_screen(PLACE)

    def test_escape_leads_back(self):
        self.start("--at", PLACE + "#note=1")
        self.expect_on_screen(PLACE + "#note=1")
        self.display.xdotool("key", "Escape")
        self.expect_on_screen(PLACE)

    def test_a_bundle_at_fault_shows_the_service_card_and_stays(self):
        program = self.start(bundle=os.path.join(self.folder, "none.vitrine"))
        subprocess.run([VITRINE, os.path.join(self.folder, "none.vitrine"), "--dump", self.folder],
                       stderr=subprocess.DEVNULL, check=False)
        self.assertEqual(difference(read_png(f"{self.folder}/fault_E44.png"), self.display.pixels(), TOLERANCE)[0], 0)
        self.assertIsNone(program.process.poll())

    def test_it_ends_when_asked(self):
        self.assertEqual(self.start("--at", PLACE).close(), 0)

    def settle(self, program):
        """Waits until the work ahead is done: a second without a wake-up."""
        end, before = time.monotonic() + PATIENCE_S, None
        while before != program.wakeups()[0] and time.monotonic() < end:
            before = program.wakeups()[0]
            pause(1)

    def test_a_page_at_rest_costs_nothing(self):
        program = self.start("--at", PLACE)
        self.settle(program)
        before = program.wakeups()
        pause(REST_S)
        self.assertEqual(program.wakeups(), before, "wake-ups and ticks of the processor")

    @unittest.skipIf(SANITIZED, "memory is measured without sanitizers: tools/bench/run")
    def test_memory_at_rest(self):
        program = self.start("--at", PLACE)
        self.settle(program)
        self.assertLess(program.private_kb(), 3 * 4000 + 6144 + 2500)


if __name__ == "__main__":
    if any(shutil.which(tool) is None for tool in ("Xvfb", "xdotool")):
        print("  SKIPPED: no Xvfb or xdotool here")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1], verbosity=2)
