#!/usr/bin/env python3
"""Finds what the sources may not contain.

Usage: banned.py ROOT [BUILD]

Calls that are unsafe or ask for the time where it should be an argument, words of unfinished work, and, in the
objects of BUILD, variables that can be written and outlive a call (globals and statics).
"""

import os
import re
import subprocess
import sys

from tree import Report, code_only, comments_only, compile_commands, files, line_of, read, within

# Name of a call and what to do instead.
CALLS = {
    "strcpy": "buffer_append or snprintf", "strcat": "buffer_append or snprintf", "strncpy": "memcpy with a length",
    "strncat": "buffer_append or snprintf", "stpcpy": "memcpy with a length", "sprintf": "snprintf",
    "vsprintf": "vsnprintf", "gets": "fgets", "scanf": "a parser with limits", "sscanf": "a parser with limits",
    "fscanf": "a parser with limits", "atoi": "strtol with checks", "atol": "strtol with checks",
    "atoll": "strtoll with checks", "atof": "strtod with checks", "strtok": "strtok_r or slices",
    "localtime": "localtime_r", "gmtime": "gmtime_r", "asctime": "strftime", "ctime": "strftime",
    "rand": "a generator with a seed of its own", "srand": "a generator with a seed of its own",
    "random": "a generator with a seed of its own", "setjmp": "a status", "longjmp": "a status",
    "sigsetjmp": "a status", "siglongjmp": "a status", "system": "posix_spawn", "popen": "posix_spawn",
    "alloca": "an arena", "tmpnam": "mkstemp", "mktemp": "mkstemp", "signal": "sigaction",
    "sleep": "wait for what you wait for", "usleep": "wait for what you wait for",
    "nanosleep": "wait for what you wait for", "clock_nanosleep": "wait for what you wait for",
    "SDL_Delay": "wait for what you wait for",
}

# Asking for the time belongs to the clocks; everyone else is told it.
CLOCKS = {"time", "clock", "clock_gettime", "gettimeofday", "SDL_GetTicks", "SDL_GetTicks64", "SDL_GetPerformanceCounter"}
CLOCK_FOLDERS = ("src/platform", "tools/bench", "tests/bench")

# A test may start a program of this machine the short way.
TEST_CALLS = {"system", "popen"}

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|\bfor now\b|\bnot (yet )?implemented\b", re.IGNORECASE)

CALL = re.compile(r"(?<![\w.>])(" + "|".join(sorted({*CALLS, *CLOCKS}, key=len, reverse=True)) + r")[ \t]*\(")

# Symbols that sanitizers and coverage add to an object.
INSTRUMENTS = re.compile(r"^(__(odr_)?asan|__gcov|__sanc?ov|__ubsan|_sub_[DI]_|\.L|asan\.|gcov|__unnamed)|^\.")


def check_calls(report, path, source):
    code = code_only(source)
    for match in CALL.finditer(code):
        name = match.group(1)
        line = line_of(code, match.start())
        if name in TEST_CALLS and within(path, "tests"):
            continue
        if name in CALLS:
            report.fault(path, line, f"{name} is banned; use {CALLS[name]}")
        elif not any(within(path, folder) for folder in CLOCK_FOLDERS):
            report.fault(path, line, f"{name} asks for the time; take it as an argument")


def check_words(report, path, text):
    for match in UNFINISHED.finditer(text):
        report.fault(path, line_of(text, match.start()), f"\"{match.group()}\": finish it or leave it out")


def writable_symbols(path):
    """Names of the variables of an object that can be written: those of .data, .bss and thread storage."""
    table = subprocess.run(["objdump", "-t", path], capture_output=True, text=True, check=True).stdout
    for line in table.splitlines():
        match = re.match(r"^[0-9a-f]+ (.{7}) (\S+)\s+[0-9a-f]+ +(?:\.hidden )?(\S+)$", line)
        if not match or "d" in match.group(1).lower().split():
            continue
        section, name = match.group(2), match.group(3)
        writable = re.match(r"^(\.t?data|\.t?bss|\*COM\*)($|\.)", section) and not section.startswith(".data.rel.ro")
        if writable and name != section and not INSTRUMENTS.match(name):
            yield name


def line_of_variable(source, name):
    """The line that seems to declare the variable, or 1."""
    match = re.search(rf"\b{re.escape(name)}\b", code_only(source))
    return line_of(source, match.start()) if match else 1


def check_globals(report, root, build):
    """Answers how many objects were looked at."""
    count = 0
    for source, compiled in compile_commands(build):
        path = os.path.relpath(source, root)
        ours = within(path, "src") or within(path, "tools/bundle")
        if not ours or not os.path.exists(compiled):
            continue
        count += 1
        for symbol in writable_symbols(compiled):
            name = symbol.split(".")[0]
            report.fault(path, line_of_variable(read(root, path), name),
                         f"`{name}` can be written and outlives a call; make it const or pass it")
    return count


def main():
    root = os.path.abspath(sys.argv[1])
    report = Report(root)
    sources = files(root, "src", "tools", "tests", suffixes=(".c", ".h"))
    for path in sources:
        source = read(root, path)
        check_calls(report, path, source)
        check_words(report, path, comments_only(source))
    others = files(root, "", suffixes=(".md", ".cmake", "CMakeLists.txt", ".sh", ".sql", ".ini", "tools/run", "tools/test"))
    for path in others:
        check_words(report, path, read(root, path))
    objects = check_globals(report, root, sys.argv[2]) if len(sys.argv) > 2 else 0
    report.finish(f"{len(sources)} sources and {objects} objects hold nothing banned")


if __name__ == "__main__":
    main()
