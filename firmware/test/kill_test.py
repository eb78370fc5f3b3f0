"""The machine is killed at random moments of start, update, confirmation and clean-up: each time it comes up on old or new
letters, whole, and with nothing to tell staff.

    kill_test.py CARD SEED PROGRAMS FOLDER [KILLS [RANDOM]]     as image_test.py; SEED is made anew; 10 kills unless told otherwise
"""

import pathlib
import random
import select
import subprocess
import sys
import time
import unittest

from machine import Machine, copy_card, free_folder
from material import Material
from power import CONFIRM_S, FACTORY, make_seed, put_settings, shown, start, wait_for_status

CARD, _, PROGRAMS, FOLDER = (pathlib.Path(argument).resolve() for argument in sys.argv[1:5])
KILLS = int(sys.argv[5]) if len(sys.argv) > 5 else 10
RANDOM = int(sys.argv[6]) if len(sys.argv) > 6 else 1
TOP = pathlib.Path(__file__).resolve().parents[2]
MOMENTS = ("boot", "update", "confirm", "clean-up")
CLEAN_S = 1  # within which all of the clean-up lies, from the confirmation


class Kills(unittest.TestCase):
    """One card through all of it: what one kill leaves, the next start finds."""

    def setUp(self):
        self.random = random.Random(RANDOM)
        self.material = Material(FOLDER / "material", PROGRAMS, TOP)
        self.folder = free_folder(FOLDER / "kills")
        self.seed = make_seed(self.folder)
        self.card = copy_card(CARD, self.folder / "card.img")
        put_settings(self.card, self.material)
        self.serial = FACTORY  # of the letters that are kept
        self.last = FACTORY  # of all that there were
        self.material.bundle(FACTORY)

    def start(self):
        machine = start(self.card, self.folder, self.seed)
        self.start_s = time.monotonic() - machine.started
        self.addCleanup(machine.__exit__)
        return machine

    def kill_within(self, machine, longest_s, moment):
        """A random part of the time passes."""
        seconds = self.random.random() * longest_s
        end = time.monotonic() + seconds
        while time.monotonic() < end and machine.process.poll() is None:
            select.select([], [], [], max(0.0, end - time.monotonic()))
        machine.kill()
        machine.__exit__()
        print(f"killed in {moment}, after {seconds:.1f} s of {longest_s:.1f}", file=sys.stderr, flush=True)

    def kill_at(self, machine, moment):
        """Brings a running machine to the moment and kills it. Answers what may be shown from then on."""
        if moment == "boot":
            machine.kill()
            machine.__exit__()
            self.kill_within(Machine(self.card, self.folder, self.seed), self.start_s, moment)
            return (self.serial,)
        self.last = new = self.last + 1
        machine.plug(self.material.stick("kill", [self.material.bundle(new, f"Letters, number {new}")]), read_only=True)
        longest_s = {"update": self.start_s / 2, "confirm": self.start_s / 2 + CONFIRM_S, "clean-up": CLEAN_S}[moment]
        if moment == "confirm":
            machine.wait_log(f"]: {new}-", 240)  # chosen, on trial
        elif moment == "clean-up":
            machine.wait_run(f"grep -q active={new}- /data/state", "the confirmation", 240)
        self.kill_within(machine, longest_s, moment)
        return (new,) if moment != "update" else (self.serial, new)

    def hold_to(self, machine, allowed):
        """What is shown is one of these, byte for byte, and staff are told of no fault."""
        serial = shown(machine)
        self.assertIn(serial, allowed)
        wanted = subprocess.run(["b2sum", self.material.bundle(serial)], capture_output=True, text=True, check=True).stdout.split()[0]
        self.assertEqual(machine.run("b2sum < /run/vitrine/exhibit").split()[0], wanted)
        self.assertNotIn("code=E", machine.run("cat /run/vitrine/status"))
        self.assertIn(" /data ext4 rw", machine.run("cat /proc/mounts"))
        if serial != self.serial:
            machine.wait_run(f"grep -q active={serial}- /data/state", "the confirmation", 240)
        self.serial = serial

    def test_random_kills(self):
        moments = [MOMENTS[number % len(MOMENTS)] for number in range(KILLS)]
        self.random.shuffle(moments)
        machine = self.start()
        for number, moment in enumerate(moments, 1):
            allowed = self.kill_at(machine, moment)
            machine = self.start()
            self.hold_to(machine, allowed)
            print(f"{number}: shows {self.serial} of {allowed}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]], verbosity=2)
