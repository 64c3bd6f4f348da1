#include "actors/universe/sources/binance_source.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "actors/universe/sources/binance_klines.hpp"
#include "actors/universe/sources/json_payload.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

constexpr std::int64_t ms_a_day = 86'400'000;
constexpr std::size_t candles_a_page = 1000;
constexpr std::size_t candle_pages_max = 20;
/// Who has used so much of a minute's weight waits for the next one.
constexpr std::int64_t used_percent_max = 80;

bool is_pair(const std::string& symbol) {
  constexpr std::size_t longest = 20;
  return !symbol.empty() && symbol.size() <= longest &&
         std::all_of(symbol.begin(), symbol.end(),
                     [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

}  // namespace

struct BinanceSource::Errand {
  HistoryWish wish;
  HistoryDone done;
  std::int64_t server_ms = 0;
  std::int64_t next_ms = 0;
  std::size_t pages = 0;
  std::size_t page_size = 0;  // of the last page
  std::vector<Bar> bars;
};

struct BinanceSource::QuotesErrand {
  QuotesWish wish;
  QuotesDone done;
  std::size_t next = 0;  // of the symbols
  QuotesTold told;
};

void BinanceSource::fetch(const HistoryWish& wish, HistoryDone done) {
  auto errand = std::make_shared<Errand>();
  errand->wish = wish;
  errand->done = std::move(done);
  errand->next_ms = wish.first_day * ms_a_day;
  const Expected& expected = wish.expected;
  const std::string& currency = expected.currency;
  if (!is_pair(wish.symbol)) {
    return errand->done(bad_payload(expected, "this is no pair", "capitals such as BTCEUR"));
  }
  if (wish.symbol.size() <= currency.size() ||
      wish.symbol.substr(wish.symbol.size() - currency.size()) != currency) {
    return errand->done(bad_payload(expected,
                                    fmt::format("{} is not quoted in {}", wish.symbol, currency),
                                    fmt::format("a pair that ends with {}", currency)));
  }
  ask(
      errand, "/api/v3/time",
      [errand](const std::string& body) -> Result<void> {
        const auto time = read_server_time(body, errand->wish.expected);
        if (!time) return tl::unexpected(time.error());
        errand->server_ms = *time;
        return {};
      },
      [this, errand] { weight_limit_ > 0 ? ask_page(errand) : ask_limit(errand); });
}

void BinanceSource::ask(const std::shared_ptr<Errand>& errand, const std::string& path, Read read,
                        std::function<void()> next) {
  HttpRequest request;
  request.url = url_ + path;
  request.answer_bytes_max = payload_bytes_max;
  http_->send(std::move(request),
              [this, errand, read = std::move(read), next = std::move(next)](const auto& outcome) {
                if (outcome) mind_weight(*outcome);
                const auto body = body_of(outcome, errand->wish.expected);
                if (!body) return errand->done(tl::unexpected(body.error()));
                if (const auto done = read(*body); !done)
                  return errand->done(tl::unexpected(done.error()));
                next();
              });
}

void BinanceSource::ask_limit(const std::shared_ptr<Errand>& errand) {
  ask(
      errand, "/api/v3/exchangeInfo?symbol=" + errand->wish.symbol,
      [this, errand](const std::string& body) -> Result<void> {
        const auto limit = read_weight_limit(body, errand->wish.expected);
        if (!limit) return tl::unexpected(limit.error());
        weight_limit_ = *limit;
        return {};
      },
      [this, errand] { ask_page(errand); });
}

void BinanceSource::ask_page(const std::shared_ptr<Errand>& errand) {
  const std::int64_t end_ms = (errand->wish.expected.last_day + std::int64_t{1}) * ms_a_day - 1;
  ask(
      errand,
      fmt::format("/api/v3/klines?symbol={}&interval=1d&startTime={}&endTime={}&limit={}",
                  errand->wish.symbol, errand->next_ms, end_ms, candles_a_page),
      [errand](const std::string& body) -> Result<void> {
        const Expected& expected = errand->wish.expected;
        auto bars = read_klines(body, errand->server_ms, expected);
        if (!bars) return tl::unexpected(bars.error());
        if (!bars->empty() && bars->front().day * ms_a_day < errand->next_ms) {
          return bad_payload(expected, "candles of days that nobody asked for", "later ones");
        }
        errand->page_size = bars->size();
        errand->bars.insert(errand->bars.end(), bars->begin(), bars->end());
        return {};
      },
      [this, errand] {
        if (errand->page_size < candles_a_page || ++errand->pages == candle_pages_max) {
          return errand->done(History{std::move(errand->bars), {}, {}});
        }
        errand->next_ms = (errand->bars.back().day + std::int64_t{1}) * ms_a_day;
        ask_page(errand);
      });
}

void BinanceSource::fetch_quotes(const QuotesWish& wish, QuotesDone done) {
  auto errand = std::make_shared<QuotesErrand>();
  errand->wish = wish;
  errand->done = std::move(done);
  ask_quotes(errand);
}

void BinanceSource::ask_quotes(const std::shared_ptr<QuotesErrand>& errand) {
  const auto& symbols = errand->wish.symbols;
  while (errand->next < symbols.size() && !is_pair(symbols[errand->next])) ++errand->next;
  if (errand->next == symbols.size()) return errand->done(errand->told);
  const std::string pair = symbols[errand->next++];
  HttpRequest request;
  request.url = url_ + "/api/v3/ticker/bookTicker?symbol=" + pair;
  request.answer_bytes_max = payload_bytes_max;
  http_->send(std::move(request), [this, errand, pair](const Result<HttpAnswer>& outcome) {
    if (outcome) mind_weight(*outcome);
    const auto body = body_of(outcome, errand->wish.expected);
    auto told = body ? read_book_ticker(*body, pair, errand->wish.now_ms, errand->wish.expected)
                     : Result<QuotesTold>(tl::unexpected(body.error()));
    if (!told) {
      errand->told.flags[pair] = "no quote: " + planner::describe(told.error());
    } else {
      errand->told.quotes.merge(told->quotes);
      errand->told.flags.merge(told->flags);
    }
    ask_quotes(errand);
  });
}

void BinanceSource::mind_weight(const HttpAnswer& answer) {
  const auto used = answer.header("X-MBX-USED-WEIGHT-1M");
  std::int64_t weight = 0;
  if (!used || weight_limit_ == 0) return;
  const auto [end, error] = std::from_chars(used->data(), used->data() + used->size(), weight);
  if (error != std::errc{} || weight < weight_limit_ * used_percent_max / 100) return;
  http_->leave_alone(std::chrono::minutes(1));
}

}  // namespace ballast::actors
