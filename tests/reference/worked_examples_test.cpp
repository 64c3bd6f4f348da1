// Worked examples of single indicators, with the columns in between.
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "planner/metrics/indicators/averages.hpp"
#include "planner/metrics/indicators/oscillators.hpp"
#include "planner/metrics/indicators/ranges.hpp"
#include "tests/reference/compared.hpp"

namespace ballast::reference::worked_examples {
namespace {

using namespace planner::indicators;

constexpr double wilders_share = 1.0 / 14.0;

/// From the first printed value on: a sheet may have begun before its first row.
Line continued(const Line& input, const Table& table, std::string_view column, double share) {
  const std::size_t place = table.place_of(column);
  std::size_t row = 0;
  while (table.rows.at(row)[place].empty()) ++row;
  const double start = number(table.rows[row][place]);
  const auto after = std::span(input.values).subspan(row + 1 - input.first);
  Line out{row, smoothed_from(start, share, after)};
  out.values.insert(out.values.begin(), start);
  return out;
}

Line changes_of(const std::vector<double>& closes, double sign) {
  Line out = momentum(closes, 1);
  for (double& value : out.values) value = std::max(sign * value, 0.0);
  return out;
}

Line smoothed_changes(const Line& changes) {
  return Line{1, smoothed_from(0.0, wilders_share, changes.values)};
}

std::size_t strength(const Table& table) {
  const auto closes = table.numbers("Close");
  const Line gains = changes_of(closes, 1.0);
  const Line losses = changes_of(closes, -1.0);
  std::size_t values = compare_column(momentum(closes, 1), table, "Change");
  values += compare_column(gains, table, "Gain");
  values += compare_column(losses, table, "Loss");
  values += compare_column(smoothed_changes(gains), table, "Avg Gain", "0.000000");
  values += compare_column(smoothed_changes(losses), table, "Avg Loss", "0.000000");
  return values + compare_column(relative_strength(closes, 14, RsiSeed::zero), table, "RSI");
}

std::size_t convergence(const Table& table) {
  const auto closes = table.numbers("Close");
  const Line fast = exponential_average(closes, 12, Seed::first_value);
  const Line slow = exponential_average(closes, 26, Seed::first_value);
  const auto apart = [](double a, double b) { return a - b; };
  const Line line = combined(fast, slow, apart);
  const Line signal = continued(line, table, "MACD_signal", 2.0 / 10.0);
  return compare_column(fast, table, "short_ema") + compare_column(slow, table, "long_ema") +
         compare_column(Line{1, {line.values.begin() + 1, line.values.end()}}, table, "MACD_line") +
         compare_column(signal, table, "MACD_signal") +
         compare_column(combined(line, signal, apart), table, "MACD_diff");
}

std::size_t change(const Table& table) {
  Line line = rate_of_change(table.numbers("Close"), 12);
  for (double& value : line.values) value *= 100.0;
  return compare_column(line, table, "ROC");
}

std::size_t range(const Table& table) {
  const auto high = table.numbers("High");
  const auto low = table.numbers("Low");
  const auto close = table.numbers("Close");
  const Bars bars{{}, high, low, close, {}};
  return compare_column(true_range(bars, FirstBar::counts), table, "TR") +
         compare_column(average_true_range(bars, 14, FirstBar::counts), table, "ATR",
                        "0.000000000000000");
}

TEST(ReferenceIndicators, WorkedExamples) {
  const std::string folder = "indicators/stockcharts";
  if (!find(folder)) GTEST_SKIP() << absent(folder);
  const std::map<std::string, std::size_t (*)(const Table&)> examples = {
      {"cs-rsi.csv", strength},
      {"cs-macd.csv", convergence},
      {"cs-roc.csv", change},
      {"cs-atr.csv", range},
  };
  std::size_t tables = 0;
  std::size_t values = 0;
  for (const auto& file : std::filesystem::directory_iterator(find(folder).value())) {
    const std::string name = file.path().filename().string();
    SCOPED_TRACE(name);
    const auto at = examples.find(name);
    ASSERT_NE(at, examples.end()) << "no such example: " << name;
    values += at->second(read_table(file.path()));
    ++tables;
  }
  std::cout << folder << ": " << tables << " tables, " << values << " values compared\n";
}

}  // namespace
}  // namespace ballast::reference::worked_examples
