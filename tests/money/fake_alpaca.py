"""Alpaca's trading API for tests: a server of its own whose state lies in a file, and which does
what a broker does on its worst days.

usage: fake_alpaca.py PORT STATE-FILE [KEY SECRET]     ends when its input ends

POST /fake/faults takes a list of {"method", "path", "nth", "do"}: the nth request (from 1, counted
from then on) of that method whose path begins so meets with a fault:
  drop         the connection ends before anything was done
  drop_after   it was done, then the connection ends
  500, 500_after, 429, page (HTML with 200), cut (half of the answer)
POST /fake/set, /fake/prices, /fake/holdings, /fake/activity, /fake/look (time passes) and
/fake/submit (an order by another hand) change the state and tell it, as GET /fake/state does; in it
"asked" is every request that had a route, in order. What happens to orders is told at /stream: see
fake_stream.py.
"""

import datetime
import http.server
import json
import pathlib
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

from fake_exchange import D, Exchange, Refusal, plain  # noqa: E402
from fake_stream import Stream  # noqa: E402

HALF_DAYS = {"2026-11-27", "2026-12-24"}
HOLIDAYS = {"2026-11-26", "2026-12-25", "2027-01-01"}


class Faults:
    """Which request meets with what."""

    def __init__(self):
        self.rules = []

    def take(self, method, path):
        for rule in self.rules:
            if rule["method"] == method and path.startswith(rule["path"]) and rule["nth"] > 0:
                rule["nth"] -= 1
                if rule["nth"] == 0:
                    return rule["do"]
        return None


class Broken(Exception):
    """The connection ends here."""


class Broker(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, port, file, key, secret):
        self.exchange = Exchange(file)
        self.key, self.secret = key, secret
        self.faults = Faults()
        self.stream = Stream(key, secret)
        self.asked_at = time.monotonic()
        self.asked = []
        self.lock = threading.Lock()
        super().__init__(("127.0.0.1", port), Answer)


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words):
        pass

    def do_GET(self):
        self.serve()

    def do_POST(self):
        self.serve()

    def do_DELETE(self):
        self.serve()

    def serve(self):
        url = urllib.parse.urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        raw = self.rfile.read(length)
        if url.path == "/stream":
            return self.server.stream.serve(self)
        try:
            with self.server.lock:
                fault = self.server.faults.take(self.command, url.path)
                if fault == "drop":
                    raise Broken
                if fault in ("500", "429"):
                    return self.tell(int(fault), {"code": 0, "message": "not now"})
                status, body = self.answer(url, raw)
                self.server.stream.tell(self.server.exchange.take_events())
            if fault == "drop_after":
                raise Broken
            if fault == "500_after":
                return self.tell(500, {"code": 50010000, "message": "internal server error"})
            if fault == "page":
                return self.send(200, b"<!DOCTYPE html><html>prove that you are human</html>")
            self.tell(status, body, cut=fault == "cut")
        except Broken:
            self.close_connection = True
            self.connection.close()

    def tell(self, status, body, cut=False):
        data = b"" if body is None else json.dumps(body).encode()
        self.send(status, data[:len(data) // 2] if cut else data)

    def send(self, status, data):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        if status == 429:
            self.send_header("X-RateLimit-Limit", "200")
            self.send_header("X-RateLimit-Remaining", "0")
            self.send_header("X-RateLimit-Reset", str(int(time.time()) + 1))
        self.end_headers()
        self.wfile.write(data)

    def answer(self, url, raw):
        query = dict(urllib.parse.parse_qsl(url.query))
        try:
            body = json.loads(raw) if raw else {}
            with self.server.exchange as exchange:
                if url.path.startswith("/fake/"):
                    return 200, self.change(exchange, url.path.removeprefix("/fake/"), body)
                if (self.headers.get("APCA-API-KEY-ID") != self.server.key or
                        self.headers.get("APCA-API-SECRET-KEY") != self.server.secret):
                    raise Refusal(401, 40110000, "request is not authorized")
                return self.route(exchange, url.path, query, body)
        except Refusal as refusal:
            return refusal.status, {"code": refusal.code, "message": refusal.message}
        except json.JSONDecodeError:
            return 400, {"code": 40010000, "message": "request body format is invalid"}

    def route(self, exchange, path, query, body):
        self.server.asked_at = time.monotonic()
        self.server.asked.append(f"{self.command} {urllib.parse.unquote_plus(self.path)}")
        if self.command == "POST" and path == "/v2/orders":
            return 200, self.submit(exchange, body)
        if self.command == "DELETE" and path.startswith("/v2/orders/"):
            exchange.cancel(path.rsplit("/", 1)[1])
            return 204, None
        if self.command != "GET":
            raise Refusal(404, 40410000, "endpoint not found")
        exchange.look()
        if path == "/v2/orders":
            limit = min(int(query.get("limit", 50)), 500)
            rows = exchange.orders(query.get("status", "open"))[:limit]
            return 200, [self.order(exchange, row) for row in rows]
        if path == "/v2/orders:by_client_order_id":
            return 200, self.order(exchange, exchange.by_client_id(query.get("client_order_id")))
        if path.startswith("/v2/orders/"):
            return 200, self.order(exchange, exchange.by_id(path.rsplit("/", 1)[1]))
        if path.startswith("/v2/account/activities"):
            return 200, self.activities(exchange, query)
        plain_answers = {"/v2/account": self.account, "/v2/clock": self.clock,
                         "/v2/positions": self.positions, "/v2/calendar": self.calendar}
        if path not in plain_answers:
            raise Refusal(404, 40410000, "endpoint not found")
        return 200, plain_answers[path](exchange, query)

    @staticmethod
    def submit(exchange, body):
        status = 200
        try:
            return Answer.order(exchange, exchange.submit(body))
        except Refusal as refusal:
            status = refusal.status
            raise
        finally:
            exchange.db.execute("INSERT INTO posted VALUES (?, ?)",
                                (str(body.get("client_order_id")), status))

    @staticmethod
    def order(exchange, row):
        if row is None:
            raise Refusal(404, 40410000, "order not found")
        filled = D(row["filled_qty"])
        odd = exchange.setting("status")
        average = plain(D(row["paid"]) / filled) if filled else None
        known = {name: row[name] for name in (
            "id", "client_order_id", "symbol", "side", "type", "time_in_force", "qty",
            "limit_price", "filled_qty", "created_at", "replaced_by")}
        return {**known, "filled_avg_price": average, "order_class": "", "order_type": row["type"],
                "asset_class": "us_equity", "notional": None, "legs": None, "stop_price": None,
                "submitted_at": row["created_at"], "updated_at": row["created_at"],
                "extended_hours": False, "status": odd or row["status"]}

    @staticmethod
    def account(exchange, _query):
        cash = exchange.cash()
        worth = sum((parts[1] for parts in exchange.positions().values()), D(0))
        return {"id": "fake", "account_number": "PA1", "status": "ACTIVE", "currency": "USD",
                "cash": plain(cash), "equity": plain(cash + worth),
                "buying_power": plain(cash - exchange.reserved()), "trading_blocked": False,
                "account_blocked": False, "transfers_blocked": False, "multiplier": "1"}

    @staticmethod
    def positions(exchange, _query):
        return [{"symbol": symbol, "qty": plain(quantity), "side": "long",
                 "asset_class": "us_equity", "avg_entry_price": plain(abs(cost / quantity)),
                 "market_value": plain(cost), "cost_basis": plain(cost)}
                for symbol, (quantity, cost) in sorted(exchange.positions().items())]

    @staticmethod
    def clock(exchange, _query):
        now = exchange.now()
        zone = datetime.timezone(datetime.timedelta(hours=-5))
        later = (now + datetime.timedelta(hours=hours) for hours in (20, 4))
        opens, closes = (moment.astimezone(zone).isoformat() for moment in later)
        return {"timestamp": now.astimezone(zone).isoformat(),
                "is_open": exchange.setting("open") == "1", "next_open": opens,
                "next_close": closes}

    @staticmethod
    def calendar(_exchange, query):
        day = datetime.date.fromisoformat(query.get("start", "2026-11-01"))
        last = datetime.date.fromisoformat(query.get("end", "2026-12-31"))
        rows = []
        while day <= last:
            if day.weekday() < 5 and day.isoformat() not in HOLIDAYS:
                close = "13:00" if day.isoformat() in HALF_DAYS else "16:00"
                rows.append({"date": day.isoformat(), "open": "09:30", "close": close})
            day += datetime.timedelta(days=1)
        return rows

    @staticmethod
    def activities(exchange, query):
        """Rows may be hidden for a while, come on two pages, and come the newest first."""
        exchange.db.execute("UPDATE activity SET hidden = max(0, hidden - 1)")
        rows = exchange.db.execute("SELECT * FROM activity WHERE hidden = 0 ORDER BY number")
        kinds = query.get("activity_types")
        rows = [row for row in rows if not kinds or row["type"] in kinds.split(",")]
        if query.get("category") == "non_trade_activity":
            rows = [row for row in rows if row["type"] != "FILL"]
        rows = [row for row in rows if row["at"] > query.get("after", "")]
        if query.get("direction", "desc") == "desc":
            rows.reverse()
        ids = [row["id"] for row in rows]
        begin = ids.index(query["page_token"]) + 1 if query.get("page_token") in ids else 0
        shuffled = exchange.setting("shuffle") == "1"
        if shuffled and begin > 0:
            begin -= 1
        page = [json.loads(row["body"]) for row in rows[begin:begin + int(query["page_size"])]]
        if shuffled and len(page) > 2:
            page = page[-2::-1] + page[:1] + page[-1:]
        return page

    def change(self, exchange, what, body):
        if what == "faults":
            self.server.faults.rules = body
        elif what == "set":
            for name, value in body.items():
                exchange.set(name, value)
        elif what == "prices":
            for symbol, price in body.items():
                exchange.set_price(symbol, price)
        elif what == "holdings":
            for symbol, quantity in body.items():
                exchange.bring(symbol, quantity)
        elif what == "activity":
            return {"id": exchange.add_activity(body["activity_type"], exchange.stamp(), body)}
        elif what == "look":
            exchange.look()
        elif what == "stream":
            self.server.stream.change(body["weather"])
        elif what == "tell":
            self.server.stream.tell_raw(body)
        elif what == "submit":
            return self.order(exchange, exchange.submit(body))
        elif what != "state":
            raise Refusal(404, 40410000, "endpoint not found")
        tables = {table: [dict(row) for row in exchange.db.execute(f"SELECT * FROM {table}")]
                  for table in ("placed", "activity", "posted")}
        return {**tables, "cash": plain(exchange.cash()),
                "listeners": len(self.server.stream.listeners()),
                "asked": self.server.asked,
                "quiet_seconds": time.monotonic() - self.server.asked_at,
                "positions": {symbol: plain(parts[0])
                              for symbol, parts in exchange.positions().items()}}


def main():
    port, file, *keys = sys.argv[1:]
    key, secret = keys if keys else ("key", "secret")
    broker = Broker(int(port), file, key, secret)
    threading.Thread(target=broker.serve_forever, daemon=True).start()
    sys.stdin.read()


if __name__ == "__main__":
    main()
