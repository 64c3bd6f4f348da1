"""`tools/supervise` with the real programs of BALLAST_BIN: a board and what befalls it."""

import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import unittest

import bench
import ports

PROGRAMS = os.environ["BALLAST_BIN"]
ROLES = {"broker": 1, "universe": 1, "portfolio": 1, "trading": 1, "opportunity": 1,
         "generator": 1, "evaluator": 2, "coordinator": 1}
ACTORS = sum(ROLES.values())
LEAST_URGENT = 19


class RealBoard(bench.Board):
    roles = ROLES

    def write(self, address="local", **more):
        planner = bench.SUPERVISE.parents[1] / "etc" / "planner.toml"
        self.environment.update(BALLAST_BIN=PROGRAMS, BALLAST_RUNTIME_DIR=str(self.runtime),
                                BALLAST_STATE_DIR=str(self.folder / "state"),
                                BALLAST_PLANNER=str(planner))
        self.cluster = self.folder / "cluster.toml"
        lines = ["insecure = true", "[[board]]", 'id = "one"', f'address = "{address}"',
                 "[board.roles]", *(f"{role} = {count}" for role, count in self.roles.items()),
                 "[ports]", *(f"{name} = {place}" for name, place in more.items())]
        self.cluster.write_text("\n".join(lines), encoding="utf-8")

    def actor(self, name):
        """What `status` says of one actor, whether or not all are ready."""
        ran = subprocess.run([bench.SUPERVISE, "status", "--cluster", self.cluster, "--json"],
                             env=self.environment, capture_output=True, text=True, check=False)
        self.assertIn(ran.returncode, (0, 3), ran.stderr)
        return {one["instance"]: one for one in json.loads(ran.stdout)["actors"]}[name]

    def ready_again(self, name, before):
        now = self.actor(name)
        return now["state"] == "ready" and now["pid"] != before

    def coordinator_answers(self):
        ballast = pathlib.Path(PROGRAMS) / "tools" / "ballast" / "ballast"
        ran = subprocess.run([ballast, "plans", "--cluster", self.cluster], env=self.environment,
                             capture_output=True, text=True, check=False)
        return ran.returncode == 0 and "Nothing listens" not in ran.stderr

    def kill_until_it_waits(self, name):
        if process := (now := self.actor(name))["pid"]:
            os.kill(process, signal.SIGKILL)
        return now["state"] == "waiting"


class Life(RealBoard):
    def test_a_board_comes_up_whole_and_goes_down_without_a_trace(self):
        shown = self.supervise("up").stdout
        self.assertEqual(shown.count(" ready "), ACTORS, shown)
        self.assertEqual(len(self.running()), ACTORS + 1)
        self.assertTrue(self.coordinator_answers())
        self.assertIn("already running", self.refused("up"))
        self.supervise("down")
        self.assertEqual((self.running(), self.sockets()), ([], []))

    def niceness(self, process):
        text = pathlib.Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
        return int(text.rpartition(")")[2].split()[16])

    def test_a_killed_actor_and_a_killed_broker_are_back_and_known(self):
        self.supervise("up")
        own = os.nice(0)
        for name, one in self.status().items():
            wanted = min(own + 10, LEAST_URGENT) if one["role"] == "evaluator" else own
            self.assertEqual(self.niceness(one["pid"]), wanted, name)
        for name in ("evaluator-2", "coordinator-1", "broker-1"):
            before = self.actor(name)["pid"]
            os.kill(before, signal.SIGKILL)
            self.wait_for(lambda name=name, before=before: self.ready_again(name, before), name)
            self.assertEqual(self.actor(name)["restarts"], 1)
        self.wait_for(self.coordinator_answers, "an answer of the coordinator")

    def test_an_actor_that_dies_again_and_again_is_given_time(self):
        self.supervise("up")
        self.wait_for(lambda: self.kill_until_it_waits("generator-1"), "a pause before a restart")
        self.wait_for(lambda: self.actor("generator-1")["state"] == "ready", "its return")

    def test_no_actor_outlives_a_killed_supervisor(self):
        self.supervise("up")
        os.kill(self.supervisord(), signal.SIGKILL)
        self.wait_for(lambda: not self.running(), "the end of the actors")
        self.supervise("up")
        self.assertEqual(len(self.status()), ACTORS)
        self.supervise("down")
        self.assertEqual((self.running(), self.sockets()), ([], []))

    def test_restart_gives_a_role_new_processes(self):
        self.supervise("up")
        before = self.status()
        self.supervise("restart", "evaluator")
        after = self.status()
        self.assertEqual([name for name in after if after[name]["pid"] != before[name]["pid"]],
                         ["evaluator-1", "evaluator-2"])


class Feeding(RealBoard):
    """Of a board that only computes, as many evaluators as it has processors and memory for."""
    roles = {"broker": 1, "evaluator": '"auto"'}

    def setUp(self):
        super().setUp()
        self.system = self.folder / "system"
        (self.system / "proc/device-tree").mkdir(parents=True)
        (self.system / "proc/device-tree/compatible").write_text("arduino,imola", encoding="utf-8")
        self.environment["BALLAST_SYSTEM_ROOT"] = str(self.system)

    def put_memory(self, mib):
        (self.system / "proc/meminfo").write_text(
            f"MemTotal: 4194304 kB\nMemAvailable: {mib * 1024} kB\n", encoding="utf-8")

    def evaluators(self):
        shown = json.loads(self.supervise("status", "--json").stdout)
        self.assertTrue(shown["ready"])
        names = [one["instance"] for one in shown["actors"] if one["role"] == "evaluator"]
        self.assertEqual(shown["automatic"], {"evaluator": len(names)})
        return names

    def test_evaluators_follow_processors_and_memory_at_the_start(self):
        processors = min(len(os.sched_getaffinity(0)), 16)
        all_of_them = [f"evaluator-{number}" for number in range(1, processors + 1)]
        self.put_memory(4096)
        shown = self.supervise("up").stdout
        self.assertIn(f"evaluator: as many as the board feeds, {processors}", shown)
        self.put_memory(700)  # what they took must not lower their number
        self.assertEqual(self.evaluators(), all_of_them)
        ballast = pathlib.Path(PROGRAMS) / "tools" / "ballast" / "ballast"
        ran = subprocess.run([ballast, "status", "--cluster", self.cluster], text=True,
                             env=self.environment, capture_output=True, check=False)
        self.assertIn(f"Evaluators follow the board: {processors} run", ran.stdout, ran.stderr)
        self.supervise("down")
        self.supervise("up")
        self.assertEqual(self.evaluators(), all_of_them[:1])
        self.supervise("down")
        self.assertEqual((self.running(), self.sockets()), ([], []))


class Faults(RealBoard):
    def test_a_busy_port_is_named_and_the_board_taken_down(self):
        port = ports.PortLease().first
        with socket.create_server(("127.0.0.1", port)):
            self.write(address="127.0.0.1", front_door=port, bus_in=port + 1, bus_out=port + 2,
                       intake=port + 3, role_mailboxes=[port + 4, port + 13],
                       instance_mailboxes=[port + 14, port + 29], lanes=[port + 30, port + 39])
            sentence = self.refused("up")
        self.assertIn("broker-1 does not stay up", sentence)
        self.assertIn(f"tcp://127.0.0.1:{port}: this address is in use", sentence)
        self.assertEqual((self.running(), self.sockets()), ([], []))

    def test_a_missing_board_and_a_broken_file_each_get_a_sentence(self):
        self.assertIn("one", self.refused("up", "--board", "two", code=2))
        self.cluster.write_text("[[board]\n", encoding="utf-8")
        self.assertIn(f"{self.cluster}:1:", self.refused("up", code=2))
        self.cluster.write_text('[[board]]\nid = "one"\nroles = { evaluater = 1 }\n',
                                encoding="utf-8")
        self.assertIn("did you mean evaluator?", self.refused("up", code=2))


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main(verbosity=2)
