#!/usr/bin/env python3
"""Holds every screen to the figures of the interface specification, from what a dump says and from its pixels.

Usage: screens_test.py VITRINE SAMPLE_BUNDLE FOLDER [all]

The dumps stay in FOLDER. "all": every state in every dress (minutes), else in a choice of them."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
import screens  # noqa: E402
from picture import read_png  # noqa: E402

TEXT_CONTRAST, SHAPE_CONTRAST = 7.0, 3.0
TOLERANCE_MM = 0.35       # of lengths that are whole pixels
GAP_MM = 2.0              # between targets
HEAD_GAP_MM = 0.0         # below the pictures in a card's head, which are much smaller than what they answer to
HEAD = ("close", "list-more", "list-up", "options-more", "options-up", "note-more", "note-up")
BUTTON_MM = {"S": (25.0, 15.0), "P": (20.0, 20.0), "L": (20.0, 20.0)}
SMALL_BUTTON_MM = 15.0    # of cards: close, More, Back; chips
MARK_MM = 15.0
CAPTION_ARCMIN, MARK_ARCMIN = 21.5, 16.0  # smallest text but marks; marks
READER = ("letter/", "person/", "term/")
OVER_ALL = ("options", "prompt", "fault", "attract", "pin", "staff")  # no bar is touched there, or its ends are staff's

KEYS = ("key=", "space", "delete", "script", "digits", "clear", "show", "back", "field")  # of the search
KEY_MM = {"S": (12.5, 11.0), "P": (16.0, 14.0), "L": (16.0, 14.0)}

faults = []


def fault(dump, message):
    faults.append(f"{dump}: {message}")
    if len(faults) <= 600:
        print("FAULT", faults[-1], flush=True)


# ---- Colours -------------------------------------------------------------------------------------------------------

def channels(color):
    return tuple(int(color[i:i + 2], 16) for i in (1, 3, 5))


def luminance(rgb):
    """Relative luminance of WCAG 2."""
    linear = [c / 255 / 12.92 if c <= 10 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# ---- Rectangles ----------------------------------------------------------------------------------------------------

def overlap(a, b):
    """Width and height of what two rectangles share; 0 or less: nothing."""
    return min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0]), min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])


def holds(outer, inner, by=0):
    return (inner[0] >= outer[0] - by and inner[1] >= outer[1] - by and
            inner[0] + inner[2] <= outer[0] + outer[2] + by and inner[1] + inner[3] <= outer[1] + outer[3] + by)


def center_is_in(rect, outer):
    x, y = rect[0] + rect[2] / 2, rect[1] + rect[3] / 2
    return outer[0] <= x < outer[0] + outer[2] and outer[1] <= y < outer[1] + outer[3]


def overlays(dump):
    return [box["rect_px"] for box in dump.said["boxes"] if box["kind"] == "overlay"]


def kind_of(dump):
    """S, P or L, as section 2 of the specification has it."""
    screen = dump.said["screen"]
    if min(screen["w_mm"], screen["h_mm"]) < 110:
        return "S"
    return "P" if screen["h_mm"] > screen["w_mm"] else "L"


def is_covered(dump, run):
    """Whether a card, sheet or panel that came later lies over it, or the veil below the question."""
    if dump.place in ("prompt", "options") and run["layer"] == 0:
        return True
    return any(min(overlap(run["rect_px"], box)) > 0 for box in overlays(dump)[run["layer"]:])


def on_top(dump):
    """Runs and targets that nothing lies over; below a card nothing is touched but what is not covered."""
    over = overlays(dump)
    runs = [run for run in dump.said["runs"] if not is_covered(dump, run)]
    listed = dump.said["targets"]
    covers = [i for i, t in enumerate(listed) if over and t["role"] == "scroll" and t["drawn_px"] == over[-1]]
    targets = [t for t in listed[covers[-1] if covers else 0:] if t["role"] != "scroll"]
    return runs, [t for t in targets if not over or center_is_in(t["drawn_px"], over[-1])]


# ---- What is said --------------------------------------------------------------------------------------------------

def check_text(dump):
    screen = [0, 0, dump.said["screen"]["w_px"], dump.said["screen"]["h_px"]]
    for run in on_top(dump)[0]:
        ratio = contrast(channels(run["ink"]), channels(run["ground"]))
        if ratio < TEXT_CONTRAST:
            fault(dump, f"contrast {ratio:.1f} of \"{run['text'][:30]}\"")
        mark = run["text"].isdigit() and len(run["text"]) <= 3
        if run["cap_height_arcmin"] < (MARK_ARCMIN if mark else CAPTION_ARCMIN):
            fault(dump, f"{run['cap_height_arcmin']} minutes of arc: \"{run['text'][:30]}\"")
        slid = overlays(dump) and run["layer"] == 0  # section 10: the page slides up to leave the line in sight
        if not holds(screen, run["rect_px"], 1) and not slid:
            fault(dump, f"text beyond the glass: \"{run['text'][:30]}\" {run['rect_px']}")
    runs, targets = on_top(dump)
    check_overlaps(dump, runs)
    check_above_bar(dump, runs)
    check_free(dump, runs, targets)
    check_labels(dump, runs, targets)


def check_overlaps(dump, runs):
    """No line of text stands on another; leading may be less than a line's box is high."""
    for i, one in enumerate(runs):
        for other in runs[i + 1:]:
            w, h = overlap(one["rect_px"], other["rect_px"])
            if w > 3 and h > 0.45 * min(one["rect_px"][3], other["rect_px"][3]) and one["text"] and other["text"]:
                fault(dump, f"\"{one['text'][:24]}\" stands on \"{other['text'][:24]}\"")


def check_above_bar(dump, runs):
    """No line runs out below the bar."""
    for bar in (box["rect_px"] for box in dump.said["boxes"] if box["kind"] == "bar"):
        for run in runs:
            _, y, _, h = run["rect_px"]
            if not overlays(dump) and y < bar[1] < y + 0.7 * h:
                fault(dump, f"the bar cuts \"{run['text'][:30]}\"")


def check_free(dump, runs, targets):
    """No button lies over words that are not its own."""
    for target in targets:
        if target["role"] != "button" or is_key(dump, target) or target["action"] in ("wake", "undo"):
            continue
        for run in runs:
            w, h = overlap(run["rect_px"], target["drawn_px"])
            if w > 3 and h > 0.3 * run["rect_px"][3] and not holds(target["drawn_px"], run["rect_px"], 0.1 * run["rect_px"][3]):
                fault(dump, f"{target['action']} lies over \"{run['text'][:30]}\"")


def check_labels(dump, runs, targets):
    """What is written on a button stays on it."""
    for target in targets:
        if target["role"] not in ("button", "choice"):
            continue
        for run in runs:
            if run["text"] == target["label"] and center_is_in(run["rect_px"], target["drawn_px"]) and \
                    not holds(target["drawn_px"], run["rect_px"], 0.1 * run["rect_px"][3]):
                fault(dump, f"\"{run['text']}\" is wider than its button")


# ---- What is touched -----------------------------------------------------------------------------------------------

def is_bar_button(dump, target):
    bars = [box["rect_mm"] for box in dump.said["boxes"] if box["kind"] == "bar"]
    covered = any(center_is_in(target["drawn_px"], box) for box in overlays(dump))
    return bool(bars) and not covered and center_is_in(target["drawn_mm"], bars[-1])


def is_key(dump, target):
    return dump.place.startswith("search") and target["action"].startswith(KEYS) and not is_bar_button(dump, target)


def check_size(dump, target):
    x, y, w, h = target["hit_mm"]
    kind, role = kind_of(dump), target["role"]
    if role in ("mark", "name", "term", "reference"):
        return  # cut at the midline where they meet; the nearest within 4.5 mm answers
    least_w, least_h = SMALL_BUTTON_MM, SMALL_BUTTON_MM
    if role == "button" and is_bar_button(dump, target):
        least_w, least_h = BUTTON_MM[kind]
    if is_key(dump, target):
        least_w, least_h = KEY_MM[kind]
    if w < least_w - TOLERANCE_MM or h < least_h - TOLERANCE_MM:
        fault(dump, f"{target['action']} is {w:.1f} x {h:.1f} mm, less than {least_w} x {least_h}")


def check_gaps(dump, targets):
    """2 mm between buttons; the keys of S, whose hit areas fill their pitch, apart."""
    buttons = [t for t in targets if t["role"] in ("button", "choice", "letter", "slide")]
    for i, one in enumerate(buttons):
        for other in buttons[i + 1:]:
            w, h = overlap(one["drawn_mm"], other["drawn_mm"])
            gap_mm = HEAD_GAP_MM if one["action"] in HEAD or other["action"] in HEAD else GAP_MM
            both_keys = kind_of(dump) == "S" and is_key(dump, one) and is_key(dump, other)
            if min(w, h) > TOLERANCE_MM:
                if not (one["role"] == "slide" or other["role"] == "slide"):
                    fault(dump, f"{one['action']} and {other['action']} overlap")
            elif max(-w, -h) < gap_mm - TOLERANCE_MM and (w > 0 or h > 0) and not both_keys:
                fault(dump, f"{max(-w, -h):.1f} mm between {one['action']} and {other['action']}")


def check_edges(dump, target):
    """Buttons of the bar are hit down to the edge of the glass."""
    if is_bar_button(dump, target) and target["hit_px"][1] + target["hit_px"][3] < dump.said["screen"]["h_px"]:
        fault(dump, f"{target['action']} is not hit at the edge of the glass")


def check_targets(dump):
    _, targets = on_top(dump)
    screen = [0, 0, dump.said["screen"]["w_px"], dump.said["screen"]["h_px"]]
    for target in targets:
        if not overlap(target["drawn_px"], screen)[0] > 0:
            fault(dump, f"{target['action']} cannot be seen")
        check_size(dump, target)
        check_edges(dump, target)
        if not target["label"]:
            fault(dump, f"{target['action']} has nothing to be said of it")
    check_gaps(dump, targets)


# ---- What is always there ------------------------------------------------------------------------------------------

def check_again(dump):
    """Start again is bottom left, and bottom right from right to left; in S it may be in the menu."""
    if dump.place.startswith(OVER_ALL) or (dump.place.startswith("search") and kind_of(dump) == "S"):
        return  # in S the keyboard takes the bar's room, as section 5 has it
    names = {target["action"]: target for target in dump.said["targets"]}
    again = names.get("again") or names.get("menu")
    if again is None:
        fault(dump, "no way to start again")
        return
    x, _, w, _ = again["drawn_mm"]
    side = dump.said["screen"]["w_mm"] - x - w if dump.language == "ar" else x
    if side > 12 or not is_bar_button(dump, again):
        fault(dump, "Start again is not in its corner")


def check_reach(dump):
    """Upright screens: all lasting controls are in the lower half; marks and pictures are where the text has them."""
    if kind_of(dump) != "P" or dump.place.startswith("attract"):
        return
    half = dump.said["screen"]["h_mm"] / 2
    for target in dump.said["targets"]:
        y, h = target["drawn_mm"][1], target["drawn_mm"][3]
        listed = dump.place.endswith(("#pages", "#notes")) and target["action"].startswith(("page=", "person=", "term="))
        lasting = not listed and target["role"] in ("button", "choice") and not target["action"].startswith(("note=", "picture=", "badge", "close"))
        if lasting and y + h < half:
            fault(dump, f"{target['action']} is in the upper half")


def check_overlays(dump):
    screen = [0, 0, dump.said["screen"]["w_px"], dump.said["screen"]["h_px"]]
    marks = [box["rect_px"] for box in dump.said["boxes"] if box["kind"] == "mark-line"]
    for box in overlays(dump):
        if not holds(screen, box):
            fault(dump, f"a card beyond the glass: {box}")
        for line in marks:
            if min(overlap(box, line)) > 0:
                fault(dump, "a card covers the line it belongs to")
        if dump.place.startswith(READER) and "#note=" in dump.place and box[3] > 0.6 * screen[3] + 1:
            fault(dump, "a card higher than 0.6 of the glass")


def check_said(dump):
    check_text(dump)
    check_targets(dump)
    check_again(dump)
    check_reach(dump)
    check_overlays(dump)


# ---- What is drawn -------------------------------------------------------------------------------------------------

class Picture:
    def __init__(self, path):
        self.w, self.h, self.rows = read_png(path)

    def counts(self, rect):
        """How often each colour is in a rectangle."""
        counts = {}
        left, right = max(0, rect[0]), min(self.w, rect[0] + rect[2])
        for row in self.rows[max(0, rect[1]):max(0, rect[1] + rect[3])]:
            part = row[3 * left:3 * right]
            for rgb in zip(part[0::3], part[1::3], part[2::3]):
                counts[rgb] = counts.get(rgb, 0) + 1
        return counts

    def at(self, x, y):
        return tuple(self.rows[y][3 * x:3 * x + 3])


def check_drawn_text(dump, picture):
    """The ground is what is said, and some pixel of the letters reaches the contrast, or nearly: thin strokes of small
    type cover no pixel whole."""
    runs, _ = on_top(dump)
    for run in runs:
        if len(run["text"].strip()) < 3:
            continue
        counts = picture.counts(run["rect_px"])
        if not counts:
            continue
        ground = max(counts, key=counts.get)
        best = max(contrast(color, ground) for color in counts)
        said = contrast(channels(run["ink"]), channels(run["ground"]))
        if best < min(TEXT_CONTRAST, 0.8 * said):
            fault(dump, f"\"{run['text'][:30]}\" is drawn with a contrast of {best:.1f}, said {said:.1f}")


def check_drawn_outlines(dump, picture):
    """A button is seen: some line across its edge has a contrast of 3, or what is on it has."""
    _, targets = on_top(dump)
    for target in targets:
        if target["role"] not in ("button", "choice"):
            continue
        x, y, w, h = target["drawn_px"]
        middle, best = y + h // 2, 1.0
        if not (4 <= x < picture.w - w - 4 and 0 <= middle < picture.h):
            continue
        outside = picture.at(x - 3, middle)
        for dx in range(0, min(w, 12)):
            best = max(best, contrast(picture.at(x + dx, middle), outside))
        if best < SHAPE_CONTRAST:  # bare words or a picture on a card
            counts = picture.counts(target["drawn_px"])
            ground = max(counts, key=counts.get)
            best = max(contrast(color, ground) for color in counts)
        if best < SHAPE_CONTRAST:
            fault(dump, f"{target['action']} is drawn with a contrast of {best:.1f}")


def check_drawn(dump):
    picture = Picture(dump.picture)
    check_drawn_text(dump, picture)
    check_drawn_outlines(dump, picture)


# ---- The whole -----------------------------------------------------------------------------------------------------

def main():
    viewer, bundle, folder = map(os.path.abspath, sys.argv[1:4])
    every = sys.argv[4:] == ["all"]
    count = drawn = 0
    for dump in screens.dump_all(viewer, bundle, os.path.join(folder, "said"), screens.STATES,
                                 screens.all_dresses() if every else screens.some_dresses(), "--text"):
        check_said(dump)
        count += 1
    small = [dress for dress in screens.all_dresses() if dress[0] == "800x480"]  # large pictures take seconds to read
    dresses = small + screens.some_dresses()[4:7] if every else [("800x480", "evening", 100, "ru"), ("800x480", "contrast", 200, "ar"),
                                                   ("800x480", "paper", 100, "en")]
    for dump in screens.dump_all(viewer, bundle, os.path.join(folder, "drawn"), screens.STATES, dresses):
        check_drawn(dump)
        drawn += 1
    print(f"{count} screens as they are said, {drawn} as they are drawn: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
