#!/usr/bin/env python3
"""Writes the C tables behind src/text/unicode.h from the Unicode Character Database.

usage: tables.py UNICODE_DIRECTORY OUTPUT.c

UNICODE_DIRECTORY is laid out as Debian's package unicode-data has it. The rules in src/text/break.c and
grapheme.c are those of Unicode 15.0, so another version is refused.
"""
import os
import re
import sys

VERSION = "15.0.0"
LAST = 0x10FFFF
BLOCK = 128  # code points in a block of the two-stage table

# LineBreak.txt names these only in its comments: what an unassigned code point is.
UNASSIGNED = [
    ("ID", 0x3400, 0x4DBF), ("ID", 0x4E00, 0x9FFF), ("ID", 0xF900, 0xFAFF), ("ID", 0x20000, 0x2FFFD),
    ("ID", 0x30000, 0x3FFFD), ("ID", 0x1F000, 0x1FAFF), ("ID", 0x1FC00, 0x1FFFD), ("PR", 0x20A0, 0x20CF)]

GRAPHEME = {"Other": "OTHER", "CR": "CR", "LF": "LF", "Control": "CONTROL", "Extend": "EXTEND", "ZWJ": "ZWJ",
            "Regional_Indicator": "REGIONAL", "Prepend": "PREPEND", "SpacingMark": "SPACING", "L": "L", "V": "V",
            "T": "T", "LV": "LV", "LVT": "LVT"}


def read_property(directory, name, wanted=None):
    """Answers one value for each code point, None where the file has none."""
    values = [None] * (LAST + 1)
    line_form = re.compile(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)")
    with open(os.path.join(directory, name), encoding="utf-8") as file:
        for line in file:
            found = line_form.match(line)
            if found and (wanted is None or found.group(3) == wanted):
                first = int(found.group(1), 16)
                last = int(found.group(2) or found.group(1), 16)
                values[first:last + 1] = [found.group(3)] * (last + 1 - first)
    return values


def check_version(directory):
    with open(os.path.join(directory, "LineBreak.txt"), encoding="utf-8") as file:
        title = file.readline().strip()
    if title != f"# LineBreak-{VERSION}.txt":
        sys.exit(f"{directory}/LineBreak.txt:1: not Unicode {VERSION}; install unicode-data of Debian 12")


def line_classes(directory, pictographic):
    """Line_Break resolved by rule LB1, with the finer classes that LB30 and LB30b ask for."""
    classes = read_property(directory, "LineBreak.txt")
    wide = read_property(directory, "EastAsianWidth.txt")
    category = read_property(directory, "extracted/DerivedGeneralCategory.txt")
    unassigned = [None] * (LAST + 1)
    for value, first, last in UNASSIGNED:
        unassigned[first:last + 1] = [value] * (last + 1 - first)
    for at in range(LAST + 1):
        value = classes[at] or unassigned[at] or "XX"
        if value in ("AI", "SG", "XX"):
            value = "AL"
        elif value == "SA":
            value = "CM" if category[at] in ("Mn", "Mc") else "AL"
        elif value == "CJ":
            value = "NS"
        elif value in ("OP", "CP") and wide[at] in ("F", "W", "H"):
            value += "_WIDE"
        elif value == "ID" and pictographic[at] and category[at] in ("Cn", None):
            value = "ID_PICTURE"
        classes[at] = value
    return classes


def grapheme_classes(directory, pictographic):
    classes = read_property(directory, "auxiliary/GraphemeBreakProperty.txt")
    for at in range(LAST + 1):
        value = GRAPHEME[classes[at] or "Other"]
        if pictographic[at]:
            if value != "OTHER":
                sys.exit(f"U+{at:04X} is pictographic and {value}: the grapheme classes overlap")
            value = "PICTURE"
        classes[at] = value
    return classes


def two_stages(line, grapheme):
    """Answers (pairs, index, blocks): pairs[blocks[index[cp / BLOCK] * BLOCK + cp % BLOCK]]."""
    pairs, index, blocks, known = {}, [], [], {}
    for start in range(0, LAST + 1, BLOCK):
        block = tuple(pairs.setdefault((line[at], grapheme[at]), len(pairs)) for at in range(start, start + BLOCK))
        if block not in known:
            known[block] = len(known)
            blocks.extend(block)
        index.append(known[block])
    if len(pairs) > 256 or len(known) > 256:
        sys.exit("the tables no longer fit into bytes")
    return list(pairs), index, blocks


def write_bytes(out, name, numbers):
    out.write(f"const uint8_t {name}[] = {{\n")
    for at in range(0, len(numbers), 24):
        out.write("    " + ", ".join(str(number) for number in numbers[at:at + 24]) + ",\n")
    out.write("};\n\n")


def main():
    directory, path = sys.argv[1:]
    check_version(directory)
    pictographic = read_property(directory, "emoji/emoji-data.txt", "Extended_Pictographic")
    pairs, index, blocks = two_stages(line_classes(directory, pictographic), grapheme_classes(directory, pictographic))
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"/* Made by tools/unicode/tables.py from Unicode {VERSION}. */\n#include \"text/unicode_tables.h\"\n\n")
        out.write("const struct unicode_pair unicode_pairs[] = {\n")
        for line, grapheme in pairs:
            out.write(f"    {{LINE_{line}, GRAPHEME_{grapheme}}},\n")
        out.write("};\n\n")
        write_bytes(out, "unicode_index", index)
        write_bytes(out, "unicode_blocks", blocks)


if __name__ == "__main__":
    main()
