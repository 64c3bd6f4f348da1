"""`ballast` on a running cluster: plans, their files, what changed between two, execution."""

import json
import random
import subprocess
import unittest

import bench
import schema
from bench import ERROR, REFUSED


class Plans(bench.CliTest):
    cluster = True

    def test_the_result_goes_to_stdout_and_talk_to_stderr(self):
        ran = self.ballast("plan")
        self.assertEqual(ran.stderr, "")
        for expected in ("score", "Cash ", "Clearly different plans", "Prices of ", "decision "):
            self.assertIn(expected, ran.stdout)

    def test_json_is_what_the_schema_says(self):
        text = (bench.ROOT / "etc" / "schema" / "plan.schema.json").read_text(encoding="utf-8")
        root = json.loads(text)
        self.assertEqual(schema.findings(self.report("plan"), root, root), [])

    def test_a_pipe_gets_no_escape_codes_and_no_progress(self):
        ran = self.ballast("plan")
        self.assertNotIn(bench.ESCAPE, ran.stdout + ran.stderr)
        self.assertNotIn("\r", ran.stderr)

    def test_the_plan_is_the_same_here_and_in_the_cluster(self):
        there = self.report("plan")
        here = self.report("plan", "--local")
        self.assertEqual(there["decision"], here["decision"])
        self.assertEqual(there["decision_hash"], here["decision_hash"])
        self.assertEqual((there["run"]["mode"], here["run"]["mode"]), ("cluster", "local"))

    def test_plans_lists_the_newest_first_and_takes_the_end_of_an_id(self):
        first = self.report("plan", "--depth", "1")["plan_id"]
        second = self.report("plan", "--depth", "2")["plan_id"]
        listed = [plan["plan_id"] for plan in self.report("plans", "--limit", "2")["plans"]]
        self.assertEqual(listed, [second, first])
        self.assertIn(first[-8:], self.ballast("plans").stdout)
        self.assertEqual(self.report("plans", first[-8:])["plan_id"], first)

    def test_an_unknown_plan_is_said_to_be_unknown(self):
        self.assertIn("no such plan", self.refused("plans", "nosuchplan", code=ERROR))

    def test_the_difference_of_two_plans_names_what_changed_and_why(self):
        one = self.report("plan", "--depth", "1")["plan_id"]
        more = self.report("plan", "--depth", "3", "--cash", "9000")["plan_id"]
        text = self.ballast("plans", "--diff", one, more).stdout
        for expected in ("added: ", "score: ", "max_plan_depth: 1 -> 3",
                         "cash to plan with: as recorded -> 9,000.00"):
            self.assertIn(expected, text)
        parts = self.report("plans", "--diff", one, more)
        self.assertEqual(set(parts), {"decision", "request", "inputs"})
        self.assertIn("do not differ", self.ballast("plans", "--diff", one, one).stdout)
        self.refused("plans", "--diff", one)

    def test_a_saved_plan_is_verified_and_a_changed_one_is_not(self):
        path = str(self.home.folder / "plan.json")
        self.ballast("plan", "--save", path)
        self.assertIn("The same decision", self.ballast("plan", "verify", path).stdout)
        text = self.ballast("plan", "verify", path, "--exact").stdout
        for expected in ("scores more than", "from the certificate alone", "decided again"):
            self.assertIn(expected, text)
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        report["decision"]["steps"][0]["quantity"] += 1
        changed = self.home.write("changed.json", json.dumps(report))
        self.assertIn("differs", self.ballast("plan", "verify", changed, code=ERROR).stdout)
        report["decision"]["steps"][0]["quantity"] -= 1
        report["certificate"]["prices"][0]["cash"] += 2**20
        forged = self.home.write("forged.json", json.dumps(report))
        self.assertIn("does not hold: certificate",
                      self.ballast("plan", "verify", forged, code=ERROR).stdout)
        report["certificate"]["prices"][0]["cash"] -= 2**20
        report["decision"]["steps"][0]["quantity"] += 1
        self.assertIn("this plan cannot be replayed", self.refused(
            "plan", "verify", self.home.write("bare.json", json.dumps(
                dict(report, inputs=None))), code=ERROR))
        for part in report["decision"]["steps"]:
            del part["change"]
        for part in report["decision"]["runners_up"] + report["decision"]["alternatives"]:
            del part["difference"]
        report["decision"]["format"] = 1
        self.assertIn("format 1", self.refused(
            "plan", "verify", self.home.write("old.json", json.dumps(report)), code=REFUSED))
        self.assertIn("cannot be read", self.refused("plan", "verify", "nowhere", code=ERROR))
        self.refused("plan", "verify", self.home.write("cut.json", "{\"plan_id\": "), code=ERROR)

    def test_a_plan_that_cannot_be_saved_leaves_no_file(self):
        path = str(self.home.folder / "nowhere" / "plan.json")
        ran = self.ballast("plan", "--save", path, code=ERROR)
        self.assertIn("cannot be written", ran.stderr)

    def test_a_result_that_cannot_be_written_is_an_error(self):
        with open("/dev/full", "wb") as full:
            ran = subprocess.run([bench.BALLAST, "plans", "--json"], stdout=full, text=True,
                                 stderr=subprocess.PIPE, check=False, env=self.home.environment)
        self.assertEqual(ran.returncode, ERROR)
        self.assertIn("the output cannot be written", ran.stderr)


class Wishes(bench.CliTest):
    cluster = True

    def steps(self, *words):
        return self.report("plan", *words)["decision"]["steps"]

    def test_an_excluded_security_is_not_traded_and_a_pinned_one_is(self):
        steps = self.steps()
        first = steps[0]["symbol"]
        self.assertNotIn(first, [step["symbol"] for step in self.steps("--exclude", first.lower())])
        other = self.report("plan")["decision"]["alternatives"]
        symbols = {trade["symbol"] for plan in other for trade in plan["trades"]}
        pinned = sorted(symbols - {step["symbol"] for step in steps})[0]
        self.assertIn(pinned, [step["symbol"] for step in self.steps("--pin", pinned)])

    def test_depth_bounds_the_steps_and_buy_only_forbids_sales(self):
        self.assertEqual(len(self.steps("--depth", "1")), 1)
        self.assertTrue(all(step["side"] == "buy" for step in self.steps("--buy-only")))

    def test_cash_takes_the_place_of_what_is_recorded(self):
        words = ("--cash", "1234.5", "--set", "min_cash_reserve=0")
        decision = self.report("plan", *words)["decision"]
        self.assertEqual(float(decision["cash_before"]), 1234.5)

    def test_a_day_to_plan_for_is_used(self):
        day = self.report("plan")["decision"]["prices"]["newest"]
        self.assertEqual(self.report("plan", "--date", day)["decision"]["as_of"], day)

    def test_flags_go_before_the_request_file(self):
        path = self.home.write("request.json", '{"settings": {"max_plan_depth": 3}, "seed": 5}')
        request = self.report("plan", "--request", path, "--depth", "2", "--seed", "9")["request"]
        self.assertEqual((request["settings"]["max_plan_depth"], request["seed"]), (2, 9))
        request = self.report("plan", "--request", path)["request"]
        self.assertEqual((request["settings"]["max_plan_depth"], request["seed"]), (3, 5))

    def test_objectives_show_the_front_the_chosen_plan_and_what_others_trade_away(self):
        self.assertEqual(self.report("plan")["decision"]["front"], [])
        decision = self.report("plan", "--objectives")["decision"]
        self.assertEqual(decision["steps"], self.report("plan")["decision"]["steps"])
        chosen, = [plan for plan in decision["front"] if plan["chosen"]]
        self.assertEqual([(trade["symbol"], trade["quantity"]) for trade in chosen["trades"]],
                         [(step["symbol"], step["quantity"]) for step in decision["steps"]])
        self.assertEqual(chosen["score"], decision["after"]["total"])
        others = [plan for plan in decision["front"] if not plan["chosen"]]
        self.assertGreater(len(others), 1)
        for plan in others:
            self.assertLessEqual(plan["score"], chosen["score"])
            self.assertRegex(plan["trade_off"], "^(Gains|Costs|Gives up|As good) ")
        text = self.ballast("plan", "--objectives").stdout
        for expected in ("The front", "diversification", "against the chosen plan",
                         "The chosen plan.", "; gives up "):
            self.assertIn(expected, text)

    def test_presets_turn_on_what_they_name(self):
        bold = ("--preset", "aggressive", "--set", "market_indices=THAM.L")
        decision = self.report("plan", *bold)["decision"]
        self.assertEqual(decision["scenarios"]["mode"], "stochastic")
        self.assertTrue(decision["front"])
        self.assertEqual(self.report("plan", "--preset", "balanced")["decision"]["steps"],
                         self.report("plan")["decision"]["steps"])
        careful = self.report("plan", "--preset", "conservative")["decision"]
        self.assertEqual((careful["scenarios"], careful["front"]), (None, []))
        self.assertLessEqual(len(careful["steps"]), 2)
        self.assertIn("No market index is named in market_indices",
                      self.ballast("plan", "--preset", "aggressive", code=bench.DEGRADED).stdout)

    def test_ideas_are_scored_and_ranked(self):
        path = self.home.write("ideas.json", json.dumps({"ideas": [
            [{"side": "buy", "symbol": "THAM.L", "quantity": 20}],
            [{"side": "buy", "symbol": "9004.HK", "quantity": 100},
             {"side": "buy", "symbol": "THAM.L", "quantity": 20}]]}))
        decision = self.report("evaluate", "--request", path)["decision"]
        self.assertEqual((decision["outcome"], len(decision["runners_up"])), ("ideas_scored", 2))
        self.assertIn("Your ideas", self.ballast("evaluate", "--request", path).stdout)
        self.assertIn("no ideas", self.refused("evaluate"))


class Explanations(bench.CliTest):
    cluster = True

    def traded(self, symbol, *words):
        steps = self.report("plan", *words)["decision"]["steps"]
        return symbol in [step["symbol"] for step in steps]

    def expect_flips(self, why, inside):
        """Makes every change of a setting that is named, and looks at the plan."""
        self.assertEqual(why["in_plan"], inside)
        settings = [change for change in why["changes"] if change["is_setting"]]
        self.assertTrue(settings, why)
        for change in settings[:3]:
            words = ("--set", f"{change['what']}={change['to']}")
            self.assertNotEqual(self.traded(why["symbol"], *words), inside, change)

    def test_a_security_in_the_plan_says_what_it_adds_and_what_would_take_it_out(self):
        decision = self.report("plan")["decision"]
        step = decision["steps"][0]
        why = self.report("plan", "--why", step["symbol"].lower())
        self.assertEqual(why["step"]["change"], step["change"])
        self.assertEqual(why["step_number"], 1)
        self.expect_flips(why, True)
        text = self.ballast("plan", "--why", step["symbol"]).stdout
        for expected in ("is in the plan, as step 1", "What it adds to the score",
                         "The best plan without it", "What would take it out"):
            self.assertIn(expected, text)

    def test_a_security_outside_says_what_binds_and_what_would_bring_it_in(self):
        decision = self.report("plan")["decision"]
        inside = {step["symbol"] for step in decision["steps"]}
        outside = sorted({trade["symbol"] for other in decision["runners_up"]
                          for trade in other["trades"]} - inside)[0]
        why = self.report("plan", "--why", outside)
        self.assertIn(why["constraint"], ("score", "cash", "max_plan_depth", "max_buys",
                                          "max_sells"))
        self.expect_flips(why, False)
        self.assertIn("is not in the plan", self.ballast("plan", "--why", outside).stdout)

    def test_it_is_the_same_here_in_the_cluster_and_of_an_earlier_plan(self):
        report = self.report("plan")
        symbol = report["decision"]["steps"][0]["symbol"]
        there = self.report("plan", "--why", symbol)
        self.assertEqual(there, self.report("plan", "--why", symbol, "--local"))
        self.assertEqual(there, self.report("plans", report["plan_id"], "--why", symbol))

    def test_a_symbol_that_nobody_knows_is_refused_with_the_nearest(self):
        symbol = self.report("plan")["decision"]["steps"][0]["symbol"]
        told = self.refused("plan", "--why", symbol[:-1] + "Q")
        self.assertIn("no security of this plan has this symbol", told)
        self.assertIn("did you mean", told)

    def test_steps_add_up_to_the_change_of_the_score(self):
        decision = self.report("plan")["decision"]
        ticks = 2 ** 50  # scores are whole multiples of one part in this many
        total = decision["before"]["total"] * ticks
        for step in decision["steps"]:
            parts = [part["contribution"] * ticks for part in step["change"]["parts"]]
            self.assertEqual(sum(parts), step["change"]["total"] * ticks)
            total += step["change"]["total"] * ticks
        self.assertEqual(total, decision["after"]["total"] * ticks)


class Rows(unittest.TestCase):
    SEEDS = (1, 2, 3)

    def planned(self, shuffle):
        """Returns the decision for the sample market, its rows in the order of `shuffle`."""
        home = bench.Home()
        self.addCleanup(home.end)
        home.make_market()
        for path in home.market.glob("*.csv"):
            header, *rows = path.read_text(encoding="utf-8").splitlines()
            shuffle(rows)
            path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
        ran = home.run("import", "all", str(home.market))
        self.assertEqual(ran.returncode, bench.DONE, ran.stderr)
        ran = home.run("plan", "--local", "--json", "--objectives", "--set",
                       "enable_correlation_aware=true", "--set", "max_opportunities_per_category=2")
        self.assertEqual(ran.returncode, bench.DONE, ran.stderr)
        return json.loads(ran.stdout)["decision"]

    def test_the_order_of_rows_in_a_file_changes_nothing(self):
        expected = self.planned(lambda rows: None)
        for seed in self.SEEDS:
            with self.subTest(seed=seed):
                self.assertEqual(self.planned(random.Random(seed).shuffle), expected)


class Execution(bench.CliTest):
    cluster = True

    def test_steps_are_tried_then_traded_once(self):
        plan = self.report("plan")
        count = len(plan["decision"]["steps"])
        tried = self.report("execute", plan["plan_id"], "--all", "--dry-run")
        self.assertEqual((tried["dry_run"], len(tried["orders"])), (True, count))
        self.assertIn("A dry run", self.ballast("execute", plan["plan_id"], "--step", "1",
                                                "--dry-run").stdout)
        one = self.report("execute", plan["plan_id"], "--step", "1")
        self.assertEqual([order["state"] for order in one["orders"]], ["filled"])
        rest = self.report("execute", plan["plan_id"][-8:], "--all", code=REFUSED)
        self.assertEqual([order["state"] for order in rest["orders"]],
                         ["blocked"] + ["filled"] * (count - 1))
        self.assertIn("step 1 was executed before",
                      self.ballast("execute", plan["plan_id"], "--all", code=REFUSED).stdout)
        after = self.report("plan")["decision"]
        self.assertNotEqual(after["cash_before"], plan["decision"]["cash_before"])

    def test_a_plan_and_which_steps_must_be_named(self):
        self.assertIn("takes a plan", self.refused("execute"))
        self.assertIn("takes a plan", self.refused("execute", "x", "--all", "--step", "1"))
        self.assertIn("--step", self.refused("execute", "x", "--step", "0"))
        self.refused("execute", "nosuchplan", "--all", code=ERROR)


if __name__ == "__main__":
    unittest.main()
