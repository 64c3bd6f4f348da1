"""`ballast display`: what the lights of a board show, of a board whose /proc and /sys are ours."""

import datetime
import json
import re
import signal
import time
import unittest

import bench
from screen import ROW_COUNT, Terminal, is_result, strip

HOT = "92000"
WARM = "71000"
class Display(bench.CliTest):
    cluster = True
    large = True

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
        bench.wait_for(lambda: "of 2 evaluators" in self.words(), "both evaluators")
        lines = self.ballast("display", "--once").stdout.split("\n")
        self.assertEqual((lines[0], [len(row) for row in lines[1:9]]), ("home", [13] * 8))
        self.assertIn("of 2 evaluators", lines[9])
        self.assertRegex(lines[10], r"^LED3 \w+ \w+, LED4 \w+( \w+)?; link absent$")
        shades = self.ballast("display", "--once", "--style", "shades", "--only", "home").stdout
        self.assertEqual([len(row) for row in shades.split("\n")[1:9]], [13] * 8)

    def test_a_recording_is_shown_again_without_a_service(self):
        file = self.home.folder / "shown.jsonl"
        live = self.ballast("display", "--timeout", "2.5", "--record", str(file)).stdout
        self.assertGreaterEqual(len(live.splitlines()), 2)
        ran = self.home.run("display", "--replay", str(file), "--cluster", "/nowhere")
        self.assertEqual((ran.returncode, ran.stdout), (bench.DONE, live), ran.stderr)
        once = self.ballast("display", "--replay", str(file), "--once").stdout.split("\n")
        self.assertEqual((once[0], [len(row) for row in once[1:9]]), ("home", [13] * 8))
        self.assertEqual(f"home: {once[9]}", live.splitlines()[-1])
        with open(file, "a", encoding="utf-8") as recording:
            recording.write('{"at_ms": 99')
        self.assertIn("shown.jsonl:", self.ballast("display", "--replay", str(file),
                                                   code=bench.ERROR).stderr)
        self.assertIn("the recording is not whole",
                      self.ballast("display", "--record", "/dev/full",
                                   code=bench.REFUSED).stderr)

    def test_a_terminal_is_drawn_over_in_place(self):
        code, text = self.home.in_terminal("display --timeout 1.5")
        self.assertEqual(code, bench.DONE)
        self.assertIn("\033[38;2;", text)
        self.assertIn("\033[7A", text)  # board, four lines of half blocks, words, lights
        self.assertRegex(text, r"link absent; [1-9]\d* fps")
        self.assertNotIn("\033[38;2;", self.home.in_terminal("display --timeout 1.5",
                                                             NO_COLOR="1")[1])

    def test_without_a_terminal_it_is_a_line_a_second(self):
        process = self.home.begin("display")
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        self.assertTrue(process.stdout.readline().startswith("home: "))
        began = time.monotonic()
        wide = self.home.begin("plan", "-q", *bench.WIDE)  # the picture moves all the time
        self.addCleanup(wide.communicate)
        self.addCleanup(wide.kill)
        for _ in range(3):
            self.assertTrue(process.stdout.readline().startswith("home: "))
        self.assertGreater(time.monotonic() - began, 2.0)

    def test_a_plan_is_watched_in_a_terminal_from_its_first_stage_to_its_steps(self):
        terminal = Terminal(self.home)
        self.addCleanup(terminal.end)
        terminal.wait_for(lambda shown: strip(shown).strip(), "the health of the board")
        wide = self.home.begin("plan", "-q", *bench.WIDE)  # too long to end before it was seen
        self.addCleanup(wide.communicate)
        self.addCleanup(wide.kill)
        terminal.wait_for(lambda shown: shown[0][:12].strip() and "#" in shown[1], "the progress")
        terminal.wait_for(lambda shown: shown[0][12] == "#", "the planner's pulse")
        terminal.wait_for(lambda shown: shown[6][:2] == "##", "two busy evaluators")
        self.assertFalse(any(map(is_result, terminal.pictures())))
        wide.send_signal(signal.SIGINT)
        wide.wait()
        self.ballast("plan", "-q")
        terminal.wait_for(is_result, "the steps of the plan")
        after = len(terminal.pictures())
        bench.wait_for(lambda: any(strip(shown).strip() for shown in terminal.pictures()[after:]),
                       "the board again")
        frozen = self.home.actors["evaluator-1"]
        frozen.send_signal(signal.SIGSTOP)
        self.addCleanup(frozen.send_signal, signal.SIGCONT)
        terminal.wait_for(lambda shown: [row[0] for row in shown[2:7]] == ["#", " ", " ", " ", "#"],
                          "an evaluator that is silent")
        for shown in terminal.pictures():
            self.assertEqual([len(row) for row in shown], [13] * ROW_COUNT, shown)
            self.assertTrue(all(row[6] == " " for row in shown[2:7]) or is_result(shown), shown)

    def test_heat_is_told_one_evaluator_rests_and_plans_are_the_same(self):
        before = self.report("plan")
        self.put_degrees(HOT)
        bench.wait_for(lambda: "temperature is critical" in self.words(), "the heat")
        bench.wait_for(lambda: self.resting() == ["evaluator-2@home"], "the rest of one evaluator")
        self.assertEqual(self.report("plan")["decision_hash"], before["decision_hash"])
        self.put_degrees(WARM)
        bench.wait_for(lambda: "no plan is made" in self.words(), "the end of the plan")
        self.assertEqual(self.report("plan")["decision_hash"], before["decision_hash"])

    def start_display_again(self):
        self.home.kill("display-1")
        self.home.start("display")

    def test_at_night_nothing_is_brighter_than_low(self):
        file = self.home.market / "display.toml"
        self.addCleanup(self.start_display_again)
        self.addCleanup(file.unlink)
        file.write_text('[night]\nbegins = "25:00"\nends = "07:00"\n', encoding="utf-8")
        ran = self.home.run("config", "check")
        self.assertNotEqual(ran.returncode, bench.DONE)
        self.assertIn("display.toml:2:10: night.begins: '25:00' is no time", ran.stderr)
        now = datetime.datetime.now()
        begins, ends = (now + datetime.timedelta(hours=hours) for hours in (-2, 2))
        file.write_text(f'[night]\nbegins = "{begins:%H:%M}"\nends = "{ends:%H:%M}"\n',
                        encoding="utf-8")
        self.assertIn("Both files are good", self.ballast("config", "check").stdout)
        self.start_display_again()
        bench.wait_for(lambda: "-" in self.ballast("display", "--once").stdout.split("\n")[8],
                       "the night")
        self.assertFalse(set("+#") & set("".join(
            self.ballast("display", "--once").stdout.split("\n")[1:9])))

    def test_status_tells_what_the_display_told(self):
        bench.wait_for(lambda: re.search(r"(?m)^generic, 71 °C, .*lights absent$",
                                         self.ballast("status").stdout), "the board's vitals")
        boards = json.loads(self.ballast("status", "--json").stdout)["boards"]
        self.assertEqual([(one["board"], one["celsius"], one["lights"]["state"])
                          for one in boards], [("home", 71, "absent")])

    def test_what_shows_nothing_is_said(self):
        ran = self.ballast("display", "--only", "attic", code=bench.ERROR)
        self.assertIn("this board shows nothing", ran.stderr)
        self.assertIn("letters, shades or colour",
                      self.ballast("display", "--style", "oil", code=bench.USAGE).stderr)


if __name__ == "__main__":
    unittest.main()
