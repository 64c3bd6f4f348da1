#include "tests/reference/pypfopt_market.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>

#include "planner/model/date.hpp"
#include "planner/optimization/covariance.hpp"
#include "planner/optimization/expected_returns.hpp"
#include "planner/optimization/repair.hpp"
#include "planner/optimization/shrinkage.hpp"
#include "tests/reference/reference_data.hpp"

namespace ballast::reference::pypfopt {
namespace {

constexpr double trading_days = 252.0;

NumberTable prices_in(const std::string& name) {
  const auto path = find("pypfopt/" + name);
  if (!path) throw Unknown(absent("pypfopt/" + name));
  return read_numbers(*path);
}

/// The number of the week ending on Sunday, or of the month.
long span_of(const std::string& day, bool weekly) {
  const auto parsed = planner::parse_date(day);
  if (!parsed) throw Unknown("'" + day + "' is no day");
  const std::chrono::year_month_day date(*parsed);
  // Day 0 was a Thursday: the Monday of its week lies three days before.
  const long days = parsed->time_since_epoch().count();
  if (weekly) return (days + 3 + 700'000) / 7;
  return 12L * static_cast<int>(date.year()) +
         static_cast<long>(static_cast<unsigned>(date.month()));
}

/// The first price of each security in each week or month.
Matrix first_prices(const NumberTable& table, bool weekly) {
  Matrix first(0, table.names.size());
  long current = std::numeric_limits<long>::min();
  Numbers row;
  for (std::size_t t = 0; t < table.rows.size(); ++t) {
    const long span = span_of(table.rows[t], weekly);
    if (span != current) {
      if (!row.empty()) first.append_row(row);
      row.assign(table.names.size(), std::numeric_limits<double>::quiet_NaN());
      current = span;
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (std::isnan(row[i])) row[i] = table.numbers(t, i);
    }
  }
  first.append_row(row);
  return first;
}

Matrix estimate(const Matrix& returns, const std::string& name) {
  if (name == "sample") return planner::sample_covariance(returns);
  if (name.starts_with("semi_b")) return planner::semicovariance(returns, number_in(name));
  if (name.starts_with("exp")) return planner::exponential_covariance(returns, number_in(name));
  if (name == "ledoit_wolf_constant_variance") {
    return planner::shrunk_to_constant_variance(returns).covariance;
  }
  if (name == "ledoit_wolf_constant_correlation") {
    return planner::shrunk_to_constant_correlation(returns, planner::sample_covariance(returns))
        .covariance;
  }
  if (name == "ledoit_wolf_single_factor") {
    return planner::shrunk_to_single_factor(returns).covariance;
  }
  if (name == "oracle_approximating") {
    return planner::shrunk_by_oracle_approximation(returns).covariance;
  }
  throw Unknown("a covariance '" + name + "' is not known");
}

}  // namespace

double number_in(const std::string& text) {
  const std::size_t from = text.find_first_of("0123456789");
  if (from == std::string::npos) throw Unknown("'" + text + "' has no number");
  const std::size_t end = text.find_first_not_of("0123456789.", from);
  const double found = number(std::string_view(text).substr(from, end - from));
  return from > 0 && text[from - 1] == '-' ? -found : found;
}

Market::Market()
    : stocks_(prices_in("stock_prices.csv")),
      index_(prices_in("spy_prices.csv")),
      returns_(planner::simple_returns(stocks_.numbers)) {}

std::size_t Market::ticker(const std::string& name) const {
  const auto at = std::find(tickers().begin(), tickers().end(), name);
  if (at == tickers().end()) throw Unknown("there is no ticker " + name);
  return static_cast<std::size_t>(at - tickers().begin());
}

Numbers Market::last_prices() const {
  const auto last = stocks_.numbers.row(stocks_.numbers.rows() - 1);
  return {last.begin(), last.end()};
}

Numbers Market::index_returns() const {
  return planner::column_of(planner::simple_returns(index_.numbers), 0);
}

Numbers Market::index_returns_on_stock_days() const {
  const Numbers all = index_returns();
  Numbers joined;
  for (std::size_t t = 1; t < stocks_.rows.size(); ++t) {
    const auto at = std::find(index_.rows.begin() + 1, index_.rows.end(), stocks_.rows[t]);
    joined.push_back(at == index_.rows.end()
                         ? std::numeric_limits<double>::quiet_NaN()
                         : all[static_cast<std::size_t>(at - index_.rows.begin()) - 1]);
  }
  return joined;
}

Matrix Market::prices_of(const std::string& data) const {
  if (data == "weekly" || data == "monthly") return first_prices(stocks_, data == "weekly");
  if (data == "common" || data == "common_full_mu") return planner::complete_rows(stocks_.numbers);
  throw Unknown("data '" + data + "' are not known");
}

Numbers Market::expected(const Json& named) const {
  if (named.is_array()) return named.get<Numbers>();
  const auto name = named.get<std::string>();
  if (name == "mean_historical_return") return planner::mean_historical_return(returns_);
  if (name.starts_with("ema_historical_return")) {
    const bool plain = name.find_first_of("0123456789") == std::string::npos;
    return planner::ema_historical_return(returns_, plain ? 500.0 : number_in(name));
  }
  if (name.starts_with("capm_return")) {
    return planner::capm_return(returns_, planner::cross_sectional_mean(returns_), 0.02);
  }
  throw Unknown("expected returns '" + name + "' are not known");
}

Matrix Market::covariance(const std::string& name) const {
  const auto at = known_.find(name);
  if (at != known_.end()) return at->second;
  const Matrix annual = planner::scaled(estimate(returns_, name), trading_days);
  return known_[name] = valid(planner::positive_semidefinite(annual)).covariance;
}

}  // namespace ballast::reference::pypfopt
