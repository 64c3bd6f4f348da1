"""`tools/supervise` with stand-in actors: start, order, restarts, faults, and what is left."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import unittest

import bench


class Life(bench.Board):
    def test_up_starts_every_role_in_order_and_waits_until_all_are_ready(self):
        shown = self.supervise("up").stdout
        started = [line.split("'")[1] for line in
                   self.supervise("logs", "supervisord").stdout.splitlines() if "spawned" in line]
        self.assertEqual(started, ["broker-1", "portfolio-1", "evaluator-1", "evaluator-2",
                                   "coordinator-1"])
        self.assertEqual(shown.count(" ready "), 5, shown)
        self.assertEqual(shown.splitlines()[0].split()[:6],
                         ["role", "instance", "state", "pid", "up", "restarts"])
        for actor in self.status().values():
            self.assertGreater(actor["memory_kib"], 0)
            self.assertEqual((actor["restarts"], actor["doing"]), (0, "idle"))

    def test_down_stops_in_reverse_order_and_leaves_nothing(self):
        self.supervise("up")
        self.supervise("down")
        stops = [line.split()[1] for line in self.noted() if line.startswith("stop")]
        self.assertEqual([stops[0], set(stops[1:3]), stops[3:]],
                         ["coordinator-1", {"evaluator-1", "evaluator-2"},
                          ["portfolio-1", "broker-1"]])
        self.assertEqual((self.running(), self.sockets()), ([], []))
        self.assertIn("not running", self.refused("status", code=3))
        self.assertIn("not running", self.supervise("down").stderr)

    def test_a_killed_actor_is_started_again_and_counted(self):
        self.supervise("up")
        before = self.status()["evaluator-2"]["pid"]
        os.kill(before, signal.SIGKILL)
        self.wait_for(lambda: self.status_or_none("evaluator-2", before), "the second start")
        self.assertEqual(self.status()["evaluator-2"]["restarts"], 1)

    def status_or_none(self, name, before):
        shown = subprocess.run([bench.SUPERVISE, "status", "--cluster", self.cluster, "--json"],
                               env=self.environment, capture_output=True, text=True, check=False)
        one = {actor["instance"]: actor for actor in json.loads(shown.stdout)["actors"]}[name]
        return one["state"] == "ready" and one["pid"] != before

    def test_restart_takes_an_instance_or_a_whole_role(self):
        self.supervise("up")
        before = self.status()
        self.supervise("restart", "evaluator-1")
        between = self.status()
        self.supervise("restart", "evaluator")
        after = self.status()
        changed = [[name for name in old if old[name]["pid"] != new[name]["pid"]]
                   for old, new in ((before, between), (between, after))]
        self.assertEqual(changed, [["evaluator-1"], ["evaluator-1", "evaluator-2"]])

    def test_an_actor_that_ignores_a_polite_stop_is_killed(self):
        self.write(faults={"portfolio-1": "deaf"})
        self.supervise("up")
        self.supervise("down")
        self.assertEqual((self.running(), self.sockets()), ([], []))

    def test_no_actor_outlives_a_killed_supervisor(self):
        self.write(faults={"portfolio-1": "deaf"})
        self.supervise("up")
        os.kill(self.supervisord(), signal.SIGKILL)
        self.wait_for(lambda: not self.running(), "the end of the actors")
        self.supervise("up")
        self.assertEqual(len(self.status()), 5)

    def test_logs_shows_the_last_lines(self):
        self.supervise("up")
        self.assertEqual(self.supervise("logs", "broker-1").stdout, "ready\n")
        self.assertIn("spawned", self.supervise("logs", "supervisord").stdout)

    def test_an_interrupted_start_takes_the_board_down(self):
        self.write(faults={"portfolio-1": "mute"})
        starting = subprocess.Popen([bench.SUPERVISE, "up", "--cluster", self.cluster],
                                    env=self.environment, stderr=subprocess.PIPE)
        self.wait_for(lambda: "start portfolio-1" in self.noted(), "the second role")
        starting.send_signal(signal.SIGINT)
        starting.communicate(timeout=bench.WAIT_SECONDS)
        self.assertEqual((starting.returncode, self.running(), self.sockets()), (130, [], []))


class Faults(bench.Board):
    def test_starting_twice_is_refused_and_harms_nothing(self):
        self.supervise("up")
        self.assertIn("already running", self.refused("up"))
        self.assertEqual(len(self.status()), 5)

    def test_a_busy_port_is_named_and_the_board_taken_down(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            self.write(port=port)
            sentence = self.refused("up")
        self.assertIn(f"broker-1 does not stay up: port {port} is busy", sentence)
        self.assertEqual((self.running(), self.sockets()), ([], []))

    def test_what_is_not_ready_in_time_is_named_and_left_to_go_on(self):
        self.write(faults={"portfolio-1": "mute"})
        sentence = self.refused("up", "--timeout", "6", code=3)
        self.assertEqual(sentence, "supervise: not ready after 6 s: portfolio-1 (silent)")
        self.supervise("status", code=3)

    def test_a_missing_board_a_broken_and_an_absent_file_each_get_a_sentence(self):
        self.assertIn("has no board 'two'", self.refused("up", "--board", "two", code=2))
        self.cluster.write_text("{", encoding="utf-8")
        self.assertIn(str(self.cluster), self.refused("up", code=2))
        self.cluster.unlink()
        self.assertIn("does not exist", self.refused("up", code=2))

    def test_an_unknown_name_lists_the_known_ones(self):
        self.assertIn("evaluator-2", self.refused("logs", "evaluater", code=2))

    def test_a_missing_program_or_supervisord_is_named(self):
        self.environment["BALLAST_BIN"] = str(self.folder)
        self.assertIn("'ballast' is not built", self.refused("up"))
        self.environment.update(BALLAST_BIN=str(bench.HERE / "programs"), PATH=str(self.folder))
        (self.folder / "python3").symlink_to(sys.executable)
        self.assertIn("'supervisord' is not installed", self.refused("up"))

    def test_a_socket_path_that_is_too_long_is_refused(self):
        self.write(runtime_dir=str(self.folder / ("long" * 30)))
        self.assertIn("too long for a socket", self.refused("up", code=2))

    def test_a_foreign_supervisor_is_left_alone(self):
        self.supervise("up")
        taken = self.folder / "taken"
        self.runtime.rename(taken)  # where a board of another name keeps its own
        self.write(board="two")
        folder = self.runtime / "supervise" / "two"
        folder.mkdir(parents=True)
        (folder / "supervisord.sock").symlink_to(taken / "supervise/one/supervisord.sock")
        for command in ("up", "down", "status"):
            self.assertIn("belongs to another supervisor, 'ballast-one'",
                          self.refused(command, "--board", "two"))
        self.assertGreaterEqual(len(self.running()), 6)

    def test_left_over_sockets_go_and_used_ones_stay(self):
        self.runtime.mkdir()
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(str(self.runtime / "dead.ipc"))
        with socket.socket(socket.AF_UNIX) as used:
            used.bind(str(self.runtime / "used.ipc"))
            used.listen()
            self.supervise("down")
            self.assertEqual(self.sockets(), [self.runtime / "used.ipc"])


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main(verbosity=2)
