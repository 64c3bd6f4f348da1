// The books once more, by other means: whole sums over all entries, lots share by share of history.
// Slow and plain; tests hold Books to it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "planner/ledger/books.hpp"

namespace ballast::planner::ledger {

struct PlainLot {
  std::string opened_by;
  Quantity quantity;
  Money cost;

  bool operator==(const PlainLot&) const = default;
};

struct PlainAccount {
  std::map<std::string, Money> cash;                 // none is zero
  std::map<std::string, Money> gains;                // above zero for gains; none is zero
  std::map<SecurityId, std::vector<PlainLot>> lots;  // in the order of acquisition

  bool operator==(const PlainAccount&) const = default;
};

/// Returns an account's cash, gains and lots. REQUIRES: entries that a Ledger accepted.
[[nodiscard]] PlainAccount derive_plainly(std::span<const Entry> entries,
                                          const std::string& account);

/// Returns the same of books, to be compared.
[[nodiscard]] PlainAccount plain(const AccountState& state);

}  // namespace ballast::planner::ledger
