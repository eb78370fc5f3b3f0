#!/usr/bin/env python3
"""No word is lost: a volume's documents, read here with expat, against what the bundle gives back.

usage: no_word_lost.py VITRINE-BUNDLE VOLUME.xml...

Each volume is built into a bundle and exported as text; the words of every document, notes in
brackets at their marks, must be the same words in the same order as this file finds in the source,
which it reads on its own. A word is what white space parts; brackets stand alone, as the two sides
may set them closer or wider. Exits 77, saying so, when a volume is not there.

What the importer leaves out on purpose is left out here too, and nothing else: the number at the
start of a document's heading ("70.", "No. 70.").
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.parsers.expat

# Elements that begin and end a line of their own, so that words on either side are two.
LINES = {
    "attachment", "cell", "closer", "dateline", "div", "head", "item", "label", "list", "p",
    "postscript", "row", "signed", "table",
}
# Signs that a printed page may begin after, or before, without ending a word.
RUNS_ON_AFTER = "-‐‑–—“‘(["
RUNS_ON_BEFORE = "—–,.;:!?’”)]"
PAGE = "\0"


class Volume:
    """Collects the running text of each document."""

    def __init__(self):
        self.documents = []  # (id, number, text)
        self.text = None  # of the open document, PAGE where a page begins
        self.id = self.number = None
        self.open = []  # names, and what to add at the end
        self.depth_of_document = 0

    def add(self, text):
        if self.text is not None:
            self.text.append(text)

    def start(self, name, attributes):
        name = name.split(":")[-1]
        closing = ""
        if name == "div" and attributes.get("type") == "document":
            self.text = []
            self.id = attributes["xml:id"]
            self.number = attributes["n"]
            self.depth_of_document = len(self.open) + 1
        inline_note = name == "note" and attributes.get("rend") == "inline"
        if name in LINES or name == "quote" and attributes.get("rend") == "blockquote" or (
                inline_note and self.open[-1][0] in ("div", "attachment")):
            self.add("\n")
            closing = "" if name == "signed" else "\n"  # a stop may follow a name
        elif inline_note:
            pass  # within a paragraph the editors' line is part of it
        elif name == "note":
            self.add("[")
            closing = "]"
        elif name == "lb":
            self.add("\n")
        elif name == "pb":
            self.add(PAGE)
        elif name == "gap":
            count, unit = attributes["quantity"], attributes["unit"].rstrip("s")
            self.add(f"[{count} {unit}{'' if count == '1' else 's'} omitted]")
        self.open.append((name, closing))

    def end(self, name):
        _, closing = self.open.pop()
        self.add(closing)
        if self.depth_of_document == len(self.open) + 1 and self.text is not None:
            self.documents.append((self.id, self.number, "".join(self.text)))
            self.text = None


def words_of_document(number, text):
    """The words of a document's text, its number taken off."""
    text = re.sub(
        f"([^ \n\t\r{PAGE}])({PAGE}+)([^ \n\t\r{PAGE}])",
        lambda m: m[1] + ("" if m[1] in RUNS_ON_AFTER or m[3] in RUNS_ON_BEFORE else " ") + m[3],
        text,
    )
    words = split_words(text.replace(PAGE, ""))
    head = ["No.", number + "."] if words[:1] == ["No."] else [number + "."]
    if words[: len(head)] != head:
        raise SystemExit(f"document {number}: does not begin with its number: {words[:4]}")
    return words[len(head):]


def split_words(text):
    return re.sub(r"([\[\]])", r" \1 ", text).split()


def read_volume(path):
    volume = Volume()
    parser = xml.parsers.expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = volume.start
    parser.EndElementHandler = volume.end
    parser.CharacterDataHandler = volume.add
    with open(path, "rb") as file:
        parser.ParseFile(file)
    return [(ident, words_of_document(number, text)) for ident, number, text in volume.documents]


def export(program, path):
    with tempfile.TemporaryDirectory() as folder:
        bundle = os.path.join(folder, "volume.vitrine")
        subprocess.run([program, "build", path, "-o", bundle], check=True,
                       stderr=subprocess.DEVNULL)
        text = subprocess.run([program, "export", bundle, "--format", "text"], check=True,
                              stdout=subprocess.PIPE).stdout.decode("utf-8")
    return [split_words(letter) for letter in text.split("\f\n") if letter.strip()]


def differ(ident, expected, got):
    """Prints the first difference of two word lists; answers whether there is one."""
    if expected == got:
        return False
    at = 0
    while at < min(len(expected), len(got)) and expected[at] == got[at]:
        at += 1
    print(f"{ident}: word {at + 1} of {len(expected)}")
    print("  source:", " ".join(expected[max(0, at - 6): at + 8]))
    print("  bundle:", " ".join(got[max(0, at - 6): at + 8]))
    return True


def compare(program, path):
    documents, letters = read_volume(path), export(program, path)
    if len(documents) != len(letters):
        print(f"{path}: {len(documents)} documents, {len(letters)} letters")
        return False
    faults = sum(differ(ident, words, got) for (ident, words), got in zip(documents, letters))
    count = sum(len(words) for _, words in documents)
    print(f"{os.path.basename(path)}: {len(documents)} documents, {count} words, "
          f"{faults} documents differ")
    return faults == 0 and count > 0


def main():
    program, paths = sys.argv[1], sys.argv[2:]
    for path in paths:
        if not os.path.exists(path):
            print(f"skipped: {path} is not there")
            return 77
    return 0 if all([compare(program, path) for path in paths]) else 1


if __name__ == "__main__":
    sys.exit(main())
