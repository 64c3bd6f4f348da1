"""The clock of a running board jumps, and its actors get no more memory: the plan is the
undisturbed one, or it is set aside with a sentence and the board lives on."""

import os
import pathlib
import resource
import struct
import sys
import unittest

sys.dont_write_bytecode = True

import invariants  # noqa: E402
from board import bench, wait_for  # noqa: E402
from household import Household  # noqa: E402

WIDE = ("--depth", "10", "--set", "max_candidates=30", "--set", "max_opportunities_per_category=30",
        "--set", "priority_threshold=0", "--set", "min_security_score=0", "--set",
        "min_hold_days=0", "--date", "newest-price")
SEARCHED = (*WIDE, "--set", "max_sells=2", "--set", "max_buys=5", "--risk", "monte-carlo",
            "--paths", "400")
SMALL = (*WIDE, "--set", "max_sells=1", "--set", "max_buys=2")
LARGE = (*SMALL, "--risk", "monte-carlo", "--paths", "500")  # price paths take memory
DAY_SECONDS = 86_400
PLANS_MAX = 20
ERROR = 1
CLOCK = os.environ.get("BALLAST_SHIFTED_CLOCK",
                       str(bench.ROOT / "build" / "tests" / "chaos" / "libshifted-clock.so"))


class ResourceTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.household = Household()
        cls.addClassCleanup(cls.household.end)
        cls.board = cls.household.board
        cls.before_start()
        cls.household.up()
        cls.watch = cls.household.watch

    @classmethod
    def before_start(cls):
        """What a board is started with."""

    def begin(self, wish):
        self.household.home.undisturbed(wish)
        plan = self.household.begin(wish)
        self.addCleanup(plan.end)
        return plan


class Clocks(ResourceTest):
    @classmethod
    def before_start(cls):
        cls.file = cls.household.home.folder / "clock"
        cls.file.write_bytes(struct.pack("q", 0))
        cls.board.environment.update(LD_PRELOAD=CLOCK, BALLAST_TEST_CLOCK=str(cls.file))

    def jump(self, seconds):
        with self.file.open("r+b") as file:
            file.write(struct.pack("q", seconds))

    def test_one_that_jumps_back_and_forth_in_the_middle_of_a_plan_changes_nothing(self):
        starts = self.board.starts()
        for process in self.board.actors().values():
            self.assertIn(CLOCK, pathlib.Path(f"/proc/{process}/maps").read_text(encoding="utf-8"))
        self.household.home.undisturbed(SEARCHED)
        before = self.watch.plan
        plan = self.begin(SEARCHED)
        self.assertTrue(self.watch.until(
            lambda watch: watch.plan > before and watch.share_of(watch.plan) > 0, plan.over))
        for seconds in (DAY_SECONDS, -DAY_SECONDS, 3600, 0):
            told = self.watch.progress[self.watch.plan]
            self.jump(seconds)
            self.watch.until(lambda watch, told=told: watch.progress[watch.plan] != told, plan.over)
        self.household.check(plan, SEARCHED)
        self.household.whole_again()
        self.assertEqual(self.board.starts(), starts, "somebody was started again")


class Memory(ResourceTest):
    def tearDown(self):
        self.household.whole_again()

    def size_of(self, process, kind):
        status = pathlib.Path(f"/proc/{process}/status").read_text(encoding="ascii")
        line = next(one for one in status.splitlines() if one.startswith(kind + ":"))
        return int(line.split()[1]) * 1024

    def log_of(self, name):
        path = self.board.state / "logs" / self.board.name / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace").lower()

    def run_out(self, name):
        """The actor gets no more address space than it has; plans go on until it has ended."""
        self.household.check(self.begin(SMALL), SMALL)  # all its threads are there
        process = self.board.process(name)
        most = self.size_of(process, "VmSize")
        resource.prlimit(process, resource.RLIMIT_AS, (most, resource.RLIM_INFINITY))
        for _ in range(PLANS_MAX):
            self.household.check(self.begin(LARGE), LARGE)
            if self.board.actors().get(name, process) != process:
                break
        self.board.back(name, process)
        self.assertIn("out of memory", self.log_of(name))
        self.household.whole_again()
        self.household.check(self.begin(SMALL), SMALL)

    def test_a_coordinator_that_gets_none_ends_and_the_next_one_goes_on(self):
        self.run_out("coordinator-1")

    def test_an_evaluator_that_gets_none_ends_and_others_do_its_work(self):
        self.run_out("evaluator-1")

    def test_a_plan_that_no_coordinator_has_memory_for_is_set_aside(self):
        """Every coordinator that the supervisor starts has too little."""
        before = self.board.kill("coordinator-1")
        process = self.board.back("coordinator-1", before) and self.board.process("coordinator-1")
        self.household.whole_again()
        few = self.size_of(process, "VmData") + (2 << 20)
        for limited in (self.board.supervisor(), process):
            resource.prlimit(limited, resource.RLIMIT_DATA, (few, resource.RLIM_INFINITY))
        plan = self.household.begin(LARGE)
        self.addCleanup(plan.end)
        wait_for(plan.over, "the plan to be set aside")
        code, told = plan.ended()
        self.assertEqual(code, ERROR, told)
        self.assertIn("the coordinator died 3 times while it made it", told)
        resource.prlimit(self.board.supervisor(), resource.RLIMIT_DATA,
                         (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        limited = self.board.kill("coordinator-1")
        self.board.back("coordinator-1", limited)
        self.household.whole_again()
        invariants.checked(self.begin(LARGE).report(60), self.household.home.undisturbed(LARGE))


if __name__ == "__main__":
    unittest.main(verbosity=2)
