#include "planner/ledger/posting.hpp"

#include <algorithm>
#include <map>

#include "planner/numeric/wide.hpp"

namespace ballast::planner::ledger {
namespace {

/// Collects what is not zero.
class Journal {
 public:
  explicit Journal(std::string currency) : currency_(std::move(currency)) {}

  Journal& post(BookAccount account, Money money) { return post(account, {currency_, money}); }
  Journal& post(BookAccount account, const Amount& amount) {
    if (amount.money != Money{}) postings_.push_back({account, amount});
    return *this;
  }
  /// What an account gets and another gives.
  Journal& move(BookAccount to, BookAccount from, Money money) {
    return post(to, money).post(from, -money);
  }

  std::vector<Posting> postings() { return std::move(postings_); }

 private:
  std::string currency_;
  std::vector<Posting> postings_;
};

void post_exchange(const Entry& entry, Journal& journal) {
  const Amount received = entry.received.value_or(Amount{});
  journal.move(BookAccount::exchange, BookAccount::cash, entry.amount.money)
      .post(BookAccount::cash, received)
      .post(BookAccount::exchange, {received.currency, -received.money});
}

}  // namespace

std::vector<Posting> postings_of(const Entry& entry) {
  Journal journal(entry.amount.currency);
  const Money amount = entry.amount.money;
  using enum BookAccount;
  switch (entry.kind) {
    case EntryKind::opening:
      journal.move(securities, unexplained, amount);
      break;
    case EntryKind::balance:
      journal.move(cash, unexplained, amount);
      break;
    case EntryKind::deposit:
      journal.move(cash, contributions, amount);
      break;
    case EntryKind::withdrawal:
      journal.move(contributions, cash, amount);
      break;
    case EntryKind::buy:
      journal.move(securities, cash, amount);
      break;
    case EntryKind::fee:
      journal.move(fees, cash, amount);
      break;
    case EntryKind::dividend:
      journal.move(cash, dividends, amount);
      break;
    case EntryKind::interest:
      journal.move(cash, interest, amount);
      break;
    case EntryKind::exchange:
      post_exchange(entry, journal);
      break;
    case EntryKind::sell:
    case EntryKind::removal:
    case EntryKind::split:
    case EntryKind::method:
    case EntryKind::reversal:
      break;
  }
  return journal.move(fees, cash, entry.fee).move(taxes, cash, entry.tax).postings();
}

std::vector<Posting> postings_of(const Entry& entry, Money cost, Money unknown_proceeds) {
  Journal journal(entry.amount.currency);
  using enum BookAccount;
  if (entry.kind == EntryKind::removal) {
    return journal.move(unexplained, securities, cost).postings();
  }
  const Money gain = entry.amount.money - cost - unknown_proceeds;
  return journal.post(cash, entry.amount.money)
      .post(securities, -cost)
      .post(gains, -gain)
      .post(unexplained, -unknown_proceeds)
      .move(fees, cash, entry.fee)
      .move(taxes, cash, entry.tax)
      .postings();
}

bool balances(const std::vector<Posting>& postings) {
  std::map<std::string, Wide> sums;
  for (const Posting& posting : postings) {
    sums[posting.amount.currency] += posting.amount.money.micros();
  }
  return std::all_of(sums.begin(), sums.end(), [](const auto& sum) { return sum.second == 0; });
}

}  // namespace ballast::planner::ledger
