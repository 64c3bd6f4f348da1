"""Questions put to Ballast's own planner, and its answers held against the corrected reference."""

import dataclasses
import itertools
import json
import os
import random
import shlex
import subprocess

from actions import BUY, CATEGORIES, SELL
from compare import Report
from corrected_plan import corrected_plan
from random_questions import question

NEAR_TIE = 1e-12
# What the reference assumes of settings that a question does not name, or that Ballast lacks.
DEFAULTS = {"buy_cooldown_days": 30, "min_security_score": 0.5, "price_scenarios": "none",
            "enable_multi_timeframe": False, "enable_industry_part": False, "opinion": 0.5,
            "enable_multi_objective": False, "patterns": "none", "enable_adaptive_patterns": False,
            "enable_market_regime": False, "enable_partial_execution": False,
            "enable_constraint_relaxation": False, "enable_correlation_aware": False,
            "correlation_threshold": 0.7, "market_indices": [],
            "market_regime_bull_threshold": 0.05, "market_regime_bear_threshold": -0.05,
            "market_regime_bull_cash_reserve": 0.02, "market_regime_bear_cash_reserve": 0.05,
            "market_regime_sideways_cash_reserve": 0.03}


def command(program):
    """Returns the words that run the program; one for another machine wants an emulator."""
    return [*shlex.split(os.environ.get("MESON_EXE_WRAPPER", "")), program]


def default_settings(program):
    """Returns the settings that Ballast knows, as they are when nothing is said."""
    ran = subprocess.run([*command(program), "settings"], capture_output=True, text=True,
                         check=True)
    return json.loads(ran.stdout)["settings"]


def ask(program, questions):
    """Returns one answer for each question; every setting is named that Ballast knows."""
    known = default_settings(program)
    text = "".join(json.dumps(with_settings(one, DEFAULTS, known)) + "\n" for one in questions)
    ran = subprocess.run(command(program), input=text, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in ran.stdout.splitlines()]


def with_settings(question, defaults, known=None):
    """The same question with further settings, and of all only those in `known`."""
    request = question["request"]
    settings = {name: value for name, value in {**defaults, **request["settings"]}.items()
                if known is None or name in known}
    return {**question, "request": {**request, "settings": settings}}


def with_defaults(question):
    return with_settings(question, DEFAULTS)


def _expect_action(what, ours, theirs, symbols, report):
    report.same(f"{what} side", ours.side.lower(), theirs["side"])
    report.same(f"{what} symbol", ours.symbol, symbols[theirs["security"]])
    report.same(f"{what} quantity", ours.quantity, theirs["quantity"])
    report.same(f"{what} category", ours.category, theirs["category"])
    report.same(f"{what} tags", set(ours.tags), set(theirs["tags"]) - {"relaxed"})
    report.close(f"{what} price", theirs["price"], ours.price)
    report.close(f"{what} value", theirs["value"], ours.value_eur)
    report.close(f"{what} priority", theirs["priority"], ours.priority)


def _expect_actions(what, ours, theirs, symbols, report):
    report.same(what, [symbols[one["security"]] for one in theirs], [one.symbol for one in ours])
    for i, (our, their) in enumerate(zip(ours, theirs)):
        _expect_action(f"{what} {i}", our, their, symbols, report)


def _expect_sets(search, answers, report):
    for answer in answers:
        indices = tuple(answer["set"])
        report.same(f"set {indices} feasible", answer["feasible"], search.feasible(indices))
        if answer["feasible"]:
            report.close(f"set {indices} at today's prices", answer["plain"],
                         search.plain_score(indices))
            report.close(f"set {indices} score", answer["score"], search.score(indices))


def _trades(search, indices):
    return [(one.side.lower(), one.symbol, float(one.quantity))
            for one in search.sequence(indices)]


def _ranked_by_product(decision):
    """Returns (trades, score) best first: the plan, then the rest of the beam."""
    plan = [(one["side"], one["symbol"], one["quantity"]) for one in decision["steps"]]
    rest = [([(one["side"], one["symbol"], one["quantity"]) for one in runner["trades"]],
             runner["score"]) for runner in decision["runners_up"]]
    return [(plan, decision["after"]["total"])] + rest


def _expect_ties_in_order(known, theirs, report):
    """Plans that score exactly the same stand by priority, then length, then rank."""
    for (first, score), (second, other) in itertools.pairwise(theirs):
        if score == other and str(first) in known and str(second) in known:
            report.ties += 1
            keys = [known[str(one)].key() for one in (first, second)]
            report.same(f"tie of {first} and {second}", keys[0] < keys[1], True)


def _expect_ranking(search, decision, beam_width, report):
    ranking = search.ranking()
    theirs = _ranked_by_product(decision)
    if search.scoring.portfolio.total_value <= 0:
        report.same("plan of an account that is worth nothing", theirs[0][0], [])
        return
    report.same("plans in the beam", len(theirs), min(beam_width, len(ranking)))
    known = {str(_trades(search, one.indices)): one for one in ranking}
    _expect_ties_in_order(known, theirs, report)
    for i, (our, (trades, score)) in enumerate(zip(ranking, theirs)):
        report.close(f"rank {i} score", score, our.score)
        named = known.get(str(trades))
        if named is None or abs(named.score - our.score) > NEAR_TIE:
            report.same(f"rank {i}", trades, _trades(search, our.indices))
        elif trades != _trades(search, our.indices):
            report.near_ties += 1


def _expect_front(search, decision, report):
    """The plans that no other beats in every aim, in the order of their scores."""
    front = search.front(search.ranking())
    theirs = decision["front"]
    report.same("front", sorted([(one["side"], one["symbol"], one["quantity"])
                                 for one in plan["trades"]] for plan in theirs),
                sorted(_trades(search, one.indices) for one in front))
    falling = all(a["score"] >= b["score"] for a, b in itertools.pairwise(theirs))
    report.same("front by falling score", falling, True)


def compare(question, answer, report):
    if "failure" in answer:
        report.same("answer", answer["failure"], None)
        return
    account, lists, choice, search = corrected_plan(with_defaults(question))
    symbols = {one["id"]: one["symbol"] for one in question["inputs"]["securities"]}
    report.close("total value", answer["total_value"], account.portfolio.total_value)
    report.close_money("available cash", answer["available_cash"], account.cash)
    for category in CATEGORIES:
        _expect_actions(category, lists[category], answer["opportunities"][category], symbols,
                        report)
    sales = [one for one in choice.actions if one.side == SELL]
    purchases = [one for one in choice.actions if one.side == BUY]
    _expect_actions("sales", sales, answer["candidates"]["sells"], symbols, report)
    _expect_actions("purchases", purchases, answer["candidates"]["buys"], symbols, report)
    if report.differences:
        return
    _expect_sets(search, answer["sets"], report)
    _expect_ranking(search, answer["decision"], account.settings["beam_width"], report)
    worth_something = account.portfolio.total_value > 0
    if worth_something and account.settings["enable_multi_objective"]:
        _expect_front(search, answer["decision"], report)


@dataclasses.dataclass
class Found:
    values: int = 0
    sets: int = 0
    plans: int = 0  # with at least one trade
    near_ties: int = 0
    ties: int = 0
    problems: list = dataclasses.field(default_factory=list)

    def add(self, answer, report):
        self.values += report.values
        self.sets += len(answer.get("sets", []))
        self.plans += bool(answer.get("decision", {}).get("steps"))
        self.near_ties += report.near_ties
        self.ties += report.ties
        self.problems += report.differences[:1]


def compare_random(program, seed, count):
    chance, found = random.Random(seed), Found()
    known = default_settings(program)
    questions = [question(chance, known) for _ in range(count)]
    for i, (asked, answer) in enumerate(zip(questions, ask(program, questions), strict=True)):
        report = Report(f"random portfolio {i}")
        compare(asked, answer, report)
        found.add(answer, report)
    return found
