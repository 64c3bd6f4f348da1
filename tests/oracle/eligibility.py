"""Which holdings may not be sold yet."""

from actions import by_priority
from windfall import parsed_date, whole_days


def loss_too_large(position, settings):
    average = position["avg_price"]
    price = position.get("current_price") or average
    gain = (price - average) / average if average > 0 else 0.0
    return gain < settings["max_loss_threshold"]


def too_soon(last_transaction, settings, as_of):
    """Holding and cooling down look at the same date: the longer period decides."""
    last = parsed_date(last_transaction)
    if last is None:
        return False
    days = whole_days(last, as_of)
    return days < settings["min_hold_days"] or days < settings["sell_cooldown_days"]


def within_holding_period(position, settings, as_of):
    """Corrected: holding counts from the first purchase, cooling down from the last sale alone."""
    bought = parsed_date(position.get("first_bought_at"))
    return bought is not None and whole_days(bought, as_of) < settings["min_hold_days"]


def ineligible_symbols(positions, securities, world, settings, on):
    found = []
    for position in positions:
        symbol = position["symbol"]
        security = securities.get(symbol)
        if security is None or not security["allow_sell"]:
            continue
        if on.separate_waiting_times:
            if loss_too_large(position, settings) or within_holding_period(
                    position, settings, world["as_of"]):
                found.append(symbol)
            continue
        last = world["last_transaction"].get(symbol)
        if last is None and not on.loss_test_always:
            continue
        if loss_too_large(position, settings) or (
                last is not None and too_soon(last, settings, world["as_of"])):
            found.append(symbol)
    return found


def sorted_lists(lists):
    return {category: by_priority(actions) for category, actions in lists.items()}
