"""The very card in QEMU's model of a Raspberry Pi 3: partition table, device tree, card controller, and the units as far as that
machine has devices. It has no display: the viewer's unit runs and waits for one. Its watchdog knows no time and ends the machine
as soon as it is started, so systemd is told to leave it alone.

    board_test.py CARD FOLDER [unittest's arguments]
"""

import os
import pathlib
import re
import select
import subprocess
import sys
import time
import unittest

from machine import BOOT, free_folder

CARD, FOLDER = map(pathlib.Path, sys.argv[1:3])
LIMIT_S = 1500  # about 100 s on a computer of its own
SERIAL_OF_BOARD = "console=ttyS1,115200"
ADDED = ("console=ttyAMA0,115200 systemd.journald.forward_to_console=1 systemd.journald.max_level_console=debug "
         "systemd.log_level=info systemd.watchdog_sec=0")
QUIET, LOUD = "quiet loglevel=3", "loglevel=7"


class Board(unittest.TestCase):
    """One start; each test waits for its own line on the console."""

    @classmethod
    def setUpClass(cls):
        cls.folder = free_folder(FOLDER / "board")
        cls.serial = cls.folder / "serial.log"
        card = cls.folder / "card.img"
        subprocess.run(["cp", "--sparse=always", CARD, card], check=True)
        os.truncate(card, 1 << 30)  # the model takes powers of two and nothing else
        for name in ("vmlinuz", "initrd.img", "cmdline.txt", "bcm2837-rpi-3-b.dtb"):
            subprocess.run(["mcopy", "-n", "-o", "-i", f"{card}{BOOT}", f"::{name}", cls.folder / name], check=True)
        line = (cls.folder / "cmdline.txt").read_text().replace(SERIAL_OF_BOARD, ADDED).replace(QUIET, LOUD).strip()
        command = ["qemu-system-aarch64", "-M", "raspi3b", "-kernel", cls.folder / "vmlinuz", "-initrd",
                   cls.folder / "initrd.img", "-dtb", cls.folder / "bcm2837-rpi-3-b.dtb", "-append", line,
                   "-drive", f"file={card},if=sd,format=raw,cache=unsafe", "-display", "none", "-monitor", "none",
                   "-no-reboot", "-chardev", f"file,id=log,path={cls.serial}", "-serial", "chardev:log"]
        cls.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL)
        cls.addClassCleanup(cls.end)
        cls.began = time.monotonic()

    @classmethod
    def end(cls):
        cls.process.kill()
        cls.process.wait()

    def await_line(self, pattern):
        """The first line on the console that the pattern is found in."""
        while True:
            log = self.serial.read_text(errors="replace") if self.serial.exists() else ""
            found = re.search(f"^.*(?:{pattern}).*$", log, re.M)
            if found:
                print(f"{time.monotonic() - self.began:.0f} s: {found.group(0).strip()}", file=sys.stderr)
                return found.group(0)
            self.assertIsNone(self.process.poll(), "the machine went off")
            self.assertLess(time.monotonic() - self.began, LIMIT_S, f"{pattern!r} is not in {self.serial}")
            select.select([], [], [], 0.5)

    def test_1_is_a_raspberry_pi(self):
        self.await_line(r"Machine model: Raspberry Pi 3 Model B|Hardware name: Raspberry Pi 3")

    def test_2_card_root_and_data(self):
        """The root is checked block by block, and /data is mounted from its third partition."""
        self.await_line(r"device-mapper: verity: sha256 using")
        self.await_line(r"/dev/mmcblk\dp3 is mounted on /data")

    def test_3_viewer_runs(self):
        """The content is chosen and the viewer started; it says that it waits for a screen, and goes on waiting."""
        self.await_line(r"vitrine-update\[\d+\]: factory")
        self.await_line(r"Starting vitrine\.service")
        self.await_line(r"vitrine\[\d+\]: vitrine: no screen is connected; waiting for one")
        self.await_line(r"Finished kiosk-devices\.service")
        self.assertNotIn("vitrine.service: Main process exited", self.serial.read_text(errors="replace"))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
