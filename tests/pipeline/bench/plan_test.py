"""`bench plan` makes whole plans through real processes, accounts for all of their time, and leaves
nothing behind."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

BENCH = os.environ["BALLAST_BENCH_PROGRAM"]
WAIT_SECONDS = 60
HOPS = ["asked", "gathered", "identified", "prepared", "searched", "alternatives",
        "built", "kept", "told"]
ROLES = {"broker", "universe", "portfolio", "trading", "opportunity", "generator", "evaluator",
         "coordinator"}


def processes_with(text):
    """The processes, other than this one, whose command line names `text`."""
    found = []
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if text in line and int(folder.name) != os.getpid():
            found.append(line)
    return found


class BenchPlan(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="ballast-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def start(self, *words):
        environment = os.environ | {"TMPDIR": self.folder}
        return subprocess.Popen([BENCH, "plan", *words], env=environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def expect_nothing_left(self):
        self.assertEqual(processes_with(self.folder), [])
        self.assertEqual(os.listdir(self.folder), [])

    def test_every_hop_is_told_and_together_they_are_the_whole(self):
        bench = self.start("--plans", "3", "--json")
        out, errors = bench.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(bench.returncode, 0, errors)
        plan = json.loads(out)["plan"]
        self.assertEqual((plan["plans"], plan["securities"], plan["positions"]), (3, 60, 25))
        self.assertLessEqual(plan["ms_p50"], plan["ms_p99"])
        hops = plan["tapped"]["hops"]
        self.assertEqual([hop["name"] for hop in hops], HOPS)
        together = sum(hop["us_mean"] for hop in hops)
        self.assertAlmostEqual(together, plan["tapped"]["us_mean"], places=3)
        self.assertTrue(all(hop["us_mean"] > 0 for hop in hops), hops)
        roles = {name.split("-")[0] for name in plan["processor_us_per_plan"]}
        self.assertEqual(roles, ROLES | {"client"})
        self.assertIn("UniverseSnapshot", plan["tapped"]["bytes_per_plan"])
        self.expect_nothing_left()

    def test_the_table_has_a_row_for_each_hop(self):
        bench = self.start("--plans", "1")
        out, errors = bench.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(bench.returncode, 0, errors)
        self.assertIn("p50", out)
        self.assertIn("exact search", out)
        self.expect_nothing_left()

    def test_interrupted_it_ends_every_process(self):
        bench = self.start("--plans", "100000")
        deadline = time.monotonic() + WAIT_SECONDS
        while len(processes_with(self.folder)) <= len(ROLES) and time.monotonic() < deadline:
            self.assertIsNone(bench.poll())
        bench.send_signal(signal.SIGINT)
        _, errors = bench.communicate(timeout=WAIT_SECONDS)
        self.assertEqual(bench.returncode, 1, errors)
        self.expect_nothing_left()

    def test_wrong_words_are_named_with_what_is_allowed(self):
        for words in (["--plans", "0"], ["--plans"], ["--plan", "3"]):
            bench = self.start(*words)
            _, errors = bench.communicate(timeout=WAIT_SECONDS)
            self.assertEqual(bench.returncode, 2)
            self.assertIn("--plans 1 to 100000", errors)


if __name__ == "__main__":
    unittest.main()
