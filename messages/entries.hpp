// Entries of the ledger that a person tells, as rows of a file. All numbers are exact.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "messages/ledger.hpp"

namespace ballast::messages {

struct EntryRow {
  std::uint32_t line = 0;  // of the file, from 1
  std::string id;          // for ever one fact
  std::string account{planner::ledger::main_account};
  planner::ledger::EntryKind kind = planner::ledger::EntryKind::deposit;
  planner::Date day{};
  std::optional<planner::Date> acquired;  // of an opening
  std::string symbol;
  std::int64_t quantity = 0;             // billionths of a share
  std::int64_t price = 0;                // billionths per share, in `currency`; 0: not told
  std::string currency;                  // or the unit of the price, such as GBX
  std::optional<planner::Money> amount;  // empty: quantity times price
  planner::Money fee;
  planner::Money tax;
  std::string received_currency;  // of an exchange
  planner::Money received;
  std::int64_t rate = 0;    // billionths of the currency per unit of the base currency; 0: not told
  std::string rate_source;  // who told it
  std::int64_t split_become = 0;
  std::int64_t split_held = 0;
  planner::ledger::LotMethod method = planner::ledger::LotMethod::average;
  std::string reverses;  // id of an entry
  std::string note;

  bool operator==(const EntryRow&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("line", self.line);
    visit("id", self.id);
    visit("account", self.account, may_be_absent);
    visit("kind", self.kind);
    visit("day", self.day);
    visit("acquired", self.acquired);
    visit("symbol", self.symbol, may_be_absent);
    visit("quantity", self.quantity, may_be_absent);
    visit("price", self.price, may_be_absent);
    visit("currency", self.currency, may_be_absent);
    visit("amount", self.amount);
    visit("fee", self.fee, may_be_absent);
    visit("tax", self.tax, may_be_absent);
    visit("received_currency", self.received_currency, may_be_absent);
    visit("received", self.received, may_be_absent);
    visit("rate", self.rate, may_be_absent);
    visit("rate_source", self.rate_source, may_be_absent);
    visit("split_become", self.split_become, may_be_absent);
    visit("split_held", self.split_held, may_be_absent);
    visit("method", self.method, may_be_absent);
    visit("reverses", self.reverses, may_be_absent);
    visit("note", self.note, may_be_absent);
  }
};

/// So many fit into the values of one frame.
inline constexpr std::size_t entry_rows_max = 10'000;

/// CLI -> portfolio. Books them in order, each id once; all or none. Answered with ImportReport.
struct ImportEntries {
  static constexpr std::string_view type = "ImportEntries";
  std::string source;
  bool dry_run = false;
  std::vector<EntryRow> rows;

  bool operator==(const ImportEntries&) const = default;

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("source", self.source);
    visit("dry_run", self.dry_run, may_be_absent);
    visit("rows", self.rows);
  }
};

}  // namespace ballast::messages
