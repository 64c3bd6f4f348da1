// One object of an answer, read field by field: numbers are decimal texts and stay exact, texts are
// bounded, and the first thing that is wrong is remembered.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "planner/ledger/billionths.hpp"
#include "planner/model/date.hpp"
#include "planner/model/failure.hpp"
#include "planner/model/instant.hpp"

namespace ballast::actors::alpaca {

using planner::Failure;
using planner::Result;
using Json = nlohmann::ordered_json;

inline constexpr std::size_t field_text_bytes_max = 256;

using planner::Instant;
using planner::ns_per_second;
using planner::parse_instant;
inline constexpr Instant ns_per_day = 86'400 * ns_per_second;

/// Returns the instant as "2026-11-22T09:30:00.000000001Z", without decimals that are 0.
[[nodiscard]] std::string format_instant(Instant instant);

/// Once something was wrong, everything after it is read as empty.
class AnswerFields {
 public:
  /// `where` names the object in failures: "order", "activity 3". REQUIRES: `json` outlives this.
  AnswerFields(const Json& json, std::string where);

  [[nodiscard]] std::string text(std::string_view name);
  [[nodiscard]] std::string optional_text(std::string_view name);  // absent, null: empty
  [[nodiscard]] bool boolean(std::string_view name);
  [[nodiscard]] Instant instant(std::string_view name);
  [[nodiscard]] std::optional<Instant> optional_instant(std::string_view name);
  [[nodiscard]] planner::Date date(std::string_view name);

  /// What is booked: a digit beyond the billionth (the millionth, for money) is refused.
  [[nodiscard]] std::int64_t exact_billionths(std::string_view name);
  [[nodiscard]] planner::Money exact_money(std::string_view name);
  /// What is only compared or shown: to the nearest.
  [[nodiscard]] std::int64_t billionths(std::string_view name);
  [[nodiscard]] std::optional<std::int64_t> optional_billionths(std::string_view name);
  [[nodiscard]] planner::Money money(std::string_view name);

  /// Remembers that a field is wrong, unless another was before.
  void reject(std::string_view name, std::string what, std::string allowed);
  void require(bool holds, std::string_view name, std::string_view what, std::string_view allowed);

  [[nodiscard]] const std::optional<Failure>& fault() const { return fault_; }

 private:
  [[nodiscard]] const Json* find(std::string_view name, bool may_be_absent);
  [[nodiscard]] std::optional<std::string> read_text(std::string_view name, bool may_be_absent);
  [[nodiscard]] std::optional<std::int64_t> read_number(std::string_view name, int digits,
                                                        bool exact, bool may_be_absent);

  const Json& json_;
  std::string where_;
  std::optional<Failure> fault_;
};

/// Returns what was read, or what was wrong with it.
template <class Reading>
[[nodiscard]] Result<Reading> finished(Reading reading, const AnswerFields& fields) {
  if (fields.fault()) return tl::unexpected(*fields.fault());
  return reading;
}

}  // namespace ballast::actors::alpaca
