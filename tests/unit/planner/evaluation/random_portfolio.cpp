#include "tests/unit/planner/evaluation/random_portfolio.hpp"

#include <algorithm>
#include <numeric>
#include <string>

namespace ballast::planner::test {
namespace {

double real(std::mt19937_64& random, double low, double high) {
  return std::uniform_real_distribution<double>{low, high}(random);
}

std::optional<double> sometimes(std::mt19937_64& random, double low, double high) {
  if (random() % 5 == 0) return std::nullopt;
  return real(random, low, high);
}

Metrics random_metrics(std::mt19937_64& random, bool any_yield) {
  Metrics metrics;
  metrics.cagr_1y = sometimes(random, -0.4, 0.6);
  metrics.cagr_3y = sometimes(random, -0.3, 0.5);
  metrics.cagr_5y = sometimes(random, -0.2, 0.4);
  if (any_yield) metrics.dividend_yield = sometimes(random, 0.0, 0.15);
  metrics.consistency_score = sometimes(random, 0.0, 1.0);
  metrics.financial_strength = sometimes(random, 0.0, 1.0);
  metrics.dividend_consistency = sometimes(random, 0.0, 1.0);
  metrics.payout_ratio = sometimes(random, 0.0, 1.2);
  metrics.sortino = sometimes(random, -1.0, 3.0);
  metrics.volatility_annual = sometimes(random, 0.0, 0.8);
  metrics.max_drawdown = sometimes(random, -0.9, 0.0);
  metrics.sharpe = sometimes(random, -1.0, 3.0);
  return metrics;
}

Settings random_settings(std::mt19937_64& random) {
  Settings settings;
  settings.risk_profile = static_cast<RiskProfile>(random() % 3);
  settings.opinion = real(random, 0.0, 1.0);
  settings.enable_multi_timeframe = random() % 2 == 0;
  settings.enable_industry_part = random() % 2 == 0;
  settings.transaction_cost_fixed = static_cast<double>(random() % 3);
  settings.transaction_cost_percent = real(random, 0.0, 0.01);
  settings.cost_penalty_factor = real(random, 0.0, 1.0);
  return settings;
}

void add_groups(std::mt19937_64& random, PlanInputs& inputs) {
  const std::vector<std::string> groups{"ASIA", "EUROPE", "NORTH_AMERICA", "OTHER"};
  const std::size_t count = random() % (groups.size() + 1);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& group = groups[(i + random() % 2) % groups.size()];
    const bool listed = std::any_of(inputs.country_targets.begin(), inputs.country_targets.end(),
                                    [&](const GroupTarget& t) { return t.group == group; });
    if (!listed) inputs.country_targets.push_back({group, real(random, 0.0, 0.6)});
  }
  inputs.country_groups = {{"Japan", "ASIA"}, {"Germany", "EUROPE"}, {"France", "EUROPE"}};
}

void add_industry_groups(std::mt19937_64& random, PlanInputs& inputs) {
  for (const char* group : {"TECHNOLOGY", "FINANCE", "OTHER"}) {
    if (random() % 3 != 0) inputs.industry_targets.push_back({group, real(random, 0.0, 0.6)});
  }
  inputs.industry_groups = {
      {"Software", "TECHNOLOGY"}, {"Chips", "TECHNOLOGY"}, {"Banks", "FINANCE"}};
}

std::vector<std::string> random_industries(std::mt19937_64& random) {
  std::vector<std::string> industries;
  for (const char* industry : {"Software", "Chips", "Banks", "Farming"}) {
    if (random() % 3 == 0) industries.emplace_back(industry);
  }
  return industries;
}

void add_candidates(std::mt19937_64& random, Portfolio& portfolio, Side side) {
  std::vector<std::size_t> order(portfolio.inputs.securities.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::shuffle(order.begin(), order.end(), random);
  order.resize(std::min<std::size_t>(order.size(), 6));
  for (const std::size_t security : order) {
    const double held = portfolio.books.position_values[security];
    if (side == Side::sell && held <= 0.0) continue;
    Candidate candidate;
    candidate.side = side;
    candidate.security = portfolio.inputs.securities[security].id;
    candidate.value = side == Side::sell ? held * real(random, 0.1, 1.3)
                                         : portfolio.books.total_value * real(random, 0.001, 0.2);
    candidate.priority = real(random, 0.3, 2.0);
    portfolio.candidates.push_back(candidate);
  }
}

struct Known {
  std::string symbol;
  std::string country;
  double price, value, quality;
  std::optional<double> yield;
  double growth, consistency, strength, dividends, sortino, sharpe, volatility, drawdown;
};

Security make_security(std::int64_t id, const Known& known) {
  Security security;
  security.id = {id};
  security.symbol = security.name = known.symbol;
  security.country = known.country;
  security.currency = security.quotation_unit = "EUR";
  security.quote = Quote{known.price, {}};
  security.quality = known.quality;
  security.metrics.cagr_5y = known.growth;
  security.metrics.dividend_yield = known.yield;
  security.metrics.consistency_score = known.consistency;
  security.metrics.financial_strength = known.strength;
  security.metrics.dividend_consistency = known.dividends;
  security.metrics.sortino = known.sortino;
  security.metrics.sharpe = known.sharpe;
  security.metrics.volatility_annual = known.volatility;
  security.metrics.max_drawdown = known.drawdown;
  return security;
}

}  // namespace

Portfolio random_portfolio(std::mt19937_64& random) {
  const std::vector<std::string> countries{"Japan", "Germany", "France", "Chile", ""};
  const bool any_country = random() % 8 != 0;
  const bool any_yield = random() % 8 != 0;
  const bool any_quality = random() % 8 != 0;
  Portfolio out;
  out.settings = random_settings(random);
  add_groups(random, out.inputs);
  add_industry_groups(random, out.inputs);
  const bool any_industry = random() % 8 != 0;
  const std::size_t count = 1 + random() % 12;
  for (std::size_t i = 0; i < count; ++i) {
    Security security;
    security.id = {static_cast<std::int64_t>(10 + 3 * i)};
    security.symbol = "S" + std::to_string(i);
    if (any_country) security.country = countries[random() % countries.size()];
    if (any_industry) security.industries = random_industries(random);
    if (any_quality) security.quality = sometimes(random, 0.0, 1.0);
    security.metrics = random_metrics(random, any_yield);
    out.inputs.securities.push_back(security);
    out.books.position_values.push_back(random() % 3 == 0 ? 0.0 : real(random, 10.0, 5000.0));
  }
  const double held =
      std::accumulate(out.books.position_values.begin(), out.books.position_values.end(), 0.0);
  const double cash = real(random, -0.05, 0.4) * (held + 100.0) + (held <= 0.0 ? 100.0 : 0.0);
  out.books.total_value = held + cash;
  out.books.available_cash = Money::from_units(cash - static_cast<double>(random() % 2) * 50.0);
  add_candidates(random, out, Side::sell);
  add_candidates(random, out, Side::buy);
  return out;
}

Portfolio small_portfolio() {
  const std::vector<Known> all{
      {"AAA", "Germany", 50, 4000, 0.65, 0.03, 0.09, 0.8, 0.7, 0.9, 1.2, 0.8, 0.18, -0.16},
      {"BBB", "United States", 100, 3000, 0.72, 0.01, 0.14, 0.6, 0.85, 0.5, 0.7, 0.6, 0.32, -0.35},
      {"CCC", "Japan", 100, 1500, 0.55, 0.0, 0.22, 0.4, 0.55, 0.5, 1.6, 1.1, 0.45, -0.55},
      {"DDD", "United States", 25, 0, 0.80, 0.02, 0.08, 1.0, 0.9, 1.0, 2.1, 1.5, 0.12, -0.08}};
  Portfolio out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    out.inputs.securities.push_back(make_security(static_cast<std::int64_t>(i + 1), all[i]));
    out.books.position_values.push_back(all[i].value);
  }
  out.inputs.country_targets = {{"ASIA", 0.20}, {"EUROPE", 0.40}, {"NORTH_AMERICA", 0.40}};
  out.inputs.country_groups = {
      {"Germany", "EUROPE"}, {"United States", "NORTH_AMERICA"}, {"Japan", "ASIA"}};
  out.books.total_value = 10'000.0;
  out.books.available_cash = Money::from_units(1'500.0);
  return out;
}

Candidate trade(const Portfolio& portfolio, Side side, std::size_t security, double quantity,
                double priority) {
  const Security& of = portfolio.inputs.securities[security];
  Candidate candidate;
  candidate.side = side;
  candidate.security = of.id;
  candidate.quantity = quantity;
  candidate.price = of.quote->price;
  candidate.value = quantity * candidate.price;
  candidate.priority = priority;
  return candidate;
}

}  // namespace ballast::planner::test
