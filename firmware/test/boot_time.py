"""Time from power to picture: the card beside the plain recipe (plain.sh), started one after the other, several times.

    boot_time.py CARD PLAIN WORK PROGRAMS FOLDER [--runs 3] [--counted] [--append WORDS]

CARD is the image with the sample exhibit, PLAIN what plain.sh made, WORK the build's folder, PROGRAMS the native viewer,
FOLDER keeps what was said and shown. A picture is there when a screendump equals the viewer's own, not when the viewer says so.
Other work on the computer slows both down: what counts is the ratio. With --counted the machine has one processor whose clock,
while it computes, is its count of instructions (a nanosecond each), and the computer's own while it waits for something.
"""

import argparse
import pathlib
import re
import select
import shutil
import statistics
import subprocess
import sys
import time

from machine import BOOT, Monitor, copy_card, put_boot_file
from material import Material
from screen import LEVELS, Screen

HERE = pathlib.Path(__file__).resolve().parent
SERIAL_OF_BOARD = "console=ttyS1,115200"
LIMIT_S = 900
EVERY_ROW = 16  # of the picture that is compared while waiting


class NoPicture(AssertionError):
    pass


def make_seed(work, path):
    """What is added to the card's first file system: the unit that prints the times, and no shell."""
    tree = path.with_suffix(".tree")
    shutil.rmtree(tree, ignore_errors=True)
    units = tree / "seed/systemd/system"
    (units / "vitrine.service.wants").mkdir(parents=True)
    for folder in ("bin", "run", "seed/seed"):
        (tree / folder).mkdir(exist_ok=True)
    busybox = next(pathlib.Path(work, "packages/beside").glob("busybox-static_*.deb"))
    archive = subprocess.run(["dpkg-deb", "--fsys-tarfile", busybox], capture_output=True, check=True).stdout
    program = subprocess.run(["tar", "-xO", "./bin/busybox"], input=archive, capture_output=True, check=True).stdout
    (tree / "bin/busybox").write_bytes(program)
    shutil.copy(pathlib.Path(work, "init/init"), tree / "card-init")
    shutil.copy(HERE / "guest/init", tree / "init")
    shutil.copy(HERE / "guest/report", tree / "seed/seed/report")
    shutil.copy(HERE / "guest/report.service", units)
    (units / "vitrine.service.wants/report.service").symlink_to("../report.service")
    for name in ("bin/busybox", "init", "card-init"):
        (tree / name).chmod(0o755)
    command = f"cd {tree} && find . | sort | cpio --quiet -o -H newc -R 0:0 | zstd -q -3"
    path.write_bytes(subprocess.run(["sh", "-c", command], capture_output=True, check=True).stdout)
    shutil.rmtree(tree)
    return path


def card_arguments(card, seed, folder):
    """The card as it is, with its own command line: only the console is the emulated machine's."""
    copy_card(card, folder / "card.img")
    for name in ("vmlinuz", "initrd.img", "cmdline.txt"):
        subprocess.run(["mcopy", "-n", "-o", "-i", f"{card}{BOOT}", f"::{name}", folder / name], check=True)
    with open(folder / "initrd.img", "ab") as initrd:
        initrd.write(seed.read_bytes())
    line = (folder / "cmdline.txt").read_text().replace(SERIAL_OF_BOARD, "console=ttyAMA0").strip()
    return folder / "vmlinuz", folder / "initrd.img", line, folder / "card.img"


def plain_arguments(plain):
    line = "root=/dev/vda rootfstype=squashfs ro console=ttyAMA0"
    return plain / "vmlinuz", plain / "initrd.img", line, plain / "root.img"


def is_shown(screen, wanted):
    if (screen.width, screen.height) != (wanted.width, wanted.height):
        return False
    for ours, theirs in list(zip(screen.rows, wanted.rows))[::EVERY_ROW]:
        if ours != theirs and sum(abs(a - b) > LEVELS for a, b in zip(ours, theirs)) > len(ours) // 100:
            return False
    return True


class Start:
    """One start of the machine, from QEMU's first instruction to the picture and the report."""

    def __init__(self, arguments, wanted, folder, counted):
        self.folder, self.wanted = folder, wanted
        self.serial = folder / "serial.log"
        for name in ("qmp", "serial.log"):
            (folder / name).unlink(missing_ok=True)
        kernel, initrd, line, disk = arguments
        pace = (["-accel", "tcg,thread=single", "-smp", "1", "-icount", "shift=0,sleep=on"] if counted
                else ["-accel", "tcg,thread=multi", "-smp", "2"])
        command = ["qemu-system-aarch64", "-M", "virt", *pace, "-cpu", "cortex-a72", "-m", "1024", "-nic", "none",
                   "-display", "none", "-monitor", "none", "-no-reboot", "-kernel", kernel, "-initrd", initrd, "-append", line,
                   "-drive", f"file={disk},if=none,id=card,format=raw,cache=unsafe,snapshot=on",
                   "-device", "virtio-blk-pci,drive=card", "-device", "virtio-gpu-pci", "-device", "qemu-xhci",
                   "-device", "virtio-rng-pci", "-chardev", f"file,id=log,path={self.serial}", "-serial", "chardev:log",
                   "-qmp", f"unix:{folder}/qmp,server=on,wait=off"]
        self.began = time.monotonic()
        with open(folder / "qemu.log", "wb") as log:
            self.process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stderr=log)

    def run(self):
        """Seconds until something was seen, until the wanted picture was, and the report's lines."""
        try:
            return self.watch()
        finally:
            self.process.kill()
            self.process.wait()

    def watch(self):
        while not (self.folder / "qmp").exists():
            select.select([], [], [], 0.05)
        monitor = Monitor(self.folder / "qmp")
        first = pictured = None
        while pictured is None or "REPORT end" not in self.log():
            if time.monotonic() - self.began > LIMIT_S or self.process.poll() is not None:
                raise NoPicture(f"no picture: {self.folder}")
            select.select([], [], [], 0.1)
            if pictured is None:
                monitor.command("screendump", filename=str(self.folder / "screen.ppm"))
                screen = Screen.of_ppm(self.folder / "screen.ppm")
                now = time.monotonic() - self.began
                if first is None and screen.width == self.wanted.width and not screen.is_blank():
                    first = now
                    shutil.copy(self.folder / "screen.ppm", self.folder / "first.ppm")
                if is_shown(screen, self.wanted):
                    pictured = now
        monitor.line.close()
        return first, pictured, self.log()

    def log(self):
        return self.serial.read_text(errors="replace").replace("\r", "") if self.serial.exists() else ""


# ---- The chain ----

DISPLAY = r".*drm-card\d-card\d.*\.device"
CHAIN = ("systemd-udev-trigger.service", "systemd-udevd.service", DISPLAY, "kiosk-data.service",
         "vitrine-select.service", "sysinit.target", "basic.target", "vitrine.service")


class Profile:
    """What the report says, in seconds since the kernel's first."""

    def __init__(self, log):
        self.units = {name: (int(begun) / 1e6, int(active) / 1e6) for name, begun, active in
                      re.findall(r"^REPORT unit (\S+) (\d+) (\d+)$", log, re.M)}
        self.manager = {name: int(value) / 1e6 for name, value in
                        re.findall(r"^REPORT manager (\w+)TimestampMonotonic=(\d+)$", log, re.M)}
        self.kernel = [(float(at), text) for at, text in re.findall(r"^REPORT kernel \[ *([\d.]+)\] (.*)$", log, re.M)]
        self.computed = int(re.search(r"^REPORT computed (\d+)$", log, re.M).group(1)) / 1e9
        self.ready = self.units["vitrine.service"][1]

    def chain(self):
        """What happened when, in order."""
        for at, text in self.kernel:
            yield at, "kernel: " + text
        yield self.manager["Userspace"], "systemd begins"
        yield self.manager["UnitsLoadFinish"], "systemd has its units"
        for name in CHAIN:
            begun, active = next((times for unit, times in self.units.items() if re.fullmatch(name, unit)), (0, 0))
            name = "the display" if name == DISPLAY else name
            if begun and begun != active:
                yield begun, name + " begins"
            if active:
                yield active, name + (" has shown its first frame" if name == "vitrine.service" else " is done")

    def text(self):
        rows = sorted(self.chain())
        steps = [0.0] + [at for at, _ in rows]
        return "\n".join(f"{at:8.2f} {at - before:+7.2f}  {text}" for before, (at, text) in zip(steps, rows))


def measure(options):
    work, folder = pathlib.Path(options.work), pathlib.Path(options.folder)
    material = Material(work / "test/material", options.programs, HERE.parents[1])
    wanted = Screen.of_png(material.picture("attract/0", material.bundle(10), folder))
    seed = make_seed(work, folder / "seed.cpio")
    card = copy_card(options.card, folder / "card.img")
    put_boot_file(card, material.settings, "vitrine.ini")
    put_boot_file(card, material.keys, "keys.txt")
    results = {"card": [], "plain": []}
    for run in range(options.runs):
        for kind in [kind for kind in results if kind not in options.without]:
            place = folder / f"{kind}-{run}"
            place.mkdir(exist_ok=True)
            arguments = card_arguments(card, seed, place) if kind == "card" else plain_arguments(pathlib.Path(options.plain))
            arguments = (*arguments[:2], f"{arguments[2]} {options.append}", arguments[3])
            first, pictured, log = Start(arguments, wanted, place, options.counted).run()
            (place / "card.img").unlink(missing_ok=True)
            results[kind].append((first, pictured, Profile(log)))
            print(f"{kind:5} run {run}: something shown {first:6.1f} s, picture {pictured:6.1f} s after power on; "
                  f"viewer ready {results[kind][-1][2].ready:6.2f} s after the kernel's start, "
                  f"computed {results[kind][-1][2].computed:.2f} s", flush=True)
    return results


def report(results, counted):
    middle = {}
    for kind, runs in results.items():
        if not runs:
            continue
        runs.sort(key=lambda run: run[2].ready)
        middle[kind] = (statistics.median(run[1] for run in runs), statistics.median(run[2].ready for run in runs))
        print(f"\n{kind}, its middle run: seconds since the kernel's start, and since the line above")
        print(runs[len(runs) // 2][2].text())
    if len(middle) == 2:
        print(f"\nfirst frame by the kernel's clock{' (instructions)' if counted else ''}: card {middle['card'][1]:.2f} s, "
              f"plain {middle['plain'][1]:.2f} s, ratio {middle['card'][1] / middle['plain'][1]:.2f}")
        print(f"picture after power on: card {middle['card'][0]:.1f} s, plain {middle['plain'][0]:.1f} s, "
              f"ratio {middle['card'][0] / middle['plain'][0]:.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("card", "plain", "work", "programs", "folder"):
        parser.add_argument(name)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--counted", action="store_true")
    parser.add_argument("--append", default="")
    parser.add_argument("--without", nargs="*", default=[], choices=["card", "plain"])
    options = parser.parse_args()
    pathlib.Path(options.folder).mkdir(parents=True, exist_ok=True)
    report(measure(options), options.counted)


if __name__ == "__main__":
    sys.exit(main())
