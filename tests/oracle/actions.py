"""A trade that may be carried out, and what sequences of them have in common."""

import dataclasses

BUY, SELL = "BUY", "SELL"
CATEGORIES = ("profit_taking", "averaging_down", "rebalance_sells", "rebalance_buys",
              "opportunity_buys")


@dataclasses.dataclass(frozen=True)
class Action:
    side: str
    symbol: str
    quantity: float
    price: float = 0.0  # per share, native
    value_eur: float = 0.0
    priority: float = 0.0
    currency: str = "EUR"
    name: str = ""
    reason: str = ""
    tags: tuple = ()
    category: str = ""
    rate: float = 1.0  # native units of one EUR

    @staticmethod
    def read(record):
        known = {key: record[key] for key in record if key in FIELDS}
        known["tags"] = tuple(known.get("tags", ()))
        known.setdefault("rate", implied_rate(record))
        return Action(**known)

    def short(self):
        return [self.side, self.symbol, self.quantity]


def implied_rate(record):
    """The exchange rate that a recorded value was converted with."""
    native = record["quantity"] * record.get("price", 0.0)
    value = record.get("value_eur", 0.0)
    return native / value if native > 0 and value > 0 else 1.0


FIELDS = {field.name for field in dataclasses.fields(Action)}


def read_lists(record):
    """Reads the five lists; one that is absent is empty."""
    return {category: [Action.read(one) for one in record.get(category, [])]
            for category in CATEGORIES}


def read_sequences(records):
    return [[Action.read(one) for one in record] for record in records]


def short(sequence):
    return [action.short() for action in sequence]


def by_priority(actions):
    return sorted(actions, key=lambda action: action.priority, reverse=True)


def total_priority(sequence):
    return sum(action.priority for action in sequence)


def has_repeats(sequence):
    return len({action.symbol for action in sequence}) < len(sequence)
