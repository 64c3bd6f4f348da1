"""Programs for 64-bit Arm, run under qemu, decide as those of this machine do, to the byte."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "pipeline" / "cli"))

import bench

ARM64 = pathlib.Path(os.environ["BALLAST_ARM64_BUILD"])
EMULATOR = "qemu-aarch64"
# Emulated, a program is about twenty times as slow.
WAIT_SECONDS = 600

WISHES = {
    "standard": (),
    "wide": ("--depth", "10", "--set", "max_candidates=30", "--set",
             "max_opportunities_per_category=30", "--set", "priority_threshold=0"),
    "shifts": ("--risk", "stochastic"),
    "price paths": ("--risk", "monte-carlo", "--paths", "200", "--horizon", "21"),
    "front": ("--objectives",),
    "aggressive": ("--preset", "aggressive"),
}


class SamePlans(bench.CliTest):
    def on_arm(self, *words):
        return subprocess.run([EMULATOR, ARM64 / "tools/ballast/ballast", *words],
                              env=self.home.environment, cwd=self.home.folder, text=True,
                              capture_output=True, stdin=subprocess.DEVNULL,
                              timeout=WAIT_SECONDS, check=False)

    def test_every_mode_decides_the_same(self):
        for name, words in WISHES.items():
            with self.subTest(name):
                ran_here = self.home.run("plan", "--local", "--json", *words)
                ran_there = self.on_arm("plan", "--local", "--json", *words)
                self.assertIn(ran_here.returncode, (bench.DONE, bench.DEGRADED), ran_here.stderr)
                self.assertEqual(ran_there.returncode, ran_here.returncode, ran_there.stderr)
                here, there = json.loads(ran_here.stdout), json.loads(ran_there.stdout)
                self.assertEqual(there["decision"], here["decision"])
                self.assertEqual(there["decision_hash"], here["decision_hash"])
                self.assertEqual(there["certificate"], here["certificate"])

    def test_each_verifies_the_plans_of_the_other(self):
        path = str(self.home.folder / "plan.json")
        words = ("plan", "--local", "-q", "--save", path)
        self.assertEqual(self.on_arm(*words).returncode, bench.DONE)
        self.assertIn("The same decision", self.ballast("plan", "verify", path, "--exact").stdout)
        self.ballast(*words)
        self.assertIn("The same decision", self.on_arm("plan", "verify", path, "--exact").stdout)


class MixedBoards(bench.CliTest):
    cluster = True

    def test_an_evaluator_of_another_machine_takes_part(self):
        alone = self.report("plan", "--local")
        for name in ("evaluator-1", "evaluator-2"):
            self.home.kill(name)
        self.home.start("evaluator", 1, program=[EMULATOR, str(ARM64 / "actors/ballast-actor")])
        bench.wait_for(lambda: "evaluator-1" in self.home.ready(), "the emulated evaluator")
        together = self.report("plan")
        self.assertEqual(together["decision_hash"], alone["decision_hash"])
        scored = {worker["name"]: worker["units"]
                  for worker in together["run"]["ledger"]["workers"]}
        self.assertGreater(scored["evaluator-1@home"], 0)


if __name__ == "__main__":
    unittest.main(verbosity=2)
