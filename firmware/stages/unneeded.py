"""Prints the shared libraries below TREE that nothing there is linked with or opens.

    unneeded.py TREE LIBRARY-LIST

Wanted are the libraries that LIBRARY-LIST names, those that the programs (in usr/bin, usr/sbin, usr/lib/systemd,
usr/lib/udev) need, and those that wanted ones need. Output: paths relative to TREE.
"""

import os
import struct
import sys

LIBRARIES = "usr/lib/aarch64-linux-gnu"
PROGRAMS = ("usr/bin", "usr/sbin", "usr/lib/systemd", "usr/lib/udev")
PT_LOAD, PT_DYNAMIC, DT_NEEDED, DT_STRTAB = 1, 2, 1, 5


def needed(path):
    """Names of the libraries that a 64-bit little-endian ELF file is linked with; none for other files."""
    with open(path, "rb") as file:
        data = file.read()
    if data[:6] != b"\x7fELF\x02\x01":
        return []
    offset, size, count = (struct.unpack_from("<Q", data, 32)[0], *struct.unpack_from("<HH", data, 54))
    headers = [struct.unpack_from("<IIQQQQ", data, offset + i * size) for i in range(count)]
    dynamic = next((h for h in headers if h[0] == PT_DYNAMIC), None)
    if dynamic is None:
        return []
    entries = [struct.unpack_from("<QQ", data, dynamic[2] + i) for i in range(0, dynamic[5], 16)]
    table = next(value for tag, value in entries if tag == DT_STRTAB)
    strings = next(table - h[3] + h[2] for h in headers if h[0] == PT_LOAD and h[3] <= table < h[3] + h[5])
    names = [strings + value for tag, value in entries if tag == DT_NEEDED]
    return [data[name : data.index(b"\0", name)].decode() for name in names]


def files_below(tree, folders):
    for folder in folders:
        for root, _, names in os.walk(os.path.join(tree, folder)):
            yield from (os.path.join(root, name) for name in names)


def listed(path):
    with open(path, encoding="utf-8") as file:
        return [name for line in file if not line.startswith("#") for name in line.split()]


def places(tree):
    """Every library by the names it can be asked for: its file name, and the path below the library folder."""
    found = {}
    top = os.path.join(tree, LIBRARIES)
    for path in files_below(tree, [LIBRARIES]):
        if ".so" in os.path.basename(path):
            found.setdefault(os.path.basename(path), path)
            found[os.path.relpath(path, top)] = path
    return found


def main(tree, library_list):
    found = places(tree)
    waiting = listed(library_list)
    for path in files_below(tree, PROGRAMS):
        if os.path.isfile(path) and not os.path.islink(path):
            waiting += needed(path)
    wanted = set()
    while waiting:
        path = found.get(waiting.pop())
        if path is None or path in wanted:
            continue
        wanted.add(path)
        if os.path.islink(path):
            waiting.append(os.path.relpath(os.path.realpath(path), os.path.join(os.path.realpath(tree), LIBRARIES)))
        else:
            waiting += needed(path)
    for path in sorted(set(found.values()) - wanted):
        print(os.path.relpath(path, tree))


if __name__ == "__main__":
    main(*sys.argv[1:])
