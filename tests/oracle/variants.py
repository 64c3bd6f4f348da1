"""Sequences made from sequences: prefixes, relaxed ones, and what correlates too much left out."""

import dataclasses
import math

from actions import BUY
from arithmetic import whole_lots

SESSIONS = 252
REFERENCE_THRESHOLD = 0.7


def partial_executions(sequences, max_depth):
    """Returns the prefixes only."""
    return [sequence[:length] for sequence in sequences if len(sequence) >= 2
            for length in range(1, min(len(sequence), max_depth))]


def enlarged(action, on):
    quantity = int(action.quantity * 1.5)
    value = action.value_eur * 1.5
    if on.relaxed_value_from_shares:
        value = quantity * action.price / action.rate
    return dataclasses.replace(action, quantity=quantity, value_eur=value,
                               reason=action.reason + " (relaxed)")


def relaxed_form(action, lot, on):
    """The same in whole lots."""
    quantity = whole_lots(enlarged(action, on).quantity, max(1, lot))
    return dataclasses.replace(action, quantity=quantity,
                               value_eur=quantity * action.price / action.rate)


def relaxed(sequences, cash, held_symbols, on):
    """Returns the relaxations only: copies, and one purchase of a held symbol enlarged."""
    found = []
    for sequence in sequences:
        need = sum(one.value_eur for one in sequence if one.side == BUY)
        if need <= cash and not on.no_duplicates:
            found += [list(sequence) for factor in (1.1, 1.2, 1.3) if need <= cash * factor]
        for i, action in enumerate(sequence):
            if action.side == BUY and action.symbol in held_symbols:
                found.append(sequence[:i] + [enlarged(action, on)] + sequence[i + 1:])
    return found


def _table(closes):
    """Returns symbol: closes of the same days, gaps filled forward, then backward."""
    days = sorted({day for series in closes.values() for day, _ in series})
    table = {}
    for symbol, series in closes.items():
        known, column, last = dict(series), [], None
        for day in days:
            last = known.get(day, last)
            column.append(last)
        first = next((value for value in column if value is not None), None)
        table[symbol] = [first if value is None else value for value in column]
    return table


def returns(column):
    return [None if not before else now / before - 1
            for before, now in zip(column, column[1:])]


def pearson(xs, ys):
    n = len(xs)
    if n < 2:
        return None
    mean_x, mean_y = sum(xs) / n, sum(ys) / n
    spread = math.sqrt(sum((x - mean_x) ** 2 for x in xs)
                       * sum((y - mean_y) ** 2 for y in ys))
    if spread == 0:
        return None
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys)) / spread


def correlations(closes):
    """`closes`: symbol: [(day, close)], oldest first. Returns the table of pairs."""
    table = _table({symbol: series[-SESSIONS:] for symbol, series in closes.items() if series})
    changes = {symbol: returns(column) for symbol, column in table.items()}
    rows = [row for row in zip(*changes.values()) if None not in row]
    columns = dict(zip(changes, zip(*rows))) if rows else {}
    return {(a, b): pearson(columns[a], columns[b]) for a in columns for b in columns if a != b}


def without_correlated(sequences, known, closes, threshold, on):
    """Drops a sequence with two purchases that move together or against each other."""
    symbols = {one.symbol for sequence in sequences for one in sequence if one.side == BUY}
    table = correlations({symbol: closes[symbol] for symbol in sorted(symbols)
                          if symbol in closes})
    limit = threshold if on.correlation_setting else REFERENCE_THRESHOLD

    def fits(sequence):
        buys = [one.symbol for one in sequence if one.side == BUY and one.symbol in known]
        return not any(abs(table.get((a, b)) or 0.0) > limit
                       for i, a in enumerate(buys) for b in buys[i + 1:])
    return [sequence for sequence in sequences if fits(sequence)]
