"""The windfall rule: has a holding outgrown its history, and which share of it to sell then."""

import dataclasses
import datetime

from arithmetic import rounded

DEFAULT_GROWTH = 0.10
DEFAULT_YEARS = 1.0


@dataclasses.dataclass
class Windfall:
    gain: float
    years: float
    growth: float  # yearly, what history promised
    excess: float
    score: float
    share: float  # of the holding; 0: hold


def parsed_date(text):
    """Returns the moment, without its zone, or nothing where it cannot be read."""
    try:
        return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).replace(tzinfo=None)
    except (AttributeError, ValueError):
        return None


def whole_days(since, as_of):
    return (parsed_date(as_of) - since).days


def years_held(first_bought_at, as_of):
    bought = parsed_date(first_bought_at)
    return DEFAULT_YEARS if bought is None else max(0.1, whole_days(bought, as_of) / 365.0)


def growth_of(metrics):
    for name in ("CAGR_5Y", "CAGR_10Y"):
        if metrics.get(name) is not None:
            return metrics[name]
    return DEFAULT_GROWTH


def excess_gain(gain, years, growth):
    if years <= 0 or growth <= -1:
        return gain
    return gain - ((1 + growth) ** years - 1)


def score_of(excess):
    if excess >= 0.50:
        return 1.0
    if excess >= 0.25:
        return 0.5 + (excess - 0.25) / 0.25 * 0.5
    return excess / 0.25 * 0.5 if excess > 0 else 0.0


def share_to_sell(gain, excess):
    if gain >= 1.0:
        return 0.50 if excess > 0.30 else 0.30
    if excess >= 0.50:
        return 0.40
    return 0.20 if excess >= 0.25 else 0.0


def windfall(price, average_price, first_bought_at, metrics, as_of, on):
    """The reference decides with growth rounded to four decimals and rounds the score."""
    gain = (price - average_price) / average_price if average_price > 0 else 0.0
    years = years_held(first_bought_at, as_of)
    growth = growth_of(metrics)
    excess = excess_gain(gain, years, growth)
    share = share_to_sell(gain, excess_gain(gain, years, rounded(growth, 4, on)))
    return Windfall(gain, years, growth, excess, rounded(score_of(excess), 3, on), share)
