"""Runs of ports that are one test's alone while it lives, as ports.hpp takes them too: a port that
is free now may be another test's in a moment, so each block of ports has a lock file."""

import contextlib
import errno
import fcntl
import os
import pathlib
import random
import socket
import struct
import tempfile

LOCKS = pathlib.Path(tempfile.gettempdir()) / f"ballast-test-ports-{os.getuid()}"
FIRST, END, BLOCK = 10_000, 32_000, 64
F_OFD_SETLK = 37  # <fcntl.h>: a lock of who opened the file, not of the process
WHOLE_FILE = struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)


def is_free(port, addresses):
    with contextlib.ExitStack() as held:
        try:
            for address in addresses:
                held.enter_context(socket.socket()).bind((address, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            return False
    return True


class PortLease:
    """A block of free ports from `first` on, until it is closed or the process ends."""

    def __init__(self, addresses=("127.0.0.1",)):
        LOCKS.mkdir(mode=0o700, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC
        blocks = list(range(FIRST, END - BLOCK + 1, BLOCK))
        random.shuffle(blocks)
        for self.first in blocks:
            self.lock = os.open(LOCKS / str(self.first), flags, 0o600)
            with contextlib.suppress(BlockingIOError):
                fcntl.fcntl(self.lock, F_OFD_SETLK, WHOLE_FILE)
                if all(is_free(port, addresses) for port in range(self.first, self.first + BLOCK)):
                    return
            os.close(self.lock)
        raise AssertionError("no block of free ports")

    def close(self):
        os.close(self.lock)
