// What trading.db keeps of shares that moved at the broker without a trade.
#include "actors/trading/order_queries.hpp"
#include "actors/trading/trading_store.hpp"

namespace ballast::actors {

using planner::Result;

Result<std::vector<BrokerCashRow>> TradingStore::unanswered_shares(std::string_view broker) {
  using Rows = std::vector<BrokerCashRow>;
  return reading<Rows>(store_, [&](SQLite::Database& database) -> Result<Rows> {
    return actors::unanswered_shares(database, broker);
  });
}

Result<void> TradingStore::answer_shares(std::string_view broker,
                                         const std::vector<std::string>& row_ids,
                                         std::int64_t at_ms) {
  return store_.write([&]() -> Result<void> {
    for (const std::string& id : row_ids) {
      if (actors::answer_shares(store_.database(), broker, id, at_ms)) continue;
      return tl::unexpected(planner::Failure{planner::FailureKind::missing,
                                             "the broker told no shares under this id: " + id,
                                             "answered", "an id that `ballast reconcile` shows"});
    }
    return {};
  });
}

}  // namespace ballast::actors
