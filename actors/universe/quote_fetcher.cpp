#include "actors/universe/quote_fetcher.hpp"

#include <utility>

#include "actors/universe/quote_book.hpp"
#include "planner/model/instant.hpp"

namespace ballast::actors {
namespace {

constexpr const char* quotes_subject = "quotes";

}  // namespace

struct QuoteFetcher::Errand {
  Done done;
  std::size_t open = 1;  // sources that have not answered, and the asking itself
  QuotesFetched fetched;

  void end_one() {
    if (--open == 0) done(fetched);
  }
};

void QuoteFetcher::fetch(const std::vector<SyncSubject>& subjects, Done done) {
  std::map<std::string, Asked> by_source;
  for (const SyncSubject& subject : subjects) {
    if (sources_.prices.contains(subject.source)) {
      by_source[subject.source].emplace(subject.data_symbol, subject);
    }
  }
  auto errand = std::make_shared<Errand>();
  errand->done = std::move(done);
  for (const auto& [source, asked] : by_source) {
    QuotesWish wish;
    wish.now_ms = clock_.wall_ns() / planner::ns_per_ms;
    wish.expected.where = source + " quotes";
    for (const auto& [data_symbol, subject] : asked) wish.symbols.push_back(data_symbol);
    ++errand->open;
    sources_.prices.at(source)->fetch_quotes(
        wish, [this, errand, source = source, asked = asked](const auto& told) {
          take(errand, source, asked, told);
        });
  }
  errand->end_one();
}

void QuoteFetcher::take(const std::shared_ptr<Errand>& errand, const std::string& source,
                        const Asked& asked, const planner::Result<QuotesTold>& told) {
  planner::Result<void> kept = {};
  std::uint64_t stored = 0;
  if (!told) {
    kept = tl::unexpected(told.error());
  } else if (!told->quotes.empty()) {
    kept = store_.write([&]() -> planner::Result<void> {
      for (const auto& [data_symbol, quote] : told->quotes) {
        const auto found = asked.find(data_symbol);
        if (found == asked.end()) continue;
        store_quote(store_.database(), found->second.security, quote, source);
        ++stored;
      }
      return {};
    });
  }
  if (kept) {
    errand->fetched.told += stored;
  } else {
    messages::SyncRow failed;
    failed.subject = quotes_subject;
    failed.source = source;
    failed.failure = planner::describe(kept.error());
    errand->fetched.rows.push_back(std::move(failed));
  }
  if (told) tell_flags(errand->fetched, source, asked, *told);
  errand->end_one();
}

void QuoteFetcher::tell_flags(QuotesFetched& fetched, const std::string& source, const Asked& asked,
                              const QuotesTold& told) {
  for (const auto& [data_symbol, flag] : told.flags) {
    const auto found = asked.find(data_symbol);
    if (found == asked.end()) continue;
    messages::SyncRow row;
    row.subject = found->second.symbol;
    row.source = source;
    row.flags = {flag};
    fetched.rows.push_back(std::move(row));
  }
}

}  // namespace ballast::actors
