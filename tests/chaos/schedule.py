"""From a seed: which plans are made and what befalls them; always the same."""

import dataclasses
import random

from faults import Fault

EVALUATORS = ("evaluator-1", "evaluator-2", "evaluator-3")
OTHERS = ("broker-1", "coordinator-1", "generator-1", "opportunity-1", "portfolio-1", "universe-1",
          "trading-1")
# A plan is kept in a short stage by an actor that is frozen before the plan begins.
HOLDS = {"accepting": "coordinator-1", "gathering": "universe-1", "identifying": "opportunity-1",
         "generating": "generator-1"}
# Where plans spend their time, a fault is more likely.
STAGES = (*HOLDS, "searching", "searching", "searching", "searching", "alternatives")
# A batch that outlives so many workers is set aside as poison: as many deaths are no test.
BLAMES_MAX = 2
# So is a plan that outlives so many coordinators.
DEATHS_MAX = 2
METHODS = ("enumerate", "exact")


@dataclasses.dataclass(frozen=True)
class Round:
    number: int
    wish: tuple[str, ...]
    faults: tuple[Fault, ...]


def wish(chance, method):
    """Flags of a plan that is searched for about a second or two."""
    wide = ("--depth", "10", "--set", "max_candidates=30", "--set",
            "max_opportunities_per_category=30", "--set", "priority_threshold=0", "--set",
            "min_security_score=0", "--set", "min_hold_days=0", "--date", "newest-price")
    if method == "exact":
        return (*wide, "--set", "max_sells=10", "--set", "max_buys=10", "--risk", "monte-carlo",
                "--paths", str(chance.choice((200, 300))), "--seed", str(chance.randint(1, 3)))
    sells, buys, paths = chance.choice(((2, 5, 100), (3, 5, 0), (2, 6, 0), (3, 4, 100),
                                        (2, 5, 0)))
    caps = ("--set", f"max_sells={sells}", "--set", f"max_buys={buys}")
    if paths == 0:
        return (*wide, *caps)
    return (*wide, *caps, "--risk", "monte-carlo", "--paths", str(paths), "--seed",
            str(chance.randint(1, 2)))


def _blames(fault):
    """The most workers that one batch may outlive by this fault."""
    if fault.kind in ("supervisor", "restart") or not fault.victims[0].startswith("evaluator"):
        return 0
    return min(2, len(fault.victims))


def _ends_coordinator(fault):
    return fault.kind == "supervisor" or fault.kind in ("kill", "restart") and (
        "coordinator-1" in fault.victims)


def _fault(chance):
    stage = chance.choice(STAGES)
    share = round(chance.uniform(0.05, 0.9), 2) if stage == "searching" else 0.0
    kind = chance.choices(("kill", "freeze", "slow", "restart", "supervisor"),
                          weights=(10, 5, 2, 2, 1))[0]
    if kind == "restart" and stage in HOLDS:
        kind = "kill"  # a polite stop may last longer than a plan waits for who is held
    if kind == "supervisor":
        return Fault(kind, ("all",), stage, share)
    if kind == "slow":
        return Fault(kind, (chance.choice(EVALUATORS),), stage, share, chance.uniform(0.3, 2.0))
    if chance.random() < 0.5:
        count = chance.choice((1, 1, 2, 3)) if kind == "kill" else 1
        victims = tuple(sorted(chance.sample(EVALUATORS, count)))
    else:
        victims = (chance.choice(OTHERS),)
    seconds = chance.uniform(0.1, 3.0) if kind == "freeze" else 0.0
    return Fault(kind, victims, stage, share, seconds)


def rounds(seed, method):
    """Endless. Each round has a chance of its own, so that one can be repeated without the rest."""
    number = 0
    while True:
        yield round_of(seed, number, method)
        number += 1


def round_of(seed, number, method):
    chance = random.Random(f"{seed}/{number}")
    wanted = wish(chance, method)
    faults, blames, deaths = [], 0, 0
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3))):
        one = _fault(chance)
        blames_more, deaths_more = _blames(one), int(_ends_coordinator(one))
        if blames + blames_more <= BLAMES_MAX and deaths + deaths_more <= DEATHS_MAX:
            blames += blames_more
            deaths += deaths_more
            faults.append(one)
    order = ("accepting", "gathering", "identifying", "generating", "searching", "alternatives")
    faults.sort(key=lambda one: (order.index(one.stage), one.share))
    return Round(number, wanted, tuple(faults))
