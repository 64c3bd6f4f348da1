"""Patterns that follow gaps to the targets of groups, and those that follow the market."""

MOST_GAPS = 3
COUNTRY_GAP, INDUSTRY_GAP = 0.02, 0.01


def industries_of(text):
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def allocations(portfolio, countries, on):
    """Returns group: share; a security of several industries adds its full weight to each, or,
    where groups are matched, an equal part of it."""
    names = (portfolio.security_countries if countries else portfolio.security_industries) or {}
    groups = (portfolio.country_to_group if countries else portfolio.industry_to_group) or {}
    shares = {}
    for symbol, value in portfolio.positions.items():
        if value <= 0 or not names.get(symbol):
            continue
        members = [names[symbol]] if countries else industries_of(names[symbol])
        for member in members:
            group = groups.get(member, "OTHER")
            parts = len(members) if on.match_groups else 1
            shares[group] = shares.get(group, 0) + value / portfolio.total_value / parts
    return shares


def widest_gaps(targets, shares, smallest):
    gaps = [(group, target - shares.get(group, 0)) for group, target in targets.items()]
    gaps = [gap for gap in gaps if gap[1] > smallest]
    gaps.sort(key=lambda gap: gap[1], reverse=True)
    return [group for group, _ in gaps[:MOST_GAPS]]


def _members(action, securities, portfolio, countries, on):
    """The names by which an action answers to a gap: its own, or corrected those of its groups."""
    security = securities.get(action.symbol) or {}
    names = [security.get("country")] if countries else industries_of(security.get("industry"))
    if not on.match_groups:
        return names
    groups = (portfolio.country_to_group if countries else portfolio.industry_to_group) or {}
    return [groups.get(name, "OTHER") for name in names if name]


def _taken(action, sequence, on):
    if on.skip_taken_symbols:
        return any(action.symbol == one.symbol for one in sequence)
    return action in sequence


def _fill(gaps, actions, cash, max_steps, members_of, on):
    sequence = []
    for gap in gaps:
        for action in actions:
            if len(sequence) >= max_steps:
                break
            if action.value_eur > cash:
                if on.match_groups:
                    continue
                break
            if gap in members_of(action) and not _taken(action, sequence, on):
                sequence.append(action)
                cash -= action.value_eur
    return sequence


def adaptive_sequences(lists, portfolio, cash, max_steps, securities, on):
    """At most two sequences of purchases: by country, then by industry."""
    if portfolio is None or portfolio.total_value <= 0 or not securities:
        return []
    actions = lists["rebalance_buys"] + lists["opportunity_buys"]
    found = []
    for countries in (True, False):
        targets = portfolio.country_weights if countries else portfolio.industry_weights
        shares = allocations(portfolio, countries, on)
        gaps = widest_gaps(targets, shares, COUNTRY_GAP if countries else INDUSTRY_GAP)
        found.append(_fill(
            gaps, actions, cash, max_steps,
            lambda one, c=countries: _members(one, securities, portfolio, c, on), on))
    return [sequence for sequence in found if sequence]


def _while_they_fit(sequence, buys, cash, max_steps, on):
    for action in buys:
        if len(sequence) >= max_steps or action.value_eur > cash:
            break
        if on.skip_taken_symbols and _taken(action, sequence, on):
            continue
        sequence.append(action)
        cash -= action.value_eur
    return sequence


def regime_sequences(lists, regime, cash, max_steps, count, on):
    """At most one sequence; a market that is neither bull nor bear counts as sideways."""
    pt, ad, rs, rb, op = (lists[name][:count] for name in (
        "profit_taking", "averaging_down", "rebalance_sells", "rebalance_buys",
        "opportunity_buys"))
    plans = {"bull": (pt[:2], op + rb), "bear": ((pt + rs)[:max_steps // 2], ad)}
    sells, buys = plans.get(regime, (rs[:2], rb + op))
    sells = sells[:max_steps]
    cash += sum(one.value_eur for one in sells)
    sequence = _while_they_fit(list(sells), buys, cash, max_steps, on)
    return [sequence] if sequence else []
