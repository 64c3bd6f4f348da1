// The universe actor: answers what is known of securities, prices and rates, and takes imports.
#pragma once

#include <map>
#include <optional>

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
  void answer_symbols(const messages::Envelope& command, broker::Outlet& outlet);
  template <class Import>
  void answer_import(const messages::Envelope& command, broker::Outlet& outlet);

  UniverseStore store_;
  double target_annual_return_;
  std::map<std::optional<planner::Date>, messages::UniverseSnapshot> cache_;  // of one version
};

}  // namespace ballast::actors
