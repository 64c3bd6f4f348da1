"""Every actor that a plan leans on, killed at every stage of it: the plan is the undisturbed one.

Each stage has a board of its own; all boards run at once, for what takes time is restarts.
"""

import os
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True

import faults as fire  # noqa: E402
import schedule  # noqa: E402
from faults import Fault  # noqa: E402
from household import Household  # noqa: E402

WISH = ("--depth", "10", "--set", "max_candidates=30", "--set", "max_sells=1", "--set",
        "max_buys=4", "--set", "max_opportunities_per_category=30", "--set",
        "priority_threshold=0", "--set", "min_security_score=0", "--set", "min_hold_days=0",
        "--date", "newest-price")
VICTIMS = ("broker-1", "coordinator-1", "generator-1", "opportunity-1", "portfolio-1",
           "universe-1", "trading-1")
STAGES = ("accepting", "gathering", "identifying", "generating", "searching")
ONE_STAGE = "BALLAST_TEST_STAGE"  # set where this program runs the tests of one stage


class Stage(unittest.TestCase):
    """One board for all tests of a stage: a fault must leave nothing that harms the next plan."""

    stage = ""

    @classmethod
    def setUpClass(cls):
        cls.household = Household()
        cls.addClassCleanup(cls.household.end)
        cls.household.up()

    def tearDown(self):
        self.household.whole_again()

    def kill(self, victim):
        board, watch = self.household.board, self.household.watch
        self.household.home.undisturbed(WISH)
        hold = fire.hold(board, schedule.HOLDS.get(self.stage, "generator-1"))
        before = watch.plan
        plan = self.household.begin(WISH)
        self.addCleanup(plan.end)
        self.addCleanup(hold.release)
        self.assertTrue(watch.until(lambda _: watch.plan > before and self.reached(watch.plan),
                                    plan.over), "the plan was over too soon")
        if self.stage == "searching":
            hold.release()
            watch.until(lambda _: watch.share_of(watch.plan) > 0, plan.over)
        fire.strike(board, Fault("kill", (victim,), self.stage), plan)
        hold.release()
        self.household.check(plan, WISH)

    def reached(self, plan):
        stage = {"generating": "searching"}.get(self.stage, self.stage)
        return stage == "accepting" or stage in self.household.watch.stages.get(plan, ())


def _test_of(victim):
    return lambda self: self.kill(victim)


def tests_of(stage):
    tests = {f"test_while_{stage}_{victim[:-2]}_is_killed": _test_of(victim) for victim in VICTIMS}
    return type(stage.capitalize(), (Stage,), {"stage": stage, **tests})


def run_all():
    """Returns an exit code: 0 when the tests of all stages pass."""
    running = [subprocess.Popen([sys.executable, "-B", __file__], stdout=subprocess.PIPE, text=True,
                                stderr=subprocess.STDOUT, env=dict(os.environ, **{ONE_STAGE: one}))
               for one in STAGES]
    for one in running:
        print(one.communicate()[0], flush=True)
    return max(abs(one.returncode) for one in running)


if __name__ == "__main__":
    if ONE_STAGE not in os.environ:
        sys.exit(run_all())
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(tests_of(os.environ[ONE_STAGE]))
    sys.exit(not unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful())
