"""keygen, sign and stick, beside minisign itself: each believes the other's signatures."""
import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, BUNDLE = sys.argv[1], pathlib.Path(sys.argv[2])
PASSWORD = "eight or more\n"


class Signing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = pathlib.Path(tempfile.mkdtemp())
        made = subprocess.run([PROGRAM, "keygen", cls.shared / "key"], input=PASSWORD, text=True, capture_output=True)
        assert made.returncode == 0, made.stderr
        cls.keys = cls.shared / "keys.txt"
        cls.keys.write_text(made.stdout.splitlines()[-1] + " Registrar\n")

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.shared)

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)
        self.bundle = self.folder / "x.vitrine"
        shutil.copy(BUNDLE, self.bundle)
        self.manifest = self.folder / "x.vitrine.manifest"
        self.signature = self.folder / "x.vitrine.manifest.minisig"

    def run_program(self, *arguments, code=0, password=PASSWORD):
        done = subprocess.run([PROGRAM, *map(str, arguments)], input=password, text=True, capture_output=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def sign(self, serial=42, **more):
        return self.run_program("sign", self.bundle, "-s", self.shared / "key", "--serial", serial, **more)

    def minisign(self, *arguments, password=""):
        if shutil.which("minisign") is None:
            self.skipTest("minisign is not installed")
        return subprocess.run(["minisign", *map(str, arguments)], input=password, text=True, capture_output=True)

    def test_the_manifest_describes_the_bundle(self):
        self.sign()
        lines = self.manifest.read_text().splitlines()
        content = self.bundle.read_bytes()
        self.assertEqual(lines[0], "vitrine-bundle 1")
        self.assertIn("serial=42", lines)
        self.assertIn("exhibit=sample", lines)
        self.assertIn(f"size={len(content)}", lines)
        self.assertIn("blake2b-256=" + hashlib.blake2b(content, digest_size=32).hexdigest(), lines)
        self.assertEqual(lines[-1], "end")

    def test_minisign_believes_us(self):
        self.sign()
        done = self.minisign("-Vm", self.manifest, "-p", self.shared / "key.pub")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_we_believe_minisign(self):
        public, secret = self.folder / "m.pub", self.folder / "m.key"
        self.minisign("-G", "-W", "-p", public, "-s", secret)
        self.sign()
        self.signature.unlink()
        done = self.minisign("-Sm", self.manifest, "-s", secret)
        self.assertEqual(done.returncode, 0, done.stderr)
        (self.folder / "stick").mkdir()
        self.run_program("stick", "--keys", public, self.folder / "stick", self.bundle)

    def test_a_wrong_password_signs_nothing(self):
        self.assertIn("wrong password", self.sign(code=1, password="not this one\n"))
        self.assertFalse(self.manifest.exists())

    def test_a_short_password_is_refused(self):
        self.assertIn("at least 8", self.run_program("keygen", self.folder / "k", password="short\n", code=1))
        self.assertFalse((self.folder / "k").exists())
        self.assertFalse((self.folder / "k.pub").exists())

    def test_a_key_is_never_overwritten(self):
        before = (self.shared / "key").read_bytes()
        self.assertIn("is there already", self.run_program("keygen", self.shared / "key", code=1))
        self.assertEqual((self.shared / "key").read_bytes(), before)
        self.assertEqual((self.shared / "key").stat().st_mode & 0o777, 0o600)

    def test_a_damaged_bundle_is_not_signed(self):
        content = bytearray(self.bundle.read_bytes())
        content[-4096:] = bytes(4096)
        self.bundle.write_bytes(content)
        self.sign(code=1)
        self.assertFalse(self.manifest.exists())

    def test_misuse_is_told(self):
        for arguments in (["sign"], ["sign", self.bundle], ["sign", self.bundle, "-s", "k", "--serial", "0"],
                          ["sign", self.bundle, "-s", "k", "--serial", "07"], ["sign", "-s"], ["keygen"],
                          ["keygen", "-x"], ["stick"], ["stick", self.folder], ["stick", "--what", self.folder, "x"]):
            self.run_program(*arguments, code=2)

    def test_a_stick_holds_what_was_signed(self):
        self.sign()
        stick = self.folder / "stick"
        stick.mkdir()
        self.run_program("stick", "--keys", self.keys, stick, self.bundle)
        on_stick = stick / "VITRINE" / "sample"
        self.assertEqual((on_stick / "bundle.vitrine").read_bytes(), self.bundle.read_bytes())
        self.assertEqual((on_stick / "manifest.txt").read_bytes(), self.manifest.read_bytes())
        self.assertEqual((on_stick / "manifest.txt.minisig").read_bytes(), self.signature.read_bytes())
        self.assertEqual(len(list(on_stick.iterdir())), 3)

    def test_a_stick_is_not_begun_with_something_wrong(self):
        stick = self.folder / "stick"
        stick.mkdir()
        self.assertIn("not signed", self.run_program("stick", stick, self.bundle, code=1))
        self.sign()
        other = self.folder / "y.vitrine"
        for suffix in ("", ".manifest", ".manifest.minisig"):
            shutil.copy(str(self.bundle) + suffix, str(other) + suffix)
        self.assertIn("same exhibit", self.run_program("stick", stick, self.bundle, other, code=1))
        with self.bundle.open("ab") as file:
            file.write(b"x")
        self.assertIn("not what was signed", self.run_program("stick", stick, self.bundle, code=1))
        self.manifest.write_text(self.manifest.read_text().replace("serial=42", "serial=43"))
        self.assertIn("E21", self.run_program("stick", "--keys", self.keys, stick, self.bundle, code=1))
        self.assertEqual(list(stick.iterdir()), [])

    def test_a_missing_stick_is_named(self):
        self.sign()
        self.assertIn("no-such-stick", self.run_program("stick", self.folder / "no-such-stick", self.bundle, code=3))


if __name__ == "__main__":
    result = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2).result
    for test, reason in result.skipped:
        print(f"skipped: {test}: {reason}")
    sys.exit(0 if result.wasSuccessful() else 1)
