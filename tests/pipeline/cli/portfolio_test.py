"""`ballast portfolio` and `ballast report`: the books before and after trades."""

import csv
import io
import unittest

import bench
from bench import DONE, USAGE


class Portfolio(bench.CliTest):
    cluster = True

    def year(self):
        day = self.report("portfolio")["moves"][0]["day"]
        ran = self.ballast("report", "--year", day[:4])
        return list(csv.DictReader(io.StringIO(ran.stdout)))

    def test_a_trade_is_seen_in_positions_cash_moves_and_the_year(self):
        before = self.report("portfolio")
        self.assertGreater(before["worth"]["total"], 0)
        self.assertEqual(before["worth"]["without"], [])
        plan = self.report("plan")
        first = plan["decision"]["steps"][0]
        self.ballast("execute", plan["plan_id"], "--step", "1")
        after = self.report("portfolio")
        self.assertGreater(after["entries"], before["entries"])
        self.assertNotEqual(after["state_hash"], before["state_hash"])
        self.assertIn(first["symbol"], after["moves"][0]["what"])
        lots = self.quantity_of(after, first["symbol"]) - self.quantity_of(before, first["symbol"])
        sign = 1 if first["side"] == "buy" else -1
        self.assertAlmostEqual(lots, sign * first["quantity"], places=9)
        lost = before["worth"]["total"] - after["worth"]["total"]
        self.assertAlmostEqual(lost, first["fee"], places=2)
        rows = self.year()
        fees = [row for row in rows if row["kind"] == "fees"]
        self.assertEqual(len(fees), 1)
        self.assertEqual(any(row["kind"] == "gain" for row in rows), first["side"] == "sell")

    @staticmethod
    def quantity_of(books, symbol):
        return sum(lot["quantity"] for holding in books["holdings"]
                   if holding["symbol"] == symbol for lot in holding["lots"])

    def test_every_currency_of_the_books_is_zero_together(self):
        sums = {}
        for line in self.report("portfolio")["balances"]:
            micros = round(float(line["amount"]) * 1e6)
            sums[line["currency"]] = sums.get(line["currency"], 0) + micros
        self.assertTrue(sums)
        self.assertEqual(set(sums.values()), {0}, sums)

    def test_what_happened_is_booked_from_a_file_once_and_taken_back(self):
        table = self.home.folder / "ledger.csv"
        table.write_text("date,kind,id,amount,currency,note\n"
                         "2026-01-05,deposit,d-1,250.5,EUR,gift\n", encoding="utf-8")
        before = self.report("portfolio")
        self.assertEqual(self.report("import", "ledger", table)[0]["added"], 1)
        self.assertEqual(self.report("import", "ledger", table)[0]["unchanged"], 1)
        after = self.report("portfolio")
        self.assertAlmostEqual(after["worth"]["total"] - before["worth"]["total"], 250.5, places=6)
        self.assertEqual((after["moves"][0]["id"], after["moves"][0]["why"]), ("file/d-1", "gift"))
        self.assertIn("file/d-1", self.home.run("portfolio").stdout)
        table.write_text("date,kind,id,reverses\n2026-01-06,reversal,r-1,d-1\n", encoding="utf-8")
        self.report("import", "ledger", table)
        restored = self.report("portfolio")
        self.assertEqual(restored["worth"]["total"], before["worth"]["total"])
        table.write_text("date,kind,amount,currency\n2026-01-05,gift,1,EUR\n", encoding="utf-8")
        refusal = self.refused("import", "ledger", table, code=bench.ERROR)
        self.assertIn("ledger.csv:2:12: kind 'gift'", refusal)

    def test_the_books_of_a_day_before_them_are_empty(self):
        then = self.report("portfolio", "--at", "1999-12-31")
        self.assertEqual((then["entries"], then["holdings"], then["balances"]), (0, [], []))

    def test_people_read_tables(self):
        ran = self.home.run("portfolio")
        self.assertEqual((ran.returncode, ran.stderr), (DONE, ""))
        for expected in ("position", "lot", "cash", "Worth ", "what moved", "import of "):
            self.assertIn(expected, ran.stdout)
        self.assertNotIn(bench.ESCAPE, ran.stdout)

    def test_what_is_asked_for_in_vain_is_said(self):
        self.refused("portfolio", "--at", "yesterday", code=USAGE)
        self.refused("portfolio", "--moves", "many", code=USAGE)
        self.refused("report", code=USAGE)
        self.refused("report", "--year", "26", code=USAGE)


class Alone(bench.CliTest):
    def test_without_actors_the_stores_are_read(self):
        books = self.report("portfolio")
        self.assertGreater(books["worth"]["total"], 0)
        self.assertTrue(self.ballast("report", "--year", "2026").stdout.startswith("kind,day,"))


if __name__ == "__main__":
    unittest.main()
