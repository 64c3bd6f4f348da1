"""All that passes between two boards is delayed, dropped, corrupted, split and stalled by a proxy:
the plan is the undisturbed one."""

import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True

import network  # noqa: E402

network.enter()

from cluster import WIDE, ClusterTest, bench  # noqa: E402

WISH = (*WIDE, "--set", "max_sells=1", "--set", "max_buys=4", "--risk", "monte-carlo", "--paths",
        "200")
PORTS = (*range(7400, 7404), *range(7410, 7700))  # of the cluster file, but for some lanes
# Echoes are missed for ten heartbeats, twice if what brings them back is begun anew too late.
SWALLOWED_SECONDS_MAX = 60
PROXY = bench.ROOT / "tests" / "boards" / "proxy.py"


class Between(ClusterTest):
    """The generator, opportunities and evaluators are on one board, all else on the other."""

    @classmethod
    def before_start(cls):
        """On the compute board the address of the state board is the proxy's."""
        net = cls.network
        state = net.addresses["state"]
        net.stand_in("compute", "state")
        cls.proxy = subprocess.Popen(
            [*net.inside("compute"), sys.executable, "-B", PROXY, net.SWITCH, state,
             *map(str, PORTS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.proxy.communicate)
        cls.addClassCleanup(cls.proxy.kill)
        cls.heard()

    @classmethod
    def heard(cls):
        if (line := cls.proxy.stdout.readline()) != "ok\n":
            raise AssertionError(f"the proxy said {line!r}")

    def tell(self, words):
        self.proxy.stdin.write(words + "\n")
        self.proxy.stdin.flush()
        self.heard()

    def setUp(self):
        self.home.undisturbed(WISH)
        self.addCleanup(self.cluster.wait_until_whole)
        self.addCleanup(self.tell, "pass")

    def plan_while(self, *words):
        """Plans while the proxy does what it is told."""
        self.tell(" ".join(words))
        began = time.monotonic()
        plan = self.begin(WISH)
        report = self.cluster.check(plan, WISH)
        print(f"plan {time.monotonic() - began:.1f} s", file=sys.stderr)
        return report

    def test_nothing(self):
        self.plan_while("pass")

    def test_delayed(self):
        self.plan_while("delay", "0.03")

    def test_split(self):
        self.plan_while("split")

    def test_connections_dropped(self):
        self.plan_while("drop", "0.02")

    def test_bits_turned(self):
        self.plan_while("corrupt", "0.02")

    def test_swallowed(self):
        """As after a bit that was turned in a frame's length: the kernels see healthy links."""
        self.tell("swallow")
        began, told = time.monotonic(), ""
        while time.monotonic() - began < SWALLOWED_SECONDS_MAX:
            plan = self.begin(WISH)
            try:
                self.cluster.check(plan, WISH)
                break
            except AssertionError as error:
                told = str(error)
            finally:
                plan.end()
        else:
            self.fail(told)
        print(f"a plan {time.monotonic() - began:.1f} s later", file=sys.stderr)

    def test_stalled_and_flowing_again(self):
        self.tell("stall")
        plan = self.begin(WISH)
        self.assertFalse(plan.over_within(4), "the plan needs nothing of the other board")
        self.tell("pass")
        self.cluster.check(plan, WISH)


if __name__ == "__main__":
    unittest.main(verbosity=2)
