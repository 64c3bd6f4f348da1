#include "actors/trading/trading_store.hpp"
#include "messages/codec.hpp"
#include "tests/unit/actors/stores/kept_store.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

class KeptTrading final : public KeptStore {
 public:
  explicit KeptTrading(TradingStore store) : store_(std::move(store)) {}

  Result<void> add(int number) override {
    const std::string id = "order-" + std::to_string(number);
    JournalledOrder order;
    order.report.order_id = order.fill.fill_id = id;
    order.report.plan_id = "plan-" + std::to_string(number);
    order.report.symbol = std::string(number % 4 == 0 ? 6000U : 60U, 'S');
    order.report.state = messages::OrderState::journalled;
    order.report.quantity = 2.0;
    order.report.side = order.fill.side = planner::Side::sell;
    order.fill.rate = 1.0;
    order.fill.currency = order.fill.base_currency = "EUR";
    order.fill.security.value = number;
    const auto known = store_.order(id);
    if (!known) {
      if (auto journalled = store_.journal({order}); !journalled) return journalled;
    }
    if (number % 2 == 0) return {};
    if (!known || known->report.state == messages::OrderState::journalled) {
      const auto sent = store_.move(id, planner::trading::Cause::sent, number, "");
      if (!sent) return tl::unexpected(sent.error());
    }
    const auto taken = store_.take_fills("paper", {{fill_of(order)}, id, false}, number);
    if (!taken) return tl::unexpected(taken.error());
    return {};
  }

  static BrokerFill fill_of(const JournalledOrder& order) {
    BrokerFill fill;
    fill.fill_id = fill.client_order_id = order.report.order_id;
    fill.side = order.fill.side;
    fill.quantity = planner::ledger::Quantity::whole(2);
    fill.price = planner::ledger::Price::whole(50);
    fill.currency = fill.fee.currency = "EUR";
    return fill;
  }

  Result<std::string> told() override {
    const auto orders = store_.orders("", 10'000);
    if (!orders) return tl::unexpected(orders.error());
    const auto history = store_.history();
    if (!history) return tl::unexpected(history.error());
    std::string out = messages::encode(messages::OrderList{*orders}) + messages::encode(*history);
    for (const messages::OrderReport& order : *orders) {
      const auto transitions = store_.transitions(order.order_id);
      if (!transitions) return tl::unexpected(transitions.error());
      for (const KeptTransition& kept : *transitions) {
        out += std::string(name_of(kept.transition.cause)) + kept.text;
      }
    }
    return out;
  }

 private:
  TradingStore store_;
};

}  // namespace

Result<KeptStorePtr> open_trading(const std::filesystem::path& file) {
  auto store = TradingStore::open(file);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<KeptTrading>(std::move(*store));
}

}  // namespace ballast::actors
