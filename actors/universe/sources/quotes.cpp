#include "actors/universe/sources/quotes.hpp"

#include <fmt/format.h>

#include "actors/imports/csv_table.hpp"
#include "actors/universe/sources/binance_klines.hpp"
#include "actors/universe/sources/json_payload.hpp"
#include "planner/model/instant.hpp"

namespace ballast::actors {
namespace {

using planner::BestQuote;
using planner::Result;

constexpr double shares_a_round_lot = 100.0;
constexpr std::int64_t first_in_shares_ms = 1'762'128'000'000;  // 2025-11-03

Result<BestQuote> alpaca_quote(const Json& row, const std::string& symbol,
                               const Expected& expected) {
  const auto stamp = text_member(row, "t");
  const auto at = stamp ? planner::parse_instant(*stamp) : std::nullopt;
  const auto bid = number_member(row, "bp");
  const auto ask = number_member(row, "ap");
  if (!at || !bid || !ask) {
    return bad_payload(expected, fmt::format("the quote of {} is not whole", begin_of(symbol)),
                       "the instant t and the numbers bp and ap");
  }
  BestQuote out{*bid, *ask, number_member(row, "bs"), number_member(row, "as"),
                *at / planner::ns_per_ms};
  if (out.at_ms < first_in_shares_ms) {
    for (auto* size : {&out.bid_size, &out.ask_size}) {
      if (*size) **size *= shares_a_round_lot;
    }
  }
  return out;
}

BestQuote file_quote(const CsvTable& table) {
  const std::string time = table.needed_text("time");
  const auto at = planner::parse_instant(time);
  if (!at) {
    table.stop("time", fmt::format("'{}' is no instant", begin_of(time)), "2026-11-20T15:59:58Z");
  }
  return {table.needed_number("bid"), table.needed_number("ask"), table.number("bid_size"),
          table.number("ask_size"), *at / planner::ns_per_ms};
}

}  // namespace

void take_quote(QuotesTold& told, const std::string& symbol, const BestQuote& quote,
                std::int64_t now_ms) {
  if (quote.bid == 0.0 || quote.ask == 0.0) return;
  const auto known = told.quotes.find(symbol);
  if (known != told.quotes.end() && known->second.at_ms > quote.at_ms) return;
  if (const std::string fault = find_fault(quote, now_ms); !fault.empty()) {
    told.flags[symbol] =
        fmt::format("no quote of bid {} and ask {}: {}", quote.bid, quote.ask, fault);
    return;
  }
  told.flags.erase(symbol);
  told.quotes[symbol] = quote;
  if (const double spread = spread_of(quote); spread > planner::wide_spread_min) {
    told.flags[symbol] = fmt::format("bid {} and ask {} are {:.1f} % apart, a very wide spread",
                                     quote.bid, quote.ask, spread * 100.0);
  }
}

Result<QuotesTold> read_alpaca_quotes(std::string_view payload, std::int64_t now_ms,
                                      const Expected& expected) {
  const auto json = read_payload(payload, expected);
  if (!json) return tl::unexpected(json.error());
  const Json* const quotes = member(*json, "quotes");
  if (quotes == nullptr || !(quotes->is_object() || quotes->is_null())) {
    return bad_payload(expected, "these are no quotes", "\"quotes\" by symbol");
  }
  QuotesTold out;
  if (quotes->is_null()) return out;
  for (const auto& [symbol, row] : quotes->items()) {
    const auto quote = alpaca_quote(row, symbol, expected);
    if (!quote) return tl::unexpected(quote.error());
    take_quote(out, symbol, *quote, now_ms);
  }
  return out;
}

Result<QuotesTold> read_book_ticker(std::string_view payload, const std::string& symbol,
                                    std::int64_t asked_ms, const Expected& expected) {
  const auto json = read_binance_answer(payload, expected);
  if (!json) return tl::unexpected(json.error());
  const auto decimal = [&](const char* name) {
    const Json* const value = member(*json, name);
    return value == nullptr ? std::nullopt : decimal_text(*value);
  };
  const auto bid = decimal("bidPrice");
  const auto ask = decimal("askPrice");
  if (text_member(*json, "symbol") != symbol || !bid || !ask) {
    return bad_payload(expected, "this is no best bid and ask of " + symbol,
                       "symbol, and bidPrice and askPrice as decimal texts");
  }
  QuotesTold out;
  take_quote(out, symbol, {*bid, *ask, decimal("bidQty"), decimal("askQty"), asked_ms}, asked_ms);
  return out;
}

Result<QuotesTold> read_quotes_file(std::string_view text, std::int64_t now_ms,
                                    const std::string& name) {
  try {
    CsvTable table(text, name, {"time", "symbol", "bid", "ask"}, {"bid_size", "ask_size"});
    QuotesTold out;
    while (table.next()) take_quote(out, table.symbol("symbol"), file_quote(table), now_ms);
    return out;
  } catch (const CsvMistake& mistake) {
    return tl::unexpected(mistake.failure);
  }
}

}  // namespace ballast::actors
