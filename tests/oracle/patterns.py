"""The eleven patterns: each makes at most one sequence of one depth from the five lists."""

from actions import BUY, by_priority


class Builder:
    """A sequence that grows while steps and cash last."""

    def __init__(self, cash, max_steps, on):
        self.cash, self.room, self.on = cash, max_steps, on
        self.sequence = []

    def _taken(self, action):
        return self.on.skip_taken_symbols and any(
            action.symbol == one.symbol for one in self.sequence)

    def take(self, action):
        if self.room <= 0 or self._taken(action):
            return
        self.sequence.append(action)
        self.cash += -action.value_eur if action.side == BUY else action.value_eur
        self.room -= 1

    def sell_first(self, sells, count):
        for action in sells[:count]:
            self.take(action)

    def greedy(self, *lists):
        """Takes what fits and walks on past what does not."""
        for actions in lists:
            for action in actions:
                if self.room > 0 and action.value_eur <= self.cash:
                    self.take(action)


class Patterns:
    def __init__(self, lists, cash, max_steps, on):
        self.pt, self.ad = lists["profit_taking"], lists["averaging_down"]
        self.rs, self.rb = lists["rebalance_sells"], lists["rebalance_buys"]
        self.op = lists["opportunity_buys"]
        self.cash, self.steps, self.on = cash, max_steps, on

    def _new(self):
        return Builder(self.cash, self.steps, self.on)

    def _sells_then(self, sells, count, *buys):
        built = self._new()
        built.sell_first(sells, count)
        built.greedy(*buys)
        return built.sequence

    def direct_buy(self):
        return self._sells_then([], 0, self.ad, self.rb, self.op) if self.cash > 0 else []

    def profit_taking(self):
        return self._sells_then(self.pt, self.steps, self.ad, self.rb) if self.pt else []

    def rebalance(self):
        return self._sells_then(self.rs, self.steps, self.rb) if self.rs else []

    def averaging_down(self):
        if not self.ad:
            return []
        short_of_cash = self.cash < self.ad[0].value_eur
        return self._sells_then(self.pt if short_of_cash else [], 1, self.ad)

    def single_best(self):
        every = self.pt + self.ad + self.rs + self.rb + self.op
        if not every:
            return []
        best = max(every, key=lambda action: action.priority)
        return [] if best.side == BUY and best.value_eur > self.cash else [best]

    def multi_sell(self):
        sells = self.pt + self.rs
        return self._sells_then(sells, self.steps, self.ad, self.rb, self.op) if sells else []

    def mixed_strategy(self):
        return self._sells_then(self.pt + self.rs, max(1, self.steps // 2), self.ad, self.rb,
                                self.op)

    def opportunity_first(self):
        return self._sells_then([], 0, self.op, self.ad, self.rb) if self.op else []

    def deep_rebalance(self):
        if not (self.rs and self.rb):
            return []
        return self._sells_then(self.rs, max(1, self.steps // 2), self.rb)

    def cash_generation(self):
        sells = self.pt + self.rs
        return self._sells_then(sells, self.steps, self.op, self.ad, self.rb) if sells else []

    def cost_optimized(self):
        built = self._new()
        built.sell_first(self.pt + self.rs, self.steps)
        for action in by_priority(self.pt + self.rs + self.ad + self.rb + self.op):
            if action.side == BUY and action not in built.sequence:
                built.greedy([action])
        return built.sequence


NAMES = ("direct_buy", "profit_taking", "rebalance", "averaging_down", "single_best",
         "multi_sell", "mixed_strategy", "opportunity_first", "deep_rebalance",
         "cash_generation", "cost_optimized")


def pattern_sequences(lists, cash, max_steps, on):
    """Returns the sequence of each pattern by name; empty where it makes none."""
    patterns = Patterns(lists, cash, max_steps, on)
    return {name: getattr(patterns, name)() for name in NAMES}
