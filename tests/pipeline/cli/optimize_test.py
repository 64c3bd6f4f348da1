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


class TargetsHeedTheQualityGate(bench.CliTest):
    cluster = True

    @classmethod
    def prepare(cls):
        cls.home.name_also("scoring", "optimization")
        cls.home.start("scoring")
        cls.home.start("optimization")

    def told(self, *words):
        return json.loads(self.ballast("optimize", "--json", "-q", *words).stdout)["report"]

    def aimed_at_above_present(self):
        return [entry["symbol"] for entry in self.told()["entries"]
                if entry["target"] > entry["current"] + 0.01]

    def failing(self):
        scores = json.loads(self.ballast("score", "--all", "--json", "-q").stdout)["scores"]
        return {score["symbol"]: score["gate_failure"] for score in scores
                if score["gate_failure"]}

    def test_what_is_judged_poor_is_aimed_at_no_more(self):
        bench.wait_for(lambda: "0 stale, 0 missing." in self.planned("Scores: ")[1][0],
                       "a plan that rests on fresh scores alone")
        rows = [f"{symbol},2099-01-01,-0.4,400,0.1,0,0,60"
                for symbol in self.aimed_at_above_present()]
        self.assertTrue(rows)
        path = self.home.write("poor/fundamentals.csv",
                               "symbol,date,net_margin,debt_to_equity_pct,current_ratio,"
                               "payout_ratio,dividend_yield,pe\n" + "\n".join(rows) + "\n")
        before = self.failing()
        self.ballast("import", "fundamentals", path)
        failing = self.failing()
        self.assertGreater(set(failing), set(before))
        bench.wait_for(lambda: not set(self.aimed_at_above_present()) & set(failing),
                       "targets that heed the gate")
        report = self.told()
        left_out = {one["symbol"]: one["reason"] for one in report["left_out"]}
        self.assertTrue(set(left_out) & set(failing))
        reasons = left_out | {entry["symbol"]: entry["reason"] for entry in report["entries"]}
        shown = self.ballast("optimize", "--explain", "-q").stdout
        for symbol, failure in failing.items():
            self.assertIn(f"fails the quality gate: {failure}", reasons[symbol])
            self.assertIn(f"fails the quality gate: {failure}", shown)
        self.assertAlmostEqual(report["cash"] + sum(entry["target"] for entry in report["entries"]),
                               1.0, places=6)
        # A command that chooses by itself, from copies of the stores, heeds it too, or not.
        alone = ("--cluster", self.home.write("alone/cluster.toml", bench.cluster_text(
            {**bench.ROLES, "scoring": 1})))
        self.assertEqual(self.told(*alone), report)
        planner = (self.home.market / "planner.toml").read_text(encoding="utf-8")
        opened = self.home.write("open/planner.toml",
                                 planner + "\n[settings]\nenable_quality_gate = false\n")
        free = self.told(*alone, "--planner", opened)
        self.assertLessEqual(set(left_out) & set(failing),
                             {entry["symbol"] for entry in free["entries"]})


if __name__ == "__main__":
    unittest.main()
