"""Sticks, plugged into the running kiosk: what the screen says, what is shown afterwards, and that nothing is written to them."""

import base64

from kiosk import KioskTest, digest, material

TITLE = "Glass and Comets"
SLOW_BYTES_PER_S = 100_000


def find(folder, name):
    return next(path for path in folder.rglob("*") if path.name.lower() == name)


def retitle(folder):
    manifest = find(folder, "manifest.txt")
    manifest.write_text(manifest.read_text().replace(TITLE, "Glass and Planets"))


class Sticks(KioskTest):
    """A registrar's hands."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editions = {serial: material().bundle(serial, title=f"{TITLE} {serial}") for serial in (11, 12, 13, 14)}

    def plug(self, stick, bytes_per_s=0):
        """Nothing is left of what was said of the stick before."""
        self.machine.run("rm -f /run/vitrine/status")
        return self.machine.plug(stick, bytes_per_s=bytes_per_s)

    def outcome(self, stick, code):
        """Plugs a stick in, sees the code on the screen, pixel for pixel, and finds the stick as it was."""
        before = digest(stick)
        name = self.plug(stick)
        line = self.told(f"^failed .*code={code} ")
        self.sees_strip(line, f"stick-{code}")
        self.pull(name)
        self.assertEqual(digest(stick), before, "the stick was written to")

    def pull(self, name):
        self.machine.pull(name)
        self.machine.wait_run("[ ! -e /sys/block/sda ]", "the stick to be gone", 30)

    def take(self, stick, serial):
        """A stick whose content is taken: pulled when the screen says that it may go, shown and confirmed."""
        before = digest(stick)
        name = self.plug(stick)
        self.told(f"^(checking|ready|running) serial={serial} ", 240)
        self.pull(name)
        self.assertEqual(digest(stick), before, "the stick was written to")
        line = self.told(f"^running serial={serial} ", 400)
        KioskTest.bundle = self.editions[serial]
        self.sees_strip(line, f"stick-{serial}")
        self.assertIn(f"/{serial}-", self.machine.run("readlink /run/vitrine/exhibit"))
        self.assertIn(f"{serial}-", self.machine.run("grep ^active /data/state"))

    def test_01_none_of_ours(self):
        self.outcome(material().stick("none"), "E10")

    def test_02_strangers_signature(self):
        self.outcome(material().stick("strange", [material().bundle(12, key=material().strange_key)]), "E20")

    def test_03_bad_signature(self):
        """A word of the description is another one than was signed."""
        self.outcome(material().stick("bad", [self.editions[12]], change=retitle), "E21")

    def test_04_other_exhibit(self):
        """Another exhibit's letters, put where ours would be."""
        other = material().bundle(12, exhibit="other")
        self.outcome(material().stick("other", [other], change=lambda folder: find(folder, "other").rename(
            find(folder, "other").with_name("sample"))), "E24")

    def test_05_pulled_at_half(self):
        """The copy is dropped, what is shown stays."""
        stick = material().stick("half", [self.editions[12]])
        before = digest(stick)
        name = self.plug(stick, SLOW_BYTES_PER_S)
        self.told("^copying .*percent=[4-9]", 240)
        self.pull(name)
        self.assertEqual(digest(stick), before, "the stick was written to")
        self.sees_strip(self.told("code=E13 "), "stick-E13")
        self.machine.wait_run("[ -z \"$(ls /data/inbox)\" ]", "the inbox to be empty", 60)

    def test_06_good_without_partition_table(self):
        self.take(material().stick("good", [self.editions[12]], kind="bare"), 12)

    def test_07_older(self):
        self.outcome(material().stick("older", [self.editions[11]]), "E30")

    def test_08_exfat(self):
        """Written in the machine: the test's own system need not know exFAT."""
        stick = material().stick("exfat", kind="exfat")
        self.fill(stick, material().stick_folders("exfat", [self.editions[13]]))
        self.take(stick, 13)

    def test_09_two_at_once(self):
        """The second is refused while the first is read; pulled, they leave nothing behind, and both are as they were."""
        first, second = (material().stick(name, [self.editions[14]]) for name in ("first", "second"))
        before = digest(first), digest(second)
        names = [self.plug(first, SLOW_BYTES_PER_S)]
        self.told("^copying ", 240)
        names.append(self.machine.plug(second))
        self.sees_strip(self.told("code=E15 "), "stick-E15")
        for name in reversed(names):
            self.machine.pull(name)
        self.machine.wait_run("[ -z \"$(ls /sys/block | grep ^sd; ls /data/inbox)\" ]", "both to be gone", 60)
        self.assertEqual((digest(first), digest(second)), before, "a stick was written to")

    def fill(self, stick, folders):
        run = self.machine.run
        run("systemctl mask --runtime vitrine-stage@sda.service")
        name = self.machine.plug(stick)
        self.machine.wait_run("[ -e /dev/sda ]", "the stick", 30)
        run("mkdir -p /run/fill && mount -t exfat /dev/sda /run/fill")
        for folder in folders:
            for path in filter(lambda path: path.is_file(), folder.rglob("*")):
                inside = f"/run/fill/{path.relative_to(folder.parent)}"
                run(f"mkdir -p {inside.rpartition('/')[0]}")
                run(f"base64 -d > {inside} <<'END'\n{base64.encodebytes(path.read_bytes()).decode()}END", 240)
        run("umount /run/fill")
        self.pull(name)
        run("systemctl unmask --runtime vitrine-stage@sda.service")
