"""The reference against recorded whole plans, and against the ranking of given sequences."""

from actions import CATEGORIES, read_sequences, short
from eligibility import ineligible_symbols
from golden_opportunities import SETTINGS, by_symbol, heuristic_inputs
from heuristic import opportunities_by_heuristic
from planning import Run, keep_feasible, plan, sequences_of, with_variants
from portfolio import Portfolio
from recorded_chance import recorded_sequences
from scenarios import monte_carlo
from simulation import Costs
from target_weights import WeightInputs, opportunities_from_weights


def run_of(case, metrics, settings):
    return Run(Portfolio.read(case["portfolio"]), case["cash"],
               {one["symbol"]: one["quantity"] for one in case["positions"]},
               by_symbol(case["securities"]), metrics, settings, case["args"])


def opportunities_of(case, on):
    if not (case["target_weights"] and case["current_prices"]):
        return opportunities_by_heuristic(heuristic_inputs(case), on)
    inputs, args = heuristic_inputs(case), case["args"]
    return opportunities_from_weights(WeightInputs(
        inputs.portfolio, by_symbol(case["positions"]), inputs.securities,
        case["target_weights"], case["current_prices"],
        Costs(args["transaction_cost_fixed"], args["transaction_cost_percent"]),
        case["world"]["recently_sold"],
        ineligible_symbols(inputs.positions, inputs.securities, inputs.world, inputs.settings, on),
        case["world"]["recently_bought"], inputs.rates,
        inputs.settings["min_security_score"]), on)


def _expect_result(got, record, report):
    for name in ("average", "worst", "final", "best", "p10", "p90"):
        if name in record:
            report.close(name, got.statistics[name], record[name])
    for path, wanted in zip(getattr(got, "paths", []), record.get("paths", [])):
        report.same("path end state", path.end.score, wanted["end_state"])
        report.close("path score", path.score, wanted["score"])
    if "score" in record:
        report.same("end state", got.end.score, record["end_state"])
        report.close("score", got.score, record["score"])


def _expect_scored(scored, records, report):
    report.same("scored in order", [index for index, _ in scored],
                [record["sequence"] for record in records])
    for (_, got), record in zip(scored, records):
        _expect_result(got, record, report)


def _expect_breakdown(best, expected, report):
    if best is None:
        return report.same("breakdown", {}, expected)
    shown = getattr(best, "shown", best)
    end, parts = shown.end, {"total_return": "total_return", "stability": "stability",
                             "long_term_promise": "promise"}
    for name, attribute in parts.items():
        report.same(name, round(getattr(end, attribute), 3), expected[name]["weighted_score"])
    _, spread, risk, cost = shown.objectives()
    objectives = expected["multi_objective"]
    report.same("objectives", [spread, risk, cost],
                [objectives[name] for name in ("diversification_score", "risk_score",
                                               "transaction_cost")])
    return None


def _expect_plan(got, expected, report):
    for name, value in got.summary().items():
        report.same(name, value, expected[name])
    _expect_breakdown(got.best, expected["score_breakdown"], report)
    _expect_scored(got.scored, report.trace["scored"], report)


def plans(case, on, report):
    lists = opportunities_of(case, on)
    for category in CATEGORIES:
        report.same(category, short(lists[category]), case["expect_opportunities"][category])
    run = run_of(case, case["world"]["metrics"], {**SETTINGS, **case["world"]["settings"]})
    made = sequences_of(lists, run, on)
    if case["combinatorial"] and not on.enumerate_sets:
        made = recorded_sequences(case, lists)
    report.same("generated", [short(one) for one in made], case["expect_generated"])
    if report.differences:
        return
    every = with_variants(made, lists, run, on)
    kept = [every[i] for i in keep_feasible(every, run, on)]
    report.trace = case["expect_trace"]
    report.same("feasible", [short(one) for one in kept], report.trace["feasible"])
    got = plan(kept, run, on)
    steps = [[one["side"], one["symbol"], one["quantity"]] for one in case["expect"]["steps"]]
    report.same("steps", short(got.sequence), steps)
    _expect_plan(got, case["expect"], report)


def ranks(case, on, report):
    run = run_of(case, case["metrics"], {**SETTINGS, **case["settings"]})
    every = read_sequences(case["sequences"])
    kept = keep_feasible(every, run, on)
    report.trace = case["expect_trace"]
    report.same("feasible", kept, report.trace["feasible"])
    sequences = [every[i] for i in kept]
    drawn = {row["sequence"]: [path["multipliers"] for path in row["paths"]]
             for row in report.trace["scored"]} if case["mode"] == "monte_carlo" else None
    replay = None
    if drawn is not None:
        def replay(i, scoring):
            return monte_carlo(sequences[i], scoring, on, drawn[i])
    got = plan(sequences, run, on, replay)
    report.same("steps", short(got.sequence), case["expect"]["steps"])
    _expect_plan(got, case["expect"], report)


GROUPS = {"plans": plans, "ranks": ranks}
