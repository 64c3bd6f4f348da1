"""Which sequences can be carried out: the planner's own check and the generator service's."""

from actions import BUY, has_repeats, total_priority


def mean_priority(sequence):
    return total_priority(sequence) / len(sequence)


def feasible(sequence, cash, quantities, securities, threshold, costs, on):
    """`quantities`: symbol: shares held. Fees count only once corrected."""
    if not sequence or has_repeats(sequence) or mean_priority(sequence) < threshold:
        return False
    for action in sequence:
        fee = costs.of(action.value_eur) if on.fees_leave_cash else 0.0
        security = securities.get(action.symbol)
        if action.side == BUY:
            if security is None or not security["allow_buy"] or action.value_eur + fee > cash:
                return False
            cash -= action.value_eur + fee
        else:
            if security is None or not security["allow_sell"]:
                return False
            if not quantities.get(action.symbol, -1) >= action.quantity:
                return False
            cash += action.value_eur - fee
    return True


def service_keeps(sequence, settings, securities, quantities, costs, on):
    """The service's check counts fees and a least trade value, and no repeated symbols."""
    if not sequence or mean_priority(sequence) < settings["priority_threshold"]:
        return False
    if on.no_duplicates and has_repeats(sequence):
        return False
    cash = settings["available_cash"]
    for action in sequence:
        security = securities.get(action.symbol)
        buys = action.side == BUY
        if security is not None and not security["allow_buy" if buys else "allow_sell"]:
            return False
        if action.value_eur < settings["min_trade_value"]:
            return False
        fee = costs.of(action.value_eur)
        if buys and action.value_eur + fee > cash:
            return False
        if not buys and quantities is not None and (
                quantities.get(action.symbol, -1) < action.quantity):
            return False
        cash += -(action.value_eur + fee) if buys else action.value_eur - fee
    return True
