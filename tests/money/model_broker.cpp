#include "tests/money/model_broker.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "actors/trading/alpaca/answer_fields.hpp"
#include "planner/ledger/decimal.hpp"

namespace ballast::money {
namespace {

using actors::HttpAnswer;
using actors::HttpMethod;
using planner::Result;

constexpr const char* created = "2026-11-20T15:00:00Z";

HttpAnswer error(int status, const char* message) {
  return {status, {}, fmt::format(R"({{"code":40010001,"message":"{}"}})", message)};
}

Result<HttpAnswer> lost() {
  return tl::unexpected(
      planner::Failure{planner::FailureKind::unavailable, "the connection was lost", "", ""});
}

/// An id as it was before it became part of an address.
std::string decoded(std::string text) {
  for (auto at = text.find("%2F"); at != std::string::npos; at = text.find("%2F")) {
    text.replace(at, 3, "/");
  }
  return text;
}

void keep_text(std::array<char, 128>& place, std::string_view text) {
  place.fill('\0');
  std::copy_n(text.begin(), std::min(text.size(), place.size() - 1), place.begin());
}

}  // namespace

std::uint64_t SharedRandom::below(std::uint64_t limit) {
  // splitmix64: one word of state is all that must be shared.
  std::uint64_t z = (state_ += 0x9E3779B97F4A7C15U);
  z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
  return (z ^ (z >> 31U)) % limit;
}

Result<HttpAnswer> ModelBroker::serve(const actors::HttpRequest& request, std::int64_t now_ms) {
  if (delayed_quantity > 0 && now_ms >= arrives_at_ms) {
    const int quantity = std::exchange(delayed_quantity, 0);
    if (!unique_ids || find(delayed_id.data()) == nullptr) {
      accept(delayed_id.data(), quantity, now_ms);
    }
  }
  if (faults_in == 0 || !random.one_in(faults_in)) return do_it(request, now_ms);
  switch (random.below(7)) {
    case 0:
      return lost();
    case 1:
      return error(500, "internal server error");
    case 2:
      return HttpAnswer{429, {}, ""};
    case 3:
      return HttpAnswer{200, {}, "<html>a page for people</html>"};
    case 4:
      (void)do_it(request, now_ms);
      return lost();
    case 5:
      (void)do_it(request, now_ms);
      return error(500, "it was done all the same");
    default:
      break;
  }
  auto answer = do_it(request, now_ms);
  if (answer && !answer->body.empty()) answer->body.resize(answer->body.size() / 2);
  return answer;
}

Result<HttpAnswer> ModelBroker::do_it(const actors::HttpRequest& request, std::int64_t now_ms) {
  if (request.method == HttpMethod::post) {
    const bool delay = faults_in != 0 && delayed_quantity == 0 && random.one_in(6);
    const HttpAnswer answer = post(request.body, now_ms, delay);
    if (delay) return lost();
    return answer;
  }
  advance(now_ms);
  if (request.url.find("/v2/orders:by_client_order_id") != std::string::npos) {
    const ModelOrder* const order = find(decoded(request.url.substr(request.url.rfind('=') + 1)));
    if (order == nullptr) return error(404, "order not found");
    return HttpAnswer{200, {}, order_json(*order)};
  }
  if (request.url.find("/v2/account/activities") != std::string::npos) {
    return HttpAnswer{200, {}, activities_json()};
  }
  if (request.url.ends_with("/v2/account")) {
    return HttpAnswer{200,
                      {},
                      R"({"account_number":"A","status":"ACTIVE","currency":"USD",)"
                      R"("cash":"110","equity":"110","buying_power":"110",)"
                      R"("account_blocked":false,"trading_blocked":false})"};
  }
  if (request.url.ends_with("/v2/positions")) return HttpAnswer{200, {}, positions_json()};
  if (request.url.find("/v2/orders?status=open") != std::string::npos) {
    std::string rows;
    for (std::size_t at = 0; at < order_count; ++at) {
      if (orders.at(at).is_over) continue;
      rows += (rows.empty() ? "" : ",") + order_json(orders.at(at));
    }
    return HttpAnswer{200, {}, "[" + rows + "]"};
  }
  return error(404, "endpoint not found");
}

HttpAnswer ModelBroker::post(std::string_view body, std::int64_t now_ms, bool delay) {
  constexpr std::int64_t longest_way_ms = 60'000;
  ++posts;
  const auto json = nlohmann::json::parse(body);
  const std::string client_id = json["client_order_id"];
  const auto shares = planner::ledger::parse_decimal(json["qty"].get<std::string>(), 0);
  const int quantity = shares ? static_cast<int>(shares->count) : 0;
  if (delay) {
    keep_text(delayed_id, client_id);
    delayed_quantity = quantity;
    arrives_at_ms = now_ms + static_cast<std::int64_t>(
                                 random.below(static_cast<std::uint64_t>(longest_way_ms)));
    return {};
  }
  if (unique_ids && find(client_id) != nullptr) return error(422, "client_order_id must be unique");
  accept(client_id, quantity, now_ms);
  return {200, {}, order_json(orders.at(order_count - 1))};
}

void ModelBroker::accept(std::string_view client_id, int quantity, std::int64_t now_ms) {
  ModelOrder& order = orders.at(order_count++);
  order = {};
  keep_text(order.client_order_id, client_id);
  order.quantity = quantity;
  order.ends_after = static_cast<int>(random.below(5));
  if (random.one_in(4)) {
    order.cancelled_at = static_cast<int>(random.below(static_cast<std::uint64_t>(quantity)));
  }
  advance(now_ms);
}

const ModelOrder* ModelBroker::find(std::string_view client_id) const {
  for (std::size_t at = 0; at < order_count; ++at) {
    if (orders.at(at).client_id() == client_id) return &orders.at(at);
  }
  return nullptr;
}

void ModelBroker::advance(std::int64_t now_ms) {
  for (std::size_t at = 0; at < order_count; ++at) {
    ModelOrder& order = orders.at(at);
    if (order.is_over) continue;
    const bool ends = ++order.looks > order.ends_after;
    const int last = order.cancelled_at >= 0 ? order.cancelled_at : order.quantity;
    const int rest = last - order.filled;
    const bool room = order.fill_count + 1 < ModelOrder::fills_most;
    const int part =
        ends || !room ? rest : static_cast<int>(random.below(static_cast<std::uint64_t>(rest) + 1));
    if (part > 0) {
      order.filled += part;
      order.fills.at(order.fill_count++) = {part, order.filled, static_cast<int>(random.below(4)),
                                            now_ms};
    }
    order.is_over = ends || order.filled == order.quantity;
  }
}

std::string ModelBroker::order_json(const ModelOrder& order) const {
  const char* status = "new";
  if (order.filled > 0) status = "partially_filled";
  if (order.is_over) status = order.filled == order.quantity ? "filled" : "canceled";
  if (!order.is_over && order.looks == 2) status = "a_status_of_next_year";
  return fmt::format(
      R"({{"id":"b{}","client_order_id":"{}","symbol":"CCC","side":"buy","qty":"{}",)"
      R"("filled_qty":"{}","filled_avg_price":{},"status":"{}","created_at":"{}"}})",
      &order - orders.data(), order.client_id(), order.quantity, order.filled,
      order.filled > 0 ? "\"110.5\"" : "null", status, created);
}

std::string ModelBroker::positions_json() const {
  int bought = 0;
  for (std::size_t at = 0; at < order_count; ++at) bought += orders.at(at).filled;
  const auto row = [](const char* symbol, int shares) {
    return fmt::format(R"({{"symbol":"{}","qty":"{}","avg_entry_price":"10","side":"long"}})",
                       symbol, shares);
  };
  std::string rows = row("AAA.DE", 20) + "," + row("BBB.HK", 150);
  if (bought > 0) rows += "," + row("CCC", bought);
  return "[" + rows + "]";
}

std::string ModelBroker::activities_json() {
  std::vector<std::string> rows;
  for (std::size_t at = 0; at < order_count; ++at) {
    for (std::size_t place = 0; place < orders.at(at).fill_count; ++place) {
      ModelFill& fill = orders.at(at).fills.at(place);
      if (fill.hidden > 0) {
        --fill.hidden;
        continue;
      }
      rows.push_back(
          fmt::format(R"({{"activity_type":"FILL","id":"f{}-{}","cum_qty":"{}","leaves_qty":"0",)"
                      R"("price":"110.5","qty":"{}","side":"buy","symbol":"CCC","order_id":"b{}",)"
                      R"("transaction_time":"{}","type":"partial_fill"}})",
                      at, place, fill.filled_by_now, fill.quantity, at,
                      actors::alpaca::format_instant(fill.at_ms * ns_per_ms)));
      if (faults_in != 0 && random.one_in(4)) rows.push_back(rows.back());
    }
  }
  for (std::size_t at = rows.size(); faults_in != 0 && at > 1; --at) {
    std::swap(rows[at - 1], rows[random.below(at)]);
  }
  ++pages;
  return fmt::format("[{}]", fmt::join(rows, ","));
}

}  // namespace ballast::money
