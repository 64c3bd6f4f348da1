// Histories made up from a seed: every kind of entry, in two accounts, three currencies.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "planner/ledger/entry.hpp"

namespace ballast::planner::ledger::test {

class RandomHistory {
 public:
  explicit RandomHistory(std::uint64_t seed) : random_(seed) {}

  /// Returns an entry that check_entry accepts; whether the books do depends on them. About one in
  /// thirty reverses an earlier one.
  [[nodiscard]] Entry next();

 private:
  [[nodiscard]] std::int64_t below(std::int64_t bound);
  [[nodiscard]] Money money(std::int64_t units_max);
  void choose_kind(Entry& entry);
  void fill_shares(Entry& entry);
  void fill_cash(Entry& entry);

  std::mt19937_64 random_;
  std::vector<std::string> ids_;
  Date day_ = std::chrono::year{2020} / 1 / 2;
};

}  // namespace ballast::planner::ledger::test
