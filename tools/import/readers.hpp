// CSV files to the bodies of import commands. All or nothing: a mistake names file, line, column
// and what was expected, and nothing is imported. Columns are found by name; further ones are
// ignored and named.
//
//   securities    symbol, currency [isin name type country industry sector exchange lot active
//                 allow_buy allow_sell multiplier]; without `type` a security is an equity
//   prices        date, symbol, close [volume close_unadjusted open high low]
//   positions     symbol, quantity [avg_price currency first_bought]
//   cash          currency, amount
//   ledger        date, kind [id account symbol quantity price amount currency fee tax received
//                 received_currency rate rate_source acquired split method reverses note]
//   fx            date, then one column for each pair, such as EURUSD: units per one EUR
//   dividends     symbol, ex_date, amount, currency
//   fundamentals  symbol, date [fiscal_year price pe net_margin operating_margin current_ratio
//                 liabilities_to_equity debt_to_equity_pct return_on_equity payout_ratio
//                 dividend_yield avg_dividend_yield avg_dividend_yield_months recommendation
//                 target_price]; fractions
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "messages/books.hpp"
#include "messages/entries.hpp"
#include "messages/market.hpp"
#include "planner/model/failure.hpp"

namespace ballast::tools {

template <class Body>
struct Imported {
  Body body;                                 // dry_run is the caller's to set
  std::vector<std::string> ignored_columns;  // to be told once
};

/// `text` is the whole file, `name` what failures call it. read_text_file gives the text.
[[nodiscard]] planner::Result<Imported<messages::ImportSecurities>> read_securities(
    std::string_view text, const std::string& name);
[[nodiscard]] planner::Result<Imported<messages::ImportPrices>> read_prices(
    std::string_view text, const std::string& name);
/// The same, cell by cell: what read_prices does where scan_prices does not help.
[[nodiscard]] planner::Result<Imported<messages::ImportPrices>> read_prices_plainly(
    std::string_view text, const std::string& name);
[[nodiscard]] planner::Result<Imported<messages::ImportRates>> read_rates(std::string_view text,
                                                                          const std::string& name);
[[nodiscard]] planner::Result<Imported<messages::ImportDividends>> read_dividends(
    std::string_view text, const std::string& name);
[[nodiscard]] planner::Result<Imported<messages::ImportFundamentals>> read_fundamentals(
    std::string_view text, const std::string& name);
[[nodiscard]] planner::Result<Imported<messages::ImportPositions>> read_positions(
    std::string_view text, const std::string& name);
[[nodiscard]] planner::Result<Imported<messages::ImportCash>> read_cash(std::string_view text,
                                                                        const std::string& name);
/// The rows stand in the order of their days; a row without an id has one that follows from what
/// it says.
[[nodiscard]] planner::Result<Imported<messages::ImportEntries>> read_entries(
    std::string_view text, const std::string& name);

}  // namespace ballast::tools
