#include "actors/universe/synchroniser.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "actors/imports/import_tally.hpp"
#include "actors/universe/action_book.hpp"
#include "actors/universe/price_book.hpp"
#include "actors/universe/rate_book.hpp"
#include "actors/universe/sources/ecb_rates.hpp"

namespace ballast::actors {
namespace {

using messages::SyncReport;
using messages::SyncRow;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::size_t at_once_max = 4;
constexpr std::int32_t overlap_days = 10;
constexpr std::int64_t ns_per_ms_of_clock = 1'000'000;
constexpr std::int64_t ms_per_day = 86'400'000;
constexpr std::int32_t days_per_year = 366;

}  // namespace

/// One wish under way.
struct Synchroniser::Errand {
  Done done;
  bool whole = false;
  bool rates = false;
  std::deque<SyncSubject> left;
  std::size_t open = 0;
  bool looping = false;
  std::vector<SyncSubject> unquoted;  // whose prices came, and who are asked for quotes next
  std::map<std::string, std::int64_t> fetches;  // one act for each source that told anything
  SyncReport report;
};

void Synchroniser::run(const messages::SyncUniverse& wish, std::optional<std::int64_t> stale_ms,
                       Done done) {
  if (current_) {
    waiting_.push_back({wish, stale_ms, std::move(done)});
  } else {
    begin({wish, stale_ms, std::move(done)});
  }
}

void Synchroniser::begin(Wish wish) {
  auto errand = std::make_shared<Errand>();
  errand->done = std::move(wish.done);
  errand->whole = wish.wish.whole;
  const auto found = store_.read([&]() -> Result<void> {
    auto subjects = find_subjects(store_.database(), wish.wish.symbols);
    if (!subjects) return tl::unexpected(subjects.error());
    for (SyncSubject& subject : *subjects) {
      if (!wish.stale_ms || subject.synced_ms < *wish.stale_ms) {
        errand->left.push_back(std::move(subject));
      }
    }
    errand->rates =
        wish.wish.symbols.empty() && sources_.rates != nullptr &&
        (!wish.stale_ms || synced_ms_of(store_.database(), rates_subject) < *wish.stale_ms);
    return {};
  });
  if (!found) return errand->done(tl::unexpected(found.error()));
  current_ = errand;
  go_on(errand);
}

void Synchroniser::go_on(const std::shared_ptr<Errand>& errand) {
  if (std::exchange(errand->looping, true)) return;
  while (!errand->left.empty() && errand->open < at_once_max) {
    SyncSubject subject = std::move(errand->left.front());
    errand->left.pop_front();
    subject.whole = subject.whole || errand->whole;
    ++errand->open;
    ask_prices(errand, subject);
  }
  errand->looping = false;
  if (errand->open > 0) return;
  if (!errand->unquoted.empty()) return ask_quotes(errand);
  if (std::exchange(errand->rates, false)) return ask_rates(errand);
  end(errand);
}

void Synchroniser::ask_prices(const std::shared_ptr<Errand>& errand, const SyncSubject& subject) {
  const auto source = sources_.prices.find(subject.source);
  if (source == sources_.prices.end()) {
    const auto why = sources_.failures.find(subject.source);
    return take_prices(
        errand, subject,
        tl::unexpected(
            Failure{FailureKind::missing, "this source is not open", "source " + subject.source,
                    why == sources_.failures.end() ? "one that planner.toml names" : why->second}));
  }
  HistoryWish wish;
  wish.symbol = subject.data_symbol;
  wish.expected = {fmt::format("{} {}", subject.source, subject.symbol), today(), subject.currency};
  wish.first_day =
      subject.whole ? today() - history_years_ * days_per_year : subject.newest_day - overlap_days;
  source->second->fetch(wish, [this, errand, subject](const auto& history) {
    take_prices(errand, subject, history);
  });
}

void Synchroniser::take_prices(const std::shared_ptr<Errand>& errand, const SyncSubject& subject,
                               const Result<History>& history) {
  bool whole_needed = false;
  Result<SyncRow> row = history ? store_prices(subject, *history, *errand, whole_needed)
                                : Result<SyncRow>(tl::unexpected(history.error()));
  if (whole_needed) {
    SyncSubject again = subject;
    again.whole = true;
    return ask_prices(errand, again);
  }
  if (row) errand->unquoted.push_back(subject);
  add_row(*errand, row, subject.symbol, subject.source);
  --errand->open;
  go_on(errand);
}

Result<SyncRow> Synchroniser::store_prices(const SyncSubject& subject, const History& history,
                                           Errand& errand, bool& whole_needed) {
  SyncRow row;
  row.subject = subject.symbol;
  row.source = subject.source;
  row.whole = subject.whole;
  if (history.bars.empty() && subject.whole) {
    return tl::unexpected(Failure{FailureKind::missing, "it knows no price of this security",
                                  fmt::format("{} {}", subject.source, subject.data_symbol),
                                  "another data_symbol or source"});
  }
  std::int64_t fetch = 0;
  const auto written = store_.write([&]() -> Result<void> {
    SQLite::Database& database = store_.database();
    const auto known = errand.fetches.find(subject.source);
    const bool is_first = known == errand.fetches.end();
    fetch = is_first ? new_fetch(database, subject.source, now_ms()) : known->second;
    const std::uint64_t actions =
        store_actions(database, subject.security, subject.unit, history, fetch);
    BarsStored stored = store_bars(database, subject.security, history.bars,
                                   {subject.source, fetch, subject.whole});
    whole_needed = stored.whole_needed;
    stored.changed += actions;
    const bool differs = stored.added + stored.changed + stored.aside > 0;
    if (differs) raise_version(database);
    if (is_first && !differs && !subject.whole) {
      database.exec("DELETE FROM fetch WHERE id = " + std::to_string(fetch));
      fetch = 0;
    }
    if (!whole_needed) note_sync(database, subject.symbol, now_ms(), "");
    row.added = stored.added;
    row.changed = stored.changed;
    row.aside = stored.aside;
    row.flags = std::move(stored.flags);
    return {};
  });
  if (!written) return tl::unexpected(written.error());
  if (fetch != 0) errand.fetches.emplace(subject.source, fetch);
  return row;
}

void Synchroniser::ask_quotes(const std::shared_ptr<Errand>& errand) {
  ++errand->open;
  quotes_.fetch(std::exchange(errand->unquoted, {}), [this, errand](const QuotesFetched& fetched) {
    SyncReport& report = errand->report;
    report.quotes = fetched.told;
    for (const SyncRow& row : fetched.rows) {
      const auto same =
          std::find_if(report.rows.begin(), report.rows.end(),
                       [&](const auto& other) { return other.subject == row.subject; });
      if (same == report.rows.end()) {
        if (row.failure.empty()) --report.unchanged;
        report.rows.push_back(row);
      } else {
        same->flags.insert(same->flags.end(), row.flags.begin(), row.flags.end());
      }
    }
    --errand->open;
    go_on(errand);
  });
}

void Synchroniser::ask_rates(const std::shared_ptr<Errand>& errand) {
  ++errand->open;
  bool first = false;
  const auto looked = store_.read([&]() -> Result<void> {
    first = synced_ms_of(store_.database(), rates_subject) == 0;
    return {};
  });
  if (!looked) return take_rates(errand, tl::unexpected(looked.error()));
  const Expected expected{sources_.rates_name + " rates", today(), ""};
  sources_.rates->fetch(errand->whole || first, expected,
                        [this, errand](const auto& rates) { take_rates(errand, rates); });
}

void Synchroniser::take_rates(const std::shared_ptr<Errand>& errand,
                              const Result<std::vector<RateRow>>& rates) {
  SyncRow row;
  row.subject = rates_subject;
  row.source = sources_.rates_name;
  Result<SyncRow> outcome = row;
  if (!rates) {
    outcome = tl::unexpected(rates.error());
  } else {
    const auto written = store_.write([&]() -> Result<void> {
      SQLite::Database& database = store_.database();
      const std::int64_t fetch = new_fetch(database, sources_.rates_name, now_ms());
      auto stored = store_rates(database, ecb_base_currency, *rates, fetch);
      if (!stored) return tl::unexpected(stored.error());
      if (stored->added + stored->changed > 0) raise_version(database);
      note_sync(database, rates_subject, now_ms(), "");
      outcome->added = stored->added;
      outcome->changed = stored->changed;
      outcome->aside = stored->aside;
      outcome->flags = std::move(stored->flags);
      return {};
    });
    if (!written) outcome = tl::unexpected(written.error());
  }
  add_row(*errand, outcome, rates_subject, sources_.rates_name);
  --errand->open;
  go_on(errand);
}

void Synchroniser::add_row(Errand& errand, const Result<SyncRow>& row, const std::string& subject,
                           const std::string& source) {
  if (row) {
    const bool news = row->added + row->changed + row->aside > 0 || !row->flags.empty();
    if (news) {
      errand.report.rows.push_back(*row);
    } else {
      ++errand.report.unchanged;
    }
    return;
  }
  SyncRow failed;
  failed.subject = subject;
  failed.source = source;
  failed.failure = planner::describe(row.error());
  // A store that cannot be written cannot be told so either; the report says it.
  [[maybe_unused]] const auto noted = store_.write([&]() -> Result<void> {
    note_sync(store_.database(), subject, now_ms(), failed.failure);
    return {};
  });
  errand.report.rows.push_back(std::move(failed));
}

void Synchroniser::end(const std::shared_ptr<Errand>& errand) {
  for (const auto& [name, source] : sources_.prices) source->end_of_sync();
  std::stable_sort(errand->report.rows.begin(), errand->report.rows.end(),
                   [](const SyncRow& a, const SyncRow& b) {
                     return std::pair(a.subject == rates_subject, a.subject) <
                            std::pair(b.subject == rates_subject, b.subject);
                   });
  current_.reset();
  errand->done(errand->report);
  while (!current_ && !waiting_.empty()) {
    Wish next = std::move(waiting_.front());
    waiting_.pop_front();
    begin(std::move(next));
  }
}

std::int64_t Synchroniser::now_ms() const {
  return clock_.wall_ns() / ns_per_ms_of_clock;
}

std::int32_t Synchroniser::today() const {
  return static_cast<std::int32_t>(now_ms() / ms_per_day);
}

}  // namespace ballast::actors
