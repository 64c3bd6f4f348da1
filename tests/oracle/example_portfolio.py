"""The portfolio of the worked examples: four securities, three of them held."""

from actions import BUY, SELL, Action
from evaluation import Scoring
from golden_opportunities import SETTINGS
from heuristic import HeuristicInputs
from planning import Run
from portfolio import Portfolio
from simulation import Costs
from target_weights import WeightInputs

NAMES = ("CAGR_5Y", "DIVIDEND_YIELD", "CONSISTENCY_SCORE", "FINANCIAL_STRENGTH",
         "DIVIDEND_CONSISTENCY", "SORTINO", "SHARPE", "VOLATILITY_ANNUAL", "MAX_DRAWDOWN")
# country, industry, shares, price, average price, quality, yield, metrics
TABLE = {
    "AAA": ("Germany", "Industrials", 80, 50.0, 40.0, 0.65, 0.03,
            (0.09, 0.03, 0.8, 0.7, 0.9, 1.2, 0.8, 0.18, -0.16)),
    "BBB": ("United States", "Software", 30, 100.0, 140.0, 0.72, 0.01,
            (0.14, 0.01, 0.6, 0.85, 0.5, 0.7, 0.6, 0.32, -0.35)),
    "CCC": ("Japan", "Automobiles", 15, 100.0, 50.0, 0.55, None,
            (0.22, 0.0, 0.4, 0.55, 0.5, 1.6, 1.1, 0.45, -0.55)),
    "DDD": ("United States", "Utilities", 0, 25.0, 25.0, 0.80, 0.02,
            (0.08, 0.02, 1.0, 0.9, 1.0, 2.1, 1.5, 0.12, -0.08)),
}
CASH = 1500.0
METRICS = {symbol: dict(zip(NAMES, row[7])) for symbol, row in TABLE.items()}
PRICES = {symbol: row[3] for symbol, row in TABLE.items()}
COSTS = Costs(2.0, 0.002, 0.1)
SECURITIES = {symbol: {
    "symbol": symbol, "name": symbol, "country": row[0], "industry": row[1], "currency": "EUR",
    "min_lot": 1, "allow_buy": True, "allow_sell": True, "priority_multiplier": 1.0,
    "yahoo_symbol": symbol} for symbol, row in TABLE.items()}
POSITIONS = [{"symbol": symbol, "quantity": row[2], "avg_price": row[4], "current_price": row[3],
              "market_value_eur": row[2] * row[3], "currency": "EUR"}
             for symbol, row in TABLE.items() if row[2]]
WORLD = {"as_of": "2026-01-02T12:00:00", "recently_bought": [], "recently_sold": [],
         "last_transaction": {}, "quotes": PRICES, "metrics": METRICS}
ARGS = {"transaction_cost_fixed": 2.0, "transaction_cost_percent": 0.002, "max_plan_depth": 3,
        "max_opportunities_per_category": 5, "priority_threshold": 0.3, "beam_width": 10}


def portfolio():
    return Portfolio(
        total_value=10_000.0,
        positions={one["symbol"]: one["market_value_eur"] for one in POSITIONS},
        country_weights={"ASIA": 0.20, "EUROPE": 0.40, "NORTH_AMERICA": 0.40},
        industry_weights={},
        security_countries={symbol: row[0] for symbol, row in TABLE.items()},
        security_industries={symbol: row[1] for symbol, row in TABLE.items()},
        security_scores={symbol: row[5] for symbol, row in TABLE.items()},
        security_dividends={symbol: row[6] for symbol, row in TABLE.items()},
        country_to_group={"Germany": "EUROPE", "United States": "NORTH_AMERICA",
                          "Japan": "ASIA"},
        position_avg_prices={one["symbol"]: one["avg_price"] for one in POSITIONS})


def scoring(multi_timeframe=False):
    return Scoring(portfolio(), CASH, SECURITIES, METRICS, COSTS,
                   multi_timeframe=multi_timeframe)


def heuristic_inputs():
    return HeuristicInputs(portfolio(), POSITIONS, SECURITIES, WORLD, SETTINGS, {})


def weight_inputs():
    return WeightInputs(portfolio(), {one["symbol"]: one for one in POSITIONS}, SECURITIES,
                        {"AAA": 0.30, "BBB": 0.42, "DDD": 0.05}, PRICES, COSTS)


def run():
    return Run(portfolio(), CASH, {one["symbol"]: one["quantity"] for one in POSITIONS},
               SECURITIES, METRICS, SETTINGS, ARGS)


def trade(side, symbol, quantity, priority=1.0):
    price = PRICES[symbol]
    return Action(side, symbol, quantity, price, quantity * price, priority)


def trades(*texts):
    """`-C7` sells 7 CCC, `B6` buys 6 BBB."""
    return [trade(SELL if text[0] == "-" else BUY, text.lstrip("-")[0] * 3,
                  int(text.lstrip("-")[1:])) for text in texts]
