#include "actors/portfolio/kept_ledger.hpp"

#include <fmt/format.h>

#include "actors/portfolio/ledger_rows.hpp"

namespace ballast::actors {

using planner::Result;
using planner::ledger::Booked;
using planner::ledger::Ledger;

Result<void> KeptLedger::refresh(SQLite::Database& database) {
  if (entry_count(database) == ledger_.entries().size()) return {};
  auto entries = all_entries(database);
  if (!entries) return tl::unexpected(entries.error());
  auto ledger = Ledger::of(std::move(*entries));
  if (!ledger) {
    return tl::unexpected(planner::Failure{
        planner::FailureKind::invalid,
        "the entries of this ledger cannot follow each other: " + describe(ledger.error()), "",
        "a backup of the store"});
  }
  ledger_ = std::move(*ledger);
  return {};
}

Result<Booked> KeptLedger::append(SQLite::Database& database, planner::ledger::Entry entry,
                                  std::optional<planner::Date> today) {
  auto booked = ledger_.append(std::move(entry), today);
  if (booked) put_entry(database, ledger_.entries().size(), ledger_.entries().back());
  return booked;
}

const planner::ledger::Holding* KeptLedger::held(planner::SecurityId security) const {
  const auto& holdings = books().account(std::string(planner::ledger::main_account)).holdings;
  const auto at = holdings.find(security);
  return at == holdings.end() ? nullptr : &at->second;
}

std::string KeptLedger::next_id(std::string_view kind) const {
  return fmt::format("{}-{}", kind, ledger_.entries().size() + 1);
}

}  // namespace ballast::actors
