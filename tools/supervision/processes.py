"""Processes and sockets that a board left: found by a mark of ours, and by nobody's answer."""

import contextlib
import os
import pathlib
import signal
import socket
import stat
import time

MARK = "BALLAST_SUPERVISED"  # in the environment of every supervised actor; holds its folder
TERM_SECONDS = 5


def alive(process: int) -> bool:
    """Whether it still runs; one that only waits to be collected by its parent does not."""
    try:
        state = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return state.rpartition(")")[2].split()[0] not in "ZX"


def marked(folder: pathlib.Path) -> list[int]:
    """The processes of ours that were started for the board of this folder."""
    mark = f"{MARK}={folder}".encode()
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(int(entry.name))
    return found


def sweep(folder: pathlib.Path) -> int:
    """Ends what an ended supervisor left running: TERM, then KILL. Returns how many there were."""
    left = marked(folder)
    for number in (signal.SIGTERM, signal.SIGKILL):
        for process in marked(folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, number)
        deadline = time.monotonic() + TERM_SECONDS
        while marked(folder) and time.monotonic() < deadline:
            time.sleep(0.05)
    return len(left)


def _is_stale(path: pathlib.Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        if not stat.S_ISSOCK(path.lstat().st_mode):
            return False
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
            try:
                knock.connect(str(path))
            except ConnectionRefusedError:
                return True
            except OSError:
                return False
    return False


def remove_stale_sockets(runtime: pathlib.Path) -> int:
    """Removes the sockets below `runtime` where nobody listens. Returns how many there were."""
    stale = [path for path in runtime.rglob("*") if _is_stale(path)]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def memory_kib(process: int) -> int | None:
    """Proportional set size, None when the process is gone or another user's."""
    with contextlib.suppress(OSError), \
            open(f"/proc/{process}/smaps_rollup", encoding="ascii") as lines:
        for line in lines:
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return None
