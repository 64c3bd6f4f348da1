"""The lights of two boards, each drawn by its own display from what travels between them."""

import signal
import unittest

import bench
import screen
import two_boards
from screen import Terminal, strip

BOARDS = {
    "home": ("127.0.0.1", {"broker": 1, "universe": 1, "portfolio": 1, "trading": 1,
                           "coordinator": 1, "evaluator": 2, "display": 1}),
    "attic": ("127.0.0.2", {"opportunity": 1, "generator": 1, "evaluator": 2, "display": 1})}
DEGREES = {"home": "45000", "attic": "82000"}
MARK = ["#", " ", " ", " ", "#"]  # the column of an evaluator that is silent, while it blinks


def column(picture, place):
    return [row[place] for row in picture[2:7]]


def busy(picture, *places):
    return sum(column(picture, place)[-1] == "#" for place in places)


class Displays(bench.CliTest):
    @classmethod
    def setUpClass(cls):
        cls.home = two_boards.TwoBoardHome(BOARDS, "insecure = true\n")
        cls.addClassCleanup(cls.home.end)
        cls.home.make_market()
        cls.home.double_market()
        cls.home.score_every_set()
        (cls.home.folder / "run").mkdir()
        for board in BOARDS:
            cls.home.start_board(board, BALLAST_SYSTEM_ROOT=str(cls.root_of(board)))
        bench.wait_for(lambda: cls.home.ready() == set(cls.home.actors), "every actor")
        ran = cls.home.run("import", "all", str(cls.home.market))
        assert ran.returncode == bench.DONE, ran.stderr

    @classmethod
    def root_of(cls, board):
        """A /sys of an Arduino UNO Q of that temperature."""
        root = cls.home.folder / f"root-{board}"
        for file, text in (("sys/class/thermal/thermal_zone0/type", "cpuss0-thermal"),
                           ("sys/class/thermal/thermal_zone0/temp", DEGREES[board]),
                           ("proc/device-tree/compatible", "arduino,imola")):
            path = root / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    def setUp(self):
        self.terminal = Terminal(self.home, columns=200)
        self.addCleanup(self.terminal.end)
        for board in BOARDS:
            self.terminal.wait_for(lambda shown: strip(shown)[9] == ":", "its broker", board)

    def test_each_shows_its_own_evaluators_left_and_the_others_right(self):
        wide = self.home.begin("plan", "-q", *bench.WIDE)
        self.addCleanup(wide.communicate)
        self.addCleanup(wide.kill)
        # One of the attic's may rest: it is hot there.
        for board in BOARDS:
            self.terminal.wait_for(lambda shown: shown[0][:12].strip() and busy(shown, 0, 1) and
                                   busy(shown, 7, 8), "busy evaluators of both", board)
        frozen = self.home.actors["evaluator-2@attic"]
        frozen.send_signal(signal.SIGSTOP)
        self.addCleanup(frozen.send_signal, signal.SIGCONT)
        self.terminal.wait_for(lambda shown: column(shown, 8) == MARK, "the other's is silent")
        self.terminal.wait_for(lambda shown: column(shown, 1) == MARK, "its own is silent",
                               "attic")
        frozen.send_signal(signal.SIGCONT)
        after = len(self.terminal.pictures())
        bench.wait_for(lambda: any(column(shown, 8)[-1] != " " and column(shown, 8) != MARK
                                   for shown in self.terminal.pictures()[after:]), "it is back")
        wide.send_signal(signal.SIGINT)
        wide.wait()

    def test_one_picture_of_each_and_of_one_that_is_asked_for(self):
        shown = self.ballast("display", "--once").stdout
        self.assertEqual([line for line in shown.split("\n") if line in BOARDS], sorted(BOARDS))
        shown = self.ballast("display", "--once", "--only", "attic").stdout
        self.assertEqual([line for line in shown.split("\n") if line in BOARDS], ["attic"])

    def test_the_health_of_each_is_its_own(self):
        self.terminal.wait_for(lambda shown: strip(shown)[:3] == "###", "the heat", "attic")
        self.terminal.wait_for(lambda shown: strip(shown)[:4] == ":   ", "no heat")
        self.assertTrue(all(lights.startswith("LED1 ") and "LED3 yellow blink" in lights
                            for lights in self.terminal.lights("attic")[-3:]))
        self.assertRegex(self.ballast("status").stdout, r"(?m)^unoq, 82 °C, .*temperature bad")

    def test_a_plan_that_fails_is_a_card_on_both_and_stays_a_point(self):
        coordinator = self.home.actors["coordinator-1@home"]
        self.home.kill("opportunity-1@attic")
        failing = self.home.begin("plan", "-q")
        self.addCleanup(failing.communicate)
        self.addCleanup(failing.kill)
        for board in BOARDS:
            self.terminal.wait_for(lambda shown: screen.is_error(shown, 1), "the card", board)
            self.terminal.wait_for(lambda shown: strip(shown)[12] == "#", "the point", board)
        self.assertIsNone(coordinator.poll())
        self.assertTrue(self.terminal.lights()[-1].split("; ")[0].endswith("LED4 red blink"))
        self.assertEqual(self.ballast("display", "--acknowledge", "--only", "attic").stdout,
                         "attic: the error is acknowledged\n")
        self.assertEqual(sorted(self.ballast("display", "--acknowledge").stdout.splitlines()),
                         ["attic: there is no error", "home: the error is acknowledged"])
        bench.wait_for(lambda: "red" not in self.terminal.lights()[-1], "no light of an error")
        self.home.start_on("attic", "opportunity")
        after = {board: len(self.terminal.pictures(board)) for board in BOARDS}
        self.ballast("plan", "-q")
        for board, seen in after.items():
            bench.wait_for(lambda: any(map(screen.is_result, self.terminal.pictures(board)[seen:])),
                           "the steps of the plan that went well")


if __name__ == "__main__":
    unittest.main()
