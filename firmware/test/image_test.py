"""The card in an emulated machine: one start, and what a visitor and a registrar do with it.

    image_test.py CARD SEED PROGRAMS FOLDER [unittest's arguments]

CARD is the image with the sample exhibit, number 10, baked in; SEED what seed.sh makes; PROGRAMS the native viewer and tools.
"""

import hashlib
import json
import pathlib
import subprocess
import sys
import time
import unittest

from machine import Machine, copy_card, free_folder, put_boot_file
from material import Material
from screen import Screen

CARD, SEED, PROGRAMS, FOLDER = map(pathlib.Path, sys.argv[1:5])
TOP = pathlib.Path(__file__).resolve().parents[2]


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


class Kiosk(unittest.TestCase):
    """Everything that destroys nothing, in one machine; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.material = Material(FOLDER / "material", PROGRAMS, TOP)
        cls.bundle = cls.material.bundle(10)
        folder = free_folder(FOLDER / "kiosk")
        card = copy_card(CARD, folder / "card.img")
        put_boot_file(card, cls.material.settings, "vitrine.ini")
        put_boot_file(card, cls.material.keys, "keys.txt")
        cls.machine = Machine(card, folder, SEED)
        cls.addClassCleanup(cls.machine.__exit__)
        cls.machine.shell.read_until(b"READY\n", 240)
        cls.machine.wait_run("systemctl is-active --quiet vitrine", "the viewer", 90)
        print(f"viewer ready {time.monotonic() - cls.machine.started:.0f} s after power on", file=sys.stderr)

    def place(self, place, bundle=None):
        """The viewer's own picture of a place, and what it says of it."""
        path = self.material.picture(place, bundle or self.bundle, FOLDER / "pictures" / (bundle or self.bundle).stem)
        return Screen.of_png(path), json.loads(path.with_suffix(".json").read_text())

    def tap(self, said, action):
        target = next(t for t in said["targets"] if t["action"] == action)
        x, y, width, height = target["hit_px"]
        self.machine.tap(x + width // 2, y + height // 2)

    def test_1_boots_to_attract(self):
        """The first slide, pixel for pixel, with no one touching anything."""
        slides = [self.place(f"attract/{n}")[0] for n in (0, 1)]

        def one_is_shown():
            screen = self.machine.screen("attract")
            return any(screen.difference(slide).accepted for slide in slides)
        self.machine.wait(one_is_shown, "a slide", 30)
        print(f"slide seen {time.monotonic() - self.machine.started:.0f} s after power on", file=sys.stderr)

    def test_2_fingers(self):
        """Wake, open letter 70, open note 3 by its mark, close it, and home by time; each step by its pixels."""
        _, slide = self.place("attract/1")
        self.tap(slide, "read")
        contents, said = self.place("contents")
        self.machine.wait_screen(contents, "contents", 30)
        self.tap(said, "go=letter/letter-70/70")
        letter, said = self.place("letter/letter-70/70")
        self.machine.wait_screen(letter, "letter", 30)
        self.tap(said, "note=3")
        self.machine.wait_screen(self.place("letter/letter-70/70#note=3")[0], "note", 30)

    def test_3_no_stick_of_ours(self):
        """A stick with nothing for this kiosk: said in the strip, nothing else changes."""
        stick = self.material.stick("empty-fat")
        before = digest(stick)
        name = self.machine.plug(stick)
        self.machine.wait_run("grep -q E10 /run/vitrine/status", "E10", 60)
        self.machine.pull(name)
        self.assertEqual(digest(stick), before, "the stick was written to")

    def test_4_bad_signature(self):
        """Content signed by a key that the card does not know is refused with E20; the stick stays as it was."""
        stick = self.material.stick("strange", [self.material.bundle(12, key=self.material.strange_key)])
        before = digest(stick)
        name = self.machine.plug(stick)
        self.machine.wait_run("grep -q E20 /run/vitrine/status", "E20", 60)
        self.machine.pull(name)
        self.assertEqual(digest(stick), before, "the stick was written to")

    def test_5_new_content(self):
        """A good stick: copied, checked, shown at the next start, kept after a minute; byte for byte as it was afterwards."""
        bundle = self.material.bundle(11, title="Glass and Comets")
        stick = self.material.stick("good", [bundle], kind="bare")
        before = digest(stick)
        name = self.machine.plug(stick)
        self.machine.wait_run("grep -q 'ready serial=11' /run/vitrine/status", "the update to be ready", 120)
        self.machine.pull(name)
        self.machine.wait_run("grep -q 'running serial=11' /run/vitrine/status", "the update to be kept", 300)
        self.assertEqual(digest(stick), before, "the stick was written to")

    def test_6_viewer_killed_and_frozen(self):
        """A viewer that dies or stands still is started again."""
        for signal in ("KILL", "STOP"):
            old = self.machine.run("systemctl show -p MainPID --value vitrine")
            self.machine.run(f"kill -{signal} {old}")
            self.machine.wait_run(f"[ $(systemctl show -p MainPID --value vitrine) != {old} ] && "
                                  "systemctl is-active --quiet vitrine", f"the viewer after SIG{signal}", 90)

    def test_7_root_is_never_written(self):
        """The card's writes go to /data alone: the root's count of written sectors is nought."""
        self.assertEqual(self.machine.run("cut -d' ' -f1-200 /sys/class/block/vda2/stat | awk '{print $7}'"), "0")


class Damage(unittest.TestCase):
    """Cards that something has happened to, each in a machine of its own."""

    def card(self, name):
        folder = free_folder(FOLDER / name)
        return folder, copy_card(CARD, folder / "card.img")

    def test_a_flipped_byte_of_the_root_stops_the_machine(self):
        """dm-verity: a panic, and with panic=10 a new start, here the end of QEMU."""
        folder, card = self.card("flipped")
        start = int(subprocess.run(["sfdisk", "--json", card], capture_output=True, check=True).stdout and
                    json.loads(subprocess.run(["sfdisk", "--json", card], capture_output=True, check=True).stdout)
                    ["partitiontable"]["partitions"][1]["start"]) * 512
        with open(card, "r+b") as file:
            file.seek(start + 4096 * 100)
            block = file.read(4096)
            file.seek(start + 4096 * 100)
            file.write(bytes(byte ^ 0xff for byte in block))
        with Machine(card, folder, SEED) as machine:
            machine.wait_log("dm-verity device corrupted", 60)
            machine.wait_off(60)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]], verbosity=2)
