#!/usr/bin/env python3
"""Random faults against random plans on a real board; every invariant is checked after each plan.

The seed is printed first and last. A run that fails prints the command that repeats its schedule:
the same plans and faults, at the same points of each plan, as far as time allows.
"""

import argparse
import collections
import random
import statistics
import sys
import time

import faults as fire
import schedule
from household import Household

ROUNDS_OF_A_BOARD = 12  # then another board is started, whose plans are searched for otherwise
MORE_STARTS = {"kill": 1, "restart": 1}


def method_of(number):
    return schedule.METHODS[number // ROUNDS_OF_A_BOARD % len(schedule.METHODS)]


class Tally:
    """What was done to how many plans, and how long each took to recover."""

    def __init__(self):
        self.plans = 0
        self.kinds = collections.Counter()
        self.in_time = 0  # faults that befell a plan before its end
        self.recoveries = []

    def text(self):
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        told = (f"{self.plans} plans checked, {sum(self.kinds.values())} faults ({kinds}), "
                f"{self.in_time} of them while a plan was made")
        if self.recoveries:
            told += (f"; over after the last fault within {max(self.recoveries):.1f} s, "
                     f"median {statistics.median(self.recoveries):.1f} s")
        return told


class Season:
    """One board from its start to its end."""

    def __init__(self, method, tally):
        self.household = Household(method, limits="\n[limits]\nlease_target_ms = 5\n")
        self.board = self.household.board
        self.tally = tally
        self.starts = {}

    def up(self):
        self.household.up()
        self.starts = dict.fromkeys(self.board.actors(), 1)

    def play(self, one):
        """One plan and what befalls it. Throws AssertionError when something does not hold."""
        usual = self.household.undisturbed_seconds(one.wish)
        held = {}
        for fault in one.faults:
            if hold := schedule.HOLDS.get(fault.stage):
                held[fault.stage] = fire.hold(self.board, hold)
        before = self.household.watch.plan
        plan = self.household.begin(one.wish)
        try:
            for fault in one.faults:
                self.tally.in_time += self.reach(fault, before, plan, usual)
                self.strike(fault, plan)
                if fault.stage in held:
                    held[fault.stage].release()
            healed = time.monotonic()
            self.household.check(plan, one.wish)
        finally:
            for hold in held.values():
                hold.release()
            plan.end()
        self.tally.plans += 1
        self.tally.recoveries.append(time.monotonic() - healed)
        self.check_board()
        print(f"round {one.number}: {'; '.join(map(str, one.faults))}; plan "
              f"{time.monotonic() - plan.began:.1f} s, undisturbed {usual:.1f} s", flush=True)

    def reach(self, fault, before, plan, usual):
        """Waits until the plan is where the fault is to strike; false when it was over before."""
        reached = {
            "accepting": lambda _plan, _watch: True,
            "generating": lambda plan, watch: "searching" in watch.stages.get(plan, ()),
            "searching": lambda plan, watch: watch.share_of(plan, usual) >= fault.share,
        }.get(fault.stage, lambda plan, watch: fault.stage in watch.stages.get(plan, ()))
        return self.household.watch.until(
            lambda watch: watch.plan > before and reached(watch.plan, watch),
            lambda: plan.over() or self.beyond(fault))

    def beyond(self, fault):
        """Whether its search has ended: it was over between two words of its progress."""
        stages = self.household.watch.stages.get(self.household.watch.plan, ())
        return fault.stage == "searching" and "alternatives" in stages

    def strike(self, fault, plan):
        fire.strike(self.board, fault, plan)
        self.tally.kinds[fault.kind] += 1
        if fault.kind == "supervisor":
            self.starts = dict.fromkeys(self.starts, 1)
        for name in fault.victims:
            if name in self.starts:
                self.starts[name] += MORE_STARTS.get(fault.kind, 0)

    def check_board(self):
        """Nobody has died but by our hand, and everybody is there."""
        self.household.whole_again()
        if (starts := self.board.starts()) != self.starts:
            raise AssertionError(f"actors were started {starts} times instead of {self.starts}")

    def down(self):
        self.board.down()
        if left := self.board.actors():
            raise AssertionError(f"{left} outlive their board")
        self.household.end()


def run(arguments, tally):
    """Plays rounds until time is up. Returns the number of the round that failed, or none."""
    number, season, end = arguments.first, None, None
    try:
        while number < arguments.first + arguments.rounds:
            if season is None or number % ROUNDS_OF_A_BOARD == 0:
                if season:
                    season.down()
                season = Season(method_of(number), tally)
                season.up()
            end = end or time.monotonic() + arguments.minutes * 60  # once the first board is there
            if time.monotonic() > end:
                break
            season.play(schedule.round_of(arguments.seed, number, method_of(number)))
            number += 1
        if season:
            season.down()
        return None
    except AssertionError as error:
        played = schedule.round_of(arguments.seed, number, method_of(number))
        print(f"round {number} FAILED: {played}\n{error}", flush=True)
        print(season.board.logs() if season else "", flush=True)
        return number
    finally:
        if season:
            season.household.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 32))
    parser.add_argument("--minutes", type=float, default=1.0, help="how long (default: 1)")
    parser.add_argument("--first", type=int, default=0, help="the round to begin with")
    parser.add_argument("--rounds", type=int, default=1 << 32, help="the most rounds")
    arguments = parser.parse_args()
    print(f"seed {arguments.seed}", flush=True)
    tally = Tally()
    failed = run(arguments, tally)
    print(tally.text())
    if failed is not None:
        print(f"repeat with: tests/chaos/run.py --seed {arguments.seed} "
              f"--first {arguments.first} --rounds {failed - arguments.first + 1} --minutes 60")
    print(f"seed {arguments.seed}")
    return 0 if failed is None else 1


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    sys.exit(main())
