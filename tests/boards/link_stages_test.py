"""The link between two boards is cut at each stage of a plan, in each way, and is whole again a
second later: the plan is the undisturbed one, and both boards are there."""

import sys
import time
import unittest

sys.dont_write_bytecode = True

import network  # noqa: E402

network.enter()

from cluster import WIDE, ClusterTest  # noqa: E402
import faults as fire  # noqa: E402
import schedule  # noqa: E402
from watch import PLANS  # noqa: E402

WISH = (*WIDE, "--set", "max_sells=1", "--set", "max_buys=4")
STAGES = ("accepting", "gathering", "identifying", "generating", "searching")
WAYS = ("loudly", "silently", "on the way there", "on the way back")
CUT_SECONDS = 1.0  # or until the plan is over


class LinkStages(ClusterTest):
    """What computes is on the far board: every plan needs it."""

    tapped = PLANS

    def cut_at(self, stage, way):
        name = schedule.HOLDS.get(stage, "generator-1")
        self.home.undisturbed(WISH)
        hold = fire.hold(self.cluster.of_role(name.partition("-")[0]), name)
        self.addCleanup(hold.release)
        before = self.watch.plan
        plan = self.begin(WISH)
        self.assertTrue(self.watch.until(
            lambda watch: watch.plan > before and self.reached(stage, watch.plan), plan.over),
            "the plan was over too soon")
        if stage == "searching":
            hold.release()
            self.watch.until(lambda watch: watch.share_of(watch.plan) > 0, plan.over)
        fault, heal = self.cuts("compute", "state")[way]
        fault()
        try:
            hold.release()
            plan.over_within(CUT_SECONDS)
        finally:
            heal()
        healed = time.monotonic()
        self.cluster.check(plan, WISH)
        print(f"over {time.monotonic() - healed:.1f} s after it healed", file=sys.stderr)
        self.cluster.wait_until_whole()

    def reached(self, stage, plan):
        shown = {"generating": "searching"}.get(stage, stage)
        return stage == "accepting" or shown in self.watch.stages.get(plan, ())


def _test_of(stage, way):
    return lambda self: self.cut_at(stage, way)


for _stage in STAGES:
    for _way in WAYS:
        setattr(LinkStages, f"test_cut_{_way.replace(' ', '_')}_while_{_stage}",
                _test_of(_stage, _way))


if __name__ == "__main__":
    unittest.main(verbosity=2)
