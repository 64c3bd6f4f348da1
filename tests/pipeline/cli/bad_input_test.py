"""Everything a person can get wrong: one sentence, the right exit code, nothing half-written."""

import json
import os
import shutil
import sqlite3
import subprocess
import unittest

import bench
from bench import DONE, ERROR, USAGE

PRICES = "date,symbol,close\n"
POSITIONS = "symbol,quantity,avg_price,currency,first_bought\n"
NAMESPACE = ("unshare", "--mount", "--map-root-user", "sh", "-c")


class Imports(bench.CliTest):
    def refused_file(self, kind, text, *parts):
        """The file is refused with a sentence that holds all parts, and changes no store."""
        before = self.home.stores()
        path = self.home.write(f"{kind}.csv", text)
        told = self.refused("import", kind, path, code=ERROR)
        for part in parts:
            self.assertIn(part, told)
        self.assertEqual(self.home.stores(), before)

    def test_a_malformed_row_is_named_by_line_and_column(self):
        self.refused_file("prices", PRICES + "2025-07-01,ALPW.DE,1,2\n", "prices.csv:2:22: ",
                          "the row has 4 cells", "3 cells: date,symbol,close")
        self.refused_file("prices", PRICES + "2025-07-01,ALPW.DE,1\n2025-13-01,ALPW.DE,1\n",
                          "prices.csv:3:1: ", "'2025-13-01' is no day")
        self.refused_file("securities", "symbol,currency\n\"AAA,EUR\n", ":2:1: ", "never closed")
        self.refused_file("prices", "when,what\n1,2\n", ":1:1: ", "column 'date' is missing")
        self.refused_file("prices", "", "the file is empty")

    def test_a_negative_price_or_quantity_is_refused(self):
        self.refused_file("prices", PRICES + "2025-07-01,ALPW.DE,-3\n", ":2:20: ", "close -3")
        self.refused_file("positions", POSITIONS + "ALPW.DE,-5,1,EUR,\n", ":2:9: ", "quantity -5")
        self.refused_file("fx", "date,EURUSD\n2025-07-01,-1\n", ":2:12: ", "EURUSD -1")

    def test_what_is_no_finite_number_is_refused_everywhere(self):
        for text in ("nan", "inf"):
            for kind, row in (("prices", PRICES + "2025-07-01,ALPW.DE,{}\n"),
                              ("cash", "currency,amount\nEUR,{}\n"),
                              ("positions", POSITIONS + "ALPW.DE,{},1,EUR,\n"),
                              ("dividends",
                               "symbol,ex_date,amount,currency\nALPW.DE,2025-01-01,{},EUR\n"),
                              ("fundamentals", "symbol,date,pe\nALPW.DE,2025-01-01,{}\n"),
                              ("fx", "date,EURUSD\n2025-07-01,{}\n")):
                with self.subTest(kind=kind, text=text):
                    self.refused_file(kind, row.format(text), ":2:", f"'{text}' is no number")

    def test_an_unknown_currency_is_refused(self):
        self.refused_file("securities", "symbol,currency\nAAA,QQQ\n", ":2:5: ", "'QQQ'")
        self.refused_file("cash", "currency,amount\nQQQ,5\n", ":2:1: ", "'QQQ' is no currency")

    def test_a_symbol_stands_once(self):
        self.refused_file("securities", "symbol,currency\nAAA,EUR\nBBB,EUR\nAAA,EUR\n", ":4:1: ",
                          "AAA stands on line 2 already")

    def test_a_position_in_an_unknown_security_is_refused(self):
        rows = POSITIONS + "ALPW.DE,1,1,EUR,\nNOPE,1,1,EUR,\n"
        self.refused_file("positions", rows, ":3: ", "NOPE is no known security")

    def test_a_gap_in_prices_is_a_warning_that_names_the_days(self):
        path = self.home.write("gap.csv", PRICES + "2025-07-01,ALPW.DE,9\n2025-09-15,ALPW.DE,9\n")
        ran = self.ballast("import", "prices", path, "--dry-run")
        self.assertIn("ALPW.DE: no prices between 2025-07-01 and 2025-09-15", ran.stderr)

    def test_a_dry_run_changes_nothing_and_a_second_import_neither(self):
        before = self.home.contents()
        path = self.home.write("one.csv", "currency,amount\nEUR,1\n")
        self.assertIn("dry run", self.ballast("import", "cash", path, "--dry-run").stdout)
        self.assertEqual(self.home.contents(), before)
        again = self.ballast("import", "securities", str(self.home.market / "securities.csv"))
        self.assertIn("0 added, 0 changed, 30 unchanged", again.stdout)

    def test_an_unknown_kind_is_answered_with_the_nearest(self):
        self.assertIn("did you mean prices?", self.refused("import", "prizes", "x"))
        self.refused("import")
        self.assertIn("no file to import",
                      self.refused("import", "all", str(self.home.folder / "state")))
        self.assertIn("cannot be read", self.refused("import", "cash", "nowhere", code=ERROR))


class Wishes(bench.CliTest):
    def refused_request(self, text, *parts):
        path = self.home.write("request.json", text)
        told = self.refused("plan", "--request", path)
        for part in ("request.json: ", *parts):
            self.assertIn(part, told)

    def test_a_request_is_checked_key_by_key(self):
        self.refused_request('{"sed": 1}', "sed: ", "did you mean 'seed'?")
        self.refused_request('{"settings": {"max_plan_depth": "3"}}', "settings.max_plan_depth: ",
                             "from 1 to 10")
        self.refused_request('{"cash": "much"}', "cash: expected an amount of money")
        self.refused_request('{"cash": NaN}', "line 1, column ")
        self.refused_request('{"pin": [7]}', "pin[0]: expected a text")
        self.refused_request("{", "this is no JSON")
        self.refused_request("[]", "expected a map")
        self.refused_request('{"plan_id": "mine"}', "plan_id: ")
        self.assertIn("cannot be read", self.refused("plan", "--request", "nowhere"))

    def test_a_setting_out_of_range_or_of_another_form_is_refused(self):
        self.assertIn("--depth: '99'", self.refused("plan", "--depth", "99"))
        for text in ("max_plan_depth=0", "priority_threshold=nan", "priority_threshold=",
                     "risk_profile=bold"):
            self.assertIn("is no value for this setting", self.refused("plan", "--set", text))
        self.assertIn("sets nothing", self.refused("plan", "--set", "max_plan_depth"))
        self.assertIn("did you mean max_plan_depth?",
                      self.refused("plan", "--set", "max_plan_dept=3"))

    def test_every_setting_is_refused_with_name_value_and_range_however_it_comes(self):
        listed = json.loads(self.ballast("settings", "--json").stdout)
        self.assertGreater(len(listed), 40)
        for entry in listed:
            name, bad = entry["name"], "x,x"  # no setting takes it: a list holds nothing twice
            expected = f"{name}: '{bad}' is no value for this setting (allowed: {entry['allowed']})"
            path = self.home.write("bad.toml", f'[settings]\n{name} = "{bad}"\n')
            with self.subTest(name):
                self.assertEqual(self.refused("plan", "--set", f"{name}={bad}"), expected)
                self.refused_request(json.dumps({"settings": {name: bad}}), "settings." + expected)
                self.assertIn("settings." + expected, self.refused(
                    "config", "check", "--planner", path, code=ERROR))

    def test_a_security_that_is_asked_about_must_be_known(self):
        self.assertIn("NOPE: no security of this plan has this symbol",
                      self.refused("plan", "--local", "--why", "nope", "-q"))
        for flag in ("--why", "--preset", "--risk", "--paths", "--horizon", "--depth"):
            self.assertIn(f"'{flag}' is missing", self.refused("plan", flag))

    def test_a_setting_that_an_exact_search_cannot_have_is_refused_with_the_reason(self):
        for name in ("batch_size", "enable_early_termination", "plateau_threshold",
                     "combinatorial_max_combinations_per_depth"):
            with self.subTest(name):
                told = self.refused("plan", "--set", f"{name}=3")
                self.assertIn(f"{name}: there is no such setting: ", told)
                self.refused_request(json.dumps({"settings": {name: 3}}), "no such setting: ")
                path = self.home.write("other.toml", f"[settings]\n{name} = 3\n")
                self.assertIn("no such setting: ", self.refused("config", "check", "--planner",
                                                                path, code=ERROR))

    def test_flags_are_checked(self):
        for words, part in ((("--seed=-1",), "no value for --seed"), (("--cash", "inf"), "--cash"),
                            (("--date", "2025-02-30"), "--date"), (("x",), "'x' is a word too"),
                            (("--objectives", "no"), "'no' is a word too many"),
                            (("--evaluators", "0"), "--evaluators"),
                            (("--objectives=yes",), "--objectives"),
                            (("--depht", "3"), "did you mean '--depth'?")):
            with self.subTest(words):
                self.assertIn(part, self.refused("plan", *words))

    def test_an_unknown_symbol_is_named(self):
        for flag in ("exclude", "pin"):
            told = self.refused("plan", f"--{flag}", "nope", "-q", code=ERROR)
            self.assertIn('"NOPE" is no known security', told)

    def test_an_unknown_command_gets_a_suggestion(self):
        ran = self.ballast("plna", code=USAGE)
        self.assertIn("did you mean 'plan'?", ran.stderr)
        self.assertEqual(ran.stdout, "")
        self.assertIn("usage: ", self.ballast(code=USAGE).stderr)
        self.assertIn("usage: ", self.ballast("--help").stdout)


class Files(bench.CliTest):
    def check(self, flag, text, *parts):
        path = self.home.write("file.toml", text)
        told = self.refused("config", "check", flag, path, code=ERROR)
        for part in ("file.toml", *parts):
            self.assertIn(part, told)

    def test_the_planner_file_is_checked(self):
        self.check("--planner", "planing_date = \"today\"\n", ":1", "did you mean planning_date?")
        self.check("--planner", "[settings]\nmax_plan_depth = 99\n", ":2", "1 to 10")
        self.check("--planner", "[settings]\nmin_cash_reserve = nan\n", ":2", "'nan'")
        self.check("--planner", "[target_weights]\nA = 0.9\nB = 0.9\n", "the weights sum to 1.8")
        self.check("--planner", '[country_groups]\nA = ["X"]\nB = ["Y"]\n[country_targets]\n'
                   "A = 0.5\nB = 0.2\n", "0.7")
        self.check("--planner", '[industry_groups]\nA = ["X"]\n[industry_targets]\nB = 1.0\n',
                   "industry_targets.B", "no industry belongs to this group")
        self.check("--planner", "[settings\n", ":1:")

    def test_the_cluster_file_is_checked(self):
        self.check("--cluster", '[[board]]\nid = "home"\n[board.roles]\nbrokr = 1\n',
                   ":4", "brokr", "did you mean broker?")
        self.check("--cluster", 'insecure = true\n[ports]\nfront_door = 7401\nbus_in = 7401\n'
                   '[[board]]\nid = "home"\naddress = "127.0.0.1"\n[board.roles]\nbroker = 1\n',
                   "port 7401 is also taken by front_door")
        self.check("--cluster", "x =", ":1:")
        self.assertIn("home", self.refused("config", "show", "--board", "other", code=ERROR))
        self.assertIn("check, show, decide", self.refused("config", "chek"))

    def test_settings_are_listed_and_found(self):
        listed = json.loads(self.ballast("settings", "--json").stdout)
        self.assertIn("max_plan_depth", [entry["name"] for entry in listed])
        self.assertIn("most trades", self.ballast("settings", "max_plan_depth").stdout)
        self.assertTrue(all(entry["from"] == "default" for entry in listed))

    def setting(self, *words):
        listed = json.loads(self.ballast("settings", "--json", *words).stdout)
        self.assertEqual(len(listed), 1, words)
        return listed[0]

    def test_a_setting_says_where_its_value_comes_from(self):
        path = self.home.write("own.toml", 'preset = "conservative"\n[settings]\nmax_buys = 9\n')
        for words, value, source, where in (
                (("min_cash_reserve",), "500", "default", ""),
                (("max_sells",), "2", "preset", f"preset conservative in {path}:1"),
                (("max_buys",), "9", "file", f"{path}:3"),
                (("max_buys", "--preset", "aggressive"), "5", "preset", "--preset aggressive"),
                (("max_buys", "--preset", "aggressive", "--set", "max_buys=1"), "1", "flag",
                 "--set"),
                (("max_plan_depth", "--depth", "4"), "4", "flag", "--depth")):
            entry = self.setting(*words, "--planner", path)
            self.assertEqual((entry["value"], entry["from"], entry["where"]),
                             (value, source, where))
        told = self.ballast("settings", "max_sells", "--planner", path).stdout
        for expected in ("max_sells = 2\n", "most sales where every set is tried;",
                         "0 to 10 trades",
                         "default: 4", f"preset conservative in {path}:1"):
            self.assertIn(expected, told)
        self.assertIn("preset", self.ballast("settings", "--planner", path).stdout)
        self.assertIn("conservative, balanced or aggressive",
                      self.refused("settings", "--preset", "bold"))

    def test_a_bad_value_of_a_short_name_is_said_with_flag_value_and_range(self):
        for flag, value, allowed in (
                ("--preset", "bold", "conservative, balanced or aggressive"),
                ("--depth", "0", "1 to 10"), ("--depth", "x", "1 to 10"),
                ("--risk", "bold", "none, stochastic or monte_carlo"),
                ("--paths", "9", "10 to 500"), ("--paths", "501", "10 to 500"),
                ("--paths", "nan", "10 to 500"), ("--horizon", "0", "1 to 252"),
                ("--horizon", "x", "1 to 252")):
            told = self.refused("plan", flag, value)
            for expected in (f"{flag}: ", f"'{value}'", allowed):
                self.assertIn(expected, told)

    def test_names_that_are_no_settings_are_refused(self):
        self.assertIn("did you mean max_plan_depth?", self.refused("settings", "max_plan_dept"))
        self.assertIn("no such setting: ", self.refused("settings", "batch_size"))
        self.assertIn("Both files are good", self.ballast("config", "check").stdout)


class Stores(bench.CliTest):
    def copy_of_state(self):
        path = self.home.folder / "other"
        shutil.rmtree(path, ignore_errors=True)
        shutil.copytree(self.home.state, path)
        return path

    def test_a_database_that_another_program_has_written_to_is_refused(self):
        state = self.copy_of_state()
        with sqlite3.connect(state / "universe.db") as store:
            store.execute("PRAGMA user_version = 99")
        store.close()
        for words in (("plan", "-q"), ("import", "all", str(self.home.market), "-q")):
            told = self.refused(*words, "--state-dir", str(state), code=ERROR)
            self.assertIn("universe.db", told)
            self.assertIn("a page is not as it was written", told)

    def test_a_file_that_is_no_database_is_named(self):
        state = self.copy_of_state()
        for left in state.glob("universe.db-*"):
            left.unlink()
        (state / "universe.db").write_bytes(b"no database " * 1000)
        self.assertIn("universe.db", self.refused("plan", "-q", "--state-dir", str(state),
                                                  code=ERROR))

    def mounted(self, mount, words):
        """Runs a command where the state directory is mounted in another way."""
        if subprocess.run([*NAMESPACE, f"{mount}"], capture_output=True,
                          check=False).returncode != 0:
            self.skipTest("no mount namespace can be made here")
        ran = subprocess.run([*NAMESPACE, f"{mount} && exec {bench.BALLAST} {words}"],
                             env=self.home.environment, capture_output=True, text=True,
                             stdin=subprocess.DEVNULL, timeout=bench.WAIT_SECONDS, check=False)
        self.assertIn(ran.returncode, (ERROR, bench.REFUSED), ran.stdout + ran.stderr)
        told = [line for line in ran.stderr.splitlines() if line.startswith("ballast: ")]
        self.assertEqual(len(told), 1, ran.stderr)
        return told[0]

    def test_a_full_disk_is_said_and_the_import_is_taken_back(self):
        told = self.mounted(f"mount -t tmpfs -o size=600k none {self.home.state}",
                            f"import all {self.home.market} -q")
        self.assertRegex(told, "full|room|disk")

    def test_a_read_only_store_is_said(self):
        state = self.home.state
        before = self.home.stores()
        told = self.mounted(f"mount --bind {state} {state} && mount -o remount,ro,bind {state}",
                            f"import all {self.home.market} -q")
        self.assertRegex(told, "(?i)read-only")
        self.assertEqual(self.home.stores(), before)


class EmptyBooks(unittest.TestCase):
    def setUp(self):
        self.home = bench.Home()
        self.addCleanup(self.home.end)
        self.home.make_market()

    def test_an_empty_universe_is_said(self):
        ran = self.home.run("plan", "-q")
        self.assertEqual((ran.returncode, ran.stderr), (DONE, ""), ran.stdout)
        self.assertEqual(ran.stdout.splitlines()[0], "Nothing to do: no security is known.")

    def test_without_cash_the_plan_still_comes_and_says_so(self):
        os.remove(self.home.market / "cash.csv")
        self.assertEqual(self.home.run("import", "all", str(self.home.market)).returncode, DONE)
        ran = self.home.run("plan", "-q", "--buy-only")
        self.assertEqual(ran.returncode, DONE, ran.stderr)
        self.assertRegex(ran.stdout.split("What stood in the way")[1],
                         "Buying .* needs .* with its fee; 0.00 is available")


if __name__ == "__main__":
    unittest.main()
