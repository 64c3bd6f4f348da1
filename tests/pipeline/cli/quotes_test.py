"""Bid and ask from a file to the verdicts of `ballast execute --dry-run`, on any day of the week:
what the checks say of them does not hang on whether an exchange is open."""

import datetime
import json
import unittest

import bench

NEWEST = datetime.date(2025, 6, 30)  # of the sample market


class Quotes(bench.CliTest):
    cluster = True

    @classmethod
    def prepare(cls):
        yesterday = datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=1)
        for name in ("prices", "fx"):
            path = cls.home.market / f"{name}.csv"
            header, *rows = path.read_text(encoding="utf-8").splitlines()
            moved = [f"{datetime.date.fromisoformat(row[:10]) + (yesterday - NEWEST)}{row[10:]}"
                     for row in rows]
            path.write_text("\n".join([header, *moved]) + "\n", encoding="utf-8")
        cls.files = cls.home.folder / "files"
        cls.files.mkdir()
        path = cls.home.market / "planner.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('"newest-price"', '"today"') + "\n[sources]\n"
                        f'sync_every_minutes = 0\n[sources.folder]\npath = "{cls.files}"\n',
                        encoding="utf-8")

    def quote(self, symbol, bid, ask, size, seconds_ago=0):
        now = datetime.datetime.now(datetime.timezone.utc)
        time = now - datetime.timedelta(seconds=seconds_ago)
        self.files.joinpath("quotes.csv").write_text(
            "time,symbol,bid,ask,bid_size,ask_size\n"
            f"{time:%Y-%m-%dT%H:%M:%S.%fZ},{symbol},{bid},{ask},{size},{size}\n",
            encoding="utf-8")

    def tried(self, plan):
        ran = self.home.run("execute", plan, "--step", "1", "--dry-run", "--json")
        order = json.loads(ran.stdout)["orders"][0]
        checks = {check["name"]: check for check in order["checks"]}
        return order, checks["price_band"], checks["depth"]

    def test_a_step_of_a_plan_is_checked_on_bid_and_ask_as_they_are_now(self):
        plan = self.report("plan")
        step = plan["decision"]["steps"][0]
        symbol, price, lots = step["symbol"], step["price"], step["quantity"]
        self.assertEqual((step["side"], step["currency"]), ("buy", "HKD"))
        self.ballast("universe", "set", symbol, "source=folder")
        order, band, depth = self.tried(plan["plan_id"])
        self.assertEqual((order["price"], order.get("quoted_ms")), (price, None))
        self.assertEqual(band["text"], f"{symbol} has no quote: the last price is taken")
        self.quote(symbol, price - 1, price + 1, lots, seconds_ago=90)
        order, band, depth = self.tried(plan["plan_id"])
        self.assertEqual(order["price"], price)
        self.assertIn("is older than 60 seconds: the last price is taken", band["text"])
        self.quote(symbol, price - 1, price + 1, lots, seconds_ago=20)
        order, band, depth = self.tried(plan["plan_id"])
        self.assertAlmostEqual(order["price"], price + 1, places=6)
        self.assertAlmostEqual(order["limit"], price * 1.01, places=6)
        self.assertTrue(band["passed"], band)
        self.assertFalse(depth["passed"])
        self.assertIn("less than 2 times the order; what stands behind the best price is not known",
                      depth["text"])
        self.quote(symbol, price * 1.2, price * 1.21, 2 * lots, seconds_ago=10)
        order, band, depth = self.tried(plan["plan_id"])
        self.assertFalse(band["passed"])
        self.assertIn("is more than 10.0 % above the last price", band["text"])
        self.assertTrue(depth["passed"], depth)


if __name__ == "__main__":
    unittest.main()
