#!/usr/bin/env python3
"""Prints how long functions and files are; fails for a file that is far too long.

Usage: sizes.py ROOT

A function's length is counted in lines from the one its opening brace follows to its closing brace; both braces
stand alone in the first column, as clang-format puts them. Generated files, which say so in their first lines,
are left out.
"""

import os
import re
import sys

from tree import Report, files, read

FILE_AIM, FILE_LIMIT = 500, 700
LONGEST = 8

def head_of(lines, brace):
    """The lines before the brace that belong to the function's head, as (first line number, text)."""
    first = brace
    while first > 0 and lines[first - 1] and lines[first - 1][-1] not in ";}/":
        first -= 1
    return first, " ".join(lines[first:brace])


def functions(source):
    """Yields (name, line, length in lines) of each function: from its head to its closing brace."""
    lines = source.split("\n")
    brace = None
    for number, line in enumerate(lines):
        if line == "{":
            brace = number
        elif line == "}" and brace is not None:
            first, head = head_of(lines, brace)
            name = re.search(r"(\w+)\(", head)
            if name:
                yield name.group(1), first + 1, number - first + 1
            brace = None


def percentile(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def main():
    root = os.path.abspath(sys.argv[1])
    report = Report(root)
    found, long_files = [], []
    for path in files(root, "src", "tools", "tests", suffixes=(".c", ".h", ".py")):
        source = read(root, path)
        if re.search(r"generated", source[:400], re.IGNORECASE):
            continue
        lines = source.count("\n")
        if lines > FILE_LIMIT:
            report.fault(path, lines, f"{lines} lines; files end at {FILE_LIMIT}: give it one reason to change")
        elif lines > FILE_AIM:
            long_files.append((lines, path))
        if not path.endswith(".py") and not path.startswith("tests/"):
            found += [(length, f"{path}:{line}: {name}") for name, line, length in functions(source)]
    if not found:
        sys.exit(f"{root}: no function found")
    found.sort()
    lengths = [length for length, _ in found]
    print(f"{len(lengths)} functions of src and tools: median {percentile(lengths, 0.5)} lines, "
          f"90th percentile {percentile(lengths, 0.9)}, longest:")
    for length, where in found[:-LONGEST - 1:-1]:
        print(f"  {length:4} {where}")
    print(f"{len(long_files)} files over {FILE_AIM} lines" + (":" if long_files else ""))
    for lines, path in sorted(long_files, reverse=True):
        print(f"  {lines:4} {path}")
    report.finish(f"no file over {FILE_LIMIT} lines")


if __name__ == "__main__":
    main()
