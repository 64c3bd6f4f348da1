"""The link between two boards is cut, silenced and narrowed in the middle of a plan: it is the
undisturbed one, and once the link is whole both boards work again."""

import sys
import time
import unittest

sys.dont_write_bytecode = True

import network  # noqa: E402

network.enter()

from cluster import ETC, SMALL, WIDE, ClusterTest, wait_for  # noqa: E402
from watch import PLANS, WORK  # noqa: E402

# The first that takes long enough on this machine for a fault to be noticed in its middle.
LARGE = [(*WIDE, "--set", "max_sells=2", "--set", f"max_buys={most}", "--risk", "monte-carlo",
          "--paths", "500") for most in (6, 7, 8)]
LARGE_SECONDS_LEAST = 2.5
NARROW = (*WIDE, "--set", "max_sells=1", "--set", "max_buys=4", "--risk", "monte-carlo", "--paths",
          "500")
# Of machines that do other things, too. The bounds of the rules are held on a simulated clock.
NOTICED_SECONDS_MAX = 4.0
REJOINED_SECONDS_MAX = 10.0


class Links(ClusterTest):
    """Only evaluators are on the far board, so that plans go on without it."""

    tapped = PLANS + WORK

    @classmethod
    def file(cls):
        text = (ETC / "cluster-two-boards.toml").read_text(encoding="utf-8")
        far = "opportunity = 1\ngenerator = 1\n"
        near = text.replace(far, "").replace("coordinator = 1\n",
                                             f"coordinator = 1\n{far}evaluator = 1\n")
        return cls.home.write("near.toml", near)

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.large = cls.home.first_that_takes(LARGE_SECONDS_LEAST, LARGE)

    def far(self, told):
        return [worker for worker in told if worker.endswith("@compute")]

    def begin_on_both(self):
        """Begins a plan; returns it once both boards work for it."""
        self.home.undisturbed(self.large)
        self.watch.answers.clear()
        plan = self.begin(self.large)
        both = self.watch.until(lambda watch: 0 < len(self.far(watch.answers)) < len(watch.answers),
                                plan.over)
        self.assertTrue(both, "the plan was over too soon")
        return plan

    def put_back(self):
        """Returns how many leases have ended without an answer, so that others get their work. A
        copy near the end of a search is none of them."""
        board = self.cluster.of_role("coordinator")
        return board.report("plans", self.watch.plan)["run"]["ledger"]["requeued"]

    def noticed(self, since, before, plan):
        """Returns how long after `since` what the far board held was put back."""
        while self.put_back() == before:
            self.assertFalse(plan.over(), "the plan was over before the fault was noticed")
        seconds = time.monotonic() - since
        self.assertLess(seconds, NOTICED_SECONDS_MAX)
        return seconds

    def disturb(self, how):
        """A plan in whose middle the link goes, and one that both boards make when it is back."""
        fault, heal = self.cuts("compute", "state")[how]
        plan = self.begin_on_both()
        before, cut = self.put_back(), time.monotonic()
        fault()
        try:
            seconds = self.noticed(cut, before, plan)
            report = self.cluster.check(plan, self.large)
        finally:
            heal()
        healed = time.monotonic()
        self.assertGreater(report["run"]["ledger"]["expired"], 0)
        self.rejoined(healed)
        print(f"noticed after {seconds:.2f} s, both boards at work "
              f"{time.monotonic() - healed:.2f} s after it healed", file=sys.stderr)

    def rejoined(self, healed):
        """Plans again until both boards work."""
        while True:
            self.watch.answers.clear()
            plan = self.begin(self.large)
            both = self.watch.until(lambda watch: self.far(watch.answers), plan.over)
            seconds = time.monotonic() - healed
            self.cluster.check(plan, self.large)
            if both:
                break
            self.assertLess(seconds, REJOINED_SECONDS_MAX, "the far board does not come back")

    def test_cut_loudly(self):
        self.disturb("loudly")

    def test_cut_silently(self):
        self.disturb("silently")

    def test_cut_on_the_way_there(self):
        self.disturb("on the way there")

    def test_cut_on_the_way_back(self):
        self.disturb("on the way back")

    def test_cut_for_a_moment_costs_nothing(self):
        plan = self.begin_on_both()
        for _ in range(3):
            self.network.silence("compute")
            self.watch.until(lambda _: False, lambda: plan.over_within(0.1))
            self.network.let_speak("compute")
            plan.over_within(0.1)
        self.cluster.check(plan, self.large)

    def test_an_evaluator_killed_on_the_far_board(self):
        plan = self.begin_on_both()
        before, killed = self.put_back(), time.monotonic()
        self.cluster.boards["compute"].kill("evaluator-1")
        seconds = self.noticed(killed, before, plan)
        print(f"noticed after {seconds * 1000:.0f} ms", file=sys.stderr)
        self.cluster.check(plan, self.large)


class StagesBeyondTheLink(ClusterTest):
    """Actors that every plan needs are on the far board: plans wait for the link and go on."""

    tapped = PLANS

    def wait_beyond(self, stage):
        """Cuts the link before a plan begins, and heals it when the plan waits in that stage."""
        board = self.cluster.boards["compute"]
        network = self.cluster.network
        self.home.undisturbed(SMALL)
        network.silence("compute")
        try:
            before = self.watch.plan
            plan = self.begin(SMALL)
            self.assertTrue(self.watch.until(
                lambda watch: watch.plan > before and stage in watch.stages.get(watch.plan, ()),
                plan.over), "the plan was over too soon")
        finally:
            network.let_speak("compute")
        healed = time.monotonic()
        self.cluster.check(plan, SMALL)
        print(f"over {time.monotonic() - healed:.2f} s after the link was whole", file=sys.stderr)
        wait_for(lambda: len(board.ready()) == len(board.actors()), "the far board to be ready")

    def test_silent_while_opportunities_are_sought(self):
        self.wait_beyond("identifying")

    def test_so_narrow_that_a_context_takes_seconds(self):
        """What evaluators need first takes longer than they may be silent."""
        network = self.cluster.network
        self.home.undisturbed(NARROW)
        for board in ("state", "compute"):
            network.narrow(board, "1mbit")
            self.addCleanup(network.widen, board)
        before = network.sent_bytes("state")
        began = time.monotonic()
        plan = self.begin(NARROW)
        self.cluster.check(plan, NARROW)
        sent = network.sent_bytes("state") - before
        print(f"{sent / 1000:.0f} kB, plan {time.monotonic() - began:.1f} s", file=sys.stderr)
        self.assertGreater(sent, 100_000)


if __name__ == "__main__":
    unittest.main(verbosity=2)
