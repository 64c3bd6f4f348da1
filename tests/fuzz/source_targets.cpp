// What services and files of prices and rates answer.
#include "actors/universe/sources/alpaca_actions.hpp"
#include "actors/universe/sources/alpaca_bars.hpp"
#include "actors/universe/sources/binance_klines.hpp"
#include "actors/universe/sources/ecb_rates.hpp"
#include "actors/universe/sources/folder_source.hpp"
#include "actors/universe/sources/price_file.hpp"
#include "actors/universe/sources/quotes.hpp"
#include "tests/fuzz/target.hpp"

namespace ballast::fuzz {
namespace {

using actors::Bar;
using actors::Expected;
using actors::RateRow;
using planner::Result;

constexpr std::int32_t newest_day = 20'600;  // in 2026
constexpr std::int64_t newest_ms = std::int64_t{newest_day} * 86'400'000;

Expected asked() {
  return {"source", newest_day, "USD"};
}

void require_sense(const std::vector<Bar>& bars) {
  require(!actors::find_nonsense(bars, asked()), "bars without sense were read");
}

void require_rates(const Result<std::vector<RateRow>>& rates) {
  if (!rates) return require_sentence(rates.error());
  require(!rates->empty(), "no rate was read");
  require(!actors::find_nonsense(*rates, asked()), "rates without sense were read");
}

void read_alpaca(std::string_view bytes) {
  const auto page = actors::read_alpaca_bars(bytes, asked());
  if (!page) return require_sentence(page.error());
  actors::BarsBySymbol bars;
  require(actors::add_page(bars, *page, asked()).has_value(), "a first page does not fit");
  for (const auto& [symbol, list] : bars) {
    require_sense(list);
    require(actors::join_series(list, list, asked()).has_value(), "a series is not like itself");
  }
}

void read_actions(std::string_view bytes) {
  const auto page = actors::read_alpaca_actions(bytes, "A", asked());
  if (!page) return require_sentence(page.error());
  for (const actors::Dividend& one : page->dividends) {
    require(one.amount > 0.0 && one.ex_day <= newest_day, "a dividend without sense");
  }
  for (const actors::Split& one : page->splits) {
    require(one.shares_after > 0.0 && one.ex_day <= newest_day, "a split without sense");
  }
}

void read_candles(std::string_view bytes) {
  switch (choose(bytes, 3)) {
    case 0: {
      const auto bars = actors::read_klines(bytes, newest_ms, asked());
      if (!bars) return require_sentence(bars.error());
      require_sense(*bars);
      require(bars->empty() || bars->back().day < newest_day, "a candle is not finished");
      return;
    }
    case 1: {
      const auto time = actors::read_server_time(bytes, asked());
      if (!time) return require_sentence(time.error());
      return require(*time >= 0, "a time before 1970");
    }
    default: {
      const auto limit = actors::read_weight_limit(bytes, asked());
      if (!limit) return require_sentence(limit.error());
      return require(*limit > 0, "a limit of nothing");
    }
  }
}

void read_file(std::string_view bytes) {
  const auto file = actors::read_price_file(bytes, asked());
  if (!file) return require_sentence(file.error());
  require_sense(file->bars);
}

void read_files_of_all(std::string_view bytes) {
  const auto bars = actors::read_common_prices(bytes, "prices.csv");
  if (!bars) return require_sentence(bars.error());
  for (const auto& [symbol, list] : *bars) require(!list.empty(), "a symbol without a row");
}

Result<actors::QuotesTold> quotes_of(std::string_view bytes) {
  switch (choose(bytes, 3)) {
    case 0:
      return actors::read_alpaca_quotes(bytes, newest_ms, asked());
    case 1:
      return actors::read_book_ticker(bytes, "A", newest_ms, asked());
    default:
      return actors::read_quotes_file(bytes, newest_ms, "quotes.csv");
  }
}

void read_quotes(std::string_view bytes) {
  const auto told = quotes_of(bytes);
  if (!told) return require_sentence(told.error());
  for (const auto& [symbol, quote] : told->quotes) {
    require(find_fault(quote, newest_ms).empty(), "a quote with a fault was read");
  }
  for (const auto& [symbol, flag] : told->flags) require(!flag.empty(), "a flag without a word");
}

std::vector<std::string> honest_quotes() {
  return {std::string(1, '\0') +
              R"({"quotes":{"A":{"t":"2026-05-20T14:30:00.123456789Z","ap":10.1,"as":100,)"
              R"("bp":10,"bs":200}}})",
          std::string(1, '\1') +
              R"({"symbol":"A","bidPrice":"10.0","bidQty":"1","askPrice":"10.1","askQty":"2"})",
          std::string(1, '\2') +
              "time,symbol,bid,ask,bid_size,ask_size\n2026-05-20T14:30:00Z,A,10,10.1,5,6\n"};
}

std::vector<std::string> honest_alpaca() {
  return {R"({"bars":{},"next_page_token":null})",
          R"({"bars":{"A":[{"t":"2022-02-01T05:00:00Z","o":1,"h":2,"l":1,"c":1.5,"v":10},)"
          R"({"t":"2022-07-01T04:00:00Z","o":1,"h":2,"l":1,"c":1.5,"v":10}]},)"
          R"("next_page_token":"QQ==","currency":"USD"})"};
}

std::vector<std::string> honest_actions() {
  return {R"({"corporate_actions":{"cash_dividends":[{"symbol":"A","ex_date":"2026-01-05",)"
          R"("rate":0.25}],"forward_splits":[{"symbol":"A","ex_date":"2026-02-01",)"
          R"("old_rate":1,"new_rate":4}]},"next_page_token":null})"};
}

std::vector<std::string> honest_candles() {
  return {std::string(1, '\0') +
              R"([[1735689600000,"1.0","2.0","1.0","1.5","3",1735775999999,"1",1,"1","1","0"]])",
          std::string(1, '\1') + R"({"serverTime":1735862400000})",
          std::string(1, '\2') +
              R"({"rateLimits":[{"rateLimitType":"REQUEST_WEIGHT","interval":"MINUTE",)"
              R"("intervalNum":1,"limit":6000}]})"};
}

std::vector<std::string> honest_xml() {
  return {
      "<?xml version='1.0'?><g:Envelope><!-- a --><Cube><Cube time='2026-04-13'>"
      "<Cube currency='USD' rate='1.1684'/></Cube></Cube></g:Envelope>"};
}

std::vector<std::string> honest_rates() {
  return {
      "Date,USD,JPY,\n2026-04-14,1.17,N/A,\n", "Date, USD\n14 April 2026, 1.1700\n",
      "CURRENCY,CURRENCY_DENOM,TIME_PERIOD,OBS_VALUE,TITLE\nUSD,EUR,2026-04-14,1.17,\"a, b\"\n"};
}

std::vector<std::string> honest_file() {
  return {"Date,Open,High,Low,Close,Adj Close,Volume\n2026-04-13,10,11,9,10.5,9.5,100\n",
          "Date,Open,High,Low,Close\n2026-04-15,1,2,1,2\n2026-04-14,1,2,1,1.5\n"};
}

std::vector<std::string> honest_files_of_all() {
  return {
      "date,symbol,close,volume,open,high,low,close_unadjusted\n"
      "2012-09-04,AAPL,87.1,91973000,95.1,96.4,94.9,96.4\n"};
}

}  // namespace

std::vector<Target> source_targets() {
  return {{"alpaca-bars", read_alpaca, honest_alpaca},
          {"alpaca-actions", read_actions, honest_actions},
          {"binance-candles", read_candles, honest_candles},
          {"ecb-xml",
           [](std::string_view bytes) { require_rates(actors::read_ecb_xml(bytes, asked())); },
           honest_xml},
          {"ecb-csv",
           [](std::string_view bytes) { require_rates(actors::read_ecb_csv(bytes, asked())); },
           honest_rates},
          {"price-file", read_file, honest_file},
          {"folder-prices", read_files_of_all, honest_files_of_all},
          {"quotes", read_quotes, honest_quotes}};
}

}  // namespace ballast::fuzz
