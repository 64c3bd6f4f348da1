"""`ballast` on a real terminal, and a long plan that a person breaks off."""

import contextlib
import json
import os
import pty
import re
import signal
import unittest

import bench
from bench import DONE, REFUSED

COLOUR = re.compile(r"\033\[[0-9;]*m")
CLEARED_LINE = "\r\033[K"


def widest(text):
    return max(len(COLOUR.sub("", line)) for line in text.splitlines())


class Terminal(bench.CliTest):
    cluster = True

    def test_a_terminal_gets_colour_and_lines_that_fit(self):
        code, text = self.home.in_terminal("plan -q", columns=110)
        self.assertEqual(code, DONE)
        self.assertIn("\033[32mBUY\033[0m", text)
        self.assertLessEqual(widest(text), 110, text)

    def test_no_color_is_respected(self):
        code, text = self.home.in_terminal("plan -q", NO_COLOR="1")
        self.assertEqual((code, bench.ESCAPE in text), (DONE, False))

    def test_lists_fit_too(self):
        self.ballast("plan")
        for words in ("plans", "settings", "status"):
            with self.subTest(words):
                code, text = self.home.in_terminal(words)
                self.assertEqual(code, DONE)
                self.assertLessEqual(widest(text), 100, text)

    def test_the_exit_code_is_the_same_on_a_terminal(self):
        self.assertEqual(self.home.in_terminal("plan --nosuch")[0], bench.USAGE)


class LongPlan(bench.CliTest):
    cluster = True
    large = True

    def newest(self):
        plans = self.report("plans", "--limit", "1")["plans"]
        return plans[0] if plans else {"plan_id": "", "state": "none"}

    def begin_plan(self, *words, **streams):
        before = self.newest()["plan_id"]
        process = self.home.begin("plan", *bench.WIDE, *words, **streams)
        self.addCleanup(self.end, process)
        bench.wait_for(lambda: self.newest()["plan_id"] != before, "the plan's beginning")
        self.assertEqual(self.newest()["state"], "running")
        return process

    @staticmethod
    def end(process):
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream:
                stream.close()

    def test_an_interrupt_cancels_the_plan_in_the_cluster(self):
        process = self.begin_plan()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=bench.WAIT_SECONDS)
        self.assertEqual((process.returncode, out), (REFUSED, ""))
        self.assertIn("interrupted; the plan was cancelled", err)
        self.assertNotIn(bench.ESCAPE, err)
        bench.wait_for(lambda: self.newest()["state"] == "cancelled", "the cancelled plan")
        self.assertIn("cancelled", self.ballast("plans", self.newest()["plan_id"]).stderr)

    def test_only_a_terminal_gets_a_progress_line(self):
        master, slave = pty.openpty()
        self.addCleanup(os.close, master)
        process = self.begin_plan(stderr=slave)
        os.close(slave)
        text = ""
        while " workers" not in text:
            text += os.read(master, 4096).decode("utf-8")
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(OSError):  # the other side is closed
            while read := os.read(master, 4096):
                text += read.decode("utf-8")
        self.assertEqual(process.wait(bench.WAIT_SECONDS), REFUSED)
        self.assertRegex(text, r"searching  [0-9,]+ of [0-9,]+")
        self.assertIn(CLEARED_LINE + "ballast: ", text)

    def test_the_ledger_and_the_rates_are_shown_while_it_runs(self):
        process = self.begin_plan()
        top = self.ballast("tap", "top", "--timeout", "2.5").stdout
        for expected in ("type", "Batch", "BatchResult", "waiting", "leased", "worker"):
            self.assertIn(expected, top)
        ledger = self.home.begin("tap", "ledger")
        self.assertIn("issued", ledger.stdout.readline())
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=bench.WAIT_SECONDS)
        rest, _ = ledger.communicate(timeout=bench.WAIT_SECONDS)
        self.assertEqual(ledger.returncode, DONE)
        self.assertIn("it balances", rest)

    def test_a_recording_of_work_is_replayed_to_the_same_answers(self):
        path = str(self.home.folder / "tape")
        tap = self.home.begin("tap", "plane=work", "--record", path, "--timeout", "60")
        self.addCleanup(self.end, tap)
        bench.wait_for(lambda: os.path.exists(path), "the recording")
        process = self.begin_plan()
        bench.wait_for(lambda: os.path.getsize(path) > 100_000, "recorded work")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=bench.WAIT_SECONDS)
        tap.send_signal(signal.SIGINT)
        _, err = tap.communicate(timeout=bench.WAIT_SECONDS)
        self.assertEqual(tap.returncode, DONE, err)
        self.assertIn("tap missed 0 frames", err)
        shown = self.ballast("tap", "replay", path).stdout
        self.assertRegex(shown, r"[1-9]\d* batches replayed: [1-9]\d* with the recorded answer")
        self.assertIn(", 0 differ, 0 fail", shown)


if __name__ == "__main__":
    unittest.main()
