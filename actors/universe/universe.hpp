// The universe actor: answers what is known of securities, prices and rates, takes imports, keeps
// the list of securities, and fetches from the sources that its household names.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "actors/commands/command_table.hpp"
#include "actors/configuration/source_settings.hpp"
#include "actors/network/http.hpp"
#include "actors/universe/sources/sources.hpp"
#include "actors/universe/synchroniser.hpp"
#include "actors/universe/universe_store.hpp"
#include "broker/behaviour.hpp"

namespace ballast::actors {

/// What it borrows outlives it.
struct UniverseParts {
  const broker::Clock& clock;
  broker::RandomSource& random;
  double target_annual_return = 0.11;
  SourceSettings sources = {};
  std::unique_ptr<Http> wire = nullptr;  // needed where `sources` name any
};

/// May be asked from one thread only.
class Universe final : public broker::Behaviour {
 public:
  Universe(UniverseStore store, UniverseParts parts);

  /// Opens the sources; from then on fetches what is stale and drops what is too old.
  void start(broker::Outlet& outlet) override;

  /// GetUniverse, ResolveSymbols, GetRates, GetListings, GetScoreInputs, the imports,
  /// ChangeSecurity, RemoveSecurity, ListSecurities and SyncUniverse. A change is published as
  /// universe.updated.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

  [[nodiscard]] broker::ActorStatus status() const override;

 private:
  template <class Import>
  void on_import();
  void answer_snapshot(const messages::GetUniverse& asked, const messages::Envelope& command,
                       broker::Outlet& outlet);
  [[nodiscard]] planner::Result<messages::Payload> snapshot_of(const messages::GetUniverse& asked);
  /// Fetches quotes that are older than was asked for, and waits for them a little.
  void answer_listings(const messages::GetListings& asked, const messages::Envelope& command,
                       broker::Outlet& outlet);
  void tell_listings(const messages::GetListings& asked, const messages::Envelope& command,
                     broker::Outlet& outlet);
  [[nodiscard]] std::vector<SyncSubject> unquoted_of(const messages::GetListings& asked);
  void change(const messages::ChangeSecurity& wish, const messages::Envelope& command,
              broker::Outlet& outlet);
  void remove(const messages::RemoveSecurity& wish, const messages::Envelope& command,
              broker::Outlet& outlet);
  /// `held`: empty where nobody could say.
  void end_removal(const std::string& symbol, std::optional<bool> held,
                   const messages::Envelope& command, broker::Outlet& outlet);
  [[nodiscard]] planner::Result<messages::SecurityList> list(const messages::ListSecurities& wish);
  void sync(const messages::SyncUniverse& wish, const messages::Envelope& command,
            broker::Outlet& outlet);
  void sync_stale(broker::Outlet& outlet);
  /// Drops prices that are older than they are kept, now and once a day.
  void drop_old(broker::Outlet& outlet);
  void tell_change(std::uint64_t before, const std::string& cause, std::string_view correlation,
                   broker::Outlet& outlet);
  [[nodiscard]] std::int64_t now_ms() const;
  [[nodiscard]] std::int64_t stale_ms() const;

  UniverseStore store_;
  UniverseParts parts_;
  CommandTable commands_;
  /// Replies of one version of the store, as they travel, by the day and the threshold that were
  /// asked for.
  std::map<std::pair<std::optional<planner::Date>, std::optional<double>>, messages::Payload>
      replies_;
  SourcesOpened sources_;
  std::optional<Synchroniser> synchroniser_;
  std::optional<QuoteFetcher> quotes_;
};

}  // namespace ballast::actors
