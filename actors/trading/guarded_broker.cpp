#include "actors/trading/guarded_broker.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "actors/configuration/board_file.hpp"
#include "actors/trading/wall_time.hpp"
#include "broker/toml_reading.hpp"

namespace ballast::actors {
namespace {

using planner::Result;
using planner::trading::GuardLimits;
using planner::trading::OutgoingOrder;

constexpr std::int64_t guarded_ms = 86'400'000;

std::string text_of_value(const broker::TomlReading& reading, const std::string& key,
                          const toml::node& node) {
  if (const auto whole = node.value_exact<std::int64_t>()) return std::to_string(*whole);
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  if (const auto real = node.value_exact<double>()) return fmt::format("{}", *real);
  reading.stop(node, key, "a limit is a number or a switch", "25000, 0.05, true or false");
}

GuardLimits read_guard(const toml::table& table, const std::string& name) {
  const broker::TomlReading reading(name);
  GuardLimits out;
  for (const auto& [key, node] : table) {
    const std::string limit(key.str());
    const auto done =
        planner::trading::set_guard_limit(out, limit, text_of_value(reading, limit, node));
    if (!done) reading.stop(node, limit, done.error().what, done.error().allowed);
  }
  return out;
}

}  // namespace

Result<GuardLimits> parse_guard_file(std::string_view text, std::string_view name) {
  return broker::read_toml(
      text, name, [&](const toml::table& table) { return read_guard(table, std::string(name)); });
}

Result<GuardLimits> load_guard_limits(const std::string& folder) {
  const auto file = read_board_file(folder, "guard.toml");
  if (!file) return tl::unexpected(file.error());
  return *file ? parse_guard_file((*file)->text, (*file)->path) : GuardLimits{};
}

Result<std::string> GuardedBroker::against(const BrokerOrder& order,
                                           const std::vector<OutgoingOrder>& sent) const {
  auto forbidden = sources_.forbidden(order.side);
  if (!forbidden || !forbidden->empty()) return forbidden;
  return planner::trading::guarded_against(
      {order.client_order_id, order.side, order.quantity, order.price, order.limit, order.per_base,
       wall_ms(clock_)},
      sent, limits_);
}

void GuardedBroker::submit(const BrokerOrder& order, Answered<BrokerOrderNews> answered) {
  const auto sent = sources_.sent(wall_ms(clock_) - guarded_ms);
  if (!sent) return answered(Unknown{"the guard: " + planner::describe(sent.error())});
  const auto why = against(order, *sent);
  if (why && why->empty()) return broker_->submit(order, std::move(answered));
  const std::string text = "the guard: " + (why ? *why : planner::describe(why.error()));
  const auto repeated = std::find_if(sent->begin(), sent->end(), [&](const OutgoingOrder& other) {
    return other.id == order.client_order_id && other.times > 1;
  });
  // What left before may be there, whatever becomes of the repeat.
  if (repeated != sent->end()) return answered(Unknown{text});
  answered(Refused{text});
}

}  // namespace ballast::actors
