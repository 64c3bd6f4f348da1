"""The reference against the recorded opportunities, from target weights and by heuristic."""

from actions import CATEGORIES
from eligibility import ineligible_symbols
from heuristic import HeuristicInputs, opportunities_by_heuristic
from portfolio import Portfolio
from simulation import Costs
from target_weights import WeightInputs, opportunities_from_weights

SETTINGS = {"min_hold_days": 90, "sell_cooldown_days": 180, "max_loss_threshold": -0.20,
            "transaction_cost_fixed": 2.0, "transaction_cost_percent": 0.002,
            "min_security_score": 0.5}


def by_symbol(records):
    return {one["symbol"]: one for one in records}


def weight_inputs(case):
    return WeightInputs(
        Portfolio.read(case["portfolio"]), by_symbol(case["positions"]),
        by_symbol(case["securities"]), case["target_weights"], case["current_prices"],
        Costs(case["transaction_cost_fixed"], case["transaction_cost_percent"]),
        case["recently_sold"] or (), case["ineligible_symbols"] or ())


def heuristic_inputs(case):
    world = case["world"]
    return HeuristicInputs(Portfolio.read(case["portfolio"]), case["positions"],
                           by_symbol(case["securities"]), world,
                           {**SETTINGS, **world["settings"]},
                           world["rates"] if case.get("use_rates", True) else {})


def _expect_action(what, got, expected, report):
    for name in ("side", "symbol", "name", "quantity", "currency"):
        report.same(f"{what} {name}", getattr(got, name), expected[name])
    report.same(f"{what} tags", list(got.tags), expected["tags"])
    for name in ("price", "value_eur", "priority"):
        report.close(f"{what} {name}", getattr(got, name), expected[name])


def expect_lists(lists, expected, report):
    for category in CATEGORIES:
        report.same(category, [one.symbol for one in lists[category]],
                    [one["symbol"] for one in expected[category]])
        for i, (got, wanted) in enumerate(zip(lists[category], expected[category])):
            _expect_action(f"{category} {i}", got, wanted, report)


def from_weights(case, on, report):
    expect_lists(opportunities_from_weights(weight_inputs(case), on), case["expect"], report)


def heuristic(case, on, report):
    inputs = heuristic_inputs(case)
    expect_lists(opportunities_by_heuristic(inputs, on), case["expect"], report)
    found = ineligible_symbols(inputs.positions, inputs.securities, inputs.world,
                               inputs.settings, on)
    report.same("ineligible", sorted(found), sorted(case["expect_ineligible"]))


GROUPS = {"from_weights": from_weights, "heuristic": heuristic}
