"""One board of a cluster file, as `ballast config show` gives it, and who on it is ready."""

import dataclasses
import json
import pathlib
import re
import subprocess

from . import programs
from .failure import USAGE, Failure

ANSWER_SECONDS = 10
STATUS_SECONDS = 2  # a cluster that runs answers at once; one that does not is asked again
SOCKET_PATH_MAX = 107  # of a Unix socket, less the suffix that supervisord adds while it binds
SOCKET_SUFFIX = 8
# What others lean on comes first; a role that is not named here comes last.
START_ORDER = ("broker", "universe", "portfolio", "trading", "scoring", "optimization",
               "opportunity", "generator", "evaluator", "coordinator")


@dataclasses.dataclass(frozen=True)
class Instance:
    role: str
    number: int
    address: str  # what the cluster calls it: evaluator-2@board-1

    @property
    def name(self) -> str:
        """What this board calls it: evaluator-2."""
        return f"{self.role}-{self.number}"


@dataclasses.dataclass(frozen=True)
class Board:
    cluster: pathlib.Path
    id: str
    runtime: pathlib.Path
    state: pathlib.Path
    instances: tuple[Instance, ...]  # in start order
    automatic: dict[str, int]  # roles whose count follows the board, and that count

    @property
    def folder(self) -> pathlib.Path:
        """What the supervisor of this board keeps while it runs."""
        return self.runtime / "supervise" / self.id

    @property
    def socket(self) -> pathlib.Path:
        return self.folder / "supervisord.sock"

    @property
    def logs(self) -> pathlib.Path:
        return self.state / "logs" / self.id

    def named(self, name: str) -> list[Instance]:
        """The instance of that name, or all instances of that role."""
        found = [one for one in self.instances if name in (one.name, one.role, one.address)]
        if not found:
            names = ", ".join(one.name for one in self.instances)
            raise Failure(f"board '{self.id}' has no actor '{name}'; it has: {names}", USAGE)
        return found


def _ask(arguments: list[str], seconds: float) -> subprocess.CompletedProcess:
    return subprocess.run([programs.find("ballast"), *arguments], capture_output=True, text=True,
                          stdin=subprocess.DEVNULL, timeout=seconds, check=False)


def read(cluster: pathlib.Path, board: str | None) -> Board:
    """Reads a checked board. Throws Failure with the sentence of `ballast config show`."""
    chosen = ["--board", board] if board else []
    try:
        answer = _ask(["config", "show", "--cluster", str(cluster), *chosen, "--json"],
                      ANSWER_SECONDS)
    except subprocess.TimeoutExpired:
        raise Failure(f"'ballast config show' gave no answer in {ANSWER_SECONDS} s") from None
    if answer.returncode != 0:
        sentence = (answer.stderr or answer.stdout).strip().removeprefix("ballast: ")
        raise Failure(sentence or f"'ballast config show' ended with {answer.returncode}", USAGE)
    shown = json.loads(answer.stdout)
    order = {role: place for place, role in enumerate(START_ORDER)}
    instances = [Instance(one["role"], int(one["number"]), one["instance"])
                 for one in shown["instances"]]
    instances.sort(key=lambda one: (order.get(one.role, len(order)), one.role, one.number))
    found = Board(cluster.resolve(), shown["board"], pathlib.Path(shown["runtime_dir"]).absolute(),
                  pathlib.Path(shown["state_dir"]).absolute(), tuple(instances),
                  shown.get("automatic", {}))
    _check(found)
    return found


def decided(board: Board) -> Board:
    """The board with as many actors as it can feed now; who asks later is told the same."""
    if not board.automatic:
        return board
    answer = _ask(["config", "decide", "--cluster", str(board.cluster), "--board", board.id],
                  ANSWER_SECONDS)
    if answer.returncode != 0:
        raise Failure(answer.stderr.strip().removeprefix("ballast: "))
    return read(board.cluster, board.id)


def _check(board: Board) -> None:
    for name in (board.id, *(one.role for one in board.instances)):
        if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
            raise Failure(f"name '{name}' may hold only letters, digits, '.', '_' and '-'", USAGE)
    if len(str(board.socket)) + SOCKET_SUFFIX > SOCKET_PATH_MAX:
        raise Failure(f"runtime_dir '{board.runtime}' is too long for a socket: "
                      f"shorten it by {len(str(board.socket)) + SOCKET_SUFFIX - SOCKET_PATH_MAX} "
                      "characters", USAGE)
    if not board.instances:
        raise Failure(f"no role runs on board '{board.id}' in {board.cluster}", USAGE)


def actors(board: Board) -> dict[str, dict]:
    """The last heartbeats of this board's actors, by address; none while nobody answers."""
    try:
        answer = _ask(["status", "--cluster", str(board.cluster), "--board", board.id, "--json"],
                      STATUS_SECONDS)
        listed = json.loads(answer.stdout)["actors"]
        beats = [dict(one["heartbeat"], alive=one["alive"], age_ms=one["age_ms"])
                 for one in listed]
    except (subprocess.TimeoutExpired, ValueError, KeyError, TypeError):
        return {}
    return {one["instance"]: one for one in beats if one["board"] == board.id}
