#!/usr/bin/env python3
"""No word is lost, none invented, no space either: every TEI file of the corpus, read here with
expat, against what the bundle gives back.

usage: no_word_lost.py VITRINE-BUNDLE CORPUS

The whole folder is built into one bundle and exported as text; the words of every letter, notes in
brackets where their marks stand, must be the words, in the same order, that this file finds in the
source, which it reads on its own. A word is what white space parts; brackets stand alone, as the
two sides may set them closer or wider. Exits 77, saying so, when the corpus is not there.

What the importer leaves out on purpose, or shows in place of an element, is the list of functions
below; nothing else is forgiven. A letter whose words a choice reads otherwise as written follows once more, as written.
"""
import os
import re
import subprocess
import sys
import tempfile
import xml.parsers.expat

EXAMPLES = "http://www.tei-c.org/ns/Examples"
XML = "http://www.w3.org/XML/1998/namespace"
LETTERS = {"document", "letter", "item"}
REGISTERS = {"listPerson", "listPlace", "listBibl", "listOrg", "listEvent"}
ENTRIES = {"person", "place", "org", "event", "bibl", "biblStruct"}
OLDER = {"orig", "sic", "abbr"}
COMMENTS = {"comment", "commentary", "preface", "editorial"}
NOT_TEXT = {"teiHeader", "facsimile", "xenoData", "fw", "figDesc", "graphic"}
# Elements that begin and end a line of their own, so that words on either side are two.
LINES = {
    "ab", "addrLine", "attachment", "byline", "cell", "closer", "dateline", "div", "docImprint", "head",
    "item", "l", "label", "lg", "list", "opener", "p", "postscript", "row", "signed", "table", "titlePart",
    "trailer", "egXML", "figure", "body", "front", "back", "text", "cit", "epigraph", "address", "desc",
}
# Signs that a printed page may begin after, or before, without ending a word.
RUNS_ON_AFTER = "-‐‑–—“‘(["
RUNS_ON_BEFORE = "—–,.;:!?’”)]"
PAGE = "\0"
LAYOUT = "\1"  # white space of the source's own lines, at an element's edge


class Node:
    """An element and what it holds: strings and nodes."""

    def __init__(self, name, space, attributes, parent):
        self.name, self.space, self.attributes, self.parent = name, space, attributes, parent
        self.children = []

    def get(self, name):
        return self.attributes.get(name)

    def elements(self):
        return [child for child in self.children if isinstance(child, Node)]

    def words(self):
        return "".join(c if isinstance(c, str) else c.words() for c in self.children)

    def up(self):
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def find(self, *names):
        for child in self.elements():
            if child.name in names:
                yield child
            yield from child.find(*names)


def read(path):
    root = Node("", "", {}, None)
    top = [root]
    parser = xml.parsers.expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name, attributes):
        space, _, local = name.rpartition(" ")
        short = {key.rpartition(" ")[2] if key.startswith(XML) or " " not in key else key: value
                 for key, value in attributes.items()}
        node = Node(local, space, short, top[-1])
        top[-1].children.append(node)
        top.append(node)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: top.pop()
    parser.CharacterDataHandler = lambda text: top[-1].children.append(text)
    # Heard so that the texts on either side of them are two.
    parser.CommentHandler = lambda text: None
    parser.ProcessingInstructionHandler = lambda target, text: None
    with open(path, "rb") as file:
        parser.ParseFile(file)
    return root


# ---- What an element shows, where it is not its own words -----------------------------------------


def number_of(label):
    match = re.fullmatch(r"[a-z]+(\d+)", label or "")
    return match[1] if match else label


def is_repeated_label(head):
    """A head in a note that only says the note's number again: a way back to the mark."""
    notes = [node for node in head.up() if node.name == "note"]
    return bool(notes) and head.words().strip() == number_of(notes[0].get("n"))


def is_paired(ref):
    """The number of a note, printed as a reference directly before the note itself."""
    siblings = ref.parent.children
    for node in siblings[siblings.index(ref) + 1:]:
        if isinstance(node, str):
            if node.strip():
                return False
        else:
            return node.name == "note" and ref.get("target") == "#" + (node.get("id") or "")
    return False


def read_of_choice(choice, written):
    """What is read of a choice: the editors' words, or as written the source's own."""
    for child in choice.elements():
        if (child.name in OLDER) == written:
            return child
    return choice.elements()[0]


def gap(node, lang):
    unit, count, reason = (node.get(key) or "" for key in ("unit", "quantity", "reason"))
    if not unit or not count or unit.startswith("char") or (reason and "omi" not in reason) or (
            not lang.startswith("en")):
        return "[…]"
    return f"[{count} {unit.rstrip('s')}{'' if count == '1' else 's'} omitted]"


def joins_words(subst):
    """Whether a whole word is struck out and another written: the two stay two words."""
    before = subst.parent.children[: subst.parent.children.index(subst)]
    text = before[-1] if before and isinstance(before[-1], str) else " "
    gone = subst.elements()[0] if subst.elements() else None
    starts_word = not before or text[-1:].isspace() or isinstance(before[-1], Node) and (
        before[-1].name == "space")
    return gone is not None and starts_word and len(gone.words().strip()) > 1


class Letter:
    """Writes the words of one letter; `differs`: as written it has others."""

    def __init__(self, lang, print_pages, written):
        self.lang, self.print_pages, self.written = lang, print_pages, written
        self.differs = False

    def text(self, string):
        """Line ends of the source at an element's edge are layout, not a word's end in print."""
        string = re.sub(r"^\s*\n\s*", LAYOUT, string)
        return re.sub(r"\s*\n\s*$", LAYOUT, string)

    def inside(self, node):
        return "".join(self.text(child) if isinstance(child, str) else self.element(child)
                       for child in node.children)

    def element(self, node):
        name, parent = node.name, node.parent
        if name in NOT_TEXT or (name == "head" and is_repeated_label(node)):
            return ""
        if name in REGISTERS and any(up.name == "back" for up in node.up()):
            return ""
        if parent.name == "choice":
            self.differs |= read_of_choice(parent, True) is not read_of_choice(parent, False)
            if read_of_choice(parent, self.written) is not node:
                return ""
        special = getattr(self, "do_" + name, None)
        if special is not None:
            return special(node)
        words = self.inside(node)
        if name == "div" and node.get("type") in COMMENTS:
            return "[" + words + "]\n"
        if self.is_line(node):
            return "\n" + words + ("" if name == "signed" else "\n")
        return words

    def is_line(self, node):
        name, parent = node.name, node.parent.name
        if name == "p" and parent in ("del", "add", "supplied", "unclear", "corr", "reg"):
            return False
        if name in ENTRIES and parent in REGISTERS or name in REGISTERS:
            return True
        if name == "salute":
            return parent != "p"
        if name == "quote":
            return node.get("rend") == "blockquote" or parent in ("div", "cit", "body")
        if name == "seg":
            return parent == "opener" or any(
                up.name == "seg" and up.get("type") == "letterhead" for up in node.up())
        return name in LINES

    def do_note(self, node):
        if "inline" in (node.get("rend"), node.get("place")):
            line = "\n" if node.parent.name in ("div", "attachment") else ""
            return line + self.inside(node) + line
        words = self.inside(node)
        return "[" + words + "]" if words.replace("[…]", "").strip(" \n\t" + LAYOUT) else ""

    def do_ref(self, node):
        if is_paired(node):
            return ""
        return self.inside(node) if node.children else (node.get("target") or "").lstrip("#")

    def do_title(self, node):
        on_title_page = node.parent.parent.name == "div" and node.parent.parent.get("type") == "title"
        return self.inside(node) + ("\n" if on_title_page else "")

    def do_gap(self, node):
        return gap(node, self.lang)

    def do_subst(self, node):
        words = self.inside(node)
        if not joins_words(node) or len(node.elements()) < 2:
            return words
        first, *rest = node.elements()
        return self.element(first) + " " + "".join(self.element(child) for child in rest)

    def do_c(self, node):
        dots = node.get("rendition") == "#dots" and not node.children
        return "." * int(node.get("n") or 3) if dots else self.inside(node)

    def do_seg(self, node):
        if node.parent.name == "l" and node.parent.elements()[0] is not node:
            return " " + self.inside(node)
        line = "\n" if self.is_line(node) else ""
        return line + self.inside(node) + line

    def do_space(self, node):
        return " "

    def do_lb(self, node):
        return "\n"

    def do_pb(self, node):
        if not node.get("n") or node.get("break") == "no":
            return ""
        if self.print_pages and node.get("ed") != "print":
            return ""
        return PAGE


# ---- Letters of a file -----------------------------------------------------------------------------


def title_of(root):
    titles = [t for s in root.find("titleStmt") for t in s.elements() if t.name == "title"]

    def rank(title):
        if title.get("level") == "s" or title.get("type") in ("iso-date", "bibl", "sub"):
            return 0
        if title.get("level") == "a":
            return 4
        return 3 if title.get("type") == "main" else 1 if title.get("type") else 2

    return max(titles, key=rank).words() if titles else ""


def has_heading(text):
    """Whether a head, or a title page, comes before the first words of the body."""
    if any(node.get("type") == "title" for node in text.find("div")):
        return True
    for node in text.find("p", "l", "ab", "addrLine", "byline", "dateline", "salute", "head",
                          "trailer", "titlePart"):
        aside = any(up.name in ("note", "list", "table", "figure", "front") for up in node.up())
        if not aside:
            return node.name == "head"
    return False


def letter_divisions(node):
    for child in node.elements():
        if child.name == "div" and child.get("type") in LETTERS and child.space != EXAMPLES:
            yield child
        else:
            yield from letter_divisions(child)


def plain(text):
    """Running text, its marks for layout and pages resolved."""
    text = re.sub(f"(?<=[^\\s{LAYOUT}]){LAYOUT}+(?=[,;:!?)\\]،؛؟]|\\.(?!\\.))", "", text)
    text = text.replace(LAYOUT, " ")
    text = re.sub(
        f"([^ \n\t\r{PAGE}])({PAGE}+)([^ \n\t\r{PAGE}])",
        lambda m: m[1] + ("" if m[1] in RUNS_ON_AFTER or m[3] in RUNS_ON_BEFORE else " ") + m[3],
        text)
    return text.replace(PAGE, "")


def without_number(words, number):
    """The number at the start of the heading is shown apart from it."""
    if not number and words and re.fullmatch(r"\d+\.", words[0]):
        number = words[0][:-1]
    for head in (["No.", f"{number}."], [f"{number}."]):
        if number and words[: len(head)] == head:
            return words[len(head):]
    return words


def is_remark(root):
    """One paragraph and nothing that letters have: beside volumes it is about them."""
    traits = ("head", "dateline", "opener", "closer", "salute", "signed", "address", "correspDesc",
              "note", "pb")
    paragraphs = [p for text in root.find("text") for p in text.find("p")]
    return len(paragraphs) <= 1 and not list(root.find(*traits))


def without_remarks(paths):
    roots = {path: read(path) for path in paths}
    volumes = {os.path.dirname(path) for path, root in roots.items()
               if len(list(letter_divisions(root))) > 1}
    return [path for path, root in roots.items()
            if os.path.dirname(path) not in volumes or not is_remark(root)]


def versions_of(node, ident, number, title, lang, print_pages):
    """The letter, and where a choice makes it another, the letter as written."""
    for written in (False, True):
        letter = Letter(lang, print_pages, written)
        words = split_words(plain(letter.inside(node)))
        if written and not letter.differs:
            return
        yield (f"{ident} as written" if written else ident,
               without_number(title, "") + words if title else without_number(words, number))


def letters_of(path):
    root = read(path)
    texts = list(root.find("text"))
    if not texts:
        return []
    print_pages = any(pb.get("ed") == "print" for pb in root.find("pb"))
    langs = [node.get("ident") for node in root.find("language")] or ["en"]
    lang = texts[0].get("lang") or langs[0]
    divisions = list(letter_divisions(root))
    if divisions:
        return [version for div in divisions
                for version in versions_of(div, div.get("id"), div.get("n"), [], div.get("lang") or lang, print_pages)]
    title = [] if has_heading(texts[0]) else split_words(title_of(root))
    return list(versions_of(texts[0], "text", "", title, lang, print_pages))


def split_words(text):
    return re.sub(r"([\[\]])", r" \1 ", text).split()


# ---- Comparison ------------------------------------------------------------------------------------


def export(program, corpus):
    with tempfile.TemporaryDirectory() as folder:
        bundle = os.path.join(folder, "corpus.vitrine")
        subprocess.run([program, "build", corpus, "-o", bundle], check=True,
                       stderr=subprocess.DEVNULL)
        text = subprocess.run([program, "export", bundle, "--format", "text"], check=True,
                              stdout=subprocess.PIPE).stdout.decode("utf-8")
    return [split_words(letter) for letter in text.split("\f\n") if letter.strip()]


def differ(name, expected, got):
    """Prints the first difference of two word lists; answers whether there is one."""
    if expected == got:
        return False
    at = 0
    while at < min(len(expected), len(got)) and expected[at] == got[at]:
        at += 1
    print(f"{name}: word {at + 1} of {len(expected)}")
    print("  source:", " ".join(expected[max(0, at - 6): at + 8]))
    print("  bundle:", " ".join(got[max(0, at - 6): at + 8]))
    return True


def main():
    program, corpus = sys.argv[1:]
    paths = sorted((os.path.join(folder, name) for folder, _, names in os.walk(corpus)
                    for name in names if name.endswith(".xml")), key=os.fsencode)
    if not paths:
        print(f"skipped: no corpus at {corpus}")
        return 77
    expected = [(f"{os.path.relpath(path, corpus)} {ident}", words)
                for path in without_remarks(paths) for ident, words in letters_of(path)]
    got = export(program, corpus)
    faults = sum([differ(name, words, letter)
                  for (name, words), letter in zip(expected, got)])
    count = sum(len(words) for _, words in expected)
    print(f"{len(paths)} files, {len(expected)} letters in them, {len(got)} in the bundle, "
          f"{count} words, {faults} letters differ")
    return 0 if faults == 0 and count > 0 and len(expected) == len(got) else 1


if __name__ == "__main__":
    sys.exit(main())
