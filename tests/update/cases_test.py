"""Makes every hostile bundle and stick of cases.csv, and brings it to a kiosk by the real program: the expected code, the old
content as it was, nothing left behind, in bounded time and memory. Meanwhile a replayed visitor reads on.

Usage: cases_test.py VITRINE_UPDATE VITRINE SIGN_ANY SAMPLE_BUNDLE SANITIZED"""
import csv
import hashlib
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from hostile_bundles import BUNDLES
from hostile_sticks import STICKS

UPDATE, VIEWER, SIGN, SAMPLE = sys.argv[1:5]
IS_SANITIZED = len(sys.argv) > 5 and sys.argv[5] not in ("", "OFF")
CASES = list(csv.DictReader(pathlib.Path(__file__).with_name("cases.csv").read_text().splitlines()))
CODES = {"ok"} | {f"{letter}{number}" for letter, number in (("I", "01"), *(("E", str(n)) for n in range(10, 45)))}

# Of one program, its probe included; what the viewer itself allows a probe is less (src/app/viewer/verify.h).
CPU_S = 90
# A thousand files are synced here, which a disk takes a minute for; that syncs are made is the crash test's to see.
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
FILE_BYTES = 256 << 20
DATA_BYTES = 8 << 20  # of the agent; the probe sets its own limit. Sanitizers need terabytes of addresses.


def confine():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not IS_SANITIZED:
        resource.setrlimit(resource.RLIMIT_DATA, (DATA_BYTES, resource.RLIM_INFINITY))


class Kiosk:
    """One kiosk with edition 1, that many sticks come to."""

    def __init__(self, folder):
        self.folder = folder
        self.store, self.run_folder = folder / "data", folder / "run"
        self.store.mkdir()
        (folder / "vitrine.ini").write_text("exhibit=sample\n")
        key = subprocess.run([SIGN, "--key"], check=True, capture_output=True, text=True).stdout.strip()
        (folder / "keys.txt").write_text(key + " tests\n")
        self.seconds = {"stage": 0, "commit": 0}

    def agent(self, task, *arguments):
        """Answers the exit code and the code for staff."""
        command = [UPDATE, task, *map(str, arguments), "--store", self.store, "--run", self.run_folder, "--config",
                   self.folder / "vitrine.ini", "--viewer", VIEWER, "--factory", self.folder / "none"]
        with open(self.folder / "said", "wb") as said:
            child = subprocess.Popen(command, stdout=said, stderr=said, preexec_fn=confine)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
        if task in self.seconds:
            self.seconds[task] = max(self.seconds[task], used.ru_utime + used.ru_stime)
        said = (self.folder / "said").read_text(errors="replace")
        found = re.findall(r"^vitrine-update: (ok|[IE]\d\d), edition", said, re.M)
        return child.returncode, found[-1] if found else said, said

    def content(self):
        """What must not change while nothing is taken."""
        return (self.store / "state").read_bytes(), sorted(path.name for path in (self.store / "bundles").iterdir()), \
            os.readlink(self.run_folder / "exhibit")


class Case:
    """A stick with a signed edition 2 of the sample, that one function makes hostile."""

    def __init__(self, stick, original):
        self.stick, self.original = stick, original
        self.folder = stick / "VITRINE" / "sample"
        self.folder.mkdir(parents=True)
        self.take(original)

    def take(self, bundle):
        shutil.copyfile(bundle, self.folder / "bundle.vitrine")
        self.measure()

    def measure(self):
        content = (self.folder / "bundle.vitrine").read_bytes()
        self.size, self.hash = len(content), hashlib.blake2b(content, digest_size=32).hexdigest()

    def put(self, original=False, **changes):
        if original:
            self.take(SAMPLE)
        fields = {"exhibit": "sample", "serial": 2, "title": "Letters", "built": "2026-11-20", "schema": 0, "size": self.size,
                  "hash": self.hash, **changes}
        names = {"hash": "blake2b-256"}
        text = "".join(f"{names.get(name, name)}={value}\n" for name, value in fields.items())
        (self.folder / "manifest.txt").write_text(f"vitrine-bundle 1\n{text}end\n")
        self.sign()

    def sign(self, stranger=False):
        subprocess.run([SIGN, *(["--stranger"] if stranger else []), self.folder / "manifest.txt"], check=True)


class Visitor:
    """Reads the same letters over and over while sticks come, and looks at what it sees."""
    REPLAY = ("vitrine-replay 1 800x480 7 3\n1000 tap read\n2000 key Down\n3000 key Down\n4000 key Return\n5000 dump one\n"
              "6000 key Right\n7000 dump two\n8000 end\n")

    def __init__(self, kiosk):
        self.kiosk, self.visits, self.wrong = kiosk, 0, []
        self.replay = kiosk.folder / "visit.replay"
        self.replay.write_text(self.REPLAY)
        self.expected = self.visit()
        self.stopping = threading.Event()
        self.thread = threading.Thread(target=self.go_on)
        self.thread.start()

    def visit(self):
        folder = self.kiosk.folder / "seen"
        done = subprocess.run(["nice", VIEWER, self.kiosk.run_folder / "exhibit", "--replay", self.replay, "--dump", folder],
                              capture_output=True, text=True)
        seen = [done.returncode, done.stderr, *(path.read_bytes() for path in sorted(folder.glob("*")))]
        shutil.rmtree(folder, ignore_errors=True)
        return seen

    def go_on(self):
        while not self.stopping.is_set():
            seen = self.visit()
            self.visits += 1
            if seen != self.expected:
                self.wrong.append(str(seen[:2])[:500])

    def leave(self):
        self.stopping.set()
        self.thread.join()


class Cases(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="vitrine-cases-", dir=MEMORY))
        cls.kiosk = Kiosk(cls.folder)
        first = Case(cls.folder / "first", SAMPLE)
        first.put(serial=1)
        # The edition that every case begins with: the same exhibit, but not the same bytes as the one installed.
        cls.second = cls.folder / "second.vitrine"
        shutil.copyfile(SAMPLE, cls.second)
        with open(cls.second, "r+b") as file:
            file.seek(24)  # SQLite's change counter, and the version it is valid for
            file.write(b"\0\0\0\7")
            file.seek(92)
            file.write(b"\0\0\0\7")
        for task in (["stage", first.stick], ["commit"], ["select"], ["confirm"]):
            code, _, said = cls.kiosk.agent(*task)
            assert code == 0, said
        cls.kiosk.agent("select")
        cls.visitor = Visitor(cls.kiosk)

    @classmethod
    def tearDownClass(cls):
        cls.visitor.leave()
        shutil.rmtree(cls.folder)

    def bring(self, kind, name):
        """The code that comes of one case, and what was said."""
        with tempfile.TemporaryDirectory(dir=self.folder) as stick:
            case = Case(pathlib.Path(stick) / "stick", self.second)
            if kind == "bundle":
                BUNDLES[name](case.folder / "bundle.vitrine")
                case.measure()
                case.put()
            else:
                case.put()
                STICKS[name](case)
            status, code, said = self.kiosk.agent("stage", case.stick)
        if status == 0 and code == "ok":
            status, code, said = self.kiosk.agent("commit")
        self.assertIn(status, (0, 1), said)
        return code, said

    def show(self, bundle):
        """What is taken must be shown too, whatever hands do to it."""
        done = subprocess.run([VIEWER, bundle, "--seed", "7", "--monkey", "400", "--text"], capture_output=True, text=True)
        # A letter like none there is may stay in memory while it is open.
        faults = [line for line in done.stderr.splitlines() if "memory grew" not in line and "the monkey found 1 fault" not in line]
        self.assertEqual((done.returncode in (0, 1), faults), (True, []))

    def check(self, kind, name, expected, before):
        code, said = self.bring(kind, name)
        if code == "ok":
            taken = [folder for folder in self.kiosk.content()[1] if folder not in before[1]]
            self.assertEqual(len(taken), 1)
            if kind == "bundle":
                self.show(self.kiosk.store / "bundles" / taken[0] / "bundle.vitrine")
            (self.kiosk.store / "state").write_bytes(before[0])
            shutil.rmtree(self.kiosk.store / "bundles" / taken[0])
        self.assertEqual(code, expected, said)
        self.assertEqual(self.kiosk.content(), before)
        self.assertFalse((self.kiosk.store / "inbox" / "new").exists(), "something is left in the inbox")
        return code

    def test_every_case(self):
        before = self.kiosk.content()
        counts, began = {}, time.monotonic()
        for row in CASES:
            with self.subTest(kind=row["kind"], name=row["name"]):
                code = self.check(row["kind"], row["name"], row["code"], before)
                counts[code] = counts.get(code, 0) + 1
        self.visitor.leave()
        for kind in ("bundle", "stick"):
            print(f"{sum(row['kind'] == kind for row in CASES)} hostile {kind}s")
        print("codes:", ", ".join(f"{code} {count}" for code, count in sorted(counts.items())))
        for task, seconds in self.kiosk.seconds.items():
            print(f"{task}: at most {seconds:.2f} s of processor time" + ("" if IS_SANITIZED else " in 8 MiB of memory"))
        print(f"a visitor came {self.visitor.visits} times in {time.monotonic() - began:.0f} s")
        self.assertEqual(self.visitor.wrong, [])
        self.assertGreater(self.visitor.visits, 3)

    def test_the_table_is_whole(self):
        for kind, made, least in (("bundle", BUNDLES, 60), ("stick", STICKS, 40)):
            named = [row["name"] for row in CASES if row["kind"] == kind]
            self.assertEqual(sorted(named), sorted(made))
            self.assertGreaterEqual(len(named), least)
        self.assertLessEqual({row["code"] for row in CASES}, CODES)
        self.assertLessEqual({row["by"] for row in CASES}, {"attacker", "colleague"})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
