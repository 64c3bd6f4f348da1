"""The reference against the recorded generation, pattern by pattern and as a whole."""

from actions import Action, read_lists, read_sequences, short
from combinations import exhaustive, sampled
from feasibility import service_keeps
from gap_patterns import adaptive_sequences, regime_sequences
from generation import generated
from patterns import pattern_sequences
from portfolio import Portfolio
from replay import Replay
from selection import select_diverse
from simulation import Costs
from variants import partial_executions, relaxed, without_correlated


def _known(records):
    return None if records is None else {one["symbol"]: one for one in records}


def _expect(report, what, sequences, expected):
    report.same(what, [short(one) for one in sequences], expected)


def patterns(case, on, report):
    got = pattern_sequences(read_lists(case["opportunities"]), case["cash"], case["max_steps"],
                            on)
    report.same("names", list(got), list(case["expect"]))
    for name, expected in case["expect"].items():
        report.same(name, short(got[name]) or None, expected)


def diverse_selection(case, on, report):
    actions = [Action.read(one) for one in case["candidates"]]
    got = select_diverse(actions, case["max_count"], case["diversity_weight"],
                         _known(case["securities"]), on)
    report.same("selected", short(got), case["expect"])


def sequences(case, on, report):
    got = generated(read_lists(case["opportunities"]), case["cash"], case["settings"],
                    _known(case["securities"]), on)
    _expect(report, "sequences", got, case["expect"])


def sequences_random(case, on, report):
    source = Replay(case["draws"])
    got = generated(read_lists(case["opportunities"]), case["cash"], case["settings"],
                    _known(case["securities"]), on, source)
    _expect(report, "sequences", got, case["expect"])
    report.same("all draws used", source.finished(), True)


def _sides(case):
    return [[Action.read(one) for one in case[side]] for side in ("sells", "buys")]


def combinations(case, on, report):
    _expect(report, "combinations", exhaustive(*_sides(case), case["settings"]), case["expect"])


def enhanced(case, on, report):
    source = Replay(case["draws"])
    got = sampled(*_sides(case), case["settings"], _known(case["securities"]), source)
    _expect(report, "combinations", got, case["expect"])
    report.same("all draws used", source.finished(), True)


def adaptive(case, on, report):
    portfolio = Portfolio.read(case["portfolio"])
    got = adaptive_sequences(read_lists(case["opportunities"]), portfolio, case["cash"],
                             case["max_steps"], _known(case["securities"]), on)
    _expect(report, "sequences", got, case["expect"])


def market_regime(case, on, report):
    got = regime_sequences(read_lists(case["opportunities"]), case["regime"], case["cash"],
                           case["max_steps"], case["max_opportunities_per_category"], on)
    _expect(report, "sequences", got, case["expect"])


def partial_execution(case, on, report):
    got = partial_executions(read_sequences(case["sequences"]), case["max_steps"])
    _expect(report, "prefixes", got, case["expect"])


def constraint_relaxation(case, on, report):
    got = relaxed(read_sequences(case["sequences"]), case["cash"], case["held_symbols"], on)
    report.same("sequences", [short(one) for one in got],
                [[action[:3] for action in one] for one in case["expect"]])
    for one, expected in zip(got, case["expect"]):
        for action, wanted in zip(one, expected):
            report.close("value", action.value_eur, wanted[3])


def correlation_filter(case, on, report):
    given = [[Action(*one) for one in record] for record in case["sequences"]]
    closes = {symbol: list(enumerate(series)) for symbol, series in case["closes"].items()}
    got = without_correlated(given, set(case["securities"]), closes, case["threshold"], on)
    _expect(report, "kept", got, case["expect"])


def service_filter(case, on, report):
    settings = case["settings"]
    costs = Costs(settings["transaction_cost_fixed"], settings["transaction_cost_percent"])
    held = case["positions"]
    quantities = None if held is None else {one["symbol"]: one["quantity"] for one in held}
    kept = [i for i, one in enumerate(read_sequences(case["sequences"]))
            if service_keeps(one, settings, _known(case["securities"]) or {}, quantities, costs,
                             on)]
    report.same("kept", kept, case["expect_kept"])


GROUPS = {"patterns": patterns, "diverse_selection": diverse_selection, "sequences": sequences,
          "combinations": combinations, "enhanced": enhanced,
          "sequences_random": sequences_random, "adaptive": adaptive,
          "market_regime": market_regime, "partial_execution": partial_execution,
          "constraint_relaxation": constraint_relaxation,
          "correlation_filter": correlation_filter, "service_filter": service_filter}
