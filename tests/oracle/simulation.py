"""What a portfolio looks like after a sequence of trades, and what the trades cost."""

import dataclasses

from actions import SELL
from portfolio import Portfolio


@dataclasses.dataclass(frozen=True)
class Costs:
    fixed: float
    percent: float
    penalty_factor: float = 0.1

    def of(self, value):
        return self.fixed + abs(value) * self.percent


@dataclasses.dataclass
class Walk:
    """Where a portfolio stands while a sequence is carried out."""
    portfolio: Portfolio
    cash: float
    cost: float = 0.0  # of what was carried out
    skipped: int = 0
    cash_after: list = dataclasses.field(default_factory=list)


def trade_value(action, multipliers, on):
    """The worth of the trade at shifted prices; at plain ones what the action itself says."""
    factor = (multipliers or {}).get(action.symbol)
    if on.value_from_shares:
        return abs(action.quantity) * action.price / action.rate * (1.0 if factor is None
                                                                   else factor)
    if factor is None:
        return action.value_eur
    return abs(action.quantity) * action.price * factor


def _sell(walk, positions, action, value, costs, on):
    held = positions.get(action.symbol, 0)
    if on.sell_at_most_held:
        value = min(value, held)
    if held - value > 0:
        positions[action.symbol] = held - value
    else:
        positions.pop(action.symbol, None)
    fee = costs.of(value)
    walk.cash += value - fee if on.fees_leave_cash else value
    walk.cost += fee


def _buy(walk, positions, action, value, costs, on):
    """Returns whether the cash sufficed."""
    fee = costs.of(value)
    needed = value + fee if on.fees_leave_cash else value
    if needed > walk.cash:
        return False
    positions[action.symbol] = positions.get(action.symbol, 0) + value
    walk.cash -= needed
    walk.cost += fee
    return True


def _rebuilt(portfolio, positions, action, securities, on):
    countries = dict(portfolio.security_countries or {})
    industries = dict(portfolio.security_industries or {})
    security = securities.get(action.symbol, {})
    if action.side != SELL and security.get("country"):
        countries[action.symbol] = security["country"]
    if action.side != SELL and security.get("industry"):
        industries[action.symbol] = security["industry"]
    after = dataclasses.replace(portfolio, positions=positions, security_countries=countries,
                                security_industries=industries)
    if on.keep_group_maps:
        return after
    return dataclasses.replace(after, country_to_group=None, industry_to_group=None)


def simulate(sequence, portfolio, cash, securities, costs, on, multipliers=None):
    """Returns the walk at its end; a purchase that the cash does not cover is skipped."""
    walk = Walk(portfolio, cash)
    for action in sequence:
        positions = dict(walk.portfolio.positions)
        value = trade_value(action, multipliers, on)
        if action.side == SELL:
            _sell(walk, positions, action, value, costs, on)
            executed = True
        else:
            executed = _buy(walk, positions, action, value, costs, on)
        if executed:
            walk.portfolio = _rebuilt(walk.portfolio, positions, action, securities, on)
        else:
            walk.skipped += 1
        walk.cash_after.append(walk.cash)
    return walk


def cost_of_all(sequence, costs):
    """What the reference charges: every action at its plain value, carried out or not."""
    return sum(costs.of(action.value_eur) for action in sequence)


def cash_suffices(sequence, cash):
    """The running check of cash at plain values; no costs, no holdings."""
    for action in sequence:
        if action.side == SELL:
            cash += action.value_eur
        elif action.value_eur > cash:
            return False
        else:
            cash -= action.value_eur
    return True
