"""Every screen of the viewer in every dress, for the checks of tests/screens and for tools/contact-sheet."""

import concurrent.futures
import itertools
import json
import os
import subprocess

STATES = ("attract/1", "contents", "contents?all", "contents?person=harbour/p_QM1", "exchange",
          "exchange?between=harbour/p_DI1,harbour/p_QM1", "letter/letter-70/70", "letter/letter-70/70#note=0",
          "letter/letter-70/70#note=3", "letter/letter-70/70#about", "letter/letter-70/70#web", "letter/harbour/d1",
          "letter/harbour/d4", "letter/harbour/d5", "letter/harbour/d5#side", "letter/harbour/d6#note=5",
          "letter/harbour/d6#notes", "letter/harbour/d6#pages", "letter/harbour/d6#end", "letter/harbour/d7",
          "letter/harbour/d9#side", "letter/harbour/d13#about", "picture/harbour/d1/1", "picture/harbour/d10/1#side", "search",
          "search?q=glass", "search?q=zzzz", "options", "prompt", "about", "fault/E44", "pin", "staff",
          "staff/records", "staff/screen", "staff/support", "staff/chart")
REPORT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "staff-report.txt")  # of a kiosk, for its staff
SCREENS = {"800x480": "7", "1920x1080": "15.6", "1080x1920": "21.5"}  # the reference screens, with their diagonals
THEMES = ("paper", "evening", "contrast")
SIZES = (100, 200)
LANGUAGES = ("en", "ru", "ar")


def all_dresses():
    """(screen, theme, size, language) of the whole matrix."""
    return list(itertools.product(SCREENS, THEMES, SIZES, LANGUAGES))


def some_dresses():
    """Few of them: every pair of two values is there at least once in some state."""
    return [("800x480", "paper", 100, "en"), ("800x480", "evening", 200, "ru"), ("800x480", "contrast", 200, "ar"),
            ("1920x1080", "paper", 200, "ar"), ("1920x1080", "evening", 100, "en"), ("1920x1080", "contrast", 100, "ru"),
            ("1080x1920", "paper", 100, "ru"), ("1080x1920", "evening", 200, "ar"), ("1080x1920", "contrast", 200, "en")]


def file_name(place):
    return "".join(c if c.isalnum() and c.isascii() or c in ".-" else "_" for c in place)


def folder_of(base, dress):
    return os.path.join(base, "-".join(map(str, dress)))


class Dump:
    """One screen: what the viewer says of it, and where the picture is."""

    def __init__(self, place, dress, path):
        self.place, self.dress, self.picture = place, dress, path + ".png"
        self.screen, self.theme, self.size, self.language = dress
        with open(path + ".json", encoding="utf-8") as file:
            self.said = json.load(file)

    def __str__(self):
        return f"{self.place} {' '.join(map(str, self.dress))}"


def dump(viewer, bundle, base, place, dress, *options):
    """Writes one screen below `base`. Text only with "--text"."""
    screen, theme, size, language = dress
    folder = folder_of(base, dress)
    done = subprocess.run([viewer, bundle, "--window", screen, "--diagonal", SCREENS[screen], "--set", f"theme={theme}",
                           "--set", f"text.size_percent={size}", "--set", f"language={language}", "--set", f"report={REPORT}",
                           "--at", place, "--dump", folder, *options], capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{place} {dress}: {done.stderr}")
    return Dump(place, dress, os.path.join(folder, file_name(place)))


def dump_all(viewer, bundle, base, states, dresses, *options):
    """All states in all dresses, two at a time."""
    os.makedirs(base, exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(dump, viewer, bundle, base, place, dress, *options) for dress in dresses for place in states]
        for job in jobs:
            yield job.result()
