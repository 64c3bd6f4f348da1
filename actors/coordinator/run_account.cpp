#include "actors/coordinator/run_account.hpp"

#include <algorithm>

namespace ballast::actors {
namespace {

constexpr std::uint64_t busy_ns_per_ms = 1'000'000;

void add_account(std::vector<messages::WorkAccount>& accounts, const std::string& name,
                 const broker::LeaseAccount& more) {
  auto at = std::find_if(accounts.begin(), accounts.end(),
                         [&](const auto& account) { return account.name == name; });
  if (at == accounts.end()) {
    at = accounts.emplace(accounts.end());
    at->name = name;
    const std::size_t mark = name.find('@');
    if (mark != std::string::npos) at->board = name.substr(mark + 1);
  }
  at->leased += more.leased;
  at->applied += more.applied;
  at->duplicates += more.duplicates;
  at->expired += more.expired;
  at->units += more.units;
  at->busy_ms += more.busy_ns / busy_ns_per_ms;
}

}  // namespace

void add_ledger(messages::WorkLedger& into, const broker::Ledger& ledger) {
  into.issued += ledger.issued;
  into.applied += ledger.total.applied;
  into.set_aside += ledger.set_aside;
  into.abandoned += ledger.abandoned;
  into.leased += ledger.total.leased;
  into.duplicates += ledger.total.duplicates;
  into.expired += ledger.total.expired;
  into.requeued += ledger.requeued;
  into.copied += ledger.copied;
  into.disagreements += ledger.disagreements;
  into.refused += ledger.refused;
  into.balances = into.balances && ledger.balances();
  for (const auto& [name, account] : ledger.by_worker) add_account(into.workers, name, account);
  for (const auto& [name, account] : ledger.by_board) add_account(into.boards, name, account);
}

}  // namespace ballast::actors
