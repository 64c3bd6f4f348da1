"""A display as a process, with a router and a microcontroller on a real socket: what it sends them,
and what it says when they do not answer any more."""

import json
import re
import unittest

import bench
from router import Router

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

    def test_the_board_shows_the_result_of_a_plan_and_a_jam_is_helped_step_by_step(self):
        bench.wait_for(lambda: self.router.frames and 3 in self.router.lights, "pictures")
        self.assertEqual({len(frame) for frame in self.router.frames}, {104})
        self.ballast("plan", "-q")
        bench.wait_for(lambda: any(not any(frame[91:]) and 7 in frame for frame in
                                   self.router.frames), "the card of the plan, on the board")
        bench.wait_for(lambda: self.router.lights.get(4) == [0, 0, 255, 0, 0], "LED4 in blue")
        self.ballast("halt")
        bench.wait_for(lambda: self.router.lights.get(4) == [255, 255, 0, 1, 4000],
                       "LED4 in yellow: a person has to resume")
        self.assertIn("trading is halted until `ballast resume`",
                      self.ballast("display", "--once").stdout)
        self.ballast("resume")
        bench.wait_for(lambda: self.router.lights.get(4) == [0, 0, 255, 0, 0], "LED4 in blue again")
        bench.wait_for(lambda: self.link()["microcontroller"], "what the sketch counts")
        self.assertRegex(self.told(), r"lights up: \d+ calls; microcontroller up 1m01s: "
                                      r"600 pictures, 1 silence, longest loop (0\.9|1\.0) ms")
        self.router.answers = False
        bench.wait_for(lambda: self.link()["resets_failed"] == 1, "a reset that was tried")
        log = (self.home.folder / "display-1.log").read_text(encoding="utf-8")
        self.assertRegex(log, "the microcontroller does not answer and could not be reset: "
                              rf".*{re.escape(DEAD_CHIP)} line 38: No such file or directory")
        self.assertEqual([call for call in self.router.calls if call.startswith("$/")],
                         ["$/serial/close", "$/serial/open"])
        self.assertRegex(self.told(), r"lights wedged: .*1 opening of the port, 1 reset failed")
        self.ballast("plan", "-q")  # the display keeps nobody


if __name__ == "__main__":
    unittest.main()
