"""The reference's recorded plans and ours for the same portfolios, both under our scoring.

Where the reference's trades are among our candidates and can be paid for with fees, our plan must
score at least as high. Where they are not, as a rule because our sizes are whole lots in euros,
the difference is only shown.
"""

import dataclasses

from actions import Action
from compare import Report
from corrected_plan import Search, corrected_plan
from product import ask, compare, with_defaults
from translation import NoTranslation, translated

EXACT = 1e-12


@dataclasses.dataclass
class Comparison:
    name: str
    kind: str  # "idle", "candidates", "not our candidates" or why it is not compared
    reference: float = 0.0  # scores of 100
    ours: float = 0.0
    idle: float = 0.0

    def gain(self):
        return self.ours - self.reference


def translate_all(cases):
    """Returns (case, question) pairs and the reasons of those that cannot be put."""
    questions, reasons = [], {}
    for case in cases:
        try:
            questions.append((case, translated(case)))
        except NoTranslation as error:
            reasons[str(error)] = reasons.get(str(error), 0) + 1
    return questions, reasons


def _actions(steps, account):
    """The reference's steps at today's prices and rates."""
    found = []
    for step in steps:
        security = account.securities[step["symbol"]]
        price = (security["quote"] or {}).get("price", 0.0)
        rate = account.rates.get(security["currency"], 1.0)
        found.append(Action(step["side"], step["symbol"], step["quantity"], price,
                            step["quantity"] * price / rate, rate=rate))
    return sorted(found, key=lambda one: one.side, reverse=True)


def _places(search, actions):
    """Returns the places of the actions among our candidates, or nothing."""
    known = {(one.side, one.symbol, one.quantity): i for i, one in enumerate(search.actions)}
    places = [known.get((one.side, one.symbol, one.quantity)) for one in actions]
    return None if None in places else tuple(sorted(places))


def _compare(case, question, answer):
    search = corrected_plan(with_defaults(question))[-1]
    decision = answer["decision"]
    ours, idle = (decision[part]["total"] * 100 for part in ("after", "before"))
    actions = _actions(case["expect"]["steps"], search.account)
    if not actions:
        return Comparison(case["id"], "idle", idle, ours, idle)
    places = _places(search, actions)
    if places is not None and places not in search.sets:
        return Comparison(case["id"], "beyond the caps of enumerated sets")
    if places is not None:
        if not search.feasible(places):
            return Comparison(case["id"], "not feasible with fees")
        return Comparison(case["id"], "candidates", search.score(places) * 100, ours, idle)
    every = tuple(range(len(actions)))
    own = Search(search.account, actions, [every])
    if not own.feasible(every):
        return Comparison(case["id"], "not feasible with fees")
    return Comparison(case["id"], "not our candidates", own.score(every) * 100, ours, idle)


def compare_plans(program, questions):
    answers = ask(program, [question for _, question in questions])
    return [_compare(case, question, answer)
            for (case, question), answer in zip(questions, answers, strict=True)]


def same_plans(program, questions):
    """Our planner and the corrected reference on the recorded portfolios; returns a report."""
    report = Report("recorded portfolio")
    for (case, question), answer in zip(questions, ask(program, [one for _, one in questions]),
                                        strict=True):
        report.name = f"recorded portfolio {case['id']}"
        before = len(report.differences)
        compare(question, answer, report)
        del report.differences[before + 1:]
    return report


def summary(comparisons):
    """Returns lines of a table, one for each kind."""
    lines = []
    for kind in sorted({one.kind for one in comparisons}):
        some = [one for one in comparisons if one.kind == kind]
        if not some[0].idle:
            lines.append(f"{kind}: {len(some)} plans")
            continue
        gains = [one.gain() for one in some]
        lines.append(f"{kind}: {len(some)} plans, mean gain {sum(gains) / len(gains):.3f} points, "
                     f"largest {max(gains):.3f} ({max(some, key=Comparison.gain).name}), "
                     f"smallest {min(gains):.3f} ({min(some, key=Comparison.gain).name})")
    return lines


def worse(comparisons):
    return [f"{one.name}: the reference's plan scores {one.reference!r}, ours {one.ours!r}"
            for one in comparisons
            if one.kind in ("idle", "candidates") and one.gain() < -100 * EXACT]
