#!/usr/bin/env python3
"""Draws the pictures of the sample exhibit: sheets of letters in a hand that is nobody's, a comet, and its sign.

Usage: draw_sheets.py     (writes assets/exhibits/sample/pictures/; the same bytes each time)

The words are those of the letters; each small letter is a curve through a few points, joined to the next one.
"""

import math
import pathlib
import random
import re
import struct
import xml.etree.ElementTree as ElementTree
import zlib

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "assets/exhibits/sample"
TEI = "{http://www.tei-c.org/ns/1.0}"
WIDTH, HEIGHT = 900, 1160
PAPERS, INKS = 6, 12  # shades

# Points in units of the height of an x, from the base line; a word is one stroke.
HAND = {
    "a": "0,.1 .7,.95 .25,1 0,.45 .3,0 .7,.6 .75,.95 .72,.2 1,.1", "b": "0,.2 .45,1.7 .3,2.1 .2,.9 .25,0 .65,.3 .5,.9 .9,.8",
    "c": "0,.2 .6,.8 .4,1 .05,.5 .3,0 .75,.2", "d": "0,.2 .7,.9 .25,1 0,.45 .3,0 .7,.6 .85,2.1 .75,.2 1,.1",
    "e": "0,.2 .5,.6 .45,1 .1,.6 .25,0 .8,.2", "f": "0,.2 .5,1.8 .35,2.1 .25,1 .2,-1 .4,-.6 .35,.1 .7,.2",
    "g": "0,.2 .65,.9 .25,1 0,.5 .3,.05 .65,.8 .6,-.8 .3,-1.1 .2,-.6 .9,.15", "h": "0,.2 .45,1.7 .3,2.1 .2,1 .2,0 .5,.95 .75,.8 .75,.1 1,.15",
    "i": "0,.15 .3,1 .3,.1 .6,.15", "j": "0,.2 .3,1 .25,-.8 0,-1.1 -.1,-.6 .6,.15",
    "k": "0,.2 .45,1.7 .3,2.1 .2,1 .2,0 .35,.6 .7,.95 .4,.5 .75,.05 1,.15", "l": "0,.2 .5,1.6 .35,2.1 .2,1.4 .25,.1 .6,.15",
    "m": "0,.15 .2,1 .2,0 .45,.95 .6,.8 .6,0 .85,.95 1.05,.8 1.05,.1 1.3,.15", "n": "0,.15 .2,1 .2,0 .5,.95 .75,.8 .75,.1 1,.15",
    "o": "0,.3 .5,1 .1,.7 .2,.05 .6,.1 .75,.7 .5,1 .9,.75", "p": "0,.2 .2,1 .15,-1.1 .2,.7 .5,1 .7,.5 .4,0 .9,.15",
    "q": "0,.2 .65,.9 .25,1 0,.5 .3,.05 .65,.8 .6,-1.1 .8,-.4 1,.15", "r": "0,.2 .2,1.05 .5,.9 .45,.1 .8,.15",
    "s": "0,.15 .4,1.05 .55,.4 .2,0 .8,.15", "t": "0,.2 .35,1.6 .3,.1 .6,.15", "u": "0,.2 .15,1 .2,.1 .5,.05 .7,1 .72,.1 1,.15",
    "v": "0,.3 .15,1 .4,0 .7,1 .9,.8", "w": "0,.3 .15,1 .35,0 .6,.9 .75,0 1,1 1.2,.8", "x": "0,.2 .2,1 .35,.5 .7,.05 .4,.5 .6,1 .3,0 .9,.2",
    "0": "0,.8 .3,0 .6,.8 .3,1.5 0,.8 .1,.4", "1": "0,1.1 .3,1.5 .25,.7 .2,0", "2": "0,1.2 .3,1.5 .55,1.1 .1,.1 .3,.15 .7,.1",
    "3": "0,1.3 .4,1.5 .5,1.1 .2,.8 .55,.6 .4,0 0,.1", "4": "0,1.5 -.05,.7 .6,.75 .45,1.3 .35,-.2", "5": "0,1.4 -.05,.8 .4,.9 .5,.4 .2,0 -.1,.1",
    "6": "0,1.5 -.15,.6 .15,0 .5,.4 .2,.75 -.1,.4", "7": "0,1.4 .6,1.5 .3,.7 .2,-.1", "8": "0,1.3 -.2,1.5 -.2,1 .4,.4 .1,0 -.2,.4 .3,1.1 .3,1.5 0,1.4", "9": "0,1.4 -.3,1 .1,.8 .3,1.4 .25,.6 .1,-.1",
    "y": "0,.2 .15,1 .3,.1 .65,1 .6,-.8 .3,-1.1 .2,-.6 .9,.15", "z": "0,.6 .5,1 .1,.1 .4,.3 .3,-.8 0,-1 .9,.15",
}
CYRILLIC = dict(zip("абвгдежзийклмнопрстуфхцчшщъыьэюя", "abvrgexzuiklmhonpctyfxuywwdibsua"))


def shape(letter):
    letter = letter.lower()
    points = HAND.get(CYRILLIC.get(letter, letter))
    return points and [tuple(map(float, point.split(","))) for point in points.split()]


def curve(points, steps=5):
    """Catmull and Rom's spline through the points."""
    ends = [points[0], *points, points[-1]]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:]):
        for step in range(steps):
            t = step / steps
            yield tuple(b[k] + t / 2 * (c[k] - a[k]) + t * t * (a[k] - 2.5 * b[k] + 2 * c[k] - d[k] / 2)
                        + t ** 3 * (1.5 * (b[k] - c[k]) + (d[k] - a[k]) / 2) for k in (0, 1))
    yield points[-1]


class Sheet:
    def __init__(self, seed, width=WIDTH, height=HEIGHT):
        self.random = random.Random(seed)
        self.width, self.height = width, height
        self.ink = [bytearray(width) for _ in range(height)]
        self.folds = []
        self.scorch = 0

    def line(self, a, b, radius, strength=1.0):
        """A stroke of the pen, darker where it is close to the middle."""
        (x0, y0), (x1, y1) = a, b
        length = (x1 - x0) ** 2 + (y1 - y0) ** 2
        for y in range(max(0, int(min(y0, y1) - radius - 1)), min(self.height, int(max(y0, y1) + radius + 2))):
            for x in range(max(0, int(min(x0, x1) - radius - 1)), min(self.width, int(max(x0, x1) + radius + 2))):
                t = 0 if length == 0 else max(0, min(1, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length))
                off = math.hypot(x - x0 - t * (x1 - x0), y - y0 - t * (y1 - y0))
                cover = max(0.0, min(1.0, radius + .5 - off)) * strength
                self.ink[y][x] = max(self.ink[y][x], int(cover * 255))

    def stroke(self, points, size, at, slant=.36):
        x, y = at
        path = [(x + size * (px + slant * py), y - size * py) for px, py in curve(points)]
        for a, b in zip(path, path[1:]):
            down = b[1] > a[1]  # a nib is broad on its way down
            self.line(a, b, .95 if down else .6, self.wet)

    def word(self, word, at, size):
        """Writes a word and answers where it ends."""
        x, y = at
        points, extras = [], []
        self.wet = self.random.uniform(.72, 1)
        for letter in word:
            if letter.isdigit() and points:  # each figure by itself
                self.stroke(points, size, at)
                points = []
            scale = 1.55 if letter.isupper() else 1
            form = shape(letter)
            if form is None:
                extras.append((letter, x))
                x += size * .45
                continue
            points += [((x - at[0]) / size + px * scale * self.random.uniform(.93, 1.07),
                        py * scale * self.random.uniform(.95, 1.05)) for px, py in form]
            if letter.isdigit():
                self.stroke(points, size, at)
                points, x = [], x + size * .25
            if letter in "ijё":
                extras.append(("dot", x))
            if letter in "tт":
                extras.append(("bar", x))
            x += size * max(px for px, _ in form) * scale * .8
        if points:
            self.stroke(points, size, at)
        for kind, place in extras:
            if kind == "bar":
                self.line((place + size * .3, y - size * 1.25), (place + size * 1.0, y - size * 1.35), .7, self.wet)
            elif kind == "dot":
                self.line((place + size * .85, y - size * 1.55), (place + size * .9, y - size * 1.6), .9, self.wet)
            elif kind in "—–-":
                self.line((place, y - size * .5), (place + size * .7, y - size * .55), .8, self.wet)
            elif kind in ",;’“”":
                up = 1.7 if kind in "’“”" else 0
                self.line((place + size * .3, y - size * (up + .1)), (place + size * .15, y - size * (up - .3)), .9, self.wet)
            elif kind in ".:?!":
                self.line((place + size * .3, y), (place + size * .32, y + 1), 1.1, self.wet)
        return x

    def write(self, words, x, y, right, size=16, leading=50):
        """Fills lines with words; answers those that found no room, and where the last line stands."""
        left, rise = x, self.random.uniform(-.6, .2)
        for index, word in enumerate(words):
            if word == "\n" or x + size * .72 * len(word) > right:
                x, y = left + (size * 3 if word == "\n" else self.random.uniform(-4, 4)), y + leading
                rise = self.random.uniform(-.6, .2)
            if y > self.height - 70:
                return words[index:], y
            if word != "\n":
                x = self.word(word, (x, y + rise * (x - left) / 60), size * self.random.uniform(.96, 1.04))
                x += size * self.random.uniform(.75, 1.0)
        return [], y

    def paper(self, x, y):
        """The shade of the paper: darker at the rims and on folds, brown where it is burnt."""
        rim = min(x, y, self.width - x, self.height - y) + 9 * math.sin(x / 61) + 9 * math.sin(y / 83 + x / 140)
        shade = 0 if rim > 70 else 1 if rim > 40 else 2 if rim > 18 else 3
        if any(abs(fold - place) < 2 for fold, place in ((f[1], (x, y)[f[0]]) for f in self.folds)):
            shade = min(3, shade + 1)
        if self.scorch:
            burnt = math.hypot(x - self.width, y - self.height) + 22 * math.sin(x / 17) + 15 * math.sin(y / 11)
            shade = 5 if burnt < self.scorch * .45 else 4 if burnt < self.scorch * .75 else max(shade, 3) if burnt < self.scorch else shade
        return shade

    def save(self, name):
        papers = [(240, 229, 203), (236, 224, 196), (229, 215, 184), (217, 199, 163), (150, 108, 66), (58, 38, 26)]
        ink = (52, 36, 30)
        palette = b"".join(bytes(round(p + (i - p) * level / (INKS - 1)) for p, i in zip(paper, ink))
                           for paper in papers for level in range(INKS))
        lines = b"".join(b"\0" + bytes(self.paper(x, y) * INKS + self.ink[y][x] * (INKS - 1) // 255
                                       for x in range(self.width)) for y in range(self.height))

        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        (SAMPLE / "pictures" / name).write_bytes(
            b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"PLTE", palette)
            + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b""))


def words_of(letter):
    """The parts of a letter as its writer wrote them: without headings, notes and page numbers."""
    volume = ElementTree.parse(SAMPLE / "letters/harbour.xml")
    division = next(div for div in volume.iter(f"{TEI}div") if div.get("{http://www.w3.org/XML/1998/namespace}id") == letter)
    for parent in list(division.iter()):
        for child in list(parent):
            if child.tag in (f"{TEI}note", f"{TEI}head"):
                position = list(parent).index(child)
                before = parent[position - 1] if position else None
                if before is not None:
                    before.tail = (before.tail or "") + (child.tail or "")
                else:
                    parent.text = (parent.text or "") + (child.tail or "")
                parent.remove(child)
    parts = {"after": []}
    for postscript in list(division.iter(f"{TEI}postscript")):
        parts["after"].append(re.sub(r"\s+", " ", "".join(postscript.itertext())).strip())
        division.remove(postscript)
    for tag in ("dateline", "salute", "p", "l", "signed"):
        parts[tag] = [re.sub(r"\s+", " ", "".join(part.itertext())).strip() for part in division.iter(f"{TEI}{tag}")]
    return parts


def draw_letter(letter, names, seed, scorch=0):
    parts = words_of(letter)
    words = []
    for paragraph in parts["p"]:
        words += paragraph.split() + ["\n"]
    for number, name in enumerate(names):
        sheet = Sheet(f"{seed} {number}")
        sheet.folds = [(0, WIDTH // 2), (1, HEIGHT // 3), (1, 2 * HEIGHT // 3)]
        sheet.scorch = scorch
        top = 110
        if number == 0:
            sheet.write(parts["dateline"][0].split(), 430, 110, 860)
            sheet.write(parts["salute"][0].split(), 110, 190, 800)
            top = 240
        words, bottom = sheet.write(words, 100 if number else 150, top, 815)
        if not words and parts["signed"] and bottom < HEIGHT - 110:
            _, bottom = sheet.write(parts["signed"][0].split(), 480, bottom + 30, 860, size=20)
            sheet.write(" ".join(parts["after"]).split(), 130, bottom + 110, 815)
        sheet.save(name)


def draw_comet(name):
    sheet = Sheet("comet", 600, 400)
    for index in range(260):
        spread = sheet.random.gauss(0, .085)
        length = sheet.random.uniform(40, 330) * (1 - min(.6, abs(spread) * 3))
        start = sheet.random.uniform(4, 26)
        angle = math.radians(207) + spread
        a = (430 + start * math.cos(angle), 270 + start * math.sin(angle))
        b = (430 + length * math.cos(angle), 270 + length * math.sin(angle))
        sheet.line(a, b, .45, sheet.random.uniform(.12, .42))
    for index in range(130):
        turn, radius = sheet.random.uniform(0, 2 * math.pi), 13 * sheet.random.random() ** .7
        at = (430 + radius * math.cos(turn), 270 + radius * math.sin(turn))
        sheet.line(at, (at[0] + 2, at[1] - 1), .8, .5 + .5 * (1 - radius / 13))
    for x, y, size in ((90, 80, 2), (180, 330, 1.4), (300, 60, 1.6), (520, 110, 2.2), (545, 340, 1.5), (70, 230, 1.3), (350, 350, 1.8)):
        for turn in range(3):
            off = (size * 2 * math.cos(turn * math.pi / 3), size * 2 * math.sin(turn * math.pi / 3))
            sheet.line((x - off[0], y - off[1]), (x + off[0], y + off[1]), .5, .7)
    sheet.save(name)


def draw_sign(name):
    """The almanacs' sign of a comet, as cut out of a line of handwriting."""
    sheet = Sheet("sign", 96, 96)
    sheet.paper = lambda x, y: 0  # too small a piece to show its age
    middle = (32, 64)
    ring = [(middle[0] + 15 * math.cos(turn * math.pi / 12), middle[1] + 15 * math.sin(turn * math.pi / 12)) for turn in range(26)]
    for a, b in zip(ring, ring[1:]):
        sheet.line(a, b, 2.6)
    for turn, length in ((-70, 32), (-45, 44), (-20, 32)):
        across = (math.cos(math.radians(turn)), math.sin(math.radians(turn)))
        sheet.line((middle[0] + 23 * across[0], middle[1] + 23 * across[1]),
                   (middle[0] + (23 + length) * across[0], middle[1] + (23 + length) * across[1]), 2.6)
    sheet.save(name)


def main():
    (SAMPLE / "pictures").mkdir(exist_ok=True)
    draw_letter("d1", ("d1-sheet-1.png", "d1-sheet-2.png"), "Dessart")
    draw_letter("d3", ("d3-sheet.png",), "Quill", scorch=330)
    draw_letter("d10", ("d10-sheet-1.png", "d10-sheet-2.png"), "Studentsova")
    draw_comet("comet.png")
    draw_sign("comet-sign.png")


if __name__ == "__main__":
    main()
