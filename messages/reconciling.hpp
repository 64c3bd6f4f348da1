// Books against broker: asking trading to compare them, and what it found.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "messages/field.hpp"
#include "planner/model/date.hpp"
#include "planner/trading/reconciliation.hpp"

namespace ballast::messages {

template <>
struct NamesOf<planner::trading::DifferenceKind> {
  static constexpr auto names = planner::trading::difference_kind_names;
};

/// CLI -> trading. Answered with ReconcileReport.
struct Reconcile {
  static constexpr std::string_view type = "Reconcile";
  std::vector<std::string> answered;  // ids of unanswered shares that are in the books now

  bool operator==(const Reconcile&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("answered", self.answered, may_be_absent);
  }
};

/// Shares that moved at the broker without a trade: none of the symbol is traded until the books or
/// a person have it.
struct UnansweredShares {
  std::string id;      // the broker's
  std::string symbol;  // may be empty
  planner::Date day{};
  std::string text;  // what happened, in the broker's words

  bool operator==(const UnansweredShares&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("id", self.id);
    visit("symbol", self.symbol, may_be_absent);
    visit("day", self.day);
    visit("text", self.text);
  }
};

struct DifferenceLine {
  planner::trading::DifferenceKind kind = planner::trading::DifferenceKind::shares_differ;
  std::string subject;  // symbol, currency or the broker's id of an order
  std::string ours;     // exact decimal; empty: does not apply
  std::string theirs;
  std::string explanation;  // one sentence

  bool operator==(const DifferenceLine&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("kind", self.kind);
    visit("subject", self.subject);
    visit("ours", self.ours);
    visit("theirs", self.theirs);
    visit("explanation", self.explanation);
  }
};

struct ReconcileReport {
  static constexpr std::string_view type = "ReconcileReport";
  std::string broker;
  bool live = false;                   // its money is real
  bool compared = false;               // else `text` says why not, and nothing may be traded
  std::string text;                    // one sentence
  std::int64_t at_ms = 0;              // wall clock of trading, since 1970
  std::uint32_t booked = 0;            // fills of others that were booked now
  std::uint32_t cash_booked = 0;       // dividends, interest, fees, transfers that were booked now
  std::vector<std::string> cash_left;  // what a person has to book, in the broker's words
  std::vector<DifferenceLine> differences;
  std::vector<UnansweredShares> unanswered;  // oldest first

  bool operator==(const ReconcileReport&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("broker", self.broker);
    visit("live", self.live);
    visit("compared", self.compared);
    visit("text", self.text, may_be_absent);
    visit("at_ms", self.at_ms);
    visit("booked", self.booked, may_be_absent);
    visit("cash_booked", self.cash_booked, may_be_absent);
    visit("cash_left", self.cash_left, may_be_absent);
    visit("differences", self.differences);
    visit("unanswered", self.unanswered, may_be_absent);
  }
};

}  // namespace ballast::messages
