"""What a question to Ballast says, in the terms of the reference: one account made ready."""

import dataclasses

from portfolio import Portfolio


@dataclasses.dataclass
class Account:
    portfolio: Portfolio
    cash: float  # that plans may use
    positions: list  # records
    securities: dict  # symbol: record; active ones
    world: dict
    rates: dict
    targets: dict  # symbol: weight; empty: by heuristic
    settings: dict
    seed: int
    regime: str = "sideways"
    correlations: dict = dataclasses.field(default_factory=dict)  # pair of symbols: value


def _rate(question, currency):
    rates = {one["currency"]: one["per_base"] for one in question["rates"]}
    return {question["base_currency"]: 1.0, **rates}[currency]


def _orders(inputs, side):
    return [order for order in inputs["pending_orders"]
            if order["side"] == side and order["quantity"] > 0 and order["price"] > 0]


def _shares(inputs):
    """Returns id: (shares, average price, first bought), pending orders taken as done."""
    shares = {one["security"]: (one["quantity"], one["average_price"], one["first_bought"])
              for one in inputs["positions"]}
    for order in inputs["pending_orders"]:
        if order["quantity"] <= 0 or order["price"] <= 0:
            continue
        known = order["security"] in shares
        held, average, bought = shares.get(order["security"],
                                           (0, order["price"], inputs["as_of"]))
        if order["side"] == "buy":
            shares[order["security"]] = (held + order["quantity"], average, bought)
        elif known:
            shares[order["security"]] = (max(0, held - order["quantity"]), average, bought)
    return {number: one for number, one in sorted(shares.items()) if one[0] > 0}


def _euros(amount):
    """Ballast keeps cash in whole millionths."""
    return round(amount, 6)


def _cash(inputs):
    cash = sum(_euros(one["amount"] / _rate(inputs, one["currency"])) for one in inputs["cash"])
    currencies = {one["id"]: one["currency"] for one in inputs["securities"]}
    for order in _orders(inputs, "buy"):
        rate = _rate(inputs, currencies[order["security"]])
        cash -= _euros(order["quantity"] * order["price"] / rate)
    return _euros(cash)


def _position(security, held, inputs):
    shares, average, bought = held
    quote = (security["quote"] or {}).get("price")
    return {"symbol": security["symbol"], "quantity": shares, "avg_price": average,
            "current_price": quote, "currency": security["currency"], "first_bought_at": bought,
            "market_value_eur": shares * (quote or average)
            / _rate(inputs, security["currency"])}


def _record(security):
    """The reference keeps several industries in one text."""
    return {**security, "country": security["country"] or None,
            "industry": ", ".join(security["industries"]) or None}


def metrics_of(security):
    return {name.upper(): value for name, value in security["metrics"].items()
            if value is not None}


def _portfolio(inputs, positions, total):
    every = inputs["securities"]
    return Portfolio(
        total_value=total,
        positions={one["symbol"]: one["market_value_eur"] for one in positions
                   if one["market_value_eur"] > 0},
        country_weights={one["group"]: one["weight"] for one in inputs["country_targets"]},
        industry_weights={one["group"]: one["weight"]
                          for one in inputs.get("industry_targets", ())},
        industry_to_group={one["member"]: one["group"]
                           for one in inputs.get("industry_groups", ())},
        security_countries={one["symbol"]: one["country"] for one in every if one["country"]},
        security_industries={one["symbol"]: _record(one)["industry"] for one in every
                             if one["industries"]},
        security_scores={one["symbol"]: one["quality"] for one in every
                         if one["quality"] is not None},
        security_dividends={one["symbol"]: metrics_of(one)["DIVIDEND_YIELD"] for one in every
                            if "DIVIDEND_YIELD" in metrics_of(one)},
        country_to_group={one["member"]: one["group"] for one in inputs["country_groups"]},
        position_avg_prices={one["symbol"]: one["avg_price"] for one in positions})


def _world(inputs, settings):
    symbols = {one["id"]: one["symbol"] for one in inputs["securities"]}
    return {
        "as_of": inputs["as_of"],
        "history": {symbols[one["security"]]: one for one in inputs["history"]},
        "quotes": {one["symbol"]: one["quote"]["price"] for one in inputs["securities"]
                   if one["quote"]},
        "metrics": {one["symbol"]: metrics_of(one) for one in inputs["securities"]},
        "recently_sold": _recent(inputs, "last_sold", settings["sell_cooldown_days"]),
        "recently_bought": _recent(inputs, "last_bought", settings["buy_cooldown_days"])}


def _recent(inputs, field, days):
    from windfall import parsed_date, whole_days
    symbols = {one["id"]: one["symbol"] for one in inputs["securities"]}
    return [symbols[one["security"]] for one in inputs["history"]
            if one[field] and whole_days(parsed_date(one[field]), inputs["as_of"]) < days]


def _regime(inputs, settings):
    """Told from how far each index stands from the mean of its last 200 closes."""
    distances = [one["metrics"]["distance_200d"] for one in inputs["securities"]
                 if one["symbol"] in settings["market_indices"]
                 and one["metrics"].get("distance_200d") is not None]
    if not distances:
        return "sideways"
    distance = sum(distances) / len(distances)
    if distance >= settings["market_regime_bull_threshold"]:
        return "bull"
    return "bear" if distance <= settings["market_regime_bear_threshold"] else "sideways"


def _available(cash, total, regime, settings):
    """What is left of cash after the reserve; with an eye on the market that is a share."""
    reserve = settings["min_cash_reserve"]
    if settings["enable_market_regime"]:
        share = settings[f"market_regime_{regime}_cash_reserve"]
        reserve = max(reserve, _euros(share * max(0.0, total)))
    return cash if cash < 0 else max(0.0, cash - reserve)


def _correlations(inputs, symbols):
    return {frozenset((symbols[one["first"]], symbols[one["second"]])): one["value"]
            for one in inputs.get("correlations", ())}


def account_of(question):
    """REQUIRES: settings that are complete."""
    inputs, settings = question["inputs"], question["request"]["settings"]
    every = {one["id"]: one for one in inputs["securities"]}
    positions = [_position(every[number], held, inputs)
                 for number, held in _shares(inputs).items()]
    cash = _cash(inputs)
    total = sum(one["market_value_eur"] for one in positions) + cash
    regime = _regime(inputs, settings)
    return Account(
        _portfolio(inputs, positions, total), _available(cash, total, regime, settings),
        positions,
        {one["symbol"]: _record(one) for one in inputs["securities"] if one["active"]},
        _world(inputs, settings), {one["currency"]: one["per_base"] for one in inputs["rates"]},
        {every[one["security"]]["symbol"]: one["weight"] for one in inputs["target_weights"]},
        settings, question["request"].get("seed", 0), regime,
        _correlations(inputs, {number: one["symbol"] for number, one in every.items()}))
