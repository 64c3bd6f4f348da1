"""The worked examples of single rules, of indicators and of what Ballast does not adopt."""

import dataclasses
import hashlib
import json

import indicators
from actions import BUY, Action
from evaluation import evaluate, penalised
from example_portfolio import COSTS, METRICS, portfolio, scoring
from portfolio import Portfolio
from ranking import Beam, Frontier, score_all
from selection import select_diverse
from simulation import Costs
from sizing import buy_size
from switches import ALL_OFF, only
from target_weights import worthwhile
from windfall import excess_gain, score_of, share_to_sell
from worked_examples import SEQUENCE, near


def windfalls(report):
    table = ((0.61, 3, 0.17, 0.008387, 0.017, 0), (0.8, 1, 0.10, 0.7, 1.0, 0.4),
             (0.40, 1, 0.10, 0.3, 0.6, 0.2), (1.2, 6, 0.14, 0.005, 0.01, 0.3),
             (0.5, 0.5, 0.10, 0.451191, 0.902, 0.2), (0.60, 1, 0.10, 0.5, 1.0, 0.2),
             (0.35, 1, 0.10, 0.25, 0.5, 0))
    for gain, years, rate, excess, score, share in table:
        got = excess_gain(gain, years, rate)
        near(report, "excess", got, excess, 6 if len(str(excess)) > 6 else 3)
        report.same("score", round(score_of(got), 3), score)
        report.same("share", share_to_sell(gain, got), share)


def sizes(report):
    for asked, quantity, value in (((250, 100, 1, 1), 2, 200), ((150, 90, 5, 7.46), 10, 120.643432),
                                   ((250, 400, 1, 1), 1, 400),
                                   ((250, 33.3, 10, 1.05), 10, 317.142857),
                                   ((0, 50, 1, 1), 0, 0)):
        got = buy_size(*asked)
        report.same("shares", got.quantity, quantity)
        near(report, "value", got.value_eur, value)
    for value, expected in ((4.0, False), (4.016, False), (4.02, True)):
        report.same(f"{value} is worthwhile", worthwhile(value, COSTS), expected)


def diverse(report):
    priorities = {"A1": 10, "A2": 9.9, "A3": 9.8, "B1": 9.7, "B2": 9.6, "C1": 9.5, "C2": 1}
    actions = [Action(BUY, symbol, 1, priority=one) for symbol, one in priorities.items()]
    countries = {symbol: {"country": symbol[0], "industry": None} for symbol in priorities}
    for weight, expected in ((0, "A1 A2 A3 B1 C1"), (0.3, "A1 A2 A3 B1 C1"),
                             (0.9, "A1 A2 A3 B1 C1"), (1, "A1 B1 C1 A2 A3")):
        got = select_diverse(actions, 5, weight, countries, ALL_OFF)
        report.same(f"weight {weight}", [one.symbol for one in got], expected.split())
    got = select_diverse(actions, 5, 0.3, countries, only("diversity_bonus"))
    report.same("with its bonus", [one.symbol for one in got], ["B1", "C1", "A1", "A2", "A3"])


@dataclasses.dataclass
class Scored:
    score: float
    rest: tuple = ()

    def objectives(self):
        return (self.score, *self.rest)


def early_stop(report):
    sequences = [[Action(BUY, f"S{i}", 1, priority=60 - i)] for i in range(60)]

    def falling(i):
        return Scored(1 - i / 100)

    def better_later(i):
        return Scored(2 - i / 100 if i >= 30 else 1 - i / 100)
    for width, score, expected in ((10, falling, 15), (3, falling, 10), (10, better_later, 15),
                                   (50, better_later, 60)):
        got = score_all(sequences, Beam(width), score, ALL_OFF)
        report.same(f"scored with {width} kept", len(got), expected)
    beam = Beam(10)
    report.same("all", len(score_all(sequences, beam, better_later, only("no_early_stop"))), 60)
    report.same("the best is found", beam.members[0][0], 30)


def front(report):
    arriving = {"a": (0.700, 0.60, 0.50, 10), "b": (0.690, 0.65, 0.50, 10),
                "c": (0.695, 0.60, 0.50, 12), "d": (0.700, 0.60, 0.50, 10),
                "e": (0.650, 0.55, 0.70, 5)}
    frontier = Frontier(10)
    for name, (score, *rest) in arriving.items():
        frontier.add(name, Scored(score, tuple(rest)))
    report.same("front", [name for name, _ in frontier.members], ["a", "d", "b", "e"])


def closes_of_the_example():
    price, x, prices = 10000, 1, [10000]
    for _ in range(299):
        x = (1103515245 * x + 12345) % 2 ** 31
        price += ((x >> 8) % 401) - 195
        prices.append(price)
    return [one / 100 for one in prices]


def indicators_of_prices(report):
    closes = closes_of_the_example()
    report.same("prices", [round(one * 100) for one in closes[:8]] + [round(closes[-1] * 100)],
                [10000, 10110, 10063, 10168, 9986, 10047, 10088, 9945, 11498])
    expected = {
        "volatility": (indicators.volatility(closes), 0.1739220702916907),
        "sharpe": (indicators.sharpe(closes), 0.7632625708369443),
        "sortino": (indicators.sortino(closes), 1.1086699992225661),
        "drawdown": (indicators.max_drawdown(closes), -0.08621631463947556),
        "mean of 200": (indicators.exponential_mean(closes, 200), 110.16294025813384),
        "mean of 50": (indicators.exponential_mean(closes, 50), 113.63986614515879),
        "strength": (indicators.relative_strength(closes), 53.38104904224063),
        "momentum 30": (indicators.momentum(closes, 30), 0.02825970309425873),
        "momentum 90": (indicators.momentum(closes, 90), 0.05081337963809178),
        "highest": (max(closes[-252:]), 118.57), "lowest": (min(closes[-252:]), 97.71)}
    for name, (got, wanted) in expected.items():
        report.close(name, got, wanted)
    for got, wanted in zip(indicators.bands(closes), (108.31699931332, 113.414, 118.51100068668,
                                                      0.653619755643)):
        near(report, "band", got, wanted, 10)
    months = [1000 + 12 * i for i in range(120)]
    report.close("growth of 5", indicators.growth(months, 5), 0.07138126353097651)
    report.close("growth of 10", indicators.growth(months), 0.09276019820082104)


def newest_first(report):
    """What comes of prices that are read the wrong way round."""
    months = indicators.in_reading_order([1000 + 12 * i for i in range(120)], ALL_OFF)
    closes = indicators.in_reading_order(closes_of_the_example(), ALL_OFF)
    near(report, "growth of 5", indicators.growth(months, 5), -0.1015, 4)
    near(report, "growth of 10", indicators.growth(months), -0.0849, 4)
    near(report, "sharpe", indicators.sharpe(closes), -0.5896, 4)
    near(report, "drawdown", indicators.max_drawdown(closes), -0.2047, 4)


def quality_of_a_security(report):
    closes, months = closes_of_the_example(), [1000 + 12 * i for i in range(120)]
    five, ten = indicators.growth(months, 5), indicators.growth(months)
    score, parts = indicators.long_term(five, indicators.sortino(closes),
                                        indicators.sharpe(closes))
    report.same("long term", [round(one, 3) for one in (score, *parts)],
                [0.701, 0.841, 0.643, 0.558])
    strength = indicators.financial_strength(0.18, 60, 1.4, ALL_OFF)
    steady = indicators.consistency(five, ten)
    report.same("fundamentals", [round(one, 3) for one in (strength, steady)], [0.8, 0.8])
    near(report, "quality", indicators.quality(round(score, 3), strength, steady), 0.7505, 4)


def hash_of_a_sequence(report):
    text = json.dumps([[one.symbol, one.side, one.quantity] for one in SEQUENCE])
    report.same("hash", hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(),
                "a641ee42ddd698f45a5bd233a56ec6d8")


def evaluator_service(report):
    """A twentieth of the total as cash, no maps: the second purchase is skipped."""
    start = Portfolio(10_000.0, dict(portfolio().positions), {}, {})
    read = ("CAGR_5Y", "DIVIDEND_YIELD", "CONSISTENCY_SCORE")
    metrics = {symbol: {name: known[name] for name in read} for symbol, known in METRICS.items()}
    got = evaluate(SEQUENCE, dataclasses.replace(scoring(), portfolio=start, cash=500.0,
                                                 securities={}, metrics=metrics), ALL_OFF)
    report.same("skipped", got.walk.skipped, 1)
    report.same("portfolio score", got.portfolio_score.shown().total, 43.3)
    near(report, "final", got.score, 0.573894)


def other_evaluator(report):
    """Geography, industry and quality alone, without rounding."""
    end = evaluate(SEQUENCE, scoring(), only("keep_group_maps")).walk.portfolio
    quality = sum(end.security_scores[symbol] * value / 10_000
                  for symbol, value in end.positions.items())
    income = min(1.0, 10 * sum((end.security_dividends[symbol] or 0) * value / 10_000
                               for symbol, value in end.positions.items()))
    mixed = 0.6 * quality + 0.4 * income
    near(report, "quality", mixed, 0.45632)
    score = 0.40 * 0.8 + 0.30 * 0.5 + 0.30 * mixed
    near(report, "score", score, 0.606896)
    near(report, "final", penalised(score, 10.6, 10_000.0, Costs(2.0, 0.002, 0.1)), 0.606790)


EXAMPLES = (windfalls, sizes, diverse, early_stop, front, indicators_of_prices, newest_first,
            quality_of_a_security, hash_of_a_sequence, evaluator_service, other_evaluator)
