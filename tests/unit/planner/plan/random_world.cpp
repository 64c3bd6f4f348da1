#include "tests/unit/planner/plan/random_world.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ballast::planner {
namespace {

/// Gives some switches and choices another value, so that every mode that a setting turns on is
/// met.
class RandomSwitches {
 public:
  explicit RandomSwitches(World& world) : world_(world) {}

  void operator()(const char* /*name*/, bool& field, const char* /*meaning*/) {
    if (world_.chance(0.4)) field = !field;
  }
  template <NamedChoice Value>
  void operator()(const char* /*name*/, Value& field, const char* /*meaning*/) {
    const auto last = static_cast<int>(ChoiceNames<Value>::names.size()) - 1;
    if (world_.chance(0.4)) field = static_cast<Value>(world_.whole(0, last));
  }
  template <class Value>
  void operator()(const char* /*name*/, ChoiceSet<Value>& field, const char* /*meaning*/) {
    for (std::size_t i = 0; i < field.size; ++i) {
      if (world_.chance(0.1)) field.remove(static_cast<Value>(i));
    }
  }
  void operator()(const char* /*name*/, auto& /*number*/, const char* /*unit*/, auto /*lowest*/,
                  auto /*highest*/, const char* /*meaning*/) {}
  void operator()(const char* /*name*/, NumberList& /*field*/, const char* /*unit*/,
                  double /*lowest*/, double /*highest*/, std::size_t /*most*/,
                  const char* /*meaning*/) {}
  void operator()(const char* /*name*/, TextList& /*field*/, const char* /*unit*/,
                  std::size_t /*most*/, const char* /*meaning*/) {}

 private:
  World& world_;
};

}  // namespace

World::World(std::uint64_t seed) : random_(seed) {
  const int count = whole(1, 14);
  for (int id = 1; id <= count; ++id) add_security(id);
  inputs.as_of = day_of_world;
  inputs.rates = {{"USD", 1.08, day_of_world}, {"HKD", 8.4, day_of_world}};
  inputs.cash = {{"EUR", number(-200, 4000)}, {"USD", number(0, 900)}};
  inputs.country_targets = {{"EUROPE", 0.5}, {"ASIA", 0.2}, {"AMERICA", 0.3}};
  inputs.country_groups = {{"Germany", "EUROPE"}, {"Japan", "ASIA"}, {"United States", "AMERICA"}};
  inputs.industry_groups = {{"Software", "TECH"}, {"Chips", "TECH"}, {"Banks", "MONEY"}};
  inputs.industry_targets = {{"TECH", 0.6}, {"MONEY", 0.4}};
  if (chance(0.5)) add_targets();
  for (int pairs = whole(0, 3); pairs > 0 && count > 1; --pairs) add_correlation();
  add_settings();
}

double World::number(double low, double high) {
  return low + (high - low) * (static_cast<double>(random_() >> 11) / 9007199254740992.0);
}

int World::whole(int low, int high) {
  return low + static_cast<int>(random_() % static_cast<std::uint64_t>(high - low + 1));
}

std::string World::pick(const std::vector<std::string>& from) {
  return from[static_cast<std::size_t>(whole(0, static_cast<int>(from.size()) - 1))];
}

void World::add_security(int id) {
  Security one;
  one.id = SecurityId{std::int64_t{id} * 3};
  one.symbol = "S" + std::to_string(id);
  one.name = one.symbol;
  one.country = pick({"Germany", "Japan", "United States", "Chile", ""});
  for (const char* industry : {"Software", "Chips", "Banks", "Mines"}) {
    if (chance(0.3)) one.industries.emplace_back(industry);
  }
  one.currency = pick({"EUR", "USD", "HKD", "CHF"});
  one.min_lot = whole(1, 5);
  one.allow_sell = chance(0.9);
  if (chance(0.95))
    one.quote = Quote{number(1, 200), day_of_world - std::chrono::days{whole(0, 9)}};
  if (chance(0.9)) one.quality = number(0.3, 1);
  if (chance(0.8)) one.metrics.cagr_5y = number(-0.1, 0.3);
  if (chance(0.8)) one.metrics.volatility_annual = number(0.05, 0.6);
  one.metrics.dividend_yield = number(0, 0.06);
  if (chance(0.8)) one.metrics.distance_200d = number(-0.3, 0.3);
  inputs.securities.push_back(one);
  if (chance(0.6)) add_position(one);
}

void World::add_position(const Security& one) {
  Position position{one.id, std::floor(number(1, 60)), number(1, 200), {}};
  if (chance(0.5)) position.first_bought = day_of_world - std::chrono::days{whole(0, 900)};
  inputs.positions.push_back(position);
  const auto last_trade = [&](int days) {
    return chance(0.7) ? std::optional(day_of_world - std::chrono::days{whole(0, days)})
                       : std::nullopt;
  };
  if (chance(0.4)) inputs.history.push_back({one.id, last_trade(60), last_trade(360)});
  if (chance(0.2)) {
    inputs.pending_orders.push_back(
        {one.id, chance(0.5) ? Side::buy : Side::sell, number(1, 9), number(1, 90)});
  }
}

void World::add_targets() {
  for (const Security& one : inputs.securities) {
    inputs.target_weights.push_back(
        {one.id, number(0, 1.0 / static_cast<double>(inputs.securities.size()))});
  }
}

void World::add_correlation() {
  const int last = static_cast<int>(inputs.securities.size()) - 1;
  const int first = whole(0, last - 1);
  const int second = whole(first + 1, last);
  const auto id_of = [&](int place) {
    return inputs.securities[static_cast<std::size_t>(place)].id;
  };
  const Correlation pair{id_of(first), id_of(second), number(-1, 1)};
  auto& all = inputs.correlations;
  const auto ids = [](const Correlation& one) { return std::pair(one.first, one.second); };
  const auto place = std::lower_bound(
      all.begin(), all.end(), pair, [&](const auto& a, const auto& b) { return ids(a) < ids(b); });
  if (place == all.end() || ids(*place) != ids(pair)) all.insert(place, pair);
}

void World::add_settings() {
  Settings& settings = request.settings;
  settings.max_candidates = whole(1, 6);
  settings.max_plan_depth = whole(1, 4);
  settings.max_sells = whole(0, 4);
  settings.max_buys = whole(0, 4);
  settings.max_opportunities_per_category = whole(1, 5);
  settings.min_cash_reserve = number(0, 300);
  settings.cost_penalty_factor = number(0, 1);
  settings.front_limit = whole(1, 30);
  settings.monte_carlo_paths = whole(10, 30);
  settings.horizon_days = whole(1, 120);
  settings.market_indices = {"S1"};
  request.seed = random_();
  request.buy_only = chance(0.2);
  if (chance(0.7)) describe(RandomSwitches{*this}, settings);
}

}  // namespace ballast::planner
