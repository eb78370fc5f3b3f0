#!/usr/bin/env python3
"""Scores set lines: how even the spaces are, what TeX would think of them, rivers, rags.

Usage: score.py FILE.jsonl...

Reads one JSON object a line of text, lengths in em from the column's left edge:
  {"engine", "measure_em", "hyphen", "ragged", "indent_em", "space_em", "par", "line", "words": [[x0, x1], ...],
   "hyphenated", "last"}
"hyphen": whether hyphens were allowed; "indent_em": of each first line; "space_em": natural width of a space;
"hyphenated": the line ends in a hyphen that the text has not; "last": of its paragraph; "hang_em", where it is there:
how far punctuation may stand out of the measure.

Formulas: D. E. Knuth, The TeXbook (1984), chapter 14, for a space that stretches by half its width and shrinks by a
third: r = (space - natural) / (0.5 or 0.33 natural); badness 100 |r|^3; demerits of a line (1 + badness)^2, 50^2 more
for a hyphen, 100^2 more where the line is two or more classes (tight, decent, loose, very loose) from the one before.
The last line of a paragraph has no badness unless it is shrunk. Lines are taken as they stand: what an engine wanted
does not count, only what it did.
"""

import json
import sys
from collections import namedtuple

STRETCH, SHRINK = 0.5, 0.33
LINE_DEMERITS, HYPHEN_DEMERITS, CLASS_DEMERITS = 1, 50 ** 2, 100 ** 2
WORST = 10000          # badness that TeX makes no more difference beyond
OVERFULL_EM = 0.01     # beyond the measure by less is rounding
RIVER_LINES = 3        # spaces over one another in as many lines
RIVER_OVERLAP = 0.5    # of a natural space, by which they must overlap
NEAR = 1.02            # as good as the other's demerits
HYPHENS_RUNNING = 2    # that our lines have at most

Line = namedtuple("Line", "words hyphenated last spaces ratio")

Score = namedtuple("Score", "lines deviation rivers demerits hyphens running overfull short_last hyphen_before_last "
                            "rag paragraphs runs")


def read(paths):
    """Settings → paragraphs → lines: {(engine, measure, ragged, hyphen): {par: [Line]}}, and each setting's head."""
    settings, heads = {}, {}
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for text in file:
                item = json.loads(text)
                key = (item["engine"], item["measure_em"], item["ragged"], item["hyphen"])
                heads[key] = item
                settings.setdefault(key, {}).setdefault(item["par"], []).append(line_of(item))
    return settings, heads


def line_of(item):
    words = [word for word in item["words"] if word[1] > word[0]]
    spaces = [(a[1], b[0]) for a, b in zip(words, words[1:])]
    return Line(words, item["hyphenated"], item["last"], spaces, ratio_of(spaces, item["space_em"]))


def ratio_of(spaces, natural):
    """TeX's adjustment ratio of a line, from the mean of its spaces; None where it has none."""
    if not spaces:
        return None
    excess = sum(b - a for a, b in spaces) / len(spaces) - natural
    if abs(excess) < 1e-3 * natural:
        return 0.0
    return round(excess / (natural * (STRETCH if excess > 0 else SHRINK)), 6)


def badness(ratio):
    return 100 * abs(ratio) ** 3


def fitness(ratio):
    """TeX's classes: 0 tight, 1 decent, 2 loose, 3 very loose."""
    return 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3


def set_ratio(line, measure):
    """The ratio that counts: a last line's only where it is shrunk; a line of one word that falls short of the
    measure is as bad as a line of its room without a space can be."""
    if line.last:
        return min(line.ratio or 0.0, 0.0)
    if line.ratio is not None:
        return line.ratio
    return 0.0 if not line.words or line.words[-1][1] > measure - OVERFULL_EM else 10.0


def demerits(lines, measure):
    total, before = 0.0, 1
    for line in lines:
        ratio = set_ratio(line, measure)
        total += (LINE_DEMERITS + min(badness(ratio), WORST)) ** 2
        total += HYPHEN_DEMERITS if line.hyphenated else 0
        total += CLASS_DEMERITS if abs(fitness(ratio) - before) > 1 else 0
        before = fitness(ratio)
    return total


def rivers(lines, natural):
    """How many chains of overlapping spaces run through three or more lines; each chain counts once."""
    def overlap(a, b):
        return min(a[1], b[1]) - max(a[0], b[0]) > RIVER_OVERLAP * natural

    count, chains = 0, []  # of the line before: (space, how many lines)
    for line in lines:
        now = []
        for space in line.spaces:
            length = 1 + max((length for other, length in chains if overlap(other, space)), default=0)
            count += length == RIVER_LINES
            now.append((space, length))
        chains = now
    return count


def longest_run(lines):
    longest = run = 0
    for line in lines:
        run = run + 1 if line.hyphenated else 0
        longest = max(longest, run)
    return longest


def deviation(values):
    mean = sum(values) / len(values) if values else 0
    return (sum((value - mean) ** 2 for value in values) / len(values)) ** 0.5 if values else 0.0


def width(line):
    return line.words[-1][1] - line.words[0][0] if line.words else 0.0


def score(paragraphs, head):
    measure, natural = head["measure_em"], head["space_em"]
    every = [line for lines in paragraphs.values() for line in lines]
    inner = [line for line in every if not line.last]
    spaces = [(b - a) / natural for line in inner for a, b in line.spaces]
    hundred = len(every) / 100
    ends = [line.words[-1][1] / measure * 100 for line in inner if line.words]
    longer = [lines for lines in paragraphs.values() if len(lines) > 1]
    return Score(
        lines=len(every),
        deviation=deviation(spaces),
        rivers=sum(rivers(lines, natural) for lines in paragraphs.values()) / hundred,
        demerits=sum(demerits(lines, measure) for lines in paragraphs.values()) / hundred / 1e6,
        hyphens=sum(line.hyphenated for line in inner) / max(1, len(inner)) * 100,
        running=max((longest_run(lines) for lines in paragraphs.values()), default=0),
        overfull=sum(line.words[-1][1] > measure + head.get("hang_em", 0) + OVERFULL_EM for line in every if line.words),
        short_last=sum(width(lines[-1]) < head["indent_em"] for lines in longer),
        hyphen_before_last=sum(lines[-2].hyphenated for lines in longer),
        rag=deviation(ends),
        paragraphs={name: demerits(lines, measure) for name, lines in paragraphs.items()},
        runs={name: longest_run(lines) for name, lines in paragraphs.items()},
    )


def near(ours, theirs, most_running=None):
    """Share of paragraphs, in percent, with at most 2 % more demerits than the other engine's; of those in which it
    sets no more than so many hyphens running."""
    shared = [name for name in ours.paragraphs
              if name in theirs.paragraphs and (most_running is None or theirs.runs[name] <= most_running)]
    good = sum(ours.paragraphs[name] <= theirs.paragraphs[name] * NEAR for name in shared)
    return good / max(1, len(shared)) * 100


HEADS = (("measure", 7), ("setting", -21), ("engine", -11), ("lines", 5), ("deviation", 9), ("rivers", 6),
         ("demerits", 8), ("hyphens", 7), ("running", 7), ("overfull", 8), ("short", 5), ("hyphen", 6), ("rag", 5),
         ("near TeX", 8), ("same rule", 9), ("all rules", 9))
UNITS = ("em", "", "", "", "of spaces", "/100 l", "10^6/100", "%", "most", "lines", "last", "b.last", "%", "%", "%", "%")


def row(cells):
    return "  ".join(f"{cell:<{-width}}" if width < 0 else f"{cell:>{width}}"
                     for cell, (_, width) in zip(cells, HEADS)).rstrip()


def cells_of(key, scores):
    engine, measure, ragged, hyphen = key
    it = scores[key]

    def near_to(other, most_running=None):
        reference = scores.get((other, measure, ragged, hyphen))
        return f"{near(it, reference, most_running):.1f}" if reference and not ragged else "-"

    spaces = ["-"] * 3 if ragged else [f"{it.deviation:.3f}", f"{it.rivers:.1f}", f"{it.demerits:.2f}"]
    return [f"{measure:g}", f"{'ragged' if ragged else 'justified'}, {'hyphens' if hyphen else 'no hyphens'}", engine,
            it.lines, *spaces, f"{it.hyphens:.1f}", it.running, it.overfull, it.short_last, it.hyphen_before_last,
            f"{it.rag:.2f}" if ragged else "-", near_to("luatex"), near_to("luatex-last"),
            near_to("luatex-last", HYPHENS_RUNNING)]


def table(scores):
    """One row an engine, by setting. "near TeX": paragraphs with at most 2 % more demerits than LuaTeX's; "same
    rule": than LuaTeX's when it shuns hyphens before last lines as we do; "all rules": so, of the paragraphs in which
    it sets no more than two hyphens running, which it cannot be told."""
    yield row([name for name, _ in HEADS])
    yield row(UNITS)
    order = {"vitrine": 0, "luatex": 1, "luatex-last": 2}
    for key in sorted(scores, key=lambda key: (key[2], not key[3], -key[1], order.get(key[0], 3), key[0])):
        yield row(cells_of(key, scores))


def main():
    settings, heads = read(sys.argv[1:])
    scores = {key: score(paragraphs, heads[key]) for key, paragraphs in settings.items()}
    for row in table(scores):
        print(row)


if __name__ == "__main__":
    main()
