// Fetches bid and ask of some securities from their sources and keeps the newest.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "actors/universe/sources/sources.hpp"
#include "actors/universe/sync_book.hpp"
#include "broker/store.hpp"

namespace ballast::actors {

struct QuotesFetched {
  std::uint64_t told = 0;
  std::vector<messages::SyncRow> rows;  // of what is odd, by symbol, and of sources that failed
};

class QuoteFetcher {
 public:
  using Done = std::function<void(const QuotesFetched&)>;

  /// Everything borrowed outlives this.
  QuoteFetcher(broker::Store& store, SourcesOpened& sources, const broker::Clock& clock)
      : store_(store), sources_(sources), clock_(clock) {}

  /// Calls `done` once, at once when nobody is to be waited for.
  void fetch(const std::vector<SyncSubject>& subjects, Done done);

 private:
  struct Errand;
  using Asked = std::map<std::string, SyncSubject>;  // by the source's own symbol
  void take(const std::shared_ptr<Errand>& errand, const std::string& source, const Asked& asked,
            const planner::Result<QuotesTold>& told);
  static void tell_flags(QuotesFetched& fetched, const std::string& source, const Asked& asked,
                         const QuotesTold& told);

  broker::Store& store_;
  SourcesOpened& sources_;
  const broker::Clock& clock_;
};

}  // namespace ballast::actors
