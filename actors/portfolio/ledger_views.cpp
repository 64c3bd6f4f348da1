#include "actors/portfolio/ledger_views.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ballast::actors {

using planner::Position;
using planner::Result;
using planner::SecurityId;
using planner::ledger::BookAccount;
using planner::ledger::Books;
using planner::ledger::Entry;
using planner::ledger::Holding;

namespace {

Position together(const Position& a, const Position& b) {
  Position out = a;
  out.quantity += b.quantity;
  out.average_price =
      a.average_price > 0.0 && b.average_price > 0.0
          ? (a.average_price * a.quantity + b.average_price * b.quantity) / out.quantity
          : 0.0;
  out.first_bought = std::min(a.first_bought, b.first_bought);
  return out;
}

/// Balances of some accounts of the books, by currency, times a sign.
std::vector<planner::CashBalance> sums_of(const Books& books,
                                          std::initializer_list<BookAccount> wanted, double sign) {
  std::map<std::string, planner::Money> sums;
  for (const auto& [account, state] : books.accounts()) {
    for (const auto& [key, money] : state.balances) {
      if (std::find(wanted.begin(), wanted.end(), key.first) != wanted.end()) {
        sums[key.second] += money;
      }
    }
  }
  std::vector<planner::CashBalance> out;
  for (const auto& [currency, money] : sums) {
    if (money != planner::Money{}) out.push_back({currency, sign * money.units()});
  }
  return out;
}

}  // namespace

Position position_of(SecurityId security, const Holding& holding) {
  Position out{security, holding.quantity().units(), 0.0, holding.first_bought()};
  if (!holding.cost_known()) return out;
  const auto average = holding.lots().size() == 1
                           ? std::optional(holding.lots().front().price)
                           : planner::ledger::price_per_share(holding.cost(), holding.quantity());
  out.average_price = average ? average->units() : 0.0;
  return out;
}

std::vector<Position> positions_of(const Books& books) {
  std::map<SecurityId, Position> sums;
  for (const auto& [account, state] : books.accounts()) {
    for (const auto& [security, holding] : state.holdings) {
      const Position position = position_of(security, holding);
      const auto [at, fresh] = sums.emplace(security, position);
      if (!fresh) at->second = together(at->second, position);
    }
  }
  std::vector<Position> out;
  out.reserve(sums.size());
  for (const auto& [security, position] : sums) out.push_back(position);
  return out;
}

std::vector<planner::CashBalance> cash_of(const Books& books) {
  return sums_of(books, {BookAccount::cash}, 1.0);
}

std::vector<planner::CashBalance> put_in(const Books& books) {
  // What came in stands below zero where it came from.
  return sums_of(books, {BookAccount::contributions, BookAccount::unexplained}, -1.0);
}

Result<void> name_currency(SQLite::Database& database, KeptLedger& ledger, SecurityId security,
                           const std::string& currency) {
  const Holding* holding = ledger.held(security);
  if (holding == nullptr || holding->currency() != planner::ledger::no_currency) return {};
  const Entry* opening = ledger.ledger().find(holding->lots().front().opened_by);
  Entry anew = *opening;
  Entry reversal;
  reversal.id = ledger.next_id("reversal");
  reversal.kind = planner::ledger::EntryKind::reversal;
  reversal.day = opening->day;
  reversal.reverses = opening->id;
  reversal.note = "its cost had no currency";
  if (auto done = ledger.append(database, reversal); !done) return tl::unexpected(done.error());
  anew.id = ledger.next_id("opening");
  anew.amount.currency = currency;
  anew.price_unit = currency;
  if (auto done = ledger.append(database, anew); !done) return tl::unexpected(done.error());
  return {};
}

}  // namespace ballast::actors
