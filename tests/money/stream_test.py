"""The broker's stream of trade updates: a hint to ask at once, believed in nothing, and missed by
nobody when it is away."""

import itertools
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import bench_of_money as money  # noqa: E402
import bench  # noqa: E402

GARBAGE = (
    {"text": "no JSON"}, {"binary": "\x00\x01"}, {"text": "[" * 1000}, {"text": '"trade_updates"'},
    {"binary": '{"stream":"trade_updates","data":{"event":"windfall","qty":"1000000"}}'},
    {"binary": '{"stream":"trade_updates","data":{"event":7}}'},
    {"binary": '{"stream":"trade_updates"}'}, {"binary": '{"stream":"weather","data":{}}'},
    {"text": "x" * 60_000})
LOOK_UP = "GET /v2/orders:by_client_order_id?client_order_id="
COMPARISON = "category=non_trade_activity"  # with it each comparison of books and broker begins
BROKEN = ("818100000000", "827fffffffffffffffff")  # masked; longer than any memory


class StreamTest(money.DollarTest):
    def setUp(self):
        self.listen_again()

    def listen_again(self):
        self.weather("")
        bench.wait_for(self.listens, "trading, to listen")

    def weather(self, name):
        self.home.server.fake("stream", {"weather": name})

    def listens(self):
        return self.home.server.state()["listeners"] == 1

    def tell(self, *pieces):
        self.home.server.fake("tell", list(pieces))

    def said(self):
        """What `ballast status` says below the line of trading."""
        lines = self.home.run("status").stdout.splitlines()
        at = next(number for number, line in enumerate(lines) if line.startswith("trading-1 "))
        words = itertools.takewhile(lambda line: line.startswith("    "), lines[at + 1:])
        return " ".join(line.strip() for line in words)

    def see_said(self, *words):
        bench.wait_for(lambda: all(one in self.said() for one in words),
                       lambda: f"{words} in '{self.said()}'")

    def is_alive(self):
        return self.home.actors["trading-1"].poll() is None


class Hints(StreamTest):
    """Nobody asks about an open order for an hour, unless the stream says so."""

    ask_every_ms = 3_600_000

    def place(self):
        """A step that waits at the broker for its exchange to open; returns how its id begins."""
        self.home.server.fake("set", {"open": 0})
        plan, number = self.step()
        self.home.run("execute", plan, "--step", str(number))
        prefix = f"{plan}/{number}/"
        self.assertEqual(self.state_of(prefix), "acknowledged")
        bench.wait_for(self.is_quiet, "trading, to ask no more")
        return prefix

    def is_quiet(self):
        """A hint is followed up within five seconds; what is asked later is another one's doing."""
        return self.home.server.state()["quiet_seconds"] > 6

    def asked(self):
        return self.home.server.state()["asked"]

    def looked_up(self, before):
        """Whose orders were looked up since, and whether a comparison began meanwhile, which comes
        every minute and asks by itself."""
        asked = self.asked()[before:]
        return ([line.removeprefix(LOOK_UP) for line in asked if line.startswith(LOOK_UP)],
                any(COMPARISON in line for line in asked))

    def prove_asked(self, prefixes, make_it_happen):
        """Lets something happen; returns which of the orders were looked up for it and nothing
        else. Whenever a comparison falls into that it is done once more: the next is a minute
        away."""
        for _ in range(3):
            before = len(self.asked())
            make_it_happen()
            bench.wait_for(lambda: len(self.looked_up(before)[0]) >= len(prefixes), "a look-up")
            found, compared = self.looked_up(before)
            if not compared:
                return {prefix for prefix in prefixes for name in found if name.startswith(prefix)}
            bench.wait_for(self.is_quiet, "trading, to ask no more")
        raise AssertionError("books and broker are compared all the time")

    def state_of(self, prefix):
        return next(state for name, state, _ in self.home.orders() if name.startswith(prefix))

    def open_exchange(self):
        self.home.server.fake("set", {"open": 1})
        self.home.server.fake("look", {})

    def see_filled(self, prefix):
        bench.wait_for(lambda: self.state_of(prefix) == "filled", "the fill that was told")
        bench.wait_for(lambda: self.unbooked() == 0, "the fill in the books")
        self.check(prefix)

    def unbooked(self):
        with money.sqlite3.connect(f"file:{self.home.state / 'trading.db'}?mode=ro",
                                   uri=True) as store:
            return store.execute("SELECT count(*) FROM order_fill WHERE booked = 0").fetchone()[0]

    def tell_of(self, name):
        self.tell({"binary": money.json.dumps({"stream": "trade_updates", "data": {
            "event": "new", "order": {"client_order_id": name}}})})

    def test_a_fill_is_asked_for_because_it_is_told(self):
        def fill():
            prefixes.append(self.place())
            before.append(len(self.asked()))
            self.open_exchange()
            self.see_filled(prefixes[-1])

        prefixes, before = [], []
        for _ in range(3):
            fill()
            found, compared = self.looked_up(before[-1])
            if not compared:
                break
        self.assertFalse(compared, "the comparison of every minute came each time")
        self.assertEqual({name.startswith(prefixes[-1]) for name in found}, {True})

    def test_an_event_of_one_order_has_only_that_one_asked_about(self):
        one, other = self.place(), self.place()
        name = self.order_of(other)
        self.assertEqual(self.prove_asked([other], lambda: self.tell_of(name)), {other})
        self.assertEqual(self.prove_asked([one, other], lambda: self.tell_of("of-another-hand")),
                         {one, other})
        self.open_exchange()
        self.see_filled(one)
        self.see_filled(other)

    def order_of(self, prefix):
        return next(name for name, _, _ in self.home.orders() if name.startswith(prefix))

    def test_what_is_told_late_twice_or_backwards_is_booked_once(self):
        for name in ("hold", "backwards", "twice"):
            with self.subTest(name):
                prefix = self.place()
                self.weather(name)
                self.open_exchange()
                self.weather("")
                self.see_filled(prefix)

    def test_garbage_books_nothing_and_hides_nothing(self):
        prefix = self.place()
        before = self.home.ask("portfolio")
        self.tell(*GARBAGE, {"raw": BROKEN[0]})
        bench.wait_for(lambda: "went unread" in self.log(), "a word on what cannot be read")
        self.assertEqual(self.home.ask("portfolio")["holdings"], before["holdings"])
        self.assertEqual(self.state_of(prefix), "acknowledged")
        self.listen_again()
        self.open_exchange()
        self.see_filled(prefix)
        self.assertTrue(self.is_alive())

    def log(self):
        return (self.home.folder / "trading-1.log").read_text("utf-8")

    def test_what_happened_while_it_was_away_is_asked_for_when_it_is_back(self):
        prefix = self.place()
        self.weather("refuse")
        self.open_exchange()
        self.weather("")
        self.see_filled(prefix)


class Away(StreamTest):
    """Whatever the stream does, asking finds everything."""

    def test_every_fill_arrives_without_a_stream(self):
        for name in ("drop", "cut", "refuse", "silent"):
            with self.subTest(name):
                self.listen_again()
                self.weather(name)
                self.assertEqual(self.execute()[1], "filled")
                self.assertTrue(self.is_alive())

    def test_the_status_says_how_it_stands(self):
        self.see_said("follows the broker's stream")
        self.weather("refuse")
        self.see_said("does not follow the broker's stream: ", "; tries again in ")
        self.weather("")
        self.see_said("follows the broker's stream")
        self.weather("cut")
        self.assertEqual(self.execute()[1], "filled")
        self.see_said("the server hung up")
        self.listen_again()
        self.see_said("idle; follows the broker's stream")

    def test_parts_are_booked_once_whatever_is_told(self):
        self.home.server.fake("set", {"parts_most": 5, "looks_most": 4, "hide_fills": 1,
                                      "shuffle": 1})
        try:
            for name in ("twice", "backwards"):
                with self.subTest(name):
                    self.weather(name)
                    self.assertEqual(self.execute()[1], "filled")
        finally:
            self.home.server.fake("set", {"parts_most": 1, "looks_most": 0, "hide_fills": 0,
                                          "shuffle": 0})

    def test_what_is_no_stream_is_hung_up_on_and_opened_anew(self):
        for data in BROKEN:
            self.tell({"raw": data})
            bench.wait_for(lambda: not self.listens(), "trading, to hang up")
            self.listen_again()
        self.assertEqual(self.execute()[1], "filled")
        self.assertTrue(self.is_alive())


if __name__ == "__main__":
    unittest.main()
