// Fetches what sources know and puts it into the books: a few securities at a time, each in a
// transaction of its own, then their quotes, the rates last.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "actors/universe/quote_fetcher.hpp"
#include "actors/universe/sources/sources.hpp"
#include "actors/universe/sync_book.hpp"
#include "broker/store.hpp"
#include "messages/universe.hpp"

namespace ballast::actors {

class Synchroniser {
 public:
  using Done = std::function<void(const planner::Result<messages::SyncReport>&)>;

  /// Everything borrowed outlives this.
  Synchroniser(broker::Store& store, SourcesOpened& sources, const broker::Clock& clock,
               int history_years)
      : store_(store),
        sources_(sources),
        clock_(clock),
        history_years_(history_years),
        quotes_(store, sources, clock) {}

  /// Fetches what is wished for and then calls `done`, at once when nobody is to be waited for. A
  /// second wish waits for the end of the first. `stale_ms`: passes over what was synced since.
  void run(const messages::SyncUniverse& wish, std::optional<std::int64_t> stale_ms, Done done);

  [[nodiscard]] bool busy() const { return current_ != nullptr; }

 private:
  struct Errand;
  struct Wish {
    messages::SyncUniverse wish;
    std::optional<std::int64_t> stale_ms;
    Done done;
  };

  void begin(Wish wish);
  void go_on(const std::shared_ptr<Errand>& errand);
  void ask_prices(const std::shared_ptr<Errand>& errand, const SyncSubject& subject);
  void take_prices(const std::shared_ptr<Errand>& errand, const SyncSubject& subject,
                   const planner::Result<History>& history);
  planner::Result<messages::SyncRow> store_prices(const SyncSubject& subject,
                                                  const History& history, Errand& errand,
                                                  bool& whole_needed);
  void ask_quotes(const std::shared_ptr<Errand>& errand);
  void ask_rates(const std::shared_ptr<Errand>& errand);
  void take_rates(const std::shared_ptr<Errand>& errand,
                  const planner::Result<std::vector<RateRow>>& rates);
  void add_row(Errand& errand, const planner::Result<messages::SyncRow>& row,
               const std::string& subject, const std::string& source);
  void end(const std::shared_ptr<Errand>& errand);
  [[nodiscard]] std::int64_t now_ms() const;
  [[nodiscard]] std::int32_t today() const;

  broker::Store& store_;
  SourcesOpened& sources_;
  const broker::Clock& clock_;
  int history_years_;
  QuoteFetcher quotes_;
  std::deque<Wish> waiting_;
  std::shared_ptr<Errand> current_;
};

}  // namespace ballast::actors
