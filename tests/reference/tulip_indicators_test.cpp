// Small vectors of one indicator each: printed inputs, printed outputs that end at the last bar.
#include <algorithm>
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
#include "tests/reference/reference_data.hpp"

namespace ballast::reference::small_vectors {
namespace {

using namespace planner::indicators;
using Outputs = std::map<std::string, Line>;

struct VectorCase {
  std::map<std::string, std::vector<double>> inputs;
  std::vector<double> options;

  [[nodiscard]] std::size_t period(std::size_t place = 0) const {
    return static_cast<std::size_t>(options.at(place));
  }
  [[nodiscard]] std::span<const double> input(const std::string& name) const {
    const auto at = inputs.find(name);
    return at == inputs.end() ? std::span<const double>() : at->second;
  }
  [[nodiscard]] std::span<const double> close() const { return input("close"); }
  [[nodiscard]] Bars bars() const {
    return {input("open"), input("high"), input("low"), input("close"), input("volume")};
  }
};

using Indicator = std::function<Outputs(const VectorCase&)>;
using OfCloses = Line (*)(std::span<const double>, std::size_t);

Indicator of_closes(OfCloses indicator) {
  return [=](const VectorCase& one) {
    return Outputs{{"value", indicator(one.close(), one.period())}};
  };
}

Indicator single(const std::function<Line(const VectorCase&)>& indicator) {
  return [=](const VectorCase& one) { return Outputs{{"value", indicator(one)}}; };
}

Outputs named(const Bands& bands) {
  return {{"lower", bands.lower}, {"middle", bands.middle}, {"upper", bands.upper}};
}

std::map<std::string, Indicator> averages() {
  constexpr Seed first = Seed::first_value;
  return {
      {"sma", of_closes(simple_average)},
      {"ema", single([](const VectorCase& c) {
         return exponential_average(c.close(), c.period(), first);
       })},
      {"wilders", of_closes(wilder_average)},
      {"wma", of_closes(weighted_average)},
      {"trima", of_closes(triangular_average)},
      {"hma", of_closes(hull_average)},
      {"dema", single([](const VectorCase& c) {
         return double_exponential(c.close(), c.period(), first);
       })},
      {"tema", single([](const VectorCase& c) {
         return triple_exponential(c.close(), c.period(), first);
       })},
      {"trix", of_closes(triple_exponential_change)},
      {"zlema", of_closes(zero_lag_average)},
      {"kama", of_closes(adaptive_average)},
      {"vwma", single([](const VectorCase& c) {
         return volume_weighted_average(c.close(), c.input("volume"), c.period());
       })},
      {"linreg",
       single([](const VectorCase& c) { return regression_value(c.close(), c.period(), 0); })},
      {"tsf",
       single([](const VectorCase& c) { return regression_value(c.close(), c.period(), 1); })},
      {"linregintercept", single([](const VectorCase& c) {
         return regression_value(c.close(), c.period(), 1 - static_cast<int>(c.period()));
       })},
      {"linregslope", of_closes(regression_slope)},
      {"sum", of_closes(sum)},
      {"max", of_closes(highest)},
      {"min", of_closes(lowest)},
      {"md", of_closes(mean_deviation)},
      {"var", of_closes(variance)},
      {"stddev", of_closes(deviation)},
      {"volatility", of_closes(yearly_volatility)},
      {"bbands",
       [](const VectorCase& c) {
         return named(bollinger(c.close(), c.period(), c.options.at(1)));
       }},
  };
}

std::map<std::string, Indicator> oscillators() {
  return {
      {"mom", of_closes(momentum)},
      {"roc", of_closes(rate_of_change)},
      {"rocr", of_closes(ratio_of_change)},
      {"rsi", single([](const VectorCase& c) { return relative_strength(c.close(), c.period()); })},
      {"stochrsi", of_closes(stochastic_strength)},
      {"cmo", of_closes(chande_momentum)},
      {"dpo", of_closes(detrended_price)},
      {"vhf", of_closes(horizontal_filter)},
      {"apo", single([](const VectorCase& c) {
         return absolute_oscillator(c.close(), c.period(0), c.period(1));
       })},
      {"ppo", single([](const VectorCase& c) {
         return percentage_oscillator(c.close(), c.period(0), c.period(1));
       })},
      {"macd",
       [](const VectorCase& c) {
         const Macd m = macd_of_the_books(c.close(), c.period(0), c.period(1), c.period(2));
         return Outputs{{"macd", m.line}, {"signal", m.signal}, {"histogram", m.histogram}};
       }},
  };
}

std::map<std::string, Indicator> of_bars() {
  constexpr FirstBar first = FirstBar::counts;
  return {
      {"tr", single([](const VectorCase& c) { return true_range(c.bars(), first); })},
      {"atr",
       single([](const VectorCase& c) { return average_true_range(c.bars(), c.period(), first); })},
      {"natr",
       single([](const VectorCase& c) { return normalised_range(c.bars(), c.period(), first); })},
      {"willr", single([](const VectorCase& c) { return williams_percent(c.bars(), c.period()); })},
      {"ultosc", single([](const VectorCase& c) {
         return ultimate_oscillator(c.bars(), c.period(0), c.period(1), c.period(2));
       })},
      {"aroonosc",
       single([](const VectorCase& c) { return aroon(c.bars(), c.period()).oscillator; })},
      {"aroon",
       [](const VectorCase& c) {
         const Aroon both = aroon(c.bars(), c.period());
         return Outputs{{"down", both.down}, {"up", both.up}};
       }},
      {"cci", single([](const VectorCase& c) { return commodity_channel(c.bars(), c.period()); })},
      {"stoch",
       [](const VectorCase& c) {
         const Stochastic s = stochastic(c.bars(), c.period(0), c.period(1), c.period(2));
         return Outputs{{"k", s.k}, {"d", s.d}};
       }},
      {"obv", single([](const VectorCase& c) { return on_balance_volume(c.bars()); })},
      {"ad", single([](const VectorCase& c) { return accumulation(c.bars()); })},
      {"adosc", single([](const VectorCase& c) {
         return accumulation_oscillator(c.bars(), c.period(0), c.period(1));
       })},
      {"mfi", single([](const VectorCase& c) { return money_flow(c.bars(), c.period()); })},
  };
}

std::map<std::string, Indicator> all_indicators() {
  auto all = averages();
  all.merge(oscillators());
  all.merge(of_bars());
  return all;
}

/// Books and hands round in between: their vectors agree to a thousandth, which is what the library
/// asserts of all. Generated ones agree to the last printed digit, and so do those with many.
double allowed_for(const nlohmann::json& given, double printed) {
  const int decimals = given.at("printed_decimals").get<int>();
  const bool rounded_between = given.at("file") != "untest" && decimals <= 4;
  return std::max(allowed_by(printed, decimals), rounded_between ? 1e-3 : 0.0);
}

/// The last values of the line against as many printed ones.
void compare_tail(const Line& line, const std::vector<double>& printed,
                  const nlohmann::json& given) {
  ASSERT_GE(line.values.size(), printed.size());
  const std::size_t before = line.values.size() - printed.size();
  for (std::size_t i = 0; i < printed.size(); ++i) {
    EXPECT_NEAR(line.values[before + i], printed[i], allowed_for(given, printed[i]))
        << "value " << i;
  }
}

TEST(ReferenceIndicators, SmallVectorsOfEachIndicator) {
  const std::string name = "indicators/tulip_vectors.json";
  const auto file = find(name);
  if (!file) GTEST_SKIP() << absent(name);
  const auto indicators = all_indicators();
  const nlohmann::json cases = read_json(*file);
  for (const auto& given : cases) {
    SCOPED_TRACE(given.at("id").get<std::string>());
    const auto at = indicators.find(given.at("indicator").get<std::string>());
    ASSERT_NE(at, indicators.end()) << "no such indicator: " << given.at("indicator");
    const VectorCase one{given.at("inputs").get<std::map<std::string, std::vector<double>>>(),
                         given.at("options").get<std::vector<double>>()};
    const Outputs outputs = at->second(one);
    for (const auto& [output, printed] : given.at("outputs").items()) {
      SCOPED_TRACE(output);
      compare_tail(outputs.at(output), printed.get<std::vector<double>>(), given);
    }
  }
  std::cout << name << ": " << cases.size() << " cases compared\n";
}

}  // namespace
}  // namespace ballast::reference::small_vectors
