"""tools/run and tools/test install what is missing, by leave only, and leave apt alone otherwise.

The system is faked, the code is not: dpkg, apt-get, sudo and id are stand-ins on PATH that note how they are called.
"""

import os
import shutil
import subprocess
import tempfile
import unittest

SOURCE = os.environ["VITRINE_SOURCE_DIR"]

STAND_INS = {
    "dpkg": "echo amd64",
    "dpkg-query": 'for name; do case " $INSTALLED " in *" $name "*) echo "$name amd64 installed";; esac; done; exit 1',
    "apt-get": 'echo "apt-get $*" >>"$NOTES"; [ "$APT" = broken ] && { echo "E: no such mirror"; exit 100; }; exit 0',
    "sudo": 'echo sudo >>"$NOTES"; exec "$@"',
    "id": 'echo "$USER_ID"',
}

PACKAGES = "# Comment.\n\nbuild gcc make\nbuild libfoo-dev\nrun fonts-foo\nbench valgrind\n"


class Packages(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="vitrine-packages-")
        self.addCleanup(shutil.rmtree, self.folder)
        self.notes = os.path.join(self.folder, "notes")
        os.makedirs(os.path.join(self.folder, "bin"))
        os.makedirs(os.path.join(self.folder, "tools"))
        self.write("tools/packages", PACKAGES)
        shutil.copy(os.path.join(SOURCE, "tools/lib.sh"), os.path.join(self.folder, "tools"))
        for name, body in STAND_INS.items():
            self.write("bin/" + name, f"#!/bin/sh\n{body}\n", 0o755)

    def write(self, path, text, mode=0o644):
        path = os.path.join(self.folder, path)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)

    def install(self, installed, user_id=0, yes=0, apt="works"):
        """Answers exit code, output, and what the stand-ins noted."""
        environment = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "INSTALLED": installed, "NOTES": self.notes,
                       "USER_ID": str(user_id), "APT": apt}
        result = subprocess.run(["bash", "-euo", "pipefail", "-c",
                                 f". tools/lib.sh; install_packages {yes} build run; echo done"],
                                cwd=self.folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
        notes = ""
        if os.path.exists(self.notes):
            with open(self.notes, encoding="utf-8") as file:
                notes = file.read()
        return result.returncode, result.stdout + result.stderr, notes

    def test_nothing_missing(self):
        self.assertEqual(self.install("gcc make libfoo-dev fonts-foo"), (0, "done\n", ""))

    def test_root_installs_only_what_is_missing(self):
        code, output, notes = self.install("gcc libfoo-dev")
        self.assertEqual(code, 0, output)
        self.assertIn("To be installed (Debian packages): make fonts-foo\n", output)
        self.assertEqual(notes.splitlines(), [
            "apt-get -q update",
            "apt-get -q -y -o DPkg::Lock::Timeout=120 install --no-install-recommends make fonts-foo"])

    def test_user_without_leave(self):
        code, output, notes = self.install("gcc make libfoo-dev", user_id=1000)
        self.assertEqual((code, notes), (2, ""), output)
        self.assertIn("add --yes", output)
        self.assertIn("sudo apt-get install --no-install-recommends fonts-foo", output)

    def test_user_with_leave_uses_sudo(self):
        code, output, notes = self.install("gcc make libfoo-dev", user_id=1000, yes=1)
        self.assertEqual(code, 0, output)
        self.assertEqual(notes.count("sudo\n"), 2)
        self.assertTrue(notes.endswith("install --no-install-recommends fonts-foo\n"))

    def test_failing_apt(self):
        code, output, _ = self.install("gcc", apt="broken")
        self.assertEqual(code, 3)
        self.assertIn("E: no such mirror", output)
        self.assertIn("build/packages.log", output)
        self.assertNotIn("done", output)


if __name__ == "__main__":
    unittest.main()
