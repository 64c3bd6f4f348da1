// The state that follows from the entries that stand: cash, lots, gains, what each account of the
// books holds. Entries are applied in the order in which they were booked.
#pragma once

#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "planner/ledger/lots.hpp"
#include "planner/ledger/posting.hpp"
#include "planner/model/failure.hpp"

namespace ballast::planner::ledger {

/// No balance and no account may leave this, so that sums cannot overflow.
inline constexpr Money balance_max = Money::from_micros(4'000'000'000'000'000'000);

struct AccountState {
  LotMethod method = LotMethod::average;
  std::map<std::pair<BookAccount, std::string>, Money> balances;  // by currency; none is zero
  std::map<SecurityId, Holding> holdings;                         // none is empty

  [[nodiscard]] Money balance(BookAccount account, const std::string& currency) const;

  bool operator==(const AccountState&) const = default;
};

/// What one entry did.
struct Booked {
  std::vector<Posting> postings;
  std::vector<RealisedLot> realised;
};

class Books {
 public:
  /// Applies an entry that check_entry accepts and that is no reversal. Failure, with nothing
  /// changed: conflict where more is sold than held, cash would be overdrawn (unless reported), the
  /// holding has another currency, or a sum would be too large.
  [[nodiscard]] Result<Booked> apply(const Entry& entry);

  [[nodiscard]] const std::map<std::string, AccountState>& accounts() const { return accounts_; }
  /// Returns an account's state; an empty one if nothing was booked in it.
  [[nodiscard]] const AccountState& account(const std::string& name) const;

  bool operator==(const Books&) const = default;

 private:
  std::map<std::string, AccountState> accounts_;
};

/// Returns the books as canonical text, a line for each fact: two books are equal when it is.
[[nodiscard]] std::string text_of(const Books& books);

}  // namespace ballast::planner::ledger
