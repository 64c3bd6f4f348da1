"""A recorded planning run turned into a question to Ballast, where its inputs can say the same."""

import datetime

from windfall import parsed_date

METRIC_NAMES = ("cagr_5y", "cagr_10y", "dividend_yield", "consistency_score",
                "financial_strength", "dividend_consistency", "payout_ratio", "sortino",
                "volatility_annual", "max_drawdown", "sharpe")
SETTINGS = {"transaction_cost_fixed": 2.0, "transaction_cost_percent": 0.002,
            "cost_penalty_factor": 0.1, "min_hold_days": 90, "sell_cooldown_days": 180,
            "max_loss_threshold": -0.20, "diversity_weight": 0.3, "max_plan_depth": 5,
            "max_opportunities_per_category": 5, "priority_threshold": 0.3, "beam_width": 10}


class NoTranslation(Exception):
    """Says why a recorded run cannot be put to Ballast."""


def _day(text):
    moment = parsed_date(text)
    return None if moment is None else str(moment.date())


def _metrics(case, symbol):
    known = case["world"]["metrics"].get(symbol) or {}
    return {name: known[name.upper()] for name in METRIC_NAMES
            if known.get(name.upper()) is not None}


def _price(case, symbol):
    held = {one["symbol"]: one.get("current_price") for one in case["positions"]}
    return ((case.get("current_prices") or {}).get(symbol) or case["world"]["quotes"].get(symbol)
            or held.get(symbol))


def _security(case, number, record, as_of):
    symbol, price = record["symbol"], _price(case, record["symbol"])
    currency = record["currency"] or "EUR"
    return {
        "id": number, "symbol": symbol, "name": record["name"], "product_type": "equity",
        "country": record["country"] or "",
        "industries": [one.strip() for one in (record["industry"] or "").split(",")
                       if one.strip()],
        "currency": currency, "quotation_unit": currency,
        "min_lot": max(1, record["min_lot"]), "active": True,
        "allow_buy": record["allow_buy"], "allow_sell": record["allow_sell"],
        "priority_multiplier": record["priority_multiplier"],
        "quote": {"price": price, "date": as_of} if price else None,
        "quality": (case["portfolio"]["security_scores"] or {}).get(symbol),
        "metrics": _metrics(case, symbol)}


def _positions(case, ids):
    for one in case["positions"]:
        if one["symbol"] not in ids:
            raise NoTranslation("a position in no known security")
    return sorted(({"security": ids[one["symbol"]], "quantity": one["quantity"],
                    "average_price": one["avg_price"],
                    "first_bought": _day(one.get("first_bought_at"))}
                   for one in case["positions"] if one["quantity"] > 0),
                  key=lambda one: one["security"])


def _history(case, ids, as_of):
    world = case["world"]
    yesterday = str(datetime.date.fromisoformat(as_of) - datetime.timedelta(days=1))
    return [{"security": number,
             "last_bought": yesterday if symbol in world["recently_bought"] else None,
             "last_sold": yesterday if symbol in world["recently_sold"] else None}
            for symbol, number in ids.items()
            if symbol in world["recently_bought"] or symbol in world["recently_sold"]]


def _group_targets(case):
    weights = case["portfolio"]["country_weights"]
    if weights and (min(weights.values()) < 0 or sum(weights.values()) <= 0):
        raise NoTranslation("a negative group target")
    total = sum(weights.values())  # Ballast wants targets that add up to 1
    return [{"group": group, "weight": weight / total} for group, weight in weights.items()]


def _target_weights(case, ids):
    known = {symbol: weight for symbol, weight in (case.get("target_weights") or {}).items()
             if symbol in ids and weight > 0}
    total = max(1.0, sum(known.values()))
    return [{"security": ids[symbol], "weight": weight / total}
            for symbol, weight in known.items()]


def _settings(case):
    known = {**SETTINGS, **case["world"]["settings"], **case.get("args", {})}
    if known["priority_threshold"] > 1:
        raise NoTranslation("a priority threshold above 1")
    diverse = case["world"]["settings"].get("enable_diverse_selection", 1.0) == 1.0
    return {**{name: known[name] for name in SETTINGS}, "enable_diverse_selection": diverse,
            "min_cash_reserve": 0.0, "max_candidates": 12, "max_sells": 4, "max_buys": 5,
            "risk_profile": "balanced"}


def translated(case):
    """Returns the question; raises NoTranslation."""
    as_of = _day(case["world"]["as_of"])
    ids = {one["symbol"]: i for i, one in enumerate(case["securities"], 1)}
    groups = case["portfolio"]["country_to_group"] or {}
    inputs = {
        "base_currency": "EUR", "as_of": as_of,
        "securities": [_security(case, i, one, as_of)
                       for i, one in enumerate(case["securities"], 1)],
        "positions": _positions(case, ids),
        "cash": [{"currency": "EUR", "amount": case["cash"]}],
        "rates": [{"currency": name, "per_base": rate, "date": as_of}
                  for name, rate in case["world"]["rates"].items()],
        "history": _history(case, ids, as_of), "pending_orders": [],
        "country_targets": _group_targets(case),
        "country_groups": [{"member": country, "group": group}
                           for country, group in groups.items()],
        "target_weights": _target_weights(case, ids)}
    return {"request": {"settings": _settings(case), "cash": None}, "inputs": inputs}
