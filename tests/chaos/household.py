"""A household with a market and a board that plans for it, for tests that break the board."""

import json
import subprocess
import tempfile
import time

import invariants
from board import Board, bench, wait_for
from watch import PLANS, Watch

ROLES = dict(bench.ROLES, evaluator=3)
RECOVERY_SECONDS = 25.0  # from the end of the last fault, besides what the plan itself takes
SLOWER_MAX = 6.0  # than undisturbed: the machine may be busy, and work is done again


class Plan:
    """A plan on its way: the process of `ballast plan`."""

    def __init__(self, board, words):
        self._out = tempfile.TemporaryFile("w+", encoding="utf-8")
        self._told = tempfile.TemporaryFile("w+", encoding="utf-8")
        self._process = board.begin("plan", "--json", *words, stdout=self._out, stderr=self._told)
        self.began = time.monotonic()

    def over(self):
        return self._process.poll() is not None

    def over_within(self, seconds):
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def end(self):
        self._process.kill()
        self._process.wait()
        self._out.close()
        self._told.close()

    def report(self, seconds):
        """Waits for the end; throws AssertionError when there is no report by then."""
        if not self.over_within(seconds):
            raise AssertionError(f"the plan is not over {seconds:.1f} s after the last fault")
        self._out.seek(0)
        text, (code, told) = self._out.read(), self.ended()
        if code != invariants.DONE or not text:
            raise AssertionError(f"the plan ended with {code}: {told}")
        return json.loads(text)

    def ended(self):
        """Returns the exit code and what was said, of one that is over."""
        self._told.seek(0)
        return self._process.wait(), self._told.read().strip()


class Home(bench.Home):
    """A market in stores, and what its plans are when nothing disturbs them. `method` is how they
    are searched for; to enumerate gives evaluators work that bounds would take away."""

    def __init__(self, method="enumerate"):
        super().__init__()
        self.make_market()
        self.double_market()
        if method == "enumerate":
            self.score_every_set()
        self._undisturbed = {}
        self._alone = Board("home", self.environment, self.folder / "run", self.state)
        if (ran := self._alone.run("import", "all", str(self.market))).returncode != 0:
            raise AssertionError(ran.stdout + ran.stderr)

    def undisturbed(self, wish):
        """Made in one process from the stores, whether or not a board runs on them."""
        if wish not in self._undisturbed:
            self._undisturbed[wish] = self._alone.report("plan", "--local", *wish)
        return self._undisturbed[wish]

    def first_that_takes(self, seconds, wishes):
        """The first wish that keeps this machine busy for so long, else the last."""
        return next((wish for wish in wishes
                     if self.undisturbed(wish)["run"]["elapsed_ms"] >= 1000 * seconds), wishes[-1])


class Household:
    """One board, its tap, and plans that are checked."""

    def __init__(self, method="enumerate", limits=""):
        self.home = Home(method)
        self.home.write("cluster.toml", bench.cluster_text(ROLES) + limits)
        self.board = Board("home", self.home.environment, self.home.folder / "run",
                           self.home.state)
        self.watch = None

    def up(self, types=PLANS):
        self.board.up()
        self.watch = Watch(self.board, types)

    def undisturbed_seconds(self, wish):
        return self.home.undisturbed(wish)["run"]["elapsed_ms"] / 1000

    def begin(self, wish):
        return Plan(self.board, wish)

    def check(self, plan, wish):
        """Waits for a plan's end and checks it. Returns its report."""
        longest = RECOVERY_SECONDS + SLOWER_MAX * self.undisturbed_seconds(wish)
        return invariants.checked(plan.report(longest), self.home.undisturbed(wish))

    def whole_again(self):
        """Waits until every actor of the board is ready."""
        wait_for(lambda: len(self.board.ready()) == sum(ROLES.values()), "every actor to be ready")

    def end(self):
        if self.watch:
            self.watch.end()
        self.board.end()
        self.home.end()
