#include "messages/auto_trading.hpp"
#include "messages/body_codec.hpp"
#include "messages/books.hpp"
#include "messages/entries.hpp"
#include "messages/ledger.hpp"
#include "messages/order_story.hpp"
#include "messages/rates.hpp"
#include "messages/reconciling.hpp"
#include "messages/trading.hpp"
#include "messages/trading_state.hpp"

namespace ballast::messages {

template struct BodyCodec<GetPortfolio>;
template struct BodyCodec<PortfolioSnapshot>;
template struct BodyCodec<ImportPositions>;
template struct BodyCodec<ImportCash>;
template struct BodyCodec<ImportEntries>;
template struct BodyCodec<GetRates>;
template struct BodyCodec<RatesTold>;
template struct BodyCodec<ApplyFill>;
template struct BodyCodec<FillApplied>;
template struct BodyCodec<GetBooks>;
template struct BodyCodec<BooksReport>;
template struct BodyCodec<GetYear>;
template struct BodyCodec<YearReport>;
template struct BodyCodec<ExecutePlan>;
template struct BodyCodec<ExecutionReport>;
template struct BodyCodec<GetOrders>;
template struct BodyCodec<OrderList>;
template struct BodyCodec<CancelOrder>;
template struct BodyCodec<GetOrderStory>;
template struct BodyCodec<OrderStory>;
template struct BodyCodec<SetTradingState>;
template struct BodyCodec<GetTradingState>;
template struct BodyCodec<TradingStanding>;
template struct BodyCodec<SetAuto>;
template struct BodyCodec<GetAuto>;
template struct BodyCodec<AutoStatus>;
template struct BodyCodec<GetTradeHistory>;
template struct BodyCodec<TradeHistoryReport>;
template struct BodyCodec<OrderFilled>;
template struct BodyCodec<EmergencyChanged>;
template struct BodyCodec<Reconcile>;
template struct BodyCodec<ReconcileReport>;

}  // namespace ballast::messages
