"""Data services of a test's own, on a free port of loopback: what they answer is what the test puts
into `bars`, `actions`, `candles`, `quotes`, `rates`, `broken`; what they were asked is in
`asked`."""

import datetime
import http.server
import json
import threading
import urllib.parse

DAY_MS = 86_400_000


def day_before(count):
    """The day so long ago, by UTC."""
    return datetime.datetime.now(datetime.timezone.utc).date() - datetime.timedelta(days=count)


def ms_of(day):
    return (day - datetime.date(1970, 1, 1)).days * DAY_MS


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        services = self.server.services
        url = urllib.parse.urlsplit(self.path)
        query = {name: values[0] for name, values in urllib.parse.parse_qs(url.query).items()}
        services.asked.append((url.path, query, dict(self.headers)))
        status, text = services.answer(url.path, query)
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Services:
    def __init__(self):
        self.bars = {}      # symbol: {adjustment: {day: (open, high, low, close)}}
        self.candles = {}   # symbol: {day: close}, today's too
        self.actions = {}   # symbol: {kind: [{...}]}
        self.quotes = {}    # symbol: (bid, ask, bid size, ask size), of now
        self.rates = {}     # day: {currency: rate}
        self.broken = {}    # path: (status, text)
        self.asked = []
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.services = self
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path, query):
        if path in self.broken:
            return self.broken[path]
        answers = {"/v2/stocks/bars": self.alpaca, "/v1/corporate-actions": self.corporate,
                   "/v2/stocks/quotes/latest": self.latest, "/api/v3/klines": self.klines,
                   "/api/v3/ticker/bookTicker": self.ticker,
                   "/api/v3/time": self.time, "/api/v3/exchangeInfo": self.limits,
                   "/eurofxref-hist.xml": self.ecb, "/eurofxref-hist-90d.xml": self.ecb}
        return answers[path](query) if path in answers else (404, "no such page")

    def alpaca(self, query):
        days = self.bars.get(query["symbols"], {}).get(query["adjustment"], {})
        rows = [{"t": f"{day}T05:00:00Z", "o": o, "h": h, "l": l, "c": c, "v": 1000}
                for day, (o, h, l, c) in sorted(days.items())
                if query["start"] <= str(day) <= query["end"]]
        first = int(query.get("page_token", "0"))
        page = rows[first:first + 7]  # a small page, so that there are several
        following = str(first + 7) if first + 7 < len(rows) else None
        return 200, json.dumps({"bars": {query["symbols"]: page} if page else {},
                                "next_page_token": following})

    def corporate(self, query):
        return 200, json.dumps({"corporate_actions": self.actions.get(query["symbols"], {}),
                                "next_page_token": None})

    def latest(self, query):
        now = datetime.datetime.now(datetime.timezone.utc)
        known = {symbol: self.quotes[symbol] for symbol in query["symbols"].split(",")
                 if symbol in self.quotes}
        return 200, json.dumps({"quotes": {
            symbol: {"t": now.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), "bp": bid, "ap": ask,
                     "bs": bids, "as": asks}
            for symbol, (bid, ask, bids, asks) in known.items()}})

    def ticker(self, query):
        if query["symbol"] not in self.quotes:
            return 400, '{"code":-1121,"msg":"Invalid symbol."}'
        bid, ask, bids, asks = self.quotes[query["symbol"]]
        return 200, json.dumps({"symbol": query["symbol"], "bidPrice": str(bid),
                                "bidQty": str(bids), "askPrice": str(ask), "askQty": str(asks)})

    def klines(self, query):
        if query["symbol"] not in self.candles:
            return 400, '{"code":-1121,"msg":"Invalid symbol."}'
        rows = [[ms_of(day), str(close), str(close), str(close), str(close), "5.0",
                 ms_of(day) + DAY_MS - 1, "1", 1, "1", "1", "0"]
                for day, close in sorted(self.candles[query["symbol"]].items())
                if int(query["startTime"]) <= ms_of(day) <= int(query["endTime"])]
        return 200, json.dumps(rows)

    @staticmethod
    def time(_):
        now = datetime.datetime.now(datetime.timezone.utc).timestamp()
        return 200, json.dumps({"serverTime": int(now * 1000)})

    @staticmethod
    def limits(_):
        return 200, json.dumps({"rateLimits": [
            {"rateLimitType": "REQUEST_WEIGHT", "interval": "MINUTE", "intervalNum": 1,
             "limit": 6000}]})

    def ecb(self, _):
        days = "".join(
            f"<Cube time='{day}'>" + "".join(f"<Cube currency='{currency}' rate='{rate}'/>"
                                             for currency, rate in rates.items()) + "</Cube>"
            for day, rates in sorted(self.rates.items(), reverse=True))
        return 200, ("<?xml version='1.0'?><gesmes:Envelope xmlns:gesmes='g' xmlns='e'><Cube>"
                     f"{days}</Cube></gesmes:Envelope>")
