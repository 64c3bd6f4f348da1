// Performance metrics: cases of one metric each, and all metrics of long price series.
#include <algorithm>
#include <cmath>
#include <functional>
#include <iostream>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "planner/metrics/performance/benchmark.hpp"
#include "planner/metrics/performance/distribution.hpp"
#include "planner/metrics/performance/drawdowns.hpp"
#include "planner/metrics/performance/ratios.hpp"
#include "planner/metrics/performance/returns.hpp"
#include "tests/reference/reference_data.hpp"

namespace ballast::reference::metric_cases {
namespace {

namespace performance = planner::performance;
using Value = std::optional<double>;
using Values = std::vector<double>;
using Json = nlohmann::json;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

double number_of(const Json& given) {
  if (given.is_null()) return missing;
  if (given == "inf") return std::numeric_limits<double>::infinity();
  if (given == "-inf") return -std::numeric_limits<double>::infinity();
  return given.get<double>();
}

Values series_of(const Json& given) {
  const Json& list = given.is_object() ? given.begin().value() : given;
  Values out;
  for (const Json& one : list) out.push_back(number_of(one));
  return out;
}

/// The inputs of one case, for one series of returns.
struct MetricCase {
  const Json& inputs;
  Values returns;

  [[nodiscard]] double number(const char* name, double otherwise) const {
    return inputs.contains(name) ? number_of(inputs.at(name)) : otherwise;
  }
  [[nodiscard]] double periods() const {
    const std::string period = inputs.value("period", std::string("daily"));
    if (inputs.contains("annualization") && !inputs.at("annualization").is_null()) {
      return number_of(inputs.at("annualization"));
    }
    static const std::map<std::string, double> known = {
        {"daily", 252.0}, {"weekly", 52.0}, {"monthly", 12.0}, {"quarterly", 4.0}, {"yearly", 1.0}};
    return known.at(period);
  }
  [[nodiscard]] Values benchmark() const {
    const char* const name = inputs.contains("benchmark") ? "benchmark" : "factor_returns";
    return series_of(inputs.at(name));
  }
  /// Returns less what the input says: a number, or a series that ends on the same day.
  [[nodiscard]] Values beyond(const char* name) const {
    if (!inputs.contains(name)) return returns;
    const Json& base = inputs.at(name);
    if (base.is_number()) return performance::less(returns, base.get<double>());
    Values other = series_of(base);
    std::reverse(other.begin(), other.end());
    other.resize(returns.size(), missing);
    std::reverse(other.begin(), other.end());
    return performance::less(returns, other);
  }
};

using Metric = std::function<Value(const MetricCase&)>;

Value information(const MetricCase& c) {
  return performance::information_ratio(c.beyond("benchmark"));
}

std::map<std::string, Metric> risk_metrics() {
  return {
      {"total_return",
       [](const MetricCase& c) {
         return performance::total_return(c.returns, c.number("starting_value", 0.0));
       }},
      {"max_drawdown", [](const MetricCase& c) { return performance::max_drawdown(c.returns); }},
      {"annual_return",
       [](const MetricCase& c) { return performance::yearly_return(c.returns, c.periods()); }},
      {"cagr",
       [](const MetricCase& c) { return performance::yearly_return(c.returns, c.periods()); }},
      {"annual_volatility",
       [](const MetricCase& c) { return performance::yearly_volatility(c.returns, c.periods()); }},
      {"calmar_ratio",
       [](const MetricCase& c) { return performance::calmar(c.returns, c.periods()); }},
      {"omega_ratio",
       [](const MetricCase& c) {
         return performance::omega(c.returns, c.number("risk_free", 0.0),
                                   c.number("required_annual_return", 0.0), c.periods());
       }},
      {"sharpe_ratio",
       [](const MetricCase& c) {
         return performance::sharpe(c.beyond("risk_free_daily"), c.periods());
       }},
      {"downside_risk",
       [](const MetricCase& c) {
         return performance::downside_risk(c.beyond("required_return"), c.periods());
       }},
      {"sortino_ratio",
       [](const MetricCase& c) {
         return performance::sortino(c.beyond("required_return"), c.periods());
       }},
      {"information_ratio", information},
      {"stability", [](const MetricCase& c) { return performance::stability(c.returns); }},
      {"tail_ratio", [](const MetricCase& c) { return performance::tail_ratio(c.returns); }},
      {"value_at_risk",
       [](const MetricCase& c) {
         return performance::value_at_risk(c.returns, c.number("cutoff", 0.05));
       }},
      {"conditional_value_at_risk",
       [](const MetricCase& c) {
         return performance::conditional_value_at_risk(c.returns, c.number("cutoff", 0.05));
       }},
  };
}

std::map<std::string, Metric> market_metrics() {
  const auto captured = [](performance::Market market) {
    return [=](const MetricCase& c) {
      return performance::capture(c.returns, c.benchmark(), market, c.periods());
    };
  };
  return {
      {"beta",
       [](const MetricCase& c) {
         return performance::beta(c.returns, c.benchmark(), c.number("risk_free", 0.0));
       }},
      {"alpha",
       [](const MetricCase& c) {
         return performance::alpha(c.returns, c.benchmark(), c.periods(),
                                   c.number("risk_free", 0.0));
       }},
      {"capture", captured(performance::Market::all)},
      {"up_capture", captured(performance::Market::rising)},
      {"down_capture", captured(performance::Market::falling)},
      {"up_down_capture",
       [](const MetricCase& c) {
         return performance::up_down_capture(c.returns, c.benchmark(), c.periods());
       }},
  };
}

Values rolling(const MetricCase& c, const Metric& metric) {
  const auto window = static_cast<std::size_t>(c.number("window", 0.0));
  Values out;
  for (std::size_t end = window; end <= c.returns.size(); ++end) {
    const auto from = c.returns.begin() + static_cast<std::ptrdiff_t>(end - window);
    const MetricCase part{c.inputs, Values(from, from + static_cast<std::ptrdiff_t>(window))};
    out.push_back(metric(part).value_or(missing));
  }
  return out;
}

Values grouped(const MetricCase& c) {
  std::vector<planner::Date> dates;
  for (const Json& day : c.inputs.at("dates")) {
    dates.push_back(planner::parse_date(day.get<std::string>()).value());
  }
  static const std::map<std::string, performance::Calendar> calendars = {
      {"weekly", performance::Calendar::weeks},
      {"monthly", performance::Calendar::months},
      {"quarterly", performance::Calendar::quarters},
      {"yearly", performance::Calendar::years}};
  return performance::returns_by(calendars.at(c.inputs.at("to").get<std::string>()), dates,
                                 c.returns);
}

Values values_of(const std::string& metric, const MetricCase& c,
                 const std::map<std::string, Metric>& metrics) {
  if (metric == "simple_returns") {
    return performance::simple_returns(series_of(c.inputs.at("prices")));
  }
  if (metric == "cumulative_returns") {
    return performance::cumulative_returns(c.returns, c.number("starting_value", 0.0));
  }
  if (metric == "aggregate_returns") return grouped(c);
  if (metric == "alpha_beta") {
    return {metrics.at("alpha")(c).value_or(missing), metrics.at("beta")(c).value_or(missing)};
  }
  if (metric == "rolling_sharpe") return rolling(c, metrics.at("sharpe_ratio"));
  if (metric.starts_with("rolling_")) return rolling(c, metrics.at(metric.substr(8)));
  return {metrics.at(metric)(c).value_or(missing)};
}

/// A case may hold several series, each of which gives a value.
Values computed(const Json& given, const std::map<std::string, Metric>& metrics) {
  const Json& inputs = given.at("inputs");
  const Json returns = inputs.value("returns", Json::array());
  const std::string metric = given.at("metric").get<std::string>();
  if (!returns.is_object()) {
    return values_of(metric, MetricCase{inputs, series_of(returns)}, metrics);
  }
  Values out;
  for (const auto& [name, series] : returns.items()) {
    for (const double value : values_of(metric, MetricCase{inputs, series_of(series)}, metrics)) {
      out.push_back(value);
    }
  }
  return out;
}

/// Digits are carried where a value is written in full and its metric was asserted to 7 decimals.
double allowed_for(double expected, double decimals) {
  const bool carried = decimals >= 7.0 && digits_of(expected) >= 12;
  return carried ? allowed_by(expected, 15) : 1.5 * std::pow(10.0, -decimals);
}

void compare(double value, double expected, double decimals) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(value)) << "a value where none is expected: " << value;
  } else if (std::isinf(expected)) {
    EXPECT_EQ(value, expected);
  } else {
    EXPECT_NEAR(value, expected, allowed_for(expected, decimals));
  }
}

/// Decimals are counted. Where they are written as a fraction (1.0) and the expected value as a
/// count (2), the two stand in each other's place: the beta of a series with itself and a little
/// noise.
bool exchanged_in(const Json& given) {
  return given.at("decimals").is_number_float() && given.at("expected").is_number_integer();
}

TEST(ReferenceMetrics, CasesOfOneMetricEach) {
  const std::string name = "metrics/empyrical_cases.json";
  const auto file = find(name);
  if (!file) GTEST_SKIP() << absent(name);
  auto metrics = risk_metrics();
  metrics.merge(market_metrics());
  const Json cases = read_json(*file);
  for (const Json& given : cases) {
    SCOPED_TRACE(given.at("id").get<std::string>());
    const bool exchanged = exchanged_in(given);
    const Json& expected = given.at(exchanged ? "decimals" : "expected");
    const double decimals = given.at(exchanged ? "expected" : "decimals").get<double>();
    const Values wanted = expected.is_array() ? series_of(expected) : Values{number_of(expected)};
    const Values values = computed(given, metrics);
    ASSERT_EQ(values.size(), wanted.size());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      compare(values[i], wanted[i], decimals);
    }
  }
  std::cout << name << ": " << cases.size() << " cases compared\n";
}

Values prices_of(const Table& table, const std::string& column) {
  const std::size_t place = table.place_of(column);
  Values out;
  for (const auto& row : table.rows) {
    if (row[place].empty() && out.empty()) continue;
    out.push_back(row[place].empty() ? missing : number(row[place]));
  }
  return out;
}

Value of_prices(const std::string& metric, const Values& returns) {
  if (metric == "observations") return static_cast<double>(returns.size());
  if (metric == "total_return") return performance::total_return(returns);
  if (metric == "cagr") return performance::yearly_return(returns, 252.0);
  if (metric == "annual_volatility") return performance::yearly_volatility(returns, 252.0);
  if (metric == "sharpe") return performance::sharpe(returns, 252.0);
  if (metric == "sortino") return performance::sortino(returns, 252.0);
  if (metric == "max_drawdown") return performance::max_drawdown(returns);
  if (metric == "calmar") return performance::calmar(returns, 252.0);
  if (metric == "ulcer_index") return performance::ulcer_index(returns);
  if (metric == "value_at_risk_95") return performance::value_at_risk(returns, 0.05);
  if (metric == "conditional_value_at_risk_95") {
    return performance::conditional_value_at_risk(returns, 0.05);
  }
  if (metric == "skew") return performance::skew(returns);
  if (metric == "excess_kurtosis") return performance::excess_kurtosis(returns);
  ADD_FAILURE() << "no such metric: " << metric;
  return std::nullopt;
}

TEST(ReferenceMetrics, AllMetricsOfLongPriceSeries) {
  const std::string name = "metrics/derived_pypfopt_prices.json";
  const std::string prices = "pypfopt/stock_prices.csv";
  if (!find(name)) GTEST_SKIP() << absent(name);
  ASSERT_TRUE(find(prices)) << absent(prices);
  const Table table = read_table(find(prices).value());
  const Json expected = read_json(find(name).value());
  for (const auto& [column, metrics] : expected.items()) {
    const Values returns = performance::simple_returns(prices_of(table, column));
    for (const auto& [metric, printed] : metrics.items()) {
      const double wanted = printed.get<double>();
      EXPECT_NEAR(of_prices(metric, returns).value_or(missing), wanted, 1e-9 * std::abs(wanted))
          << column << " " << metric;
    }
  }
  std::cout << name << ": " << expected.size() << " series compared\n";
}

}  // namespace
}  // namespace ballast::reference::metric_cases
