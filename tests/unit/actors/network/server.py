"""A web server that behaves as badly as its paths say, on a free port of loopback that it prints.
It ends with its standard input. With a directory as argument it speaks TLS, with a certificate for
127.0.0.1 that it makes there as cert.pem."""

import base64
import gzip
import hashlib
import http.server
import json
import os
import pathlib
import ssl
import subprocess
import sys
import threading

GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
FRAMES = {"close": b"\x88\x02\x03\xe8", "hang-up": b"", "half": b"\x81\x05Hel",
          "large": b"\x82\x7f\x00\x00\x00\x01\x00\x00\x00\x00", "masked": b"\x81\x81abcda"}


def framed(first, payload):
    size = len(payload)
    head = bytes([size]) if size < 126 else bytes([126]) + size.to_bytes(2, "big")
    return bytes([first]) + head + payload


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def echo(self):
        length = int(self.headers.get("Content-Length") or 0)
        seen = {"method": self.command, "path": self.path, "headers": dict(self.headers),
                "body": self.rfile.read(length).decode()}
        self.answer(200, json.dumps(seen).encode(), [("X-Mixed-Case", " padded ")])

    def redirect(self):
        self.answer(302, b"elsewhere", [("Location", "/echo")])

    def busy(self):
        self.answer(429, b"slow down", [("Retry-After", "7")])

    def large(self):
        self.answer(200, b"x" * (1 << 20))

    def packed(self):
        self.answer(200, gzip.compress(b"x" * (1 << 20)), [("Content-Encoding", "gzip")])

    def wordy(self):
        self.answer(200, b"", [(f"X-Word-{number}", "y" * 1000) for number in range(90)])

    def half(self):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"ten bytes.")
        self.close_connection = True

    def drop(self):
        self.close_connection = True

    def silent(self):
        self.connection.recv(1)  # until the other side gives up
        self.close_connection = True

    # Streams: after the greeting, what the question says.

    def stream(self):
        what = self.path.split("?")[1]
        self.greet("x" if what == "other-key" else "")
        self.close_connection = True
        if what in FRAMES:
            self.wfile.write(FRAMES[what])
        else:
            getattr(self, f"stream_{what}".replace("-", "_"))()
        if what not in ("hang-up", "half"):
            self.rfile.read(1)  # until the other side hangs up

    def greet(self, addition):
        key = self.headers["Sec-WebSocket-Key"] + addition
        accept = base64.b64encode(hashlib.sha1((key + GUID).encode()).digest()).decode()
        self.send_response(101)
        for name, value in (("Upgrade", "websocket"), ("Connection", "Upgrade"),
                            ("Sec-WebSocket-Accept", accept)):
            self.send_header(name, value)
        self.end_headers()

    def stream_other_key(self):
        pass

    def stream_flood(self):
        while True:
            self.wfile.write(framed(0x89, bytes(125)) * 100)

    def stream_ping(self):
        self.wfile.write(framed(0x89, b"are you there"))
        self.wfile.write(framed(0x81, b"the pong was: " + self.heard()[1]))
        self.heard()
        self.wfile.write(framed(0x8A, b""))

    def stream_echo(self):
        while frame := self.heard():
            self.wfile.write(framed(0x81, frame[1]) + framed(0x82, frame[1]))

    def heard(self):
        """The first byte and the payload of a client's frame; nothing at its end."""
        head = self.rfile.read(2)
        if len(head) < 2:
            return None
        size = head[1] & 0x7F
        size = int.from_bytes(self.rfile.read(2), "big") if size == 126 else size
        mask = self.rfile.read(4)
        data = self.rfile.read(size)
        return head[0], bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))

    def do_GET(self):
        getattr(self, self.path.split("?")[0].strip("/"))()

    do_POST = do_PATCH = do_DELETE = do_GET


def with_tls(server, directory):
    key, certificate = directory / "key.pem", directory / "cert.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate,
                    "-days", "2", "-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1"],
                   check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass  # who hangs up on us is a test


def main():
    server = Server(("127.0.0.1", 0), Handler)
    if len(sys.argv) > 1:
        with_tls(server, pathlib.Path(sys.argv[1]))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()
    os._exit(0)


main()
