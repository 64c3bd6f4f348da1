#include "planner/ledger/books.hpp"

#include "planner/ledger/apply_entry.hpp"

namespace ballast::planner::ledger {
namespace {

void add_line(std::string& out, std::initializer_list<std::string> words) {
  for (const std::string& word : words) out += word + ' ';
  out.back() = '\n';
}

std::string day_text(std::optional<Date> day) {
  return day ? format_date(*day) : "-";
}

std::string micros_text(std::optional<Money> money) {
  return money ? std::to_string(money->micros()) : "-";
}

void add_holding(std::string& out, SecurityId security, const Holding& holding) {
  add_line(out, {"holding", std::to_string(security.value), holding.symbol(), holding.currency(),
                 day_text(holding.first_bought()), std::to_string(holding.quantity().count()),
                 micros_text(holding.cost())});
  for (const Lot& lot : holding.lots()) {
    add_line(out,
             {"lot", lot.opened_by, day_text(lot.acquired), std::to_string(lot.quantity.count()),
              micros_text(lot.cost), lot.cost_known ? "known" : "unknown",
              micros_text(lot.base_cost), std::to_string(lot.price.count())});
  }
}

}  // namespace

Money AccountState::balance(BookAccount account, const std::string& currency) const {
  const auto at = balances.find({account, currency});
  return at == balances.end() ? Money{} : at->second;
}

Result<Booked> Books::apply(const Entry& entry) {
  const auto [at, fresh] = accounts_.try_emplace(entry.account);
  auto booked = apply_entry(at->second, entry);
  if (!booked && fresh) accounts_.erase(at);
  return booked;
}

const AccountState& Books::account(const std::string& name) const {
  static const AccountState nothing;
  const auto at = accounts_.find(name);
  return at == accounts_.end() ? nothing : at->second;
}

std::string text_of(const Books& books) {
  std::string out;
  for (const auto& [name, state] : books.accounts()) {
    add_line(out, {"account", name, std::string(name_of(state.method))});
    for (const auto& [key, money] : state.balances) {
      add_line(out, {"balance", std::string(name_of(key.first)), key.second, micros_text(money)});
    }
    for (const auto& [security, holding] : state.holdings) add_holding(out, security, holding);
  }
  return out;
}

}  // namespace ballast::planner::ledger
