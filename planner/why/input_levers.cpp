// What the books, the market and the wishes say, as levers.
#include <algorithm>
#include <array>
#include <cmath>

#include "planner/opportunities/account.hpp"
#include "planner/opportunities/wording.hpp"
#include "planner/why/lever.hpp"

namespace ballast::planner {
namespace {

using MaybeLever = std::optional<Lever>;

const Security& security_of(const WhyCase& at) {
  return at.inputs.securities[at.security];
}
Security& security_of(WhyCase& at) {
  return at.inputs.securities[at.security];
}

Lever number(std::string what, std::string unit, std::string from, Grid grid,
             std::function<void(WhyCase&, double)> set, std::function<std::string(double)> text) {
  return {.what = std::move(what),
          .unit = std::move(unit),
          .from = std::move(from),
          .is_setting = false,
          .grid = grid,
          .set_number = std::move(set),
          .number_text = std::move(text),
          .others = {},
          .set_text = {}};
}

Lever other(std::string what, std::string from, std::string to,
            std::function<void(WhyCase&, const std::string&)> set) {
  return {.what = std::move(what),
          .unit = {},
          .from = std::move(from),
          .is_setting = false,
          .grid = {},
          .set_number = {},
          .number_text = {},
          .others = {std::move(to)},
          .set_text = std::move(set)};
}

/// From nothing to what three of these accounts are worth.
MaybeLever cash(const WhyCase& at) {
  constexpr double accounts = 3.0;
  constexpr double least = 1000.0;
  const Account account = prepare_account(at.request, at.inputs);
  const double from = account.cash.units();
  const double highest = std::max(from, 0.0) + accounts * std::max(account.total_value, least);
  Grid grid = grid_within(from, std::min(from, 0.0), std::floor(highest), 1);
  grid.least_base = std::max(account.total_value / 100.0, 1.0);
  return number(
      "cash", at.inputs.base_currency, decimal_text(from, 2), grid,
      [](WhyCase& with, double value) { with.request.cash = Money::from_units(value); },
      [](double value) { return decimal_text(value, 2); });
}

/// In halves of a percent of the price as it is.
MaybeLever price(const WhyCase& at) {
  if (!security_of(at).quote) return std::nullopt;
  constexpr double percent = 100.0;
  constexpr double lowest = -95.0;
  constexpr double highest = 400.0;
  const double from = security_of(at).quote->price;
  Grid grid = grid_within(percent, percent + lowest, percent + highest, 2);
  const auto price_at = [from](double share) { return from * (share / percent); };
  return number(
      "price", security_of(at).currency, decimal_text(from, 4), grid,
      [price_at](WhyCase& with, double value) { security_of(with).quote->price = price_at(value); },
      [price_at](double value) { return decimal_text(price_at(value), 4); });
}

MaybeLever metric(const std::string& what, std::optional<double> from, double lowest,
                  double highest, std::int64_t per_unit,
                  std::function<void(Security&, double)> set) {
  if (!from) return std::nullopt;
  return number(
      what, "", decimal_text(*from, 3), grid_within(*from, lowest, highest, per_unit),
      [set = std::move(set)](WhyCase& with, double value) { set(security_of(with), value); },
      [](double value) { return decimal_text(value, 3); });
}

MaybeLever quality(const WhyCase& at) {
  return metric("quality", security_of(at).quality, 0.0, 1.0, 100,
                [](Security& security, double value) { security.quality = value; });
}

MaybeLever growth(const WhyCase& at) {
  return metric("growth over 5 years", security_of(at).metrics.cagr_5y, -0.5, 0.6, 100,
                [](Security& security, double value) { security.metrics.cagr_5y = value; });
}

MaybeLever dividend(const WhyCase& at) {
  return metric("dividend yield", security_of(at).metrics.dividend_yield, 0.0, 0.2, 1000,
                [](Security& security, double value) { security.metrics.dividend_yield = value; });
}

MaybeLever volatility(const WhyCase& at) {
  return metric(
      "volatility", security_of(at).metrics.volatility_annual, 0.0, 1.0, 100,
      [](Security& security, double value) { security.metrics.volatility_annual = value; });
}

void set_target(WhyCase& at, double weight) {
  auto& targets = at.inputs.target_weights;
  const SecurityId id = security_of(at).id;
  const auto found = std::find_if(targets.begin(), targets.end(),
                                  [&](const TargetWeight& one) { return one.security == id; });
  if (found == targets.end()) {
    targets.push_back({id, weight});
  } else {
    found->weight = weight;
  }
}

MaybeLever target_weight(const WhyCase& at) {
  if (at.inputs.target_weights.empty()) return std::nullopt;
  double own = 0.0;
  double rest = 0.0;
  for (const TargetWeight& one : at.inputs.target_weights) {
    (one.security == security_of(at).id ? own : rest) += one.weight;
  }
  return number("target weight", "", decimal_text(own, 3),
                grid_within(own, 0.0, std::max(0.0, 1.0 - rest), 200), set_target,
                [](double value) { return decimal_text(value, 3); });
}

MaybeLever sales(const WhyCase& at) {
  if (!at.request.buy_only) return std::nullopt;
  return other("sales", "not allowed by the request", "allowed",
               [](WhyCase& with, const std::string&) { with.request.buy_only = false; });
}

MaybeLever exclusion(const WhyCase& at) {
  const auto& excluded = at.request.exclude;
  const std::string& symbol = security_of(at).symbol;
  if (std::find(excluded.begin(), excluded.end(), symbol) == excluded.end()) return std::nullopt;
  return other("exclusion", "excluded by the request", "not excluded",
               [symbol](WhyCase& with, const std::string&) {
                 auto& all = with.request.exclude;
                 all.erase(std::remove(all.begin(), all.end(), symbol), all.end());
               });
}

MaybeLever permission(const char* what, const char* from, bool Security::*flag, const WhyCase& at) {
  if (security_of(at).*flag) return std::nullopt;
  return other(what, from, "allowed",
               [flag](WhyCase& with, const std::string&) { security_of(with).*flag = true; });
}

MaybeLever buying(const WhyCase& at) {
  return permission("buying it", "not allowed", &Security::allow_buy, at);
}
MaybeLever quality_gate(const WhyCase& at) {
  if (!security_of(at).gate_failure) return std::nullopt;
  return other("quality gate", "failed", "passed",
               [](WhyCase& with, const std::string&) { security_of(with).gate_failure.reset(); });
}
MaybeLever selling(const WhyCase& at) {
  return permission("selling it", "not allowed", &Security::allow_sell, at);
}
MaybeLever activity(const WhyCase& at) {
  return permission("trading it", "not active", &Security::active, at);
}

constexpr std::array<MaybeLever (*)(const WhyCase&), 13> input_levers = {
    exclusion,     sales,   activity,     buying, selling,  cash,      price,
    target_weight, quality, quality_gate, growth, dividend, volatility};

}  // namespace

std::vector<Lever> input_levers_of(const WhyCase& at) {
  std::vector<Lever> levers;
  for (const auto make : input_levers) {
    if (auto lever = make(at)) levers.push_back(std::move(*lever));
  }
  return levers;
}

}  // namespace ballast::planner
