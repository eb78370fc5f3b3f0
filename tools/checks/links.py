#!/usr/bin/env python3
"""Finds links, paths and names in Markdown files that lead nowhere.

Usage: links.py ROOT

A link is [text](target); a path is a word in backquotes with a slash in it and the ending of a source file, meant from
the file's own folder, the root, src/ or tools/. Below src/, a word_with_underscores in backquotes is a name of the
sources.
"""

import os
import re
import sys

from tree import Report, files, line_of, read, within

LINK = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)[^)]*\)")
PATH = re.compile(r"`([\w./-]+/[\w.-]+\.(?:c|h|py|sh|sql|md|cmake))`")
NAME = re.compile(r"`(?:struct |enum )?([A-Za-z]\w*_\w+)(?:\(\))?`")


def leads_somewhere(root, folders, target):
    return any(os.path.exists(os.path.join(root, folder, target)) for folder in folders)


def main():
    root = os.path.abspath(sys.argv[1])
    report = Report(root)
    count = 0
    sources = files(root, "src", "tools/bundle", suffixes=(".c", ".h", ".sql"))
    names = set(re.findall(r"\w+", "\n".join(read(root, path) for path in sources)))
    for path in files(root, "", suffixes=(".md",)):
        text = read(root, path)
        beside = os.path.dirname(path)
        for pattern, folders in ((LINK, [beside]), (PATH, [beside, "", "src", "tools"])):
            for match in pattern.finditer(text):
                count += 1
                if not leads_somewhere(root, folders, match.group(1)):
                    report.fault(path, line_of(text, match.start()), f"{match.group(1)} is not there")
        for match in NAME.finditer(text if within(path, "src") else ""):
            count += 1
            if match.group(1) not in names:
                report.fault(path, line_of(text, match.start()), f"{match.group(1)} is no name of the sources")
    if not count:
        sys.exit(f"{root}: nothing to check here")
    report.finish(f"{count} links, paths and names lead somewhere")


if __name__ == "__main__":
    main()
