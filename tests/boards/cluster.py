"""A cluster of boards in network namespaces, each run by `tools/supervise` as a real one is."""

import concurrent.futures
import pathlib
import shutil
import sys
import tempfile
import tomllib
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "chaos")]

import invariants  # noqa: E402
from board import Board, bench, wait_for  # noqa: E402
from household import Home, Plan  # noqa: E402
from network import Network  # noqa: E402
from watch import Watch  # noqa: E402

ETC = bench.ROOT / "etc"
WIDE = ("--depth", "10", "--set", "max_candidates=30", "--set", "max_opportunities_per_category=30",
        "--set", "priority_threshold=0", "--set", "min_security_score=0", "--set",
        "min_hold_days=0", "--date", "newest-price")
SMALL = (*WIDE, "--set", "max_sells=1", "--set", "max_buys=3")
ALONE = "192.168.7.1"  # of a board that speaks with no other
PLAN_SECONDS = 90.0  # one that something befell, on a busy machine


class Cluster:
    """The boards of a cluster file. Each has its own folders, as it would on a machine of its own;
    the file is one and the same."""

    def __init__(self, file, home=None):
        self.file = pathlib.Path(file)
        self.home = home or Home()
        self.folder = pathlib.Path(tempfile.mkdtemp(dir=self.home.folder))
        self.keyed = False
        addresses = self._read()
        self.network = Network(addresses)
        self.boards = {name: self._board(name) for name in self.roles}

    def _read(self):
        """Learns what the file says. Returns the address of each board."""
        told = tomllib.loads(self.file.read_text(encoding="utf-8"))
        self.roles = {board["id"]: board["roles"] for board in told["board"]}
        return {board["id"]: board.get("address", ALONE) for board in told["board"]}

    def change(self, text):
        """Writes another file with the same boards, as an operator does on each of them."""
        self.file.write_text(text, encoding="utf-8")
        self._read()

    def _board(self, name):
        folder = self.folder / name
        (folder / "state").mkdir(parents=True, exist_ok=True)
        environment = dict(self.home.environment, BALLAST_CLUSTER=str(self.file),
                           BALLAST_KEYS_DIR=str(folder / "keys"),
                           BALLAST_SYSTEM_ROOT=str(folder / "unknown"))  # never too hot
        return Board(name, environment, folder / "run", folder / "state",
                     Network.inside(name))

    def _give_keys(self):
        """As an operator does: each board makes its key, one enrols all, the list goes to all."""
        self.keyed = True
        first, *others = self.boards
        for name, board in self.boards.items():
            public = self._keys(board, "new", name).split()[0]
            self._keys(self.boards[first], "enrol", name, public)
        for name in others:
            shutil.copy(self.folder / first / "keys" / "enrolled.toml", self.folder / name / "keys")

    def _keys(self, board, *words):
        if (ran := board.run("keys", *words)).returncode != 0:
            raise AssertionError(f"keys {words} on {board.name}: {ran.stderr}")
        return ran.stdout

    def of_role(self, role):
        """The first board that runs a role."""
        return next(self.boards[name] for name, roles in self.roles.items() if role in roles)

    def together(self, action):
        """Does something on every board at once, as when a house gets its power back."""
        with concurrent.futures.ThreadPoolExecutor(len(self.boards)) as threads:
            return list(threads.map(action, self.boards.values()))

    def up(self):
        if len(self.boards) > 1 and not self.keyed:
            self._give_keys()
        self.together(Board.up)
        self.wait_until_whole()

    def down(self):
        self.together(Board.down)
        left = [board.actors() for board in self.boards.values()]
        if any(left):
            raise AssertionError(f"{left} outlive their boards")

    def wait_until_whole(self):
        """Until every board knows that all of its actors are ready."""
        for name, board in self.boards.items():
            count = sum(self.roles[name].values())
            wait_for(lambda board=board, count=count: len(board.ready()) == count,
                     f"all {count} actors of {name} to be ready")

    def fill(self):
        """Imports the market through the cluster."""
        ran = self.of_role("coordinator").run("import", "all", str(self.home.market))
        if ran.returncode != 0:
            raise AssertionError(ran.stdout + ran.stderr)

    def begin(self, wish, board=None):
        """Begins a plan from a board; from the one of the coordinator if none is named."""
        return Plan(self.boards[board] if board else self.of_role("coordinator"), wish)

    def check(self, plan, wish, seconds=PLAN_SECONDS):
        """Waits for the end of a plan and checks all that must hold of it. Returns its report."""
        return invariants.checked(plan.report(seconds), self.home.undisturbed(wish))

    def plan(self, wish, board=None):
        plan = self.begin(wish, board)
        try:
            return self.check(plan, wish)
        finally:
            plan.end()

    def logs(self):
        return "".join(board.logs() for board in self.boards.values())

    def end(self):
        for board in self.boards.values():
            board.end()
        self.network.end()


class ClusterTest(unittest.TestCase):
    """Tests that share a cluster of two boards, with a market and a tap."""

    tapped = ()  # what the tap tells, at the coordinator's board; nothing: there is none

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.end)
        cls.cluster = Cluster(cls.file(), cls.home)
        cls.addClassCleanup(cls.cluster.end)
        cls.network = cls.cluster.network
        cls.before_start()
        cls.cluster.up()
        cls.cluster.fill()
        if cls.tapped:
            cls.watch = Watch(cls.cluster.of_role("coordinator"), cls.tapped)
            cls.addClassCleanup(cls.watch.end)

    @classmethod
    def file(cls):
        return ETC / "cluster-two-boards.toml"

    @classmethod
    def before_start(cls):
        """What is done to the network before anybody uses it."""

    def begin(self, wish):
        """Begins a plan, and knows what it must be."""
        self.home.undisturbed(wish)
        plan = self.cluster.begin(wish)
        self.addCleanup(plan.end)
        return plan

    def cuts(self, name, other):
        """The ways to cut a board off from another: how, and how to heal it."""
        net = self.network
        return {"loudly": (lambda: net.cut(name), lambda: net.plug(name)),
                "silently": (lambda: net.silence(name), lambda: net.let_speak(name)),
                "on the way there": (lambda: net.lose(other, name), lambda: net.find(other, name)),
                "on the way back": (lambda: net.lose(name, other), lambda: net.find(name, other))}
