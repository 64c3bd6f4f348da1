"""The score of one sequence: simulate, score the end, take a little off for the costs."""

import dataclasses

from end_state import EndState, end_state, spread_over_horizons
from portfolio import PortfolioScore, portfolio_score, score_with_industries
from simulation import Costs, Walk, cost_of_all, simulate


@dataclasses.dataclass(frozen=True)
class Scoring:
    """What stays the same for every sequence of a plan."""
    portfolio: object
    cash: float
    securities: dict  # symbol: record
    metrics: dict
    costs: Costs
    profile: str = "balanced"
    multi_timeframe: bool = False
    industry_part: bool = False
    opinion: float = 0.5


@dataclasses.dataclass
class Evaluation:
    score: float
    walk: Walk
    portfolio_score: PortfolioScore
    end: EndState
    cost: float
    exact: bool = False  # the portfolio's score is not rounded before it is compared

    def objectives(self):
        """End score, diversification and risk up, cost down; rounded as they are compared."""
        total = self.portfolio_score.total
        spread = round((total if self.exact else round(total, 1)) / 100, 3)
        return (self.score, spread, self.end.risk(), round(self.cost, 2))


def score_portfolio(portfolio, scoring, on):
    """Returns the portfolio score and the end-state score that it enters."""
    spread = (score_with_industries if scoring.industry_part else portfolio_score)(portfolio)
    total = spread.total if on.no_rounding else spread.shown().total
    per_horizon = scoring.multi_timeframe and on.growth_per_horizon
    return spread, end_state(portfolio.positions, portfolio.total_value, total / 100,
                             scoring.metrics, on, scoring.profile, scoring.opinion,
                             per_horizon)


def penalised(score, cost, total_value, costs):
    factor = min(1.0, max(0.0, costs.penalty_factor))
    if factor <= 0 or total_value <= 0:
        return score
    return max(0.0, score - cost / total_value * factor)


def revalued(portfolio, multipliers):
    """Every holding at its shifted price, and the total that follows; cash stays what it is."""
    positions = {symbol: value * multipliers.get(symbol, 1.0)
                 for symbol, value in portfolio.positions.items()}
    cash = portfolio.total_value - sum(portfolio.positions.values())
    return dataclasses.replace(portfolio, positions=positions,
                               total_value=sum(positions.values()) + cash)


def evaluate(sequence, scoring, on, multipliers=None):
    start = scoring.portfolio
    if multipliers is not None and on.revalue_in_scenarios:
        start = revalued(start, multipliers)
    walk = simulate(sequence, start, scoring.cash, scoring.securities, scoring.costs, on,
                    multipliers)
    spread, end = score_portfolio(walk.portfolio, scoring, on)
    cost = walk.cost if on.fees_leave_cash else cost_of_all(sequence, scoring.costs)
    score = end.score
    if scoring.multi_timeframe and not on.growth_per_horizon:
        score = spread_over_horizons(score)
    final = penalised(score, cost, start.total_value, scoring.costs)
    return Evaluation(final, walk, spread, end, cost, on.no_rounding)
