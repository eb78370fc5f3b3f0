"""A stick's way onto a kiosk, with the three real programs: sign, stage, commit, select, confirm."""
import hashlib
import os
import pathlib
import shutil
import subprocess

from kiosk import SAMPLE, UPDATE, Kiosk, main


class Agent(Kiosk):
    def test_new_letters_arrive(self):
        self.agent("select")
        self.assertIn("failed", self.status_line())
        self.assertIn("I02", self.status_line())
        folder = self.fill_stick(42)
        before = {path: path.read_bytes() for path in folder.iterdir()}
        self.agent("stage", self.stick)
        self.assertTrue(self.status_line().startswith("checking serial=42 "), self.status_line())
        self.agent("commit")
        self.assertTrue(self.status_line().startswith("ready serial=42 "), self.status_line())
        self.assertIn("(trial)", self.agent("select"))
        link = self.run_folder / "exhibit"
        self.assertEqual(link.read_bytes(), pathlib.Path(SAMPLE).read_bytes())
        self.assertEqual(link.resolve().stat().st_mode & 0o777, 0o440)
        self.assertEqual((self.status()["active"], self.status()["trial"]["serial"]), (None, 42))
        self.agent("confirm")
        self.assertTrue(self.status_line().startswith("running serial=42 "), self.status_line())
        status = self.status()
        self.assertEqual(status["active"]["serial"], 42)
        self.assertEqual((status["trial"], status["floor"]), (None, 42))
        self.assertEqual([line.split(",")[2] for line in self.receipts()[1:]], ["ok", "ok"])
        self.assertEqual({path: path.read_bytes() for path in folder.iterdir()}, before, "the stick was written to")
        self.assertIn("active    42, ", self.agent("status"))

    def test_the_second_edition_replaces_the_first(self):
        self.install(1)
        self.install(2)
        status = self.status()
        self.assertEqual((status["active"]["serial"], status["previous"]["serial"]), (2, 1))
        self.agent("request", stdin="previous\n")
        self.agent("select")
        self.assertIn("/1-", os.readlink(self.run_folder / "exhibit"))

    def test_damage_is_found_while_the_content_is_shown(self):
        """One byte of the disk turned over: a minute after the start the whole is read, and the edition before is back."""
        self.install(1)
        self.install(2)
        self.agent("select")
        self.assertIn("/2-", os.readlink(self.run_folder / "exhibit"))
        self.agent("confirm")
        self.assertFalse((self.run_folder / "ask" / "restart").exists())
        bundle = (self.run_folder / "exhibit").resolve()
        content = bytearray(bundle.read_bytes())
        content[len(content) // 2] ^= 1
        bundle.chmod(0o640)
        bundle.write_bytes(content)
        self.assertIn("is damaged", self.agent("confirm"))
        self.assertTrue((self.run_folder / "ask" / "restart").exists())
        self.agent("select")
        self.assertIn("/1-", os.readlink(self.run_folder / "exhibit"))
        self.assertIn("code=E43", self.status_line())

    def test_what_is_there_is_not_taken_again(self):
        self.install(5)
        self.assertIn("I01", self.agent("stage", self.stick))
        self.assertIn("code=I01", self.status_line())
        self.fill_stick(4)
        self.assertIn("E30", self.agent("stage", self.stick, code=1))

    def test_an_empty_stick_and_none(self):
        self.assertIn("E10", self.agent("stage", self.stick, code=1))
        self.assertIn("E11", self.agent("stage", self.folder / "nothing", code=1))
        self.fill_stick(3)
        (self.stick / "VITRINE" / "sample" / "manifest.txt.minisig").unlink()
        self.assertIn("E12", self.agent("stage", self.stick, code=1))

    def test_links_and_pipes_on_a_stick_are_not_followed(self):
        folder = self.fill_stick(3)
        (folder / "bundle.vitrine").rename(self.folder / "elsewhere")
        (folder / "bundle.vitrine").symlink_to(self.folder / "elsewhere")
        self.assertIn("E12", self.agent("stage", self.stick, code=1))
        (folder / "bundle.vitrine").unlink()
        os.mkfifo(folder / "bundle.vitrine")
        self.assertIn("E12", self.agent("stage", self.stick, code=1))

    def test_an_unknown_key(self):
        (self.folder / "keys.txt").write_text("# nobody\n")
        self.fill_stick(3)
        said = self.agent("stage", self.stick, code=1)
        self.assertIn("E20", said)

    def test_content_that_the_viewer_finds_fault_with(self):
        """Signed by somebody we trust, but the probe says no: made by hand, as sign refuses it."""
        folder = self.fill_stick(7)
        content = bytearray((folder / "bundle.vitrine").read_bytes())
        content[-4096:] = bytes(4096)
        (folder / "bundle.vitrine").write_bytes(content)
        manifest = (folder / "manifest.txt").read_text().splitlines()
        manifest[7] = "blake2b-256=" + hashlib.blake2b(content, digest_size=32).hexdigest()
        (folder / "manifest.txt").write_text("\n".join(manifest) + "\n")
        if shutil.which("minisign") is None:
            self.skipTest("minisign is not installed")
        subprocess.run(["minisign", "-G", "-W", "-p", self.folder / "p", "-s", self.folder / "s"], check=True,
                       capture_output=True)
        subprocess.run(["minisign", "-Sm", folder / "manifest.txt", "-s", self.folder / "s"], check=True,
                       capture_output=True)
        (self.folder / "keys.txt").write_text((self.folder / "p").read_text().splitlines()[1] + " by hand\n")
        self.agent("stage", self.stick)
        self.assertIn("E34", self.agent("commit", code=1))
        self.assertFalse((self.store / "inbox" / "new").exists())

    def test_a_mistake_in_the_settings_is_named(self):
        self.config.write_text("exhibit=Über\n")
        self.assertIn("vitrine.ini:1: exhibit", self.agent("status", code=1))
        self.config.write_text("rotate=90\n")
        self.assertIn("exhibit is missing", self.agent("status", code=1))
        self.config.write_text("exhibit=sample\n")
        (self.folder / "keys.txt").write_text("\nRWnonsense\n")
        self.assertIn("keys.txt: 2: not a key", self.agent("status", code=1))

    def test_a_mistake_in_the_settings_darkens_no_screen(self):
        self.install(1)
        for mistake in ("exhibit=Über\n", "rotate=90\n", ""):
            self.config.write_text(mistake)
            self.assertIn("E45", self.agent("select"))
            self.assertIn("code=E45", self.status_line())
            self.assertIn("/1-", os.readlink(self.run_folder / "exhibit"))
            self.agent("request", stdin="set a b\n", code=1)
            (self.run_folder / "starts").unlink()  # starts this near to one another are deaths
        self.config.unlink()
        self.assertIn("vitrine.ini: No such file", self.agent("select"))

    def test_a_disk_found_to_take_no_writes_is_told_till_the_machine_starts_anew(self):
        self.install(1)
        (self.run_folder / "stopped").write_text("\n")
        self.assertIn("/1-", os.readlink(self.run_folder / "exhibit"))
        self.agent("select")
        self.assertIn("code=E41", self.status_line())
        self.assertRegex(self.agent("status"), "state +E41")
        (self.run_folder / "stopped").unlink()
        self.assertRegex(self.agent("status"), "state +ok")

    def test_staff_settings(self):
        self.agent("request", stdin="set theme evening\n")
        self.agent("request", stdin="set text.size_percent 150\n")
        self.agent("request", stdin="set theme paper\n")
        self.assertEqual((self.store / "settings.ini").read_text(), "text.size_percent=150\ntheme=paper\n")
        for line in ("set theme\n", "set  x\n", "set a=b c\n", "format /data\n", "previous", "", "set theme a\x01\n"):
            self.agent("request", stdin=line, code=1)
        self.assertEqual((self.store / "settings.ini").read_text(), "text.size_percent=150\ntheme=paper\n")

    def test_a_trial_that_never_confirms_gives_way(self):
        self.install(1)
        self.fill_stick(2)
        self.agent("stage", self.stick)
        self.agent("commit")
        for _ in range(3):
            self.assertIn("(trial)", self.agent("select"))
        self.assertIn("E42", self.agent("select"))
        self.assertIn("E35", self.agent("stage", self.stick, code=1))

    def test_misuse_is_told(self):
        for arguments in ([], ["stage"], ["what"], ["commit", "now"], ["status", "--store"], ["select", "--json"]):
            done = subprocess.run([UPDATE, *arguments], capture_output=True)
            self.assertEqual(done.returncode, 2, arguments)


if __name__ == "__main__":
    main()
