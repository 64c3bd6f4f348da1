// The life of one order as it is told to people.
#include <algorithm>

#include "actors/trading/trading.hpp"
#include "messages/codec.hpp"
#include "messages/order_story.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::size_t order_id_bytes_most = 256;

}  // namespace

Result<std::vector<messages::OrderReport>> Trading::open_reports() {
  const auto open = store_.open_orders();
  if (!open) return tl::unexpected(open.error());
  std::vector<messages::OrderReport> out;
  for (const JournalledOrder& order : *open) out.push_back(order.report);
  std::reverse(out.begin(), out.end());
  return out;
}

Result<messages::OrderStory> Trading::story_of(const std::string& name) {
  if (name.empty() || name.size() > order_id_bytes_most) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "this is no order's id", "order_id", "1 to 256 bytes"});
  }
  const auto order = store_.order_named(name);
  if (!order) return tl::unexpected(order.error());
  const std::string& id = order->report.order_id;
  const auto life = store_.transitions(id);
  const auto fills = store_.fills(id, false);
  const auto unbooked = store_.fills(id, true);
  if (!life) return tl::unexpected(life.error());
  if (!fills) return tl::unexpected(fills.error());
  if (!unbooked) return tl::unexpected(unbooked.error());
  messages::OrderStory out{order->report, order->broker_order_id, {}, {}};
  for (const KeptTransition& kept : *life) {
    out.life.push_back({kept.at_ms, kept.transition.from, kept.transition.cause, kept.transition.to,
                        kept.transition.filled.units(), kept.text});
  }
  for (const messages::ApplyFill& fill : *fills) {
    const bool booked = std::none_of(unbooked->begin(), unbooked->end(), [&](const auto& other) {
      return other.fill_id == fill.fill_id;
    });
    out.fills.push_back({fill.fill_id, fill.quantity, fill.price, fill.currency, fill.fee,
                         fill.executed, booked, fill.priced_at});
  }
  return out;
}

void Trading::answer_story(const messages::Envelope& command, broker::Outlet& outlet) {
  const auto asked = messages::unpack<messages::GetOrderStory>(command);
  if (!asked) return outlet.refuse(command, asked.error());
  const auto story = story_of(asked->order_id);
  if (!story) return outlet.refuse(command, story.error());
  outlet.reply(command, messages::pack(*story));
}

}  // namespace ballast::actors
