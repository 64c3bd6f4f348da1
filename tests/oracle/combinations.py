"""Combinations of sales and purchases: all of them in order, drawn by priority, or every set."""

import itertools

from actions import by_priority


def exhaustive(sells, buys, limits):
    """Every sale count, sale combination, purchase count, purchase combination, in that order."""
    sells = _worthy(sells, limits)[:limits["max_candidates"]]
    buys = _worthy(buys, limits)[:limits["max_candidates"]]
    found = []
    for sell_count in range(1, limits["max_sells"] + 1):
        for some_sells in itertools.combinations(sells, sell_count):
            most = min(limits["max_buys"], limits["max_steps"] - sell_count)
            for buy_count in range(1, most + 1):
                for some_buys in itertools.combinations(buys, buy_count):
                    if len(found) >= limits["max_combinations"]:
                        return found
                    found.append(list(some_sells + some_buys))
    return found


def _worthy(actions, limits):
    return [one for one in actions if one.priority >= limits["priority_threshold"]]


def weights(actions):
    """The square of how high a priority lies between the lowest and the highest, and a little."""
    low, high = min(one.priority for one in actions), max(one.priority for one in actions)
    if high == low:
        return [1.0 / len(actions)] * len(actions)
    raw = [((one.priority - low) / (high - low)) ** 2 + 0.1 for one in actions]
    return [one / sum(raw) for one in raw]


def _without_repeats(actions):
    return [one for i, one in enumerate(actions)
            if one.symbol not in [earlier.symbol for earlier in actions[:i]]]


def _names(sequence, securities, field):
    found = set()
    for action in sequence:
        text = (securities.get(action.symbol) or {}).get(field)
        parts = text.split(",") if text and field == "industry" else [text or ""]
        found |= {part.strip() for part in parts if part.strip()}
    return found


def overlap(ours, theirs):
    return len(ours & theirs) / max(len(ours | theirs), 1)


def _too_similar(sequence, accepted, securities):
    if not securities:
        return False
    return any(all(overlap(_names(sequence, securities, field), _names(one, securities, field))
                   > 0.8 for field in ("country", "industry")) for one in accepted[-10:])


class Sampler:
    def __init__(self, sells, buys, limits, securities, source):
        self.limits, self.securities, self.source = limits, securities, source
        self.sells = by_priority(_worthy(sells, limits))[:limits["max_candidates"]]
        self.buys = by_priority(_worthy(buys, limits))[:limits["max_candidates"]]

    def _count(self, most, actions):
        highest = min(most, len(actions))
        return self.source.randint(1, highest) if highest > 0 else 0

    def _draw(self, actions, count):
        if count == 0:
            return []
        picked = self.source.choices(weights(actions), count)
        return _without_repeats([actions[i] for i in picked])

    def attempt(self):
        """Returns a sequence, or nothing where the counts do not go together."""
        sell_count = self._count(self.limits["max_sells"], self.sells)
        buy_count = self._count(self.limits["max_buys"], self.buys)
        if not 0 < sell_count + buy_count <= self.limits["max_steps"]:
            return None
        sells = self._draw(self.sells, sell_count)
        return sells + self._draw(self.buys, buy_count)

    def run(self):
        accepted = []
        for _ in range(3 * self.limits["max_combinations"]):
            if len(accepted) >= self.limits["max_combinations"]:
                break
            sequence = self.attempt()
            if sequence and not _too_similar(sequence, accepted, self.securities):
                accepted.append(sequence)
        return accepted


def sampled(sells, buys, limits, securities, source):
    """`source` draws whole numbers (both ends included) and weighted indices with replacement."""
    sampler = Sampler(sells, buys, limits, securities, source)
    return sampler.run() if sampler.sells or sampler.buys else []


def every_set(sells, buys, settings):
    """Yields every set within the caps as indices: sales first, then purchases after them."""
    for sell_count in range(settings["max_sells"] + 1):
        for some_sells in itertools.combinations(range(len(sells)), sell_count):
            gone = {sells[i].symbol for i in some_sells}
            for buy_count in range(settings["max_buys"] + 1):
                if not 1 <= sell_count + buy_count <= settings["max_plan_depth"]:
                    continue
                for some_buys in itertools.combinations(range(len(buys)), buy_count):
                    if not gone & {buys[i].symbol for i in some_buys}:
                        yield some_sells + tuple(len(sells) + i for i in some_buys)
