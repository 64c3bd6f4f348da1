"""`ballast` where no cluster runs: it says so, plans from a snapshot, and waits for a restart."""

import json
import unittest

import bench
from bench import DEGRADED, DONE, ERROR


class Alone(bench.CliTest):
    def test_it_says_so_plans_and_touches_no_store(self):
        before = self.home.stores()
        ran = self.ballast("plan")
        self.assertIn("Nothing listens at ipc://", ran.stderr)
        self.assertIn("from a snapshot of the stores", ran.stderr)
        self.assertIn("in this process", ran.stdout)
        self.assertEqual(self.home.stores(), before)

    def test_stale_prices_make_a_degraded_plan_that_says_so(self):
        ran = self.ballast("plan", "-q", "--date", "2025-09-01", code=DEGRADED)
        self.assertIn("Degraded: Prices older than 7 days: ", ran.stdout)
        self.assertRegex(ran.stdout, r"Stale: .* and \d+ more\.")

    def test_when_nothing_is_worth_doing_it_says_why(self):
        for words, reason in ((("--cash", "0", "--buy-only"), "; 0.00 is available."),
                              (("--set", "min_security_score=1", "--set", "max_sells=0"),
                               "below the"),
                              (("--set", "max_buys=0", "--set", "max_sells=0",
                                "--set", "patterns=none",
                                "--set", "enable_adaptive_patterns=false"),
                               "no set that settings and wishes allow holds it")):
            with self.subTest(words):
                out = self.ballast("plan", "-q", *words).stdout
                self.assertTrue(out.startswith("Nothing to do: "), out)
                self.assertIn(reason, out.split("What stood in the way")[1])

    def test_a_number_of_evaluators_that_the_file_gives_is_not_decided(self):
        self.assertEqual(self.ballast("config", "decide").stdout,
                         "nothing to decide: the cluster file says how many evaluators board home "
                         "runs\n")

    def test_local_does_not_even_look(self):
        self.assertEqual(self.ballast("plan", "--local").stderr, "")

    def test_flags_of_price_paths_without_price_paths_are_named(self):
        told = self.ballast("plan", "--local", "--paths", "100", "--horizon", "5").stderr
        self.assertIn("--paths and --horizon changed nothing", told)
        told = self.ballast("plan", "--local", "--risk", "monte-carlo", "--paths", "100").stderr
        self.assertEqual(told, "")

    def test_any_number_of_evaluators_makes_the_same_plan(self):
        hashes = {json.loads(self.ballast("plan", "--local", "--json", "--evaluators",
                                          count).stdout)["decision_hash"]
                  for count in ("1", "2", "5")}
        self.assertEqual(len(hashes), 1)

    def test_what_needs_a_cluster_says_how_to_start_one(self):
        for words in (("status",), ("tap",), ("tap", "top"), ("tap", "ledger")):
            with self.subTest(words):
                told = self.refused(*words, code=ERROR)
                self.assertIn("nothing listens at the cluster's address", told)
                self.assertIn("tools/supervise up", told)

    def test_a_saved_plan_is_verified_and_executed_here(self):
        path = str(self.home.folder / "plan.json")
        self.ballast("plan", "-q", "--save", path)
        self.assertIn("The same decision", self.ballast("plan", "verify", path).stdout)
        shown = self.ballast("execute", path, "--all", "--dry-run").stdout
        self.assertIn("A dry run: nothing was traded.", shown)


class Restarting(bench.CliTest):
    def test_a_cluster_whose_stores_are_owned_is_waited_for(self):
        (self.home.folder / "run").mkdir()
        self.home.start("universe")
        lock = self.home.state / "universe.db.lock"
        bench.wait_for(lambda: lock.exists() and str(self.home.actors["universe-1"].pid)
                       in lock.read_text(encoding="utf-8"), "the owner of the store")
        plan = self.home.begin("plan", "--json")
        self.addCleanup(plan.kill)
        self.assertIn("The cluster is starting; waiting for it.", plan.stderr.readline())
        for role, count in bench.ROLES.items():
            for number in range(1, count + 1):
                if role != "universe":
                    self.home.start(role, number)
        out, err = plan.communicate(timeout=bench.WAIT_SECONDS)
        self.assertEqual(plan.returncode, DONE, err)
        self.assertEqual(json.loads(out)["run"]["mode"], "cluster")


if __name__ == "__main__":
    unittest.main()
