"""What each actor of a board is doing, and the table and JSON that show it."""

import dataclasses
import json
import time

from . import board as boards
from . import daemon, processes
from .board import Board

# supervisord's word for a process, and ours. A running one is `ready` once it answered a ping.
WORDS = {"STOPPED": "stopped", "STARTING": "starting", "RUNNING": "silent", "BACKOFF": "waiting",
         "STOPPING": "stopping", "EXITED": "ended", "FATAL": "failed", "UNKNOWN": "unknown"}
START_MARGIN_SECONDS = 1.0  # supervisord tells whole seconds
COLUMNS = ("role", "instance", "state", "pid", "up", "restarts", "memory", "doing")


@dataclasses.dataclass(frozen=True)
class State:
    role: str
    instance: str
    state: str
    pid: int | None
    up_seconds: int | None
    restarts: int
    memory_kib: int | None
    doing: str


def read(board: Board, supervisor) -> list[State]:
    """The state of every actor, in start order."""
    infos = {info["name"]: info for info in supervisor.getAllProcessInfo()}
    said = boards.actors(board)
    starts = daemon.starts(board)
    return [_state(one, infos.get(one.name, {}), said.get(one.address, {}), starts.get(one.name, 0))
            for one in board.instances]


def _state(one: boards.Instance, info: dict, said: dict, starts: int) -> State:
    word = WORDS.get(info.get("statename", "UNKNOWN"), "unknown")
    alive = word in ("silent", "starting")
    if alive and _is_ready(said, info["start"]):
        word = "ready"
    pid = info.get("pid") or None
    return State(one.role, one.name, word, pid,
                 max(0, int(time.time()) - info["start"]) if alive and "start" in info else None,
                 max(0, starts - 1), processes.memory_kib(pid) if pid else None,
                 str(said.get("doing") or "") if word == "ready" else "")


def _is_ready(beat: dict, started: float) -> bool:
    """Whether this very process said so; the cluster may still remember the one before it."""
    if not beat.get("ready") or not beat.get("alive"):
        return False
    born = time.time() - (beat["uptime_ms"] + beat["age_ms"]) / 1000
    return born > started - START_MARGIN_SECONDS


def missing(states: list[State]) -> list[State]:
    return [one for one in states if one.state != "ready"]


def as_json(board: Board, states: list[State]) -> str:
    return json.dumps({"board": board.id, "ready": not missing(states),
                       "automatic": board.automatic,
                       "actors": [dataclasses.asdict(one) for one in states]}, indent=2)


def duration(seconds: int) -> str:
    """42s, 3m05s, 2h07m or 4d03h."""
    for size, unit, smaller, name in ((86400, "d", 3600, "h"), (3600, "h", 60, "m"),
                                      (60, "m", 1, "s")):
        if seconds >= size:
            return f"{seconds // size}{unit}{seconds % size // smaller:02}{name}"
    return f"{seconds}s"


def _cells(one: State) -> tuple[str, ...]:
    return (one.role, one.instance, one.state, str(one.pid or "-"),
            "-" if one.up_seconds is None else duration(one.up_seconds), str(one.restarts),
            "-" if one.memory_kib is None else f"{one.memory_kib / 1024:.1f} MB", one.doing)


def automatic(board: Board) -> str:
    """A line for every role whose count follows the board."""
    return "".join(f"\n{role}: as many as the board feeds, {count}"
                   for role, count in board.automatic.items())


def as_table(states: list[State]) -> str:
    rows = [COLUMNS, *(_cells(one) for one in states)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(COLUMNS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip()
                     for row in rows)
