"""The faults, each with what it does to a board and how it heals. None is over before it healed."""

import contextlib
import dataclasses
import os
import signal
import threading

SLOW_PERIOD_SECONDS = 0.05
SLOW_SHARE = 0.1  # of its time that a slow actor runs


@dataclasses.dataclass(frozen=True)
class Fault:
    """What befalls whom at which point of a plan."""
    kind: str
    victims: tuple[str, ...]
    stage: str
    share: float = 0.0  # of the search
    seconds: float = 0.0  # how long a victim is frozen or slow, if the plan takes so long

    def __str__(self):
        where = self.stage + (f" {self.share:.0%}" if self.share else "")
        long = f" {self.seconds:.1f} s" if self.seconds else ""
        return f"{self.kind}{long} {'+'.join(self.victims)} at {where}"


class Hold:
    """An actor that is frozen until it is released, or dead."""

    def __init__(self, process):
        self._process = process

    def release(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._process, signal.SIGCONT)


def hold(board, name):
    return Hold(board.signal(name, signal.SIGSTOP))


def kill(board, fault, _plan):
    """All at once: none is back before the last is dead."""
    before = {name: board.process(name) for name in fault.victims}
    for process in before.values():
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
    for name, process in before.items():
        board.back(name, process)


def freeze(board, fault, plan):
    held = [board.signal(name, signal.SIGSTOP) for name in fault.victims]
    plan.over_within(fault.seconds)
    for process in held:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, signal.SIGCONT)


def slow(board, fault, plan):
    """Ten times slower: it runs a tenth of the time."""
    process = board.process(fault.victims[0])
    over = threading.Event()

    def brake():
        with contextlib.suppress(ProcessLookupError):
            while not over.is_set():
                os.kill(process, signal.SIGSTOP)
                over.wait(SLOW_PERIOD_SECONDS * (1 - SLOW_SHARE))
                os.kill(process, signal.SIGCONT)
                over.wait(SLOW_PERIOD_SECONDS * SLOW_SHARE)

    thread = threading.Thread(target=brake)
    thread.start()
    plan.over_within(fault.seconds)
    over.set()
    thread.join()


def restart(board, fault, _plan):
    """Politely, as an operator does."""
    for name in fault.victims:
        board.supervise("restart", name)


def supervisor(board, _fault, _plan):
    """Killed hard: its actors must end with it, and the board comes up again."""
    board.kill_supervisor()
    board.up()


KINDS = {one.__name__: one for one in (kill, freeze, slow, restart, supervisor)}


def strike(board, fault, plan):
    KINDS[fault.kind](board, fault, plan)
