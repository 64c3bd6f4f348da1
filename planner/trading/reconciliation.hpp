// Books against broker: what each of them holds, where they differ, what that may come from, and
// what may be traded until it is settled.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "planner/ledger/billionths.hpp"

namespace ballast::planner::trading {

/// What one side holds. Nothing is zero.
struct Holdings {
  std::map<std::string, ledger::Quantity> shares;  // by symbol
  std::map<std::string, Money> cash;               // by currency

  bool operator==(const Holdings&) const = default;
};

enum class DifferenceKind : std::uint8_t {
  shares_differ,   // both hold it, and not as much
  only_at_broker,  // the books know nothing of it
  only_in_books,   // a ghost: it is never traded on
  cash_differs,
  other_order,  // an order at the broker that is not ours
};
inline constexpr std::array<std::string_view, 5> difference_kind_names = {
    "shares_differ", "only_at_broker", "only_in_books", "cash_differs", "other_order"};

struct Difference {
  DifferenceKind kind = DifferenceKind::shares_differ;
  std::string subject;      // symbol or currency
  std::int64_t ours = 0;    // billionths of a share, millionths of money
  std::int64_t theirs = 0;  // likewise
  std::string explanation;  // one sentence: what it may come from, and what to do

  bool operator==(const Difference&) const = default;
};

/// Returns all differences: shares by symbol, then cash by currency. Cash of a currency that the
/// broker does not tell is not compared. `cash_tolerance` is what sums of rounded amounts may
/// differ by.
[[nodiscard]] std::vector<Difference> differences(
    const Holdings& books, const Holdings& broker,
    Money cash_tolerance = Money::from_micros(10'000));

/// Returns whether shares of this symbol may be traded: not where the two differ on them.
[[nodiscard]] bool may_trade(const std::vector<Difference>& differences, const std::string& symbol);

/// An answer by which more than half of our positions would be gone is not believed until it was
/// told a second time, at least a minute later.
class SyncGuard {
 public:
  static constexpr std::int64_t again_after_ms = 60'000;

  /// Returns whether this answer is believed. `now_ms` is the wall clock.
  [[nodiscard]] bool believes(const Holdings& books, const Holdings& broker, std::int64_t now_ms);

 private:
  struct Doubted {
    Holdings broker;
    std::int64_t since_ms = 0;
  };
  std::optional<Doubted> doubted_;
};

}  // namespace ballast::planner::trading
