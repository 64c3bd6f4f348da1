#include "tools/ballast/trading_files.hpp"

#include <filesystem>

#include <fmt/format.h>

#include "actors/configuration/places.hpp"
#include "actors/trading/alpaca/brokerage_file.hpp"
#include "actors/trading/exchange_file.hpp"
#include "actors/trading/guarded_broker.hpp"

namespace ballast::tools {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;

/// The keys are read too: who may not read them is told so, as the actor would be.
Result<std::string> broker_sentence(const std::string& file) {
  const auto brokerage = actors::load_brokerage_file(file);
  if (!brokerage) return tl::unexpected(brokerage.error());
  if (brokerage->broker == actors::BrokerageFile::Broker::paper) {
    return std::string("Orders are filled on paper.\n");
  }
  const auto connection = actors::alpaca::connect_to(brokerage->alpaca);
  if (!connection) return tl::unexpected(connection.error());
  const std::string& stream = connection->stream_url;
  return fmt::format("Orders go to {} and cost {} money.\n{}\n", connection->base_url,
                     connection->live_account.empty() ? "no real" : "REAL",
                     stream.empty() ? "What happens there is found by asking alone."
                                    : "What happens there is heard of at " + stream + ".");
}

Result<std::string> guard_sentence(const std::string& folder) {
  const auto limits = actors::load_guard_limits(folder);
  if (!limits) return tl::unexpected(limits.error());
  return fmt::format("The guard lets out at most {} orders in 24 hours, of at most {:.0f} each.\n",
                     limits->max_orders_per_day, limits->max_order_value);
}

Result<std::string> exchanges_sentence(const std::string& folder) {
  const std::string file = actors::exchanges_file(folder);
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) {
    return fmt::format("{} is not there: every exchange counts as closed.\n", file);
  }
  const auto exchanges = actors::load_exchanges(file);
  if (!exchanges) return tl::unexpected(exchanges.error());
  for (const auto& exchange : *exchanges) {
    const auto zone = actors::load_zone(exchange.zone);
    if (zone) continue;
    Failure failure = zone.error();
    failure.what = fmt::format("the zone of {} cannot be read: {}", exchange.mic, failure.what);
    return tl::unexpected(std::move(failure));
  }
  return fmt::format("The hours of {} exchanges are known.\n", exchanges->size());
}

}  // namespace

Result<std::string> check_trading_files(const std::string& brokerage_file,
                                        const std::string& planner_folder) {
  std::string out;
  for (const auto& told : {broker_sentence(brokerage_file), guard_sentence(planner_folder),
                           exchanges_sentence(planner_folder)}) {
    if (!told) return told;
    out += *told;
  }
  return out;
}

}  // namespace ballast::tools
