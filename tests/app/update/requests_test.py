"""What the viewer may ask the keeper for, over standard input and over sockets, and what hostile lines come to."""
import csv
import fcntl
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time

from kiosk import Kiosk, main

VISIT = ("visit 1 language=en input=touch seconds=184 letters_opened=2 exit_state=contents exit_reason=again "
         "options_used=size,colours letter=letter-70/70,en,opens=1,read_s=74,read_to_end=0,notes_opened=3,"
         "originals_opened=0,via=list")
PATIENCE_S = 20


class Requests(Kiosk):
    def setUp(self):
        super().setUp()
        self.run_folder.mkdir()

    def ask(self, line, code=0):
        return self.agent("request", code=code, stdin=line + "\n")

    def report(self):
        return (self.run_folder / "report").read_text().splitlines()

    def wait_for(self, holds):
        """Polls until something another process does is there."""
        end = time.monotonic() + PATIENCE_S
        while not holds():
            self.assertLess(time.monotonic(), end, "in vain")
            time.sleep(0.01)

    def test_visits_are_counted(self):
        for _ in range(6):
            self.ask(VISIT)
        self.ask(VISIT.replace("read_s=74", "read_s=20"))
        self.assertIn("visits=7", self.report())
        self.assertEqual(self.status()["visits"], 7)
        # In memory until it is due; then one file of visits and one of letters.
        self.assertEqual(list(self.store.glob("records/visits-*")), [])
        self.ask("shutdown")
        visits, = self.store.glob("records/visits-*.csv")
        row, = csv.DictReader(visits.read_text().splitlines())
        self.assertEqual((row["language"], row["input"], row["visits"], row["seconds"], row["letters_opened"]),
                         ("en", "touch", "7", "1288", "14"))
        self.assertEqual((row["exit_state"], row["exit_reason"], row["options_used"]), ("contents", "again", "size,colours"))
        self.assertNotEqual(row["hour"], "")
        letters, = self.store.glob("records/letters-*.csv")
        row, = csv.DictReader(letters.read_text().splitlines())
        self.assertEqual((row["letter"], row["via"], row["opens"], row["notes_opened"], row["read_s"]),
                         ("letter-70/70", "list", "7", "21", "74 74 74 74 74 74 20"))
        self.assertEqual(self.status()["visits"], 7)

    def test_records_are_saved(self):
        self.install(1)
        self.ask(VISIT)
        self.ask("save-records")
        self.assertTrue((self.run_folder / "ask" / "save-records").exists())
        before = {path: path.read_bytes() for path in self.stick.rglob("*") if path.is_file()}
        self.assertEqual(self.agent("save", self.stick).splitlines()[-1], "VITRINE/records/hall-2-1.csv")
        self.assertTrue((self.run_folder / "status").read_text().startswith("saving "))
        self.agent("save")
        self.assertRegex((self.run_folder / "status").read_text(), r"^saved .* detail=VITRINE/records/hall-2-1\.csv\n$")
        self.agent("save", code=1)
        tables = (self.stick / "VITRINE/records/hall-2-1.csv").read_text().split("\n\n")
        self.assertEqual(tables[0].splitlines()[1].split(",")[:3], ["1", "sample", "hall-2"])
        visit, = csv.DictReader(tables[1].splitlines())
        self.assertEqual((visit["hour"], visit["visits"]), ("", "1"), "an hour with one visit is merged with the day")
        letter, = csv.DictReader(tables[2].splitlines())
        self.assertEqual((letter["hour"], letter["median_read_s"]), ("", "74"))
        receipts = list(csv.DictReader(tables[3].splitlines()))
        self.assertEqual([(row["serial"], row["code"]) for row in receipts], [("1", "ok"), ("1", "ok")])
        self.agent("save", self.stick)
        self.assertTrue((self.stick / "VITRINE/records/hall-2-2.csv").exists())
        for path, content in before.items():
            self.assertEqual(path.read_bytes(), content)
        self.assertFalse(list(self.stick.rglob("*.tmp")))

    def test_a_stick_that_cannot_be_written(self):
        self.assertIn("E11", self.agent("save", self.folder / "nothing", code=1))
        (self.stick / "VITRINE").write_text("a file of that name")
        self.assertIn("E11", self.agent("save", self.stick, code=1))
        self.agent("save", code=1)
        self.assertIn("code=E11", (self.run_folder / "status").read_text())

    def test_what_the_supervisor_is_asked(self):
        for line in ("restart", "shutdown"):
            self.ask(line)
            self.assertTrue((self.run_folder / "ask" / line).exists())
        self.assertEqual(sorted(path.name for path in (self.run_folder / "ask").iterdir()), ["restart", "shutdown"])

    def test_a_restart_that_was_asked_for_is_no_crash(self):
        self.install(1)
        self.agent("select")
        self.assertEqual((self.status()["starts"], self.status()["crashes"]), (2, 1))
        self.ask("restart")
        self.agent("select")
        self.assertEqual((self.status()["starts"], self.status()["crashes"]), (3, 1))

    def test_the_report_and_the_status_are_the_same(self):
        self.install(1)
        self.install(2)
        self.agent("stage", self.stick)
        self.ask("set theme evening")
        status, report = self.status(), self.report()
        self.assertEqual(report[0], "report 1")
        self.assertIn(f"active=2 {status['active']['built']} {status['active']['title']}", report)
        self.assertEqual(status["previous"]["serial"], 1)
        self.assertEqual([receipt["code"] for receipt in status["receipts"]], ["I01", "ok", "ok", "ok", "ok"])
        self.assertEqual([line.split()[2] for line in report if line.startswith("receipt=")],
                         [receipt["code"] for receipt in status["receipts"]])
        self.assertIsNone(status["fault"])
        self.assertGreater(status["total_mib"], status["free_mib"])
        self.fill_stick(3)
        (self.stick / "VITRINE/sample/bundle.vitrine").unlink()
        self.agent("stage", self.stick, code=1)
        self.ask("set theme paper")
        self.assertEqual((self.status()["fault"]["code"], self.status()["fault"]["serial"]), ("E12", 3))

    def test_hostile_lines_come_to_nothing(self):
        before = sorted(self.store.rglob("*"))
        lines = ["", " ", "visit", "visit 1", "visit 2 " + VISIT[8:], VISIT + " letter=x", VISIT.replace("=touch", "=nose"),
                 VISIT.replace("184", "-1"), VISIT.replace("184", "99999999999999999999"), VISIT.replace("en ", "e,n "),
                 VISIT.replace("letter-70/70", '"=cmd|/C calc"'), VISIT.replace("size,", "size,size,"), "set a\nb c",
                 "set ../x y", "set " + "k" * 49 + " v", "set k " + "v" * 129, "restart now", "shutdown\0", "Restart",
                 "save-records ../../etc", VISIT + VISIT[VISIT.index(" letter="):] * 32, "\x1b[2J", "previous previous",
                 "x" * 40000, VISIT.replace("en ", "e" * 48 + " ")]
        for line in lines:
            self.ask(line, code=1)
        self.agent("request", code=1, stdin=VISIT)  # without its end
        self.assertEqual(sorted(self.store.rglob("*")), before)
        self.assertFalse((self.run_folder / "visits").exists())
        print(f"{len(lines) + 1} hostile lines refused")

    def test_a_flood_is_bounded(self):
        """A viewer that somebody has taken over: so many restarts an hour, and no more."""
        (self.run_folder / "requests").write_text(f"{int(time.clock_gettime(time.CLOCK_MONOTONIC) * 1000)} 599 199 19 19 19 19\n")
        for line in (VISIT, "set theme evening", "restart"):
            self.ask(line)
            self.assertIn("too many requests", self.ask(line, code=1))
        (self.run_folder / "requests").write_text("0 599 200 20 20 20 20\n" if time.clock_gettime(time.CLOCK_MONOTONIC) > 3600
                                                  else "99999999999 599 200 20 20 20 20\n")
        self.ask("restart")

    def test_whoever_says_nothing_holds_up_nobody(self):
        silent = subprocess.Popen(self.command("request"), stdin=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.addCleanup(silent.wait)
        self.addCleanup(silent.stdin.close)
        self.agent("select")  # does not wait for it
        self.assertEqual(silent.wait(PATIENCE_S), 1)

    def connect(self, line):
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(str(self.run_folder / "request"))
            connection.sendall(line.encode())

    def settings(self):
        path = self.store / "settings.ini"
        return path.read_text() if path.exists() else ""

    def test_listens_without_a_supervisor(self):
        agent = subprocess.Popen(self.command("request", "--listen"), stderr=subprocess.DEVNULL)
        self.addCleanup(agent.wait)
        self.addCleanup(agent.kill)
        self.wait_for((self.run_folder / "request").exists)
        self.wait_for(lambda: self.try_connect("set theme evening\n"))
        self.connect("nonsense\n")
        self.connect("")
        self.connect("set theme paper\n")
        self.wait_for(lambda: "theme=paper" in self.settings())
        agent.send_signal(signal.SIGTERM)
        self.assertEqual(agent.wait(PATIENCE_S), 0)
        self.assertFalse((self.run_folder / "request").exists())

    def try_connect(self, line):
        try:
            self.connect(line)
            return True
        except OSError:
            return False

    def test_takes_the_socket_that_systemd_hands_over(self):
        path = str(self.run_folder / "request")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path)
            listener.listen()
            script = 'exec 3<&"$0"; LISTEN_FDS=1 LISTEN_PID=$$ exec "$@"'
            agent = subprocess.Popen(["/bin/sh", "-c", script, str(listener.fileno()), *self.command("request", "--listen")],
                                     pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL)
        self.addCleanup(agent.wait)
        self.addCleanup(agent.kill)
        self.connect("set theme evening\n")
        self.wait_for(lambda: "theme=evening" in self.settings())
        agent.send_signal(signal.SIGTERM)
        self.assertEqual(agent.wait(PATIENCE_S), 0)
        self.assertTrue(pathlib.Path(path).exists(), "the socket is the supervisor's")


class Sticks(Kiosk):
    """A second stick while the first is read; a stick pulled."""

    def hold(self, lock):
        """A stager that reads, for as long as the test likes."""
        self.run_folder.mkdir(exist_ok=True)
        file = os.open(self.run_folder / lock, os.O_RDWR | os.O_CREAT)
        fcntl.flock(file, fcntl.LOCK_EX)
        return file

    def test_a_second_stick_is_told_to_wait(self):
        self.fill_stick(1)
        held = self.hold("stick.lock")
        self.assertIn("E15", self.agent("stage", self.stick, code=1))
        self.assertIn("code=E15", self.status_line())
        os.close(held)
        self.agent("stage", self.stick)
        self.agent("commit")
        self.assertIn("E15", (self.store / "records/receipts.csv").read_text())

    def test_a_start_spares_what_a_stick_brings(self):
        self.install(1)
        (self.store / "inbox/new").mkdir(parents=True)
        held = self.hold("inbox.lock")
        self.agent("select")
        self.assertTrue((self.store / "inbox/new").exists())
        os.close(held)
        self.agent("select")
        self.assertFalse((self.store / "inbox/new").exists())

    def test_the_viewer_may_start_while_the_probe_runs(self):
        self.install(1)
        self.fill_stick(2)
        self.agent("stage", self.stick)
        probe, going = self.folder / "probe", self.folder / "going"
        probe.write_text(f"#!/bin/sh\n: >{going}\nwhile [ -e {going} ]; do :; done\n")
        probe.chmod(0o755)
        command = [str(word) for word in self.command("commit")]
        command[command.index("--viewer") + 1] = str(probe)
        commit = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        self.addCleanup(commit.wait)
        self.addCleanup(commit.kill)
        end = time.monotonic() + PATIENCE_S
        while not going.exists():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.01)
        self.assertIn("1-", self.agent("select"))
        going.unlink()
        self.assertEqual(commit.wait(PATIENCE_S), 0)
        self.assertIn("2-", self.agent("select"))

    def test_a_stick_that_is_pulled(self):
        """systemd stops the stager of a stick that is gone: before the copy, or in it."""
        self.install(1)
        self.fill_stick(2)
        done = subprocess.run([sys.executable, "-c",
                               "import os, signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM]); "
                               "os.kill(os.getpid(), signal.SIGTERM); os.execv(sys.argv[1], sys.argv[1:])",
                               *map(str, self.command("stage", self.stick))], capture_output=True, text=True)
        self.assertEqual(done.returncode, 1)
        self.assertIn("E13", done.stderr)
        self.assertEqual(list((self.store / "inbox").iterdir()), [])
        self.assertIn("1-", self.agent("select"))


if __name__ == "__main__":
    main()
