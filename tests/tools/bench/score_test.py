#!/usr/bin/env python3
"""Holds the scorer of set type to lines made by hand. Usage: score_test.py ROOT"""

import os
import sys
import unittest

sys.path.insert(0, os.path.join(sys.argv.pop(1), "tools", "bench", "type"))
import score  # noqa: E402

HEAD = {"measure_em": 10, "space_em": 0.2, "indent_em": 1.25}


def line(spaces, hyphenated=False, last=False, word=1.0, start=0.0):
    """A line of words of one width between the given spaces."""
    words, at = [], start
    for space in [*spaces, 0]:
        words.append([at, at + word])
        at += word + space
    return score.line_of({"words": words, "hyphenated": hyphenated, "last": last, **HEAD})


class Ratio(unittest.TestCase):
    def test_natural_space_is_zero(self):
        self.assertEqual(line([0.2, 0.2]).ratio, 0)

    def test_half_more_is_one(self):
        self.assertAlmostEqual(line([0.3, 0.3]).ratio, 1)

    def test_a_third_less_is_minus_one(self):
        self.assertAlmostEqual(line([0.134, 0.134]).ratio, -1)

    def test_spaces_count_by_their_mean(self):
        self.assertAlmostEqual(line([0.2, 0.4]).ratio, 1)

    def test_one_word_has_none(self):
        self.assertIsNone(line([]).ratio)


class Demerits(unittest.TestCase):
    def test_even_lines(self):
        self.assertAlmostEqual(score.demerits([line([0.2]), line([0.2])], 10), 2)

    def test_badness_is_cubed_and_squared(self):
        self.assertAlmostEqual(score.demerits([line([0.3])], 10), 101 ** 2)

    def test_hyphen(self):
        self.assertAlmostEqual(score.demerits([line([0.2], hyphenated=True)], 10), 1 + 2500)

    def test_tight_beside_loose(self):
        tight, loose = line([0.134]), line([0.28])
        apart = score.demerits([tight, loose], 10) - score.demerits([tight], 10) - score.demerits([loose], 10)
        self.assertAlmostEqual(apart, 10000)

    def test_very_loose_first_line_is_unlike_a_decent_one(self):
        self.assertAlmostEqual(score.demerits([line([0.32])], 10), (1 + 100 * 1.2 ** 3) ** 2 + 10000)

    def test_last_line_is_free_unless_shrunk(self):
        self.assertAlmostEqual(score.demerits([line([0.3], last=True)], 10), 1)
        self.assertAlmostEqual(score.demerits([line([0.134], last=True)], 10), 101 ** 2)

    def test_badness_ends_at_10000(self):
        self.assertAlmostEqual(score.demerits([line([5.0])], 10), 10001 ** 2 + 10000)

    def test_a_word_alone_that_falls_short_is_bad(self):
        self.assertGreater(score.demerits([line([])], 10), 10000 ** 2)
        self.assertAlmostEqual(score.demerits([line([], word=10.0)], 10), 1)


class Rivers(unittest.TestCase):
    def test_three_over_one_another(self):
        self.assertEqual(score.rivers([line([0.2])] * 3, 0.2), 1)

    def test_two_are_none(self):
        self.assertEqual(score.rivers([line([0.2])] * 2, 0.2), 0)

    def test_a_longer_one_counts_once(self):
        self.assertEqual(score.rivers([line([0.2])] * 6, 0.2), 1)

    def test_a_slanting_one_counts(self):
        self.assertEqual(score.rivers([line([0.2], start=start) for start in (0, 0.09, 0.18)], 0.2), 1)

    def test_less_than_half_a_space_is_no_overlap(self):
        self.assertEqual(score.rivers([line([0.2], start=start) for start in (0, 0.11, 0.22)], 0.2), 0)

    def test_two_side_by_side(self):
        self.assertEqual(score.rivers([line([0.2, 0.2])] * 3, 0.2), 2)


class Paragraphs(unittest.TestCase):
    def score_of(self, *lines):
        return score.score({"p": list(lines)}, HEAD)

    def test_hyphens_running(self):
        hyphen = line([0.2], hyphenated=True)
        self.assertEqual(self.score_of(hyphen, hyphen, line([0.2]), hyphen, line([], last=True)).running, 2)

    def test_near(self):
        def demerits(**spaces):
            return score.score({name: [line([space])] for name, space in spaces.items()}, HEAD)
        theirs = demerits(a=0.28, b=0.28)
        self.assertEqual(score.near(demerits(a=0.2802, b=0.281, c=0.2), theirs), 50)

    def test_near_among_those_without_three_running(self):
        even, loose, hyphen = line([0.2]), line([0.3]), line([0.2], hyphenated=True)
        theirs = score.score({"p": [even, even], "q": [hyphen] * 3}, HEAD)
        ours = score.score({"p": [even, even], "q": [loose] * 3}, HEAD)
        self.assertEqual(score.near(ours, theirs), 50)
        self.assertEqual(score.near(ours, theirs, 2), 100)

    def test_hyphen_before_the_last_line(self):
        hyphen = line([0.2], hyphenated=True)
        self.assertEqual(self.score_of(hyphen, line([], last=True)).hyphen_before_last, 1)
        self.assertEqual(self.score_of(hyphen, line([0.2]), line([], last=True)).hyphen_before_last, 0)

    def test_last_line_shorter_than_the_indent(self):
        self.assertEqual(self.score_of(line([0.2]), line([], last=True, word=1.2)).short_last, 1)
        self.assertEqual(self.score_of(line([0.2]), line([], last=True, word=1.3)).short_last, 0)
        self.assertEqual(self.score_of(line([], last=True, word=1.2)).short_last, 0)

    def test_overfull(self):
        self.assertEqual(self.score_of(line([0.2], word=4.91)).overfull, 1)
        self.assertEqual(self.score_of(line([0.2], word=4.9)).overfull, 0)

    def test_deviation_leaves_out_the_last_line(self):
        even = self.score_of(line([0.2]), line([0.2]), line([0.9], last=True))
        self.assertAlmostEqual(even.deviation, 0)
        uneven = self.score_of(line([0.1]), line([0.3]))
        self.assertAlmostEqual(uneven.deviation, 0.5)

    def test_rag(self):
        self.assertAlmostEqual(self.score_of(line([], word=9), line([], word=8), line([], last=True)).rag, 5)



if __name__ == "__main__":
    unittest.main()
