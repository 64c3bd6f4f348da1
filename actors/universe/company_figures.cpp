#include "actors/universe/company_figures.hpp"

#include "actors/universe/imports.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

constexpr std::int64_t year_days = 365;

std::optional<double> figure(SQLite::Statement& row, int place) {
  const SQLite::Column column = row.getColumn(place);
  if (column.isNull()) return std::nullopt;
  return column.getDouble();
}

/// Goes to the first row of a security up to a day.
bool has_row(SQLite::Statement& statement, planner::SecurityId security, std::int64_t last_day) {
  statement.reset();
  statement.bind(1, security.value);
  statement.bind(2, last_day);
  return statement.executeStep();
}

}  // namespace

CompanyFigureReader::CompanyFigureReader(SQLite::Database& database, std::int64_t last_day)
    : last_day_(last_day),
      fundamentals_(database,
                    "SELECT net_margin, debt_to_equity_pct, current_ratio, payout_ratio, "
                    "dividend_yield, pe, avg_dividend_yield FROM fundamentals WHERE security = ? "
                    "AND day <= ? AND ((recommendation IS NULL AND target_price IS NULL) OR "
                    "COALESCE(price, pe, net_margin, operating_margin, current_ratio, "
                    "liabilities_to_equity, debt_to_equity_pct, return_on_equity, payout_ratio, "
                    "dividend_yield, avg_dividend_yield, avg_dividend_yield_months) IS NOT NULL) "
                    "ORDER BY day DESC LIMIT 1"),
      dividends_(database,
                 "SELECT amount, unit FROM dividend WHERE security = ? AND day > ? AND day <= ?"),
      opinions_(database,
                "SELECT (SELECT recommendation FROM fundamentals WHERE security = ?1 AND day <= ?2 "
                "AND recommendation IS NOT NULL ORDER BY day DESC LIMIT 1), "
                "(SELECT target_price FROM fundamentals AS told WHERE security = ?1 AND day <= ?2 "
                "AND target_price IS NOT NULL AND NOT EXISTS (SELECT 1 FROM split WHERE "
                "split.security = ?1 AND split.day >= told.day AND split.day <= ?2) "
                "ORDER BY day DESC LIMIT 1)") {}

CompanyFigures CompanyFigureReader::of(const planner::Security& security,
                                       const std::optional<planner::Quote>& quote) {
  CompanyFigures out = of_books(security.id);
  if (!out.fundamentals.dividend_yield && quote) {
    out.fundamentals.dividend_yield = trailing_yield(security, *quote);
  }
  return out;
}

Opinions CompanyFigureReader::opinions_of(planner::SecurityId id) {
  Opinions out;
  if (!has_row(opinions_, id, last_day_)) return out;
  if (!opinions_.getColumn(0).isNull()) out.recommendation = opinions_.getColumn(0).getString();
  out.target_price = figure(opinions_, 1);
  return out;
}

CompanyFigures CompanyFigureReader::of_books(planner::SecurityId id) {
  CompanyFigures out;
  if (!has_row(fundamentals_, id, last_day_)) return out;
  out.fundamentals.net_margin = figure(fundamentals_, 0);
  out.fundamentals.debt_to_equity = figure(fundamentals_, 1);
  out.fundamentals.current_ratio = figure(fundamentals_, 2);
  out.fundamentals.payout_ratio = figure(fundamentals_, 3);
  out.fundamentals.dividend_yield = figure(fundamentals_, 4);
  out.fundamentals.price_to_earnings = figure(fundamentals_, 5);
  out.average_yield = figure(fundamentals_, 6);
  return out;
}

std::optional<double> CompanyFigureReader::trailing_yield(const planner::Security& security,
                                                          const planner::Quote& quote) {
  const std::int64_t day = number_of(quote.date);
  dividends_.reset();
  dividends_.bind(1, security.id.value);
  dividends_.bind(2, day - year_days);
  dividends_.bind(3, day);
  std::optional<double> paid;
  while (dividends_.executeStep()) {
    const auto quotation = planner::quotation_of(dividends_.getColumn(1).getString());
    if (!quotation || quotation->currency != security.currency) continue;
    paid = paid.value_or(0.0) + dividends_.getColumn(0).getDouble() / quotation->units_per_whole;
  }
  if (!paid) return std::nullopt;
  return *paid / quote.price;
}

}  // namespace ballast::actors
