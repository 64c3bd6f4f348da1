"""`ballast optimize` and `ballast frontier`: target weights told, explained and drawn."""

import json
import unittest

import bench
from bench import USAGE


class TargetsAlone(bench.CliTest):
    def told(self, *words):
        return json.loads(self.ballast(*words, "--json", "-q").stdout)["report"]

    def test_every_weight_is_within_its_bounds_and_all_sum_up(self):
        before = self.home.stores()
        for method in ("blend", "hrp", "cvar"):
            report = self.told("optimize", "--method", method)
            for entry in report["entries"]:
                self.assertGreaterEqual(entry["target"], entry["lower"] - 1e-9, entry["symbol"])
                self.assertLessEqual(entry["target"], entry["upper"] + 1e-9, entry["symbol"])
            self.assertGreaterEqual(report["cash"], 0.0)
            self.assertLess(report["residual"], 1e-6)
        self.assertEqual(self.home.stores(), before)

    def test_pictures_are_drawn(self):
        weights, frontier = self.home.folder / "weights.svg", self.home.folder / "frontier.svg"
        shown = self.ballast("optimize", "--explain", "--plot", weights, "-q").stdout
        self.assertIn("Optimal to within", shown)
        self.ballast("frontier", "--plot", frontier, "-q")
        for file in (weights, frontier):
            self.assertIn("prefers-color-scheme", file.read_text(encoding="utf-8"))
        self.assertIn(">target<", frontier.read_text(encoding="utf-8"))

    def test_what_is_misused_is_said(self):
        self.assertIn("did you mean 'min-volatility'",
                      self.refused("optimize", "--method", "min-volatilty"))
        self.assertIn("--tail", self.refused("optimize", "--tail", "0.9"))
        self.refused("frontier", code=USAGE)


if __name__ == "__main__":
    unittest.main()
