"""The reference against the recorded sequences: simulation, costs, scores."""

from actions import BUY, SELL, Action
from end_state import spread_over_horizons
from evaluation import Scoring, evaluate
from golden_scoring import expect_end_state, expect_portfolio_score
from portfolio import Portfolio
from simulation import Costs, cash_suffices, cost_of_all


def scoring_of(case):
    costs = case["costs"]
    return Scoring(
        portfolio=Portfolio.read(case["portfolio"]),
        cash=case["cash"],
        securities={one["symbol"]: one for one in case["securities"]},
        metrics=case["metrics"],
        costs=Costs(costs["transaction_cost_fixed"], costs["transaction_cost_percent"],
                    costs["cost_penalty_factor"]))


def _expect_cash_flow(sequence, expected, report):
    generated = sum(one.value_eur for one in sequence if one.side == SELL)
    required = sum(one.value_eur for one in sequence if one.side == BUY)
    report.close("generated", generated, expected["cash_generated"])
    report.close("required", required, expected["cash_required"])
    report.close("net", generated - required, expected["net_cash_flow"])


def _expect_walk(start, walk, expected, report):
    report.same("steps", len(walk.cash_after), len(expected["cash_after_each"]))
    for got, wanted in zip(walk.cash_after, expected["cash_after_each"]):
        report.close("cash after", got, wanted)
    report.close("end cash", walk.cash, expected["end_cash"])
    positions = walk.portfolio.positions
    report.same("end positions", len(positions), expected["end_position_count"])
    report.close("end invested", sum(positions.values()), expected["end_invested"])
    changed = {symbol: positions.get(symbol) for symbol in {**start.positions, **positions}
               if positions.get(symbol) != start.positions.get(symbol)}
    report.same("changed", sorted(changed), sorted(expected["end_positions_changed"]))
    for symbol, wanted in expected["end_positions_changed"].items():
        report.close(f"position {symbol}", changed.get(symbol), wanted)


def _expect_scores(got, expected, report):
    expect_portfolio_score(got.portfolio_score, expected["diversification"], report)
    expect_end_state(got.end, expected["end_state"], report)
    report.close("final score", got.score, expected["final_score"])


def _expect_objectives(got, expected, report):
    score, spread, risk, cost = got.objectives()
    report.same("objectives", [round(score, 3), spread, risk, cost],
                [expected["end_score"], expected["diversification_score"], expected["risk_score"],
                 expected["transaction_cost"]])


def one_sequence(scoring, record, on, report):
    sequence = [Action.read(one) for one in record["actions"]]
    expected = record["expect"]
    report.same("feasible", cash_suffices(sequence, scoring.cash), expected["feasible"])
    _expect_cash_flow(sequence, expected["cash_flow"], report)
    report.close("cost", cost_of_all(sequence, scoring.costs), expected["transaction_cost"])
    got = evaluate(sequence, scoring, on, record["price_adjustments"])
    _expect_walk(scoring.portfolio, got.walk, expected, report)
    _expect_scores(got, expected, report)
    _expect_objectives(got, expected["objectives"], report)
    report.close("horizons", spread_over_horizons(got.end.score),
                 expected["multi_timeframe_score"])
    if "groups_kept" in expected:
        kept = evaluate(sequence, scoring, on.and_also("keep_group_maps"),
                        record["price_adjustments"])
        _expect_scores(kept, expected["groups_kept"], report)


def cases(case, on, report):
    scoring = scoring_of(case)
    for record in case["sequences"]:
        one_sequence(scoring, record, on, report)


GROUPS = {"cases": cases}
