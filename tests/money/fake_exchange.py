"""A broker's own books for tests, in one SQLite file: orders, fills, cash rows. Orders fill as they
are looked at, in parts and at moments that a seed decides, so that no test waits for a clock."""

import datetime
import decimal
import json
import random
import sqlite3
import uuid

D = decimal.Decimal
OPEN = ("accepted", "new", "partially_filled", "pending_cancel")
SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS asset (symbol TEXT PRIMARY KEY, price TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS placed (
  id TEXT PRIMARY KEY, client_order_id TEXT NOT NULL UNIQUE, symbol TEXT NOT NULL,
  side TEXT NOT NULL, type TEXT NOT NULL, time_in_force TEXT NOT NULL, qty TEXT NOT NULL,
  limit_price TEXT, filled_qty TEXT NOT NULL DEFAULT '0', paid TEXT NOT NULL DEFAULT '0',
  status TEXT NOT NULL, created_at TEXT NOT NULL, replaced_by TEXT, looks INTEGER NOT NULL,
  number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS activity (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL,
  at TEXT NOT NULL, body TEXT NOT NULL, hidden INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS brought (symbol TEXT PRIMARY KEY, qty TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS posted (client_order_id TEXT NOT NULL, answer INTEGER NOT NULL);
"""
DEFAULTS = {"cash": "100000", "seed": "1", "parts_most": "1", "looks_most": "0", "open": "1",
            "skew_seconds": "0", "hide_fills": "0", "cancel_fills": "0", "status": "",
            "shuffle": "0"}


class Refusal(Exception):
    """What the broker says no with."""

    def __init__(self, status, code, message):
        super().__init__(message)
        self.status, self.code, self.message = status, code, message


def plain(number):
    """A decimal text without needless zeros or an exponent."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


class Exchange:
    """One account. Every method is one transaction."""

    def __init__(self, file):
        self.events = []  # not told yet
        self.db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self.db.row_factory = sqlite3.Row
        self.db.execute("PRAGMA journal_mode = WAL")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.executescript(SCHEMA)
        for name, value in DEFAULTS.items():
            self.db.execute("INSERT OR IGNORE INTO setting VALUES (?, ?)", (name, value))

    def __enter__(self):
        self.db.execute("BEGIN IMMEDIATE")
        return self

    def __exit__(self, kind, error, trace):
        self.db.execute("ROLLBACK" if kind not in (None, Refusal) else "COMMIT")

    def setting(self, name):
        return self.db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()[0]

    def set(self, name, value):
        if name not in DEFAULTS:
            raise Refusal(400, 40000000, f"no setting {name}")
        self.db.execute("UPDATE setting SET value = ? WHERE name = ?", (str(value), name))

    def set_price(self, symbol, price):
        self.db.execute("INSERT OR REPLACE INTO asset VALUES (?, ?)", (symbol, price))

    def now(self):
        skew = datetime.timedelta(seconds=float(self.setting("skew_seconds")))
        return datetime.datetime.now(datetime.timezone.utc) + skew

    def stamp(self):
        return self.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")

    # Orders

    def check(self, order):
        """What the broker wants of an order, besides the money."""
        asset = self.db.execute("SELECT * FROM asset WHERE symbol = ?",
                                (order.get("symbol"),)).fetchone()
        if asset is None:
            raise Refusal(422, 42210000, f"asset {order.get('symbol')!r} not found")
        if order.get("side") not in ("buy", "sell") or order.get("type") not in ("market", "limit"):
            raise Refusal(422, 42210000, "invalid side or type")
        if order.get("time_in_force") not in ("day", "gtc"):
            raise Refusal(422, 42210000, "invalid time_in_force")
        quantity = self.number(order.get("qty"), "qty")
        if quantity != quantity.to_integral_value() and order["time_in_force"] != "day":
            raise Refusal(422, 42210000, "fractional orders must be DAY orders")
        if (order["type"] == "limit") != ("limit_price" in order):
            raise Refusal(422, 42210000, "limit orders require a limit price")
        price = D(asset["price"])
        if "limit_price" in order:
            limit = self.number(order["limit_price"], "limit_price")
            if limit != round(limit, 2 if limit >= 1 else 4):
                raise Refusal(422, 42210000, f"invalid limit_price {order['limit_price']}. sub-"
                              "penny increment does not fulfill minimum pricing criteria")
            price = limit
        return quantity, price

    @staticmethod
    def number(text, name):
        try:
            value = D(text) if isinstance(text, str) else D("nan")
        except decimal.InvalidOperation:
            value = D("nan")
        if not value.is_finite() or value <= 0:
            raise Refusal(422, 42210000, f"{name} must be a decimal text above 0")
        return value

    def note(self, event, order_id, **more):
        row = self.by_id(order_id)
        order = {name: row[name] for name in (
            "id", "client_order_id", "symbol", "side", "qty", "filled_qty", "status")}
        at = self.stamp()
        self.events.append({"event": event, "execution_id": str(uuid.uuid4()), "order": order,
                            "timestamp": at, **more})

    def take_events(self):
        events, self.events = self.events, []
        return events

    def submit(self, order):
        client_id = order.get("client_order_id") or str(uuid.uuid4())
        if len(client_id) > 128:
            raise Refusal(422, 40010001, "client_order_id must be no more than 128 characters")
        quantity, price = self.check(order)
        if self.by_client_id(client_id):
            raise Refusal(422, 40010001, "client_order_id must be unique")
        if order["side"] == "buy" and quantity * price > self.cash() - self.reserved():
            raise Refusal(403, 40310000, "insufficient buying power")
        held = self.positions().get(order["symbol"], (D(0), D(0)))[0]
        if order["side"] == "sell" and quantity > held - self.promised(order["symbol"]):
            raise Refusal(403, 40310000, "insufficient qty available for order (requested: "
                          f"{plain(quantity)}, available: {plain(held)})")
        number = self.db.execute("SELECT count(*) FROM placed").fetchone()[0] + 1
        self.db.execute(
            "INSERT INTO placed (id, client_order_id, symbol, side, type, time_in_force, qty,"
            " limit_price, status, created_at, looks, number) VALUES (?,?,?,?,?,?,?,?,?,?,0,?)",
            (str(uuid.uuid4()), client_id, order["symbol"], order["side"], order["type"],
             order["time_in_force"], plain(quantity), order.get("limit_price"),
             "accepted" if self.setting("open") == "0" else "new", self.stamp(), number))
        row = self.by_client_id(client_id)
        self.note("new", row["id"])
        self.advance(row)
        return self.by_client_id(client_id)

    def by_client_id(self, client_id):
        return self.db.execute("SELECT * FROM placed WHERE client_order_id = ?",
                               (client_id,)).fetchone()

    def by_id(self, order_id):
        return self.db.execute("SELECT * FROM placed WHERE id = ?", (order_id,)).fetchone()

    def orders(self, status):
        rows = self.db.execute("SELECT * FROM placed ORDER BY number DESC").fetchall()
        wanted = {"open": lambda row: row["status"] in OPEN,
                  "closed": lambda row: row["status"] not in OPEN, "all": lambda row: True}
        return [row for row in rows if wanted[status](row)]

    def look(self):
        """Whoever asks for anything makes time pass for every open order."""
        for row in self.orders("open"):
            self.advance(row)

    def advance(self, row):
        """The seed and the order's number decide in how many parts it fills, and after how many
        looks each of them."""
        self.db.execute("UPDATE placed SET looks = looks + 1 WHERE id = ?", (row["id"],))
        if self.setting("open") == "0":
            return
        chance = random.Random(f"{self.setting('seed')}/{row['number']}")
        parts = chance.randint(1, int(self.setting("parts_most")))
        due = sorted(chance.randint(0, int(self.setting("looks_most"))) for _ in range(parts))
        whole = D(row["qty"])
        unit = D(1) if whole == whole.to_integral_value() else D("0.000000001")
        cuts = sorted(chance.randint(1, int(whole / unit)) for _ in range(parts - 1))
        ends = [cut * unit for cut in cuts] + [whole]
        for end, look in zip(ends, due):
            if row["looks"] >= look and end > D(row["filled_qty"]):
                self.fill(row["id"], end - D(row["filled_qty"]))
                row = self.by_id(row["id"])

    def fill(self, order_id, quantity):
        row = self.by_id(order_id)
        price = D(self.db.execute("SELECT price FROM asset WHERE symbol = ?",
                                  (row["symbol"],)).fetchone()[0])
        filled = D(row["filled_qty"]) + quantity
        done = filled == D(row["qty"])
        status = "filled" if done else row["status"] if row["status"] == "pending_cancel" \
            else "partially_filled"
        self.db.execute("UPDATE placed SET filled_qty = ?, paid = ?, status = ? WHERE id = ?",
                        (plain(filled), plain(D(row["paid"]) + quantity * price), status, order_id))
        at = self.stamp()
        self.add_activity("FILL", at, {
            "activity_type": "FILL", "cum_qty": plain(filled),
            "leaves_qty": plain(D(row["qty"]) - filled), "price": plain(price),
            "qty": plain(quantity), "side": row["side"], "symbol": row["symbol"],
            "order_id": order_id, "order_status": status, "transaction_time": at,
            "type": "fill" if done else "partial_fill"})
        self.note("fill" if done else "partial_fill", order_id, price=plain(price),
                  qty=plain(quantity), position_qty=plain(filled))

    def cancel(self, order_id):
        """204, and then perhaps what is left fills all the same."""
        row = self.by_id(order_id)
        if row is None:
            raise Refusal(404, 40410000, f"order not found for {order_id}")
        if row["status"] not in OPEN:
            raise Refusal(422, 42210000, f"order is already in \"{row['status']}\" state")
        if self.setting("cancel_fills") == "1":
            self.fill(order_id, D(row["qty"]) - D(row["filled_qty"]))
        else:
            self.db.execute("UPDATE placed SET status = 'canceled' WHERE id = ?", (order_id,))
            self.note("canceled", order_id)

    # Cash, positions, activities

    def trades(self):
        return self.db.execute("SELECT * FROM placed WHERE filled_qty <> '0'").fetchall()

    def cash(self):
        total = D(self.setting("cash"))
        for row in self.trades():
            total += -D(row["paid"]) if row["side"] == "buy" else D(row["paid"])
        return total

    def reserved(self):
        total = D(0)
        for row in self.orders("open"):
            if row["side"] == "buy":
                price = D(row["limit_price"] or self.db.execute(
                    "SELECT price FROM asset WHERE symbol = ?", (row["symbol"],)).fetchone()[0])
                total += (D(row["qty"]) - D(row["filled_qty"])) * price
        return total

    def promised(self, symbol):
        return sum((D(row["qty"]) - D(row["filled_qty"]) for row in self.orders("open")
                    if row["side"] == "sell" and row["symbol"] == symbol), D(0))

    def bring(self, symbol, quantity):
        """Shares that were there before the account traded, at no cost."""
        self.db.execute("INSERT OR REPLACE INTO brought VALUES (?, ?)", (symbol, quantity))

    def positions(self):
        """Quantity and what it cost, by symbol."""
        held = {row["symbol"]: (D(row["qty"]), D(0))
                for row in self.db.execute("SELECT * FROM brought")}
        for row in self.trades():
            sign = 1 if row["side"] == "buy" else -1
            quantity, cost = held.get(row["symbol"], (D(0), D(0)))
            held[row["symbol"]] = (quantity + sign * D(row["filled_qty"]),
                                   cost + sign * D(row["paid"]))
        return {symbol: parts for symbol, parts in held.items() if parts[0] != 0}

    def add_activity(self, kind, at, body):
        count = self.db.execute("SELECT count(*) FROM activity").fetchone()[0] + 1
        digits = "".join(c for c in at if c.isdigit())[:17].ljust(17, "0")
        body = {"id": f"{digits}::{count:08d}", **body}
        hidden = int(self.setting("hide_fills")) if kind == "FILL" else 0
        self.db.execute("INSERT INTO activity (id, type, at, body, hidden) VALUES (?,?,?,?,?)",
                        (body["id"], kind, at, json.dumps(body), hidden))
        return body["id"]
