"""The card in an emulated machine: what a whole one does, and what a damaged one.

    image_test.py CARD SEED PROGRAMS FOLDER [unittest's arguments]

CARD is the image with the sample exhibit, number 10, baked in; SEED what seed.sh makes; PROGRAMS the native viewer and tools.
"""

import json
import subprocess
import sys
import time
import unittest

from fingers import Fingers
from kiosk import CARD, FOLDER, SEED, KioskTest, say
from machine import Machine, copy_card, free_folder
from sticks import Sticks


class Kiosk(KioskTest):
    """What it does by itself."""

    def test_1_boots_to_attract(self):
        """The first slide, pixel for pixel, with no one touching anything."""
        self.sees_slide("attract")
        say(f"slide seen {time.monotonic() - self.machine.started:.0f} s after power on")

    def test_2_viewer_killed_and_frozen(self):
        """A viewer that dies or stands still is started again."""
        for signal in ("KILL", "STOP"):
            old = self.viewer()
            self.machine.run(f"kill -{signal} {old}")
            self.machine.wait_run(f"[ $(systemctl show -p MainPID --value vitrine) != {old} ] && "
                                  "systemctl is-active --quiet vitrine", f"the viewer after SIG{signal}", 90)

    def test_3_root_is_never_written(self):
        """The card's writes go to /data alone: the root's count of written sectors is nought."""
        self.assertEqual(self.machine.run("awk '{print $7}' /sys/class/block/vda2/stat"), "0")


class Damage(unittest.TestCase):
    """Cards that something has happened to, each in a machine of its own."""

    def card(self, name):
        folder = free_folder(FOLDER / name)
        return folder, copy_card(CARD, folder / "card.img")

    def test_a_flipped_byte_of_the_root_stops_the_machine(self):
        """dm-verity: a panic, and with panic=10 a new start, here the end of QEMU."""
        folder, card = self.card("flipped")
        table = json.loads(subprocess.run(["sfdisk", "--json", card], capture_output=True, check=True).stdout)
        start = table["partitiontable"]["partitions"][1]["start"] * 512
        with open(card, "r+b") as file:
            file.seek(start + 4096 * 100)
            block = file.read(4096)
            file.seek(start + 4096 * 100)
            file.write(bytes(byte ^ 0xff for byte in block))
        with Machine(card, folder, SEED) as machine:
            machine.wait_log("dm-verity device corrupted", 60)
            machine.wait_off(60)


def load_tests(loader, _, __):
    """In this order: what is touched or plugged in comes after what happens by itself."""
    return unittest.TestSuite(loader.loadTestsFromTestCase(case) for case in (Kiosk, Fingers, Sticks, Damage))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]], verbosity=2)
