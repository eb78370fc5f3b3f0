"""The log of writes is read as it was written, and the cuts made of it are those that a disk allows."""

import pathlib
import random
import struct
import tempfile
import unittest

from write_log import DISCARD, FLUSH, FUA, MAGIC, PIECE, VERSION, cuts, read_log, within

SECTOR = 512


def sectors(*fills):
    return b"".join(bytes([fill]) * SECTOR for fill in fills)


def log_of(*entries):
    """Entries are (place in sectors, flags, data, or for a discard the number of sectors)."""
    text = struct.pack("<QQQI", MAGIC, VERSION, 0, SECTOR).ljust(SECTOR, b"\0")
    for place, flags, data in entries:
        count = data if flags & DISCARD else len(data) // SECTOR
        text += struct.pack("<QQQQ", place, count, flags, 0).ljust(SECTOR, b"\0") + (b"" if flags & DISCARD else data)
    return text


class WriteLog(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def read(self, text):
        (self.folder / "log").write_bytes(text)
        return read_log(self.folder / "log")

    def cuts(self, entries, size, drops=0):
        """Every cut, as (cut, the disk)."""
        image, target = self.folder / "image", self.folder / "target"
        image.write_bytes(bytes(size))
        return [(cut, target.read_bytes()) for cut in cuts(entries, image, target, random.Random(1), drops)]

    def test_entries_are_read(self):
        entries = self.read(log_of((3, 0, sectors(1, 2)), (0, FLUSH, b""), (8, DISCARD, 4), (9, FUA, sectors(5))))
        self.assertEqual([(entry.offset, entry.length, entry.data, entry.flush, entry.kept) for entry in entries],
                         [(3 * SECTOR, 2 * SECTOR, sectors(1, 2), False, False), (0, 0, b"", True, False),
                          (8 * SECTOR, 4 * SECTOR, None, False, False), (9 * SECTOR, SECTOR, sectors(5), False, True)])
        self.assertEqual([entry.position // SECTOR for entry in entries], [4, 5, 6, 8])

    def test_an_entry_that_is_cut_short_is_left_out(self):
        whole = log_of((0, 0, sectors(1)), (1, 0, sectors(2, 3)))
        for length in range(len(whole) - 3 * SECTOR, len(whole), 100):
            self.assertEqual(len(self.read(whole[:length])), 1)

    def test_what_is_no_log_is_refused(self):
        with self.assertRaises(ValueError):
            self.read(bytes(SECTOR))

    def test_a_partition_s_entries(self):
        entries = self.read(log_of((0, 0, sectors(1)), (0, FLUSH, b""), (10, 0, sectors(2)), (20, 0, sectors(3))))
        self.assertEqual([(entry.offset, entry.flush) for entry in within(entries, 10 * SECTOR, 10 * SECTOR)], [(0, True), (0, False)])

    def test_in_order_a_cut_leaves_all_that_was_written_before(self):
        entries = self.read(log_of((0, 0, sectors(1)), (1, 0, sectors(2)), (0, FLUSH, b""), (0, 0, sectors(3)), (1, DISCARD, 1)))
        self.assertEqual([(cut.number, disk) for cut, disk in self.cuts(entries, 2 * SECTOR)],
                         [(0, sectors(0, 0)), (1, sectors(1, 0)), (2, sectors(1, 2)), (4, sectors(3, 2)), (5, sectors(3, 0))])

    def test_only_what_no_flush_followed_is_lost(self):
        whole, half = PIECE // SECTOR, PIECE // SECTOR // 2
        entries = self.read(log_of((0, 0, sectors(*[1] * whole)), (0, FLUSH, b""), (whole, 0, sectors(*[2] * half)),
                                   (3 * half, 0, sectors(*[3] * (half + whole)))))
        left = {bytes([disk[at] for at in range(0, 3 * PIECE, PIECE // 2)]) for cut, disk in self.cuts(entries, 3 * PIECE, 100)
                if cut.number == 4}
        self.assertEqual(left, {bytes([1, 1, a, b, c, c]) for a in (0, 2) for b in (0, 3) for c in (0, 3)})

    def test_what_was_forced_is_never_lost(self):
        entries = self.read(log_of((0, FUA, sectors(1)), (8, 0, sectors(2))))
        left = {(disk[0], disk[-1]) for cut, disk in self.cuts(entries, PIECE + SECTOR, 20) if cut.number == 2}
        self.assertEqual(left, {(1, 0), (1, 2)})


if __name__ == "__main__":
    unittest.main()
