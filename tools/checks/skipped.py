#!/usr/bin/env python3
"""Prints each test that ctest skipped, with the reason the test gave.

Usage: skipped.py RESULTS.xml   (what ctest --output-junit wrote)
"""

import re
import sys
import xml.etree.ElementTree as ElementTree


def skipped(path):
    """Yields (test, reason) of every skipped test, and of every skipped case in a test that ran."""
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        output = case.findtext("system-out") or ""
        reasons = re.findall(r"SKIPPED: *(.*)", output)
        if case.get("status") == "notrun" and not reasons:
            reasons = ["no reason given"]
        for reason in dict.fromkeys(reasons):
            yield case.get("name"), reason


def main():
    found = list(skipped(sys.argv[1]))
    if found:
        print("\nSkipped:")
    for name, reason in found:
        print(f"  {name}: {reason}")
    if found:
        print()


if __name__ == "__main__":
    main()
