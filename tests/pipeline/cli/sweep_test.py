"""`ballast sweep`: many plans at a time, what they have in common, and their picture."""

import json
import signal
import unittest
import xml.etree.ElementTree

import bench
from bench import DONE, REFUSED

DEPTHS = ("--set", "max_plan_depth=1,2,4")


class Sweeps(bench.CliTest):
    cluster = True

    def test_each_plan_of_a_sweep_is_the_plan_of_its_settings(self):
        swept = self.report("sweep", *DEPTHS, "--set", "min_cash_reserve=0,4000")
        self.assertEqual(swept["axes"], [
            {"setting": "max_plan_depth", "values": ["1", "2", "4"]},
            {"setting": "min_cash_reserve", "values": ["0", "4000"]}])
        self.assertEqual(len(swept["plans"]), 6)
        for plan in swept["plans"]:
            words = [f"{key}={value}" for key, value in plan["settings"].items()]
            alone = self.report("plan", "--set", words[0], "--set", words[1])
            self.assertEqual(plan["decision_hash"], alone["decision_hash"], words)
            self.assertEqual([trade["symbol"] for trade in plan["trades"]],
                             [step["symbol"] for step in alone["decision"]["steps"]])

    def test_a_sweep_here_and_in_the_cluster_is_the_same(self):
        def known(report):
            return [{key: value for key, value in plan.items() if key != "plan_id"}
                    for plan in report["plans"]]
        self.assertEqual(known(self.report("sweep", *DEPTHS)),
                         known(self.report("sweep", *DEPTHS, "--local")))

    def test_values_that_change_the_trades_are_marked(self):
        swept = self.report("sweep", *DEPTHS)
        groups = [plan["group"] for plan in swept["plans"]]
        self.assertEqual(groups, ["A", "B", "C"])
        self.assertEqual([plan["changed_by"] for plan in swept["plans"]],
                         [[], ["max_plan_depth"], ["max_plan_depth"]])
        text = self.ballast("sweep", *DEPTHS).stdout
        for expected in ("\n1  ", "\n2 * ", "\n4 * ", "3 different sets of trades in 3 plans"):
            self.assertIn(expected, text)

    def test_the_picture_is_a_document_of_its_own(self):
        picture = self.home.folder / "sweep.svg"
        ran = self.ballast("sweep", *DEPTHS, "--svg", str(picture))
        self.assertIn("Drawn to", ran.stderr)
        root = xml.etree.ElementTree.fromstring(picture.read_text(encoding="utf-8"))
        self.assertTrue(root.tag.endswith("svg"))
        dots = [one for one in root if one.tag.endswith("circle")]
        self.assertEqual(len(dots), 3)
        ran = self.ballast("sweep", *DEPTHS, "--svg", str(self.home.folder / "no" / "x.svg"),
                           code=bench.ERROR)
        self.assertIn("this file cannot be written", ran.stderr)

    def test_what_is_no_sweep_is_refused_in_one_sentence(self):
        self.assertIn("nothing varies", self.refused("sweep"))
        self.assertIn("1 to 10", self.refused("sweep", "--set", "max_plan_depth=2,99"))
        self.assertIn("single value", self.refused("sweep", *DEPTHS, "--depth", "4"))
        days = ",".join(str(day) for day in range(100))
        self.assertIn("at most 200", self.refused("sweep", *DEPTHS, "--set",
                                                  f"buy_cooldown_days={days}"))

    def test_where_every_plan_fails_the_reason_is_told_once(self):
        self.assertIn("NOSUCH", self.refused("sweep", *DEPTHS, "--pin", "NOSUCH", code=bench.ERROR))


class Interrupted(bench.CliTest):
    cluster = True
    large = True

    def test_ctrl_c_cancels_every_plan(self):
        sweep = self.home.begin("sweep", *bench.WIDE, "--set", "min_cash_reserve=0,1,2,3")
        bench.wait_for(lambda: len(self.states()) == 4, "four plans under way")
        sweep.send_signal(signal.SIGINT)
        out, err = sweep.communicate(timeout=bench.WAIT_SECONDS)
        self.assertEqual((sweep.returncode, out), (REFUSED, ""), err)
        self.assertIn("interrupted; the plans were cancelled", err)
        bench.wait_for(lambda: set(self.states()) == {"cancelled"}, "all to be cancelled")

    def states(self):
        ran = self.home.run("plans", "--json")
        self.assertEqual(ran.returncode, DONE, ran.stderr)
        return [plan["state"] for plan in json.loads(ran.stdout)["plans"]]


if __name__ == "__main__":
    unittest.main()
