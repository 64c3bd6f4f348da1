"""A household of two boards over tcp, both in one folder of this machine."""

import bench
import ports


def cluster_text(boards, first):
    """`boards`: by name the address and the roles; `first`: of a block of ports."""
    lines = []
    for board, (address, roles) in boards.items():
        lines += ["[[board]]", f'id = "{board}"', f'address = "{address}"', "[board.roles]",
                  *(f"{role} = {count}" for role, count in roles.items())]
    lines += ["[ports]", f"front_door = {first}", f"bus_in = {first + 1}",
              f"bus_out = {first + 2}", f"intake = {first + 3}",
              f"role_mailboxes = [{first + 4}, {first + 14}]",
              f"instance_mailboxes = [{first + 15}, {first + 34}]",
              f"lanes = [{first + 35}, {first + ports.BLOCK - 1}]"]
    return "\n".join(lines) + "\n"


class TwoBoardHome(bench.Home):
    """`beginning`: lines of the cluster file before its boards. The first board is this one."""

    def __init__(self, boards, beginning=""):
        super().__init__()
        self.boards = boards
        self.ports = ports.PortLease([address for address, _ in boards.values()])
        self.write("cluster.toml", beginning + cluster_text(boards, self.ports.first))
        self.environment["BALLAST_BOARD"] = next(iter(boards))

    def start_on(self, board, role, number=1, **changed):
        before = self.environment
        self.environment = dict(before, BALLAST_BOARD=board, **changed)
        try:
            self.start(role, number)
        finally:
            self.environment = before
        self.actors[f"{role}-{number}@{board}"] = self.actors.pop(f"{role}-{number}")

    def start_board(self, board, **changed):
        for role, count in self.boards[board][1].items():
            for number in range(1, count + 1):
                self.start_on(board, role, number, **changed)

    def ready(self):
        return {actor["heartbeat"]["instance"] for actor in self.registered()
                if actor["alive"] and actor["heartbeat"]["ready"]}

    def end(self):
        super().end()
        self.ports.close()
