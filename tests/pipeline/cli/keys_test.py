"""Two boards over tcp with keys: made, enrolled, refused by name, and replaced during a plan."""

import json
import signal
import subprocess
import time
import unittest

import bench
import two_boards
from bench import DONE, ERROR, REFUSED, USAGE

BOARDS = {"board-1": ("127.0.0.1", {**bench.ROLES, "evaluator": 1}),
          "board-2": ("127.0.0.2", {"evaluator": 2})}


class KeyedHome(two_boards.TwoBoardHome):
    """Both boards live in one folder, each with a state directory of its own."""

    def __init__(self):
        super().__init__(BOARDS)
        self.keys = self.folder / "keys"

    def doing(self, name):
        return {actor["heartbeat"]["instance"]: actor["heartbeat"]["doing"]
                for actor in self.registered()}.get(name, "idle")

    def restart(self, name):
        actor = self.actors.pop(name)
        actor.send_signal(signal.SIGTERM)
        actor.wait()
        role, _, rest = name.partition("-")
        number, _, board = rest.partition("@")
        self.start_on(board, role, int(number))

    def log(self, name):
        return (self.folder / f"{name.split('@')[0]}.log").read_text(encoding="utf-8")


class Keys(bench.CliTest):
    """Without a cluster: files and the list."""

    @classmethod
    def setUpClass(cls):
        cls.home = KeyedHome()
        cls.addClassCleanup(cls.home.end)

    def test_keys_are_made_enrolled_replaced_and_revoked(self):
        made = self.ballast("keys", "new").stdout
        self.assertEqual(self.ballast("keys", "new").stdout, "")
        self.assertIn("has a key already", self.refused("keys", "new", "board-1", code=ERROR))
        self.assertEqual(self.home.keys.stat().st_mode & 0o7777, 0o700)
        self.assertEqual((self.home.keys / "board-1.key").stat().st_mode & 0o7777, 0o600)
        self.ballast("keys", "enrol")
        self.ballast("keys", "new", "tap@laptop")
        self.ballast("keys", "enrol", "tap@laptop", "--days", "30")
        listed = json.loads(self.ballast("keys", "list", "--json").stdout)["keys"]
        self.assertEqual([one["holder"] for one in listed], ["board-1", "board-2", "tap@laptop"])
        self.assertTrue(all(one["public"] in made for one in listed[:2]))
        self.assertIn("until", listed[2])
        self.ballast("keys", "rotate", "board-2", "--window-days", "2")
        self.ballast("keys", "revoke", "tap@laptop")
        shown = self.ballast("keys", "list").stdout
        self.assertIn("was revoked", shown)
        self.assertEqual(shown.count("board-2"), 2)

    def test_a_key_that_begins_like_an_option_is_a_key(self):
        elsewhere = {"BALLAST_KEYS_DIR": str(self.home.folder / "dashes")}
        for key in ("-dash" + "a1" * 17 + "b", "--Dashes=" + "c3" * 15 + "d", "-c" + "e5" * 19):
            self.assertEqual(len(key), 40)
            self.ballast("keys", "enrol", "tap@dashes", key, "--days", "3", **elsewhere)
            self.assertIn(key, self.ballast("keys", "list", **elsewhere).stdout)
            self.ballast("keys", "revoke", key, **elsewhere)
            self.assertIn("has no good key",
                          self.refused("keys", "revoke", key, code=ERROR, **elsewhere))

    def test_what_is_wrong_gets_a_sentence(self):
        printed = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7"
        self.assertIn("printed in libzmq's manual",
                      self.refused("keys", "enrol", "board-2", printed, code=ERROR))
        self.assertIn("no board 'board-7'", self.refused("keys", "new", "board-7", code=ERROR))
        self.assertIn("no role 'evaluater'",
                      self.refused("keys", "new", "evaluater@board-2", code=ERROR))
        self.assertIn("the usage is", self.refused("keys", "forge", code=USAGE))


class TwoBoards(bench.CliTest):
    @classmethod
    def setUpClass(cls):
        cls.home = KeyedHome()
        cls.addClassCleanup(cls.home.end)
        cls.home.make_market()
        cls.home.score_every_set()
        for words in (("new",), ("enrol",)):
            ran = cls.home.run("keys", *words)
            if ran.returncode != DONE:
                raise AssertionError(ran.stdout + ran.stderr)
        for board in BOARDS:
            cls.home.start_board(board)
        bench.wait_for(lambda: cls.home.ready() == set(cls.home.actors), "every actor")
        ran = cls.home.run("import", "all", str(cls.home.market))
        if ran.returncode != DONE:
            raise AssertionError(ran.stdout + ran.stderr)

    def begin_plan_without_workers(self, words):
        """Begins a plan that goes on until somebody works again, and names who is frozen."""
        evaluators = [name for name in self.home.actors if name.startswith("evaluator")]
        for name in evaluators:
            self.home.actors[name].send_signal(signal.SIGSTOP)
        planning = self.home.begin(*words)
        self.addCleanup(planning.wait)
        self.addCleanup(planning.kill)
        bench.wait_for(lambda: self.home.doing("coordinator-1@board-1") != "idle", "the plan")
        return planning, evaluators

    def test_keys_are_replaced_during_plans_that_go_on(self):
        words = ("plan", "--json", "-q")
        alone = json.loads(self.ballast(*words, "--local").stdout)
        planning, evaluators = self.begin_plan_without_workers(words)
        keepers = ("broker-1@board-1", "coordinator-1@board-1")
        said_before = {name: len(self.home.log(name)) for name in keepers}
        for board in ("board-2", "board-1"):
            self.ballast("keys", "rotate", board)
        # Every process still has its old key, the broker's among them, and is still found.
        self.ballast("status")
        for number in (1, 2):
            self.home.kill(f"evaluator-{number}@board-2")
            self.home.start_on("board-2", "evaluator", number)
        shown, said = planning.communicate(timeout=bench.WAIT_SECONDS)
        for name in evaluators:
            self.home.actors[name].send_signal(signal.SIGCONT)
        self.assertEqual(planning.returncode, DONE, said)
        self.assertEqual(json.loads(shown)["decision_hash"], alone["decision_hash"])
        for name in keepers:
            self.assertNotIn("board-2's key", self.home.log(name)[said_before[name]:])
        # The broker comes back with its new key, and everybody finds it with no restart.
        self.home.restart("broker-1@board-1")
        bench.wait_for(lambda: self.home.ready() == set(self.home.actors), "the broker's new key")
        again = json.loads(self.ballast(*words).stdout)
        self.assertEqual(again["decision_hash"], alone["decision_hash"])

    def restart_evaluators_of_board_2(self):
        for number in (1, 2):
            self.home.restart(f"evaluator-{number}@board-2")
        bench.wait_for(lambda: self.home.ready() == set(self.home.actors), "every actor")

    def give_back_the_boards_key(self):
        (self.home.keys / "evaluator@board-2.key").unlink()
        self.restart_evaluators_of_board_2()

    def test_a_key_that_is_revoked_during_a_plan_works_no_more_and_others_do(self):
        words = ("plan", "--json", "-q")
        alone = json.loads(self.ballast(*words, "--local").stdout)
        self.ballast("keys", "new", "evaluator@board-2")
        self.ballast("keys", "enrol", "evaluator@board-2")
        self.addCleanup(self.give_back_the_boards_key)
        self.restart_evaluators_of_board_2()
        planning, evaluators = self.begin_plan_without_workers(words)
        self.ballast("keys", "revoke", "evaluator@board-2")
        told = "evaluator@board-2's key was revoked; it was connected, and is not heard any more"
        for name in ("broker-1", "coordinator-1"):
            bench.wait_for(lambda name=name: told in self.home.log(name), f"a word of {name}")
        for name in evaluators:
            self.home.actors[name].send_signal(signal.SIGCONT)
        shown, said = planning.communicate(timeout=bench.WAIT_SECONDS)
        self.assertEqual(planning.returncode, DONE, said)
        plan = json.loads(shown)
        self.assertEqual(plan["decision_hash"], alone["decision_hash"])
        self.assertEqual({one["name"] for one in plan["run"]["ledger"]["workers"]
                          if one["applied"] > 0}, {"evaluator-1@board-1"})

    def test_a_stranger_is_told_and_the_operator_too(self):
        self.ballast("keys", "new", "client@laptop")
        told = self.refused("status", code=REFUSED, BALLAST_BOARD="laptop")
        self.assertIn("the broker does not let client@laptop's key in", told)
        bench.wait_for(lambda: "key is not on the list" in self.home.log("broker-1"),
                       "a line in the broker's log")
        self.ballast("keys", "enrol", "client@laptop")
        self.ballast("status", BALLAST_BOARD="laptop")
        self.ballast("keys", "revoke", "client@laptop")
        told = self.refused("status", code=REFUSED, BALLAST_BOARD="laptop")
        self.assertIn("the broker does not let client@laptop's key in", told)
        bench.wait_for(lambda: "client@laptop's key was revoked" in self.home.log("broker-1"),
                       "the reason in the broker's log")

    def test_whoever_lacks_the_list_is_told_at_once(self):
        elsewhere = {"BALLAST_KEYS_DIR": str(self.home.folder / "laptop"),
                     "BALLAST_BOARD": "laptop"}
        self.ballast("keys", "new", "client@laptop", **elsewhere)
        began = time.monotonic()
        told = self.refused("status", code=ERROR, **elsewhere)
        self.assertIn("no good key of the broker's board is on the list", told)
        self.assertLess(time.monotonic() - began, 10.0)

    def test_a_taps_key_listens_and_an_evaluators_key_commands_nothing(self):
        self.ballast("keys", "new", "tap@watcher")
        self.ballast("keys", "enrol", "tap@watcher")
        ran = self.ballast("tap", "actor.", "--count", "1", BALLAST_BOARD="watcher")
        self.assertIn("actor.", ran.stdout)
        self.assertIn("there is no key for client@watcher",
                      self.refused("status", code=ERROR, BALLAST_BOARD="watcher"))

    def test_an_actor_without_a_key_or_with_an_open_file_does_not_start(self):
        def start(board):
            ran = subprocess.run([bench.ACTOR, "evaluator", "--instance", "7"], text=True,
                                 env=dict(self.home.environment, BALLAST_BOARD=board,
                                          BALLAST_KEYS_DIR=str(self.home.folder / "other")),
                                 capture_output=True, check=False, timeout=bench.WAIT_SECONDS)
            self.assertEqual(ran.returncode, 1)
            return ran.stderr
        self.assertIn("there is no key for evaluator@board-2", start("board-2"))
        self.ballast("keys", "new", "board-2", BALLAST_KEYS_DIR=str(self.home.folder / "other"))
        (self.home.folder / "other" / "board-2.key").chmod(0o644)
        self.assertIn("others may read or write it: its mode is 0644", start("board-2"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
