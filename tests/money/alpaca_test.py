"""Orders to the fake broker from the command line, on its good days and its worst."""

import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import bench_of_money as money  # noqa: E402
import bench  # noqa: E402
import fake_server  # noqa: E402

SECRET = fake_server.KEYS["APCA-API-SECRET-KEY"]


class Alpaca(money.DollarTest):
    def tearDown(self):
        self.home.server.fake("faults", [])
        self.home.server.fake("set", {"parts_most": 1, "looks_most": 0, "hide_fills": 0,
                                      "shuffle": 0})

    def fault(self, what, nth=1, method="POST", path="/v2/orders"):
        self.home.server.fake("faults", [{"method": method, "path": path, "nth": nth, "do": what}])

    def posts(self):
        return len(self.home.server.state()["posted"])

    def test_a_step_becomes_an_order_and_its_fill_an_entry(self):
        self.assertEqual(self.execute()[1], "filled")

    def test_orders_that_nobody_answered_are_found_and_not_sent_twice(self):
        for what in ("drop_after", "500_after", "page", "cut"):
            before = self.posts()
            self.fault(what)
            self.assertEqual(self.execute()[1], "filled", what)
            self.assertEqual(self.posts() - before, 1, what)

    def test_orders_that_never_arrived_are_sent_again_under_their_id(self):
        for what in ("drop", "500", "429"):
            self.fault(what)
            self.assertEqual(self.execute()[1], "filled", what)

    def test_parts_that_come_late_twice_and_out_of_order_are_booked_once(self):
        self.home.server.fake("set", {"parts_most": 5, "looks_most": 4, "hide_fills": 1,
                                      "shuffle": 1})
        self.assertEqual(self.execute()[1], "filled")

    def test_what_the_broker_refuses_is_rejected_and_changes_nothing(self):
        self.home.server.fake("set", {"cash": "1"})
        try:
            self.assertEqual(self.execute()[1], "rejected")
        finally:
            self.home.server.fake("set", {"cash": money.CASH})

    def test_keys_are_told_to_nobody_but_the_broker(self):
        self.execute()
        for name, actor in self.home.actors.items():
            for file in ("cmdline", "environ"):
                told = pathlib.Path(f"/proc/{actor.pid}/{file}").read_bytes()
                self.assertNotIn(SECRET.encode(), told, name)
            self.assertNotIn(SECRET, (self.home.folder / f"{name}.log").read_text("utf-8"))
        for file in self.home.state.iterdir():
            if file.is_file():
                self.assertNotIn(SECRET.encode(), file.read_bytes(), file)


class Start(money.DollarTest):
    def refuses(self, part):
        """Trading does not start, and says why in one line of its log."""
        log = self.home.folder / "refused.log"
        with open(log, "w", encoding="utf-8") as file:
            ended = subprocess.run([*self.home.actor, "trading", "--instance", "7"], stdout=file,
                                   stderr=file, env=dict(self.home.environment,
                                                         BALLAST_STATE_DIR=self.home.folder / "s"),
                                   timeout=bench.WAIT_SECONDS, check=False)
        self.assertEqual(ended.returncode, 1)
        self.assertIn(part, log.read_text("utf-8"))
        self.assertNotIn(SECRET, log.read_text("utf-8"))

    def test_every_start_says_what_orders_cost(self):
        log = self.home.folder / "trading-1.log"
        self.assertIn("orders cost no real money", log.read_text("utf-8"))

    def test_keys_that_others_may_read_are_refused(self):
        key = self.home.folder / "alpaca.key"
        key.chmod(0o640)
        try:
            self.refuses("others may read")
        finally:
            key.chmod(0o600)

    def test_real_money_is_refused_without_three_settings(self):
        file = pathlib.Path(self.home.environment["BALLAST_BROKERAGE"])
        text = file.read_text("utf-8")
        live = text.replace(f"http://127.0.0.1:{self.home.lease.first}",
                            "https://api.alpaca.markets")
        try:
            for addition in ("", "live = true\n", 'live = true\nlive_account = "7"\n'):
                file.write_text(live + addition, "utf-8")
                self.refuses("would cost real money")
            file.write_text(text + "live = true\n", "utf-8")
            self.refuses("the address is not one for it")
        finally:
            file.write_text(text, "utf-8")


if __name__ == "__main__":
    unittest.main()
