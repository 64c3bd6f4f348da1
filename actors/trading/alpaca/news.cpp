#include "actors/trading/alpaca/news.hpp"

#include <algorithm>

namespace ballast::actors::alpaca {
namespace {

using planner::ledger::Amount;
using planner::trading::Cause;

constexpr Instant ns_per_ms = 1'000'000;

Cause cause_of(OrderStanding standing) {
  switch (standing) {
    case OrderStanding::cancelled:
    case OrderStanding::replaced:
      return Cause::cancelled;
    case OrderStanding::expired:
      return Cause::expired;
    case OrderStanding::rejected:
      return Cause::rejected;
    case OrderStanding::open:
    case OrderStanding::filled:
      break;
  }
  return Cause::acknowledged;
}

}  // namespace

BrokerOrderNews news_of(const OrderAnswer& order) {
  BrokerOrderNews news;
  news.client_order_id = order.client_order_id;
  news.broker_order_id = order.id;
  news.symbol = order.symbol;
  news.side = order.side;
  news.quantity = order.quantity;
  news.filled = order.filled;
  news.state = cause_of(order.standing);
  news.text = order.status;
  if (!order.status_known) news.text += ", which is not known here: taken for open";
  if (!order.replaced_by.empty()) news.text += " by " + order.replaced_by;
  return news;
}

BrokerAccount account_of(const AccountAnswer& account, const std::string& live_account) {
  BrokerAccount out;
  out.cash = {Amount{account.currency, account.cash}};
  out.buying_power = {account.currency, account.buying_power};
  if (!live_account.empty() && account.number != live_account) {
    out.text = "the keys open account " + account.number + ", and live_account is another";
  } else if (account.status != "ACTIVE") {
    out.text = "the account is " + account.status;
  } else if (account.blocked) {
    out.text = "the account is blocked";
  }
  out.may_trade = out.text.empty();
  return out;
}

std::vector<BrokerPosition> positions_of(const std::vector<PositionAnswer>& positions,
                                         const std::string& currency) {
  std::vector<BrokerPosition> out;
  out.reserve(positions.size());
  for (const PositionAnswer& position : positions) {
    out.push_back({position.symbol, position.quantity, currency, position.average_entry});
  }
  return out;
}

BrokerFills fills_of(const ActivityPage& page, FillCursor cursor, const std::string& currency,
                     std::size_t page_rows) {
  BrokerFills out;
  for (const FillActivity& row : page.fills) {
    BrokerFill fill;
    fill.fill_id = row.id;
    fill.broker_order_id = row.order_id;
    fill.symbol = row.symbol;
    fill.side = row.side;
    fill.quantity = row.quantity;
    fill.price = row.price;
    fill.currency = currency;
    fill.fee = {currency, planner::Money{}};
    fill.executed_ms = row.at / ns_per_ms;
    fill.day = new_york_day(row.at);
    out.fills.push_back(std::move(fill));
    cursor.newest = std::max(cursor.newest, row.at);
  }
  // A page that does not go on would be asked for again and again.
  out.more = page.rows >= page_rows && page.last_id != cursor.page;
  cursor.page = out.more ? page.last_id : "";
  out.cursor = text_of(cursor);
  return out;
}

}  // namespace ballast::actors::alpaca
