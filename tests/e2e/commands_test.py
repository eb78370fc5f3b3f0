#!/usr/bin/env python3
"""The command line of the viewer, without a display: what it writes, says and answers.

Usage: commands_test.py VITRINE BUNDLE"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support"))
from picture import read_png  # noqa: E402

VITRINE, BUNDLE = sys.argv[1:3]
REPLAY = "vitrine-replay 1 800x480 7.0 1\n"


class CommandsTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="vitrine-commands-")
        self.addCleanup(shutil.rmtree, self.folder)

    def run_viewer(self, *arguments, code=0):
        """Runs without any display; answers (standard output, standard error)."""
        environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        done = subprocess.run([VITRINE, *arguments], cwd=self.folder, env=environment, capture_output=True,
                              encoding="utf-8", timeout=120, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stdout, done.stderr

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def files(self):
        return sorted(os.listdir(os.path.join(self.folder, "out")))

    def test_a_dump_is_a_picture_and_a_description(self):
        self.run_viewer(BUNDLE, "--at", "letter/engine/d1#note=1", "--dump", "out")
        self.assertEqual(self.files(), ["letter_engine_d1_note_1.json", "letter_engine_d1_note_1.png"])
        width, height, _ = read_png(f"{self.folder}/out/letter_engine_d1_note_1.png")
        with open(f"{self.folder}/out/letter_engine_d1_note_1.json", encoding="utf-8") as file:
            description = json.load(file)
        self.assertEqual((width, height), (1280, 800))
        self.assertEqual(description["place"], "letter/engine/d1#note=1")
        self.assertEqual((description["screen"]["w_px"], description["screen"]["h_px"]), (1280, 800))

    def test_two_dumps_are_the_same_bytes(self):
        pictures = []
        for folder in ("out", "again"):
            self.run_viewer(BUNDLE, "--at", "contents", "--dump", folder)
            with open(f"{self.folder}/{folder}/contents.png", "rb") as file:
                pictures.append(file.read())
        self.assertEqual(pictures[0], pictures[1])

    def test_a_rotated_screen_shows_the_visitor_the_same(self):
        self.run_viewer(BUNDLE, "--window", "480x800", "--diagonal", "7", "--at", "contents", "--dump", "out")
        self.run_viewer(BUNDLE, "--window", "800x480", "--rotate", "90", "--diagonal", "7", "--at", "contents",
                        "--dump", "turned")
        self.assertEqual(read_png(f"{self.folder}/out/contents.png"), read_png(f"{self.folder}/turned/contents.png"))

    def test_a_theme_can_be_set(self):
        self.run_viewer(BUNDLE, "--set", "theme=evening", "--at", "contents", "--dump", "out")
        with open(f"{self.folder}/out/contents.json", encoding="utf-8") as file:
            self.assertEqual(json.load(file)["theme"], "evening")

    def test_the_command_line_wins_over_the_configuration(self):
        config = self.write("vitrine.ini", "theme=evening\n[screen]\ndiagonal_in=15.6\n")
        self.run_viewer(BUNDLE, "--set", "theme=contrast", "--config", config, "--at", "contents", "--dump", "out")
        with open(f"{self.folder}/out/contents.json", encoding="utf-8") as file:
            description = json.load(file)
        self.assertEqual(description["theme"], "contrast")
        self.assertAlmostEqual(description["screen"]["px_per_mm"], 1509.43 / (15.6 * 25.4), places=2)

    def test_a_bundle_at_fault_dumps_the_card(self):
        _, said = self.run_viewer("none.vitrine", "--dump", "out", code=1)
        self.assertEqual(said, "vitrine: none.vitrine: No such file or directory\n")
        self.assertEqual(self.files(), ["fault_E44.json", "fault_E44.png"])

    def test_a_replay_says_where_it_came_to(self):
        replay = self.write("visit.replay", REPLAY + "1000 key Home\n1500 dump home\n1600 expect contents\n2000 end\n")
        self.run_viewer(BUNDLE, "--at", "letter/engine/d1", "--replay", replay, "--dump", "out")
        self.assertEqual(self.files(), ["home.json", "home.png"])
        self.assertEqual(read_png(f"{self.folder}/out/home.png")[:2], (800, 480))

    def test_a_replay_that_came_elsewhere_fails_with_its_line(self):
        replay = self.write("visit.replay", REPLAY + "1000 expect contents\n2000 end\n")
        _, said = self.run_viewer(BUNDLE, "--at", "letter/engine/d1", "--replay", replay, code=1)
        self.assertIn("visit.replay:2: expected contents; came letter/engine/d1\n", said)

    def test_a_broken_replay_is_named(self):
        replay = self.write("visit.replay", REPLAY + "1000 jump\n")
        _, said = self.run_viewer(BUNDLE, "--replay", replay, code=1)
        self.assertIn("visit.replay:2: ", said)

    def test_wrong_usage(self):
        for arguments in (["--verify"], ["a", "b"], ["--window", "12"], ["--rotate", "45"], ["--at", "nowhere"],
                          ["--set", "colour=red"], ["--set", "theme=pink"], ["--dump"], ["--seed", "x"]):
            _, said = self.run_viewer(*arguments, code=2)
            self.assertTrue(said.startswith("vitrine: "), said)
            self.assertIn("Usage: vitrine", said)

    def test_help_and_version(self):
        self.assertTrue(self.run_viewer("--help")[0].startswith("Usage: vitrine [BUNDLE]"))
        self.assertRegex(self.run_viewer("--version")[0], r"^vitrine \d+\.\d+\.\d+")

    def test_damaged_assets_are_named(self):
        environment = {**os.environ, "VITRINE_ASSETS": self.folder}
        done = subprocess.run([VITRINE, BUNDLE, "--dump", "out"], cwd=self.folder, env=environment, capture_output=True,
                              encoding="utf-8", check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("fonts.ini", done.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
