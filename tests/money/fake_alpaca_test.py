"""The fake broker does what the real one does on its worst days."""

import contextlib
import datetime
import http.client
import json
import pathlib
import socket
import struct
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "pipeline" / "cli"))

import fake_server  # noqa: E402
import ports  # noqa: E402

BY_ID = "/v2/orders:by_client_order_id?client_order_id="
WAIT_SECONDS = 60
FILLS = "/v2/account/activities?activity_types=FILL&direction=asc&page_size="


class FakeAlpaca(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="ballast-")
        cls.lease = ports.PortLease()
        cls.server = fake_server.FakeServer(cls.lease.first, f"{cls.folder.name}/broker.db")
        cls.server.fake("prices", {"AAPL": "100", "CHEAP": "0.5"})
        cls.numbers = iter(range(1000))

    @classmethod
    def tearDownClass(cls):
        cls.server.close()
        cls.lease.close()
        cls.folder.cleanup()

    def tearDown(self):
        self.server.fake("faults", [])
        self.server.fake("set", {"parts_most": 1, "looks_most": 0, "open": 1, "hide_fills": 0,
                                 "cancel_fills": 0, "status": "", "shuffle": 0, "skew_seconds": 0})

    def order(self, **changed):
        return {"symbol": "AAPL", "qty": "10", "side": "buy", "type": "market",
                "time_in_force": "day", "client_order_id": f"id-{next(self.numbers)}", **changed}

    def place(self, **changed):
        status, placed = self.server.told("POST", "/v2/orders", self.order(**changed))
        self.assertEqual(status, 200, placed)
        return placed

    def refused(self, status, **changed):
        told, error = self.server.told("POST", "/v2/orders", self.order(**changed))
        self.assertEqual(told, status, error)
        self.assertIn("message", error)
        return error

    def fault(self, what, method="POST", path="/v2/orders"):
        self.server.fake("faults", [{"method": method, "path": path, "nth": 1, "do": what}])

    def test_a_wrong_key_is_refused(self):
        self.assertEqual(self.server.ask("GET", "/v2/account", keys={})[0], 401)

    def test_orders_that_cannot_be_are_refused(self):
        self.refused(422, symbol="NONE")
        self.refused(422, qty=10)
        self.refused(422, qty="-1")
        self.refused(422, qty="0.5", time_in_force="gtc")
        self.refused(422, type="limit", limit_price="100.123")
        self.refused(403, qty="1000000")
        self.refused(403, side="sell", symbol="CHEAP", qty="1")
        self.place(symbol="CHEAP", qty="1", type="limit", limit_price="0.5001")

    def test_an_id_is_good_for_one_order_for_ever(self):
        first = self.place()
        self.refused(422, client_order_id=first["client_order_id"])

    def test_an_order_may_be_there_though_nobody_said_so(self):
        for fault in ("drop_after", "500_after", "page", "cut"):
            self.fault(fault)
            order = self.order()
            with contextlib.suppress(http.client.HTTPException, ConnectionError):
                self.assertNotEqual(self.server.ask("POST", "/v2/orders", order)[0], 204)
            self.assertEqual(self.server.told("GET", BY_ID + order["client_order_id"])[0], 200)
        for fault in ("drop", "500", "429"):
            self.fault(fault)
            order = self.order()
            with contextlib.suppress(http.client.HTTPException, ConnectionError):
                self.server.ask("POST", "/v2/orders", order)
            self.assertEqual(self.server.told("GET", BY_ID + order["client_order_id"])[0], 404)

    def test_who_asks_too_often_is_told_when_to_come_back(self):
        self.fault("429", "GET", "/v2/account")
        status, headers, _ = self.server.ask("GET", "/v2/account")
        self.assertEqual((status, headers["X-RateLimit-Remaining"]), (429, "0"))
        self.assertGreater(int(headers["X-RateLimit-Reset"]), 1_600_000_000)

    def test_orders_fill_in_parts_and_a_rest_is_cancelled(self):
        self.server.fake("set", {"parts_most": 4, "looks_most": 40, "seed": 3})
        placed = self.place(qty="50")
        for _ in range(30):
            told = self.server.told("GET", BY_ID + placed["client_order_id"])[1]
            if told["status"] == "partially_filled":
                break
        self.assertEqual(told["status"], "partially_filled")
        self.assertEqual(self.server.ask("DELETE", f"/v2/orders/{placed['id']}")[0], 204)
        told = self.server.told("GET", BY_ID + placed["client_order_id"])[1]
        self.assertEqual(told["status"], "canceled")
        self.assertEqual(self.server.ask("DELETE", f"/v2/orders/{placed['id']}")[0], 422)
        self.assertEqual(self.server.ask("DELETE", "/v2/orders/none")[0], 404)
        filled = sum(float(fill["qty"]) for fill in self.fills(placed["id"]))
        self.assertEqual(filled, float(told["filled_qty"]))

    def fills(self, order_id, page=100):
        rows = self.server.told("GET", FILLS + str(page))[1]
        return [row for row in rows if row["order_id"] == order_id]

    def test_cancelling_may_come_too_late(self):
        self.server.fake("set", {"looks_most": 1000, "seed": 5, "cancel_fills": 1})
        placed = self.place()
        self.assertEqual(self.server.ask("DELETE", f"/v2/orders/{placed['id']}")[0], 204)
        told = self.server.told("GET", BY_ID + placed["client_order_id"])[1]
        self.assertEqual((told["status"], told["filled_qty"]), ("filled", "10"))

    def test_fills_come_late_twice_and_out_of_order(self):
        self.server.fake("set", {"hide_fills": 2})
        placed = self.place()
        self.assertEqual(self.fills(placed["id"]), [])
        self.assertEqual(len(self.fills(placed["id"])), 1)
        self.server.fake("set", {"hide_fills": 0, "shuffle": 1})
        for _ in range(5):
            self.place(qty="1")
        rows, token = [], ""
        while page := self.server.told("GET", f"{FILLS}4&page_token={token}")[1]:
            rows += [row["id"] for row in page]
            if token == page[-1]["id"]:
                break
            token = page[-1]["id"]
        known = [row["id"] for row in self.server.state()["activity"] if row["type"] == "FILL"]
        self.assertEqual(set(rows), set(known))
        self.assertGreater(len(rows), len(known))
        self.assertNotEqual(rows, sorted(rows))

    def test_clocks_differ_and_days_are_halved(self):
        self.server.fake("set", {"skew_seconds": -5})
        told = self.server.told("GET", "/v2/clock")[1]
        behind = datetime.datetime.now(datetime.timezone.utc) - \
            datetime.datetime.fromisoformat(told["timestamp"])
        self.assertGreater(behind.total_seconds(), 4)
        days = self.server.told("GET", "/v2/calendar?start=2026-11-25&end=2026-11-29")[1]
        self.assertEqual([(day["date"], day["close"]) for day in days],
                         [("2026-11-25", "16:00"), ("2026-11-27", "13:00")])

    def test_closed_markets_queue_and_statuses_may_be_unknown(self):
        self.server.fake("set", {"open": 0})
        placed = self.place()
        self.assertEqual(placed["status"], "accepted")
        self.server.fake("set", {"status": "waiting_for_godot"})
        told = self.server.told("GET", BY_ID + placed["client_order_id"])[1]
        self.assertEqual(told["status"], "waiting_for_godot")

    @contextlib.contextmanager
    def listening(self):
        """A client of the stream, and what reads its next message."""
        with socket.create_connection(("127.0.0.1", self.lease.first), WAIT_SECONDS) as line, \
                line.makefile("rb") as told:
            line.sendall(b"GET /stream HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n"
                         b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            head = b"".join(iter(told.readline, b"\r\n"))
            self.assertIn(b"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head)

            def say(message):
                data = json.dumps(message).encode()
                line.sendall(bytes([0x81, 0x80 | 126]) + struct.pack(">HI", len(data), 0) + data)

            def hear():
                length = told.read(2)[1]
                length = struct.unpack(">H", told.read(2))[0] if length == 126 else length
                return json.loads(told.read(length))["data"]

            keys = fake_server.KEYS.values()
            say({"action": "authenticate", "data": dict(zip(("key_id", "secret_key"), keys))})
            self.assertEqual(hear()["status"], "authorized")
            say({"action": "listen", "data": {"streams": ["trade_updates"]}})
            self.assertEqual(hear()["streams"], ["trade_updates"])
            yield hear

    def test_events_are_told_in_every_weather(self):
        with self.listening() as hear:
            self.place()
            self.assertEqual([hear()["event"], hear()["event"]], ["new", "fill"])
            self.server.fake("stream", {"weather": "backwards"})
            self.place()
            self.server.fake("stream", {"weather": "twice"})
            self.assertEqual([hear()["event"], hear()["event"]], ["fill", "new"])
            self.place()
            self.assertEqual([hear()["event"] for _ in range(4)], ["new", "new", "fill", "fill"])
            self.server.fake("stream", {"weather": "drop"})
            self.place()
            self.server.fake("stream", {"weather": ""})
            self.server.fake("tell", [{"text": '{"data": "last"}'}])
            self.assertEqual(hear(), "last")

    def test_rows_of_cash_may_be_taken_back(self):
        row = {"activity_type": "DIV", "date": "2026-11-20", "net_amount": "1.02",
               "status": "executed", "symbol": "AAPL", "group_id": "g"}
        self.server.fake("activity", row)
        self.server.fake("activity", {**row, "net_amount": "-1.02", "status": "canceled"})
        rows = self.server.told("GET", "/v2/account/activities?activity_types=DIV&page_size=9")[1]
        self.assertEqual([row["status"] for row in rows], ["canceled", "executed"])


if __name__ == "__main__":
    unittest.main()
