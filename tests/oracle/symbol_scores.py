"""What one security is worth holding for: total return, long-term promise and stability, 0 to 1."""

import math

from arithmetic import clamp, rounded

TARGET_RETURN = 0.12
LOWEST_RETURN_SCORE = 0.15
NEUTRAL = 0.5
HORIZONS = {"CAGR_1Y": 0.2, "CAGR_3Y": 0.3, "CAGR_5Y": 0.5}


def total_return_curve(x):
    if x <= 0:
        return LOWEST_RETURN_SCORE
    width = 0.06 if x < TARGET_RETURN else 0.12
    bell = math.exp(-((x - TARGET_RETURN) ** 2) / (2 * width ** 2))
    return LOWEST_RETURN_SCORE + (1 - LOWEST_RETURN_SCORE) * bell


def payout_curve(p):
    if 0.3 <= p <= 0.6:
        return 1.0
    if p < 0.3:
        return 0.5 + p / 0.3 * 0.5
    if p <= 0.8:
        return 1.0 - (p - 0.6) / 0.2 * 0.3
    return 0.4


def sortino_curve(x):
    if x >= 2.0:
        return 1.0
    if x >= 1.5:
        return 0.8 + (x - 1.5) * 0.4
    if x >= 1.0:
        return 0.6 + (x - 1.0) * 0.4
    return x * 0.6 if x >= 0 else 0.0


def volatility_curve(v):
    if v <= 0.15:
        return 1.0
    if v <= 0.25:
        return 1.0 - (v - 0.15) / 0.10 * 0.3
    if v <= 0.40:
        return 0.7 - (v - 0.25) / 0.15 * 0.4
    return max(0.1, 0.3 - (v - 0.40))


def drawdown_curve(drawdown):
    d = abs(drawdown)
    if d <= 0.10:
        return 1.0
    if d <= 0.20:
        return 0.8 + (0.20 - d) * 2
    if d <= 0.30:
        return 0.6 + (0.30 - d) * 2
    if d <= 0.50:
        return 0.2 + (0.50 - d) * 2
    return max(0.0, 0.2 - (d - 0.50))


def sharpe_curve(x):
    if x >= 2.0:
        return 1.0
    if x >= 1.0:
        return 0.7 + (x - 1.0) * 0.3
    if x >= 0.5:
        return 0.4 + (x - 0.5) * 0.6
    return x * 0.8 if x >= 0 else 0.0


def _curve_of(curve, value):
    return NEUTRAL if value is None else curve(value)


def _neutral(value):
    return NEUTRAL if value is None else value


def total_return(metrics):
    """Returns the score and what it is made of."""
    growth = metrics.get("CAGR_5Y") or 0.0
    income = metrics.get("DIVIDEND_YIELD") or 0.0
    parts = {"cagr": growth, "dividend_yield": income, "total_return": growth + income}
    return total_return_curve(growth + income), parts


def long_term_promise(metrics):
    dividends = metrics.get("DIVIDEND_CONSISTENCY")
    if dividends is None:
        dividends = _curve_of(payout_curve, metrics.get("PAYOUT_RATIO"))
    parts = {
        "consistency": _neutral(metrics.get("CONSISTENCY_SCORE")),
        "financial_strength": _neutral(metrics.get("FINANCIAL_STRENGTH")),
        "dividend_consistency": dividends,
        "sortino": _curve_of(sortino_curve, metrics.get("SORTINO")),
    }
    score = (parts["consistency"] * 0.35 + parts["financial_strength"] * 0.25
             + parts["dividend_consistency"] * 0.25 + parts["sortino"] * 0.15)
    return min(1.0, score), parts


def stability(metrics):
    volatility = metrics.get("VOLATILITY_ANNUAL")
    known = volatility is not None and volatility > 0
    parts = {
        "volatility": volatility_curve(volatility) if known else NEUTRAL,
        "drawdown": _curve_of(drawdown_curve, metrics.get("MAX_DRAWDOWN")),
        "sharpe": _curve_of(sharpe_curve, metrics.get("SHARPE")),
    }
    score = parts["volatility"] * 0.50 + parts["drawdown"] * 0.30 + parts["sharpe"] * 0.20
    return min(1.0, score), parts


def total_return_by_horizon(metrics):
    """Each horizon with its own growth; a missing one takes that of the longest known horizon."""
    longest = next((metrics[name] for name in ("CAGR_5Y", "CAGR_3Y", "CAGR_1Y")
                    if metrics.get(name) is not None), None)
    score = 0.0
    for name, weight in HORIZONS.items():
        growth = longest if metrics.get(name) is None else metrics[name]
        score += weight * total_return({**metrics, "CAGR_5Y": growth})[0]
    return score


def symbol_scores(metrics, on, per_horizon=False):
    """Returns total return, promise, stability as they enter the weighted sums."""
    growth = total_return_by_horizon(metrics) if per_horizon else total_return(metrics)[0]
    raw = (growth, long_term_promise(metrics)[0], stability(metrics)[0])
    return tuple(rounded(score, 3, on) for score in raw)


def volatility_of_paths(metrics, known, on):
    """The yearly volatility that Monte Carlo draws with. `known`: there is a record of metrics."""
    value = metrics.get("VOLATILITY_ANNUAL")
    if value is None and (on.reproducible_paths or not known):
        value = 0.2
    return clamp(value or 0.0, 0.1, 1.0)
