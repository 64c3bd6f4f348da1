"""The supervisord of one board: its file, its start and end, and what is asked of it.

It is reached only through a socket in the board's own folder, so no other supervisord on the
machine is ever touched.
"""

import configparser
import contextlib
import http.client
import os
import pathlib
import socket
import subprocess
import time
import xmlrpc.client

from . import log_lines, processes, programs
from .board import Board, Instance
from .failure import Failure

START_SECONDS = 30  # on a small board that has other things to do
STOP_SECONDS = 10  # for a drain, before KILL
CALL_SECONDS = 30
LOG_BYTES = 1_000_000
LOG_FILES = 2
# The wait grows by a second with every try, so this is half an hour before one is given up.
RESTARTS_MAX = 60
# Evaluators take every processor while a plan is made: whoever tells or shows something goes first.
LET_OTHERS_GO_FIRST = {"evaluator": 10}


class _Connection(http.client.HTTPConnection):
    def __init__(self, path: str):
        super().__init__("localhost", timeout=CALL_SECONDS)
        self._path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class _Transport(xmlrpc.client.Transport):
    def __init__(self, path: str):
        super().__init__()
        self._path = path

    def make_connection(self, host):
        return _Connection(self._path)


def _identity(board: Board) -> str:
    return f"ballast-{board.id}"


def reach(board: Board):
    """The running supervisor of this board, or None when there is none."""
    server = xmlrpc.client.ServerProxy("http://board", transport=_Transport(str(board.socket)))
    try:
        identity = server.supervisor.getIdentification()
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError):
        return None
    except PermissionError:
        raise Failure(f"board '{board.id}' is run by another user: {board.socket} "
                      "may not be opened") from None
    except (OSError, http.client.HTTPException, xmlrpc.client.Error):
        raise Failure(f"the supervisor of board '{board.id}' does not answer at "
                      f"{board.socket}") from None
    if identity != _identity(board):
        raise Failure(f"{board.socket} belongs to another supervisor, '{identity}'")
    return server.supervisor


def log_of(board: Board, name: str) -> pathlib.Path:
    return board.logs / f"{name}.log"


def _own_logs(board: Board) -> tuple[pathlib.Path, pathlib.Path]:
    """The supervisor's log, oldest part first."""
    log = log_of(board, "supervisord")
    return log.with_name(log.name + ".1"), log


def _program(board: Board, one: Instance, place: int) -> dict[str, str]:
    # The parent-death signal leaves no orphan even when supervisord itself is killed.
    command = [programs.need("setpriv", "util-linux"), "--pdeathsig", "KILL",
               *_niceness(one.role),
               programs.find("ballast-actor"), one.role, "--cluster", str(board.cluster),
               "--board", board.id, "--instance", str(one.number)]
    return {
        "command": " ".join(_quoted(word) for word in command),
        "environment": f"{processes.MARK}={_quoted(str(board.folder))}",
        "autostart": "false", "autorestart": "true", "priority": str(place + 1),
        "startsecs": "1", "startretries": str(RESTARTS_MAX),
        "stopsignal": "TERM", "stopwaitsecs": str(STOP_SECONDS), "killasgroup": "true",
        "redirect_stderr": "true", "stdout_logfile": str(log_of(board, one.name)),
        "stdout_logfile_maxbytes": str(LOG_BYTES), "stdout_logfile_backups": str(LOG_FILES),
    }


def _niceness(role: str) -> list[str]:
    if role not in LET_OTHERS_GO_FIRST:
        return []
    return [programs.need("nice", "coreutils"), "-n", str(LET_OTHERS_GO_FIRST[role])]


def _quoted(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _write_file(board: Board) -> pathlib.Path:
    file = configparser.RawConfigParser()
    file["unix_http_server"] = {"file": str(board.socket), "chmod": "0700"}
    file["supervisord"] = {
        "logfile": str(log_of(board, "supervisord")), "logfile_maxbytes": str(LOG_BYTES),
        "logfile_backups": "1", "pidfile": str(board.folder / "supervisord.pid"),
        "identifier": _identity(board), "directory": str(board.state), "umask": "027",
        "childlogdir": str(board.logs), "nocleanup": "true",
    }
    file["rpcinterface:supervisor"] = {
        "supervisor.rpcinterface_factory": "supervisor.rpcinterface:make_main_rpcinterface"}
    for place, one in enumerate(board.instances):
        file[f"program:{one.name}"] = _program(board, one, place)
    for section in file.sections():
        for key, value in file[section].items():
            if " ;" in value:
                raise Failure(f"a path may not hold ' ;': {value}")
            file[section][key] = value.replace("%", "%%")
    path = board.folder / "supervisord.conf"
    with open(path, "w", encoding="utf-8") as out:
        file.write(out)
    return path


def _environment(board: Board) -> dict[str, str]:
    """What actors inherit: the board's folders as we know them, and no path that is relative."""
    inherited = dict(os.environ, BALLAST_RUNTIME_DIR=str(board.runtime),
                     BALLAST_STATE_DIR=str(board.state))
    if planner := inherited.get("BALLAST_PLANNER"):
        inherited["BALLAST_PLANNER"] = os.path.abspath(planner)
    return inherited


def start(board: Board):
    """Starts the supervisor with every actor stopped. Throws Failure when it does not come up."""
    supervisord = programs.need("supervisord", "supervisor")
    for log in _own_logs(board):  # restarts are counted from here
        log.unlink(missing_ok=True)
    path = _write_file(board)
    late = Failure(f"supervisord did not answer in {START_SECONDS} s; see "
                   f"{log_of(board, 'supervisord')}")
    try:
        ran = subprocess.run([supervisord, "-c", str(path)], stdin=subprocess.DEVNULL,
                             env=_environment(board), capture_output=True, text=True,
                             timeout=START_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise late from None
    if ran.returncode != 0:
        said = (ran.stderr or ran.stdout).strip().splitlines()
        raise Failure(f"supervisord did not start: {said[-1] if said else 'it gave no reason'}")
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        with contextlib.suppress(Failure):
            if supervisor := reach(board):
                return supervisor
        time.sleep(0.05)
    raise late


def starts(board: Board) -> dict[str, int]:
    """How often each actor was started since the board came up, from the supervisor's own log."""
    counts: dict[str, int] = {}
    for path in _own_logs(board):
        with contextlib.suppress(FileNotFoundError), \
                open(path, encoding="utf-8", errors="replace") as lines:
            for line in lines:
                _, spawned, rest = line.partition("spawned: '")
                if spawned:
                    name = rest.partition("'")[0]
                    counts[name] = counts.get(name, 0) + 1
    return counts


def last_words(board: Board, name: str) -> str:
    """The last line that an actor wrote."""
    try:
        with open(log_of(board, name), "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - 4096))
            lines = file.read().decode(errors="replace").strip().splitlines()
    except FileNotFoundError:
        lines = []
    return log_lines.sentence(lines[-1]) if lines else "it wrote nothing"
