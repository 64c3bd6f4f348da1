"""A board's router and the microcontroller behind it, on a real socket, for displays that run."""

import contextlib
import socket
import struct
import threading

HELLO = 0x010D0808
NIL, TRUE, FALSE, BIN = 0xC0, 0xC3, 0xC2, 0xC4
WHOLE = {0xCC: ">B", 0xCD: ">H", 0xCE: ">I", 0xCF: ">Q"}


class Incomplete(Exception):
    """There is not yet all of a message."""


def unpack(data, at=0):
    """The value that begins there, and where the next one does; only what displays send."""
    def take(size):
        if at + 1 + size > len(data):
            raise Incomplete
        return data[at + 1:at + 1 + size], at + 1 + size

    if at >= len(data):
        raise Incomplete
    kind = data[at]
    if kind < 0x80:
        return kind, at + 1
    if kind in (NIL, TRUE, FALSE):
        return {NIL: None, TRUE: True, FALSE: False}[kind], at + 1
    if kind in WHOLE:
        raw, end = take(struct.calcsize(WHOLE[kind]))
        return struct.unpack(WHOLE[kind], raw)[0], end
    if 0xA0 <= kind < 0xC0:
        raw, end = take(kind & 0x1F)
        return raw.decode(), end
    if kind == BIN:
        size, _ = take(1)
        raw, end = take(1 + size[0])
        return raw[1:], end
    if 0x90 <= kind < 0xA0:
        items, end = [], at + 1
        for _ in range(kind & 0x0F):
            item, end = unpack(data, end)
            items.append(item)
        return items, end
    raise AssertionError(f"a display sends no {kind:#x}")


def pack(value):
    if value is None or isinstance(value, bool):
        return bytes([{None: NIL, True: TRUE, False: FALSE}[value]])
    if isinstance(value, int):
        return b"\xcf" + struct.pack(">Q", value)
    if isinstance(value, str):
        return bytes([0xA0 | len(value)]) + value.encode()
    return bytes([0x90 | len(value)]) + b"".join(map(pack, value))


class Router(threading.Thread):
    """`answers`: whether the microcontroller does; `port_helps`: whether it does again once its
    port was opened again; `stat`: what it says to hw/stat."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.answers, self.port_helps = True, False
        self.stat = [61_000, 600, 0, 1, 950]
        self.calls, self.frames, self.lights = [], [], {}
        path.parent.mkdir(parents=True, exist_ok=True)
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listener.bind(str(path))
        self.listener.listen()
        self.start()

    def run(self):
        while True:
            try:
                peer, _ = self.listener.accept()
            except OSError:
                return
            with peer, contextlib.suppress(OSError):
                self.serve(peer)

    def serve(self, peer):
        data = b""
        while part := peer.recv(4096):
            data += part
            with contextlib.suppress(Incomplete):
                while True:
                    (_, number, method, words), end = unpack(data)
                    data = data[end:]
                    self.calls.append(method)
                    self.answers |= self.port_helps and method == "$/serial/open"
                    if self.answers or method.startswith("$/"):
                        peer.sendall(pack([1, number, None, self.value(method, words)]))

    def value(self, method, words):
        if method == "hw/frame":
            self.frames.append(words[1])
        elif method == "hw/led":
            self.lights[words[0]] = words[1:]
        return {"hw/hello": HELLO, "hw/stat": self.stat, "hw/frame": 1}.get(method, True)

    def end(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
