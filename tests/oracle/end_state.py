"""The end-state score, 0 to 1: how good a portfolio is to hold, from the scores of its holdings."""

import dataclasses
from typing import Optional

from arithmetic import rounded
from symbol_scores import symbol_scores

# total return, diversification, promise, stability, opinion
WEIGHTS = {
    "balanced": (0.35, 0.25, 0.20, 0.15, 0.05),
    "conservative": (0.25, 0.30, 0.20, 0.20, 0.05),
    "aggressive": (0.45, 0.20, 0.25, 0.05, 0.05),
}
NEUTRAL_OPINION = 0.5


@dataclasses.dataclass
class EndState:
    score: float
    raw: float = 0.5
    total_return: Optional[float] = None  # weighted; none: there was nothing to score
    promise: Optional[float] = None
    stability: Optional[float] = None

    def risk(self):
        return 0.5 if self.stability is None else round(self.stability, 3)


def weighted_scores(positions, total_value, metrics, on, per_horizon):
    sums = [0.0, 0.0, 0.0]
    for symbol, value in positions.items():
        if value <= 0:
            continue
        weight = value / total_value
        for i, score in enumerate(symbol_scores(metrics.get(symbol) or {}, on, per_horizon)):
            sums[i] += score * weight
    return sums


def end_state(positions, total_value, diversification, metrics, on, profile="balanced",
              opinion=NEUTRAL_OPINION, per_horizon=False):
    """`diversification` is the portfolio score out of 1. `per_horizon`: each with its growth."""
    if total_value <= 0 or (not positions and not on.score_empty_alike):
        return EndState(0.5)
    sums = weighted_scores(positions, total_value, metrics, on, per_horizon)
    of_return, of_spread, of_promise, of_stability, of_opinion = WEIGHTS[profile]
    raw = (sums[0] * of_return + diversification * of_spread + sums[1] * of_promise
           + sums[2] * of_stability + opinion * of_opinion)
    return EndState(rounded(min(1.0, raw), 3, on), raw, *sums)


def spread_over_horizons(score):
    """The reference's three horizons: the same score a little down, as it is, a little up."""
    return score * 0.95 * 0.20 + score * 0.30 + score * 1.05 * 0.50
