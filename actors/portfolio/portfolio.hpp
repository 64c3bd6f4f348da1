// The portfolio actor: tells what is owned, takes imports of it and the fills that change it.
#pragma once

#include <functional>

#include "actors/portfolio/portfolio_store.hpp"
#include "broker/behaviour.hpp"
#include "broker/clock.hpp"

namespace ballast::actors {

class Portfolio final : public broker::Behaviour {
 public:
  Portfolio(PortfolioStore store, const broker::Clock& clock)
      : store_(std::move(store)), clock_(clock) {}

  /// GetPortfolio, GetBooks, GetYear, ImportPositions and ImportEntries (ask the universe for
  /// symbols and rates), ImportCash, ApplyFill. A change is published as portfolio.updated.
  void receive(const messages::Envelope& command, broker::Outlet& outlet) override;

 private:
  void answer_snapshot(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_positions(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_entries(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_cash(const messages::Envelope& command, broker::Outlet& outlet);
  void answer_fill(const messages::Envelope& command, broker::Outlet& outlet);
  void import_positions(const messages::Envelope& command,
                        const messages::ImportPositions& positions,
                        const std::vector<planner::Security>& known, broker::Outlet& outlet);
  void import_entries(const messages::Envelope& command, const messages::ImportEntries& entries,
                      EntrySurroundings known, broker::Outlet& outlet);
  template <class Known>
  void ask_universe(const messages::Envelope& command, const messages::Payload& question,
                    broker::Outlet& outlet, std::function<void(Known)> use);
  template <class Question>
  void answer_ledger(const messages::Envelope& command, broker::Outlet& outlet);
  template <class Effect>
  void answer(const messages::Envelope& command, std::string_view cause, broker::Outlet& outlet,
              Effect effect);

  [[nodiscard]] planner::Date today() const;

  PortfolioStore store_;
  const broker::Clock& clock_;
};

}  // namespace ballast::actors
