"""Random portfolios in the form in which Ballast takes them, all from one seed."""

import datetime

AS_OF = datetime.date(2026, 1, 6)
CURRENCIES = ("EUR", "EUR", "USD", "HKD", "GBP")
RATES = {"USD": 1.0837, "HKD": 8.4451, "GBP": 0.8532}
GROUPS = {"Germany": "EUROPE", "France": "EUROPE", "United States": "AMERICA",
          "Canada": "AMERICA", "Japan": "ASIA", "Hong Kong": "ASIA", "Brazil": "EMERGING"}
COUNTRIES = tuple(GROUPS) + ("Norway", "")
INDUSTRIES = ("Software", "Banks", "Pharma", "Retail", "Machinery")
METRICS = {"cagr_1y": (-0.3, 0.4), "cagr_3y": (-0.2, 0.3), "cagr_5y": (-0.15, 0.35),
           "cagr_10y": (-0.1, 0.3), "dividend_yield": (0.0, 0.08), "consistency_score": (0, 1),
           "financial_strength": (0, 1), "dividend_consistency": (0, 1),
           "payout_ratio": (0, 1.2), "sortino": (-0.5, 3), "volatility_annual": (0.05, 0.7),
           "max_drawdown": (-0.8, 0), "sharpe": (-0.5, 2.5)}


def _day(chance, longest):
    return str(AS_OF - datetime.timedelta(days=chance.randint(0, longest)))


def _metrics(chance):
    return {name: round(chance.uniform(low, high), 5)
            for name, (low, high) in METRICS.items() if chance.random() < 0.8}


def _security(chance, number):
    currency = chance.choice(CURRENCIES)
    price = round(chance.choice((1.0, 10.0, 100.0)) * chance.uniform(0.3, 4.0), 2)
    return {
        "id": number, "symbol": f"S{chance.randint(10, 99)}{number}", "name": f"Number {number}",
        "product_type": "equity", "country": chance.choice(COUNTRIES),
        "industries": chance.sample(INDUSTRIES, chance.choice((0, 1, 1, 2))),
        "currency": currency, "quotation_unit": currency,
        "min_lot": chance.choice((1, 1, 1, 1, 5, 10, 100)),
        "active": chance.random() < 0.95, "allow_buy": chance.random() < 0.9,
        "allow_sell": chance.random() < 0.9,
        "priority_multiplier": chance.choice((0.5, 1.0, 1.0, 1.0, 1.5, 2.0)),
        "quote": {"price": price, "date": str(AS_OF)} if chance.random() < 0.95 else None,
        "quality": chance.choice((None, 0.0)) if chance.random() < 0.12
        else round(chance.uniform(0.35, 1.0), 4),
        "metrics": _metrics(chance)}


def _position(chance, security):
    lot, price = security["min_lot"], (security["quote"] or {"price": 20.0})["price"]
    shares = max(1, int(chance.uniform(100, 6000) / price)) // lot * lot or lot
    if chance.random() < 0.1:
        shares += chance.choice((0.5, 3.25, lot / 2))
    bought = _day(chance, 2500) if chance.random() < 0.8 else None
    return {"security": security["id"], "quantity": shares,
            "average_price": round(price * chance.uniform(0.3, 1.8), 4), "first_bought": bought}


def _history(chance, securities):
    return [{"security": one["id"],
             "last_bought": _day(chance, 400) if chance.random() < 0.7 else None,
             "last_sold": _day(chance, 400) if chance.random() < 0.4 else None}
            for one in securities if chance.random() < 0.3]


def _orders(chance, securities):
    if chance.random() < 0.7:
        return []
    return [{"security": one["id"], "side": chance.choice(("buy", "sell")),
             "quantity": chance.randint(1, 20),
             "price": round(chance.uniform(1, 50), 2)}
            for one in chance.sample(securities, min(2, len(securities)))]


def _shares(chance, count, total):
    raw = [chance.uniform(0.1, 1.0) for _ in range(count)]
    return [total * one / sum(raw) for one in raw]


def _group_targets(chance):
    if chance.random() < 0.15:
        return []
    groups = chance.sample(sorted(set(GROUPS.values())), chance.randint(2, 4))
    return [{"group": group, "weight": weight}
            for group, weight in zip(groups, _shares(chance, len(groups), 1.0))]


def _target_weights(chance, securities):
    if chance.random() < 0.5:
        return []
    some = chance.sample(securities, chance.randint(1, len(securities)))
    weights = _shares(chance, len(some), chance.uniform(0.5, 0.98))
    return [{"security": one["id"], "weight": weight} for one, weight in zip(some, weights)]


def _settings(chance):
    return {"max_plan_depth": chance.choice((1, 2, 3, 3, 4)),
            "max_sells": chance.choice((0, 1, 2, 2, 3)),
            "max_buys": chance.choice((0, 1, 2, 3, 4)),
            "max_candidates": chance.choice((1, 3, 4, 5, 6)),
            "max_opportunities_per_category": chance.choice((1, 3, 4, 5, 6)),
            "priority_threshold": chance.choice((0.0, 0.0, 0.3, 0.6)),
            "enable_diverse_selection": chance.random() < 0.7,
            "diversity_weight": chance.choice((0.0, 0.3, 0.8, 1.0)),
            "beam_width": chance.choice((1, 3, 10, 25)),
            "transaction_cost_fixed": chance.choice((0.0, 1.0, 2.0, 2.0, 5.0)),
            "transaction_cost_percent": chance.choice((0.0, 0.002, 0.01)),
            "cost_penalty_factor": chance.choice((0.0, 0.1, 1.0)),
            "min_hold_days": chance.choice((0, 0, 90, 365)),
            "sell_cooldown_days": chance.choice((0, 0, 180)),
            "max_loss_threshold": chance.choice((-0.2, -0.5, -1.0, -1.0)),
            "min_cash_reserve": chance.choice((0.0, 500.0)),
            "risk_profile": chance.choice(("balanced", "conservative", "aggressive"))}


def _securities(chance):
    """Now and then two that differ in name only, so that scores and priorities are equal."""
    found = []
    for number in range(1, chance.randint(4, 15)):
        one = _security(chance, number)
        if found and chance.random() < 0.1:
            one = {**found[-1], "id": number, "symbol": one["symbol"], "name": one["name"],
                   "metrics": dict(found[-1]["metrics"])}
        found.append(one)
    return found


def _other_modes(chance):
    """Settings of further ways to score; those that Ballast lacks are left out when it is asked."""
    return {"opinion": chance.choice((0.5, 0.5, 0.0, 0.8)),
            "enable_multi_timeframe": chance.random() < 0.3,
            "enable_industry_part": chance.random() < 0.3,
            "enable_multi_objective": chance.random() < 0.4, "front_limit": 1000,
            "patterns": chance.choice(("none", "all", "all", "direct_buy,cash_generation")),
            "enable_adaptive_patterns": chance.random() < 0.5,
            "enable_partial_execution": chance.random() < 0.3,
            "enable_constraint_relaxation": chance.random() < 0.3,
            "enable_correlation_aware": chance.random() < 0.3,
            "correlation_threshold": chance.choice((0.5, 0.7)),
            "enable_market_regime": chance.random() < 0.3,
            "price_scenarios": chance.choice(("none", "none", "none", "stochastic",
                                              "monte_carlo")),
            "stochastic_scenario_shifts": chance.choice(([-0.1, -0.05, 0.0, 0.05, 0.1],
                                                         [-0.3, 0.0, 0.2], [0.0])),
            "monte_carlo_paths": chance.choice((10, 13, 20)),
            "horizon_days": chance.choice((1, 20, 252))}


def _industry_inputs(chance):
    groups = {name: chance.choice(("TECH", "FINANCE", "REST")) for name in INDUSTRIES[:-1]}
    names = sorted(set(groups.values()))
    return {"industry_targets": [] if chance.random() < 0.2 else [
                {"group": group, "weight": weight}
                for group, weight in zip(names, _shares(chance, len(names), 1.0))],
            "industry_groups": [{"member": name, "group": group}
                                for name, group in groups.items()]}


def _market_inputs(chance, inputs, settings):
    """Correlations of some pairs, and how far some securities stand from their means."""
    ids = [one["id"] for one in inputs["securities"]]
    pairs = [(a, b) for a in ids for b in ids if a < b and chance.random() < 0.3]
    inputs["correlations"] = [{"first": a, "second": b, "value": round(chance.uniform(-1, 1), 3)}
                              for a, b in pairs]
    some = chance.sample(inputs["securities"], 2)
    for one in some:
        one["metrics"]["distance_200d"] = chance.choice((None, -0.1, 0.02, 0.05, 0.2))
    settings["market_indices"] = [one["symbol"] for one in some]


def question(chance, known=()):
    """`known`: the names of settings that Ballast has."""
    securities = _securities(chance)
    held = [one for one in securities if chance.random() < 0.6]
    cash = [{"currency": "EUR", "amount": round(chance.choice((0, 300, 2000, 4000, 9000))
                                                * chance.uniform(0.2, 1.5), 2)}]
    if chance.random() < 0.4:
        cash.append({"currency": "USD", "amount": round(chance.uniform(-100, 1500), 2)})
    inputs = {
        "base_currency": "EUR", "as_of": str(AS_OF), "securities": securities,
        "positions": [_position(chance, one) for one in held], "cash": cash,
        "rates": [{"currency": name, "per_base": rate, "date": str(AS_OF)}
                  for name, rate in RATES.items()],
        "history": _history(chance, securities), "pending_orders": _orders(chance, securities),
        "country_targets": _group_targets(chance),
        "country_groups": [{"member": country, "group": group}
                           for country, group in GROUPS.items()],
        "target_weights": _target_weights(chance, securities)}
    settings = {**_settings(chance), **{name: value for name, value in
                                        _other_modes(chance).items() if name in known}}
    industries = _industry_inputs(chance)
    if "enable_industry_part" in known:
        inputs.update(industries)
    if "market_indices" in known:
        _market_inputs(chance, inputs, settings)
    seed = chance.getrandbits(63)
    return {"request": {"settings": settings, "seed": seed, "cash": None}, "inputs": inputs}
