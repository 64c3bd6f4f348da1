#!/usr/bin/env python3
"""Asks the sketch on this board's microcontroller who it is, through the board's router.

usage: hello.py [--socket PATH] [--seconds N]
Ends with 0 as soon as Ballast's sketch answers, else with 1 and what was heard last.
"""

import argparse
import os
import socket
import sys
import time

CALL = b"\x94\x00\x01\xa8hw/hello\x90"  # [0, 1, "hw/hello", []]
ANSWER = b"\x94\x01\x01\xc0"  # [1, 1, nil, ...
PROTOCOL = b"\xce\x01\x0d\x08\x08"  # ... protocol 1, 13 columns, 8 rows, 8 levels]
PATIENCE_SECONDS = 1.0
PAUSE_SECONDS = 1.0


def ask(path: str) -> str:
    """What is wrong, or nothing."""
    heard = b""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as router:
            router.settimeout(PATIENCE_SECONDS)
            router.connect(path)
            router.sendall(CALL)
            while len(heard) < len(ANSWER + PROTOCOL):
                part = router.recv(4096)
                if not part:
                    return "the router closed the connection"
                heard += part
                if len(heard) > 3 and heard[:3] == ANSWER[:3] and heard[3:4] != ANSWER[3:]:
                    return "no sketch of Ballast is on the microcontroller"
    except PermissionError:
        return f"{path}: you may not open it; run this as its owner or as root"
    except TimeoutError:
        return "the microcontroller does not answer"
    except OSError as error:
        return f"{path}: {os.strerror(error.errno)}"
    return "" if heard.startswith(ANSWER + PROTOCOL) else "the sketch speaks another protocol"


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    reader.add_argument("--socket", default="/var/run/arduino-router.sock")
    reader.add_argument("--seconds", type=float, default=60.0, help="ask for so long")
    wanted = reader.parse_args()
    end = time.monotonic() + wanted.seconds
    while trouble := ask(wanted.socket):
        if time.monotonic() >= end:
            print(f"hello.py: {trouble}", file=sys.stderr)
            return 1
        time.sleep(PAUSE_SECONDS)
    return 0


if __name__ == "__main__":
    sys.exit(main())
