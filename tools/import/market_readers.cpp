// Readers of what changes daily: prices, exchange rates, dividends.
#include <array>

#include "actors/universe/imports.hpp"
#include "planner/model/currency.hpp"
#include "tools/import/price_scanner.hpp"
#include "tools/import/reading.hpp"

namespace ballast::tools {
namespace {

using planner::Date;

constexpr double volume_unknown = -1.0;
constexpr std::size_t code_length = 3;

std::int32_t day_number(Date date) {
  return static_cast<std::int32_t>(date.time_since_epoch().count());
}

/// Columns that a file may have besides; each row tells each that its header names.
void read_quoted_prices(const CsvTable& table, messages::ImportPrices& body) {
  constexpr double price_unknown = -1.0;
  const std::array<std::pair<const char*, std::vector<double>*>, 4> columns = {
      {{"close_unadjusted", &body.unadjusted},
       {"open", &body.open},
       {"high", &body.high},
       {"low", &body.low}}};
  for (const auto& [name, values] : columns) {
    if (!table.has(name)) continue;
    const auto price = table.number(name);
    if (price && *price <= 0.0)
      table.stop(name, "this price is not above zero", "a number above 0");
    values->push_back(price.value_or(price_unknown));
  }
}

void read_price_rows(CsvTable& table, messages::ImportPrices& body) {
  Names symbols(body.symbols, names_max);
  FirstLines<std::pair<std::uint16_t, std::int32_t>> seen;
  while (table.next()) {
    const std::string symbol = table.symbol("symbol");
    const std::uint16_t place = symbols.place(table, "symbol", symbol);
    const std::int32_t day = day_number(table.needed_date("date"));
    if (!actors::is_plausible_day(day)) {
      table.stop("date", "the day is out of range", actors::plausible_days);
    }
    seen.once(table, "date", {place, day}, fmt::format("{} of {}", table.text("date"), symbol));
    const double close = table.positive_number("close");
    const double volume = table.number("volume").value_or(volume_unknown);
    if (table.number("volume") && volume < 0.0) {
      table.stop("volume", "volume is negative", "a number from 0");
    }
    read_quoted_prices(table, body);
    body.symbol.push_back(place);
    body.day.push_back(day);
    body.close.push_back(close);
    body.volume.push_back(volume);
    body.line.push_back(line_of(table));
  }
}

/// Returns the currencies of the pairs in the header, and sets the base they share.
std::vector<std::string> currencies_of(const CsvTable& table, messages::ImportRates& body) {
  std::vector<std::string> pairs;
  for (const std::string& column : table.columns()) {
    if (column == "date") continue;
    const std::string base = column.substr(0, code_length);
    const std::string quoted = column.size() == 2 * code_length ? column.substr(code_length) : "";
    const bool known = planner::is_currency(base) && planner::is_currency(quoted);
    if (!known || (!pairs.empty() && base != body.base_currency)) {
      table.stop(column, fmt::format("the column '{}' is no pair of currencies", column),
                 "pairs of one base such as EURUSD");
    }
    body.base_currency = base;
    pairs.push_back(column);
  }
  return pairs;
}

void read_rate_rows(CsvTable& table, messages::ImportRates& body) {
  const std::vector<std::string> pairs = currencies_of(table, body);
  for (const std::string& pair : pairs) body.currencies.push_back(pair.substr(code_length));
  FirstLines<std::int32_t> seen;
  while (table.next()) {
    const std::int32_t day = day_number(table.needed_date("date"));
    seen.once(table, "date", day, table.text("date"));
    for (std::size_t place = 0; place < pairs.size(); ++place) {
      if (table.text(pairs[place]).empty()) continue;
      body.currency.push_back(static_cast<std::uint16_t>(place));
      body.day.push_back(day);
      body.per_base.push_back(table.positive_number(pairs[place]));
      body.line.push_back(line_of(table));
    }
  }
}

void read_dividend_rows(CsvTable& table, messages::ImportDividends& body) {
  FirstLines<std::pair<std::string, Date>> seen;
  while (table.next()) {
    messages::DividendRow row;
    row.line = line_of(table);
    row.symbol = table.symbol("symbol");
    row.ex_date = table.needed_date("ex_date");
    row.amount = table.positive_number("amount");
    row.currency = table.needed_text("currency");
    if (!planner::quotation_of(row.currency)) {
      table.stop("currency", fmt::format("'{}' is no currency", row.currency),
                 "a currency such as EUR, or GBX, ILA, ZAC");
    }
    seen.once(table, "ex_date", {row.symbol, row.ex_date},
              fmt::format("{} of {}", table.text("ex_date"), row.symbol));
    body.rows.push_back(std::move(row));
  }
}

}  // namespace

planner::Result<Imported<messages::ImportPrices>> read_prices(std::string_view text,
                                                              const std::string& name) {
  if (auto scanned = scan_prices(text, name)) return std::move(*scanned);
  return read_prices_plainly(text, name);
}

planner::Result<Imported<messages::ImportPrices>> read_prices_plainly(std::string_view text,
                                                                      const std::string& name) {
  return reading<messages::ImportPrices>(text, name, {"date", "symbol", "close"},
                                         {"volume", "close_unadjusted", "open", "high", "low"},
                                         read_price_rows);
}

planner::Result<Imported<messages::ImportRates>> read_rates(std::string_view text,
                                                            const std::string& name) {
  auto imported = reading<messages::ImportRates>(text, name, {"date"}, {}, read_rate_rows);
  if (imported) imported->ignored_columns.clear();
  return imported;
}

planner::Result<Imported<messages::ImportDividends>> read_dividends(std::string_view text,
                                                                    const std::string& name) {
  return reading<messages::ImportDividends>(text, name, {"symbol", "ex_date", "amount", "currency"},
                                            {}, read_dividend_rows);
}

}  // namespace ballast::tools
