#!/usr/bin/env python3
"""The seed letter as the real program shows it in the packaged fonts, on the three reference screens: what a dump says
and its picture equal the recorded ones.

Usage: screens_test.py VITRINE SEED_BUNDLE SAMPLE_BUNDLE GOLDEN_FOLDER README_PICTURE

Rectangles may be off by a pixel, angles and lengths by what a pixel makes, colours of a pixel of the picture by 3 of
255, and a thousandth of the pixels by more: fonts of another minor version draw an edge a little otherwise. What came
is kept in the folder golden/ of the build tree; tests/README.md tells how to accept it."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from picture import read_png  # noqa: E402

VITRINE, BUNDLE, SAMPLE = (os.path.abspath(path) for path in sys.argv[1:4])
GOLDEN, README_PICTURE = (pathlib.Path(path) for path in sys.argv[4:6])
KEPT = pathlib.Path(os.environ.get("VITRINE_BINARY_DIR", ".")) / "golden"
PIXELS, LENGTH, ANGLE = 1, 0.3, 1.0  # px, mm, minutes of arc
COLOUR, SHARE = 3, 0.001


def tolerance(field):
    return {"_px": PIXELS, "_mm": LENGTH}.get(field[-3:], ANGLE if field.endswith("arcmin") else 0)


def differences(came, expected, where="", field=""):
    """What differs between two descriptions, as lines."""
    if isinstance(expected, dict) and isinstance(came, dict) and came.keys() == expected.keys():
        for key, value in expected.items():
            yield from differences(came[key], value, f"{where}.{key}", key)
    elif isinstance(expected, list) and isinstance(came, list) and len(came) == len(expected):
        for number, value in enumerate(expected):
            yield from differences(came[number], value, f"{where}[{number}]", field)
    elif isinstance(expected, (int, float)) and isinstance(came, (int, float)):
        if abs(came - expected) > tolerance(field):
            yield f"{where}: expected {expected}, came {came}"
    elif came != expected:
        yield f"{where}: expected {json.dumps(expected)[:300]}, came {json.dumps(came)[:300]}"


def other_pixels(came, expected):
    """How many pixels of two pictures differ by more than the tolerance."""
    count = 0
    for ours, theirs in zip(came[2], expected[2]):
        if ours != theirs:
            far = [abs(a - b) > COLOUR for a, b in zip(ours, theirs)]
            count += sum(any(far[x:x + 3]) for x in range(0, len(far), 3))
    return count


class ScreensTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="vitrine-screens-"))
        self.addCleanup(shutil.rmtree, self.folder)

    def dump(self, size, diagonal, place, bundle=BUNDLE):
        subprocess.run([VITRINE, bundle, "--window", size, "--diagonal", diagonal, "--at", place, "--dump", self.folder],
                       check=True, stderr=subprocess.DEVNULL)
        return sorted(self.folder.iterdir())

    def keep(self, came, golden, fault):
        KEPT.mkdir(exist_ok=True)
        shutil.copy(came, KEPT / golden.name)
        self.fail(f"{fault}\nexpected {golden}\ncame     {KEPT / golden.name}")

    def expect_screen(self, size, diagonal, place):
        description, picture = self.dump(size, diagonal, place)
        golden = GOLDEN / f"letter-70-note-{size}"
        with self.subTest("what it says"):
            self.expect_description(description, golden.with_suffix(".json"))
        with self.subTest("how it looks"):
            self.expect_picture(picture, golden.with_suffix(".png"))

    def expect_description(self, came, golden):
        if not golden.is_file():
            self.keep(came, golden, "there is no such golden")
        lines = list(differences(json.loads(came.read_text(encoding="utf-8")), json.loads(golden.read_text(encoding="utf-8"))))
        if lines:
            self.keep(came, golden, "\n".join(lines[:10]))

    def expect_picture(self, came, golden):
        if not golden.is_file():
            self.keep(came, golden, "there is no such golden")
        ours, theirs = read_png(came), read_png(golden)
        if ours[:2] != theirs[:2]:
            self.keep(came, golden, f"a picture of {theirs[:2]} was expected, {ours[:2]} came")
        count = other_pixels(ours, theirs)
        if count > SHARE * ours[0] * ours[1]:
            self.keep(came, golden, f"{count} pixels differ by more than {COLOUR} of 255")

    def test_landscape(self):
        self.expect_screen("1920x1080", "15.6", "letter/70#note=1")

    def test_portrait(self):
        self.expect_screen("1080x1920", "21.5", "letter/70#note=3")

    def test_picture_of_the_readme(self):
        place = "letter/harbour/d6#note=5"
        picture = self.dump("1280x800", "10.1", place, SAMPLE)[1]
        self.expect_picture(picture, README_PICTURE)

    def test_small(self):
        self.expect_screen("800x480", "7", "letter/70#note=2")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
