"""Cases of our own for the corrections that change none of the recorded ones.

Each returns what the reference answers and what it answers with that one correction.
"""

import indicators
from actions import BUY, CATEGORIES, Action
from heuristic import HeuristicInputs, opportunities_by_heuristic
from paths import shared_paths
from planning import Run, plan, with_variants
from portfolio import Portfolio
from simulation import Costs
from switches import ALL_OFF, only
from target_weights import WeightInputs, opportunities_from_weights
from variants import without_correlated

SECURITY = {"symbol": "AAA", "name": "AAA", "country": "Germany", "industry": None,
            "currency": "EUR", "min_lot": 1, "allow_buy": True, "allow_sell": True,
            "priority_multiplier": 1.0, "yahoo_symbol": "aaa"}
SETTINGS = {"min_hold_days": 90, "sell_cooldown_days": 180, "max_loss_threshold": -0.20,
            "transaction_cost_fixed": 2.0, "transaction_cost_percent": 0.002,
            "min_security_score": 0.5}
WORLD = {"as_of": "2026-01-02T12:00:00", "recently_bought": [], "recently_sold": [],
         "last_transaction": {}, "quotes": {"AAA": 50.0}, "metrics": {}}
ARGS = {"transaction_cost_fixed": 2.0, "transaction_cost_percent": 0.002, "beam_width": 10,
        "priority_threshold": 0.0, "max_plan_depth": 3}


def _portfolio(total, positions):
    return Portfolio(total, positions, {"EUROPE": 1.0}, {}, {"AAA": "Germany"}, {},
                     {"AAA": 0.9}, {}, {"Germany": "EUROPE"})


def _buy(symbol, value, priority=1.0):
    return Action(BUY, symbol, 10, value / 10, value, priority)


def _run(cash, settings=None, regime=""):
    return Run(_portfolio(10_000.0, {"AAA": 9000.0}), cash, {"AAA": 180.0}, {"AAA": SECURITY}, {},
               settings or {}, ARGS, regime)


def _found(portfolio, security, on):
    inputs = HeuristicInputs(portfolio, [], {"AAA": security}, WORLD, SETTINGS, {})
    lists = opportunities_by_heuristic(inputs, on)
    return {name: [one.short() for one in lists[name]] for name in CATEGORIES if lists[name]}


def reproducible_paths(on):
    """A security without a known volatility moves by 10 % a year, corrected by 20 %."""
    drawn = shared_paths(["AAA"], {"AAA": {}}, seed=7, count=10, horizon=252, on=on)
    return [round(one["AAA"], 6) for one in drawn]


def feasible_by_walking(on):
    """A purchase for all the cash there is leaves nothing for its fee."""
    return plan([[_buy("AAA", 1000.0)]], _run(1000.0), on).feasible


def no_total_no_trades(on):
    """An account with positions but no total divides by nothing."""
    try:
        return _found(_portfolio(0.0, {"AAA": 100.0}), SECURITY, on)
    except ZeroDivisionError:
        return "division by zero"


def price_needed(on):
    """A price is known, but no name at the provider of quotes."""
    unnamed = {**SECURITY, "yahoo_symbol": None}
    return _found(_portfolio(10_000.0, {"AAA": 9500.0}), unnamed, on)


def regime_patterns(on):
    """In a bull market two windfalls are taken and opportunities bought."""
    lists = {name: [] for name in CATEGORIES}
    lists["opportunity_buys"] = [_buy("BBB", 400.0), _buy("CCC", 300.0)]
    run = _run(1000.0, {"enable_market_regime_scenarios": 1.0}, "bull")
    return [[action.symbol for action in one] for one in with_variants([], lists, run, on)]


def correlation_setting(on):
    """Two purchases that correlate at 0.734, with the limit set to 0.8."""
    closes = {"P": [100.0, 102.0, 101.0, 104.0, 103.0], "Q": [50.0, 51.5, 51.5, 52.0, 51.0]}
    kept = without_correlated([[_buy("P", 1.0), _buy("Q", 1.0)], [_buy("P", 1.0)]], {"P", "Q"},
                              {name: list(enumerate(some)) for name, some in closes.items()},
                              0.8, on)
    return [[action.symbol for action in one] for one in kept]


def passed_on(portfolio, securities, on):
    """What the reference's coordinator leaves of a portfolio and of securities."""
    if on.whole_requests:
        return portfolio, securities
    bare = {symbol: {**one, "country": None, "currency": None, "min_lot": 1, "allow_buy": True,
                     "allow_sell": True, "priority_multiplier": 1.0}
            for symbol, one in securities.items()}
    return Portfolio(portfolio.total_value, {}, {}, {}), bare


def whole_requests(on):
    """A holding that no target names is to be sold, a half-filled target to be filled."""
    securities = {"AAA": SECURITY, "BBB": {**SECURITY, "symbol": "BBB", "allow_buy": False}}
    seen, known = passed_on(_portfolio(10_000.0, {"AAA": 2000.0, "CCC": 1000.0}), securities, on)
    held = {"AAA": {"symbol": "AAA", "quantity": 40, "avg_price": 50.0, "currency": "EUR"},
            "CCC": {"symbol": "CCC", "quantity": 10, "avg_price": 90.0, "currency": "EUR"}}
    lists = opportunities_from_weights(
        WeightInputs(seen, held, known, {"AAA": 0.4, "BBB": 0.1},
                     {"AAA": 50.0, "BBB": 20.0, "CCC": 100.0}, Costs(2.0, 0.002)), on)
    return {name: [one.short() for one in some] for name, some in lists.items() if some}


def oldest_price_first(on):
    """A price that doubles in five years of months."""
    months = indicators.in_reading_order([100.0 * 2 ** (i / 59) for i in range(60)], on)
    return round(indicators.growth(months, 5), 4)


def no_debt_is_none(on):
    """A firm without debt."""
    return round(indicators.financial_strength(0.1, 0, 2.0, on), 4)


# What is expected of the reference, and of the reference with the correction.
CASES = {
    feasible_by_walking: (True, False),
    no_total_no_trades: ("division by zero", {}),
    price_needed: ({}, {"opportunity_buys": [["BUY", "AAA", 5]]}),
    regime_patterns: ([], [["BBB", "CCC"]]),
    whole_requests: ({"rebalance_buys": [["BUY", "AAA", 80], ["BUY", "BBB", 50]]},
                     {"rebalance_sells": [["SELL", "CCC", 10]],
                      "rebalance_buys": [["BUY", "AAA", 40]]}),
    oldest_price_first: (-0.1294, 0.1487),
    no_debt_is_none: (0.825, 0.9),
    correlation_setting: ([["P"]], [["P", "Q"], ["P"]]),
}


def differences():
    """Yields (switch, problems); the case of the paths has no expected numbers but must widen."""
    for case, (off, corrected) in CASES.items():
        got = case(ALL_OFF), case(only(case.__name__))
        expected = (off, corrected)
        yield case.__name__, [] if got == expected else [f"{got}, expected {expected}"]
    narrow, wide = (reproducible_paths(on) for on in (ALL_OFF, only("reproducible_paths")))
    wider = all(abs(b - 1) > abs(a - 1) for a, b in zip(narrow, wide))
    yield "reproducible_paths", [] if wider else [f"{narrow} and {wide}"]
