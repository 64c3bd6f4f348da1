"""The real actor, killed by the kernel at the N-th write, sync, send or receive of an order's life:
at the broker there is one order or none, and journal and portfolio know which.

usage: killed_test.py [--runs N] [--seed S]    at that many of its calls
       killed_test.py --every                  at each of them
"""

import argparse
import collections
import os
import pathlib
import random
import signal
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import bench_of_money as money  # noqa: E402
import bench  # noqa: E402

TRACED = "pwrite64,write,writev,fdatasync,fsync,sendto,sendmsg,recvfrom,recvmsg,read"
TRADES_MOST = 12  # after so many a household has little left to trade
OPTIONS = argparse.Namespace(runs=6, seed=1, every=False)


def traced(*words):
    return ["strace", "-f", "-qq", *words, bench.ACTOR]


def may_trace():
    return subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "true"], check=False,
                          capture_output=True).returncode == 0


@unittest.skipUnless(may_trace(), "strace may not trace here (a container that forbids ptrace?)")
class Killed(money.DollarTest):
    def restart(self, program=None):
        if "trading-1" in self.home.actors:
            actor = self.home.actors.pop("trading-1")
            # strace itself ignores signals; it ends with what it traces.
            children = pathlib.Path(f"/proc/{actor.pid}/task/{actor.pid}/children").read_text(
                encoding="utf-8").split()
            os.kill(int((children or [actor.pid])[0]), signal.SIGTERM)
            actor.wait(bench.WAIT_SECONDS)
        self.home.start("trading", program=program)

    def ready(self):
        return "trading-1" in self.home.ready()

    def calls(self, log):
        """How many calls of each name the actor's own thread made."""
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        first = lines[0].split()[0]
        # A call that others interrupt has two lines.
        return collections.Counter(line.split()[1].split("(")[0] for line in lines
                                   if line.split()[0] == first and "resumed>" not in line)

    def span_of_an_order(self):
        """Each call, by name and number, that an actor makes while it carries an order."""
        log = self.home.folder / "calls"
        plan, number = self.step()
        self.restart(traced("-o", str(log), "-e", f"trace={TRACED}"))
        bench.wait_for(self.ready, "the traced actor")
        begin = self.calls(log)
        self.home.ask("execute", plan, "--step", str(number))
        bench.wait_for(self.home.all_over, "the order")
        return [(name, number) for name, last in sorted(self.calls(log).items())
                for number in range(begin[name] + 1, last + 1)]

    def die_at(self, name, call):
        """Executes a step with an actor that dies at one of its calls; returns the plan's step."""
        plan, number = self.step()
        inject = f"inject={name}:signal=SIGKILL:when={call}"
        self.restart(traced("-o", "/dev/null", "-e", inject))
        asking = self.home.begin("execute", plan, "--step", str(number),
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        actor = self.home.actors["trading-1"]
        bench.wait_for(lambda: actor.poll() is not None or asking.poll() is not None,
                       "an end of the actor or of the command")
        died = actor.poll() is not None
        if died:
            del self.home.actors["trading-1"]
        self.restart()
        asking.wait(bench.WAIT_SECONDS)
        bench.wait_for(self.ready, "the actor that goes on")
        bench.wait_for(self.home.all_over, lambda: f"the order: {self.home.orders()}")
        return f"{plan}/{number}/", died

    def test_whenever_it_dies_books_and_broker_agree(self):
        calls = self.span_of_an_order()
        if not OPTIONS.every:
            calls = random.Random(OPTIONS.seed).sample(calls, OPTIONS.runs)
        deaths = 0
        for place, (name, call) in enumerate(calls):
            if place % TRADES_MOST == TRADES_MOST - 1:
                self.home.end()
                self.setUpClass()
            with self.subTest(seed=OPTIONS.seed, name=name, call=call):
                prefix, died = self.die_at(name, call)
                deaths += died
                self.check(prefix)
        print(f"the actor died in {deaths} of {len(calls)} runs", file=sys.stderr)


if __name__ == "__main__":
    reader = argparse.ArgumentParser()
    reader.add_argument("--runs", type=int, default=OPTIONS.runs)
    reader.add_argument("--seed", type=int, default=OPTIONS.seed)
    reader.add_argument("--every", action="store_true")
    OPTIONS, rest = reader.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest])
