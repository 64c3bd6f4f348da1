"""The fake broker as a process of its own, and how tests speak to it behind its back."""

import contextlib
import http.client
import json
import pathlib
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
KEYS = {"APCA-API-KEY-ID": "PAPER-KEY", "APCA-API-SECRET-KEY": "PAPER-SECRET"}
WAIT_SECONDS = 60


class FakeServer:
    def __init__(self, port, file):
        self.port = port
        self.process = subprocess.Popen(
            [sys.executable, "-B", HERE / "fake_alpaca.py", str(port), str(file), *KEYS.values()],
            stdin=subprocess.PIPE)
        end = time.monotonic() + WAIT_SECONDS
        while True:
            with contextlib.suppress(ConnectionRefusedError):
                self.state()
                return
            if time.monotonic() > end or self.process.poll() is not None:
                raise AssertionError("the fake broker does not answer")

    def ask(self, method, path, body=None, keys=None):
        """Returns status, headers and the body as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_SECONDS)
        data = None if body is None else json.dumps(body)
        try:
            connection.request(method, path, body=data, headers=KEYS if keys is None else keys)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()

    def told(self, method, path, body=None):
        status, _, data = self.ask(method, path, body)
        return status, json.loads(data) if data else None

    def fake(self, what, body):
        status, answer = self.told("POST", f"/fake/{what}", body)
        if status != 200:
            raise AssertionError(answer)
        return answer

    def state(self):
        return self.told("GET", "/fake/state")[1]

    def close(self):
        self.process.stdin.close()
        self.process.wait(WAIT_SECONDS)
