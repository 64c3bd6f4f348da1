"""The link between two boards is cut, silenced and narrowed in the middle of a plan: it is the
undisturbed one, and once the link is whole both boards work again."""

import sys
import time
import unittest

sys.dont_write_bytecode = True

import network  # noqa: E402

network.enter()

from cluster import ETC, SMALL, WIDE, Cluster, wait_for  # noqa: E402
from household import Home  # noqa: E402
from watch import PLANS, WORK, Watch  # noqa: E402

LARGE = (*WIDE, "--set", "max_sells=2", "--set", "max_buys=5", "--risk", "monte-carlo", "--paths",
         "300")
NARROW = (*WIDE, "--set", "max_sells=1", "--set", "max_buys=4", "--risk", "monte-carlo", "--paths",
          "500")
# Of machines that do other things, too. The bounds of the rules are held on a simulated clock.
NOTICED_SECONDS_MAX = 4.0
REJOINED_SECONDS_MAX = 10.0


class Links(unittest.TestCase):
    """Only evaluators are on the far board, so that plans go on without it."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.end)
        text = (ETC / "cluster-two-boards.toml").read_text(encoding="utf-8")
        far = "opportunity = 1\ngenerator = 1\n"
        near = text.replace(far, "").replace("coordinator = 1\n",
                                             f"coordinator = 1\n{far}evaluator = 1\n")
        cls.cluster = Cluster(cls.home.write("near.toml", near), cls.home)
        cls.addClassCleanup(cls.cluster.end)
        cls.cluster.up()
        cls.cluster.fill()
        cls.watch = Watch(cls.cluster.boards["state"], PLANS + WORK)
        cls.addClassCleanup(cls.watch.end)
        cls.network = cls.cluster.network

    def far(self, told):
        return [worker for worker in told if worker.endswith("@compute")]

    def begin(self, wish):
        """Begins a plan; returns it once both boards work for it."""
        self.home.undisturbed(wish)
        self.watch.answers.clear()
        plan = self.cluster.begin(wish)
        self.addCleanup(plan.end)
        both = self.watch.until(lambda watch: 0 < len(self.far(watch.answers)) < len(watch.answers),
                                plan.over)
        self.assertTrue(both, "the plan was over too soon")
        return plan

    def disturb(self, fault, heal, noticed_seconds_max=NOTICED_SECONDS_MAX):
        """A plan in whose middle the link goes, and one that both boards make when it is back."""
        plan = self.begin(LARGE)
        self.watch.retries.clear()
        cut = time.monotonic()
        fault()
        try:
            noticed = self.watch.until(lambda watch: watch.retries, plan.over)
            seconds = self.watch.retries[0] - cut if noticed else 0.0
            report = self.cluster.check(plan, LARGE)
        finally:
            heal()
        healed = time.monotonic()
        self.assertTrue(noticed, "the plan was over before the fault was noticed")
        self.assertLess(seconds, noticed_seconds_max)
        self.assertGreater(report["run"]["ledger"]["expired"], 0)
        self.rejoined(healed)
        print(f"noticed after {seconds:.2f} s, both boards at work "
              f"{time.monotonic() - healed:.2f} s after it healed", file=sys.stderr)

    def rejoined(self, healed):
        """Plans again until both boards work."""
        while True:
            self.watch.answers.clear()
            plan = self.cluster.begin(LARGE)
            self.addCleanup(plan.end)
            both = self.watch.until(lambda watch: self.far(watch.answers), plan.over)
            seconds = time.monotonic() - healed
            self.cluster.check(plan, LARGE)
            if both:
                break
            self.assertLess(seconds, REJOINED_SECONDS_MAX, "the far board does not come back")

    def test_cut_loudly(self):
        self.disturb(lambda: self.network.cut("compute"), lambda: self.network.plug("compute"))

    def test_cut_silently(self):
        self.disturb(lambda: self.network.silence("compute"),
                     lambda: self.network.let_speak("compute"))

    def test_cut_on_the_way_there(self):
        self.disturb(lambda: self.network.lose("state", "compute"),
                     lambda: self.network.find("state", "compute"))

    def test_cut_on_the_way_back(self):
        self.disturb(lambda: self.network.lose("compute", "state"),
                     lambda: self.network.find("compute", "state"))

    def test_cut_for_a_moment_costs_nothing(self):
        plan = self.begin(LARGE)
        for _ in range(3):
            self.network.silence("compute")
            self.watch.until(lambda _: False, lambda: plan.over_within(0.1))
            self.network.let_speak("compute")
            plan.over_within(0.1)
        self.cluster.check(plan, LARGE)

    def test_an_evaluator_killed_on_the_far_board(self):
        plan = self.begin(LARGE)
        self.watch.retries.clear()
        killed = time.monotonic()
        self.cluster.boards["compute"].kill("evaluator-1")
        self.assertTrue(self.watch.until(lambda watch: watch.retries, plan.over))
        seconds = self.watch.retries[0] - killed
        print(f"noticed after {seconds * 1000:.0f} ms", file=sys.stderr)
        self.assertLess(seconds, NOTICED_SECONDS_MAX)
        self.cluster.check(plan, LARGE)


class StagesBeyondTheLink(unittest.TestCase):
    """Actors that every plan needs are on the far board: plans wait for the link and go on."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.end)
        cls.cluster = Cluster(ETC / "cluster-two-boards.toml", cls.home)
        cls.addClassCleanup(cls.cluster.end)
        cls.cluster.up()
        cls.cluster.fill()
        cls.watch = Watch(cls.cluster.boards["state"])
        cls.addClassCleanup(cls.watch.end)

    def wait_beyond(self, stage):
        """Cuts the link before a plan begins, and heals it when the plan waits in that stage."""
        board = self.cluster.boards["compute"]
        network = self.cluster.network
        self.home.undisturbed(SMALL)
        network.silence("compute")
        try:
            before = self.watch.plan
            plan = self.cluster.begin(SMALL)
            self.addCleanup(plan.end)
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
        plan = self.cluster.begin(NARROW)
        self.addCleanup(plan.end)
        self.cluster.check(plan, NARROW)
        sent = network.sent_bytes("state") - before
        print(f"{sent / 1000:.0f} kB, plan {time.monotonic() - began:.1f} s", file=sys.stderr)
        self.assertGreater(sent, 100_000)


if __name__ == "__main__":
    unittest.main(verbosity=2)
