#!/usr/bin/env python3
"""Holds the sources to the tables of src/README.md.

Usage: layering.py ROOT [FOLDER]

- Each #include "..." leads to the module itself or to one that the table "Modules" lets it use.
- Each #include <...> is of C, of POSIX or Linux, or of an outside library in its own folder (table "Outside
  libraries").
- Each program in FOLDER links only what the table "Programs" gives it, as readelf shows it.
"""

import fnmatch
import os
import re
import subprocess
import sys

from tree import Report, code_with_strings, files, line_of, read, within

MAP = "src/README.md"

SYSTEM_HEADERS = set("""
    assert ctype errno float inttypes iso646 limits locale math signal stdalign stdarg stdatomic stdbool stddef stdint stdio
    stdlib stdnoreturn string tgmath time uchar wchar wctype
    dirent dlfcn fcntl fnmatch ftw getopt glob grp iconv langinfo libgen malloc poll pthread pwd sched semaphore spawn strings
    syslog termios unistd endian
    sys/epoll sys/eventfd sys/file sys/inotify sys/mman sys/mount sys/prctl sys/random sys/resource sys/sendfile
    sys/signalfd sys/socket sys/stat sys/statvfs sys/syscall sys/sysmacros sys/time sys/timerfd sys/types sys/un
    sys/vfs sys/wait sys/xattr linux/input linux/input-event-codes linux/netlink linux/openat2 linux/seccomp""".split())

# The C library and what the compiler adds, sanitizers and coverage included.
SYSTEM_LIBRARIES = {"libc", "libm", "libpthread", "libgcc_s", "libasan", "libubsan", "ld-linux-x86-64", "ld-linux-aarch64"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+(?:"([^"\n]+)"|<([^>\n]+)>|(FT_\w+_H))', re.MULTILINE)


class Table:
    """One table of a Markdown file: rows of cells, each with its line number."""

    def __init__(self, text, heading):
        self.rows = []
        section = False
        for number, line in enumerate(text.splitlines(), 1):
            if line.startswith("#"):
                section = line.lstrip("# ") == heading
            elif section and line.startswith("|"):
                cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
                self.rows.append((number, [re.findall(r"`([^`]+)`", cell) for cell in cells]))
        self.rows = [row for row in self.rows if any(row[1])]
        if not self.rows:
            sys.exit(f"{MAP}:1: no table under the heading \"{heading}\"")


class Layers:
    def __init__(self, root):
        self.report = Report(root)
        self.root = root
        text = read(root, MAP)
        self.uses = {cells[0][0]: cells[1] for _, cells in Table(text, "Modules").rows}
        self.libraries = Table(text, "Outside libraries").rows
        self.programs = {cells[0][0]: cells[1] for _, cells in Table(text, "Programs").rows}
        self.checked = 0
        self.check_map()

    def check_map(self):
        for number, (_, headers, folders, *_) in self.libraries:
            if not folders or not headers:
                self.report.fault(MAP, number, "an outside library has headers and a folder")
        for module, used in self.uses.items():
            for name in [module, *used]:
                if name not in self.uses:
                    self.report.fault(MAP, 1, f"`{name}` is used by `{module}` but has no row of its own")

    def module_of(self, path):
        """The module a file of the tree belongs to, or None."""
        for folder in ("src", "tools"):
            if within(path, folder):
                inner = os.path.relpath(path, "src") if folder == "src" else path
                owners = [module for module in self.uses if within(inner, module)]
                return max(owners, key=len, default=None)
        return None

    def resolve(self, path, name):
        """The file that a quoted include means: beside the includer, or from an include root."""
        module = self.module_of(path) or ""
        roots = [os.path.dirname(path), "src", "tools", module, os.path.dirname(module)]
        for folder in roots:
            candidate = os.path.normpath(os.path.join(folder, name))
            if os.path.isfile(os.path.join(self.root, candidate)):
                return candidate
        return self.generated(path, name)

    def generated(self, path, name):
        """A header NAME_EXT.h that the build makes of the file NAME.EXT beside the includer."""
        origin = re.sub(r"^(\w+)_([a-z]+)\.h$", r"\1.\2", name)
        origin = os.path.join(os.path.dirname(path), origin)
        return origin if os.path.isfile(os.path.join(self.root, origin)) else None

    def check_file(self, path):
        module = self.module_of(path)
        if module is None:
            self.report.fault(path, 1, f"this folder is in no row of the table \"Modules\" in {MAP}")
            return
        source = code_with_strings(read(self.root, path))
        for match in INCLUDE.finditer(source):
            self.checked += 1
            line = line_of(source, match.start())
            quoted, angled, macro = match.groups()
            if quoted and self.find_library(quoted) is None:
                self.check_quoted(path, line, module, quoted)
            else:
                self.check_outside(path, line, quoted or angled or macro)

    def check_quoted(self, path, line, module, name):
        target = self.resolve(path, name)
        if target is None:
            self.report.fault(path, line, f"\"{name}\" is no file of this tree")
            return
        used = self.module_of(target)
        if used != module and used not in self.uses[module]:
            self.report.fault(path, line, f"`{module}` may not use `{used}` (\"{name}\"): see the arrows in {MAP}")

    def find_library(self, name):
        """The row of the outside library that has this header, or None."""
        for _, cells in self.libraries:
            if any(fnmatch.fnmatch(name, pattern) for pattern in cells[1]):
                return cells
        return None

    def check_outside(self, path, line, name):
        library = self.find_library(name)
        if library is None:
            if name.removesuffix(".h") not in SYSTEM_HEADERS:
                self.report.fault(path, line, f"<{name}> is of no library in the tables of {MAP}")
        elif not any(within(path, folder) for folder in library[2]):
            self.report.fault(path, line, f"<{name}> may be included in {' and '.join(library[2])} only")

    def check_program(self, program):
        name = os.path.basename(program)
        if name not in self.programs:
            self.report.fault(MAP, 1, f"the program `{name}` is not in the table \"Programs\"")
            return
        dump = subprocess.run(["readelf", "-d", program], capture_output=True, text=True, check=True).stdout
        for library in re.findall(r"\(NEEDED\).*\[(.+?)\.so", dump):
            self.checked += 1
            if library not in self.programs[name] and library not in SYSTEM_LIBRARIES:
                self.report.fault(program, 1, f"`{name}` links {library}, which {MAP} does not give it")


def main():
    root, folder = os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    layers = Layers(root)
    for path in files(root, "src", "tools/bundle", suffixes=(".c", ".h")):
        layers.check_file(path)
    for program in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        layers.check_program(os.path.join(folder, program))
    if not layers.checked:
        sys.exit(f"{root}: nothing to check here")
    layers.report.finish(f"{layers.checked} includes and linked libraries are where {MAP} has them")


if __name__ == "__main__":
    main()
