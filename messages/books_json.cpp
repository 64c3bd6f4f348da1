#include "messages/auto_trading.hpp"
#include "messages/books.hpp"
#include "messages/entries.hpp"
#include "messages/json_codec.hpp"
#include "messages/ledger.hpp"
#include "messages/order_story.hpp"
#include "messages/rates.hpp"
#include "messages/reconciling.hpp"
#include "messages/trading.hpp"
#include "messages/trading_state.hpp"

namespace ballast::messages {

template struct JsonCodec<GetPortfolio>;
template struct JsonCodec<PortfolioSnapshot>;
template struct JsonCodec<ImportPositions>;
template struct JsonCodec<ImportCash>;
template struct JsonCodec<ImportEntries>;
template struct JsonCodec<GetRates>;
template struct JsonCodec<RatesTold>;
template struct JsonCodec<ApplyFill>;
template struct JsonCodec<FillApplied>;
template struct JsonCodec<GetBooks>;
template struct JsonCodec<BooksReport>;
template struct JsonCodec<GetYear>;
template struct JsonCodec<YearReport>;
template struct JsonCodec<ExecutePlan>;
template struct JsonCodec<ExecutionReport>;
template struct JsonCodec<GetOrders>;
template struct JsonCodec<OrderList>;
template struct JsonCodec<CancelOrder>;
template struct JsonCodec<GetOrderStory>;
template struct JsonCodec<OrderStory>;
template struct JsonCodec<SetTradingState>;
template struct JsonCodec<GetTradingState>;
template struct JsonCodec<TradingStanding>;
template struct JsonCodec<SetAuto>;
template struct JsonCodec<GetAuto>;
template struct JsonCodec<AutoStatus>;
template struct JsonCodec<GetTradeHistory>;
template struct JsonCodec<TradeHistoryReport>;
template struct JsonCodec<OrderFilled>;
template struct JsonCodec<EmergencyChanged>;
template struct JsonCodec<Reconcile>;
template struct JsonCodec<ReconcileReport>;

}  // namespace ballast::messages
