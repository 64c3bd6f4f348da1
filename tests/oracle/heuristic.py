"""Opportunities without target weights: windfalls, cheap quality, over- and underweight groups."""

import dataclasses

from actions import BUY, CATEGORIES, SELL, Action
from eligibility import ineligible_symbols, sorted_lists
from lots import keep_a_lot
from sizing import base_trade, buy_size
from windfall import windfall

TRIGGER = 0.05
LARGEST_SHARE_SOLD = 0.3
QUALITY_TO_AVERAGE, LOSS_TO_AVERAGE = 0.6, -0.20
QUALITY_OF_OPPORTUNITY = 0.7
DEFAULT_QUALITY = 0.5


@dataclasses.dataclass
class HeuristicInputs:
    portfolio: object
    positions: list
    securities: dict
    world: dict  # quotes, metrics, cooldowns, the clock
    settings: dict
    rates: dict  # empty: 1 everywhere


class Finder:
    def __init__(self, inputs, on):
        self.inputs, self.on = inputs, on
        self.portfolio, self.securities = inputs.portfolio, inputs.securities
        self.targets = self.portfolio.country_weights
        self.allocations = self._allocations()
        self.unsellable = set(inputs.world["recently_sold"]) | set(
            ineligible_symbols(inputs.positions, self.securities, inputs.world, inputs.settings,
                               on))
        self.trade_eur = base_trade(inputs.settings["transaction_cost_fixed"],
                                    inputs.settings["transaction_cost_percent"])
        self.buyable = [one for one in self.securities.values() if self._may_be_bought(one)]

    def _allocations(self):
        shares = {}
        for symbol, value in self.portfolio.positions.items():
            group = self.portfolio.group_of(symbol)
            shares[group] = shares.get(group, 0) + value / self.portfolio.total_value
        return shares

    def quality(self, symbol):
        return (self.portfolio.security_scores or {}).get(symbol, DEFAULT_QUALITY)

    def quote(self, security):
        if not self.on.price_needed and not security.get("yahoo_symbol"):
            return 0
        return self.inputs.world["quotes"].get(security["symbol"]) or 0

    def rate(self, currency):
        return self.inputs.rates.get(currency or "EUR", 1.0)

    def _may_be_bought(self, security):
        symbol = security["symbol"]
        return (security["allow_buy"] and symbol not in self.inputs.world["recently_bought"]
                and self.quote(security) > 0
                and self.quality(symbol) >= self.inputs.settings["min_security_score"])

    def group(self, security):
        """Returns the group of a security whose country is known, else nothing."""
        if not security.get("country"):
            return None
        return (self.portfolio.country_to_group or {}).get(security["country"], "OTHER")

    def buy(self, security, priority, category, tags):
        price, rate = self.quote(security), self.rate(security["currency"])
        size = buy_size(self.trade_eur, price, security["min_lot"], rate)
        if size.quantity <= 0 and self.on.no_empty_trades:
            return None
        return Action(BUY, security["symbol"], size.quantity, price, size.value_eur,
                      priority * security["priority_multiplier"], security["currency"] or "EUR",
                      security["name"], tags=tags, category=category, rate=rate)

    def sell(self, security, shares, price, value_eur, priority, category, tags):
        """Returns nothing for a sale that comes to nothing."""
        rate = self.rate(security["currency"])
        held = next(one["quantity"] for one in self.inputs.positions
                    if one["symbol"] == security["symbol"])
        if self.on.whole_lots:
            shares = keep_a_lot(shares, held, max(1, security["min_lot"]))
        if self.on.value_from_shares or value_eur is None:
            value_eur = shares * price / rate
        if shares <= 0 and (self.on.no_empty_trades or category != "profit_taking"):
            return None
        return Action(SELL, security["symbol"], shares, price, value_eur,
                      priority / security["priority_multiplier"], security["currency"] or "EUR",
                      security["name"], tags=tags, category=category, rate=rate)

    def sellable(self):
        """Yields (position, security, price, value) of what may be sold."""
        for position in self.inputs.positions:
            security = self.securities.get(position["symbol"])
            if security is None or not security["allow_sell"]:
                continue
            if self.on.price_needed and not position.get("current_price"):
                continue
            value = position.get("market_value_eur") or 0
            if position["symbol"] in self.unsellable or value <= 0:
                continue
            yield position, security, position.get("current_price") or position["avg_price"], value

    def profit_taking(self):
        for position, security, price, _ in self.sellable():
            symbol = position["symbol"]
            found = windfall(price, position["avg_price"], position.get("first_bought_at"),
                             self.inputs.world["metrics"].get(symbol) or {},
                             self.inputs.world["as_of"], self.on)
            if found.share <= 0:
                continue
            shares = int(position["quantity"] * (round(found.share * 100) / 100))
            yield self.sell(security, shares, price, None, found.score + 0.5, "profit_taking",
                            ("windfall", "profit_taking"))

    def averaging_down(self):
        for security in self.buyable:
            symbol = security["symbol"]
            quality = self.quality(symbol)
            average = (self.portfolio.position_avg_prices or {}).get(symbol) or 0
            held = self.portfolio.positions.get(symbol, 0)
            if quality < QUALITY_TO_AVERAGE or held <= 0 or average <= 0:
                continue
            loss = (self.quote(security) - average) / average
            if loss < LOSS_TO_AVERAGE:
                yield self.buy(security, quality + abs(loss), "averaging_down",
                               ("averaging_down", "buy_low"))

    def rebalance_sells(self):
        for _, security, price, value in self.sellable():
            group = self.group(security)
            if group not in self.allocations:
                continue
            target = self.targets.get(group, 0)
            if not self.allocations[group] > target + TRIGGER:
                continue
            overweight = self.allocations[group] - target
            worth = min(value * LARGEST_SHARE_SOLD, overweight * self.portfolio.total_value)
            shares = int(worth * self.rate(security["currency"]) / price) if price > 0 else 0
            yield self.sell(security, shares, price, worth, overweight * 2, "rebalance_sells",
                            ("rebalance", "overweight_" + group.lower()))

    def rebalance_buys(self):
        for security in self.buyable:
            group = self.group(security)
            target, share = self.targets.get(group, 0), self.allocations.get(group, 0)
            if group is None or not share < target - TRIGGER:
                continue
            priority = (target - share) * 2 + self.quality(security["symbol"]) * 0.5
            yield self.buy(security, priority, "rebalance_buys",
                           ("rebalance", "underweight_" + group.lower()))

    def opportunity_buys(self):
        for security in self.buyable:
            quality = self.quality(security["symbol"])
            if quality >= QUALITY_OF_OPPORTUNITY:
                yield self.buy(security, quality, "opportunity_buys", ("quality", "opportunity"))


def opportunities_by_heuristic(inputs, on):
    if on.no_total_no_trades and inputs.portfolio.total_value <= 0:
        return {category: [] for category in CATEGORIES}
    finder = Finder(inputs, on)
    return sorted_lists({category: [one for one in getattr(finder, category)() if one]
                         for category in CATEGORIES})
