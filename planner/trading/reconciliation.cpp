#include "planner/trading/reconciliation.hpp"

#include <algorithm>

namespace ballast::planner::trading {
namespace {

using ledger::Quantity;

template <class Value>
Value value_at(const std::map<std::string, Value>& values, const std::string& key) {
  const auto at = values.find(key);
  return at == values.end() ? Value{} : at->second;
}

/// "2 for 1" where one number is the other times a small whole one.
std::string split_of(Quantity ours, Quantity theirs) {
  constexpr std::int64_t most = 50;
  if (ours.count() <= 0 || theirs.count() <= 0) return "";
  for (std::int64_t times = 2; times <= most; ++times) {
    if (ledger::scaled(ours.count(), times, 1) == theirs.count()) {
      return std::to_string(times) + " for 1";
    }
    if (ledger::scaled(theirs.count(), times, 1) == ours.count()) {
      return "1 for " + std::to_string(times);
    }
  }
  return "";
}

std::string explain(DifferenceKind kind, Quantity ours, Quantity theirs) {
  if (kind == DifferenceKind::only_at_broker) {
    return "it was bought or brought there without Ballast: book it as an opening, or sell it "
           "there";
  }
  if (kind == DifferenceKind::only_in_books) {
    return "it was sold, moved or is held elsewhere: it is not traded until the books say so";
  }
  const std::string split = split_of(ours, theirs);
  if (!split.empty()) return "as after a split of " + split + ": book the split";
  return "trades, a transfer or a corporate action that the books do not know";
}

Difference difference_of(const std::string& symbol, Quantity ours, Quantity theirs) {
  Difference out;
  out.subject = symbol;
  out.ours = ours.count();
  out.theirs = theirs.count();
  if (ours == Quantity{}) out.kind = DifferenceKind::only_at_broker;
  if (theirs == Quantity{}) out.kind = DifferenceKind::only_in_books;
  out.explanation = explain(out.kind, ours, theirs);
  return out;
}

Difference cash_difference(const std::string& currency, Money ours, Money theirs) {
  return {DifferenceKind::cash_differs, currency, ours.micros(), theirs.micros(),
          theirs < ours ? "fees, taxes or a withdrawal that the books do not know"
                        : "a deposit, a dividend or interest that the books do not know"};
}

std::size_t gone(const Holdings& books, const Holdings& broker) {
  return static_cast<std::size_t>(
      std::count_if(books.shares.begin(), books.shares.end(),
                    [&](const auto& held) { return !broker.shares.contains(held.first); }));
}

}  // namespace

std::vector<Difference> differences(const Holdings& books, const Holdings& broker,
                                    Money cash_tolerance) {
  std::vector<Difference> out;
  std::map<std::string, Quantity> all = books.shares;
  all.insert(broker.shares.begin(), broker.shares.end());
  for (const auto& [symbol, ignored] : all) {
    const Quantity ours = value_at(books.shares, symbol);
    const Quantity theirs = value_at(broker.shares, symbol);
    if (ours != theirs) out.push_back(difference_of(symbol, ours, theirs));
  }
  for (const auto& [currency, theirs] : broker.cash) {
    const Money ours = value_at(books.cash, currency);
    const Money apart = ours < theirs ? theirs - ours : ours - theirs;
    if (apart > cash_tolerance) out.push_back(cash_difference(currency, ours, theirs));
  }
  return out;
}

bool may_trade(const std::vector<Difference>& differences, const std::string& symbol) {
  return std::none_of(differences.begin(), differences.end(), [&](const Difference& one) {
    return one.kind <= DifferenceKind::only_in_books && one.subject == symbol;
  });
}

bool SyncGuard::believes(const Holdings& books, const Holdings& broker, std::int64_t now_ms) {
  if (gone(books, broker) * 2 <= books.shares.size()) {
    doubted_.reset();
    return true;
  }
  if (!doubted_ || doubted_->broker != broker || now_ms < doubted_->since_ms) {
    doubted_ = Doubted{broker, now_ms};
    return false;
  }
  return now_ms - doubted_->since_ms >= again_after_ms;
}

}  // namespace ballast::planner::trading
