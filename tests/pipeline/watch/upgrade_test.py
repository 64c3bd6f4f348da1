"""Two boards are upgraded one after the other while plans are made all the time: the evaluators of
another release are refused with a sentence, every other role works on, and no plan fails."""

import json
import os
import signal
import subprocess
import sys
import threading
import unittest

import bench
import ports

OLD = bench.ACTOR
NEXT = os.environ["BALLAST_NEXT_ACTOR"]
NEXT_DIGEST = "4e657874"
FIRST = {"broker": 1, "universe": 1, "portfolio": 1, "trading": 1, "coordinator": 1, "evaluator": 1}
SECOND = {"opportunity": 1, "generator": 1, "evaluator": 1}


def cluster_text(first):
    def board(name, address, roles):
        return [f'[[board]]\nid = "{name}"\naddress = "{address}"\n[board.roles]',
                *(f"{role} = {count}" for role, count in roles.items())]
    return "\n".join([
        "insecure = true", *board("one", "127.0.0.1", FIRST), *board("two", "127.0.0.2", SECOND),
        "[ports]", f"front_door = {first}", f"bus_in = {first + 1}", f"bus_out = {first + 2}",
        f"intake = {first + 3}", f"role_mailboxes = [{first + 4}, {first + 15}]",
        f"instance_mailboxes = [{first + 16}, {first + 31}]",
        f"lanes = [{first + 32}, {first + ports.BLOCK - 1}]", ""])


class Planner(threading.Thread):
    """Makes plan after plan until it is told to stop."""

    def __init__(self, home):
        super().__init__()
        self.home = home
        self.ended = []  # exit code, report or what was said
        self.stopping = threading.Event()

    def run(self):
        while not self.stopping.is_set():
            try:
                ran = self.home.run("plan", "--json")
                said = json.loads(ran.stdout) if ran.stdout else ran.stderr
                self.ended.append((ran.returncode, said))
            except subprocess.TimeoutExpired as late:
                self.ended.append((None, str(late)))

    def wait_for_more(self, count, holds=lambda report: True):
        """Waits until so many plans that were not yet begun have ended, and hold what is asked."""
        begun = len(self.ended) + 1  # one is under way
        def enough():
            return sum(code == 0 and holds(report) for code, report in self.ended[begun:]) >= count
        try:
            bench.wait_for(enough, "plans")
        except AssertionError as error:
            ended = [(code, report["run"] if code == 0 else report)
                     for code, report in self.ended[begun:]]
            raise AssertionError(f"of {len(ended)} plans too few hold; the last: {ended[-2:]}") \
                from error


class Upgrade(bench.CliTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.home.score_every_set()
        cls.ports = ports.PortLease(("127.0.0.1", "127.0.0.2"))
        cls.home.write("cluster.toml", cluster_text(cls.ports.first))
        (cls.home.folder / "run").mkdir()

    def start(self, board, role, program):
        environment = dict(self.home.environment, BALLAST_BOARD=board)
        with open(self.home.folder / f"{role}-{board}.log", "a", encoding="utf-8") as log:
            self.home.actors[f"{role}@{board}"] = subprocess.Popen(
                [program, role, "--die-with-parent"], env=environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log)

    def upgrade(self, board, role):
        """As `supervise restart` does with a new program in the old one's place."""
        actor = self.home.actors.pop(f"{role}@{board}")
        actor.send_signal(signal.SIGTERM)
        self.assertEqual(actor.wait(bench.WAIT_SECONDS), 0)
        self.start(board, role, NEXT)

    def heartbeat(self, instance):
        return {one["heartbeat"]["instance"]: one["heartbeat"] for one in self.home.registered()
                if one["alive"]}.get(instance)

    def wait_until_refused(self, instance):
        def refused():
            beat = self.heartbeat(instance)
            return beat is not None and beat["doing"].startswith("refused: ")
        bench.wait_for(refused, f"the refusal of {instance}")
        return self.heartbeat(instance)["doing"]

    def test_a_rolling_upgrade_never_stops_planning(self):
        expected = self.report("plan", "--local")["decision_hash"]
        for board, roles in (("one", FIRST), ("two", SECOND)):
            for role in roles:
                self.start(board, role, OLD)
        planner = Planner(self.home)
        planner.start()
        self.addCleanup(planner.join)
        self.addCleanup(planner.stopping.set)
        planner.wait_for_more(1, lambda report: report["run"]["boards"] == 2)

        for role in SECOND:
            self.upgrade("two", role)
        sentence = self.wait_until_refused("evaluator-1@two")
        self.assertRegex(sentence, f"^refused: its engine {NEXT_DIGEST} is not the coordinator's "
                         "[0-9a-f]{8}, so the two might disagree; put the same release on both "
                         "boards$")
        self.assertEqual(self.heartbeat("opportunity-1@two")["version"], "0.2.0")
        # Its other roles work on: nobody else identifies opportunities or generates.
        planner.wait_for_more(2, lambda report: report["run"]["boards"] == 1)

        for role in ("universe", "portfolio", "trading", "broker", "coordinator"):
            self.upgrade("one", role)
        self.assertIn(NEXT_DIGEST, self.wait_until_refused("evaluator-1@one"))
        workers = ["evaluator-1@two"]
        planner.wait_for_more(2, lambda report: [one["name"] for one in
                                                 report["run"]["ledger"]["workers"]] == workers)
        self.upgrade("one", "evaluator")
        planner.wait_for_more(1, lambda report: report["run"]["boards"] == 2)

        planner.stopping.set()
        planner.join()
        for code, report in planner.ended:
            self.assertEqual(code, 0, report)
            self.assertEqual(report["decision_hash"], expected)
            self.assertTrue(report["run"]["ledger"]["balances"])
        self.assertEqual({one["heartbeat"]["version"] for one in self.home.registered()
                          if one["alive"]}, {"0.2.0"})


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    unittest.main(verbosity=2)
