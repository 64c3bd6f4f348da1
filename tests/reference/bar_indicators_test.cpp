// Indicators of two years of daily bars, a column for each output, and worked examples.
#include <cmath>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "planner/metrics/indicators/averages.hpp"
#include "planner/metrics/indicators/oscillators.hpp"
#include "planner/metrics/indicators/ranges.hpp"
#include "planner/metrics/indicators/volume.hpp"
#include "planner/metrics/indicators/windows.hpp"
#include "tests/reference/compared.hpp"

namespace ballast::reference::bar_columns {
namespace {

using namespace planner::indicators;

struct Columns {
  explicit Columns(const Table& table)
      : open(table.numbers("open")),
        high(table.numbers("high")),
        low(table.numbers("low")),
        close(table.numbers("close")),
        volume(table.numbers("volume")) {}

  [[nodiscard]] Bars bars() const { return {open, high, low, close, volume}; }

  std::vector<double> open;
  std::vector<double> high;
  std::vector<double> low;
  std::vector<double> close;
  std::vector<double> volume;
};

/// "bb(20, 2)": a name and its numbers.
struct Call {
  std::string name;
  std::vector<double> numbers;

  explicit Call(const std::string& text) : name(text.substr(0, text.find('('))) {
    std::istringstream inside(text.substr(std::min(text.find('('), text.size() - 1) + 1));
    for (double number = 0.0; inside >> number;) {
      numbers.push_back(number);
      inside.ignore();
    }
  }
  [[nodiscard]] std::size_t period(std::size_t place = 0) const {
    return static_cast<std::size_t>(numbers.at(place));
  }
};

/// Every output by a word of its column's name, for instance "upper" of bb_20_2_upper.
using Outputs = std::map<std::string, Line>;

Line times(Line line, double factor) {
  for (double& value : line.values) value *= factor;
  return line;
}

Outputs banded(const Bands& bands, std::span<const double> close) {
  return {{"middle", bands.middle},
          {"center", bands.middle},
          {"centerline", bands.middle},
          {"upper", bands.upper},
          {"lower", bands.lower},
          {"width", width_of(bands)},
          {"percent_b", place_in_bands(close, bands)}};
}

Outputs averages_of(const Call& call, const Columns& of) {
  const auto& close = of.close;
  if (call.name == "sma") return {{"", simple_average(close, call.period())}};
  if (call.name == "ema") return {{"", exponential_average(close, call.period())}};
  if (call.name == "wma") return {{"", weighted_average(close, call.period())}};
  if (call.name == "hma") return {{"", hull_average(close, call.period())}};
  if (call.name == "smma") return {{"", wilder_average(close, call.period())}};
  if (call.name == "dema") return {{"", double_exponential(close, call.period(), Seed::mean)}};
  if (call.name == "tema") return {{"", triple_exponential(close, call.period(), Seed::mean)}};
  if (call.name == "vwma") return {{"", volume_weighted_average(close, of.volume, call.period())}};
  if (call.name == "slope") return {{"", regression_slope(close, call.period())}};
  return {};
}

Outputs of_closes(const Call& call, const Columns& of) {
  const auto& close = of.close;
  if (call.name == "rsi") return {{"", relative_strength(close, call.period())}};
  if (call.name == "cmo") return {{"", chande_momentum(close, call.period())}};
  if (call.name == "bb") {
    Outputs out = banded(bollinger(close, call.period(), call.numbers.at(1)), close);
    out["zscore"] = standard_score(close, call.period());
    return out;
  }
  if (call.name == "stdev") {
    return {{"stdev", deviation(close, call.period())},
            {"mean", simple_average(close, call.period())},
            {"zscore", standard_score(close, call.period())}};
  }
  if (call.name == "macd") {
    const Macd m = macd(close, call.period(0), call.period(1), call.period(2));
    return {{"", m.line}, {"signal", m.signal}, {"histogram", m.histogram}};
  }
  if (call.name == "roc") {
    return {{"momentum", momentum(close, call.period())},
            {"roc", times(rate_of_change(close, call.period()), 100.0)}};
  }
  if (call.name == "tsi") {
    const Line line = true_strength(close, call.period(0), call.period(1));
    const auto signal = [&](std::span<const double> v) {
      return exponential_average(v, call.period(2));
    };
    return {{"", line}, {"signal", over(line, signal)}};
  }
  return {};
}

Outputs of_bars(const Call& call, const Columns& of) {
  const Bars bars = of.bars();
  if (call.name == "atr") {
    return {{"true", true_range(bars)},
            {"tr", true_range(bars)},
            {"atr", average_true_range(bars, call.period())},
            {"atrp", normalised_range(bars, call.period())}};
  }
  if (call.name == "adx") {
    const Directional d = directional_movement(bars, call.period());
    return {{"pdi", d.plus}, {"mdi", d.minus}, {"adx", d.index}};
  }
  if (call.name == "stoch") {
    const Stochastic s = stochastic(bars, call.period(0), call.period(2), call.period(1));
    return {{"k", s.k},
            {"d", s.d},
            {"j", combined(s.k, s.d, [](double k, double d) { return 3.0 * k - 2.0 * d; })}};
  }
  if (call.name == "aroon") {
    const Aroon a = aroon(bars, call.period());
    return {{"up", a.up}, {"down", a.down}, {"osc", a.oscillator}, {"oscillator", a.oscillator}};
  }
  if (call.name == "donchian") return banded(donchian(bars, call.period()), of.close);
  if (call.name == "keltner") {
    return banded(keltner(bars, call.period(0), call.numbers.at(1), call.period(2)), of.close);
  }
  if (call.name == "obv") return {{"", on_balance_volume(bars)}};
  if (call.name == "adl") return {{"", accumulation(bars)}};
  if (call.name == "cci") return {{"", commodity_channel(bars, call.period())}};
  if (call.name == "mfi") return {{"", money_flow(bars, call.period())}};
  if (call.name == "willr") return {{"", williams_percent(bars, call.period())}};
  if (call.name == "ultimate") {
    return {{"", ultimate_oscillator(bars, call.period(0), call.period(1), call.period(2))}};
  }
  return {};
}

Outputs of_both(const Call& call, const Columns& of, const Columns& other) {
  if (call.name != "corr") return {};
  const Line line = rolling_correlation(of.close, other.close, call.period());
  return {{"", line}, {"r2", combined(line, line, [](double a, double b) { return a * b; })}};
}

/// Of the outputs whose word stands in the column's name, that with the longest word.
const Line* output_for(const Outputs& outputs, const std::string& column) {
  const Line* found = nullptr;
  std::size_t longest = 0;
  for (const auto& [word, line] : outputs) {
    const bool stands =
        ("_" + column + "_").find(word.empty() ? "" : "_" + word + "_") != std::string::npos;
    if (!stands || (found != nullptr && word.size() <= longest)) continue;
    found = &line;
    longest = word.size();
  }
  return found;
}

TEST(ReferenceIndicators, ColumnsOfTwoYearsOfBars) {
  const std::string name = "indicators/spy_expected.csv";
  if (!find(name)) GTEST_SKIP() << absent(name);
  const Columns bars(read_table(find("indicators/spy_bars.csv").value()));
  const Columns other(read_table(find("indicators/compare_bars.csv").value()));
  const Table expected = read_table(find(name).value());
  const auto columns = read_json(find("indicators/spy_columns.json").value());
  std::size_t values = 0;
  for (std::size_t at = 1; at < expected.names.size(); ++at) {
    const std::string& column = expected.names[at];
    const Call call(columns.at(column).get<std::string>());
    Outputs outputs = averages_of(call, bars);
    outputs.merge(of_closes(call, bars));
    outputs.merge(of_bars(call, bars));
    outputs.merge(of_both(call, bars, other));
    const Line* const line = output_for(outputs, column);
    ASSERT_NE(line, nullptr) << "no output for column " << column;
    values += compare_column(*line, expected, column);
  }
  std::cout << name << ": " << expected.names.size() - 1 << " columns, " << values
            << " values compared\n";
}

}  // namespace
}  // namespace ballast::reference::bar_columns
