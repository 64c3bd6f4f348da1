#include "tests/unit/planner/ledger/random_history.hpp"

#include <array>

namespace ballast::planner::ledger::test {
namespace {

constexpr std::array<const char*, 3> currencies = {"EUR", "USD", "GBP"};
constexpr std::int64_t securities = 6;

std::string currency_of(SecurityId security) {
  return currencies.at(static_cast<std::size_t>(security.value) % currencies.size());
}

}  // namespace

std::int64_t RandomHistory::below(std::int64_t bound) {
  return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(bound));
}

Money RandomHistory::money(std::int64_t units_max) {
  return Money::from_micros(1 + below(units_max * Money::micros_per_unit));
}

void RandomHistory::choose_kind(Entry& entry) {
  constexpr std::array<EntryKind, 20> kinds = {
      EntryKind::opening,  EntryKind::removal,  EntryKind::balance,    EntryKind::deposit,
      EntryKind::deposit,  EntryKind::deposit,  EntryKind::withdrawal, EntryKind::buy,
      EntryKind::buy,      EntryKind::buy,      EntryKind::buy,        EntryKind::sell,
      EntryKind::sell,     EntryKind::sell,     EntryKind::fee,        EntryKind::dividend,
      EntryKind::interest, EntryKind::exchange, EntryKind::split,      EntryKind::method};
  entry.kind = kinds.at(static_cast<std::size_t>(below(kinds.size())));
  // Few splits, so that shares neither vanish nor grow beyond counting.
  if (entry.kind == EntryKind::split && below(4) != 0) entry.kind = EntryKind::dividend;
}

void RandomHistory::fill_shares(Entry& entry) {
  entry.security = {1 + below(securities)};
  entry.symbol = "S" + std::to_string(entry.security.value);
  entry.amount.currency = currency_of(entry.security);
  const bool whole = below(3) != 0;
  entry.quantity = whole ? Quantity::whole(1 + below(20)) : Quantity::of(1 + below(20 * billion));
  if (entry.kind == EntryKind::opening && below(3) == 0) {
    entry.amount.money = Money{};
  } else if (below(4) == 0) {
    entry.amount.money = *value_of(entry.quantity, Price::whole(50));
  } else {
    entry.amount.money = money(3000);
  }
  if (entry.kind == EntryKind::opening && below(2) == 0) {
    entry.acquired = day_ - std::chrono::days{below(500)};
  }
  if (entry.kind == EntryKind::split) entry.split = {1 + below(5), 6 + below(2) - below(6)};
  if (entry.split.become == entry.split.held) entry.split.become += 1;
  if (entry.kind == EntryKind::dividend) {
    entry.tax = share_of(entry.amount.money, Quantity::of(1), Quantity::of(5));
    if (below(4) == 0) entry.amount.money = Money{};  // withheld apart
  }
}

void RandomHistory::fill_cash(Entry& entry) {
  entry.amount = {currencies.at(static_cast<std::size_t>(below(currencies.size()))), money(5000)};
  if (entry.kind == EntryKind::fee) entry.amount.money = money(20);
  const bool either_way = entry.kind == EntryKind::interest || entry.kind == EntryKind::balance;
  if (either_way && below(3) == 0) entry.amount.money = -entry.amount.money;
  if (entry.kind != EntryKind::exchange) return;
  entry.received = {entry.amount.currency == "EUR" ? "USD" : "EUR", money(5000)};
}

Entry RandomHistory::next() {
  Entry out;
  out.id = "e" + std::to_string(ids_.size());
  out.account = below(5) == 0 ? "other" : "main";
  if (below(3) == 0) day_ += std::chrono::days{1};
  out.day = day_;
  out.reported = below(8) == 0;
  out.rate = {Rate::of(billion / 2 + below(billion)), "a bank", day_};
  if (!ids_.empty() && below(30) == 0) {
    out.kind = EntryKind::reversal;
    out.reverses = ids_[static_cast<std::size_t>(below(std::ssize(ids_)))];
  } else {
    choose_kind(out);
    switch (out.kind) {
      case EntryKind::opening:
      case EntryKind::removal:
      case EntryKind::buy:
      case EntryKind::sell:
      case EntryKind::dividend:
      case EntryKind::split:
        fill_shares(out);
        if (below(4) == 0) out.rate = {};
        break;
      case EntryKind::method:
        out.method = static_cast<LotMethod>(below(lot_method_names.size()));
        break;
      default:
        fill_cash(out);
    }
    const bool trade = out.kind == EntryKind::buy || out.kind == EntryKind::sell;
    if (trade && below(2) == 0) out.fee = money(5);
  }
  ids_.push_back(out.id);
  return out;
}

}  // namespace ballast::planner::ledger::test
