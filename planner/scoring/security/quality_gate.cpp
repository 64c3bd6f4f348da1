#include "planner/scoring/security/quality_gate.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <vector>

#include "planner/opportunities/wording.hpp"
#include "planner/scoring/security/tag_facts.hpp"

namespace ballast::planner::scoring {
namespace {

using Tagged = const TagView&;
using Condition = QualityCondition;

constexpr int shown_decimals = 3;

/// The larger of two; missing where both are.
Known better_of(Known a, Known b) {
  if (!a || !b) return a ? a : b;
  return std::max(*a, *b);
}

constexpr Condition fundamentals(double limit, double in_a_bear_market = 0.0) {
  return {"fundamentals", fundamentals_of, limit, false, in_a_bear_market};
}
constexpr Condition long_term(double limit, double in_a_bear_market = 0.0) {
  return {"long_term", long_term_of, limit, false, in_a_bear_market};
}
constexpr Condition volatility(double limit) {
  return {"volatility", [](Tagged v) { return v.raw.volatility; }, limit, true};
}

constexpr std::array paths = {
    QualityPath{"balanced", {fundamentals(0.55, 0.10), long_term(0.45, 0.10)}},
    QualityPath{
        "exceptional",
        {Condition{"the better of fundamentals and long_term",
                   [](Tagged v) { return better_of(fundamentals_of(v), long_term_of(v)); }, 0.75}}},
    QualityPath{
        "turnaround",
        {fundamentals(0.60), Condition{"opportunity", opportunity_of, 0.65}, long_term(0.30)}},
    QualityPath{
        "income",
        {fundamentals(0.55), Condition{"dividends", dividends_of, 0.65},
         Condition{"dividend yield", [](Tagged v) { return v.raw.dividend_yield; }, 0.035}}},
    QualityPath{"risk-adjusted",
                {long_term(0.55),
                 Condition{"the better of Sharpe and Sortino",
                           [](Tagged v) { return better_of(v.raw.sharpe, v.raw.sortino); }, 0.9},
                 volatility(0.35)}},
    QualityPath{"composite",
                {Condition{"0.6 fundamentals + 0.4 long_term",
                           [](Tagged v) -> Known {
                             const Known f = fundamentals_of(v);
                             const Known l = long_term_of(v);
                             if (!f || !l) return std::nullopt;
                             return 0.6 * *f + 0.4 * *l;
                           },
                           0.52},
                 fundamentals(0.45)}},
    QualityPath{"growth",
                {Condition{"growth", [](Tagged v) { return growth_of(v.raw); }, 0.13},
                 fundamentals(0.50), volatility(0.40)}},
};

double limit_of(const Condition& condition, double regime) {
  return condition.limit + std::clamp(-regime, 0.0, 1.0) * condition.more_in_a_bear_market;
}

/// By which share of its limit the value misses it; nothing where it does not, or is not known.
double missed_share(const Condition& condition, const TagView& view) {
  const Known value = condition.of == nullptr ? std::nullopt : condition.of(view);
  if (!value) return 0.0;
  const double limit = limit_of(condition, view.rules.regime);
  const bool holds = condition.most ? *value <= limit : *value >= limit;
  if (holds) return 0.0;
  // A miss too small for a double to tell from none is still one.
  const double missed = (condition.most ? *value - limit : limit - *value) / limit;
  return std::max(missed, std::numeric_limits<double>::min());
}

double missed_share(const QualityPath& path, const TagView& view) {
  double most = 0.0;
  for (const Condition& condition : path.conditions) {
    most = std::max(most, missed_share(condition, view));
  }
  return most;
}

std::string missed_text(const Condition& condition, const TagView& known, const TagView& best) {
  const Known value = condition.of(best);
  return std::string(condition.value) + " of " + (condition.most ? "at most " : "at least ") +
         decimal_text(limit_of(condition, best.rules.regime), shown_decimals) + " (it has " +
         (condition.of(known) == value ? "" : "at best ") +
         decimal_text(value.value_or(0.0), shown_decimals) + ")";
}

struct BestValue {
  std::optional<double> RawValues::*value;
  double best;
};

constexpr std::array best_values = {
    BestValue{&RawValues::sharpe, 2.0},           BestValue{&RawValues::sortino, 2.0},
    BestValue{&RawValues::below_high, 0.30},      BestValue{&RawValues::blended_pe, 1.0},
    BestValue{&RawValues::net_margin, 1.0},       BestValue{&RawValues::debt_to_equity, 0.0},
    BestValue{&RawValues::current_ratio, 2.0},    BestValue{&RawValues::dividend_yield, 0.20},
    BestValue{&RawValues::average_yield_5y, 0.2}, BestValue{&RawValues::payout_ratio, 0.50},
};

}  // namespace

std::span<const QualityPath> quality_paths() {
  return paths;
}

RawValues at_best(RawValues raw) {
  for (const BestValue& one : best_values) {
    if (!(raw.*one.value)) raw.*one.value = one.best;
  }
  return raw;
}

std::optional<std::string> quality_gate_failure(const TagView& known, const TagView& best) {
  const auto nearest =
      std::min_element(paths.begin(), paths.end(), [&](const QualityPath& a, const QualityPath& b) {
        return missed_share(a, best) < missed_share(b, best);
      });
  if (missed_share(*nearest, best) == 0.0) return std::nullopt;
  std::vector<std::string> missed;
  for (const Condition& condition : nearest->conditions) {
    if (missed_share(condition, best) > 0.0) missed.push_back(missed_text(condition, known, best));
  }
  return "nearest is '" + std::string(nearest->name) + "', which asks for " + list_of(missed);
}

}  // namespace ballast::planner::scoring
