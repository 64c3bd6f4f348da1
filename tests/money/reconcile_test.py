"""`ballast reconcile`: books against broker, and what may not be traded until they agree."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import bench_of_money as money  # noqa: E402
import bench  # noqa: E402


class Reconcile(money.DollarTest):
    stream = "false"  # else books are compared, and cash is booked, when it says that orders came

    def report(self, code=bench.DONE):
        ran = self.home.run("reconcile", "--json")
        self.assertEqual(ran.returncode, code, ran.stdout + ran.stderr)
        return money.json.loads(ran.stdout)

    def differences(self):
        return {line["subject"]: (line["kind"], line["ours"], line["theirs"])
                for line in self.report(bench.DEGRADED)["differences"]}

    def by_another_hand(self, symbol, shares):
        self.home.server.fake("submit", {"symbol": symbol, "qty": shares, "side": "buy",
                                         "type": "market", "time_in_force": "day"})

    def test_what_agrees_is_said_to_agree(self):
        report = self.report()
        self.assertEqual((report["broker"], report["compared"], report["live"]),
                         ("alpaca", True, False))
        self.assertIn("agree", self.home.run("reconcile").stdout)

    def test_fills_of_another_hand_are_booked_once(self):
        self.by_another_hand("CLDW", "3")
        self.assertEqual(self.report()["booked"], 1)
        self.assertEqual(self.report()["booked"], 0)
        moves = self.home.ask("portfolio")["moves"]
        self.assertIn("by another hand", " ".join(move["why"] for move in moves))

    def test_what_moved_cash_is_booked_once_and_taken_back(self):
        def move(kind, amount, **more):
            self.home.server.fake("activity", {
                "activity_type": kind, "date": str(money.TODAY), "net_amount": amount,
                "status": "executed", **more})

        cash = float(money.CASH)
        move("DIV", "100.50", symbol="HELX", group_id="g1")
        move("DIVNRA", "-15.25", symbol="HELX", group_id="g1")
        move("FEE", "-0.02")
        move("CSD", "1000")
        self.home.server.fake("set", {"cash": f"{cash + 1085.23:.2f}"})
        report = self.report()
        self.assertEqual((report["cash_booked"], report["cash_left"]), (4, []))
        self.assertEqual(self.report()["cash_booked"], 0)
        year = self.home.ask("report", "--year", str(money.TODAY.year))
        self.assertEqual({line["book"]: float(line["amount"]) for line in year["income"]},
                         {"dividends": 100.5, "taxes": 15.25, "fees": 0.02})

        move("DIV", "101.50", symbol="HELX", group_id="g1", status="correct")
        move("CSD", "-1000", status="canceled", group_id="none")
        self.home.server.fake("set", {"cash": f"{cash + 1086.23:.2f}"})
        report = self.report()
        self.assertEqual(report["cash_booked"], 1)
        self.assertEqual(len(report["cash_left"]), 1)
        self.assertIn("CSD of", self.home.run("reconcile").stdout)
        move("CSW", "-1086.23")
        self.home.server.fake("set", {"cash": money.CASH})
        self.assertEqual(self.report()["cash_booked"], 1)

    def tell_shares(self, kind, shares, symbol, **more):
        return self.home.server.fake("activity", {
            "activity_type": kind, "date": str(money.TODAY), "net_amount": "0", "qty": shares,
            "symbol": symbol, "status": "executed", **more})["id"]

    def shares_of(self, symbol):
        return {holding["symbol"]: holding["quantity"]
                for holding in self.home.ask("portfolio")["holdings"]}[symbol]

    def test_a_split_is_booked_once_when_both_halves_are_told(self):
        self.tell_shares("SPLIT", "-31", "HELX", group_id="s1")
        self.home.server.fake("holdings", {"HELX": "62"})
        try:
            report = self.report(bench.DEGRADED)
            self.assertEqual([line["symbol"] for line in report["unanswered"]], ["HELX"])
            self.assertIn("HELX is not traded", self.home.run("reconcile").stdout)
            self.tell_shares("SPLIT", "62", "HELX", group_id="s1")
            self.assertEqual(self.report()["cash_booked"], 1)
            self.assertEqual(self.shares_of("HELX"), 62)
            self.assertEqual(self.report()["cash_booked"], 0)
        finally:
            self.tell_shares("SPLIT", "-62", "HELX", group_id="s2", price="10")
            self.tell_shares("SPLIT", "31", "HELX", group_id="s2", price="20")
            self.home.server.fake("holdings", {"HELX": "31"})
        self.assertEqual(self.report()["cash_booked"], 1)
        self.assertEqual(self.shares_of("HELX"), 31)

    def test_what_tells_too_little_is_not_traded_until_a_person_answers(self):
        plan, number = self.step()
        symbol = self.home.ask("execute", plan, "--step", str(number),
                               "--dry-run")["orders"][0]["symbol"]
        ids = [self.tell_shares(kind, "0", symbol) for kind in ("SPIN", "MA", "NC", "REORG")]
        report = self.report(bench.DEGRADED)
        self.assertEqual([line["id"] for line in report["unanswered"]], ids)
        self.assertEqual(report["differences"], [])
        ran = self.home.run("execute", plan, "--step", str(number))
        self.assertEqual(ran.returncode, bench.REFUSED)
        self.assertIn("which is for you", ran.stdout)
        self.assertIn("a spin-off (SPIN)", self.home.run("reconcile").stdout)
        ran = self.home.run("reconcile", "--answered", "none")
        self.assertIn("an id that `ballast reconcile` shows", ran.stderr)
        words = [word for one in ids for word in ("--answered", one)]
        self.assertEqual(self.home.run("reconcile", *words).returncode, bench.DONE)
        self.assertEqual(self.report()["unanswered"], [])
        dry = self.home.run("execute", plan, "--step", str(number), "--dry-run")
        self.assertNotIn("which is for you", dry.stdout)

    def test_each_difference_is_explained_and_its_shares_are_not_traded(self):
        plan, number = self.step()
        dry = self.home.ask("execute", plan, "--step", str(number), "--dry-run")
        symbol = dry["orders"][0]["symbol"]
        self.home.server.fake("holdings", {symbol: "77", "NEW": "5", "HELX": "62"})
        self.home.server.fake("set", {"cash": "61000"})
        try:
            found = self.differences()
            self.assertEqual(found["NEW"], ("only_at_broker", "0", "5"))
            self.assertEqual(found["HELX"], ("shares_differ", "31", "62"))
            self.assertEqual(found["USD"][0], "cash_differs")
            self.assertIn(symbol, found)
            self.assertIn("split of 2 for 1", self.home.run("reconcile").stdout)
            ran = self.home.run("execute", plan, "--step", str(number))
            self.assertEqual(ran.returncode, bench.REFUSED)
            self.assertIn("books and broker differ", ran.stdout)
        finally:
            self.home.server.fake("holdings", {symbol: "0", "NEW": "0", "HELX": "31"})
            self.home.server.fake("set", {"cash": money.CASH})
        self.assertEqual(self.report()["differences"], [])

    def test_a_broker_that_lost_half_of_the_positions_is_not_believed_at_once(self):
        held = {row["symbol"]: row["quantity"] for row in self.home.rows("positions")}
        self.home.server.fake("holdings", {symbol: "0" for symbol in held})
        try:
            report = self.report(bench.REFUSED)
            self.assertFalse(report["compared"])
            self.assertIn("more than half", report["text"])
        finally:
            self.home.server.fake("holdings", held)
        self.assertTrue(self.report()["compared"])

    def test_a_broker_that_says_nothing_stops_trading(self):
        self.home.server.fake("faults", [{"method": "GET", "path": "/v2/positions", "nth": nth,
                                          "do": "page"} for nth in range(1, 6)])
        try:
            self.assertIn("positions", self.report(bench.REFUSED)["text"])
        finally:
            self.home.server.fake("faults", [])
        self.assertTrue(self.report()["compared"])


if __name__ == "__main__":
    unittest.main()
