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
    order.report.state = messages::OrderState::placed;
    order.fill.security.value = number;
    auto journalled = store_.journal({order});
    if (!journalled || number % 2 == 0) return journalled;
    return store_.settle(id, messages::OrderState::filled, number, {});
  }

  Result<std::string> told() override {
    const auto orders = store_.orders("", 10'000);
    if (!orders) return tl::unexpected(orders.error());
    const auto history = store_.history();
    if (!history) return tl::unexpected(history.error());
    return messages::encode(messages::OrderList{*orders}) + messages::encode(*history);
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
