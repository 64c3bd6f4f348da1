#include "planner/targets/risk_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "planner/optimization/covariance.hpp"
#include "planner/optimization/repair.hpp"
#include "planner/optimization/shrinkage.hpp"

namespace ballast::planner {
namespace {

constexpr double trading_days = 252.0;
constexpr double no_price = std::numeric_limits<double>::quiet_NaN();

std::span<const double> newest_closes(const PriceHistory& history) {
  const std::span closes(history.closes);
  return closes.last(std::min(closes.size(), target_closes));
}

std::span<const Date> newest_days(const PriceHistory& history) {
  const std::span days(history.dates);
  return days.last(std::min(days.size(), target_closes));
}

/// Why a series cannot be used, if so.
std::optional<std::string> fault_of(const PriceHistory& history) {
  const auto closes = newest_closes(history);
  if (closes.size() < target_returns_min + 1) {
    return std::to_string(closes.size()) + " closes; " + std::to_string(target_returns_min + 1) +
           " are needed";
  }
  const auto days = newest_days(history);
  for (std::size_t t = 0; t < closes.size(); ++t) {
    if (!std::isfinite(closes[t]) || !(closes[t] > 0.0)) {
      return "its close of " + format_date(days[t]) + " is not a price above zero";
    }
    if (t > 0 && days[t] <= days[t - 1]) {
      return "its day " + format_date(days[t]) + " stands twice, or after a later one";
    }
  }
  if (std::all_of(closes.begin(), closes.end(), [&](double one) { return one == closes[0]; })) {
    return "its price never moved in " + std::to_string(closes.size()) + " days";
  }
  return std::nullopt;
}

std::string symbol_of(SecurityId id, std::span<const Security> securities) {
  const auto at =
      std::lower_bound(securities.begin(), securities.end(), id,
                       [](const Security& one, SecurityId key) { return one.id < key; });
  return at != securities.end() && at->id == id ? at->symbol : std::to_string(id.value);
}

Failure too_few(const std::string& left, const std::vector<LeftOut>& left_out) {
  std::string what =
      (left == "no security" ? left : "only " + left) + " is left to choose weights for";
  if (!left_out.empty()) {
    what += "; of " + std::to_string(left_out.size()) + " left out, " + left_out.front().symbol +
            ": " + left_out.front().reason;
  }
  return {
      FailureKind::missing, std::move(what), "",
      "two or more with " + std::to_string(target_returns_min + 1) + " daily closes in 12 months"};
}

std::vector<Date> all_days(const std::vector<const CorrelatedSeries*>& used) {
  std::vector<Date> days;
  for (const CorrelatedSeries* one : used) {
    const auto newest = newest_days(one->history);
    std::vector<Date> both;
    std::set_union(days.begin(), days.end(), newest.begin(), newest.end(),
                   std::back_inserter(both));
    days = std::move(both);
  }
  const std::size_t kept = std::min(days.size(), target_closes);
  days.erase(days.begin(), days.end() - static_cast<std::ptrdiff_t>(kept));
  return days;
}

PriceTable table_of(const std::vector<const CorrelatedSeries*>& used) {
  const std::vector<Date> days = all_days(used);
  PriceTable table(days.size(), used.size(), no_price);
  for (std::size_t i = 0; i < used.size(); ++i) {
    const auto known = newest_days(used[i]->history);
    const auto closes = newest_closes(used[i]->history);
    std::size_t next = 0;
    for (std::size_t t = 0; t < days.size(); ++t) {
      while (next < known.size() && known[next] <= days[t]) ++next;
      if (next > 0) table(t, i) = closes[next - 1];
    }
  }
  return table;
}

}  // namespace

Result<RiskModel> returns_of(std::span<const CorrelatedSeries> series,
                             std::span<const Security> securities, std::vector<LeftOut>& left_out) {
  RiskModel model;
  std::vector<const CorrelatedSeries*> used;
  for (const CorrelatedSeries& one : series) {
    auto fault = fault_of(one.history);
    if (!fault && used.size() == target_securities_max) {
      fault =
          "weights are chosen for " + std::to_string(target_securities_max) + " securities at most";
    }
    if (fault) {
      left_out.push_back({symbol_of(one.security, securities), *std::move(fault)});
      continue;
    }
    used.push_back(&one);
    model.securities.push_back(one.security);
  }
  if (used.size() < 2) {
    return tl::unexpected(too_few(
        used.empty() ? "no security" : symbol_of(used.front()->security, securities), left_out));
  }
  model.returns = simple_returns(table_of(used));
  return model;
}

void shrink_covariance(RiskModel& model, const Matrix& sample) {
  Shrunk shrunk = shrunk_to_constant_correlation(model.returns, sample);
  model.covariance = std::move(shrunk.covariance);
  model.shrinkage = shrunk.share;
}

Result<void> finish_covariance(RiskModel& model) {
  auto repaired = positive_semidefinite(scaled(model.covariance, trading_days));
  if (!repaired) return tl::unexpected(repaired.error());
  model.covariance = std::move(repaired->covariance);
  return {};
}

}  // namespace ballast::planner
