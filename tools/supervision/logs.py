"""The logs of one actor or of the supervisor: the last lines, and what follows them. On a terminal
they are text; elsewhere they stay what the actor wrote, one JSON object a line."""

import os
import pathlib
import sys
import time

from . import daemon, log_lines
from .board import Board
from .failure import Failure

TAIL_BYTES_MAX = 1_000_000
POLL_SECONDS = 0.2


def show(board: Board, name: str, lines: int, follow: bool) -> int:
    """Prints the last lines of each chosen log; with `follow`, what is added until interrupted."""
    names = [name] if name == "supervisord" else [one.name for one in board.named(name)]
    if follow and len(names) > 1:
        raise Failure(f"follow one log at a time: {', '.join(names)}")
    for one in names:
        path = daemon.log_of(board, one)
        if not path.is_file():
            raise Failure(f"'{one}' has written no log yet: {path}")
        if len(names) > 1:
            print(f"== {one}")
        _tail(path, lines)
    if follow:
        _follow(daemon.log_of(board, names[0]))
    return 0


def _shown(line: str) -> str:
    return log_lines.as_text(line) if sys.stdout.isatty() else line


def _tail(path: pathlib.Path, lines: int) -> None:
    with open(path, "rb") as file:
        file.seek(max(0, os.fstat(file.fileno()).st_size - TAIL_BYTES_MAX))
        for line in file.read().decode(errors="replace").splitlines()[-lines:]:
            print(_shown(line))


def _follow(path: pathlib.Path) -> None:
    """Prints what is added, through the change to a new file when the log is full."""
    file = open(path, encoding="utf-8", errors="replace")
    file.seek(0, os.SEEK_END)
    begun = ""  # a line that is not whole yet
    try:
        while True:
            if text := file.readline():
                begun += text
                if begun.endswith("\n"):
                    print(_shown(begun.removesuffix("\n")), flush=True)
                    begun = ""
                continue
            if path.exists() and os.stat(path).st_ino != os.fstat(file.fileno()).st_ino:
                file.close()
                file = open(path, encoding="utf-8", errors="replace")
                continue
            time.sleep(POLL_SECONDS)
    finally:
        file.close()
