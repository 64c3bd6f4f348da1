// The universe actor: answers what is known of securities, prices and rates, and takes imports.
#pragma once

#include <map>
#include <optional>
#include <utility>

#include "actors/universe/universe_store.hpp"
#include "broker/behaviour.hpp"

namespace ballast::actors {

/// May be asked from one thread only.
class Universe final : public broker::Behaviour {
 public:
  explicit Universe(UniverseStore store, double target_annual_return = 0.11)
      : store_(std::move(store)), target_annual_return_(target_annual_return) {}

  /// GetUniverse, ResolveSymbols, ImportSecurities, ImportPrices, ImportRates, ImportDividends,
  /// ImportFundamentals. A change is published as universe.updated.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

 private:
  void answer_snapshot(const messages::Envelope& command, broker::Outlet& outlet);
  [[nodiscard]] planner::Result<messages::Payload> snapshot_of(const messages::GetUniverse& asked);
  void answer_symbols(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_rates(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_listings(const messages::Envelope& command, broker::Outlet& outlet);
  template <class Import>
  void answer_import(const messages::Envelope& command, broker::Outlet& outlet);

  UniverseStore store_;
  double target_annual_return_;
  /// Replies of one version of the store, as they travel, by the day and the threshold that were
  /// asked for.
  std::map<std::pair<std::optional<planner::Date>, std::optional<double>>, messages::Payload>
      replies_;
};

}  // namespace ballast::actors
