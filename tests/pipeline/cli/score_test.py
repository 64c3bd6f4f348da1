"""`ballast score`: without a cluster from the stores, and with the actor that keeps scores."""

import contextlib
import json
import sqlite3
import unittest

import bench
from bench import DEGRADED, ERROR, USAGE


class ScoresAlone(bench.CliTest):
    def test_every_security_has_a_score_or_a_reason(self):
        before = self.home.stores()
        told = json.loads(self.ballast("score", "--all", "--json", "--local", "-q").stdout)
        self.assertGreaterEqual(len(told["scores"]), 30)
        for score in told["scores"]:
            self.assertTrue(0.0 <= score["total"] <= 1.0, score["symbol"])
            weights = sum(group["weight"] for group in score["groups"])
            self.assertAlmostEqual(weights, 1.0, places=9)
        self.assertEqual(self.home.stores(), before)

    def test_an_explained_score_can_be_added_up_by_hand(self):
        symbol = json.loads(self.ballast("score", "--all", "--json", "-q").stdout
                            )["scores"][0]["symbol"]
        told = json.loads(self.ballast("score", symbol.lower(), "--explain", "--json", "-q").stdout)
        score = told["scores"][0]
        total = 0.0
        for group in score["groups"]:
            if group["value"] is None:
                continue
            parts = sum(part["weight"] * part["value"] for part in group["parts"])
            self.assertAlmostEqual(group["value"], min(1.0, parts) * group["factor"], places=9)
            total += group["weight"] * group["value"]
        self.assertAlmostEqual(score["total"], total, places=9)
        shown = self.ballast("score", symbol, "--explain", "-q").stdout
        for word in ("long_term", "cagr_5y", "0: 0, 0.5: 0.4", "strong buy 1", "target_price"):
            self.assertIn(word, shown)

    def test_what_is_held_has_a_sell_score_and_the_whole_a_score(self):
        sales = json.loads(self.ballast("score", "--sell", "--json", "-q").stdout)
        self.assertGreater(len(sales["scores"]), 3)
        for sale in sales["scores"]:
            parts = sum(part["weight"] * part["value"] for part in sale.get("parts", []))
            self.assertAlmostEqual(sale["score"], parts, places=12)
            self.assertLess(sale["quantity"], sale["held"])
        symbol = sales["scores"][0]["symbol"]
        self.assertIn(symbol, self.ballast("score", "--sell", symbol, "-q").stdout)
        whole = json.loads(self.ballast("score", "--portfolio", "--json", "-q").stdout)
        self.assertEqual(whole["scored"] + len(whole.get("unscored", [])), len(sales["scores"]))
        parts = [(0.4, "diversification", 100 / 3), (0.3, "dividend", 50), (0.3, "quality", 50)]
        total = sum(weight * whole.get(name, otherwise) for weight, name, otherwise in parts)
        self.assertAlmostEqual(whole["total"], total, places=9)
        self.assertIn("by value", self.ballast("score", "--portfolio", "-q").stdout)

    def test_every_group_has_data(self):
        scores = json.loads(self.ballast("score", "--all", "--json", "-q").stdout)["scores"]
        for score in scores:
            self.assertEqual([group["name"] for group in score["groups"]
                              if group["value"] is None], [], score["symbol"])

    def test_what_analysts_say_counts_and_what_they_do_not_is_named_with_its_cost(self):
        header, row = (self.home.market / "fundamentals.csv").read_text(
            encoding="utf-8").splitlines()[:2]
        known = dict(zip(header.split(","), row.split(",")))

        def told_with(**opinion):
            cells = known | opinion
            path = self.home.write("opinion/fundamentals.csv",
                                   f"{','.join(cells)}\n{','.join(cells.values())}\n")
            self.ballast("import", "fundamentals", path)
            told = self.ballast("score", known["symbol"], "--explain", "-q").stdout
            score = json.loads(self.ballast("score", known["symbol"], "--explain", "--json",
                                            "-q").stdout)["scores"][0]
            return told, {group["name"]: group for group in score["groups"]}["opinion"], score

        self.addCleanup(told_with)
        _, whole, score = told_with(recommendation="strongBuy")
        raw = {one["name"]: one["value"] for one in score["raw"]}
        self.assertEqual(raw["target_price"], float(known["target_price"]))
        prices = [line.split(",") for line in (self.home.market / "prices.csv").read_text(
            encoding="utf-8").splitlines() if f",{known['symbol']}," in line]
        self.assertAlmostEqual(raw["upside"], raw["target_price"] / float(max(prices)[2]) - 1)
        target = min(1.0, max(0.0, 0.5 + 2.5 * raw["upside"]))
        self.assertAlmostEqual(whole["value"], 0.6 + 0.4 * target)
        told, part, _ = told_with(recommendation="sell", target_price="")
        self.assertAlmostEqual(part["value"], 0.6 * 0.2 + 0.4 * 0.5)
        self.assertIn("target of opinion counts as 0.500; known, it could add up to 0.010", told)
        told, none, _ = told_with(recommendation="", target_price="")
        self.assertIsNone(none["value"])
        self.assertIn("without data: opinion; that leaves 7 of 8 groups", told)

    def test_an_opinion_in_other_words_is_refused(self):
        row = "symbol,date,recommendation,target_price\nALPW.DE,2025-01-01,{}\n"
        for opinion, said in (
                ("outperform,9", ":2:20: 'outperform' is no recommendation (allowed: strong_buy, "),
                ("buy,-9", ":2:24: target_price -9 is not above zero")):
            path = self.home.write("opinion/fundamentals.csv", row.format(opinion))
            before = self.home.stores()
            self.assertIn(said, self.refused("import", "fundamentals", path, code=ERROR))
            self.assertEqual(self.home.stores(), before)

    def test_what_is_unknown_or_misused_is_said(self):
        ran = self.ballast("score", "NOSUCH", "-q", code=DEGRADED)
        self.assertIn("no security has this symbol", ran.stdout)
        self.assertIn("score takes symbols or --all", self.refused("score", code=USAGE))
        self.refused("score", "NOSUCH", "--all", code=USAGE)
        self.refused("score", "--sell", "--portfolio", code=USAGE)
        self.refused("score", "--history", code=USAGE)
        self.assertIn("2026-31-01", self.refused("score", "A", "--history", "--from", "2026-31-01",
                                                 code=USAGE))


class ScoresKept(bench.CliTest):
    @classmethod
    def prepare(cls):
        cls.home.name_also("scoring")
        for role in ("broker", "universe", "portfolio", "trading", "scoring"):
            cls.home.start(role)
        bench.wait_for(lambda: cls.home.ready() == set(cls.home.actors), "five actors")

    def kept(self):
        with contextlib.closing(sqlite3.connect(self.home.state / "scores.db")) as store:
            return dict(store.execute("SELECT symbol, input_hash FROM score").fetchall())

    def test_only_what_changed_is_computed_anew(self):
        first = json.loads(self.ballast("score", "--all", "--json").stdout)["scores"]
        again = json.loads(self.ballast("score", "--all", "--json").stdout)["scores"]
        self.assertEqual(first, again)
        held = {sale["symbol"] for sale in
                json.loads(self.ballast("score", "--sell", "--json").stdout)["scores"]}
        symbol, day = next((score["symbol"], score["day"]) for score in first
                           if score["symbol"] not in held)
        before = self.kept()
        header = (self.home.market / "prices.csv").read_text(encoding="utf-8").split("\n", 1)[0]
        cells = {"symbol": symbol, "date": day, "close": "123.45", "adj_close": "123.45"}
        row = ",".join(cells.get(name, "") for name in header.split(","))
        file = self.home.write("one/prices.csv", f"{header}\n{row}\n")
        self.ballast("import", "prices", file)
        bench.wait_for(lambda: self.kept() != before, "a new score")
        after = self.kept()
        self.assertEqual([name for name in after if after[name] != before[name]], [symbol])
        history = json.loads(self.ballast("score", symbol, "--history", "--json").stdout)
        self.assertEqual(len(history["day"]), len(history["total"]))
        self.assertIn(day, self.ballast("score", symbol, "--history").stdout)
        self.assertIn("it was never scored",
                      self.refused("score", "NOSUCH", "--history", code=ERROR))


class ScoresDown(bench.CliTest):
    cluster = True

    @classmethod
    def prepare(cls):
        cls.home.name_also("scoring", "optimization")

    def notes_of_a_plan(self):
        return self.planned("")[1]

    def test_plans_do_not_wait_for_who_is_not_there(self):
        missing = {"The actor scoring does not run; the plan does not wait for it.",
                   "Target weights: missing (the actor optimization does not run)."}
        notes = self.notes_of_a_plan()
        self.assertLessEqual(missing, set(notes))
        self.assertTrue(any(note.startswith("Scores: 0 fresh") for note in notes), notes)
        for role in ("scoring", "optimization"):
            self.home.start(role)
        bench.wait_for(lambda: self.home.ready() == set(self.home.actors), "all actors")
        bench.wait_for(lambda: not missing & set(self.notes_of_a_plan()), "a plan with both")
        for role in ("scoring", "optimization"):
            self.home.kill(f"{role}-1")
        notes = self.notes_of_a_plan()
        self.assertLessEqual(missing, set(notes))


class ScoresInPlans(bench.CliTest):
    cluster = True

    @classmethod
    def prepare(cls):
        cls.home.name_also("scoring")
        cls.home.start("scoring")

    def test_a_plan_uses_them_and_says_how_fresh_they_are(self):
        def noted():
            notes = self.planned("Scores: ")[1]
            return len(notes) == 1 and notes[0].endswith(" fresh, 0 stale, 0 missing.")
        bench.wait_for(noted, "a plan that rests on fresh scores alone")
        with_scores = self.planned("Scores: ")
        self.assertEqual(self.planned("Scores: ", "--local"), with_scores)
        self.assertNotEqual(self.without_scores(), with_scores[0])

    def without_scores(self):
        """Of the same stores, as of a board that keeps no scores."""
        plain = self.home.write("plain/cluster.toml", bench.cluster_text(bench.ROLES))
        decision, notes = self.planned("Scores: ", "--local", "--cluster", plain)
        self.assertEqual(notes, [])
        return decision


class QualityGateInPlans(bench.CliTest):
    cluster = True

    @classmethod
    def prepare(cls):
        cls.home.name_also("scoring")
        cls.home.start("scoring")

    def scores(self):
        told = json.loads(self.ballast("score", "--all", "--json", "-q").stdout)["scores"]
        return {score["symbol"]: score for score in told}

    def plan(self, *words):
        told = json.loads(self.ballast("plan", "--json", "-q", "--set", "min_security_score=0",
                                       *words).stdout)
        fresh = [note for note in told["run"]["notes"] if note.endswith("0 stale, 0 missing.")]
        self.assertEqual(len(fresh), 1, told["run"]["notes"])
        return told["decision"]

    def test_what_is_judged_poor_is_no_longer_bought(self):
        bench.wait_for(lambda: self.planned("Scores: ")[1][0].endswith("0 stale, 0 missing."),
                       "a plan that rests on fresh scores alone")
        symbol = self.one_that_is_bought_for_its_books()
        path = self.home.write("poor/fundamentals.csv",
                               "symbol,date,net_margin,debt_to_equity_pct,current_ratio,"
                               "payout_ratio,dividend_yield,pe\n"
                               f"{symbol},2099-01-01,-0.4,400,0.1,0,0,60\n")
        self.ballast("import", "fundamentals", path)
        scores = self.scores()
        self.assertIn("quality-gate-fail", scores[symbol]["tags"])
        told = self.ballast("score", symbol, "--explain", "-q").stdout
        self.assertIn(f"fails the quality gate: {scores[symbol]['gate_failure']}", told)
        self.assertIn(f"fails the quality gate: {scores[symbol]['gate_failure']}",
                      self.ballast("optimize", "--explain", "-q").stdout)
        gated = self.plan()
        self.assertNotIn(symbol, [step["symbol"] for step in gated["steps"]])
        self.assertEqual(self.plan("--local"), gated)
        # Without the others that fail: they would be bought in its place.
        alone = [word for name, score in scores.items() if score["gate_failure"] and name != symbol
                 for word in ("--exclude", name)]
        why = self.ballast("plan", "--why", symbol, "--set", "min_security_score=0", *alone).stdout
        self.assertIn(f"{symbol} fails the quality gate: nearest is '", why)
        self.assertRegex(why, "enable_quality_gate +true +false")
        opened = self.plan("--set", "enable_quality_gate=false", *alone)
        self.assertIn(symbol, [step["symbol"] for step in opened["steps"]])

    def one_that_is_bought_for_its_books(self):
        """Its prices alone would not do: the paths that need no books ask for 0.55 at least."""
        scores = self.scores()
        for step in self.plan()["steps"]:
            groups = {group["name"]: group["value"] for group in scores[step["symbol"]]["groups"]}
            if step["side"] == "buy" and groups["long_term"] < 0.55:
                return step["symbol"]
        raise AssertionError("the plan buys nothing of this kind")


if __name__ == "__main__":
    unittest.main()
