"""Clusters on boards that are network namespaces: each file of etc/ is started and planned on, a
plan may be asked for from any board, and a role moves by a changed line and a restart."""

import sys
import unittest

sys.dont_write_bytecode = True

import network  # noqa: E402

network.enter()

from cluster import ETC, SMALL, Cluster  # noqa: E402
from household import Home  # noqa: E402

CUT_SECONDS = 0.5  # or until the plan is over
THIRD_BOARD = '''
[[board]]
id = "board-3"
address = "192.168.7.3"

[board.roles]
evaluator = 2
'''


class Spread(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.end)

    def cluster(self, file):
        cluster = Cluster(file, self.home)
        self.addCleanup(cluster.end)
        cluster.up()
        cluster.fill()
        return cluster

    def plan_everywhere(self, cluster):
        """Plans from every board. Returns the boards that evaluated."""
        reports = [cluster.plan(SMALL, board) for board in cluster.boards]
        return {one["name"] for report in reports for one in report["run"]["ledger"]["boards"]}

    def plan_through_a_cut(self, cluster, board):
        """The link falls silent while a plan is made, and is whole again soon after."""
        plan = cluster.begin(SMALL)
        self.addCleanup(plan.end)
        cluster.network.silence(board)
        try:
            plan.over_within(CUT_SECONDS)
        finally:
            cluster.network.let_speak(board)
        cluster.check(plan, SMALL)

    def test_two_boards_one_that_computes_and_one_with_the_state(self):
        cluster = self.cluster(ETC / "cluster-two-boards.toml")
        self.assertEqual(self.plan_everywhere(cluster), {"compute"})
        self.assertGreater(cluster.network.sent_bytes("compute"), 0)
        self.plan_through_a_cut(cluster, "compute")
        cluster.down()

    def test_two_boards_alike(self):
        cluster = self.cluster(ETC / "cluster-balanced.toml")
        self.assertEqual(self.plan_everywhere(cluster), {"board-1", "board-2"})
        cluster.down()

    def test_three_boards(self):
        text = (ETC / "cluster-balanced.toml").read_text(encoding="utf-8")
        cluster = self.cluster(self.home.write("three.toml", text + THIRD_BOARD))
        self.assertEqual(self.plan_everywhere(cluster), {"board-1", "board-2", "board-3"})
        cluster.down()

    def test_one_board(self):
        cluster = self.cluster(ETC / "cluster.toml")
        self.assertEqual(self.plan_everywhere(cluster), {"home"})
        cluster.down()

    def test_a_role_moves_by_a_changed_line_and_a_restart(self):
        text = (ETC / "cluster-balanced.toml").read_text(encoding="utf-8")
        cluster = self.cluster(self.home.write("moving.toml", text))
        self.assertIn("generator-1", cluster.boards["board-2"].actors())
        cluster.plan(SMALL)
        cluster.down()
        line = "generator = 1\n"
        moved = text.replace(line, "").replace("opportunity = 1\n", "opportunity = 1\n" + line)
        cluster.change(moved)
        cluster.up()
        self.assertIn("generator-1", cluster.boards["board-1"].actors())
        self.assertNotIn("generator-1", cluster.boards["board-2"].actors())
        cluster.plan(SMALL)
        cluster.down()


if __name__ == "__main__":
    unittest.main(verbosity=2)
