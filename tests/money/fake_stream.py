"""The fake broker's stream of trade_updates: a WebSocket (RFC 6455) in every weather.

POST /fake/stream takes {"weather": one of these}; the next one ends it:
  ""           each event is told once, as it happens
  hold         events are kept, and told when the weather changes
  backwards    as hold, and then the newest first
  twice        each event is told twice
  drop         events are told to nobody
  silent       the connection stands, and nothing is said or answered
  cut          half of an event, then the connection ends
  refuse       every connection ends, and none is taken
POST /fake/tell takes a list of {"text"}, {"binary"} (messages) and {"raw"} (bytes in hexadecimal
where a frame would begin), told to whoever listens.
"""

import base64
import hashlib
import json
import struct
import threading

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
WEATHERS = ("", "hold", "backwards", "twice", "drop", "silent", "cut", "refuse")


def accept_of(key):
    return base64.b64encode(hashlib.sha1(key.encode() + GUID).digest()).decode()


def frame(kind, payload):
    """As a server sends it: whole and not masked."""
    if len(payload) < 126:
        return bytes([0x80 | kind, len(payload)]) + payload
    return bytes([0x80 | kind, 126]) + struct.pack(">H", len(payload)) + payload


class Listener:
    """One connection, after its greeting."""

    def __init__(self, handler):
        self.handler = handler
        self.listens = False

    def send(self, data):
        try:
            self.handler.wfile.write(data)
        except OSError:
            self.listens = False

    def tell(self, kind, message):
        self.send(frame(kind, json.dumps(message).encode()))

    def hang_up(self):
        self.listens = False
        try:
            self.handler.connection.shutdown(2)
        except OSError:
            pass  # it is gone already

    def read(self, size):
        data = self.handler.rfile.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def frames(self):
        """What a client sends: short, and masked."""
        while True:
            first, second = self.read(2)
            if second < 0x80 or second & 0x7F > 126:
                raise EOFError
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", self.read(2))[0]
            mask = self.read(4)
            data = self.read(length)
            yield first & 0x0F, bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))


class Stream:
    def __init__(self, key, secret):
        self.keys = {"key_id": key, "secret_key": secret}
        self.lock = threading.RLock()
        self.weather = ""
        self.held = []
        self.connections = []

    def listeners(self):
        return [one for one in self.connections if one.listens]

    def change(self, weather):
        if weather not in WEATHERS:
            raise ValueError(weather)
        with self.lock:
            held = self.held[::-1] if self.weather == "backwards" else self.held
            self.weather, self.held = "", []
            self.tell(held)
            self.weather = weather
            if weather == "refuse":
                for one in self.connections:
                    one.hang_up()

    def tell(self, events):
        with self.lock:
            for event in events:
                self.tell_one(event)

    def tell_one(self, event):
        if self.weather in ("hold", "backwards"):
            self.held.append(event)
        if self.weather not in ("", "twice", "cut"):
            return
        data = frame(BINARY, json.dumps({"stream": "trade_updates", "data": event}).encode())
        for one in self.listeners():
            if self.weather == "cut":
                one.send(data[:len(data) // 2])
                one.hang_up()
            else:
                one.send(data * (2 if self.weather == "twice" else 1))

    def tell_raw(self, pieces):
        with self.lock:
            for one in self.listeners():
                for piece in pieces:
                    if "raw" in piece:
                        one.send(bytes.fromhex(piece["raw"]))
                    else:
                        one.send(frame(TEXT if "text" in piece else BINARY,
                                       next(iter(piece.values())).encode()))

    def serve(self, handler):
        """Takes a connection over, and returns with its end."""
        key = handler.headers.get("Sec-WebSocket-Key")
        if key is None or self.weather == "refuse":
            return handler.send(403, b"{}")
        handler.send_response(101)
        for name, value in (("Upgrade", "websocket"), ("Connection", "Upgrade"),
                            ("Sec-WebSocket-Accept", accept_of(key))):
            handler.send_header(name, value)
        handler.end_headers()
        listener = Listener(handler)
        with self.lock:
            self.connections.append(listener)
        try:
            for kind, payload in listener.frames():
                with self.lock:
                    if self.weather != "silent" and not self.hear(listener, kind, payload):
                        break
        except (OSError, EOFError):
            pass  # who hangs up need not say so
        with self.lock:
            self.connections.remove(listener)
        handler.close_connection = True

    def hear(self, listener, kind, payload):
        if kind == PING:
            listener.send(frame(PONG, payload))
        if kind != TEXT:
            return kind != CLOSE
        message = json.loads(payload)
        if message["action"] == "authenticate":
            known = message["data"] == self.keys
            listener.tell(TEXT, {"stream": "authorization", "data": {
                "action": "authenticate", "status": "authorized" if known else "unauthorized"}})
            return known
        listener.tell(BINARY, {"stream": "listening", "data": message["data"]})
        listener.listens = "trade_updates" in message["data"]["streams"]
        return True
