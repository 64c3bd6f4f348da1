// Readers of what is known of companies: securities and fundamentals.
#include <array>

#include <fmt/ranges.h>

#include "actors/universe/isin.hpp"
#include "planner/model/currency.hpp"
#include "planner/model/recommendation.hpp"
#include "tools/import/reading.hpp"

namespace ballast::tools {
namespace {

constexpr std::int64_t lot_max = 1'000'000;
constexpr std::array product_types = {"equity", "etf", "etc", "mutual_fund", "unknown"};

std::uint32_t lot_of(const CsvTable& table) {
  const std::int64_t lot = table.whole("lot").value_or(1);
  if (lot < 1 || lot > lot_max) {
    table.stop("lot", fmt::format("lot {} is no board lot", lot),
               fmt::format("a whole number from 1 to {}", lot_max));
  }
  return static_cast<std::uint32_t>(lot);
}

std::string isin_of(const CsvTable& table) {
  std::string isin = table.text("isin");
  if (!isin.empty() && !actors::is_isin(isin)) {
    table.stop("isin", fmt::format("'{}' is no ISIN", isin),
               "two letters, nine letters or digits, the right check digit");
  }
  return isin;
}

std::string type_of_product(const CsvTable& table) {
  std::string type = table.text("type");
  if (type.empty()) return "equity";
  for (const char* known : product_types) {
    if (type == known) return type;
  }
  table.stop("type", fmt::format("'{}' is no type of product", type),
             fmt::format("{}", fmt::join(product_types, ", ")));
}

std::string quoted_in(const CsvTable& table) {
  std::string unit = table.needed_text("currency");
  if (!planner::quotation_of(unit)) {
    table.stop("currency", fmt::format("'{}' is no currency", unit),
               "a currency such as EUR, or GBX, ILA, ZAC");
  }
  return unit;
}

messages::SecurityRow security_row(const CsvTable& table) {
  messages::SecurityRow row;
  row.line = line_of(table);
  row.symbol = table.symbol("symbol");
  row.isin = isin_of(table);
  row.name = table.text("name");
  row.country = table.text("country");
  row.industry = table.text("industry");
  row.currency = quoted_in(table);
  row.exchange = table.text("exchange");
  row.lot = lot_of(table);
  row.sector = table.text("sector");
  row.product_type = type_of_product(table);
  row.active = table.flag("active", true);
  row.allow_buy = table.flag("allow_buy", true);
  row.allow_sell = table.flag("allow_sell", true);
  if (!table.text("multiplier").empty())
    row.priority_multiplier = table.positive_number("multiplier");
  return row;
}

void read_security_rows(CsvTable& table, messages::ImportSecurities& body) {
  FirstLines<std::string> symbols;
  FirstLines<std::string> isins;
  while (table.next()) {
    messages::SecurityRow row = security_row(table);
    symbols.once(table, "symbol", row.symbol, row.symbol);
    if (!row.isin.empty()) isins.once(table, "isin", row.isin, row.isin);
    body.rows.push_back(std::move(row));
  }
}

std::optional<std::string> recommendation_in(const CsvTable& table) {
  const std::string word = table.text("recommendation");
  if (word.empty()) return std::nullopt;
  const auto known = planner::recommendation_of(word);
  if (!known) {
    table.stop("recommendation", fmt::format("'{}' is no recommendation", word),
               std::string(planner::recommendation_spellings));
  }
  return std::string(known->name);
}

messages::FundamentalsRow fundamentals_row(const CsvTable& table) {
  messages::FundamentalsRow row;
  row.line = line_of(table);
  row.symbol = table.symbol("symbol");
  row.date = table.needed_date("date");
  const std::int64_t year = table.whole("fiscal_year").value_or(0);
  if (year < 0 || year > 9999) table.stop("fiscal_year", "this is no year", "0 to 9999");
  row.fiscal_year = static_cast<std::int32_t>(year);
  row.price = table.number("price");
  row.pe = table.number("pe");
  row.net_margin = table.number("net_margin");
  row.operating_margin = table.number("operating_margin");
  row.current_ratio = table.number("current_ratio");
  row.liabilities_to_equity = table.number("liabilities_to_equity");
  row.debt_to_equity_pct = table.number("debt_to_equity_pct");
  row.return_on_equity = table.number("return_on_equity");
  row.payout_ratio = table.number("payout_ratio");
  row.dividend_yield = table.number("dividend_yield");
  row.avg_dividend_yield = table.number("avg_dividend_yield");
  row.avg_dividend_yield_months = table.number("avg_dividend_yield_months");
  row.recommendation = recommendation_in(table);
  if (!table.text("target_price").empty()) row.target_price = table.positive_number("target_price");
  return row;
}

void read_fundamentals_rows(CsvTable& table, messages::ImportFundamentals& body) {
  FirstLines<std::pair<std::string, planner::Date>> seen;
  while (table.next()) {
    messages::FundamentalsRow row = fundamentals_row(table);
    seen.once(table, "date", {row.symbol, row.date},
              fmt::format("{} of {}", table.text("date"), row.symbol));
    body.rows.push_back(std::move(row));
  }
}

}  // namespace

planner::Result<Imported<messages::ImportSecurities>> read_securities(std::string_view text,
                                                                      const std::string& name) {
  return reading<messages::ImportSecurities>(
      text, name, {"symbol", "currency"},
      {"isin", "name", "type", "country", "industry", "sector", "exchange", "lot", "active",
       "allow_buy", "allow_sell", "multiplier"},
      read_security_rows);
}

planner::Result<Imported<messages::ImportFundamentals>> read_fundamentals(std::string_view text,
                                                                          const std::string& name) {
  return reading<messages::ImportFundamentals>(
      text, name, {"symbol", "date"},
      {"fiscal_year", "price", "pe", "net_margin", "operating_margin", "current_ratio",
       "liabilities_to_equity", "debt_to_equity_pct", "return_on_equity", "payout_ratio",
       "dividend_yield", "avg_dividend_yield", "avg_dividend_yield_months", "recommendation",
       "target_price"},
      read_fundamentals_rows);
}

}  // namespace ballast::tools
