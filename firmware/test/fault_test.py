"""What breaks in a kiosk while it runs, and what it starts with after worse: in the emulated machine the exhibit comes back.

    fault_test.py CARD SEED PROGRAMS FOLDER [unittest's arguments]     as image_test.py; SEED is made anew
"""

import os
import pathlib
import subprocess
import sys
import time
import unittest

from machine import copy_card, free_folder
from material import Material
from power import FACTORY, kill_viewer, make_seed, partition, put_settings, shown, start, wait_for_status
from screen import Screen

CARD, _, PROGRAMS, FOLDER = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
TOP = pathlib.Path(__file__).resolve().parents[2]
DATA = 3  # number of the partition
NEW = 11  # of the stick's letters


class FaultTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.material = Material(FOLDER / "material", PROGRAMS, TOP)
        cls.bundles = {FACTORY: cls.material.bundle(FACTORY), NEW: cls.material.bundle(NEW, "Letters that came on a stick")}
        cls.stick = cls.material.stick("fault", [cls.bundles[NEW]])
        cls.folder = free_folder(FOLDER / cls.__name__.lower())
        cls.seed = make_seed(cls.folder)
        cls.card = copy_card(CARD, cls.folder / "card.img")
        put_settings(cls.card, cls.material)

    def start(self, **more):
        return start(self.card, self.folder, self.seed, **more)

    def bring(self, machine):
        """The stick's letters, up to their confirmation."""
        stick = machine.plug(self.stick, read_only=True)
        wait_for_status(machine, f"running serial={NEW} ", 240)
        machine.pull(stick)

    def see(self, machine, serial):
        """The first slides of these letters are on the screen; a line at the foot may lie over them."""
        self.assertEqual(shown(machine), serial)
        pictures = FOLDER / "pictures" / str(serial)
        slides = [Screen.of_png(self.material.picture(f"attract/{n}", self.bundles[serial], pictures)) for n in range(5)]
        above = (0, 0, slides[0].width, slides[0].height * 3 // 4)

        def is_seen():
            screen = machine.screen(f"{self._testMethodName}-slide")
            return any(screen.difference(slide, above).accepted for slide in slides)
        machine.wait(is_seen, f"a slide of {serial}", 60)

    def is_writable(self, machine):
        """As a write finds it: a kernel may stop all writes after an error and still call the mount writable."""
        return machine.run("touch /data/tried && rm /data/tried && echo yes", check=False) == "yes"


class Running(FaultTest):
    """One card; the tests run in the order of their names, and each finds what the one before has left."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.machine = start(cls.card, cls.folder, cls.seed)
        cls.addClassCleanup(lambda: cls.machine.__exit__())

    def test_1_a_blank_card_is_taken_whole(self):
        """The first start: /data becomes as large as the card, and its folders are the agent's."""
        _, length = partition(self.card, DATA)
        self.assertGreater(length, os.path.getsize(self.card) * 0.6)
        self.assertGreater(int(self.machine.run("df -k /data | awk 'END { print $2 }'")) * 1024, length * 0.9)
        self.assertEqual(self.machine.run("stat -c %U:%G /data /data/bundles /data/inbox /data/records | sort -u"),
                         "vitrine-update:vitrine")
        self.see(self.machine, FACTORY)

    def test_2_data_full(self):
        """The exhibit runs, and a stick is refused in words; with room again it is taken."""
        self.machine.run("dd if=/dev/zero of=/data/filler bs=1M; dd if=/dev/zero of=/data/rest bs=1k; sync", 600, check=False)
        kill_viewer(self.machine)
        self.see(self.machine, FACTORY)
        stick = self.machine.plug(self.stick, read_only=True)
        wait_for_status(self.machine, "code=E40", 120)
        self.machine.wait_run("grep -q ^free_mib=0 /run/vitrine/report", "the staff page's line", 60)
        self.machine.screen("no-room")
        self.machine.pull(stick)
        self.machine.run("rm /data/filler /data/rest")
        self.bring(self.machine)
        self.see(self.machine, NEW)

    def test_3_viewer_that_goes_on_dying(self):
        """The ladder: what was kept, then what the factory gave; without any of them a card for staff. Then all comes back."""
        for serial in (NEW, NEW, FACTORY):
            kill_viewer(self.machine)
            last = shown(self.machine)
            if last == FACTORY:
                break
            self.assertIn(last, (NEW, serial))
        self.see(self.machine, FACTORY)
        wait_for_status(self.machine, "code=E43")
        self.assertIn(f"active={NEW}-", self.machine.run("cat /data/state"))
        hidden = "/data/bundles /usr/share/vitrine/factory"
        self.machine.run(f"for folder in {hidden}; do mount -t tmpfs none $folder; done")
        kill_viewer(self.machine)
        self.assertIsNone(shown(self.machine))
        wait_for_status(self.machine, "code=E44")
        self.machine.wait(lambda: not self.machine.screen("service-card").is_blank(), "the card for staff", 30)
        self.machine.run(f"for folder in {hidden}; do umount $folder; done")
        self.machine.run("rm -f /run/vitrine/starts")
        kill_viewer(self.machine)
        self.see(self.machine, NEW)

    def test_4_data_fails(self):
        """An error in the file system, which takes no writes from then on: the letters stay, and staff are told."""
        self.machine.run("echo test > /sys/fs/ext4/vda3/trigger_fs_error")
        self.machine.wait(lambda: not self.is_writable(self.machine), "/data read-only", 20)
        kill_viewer(self.machine)
        self.see(self.machine, NEW)
        wait_for_status(self.machine, "code=E41")
        self.machine.wait_run("grep -q state=E41 /run/vitrine/report", "the staff page's line", 60)
        self.machine.screen("read-only")

    def test_5_kernel_panic(self):
        """The machine starts again within ten seconds; the start repairs what the test before has broken."""
        self.machine.shell.send(b"echo c > /proc/sysrq-trigger\n")
        self.machine.wait_log("sysrq triggered crash", 20)
        began = time.monotonic()
        self.machine.wait_off(30)
        print(f"off {time.monotonic() - began:.0f} s after the panic", file=sys.stderr)
        self.machine.__exit__()
        type(self).machine = self.start()
        self.see(self.machine, NEW)
        self.assertTrue(self.is_writable(self.machine))

    def test_6_card_that_takes_no_writes(self):
        """As a worn card, after a cut: its letters are shown, and staff are told at once."""
        self.machine.run("sync")
        self.machine.kill()
        self.machine.__exit__()
        drive = ["-drive", f"file={self.card},if=none,id=card,format=raw,readonly=on", "-device", "virtio-blk-pci,drive=card"]
        type(self).machine = self.start(drive=drive)
        self.see(self.machine, NEW)
        wait_for_status(self.machine, "code=E41")


class Unformatted(FaultTest):
    def test_data_unformatted(self):
        """Where nothing is recognised, it is formatted; what the factory gave is shown, and a stick is taken."""
        start_at, length = partition(self.card, DATA)
        subprocess.run(["fallocate", "-p", "-o", str(start_at), "-l", str(length), self.card], check=True)
        with self.start() as machine:
            self.see(machine, FACTORY)
            self.assertTrue(self.is_writable(machine))
            self.bring(machine)
            self.see(machine, NEW)


class Missing(FaultTest):
    def test_data_missing(self):
        """No such partition, and no room for one: what the factory gave is shown, and staff are told."""
        start_at, _ = partition(self.card, DATA)
        subprocess.run(["sfdisk", "-q", "--delete", self.card, str(DATA)], check=True)
        os.truncate(self.card, start_at)
        with self.start() as machine:
            self.assertNotIn(" /data ", machine.run("cat /proc/mounts"))
            self.see(machine, FACTORY)
            wait_for_status(machine, "code=E41")
            machine.plug(self.stick, read_only=True)
            machine.wait_run(f"grep -q 'failed serial={NEW} .*code=E4[01]' /run/vitrine/status", "the stick to be refused", 120)
            self.see(machine, FACTORY)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[5:]], verbosity=2)
