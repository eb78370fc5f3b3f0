#!/usr/bin/env python3
"""Finds C files that clang-format 14 would change.

Usage: format.py ROOT
"""

import os
import re
import shutil
import subprocess
import sys

from tree import Report, files, skip

PROGRAM = "clang-format-14"


def main():
    root = os.path.abspath(sys.argv[1])
    if not shutil.which(PROGRAM):
        skip(f"no {PROGRAM} on this machine")
    report = Report(root)
    sources = files(root, "src", "tools", "tests", suffixes=(".c", ".h"))
    if not sources:
        sys.exit(f"{root}: nothing to check here")
    result = subprocess.run([PROGRAM, "--dry-run", "-Werror", *sources], cwd=root, capture_output=True, text=True)
    for path, line in dict.fromkeys(re.findall(r"^(\S+?):(\d+):\d+: error:", result.stderr, re.MULTILINE)):
        report.fault(path, line, f"not as {PROGRAM} writes it; run {PROGRAM} -i {path}")
    if result.returncode and not report.faults:
        sys.exit(result.stderr)
    report.finish(f"{len(sources)} files are formatted")


if __name__ == "__main__":
    main()
