"""`ballast universe`: securities kept by hand, prices and rates from services good and bad."""

import contextlib
import json
import os
import pathlib
import sqlite3
import unittest

import bench
import services
from bench import DEGRADED, ERROR, USAGE
from services import day_before

SECRET = "very-secret-word"


def planner_file(url, key_file, folder):
    return (f'[sources]\nsync_every_minutes = 0\n[sources.ecb]\nurl = "{url}"\n'
            f'[sources.alpaca]\nurl = "{url}"\nkey_file = "{key_file}"\n'
            f'requests_per_minute = 10000\n[sources.binance]\nurl = "{url}"\n'
            f'[sources.folder]\npath = "{folder}"\n')


def bars(closes, newest=2):
    """Bars of consecutive days up to `newest` days ago."""
    return {day_before(newest + len(closes) - 1 - at): (close, close + 1, close - 1, close)
            for at, close in enumerate(closes)}


class Universe(bench.CliTest):
    @classmethod
    def setUpClass(cls):
        cls.home = bench.Home()
        cls.addClassCleanup(cls.home.end)
        cls.services = services.Services()
        cls.addClassCleanup(cls.services.close)
        key_file = cls.home.write("alpaca.key", f'key_id = "KEYID"\nsecret = "{SECRET}"\n')
        os.chmod(key_file, 0o600)
        cls.files = cls.home.folder / "files"
        cls.files.mkdir()
        cls.home.market.mkdir()
        (cls.home.market / "planner.toml").write_text(
            planner_file(cls.services.url, key_file, cls.files), encoding="utf-8")
        (cls.home.folder / "run").mkdir()
        for role in ("broker", "universe", "portfolio"):
            cls.home.start(role)
        bench.wait_for(lambda: cls.home.ready() == set(cls.home.actors), "three actors")
        cls.idle = cls.libraries("universe-1")

    @classmethod
    def libraries(cls, actor):
        return pathlib.Path(f"/proc/{cls.home.actors[actor].pid}/maps").read_text(encoding="utf-8")

    def rows(self, query):
        with contextlib.closing(sqlite3.connect(self.home.state / "universe.db")) as store:
            return store.execute(query).fetchall()

    def prices(self, symbol):
        return self.rows("SELECT close, adjusted, f.source FROM price JOIN security s ON "
                         "s.id = security JOIN fetch f ON f.id = fetch "
                         f"WHERE symbol = '{symbol}' ORDER BY day")

    def sync(self, *words, code=bench.DONE):
        return {row["subject"]: row
                for row in self.report("universe", "sync", *words, code=code)["rows"]}

    def add(self, symbol, *fields):
        self.ballast("universe", "add", symbol, "currency=USD", *fields)

    def test_securities_are_added_changed_and_shown_and_say_what_they_lack(self):
        ran = self.ballast("universe", "add", "kept.de", "currency=EUR", "name=Kept works")
        self.assertIn("KEPT.DE: KEPT.DE added", ran.stdout)
        self.assertIn("KEPT.DE lacks isin, type, country, prices", ran.stderr)
        self.ballast("universe", "set", "KEPT.DE", "isin=DE0007164600", "type=equity", "lot=10")
        entry = self.report("universe", "show", "KEPT.DE")["securities"][0]
        known = {field["name"]: field["value"] for field in entry["known"]}
        self.assertEqual((known["isin"], known["lot"], known["name"]),
                         ("DE0007164600", "10", "Kept works"))
        self.assertEqual(entry["missing"], ["country", "prices"])
        listed = self.report("universe", "show", "--incomplete")["securities"]
        self.assertIn("KEPT.DE", [one["symbol"] for one in listed])
        self.assertIn("was so already",
                      self.ballast("universe", "set", "KEPT.DE", "lot=10").stdout)

    def test_what_is_wrong_with_a_field_is_one_sentence_and_changes_nothing(self):
        self.add("WRONG")
        before = self.rows("SELECT * FROM security")
        for field, sentence in (
                ("isin=DE0007164601", "isin: 'DE0007164601' is no ISIN"),
                ("lot=0", "lot: '0' is no such number"),
                ("lott=1", "lott: a security has no such field; did you mean lot?"),
                ("source=yahoo", "source: there is no source 'yahoo'"),
                ("data_symbol=US0378331005", "data_symbol: this is an ISIN"),
                ("currency=XYZ", "currency: 'XYZ' is no currency"),
                ("multiplier=4", "multiplier: '4' is no such number")):
            told = self.refused("universe", "set", "WRONG", "name=half", field, code=ERROR)
            self.assertTrue(told.startswith(sentence), told)
        self.assertEqual(self.rows("SELECT * FROM security"), before)
        self.refused("universe", "add", "WRONG", "currency=USD", code=ERROR)
        self.refused("universe", "add", "NEW", "name=None", code=ERROR)
        self.refused("universe", "set", "NOBODY", "lot=1", code=ERROR)
        self.refused("universe", "sync", "WRONG", code=ERROR)
        self.refused("universe", "set", "WRONG", "lot", code=USAGE)
        self.refused("universe", "grow", code=USAGE)

    def test_both_closes_of_a_service_are_kept_and_a_dividend_brings_the_history_anew(self):
        closes = [100 + at for at in range(20)]
        self.services.bars["PAYS"] = {"raw": bars(closes), "all": bars(closes)}
        self.add("PAYS.US", "source=alpaca")
        self.assertTrue(self.report("universe", "show", "PAYS.US")["securities"][0]["stale"])
        row = self.sync("PAYS.US")["PAYS.US"]
        self.assertEqual((row["added"], row["whole"]), (20, True))
        self.assertEqual(self.prices("PAYS.US"), [(c, c, "alpaca") for c in closes])
        self.assertFalse(self.report("universe", "show", "PAYS.US")["securities"][0]["stale"])
        self.assertEqual(self.sync("PAYS.US"), {})
        adjusted = [close * 0.99 for close in closes]
        day = str(day_before(5))
        self.services.actions["PAYS"] = {
            "cash_dividends": [{"symbol": "PAYS", "ex_date": day, "rate": 1.19}],
            "forward_splits": [{"symbol": "PAYS", "ex_date": day, "old_rate": 1, "new_rate": 4}]}
        self.services.bars["PAYS"]["all"] = bars(adjusted)
        row = self.sync("PAYS.US")["PAYS.US"]
        self.assertEqual((row["changed"], row["whole"]), (20, True))
        self.assertEqual(self.rows("SELECT amount, unit, shares_after FROM dividend JOIN split "
                                   "USING (security, day)"), [(1.19, "USD", 4.0)])
        self.assertEqual(self.prices("PAYS.US"),
                         [(raw, low, "alpaca") for raw, low in zip(closes, adjusted)])
        headers = [headers for path, _, headers in self.services.asked
                   if path == "/v2/stocks/bars"][0]
        self.assertEqual(headers["APCA-API-SECRET-KEY"], SECRET)

    def test_hostile_answers_are_one_sentence_and_store_nothing(self):
        self.services.bars["BAD"] = {"raw": bars([10, 11, 12]), "all": bars([10, 11, 12])}
        self.add("BAD", "source=alpaca")
        self.sync("BAD")
        before = self.prices("BAD")
        future = bars([10, 11, 12], newest=-30)
        hostile = [("<html>Verify you are human</html>", "this is no JSON"),
                   ('{"bars":{"BAD":[{"t":"2', "this is no JSON"),
                   (self.services.alpaca({"symbols": "BAD", "adjustment": "raw", "start": "1",
                                          "end": "9"})[1].replace("12", "-12"), "not above zero"),
                   ('{"bars":{},"next_page_token":null,"currency":"EUR"}', "the prices are in EUR")]
        self.services.bars["BAD"]["later"] = future
        text = self.services.alpaca({"symbols": "BAD", "adjustment": "later", "start": "1",
                                     "end": "9"})[1]
        hostile.append((text, "has not been yet"))
        try:
            for body, sentence in hostile:
                self.services.broken["/v2/stocks/bars"] = (200, body)
                row = self.sync("BAD", code=DEGRADED)["BAD"]
                self.assertIn(sentence, row["failure"])
                self.assertEqual(self.prices("BAD"), before)
        finally:
            self.services.broken.clear()
        entry = self.report("universe", "show", "BAD")["securities"][0]
        self.assertIn("has not been yet", entry["failure"])
        self.sync("BAD")
        self.assertEqual(self.report("universe", "show", "BAD")["securities"][0]["failure"], "")

    def test_a_candle_that_is_being_made_is_left_out(self):
        self.services.candles["BTCUSD"] = {day_before(at): 100 + at for at in (0, 2, 3)}
        self.add("BTC-USD", "source=binance")
        self.assertEqual(self.sync("BTC-USD")["BTC-USD"]["added"], 2)
        self.assertEqual(self.prices("BTC-USD"), [(103, None, "binance"), (102, None, "binance")])
        self.add("ETH-USD", "source=binance")
        self.assertIn("Invalid symbol",
                      self.sync("ETH-USD", code=DEGRADED)["ETH-USD"]["failure"])

    def test_bid_and_ask_come_with_a_sync_and_are_shown_with_their_age(self):
        self.services.bars["ASKED"] = {"raw": bars([100, 100]), "all": bars([100, 100])}
        self.services.candles["LTCUSD"] = {day_before(at): 70 for at in (2, 3)}
        self.services.quotes = {"ASKED": (99.5, 100.5, 300, 200), "LTCUSD": (69, 71.5, 4, 5)}
        self.add("ASKED.US", "source=alpaca")
        self.add("LTC-USD", "source=binance")
        self.assertIn("quote           none",
                      self.ballast("universe", "show", "ASKED.US").stdout)
        self.assertIn("2 quotes", self.ballast("universe", "sync", "ASKED.US", "LTC-USD").stdout)
        self.assertRegex(self.ballast("universe", "show", "ASKED.US").stdout,
                         r"quote           99.5 bid for 300, 100.5 asked for 200, \d+ s ago\n")
        quote = self.report("universe", "show", "LTC-USD")["securities"][0]["quote"]
        self.assertEqual((quote["bid"], quote["ask"], quote["ask_size"]), (69, 71.5, 5))
        self.services.quotes["ASKED"] = (100.6, 100.5, 300, 200)
        self.assertEqual(self.sync("ASKED.US")["ASKED.US"]["flags"],
                         ["no quote of bid 100.6 and ask 100.5: the bid is above the ask"])
        self.assertEqual(self.rows("SELECT bid FROM quote ORDER BY bid"), [(69,), (99.5,)])

    def test_files_of_a_folder_are_a_source_like_others(self):
        header = "Date,Open,High,Low,Close,Adj Close,Volume\n"
        days = [day_before(at) for at in (4, 3, 2)]
        self.files.joinpath("own.csv").write_text(
            header + "".join(f"{day},10,12,9,11,10.5,100\n" for day in reversed(days)),
            encoding="utf-8")
        self.add("OWN", "source=folder")
        self.assertEqual(self.sync("OWN")["OWN"]["added"], 3)
        self.assertEqual(self.prices("OWN"), [(11, 10.5, "folder")] * 3)
        self.files.joinpath("own.csv").write_text("No data", encoding="utf-8")
        self.assertIn("the file begins 'No data'",
                      self.sync("OWN", code=DEGRADED)["OWN"]["failure"])

    def test_rates_are_shown_with_source_and_day_and_a_jump_waits(self):
        self.services.rates = {day_before(5): {"USD": 1.1, "JPY": 180},
                               day_before(4): {"USD": 1.12, "JPY": 1800}}
        row = json.loads(self.home.run("universe", "sync", "--json").stdout)["rows"][-1]
        self.assertEqual((row["subject"], row["added"], row["aside"]), ("rates", 3, 1))
        shown = {rate["currency"]: rate for rate in self.report("universe", "show")["rates"]}
        self.assertEqual((shown["USD"]["per_base"], shown["USD"]["source"],
                          shown["JPY"]["per_base"], shown["JPY"]["aside"]), (1.12, "ecb", 180, 1))

    def test_removing_ends_buying_of_what_is_held_and_deletes_nothing(self):
        for symbol in ("HELD", "FREE"):
            self.add(symbol)
        path = self.home.write("positions.csv", "symbol,quantity\nHELD,3\n")
        self.ballast("import", "positions", path)
        self.assertIn("is held", self.ballast("universe", "remove", "HELD").stdout)
        self.assertIn("active was true and is false",
                      self.ballast("universe", "remove", "FREE").stdout)
        self.assertEqual(self.rows("SELECT symbol, active, allow_buy FROM security WHERE symbol IN "
                                   "('HELD', 'FREE') ORDER BY symbol"),
                         [("FREE", 0, 1), ("HELD", 1, 0)])

    def test_only_who_asks_a_network_loads_what_asks_it(self):
        self.assertNotIn("libcurl", self.idle)
        self.home.run("universe", "sync")
        self.assertIn("libcurl", self.libraries("universe-1"))
        self.assertNotIn("libcurl", self.libraries("portfolio-1"))

    def test_people_read_a_table_and_no_log_shows_a_key(self):
        self.add("SEEN", "source=alpaca")
        shown = self.ballast("universe", "show").stdout
        for expected in ("SEEN", "incomplete", "alpaca, never, STALE", "Sources:", "binance"):
            self.assertIn(expected, shown)
        self.assertIn("source          alpaca",
                      self.ballast("universe", "show", "SEEN").stdout)
        for log in self.home.folder.glob("*.log"):
            self.assertNotIn(SECRET, log.read_text(encoding="utf-8"))


if __name__ == "__main__":
    unittest.main()
