"""The sample household with everything in dollars, whose orders go to the fake broker."""

import csv
import datetime
import json
import pathlib
import re
import sqlite3
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "pipeline" / "cli"))

import bench  # noqa: E402
import fake_server  # noqa: E402
import ports  # noqa: E402

CASH = "60000"
TODAY = datetime.datetime.now(datetime.timezone.utc).date()
# Orders follow each other closely here, and the sample household is not well spread.
LIMITS = """
[trading]
min_minutes_between_trades = 0
min_minutes_between_same = 0
max_trades_per_day = 1000
max_trades_per_week = 5000
max_share_of_year_high = 2.0
max_order_share = 1.0
max_day_share = 10.0
max_position_share = 1.0
max_country_share = 1.0
"""
OVER = ("filled", "cancelled", "expired", "rejected", "failed", "blocked")


class DollarHome(bench.Home):
    def __init__(self, ask_every_ms=100, stream="true"):
        super().__init__()
        self.ask_every_ms, self.stream = ask_every_ms, stream
        self.ended = False
        self.refused = "the plan has no steps"
        self.lease = ports.PortLease()
        self.make_market()
        self.in_dollars()
        self.server = fake_server.FakeServer(self.lease.first, self.folder / "broker.db")
        self.server.fake("prices", self.prices())
        self.server.fake("holdings", {row["symbol"]: row["quantity"]
                                      for row in self.rows("positions")})
        self.server.fake("set", {"cash": CASH})
        self.name_broker()

    def rows(self, name):
        with open(self.market / f"{name}.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def put_rows(self, name, rows):
        with open(self.market / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def in_dollars(self):
        for name in ("securities", "positions", "dividends"):
            rows = self.rows(name)
            for row in rows:
                row["currency"] = "USD"
            self.put_rows(name, rows)
        (self.market / "cash.csv").write_text(f"currency,amount\nUSD,{CASH}\n", encoding="utf-8")
        (self.market / "fx.csv").write_text("date,USDEUR\n2024-01-02,0.9\n", encoding="utf-8")
        planner = self.market / "planner.toml"
        text = planner.read_text(encoding="utf-8").replace('"EUR"', '"USD"')
        text = re.sub(r"\n\[trading\]\n[^\[]*", "\n", text.replace('"newest-price"', '"today"'))
        text += LIMITS
        planner.write_text(text, encoding="utf-8")
        self.until_today()
        self.always_open()

    def until_today(self):
        """Moves every price by as many days as the newest one is old."""
        rows = self.rows("prices")
        days = TODAY - max(datetime.date.fromisoformat(row["date"]) for row in rows)
        for row in rows:
            row["date"] = (datetime.date.fromisoformat(row["date"]) + days).isoformat()
        self.put_rows("prices", rows)

    def always_open(self):
        """Exchanges where it is about noon, and that trade on weekends."""
        offset = 12 - datetime.datetime.now(datetime.timezone.utc).hour
        zone = f"Etc/GMT{'-' if offset >= 0 else '+'}{abs(offset)}"
        days = [(TODAY + datetime.timedelta(days=days)).isoformat() for days in range(-1, 3)]
        tables = [f'[{name}]\nzone = "{zone}"\nopen = "00:00"\nclose = "23:59"\n'
                  f"trades = {json.dumps(days)}\n"
                  for name in sorted({row["exchange"] for row in self.rows("securities")})]
        (self.market / "exchanges.toml").write_text("\n".join(tables), encoding="utf-8")

    def prices(self):
        return {row["symbol"]: row["close"] for row in self.rows("prices")}

    def name_broker(self):
        keys = list(fake_server.KEYS.values())
        path = pathlib.Path(self.write(
            "alpaca.key", f'key_id = "{keys[0]}"\nsecret = "{keys[1]}"\n'))
        path.chmod(0o600)
        self.environment["BALLAST_BROKERAGE"] = self.write(
            "brokerage.toml", 'broker = "alpaca"\nlook_up_after_ms = [100, 200, 300]\n'
            f'ask_every_ms = {self.ask_every_ms}\n[alpaca]\nstream = {self.stream}\n'
            f'base_url = "http://127.0.0.1:{self.lease.first}"\nkey_file = "alpaca.key"\n')

    def ask(self, *words):
        ran = self.run(*words, "--json")
        if ran.returncode not in (bench.DONE, bench.DEGRADED):
            raise AssertionError(f"{words}: {ran.stdout}{ran.stderr}")
        return json.loads(ran.stdout)

    def orders(self):
        """What the journal says: id, state, billionths filled."""
        with sqlite3.connect(f"file:{self.state / 'trading.db'}?mode=ro", uri=True) as store:
            return store.execute("SELECT order_id, state, filled FROM placed_order").fetchall()

    def all_over(self):
        return all(state in OVER for _, state, _ in self.orders())

    def end(self):
        if self.ended:
            return
        self.ended = True
        super().end()
        self.server.close()
        self.lease.close()


class DollarTest(unittest.TestCase):
    """Tests that share a household whose actors run."""

    ask_every_ms = 100
    stream = "true"

    @classmethod
    def setUpClass(cls):
        cls.home = DollarHome(cls.ask_every_ms, cls.stream)
        cls.addClassCleanup(cls.home.end)
        cls.home.start_all()
        ran = cls.home.run("import", "all", str(cls.home.market))
        if ran.returncode != bench.DONE:
            raise AssertionError(ran.stderr)
        cls.steps = []

    def step(self):
        """A plan and a step of it that every check lets pass, and that was not asked for yet."""
        for _ in range(3):
            while self.steps:
                plan, number = self.steps.pop(0)
                ran = self.home.run("execute", plan, "--step", str(number), "--dry-run", "--json")
                if ran.returncode == bench.DONE:
                    return plan, number
                self.home.refused = ran.stdout + ran.stderr
            plan = self.home.ask("plan")
            count = len(plan["decision"]["steps"])
            self.steps = [(plan["plan_id"], number) for number in range(1, count + 1)]
        raise AssertionError(f"no step may be traded: {self.home.refused}")

    def execute(self):
        """Executes a step; returns the order when everything about it is known."""
        plan, number = self.step()
        self.home.run("execute", plan, "--step", str(number))
        bench.wait_for(self.home.all_over, lambda: f"the order: {self.home.orders()}")
        self.check(f"{plan}/{number}/")
        return next(row for row in self.home.orders() if row[0].startswith(f"{plan}/{number}/"))

    def check(self, prefix):
        """What broker, journal and portfolio say of one step."""
        state = self.home.server.state()
        placed = [row for row in state["placed"] if row["client_order_id"].startswith(prefix)]
        known = [row for row in self.home.orders() if row[0].startswith(prefix)]
        self.assertLessEqual(len(placed), 1, placed)
        self.assertEqual([row["client_order_id"] for row in placed],
                         [name for name, state, _ in known if state in ("filled", "cancelled")])
        held = {}
        for holding in self.home.ask("portfolio")["holdings"]:
            held[holding["symbol"]] = holding["quantity"]
        self.assertEqual(held, {symbol: float(shares)
                                for symbol, shares in state["positions"].items()})
