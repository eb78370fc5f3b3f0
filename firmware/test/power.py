"""Starts of a card, one after another, for the tests that break it; what a started kiosk shows."""

import json
import pathlib
import subprocess
import sys
import time

from machine import Machine, put_boot_file

TOP = pathlib.Path(__file__).resolve().parents[2]
CONFIRM_S = 5  # instead of a minute
FACTORY = 10  # the number of the letters that the card was built with
DROP_INS = {"vitrine-confirm.timer.d": f"[Timer]\nOnActiveSec=\nOnActiveSec={CONFIRM_S}s\n",
            # An emulated machine on a busy one: minutes until the first frame are no fault of the viewer's.
            "vitrine.service.d": "[Service]\nTimeoutStartSec=10min\nWatchdogSec=60s\n"}


def make_seed(folder):
    """What seed.sh makes, with a confirmation after seconds."""
    units = pathlib.Path(folder) / "seed" / "systemd" / "system"
    for name, text in DROP_INS.items():
        (units / name).mkdir(parents=True, exist_ok=True)
        (units / name / "power.conf").write_text(text)
    subprocess.run([TOP / "firmware/test/seed.sh", pathlib.Path(folder) / "seed.cpio", pathlib.Path(folder) / "seed"], check=True)
    return pathlib.Path(folder) / "seed.cpio"


def put_settings(card, material):
    put_boot_file(card, material.settings, "vitrine.ini")
    put_boot_file(card, material.keys, "keys.txt")


def partition(card, number):
    """Where a partition lies, in bytes: start and length."""
    told = subprocess.run(["sfdisk", "--json", card], capture_output=True, check=True).stdout
    part = json.loads(told)["partitiontable"]["partitions"][number - 1]
    return part["start"] * 512, part["size"] * 512


def start(card, folder, seed, **more):
    """A machine that got power, when its viewer has shown its first frame."""
    machine = Machine(card, folder, seed, **more)
    try:
        machine.shell.read_until(b"READY\n", 900)
        wait_for_viewer(machine)
    except BaseException:
        machine.__exit__()
        raise
    print(f"viewer ready {time.monotonic() - machine.started:.0f} s after power on", file=sys.stderr, flush=True)
    return machine


def wait_for_viewer(machine, other_than="0"):
    machine.wait_run(f"[ $(systemctl show -P MainPID vitrine) != {other_than} ] && systemctl is-active --quiet vitrine",
                     "the viewer", 150)


def kill_viewer(machine):
    old = machine.run("systemctl show -P MainPID vitrine")
    machine.run(f"kill -KILL {old}")
    wait_for_viewer(machine, old)


def shown(machine):
    """The number of the letters that the viewer was started on, or None."""
    link = machine.run("readlink /run/vitrine/exhibit", check=False)
    return FACTORY if "/factory/" in link else int(link.split("/")[-2].split("-")[0]) if link else None


def wait_for_status(machine, text, limit_s=60):
    """Waits for what the update agent tells staff."""
    machine.wait_run(f"grep -q '{text}' /run/vitrine/status", f"the status {text}", limit_s)
