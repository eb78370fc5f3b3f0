"""Power cuts at every write: what the disk was told while letters arrived is written again up to each moment, with and without
what was not yet synced, and the kiosk is started on each of these disks. It shows the old letters or the new ones, whole.

    power_cut_test.py PROGRAMS FOLDER [unittest's arguments]

The disk is written by the programs themselves through the kernel's ext4, on a loop device over QEMU's log of writes. As root;
packages: group firmware of tools/packages.
"""

import contextlib
import filecmp
import pathlib
import random
import subprocess
import sys
import time
import unittest

from machine import free_folder
from material import Material, call
from write_log import cuts, length_of, logged, read_log

PROGRAMS, FOLDER = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
TOP = pathlib.Path(__file__).resolve().parents[2]
FORMAT = ["mkfs.ext4", "-q", "-F", "-b", "4096", "-i", "1048576", "-m", "0", "-L", "data"]  # as the device does it (disks)
OPTIONS = "nosuid,nodev,noexec,noatime,data=ordered,errors=remount-ro"
SEED = 7
DROPS = 3  # disks for each flush with a random part of the unsynced writes left out
DISK_MB = 64
SETTINGS = ("", "theme=evening", "theme=day")  # that staff make one after another
AGAIN = 20  # on each so many disks the stick is put in again


@contextlib.contextmanager
def mounted(image, place):
    call("mount", "-t", "ext4", "-o", f"loop,{OPTIONS}", image, place)
    try:
        yield place
    finally:
        call("umount", place)


@contextlib.contextmanager
def recorded(image, log):
    """The image as a file whose writes are logged."""
    served = image.with_suffix(".served")
    served.touch()
    daemon = subprocess.Popen(["qemu-storage-daemon", *logged(image, log), "--export",
                               f"fuse,id=export,node-name=logged,mountpoint={served},writable=on"])
    try:
        end = time.monotonic() + 30
        while served.stat().st_size == 0:
            assert daemon.poll() is None and time.monotonic() < end, "qemu-storage-daemon does not serve the disk"
        yield served
    finally:
        daemon.terminate()
        daemon.wait()


class Kiosk:
    """The update agent on a store, as the device's units start it."""

    def __init__(self, material, folder, store):
        self.material, self.store = material, store
        self.run_folder = folder / "run"
        self.places = ["--store", store, "--run", self.run_folder, "--config", material.settings, "--factory", folder / "none",
                       "--viewer", PROGRAMS / "vitrine"]

    def agent(self, task, *arguments):
        return call(PROGRAMS / "vitrine-update", task, *arguments, *self.places)

    def power_on(self):
        """What is shown, as vitrine-select.service chooses it: "ID" or "ID (trial)"."""
        free_folder(self.run_folder)
        return self.agent("select").strip()

    def status(self):
        return (self.run_folder / "status").read_text().strip()

    def settings(self):
        path = self.store / "settings.ini"
        return path.read_text().strip() if path.exists() else ""

    def ask(self, line):
        """One line of the viewer's, as vitrine-request@.service takes it."""
        call(PROGRAMS / "vitrine-update", "request", *self.places, input=f"{line}\n")

    def bring(self, stick):
        """A stick is put in; what is here already is not committed again, as vitrine-commit.service has it."""
        self.agent("stage", stick)
        if (self.store / "inbox/new").exists():
            self.agent("commit")


class PowerCut(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = free_folder(FOLDER / "power-cut")
        cls.material = Material(FOLDER / "material", PROGRAMS, TOP)
        cls.bundles = {serial: cls.material.bundle(serial, f"Letters, number {serial}") for serial in (10, 11, 12)}
        cls.sticks = {serial: cls.stick(serial) for serial in cls.bundles}
        cls.place = free_folder(cls.folder / "data")
        cls.kiosk = Kiosk(cls.material, cls.folder, cls.place)

    @classmethod
    def stick(cls, serial):
        cls.material.stick_folders(f"cut-{serial}", [cls.bundles[serial]])
        return cls.material.folder / f"cut-{serial}.folder"

    def disk(self, name):
        """A formatted disk with the folders of data.conf."""
        image = self.folder / f"{name}.ext4"
        with open(image, "wb") as file:
            file.truncate(DISK_MB << 20)
        call(*FORMAT, image)
        with mounted(image, self.place):
            for folder in ("bundles", "inbox", "records"):
                (self.place / folder).mkdir()
        return image

    def install(self, serial):
        self.kiosk.bring(self.sticks[serial])
        self.assertEqual(self.kiosk.power_on().split("-")[0], str(serial))
        self.kiosk.agent("confirm")

    def record(self, image, life):
        """The log of a life, in which `life(mark)` calls mark(least, most): which letters may be shown from now on."""
        log, before = image.with_suffix(".log"), image.with_suffix(".before")
        call("cp", "--sparse=always", image, before)
        marks = []
        with recorded(image, log) as served, mounted(served, self.place):
            life(lambda least, most: marks.append((length_of(log), least, most)))
        return before, read_log(log), marks

    def hold(self, image, life, told="idle "):
        """Starts the kiosk on each disk that a cut in this life may leave; `told` is how its status may begin."""
        before, entries, marks = self.record(image, life)
        target, count, began = image.with_suffix(".cut"), 0, time.monotonic()
        for cut in cuts(entries, before, target, random.Random(SEED), DROPS):
            least, most = allowed(marks, cut.position)
            with self.subTest(cut=cut, least=least, most=most):
                self.start(target, least, most, told, again=count % AGAIN == 0)
            count += 1
        print(f"{len(entries)} entries, {count} disks, {time.monotonic() - began:.0f} s", file=sys.stderr)

    def start(self, image, least, most, told, again):
        done = subprocess.run(["e2fsck", "-p", image], capture_output=True, text=True, check=False)
        self.assertLess(done.returncode, 4, done.stdout + done.stderr)
        with mounted(image, self.place):
            self.hold_to(self.kiosk.power_on(), least, most, told)
            if again:
                self.kiosk.bring(self.sticks[12])
                self.hold_to(self.kiosk.power_on(), 12, 12, told)
        call("e2fsck", "-fn", image)

    def hold_to(self, shown, least, most, told):
        serial = int(shown.split("-")[0])
        self.assertTrue(least <= serial <= most, shown)
        self.assertTrue(self.kiosk.status().startswith(told), self.kiosk.status())
        self.assertIn(self.kiosk.settings(), SETTINGS)
        self.assertTrue(filecmp.cmp(self.kiosk.run_folder / "exhibit", self.bundles[serial], shallow=False), f"{shown} is not whole")

    def test_every_write_of_two_updates(self):
        """Two sticks after another: copy, commit, trial, confirmation; with the second the first letters are cleaned away."""
        image = self.disk("updates")
        with mounted(image, self.place):
            self.install(10)

        def life(mark):
            for old, new in ((10, 11), (11, 12)):
                mark(old, new)
                self.kiosk.bring(self.sticks[new])
                mark(new, new)
                self.kiosk.power_on()
                self.kiosk.agent("confirm")
        self.hold(image, life)

    def test_every_write_of_a_trial_that_fails(self):
        """Its viewer dies at each of three starts; at the fourth it is given up, and what was kept is shown again."""
        image = self.disk("trial")
        with mounted(image, self.place):
            self.install(10)

        def life(mark):
            mark(10, 11)
            self.kiosk.bring(self.sticks[11])
            mark(11, 11)
            for _ in range(2):
                self.kiosk.power_on()
            mark(10, 11)
            self.assertEqual(self.kiosk.power_on().split("-")[0], "11")
            self.assertEqual(self.kiosk.power_on().split("-")[0], "10")
            mark(10, 10)
        self.hold(image, life, told=("idle ", "failed serial=11 other=10 percent=100 code=E42"))

    def test_every_write_of_what_staff_ask_for(self):
        """Settings, and back to the letters before: a cut leaves one of the settings whole, and no fault."""
        image = self.disk("staff")
        with mounted(image, self.place):
            self.install(10)
            self.install(11)

        def life(mark):
            mark(11, 11)
            for setting in SETTINGS[1:]:
                self.kiosk.ask(f"set {setting.replace('=', ' ')}")
            mark(10, 11)
            self.kiosk.ask("previous")
            mark(10, 10)
        self.hold(image, life)


def allowed(marks, position):
    """Of (position, least, most) the last before a position in the log; before the first, the first."""
    before = [mark for mark in marks if mark[0] < position] or marks[:1]
    return before[-1][1:]


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
