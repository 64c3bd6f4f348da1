#include "actors/trading/guarded_broker.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>

#include "actors/trading/wall_time.hpp"
#include "broker/toml_reading.hpp"

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;
using planner::trading::GuardLimits;
using planner::trading::OutgoingOrder;

constexpr std::int64_t guarded_ms = 86'400'000;
constexpr const char* installed_guard_file = "/etc/ballast/guard.toml";

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
  try {
    return read_guard(toml::parse(text, std::string(name)), std::string(name));
  } catch (const toml::parse_error& error) {
    return tl::unexpected(
        Failure{FailureKind::invalid, std::string(error.description()),
                std::string(name) + ":" + std::to_string(error.source().begin.line), "TOML 1.0"});
  } catch (const broker::Mistake& mistake) {
    return tl::unexpected(mistake.failure);
  }
}

Result<GuardLimits> load_guard_limits(const std::string& folder) {
  std::error_code ignored;
  std::filesystem::path path = std::filesystem::path(folder) / "guard.toml";
  if (folder.empty() || !std::filesystem::exists(path, ignored)) path = installed_guard_file;
  if (!std::filesystem::exists(path, ignored)) return GuardLimits{};
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return tl::unexpected(Failure{FailureKind::missing, "the guard's file cannot be read",
                                  path.string(), "a readable file"});
  }
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  return parse_guard_file(text, path.string());
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
