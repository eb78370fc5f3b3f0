"""The kiosk's units on an ordinary Debian system in a container: start, stick, trial, watchdog, ladder, requests.

Usage: container_test.py BUILD [unittest's options]

BUILD is a build tree with the three programs. As root on Debian 12, with systemd-container, and mmdebstrap. The
system is made once, of the packages that the programs link, and kept in BUILD/machine. The viewer draws into SDL's dummy
driver: what can be seen is tested elsewhere, here it is who starts whom, and when. A container has no udev, so the unit that udev
would start for a stick is started by hand on a folder, without the lines that wait for a device and mount it: those are the
emulated machine's to test.
"""

import hashlib
import os
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

BUILD = pathlib.Path(sys.argv.pop(1)).resolve()
SOURCE = pathlib.Path(__file__).resolve().parents[2]
PASSWORD = "eight or more\n"
CONFIRM_S = 4  # instead of a minute
LIMIT_S = 90  # for whatever is waited for
NEEDED = {"systemd-nspawn": "systemd-container", "mmdebstrap": "mmdebstrap", "nsenter": "util-linux", "systemd-analyze": "systemd"}
EXPOSURE = {"vitrine.service": 1.5}  # all others: 0.5
EXPOSURE_AGENT = 0.5


def command(*words, **options):
    done = subprocess.run([str(word) for word in words], text=True, capture_output=True, **options)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(map(str, words))}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def packages():
    """What the two programs link, some fonts, and a system to start them."""
    names = {"systemd-sysv", "udev", "mount", "fonts-ebgaramond", "fonts-sil-gentiumplus", "fonts-sil-andika"}
    for program in ("vitrine", "vitrine-update"):
        for library in re.findall(r"=> (/\S+)", command("ldd", BUILD / "bin" / program)):
            found = subprocess.run(["dpkg", "-S", os.path.realpath(library)], text=True, capture_output=True)
            names.add(found.stdout.split(":")[0] if found.returncode == 0 else "")
    return sorted(names - {""})


def base_system():
    """Debian with what the programs need, as an archive made once for one list of packages."""
    folder = BUILD / "machine"
    folder.mkdir(exist_ok=True)
    name = folder / f"debian-{hashlib.sha256(' '.join(packages()).encode()).hexdigest()[:12]}.tar"
    if not name.exists():
        made = name.with_suffix(".new.tar")
        command("mmdebstrap", "--variant=apt", "--aptopt=Apt::Install-Recommends \"false\"",
                f"--include={','.join(packages())}", "bookworm", made)
        made.rename(name)
    return name


def install(root):
    """Our part, as firmware/README.md says it is installed on a Debian machine."""
    for component in ("vitrine", "vitrine-update", "assets", "service"):
        command("cmake", "--install", BUILD, "--prefix", "/usr", "--component", component, env={**os.environ, "DESTDIR": str(root)})
    command("systemd-sysusers", f"--root={root}")
    command("systemctl", f"--root={root}", "preset-all", "--preset-mode=enable-only")


def adapt(root):
    """What a container has not, and what would take too long."""
    units = root / "etc/systemd/system"
    for name, text in {"vitrine.service.d": "[Service]\nEnvironment=SDL_VIDEODRIVER=dummy SDL_RENDER_DRIVER=software\nWatchdogSec=6s\n",
                       "vitrine-confirm.timer.d": f"[Timer]\nOnActiveSec=\nOnActiveSec={CONFIRM_S}s\n",
                       "dev-vitrine-display.device.d": "[Unit]\nJobRunningTimeoutSec=1s\n"}.items():
        (units / name).mkdir(parents=True)
        (units / name / "test.conf").write_text(text)
    stage = (root / "usr/lib/systemd/system/vitrine-stage@.service").read_text()
    stage, changes = re.subn(r"(?m)^(BindsTo|ExecCondition|ExecStopPost)=.*\n|dev-%i\.device |/run/vitrine-stick(?=/%i)", "", stage)
    assert changes == 5, "vitrine-stage@.service mounts its device in another way now"
    (units / "vitrine-stage@.service").write_text(stage)


class Machine:
    """A booted container whose changes are forgotten, but for /data."""

    def __init__(self, root, binds):
        self.log = open(BUILD / "machine/boot.log", "w")
        self.process = subprocess.Popen(
            ["systemd-nspawn", "--quiet", "--register=no", "--keep-unit", "--volatile=overlay", "-D", str(root), "--boot",
             *binds], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.leader = None
        try:
            self.leader = self.wait_for(self.find_leader, "the container's first process")
            self.wait_for(lambda: self.unit("multi-user.target", "ActiveState") == "active", "the system")
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def find_leader(self):
        """The child that is process 1 inside; others come and go before it."""
        children = pathlib.Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        for child in children:
            try:
                status = pathlib.Path(f"/proc/{child}/status").read_text()
            except FileNotFoundError:
                continue
            if re.search(r"(?m)^NSpid:.*\t1$", status):
                return child
        return None

    def wait_for(self, condition, what):
        until = time.monotonic() + LIMIT_S
        while time.monotonic() < until:
            answer = condition()
            if answer:
                return answer
            if self.process.poll() is not None:
                raise AssertionError(f"the machine ended while it waited for {what}; see {self.log.name}")
            time.sleep(0.05)
        raise AssertionError(f"waited {LIMIT_S} s for {what}\n{self.journal() if self.leader else ''}")

    def run(self, *words, code=0):
        done = subprocess.run(["nsenter", "-t", self.leader, "-a", *words], text=True, capture_output=True)
        if code is not None and done.returncode != code:
            raise AssertionError(f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def unit(self, name, what):
        return self.run("systemctl", "show", "-P", what, name, code=None).strip()

    def read(self, path):
        return self.run("cat", path, code=None)

    def journal(self):
        lines = self.run("journalctl", "-b", "--no-pager", "-u", "vitrine*", "-u", "kiosk*", code=None).splitlines()
        return "\n".join([line for line in lines if "is missing" not in line and "loopback" not in line][-40:])

    def stop(self):
        if self.process.poll() is None:
            subprocess.run(["nsenter", "-t", self.leader, "-a", "systemctl", "poweroff"], capture_output=True)
        try:
            self.process.wait(LIMIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()


class Kiosk(unittest.TestCase):
    """The tests run in the order of their names, on one machine: what one has installed the next one finds."""

    @classmethod
    def setUpClass(cls):
        missing = sorted({package for program, package in NEEDED.items() if shutil.which(program) is None})
        assert not missing, f"install {' '.join(missing)}"
        assert os.geteuid() == 0, "a container needs root"
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="vitrine-machine-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.root, cls.data = cls.folder / "root", cls.folder / "data"
        cls.root.mkdir()
        cls.data.mkdir()
        command("tar", "-xf", base_system(), "-C", cls.root)
        install(cls.root)
        adapt(cls.root)
        cls.write_settings()
        cls.stick = cls.folder / "stick"
        cls.stick.mkdir()
        cls.machine = Machine(cls.root, [f"--bind={cls.data}:/data", f"--bind-ro={cls.stick}:/stick"])
        cls.addClassCleanup(cls.machine.stop)

    @classmethod
    def write_settings(cls):
        made = subprocess.run([BUILD / "bin/vitrine-bundle", "keygen", cls.folder / "key"], input=PASSWORD, text=True,
                              capture_output=True, check=True)
        settings = cls.root / "etc/vitrine"
        settings.mkdir()
        (settings / "keys.txt").write_text(f"{made.stdout.splitlines()[-1]} Registrar\n")
        (settings / "vitrine.ini").write_text("exhibit=sample\ndevice=hall-1\n")
        command(BUILD / "bin/vitrine-bundle", "build", SOURCE / "assets/exhibits/sample", "-o", cls.folder / "sample.vitrine")
        factory = cls.root / "usr/share/vitrine/factory"
        factory.mkdir()
        cls.sign(1)
        for name, file in {"1.vitrine": "bundle.vitrine", "1.vitrine.manifest": "manifest.txt",
                           "1.vitrine.manifest.minisig": "manifest.txt.minisig"}.items():
            shutil.copy(cls.folder / name, factory / file)

    @classmethod
    def sign(cls, serial):
        bundle = cls.folder / f"{serial}.vitrine"
        shutil.copy(cls.folder / "sample.vitrine", bundle)
        command(BUILD / "bin/vitrine-bundle", "sign", bundle, "-s", cls.folder / "key", "--serial", serial, input=PASSWORD)
        return bundle

    # ---- Helpers

    def shown(self):
        """The edition the viewer was started on: its number, "factory", or "" for the card."""
        link = self.machine.run("readlink", "/run/vitrine/exhibit", code=None).strip()
        return "factory" if "factory" in link else link.split("/")[-2].split("-")[0] if link else ""

    def viewer(self):
        """The process of a viewer that has shown its first frame."""
        if self.machine.unit("vitrine.service", "SubState") != "running":
            return None
        return self.machine.unit("vitrine.service", "MainPID")

    def wait_for_viewer(self, other_than):
        return self.machine.wait_for(lambda: self.viewer() not in (None, other_than) and self.viewer(), "another viewer")

    def kill_viewer(self):
        before = self.viewer()
        self.machine.run("systemctl", "kill", "--kill-whom=main", "-s", "KILL", "vitrine.service")
        return self.wait_for_viewer(before)

    def insert(self, serial):
        command(BUILD / "bin/vitrine-bundle", "stick", self.stick, self.sign(serial))
        self.machine.run("systemctl", "start", "vitrine-stage@stick.service", code=None)

    def wait_for_status(self, start):
        self.machine.wait_for(lambda: self.machine.read("/run/vitrine/status").startswith(start), f"the status {start}")

    def request(self, line):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(f"/proc/{self.machine.leader}/root/run/vitrine/request")
            connection.sendall(f"{line}\n".encode())

    # ---- What is to be

    def test_0_each_unit_is_confined(self):
        for unit in sorted((self.root / "usr/lib/systemd/system").glob("vitrine*.service")):
            told = subprocess.run(["systemd-analyze", "security", "--offline=true", f"--root={self.root}", unit.name], text=True,
                                  capture_output=True).stdout
            exposure = float(re.search(r"exposure level for .*: ([0-9.]+)", told)[1])
            print(f"{unit.name}: exposure {exposure}", file=sys.stderr)
            self.assertLessEqual(exposure, EXPOSURE.get(unit.name, EXPOSURE_AGENT), unit.name)

    def test_1_the_factory_s_exhibit_is_shown_after_the_choice(self):
        self.machine.wait_for(self.viewer, "the viewer")
        self.assertEqual(self.shown(), "factory")
        chosen = int(self.machine.unit("vitrine-select.service", "ExecMainExitTimestampMonotonic"))
        started = int(self.machine.unit("vitrine.service", "ExecMainStartTimestampMonotonic"))
        self.assertLess(0, chosen)
        self.assertLess(chosen, started)
        self.assertEqual(self.machine.run("systemctl", "--failed", "--quiet", "--no-legend"), "")

    def test_2_a_stick_s_edition_is_tried_and_kept(self):
        before = self.viewer()
        self.insert(2)
        self.wait_for_viewer(before)
        self.assertEqual(self.shown(), "2")
        self.assertRegex(self.machine.journal(), r"2-[0-9a-f]{8} \(trial\)")
        self.wait_for_status("running serial=2 ")
        self.assertIn("active=2-", self.machine.read("/data/state"))

    def test_3_an_older_edition_is_refused(self):
        before = self.viewer()
        self.insert(1)
        self.wait_for_status("failed serial=1 other=2 percent=100 code=E30 ")
        self.assertEqual((self.viewer(), self.shown()), (before, "2"))

    def test_4_a_frozen_viewer_is_replaced(self):
        before = self.viewer()
        self.machine.run("systemctl", "kill", "--kill-whom=main", "-s", "STOP", "vitrine.service")
        self.wait_for_viewer(before)
        self.assertIn("Watchdog timeout", self.machine.journal())
        self.assertEqual(self.shown(), "2")

    def test_5_an_edition_that_dies_in_its_trial_goes(self):
        before = self.viewer()
        self.insert(3)
        self.wait_for_viewer(before)
        self.assertEqual(self.shown(), "3")
        for _ in range(3):
            self.kill_viewer()
        self.assertEqual(self.shown(), "2")
        self.assertIn("code=E42", self.machine.read("/run/vitrine/status"))
        self.assertIn("bad=3-", self.machine.read("/data/state"))

    def test_6_requests_are_done(self):
        self.request("set theme evening")
        self.machine.wait_for(lambda: "theme=evening" in self.machine.read("/data/settings.ini"), "the setting")
        before = self.viewer()
        self.request("restart")
        self.wait_for_viewer(before)
        self.machine.wait_for(lambda: "restart" not in self.machine.run("ls", "/run/vitrine/ask"), "the answer to the request")

    def test_7_a_viewer_that_goes_on_dying_comes_down_to_the_factory_s_exhibit(self):
        starts = 0
        while self.shown() != "factory" and starts < 12:
            self.kill_viewer()
            starts += 1
        self.assertEqual(self.shown(), "factory")
        self.assertIn("code=E43", self.machine.read("/run/vitrine/status"))
        self.assertIn("active=2-", self.machine.read("/data/state"))

    def test_8_staff_switch_it_off(self):
        self.request("shutdown")
        self.machine.process.wait(LIMIT_S)


if __name__ == "__main__":
    unittest.main(verbosity=2)
