#include "actors/universe/sources/alpaca_source.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "actors/universe/imports.hpp"
#include "actors/universe/sources/json_payload.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// Thirty years are eight thousand days, and a service may tell less in a page than it was asked
/// for.
constexpr std::size_t alpaca_pages_max = 100;
constexpr int bars_a_page = 5000;
constexpr int actions_a_page = 1000;
/// An address of a thousand characters passes everywhere.
constexpr std::size_t quotes_a_request = 100;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char byte : text) {
    const bool plain = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
                       (byte >= '0' && byte <= '9') || byte == '-' || byte == '.' || byte == '_';
    if (plain) {
      out += byte;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(byte)));
    }
  }
  return out;
}

bool is_key(const std::string& text) {
  constexpr std::size_t longest = 128;
  return !text.empty() && text.size() <= longest &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c <= '~'; });
}

}  // namespace

/// What is fetched for one security.
struct AlpacaSource::Errand {
  HistoryWish wish;
  HistoryDone done;
  Part part = Part::raw;
  std::size_t pages = 0;  // of this part
  BarsBySymbol bars;      // of this part
  History history;
};

struct AlpacaSource::QuotesErrand {
  QuotesWish wish;
  QuotesDone done;
  std::size_t asked = 0;  // of the symbols
  QuotesTold told;
};

Result<std::pair<std::string, std::string>> read_key_file(const std::string& path) {
  const auto fail = [&](FailureKind kind, const char* what) {
    return tl::unexpected(Failure{kind, what, path,
                                  "key_id = \"...\" and secret = \"...\" in a file that only its "
                                  "owner may read"});
  };
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    return fail(FailureKind::missing, "the key file cannot be read");
  }
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(FailureKind::refused, "others may read this key file");
  }
  try {
    const toml::table table = toml::parse_file(path);
    auto id = table["key_id"].value_exact<std::string>();
    auto secret = table["secret"].value_exact<std::string>();
    if (id && secret && is_key(*id) && is_key(*secret)) {
      return std::pair(std::move(*id), std::move(*secret));
    }
  } catch (const toml::parse_error&) {
    // Its own words would show a part of the file.
  }
  return fail(FailureKind::invalid, "this is no key file");
}

AlpacaSource::AlpacaSource(std::unique_ptr<PoliteHttp> http, AlpacaAccess access)
    : http_(std::move(http)), access_(std::move(access)) {}

void AlpacaSource::fetch(const HistoryWish& wish, HistoryDone done) {
  auto errand = std::make_shared<Errand>();
  errand->wish = wish;
  errand->done = std::move(done);
  ask(errand, "");
}

void AlpacaSource::ask(const std::shared_ptr<Errand>& errand, const std::string& token) {
  const HistoryWish& wish = errand->wish;
  // The bar of a session that is under way is not whole yet.
  const std::int32_t last_session = wish.expected.last_day - 1;
  const bool bars = errand->part != Part::actions;
  HttpRequest request = request_of(
      fmt::format("{}?symbols={}&start={}&end={}&limit={}&sort=asc",
                  bars ? "/v2/stocks/bars" : "/v1/corporate-actions", escaped(wish.symbol),
                  planner::format_date(day_of(wish.first_day)),
                  planner::format_date(day_of(last_session)), bars ? bars_a_page : actions_a_page));
  if (bars) {
    request.url += fmt::format("&timeframe=1Day&adjustment={}&feed={}",
                               errand->part == Part::raw ? "raw" : "all", access_.feed);
  } else {
    request.url += "&types=cash_dividend,forward_split,reverse_split";
  }
  if (!token.empty()) request.url += "&page_token=" + escaped(token);
  http_->send(std::move(request), [this, errand](const auto& outcome) { take(errand, outcome); });
}

HttpRequest AlpacaSource::request_of(const std::string& path) const {
  HttpRequest request;
  request.url = access_.url + path;
  request.headers = {{"APCA-API-KEY-ID", access_.key_id},
                     {"APCA-API-SECRET-KEY", access_.key_secret}};
  request.answer_bytes_max = payload_bytes_max;
  return request;
}

void AlpacaSource::take(const std::shared_ptr<Errand>& errand, const Result<HttpAnswer>& outcome) {
  const Expected& expected = errand->wish.expected;
  const auto body = body_of(outcome, expected);
  if (!body) return errand->done(tl::unexpected(body.error()));
  const auto token =
      errand->part == Part::actions ? take_actions(*errand, *body) : take_bars(*errand, *body);
  if (!token) return errand->done(tl::unexpected(token.error()));
  if (token->empty()) return end_part(errand);
  if (++errand->pages == alpaca_pages_max) {
    return errand->done(bad_payload(expected, "there is no end of pages",
                                    fmt::format("at most {}", alpaca_pages_max)));
  }
  ask(errand, *token);
}

Result<std::string> AlpacaSource::take_bars(Errand& errand, const std::string& body) {
  const Expected& expected = errand.wish.expected;
  const auto page = read_alpaca_bars(body, expected);
  if (!page) return tl::unexpected(page.error());
  if (auto added = add_page(errand.bars, *page, expected); !added) {
    return tl::unexpected(added.error());
  }
  return page->next_page_token;
}

Result<std::string> AlpacaSource::take_actions(Errand& errand, const std::string& body) {
  const auto page = read_alpaca_actions(body, errand.wish.symbol, errand.wish.expected);
  if (!page) return tl::unexpected(page.error());
  History& history = errand.history;
  history.dividends.insert(history.dividends.end(), page->dividends.begin(), page->dividends.end());
  history.splits.insert(history.splits.end(), page->splits.begin(), page->splits.end());
  return page->next_page_token;
}

void AlpacaSource::end_part(const std::shared_ptr<Errand>& errand) {
  if (errand->part == Part::actions) return errand->done(errand->history);
  std::vector<Bar> bars = std::move(errand->bars[errand->wish.symbol]);
  errand->bars.clear();
  errand->pages = 0;
  if (errand->part == Part::raw) {
    errand->history.bars = std::move(bars);
    if (errand->history.bars.empty()) return errand->done(errand->history);
    errand->part = Part::adjusted;
  } else {
    auto joined = join_series(std::move(errand->history.bars), bars, errand->wish.expected);
    if (!joined) return errand->done(tl::unexpected(joined.error()));
    errand->history.bars = std::move(*joined);
    errand->part = Part::actions;
  }
  ask(errand, "");
}

void AlpacaSource::fetch_quotes(const QuotesWish& wish, QuotesDone done) {
  auto errand = std::make_shared<QuotesErrand>();
  errand->wish = wish;
  errand->done = std::move(done);
  ask_quotes(errand);
}

void AlpacaSource::ask_quotes(const std::shared_ptr<QuotesErrand>& errand) {
  const auto& symbols = errand->wish.symbols;
  std::string listed;
  const std::size_t end = std::min(errand->asked + quotes_a_request, symbols.size());
  if (errand->asked == end) return errand->done(errand->told);
  for (; errand->asked < end; ++errand->asked) {
    listed += (listed.empty() ? "" : ",") + escaped(symbols[errand->asked]);
  }
  http_->send(request_of("/v2/stocks/quotes/latest?symbols=" + listed + "&feed=" + access_.feed),
              [this, errand](const Result<HttpAnswer>& outcome) {
                const Expected& expected = errand->wish.expected;
                const auto body = body_of(outcome, expected);
                if (!body) return errand->done(tl::unexpected(body.error()));
                auto told = read_alpaca_quotes(*body, errand->wish.now_ms, expected);
                if (!told) return errand->done(tl::unexpected(told.error()));
                errand->told.quotes.merge(told->quotes);
                errand->told.flags.merge(told->flags);
                ask_quotes(errand);
              });
}

}  // namespace ballast::actors
