// Readers of what the household owns: positions and cash.
#include "planner/model/currency.hpp"
#include "tools/import/reading.hpp"

namespace ballast::tools {
namespace {

void read_position_rows(CsvTable& table, messages::ImportPositions& body) {
  FirstLines<std::string> seen;
  while (table.next()) {
    messages::PositionRow row;
    row.line = line_of(table);
    row.symbol = table.symbol("symbol");
    seen.once(table, "symbol", row.symbol, row.symbol);
    row.quantity = table.positive_number("quantity");
    row.average_price = table.number("avg_price").value_or(0.0);
    if (row.average_price < 0.0) {
      table.stop("avg_price", "avg_price is negative", "a number above 0, or nothing");
    }
    row.currency = table.text("currency");
    if (!row.currency.empty() && !planner::quotation_of(row.currency)) {
      table.stop("currency", fmt::format("'{}' is no currency", row.currency),
                 "a currency such as EUR, or GBX, ILA, ZAC");
    }
    row.first_bought = table.date("first_bought");
    body.rows.push_back(std::move(row));
  }
}

void read_cash_rows(CsvTable& table, messages::ImportCash& body) {
  FirstLines<std::string> seen;
  while (table.next()) {
    messages::CashRow row;
    row.line = line_of(table);
    row.currency = table.needed_text("currency");
    if (!planner::is_currency(row.currency)) {
      table.stop("currency", fmt::format("'{}' is no currency", row.currency),
                 "a currency such as EUR, in whole units (GBP, not GBX)");
    }
    seen.once(table, "currency", row.currency, row.currency);
    row.amount = table.needed_number("amount");
    body.rows.push_back(std::move(row));
  }
}

}  // namespace

planner::Result<Imported<messages::ImportPositions>> read_positions(std::string_view text,
                                                                    const std::string& name) {
  return reading<messages::ImportPositions>(text, name, {"symbol", "quantity"},
                                            {"avg_price", "currency", "first_bought"},
                                            read_position_rows);
}

planner::Result<Imported<messages::ImportCash>> read_cash(std::string_view text,
                                                          const std::string& name) {
  return reading<messages::ImportCash>(text, name, {"currency", "amount"}, {}, read_cash_rows);
}

}  // namespace ballast::tools
