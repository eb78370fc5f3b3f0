#!/usr/bin/env python3
"""Prints the paragraphs that engines are compared on, as lines of "letter.number TAB language TAB text".

Usage: paragraphs.py CORPUS [--volume]

English: documents 66 to 75 of the volume frus1961-63v06, with --volume all of them. Russian: of each of Tolstoy's open letters and the letter to
Nekrasov, ten in all, the first long paragraph. Notes, headings, tables and lists are left out, and so are paragraphs
too short to fill two lines. Exit code 77: no such corpus.
"""

import glob
import os
import re
import sys
from xml.parsers import expat

VOLUME = "frus1961-63v06/frus1961-63v06.xml"
DOCUMENTS = [f"d{number}" for number in range(66, 76)]
VOLUME_MOST = 120
RUSSIAN = ["tolstoy-open-letters/*.xml", "tolstoy-letter/*.xml"]
SHORTEST = 150  # letters
LONG = 500      # letters

# Elements whose words are no part of a running paragraph.
LEFT_OUT = {"note", "orig", "sic", "del", "teiHeader", "xenoData", "head", "table", "list", "figure"}


class Reader:
    """Collects (letter, text) of the paragraphs of one file."""

    def __init__(self, letter, wanted):
        self.letter = letter  # None: the wanted div around the paragraph names it
        self.wanted = wanted
        self.stack = []
        self.left_out = 0
        self.words = None
        self.found = []

    def start(self, name, attributes):
        note_div = name == "div" and re.fullmatch(r"n\d+", attributes.get("xml:id", ""))
        leaves = name in LEFT_OUT or bool(note_div)
        self.stack.append((name, self.letter, leaves))
        self.left_out += leaves
        if self.wanted and attributes.get("xml:id") in self.wanted:
            self.letter = attributes["xml:id"]
        if name == "p" and not self.left_out and self.letter:
            self.words = []

    def end(self, name):
        _, letter, leaves = self.stack.pop()
        self.left_out -= leaves
        if name == "p" and not self.left_out and self.words is not None:
            self.found.append((self.letter, tidy("".join(self.words))))
            self.words = None
        self.letter = letter

    def characters(self, data):
        if self.words is not None and not self.left_out:
            self.words.append(data)


def tidy(text):
    """Spaces of the source's layout made those of print."""
    text = re.sub(r"[ \t\r\n]+", " ", text).strip()
    text = re.sub(r" (?=[,.;:!?)\]»…])", "", text)
    return re.sub(r"(?<=[(\[«]) ", "", text)


def read(path, letter, wanted=()):
    reader = Reader(letter, wanted)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    with open(path, "rb") as file:
        parser.ParseFile(file)
    return [(name, text) for name, text in reader.found if len(text) >= SHORTEST]


def main():
    corpus = sys.argv[1]
    volume = os.path.join(corpus, VOLUME)
    if not os.path.isfile(volume):
        print(f"SKIPPED: {volume} is not there; VITRINE_CORPUS names the folder of the corpus", file=sys.stderr)
        sys.exit(77)
    documents = [f"d{number}" for number in range(1, VOLUME_MOST + 1)] if "--volume" in sys.argv else DOCUMENTS
    found = [(letter, "en", text) for letter, text in read(volume, None, documents)]
    paths = sorted(path for pattern in RUSSIAN for path in glob.glob(os.path.join(corpus, pattern)))
    for number, path in enumerate(paths, 1):
        found += [(letter, "ru", text) for letter, text in read(path, f"ru{number}") if len(text) >= LONG][:1]
    counts = {}
    for letter, lang, text in found:
        counts[letter] = counts.get(letter, 0) + 1
        print(f"{letter}.{counts[letter]}\t{lang}\t{text}")


if __name__ == "__main__":
    main()
