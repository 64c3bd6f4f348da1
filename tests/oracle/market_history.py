"""Securities as they looked on a day of the past: prices, figures, rates, read from CSV files."""

import bisect
import csv
import gzip

import indicators
from switches import ALL_ON

REGIONS = {"China": "ASIA", "Hong Kong": "ASIA", "Japan": "ASIA", "United States": "AMERICA",
           "Chile": "AMERICA"}
DAYS, MONTHS = 365, 120


def region(country):
    return REGIONS.get(country, "EUROPE")


def rows(path):
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def month_means(days, closes):
    sums = {}
    for day, close in zip(days, closes):
        total, count = sums.get(day[:7], (0.0, 0))
        sums[day[:7]] = (total + close, count + 1)
    return [total / count for total, count in sums.values()]


class Market:
    """`folder` holds securities.csv, prices.csv.gz, fx.csv and fundamentals.csv."""

    def __init__(self, folder):
        self.securities = list(rows(folder / "securities.csv"))
        self.days, self.closes = {}, {}
        for row in rows(folder / "prices.csv.gz"):
            self.days.setdefault(row["symbol"], []).append(row["date"])
            self.closes.setdefault(row["symbol"], []).append(float(row["close"]))
        self.rates = list(rows(folder / "fx.csv"))
        self.reports = list(rows(folder / "fundamentals.csv"))

    def rates_on(self, day):
        last = [row for row in self.rates if row["date"] <= day][-1]
        return {name: float(last["EUR" + name]) for name in ("USD", "GBP", "HKD")}

    def series(self, symbol, day):
        """Returns days and closes up to that day, in whole units of the currency."""
        count = bisect.bisect_right(self.days[symbol], day)
        pence = next(one for one in self.securities if one["symbol"] == symbol)
        factor = 0.01 if pence["currency"] == "GBX" else 1.0
        return self.days[symbol][:count], [factor * one for one in self.closes[symbol][:count]]

    def report_on(self, symbol, day):
        seen = [row for row in self.reports if row["symbol"] == symbol and row["date"] <= day]
        return seen[-1] if seen else {}

    def metrics_on(self, symbol, day):
        """Returns what is known; a figure that is not known is left out."""
        days, closes = self.series(symbol, day)
        recent, months = closes[-DAYS:], month_means(days, closes)[-MONTHS:]
        report = self.report_on(symbol, day)
        five = indicators.growth(months, 5)
        ten = indicators.growth(months) if len(months) > 60 else None
        known = {"CAGR_5Y": five, "CAGR_10Y": ten,
                 "VOLATILITY_ANNUAL": indicators.volatility(recent),
                 "SHARPE": indicators.sharpe(recent), "SORTINO": indicators.sortino(recent),
                 "MAX_DRAWDOWN": indicators.max_drawdown(recent),
                 "CONSISTENCY_SCORE": indicators.consistency(five, ten)}
        for name, column in (("DIVIDEND_YIELD", "dividend_yield"),
                             ("PAYOUT_RATIO", "payout_ratio")):
            known[name] = float(report[column]) if report.get(column) else None
        if report.get("net_margin"):
            known["FINANCIAL_STRENGTH"] = indicators.financial_strength(
                float(report["net_margin"]), 100 * float(report["liabilities_to_equity"] or 0.5),
                float(report["current_ratio"] or 1.0), ALL_ON)
        return {name: value for name, value in known.items() if value is not None}

    def quality_on(self, symbol, day):
        known = self.metrics_on(symbol, day)
        score, _ = indicators.long_term(known.get("CAGR_5Y", 0.0), known.get("SORTINO", 0.0),
                                        known.get("SHARPE", 0.0))
        return indicators.quality(score, known.get("FINANCIAL_STRENGTH", 0.5),
                                  known["CONSISTENCY_SCORE"])
