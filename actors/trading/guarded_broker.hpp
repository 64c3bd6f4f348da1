// A broker behind the guard: whatever sends an order sends it through here. It refuses what the
// guard's own limits or the state of trading forbid, and passes everything else on.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "actors/trading/broker_adapter.hpp"
#include "broker/clock.hpp"
#include "planner/trading/guard.hpp"

namespace ballast::actors {

/// Reads the text of guard.toml. A failure names `name`, the line, the key and what is allowed.
[[nodiscard]] planner::Result<planner::trading::GuardLimits> parse_guard_file(
    std::string_view text, std::string_view name);

/// Reads guard.toml of a folder, else the installed one; without either the defaults hold.
[[nodiscard]] planner::Result<planner::trading::GuardLimits> load_guard_limits(
    const std::string& folder);

/// What the guard asks of the journal; a failure forbids.
struct GuardSources {
  /// Orders that left since an instant, with the one that is about to.
  std::function<planner::Result<std::vector<planner::trading::OutgoingOrder>>(std::int64_t)> sent;
  /// Why no order of this side may leave in the state of trading; empty: it may.
  std::function<planner::Result<std::string>(planner::Side)> forbidden;
};

class GuardedBroker final : public BrokerAdapter {
 public:
  GuardedBroker(std::unique_ptr<BrokerAdapter> broker, planner::trading::GuardLimits limits,
                GuardSources sources, const broker::Clock& clock)
      : broker_(std::move(broker)), limits_(limits), sources_(std::move(sources)), clock_(clock) {}

  [[nodiscard]] std::string_view name() const override { return broker_->name(); }
  [[nodiscard]] bool is_live() const override { return broker_->is_live(); }
  [[nodiscard]] bool keeps_account() const override { return broker_->keeps_account(); }
  void start(broker::Outlet& outlet, BrokerHint hint) override {
    broker_->start(outlet, std::move(hint));
  }
  [[nodiscard]] std::string listening() const override { return broker_->listening(); }
  void submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) override;
  void cancel(const std::string& client_order_id, const std::string& broker_order_id,
              Answered<BrokerOrderNews> answered) override {
    broker_->cancel(client_order_id, broker_order_id, std::move(answered));
  }
  void find(const std::string& client_order_id,
            Answered<std::optional<BrokerOrderNews>> answered) override {
    broker_->find(client_order_id, std::move(answered));
  }
  void open_orders(Answered<std::vector<BrokerOrderNews>> answered) override {
    broker_->open_orders(std::move(answered));
  }
  void fills_since(const std::string& cursor, Answered<BrokerFills> answered) override {
    broker_->fills_since(cursor, std::move(answered));
  }
  void cash_since(const std::string& cursor, Answered<BrokerCashRows> answered) override {
    broker_->cash_since(cursor, std::move(answered));
  }
  void account(Answered<BrokerAccount> answered) override { broker_->account(std::move(answered)); }
  void positions(Answered<std::vector<BrokerPosition>> answered) override {
    broker_->positions(std::move(answered));
  }
  [[nodiscard]] planner::Result<void> forget_before(std::int64_t at_ms) override {
    return broker_->forget_before(at_ms);
  }
  bool work() override { return broker_->work(); }

 private:
  [[nodiscard]] planner::Result<std::string> against(
      const BrokerOrder& order, const std::vector<planner::trading::OutgoingOrder>& sent) const;

  std::unique_ptr<BrokerAdapter> broker_;
  planner::trading::GuardLimits limits_;
  GuardSources sources_;
  const broker::Clock& clock_;
};

}  // namespace ballast::actors
