"""up, status, restart and down for one board. Each returns an exit code or throws Failure."""

import contextlib
import fcntl
import os
import sys
import time
import xmlrpc.client

from . import board as boards
from . import daemon, processes, states
from .board import Board
from .failure import NOT_READY, Failure
from .programs import own_name

POLL_SECONDS = 0.2
STARTS_MAX = 2  # an actor that needed more before it was ready will not get better by waiting
STOP_MARGIN_SECONDS = 5


def _say(text: str) -> None:
    print(f"supervise: {text}", file=sys.stderr)


@contextlib.contextmanager
def _only_one(board: Board):
    """Holds the board, so that two commands never start and stop it at the same time."""
    for folder in (board.runtime, board.state, board.folder, board.logs):
        try:
            folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        except OSError as error:
            raise Failure(f"folder '{folder}' cannot be made: {error.strerror}") from None
    try:
        lock = os.open(board.folder / "lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o640)
    except OSError as error:
        raise Failure(f"folder '{board.folder}' cannot be written: {error.strerror}") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Failure(f"another command is starting or stopping board '{board.id}'") from None
    try:
        yield
    finally:
        os.close(lock)


def _running(board: Board):
    supervisor = daemon.reach(board)
    if not supervisor:
        raise Failure(f"board '{board.id}' is not running; start it with '{own_name()} up'",
                      NOT_READY)
    return supervisor


def up(board: Board, timeout_seconds: float) -> int:
    """Starts the board and waits until every actor is ready."""
    with _only_one(board):
        if daemon.reach(board):
            raise Failure(f"board '{board.id}' is already running; see '{own_name()} status'")
        _clean(board)
        board = boards.decided(board)
        supervisor = daemon.start(board)
        try:
            found = _start_all(board, supervisor, timeout_seconds)
        except BaseException:
            _say(f"taking board '{board.id}' down again")
            _stop(board, supervisor)
            raise
    print(states.as_table(found) + states.automatic(board))
    return _verdict(found, timeout_seconds)


def _roles(board: Board) -> list[list[str]]:
    """The names of the instances of each role, in start order."""
    roles: dict[str, list[str]] = {}
    for one in board.instances:
        roles.setdefault(one.role, []).append(one.name)
    return list(roles.values())


def _start_all(board: Board, supervisor, timeout_seconds: float) -> list[states.State]:
    """Starts every actor in start order, then waits for all of them together."""
    names = [one.name for one in board.instances]
    for name in names:
        supervisor.startProcess(name, False)
    return _wait_ready(board, supervisor, names, time.monotonic() + timeout_seconds)


def _wait_ready(board: Board, supervisor, names: list[str],
                deadline: float) -> list[states.State]:
    before = daemon.starts(board)
    while True:
        found = states.read(board, supervisor)
        waiting = [one for one in states.missing(found) if one.instance in names]
        _check_alive(board, waiting, before)
        if not waiting or time.monotonic() > deadline:
            return found
        time.sleep(POLL_SECONDS)


def _check_alive(board: Board, waiting: list[states.State], before: dict[str, int]) -> None:
    starts = daemon.starts(board)
    for one in waiting:
        tries = starts.get(one.instance, 0) - max(0, before.get(one.instance, 0) - 1)
        if one.state == "failed" or tries > STARTS_MAX:
            raise Failure(f"{one.instance} does not stay up: "
                          f"{daemon.last_words(board, one.instance)}")


def _verdict(found: list[states.State], timeout_seconds: float) -> int:
    waiting = states.missing(found)
    if waiting:
        names = ", ".join(f"{one.instance} ({one.state})" for one in waiting)
        raise Failure(f"not ready after {timeout_seconds:g} s: {names}", NOT_READY)
    return 0


def status(board: Board, as_json: bool) -> int:
    """Shows every actor. Exit code 0 when all are ready."""
    found = states.read(board, _running(board))
    print(states.as_json(board, found) if as_json
          else states.as_table(found) + states.automatic(board))
    return NOT_READY if states.missing(found) else 0


def restart(board: Board, name: str, timeout_seconds: float) -> int:
    """Stops and starts one actor, or all of a role, and waits until they are ready."""
    chosen = board.named(name)
    with _only_one(board):
        supervisor = _running(board)
        names = [one.name for one in chosen]
        _stop_actors(supervisor, names)
        for one in names:
            supervisor.startProcess(one, False)
        found = _wait_ready(board, supervisor, names, time.monotonic() + timeout_seconds)
    found = [one for one in found if one.instance in names]
    print(states.as_table(found))
    return _verdict(found, timeout_seconds)


def down(board: Board) -> int:
    """Stops the board, last started first, and removes what it left."""
    with _only_one(board):
        supervisor = daemon.reach(board)
        if supervisor:
            _stop(board, supervisor)
            _say(f"board '{board.id}' is down")
        else:
            left = _clean(board)
            _say(f"board '{board.id}' is not running")
            if left:
                _say(f"ended {left} actors that were left over")
    return 0


def _stop_actors(supervisor, names: list[str]) -> None:
    """TERM lets an actor finish what it holds; supervisord kills its group when that takes long."""
    for name in names:
        with contextlib.suppress(xmlrpc.client.Fault):  # it had ended already
            supervisor.stopProcess(name, False)
    deadline = time.monotonic() + daemon.STOP_SECONDS + STOP_MARGIN_SECONDS
    alive = {"RUNNING", "STARTING", "STOPPING", "BACKOFF"}
    while time.monotonic() < deadline:
        infos = supervisor.getAllProcessInfo()
        if not any(info["name"] in names and info["statename"] in alive for info in infos):
            return
        time.sleep(0.05)


def _stop(board: Board, supervisor) -> None:
    """Stops role after role, the last started first, then the supervisor itself."""
    with contextlib.suppress(OSError, xmlrpc.client.Error):
        process = supervisor.getPID()
        for names in reversed(_roles(board)):
            _stop_actors(supervisor, names)
        supervisor.shutdown()
        deadline = time.monotonic() + daemon.STOP_SECONDS + STOP_MARGIN_SECONDS
        while processes.alive(process) and time.monotonic() < deadline:
            time.sleep(0.05)
    _clean(board)


def _clean(board: Board) -> int:
    left = processes.sweep(board.folder)
    processes.remove_stale_sockets(board.runtime)
    return left
