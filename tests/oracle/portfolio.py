"""A portfolio as scoring sees it, and its score out of 100: geography, dividends, quality."""

import dataclasses
from typing import Optional

OTHER = "OTHER"
MAPS = ("country_weights", "industry_weights", "positions", "security_countries",
        "security_industries", "security_scores", "security_dividends", "country_to_group",
        "industry_to_group", "position_avg_prices", "current_prices")


@dataclasses.dataclass
class Portfolio:
    total_value: float
    positions: dict
    country_weights: dict
    industry_weights: dict
    security_countries: Optional[dict] = None
    security_industries: Optional[dict] = None
    security_scores: Optional[dict] = None
    security_dividends: Optional[dict] = None
    country_to_group: Optional[dict] = None
    industry_to_group: Optional[dict] = None
    position_avg_prices: Optional[dict] = None
    current_prices: Optional[dict] = None

    @staticmethod
    def read(record):
        """Reads the recorded form; a map that is not there is none."""
        maps = {name: record.get(name) for name in MAPS}
        for name in ("positions", "country_weights", "industry_weights"):
            maps[name] = maps[name] or {}
        return Portfolio(total_value=record["total_value"], **maps)

    def group_of(self, symbol):
        country = (self.security_countries or {}).get(symbol)
        return group_of_country(self, country)


def group_of_country(portfolio, country):
    return (portfolio.country_to_group or {}).get(country, OTHER)


@dataclasses.dataclass
class PortfolioScore:
    diversification: float
    dividend: float
    quality: float
    total: float

    def shown(self):
        """The parts as the reference shows them, to one decimal."""
        return PortfolioScore(*(round(part, 1) for part in dataclasses.astuple(self)))


def _geography(portfolio):
    deviation = 0.2
    if portfolio.security_countries and portfolio.country_weights:
        values = {}
        for symbol, value in portfolio.positions.items():
            group = portfolio.group_of(symbol)
            values[group] = values.get(group, 0) + value
        deviations = [abs(values.get(group, 0) / portfolio.total_value - target)
                      for group, target in portfolio.country_weights.items()]
        deviation = sum(deviations) / len(deviations)
    return max(0, 100 * (1 - deviation / 0.3))


def _dividend(portfolio):
    if not portfolio.security_dividends:
        return 50.0
    income = 0
    for symbol, value in portfolio.positions.items():
        known = portfolio.security_dividends.get(symbol) or 0
        income += known * (value / portfolio.total_value)
    return min(100, 30 + income * 1000)


def _quality(portfolio):
    if not portfolio.security_scores:
        return 50.0
    quality = 0
    for symbol, value in portfolio.positions.items():
        known = portfolio.security_scores.get(symbol) or 0.5
        quality += known * (value / portfolio.total_value)
    return quality * 100


def portfolio_score(portfolio):
    """Returns the unrounded score; 50 throughout where there is no total to share out."""
    if portfolio.total_value <= 0:
        return PortfolioScore(50.0, 50.0, 50.0, 50.0)
    geography, dividend, quality = (_geography(portfolio), _dividend(portfolio),
                                    _quality(portfolio))
    total = geography * 0.40 + dividend * 0.30 + quality * 0.30
    return PortfolioScore(geography, dividend, quality, total)


def _spread(values, targets, total):
    """1 where every group holds what it should, falling to 0 at a mean deviation of 0.3."""
    deviations = [abs(values.get(group, 0) / total - target) for group, target in targets.items()]
    return max(0.0, 1 - sum(deviations) / len(deviations) / 0.3)


def _industry_values(portfolio):
    """A holding counts in equal parts for each of its industries; without one it is OTHER."""
    groups, values = portfolio.industry_to_group or {}, {}
    for symbol, value in portfolio.positions.items():
        text = portfolio.security_industries.get(symbol) or ""
        names = [name.strip() for name in text.split(",")]
        for name in names:
            group = groups.get(name, OTHER)
            values[group] = values.get(group, 0) + value / len(names)
    return values


def _substance(portfolio):
    """Quality and yields together, 0 to 1; a security that is not known counts nothing."""
    total = portfolio.total_value
    parts = []
    for known, weight, slope in ((portfolio.security_scores, 0.6, 1),
                                 (portfolio.security_dividends, 0.4, 10)):
        if known:
            share = sum((known.get(symbol) or 0) * (value / total)
                        for symbol, value in portfolio.positions.items())
            parts.append((weight, share if slope == 1 else min(1.0, slope * share)))
    if not parts:
        return 0.5
    return parts[0][1] if len(parts) == 1 else sum(weight * part for weight, part in parts)


def score_with_industries(portfolio):
    """The other form: geography, industries and substance. Only its total is of use."""
    if portfolio.total_value <= 0:
        return PortfolioScore(50.0, 50.0, 50.0, 50.0)
    geography = industry = 0.5
    if portfolio.security_countries and portfolio.country_weights:
        values = {}
        for symbol, value in portfolio.positions.items():
            group = portfolio.group_of(symbol)
            values[group] = values.get(group, 0) + value
        geography = _spread(values, portfolio.country_weights, portfolio.total_value)
    if portfolio.security_industries and portfolio.industry_weights:
        industry = _spread(_industry_values(portfolio), portfolio.industry_weights,
                           portfolio.total_value)
    total = 0.40 * geography + 0.30 * industry + 0.30 * _substance(portfolio)
    return PortfolioScore(geography * 100, 50.0, 50.0, total * 100)
