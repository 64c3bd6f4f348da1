"""`ballast tap` and `ballast status` on a running cluster: what they show; they only look."""

import base64
import json
import os
import signal
import unittest

import bench
from bench import DONE, ERROR, INCOMPLETE


class Tap(bench.CliTest):
    cluster = True

    def test_count_and_timeout_end_it(self):
        self.assertEqual(len(self.ballast("tap", "--count", "3").stdout.splitlines()), 3)
        ran = self.ballast("tap", "type=NoSuchType", "--timeout", "0.3")
        self.assertEqual(ran.stdout, "")
        self.assertIn("tap missed 0 frames", ran.stderr)
        self.ballast("tap", "type=NoSuchType", "--count", "1", "--timeout", "0.3", code=INCOMPLETE)

    def test_filters_choose_by_topic_type_role_and_board(self):
        for words, holds in (
                (("actor.",), lambda frame: frame["topic"].startswith("actor.")),
                (("type=ActorHeartbeat",),
                 lambda frame: frame["header"]["type"] == "ActorHeartbeat"),
                (("role=universe", "board=home"),
                 lambda frame: frame["header"]["sender"] == "universe-1@home")):
            with self.subTest(words):
                ran = self.ballast("tap", *words, "--count", "2", "--json", "-q")
                frames = [json.loads(line) for line in ran.stdout.splitlines()]
                self.assertEqual(len(frames), 2)
                self.assertTrue(all(holds(frame) for frame in frames), frames)
        self.assertIn("filters nothing", self.refused("tap", "colour=red"))
        self.assertIn("--count", self.refused("tap", "--count", "many"))

    def recorded_work(self, path):
        """Records all the traffic of one plan; returns the frames of the work plane."""
        tap = self.home.begin("tap", "--record", path, "--timeout", "60")
        self.addCleanup(tap.kill)
        bench.wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 0, "the tap")
        self.ballast("plan")
        tap.send_signal(signal.SIGINT)
        tap.communicate(timeout=bench.WAIT_SECONDS)
        with open(path, encoding="utf-8") as file:
            frames = [json.loads(line) for line in file]
        return [frame for frame in frames if frame["plane"] == "work"]

    def test_a_tap_changes_no_plan_and_sees_commands_and_work(self):
        before = self.report("plan")["decision_hash"]
        path = str(self.home.folder / "all.tape")
        tap = self.home.begin("tap", "--record", path, "--timeout", "60")
        self.addCleanup(tap.kill)
        bench.wait_for(lambda: os.path.exists(path) and os.path.getsize(path) > 0, "the tap")
        during = self.report("plan")
        tap.send_signal(signal.SIGINT)
        tap.communicate(timeout=bench.WAIT_SECONDS)
        self.assertEqual((tap.returncode, during["decision_hash"]), (DONE, before))
        with open(path, encoding="utf-8") as file:
            frames = [json.loads(line) for line in file]
        self.assertEqual({frame["plane"] for frame in frames}, {"event", "command", "work"})
        self.assertIn(" 0 differ, 0 fail", self.ballast("tap", "replay", path).stdout)

    def test_a_changed_answer_is_found_by_a_replay(self):
        path = str(self.home.folder / "work.tape")
        frames = self.recorded_work(path)
        changed = next(number for number, frame in enumerate(frames)
                       if b"BatchResult" in base64.b64decode(frame["header"]))
        body = bytearray(base64.b64decode(frames[changed]["body"]))
        body[-1] ^= 1  # the last field is the result
        frames[changed]["body"] = base64.b64encode(body).decode()
        text = "".join(json.dumps(frame) + "\n" for frame in frames)
        ran = self.ballast("tap", "replay", self.home.write("changed.tape", text), code=ERROR)
        self.assertIn(" 1 differ, 0 fail", ran.stdout)
        self.assertIn("the recorded answer is another", ran.stdout)

    def test_a_recording_that_is_none_is_refused_by_its_line(self):
        path = self.home.write("tape", "{}\n")
        self.assertIn("tape:1: this line is no recorded frame",
                      self.refused("tap", "replay", path, code=ERROR))
        self.assertIn("takes one recording", self.refused("tap", "replay"))
        self.refused("tap", "--record", "/nowhere/tape", code=ERROR)

    def test_the_ledger_of_a_plan_balances(self):
        plan = self.report("plan")
        text = self.ballast("tap", "ledger", plan["plan_id"]).stdout
        self.assertIn("it balances", text)
        self.assertIn("evaluator-1@home", text)
        self.assertEqual(self.ballast("tap", "ledger").stdout, text)
        self.refused("tap", "ledger", "nosuchplan", code=ERROR)


class Status(bench.CliTest):
    cluster = True

    def states(self):
        title, _, *lines = self.ballast("status").stdout.splitlines()
        self.assertRegex(title, r"^board home: \d+ actors, \d+\.\d MB$")
        return {line.split()[0]: line.split()[1] for line in lines if not line.startswith(" ")}

    def test_everyone_is_listed_and_a_killed_actor_is_gone(self):
        states = self.states()
        self.assertEqual(set(states), set(self.home.actors))
        self.assertEqual(set(states.values()), {"ready"})
        self.home.kill("evaluator-2")
        bench.wait_for(lambda: self.states()["evaluator-2"] == "gone", "evaluator-2 to be gone")
        alive = {actor["heartbeat"]["instance"]: actor["alive"] for actor in self.home.registered()}
        self.assertFalse(alive["evaluator-2@home"])
        self.assertTrue(alive["evaluator-1@home"])
        self.ballast("plan")

    def test_the_table_fits_80_columns_and_json_tells_what_it_tells(self):
        shown = self.ballast("status").stdout
        self.assertLessEqual(max(map(len, shown.splitlines())), 80, shown)
        status = json.loads(self.ballast("status", "--json").stdout)
        for actor in status["actors"]:
            beat = actor["heartbeat"]
            if beat["instance"] != "evaluator-2@home":
                self.assertEqual(beat["pid"],
                                 self.home.actors[beat["instance"].split("@")[0]].pid)
                self.assertEqual((actor["restarts"], actor["still_ms"]), (0, 0))
            self.assertGreater(beat["memory_budget_kb"], beat["memory_kb"])
            self.assertGreater(beat["memory_kb"], 0)
        (worker,) = [one for one in status["workers"] if one["instance"] == "evaluator-1@home"]
        self.assertEqual((worker["held"], worker["credit"]), (0, 2))


if __name__ == "__main__":
    unittest.main()
