"""A household, a market and, where wanted, a cluster of real actors in a folder of a test's own."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
BALLAST = os.environ["BALLAST_PROGRAM"]
ACTOR = os.environ["BALLAST_ACTOR_PROGRAM"]
SAMPLE_MARKET = os.environ["BALLAST_SAMPLE_MARKET_PROGRAM"]
ROLES = {"broker": 1, "universe": 1, "portfolio": 1, "trading": 1, "opportunity": 1,
         "generator": 1, "evaluator": 2, "coordinator": 1}
WAIT_SECONDS = 60
ESCAPE = "\033"

DONE, ERROR, USAGE, DEGRADED, INCOMPLETE, REFUSED = range(6)

# Every candidate is kept, every size of set is tried, each on many price paths.
WIDE = ("--depth", "10", "--set", "max_candidates=30", "--set",
        "max_opportunities_per_category=30", "--set", "max_buys=10", "--set", "max_sells=10",
        "--set", "priority_threshold=0", "--set", "min_security_score=0", "--risk", "monte-carlo",
        "--paths", "500")


def cluster_text(roles=None):
    counts = "\n".join(f"{role} = {count}" for role, count in (roles or ROLES).items())
    return f'[[board]]\nid = "home"\n\n[board.roles]\n{counts}\n'


class Home:
    """Files, stores and sockets of one household; `run` is the command line in it."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="ballast-"))
        self.market = self.folder / "market"
        self.state = self.folder / "state"
        self.state.mkdir()
        (self.folder / "cluster.toml").write_text(cluster_text(), encoding="utf-8")
        self.actors = {}
        self.actor = (ACTOR,)
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith("BALLAST_") and name != "NO_COLOR"}
        self.environment.update({
            "BALLAST_CLUSTER": str(self.folder / "cluster.toml"),
            "BALLAST_PLANNER": str(self.market / "planner.toml"),
            "BALLAST_RUNTIME_DIR": str(self.folder / "run"),
            "BALLAST_STATE_DIR": str(self.state), "BALLAST_BOARD": "home"})

    def make_market(self, years=1):
        subprocess.run([SAMPLE_MARKET, "--seed", "1", "--years", str(years), "--out", self.market],
                       check=True, capture_output=True)

    def score_every_set(self):
        """So that the evaluators have work, which bounds would take away."""
        path = self.market / "planner.toml"
        path.write_text('search = "enumerate"\n' + path.read_text(encoding="utf-8"),
                        encoding="utf-8")

    def double_market(self):
        """Gives every security a twin, so that a wide plan takes minutes."""
        for name in ("securities", "prices", "fundamentals", "dividends"):
            path = self.market / f"{name}.csv"
            header, *rows = path.read_text(encoding="utf-8").splitlines()
            columns = header.split(",")
            twins = []
            for row in rows:
                cells = row.split(",")
                cells[columns.index("symbol")] = "X" + cells[columns.index("symbol")]
                if "isin" in columns:
                    cells[columns.index("isin")] = ""
                twins.append(",".join(cells))
            path.write_text("\n".join([header, *rows, *twins]) + "\n", encoding="utf-8")

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self, *words, **changed):
        return subprocess.run([BALLAST, *words], env=dict(self.environment, **changed), text=True,
                              capture_output=True, stdin=subprocess.DEVNULL, cwd=self.folder,
                              timeout=WAIT_SECONDS, check=False)

    def begin(self, *words, **options):
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
        return subprocess.Popen([BALLAST, *words], env=self.environment, text=True,
                                stdin=subprocess.DEVNULL, cwd=self.folder, **streams)

    def in_terminal(self, words, columns=100, **changed):
        """Returns exit code and everything that a terminal of this width would be sent."""
        command = f"stty cols {columns} rows 40; exec {BALLAST} {words}"
        ran = subprocess.run(["script", "-qec", command, "/dev/null"], text=True,
                             env=dict(self.environment, SHELL="/bin/sh", **changed),
                             capture_output=True, stdin=subprocess.DEVNULL, cwd=self.folder,
                             timeout=WAIT_SECONDS, check=False)
        return ran.returncode, ran.stdout

    def start(self, role, number=1, program=None):
        name = f"{role}-{number}"
        with open(self.folder / f"{name}.log", "a", encoding="utf-8") as log:
            self.actors[name] = subprocess.Popen(
                [*(program or self.actor), role, "--instance", str(number), "--die-with-parent"],
                env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def name_also(self, *roles):
        """Has the cluster's map name these roles too, one actor each."""
        (self.folder / "cluster.toml").write_text(
            cluster_text({**ROLES, **dict.fromkeys(roles, 1)}), encoding="utf-8")
        (self.folder / "run").mkdir(exist_ok=True)

    def start_all(self):
        (self.folder / "run").mkdir(exist_ok=True)
        for role, count in ROLES.items():
            for number in range(1, count + 1):
                self.start(role, number)
        wait_for(lambda: self.ready() == set(self.actors), "every actor")

    def registered(self):
        ran = self.run("status", "--json")
        return json.loads(ran.stdout)["actors"] if ran.returncode == DONE else []

    def ready(self):
        return {actor["heartbeat"]["instance"].split("@")[0] for actor in self.registered()
                if actor["alive"] and actor["heartbeat"]["ready"]}

    def kill(self, name):
        actor = self.actors.pop(name)
        actor.send_signal(signal.SIGKILL)
        actor.wait()

    def stores(self):
        """The bytes of every store, and of nothing that only readers leave behind."""
        return {path.name: path.read_bytes() for path in self.state.glob("*")
                if path.is_file() and not path.name.endswith(("-shm", "-wal", "-witness", ".lock"))}

    def contents(self):
        """What stands in the stores of universe and portfolio, but for what commands they had."""
        shown = {}
        for name in ("universe.db", "portfolio.db"):
            with contextlib.closing(sqlite3.connect(self.state / name)) as store:
                tables = store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                shown[name] = {table: store.execute(f"SELECT * FROM {table}").fetchall()
                               for (table,) in tables.fetchall()
                               if table not in ("handled_command", "sqlite_sequence")}
        return shown

    def end(self):
        for actor in self.actors.values():
            actor.kill()
            actor.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def wait_for(condition, what):
    """What is waited for is told as text, or as a function that is asked when it was in vain."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain for {what() if callable(what) else what}")
        time.sleep(0.02)


class CliTest(unittest.TestCase):
    """Tests that share one household; `cluster` says whether actors run in it."""

    cluster = False
    large = False  # a wide plan takes minutes
    home: Home

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.end)
        cls.home.make_market()
        cls.prepare()
        if cls.large:
            cls.home.double_market()
        if cls.cluster:
            cls.home.score_every_set()
            cls.home.start_all()
        ran = cls.home.run("import", "all", str(cls.home.market))
        if ran.returncode != DONE:
            raise AssertionError(ran.stdout + ran.stderr)

    @classmethod
    def prepare(cls):
        """What is to be done before the first actor starts."""

    def ballast(self, *words, code=DONE, **changed):
        ran = self.home.run(*words, **changed)
        self.assertEqual(ran.returncode, code, f"{words}: {ran.stdout}{ran.stderr}")
        return ran

    def refused(self, *words, code=USAGE, **changed):
        """Runs a command that must fail with one sentence and no result; returns the sentence."""
        ran = self.ballast(*words, code=code, **changed)
        self.assertEqual(ran.stdout, "")
        lines = [line for line in ran.stderr.splitlines() if line.startswith("ballast: ")]
        self.assertEqual(len(lines), 1, ran.stderr)
        return lines[0].removeprefix("ballast: ")

    def planned(self, subject, *words):
        """The hash of a plan's decision, and its notes that begin with `subject`."""
        told = json.loads(self.ballast("plan", "--json", "-q", *words).stdout)
        notes = [note for note in told["run"]["notes"] if note.startswith(subject)]
        return told["decision_hash"], notes

    def report(self, *words, code=DONE):
        return json.loads(self.ballast(*words, "--json", code=code).stdout)
