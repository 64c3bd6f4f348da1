"""From opportunities to sequences: patterns at every depth, combinations, variants."""

from actions import BUY, CATEGORIES, SELL, by_priority, has_repeats
from combinations import every_set, sampled
from patterns import pattern_sequences
from selection import one_per_side, select


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
    if on.one_candidate_per_side:
        lists = one_per_side(lists)
    sequences = []
    for depth in range(1, settings["max_depth"] + 1):
        chosen = {category: select(lists[category], settings, securities, on)
                  for category in CATEGORIES}
        sequences += pattern_sequences(chosen, cash, depth, on).values()
        if source is not None:
            sequences += _combinations(chosen, settings, depth, securities, source)
    return distinct(sequences)


def enumerated(lists, settings, securities, on):
    """Every set of the selected candidates within the caps: sales by rank, then purchases."""
    if on.one_candidate_per_side:
        lists = one_per_side(lists)
    kept = [one for category in CATEGORIES
            for one in select(lists[category], settings, securities, on)
            if one.priority >= settings["priority_threshold"]]
    sells, buys = (by_priority([one for one in kept if one.side == side])
                   [:settings["max_candidates"]] for side in (SELL, BUY))
    every = sells + buys
    return distinct([every[i] for i in one] for one in every_set(sells, buys, settings))
