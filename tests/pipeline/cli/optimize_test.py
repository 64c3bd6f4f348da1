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
        self.assertNotIn(">planned<", frontier.read_text(encoding="utf-8"))
        tree = self.home.folder / "tree.svg"
        report = self.told("optimize", "--tree", tree)
        for symbol in report["clusters"]:
            self.assertIn(f">{symbol}<", tree.read_text(encoding="utf-8"))

    def test_views_move_weights(self):
        plain = self.told("optimize", "--method", "black-litterman")
        symbol = next(entry["symbol"] for entry in plain["entries"]
                      if entry["target"] < entry["upper"] - 0.01)
        liked = self.told("optimize", "--method", "black-litterman", "--view", f"{symbol}=0.9:0.9")
        weights = [next(entry["target"] for entry in report["entries"]
                        if entry["symbol"] == symbol) for report in (plain, liked)]
        self.assertGreater(weights[1], weights[0])
        self.assertIn("is no view", self.refused("optimize", "--view", "A"))
        self.assertIn("only black-litterman", self.refused("optimize", "--view", "A=0.1"))

    def test_what_is_misused_is_said(self):
        self.assertIn("did you mean 'min-volatility'",
                      self.refused("optimize", "--method", "min-volatilty"))
        self.assertIn("--tail", self.refused("optimize", "--tail", "0.9"))
        self.refused("frontier", code=USAGE)


class TargetsOfAClusterWithoutTheRole(bench.CliTest):
    cluster = True

    def test_scores_and_targets_come_from_a_snapshot_of_its_stores(self):
        self.ballast("plan", "-q")
        before = self.home.contents()
        ran = self.ballast("optimize", "--explain")
        self.assertIn("No board runs optimization; working in this process, from a snapshot of "
                      "the stores.", ran.stderr)
        self.assertIn("Optimal to within", ran.stdout)
        self.assertIn("No board runs scoring; working in this process",
                      self.ballast("score", "--all").stderr)
        frontier = self.home.folder / "frontier.svg"
        self.ballast("frontier", "--plot", frontier, "-q")
        self.assertIn(">planned<", frontier.read_text(encoding="utf-8"))
        self.assertEqual(self.home.contents(), before)


class TargetsInPlans(bench.CliTest):
    cluster = True

    @classmethod
    def prepare(cls):
        cls.home.name_also("optimization")
        cls.home.start("optimization")

    def test_a_plan_uses_them_and_says_how_fresh_they_are(self):
        def noted():
            notes = self.planned("Target weights: ")[1]
            return len(notes) == 1 and "by blend, fresh" in notes[0]
        bench.wait_for(noted, "a plan that rests on fresh target weights")
        with_targets = self.planned("Target weights: ")
        self.assertEqual(self.planned("Target weights: ", "--local"), with_targets)
        frontier = self.home.folder / "frontier.svg"
        self.ballast("frontier", "--plot", frontier, "-q")
        self.assertIn(">planned<", frontier.read_text(encoding="utf-8"))
        again = json.loads(self.ballast("optimize", "--json", "-q").stdout)
        self.assertTrue(again["kept"])


if __name__ == "__main__":
    unittest.main()
