"""How many shares a purchase of a given worth comes to."""

import dataclasses

FALLBACK_TRADE_EUR = 1000.0
HIGHEST_COST_RATIO = 0.01


@dataclasses.dataclass
class Size:
    quantity: int
    value_native: float
    value_eur: float
    lots: int


def base_trade(fixed, percent):
    """The trade whose cost is one hundredth of it."""
    denominator = HIGHEST_COST_RATIO - percent
    return FALLBACK_TRADE_EUR if denominator <= 0 else fixed / denominator


def buy_size(target_eur, price, min_lot, rate):
    """Whole lots worth at most the target, but at least one."""
    if target_eur <= 0:
        return Size(0, 0.0, 0.0, 0)
    lot = max(1, min_lot)
    rate = rate if rate > 0 else 1.0
    lot_native = lot * price
    lots = 1
    if lot_native / rate <= target_eur:
        lots = max(1, int(target_eur * rate / lot_native))
    quantity = lots * lot
    native = quantity * price
    return Size(quantity, native, native / rate, lots)
