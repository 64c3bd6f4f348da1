"""From opportunities to sequences: patterns at every depth, combinations, variants."""

from actions import CATEGORIES, has_repeats
from combinations import sampled
from patterns import pattern_sequences
from selection import select


def _combinations(lists, settings, depth, securities, source):
    limits = {"max_sells": min(settings["combinatorial_max_sells"], depth // 2),
              "max_buys": min(settings["combinatorial_max_buys"], depth),
              "priority_threshold": settings["priority_threshold"], "max_steps": depth,
              "max_combinations": settings["combinatorial_max_combinations_per_depth"],
              "max_candidates": settings["combinatorial_max_candidates"]}
    sells = lists["profit_taking"] + lists["rebalance_sells"]
    buys = lists["averaging_down"] + lists["rebalance_buys"] + lists["opportunity_buys"]
    return sampled(sells, buys, limits, securities, source)


def distinct(sequences):
    """Drops empty ones, those that name a symbol twice, and later doubles."""
    found = {}
    for sequence in sequences:
        if sequence and not has_repeats(sequence):
            found.setdefault(tuple((one.symbol, one.side) for one in sequence), sequence)
    return list(found.values())


def generated(lists, cash, settings, securities, on, source=None):
    """All sequences of depths 1 to max_depth; with a source of chance also combinations."""
    sequences = []
    for depth in range(1, settings["max_depth"] + 1):
        chosen = {category: select(lists[category], settings, securities, on)
                  for category in CATEGORIES}
        sequences += pattern_sequences(chosen, cash, depth, on).values()
        if source is not None:
            sequences += _combinations(chosen, settings, depth, securities, source)
    return distinct(sequences)
