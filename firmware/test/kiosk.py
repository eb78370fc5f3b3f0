"""A kiosk that has been started once, shared by the tests that destroy nothing; what they look at and touch."""

import atexit
import functools
import hashlib
import json
import pathlib
import re
import sys
import time
import unittest

from machine import Machine, copy_card, free_folder, put_boot_file
from material import Material
from screen import Screen

CARD, SEED, PROGRAMS, FOLDER = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
TOP = pathlib.Path(__file__).resolve().parents[2]
SLIDES = 5  # of the sample exhibit
STRIP = (0, 594, 1280, 65)


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def say(text):
    print(text, file=sys.stderr, flush=True)


@functools.cache
def material():
    return Material(FOLDER / "material", PROGRAMS, TOP)


@functools.cache
def started():
    """The one machine, on a card with the tests' settings, with the viewer's first frame shown."""
    folder = free_folder(FOLDER / "kiosk")
    card = copy_card(CARD, folder / "card.img")
    put_boot_file(card, material().settings, "vitrine.ini")
    put_boot_file(card, material().keys, "keys.txt")
    machine = Machine(card, folder, SEED)
    atexit.register(machine.__exit__)
    machine.shell.read_until(b"READY\n", 900)
    machine.wait_run("systemctl is-active --quiet vitrine", "the viewer", 150)
    say(f"viewer ready {time.monotonic() - machine.started:.0f} s after power on")
    return machine


class KioskTest(unittest.TestCase):
    """Tests of one class run in the order of their names."""

    bundle = None  # the edition on the screen

    @classmethod
    def setUpClass(cls):
        cls.machine = started()
        if KioskTest.bundle is None:
            KioskTest.bundle = material().bundle(10)

    def setUp(self):
        self.began = time.monotonic()

    def tearDown(self):
        say(f"[{time.monotonic() - self.began:.0f} s]")

    # ---- Pictures ----

    def place(self, place, status=None):
        """The viewer's own picture of a place, and what it says of it; `status` is the update agent's line."""
        folder = FOLDER / "pictures" / KioskTest.bundle.stem
        if status is not None:
            folder /= hashlib.sha256(status.encode()).hexdigest()[:8]
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "status").write_text(status + "\n")
        path = material().picture(place, KioskTest.bundle, folder, folder / "status" if status is not None else None)
        return Screen.of_png(path), json.loads(path.with_suffix(".json").read_text())

    def sees_strip(self, line, name):
        """Waits until the screen shows the update agent's line, over whatever place: it is opaque, above the bottom bar."""
        wanted = self.place("contents", line)[0]
        self.machine.wait(lambda: self.machine.screen(name).difference(wanted, STRIP).accepted, f"the strip of {line}", 15)

    def sees_slide(self, name, limit_s=60):
        """The first slide after a start. Later ones stand elsewhere, to spare the screen."""
        slides = [self.place(f"attract/{n}")[0] for n in range(SLIDES)]
        last = []

        def shown():
            screen = self.machine.screen(name)
            last[:] = [screen.difference(slide) for slide in slides]
            return any(difference.accepted for difference in last)
        self.machine.wait(shown, f"a slide ({name})", limit_s)

    def viewer(self):
        return self.machine.run("systemctl show -p MainPID --value vitrine")

    # ---- The update agent ----

    def status(self):
        return self.machine.run("cat /run/vitrine/status", check=False)

    def told(self, pattern, limit_s=120):
        """Waits for a line of the update agent's; answers it."""
        return self.machine.wait(lambda: re.search(pattern, self.status()) and self.status(), f"the agent's {pattern}", limit_s)
