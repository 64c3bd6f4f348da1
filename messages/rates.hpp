// Exchange rates of days that are past.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/inputs_fields.hpp"

namespace ballast::messages {

/// Portfolio -> universe. Answered with RatesTold.
struct GetRates {
  static constexpr std::string_view type = "GetRates";
  std::vector<std::string> currencies;  // one for each day
  std::vector<std::int32_t> days;       // column: days since 1970-01-01

  bool operator==(const GetRates&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("currencies", self.currencies);
    visit("days", self.days);
  }
};

struct RateLine {
  std::string currency;
  double per_base = 0.0;  // units of it per one of the base currency
  planner::Date asked{};
  planner::Date day{};  // of which day it is: the one asked for, or up to a week earlier
  std::string source;   // who told it

  bool operator==(const RateLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("currency", self.currency);
    visit("per_base", self.per_base);
    visit("asked", self.asked);
    visit("day", self.day);
    visit("source", self.source, may_be_absent);
  }
};

struct RatesTold {
  static constexpr std::string_view type = "RatesTold";
  std::string base_currency;
  std::vector<RateLine> rates;  // in the order asked; none where none is known

  bool operator==(const RatesTold&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("base_currency", self.base_currency);
    visit("rates", self.rates);
  }
};

}  // namespace ballast::messages
