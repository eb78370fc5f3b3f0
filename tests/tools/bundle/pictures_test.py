#!/usr/bin/env python3
"""Scans become pyramids of tiles: which letter they belong to, what is in them, and what is refused.

Usage: pictures_test.py VITRINE_BUNDLE PICTURE_PROBE [--large]

--large also builds with a picture of 8,000 x 10,000 pixels and prints memory and time.
"""

import base64
import json
import pathlib
import resource
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import unittest
import zlib

from picture_file import png, png_chunk, png_of, rows, tiff, tiff_of

PROGRAM, PROBE, LARGE = sys.argv[1], sys.argv[2], "--large" in sys.argv
HEAD = """<head><persName type="from">A. Bee</persName></head><dateline><date when="1886">1886</date></dateline>"""
LETTERS = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt></fileDesc></teiHeader>
<text><body><div type="document" xml:id="d1">{HEAD}<p>My dear friend.</p></div>
<div type="document" xml:id="d1-2">{HEAD}<p>My dear friend.</p></div></body></text></TEI>
"""


def jpeg_size(data):
    """Width and height, from the start-of-frame segment."""
    at = 2
    while data[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return struct.unpack(">HH", data[at + 5:at + 9])[::-1]


# 24 x 16 pixels in blocks of 8: red on the left, green above, blue on the right; the same as CMYK.
PROGRESSIVE = """
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8X
GBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wgAR
CAAQABgDAREAAhEBAxEB/8QAFgAAAwAAAAAAAAAAAAAAAAAABgcI/8QAGAEAAwEBAAAAAAAAAAAAAAAABQYIBwn/2gAMAwEAAhADEAAAAaCl
Q4mnuVCeqQc64Z1UTT1KxPVIP//EABQQAQAAAAAAAAAAAAAAAAAAACD/2gAIAQEAAQUCX//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQMB
AT8BX//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQIBAT8BX//EABQQAQAAAAAAAAAAAAAAAAAAACD/2gAIAQEABj8CX//EABQQAQAAAAAA
AAAAAAAAAAAAACD/2gAIAQEAAT8hX//aAAwDAQACAAMAAAAQ1fi//8QAFBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAwEBPxBf/8QAFBEBAAAA
AAAAAAAAAAAAAAAAIP/aAAgBAgEBPxBf/8QAFBABAAAAAAAAAAAAAAAAAAAAIP/aAAgBAQABPxBf/9k="""
BASELINE = """
/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8X
GBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wAAR
CAAQABgDAREAAhEBAxEB/8QAFgAAAwAAAAAAAAAAAAAAAAAABwgJ/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/EABgBAAMBAQAAAAAAAAAAAAAA
AAYHCQgK/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEQMRAD8AoKlUOCanqlUJqqYHTsYZdVBNTzSsE1VMDv/Z"""
CMYK = """
/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgW
FBgSFBUU/8AAFAgAEAAYBEMRAE0RAFkRAEsRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAKCf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAOBEMA
TQBZAEsAAD8A1TapsqmVSVcAFVCqhVQlXSrpV0q4AKqFVD//2Q=="""
RED, GREEN, BLUE, YELLOW, CYAN, BLACK, WHITE = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (0, 255, 255),
                                                (0, 0, 0), (255, 255, 255))


def turned(jpeg, orientation):
    """The same file with an Exif segment that says how it lies."""
    entry = struct.pack(">HHIHxx", 274, 3, 1, orientation)
    exif = b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + b"\0\0\0\0"
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + jpeg[2:]


class Pictures(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.source = self.folder / "exhibit"
        (self.source / "letters").mkdir(parents=True)
        (self.source / "letters/volume.xml").write_text(LETTERS)
        self.pictures = self.source / "pictures"
        self.pictures.mkdir()
        self.bundle = self.folder / "x.vitrine"

    def build(self, *options):
        return subprocess.run([PROGRAM, "build", self.source, "-o", self.bundle, *options],
                              capture_output=True, text=True, timeout=120)

    def ask(self, question):
        with sqlite3.connect(f"file:{self.bundle}?mode=ro&immutable=1", uri=True) as database:
            return database.execute(question).fetchall()

    def tiles(self, image):
        return {(number >> 32 & 0xff, number >> 16 & 0xffff, number & 0xffff): data for number, data in
                self.ask(f"SELECT id, data FROM tile WHERE id >> 40 = {image} ORDER BY id")}

    def test_makes_a_pyramid(self):
        png(self.pictures / "d1.png", 1300, 700)
        made = self.build()
        self.assertEqual((made.returncode, made.stderr), (0, ""))
        self.assertEqual(self.ask("SELECT letter, number, image, name, width, height FROM picture"),
                         [(0, 1, 1, "d1.png", 1300, 700)])
        sizes = {place: jpeg_size(data) for place, data in self.tiles(1).items()}
        self.assertEqual(sizes, {(0, 0, 0): (512, 512), (0, 0, 1): (512, 512), (0, 0, 2): (276, 512),
                                 (0, 1, 0): (512, 188), (0, 1, 1): (512, 188), (0, 1, 2): (276, 188),
                                 (1, 0, 0): (512, 350), (1, 0, 1): (138, 350), (2, 0, 0): (325, 175)})
        self.assertEqual(json.loads(subprocess.run([PROGRAM, "info", self.bundle, "--json"], capture_output=True,
                                                   text=True).stdout)["pictures"], 1)
        self.assertEqual(subprocess.run([PROGRAM, "check", self.bundle], capture_output=True).returncode, 0)

    def test_a_damaged_or_missing_tile_is_noticed(self):
        png(self.pictures / "d1.png", 1300, 700)
        self.build()
        whole = self.bundle.read_bytes()
        for change, said in (("UPDATE tile SET data = CAST(substr(data, 1, 300) || x'00' || substr(data, 302) AS BLOB)"
                              " WHERE id = (1 << 40) | (1 << 32) | 1", r"x\.vitrine: image 1: damaged: tile 1/0/1"),
                             ("DELETE FROM tile WHERE id = (1 << 40) | (2 << 32)",
                              r"damaged: picture d1\.png: .*x\.vitrine: no tile 2/0/0 of image 1")):
            self.bundle.write_bytes(whole)
            database = sqlite3.connect(self.bundle)
            self.assertEqual(database.execute(change).rowcount, 1)
            database.commit()
            database.close()
            checked = subprocess.run([PROGRAM, "check", self.bundle], capture_output=True, text=True)
            self.assertEqual((checked.returncode, checked.stdout), (1, ""))
            self.assertRegex(checked.stderr, said)

    def test_reads_each_kind_alike(self):
        png(self.pictures / "d1.png", 600, 400)
        tiff(self.pictures / "d1-3.tif", 600, 400)
        self.build()
        self.assertTrue(self.tiles(1) == self.tiles(2), "the same rows give other tiles")
        # a tile is a JPEG file: read as one, its preview has the same size
        again = self.folder / "again.jpg"
        again.write_bytes(self.tiles(1)[(0, 0, 0)])
        for old in self.pictures.iterdir():
            old.unlink()
        again.rename(self.pictures / "d1.jpg")
        tiff(self.pictures / "d1-4.tiff", 60, 40, samples=1)
        made = self.build()
        self.assertEqual(made.stderr, "")
        self.assertEqual(self.ask("SELECT number, width, height FROM picture ORDER BY number"),
                         [(1, 512, 400), (4, 60, 40)])

    def pixels(self, *points, number=1):
        made = subprocess.run([PROBE, self.bundle, "volume", "d1", str(number)]
                              + [f"{x},{y}" for x, y in points], capture_output=True, text=True, timeout=60)
        self.assertEqual((made.returncode, made.stderr), (0, ""))
        lines = made.stdout.split("\n")
        return tuple(map(int, lines[0].split())), [tuple(map(int, line.split(","))) for line in lines[1:-1]]

    def expect_colours(self, size, colours, tolerance=6):
        """What the viewer's own decoder finds at those places of the built picture."""
        made = self.build()
        self.assertEqual(made.stderr, "")
        got_size, got = self.pixels(*colours)
        self.assertEqual(got_size, size)
        for (place, wanted), colour in zip(colours.items(), got):
            self.assertLessEqual(max(abs(a - b) for a, b in zip(wanted, colour)), tolerance,
                                 f"at {place}: {colour}, not {wanted}")

    HALVES = {(0, 0): RED, (9, 9): RED, (30, 9): BLUE, (39, 29): BLUE}

    def test_shows_the_right_pixels_over_several_tiles(self):
        png(self.pictures / "d1.png", 1300, 700)
        self.expect_colours((1300, 700), {(0, 0): RED, (640, 600): RED, (660, 10): BLUE, (1299, 690): BLUE,
                                          (100, 699): WHITE, (1299, 699): WHITE}, 24)

    def test_reads_png_with_a_palette_with_alpha_and_16_bits(self):
        halves = [b"\0" * 16 + b"\1" * 24] * 30
        palette = png_chunk(b"PLTE", bytes(RED + BLUE))
        png_of(self.pictures / "d1.png", 40, 30, halves, colour=3, before=palette)
        self.expect_colours((40, 30), self.HALVES)
        see_through = [b"\xff\0\0\xff" * 16 + b"\0\0\xff\0" * 24] * 30
        png_of(self.pictures / "d1.png", 40, 30, see_through, colour=6)
        self.expect_colours((40, 30), {(0, 0): RED, (30, 9): WHITE})
        wide = [struct.pack(">3H", 65535, 0, 0) * 16 + struct.pack(">3H", 0, 0, 65535) * 24] * 30
        png_of(self.pictures / "d1.png", 40, 30, wide, depth=16)
        self.expect_colours((40, 30), self.HALVES)

    def test_reads_tiff_in_strips_of_8_and_16_bits(self):
        line = bytes(RED) * 16 + bytes(BLUE) * 24
        tiff_of(self.pictures / "d1.tif", 40, 30, [line * 8] * 3 + [line * 6], {278: 8})
        self.expect_colours((40, 30), self.HALVES)
        wide = struct.pack("<3H", 65535, 0, 0) * 16 + struct.pack("<3H", 0, 0, 65535) * 24
        tiff_of(self.pictures / "d1.tif", 40, 30, [wide] * 30, {258: [16, 16, 16]})
        self.expect_colours((40, 30), self.HALVES)
        tiff_of(self.pictures / "d1.tif", 40, 30, [line] * 30, {274: 3})
        self.expect_colours((40, 30), {(39, 29): RED, (0, 0): BLUE})

    def refuse(self, words):
        made = self.build()
        self.assertEqual(made.returncode, 0)
        self.assertIn("the picture is left out: ", made.stderr)
        self.assertIn(words, made.stderr)
        self.assertEqual(self.ask("SELECT count(*) FROM picture"), [(0,)])

    def test_reads_tiff_in_tiles(self):
        red, blue = bytes(RED) * 256, bytes(BLUE) * 256
        tags = {273: None, 278: None, 279: None, 322: 16, 323: 16, 324: 0, 325: 0}
        tiff_of(self.pictures / "d1.tif", 40, 30, [red, blue, blue] * 2, tags)
        self.expect_colours((40, 30), {(4, 4): RED, (10, 26): RED, (22, 4): BLUE, (36, 26): BLUE})
        tiff_of(self.pictures / "d1.tif", 20000, 16, [red] * 2, {**tags, 322: 16384, 323: 16384})
        self.refuse("its tiles are too large; save it with tiles of 256 x 256 pixels")

    def test_reads_tiff_with_a_palette_print_colours_and_few_bits(self):
        palette = {0: RED, 1: BLUE, 3: WHITE}
        for bits, line in ((8, b"\0" * 16 + b"\1" * 24), (4, b"\0" * 8 + b"\x11" * 12), (2, b"\0" * 4 + b"\x55" * 6)):
            colours = [257 * palette.get(index, BLACK)[channel] for channel in range(3) for index in range(1 << bits)]
            tiff_of(self.pictures / "d1.tif", 40, 30, [line] * 30, {258: bits, 262: 3, 277: 1, 320: colours})
            self.expect_colours((40, 30), self.HALVES)
        cmyk = b"\0\xff\xff\0" * 16 + b"\xff\xff\0\0" * 20 + b"\0\0\0\xff" * 4
        tiff_of(self.pictures / "d1.tif", 40, 30, [cmyk] * 30, {258: [8] * 4, 262: 5, 277: 4})
        self.expect_colours((40, 30), {**self.HALVES, (38, 4): BLACK, (39, 29): BLACK})
        tiff_of(self.pictures / "d1.tif", 40, 30, [b"\xff\xff\0\0\0"] * 30, {258: 1, 262: 0, 277: 1})
        self.expect_colours((40, 30), {(4, 4): BLACK, (36, 20): WHITE})
        tiff_of(self.pictures / "d1.tif", 40, 30, [b"\xff" * 10 + b"\0" * 10] * 30, {258: 4, 262: 1, 277: 1})
        self.expect_colours((40, 30), {(4, 4): WHITE, (36, 20): BLACK})

    def test_reads_tiff_in_planes(self):
        red, green, blue = b"\xff" * 16 + b"\0" * 24, b"\0" * 40, b"\0" * 16 + b"\xff" * 24
        tags = {258: [8] * 3, 284: 2}
        tiff_of(self.pictures / "d1.tif", 40, 30, [red] * 30 + [green] * 30 + [blue] * 30, tags)
        self.expect_colours((40, 30), self.HALVES)
        tall = [plane * rows for plane in (red, green, blue) for rows in (8, 8, 8, 6)]
        tiff_of(self.pictures / "d1.tif", 40, 30, [zlib.compress(strip) for strip in tall], {**tags, 259: 8, 278: 8})
        self.expect_colours((40, 30), self.HALVES)
        few = [b"\xff\xff\0\0\0"] * 30 + [b"\0" * 5] * 30 + [b"\0\0\xff\xff\xff"] * 30
        tiff_of(self.pictures / "d1.tif", 40, 30, few, {**tags, 258: [1] * 3})
        self.expect_colours((40, 30), self.HALVES)
        with_alpha = [b"\0" * 40] * 30 + [b"\xff" * 40] * 30
        tiff_of(self.pictures / "d1.tif", 40, 30, with_alpha, {262: 1, 277: 2, 284: 2})
        self.expect_colours((40, 30), {(4, 4): BLACK, (36, 20): BLACK})
        tiles = {273: None, 278: None, 279: None, 322: 16, 323: 16, 324: 0, 325: 0}
        full, none = b"\xff" * 256, b"\0" * 256
        tiff_of(self.pictures / "d1.tif", 40, 30, [full, none, none] * 2 + [none] * 6 + [none, full, full] * 2,
                {**tags, **tiles})
        self.expect_colours((40, 30), {(4, 4): RED, (10, 26): RED, (22, 4): BLUE, (36, 26): BLUE})

    def test_refuses_tiff_of_other_colours(self):
        tiff_of(self.pictures / "d1.tif", 40, 30, [b"\0" * 120] * 30, {258: [8] * 3, 262: 8})
        self.refuse("a kind of TIFF that is not read; save it as RGB, grey, CMYK or with a palette")

    def test_shows_the_first_page_of_several(self):
        tiff(self.pictures / "d1.tif", 40, 30)
        whole = bytearray((self.pictures / "d1.tif").read_bytes())
        entries = struct.unpack("<H", whole[8:10])[0]
        end, size = 10 + 12 * entries, 12 * entries + 2
        pages = whole[8:end] + struct.pack("<I", len(whole) + size + 4) + b"\1\0" + struct.pack(
            "<HHIHxx", 254, 4, 1, 1) + b"\0\0\0\0"
        whole[end:end + 4] = struct.pack("<I", len(whole))
        (self.pictures / "d1.tif").write_bytes(whole + pages)
        made = self.build()
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertIn("d1.tif: warning: the file holds 2 pages; the first is shown; visitors see one page of it; save each "
                      "page as a file of its own [picture-pages]\n", made.stderr)
        self.assertEqual(self.ask("SELECT width, height FROM picture"), [(40, 30)])

    UPRIGHT = {(4, 4): YELLOW, (4, 12): RED, (12, 4): GREEN, (12, 12): BLACK, (20, 4): CYAN, (20, 12): BLUE}

    def test_reads_progressive_jpeg_and_refuses_print_colours(self):
        (self.pictures / "d1.jpg").write_bytes(base64.b64decode(PROGRESSIVE))
        self.expect_colours((24, 16), self.UPRIGHT)
        (self.pictures / "d1.jpg").write_bytes(base64.b64decode(CMYK))
        self.refuse("colours for print (CMYK); save it with RGB colours")

    def test_turns_jpeg_upright(self):
        # where the yellow corner and the blue one are then, by Exif's figures for each way to lie
        corners = {1: ((4, 4), (20, 12)), 2: ((20, 4), (4, 12)), 3: ((20, 12), (4, 4)), 4: ((4, 12), (20, 4)),
                   5: ((4, 4), (12, 20)), 6: ((12, 4), (4, 20)), 7: ((12, 20), (4, 4)), 8: ((4, 20), (12, 4))}
        for orientation, (yellow, blue) in corners.items():
            with self.subTest(orientation=orientation):
                (self.pictures / "d1.jpg").write_bytes(turned(base64.b64decode(BASELINE), orientation))
                self.expect_colours((24, 16) if orientation < 5 else (16, 24), {yellow: YELLOW, blue: BLUE})

    def test_tells_letters_and_numbers_by_name(self):
        png(self.pictures / "d1-2.png", 8, 8)
        png(self.pictures / "d1-7.png", 8, 8)
        (self.pictures / "volume").mkdir()
        png(self.pictures / "volume" / "d1-2-3.png", 8, 8)
        png(self.pictures / "d9.png", 8, 8)
        made = self.build()
        self.assertEqual(made.returncode, 0)
        self.assertRegex(made.stderr, r"^.*d9\.png: warning: no letter has this name.*\n$")
        self.assertEqual(self.ask("SELECT name FROM picture ORDER BY name"),
                         [("d1-2.png",), ("d1-7.png",), ("volume/d1-2-3.png",)])
        self.assertEqual(self.ask("SELECT id, picture.number FROM picture"
                                  " JOIN letter ON letter.position = letter ORDER BY 1, 2"),
                         [("d1", 7), ("d1-2", 1), ("d1-2", 3)])

    def test_leaves_out_what_is_broken_and_says_so(self):
        png(self.pictures / "d1.png", 900, 900)
        whole = (self.pictures / "d1.png").read_bytes()
        tiff(self.pictures / "d1-2.tif", 90, 90)
        (self.pictures / "d1-2.tif").write_bytes((self.pictures / "d1-2.tif").read_bytes()[:-200])
        (self.pictures / "d1.png").write_bytes(whole[:-100])
        (self.pictures / "d1-5.jpg").write_bytes(b"\xff\xd8\xff\xe0 nothing")
        (self.pictures / "d1-6.jpg").write_text("no picture")
        png(self.pictures / "d1-7.png", 64, 64, interlaced=True)
        png(self.pictures / "d1-8.png", 20001, 1)
        png(self.pictures / "d1-9.png", 100, 100)
        made = self.build()
        self.assertEqual(made.returncode, 0, made.stderr)
        lines = made.stderr.splitlines()
        self.assertEqual(len(lines), 6, made.stderr)
        for line, words in zip(lines, ("", "", "not a JPEG, PNG or TIFF", "interlac", "20001", "")):
            self.assertIn("the picture is left out: ", line)
            self.assertIn(words, line)
        self.assertEqual(self.ask("SELECT name FROM picture"), [("d1-9.png",)])
        self.assertEqual(len(self.ask("SELECT DISTINCT id >> 40 FROM tile")), 1)
        self.assertEqual(self.build("--strict").returncode, 1)

    def test_makes_the_same_bytes_twice(self):
        png(self.pictures / "d1.png", 1300, 700)
        self.build()
        first = self.bundle.read_bytes()
        self.build()
        self.assertTrue(first == self.bundle.read_bytes())

    @unittest.skipUnless(LARGE, "large picture: with --large")
    def test_holds_little_of_a_large_picture(self):
        png(self.pictures / "d1.png", 8000, 10000)
        began = time.monotonic()
        self.assertEqual(self.build().stderr, "")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"8,000 x 10,000 pixels: {time.monotonic() - began:.1f} s, {peak:.0f} MB, "
              f"bundle {self.bundle.stat().st_size / 1e6:.1f} MB")
        self.assertLess(peak, 64)


unittest.main(argv=sys.argv[:1])
