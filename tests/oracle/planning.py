"""A whole plan: opportunities, sequences, filters, scores, the best one."""

import dataclasses

from actions import BUY, SELL
from evaluation import Scoring, evaluate, score_portfolio
from feasibility import feasible
from gap_patterns import adaptive_sequences, regime_sequences
from generation import distinct, enumerated, generated
from portfolio import portfolio_score
from ranking import Beam, Frontier, score_all
from scenarios import stochastic
from simulation import Costs
from variants import partial_executions, relaxed

METRICS = ("CAGR_5Y", "DIVIDEND_YIELD", "CONSISTENCY_SCORE", "FINANCIAL_STRENGTH",
           "DIVIDEND_CONSISTENCY", "PAYOUT_RATIO", "SORTINO", "VOLATILITY_ANNUAL",
           "MAX_DRAWDOWN", "SHARPE")
DEFAULTS = {"enable_diverse_selection": 1.0, "diversity_weight": 0.3, "cost_penalty_factor": 0.1,
            "max_plan_depth": 5, "max_opportunities_per_category": 5}


def fetched_metrics(metrics, on):
    """The reference takes a missing metric for 0."""
    if on.keep_missing_metrics:
        return metrics
    return {symbol: {name: known.get(name) or 0.0 for name in METRICS}
            for symbol, known in metrics.items()}


@dataclasses.dataclass
class Run:
    """What one planning run is given."""
    portfolio: object
    cash: float
    quantities: dict
    securities: dict
    metrics: dict
    settings: dict
    args: dict
    regime: str = ""  # of the market; the reference detects it and leaves it at that

    def switched(self, name):
        return self.settings.get(name, DEFAULTS.get(name, 0.0)) == 1.0

    def number(self, name):
        return self.args.get(name, self.settings.get(name, DEFAULTS.get(name)))

    def costs(self):
        return Costs(self.args["transaction_cost_fixed"], self.args["transaction_cost_percent"],
                     self.settings.get("cost_penalty_factor", 0.1))

    def total(self, on):
        if not on.cash_in_total:
            return self.portfolio.total_value
        return sum(self.portfolio.positions.values()) + self.cash

    def scoring(self, on):
        portfolio = dataclasses.replace(self.portfolio, total_value=self.total(on))
        return Scoring(portfolio, self.cash, self.securities,
                       fetched_metrics(self.metrics, on), self.costs(),
                       multi_timeframe=self.switched("enable_multi_timeframe"))


def generation_settings(run):
    return {"max_depth": run.number("max_plan_depth"),
            "max_opportunities_per_category": run.number("max_opportunities_per_category"),
            "priority_threshold": run.args["priority_threshold"],
            "enable_diverse_selection": run.switched("enable_diverse_selection"),
            "diversity_weight": run.number("diversity_weight")}


def with_variants(sequences, lists, run, on):
    """Adds patterns of gaps and of the market, prefixes and relaxed sequences where they are on."""
    depth = run.number("max_plan_depth")
    every = sequences + adaptive_sequences(lists, run.portfolio, run.cash, depth, run.securities,
                                           on)
    if on.regime_patterns and run.switched("enable_market_regime_scenarios"):
        every = every + regime_sequences(lists, run.regime, run.cash, depth,
                                         run.number("max_opportunities_per_category"), on)
    if run.switched("enable_partial_execution"):
        every = every + partial_executions(every, depth)
    if run.switched("enable_constraint_relaxation"):
        every = every + relaxed(every, run.cash, set(run.portfolio.positions), on)
    return distinct(every) if on.no_duplicates else every


def sequences_of(lists, run, on):
    """The caps of enumerated sets are those that the settings of combinations name."""
    if on.enumerate_sets:
        caps = {"max_candidates": 12, "max_sells": 4, "max_buys": 4,
                "max_plan_depth": run.number("max_plan_depth")}
        return enumerated(lists, {**generation_settings(run), **caps}, run.securities, on)
    return generated(lists, run.cash, generation_settings(run), run.securities, on)


def keep_feasible(sequences, run, on):
    """Returns the indices of the sequences that can be carried out."""
    return [i for i, one in enumerate(sequences)
            if feasible(one, run.cash, run.quantities, run.securities,
                        run.args["priority_threshold"], run.costs(), on)]


def scorer(sequences, scoring, run, on, monte_carlo_of=None):
    """Returns the function that scores the sequence of an index."""
    if monte_carlo_of is not None:
        return lambda i: monte_carlo_of(i, scoring)
    if run.switched("enable_stochastic_scenarios"):
        return lambda i: stochastic(sequences[i], scoring, on)
    return lambda i: evaluate(sequences[i], scoring, on)


@dataclasses.dataclass
class Plan:
    sequence: list
    current_score: float
    end_state_score: float
    improvement: float
    cash_required: float
    cash_generated: float
    feasible: bool
    best: object  # the result of the winner; none without one
    scored: list

    def summary(self):
        return {"current_score": self.current_score, "end_state_score": self.end_state_score,
                "improvement": self.improvement, "cash_required": self.cash_required,
                "cash_generated": self.cash_generated, "feasible": self.feasible}


def _base(scoring, on):
    """What improvement is measured against, out of 100."""
    if on.same_scale_improvement:
        return score_portfolio(scoring.portfolio, scoring, on)[1].score * 100
    return portfolio_score(scoring.portfolio).shown().total


def _flows(sequence):
    return [round(sum(one.value_eur for one in sequence if one.side == side), 2)
            for side in (BUY, SELL)]


def _feasible(sequence, required, earned, run, scoring, on):
    if not on.feasible_by_walking:
        return required <= run.cash + earned
    return feasible(sequence, run.cash, run.quantities, run.securities, float("-inf"),
                    scoring.costs, on.and_also("fees_leave_cash"))


def plan(sequences, run, on, monte_carlo_of=None):
    """Ranks what is given; every sequence is already known to be feasible."""
    scoring = run.scoring(on)
    current = portfolio_score(scoring.portfolio).shown().total
    multi = run.switched("enable_multi_objective")
    beam = (Frontier if multi else Beam)(run.args["beam_width"])
    score = scorer(sequences, scoring, run, on, monte_carlo_of)
    scored = score_all(sequences, beam, score, on)
    idle = score_portfolio(scoring.portfolio, scoring, on)[1].score
    winner = beam.members[0] if beam.members else None
    if winner is None or (on.do_nothing_competes and idle >= winner[1].score):
        return Plan([], current, current, 0.0, 0.0, 0.0, True, None, scored)
    index, best = winner
    required, earned = _flows(sequences[index])
    return Plan(sequences[index], current, round(best.score * 100, 2),
                round(best.score * 100 - _base(scoring, on), 2), required, earned,
                _feasible(sequences[index], required, earned, run, scoring, on), best, scored)
