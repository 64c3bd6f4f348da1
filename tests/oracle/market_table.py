"""Plans for portfolios of real securities at several dates: the reference's and ours.

usage: market_table.py MARKET_FOLDER PRODUCT_ANSWERS     Prints a table. Each folder of CSV files
(the given one and us_ohlcv in it) is one universe; every portfolio is drawn from the seed 1.
"""

import pathlib
import random
import sys

sys.dont_write_bytecode = True

import better_plans  # noqa: E402
from actions import short  # noqa: E402
from golden_plan import SETTINGS, opportunities_of, run_of  # noqa: E402
from market_history import Market, region  # noqa: E402
from planning import keep_feasible, plan, sequences_of, with_variants  # noqa: E402
from switches import ALL_OFF  # noqa: E402

UNIVERSES = {".": ("2009-06-30", "2010-12-31", "2012-06-29", "2014-06-30", "2015-12-31"),
             "us_ohlcv": ("2015-12-31", "2016-12-30", "2017-08-31")}
PORTFOLIOS, HOLDINGS, INVESTED, CASH = 4, 12, 50_000.0, 4_000.0
ARGS = {"transaction_cost_fixed": 2.0, "transaction_cost_percent": 0.002, "max_plan_depth": 5,
        "max_opportunities_per_category": 5, "priority_threshold": 0.3, "beam_width": 10}


def _records(market, day):
    """Returns the securities that have a price and a year of history."""
    found = []
    for row in market.securities:
        days, closes = market.series(row["symbol"], day)
        if len(closes) >= 300 and days[-1] >= day[:8] + "20":
            currency = "GBP" if row["currency"] == "GBX" else row["currency"]
            found.append({
                "symbol": row["symbol"], "name": row["name"], "country": row["country"],
                "industry": row["industry"], "currency": currency, "min_lot": int(row["lot"]),
                "allow_buy": True, "allow_sell": True, "priority_multiplier": 1.0,
                "yahoo_symbol": row["symbol"], "price": closes[-1]})
    return found


def _positions(chance, market, records, rates, day):
    """Lots bought a year or more ago, about equal in worth."""
    found = []
    for one in chance.sample(records, HOLDINGS):
        rate = rates.get(one["currency"], 1.0)
        shares = INVESTED / HOLDINGS * chance.uniform(0.5, 1.5) * rate / one["price"]
        shares = max(1, int(shares) // one["min_lot"]) * one["min_lot"]
        days, closes = market.series(one["symbol"], day)
        bought = chance.randrange(max(0, len(days) - 900), len(days) - 250)
        found.append({"symbol": one["symbol"], "quantity": shares, "avg_price": closes[bought],
                      "current_price": one["price"], "currency": one["currency"],
                      "market_value_eur": shares * one["price"] / rate,
                      "first_bought_at": days[bought]})
    return found


def _portfolio(market, records, positions, day):
    values = {one["symbol"]: one["market_value_eur"] for one in positions}
    groups = sorted({region(one["country"]) for one in records})
    symbols = [one["symbol"] for one in records]
    known = {symbol: market.metrics_on(symbol, day) for symbol in symbols}
    return known, {
        "total_value": sum(values.values()), "positions": values,
        "country_weights": {group: 1 / len(groups) for group in groups}, "industry_weights": {},
        "security_countries": {one["symbol"]: one["country"] for one in records},
        "security_industries": {one["symbol"]: one["industry"] for one in records},
        "security_scores": {symbol: market.quality_on(symbol, day) for symbol in symbols},
        "security_dividends": {symbol: known[symbol].get("DIVIDEND_YIELD") for symbol in symbols},
        "country_to_group": {one["country"]: region(one["country"]) for one in records},
        "position_avg_prices": {one["symbol"]: one["avg_price"] for one in positions}}


def case_of(chance, market, name, day):
    """A planning run in the form of the recorded ones."""
    records, rates = _records(market, day), market.rates_on(day)
    positions = _positions(chance, market, records, rates, day)
    metrics, portfolio = _portfolio(market, records, positions, day)
    world = {"as_of": day + "T12:00:00", "settings": {}, "recently_bought": [],
             "recently_sold": [], "last_transaction": {}, "rates": rates, "metrics": metrics,
             "quotes": {one["symbol"]: one["price"] for one in records}}
    return {"id": name, "portfolio": portfolio, "cash": CASH, "positions": positions,
            "securities": records, "world": world, "args": ARGS, "target_weights": None,
            "current_prices": None}


def with_reference_plan(case):
    """Adds what the reference answers, without chance."""
    lists = opportunities_of(case, ALL_OFF)
    run = run_of(case, case["world"]["metrics"], SETTINGS)
    every = with_variants(sequences_of(lists, run, ALL_OFF), lists, run, ALL_OFF)
    kept = [every[i] for i in keep_feasible(every, run, ALL_OFF)]
    steps = short(plan(kept, run, ALL_OFF).sequence)
    case["expect"] = {"steps": [dict(zip(("side", "symbol", "quantity"), one)) for one in steps]}
    return case


def cases(folder):
    chance = random.Random(1)
    for universe, days in UNIVERSES.items():
        market = Market(folder / universe)
        for day in days:
            for number in range(PORTFOLIOS):
                name = f"{universe} {day} {number}"
                yield with_reference_plan(case_of(chance, market, name, day))


def main():
    folder, program = pathlib.Path(sys.argv[1]), sys.argv[2]
    questions, _ = better_plans.translate_all(cases(folder))
    compared = better_plans.compare_plans(program, questions)
    print("portfolio | kind | doing nothing | the reference's plan | ours")
    for one in compared:
        print(f"{one.name} | {one.kind} | {one.idle:.3f} | {one.reference:.3f} | {one.ours:.3f}")
    print("\n".join(better_plans.summary(compared)))
    return 1 if better_plans.worse(compared) else 0


if __name__ == "__main__":
    sys.exit(main())
