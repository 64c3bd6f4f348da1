"""The corrected planner: every set of the candidates is scored, doing nothing takes part."""

import dataclasses
import itertools

from account import account_of
from actions import BUY, CATEGORIES, SELL, by_priority
from combinations import every_set
from eligibility import ineligible_symbols
from evaluation import Scoring, evaluate
from feasibility import feasible
from heuristic import HeuristicInputs, opportunities_by_heuristic
from paths import shared_paths
from ranking import dominated
from scenarios import monte_carlo, stochastic
from selection import one_per_side, select
from simulation import Costs
from switches import ALL_ON
from target_weights import WeightInputs, opportunities_from_weights
from written_out import relaxed_forms, sequences, table


def costs_of(settings):
    return Costs(settings["transaction_cost_fixed"], settings["transaction_cost_percent"],
                 settings["cost_penalty_factor"])


def opportunities(account, on=ALL_ON):
    if not account.targets:
        return opportunities_by_heuristic(
            HeuristicInputs(account.portfolio, account.positions, account.securities,
                            account.world, account.settings, account.rates), on)
    blocked = ineligible_symbols(account.positions, account.securities, account.world,
                                 account.settings, on)
    return opportunities_from_weights(WeightInputs(
        account.portfolio, {one["symbol"]: one for one in account.positions},
        account.securities, account.targets, account.world["quotes"],
        costs_of(account.settings), account.world["recently_sold"], blocked,
        account.world["recently_bought"], account.rates,
        account.settings["min_security_score"]), on)


@dataclasses.dataclass
class Choice:
    """What sets are formed of: the space by rank, and sequences that are written out."""
    sells: list
    buys: list
    actions: list  # all candidates in the order of their indices
    sets: list


def _places(sequence, actions):
    return tuple(sorted(actions.index(action) for action in sequence))


def moves_together(sequence, account):
    """Whether two of its purchases correlate above the limit, where that is asked for."""
    if not account.settings["enable_correlation_aware"]:
        return False
    buys = [one.symbol for one in sequence if one.side == BUY]
    return any(abs(account.correlations.get(frozenset(pair), 0.0))
               > account.settings["correlation_threshold"]
               for pair in itertools.combinations(buys, 2))


def on_a_closed_side(sequence, settings):
    """Whether it trades on a side of which the caps allow nothing at all."""
    closed = {side for side, cap in ((SELL, "max_sells"), (BUY, "max_buys")) if not settings[cap]}
    return any(one.side in closed for one in sequence)


def choose(lists, account, on=ALL_ON):
    settings, unique = account.settings, one_per_side(lists)
    selected = {category: select(unique[category], settings, account.securities, on)
                for category in CATEGORIES}
    kept = [one for category in CATEGORIES for one in selected[category]
            if one.priority >= settings["priority_threshold"]]
    sells, buys = (by_priority([one for one in kept if one.side == side])
                   [:settings["max_candidates"]] for side in (SELL, BUY))
    forms = relaxed_forms(unique, account, on)
    buys = by_priority(buys + [forms[one] for one in buys if one in forms])
    written = sequences(unique, selected, forms, account, costs_of(settings), on)
    written = [one for one in written if not moves_together(one, account)
               and not on_a_closed_side(one, settings)]
    space = [one for one in every_set(sells, buys, settings)
             if not moves_together([(sells + buys)[i] for i in one], account)]
    known = {frozenset((sells + buys)[i] for i in one) for one in space}
    written = [one for one in written if frozenset(one) not in known]
    actions = table(sells, buys, written)
    further = sum(one.side == SELL for one in actions) - len(sells)
    space = [tuple(i if i < len(sells) else i + further for i in one) for one in space]
    return Choice(sells, buys, actions, space + [_places(one, actions) for one in written])


@dataclasses.dataclass
class Ranked:
    indices: tuple
    score: float
    priority: float

    def key(self):
        return (bool(self.indices), -self.priority, len(self.indices), self.indices)


def scoring_of(account):
    settings = account.settings
    return Scoring(account.portfolio, account.cash, account.securities,
                   account.world["metrics"], costs_of(settings), settings["risk_profile"],
                   settings["enable_multi_timeframe"], settings["enable_industry_part"],
                   settings["opinion"])


class Search:
    """The sets that may be formed of some actions of one account, scored."""

    def __init__(self, account, actions, sets, on=ALL_ON):
        self.account, self.on, self.actions, self.sets = account, on, actions, sets
        self.scoring = scoring_of(account)
        self.quantities = {one["symbol"]: one["quantity"] for one in account.positions}
        self.mode, self.paths, self.known = account.settings["price_scenarios"], None, {}

    def sequence(self, indices):
        return [self.actions[i] for i in indices]

    def feasible(self, indices):
        return feasible(self.sequence(indices), self.account.cash, self.quantities,
                        self.account.securities, float("-inf"), self.scoring.costs, self.on)

    def _movers(self):
        """Whatever is held, may be bought or is traded has a place in the sorted list."""
        quotes = self.account.world["quotes"]
        buyable = {symbol for symbol, one in self.account.securities.items()
                   if one["allow_buy"] and symbol in quotes}
        return (buyable | set(self.account.portfolio.positions)
                | {one.symbol for one in self.actions})

    def _paths(self):
        """The draws are shared by all sequences."""
        if self.paths is None:
            settings = self.account.settings
            self.paths = shared_paths(self._movers(), self.scoring.metrics, self.account.seed,
                                      settings["monte_carlo_paths"], settings["horizon_days"],
                                      self.on)
        return self.paths

    def _result(self, sequence):
        if self.mode == "stochastic":
            return stochastic(sequence, self.scoring, self.on,
                              self.account.settings["stochastic_scenario_shifts"])
        if self.mode == "monte_carlo":
            return monte_carlo(sequence, self.scoring, self.on, self._paths())
        return evaluate(sequence, self.scoring, self.on)

    def result(self, indices):
        if indices not in self.known:
            self.known[indices] = self._result(self.sequence(indices))
        return self.known[indices]

    def score(self, indices):
        return self.result(indices).score

    def plain_score(self, indices):
        return evaluate(self.sequence(indices), self.scoring, self.on).score

    def ranking(self):
        """Every feasible set and doing nothing, best first; equal scores by the fixed order."""
        found = [Ranked(one, self.score(one),
                        sum(action.priority for action in self.sequence(one)))
                 for one in [()] + [one for one in self.sets if self.feasible(one)]]
        return sorted(found, key=lambda one: (-one.score, one.key()))

    def front(self, ranking):
        """What no other dominates, in the order of the ranking. Scores that only the order of
        adding tells apart count as equal."""
        aims = [self.result(one.indices).objectives() for one in ranking]
        aims = [(round(score, 12), *rest) for score, *rest in aims]
        return [one for one, own in zip(ranking, aims)
                if not any(dominated(own, other) for other in aims)]


def corrected_plan(question, on=ALL_ON):
    """Returns (account, the five lists, the choice of candidates, search)."""
    account = account_of(question)
    lists = opportunities(account, on)
    choice = choose(lists, account, on)
    return account, lists, choice, Search(account, choice.actions, choice.sets, on)
