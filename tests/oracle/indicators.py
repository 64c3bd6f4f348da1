"""Figures of one security from its prices, oldest first, and from its fundamentals."""

import math
import statistics

from symbol_scores import sharpe_curve

YEAR = 252


def returns(closes):
    return [now / before - 1 for before, now in zip(closes, closes[1:])]


def volatility(closes):
    return statistics.stdev(returns(closes)) * math.sqrt(YEAR) if len(closes) >= 30 else None


def sharpe(closes):
    changes = returns(closes)
    if len(closes) < 50 or statistics.stdev(changes) == 0:
        return None
    return statistics.fmean(changes) / statistics.stdev(changes) * math.sqrt(YEAR)


def sortino(closes):
    changes = returns(closes)
    losses = math.sqrt(sum(min(one, 0.0) ** 2 for one in changes) / len(changes))
    if losses == 0:
        return None
    return statistics.fmean(changes) * YEAR / (losses * math.sqrt(YEAR))


def max_drawdown(closes):
    if len(closes) < 30:
        return None
    worst, value, highest = 0.0, 100.0, 100.0
    for change in returns(closes):
        value *= 1 + change
        highest = max(highest, value)
        worst = min(worst, (value - highest) / highest)
    return worst


def growth(months, years=None):
    """Of the last `years`, or of all; so many monthly values count as so many intervals."""
    count = len(months) if years is None else min(12 * years, len(months))
    if len(months) < 12 or months[-count] <= 0:
        return None
    return (months[-1] / months[-count]) ** (1 / (count / 12)) - 1


def exponential_mean(closes, length):
    if len(closes) < length:
        return statistics.fmean(closes)
    value = statistics.fmean(closes[:length])
    for close in closes[length:]:
        value += 2 / (length + 1) * (close - value)
    return value


def relative_strength(closes, length=14):
    """Gains and losses smoothed by normalised exponential weights over all differences."""
    weight, gains, losses = 1.0, 0.0, 0.0
    for now, before in zip(reversed(closes), reversed(closes[:-1])):
        gains += weight * max(now - before, 0.0)
        losses += weight * max(before - now, 0.0)
        weight *= 1 - 1 / length
    return 100 * gains / (gains + losses)


def bands(closes, length=20):
    """Returns lower, middle, upper and where the last close lies between them."""
    middle, width = statistics.fmean(closes[-length:]), 2 * statistics.pstdev(closes[-length:])
    place = (closes[-1] - (middle - width)) / (2 * width) if width else 0.5
    return middle - width, middle, middle + width, min(1.0, max(0.0, place))


def momentum(closes, days):
    start = closes[len(closes) - days]
    return (closes[-1] - start) / start if start > 0 else 0.0


def consistency(five_years, ten_years):
    if ten_years is None:
        return 0.6
    difference = abs((five_years or 0.0) - ten_years)
    if difference < 0.02:
        return 1.0
    return 0.8 if difference < 0.05 else max(0.4, 1 - 4 * difference)


def in_reading_order(prices, on):
    """The reference's metrics job is given prices newest first and takes them as they come."""
    return prices if on.oldest_price_first else prices[::-1]


def financial_strength(margin, debt_to_equity, current_ratio, on):
    """Debt to equity in percent; the reference takes none for unknown, which counts as 50."""
    if not debt_to_equity and not (on.no_debt_is_none and debt_to_equity == 0):
        debt_to_equity = 50
    of_margin = min(1.0, 0.5 + 2.5 * margin) if margin >= 0 else max(0.0, 0.5 + 2 * margin)
    of_debt = max(0.0, 1 - min(debt_to_equity, 200) / 200)
    of_cash = min(1.0, min(current_ratio or 1.0, 3.0) / 2)
    return 0.40 * of_margin + 0.30 * of_debt + 0.30 * of_cash


def long_term_sortino(x):
    if x >= 2:
        return 1.0
    if x >= 1.5:
        return 0.8 + (x - 1.5) * 0.4
    if x >= 1:
        return 0.6 + (x - 1) * 0.4
    if x >= 0.5:
        return 0.4 + (x - 0.5) * 0.4
    return 0.8 * x if x >= 0 else 0.0


def growth_bell(x, target=0.11):
    if x <= 0:
        return 0.15
    width = 0.06 if x < target else 0.10
    return 0.15 + 0.85 * math.exp(-((x - target) ** 2) / (2 * width ** 2))


def long_term(five_years, sortino_ratio, sharpe_ratio):
    """Returns the score and its parts."""
    parts = (growth_bell(five_years), long_term_sortino(sortino_ratio),
             sharpe_curve(sharpe_ratio))
    return 0.40 * parts[0] + 0.35 * parts[1] + 0.25 * parts[2], parts


def quality(long_term_score, strength, consistency_score):
    return (long_term_score + 0.60 * strength + 0.40 * consistency_score) / 2
