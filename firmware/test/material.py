"""What the tests put into the machine: signed bundles, sticks, and the card's settings."""

import os
import pathlib
import shutil
import subprocess
import sys

PASSWORD = "eight or more\n"
SETTINGS = """\
device=test
exhibit=sample
pin=2468
pictures=still
[screen]
diagonal_in=10.1
[time]
slide_s=120
idle_s=120
prompt_s=20
reading_least_s=30
"""


def call(*command, **more):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **more)
    if done.returncode != 0:
        raise AssertionError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout


class Material:
    """Made once in a folder, from the sample exhibit and with the native programs in `programs`."""

    def __init__(self, folder, programs, top):
        self.folder, self.programs, self.top = pathlib.Path(folder), pathlib.Path(programs), pathlib.Path(top)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.settings = self.write("vitrine.ini", SETTINGS)
        self.key, public = self.make_key("key")
        self.strange_key, _ = self.make_key("strange")
        self.keys = self.write("keys.txt", f"{public} Registrar\n")

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def make_key(self, name):
        path = self.folder / name
        public = self.folder / f"{name}.public"
        if not public.exists():
            said = call(self.programs / "vitrine-bundle", "keygen", path, input=PASSWORD)
            public.write_text(said.splitlines()[-1])
        return path, public.read_text()

    def bundle(self, serial, title="Letters Across the Water", exhibit="sample", key=None):
        """A signed bundle of the sample; another title is what tells one from another on the screen."""
        path = self.folder / f"{exhibit}-{serial}{'-strange' if key else ''}.vitrine"
        if not path.with_name(path.name + ".manifest.minisig").exists():
            source = self.folder / "source" / path.stem
            shutil.copytree(self.top / "assets/exhibits/sample", source, dirs_exist_ok=True)
            ini = (source / "exhibit.ini").read_text()
            ini = ini.replace("id=sample", f"id={exhibit}").replace("title=Letters Across the Water", f"title={title}")
            (source / "exhibit.ini").write_text(ini)
            call(self.programs / "vitrine-bundle", "build", source, "-o", path)
            call(self.programs / "vitrine-bundle", "sign", path, "-s", key or self.key, "--serial", serial, input=PASSWORD)
        return path

    def picture(self, place, bundle, folder, status=None):
        """The viewer's own picture of a place, in the card's settings; with the update agent's line over it."""
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        call(self.programs / "vitrine", bundle, "--config", self.settings, "--window", "1280x800", "--at", place,
             "--dump", folder, *(["--set", f"status={status}"] if status else []))
        return pathlib.Path(folder) / ("".join(c if c.isalnum() or c in ".-" else "_" for c in place) + ".png")

    def play(self, bundle, replay, folder):
        """A visit, played by the native viewer in the card's settings; what it dumps lies in the folder."""
        call(self.programs / "vitrine", bundle, "--config", self.settings, "--replay", replay, "--dump", folder)

    # ---- Sticks ----

    def stick(self, name, bundles=(), kind="table", size_mb=64, change=None):
        """A stick's image: `kind` is "table" (FAT32 in a partition), "bare" (FAT32 without one), "exfat" (no partition, no
        files yet) or "empty" (nothing). `change` is called with the folder of what is to be on it."""
        path = self.folder / f"{name}.stick"
        path.unlink(missing_ok=True)
        with open(path, "wb") as file:
            file.truncate(size_mb << 20)
        if kind == "exfat":
            call("mkfs.exfat", path)
        if kind in ("empty", "exfat"):
            return path
        place, options = str(path), ["-F"]
        if kind == "table":
            call("sfdisk", "-q", path, input="start=2048,type=c\n")
            place = f"{path}@@1M"
            options = ["-F", "-T", str((size_mb << 11) - 2048), "-H", "2048"]
        call("mformat", "-i", place, *options, "::")
        for folder in self.stick_folders(name, bundles, change):
            call("mcopy", "-s", "-i", place, folder, "::")
        return path

    def stick_folders(self, name, bundles, change=None):
        """What vitrine-bundle puts on a stick, in a plain folder."""
        folder = self.folder / f"{name}.folder"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        if bundles:
            call(self.programs / "vitrine-bundle", "stick", folder, *bundles)
        if change:
            change(folder)
        return [folder / entry for entry in os.listdir(folder)]


if __name__ == "__main__":
    Material(sys.argv[1], sys.argv[2], pathlib.Path(__file__).resolve().parents[2]).bundle(10)
