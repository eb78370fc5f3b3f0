#!/usr/bin/env python3
"""Builds bundles of real editions and compares what they hold with what is known of the editions.

Usage: corpus_test.py VITRINE_BUNDLE, with VITRINE_CORPUS in the environment
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM, CORPUS = sys.argv[1], pathlib.Path(os.environ["VITRINE_CORPUS"])

# Counted in the sources: documents, their editors' notes, and so on (issue "From letter to screen").
VOLUME = {"letters": 120, "editorial_notes": 3, "notes": 349, "persons": 58, "terms": 19, "references": 116,
          "printed_pages": 253, "editions": 1, "slides": 12}
THREE = {"letters": 583, "editions": 3, "slides": 12}
SEED = {"letters": 1, "notes": 5, "printed_pages": 1, "editions": 1}


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=250)


def build(faults, target, *sources):
    made = run("build", *[CORPUS / source for source in sources], "-o", target)
    if made.returncode != 0:
        faults.append(made.stderr[-2000:])
    checked = run("check", target)
    if checked.returncode != 0:
        faults.append(checked.stderr)
    return made


def expect(faults, bundle, expected):
    info = json.loads(run("info", bundle, "--json").stdout)
    faults += [f"{bundle.name}: {name} is {info[name]}, expected {count}"
               for name, count in expected.items() if info[name] != count]


def main():
    if not (CORPUS / "frus1961-63v06").is_dir():
        print(f"SKIPPED: no editions in {CORPUS}")
        return 77
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        volume, again, three, seed = (pathlib.Path(folder, name) for name in ("v06", "again", "three", "seed"))
        build(faults, volume, "frus1961-63v06")
        expect(faults, volume, VOLUME)
        build(faults, again, "frus1961-63v06")
        if volume.read_bytes() != again.read_bytes():
            faults.append("two builds differ")
        build(faults, three, "frus1961-63v06", "frus1964-68v22", "frus1894Nicaragua")
        expect(faults, three, THREE)
        warnings = build(faults, seed, "seed/letter-70.txt").stderr.splitlines()
        expect(faults, seed, SEED)
        if [line.rsplit("letter-70.txt:")[1].split(":")[0] for line in warnings] != ["19", "23", "1", "1"]:
            faults.append("\n".join(warnings))
    print("\n".join(faults) or "four bundles")
    return 1 if faults else 0


sys.exit(main())
