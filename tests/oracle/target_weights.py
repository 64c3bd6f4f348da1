"""Opportunities from target weights: buy what is below its target, sell what is above."""

import dataclasses

from actions import BUY, CATEGORIES, SELL, Action
from eligibility import sorted_lists
from lots import sale_in_lots, purchase_in_lots

SMALLEST_GAP = 0.005
WORTHWHILE_COSTS = 2


@dataclasses.dataclass
class WeightInputs:
    portfolio: object
    positions: dict  # symbol: record
    securities: dict
    targets: dict
    prices: dict
    costs: object
    recently_sold: tuple = ()
    ineligible: tuple = ()
    recently_bought: tuple = ()
    rates: dict = dataclasses.field(default_factory=dict)
    min_score: float = 0.5


def gaps(portfolio, targets):
    """Returns (symbol, target, current, gap), the widest first."""
    current = {symbol: value / portfolio.total_value
               for symbol, value in portfolio.positions.items()}
    found = [(symbol, target, current.get(symbol, 0), target - current.get(symbol, 0))
             for symbol, target in targets.items()]
    found = [one for one in found if abs(one[3]) > SMALLEST_GAP]
    found += [(symbol, 0.0, weight, -weight) for symbol, weight in current.items()
              if symbol not in targets and weight > SMALLEST_GAP]
    return sorted(found, key=lambda one: abs(one[3]), reverse=True)


def worthwhile(value, costs):
    return abs(value) >= WORTHWHILE_COSTS * costs.of(value)


def _rate(symbol, inputs, on):
    if not on.targets_in_euros:
        return 1.0
    return inputs.rates.get((inputs.securities.get(symbol) or {}).get("currency") or "EUR", 1.0)


def _priority(gap, factor, on):
    return abs(gap) * (10 if on.one_priority_scale else 100) * factor


def _purchase(symbol, gap, price, inputs, on):
    security, position = inputs.securities.get(symbol), inputs.positions.get(symbol)
    if security is None or not security["allow_buy"]:
        return None
    if on.same_buy_rules:
        scores = inputs.portfolio.security_scores or {}
        if symbol in inputs.recently_bought or scores.get(symbol, 0.5) < inputs.min_score:
            return None
    rate, worth = _rate(symbol, inputs, on), gap * inputs.portfolio.total_value
    quantity = purchase_in_lots(worth, price, security["min_lot"], rate, on)
    if quantity <= 0:
        return None
    lowers = position is not None and position["avg_price"] > price
    currency = position["currency"] if position else "EUR"
    return Action(
        BUY, symbol, quantity, price, quantity * price / rate,
        _priority(gap, security["priority_multiplier"], on),
        (security["currency"] or "EUR") if on.targets_in_euros else currency, security["name"],
        tags=("averaging_down" if lowers else "rebalance", "optimizer_target"),
        category="averaging_down" if lowers else "rebalance_buys", rate=rate)


def _sale(symbol, gap, price, inputs, on):
    position, security = inputs.positions.get(symbol), inputs.securities.get(symbol)
    if symbol in inputs.recently_sold or symbol in inputs.ineligible or position is None:
        return None
    if security is None and on.price_needed:
        return None
    held, lot, multiplier = position["quantity"], 1, 1.0
    if security is not None:
        lot, multiplier = security["min_lot"], security["priority_multiplier"]
        if not security["allow_sell"]:
            return None
    rate, worth = _rate(symbol, inputs, on), abs(gap * inputs.portfolio.total_value)
    quantity = sale_in_lots(worth, price, held, lot, rate, security is not None, on)
    if quantity <= 0:
        return None
    currency = position["currency"]
    if on.targets_in_euros and security is not None:
        currency = security["currency"] or "EUR"
    return Action(
        SELL, symbol, quantity, price, quantity * price / rate,
        _priority(gap, 1 / multiplier, on) if on.one_priority_scale
        else abs(gap) * 100 / multiplier,
        currency, security["name"] if security else symbol,
        tags=("rebalance", "optimizer_target"), category="rebalance_sells", rate=rate)


def opportunities_from_weights(inputs, on):
    lists = {category: [] for category in CATEGORIES}
    if inputs.portfolio.total_value <= 0:
        return lists
    for symbol, _, _, gap in gaps(inputs.portfolio, inputs.targets):
        price = inputs.prices.get(symbol, 0)
        if price <= 0 or not worthwhile(gap * inputs.portfolio.total_value, inputs.costs):
            continue
        found = (_purchase if gap > 0 else _sale)(symbol, gap, price, inputs, on)
        if found is not None:
            lists[found.category].append(found)
    return sorted_lists(lists)
