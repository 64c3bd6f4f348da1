#include "actors/universe/sources/binance_klines.hpp"

#include <fmt/format.h>

#include "actors/universe/sources/json_payload.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t last_ms = 4'102'444'800'000;  // 2100: what is later is no time
constexpr std::size_t candle_columns = 7;  // up to the time of closing; the rest is not used

struct Candle {
  Bar bar;
  std::int64_t closes_ms = 0;
};

std::optional<std::int64_t> moment_of(const Json& value) {
  if (!value.is_number_unsigned()) return std::nullopt;
  const auto ms = value.get<std::uint64_t>();
  if (ms > static_cast<std::uint64_t>(last_ms)) return std::nullopt;
  return static_cast<std::int64_t>(ms);
}

std::optional<Candle> candle_of(const Json& row) {
  if (!row.is_array() || row.size() < candle_columns) return std::nullopt;
  const auto opens = moment_of(row[0]);
  const auto closes = moment_of(row[6]);
  if (!opens || !closes || *opens % day_ms != 0 || *closes != *opens + day_ms - 1) {
    return std::nullopt;
  }
  Candle out{
      {static_cast<std::int32_t>(*opens / day_ms), decimal_text(row[1]), decimal_text(row[2]),
       decimal_text(row[3]), decimal_text(row[4]), std::nullopt, decimal_text(row[5])},
      *closes};
  const Bar& bar = out.bar;
  if (!bar.open || !bar.high || !bar.low || !bar.close || !bar.volume) return std::nullopt;
  return out;
}

/// An error of the service: {"code":-1121,"msg":"Invalid symbol."}.
std::optional<planner::Failure> find_message(const Json& json, const Expected& expected) {
  const auto message = text_member(json, "msg");
  if (!message) return std::nullopt;
  return planner::Failure{planner::FailureKind::invalid,
                          fmt::format("the service says: {}", begin_of(*message)), expected.where,
                          ""};
}

}  // namespace

Result<Json> read_binance_answer(std::string_view payload, const Expected& expected) {
  auto json = read_payload(payload, expected);
  if (!json) return json;
  if (auto message = find_message(*json, expected)) return tl::unexpected(std::move(*message));
  return json;
}

Result<std::vector<Bar>> read_klines(std::string_view payload, std::int64_t server_ms,
                                     const Expected& expected) {
  const auto json = read_binance_answer(payload, expected);
  if (!json) return tl::unexpected(json.error());
  if (!json->is_array()) return bad_payload(expected, "this is no list of candles", "a list");
  std::vector<Bar> bars;
  for (const Json& row : *json) {
    const auto candle = candle_of(row);
    if (!candle) {
      return bad_payload(expected, fmt::format("row {} is no daily candle", bars.size() + 1),
                         "midnight UTC, five decimal texts, the day's last millisecond");
    }
    if (candle->closes_ms < server_ms) bars.push_back(candle->bar);
  }
  if (auto nonsense = find_nonsense(bars, expected)) return tl::unexpected(std::move(*nonsense));
  return bars;
}

Result<std::int64_t> read_server_time(std::string_view payload, const Expected& expected) {
  const auto json = read_binance_answer(payload, expected);
  if (!json) return tl::unexpected(json.error());
  const Json* const time = member(*json, "serverTime");
  const auto ms = time == nullptr ? std::nullopt : moment_of(*time);
  if (!ms) return bad_payload(expected, "the service tells no time", "{\"serverTime\": ms}");
  return *ms;
}

Result<std::int64_t> read_weight_limit(std::string_view payload, const Expected& expected) {
  const auto json = read_binance_answer(payload, expected);
  if (!json) return tl::unexpected(json.error());
  const Json* const limits = member(*json, "rateLimits");
  if (limits != nullptr && limits->is_array()) {
    for (const Json& one : *limits) {
      const auto limit = number_member(one, "limit");
      if (text_member(one, "rateLimitType") == "REQUEST_WEIGHT" &&
          text_member(one, "interval") == "MINUTE" && number_member(one, "intervalNum") == 1.0 &&
          limit && *limit >= 1.0 && *limit <= 1e9) {
        return static_cast<std::int64_t>(*limit);
      }
    }
  }
  return bad_payload(expected, "the service tells no limit of weight", "REQUEST_WEIGHT a MINUTE");
}

}  // namespace ballast::actors
