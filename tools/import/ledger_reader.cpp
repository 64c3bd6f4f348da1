// Reader of entries of the ledger: deposits, purchases, dividends and so on, told by hand or by a
// bank.
#include <algorithm>
#include <map>

#include "messages/hashes.hpp"
#include "planner/ledger/decimal.hpp"
#include "planner/model/currency.hpp"
#include "tools/import/reading.hpp"

namespace ballast::tools {
namespace {

namespace ledger = planner::ledger;
using ledger::EntryKind;
using planner::Money;

constexpr int money_digits = 6;
constexpr int number_digits = 9;
constexpr std::size_t id_digits = 16;

const std::vector<std::string>& optional_columns() {
  static const std::vector<std::string> names{
      "id",       "account", "symbol",   "quantity",          "price", "amount",
      "currency", "fee",     "tax",      "received",          "rate",  "rate_source",
      "acquired", "split",   "reverses", "received_currency", "note",  "method"};
  return names;
}

/// Returns a cell as whole units of 10^-digits, or nothing for an empty one.
std::optional<std::int64_t> exact(const CsvTable& table, const std::string& column, int digits) {
  const std::string text = table.text(column);
  if (text.empty()) return std::nullopt;
  const auto number = ledger::parse_decimal(text, digits);
  if (number && number->exact) return number->count;
  table.stop(column, fmt::format("{} '{}' is no number that can be counted", column, text),
             fmt::format("such as 12.5, with up to {} decimals", digits));
}

Money money(const CsvTable& table, const std::string& column) {
  return Money::from_micros(exact(table, column, money_digits).value_or(0));
}

template <class Kind, class Names>
Kind chosen(const CsvTable& table, const std::string& column, const Names& names,
            std::optional<Kind> kind) {
  if (kind) return *kind;
  table.stop(column, fmt::format("{} '{}' is not known", column, table.text(column)),
             fmt::format("{}", fmt::join(names, ", ")));
}

std::string currency(const CsvTable& table, const std::string& column) {
  std::string text = table.text(column);
  if (text.empty() || planner::quotation_of(text)) return text;
  table.stop(column, fmt::format("'{}' is no currency", text),
             "a currency such as EUR, or GBX, ILA, ZAC");
}

/// "3:2": each two shares became three.
void read_split(const CsvTable& table, messages::EntryRow& row) {
  const std::string text = table.text("split");
  if (text.empty()) return;
  const std::size_t colon = text.find(':');
  const auto become = ledger::parse_decimal(text.substr(0, colon), 0);
  const auto held =
      colon == std::string::npos ? std::nullopt : ledger::parse_decimal(text.substr(colon + 1), 0);
  if (!become || !held || !become->exact || !held->exact) {
    table.stop("split", fmt::format("split '{}' is no ratio", text),
               "such as 3:2, where each 2 shares became 3");
  }
  row.split_become = become->count;
  row.split_held = held->count;
}

messages::EntryRow read_row(const CsvTable& table) {
  messages::EntryRow row;
  row.line = line_of(table);
  row.id = table.text("id");
  if (const std::string account = table.text("account"); !account.empty()) row.account = account;
  row.day = table.needed_date("date");
  row.kind = chosen(table, "kind", ledger::entry_kind_names,
                    ledger::entry_kind(table.needed_text("kind")));
  row.acquired = table.date("acquired");
  if (!table.text("symbol").empty()) row.symbol = table.symbol("symbol");
  row.quantity = exact(table, "quantity", number_digits).value_or(0);
  row.price = exact(table, "price", number_digits).value_or(0);
  row.currency = currency(table, "currency");
  if (const auto amount = exact(table, "amount", money_digits)) {
    row.amount = Money::from_micros(*amount);
  }
  row.fee = money(table, "fee");
  row.tax = money(table, "tax");
  row.received = money(table, "received");
  row.received_currency = currency(table, "received_currency");
  row.rate = exact(table, "rate", number_digits).value_or(0);
  row.rate_source = table.text("rate_source");
  read_split(table, row);
  if (!table.text("method").empty()) {
    row.method =
        chosen(table, "method", ledger::lot_method_names, ledger::lot_method(table.text("method")));
  }
  row.reverses = table.text("reverses");
  row.note = table.text("note");
  return row;
}

/// An id for a row that was told none: from what it says, and how often the file said so before.
class RowIds {
 public:
  std::string id_of(const CsvTable& table) {
    std::string said = table.text("date") + '\x1f' + table.text("kind");
    for (const std::string& column : optional_columns()) said += '\x1f' + table.text(column);
    const std::string hash = messages::sha256_hex(said).substr(0, id_digits);
    return fmt::format("{}-{}", hash, ++seen_[hash]);
  }

 private:
  std::map<std::string, int> seen_;
};

/// The oldest day first. Banks like to tell the newest first; then so are the rows of one day.
void put_in_order(std::vector<messages::EntryRow>& rows) {
  if (!rows.empty() && rows.front().day > rows.back().day) std::reverse(rows.begin(), rows.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.day < b.day; });
}

void read_entry_rows(CsvTable& table, messages::ImportEntries& body) {
  FirstLines<std::string> seen;
  RowIds ids;
  while (table.next()) {
    messages::EntryRow row = read_row(table);
    if (row.id.empty()) {
      row.id = ids.id_of(table);
    } else {
      seen.once(table, "id", row.id, row.id);
    }
    body.rows.push_back(std::move(row));
    if (body.rows.size() > messages::entry_rows_max) {
      table.stop("date", fmt::format("more than {} rows", messages::entry_rows_max),
                 "a file for each year");
    }
  }
  put_in_order(body.rows);
}

}  // namespace

planner::Result<Imported<messages::ImportEntries>> read_entries(std::string_view text,
                                                                const std::string& name) {
  return reading<messages::ImportEntries>(text, name, {"date", "kind"}, optional_columns(),
                                          read_entry_rows);
}

}  // namespace ballast::tools
