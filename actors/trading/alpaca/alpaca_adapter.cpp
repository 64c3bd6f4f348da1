#include "actors/trading/alpaca/alpaca_adapter.hpp"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "actors/trading/alpaca/cash_rows.hpp"
#include "actors/trading/alpaca/news.hpp"
#include "actors/trading/alpaca/order_request.hpp"

namespace ballast::actors::alpaca {
namespace {

constexpr std::chrono::milliseconds patience{15'000};
constexpr std::size_t orders_asked = 500;
constexpr std::size_t activities_asked = 100;
constexpr const char* by_client_order_id = "/v2/orders:by_client_order_id?client_order_id=";

OrderRequest request_of(const BrokerOrder& order) {
  return {order.client_order_id, order.symbol, order.side,
          order.quantity,        order.limit,  Validity::day};
}

/// What an answer that is no 2xx says about a question that changes nothing.
template <class Value>
BrokerAnswer<Value> refusal_of(const Judgement& judged) {
  if (judged.outcome == Outcome::refused || judged.outcome == Outcome::conflict) {
    return Refused{judged.text};
  }
  return Unknown{judged.text};
}

}  // namespace

AlpacaAdapter::AlpacaAdapter(Connection connection, HttpMaker make_http, const broker::Clock& clock,
                             UpdatesMaker make_updates)
    : connection_(std::move(connection)),
      make_http_(std::move(make_http)),
      make_updates_(std::move(make_updates)),
      clock_(clock) {}

void AlpacaAdapter::start(broker::Outlet& outlet, BrokerHint hint) {
  http_ = make_http_(outlet);
  const std::string to = is_live() ? fmt::format("LIVE: orders cost real money of account {}",
                                                 connection_.live_account)
                                   : std::string("orders cost no real money");
  outlet.note({is_live() ? broker::Notice::Level::warning : broker::Notice::Level::info, "",
               fmt::format("trades with Alpaca at {}; {}", connection_.base_url, to)});
  if (make_updates_) updates_ = make_updates_(outlet, std::move(hint));
}

AnswerContext AlpacaAdapter::context() const {
  AnswerContext out;
  out.now = clock_.wall_ns();
  return out;
}

void AlpacaAdapter::ask(HttpMethod method, const std::string& path, std::string body,
                        std::function<void(const Reply&)> done) {
  HttpRequest request;
  request.method = method;
  request.url = connection_.base_url + path;
  request.headers = {{"APCA-API-KEY-ID", connection_.keys.key_id},
                     {"APCA-API-SECRET-KEY", connection_.keys.secret},
                     {"Accept", "application/json"}};
  if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
  request.body = std::move(body);
  request.timeout = patience;
  http_->send(std::move(request), [done = std::move(done)](const Result<HttpAnswer>& answer) {
    Reply reply;
    if (answer) {
      reply.judged = judge(answer->status, answer->body);
      reply.body = answer->body;
    } else {
      reply.judged.text = planner::describe(answer.error());
      reply.was_sent = answer.error().kind == planner::FailureKind::unavailable;
    }
    done(reply);
  });
}

template <class Value, class Read>
void AlpacaAdapter::get(const std::string& path, Answered<Value> answered, Read read) {
  ask(HttpMethod::get, path, "", [answered = std::move(answered), read](const Reply& reply) {
    if (reply.judged.outcome != Outcome::done) return answered(refusal_of<Value>(reply.judged));
    auto value = read(reply.body);
    if (!value) return answered(Unknown{planner::describe(value.error())});
    answered(Done<Value>{std::move(*value)});
  });
}

template <class Value, class Translate>
void AlpacaAdapter::get_activities(std::string_view kinds, const std::string& cursor,
                                   Answered<Value> answered, Translate translate) {
  const auto from = cursor.empty() ? first_cursor(clock_.wall_ns()) : parse_cursor(cursor);
  if (!from) return answered(Unknown{"the cursor of activities is damaged: " + cursor});
  std::string path =
      fmt::format("/v2/account/activities?{}&direction=asc&page_size={}&after={}", kinds,
                  activities_asked, percent_encoded(format_instant(begin_of_round(*from))));
  if (!from->page.empty()) path += "&page_token=" + percent_encoded(from->page);
  get<Value>(path, std::move(answered),
             [this, from = *from, translate](const std::string& body) -> Result<Value> {
               const auto page = read_activities(body, context());
               if (!page) return tl::unexpected(page.error());
               return translate(*page, from);
             });
}

void AlpacaAdapter::submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) {
  if (!is_live() || account_confirmed_) return send_order(order, answered);
  account([this, order, answered = std::move(answered)](const BrokerAnswer<BrokerAccount>& told) {
    const auto* const done = std::get_if<Done<BrokerAccount>>(&told);
    if (done != nullptr && done->value.may_trade) return send_order(order, answered);
    answered(Refused{done != nullptr ? done->value.text : "the account could not be confirmed"});
  });
}

void AlpacaAdapter::send_order(const BrokerOrder& order,
                               const Answered<BrokerOrderNews>& answered) {
  auto body = order_body(request_of(order));
  if (!body) return answered(Refused{planner::describe(body.error())});
  const std::string id = order.client_order_id;
  ask(HttpMethod::post, "/v2/orders", std::move(*body), [this, id, answered](const Reply& reply) {
    const Judgement& judged = reply.judged;
    if (judged.outcome == Outcome::refused || judged.outcome == Outcome::conflict) {
      return settle_refusal(id, judged.text, answered);
    }
    if (judged.outcome != Outcome::done) return answered(Unknown{judged.text});
    const auto placed = read_order(reply.body, context());
    if (!placed) return answered(Unknown{planner::describe(placed.error())});
    if (placed->client_order_id != id) {
      return answered(Unknown{"the broker answered with order " + placed->client_order_id});
    }
    answered(Done<BrokerOrderNews>{news_of(*placed)});
  });
}

void AlpacaAdapter::settle_refusal(const std::string& client_order_id, const std::string& reason,
                                   const Answered<BrokerOrderNews>& answered) {
  using Found = BrokerAnswer<std::optional<BrokerOrderNews>>;
  find(client_order_id, [reason, answered](const Found& found) {
    const auto* const done = std::get_if<Done<std::optional<BrokerOrderNews>>>(&found);
    if (done == nullptr) return answered(Unknown{reason});
    if (done->value) return answered(Done<BrokerOrderNews>{*done->value});
    // Said to be there, and not to be found: look-ups may be behind.
    if (reason.find("client_order_id") != std::string::npos) return answered(Unknown{reason});
    answered(Refused{reason});
  });
}

void AlpacaAdapter::cancel(const std::string& client_order_id, const std::string& broker_order_id,
                           Answered<BrokerOrderNews> answered) {
  BrokerOrderNews order;
  order.client_order_id = client_order_id;
  order.broker_order_id = broker_order_id;
  if (!broker_order_id.empty()) return send_cancel(order, answered);
  using Found = BrokerAnswer<std::optional<BrokerOrderNews>>;
  find(client_order_id, [this, answered = std::move(answered)](const Found& found) {
    const auto* const done = std::get_if<Done<std::optional<BrokerOrderNews>>>(&found);
    if (done == nullptr) return answered(Unknown{"the order could not be looked up"});
    if (!done->value) return answered(Refused{"the broker knows no such order"});
    send_cancel(*done->value, answered);
  });
}

void AlpacaAdapter::send_cancel(const BrokerOrderNews& order,
                                const Answered<BrokerOrderNews>& answered) {
  ask(HttpMethod::del, "/v2/orders/" + percent_encoded(order.broker_order_id), "",
      [order, answered](const Reply& reply) {
        const Judgement& judged = reply.judged;
        if (judged.outcome == Outcome::done) return answered(Done<BrokerOrderNews>{order});
        if (judged.outcome == Outcome::missing) return answered(Refused{judged.text});
        answered(refusal_of<BrokerOrderNews>(judged));
      });
}

void AlpacaAdapter::find(const std::string& client_order_id,
                         Answered<std::optional<BrokerOrderNews>> answered) {
  using Value = std::optional<BrokerOrderNews>;
  ask(HttpMethod::get, by_client_order_id + percent_encoded(client_order_id), "",
      [this, client_order_id, answered = std::move(answered)](const Reply& reply) {
        if (reply.judged.outcome == Outcome::missing) return answered(Done<Value>{std::nullopt});
        if (reply.judged.outcome != Outcome::done) {
          return answered(refusal_of<Value>(reply.judged));
        }
        const auto order = read_order(reply.body, context());
        if (!order) return answered(Unknown{planner::describe(order.error())});
        if (order->client_order_id != client_order_id) {
          return answered(Unknown{"the broker answered with order " + order->client_order_id});
        }
        answered(Done<Value>{news_of(*order)});
      });
}

void AlpacaAdapter::open_orders(Answered<std::vector<BrokerOrderNews>> answered) {
  using Orders = std::vector<BrokerOrderNews>;
  get<Orders>(fmt::format("/v2/orders?status=open&direction=asc&limit={}", orders_asked),
              std::move(answered), [this](const std::string& body) -> Result<Orders> {
                const auto orders = read_orders(body, context());
                if (!orders) return tl::unexpected(orders.error());
                if (orders->size() >= orders_asked) {
                  return tl::unexpected(Failure{planner::FailureKind::refused,
                                                "there may be more open orders than were told",
                                                "orders", fmt::format("below {}", orders_asked)});
                }
                Orders out;
                for (const OrderAnswer& order : *orders) out.push_back(news_of(order));
                return out;
              });
}

void AlpacaAdapter::fills_since(const std::string& cursor, Answered<BrokerFills> answered) {
  get_activities<BrokerFills>("activity_types=FILL", cursor, std::move(answered),
                              [this](const ActivityPage& page, const FillCursor& from) {
                                return fills_of(page, from, context().currency, activities_asked);
                              });
}

void AlpacaAdapter::cash_since(const std::string& cursor, Answered<BrokerCashRows> answered) {
  get_activities<BrokerCashRows>("category=non_trade_activity", cursor, std::move(answered),
                                 [this](const ActivityPage& page, const FillCursor& from) {
                                   return cash_rows_of(page, from, context().currency,
                                                       activities_asked);
                                 });
}

void AlpacaAdapter::account(Answered<BrokerAccount> answered) {
  get<BrokerAccount>("/v2/account", std::move(answered),
                     [this](const std::string& body) -> Result<BrokerAccount> {
                       const auto account = read_account(body, context());
                       if (!account) return tl::unexpected(account.error());
                       auto out = account_of(*account, connection_.live_account);
                       account_confirmed_ = out.may_trade;
                       return out;
                     });
}

void AlpacaAdapter::positions(Answered<std::vector<BrokerPosition>> answered) {
  using Positions = std::vector<BrokerPosition>;
  get<Positions>("/v2/positions", std::move(answered),
                 [this](const std::string& body) -> Result<Positions> {
                   const auto held = read_positions(body);
                   if (!held) return tl::unexpected(held.error());
                   return positions_of(*held, context().currency);
                 });
}

}  // namespace ballast::actors::alpaca
