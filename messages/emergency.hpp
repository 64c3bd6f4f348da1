// Cash that is below zero, or low: what trading knows of it, and what would mend it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"

namespace ballast::messages {

/// Kept over restarts until no balance is below what it is to be.
struct CashEmergency {
  std::int64_t since_ms = 0;        // since 1970
  bool below_zero = false;          // nothing is bought; else cash is only low
  std::string text;                 // which balances: "cash is below zero: -12.50 USD"
  std::vector<std::string> advice;  // one sentence for each thing that would mend it, in order

  bool operator==(const CashEmergency&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("since_ms", self.since_ms);
    visit("below_zero", self.below_zero);
    visit("text", self.text);
    visit("advice", self.advice, may_be_absent);
  }
};

/// Trading, topics emergency.started and emergency.ended.
struct EmergencyChanged {
  static constexpr std::string_view type = "EmergencyChanged";
  bool stands = false;
  CashEmergency emergency;

  bool operator==(const EmergencyChanged&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("stands", self.stands);
    visit("emergency", self.emergency);
  }
};

}  // namespace ballast::messages
