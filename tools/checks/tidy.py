#!/usr/bin/env python3
"""Runs clang-tidy 14 over every compiled file of the tree.

Usage: tidy.py ROOT BUILD [PATH-PREFIX...]
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import sys

from tree import Report, compile_commands, skip, within

PROGRAM = "clang-tidy-14"


def tidy(source, build):
    result = subprocess.run(
        [PROGRAM, "-quiet", "-p", build, "--extra-arg=-Wno-unknown-warning-option", source],
        capture_output=True, text=True)
    return re.findall(r"^(/\S+?):(\d+):\d+: (?:error|warning): (.*)$", result.stdout, re.MULTILINE), result


def main():
    root, build = os.path.abspath(sys.argv[1]), sys.argv[2]
    prefixes = sys.argv[3:] or ["src", "tools", "tests"]
    if not shutil.which(PROGRAM):
        skip(f"no {PROGRAM} on this machine")
    report = Report(root)
    sources = sorted({source for source, _ in compile_commands(build)
                      if any(within(os.path.relpath(source, root), prefix) for prefix in prefixes)})
    if not sources:
        sys.exit(f"{build}: nothing to check here")
    seen = set()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for source, (faults, result) in zip(sources, pool.map(lambda source: tidy(source, build), sources)):
            for fault in faults:
                if fault not in seen:
                    seen.add(fault)
                    report.fault(os.path.relpath(fault[0], root), *fault[1:])
            if result.returncode and not faults:
                report.fault(os.path.relpath(source, root), 1, result.stdout + result.stderr)
    report.finish(f"{len(sources)} files pass {PROGRAM}")


if __name__ == "__main__":
    main()
