#include "actors/portfolio/import_entries.hpp"

#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

namespace ledger = planner::ledger;
using ledger::Entry;
using ledger::EntryKind;
using messages::EntryRow;
using planner::Money;
using planner::Result;
using planner::Security;

constexpr std::string_view id_prefix = "file/";

bool moves_shares(EntryKind kind) {
  return kind == EntryKind::opening || kind == EntryKind::removal || kind == EntryKind::buy ||
         kind == EntryKind::sell;
}

bool moves_money(EntryKind kind) {
  return kind != EntryKind::split && kind != EntryKind::method && kind != EntryKind::reversal;
}

/// The currency or unit that a row counts in: its own, else that of its security.
std::string unit_of(const EntryRow& row, const Security* security) {
  if (!row.currency.empty() || security == nullptr) return row.currency;
  return security->quotation_unit;
}

std::map<std::string, const Security*> by_symbol(const std::vector<Security>& securities) {
  std::map<std::string, const Security*> out;
  for (const Security& security : securities) out.emplace(security.symbol, &security);
  return out;
}

/// The currency that a row needs a rate of; empty: none.
std::string rated_currency(const EntryRow& row,
                           const std::map<std::string, const Security*>& known) {
  if (!moves_money(row.kind)) return "";
  const auto security = known.find(row.symbol);
  const auto quotation =
      planner::quotation_of(unit_of(row, security == known.end() ? nullptr : security->second));
  return quotation ? quotation->currency : "";
}

class EntryImport {
 public:
  EntryImport(SQLite::Database& database, KeptLedger& kept, const messages::ImportEntries& import,
              const EntrySurroundings& known, planner::Date today, ImportTally& tally)
      : database_(database),
        kept_(kept),
        import_(import),
        base_currency_(known.rates.base_currency),
        known_(by_symbol(known.securities)),
        today_(today),
        tally_(tally) {
    for (const messages::RateLine& line : known.rates.rates) {
      told_.emplace(std::pair(line.currency, line.asked), &line);
    }
  }

  Result<void> run() {
    for (const EntryRow& row : import_.rows) {
      if (auto done = take(row); !done) return done;
    }
    return {};
  }

 private:
  [[nodiscard]] tl::unexpected<planner::Failure> wrong(const EntryRow& row, std::string what,
                                                       std::string allowed) const {
    return wrong_row(import_.source, row.line, std::move(what), std::move(allowed));
  }

  Result<void> take(const EntryRow& row) {
    auto entry = entry_of(row);
    if (!entry) return tl::unexpected(entry.error());
    const bool needs_rate = entry->rate.per_base == ledger::Rate{} && moves_money(row.kind);
    const Entry* booked = kept_.ledger().find(entry->id);
    if (booked != nullptr) return compare(row, *booked, std::move(*entry));
    const std::string change = ledger::describe(*entry);
    if (auto done = kept_.append(database_, std::move(*entry), today_); !done) {
      return wrong(row, done.error().what, done.error().allowed);
    }
    tally_.added(change);
    if (needs_rate) {
      tally_.warn(fmt::format("line {}: no rate of that day is known: {} has no value in {}",
                              row.line, change, base_currency_));
    }
    return {};
  }

  Result<void> compare(const EntryRow& row, const Entry& booked, Entry told) {
    if (row.rate == 0) told.rate = booked.rate;  // of the day when it was booked
    told.note = booked.note;
    if (told == booked) {
      tally_.unchanged();
      return {};
    }
    return wrong(
        row,
        fmt::format("{} was booked before, and otherwise: {}", row.id, ledger::describe(booked)),
        "a reversal of it, and the right entry under another id");
  }

  Result<Entry> entry_of(const EntryRow& row) {
    Entry out;
    out.id = std::string(id_prefix) + row.id;
    out.account = row.account;
    out.kind = row.kind;
    out.day = row.day;
    out.acquired = row.acquired;
    out.quantity = ledger::Quantity::of(row.quantity);
    out.price = ledger::Price::of(row.price);
    out.fee = row.fee;
    out.tax = row.tax;
    out.split = {row.split_become, row.split_held};
    out.method = row.method;
    out.reverses = reversed_id(row.reverses);
    out.reported = true;
    out.note =
        row.note.empty() ? "import of " + import_.source.substr(0, source_bytes_max) : row.note;
    if (auto done = put_security(row, out); !done) return tl::unexpected(done.error());
    if (!moves_money(row.kind)) return out;
    if (auto done = put_money(row, out); !done) return tl::unexpected(done.error());
    return out;
  }

  /// People name an entry by the id that they gave it, or by the one that the books show.
  [[nodiscard]] std::string reversed_id(const std::string& told) const {
    const std::string own = std::string(id_prefix) + told;
    return told.empty() || kept_.ledger().find(own) == nullptr ? told : own;
  }

  Result<void> put_security(const EntryRow& row, Entry& out) const {
    if (row.symbol.empty()) {
      if (!moves_shares(row.kind) && row.kind != EntryKind::split) return {};
      return wrong(row, fmt::format("a {} needs a symbol", ledger::name_of(row.kind)),
                   "the symbol of a security");
    }
    const auto found = known_.find(row.symbol);
    if (found == known_.end()) {
      return wrong(row, fmt::format("{} is no known security", row.symbol),
                   "import its security first");
    }
    out.security = found->second->id;
    out.symbol = row.symbol;
    return {};
  }

  Result<void> put_money(const EntryRow& row, Entry& out) const {
    const auto found = known_.find(row.symbol);
    const std::string unit = unit_of(row, found == known_.end() ? nullptr : found->second);
    const auto quotation = planner::quotation_of(unit);
    if (!quotation) {
      return wrong(row, fmt::format("a {} needs a currency", ledger::name_of(row.kind)),
                   "a currency such as EUR");
    }
    out.price_unit = out.price > ledger::Price{} ? unit : "";
    out.amount.currency = quotation->currency;
    const auto value =
        ledger::value_of(out.quantity, out.price, static_cast<int>(quotation->units_per_whole));
    if (!row.amount && !value) return wrong(row, "the value is too large", "up to 1e12");
    out.amount.money = row.amount.value_or(*value);
    if (row.kind == EntryKind::exchange) put_received(row, out);
    put_rate(row, out);
    return {};
  }

  static void put_received(const EntryRow& row, Entry& out) {
    const auto quotation = planner::quotation_of(row.received_currency);
    out.received = {quotation ? quotation->currency : row.received_currency, row.received};
  }

  /// The rate that the row tells, else what the exchange itself says, else that of the day.
  void put_rate(const EntryRow& row, Entry& out) const {
    if (row.rate != 0) {
      out.rate = {ledger::Rate::of(row.rate),
                  row.rate_source.empty() ? "the file" : row.rate_source, row.day};
      return;
    }
    if (out.received && out.received->currency == base_currency_ && out.received->money > Money{}) {
      const auto rate =
          ledger::scaled(out.amount.money.micros(), ledger::billion, out.received->money.micros());
      if (rate) out.rate = {ledger::Rate::of(*rate), "the exchange itself", row.day};
      return;
    }
    const auto told = told_.find({out.amount.currency, row.day});
    if (told == told_.end()) return;
    const auto rate = ledger::Rate::nearest(told->second->per_base);
    if (rate && *rate > ledger::Rate{}) out.rate = {*rate, told->second->source, told->second->day};
  }

  static constexpr std::size_t source_bytes_max = 200;

  SQLite::Database& database_;
  KeptLedger& kept_;
  const messages::ImportEntries& import_;
  const std::string& base_currency_;
  std::map<std::pair<std::string, planner::Date>, const messages::RateLine*> told_;
  std::map<std::string, const Security*> known_;
  planner::Date today_;
  ImportTally& tally_;
};

}  // namespace

messages::GetRates rates_wanted(const std::vector<EntryRow>& rows,
                                const std::vector<Security>& securities) {
  const auto known = by_symbol(securities);
  std::set<std::pair<std::string, std::int32_t>> wanted;
  for (const EntryRow& row : rows) {
    const std::string currency = rated_currency(row, known);
    if (currency.empty() || row.rate != 0) continue;
    wanted.emplace(currency, static_cast<std::int32_t>(row.day.time_since_epoch().count()));
  }
  messages::GetRates out;
  for (const auto& [currency, day] : wanted) {
    out.currencies.push_back(currency);
    out.days.push_back(day);
  }
  return out;
}

Result<void> import_entries(SQLite::Database& database, KeptLedger& kept,
                            const messages::ImportEntries& import, const EntrySurroundings& known,
                            planner::Date today, ImportTally& tally) {
  return EntryImport(database, kept, import, known, today, tally).run();
}

}  // namespace ballast::actors
