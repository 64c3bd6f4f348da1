// Securities that are at the broker and that nobody knows become known.
#include "actors/trading/reconciler.hpp"
#include "messages/codec.hpp"
#include "messages/universe.hpp"

namespace ballast::actors {
namespace {

using messages::Envelope;
using planner::Result;

constexpr std::chrono::milliseconds adopting_deadline{15'000};

}  // namespace

void Reconciler::adopt(const std::string& symbol, const std::string& currency,
                       broker::Outlet& outlet) {
  if (currency.empty() || !adopted_.insert(symbol).second) return;
  messages::ChangeSecurity wish;
  wish.symbol = symbol;
  wish.add = true;
  wish.wishes = {{"currency", currency}, {"allow_buy", "false"}, {"allow_sell", "false"}};
  outlet.request(
      "universe", messages::pack(wish), "reconcile", adopting_deadline,
      [this, symbol, &outlet](const Result<Envelope>& reply) {
        // One that is known is refused, and need not be asked for again.
        if (!reply && reply.error().kind != planner::FailureKind::conflict) adopted_.erase(symbol);
        if (!reply) return;
        outlet.note({broker::Notice::Level::warning, "",
                     symbol + " is at the broker and was not known: it is known now, and neither "
                              "bought nor sold until you allow it"});
      });
}

}  // namespace ballast::actors
