"""A kiosk in an emulated machine: the very card, started by QEMU, with its screen, its USB sockets and its power.

The kernel, what it loads and its command line are read from the card's boot partition, as a Raspberry Pi does it. To the
first file system is added one of the tests' own (seed.py): a shell on a serial line, which no card has.
"""

import json
import os
import pathlib
import select
import shutil
import socket
import subprocess
import time

from screen import Screen

BOOT = "@@1M"  # where mtools finds the boot partition of a card
ADDED = "console=ttyAMA0 systemd.journald.forward_to_console=1 systemd.journald.max_level_console=info"
SERIAL_OF_BOARD = "console=ttyS1,115200"
SLOW = 4  # limits are for a machine of our own; others may use it too


class Timeout(AssertionError):
    """What was waited for did not come."""


def boot_file(card, name, target):
    subprocess.run(["mcopy", "-n", "-o", "-i", f"{card}{BOOT}", f"::{name}", target], check=True)


def put_boot_file(card, source, name):
    subprocess.run(["mcopy", "-o", "-i", f"{card}{BOOT}", source, f"::{name}"], check=True)


def copy_card(card, target, size=1 << 30):
    """A card to be written to, larger than its image, as cards are."""
    subprocess.run(["cp", "--sparse=always", "--reflink=auto", card, target], check=True)
    os.truncate(target, max(size, os.path.getsize(target)))
    return target


class Line:
    """A serial line of the machine, reached by a socket."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.buffer = b""

    def send(self, data):
        self.socket.sendall(data)

    def read_until(self, mark, limit_s):
        end = time.monotonic() + limit_s
        while mark not in self.buffer:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.socket], [], [], left)[0]:
                raise Timeout(f"no {mark!r} within {limit_s:.0f} s; last came {self.buffer[-200:]!r}")
            data = self.socket.recv(65536)
            if not data:
                raise Timeout("the machine is off")
            self.buffer += data
        taken, _, self.buffer = self.buffer.partition(mark)
        return taken

    def close(self):
        self.socket.close()


class Monitor:
    """QEMU's own commands."""

    def __init__(self, path):
        self.line = Line(path)
        self.line.read_until(b"\n", 30)
        self.command("qmp_capabilities")

    def command(self, name, **arguments):
        self.line.send(json.dumps({"execute": name, "arguments": arguments}).encode() + b"\n")
        while True:
            answer = json.loads(self.line.read_until(b"\n", 60 * SLOW))
            if "error" in answer:
                raise AssertionError(f"{name}: {answer['error']['desc']}")
            if "return" in answer:
                return answer["return"]

    def human(self, text):
        answer = self.command("human-monitor-command", **{"command-line": text})
        if answer.strip() not in ("", "OK"):
            raise AssertionError(f"{text}: {answer.strip()}")


class Machine:
    """A card in a running machine. `folder` keeps what it says and shows: serial.log, and pictures."""

    def __init__(self, card, folder, seed, append="", drive=None, memory_mb=1024):
        self.card, self.folder = pathlib.Path(card), pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.serial_path = self.folder / "serial.log"
        self.sticks = 0
        self.seen = 0  # how much of the serial log has been looked through
        self.started = time.monotonic()
        with open(self.folder / "qemu.log", "wb") as log:
            self.process = subprocess.Popen(self.arguments(seed, append, drive, memory_mb), stdin=subprocess.DEVNULL, stderr=log)
        self.monitor = Monitor(self.await_socket("qmp"))
        self.shell = Line(self.await_socket("shell"))

    def arguments(self, seed, append, drive, memory_mb):
        for name in ("qmp", "shell"):
            (self.folder / name).unlink(missing_ok=True)
        self.serial_path.unlink(missing_ok=True)
        for name in ("vmlinuz", "initrd.img", "cmdline.txt"):
            boot_file(self.card, name, self.folder / name)
        with open(self.folder / "initrd.img", "ab") as initrd:
            initrd.write(pathlib.Path(seed).read_bytes())
        line = (self.folder / "cmdline.txt").read_text().replace(SERIAL_OF_BOARD, ADDED).strip()
        drive = drive or ["-drive", f"file={self.card},if=none,id=card,format=raw,cache=unsafe",
                          "-device", "virtio-blk-pci,drive=card"]
        return ["qemu-system-aarch64", "-M", "virt", "-accel", "tcg,thread=multi", "-cpu", "cortex-a72", "-smp", "2",
                "-m", str(memory_mb), "-nic", "none", "-display", "none", "-monitor", "none", "-no-reboot",
                "-kernel", self.folder / "vmlinuz", "-initrd", self.folder / "initrd.img", "-append", f"{line} {append}",
                *drive, "-device", "virtio-gpu-pci,id=gpu", "-device", "qemu-xhci,id=xhci", "-device", "virtio-rng-pci",
                "-chardev", f"socket,id=shell,path={self.folder}/shell,server=on,wait=off",
                "-device", "virtio-serial-pci", "-device", "virtserialport,chardev=shell",
                "-chardev", f"file,id=log,path={self.serial_path}", "-serial", "chardev:log",
                "-qmp", f"unix:{self.folder}/qmp,server=on,wait=off"]

    def await_socket(self, name):
        self.wait(lambda: (self.folder / name).exists(), f"QEMU's socket {name}", 30)
        return self.folder / name

    # ---- Waiting ----

    def wait(self, condition, what, limit_s):
        """The condition's answer as soon as it is true; it is asked again and again."""
        end = time.monotonic() + limit_s * SLOW
        while True:
            answer = condition()
            if answer:
                return answer
            if self.process.poll() is not None:
                raise Timeout(f"the machine went off while waiting for {what}")
            if time.monotonic() > end:
                raise Timeout(f"{what}: not within {limit_s * SLOW} s")
            select.select([], [], [], 0.2)

    def log(self):
        return self.serial_path.read_text(errors="replace") if self.serial_path.exists() else ""

    def wait_log(self, text, limit_s=60):
        """Waits for a line on the serial console that was not waited for before."""
        def found():
            log = self.log()
            at = log.find(text, self.seen)
            if at >= 0:
                self.seen = at + len(text)
            return at >= 0
        return self.wait(found, f"{text!r} on the console", limit_s)

    def wait_off(self, limit_s=60):
        end = time.monotonic() + limit_s * SLOW
        while self.process.poll() is None:
            if time.monotonic() > end:
                raise Timeout(f"the machine is still on after {limit_s * SLOW} s")
            select.select([], [], [], 0.2)

    # ---- The shell of the tests ----

    def run(self, command, limit_s=60, check=True):
        """What a command in the machine prints. A failing one is an error unless `check` is false."""
        self.shell.send(b"{ " + command.encode() + b"\n} 2>&1; printf '\\036%d\\n' $?\n")
        output = self.shell.read_until(b"\x1e", limit_s * SLOW).decode(errors="replace").replace("\r", "")
        code = int(self.shell.read_until(b"\n", limit_s * SLOW))
        if check and code != 0:
            raise AssertionError(f"{command}: exit code {code}\n{output}")
        return output.rstrip("\n")

    def wait_run(self, command, what, limit_s=60):
        """Waits until a command in the machine succeeds."""
        return self.wait(lambda: self.run(f"{command} && echo yes", check=False).endswith("yes"), what, limit_s)

    def touch(self, *commands):
        """Lines for the touchscreen (toucher.c), all of them carried out when this returns."""
        number = int(self.run("wc -l < /run/seed/touched"))
        self.run("printf '%s\\n' " + " ".join(f"'{line}'" for line in commands) + " > /run/seed/touch")
        self.wait_run(f"[ $(wc -l < /run/seed/touched) -ge {number + len(commands)} ]", "the touches", 60)

    def tap(self, x, y):
        self.touch(f"down 0 {x} {y}", "wait 60", "up 0")

    # ---- The screen ----

    def screen(self, name="screen"):
        path = self.folder / f"{name}.ppm"
        self.monitor.command("screendump", filename=str(path))
        return Screen.of_ppm(path)

    def wait_screen(self, wanted, name, limit_s=60):
        """Waits until the screen equals the picture, within its tolerance."""
        last = []

        def equals():
            last[:] = [self.screen(name).difference(wanted)]
            return last[0].accepted
        try:
            self.wait(equals, f"the picture of {wanted.name}", limit_s)
        except Timeout as timeout:
            raise Timeout(f"{timeout}: {last[0]}; shown: {self.folder}/{name}.ppm, wanted: {wanted.path}") from None
        return last[0]

    # ---- Sockets and power ----

    def plug(self, image, read_only=False, bytes_per_s=0):
        self.sticks += 1
        name = f"stick{self.sticks}"
        self.monitor.human(f"drive_add 0 if=none,id={name},file={image},format=raw,cache=writethrough,"
                           f"bps={bytes_per_s},readonly={'on' if read_only else 'off'}")
        self.monitor.command("device_add", driver="usb-storage", id=name, drive=name, bus="xhci.0", removable=True)
        return name

    def pull(self, name):
        """Returns when neither the machine nor QEMU has the stick any more."""
        self.monitor.command("device_del", id=name)
        self.wait(lambda: name not in [block["device"] for block in self.monitor.command("query-block")],
                  f"{name} to be gone", 30)

    def kill(self):
        """The plug is pulled."""
        self.process.kill()
        self.process.wait()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.shell.close()
        self.monitor.line.close()
        for name in ("vmlinuz", "initrd.img"):
            (self.folder / name).unlink(missing_ok=True)


def free_folder(path):
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return pathlib.Path(path)
