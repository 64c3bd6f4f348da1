// What a hint of the broker leads to: the orders that it names are asked about, or everything is.
#include <algorithm>
#include <utility>

#include "actors/trading/trading.hpp"

namespace ballast::actors {
namespace {

using messages::OrderState;

constexpr std::chrono::milliseconds after_hint{10'000};  // hints may come every two seconds

/// Whether the broker itself told how an order ended, and can have no more to say of it.
bool is_settled(OrderState state) {
  return state == OrderState::filled || state == OrderState::cancelled ||
         state == OrderState::expired;
}

}  // namespace

void Trading::hear_hint(const std::set<std::string>& order_ids, broker::Outlet& outlet) {
  bool surprises = false;  // what is not ours, or was over without the broker's word
  for (const std::string& id : order_ids) {
    const auto order = store_.order(id);
    const auto more = order ? has_more(*order) : planner::Result<bool>(false);
    if (order && more && *more) {
      hinted_.insert(id);
    } else if (!order || !more || !is_settled(order->report.state)) {
      surprises = true;
    }
  }
  if (!order_ids.empty() && !surprises) return ask_hinted(outlet);
  resume(outlet);
  // Where no order of ours is open, another hand has traded there.
  if (adapter_->keeps_account() && (surprises || !current_)) compare_later(outlet, after_hint);
}

void Trading::ask_hinted(broker::Outlet& outlet) {
  if (hinted_.empty() || current_ || reconciler_.works()) return;
  const auto hinted = std::exchange(hinted_, {});
  auto open = store_.open_orders();
  if (!open) return resume(outlet);  // it says so, and tries again
  std::erase_if(*open, [&](const JournalledOrder& order) {
    // One that has not left is nothing that the broker could tell of.
    return order.report.state == OrderState::journalled || !hinted.contains(order.report.order_id);
  });
  take_up(std::move(*open), outlet);
}

}  // namespace ballast::actors
