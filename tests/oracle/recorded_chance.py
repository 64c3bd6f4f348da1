"""Sequences of plans in which chance took part.

The recorded list is the input there. Its short form does not say from which category an action
came, so its priority is open where a symbol stands in several; the recorded order of scoring,
which falls with the summed priority, tells which one it was.
"""

import itertools

from actions import CATEGORIES, total_priority


def _variants(lists):
    known = {}
    for category in CATEGORIES:
        for action in lists[category]:
            key = str(action.short())
            known.setdefault(key, []).append(action)
    return known


def _place_in_feasible(records, feasible):
    """Returns record index: index among the feasible; both keep their order."""
    places, at = {}, 0
    for i, record in enumerate(records):
        if at < len(feasible) and feasible[at] == record:
            places[i] = at
            at += 1
    return places


def _fits(option, index, before):
    """Whether a sequence may be scored after `before`, a (total, index) pair."""
    total = total_priority(option)
    return before is None or total < before[0] or (total == before[0] and index > before[1])


def _choose(options, index, before):
    options = sorted(options, key=total_priority, reverse=True)
    return next((one for one in options if _fits(one, index, before)), options[0])


def recorded_sequences(case, lists):
    """Returns the recorded sequences with their actions written out."""
    known = _variants(lists)
    records, trace = case["expect_generated"], case["expect_trace"]
    options = [[list(one) for one in itertools.product(*(known[str(action)] for action in record))]
               for record in records]
    chosen = [min(some, key=total_priority) for some in options]
    record_at = {place: i for i, place in _place_in_feasible(records, trace["feasible"]).items()}
    before = None
    for row in trace["scored"]:
        i = record_at.get(row["sequence"])
        if i is not None:
            chosen[i] = _choose(options[i], row["sequence"], before)
            before = (total_priority(chosen[i]), row["sequence"])
    return chosen
