"""`ballast config check` of what the trading actor reads: each kind of wrong value is one sentence,
and the same one with which trading would not start."""

import os
import unittest

import bench
from bench import ERROR, REFUSED

KEYS = 'key_id = "ID"\nsecret = "SECRET-OF-MINE"\n'
ALPACA = 'broker = "alpaca"\n[alpaca]\nkey_file = "alpaca.key"\n'


class TradingFiles(bench.CliTest):
    def folder(self, name):
        """A folder with a planner file, for guard.toml and exchanges.toml beside it."""
        path = self.home.folder / name
        path.mkdir(exist_ok=True)
        (path / "planner.toml").write_text("", "utf-8")
        return path

    def key(self, text=KEYS, mode=0o600):
        path = self.home.write("broker/alpaca.key", text)
        os.chmod(path, mode)

    def brokerage(self, text):
        path = self.home.write("broker/brokerage.toml", text)
        self.home.environment["BALLAST_BROKERAGE"] = str(path)
        self.addCleanup(self.home.environment.pop, "BALLAST_BROKERAGE", None)

    def wrong(self, *parts, planner=None, code=ERROR):
        words = ("config", "check") + (("--planner", planner) if planner else ())
        told = self.refused(*words, code=code)
        self.assertEqual(len(told.splitlines()), 1, told)
        self.assertNotIn("SECRET-OF-MINE", told)
        for part in parts:
            self.assertIn(part, told)

    def test_good_files_say_where_orders_go(self):
        self.brokerage('broker = "paper"\n')
        told = self.ballast("config", "check").stdout
        self.assertIn("Orders are filled on paper.", told)
        self.assertIn("The guard lets out at most 20 orders", told)
        self.key()
        self.brokerage(ALPACA)
        told = self.ballast("config", "check").stdout
        self.assertIn("Orders go to https://paper-api.alpaca.markets and cost no real money", told)
        self.assertIn("is heard of at wss://paper-api.alpaca.markets/stream.", told)
        self.brokerage(ALPACA + "stream = false\n")
        self.assertIn("found by asking alone", self.ballast("config", "check").stdout)
        self.key(KEYS + "live = true\n")
        self.brokerage(ALPACA + 'base_url = "https://api.alpaca.markets"\nlive = true\n'
                       'live_account = "123"\n')
        self.assertIn("cost REAL money", self.ballast("config", "check").stdout)

    def test_each_wrong_value_of_brokerage_toml_is_one_sentence(self):
        self.key()
        for text, parts in (
                ('broker = "alpacca"\n', (":1", "'alpacca' is no broker", '"paper" or "alpaca"')),
                ("broker = 7\n", (":1", "broker")),
                ("brokker = 1\n", (":1", "did you mean broker?")),
                ("look_up_after_ms = [1, 2]\n", (":1", "no list of three pauses")),
                ("look_up_after_ms = [1, 2000, 3000]\n", (":1", "look_up_after_ms", "100")),
                ("ask_every_ms = 0\n", (":1", "ask_every_ms", "100 to 3600000")),
                ('ask_every_ms = "often"\n', (":1", "ask_every_ms")),
                ("broker = \n", (":1",)),
                ('broker = "alpaca"\n', ("alpaca.key_file", "missing")),
                (ALPACA + "liv = true\n", (":4", "did you mean")),
                (ALPACA + 'live = "yes"\n', (":4", "alpaca.live")),
                (ALPACA + 'stream = "wss://a"\n', (":4", "alpaca.stream")),
                (ALPACA + 'base_url = "http://api.alpaca.markets"\n',
                 ("no address of a broker", "https://"))):
            with self.subTest(text):
                self.brokerage(text)
                self.wrong(*parts)
        for addition, part in (('base_url = "https://api.alpaca.markets"\n', "cost real money"),
                               ("live = true\n", "the address is not one for it")):
            self.brokerage(ALPACA + addition)
            self.wrong(part, code=REFUSED)

    def test_each_wrong_key_file_is_one_sentence_without_the_secret(self):
        self.brokerage(ALPACA)
        self.key(mode=0o640)
        self.wrong("alpaca.key", "others may read", "chmod 0600", code=REFUSED)
        for text, parts in (('key_id = "ID"\n', ("secret", "missing")),
                            (KEYS + "more = 1\n", ("more",)),
                            ("SECRET-OF-MINE", ("no key file",)),
                            ('key_id = "a b"\nsecret = "x"\n', ("cannot be sent",))):
            with self.subTest(text):
                self.key(text)
                self.wrong("alpaca.key", *parts)
        (self.home.folder / "broker/alpaca.key").unlink()
        self.wrong("alpaca.key", "No such file")

    def test_each_wrong_limit_of_the_guard_is_one_sentence(self):
        folder = self.folder("guarded")
        for text, parts in (("max_order_valu = 1\n", (":1", "did you mean max_order_value?")),
                            ("\nmax_orders_per_day = 1001\n", (":2", "0 to 1000")),
                            ('allow_sales = "no"\n', (":1", "a number or a switch")),
                            ("max_order_value = [\n", ("guard.toml",))):
            with self.subTest(text):
                (folder / "guard.toml").write_text(text, "utf-8")
                self.wrong("guard.toml", *parts, planner=folder / "planner.toml")

    def test_an_exchange_that_would_never_open_is_one_sentence(self):
        folder = self.folder("exchanges")
        for text, parts in (('[XETR]\nzone = "Europe/Berlin"\nopen = "25:00"\nclose = "17:30"\n',
                             (":3",)),
                            ('[XETR]\nzone = "Europe/Berlyn"\nopen = "09:00"\nclose = "17:30"\n',
                             ("the zone of XETR", "Berlyn"))):
            with self.subTest(text):
                (folder / "exchanges.toml").write_text(text, "utf-8")
                self.wrong(*parts, planner=folder / "planner.toml")


if __name__ == "__main__":
    unittest.main()
