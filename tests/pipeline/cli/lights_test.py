"""A display as a process, with a router and a microcontroller on a real socket: what it sends them,
and what it says when they do not answer any more."""

import json
import re
import time
import unittest

import bench
from router import Router
from screen import Terminal

DEAD_CHIP = "/dev/gpiochip7"  # below the root that is ours there is none


class Lights(bench.CliTest):
    cluster = True

    @classmethod
    def prepare(cls):
        cls.home.name_also("display")

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.root = cls.home.folder / "root"
        cls.router = Router(cls.root / "var" / "run" / "arduino-router.sock")
        cls.addClassCleanup(cls.router.end)
        (cls.home.market / "display.toml").write_text(
            f'[microcontroller]\nreset_chip = "{DEAD_CHIP}"\nreset_line = 38\n', encoding="utf-8")
        cls.home.environment["BALLAST_SYSTEM_ROOT"] = str(cls.root)
        cls.home.start("display")
        bench.wait_for(lambda: "display-1" in cls.home.ready(), "the display")

    def link(self):
        return json.loads(self.ballast("status", "--json").stdout)["boards"][0]["lights"]

    def told(self):
        return " ".join(self.ballast("status").stdout.split())

    def log(self):
        return (self.home.folder / "display-1.log").read_text(encoding="utf-8")

    def cards(self, since):
        """Pictures of nothing but a number or words."""
        return {frame for frame in self.router.frames[since:]
                if any(frame) and not any(frame[91:])}

    def test_a_jam_is_told_and_over_in_twenty_seconds_where_the_port_helps(self):
        bench.wait_for(lambda: self.link()["state"] == "up", "the lights")
        self.router.port_helps, self.router.answers = True, False
        began = time.monotonic()
        bench.wait_for(lambda: "lights wedged: the microcontroller does not answer" in self.told(),
                       "the jam, told")
        bench.wait_for(lambda: self.router.answers, "the port, opened again")
        shown = len(self.router.frames)
        bench.wait_for(lambda: len(self.router.frames) > shown, "pictures again")
        self.assertLess(time.monotonic() - began, 20.0)
        bench.wait_for(lambda: "lights up: " in self.told(), "the lights")
        self.assertIn("the link to the board's lights is wedged", self.log())
        self.router.port_helps = False
        self.assertEqual(self.ballast("display", "--acknowledge").stdout,
                         "home: there is no error\n")

    def test_a_plan_of_old_prices_is_magenta_here_and_in_a_terminal(self):
        terminal = Terminal(self.home)
        self.addCleanup(terminal.end)
        self.ballast("plan", "-q", "--date", "2025-09-01", code=bench.DEGRADED)
        bench.wait_for(lambda: self.router.lights.get(4) == [255, 0, 255, 3, 2000],
                       "LED4 in magenta")
        bench.wait_for(lambda: any("LED4 magenta blip" in line for line in terminal.lights()),
                       "the same in words")

    def test_the_board_shows_the_result_of_a_plan_and_a_jam_is_helped_step_by_step(self):
        bench.wait_for(lambda: self.router.frames and 3 in self.router.lights, "pictures")
        self.assertEqual({len(frame) for frame in self.router.frames}, {104})
        shown = len(self.router.frames)
        self.ballast("plan", "-q")
        bench.wait_for(lambda: any(not any(frame[91:]) and 7 in frame for frame in
                                   self.router.frames), "the card of the plan, on the board")
        bench.wait_for(lambda: self.router.lights.get(4) == [0, 0, 255, 0, 0], "LED4 in blue")
        bench.wait_for(lambda: len(self.cards(shown)) > 20, "words that run through")
        self.ballast("halt")
        bench.wait_for(lambda: self.router.lights.get(4) == [255, 255, 0, 1, 4000],
                       "LED4 in yellow: a person has to resume")
        self.assertIn("trading is halted until `ballast resume`",
                      self.ballast("display", "--once").stdout)
        self.ballast("resume")
        bench.wait_for(lambda: self.router.lights.get(4) == [0, 0, 255, 0, 0], "LED4 in blue again")
        bench.wait_for(lambda: self.link()["microcontroller"], "what the sketch counts")
        self.assertRegex(self.told(), r"lights up: \d+ calls\b[^;]*; microcontroller up 1m01s: "
                                      r"600 pictures, 1 silence, longest loop (0\.9|1\.0) ms")
        called = len(self.router.calls)
        self.router.answers = False
        bench.wait_for(lambda: self.link()["resets_failed"] == 1, "a reset that was tried")
        self.assertRegex(self.log(), "the microcontroller does not answer and could not be reset: "
                              rf".*{re.escape(DEAD_CHIP)} line 38: No such file or directory")
        self.assertEqual([call for call in self.router.calls[called:] if call.startswith("$/")],
                         ["$/serial/close", "$/serial/open"])
        self.assertRegex(self.told(),
                         r"lights wedged: .*[12] openings? of the port, 1 reset failed")
        self.ballast("plan", "-q")  # the display keeps nobody


if __name__ == "__main__":
    unittest.main()
