"""`ballast display`: what the lights of a board show, of a board whose /proc and /sys are ours."""

import json
import unittest

import bench

HOT = "92000"
WARM = "71000"


class Display(bench.CliTest):
    cluster = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = cls.home.folder / "root"
        cls.put_degrees(WARM)
        cluster = bench.cluster_text({**bench.ROLES, "display": 1})
        (cls.home.folder / "cluster.toml").write_text(cluster, encoding="utf-8")
        cls.home.environment["BALLAST_SYSTEM_ROOT"] = str(cls.root)
        cls.home.start("display")
        bench.wait_for(lambda: "display-1" in cls.home.ready(), "the display")

    @classmethod
    def put_degrees(cls, thousandths):
        zone = cls.root / "sys" / "class" / "thermal" / "thermal_zone0"
        zone.mkdir(parents=True, exist_ok=True)
        (zone / "type").write_text("cpuss0-thermal", encoding="utf-8")
        (zone / "temp").write_text(thousandths, encoding="utf-8")

    def words(self):
        return json.loads(self.ballast("display", "--once", "--json").stdout)["words"]

    def resting(self):
        return [actor["heartbeat"]["instance"] for actor in self.home.registered()
                if "resting" in actor["heartbeat"]["doing"]]

    def test_one_picture_is_eight_rows_of_thirteen_points(self):
        lines = self.ballast("display", "--once").stdout.split("\n")
        self.assertEqual((lines[0], [len(row) for row in lines[1:9]]), ("home", [13] * 8))
        self.assertIn("of 2 evaluators", lines[9])
        shades = self.ballast("display", "--once", "--style", "shades", "--only", "home").stdout
        self.assertEqual([len(row) for row in shades.split("\n")[1:9]], [13] * 8)

    def test_a_terminal_is_drawn_over_in_place(self):
        code, text = self.home.in_terminal("display --timeout 1.5")
        self.assertEqual(code, bench.DONE)
        self.assertIn("\033[38;2;", text)
        self.assertIn("\033[6A", text)  # board, four lines of half blocks, words
        self.assertNotIn("\033[38;2;", self.home.in_terminal("display --timeout 1.5",
                                                             NO_COLOR="1")[1])

    def test_without_a_terminal_it_is_a_line_a_second(self):
        lines = self.ballast("display", "--timeout", "2.5").stdout.splitlines()
        self.assertGreaterEqual(len(lines), 2)
        self.assertTrue(all(line.startswith("home: ") for line in lines), lines)

    def test_heat_is_told_one_evaluator_rests_and_plans_are_the_same(self):
        before = self.report("plan")
        self.put_degrees(HOT)
        bench.wait_for(lambda: "temperature is critical" in self.words(), "the heat")
        bench.wait_for(lambda: self.resting() == ["evaluator-2@home"], "the rest of one evaluator")
        self.assertEqual(self.report("plan")["decision_hash"], before["decision_hash"])
        self.put_degrees(WARM)
        bench.wait_for(lambda: "no plan is made" in self.words(), "the end of the plan")
        self.assertEqual(self.report("plan")["decision_hash"], before["decision_hash"])

    def test_what_shows_nothing_is_said(self):
        ran = self.ballast("display", "--only", "attic", code=bench.ERROR)
        self.assertIn("this board shows nothing", ran.stderr)
        self.assertIn("letters, shades or colour",
                      self.ballast("display", "--style", "oil", code=bench.USAGE).stderr)


if __name__ == "__main__":
    unittest.main()
