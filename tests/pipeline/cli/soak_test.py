"""Many plans at once, and for long: each is right, and no process grows.

`soak_test.py --soak SECONDS` goes on for so long (an hour is 3600); without it for a few seconds.
"""

import json
import pathlib
import sys
import time
import unittest

import bench

SHORT_SECONDS = 2
# Of one process after it is warm: replies that it keeps for repeats (8 MiB of them, no more), and
# what a heap may keep in its gaps.
GROWTH_KIB_MAX = (8 + 4) * 1024
AXES = ("--set", "max_plan_depth=1,2,3,4", "--set", "min_cash_reserve=0,500,1000,2000,4000")


def soak_seconds():
    if "--soak" not in sys.argv:
        return SHORT_SECONDS
    at = sys.argv.index("--soak")
    seconds = int(sys.argv[at + 1])
    del sys.argv[at:at + 2]
    return seconds


SECONDS = soak_seconds()


def proportional_kib(process):
    text = pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))


class Soak(bench.CliTest):
    cluster = True

    def memory(self):
        return {name: proportional_kib(process) for name, process in self.home.actors.items()}

    def sweep(self):
        swept = self.report("sweep", *AXES)
        return [plan["decision_hash"] for plan in swept["plans"]]

    def test_ten_plans_at_once_are_each_what_it_is_alone(self):
        wishes = [("plan", "--json", "--set", f"max_plan_depth={1 + number % 4}", "--set",
                   f"min_cash_reserve={500 * number}") for number in range(10)]
        begun = [self.home.begin(*wish) for wish in wishes]
        together = [json.loads(one.communicate(timeout=bench.WAIT_SECONDS)[0]) for one in begun]
        self.assertEqual([one.returncode for one in begun], [bench.DONE] * len(begun))
        for wish, plan in zip(wishes, together):
            self.assertTrue(plan["run"]["ledger"]["balances"])
            alone = self.report(*wish[:1], *wish[2:])
            self.assertEqual(plan["decision_hash"], alone["decision_hash"], wish)

    def test_memory_and_answers_stay_as_they_are(self):
        expected = self.sweep()
        for _ in range(3):
            self.sweep()
        warm, plans, deadline = self.memory(), 0, time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            self.assertEqual(self.sweep(), expected)
            plans += len(expected)
        grown = {name: kib - warm[name] for name, kib in self.memory().items()}
        for name, kib in grown.items():
            self.assertLessEqual(kib, GROWTH_KIB_MAX, f"{name} after {plans} plans: {grown} KiB")
        states = sum(path.stat().st_size for path in self.home.state.glob("*") if path.is_file())
        print(f"{plans} plans in {SECONDS} s; grown by KiB: {grown}; state {states >> 10} KiB",
              file=sys.stderr)
        self.assertGreater(plans, 0)


if __name__ == "__main__":
    unittest.main()
