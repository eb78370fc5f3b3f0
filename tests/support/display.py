"""A display in memory for programs that want one, and what can be read from it and from them.

Xvfb chooses a free number itself, so that runs beside each other never meet."""

import contextlib
import mmap
import os
import shutil
import socket
import struct
import subprocess
import tempfile
import time


class Display:
    """Xvfb with one 24-bit screen, whose pixels can be read from the file it keeps them in."""

    def __init__(self, width, height):
        self.folder = tempfile.mkdtemp(prefix="vitrine-display-")
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24", "-fbdir", self.folder,
             "-noreset", "-nolisten", "tcp"],
            pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            number = answer.readline().strip()
        if not number:
            raise RuntimeError("Xvfb did not start")
        self.name = f":{number}"

    def environment(self, **more):
        """What programs on this display are started with."""
        kept = {key: value for key, value in os.environ.items()
                if not key.startswith("SDL_") and key not in ("WAYLAND_DISPLAY", "XDG_SESSION_TYPE")}
        return {**kept, "DISPLAY": self.name, "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", **more}

    def pixels(self):
        """(width, height, rows of 0xRRGGBB as bytes B G R x), as they are now."""
        with open(os.path.join(self.folder, "Xvfb_screen0"), "rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            header = struct.unpack(">25I", data[:100])
            size, width, height, row, colors = header[0], header[4], header[5], header[12], header[19]
            start = size + colors * 12
            rows = [data[start + y * row:start + y * row + width * 4] for y in range(height)]
            data.close()
        return width, height, rows

    def xdotool(self, *arguments):
        subprocess.run(["xdotool", *map(str, arguments)], env=self.environment(), check=True)

    def close(self):
        self.server.terminate()
        self.server.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


@contextlib.contextmanager
def display(width=1280, height=800):
    shown = Display(width, height)
    try:
        yield shown
    finally:
        shown.close()


class Program:
    """A program on a display, started; it has shown its first frame when this returns."""

    def __init__(self, shown, arguments, timeout=60, **environment):
        self.folder = tempfile.mkdtemp(prefix="vitrine-ready-")
        path = os.path.join(self.folder, "notify")
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
            supervisor.bind(path)
            supervisor.settimeout(timeout)
            begun = time.monotonic()
            self.process = subprocess.Popen(arguments, env=shown.environment(NOTIFY_SOCKET=path, **environment))
            try:
                said = supervisor.recv(64)
            except TimeoutError:
                self.close()
                raise RuntimeError(f"{arguments[0]} showed nothing in {timeout} s") from None
            self.start_ms = (time.monotonic() - begun) * 1000
        assert said == b"READY=1", said

    def private_kb(self):
        with open(f"/proc/{self.process.pid}/smaps_rollup", encoding="ascii") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("Private_Dirty:"))

    def wakeups(self):
        """How often its threads gave up the processor or lost it, and the time they used, in ticks."""
        count = ticks = 0
        for task in os.listdir(f"/proc/{self.process.pid}/task"):
            base = f"/proc/{self.process.pid}/task/{task}"
            with open(f"{base}/status", encoding="ascii") as file:
                count += sum(int(line.split()[1]) for line in file if "voluntary_ctxt_switches" in line)
            with open(f"{base}/stat", encoding="ascii") as file:
                fields = file.read().rsplit(")", 1)[1].split()
                ticks += int(fields[11]) + int(fields[12])
        return count, ticks

    def close(self):
        """Asks it to end; answers its exit code."""
        self.process.terminate()
        try:
            return self.process.wait(timeout=30)
        finally:
            self.process.kill()
            shutil.rmtree(self.folder, ignore_errors=True)
