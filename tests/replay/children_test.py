#!/usr/bin/env python3
"""Children hit everything with both hands for five minutes; then, by itself, the screen is ready for the next reader.

Usage: children_test.py VITRINE SAMPLE_BUNDLE FOLDER [SEED...]

The replays are made from seeds, played by the real program, and stay in FOLDER."""

import os
import random
import subprocess
import sys

SCREENS = {"800x480": "7", "1280x800": "10.1", "1080x1920": "21.5"}
MINUTES = 5
KEYS = ("Up", "Down", "Left", "Right", "Enter", "Escape", "Home", "Tab", "Space", "Backspace", "F1", "-", "+")


def made(seed, screen):
    """The lines of a replay: hands slap, swipe, rest and hammer, mostly low on the glass, and some keys are hit."""
    chance = random.Random(seed)
    width, height = map(int, screen.split("x"))
    lines, now, down = [f"vitrine-replay 1 {screen} {SCREENS[screen]} {seed}", "500 expect attract"], 700, {}
    while now < MINUTES * 60_000:
        now += chance.choice((5, 15, 40, 90, 200, 400, 700))
        kind = chance.random()
        x, y = chance.randrange(width), min(height - 1, int(abs(chance.gauss(0.75, 0.3)) * height))
        if kind < 0.45:
            contact = chance.randrange(4)
            size = f" {chance.randint(60, 300)}" if chance.random() < 0.15 else ""
            down[contact] = (x, y)
            lines.append(f"{now} touch {contact} down {x} {y}{size}")
        elif kind < 0.85 and down:
            contact = chance.choice(sorted(down))
            x, y = down[contact]
            if chance.random() < 0.5:
                x, y = max(0, x + chance.randint(-9, 9)), max(0, y + chance.randint(-9, 9))
                del down[contact]
                lines.append(f"{now} touch {contact} up {x} {y}")
            else:
                x, y = max(0, min(width - 1, x + chance.randint(-300, 300))), max(0, min(height - 1, y + chance.randint(-60, 60)))
                down[contact] = (x, y)
                lines.append(f"{now} touch {contact} move {x} {y}")
        elif kind < 0.97:
            lines.append(f"{now} key {chance.choice(KEYS)}")
        elif kind < 0.99:
            lines.append(f"{now} type {chance.choice('aeioйш-7')}")
        else:
            lines.append(f"{now} unplug touch")
    # Whatever they left lying on the glass: the longest wait, and the question.
    now += 275_000
    lines += [f"{now} expect attract", f"{now + 1000} key Enter", f"{now + 1500} expect contents",
              f"{now + 2000} tap letter=letter-70/70", f"{now + 3000} expect letter/letter-70/70", f"{now + 4000} end", ""]
    return "\n".join(lines)


def main():
    viewer, bundle, folder = map(os.path.abspath, sys.argv[1:4])
    os.makedirs(folder, exist_ok=True)
    failed = 0
    for seed in [int(word) for word in sys.argv[4:]] or [1, 2, 3]:
        for screen in SCREENS:
            path = os.path.join(folder, f"children-{seed}-{screen}.replay")
            with open(path, "w", encoding="utf-8") as file:
                file.write(made(seed, screen))
            done = subprocess.run([viewer, bundle, "--text", "--replay", path], check=False)
            failed += done.returncode != 0
            print(f"{path}: {'failed' if done.returncode else 'passed'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
