"""What the checks share: the files of the tree, C text without its comments and strings, and reporting.

A check is a script that prints `file:line: what is wrong; what to do` for each fault and then exits 1.
"""

import json
import os
import re
import shlex
import subprocess
import sys

SKIPPED = 77


class Report:
    """Collects faults; `finish` ends the program with the exit code they ask for."""

    def __init__(self, root):
        self.root = root
        self.faults = 0

    def fault(self, path, line, text):
        self.faults += 1
        print(f"{path}:{line}: {text}")

    def finish(self, done):
        """Says what was done when nothing was wrong: a check of nothing must not pass unseen."""
        if self.faults:
            print(f"{self.faults} fault{'s' if self.faults > 1 else ''}")
            sys.exit(1)
        print(done)
        sys.exit(0)


def skip(reason):
    print(f"SKIPPED: {reason}")
    sys.exit(SKIPPED)


def files(root, *folders, suffixes):
    """Paths, relative to root, of the files below the folders ("" for all) that git would commit."""
    listing = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, text=True)
    if listing.returncode == 0 and listing.stdout:
        names = [name for name in listing.stdout.split("\0") if name]
    else:
        names = list(walk(root))
    return sorted({
        name for name in names
        if name.endswith(suffixes) and any(within(name, folder) for folder in folders)
        and os.path.isfile(os.path.join(root, name))})


def walk(root):
    """All files below root but those of git and of builds: for a tree without git."""
    for folder, children, names in os.walk(root):
        children[:] = [child for child in children if child != ".git" and not child.startswith("build")]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), root)


def within(path, folder):
    return folder == "" or path == folder or path.startswith(folder + "/")


def read(root, path):
    with open(os.path.join(root, path), encoding="utf-8") as file:
        return file.read()


TOKENS = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|(?P<text>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')""", re.DOTALL)


def blank(text):
    """The same lines, empty."""
    return re.sub(r"[^\n]", " ", text)


def code_only(source):
    """C text with comments, strings and characters blanked; every line keeps its number."""
    return TOKENS.sub(lambda match: blank(match.group()), source)


def code_with_strings(source):
    """C text with comments blanked."""
    return TOKENS.sub(
        lambda match: blank(match.group()) if match.group("comment") else match.group(), source)


def comments_only(source):
    """The comments of a C text; every line keeps its number."""
    result, at = [], 0
    for match in TOKENS.finditer(source):
        if match.group("comment"):
            result += [blank(source[at:match.start()]), match.group()]
            at = match.end()
    return "".join(result + [blank(source[at:])])


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def compile_commands(build):
    """Each compiled file as (source, object), from the build's compile_commands.json."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as file:
        for entry in json.load(file):
            words = shlex.split(entry["command"])
            output = words[words.index("-o") + 1]
            yield entry["file"], os.path.join(entry["directory"], output)
