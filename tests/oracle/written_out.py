"""Sequences that are written out besides the enumerated sets: those of patterns, their prefixes
and relaxed forms. They matter where they lie beyond the caps of enumeration."""

from actions import BUY, by_priority
from feasibility import feasible
from gap_patterns import adaptive_sequences, regime_sequences
from patterns import pattern_sequences
from variants import partial_executions, relaxed_form


def _distinct(sequences):
    """Of sequences that hold the same trades the first one stays."""
    found = {}
    for sequence in sequences:
        if sequence:
            found.setdefault(frozenset((one.symbol, one.side, one.quantity) for one in sequence),
                             sequence)
    return list(found.values())


def relaxed_forms(unique, account, on):
    """Returns candidate: its form enlarged by half in whole lots, where it is already held."""
    forms = {}
    if not account.settings["enable_constraint_relaxation"]:
        return forms
    held = {one["symbol"] for one in account.positions}
    for actions in unique.values():
        for action in actions:
            form = relaxed_form(action, account.securities[action.symbol]["min_lot"], on)
            if action.side == BUY and action.symbol in held and form.quantity > action.quantity:
                forms[action] = form
    return forms


def _patterns(unique, selected, account, on):
    settings, depth = account.settings, account.settings["max_plan_depth"]
    found = [one for steps in range(1, depth + 1)
             for name, one in pattern_sequences(selected, account.cash, steps, on).items()
             if settings["patterns"] == "all" or name in settings["patterns"].split(",")]
    if settings["enable_adaptive_patterns"]:
        found += adaptive_sequences(unique, account.portfolio, account.cash, depth,
                                    account.securities, on)
    if settings["enable_market_regime"]:
        found += regime_sequences(unique, account.regime, account.cash, depth,
                                  settings["max_opportunities_per_category"], on)
    return _distinct(found)


def sequences(unique, selected, forms, account, costs, on):
    """Returns those that cash can pay for and whose mean priority reaches the threshold."""
    every = _patterns(unique, selected, account, on)
    if account.settings["enable_partial_execution"]:
        every = every + partial_executions(every, account.settings["max_plan_depth"])
    every = every + [sequence[:i] + [forms[action]] + sequence[i + 1:]
                     for sequence in every for i, action in enumerate(sequence)
                     if action in forms]
    quantities = {one["symbol"]: one["quantity"] for one in account.positions}
    return [one for one in _distinct(every)
            if feasible(one, account.cash, quantities, account.securities,
                        account.settings["priority_threshold"], costs, on)]


def table(space_sells, space_buys, written):
    """Returns all candidates in the order of their indices: of each side first those of the
    space by rank, then those that occur in written-out sequences alone."""
    named = [action for sequence in written for action in sequence]
    known = space_sells + space_buys
    further = [action for i, action in enumerate(named)
               if action not in known and action not in named[:i]]
    sells = by_priority([one for one in further if one.side != BUY])
    buys = by_priority([one for one in further if one.side == BUY])
    return space_sells + sells + space_buys + buys
