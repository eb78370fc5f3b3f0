"""What a disk was told to write, in the order it was told, and the disks that a power cut may have left of it.

QEMU's filter blklogwrites keeps such a log, in the format of Linux' dm-log-writes. Numbers are little-endian and of 64 bits:

    sector 0      magic, version, number of entries, then (32 bits) bytes of a sector
    then, again and again, one sector with place and length (in sectors), flags, length of a mark; and the data, unless the
    entry is a discard

The number of entries is written late, so entries are read to the end of the file; what is cut short there is left out.
"""

import os
import struct
import subprocess
from typing import NamedTuple, Optional

MAGIC, VERSION = 0x6A736677736872, 1
FLUSH, FUA, DISCARD, MARK = 1, 2, 4, 8
PIECE = 4096  # bytes that a card writes whole or not at all


class Entry(NamedTuple):
    offset: int  # on the disk, in bytes
    length: int
    data: Optional[bytes]  # None: discarded
    flush: bool  # all entries before this one are kept
    kept: bool  # so is this one, from now on
    position: int  # where it ends in the log


def read_log(path):
    """The entries of a log, a list."""
    entries = []
    with open(path, "rb") as log:
        magic, version, _, sector = struct.unpack("<QQQI", log.read(28))
        if (magic, version) != (MAGIC, VERSION):
            raise ValueError(f"{path} is no log of writes")
        log.seek(sector)
        while True:
            head = log.read(sector)
            if len(head) < sector:
                return entries
            place, count, flags, mark = struct.unpack("<QQQQ", head[:32])
            if mark:
                raise ValueError(f"{path}: a mark, which QEMU does not write")
            data = None if flags & DISCARD else log.read(count * sector)
            if data is not None and len(data) < count * sector:
                return entries
            entries.append(Entry(place * sector, count * sector, data, bool(flags & FLUSH), bool(flags & FUA), log.tell()))


def within(entries, start, length):
    """The entries of one partition, with places counted from its start. Those of others are left out."""
    return [entry._replace(offset=entry.offset - start if entry.length else 0) for entry in entries
            if entry.length == 0 or start <= entry.offset < start + length]


def pieces(entry):
    """An entry as those that are written whole: cut where the disk's own blocks end. A discard is done or not."""
    if entry.data is None:
        yield entry
        return
    at = 0
    while at < entry.length:
        step = min(PIECE - (entry.offset + at) % PIECE, entry.length - at)
        yield entry._replace(offset=entry.offset + at, length=step, data=entry.data[at:at + step])
        at += step


def apply(image, entries):
    """Writes entries to an image; what is discarded reads as zeros."""
    for entry in entries:
        if entry.data is None:
            subprocess.run(["fallocate", "-p", "-o", str(entry.offset), "-l", str(entry.length), image], check=True)
            continue
        with open(image, "r+b") as file:
            file.seek(entry.offset)
            file.write(entry.data)


class Cut(NamedTuple):
    number: int  # of the entry before the cut, from one; nought: before the first
    position: int  # in the log
    dropped: int  # pieces left out, of those written since the last flush


def cuts(entries, image, target, random, drops):
    """Writes to `target`, one after the other, what a power cut could leave of `image`: after each entry, all of it; and `drops`
    times at each flush and at the end, a random part of what was written since the flush before. Yields a Cut for each.

    `image` is changed: in the end it is the disk with all that was flushed.
    """
    waiting = []

    def make(kept):
        subprocess.run(["cp", "--sparse=always", image, target], check=True)
        apply(target, kept)

    def lose_some(number, position):
        parts = [part for entry in waiting for part in pieces(entry)]
        for _ in range(drops if parts else 0):
            share = random.random()
            kept = [part for part in parts if part.kept or random.random() < share]
            make(kept)
            yield Cut(number, position, len(parts) - len(kept))

    make([])
    yield Cut(0, 0, 0)
    for number, entry in enumerate(entries, 1):
        if entry.flush:
            yield from lose_some(number - 1, entry.position)
            apply(image, waiting)
            waiting = []
        if entry.length > 0:
            waiting.append(entry)
            make(waiting)
            yield Cut(number, entry.position, 0)
    yield from lose_some(len(entries), entries[-1].position if entries else 0)


def logged(image, log):
    """QEMU's arguments for a disk named "logged" that is `image`, with a log of its writes."""
    open(log, "wb").close()
    return ["--blockdev", f"driver=file,filename={image},node-name=image-file,cache.no-flush=on",
            "--blockdev", "driver=raw,file=image-file,node-name=image",
            "--blockdev", f"driver=file,filename={log},node-name=log-file,cache.no-flush=on",
            "--blockdev", "driver=blklogwrites,file=image,log=log-file,node-name=logged,log-sector-size=512"]


def length_of(log):
    """How far a log has come: what is written from now on ends behind it."""
    return os.path.getsize(log)
