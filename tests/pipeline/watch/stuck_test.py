"""An actor that hangs is ended by its own watchdog and started again, and no plan is the worse."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time
import unittest

import bench

SUPERVISE = bench.ROOT / "tools" / "supervise"
HANGING = os.environ["BALLAST_HANGING_ACTOR"]
PATIENCE_MS = 1500
ROLES = {**bench.ROLES, "evaluator": 2}


def json_lines(text):
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


class Stuck(bench.CliTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        home = cls.home
        home.score_every_set()
        programs = home.folder / "programs"
        programs.mkdir()
        (programs / "ballast").symlink_to(bench.BALLAST)
        (programs / "ballast-actor").symlink_to(HANGING)
        cls.trigger = home.folder / "hang"
        home.write("cluster.toml", bench.cluster_text(ROLES) +
                   f"[limits]\nstuck_ms = {PATIENCE_MS}\n")
        home.environment.update(BALLAST_BIN=str(programs), BALLAST_TEST_HANG=str(cls.trigger))

    def supervise(self, *words):
        ran = subprocess.run([SUPERVISE, *words], env=self.home.environment, text=True,
                             capture_output=True, stdin=subprocess.DEVNULL,
                             timeout=bench.WAIT_SECONDS, check=False)
        self.assertEqual(ran.returncode, 0, f"{words}: {ran.stdout}{ran.stderr}")
        return ran.stdout

    def restarted(self):
        """The instances that were started again and are ready."""
        shown = subprocess.run([SUPERVISE, "status", "--json"], env=self.home.environment,
                               text=True, capture_output=True, check=False).stdout
        return [one["instance"] for one in json.loads(shown)["actors"]
                if one["restarts"] > 0 and one["state"] == "ready"]

    def test_a_hanging_evaluator_is_started_again_and_the_plan_is_the_same(self):
        expected = self.report("plan", "--local")["decision_hash"]
        self.supervise("up")
        self.addCleanup(self.supervise, "down")
        self.trigger.touch()
        plan = self.report("plan")
        self.assertFalse(self.trigger.exists(), "no evaluator hung")
        self.assertEqual(plan["decision_hash"], expected)
        self.assertTrue(plan["run"]["ledger"]["balances"])
        bench.wait_for(lambda: self.restarted() != [], "the second start")
        (name,) = self.restarted()
        self.assertTrue(name.startswith("evaluator-"), name)

        said = json_lines(self.supervise("logs", name))
        (last,) = [line for line in said if line["level"] == "error"]
        self.assertEqual(last["actor"], f"{name}@home")
        self.assertEqual(last["sentence"], "nothing got done for 1.5 s while it was at work; it "
                         "ends, so that its supervisor starts it again")
        known = {one["heartbeat"]["instance"]: one for one in self.home.registered()}
        self.assertEqual(known[f"{name}@home"]["restarts"], 1)
        self.assertEqual(self.report("plan")["decision_hash"], expected)


class Systemd(unittest.TestCase):
    """What systemd sees of an actor through NOTIFY_SOCKET."""

    def setUp(self):
        self.home = bench.Home()
        self.addCleanup(self.home.end)
        self.home.make_market()
        self.home.write("cluster.toml", bench.cluster_text() + "[limits]\nstuck_ms = 1000\n")
        path = str(self.home.folder / "notify")
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.manager.close)
        self.manager.bind(path)
        self.manager.settimeout(bench.WAIT_SECONDS)
        self.home.environment["NOTIFY_SOCKET"] = path

    def test_an_actor_is_ready_then_fed_and_a_frozen_one_is_not(self):
        (self.home.folder / "run").mkdir()
        self.home.start("generator")
        self.assertEqual(self.manager.recv(256), b"READY=1\nWATCHDOG=1")
        for _ in range(3):
            self.assertEqual(self.manager.recv(256), b"WATCHDOG=1")
        actor = self.home.actors["generator-1"]
        actor.send_signal(signal.SIGSTOP)
        bench.wait_for(lambda: pathlib.Path(f"/proc/{actor.pid}/stat").read_text(
            encoding="utf-8").rpartition(")")[2].split()[0] == "T", "the stop")
        self.manager.settimeout(0)
        with self.assertRaises(BlockingIOError):
            while self.manager.recv(256):  # what was sent before the stop
                pass
        self.manager.settimeout(2)
        with self.assertRaises(TimeoutError):
            self.manager.recv(256)
        # Frozen for longer than the patience, it goes on: it missed no look of its own.
        actor.send_signal(signal.SIGCONT)
        self.manager.settimeout(bench.WAIT_SECONDS)
        for _ in range(12):
            self.assertEqual(self.manager.recv(256), b"WATCHDOG=1")
        self.assertIsNone(actor.poll())


class Frozen(unittest.TestCase):
    def setUp(self):
        self.home = bench.Home()
        self.addCleanup(self.home.end)
        self.home.make_market()
        (self.home.folder / "run").mkdir()

    def lives(self, process):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            stat = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="ascii")
            return stat.rpartition(")")[2].split()[0] not in "ZX"
        return False

    def test_a_frozen_actor_does_not_outlive_a_killed_test(self):
        log = self.home.folder / "broker.log"
        starter = subprocess.Popen(
            ["sh", "-c", '"$0" broker --die-with-parent 2> "$1" & echo $!; wait', bench.ACTOR, log],
            env=self.home.environment, stdout=subprocess.PIPE, text=True)
        self.addCleanup(starter.communicate)
        self.addCleanup(starter.kill)
        actor = int(starter.stdout.readline())
        bench.wait_for(lambda: log.exists() and '"starts"' in log.read_text(encoding="utf-8"),
                       "the broker")
        os.kill(actor, signal.SIGSTOP)
        self.assertTrue(self.lives(actor))
        starter.kill()
        bench.wait_for(lambda: not self.lives(actor), "the end of the frozen actor")


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main(verbosity=2)
