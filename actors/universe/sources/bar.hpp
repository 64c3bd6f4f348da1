// A day of a security and a day of a currency, as sources tell them and before anything is stored.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "planner/model/date.hpp"
#include "planner/model/failure.hpp"

namespace ballast::actors {

/// Prices in the unit in which the security is quoted. What a source does not tell is empty.
struct Bar {
  std::int32_t day = 0;  // since 1970-01-01, of the session at its exchange
  std::optional<double> open;
  std::optional<double> high;
  std::optional<double> low;
  std::optional<double> close;     // as it was traded
  std::optional<double> adjusted;  // the close as the source adjusts it for splits and dividends
  std::optional<double> volume;

  bool operator==(const Bar&) const = default;
};

/// Bars of each symbol of the source, each with rising days.
using BarsBySymbol = std::map<std::string, std::vector<Bar>>;

/// Cash for one share, in the unit in which the security is quoted.
struct Dividend {
  std::int32_t ex_day = 0;
  double amount = 0.0;

  bool operator==(const Dividend&) const = default;
};

struct Split {
  std::int32_t ex_day = 0;
  double shares_after = 1.0;  // for one share before

  bool operator==(const Split&) const = default;
};

/// What a source tells of one security.
struct History {
  std::vector<Bar> bars;  // days rise
  std::vector<Dividend> dividends;
  std::vector<Split> splits;
};

struct RateRow {
  std::string currency;
  std::int32_t day = 0;
  double per_base = 0.0;  // units of the currency for one of the base

  bool operator==(const RateRow&) const = default;
};

/// What a payload is held against. A day after `last_day` has not been yet.
struct Expected {
  std::string where;  // stands in failures: source and symbol
  std::int32_t last_day = 0;
  std::string currency;  // of the prices, whole units; empty: not told by this payload
};

/// Says what is wrong with a payload: nothing of it is used.
[[nodiscard]] inline tl::unexpected<planner::Failure> bad_payload(const Expected& expected,
                                                                  std::string what,
                                                                  std::string allowed) {
  return tl::unexpected(planner::Failure{planner::FailureKind::invalid, std::move(what),
                                         expected.where, std::move(allowed)});
}

/// Returns what no honest source sends: a price that is not above zero or no number, a negative
/// volume, a day that has not been or lies before 1900, days that do not rise; or nothing.
[[nodiscard]] std::optional<planner::Failure> find_nonsense(const std::vector<Bar>& bars,
                                                            const Expected& expected);
[[nodiscard]] std::optional<planner::Failure> find_nonsense(const std::vector<RateRow>& rates,
                                                            const Expected& expected);

/// A decimal number, whole text; nothing for another.
[[nodiscard]] std::optional<double> decimal_of(std::string_view text);

/// Returns the first characters of a payload for a failure: plain ones, and few.
[[nodiscard]] std::string begin_of(std::string_view payload);

}  // namespace ballast::actors
