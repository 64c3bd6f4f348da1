"""The reference against the recorded evaluator service, which sees less than the planner.

It takes a twentieth of the total as cash, rebuilds a portfolio without targets, countries, scores
or dividends, and asks for some metrics under names that its scoring does not read.
"""

from actions import BUY, read_sequences, total_priority
from evaluation import Scoring, evaluate
from portfolio import Portfolio
from ranking import Beam, Frontier
from scenarios import SHIFTS, stochastic
from simulation import Costs

SHARE_TAKEN_AS_CASH = 0.05
METRICS_READ = ("CAGR_5Y", "DIVIDEND_YIELD", "CONSISTENCY_SCORE")
DEFAULTS = {"beam_width": 10, "transaction_cost_fixed": 2.0, "transaction_cost_percent": 0.002,
            "cost_penalty_factor": 0.1, "enable_priority_sorting": True}


def _positions(request):
    return {one["symbol"]: one["value_eur"] for one in request["positions"]}


def _metrics(case, on):
    """The service asks for every symbol that it meets, known or not."""
    known = case["metrics"]
    if on.metrics_by_their_names:
        return known
    named = [one["symbol"] for sequence in case["request"]["sequences"] for one in sequence]
    return {symbol: {name: known.get(symbol, {}).get(name) or 0.0 for name in METRICS_READ}
            for symbol in [*known, *named]}


def _scoring(case, settings, on):
    request = case["request"]
    context = request["portfolio_context"]
    total = context["total_value_eur"]
    costs = Costs(settings["transaction_cost_fixed"], settings["transaction_cost_percent"],
                  settings["cost_penalty_factor"])
    return Scoring(Portfolio(total, _positions(request), {}, {}),
                   context["available_cash"] if on.cash_of_request
                   else total * SHARE_TAKEN_AS_CASH, {}, _metrics(case, on), costs,
                   multi_timeframe=settings.get("enable_multi_timeframe", False))


def _cash_required(sequence, costs):
    return sum(one.value_eur + costs.of(one.value_eur) for one in sequence if one.side == BUY)


def _feasible(sequence, walk, required, total, on):
    """The service holds what purchases cost against the total instead of walking."""
    return not walk.skipped if on.feasible_by_walking else required <= total


def _expect(sequence, got, scoring, expected, on, report):
    required = _cash_required(sequence, scoring.costs)
    report.same("sequence", [one.short() for one in sequence],
                [[one["side"], one["symbol"], one["quantity"]] for one in expected["sequence"]])
    report.close("score", got.score, expected["total_score"])
    report.same("objectives", list(got.objectives()[1:3]),
                [expected["diversification_score"], expected["risk_score"]])
    shown = getattr(got, "shown", got)
    report.close("cost", shown.cost, expected["total_cost"])
    report.close("cash required", required, expected["cash_required"])
    report.same("feasible", _feasible(sequence, shown.walk, required,
                                      scoring.portfolio.total_value, on), expected["feasible"])


def evaluator(case, on, report):
    settings = {**DEFAULTS, **case["request"]["settings"]}
    scoring = _scoring(case, settings, on)
    sequences = read_sequences(case["request"]["sequences"])
    if settings["enable_priority_sorting"]:
        sequences.sort(key=total_priority, reverse=True)
    front = settings.get("enable_multi_objective", False)
    beam = (Frontier if front else Beam)(settings["beam_width"])
    shifts = settings.get("stochastic_scenario_shifts", SHIFTS)
    for i, one in enumerate(sequences):
        scored = (stochastic(one, scoring, on, shifts)
                  if settings.get("enable_stochastic_scenarios") else evaluate(one, scoring, on))
        beam.add(i, scored)
    report.same("members", len(beam.members), len(case["response"]["top_sequences"]))
    for (i, got), expected in zip(beam.members, case["response"]["top_sequences"]):
        _expect(sequences[i], got, scoring, expected, on, report)


GROUPS = {"evaluator": evaluator}
