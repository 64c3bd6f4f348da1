"""What a market can have too little of or too much, and what `score` and `optimize` say of it."""

import datetime
import json
import random
import unittest

import bench
from bench import DEGRADED, ERROR, REFUSED

DAYS = 300


def weekdays(count):
    """So many of them, the last in the middle of 2025."""
    days, day = [], datetime.date(2025, 6, 30)
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day -= datetime.timedelta(days=1)
    return days[::-1]


def walk(seed, count=DAYS):
    chance, price, closes = random.Random(seed), 100.0, []
    for _ in range(count):
        price *= 1 + chance.uniform(-0.02, 0.021)
        closes.append(round(price, 4))
    return closes


class MarketTest(bench.CliTest):
    """Of closes that the test makes, in euros, with cash alone unless it says otherwise."""

    closes = {}
    countries = {}  # else Germany
    positions = ""
    wishes = ""     # further lines of the planner's file

    @classmethod
    def prepare(cls):
        for file in cls.home.market.iterdir():
            file.unlink()
        rows = {"securities": "symbol,currency,country\n", "prices": "date,symbol,close\n",
                "cash": "currency,amount\nEUR,20000\n",
                "positions": "symbol,quantity,avg_price,currency,first_bought\n" + cls.positions}
        for symbol, closes in cls.closes.items():
            rows["securities"] += f"{symbol},EUR,{cls.countries.get(symbol, 'Germany')}\n"
            rows["prices"] += "".join(f"{day},{symbol},{close}\n" for day, close
                                      in zip(weekdays(len(closes)), closes))
        for name, text in rows.items():
            cls.home.write(f"market/{name}.csv", text)
        cls.home.write("market/planner.toml", 'base_currency = "EUR"\n'
                       'planning_date = "newest-price"\n' + cls.wishes)

    def shown(self, *words):
        return self.ballast(*words, "-q").stdout

    def weights(self, *words):
        report = json.loads(self.ballast("optimize", "--json", "-q", *words).stdout)["report"]
        return {entry["symbol"]: entry["target"] for entry in report["entries"]}


class OddSeries(MarketTest):
    closes = {**{f"S{seed}": walk(seed) for seed in range(8)}, "TWIN": walk(1),
              "FEW": walk(50, 40), "FLAT": [20.0] * DAYS}

    def test_too_few_closes_are_counted(self):
        ran = self.ballast("score", "FEW", "S1", "-q", code=DEGRADED)
        self.assertIn("FEW          no score: prices: the history has 40 closes in 2 months, too "
                      "few for a score (allowed: 50 closes in 12 months, or more)", ran.stdout)
        self.assertIn("FEW is left out: no growth rate is known; that takes 12 months of prices.",
                      self.shown("optimize", "--explain"))

    def test_a_price_that_never_moved_has_a_score_but_no_weight(self):
        self.assertRegex(self.shown("score", "FLAT"), r"FLAT +0\.\d{3}")
        self.assertIn("FLAT is left out: its price never moved in 300 days.",
                      self.shown("optimize", "--explain"))
        self.assertNotIn("FLAT", self.weights())

    def test_two_of_the_same_prices_share_one_weight(self):
        for method in ("blend", "min-volatility", "hrp", "risk-parity", "cvar"):
            weights = self.weights("--method", method)
            self.assertAlmostEqual(sum(weights.values()), 0.97, places=6)
            if method != "cvar":  # which takes the one for the other
                self.assertAlmostEqual(weights["S1"], weights["TWIN"], places=5, msg=method)
        self.assertIn("S1 and TWIN move together: 0.9", self.shown("optimize", "--explain"))

    def test_what_cannot_be_had_is_told_with_what_can(self):
        self.assertRegex(self.shown("optimize", "--return", "0.9"),
                         r"Note: a return of 90\.0 % cannot be had within the bounds: the best is "
                         r"\d+\.\d %, so nearly that is aimed at\.")
        self.assertRegex(self.refused("optimize", "--method", "efficient-risk", "--volatility",
                                      "0.01", code=REFUSED),
                         r"a risk of 1\.00 % cannot be had \(allowed: \d+\.\d\d % or more\)")

    def test_views_are_checked_one_by_one(self):
        for view, told in (("NOSUCH=0.1", "the view of NOSUCH: weights are not chosen for this"),
                           ("S1=0.1:7", "the view of S1: its confidence is out of range"),
                           ("S1=20", "the view of S1: its return is out of range"),
                           ("FLAT=0.1", "the view of FLAT: weights are not chosen for this")):
            self.assertIn(told, self.refused("optimize", "--method", "black-litterman", "--view",
                                             view, code=ERROR))
        self.assertIn("'S1=x' is no view", self.refused("optimize", "--view", "S1=x"))

    def test_methods_symbols_and_files_that_are_not_there_are_named(self):
        self.assertIn("there is no method 'cvat'; did you mean 'cvar'?",
                      self.refused("frontier", "--plot", "x.svg", "--method", "cvat"))
        ran = self.ballast("score", "NOSUCH", "-q", code=DEGRADED)
        self.assertIn("NOSUCH       no security has this symbol", ran.stdout)
        self.assertIn("/nowhere/x.svg: this file cannot be written",
                      self.refused("frontier", "--plot", "/nowhere/x.svg", code=ERROR))

    def test_a_day_that_is_there_twice_or_no_number_never_gets_in(self):
        before = self.home.stores()
        for row, told in (("2025-06-30,S1,10\n", ":3:1: 2025-06-30 of S1 stands on line 2 already"),
                          ("2025-07-01,S1,NaN\n", ":3:15: close 'NaN' is no number")):
            file = self.home.write("odd.csv", "date,symbol,close\n2025-06-30,S1,9\n" + row)
            self.assertIn("odd.csv" + told, self.refused("import", "prices", file, code=ERROR))
        self.assertEqual(self.home.stores(), before)


class TooShort(MarketTest):
    closes = {f"T{seed:02}": walk(seed, 65) for seed in range(90)}

    def test_who_is_left_out_is_counted_and_one_told_why(self):
        self.assertEqual(self.refused("optimize", code=ERROR),
                         "no security is left to choose weights for; of 90 left out, T00: no "
                         "growth rate is known; that takes 12 months of prices (allowed: two or "
                         "more with 61 daily closes in 12 months)")


class TwoAlone(MarketTest):
    closes = {"S0": walk(0), "S1": walk(1)}

    def test_all_that_bounds_allow_is_taken_and_the_rest_is_cash(self):
        for method in ("blend", "mean-variance", "max-sharpe", "cvar", "black-litterman"):
            shown = self.shown("optimize", "--method", method)
            self.assertIn("Note: the securities may take 40.0 % of the 97.0 % to invest; the rest "
                          "stays in cash.", shown)
            self.assertIn("Cash 60.00 %", shown)


class GroupsThatContradict(MarketTest):
    closes = {f"S{seed}": walk(seed) for seed in range(8)}
    countries = {"S7": "Japan"}
    wishes = ('[country_targets]\nASIA = 0.9\nEU = 0.1\n'
              '[country_groups]\nASIA = ["Japan"]\nEU = ["Germany"]\n')

    def test_which_bound_gives_way_is_told_and_by_how_much(self):
        shown = self.shown("optimize")
        self.assertIn("Note: no weights meet all bounds: ASIA at least 38.8 % gives way by 18.8 "
                      "points, to 20.0 %.", shown)
        self.assertIn("EU at most 14.6 % gives way by 62.4 points, to 77.0 %.", shown)


class MoreThanDays(MarketTest):
    closes = {f"M{seed:04}": walk(seed, 270) for seed in range(1010)}

    def test_a_thousand_are_chosen_among_and_the_others_named(self):
        told = json.loads(self.ballast("optimize", "--json", "-q").stdout)["report"]
        self.assertEqual(len(told["entries"]), 1000)
        self.assertEqual({one["reason"] for one in told["left_out"]},
                         {"weights are chosen for 1000 securities at most"})
        self.assertAlmostEqual(sum(one["target"] for one in told["entries"]) + told["cash"], 1.0,
                               places=9)
        self.assertLess(told["residual"], 1e-6)


if __name__ == "__main__":
    unittest.main()
