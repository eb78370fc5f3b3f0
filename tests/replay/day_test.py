#!/usr/bin/env python3
"""A whole day of 400 visitors, played by the real program on virtual time, and every line that it writes of them.

Usage: day_test.py VITRINE SAMPLE_BUNDLE FOLDER [VISITORS [SEED]]

The visitors are made from a seed. What they do is also counted here, by the words of src/view/visit.md and without any
code of the viewer's, and the two accounts are compared line by line. The replay and both accounts stay in FOLDER."""

import json
import os
import random
import re
import subprocess
import sys

SCREEN, DIAGONAL = "1280x800", "10.1"
VIEWER, BUNDLE, FOLDER = map(os.path.abspath, sys.argv[1:4])
VISITORS, SEED = [int(word) for word in sys.argv[4:6]] + [400, 1962][len(sys.argv[4:6]):]
PATIENCE_MS = 275_000  # a page with many words, and the question: then the slides are back
UNDO_MS = 8_000


class Screen:
    """What can be touched at a place, as a visitor sees it."""

    seen = {}

    @classmethod
    def at(cls, place):
        if place not in cls.seen:
            subprocess.run([VIEWER, BUNDLE, "--window", SCREEN, "--at", place, "--text", "--dump", FOLDER], check=True)
            name = "".join(c if c.isalnum() and c.isascii() or c in ".-" else "_" for c in place)
            with open(os.path.join(FOLDER, name + ".json"), encoding="utf-8") as file:
                cls.seen[place] = json.load(file)
        return cls.seen[place]

    @classmethod
    def actions(cls, place, begin):
        return [target["action"] for target in cls.at(place)["targets"] if target["action"].startswith(begin)]

    @classmethod
    def pages(cls, letter):
        for run in cls.at(f"letter/{letter}")["runs"]:
            found = re.fullmatch(r"page 1 of (\d+)", run["text"])
            if found:
                return int(found.group(1))
        return 1


class Visit:
    """One visitor: what happens, and what is to be counted of it."""

    def __init__(self, day):
        self.day, self.begun, self.last = day, None, None
        self.touches = self.keys = self.opened = 0
        self.language, self.state, self.options = "en", "contents", []
        self.letters, self.open, self.opened_ms = {}, None, 0

    def pause(self, least_s, most_s):
        self.day.now += self.day.chance.randint(least_s * 1000, most_s * 1000)

    def felt(self, key=False):
        self.begun = self.day.now if self.begun is None else self.begun
        self.last = self.day.now
        self.keys += key
        self.touches += not key

    def tap(self, name, least_s=1, most_s=20):
        self.pause(least_s, most_s)
        self.day.write(f"tap {name}")
        self.felt()

    def touch(self, x, y):
        self.pause(1, 3)
        self.day.write(f"touch 0 down {x} {y}")
        self.day.now += 60
        self.day.write(f"touch 0 up {x} {y}")
        self.felt()

    def key(self, name, least_s=1, most_s=4):
        self.pause(least_s, most_s)
        self.day.write(f"key {name}")
        self.felt(key=True)

    def type(self, letters):
        for letter in letters:
            self.day.now += self.day.chance.randint(200, 600)
            self.day.write(f"type {letter}")
            self.felt(key=True)

    # What is shown after a touch.

    def show_letter(self, letter, via):
        self.close_letter()
        self.opened += 1
        row = self.letters.setdefault(letter, {"opens": 0, "read": 0, "end": 0, "notes": 0, "originals": 0, "via": via})
        row["opens"] += 1
        self.open, self.opened_ms, self.state = letter, self.day.now, "letter"

    def close_letter(self):
        if self.open is not None:
            self.letters[self.open]["read"] += self.last - self.opened_ms
        self.open = None

    def show_other(self, state):
        self.close_letter()
        self.state = state

    def choose(self, option):
        if option not in self.options:
            self.options.append(option)

    def line(self, reason):
        self.close_letter()
        order = ["language", "size", "style", "colours", "motion", "reach"]
        words = ["visit", "1", f"language={self.language}", "input=" + ("keys" if self.keys > self.touches else "touch"),
                 f"seconds={rounded(self.last - self.begun)}", f"letters_opened={self.opened}", f"exit_state={self.state}",
                 f"exit_reason={reason}", "options_used=" + (",".join(sorted(self.options, key=order.index)) or "-")]
        for letter, row in self.letters.items():
            words.append(f"letter={letter},-,opens={row['opens']},read_s={rounded(row['read'] // row['opens'])},"
                         f"read_to_end={row['end']},notes_opened={row['notes']},originals_opened={row['originals']},"
                         f"via={row['via']}")
        return " ".join(words)


def rounded(ms):
    return (ms + 500) // 1000


class Day:
    def __init__(self, seed):
        self.chance, self.now = random.Random(seed), 5000
        self.steps, self.lines = [], []

    def write(self, step):
        self.steps.append(f"{self.now} {step}")

    # How a visitor begins: from the slides.

    def arrive(self):
        self.now += self.chance.randint(2000, 9000)
        self.write("expect attract")
        visit = Visit(self)
        if self.chance.random() < 0.15:
            visit.key("Enter")
        else:
            visit.touch(20, 20)
        return visit

    # How one ends.

    def leave(self, visit):
        """Goes away: the question is asked of nobody."""
        self.lines.append(visit.line("idle"))
        self.now += PATIENCE_MS

    def start_again(self, visit):
        """In a letter it can be taken back for a while; then nobody is there."""
        visit.tap("again", 1, 9)
        self.lines.append(visit.line("again"))
        self.now += UNDO_MS + PATIENCE_MS

    def depart(self, visit):
        (self.start_again if visit.open and self.chance.random() < 0.4 else self.leave)(visit)

    # What visitors do.

    def glance(self):
        self.leave(self.arrive())

    def open_some(self, visit, listed=False, back=False):
        """From the list that is shown first, Start here if there is one, or from all letters; `back`: these are shown."""
        begins = Screen.actions("contents", "tab-start")
        if begins and listed and not back:
            visit.tap("tab-all")
        name = self.chance.choice(Screen.actions("contents?all" if listed else "contents", "letter="))
        visit.tap(name)
        visit.show_letter(name.partition("=")[2], "start" if begins and not listed else "list")
        return name.partition("=")[2]

    def open_notes(self, visit, letter):
        notes = Screen.actions(f"letter/{letter}", "note=")
        for name in self.chance.sample(notes, min(len(notes), self.chance.randint(0, 2))):
            visit.tap(name)
            visit.letters[letter]["notes"] += 1
            visit.tap("close", 2, 30)
        visit.state = "letter"

    def read(self):
        visit = self.arrive()
        letter = self.open_some(visit, listed=self.chance.random() < 0.5)
        self.open_notes(visit, letter)
        for _ in range(self.chance.randint(0, Screen.pages(letter) - 1)):
            visit.tap("page-next", 5, 55)
        self.depart(visit)

    def read_to_the_end(self):
        visit = self.arrive()
        letter = self.open_some(visit)
        for _ in range(Screen.pages(letter)):
            visit.tap("page-next", 5, 55)
        visit.letters[letter]["end"], visit.state = 1, "end"
        following = self.following(letter)
        if following and self.chance.random() < 0.6:
            visit.tap("next-letter", 2, 20)
            visit.show_letter(following, "reference")
        self.depart(visit)

    @staticmethod
    def following(letter):
        """The letter after it in the list, if that is still on its first page."""
        letters = [name.partition("=")[2] for name in Screen.actions("contents?all", "letter=")]
        at = letters.index(letter) + 1
        return letters[at] if at < len(letters) else None

    def choose_and_read(self):
        visit = self.arrive()
        if self.chance.random() < 0.5:
            self.open_some(visit)
        visit.tap("options")
        for name, option in self.chance.sample([("theme-evening", "colours"), ("theme-contrast", "colours"),
                                                ("size-larger", "size"), ("style-clear", "style")], 2):
            visit.tap(name)
            visit.choose(option)
        visit.tap("close")
        self.depart(visit)

    def search(self):
        visit = self.arrive()
        visit.tap("search")
        visit.show_other("search")
        word = self.chance.choice(["glass", "comet", "turkey"])
        visit.type(word)
        hits = Screen.actions(f"search?q={word}", "letter=")
        if hits:
            visit.tap(hits[0])
            visit.show_letter(hits[0].partition("=")[2], "search")
        self.depart(visit)

    def in_their_language(self):
        self.now += self.chance.randint(2000, 9000)
        self.write("expect attract")
        visit = Visit(self)
        visit.language = self.chance.choice(["ru", "de", "fr", "es", "ar", "he"])
        visit.tap(f"language={visit.language}")
        visit.choose("language")
        if self.chance.random() < 0.7:
            self.open_some(visit)
        self.leave(visit)

    def come_back(self):
        """The same letter twice, another between."""
        visit = self.arrive()
        for time in range(3):
            self.open_some(visit, listed=time > 0, back=time > 0)
            visit.tap("contents", 3, 40)
            visit.show_other("contents")
        self.leave(visit)

    def take_it_back(self):
        visit = self.arrive()
        self.open_some(visit)
        visit.tap("again", 1, 9)
        visit.tap("undo", 1, 6)
        self.depart(visit)

    def pull_headphones(self):
        visit = self.arrive()
        self.open_some(visit)
        self.now += 2000
        self.write("headphones in")
        visit.tap("notes", 1, 60)
        visit.state = "notes"
        self.now += 3000
        self.write("headphones out")
        self.lines.append(visit.line("headphones"))
        self.now += 50_000

    def with_keys(self):
        self.now += self.chance.randint(2000, 9000)
        visit = Visit(self)
        visit.key("Enter")
        for _ in range(self.chance.randint(1, 6)):
            visit.key("Down")
        visit.key("Home")
        self.lines.append(visit.line("again"))
        self.now += PATIENCE_MS

    def pass_by(self, visitors):
        ways = [(self.read, 30), (self.read_to_the_end, 10), (self.glance, 15), (self.choose_and_read, 10), (self.search, 12),
                (self.in_their_language, 10), (self.come_back, 5), (self.take_it_back, 3), (self.pull_headphones, 3),
                (self.with_keys, 2)]
        for way in self.chance.choices([way for way, _ in ways], [weight for _, weight in ways], k=visitors):
            way()
        self.write("expect attract")
        self.write("end")


def main():
    os.makedirs(FOLDER, exist_ok=True)
    day = Day(SEED)
    day.pass_by(VISITORS)
    replay, came = os.path.join(FOLDER, "day.replay"), os.path.join(FOLDER, "visits.txt")
    with open(replay, "w", encoding="utf-8") as file:
        file.write("\n".join([f"vitrine-replay 1 {SCREEN} {DIAGONAL} {SEED}", *day.steps, ""]))
    with open(os.path.join(FOLDER, "expected.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join([*day.lines, ""]))
    done = subprocess.run([VIEWER, BUNDLE, "--text", "--set", "pictures=still", "--replay", replay, "--visits", came],
                          check=False)
    with open(came, encoding="utf-8") as file:
        lines = file.read().splitlines()
    wrong = [i for i in range(max(len(lines), len(day.lines))) if lines[i:i + 1] != day.lines[i:i + 1]]
    for i in wrong[:5]:
        print(f"visit {i + 1}:\n  expected {day.lines[i:i + 1]}\n  came     {lines[i:i + 1]}")
    print(f"{VISITORS} visitors in {day.now / 3_600_000:.1f} hours, {len(lines)} lines, {len(wrong)} of them wrong")
    return 1 if wrong or len(lines) != VISITORS or done.returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
