#include "actors/trading/alpaca/order_request.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace ballast::actors::alpaca {
namespace {

using planner::Failure;
using planner::Result;
using planner::Side;
using planner::ledger::billion;
using planner::ledger::Price;
using planner::ledger::Quantity;

constexpr std::size_t symbol_bytes_max = 32;
constexpr std::int64_t cent = billion / 100;
constexpr std::int64_t hundredth_of_cent = cent / 100;

bool is_plain(std::string_view text, std::size_t bytes_max) {
  return !text.empty() && text.size() <= bytes_max &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

Result<void> check(const OrderRequest& order) {
  const auto wrong = [&](const char* what, std::string allowed) -> Result<void> {
    return tl::unexpected(Failure{
        planner::FailureKind::invalid, what,
        "order " + order.client_order_id.substr(0, client_order_id_bytes_max), std::move(allowed)});
  };
  if (!is_plain(order.client_order_id, client_order_id_bytes_max)) {
    return wrong("its client order id cannot be sent",
                 fmt::format("1 to {} visible ASCII characters", client_order_id_bytes_max));
  }
  if (!is_plain(order.symbol, symbol_bytes_max)) {
    return wrong("its symbol cannot be sent",
                 fmt::format("1 to {} visible ASCII characters", symbol_bytes_max));
  }
  if (order.quantity <= Quantity{}) return wrong("its quantity is not above zero", "above 0");
  const bool parts = order.quantity.count() % billion != 0;
  if (parts && order.validity != Validity::day) {
    return wrong("parts of shares can be ordered for the day only", "day, or whole shares");
  }
  if (order.limit && at_tick(order.side, *order.limit) <= Price{}) {
    return wrong("its limit is no price", "from 0.0001 on");
  }
  return {};
}

}  // namespace

Price at_tick(Side side, Price limit) {
  if (limit <= Price{}) return Price{};
  const std::int64_t tick = limit.count() >= billion ? cent : hundredth_of_cent;
  const std::int64_t down = limit.count() / tick * tick;
  if (side == Side::buy || down == limit.count()) return Price::of(down);
  return Price::of(down + tick);
}

Result<std::string> order_body(const OrderRequest& order) {
  if (auto sound = check(order); !sound) return tl::unexpected(sound.error());
  nlohmann::ordered_json body;
  body["symbol"] = order.symbol;
  body["qty"] = planner::ledger::format(order.quantity);
  body["side"] = order.side == Side::buy ? "buy" : "sell";
  body["type"] = order.limit ? "limit" : "market";
  body["time_in_force"] = order.validity == Validity::day ? "day" : "gtc";
  if (order.limit) {
    body["limit_price"] = planner::ledger::format(at_tick(order.side, *order.limit));
  }
  body["client_order_id"] = order.client_order_id;
  return body.dump();
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

}  // namespace ballast::actors::alpaca
