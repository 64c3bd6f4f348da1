#include "actors/universe/sources/alpaca_bars.hpp"

#include <fmt/format.h>

#include "actors/universe/imports.hpp"
#include "actors/universe/sources/json_payload.hpp"

namespace ballast::actors {
namespace {

using planner::Result;

/// "2022-02-01T05:00:00Z" to its day.
std::optional<std::int32_t> session_of(const std::string& stamp) {
  constexpr std::size_t day_length = 10;
  const std::string_view time = std::string_view(stamp).substr(std::min(day_length, stamp.size()));
  if (time != "T04:00:00Z" && time != "T05:00:00Z") return std::nullopt;
  const auto day = planner::parse_date(std::string_view(stamp).substr(0, day_length));
  if (!day) return std::nullopt;
  return static_cast<std::int32_t>(number_of(*day));
}

Result<Bar> bar_of(const Json& row, const Expected& expected) {
  const auto stamp = text_member(row, "t");
  const auto day = stamp ? session_of(*stamp) : std::nullopt;
  if (!day) {
    return bad_payload(expected, "a bar has no day of New York",
                       "\"t\" such as "
                       "2022-02-01T05:00:00Z");
  }
  Bar bar{*day,
          number_member(row, "o"),
          number_member(row, "h"),
          number_member(row, "l"),
          number_member(row, "c"),
          std::nullopt,
          number_member(row, "v")};
  if (bar.open && bar.high && bar.low && bar.close && bar.volume) return bar;
  return bad_payload(expected, fmt::format("the bar of {} is not whole", *stamp),
                     "the numbers o, h, l, c and v");
}

Result<std::vector<Bar>> bars_of(const Json& rows, const Expected& expected) {
  if (!rows.is_array()) return bad_payload(expected, "bars are no list", "a list of bars");
  std::vector<Bar> bars;
  bars.reserve(rows.size());
  for (const Json& row : rows) {
    auto bar = bar_of(row, expected);
    if (!bar) return tl::unexpected(bar.error());
    bars.push_back(*bar);
  }
  if (auto nonsense = find_nonsense(bars, expected)) return tl::unexpected(std::move(*nonsense));
  return bars;
}

std::optional<planner::Failure> find_other_currency(const Json& page, const Expected& expected) {
  const std::string currency = text_member(page, "currency").value_or("USD");
  if (expected.currency.empty() || currency == expected.currency) return std::nullopt;
  return planner::Failure{planner::FailureKind::invalid,
                          fmt::format("the prices are in {}", begin_of(currency)), expected.where,
                          expected.currency};
}

}  // namespace

Result<AlpacaPage> read_alpaca_bars(std::string_view payload, const Expected& expected) {
  const auto json = read_payload(payload, expected);
  if (!json) return tl::unexpected(json.error());
  if (auto other = find_other_currency(*json, expected)) return tl::unexpected(std::move(*other));
  const Json* const bars = member(*json, "bars");
  const Json* const token = member(*json, "next_page_token");
  if (bars == nullptr || token == nullptr || !(bars->is_object() || bars->is_null()) ||
      !(token->is_string() || token->is_null())) {
    return bad_payload(expected, "this is no page of bars", "\"bars\" and \"next_page_token\"");
  }
  AlpacaPage page;
  if (token->is_string()) page.next_page_token = token->get<std::string>();
  if (bars->is_null()) return page;
  for (const auto& [symbol, rows] : bars->items()) {
    auto read = bars_of(rows, expected);
    if (!read) return tl::unexpected(read.error());
    if (!page.bars.emplace(symbol, std::move(*read)).second) {
      return bad_payload(expected, "a symbol stands twice", "each symbol once");
    }
  }
  return page;
}

Result<void> add_page(BarsBySymbol& bars, const AlpacaPage& page, const Expected& expected) {
  for (const auto& [symbol, further] : page.bars) {
    std::vector<Bar>& known = bars[symbol];
    if (!known.empty() && !further.empty() && known.back().day >= further.front().day) {
      return bad_payload(expected, "a page does not go on where the one before it ended",
                         "rising days");
    }
    known.insert(known.end(), further.begin(), further.end());
  }
  return {};
}

Result<std::vector<Bar>> join_series(std::vector<Bar> raw, const std::vector<Bar>& adjusted,
                                     const Expected& expected) {
  bool same_days = raw.size() == adjusted.size();
  for (std::size_t place = 0; same_days && place < raw.size(); ++place) {
    same_days = raw[place].day == adjusted[place].day;
    raw[place].adjusted = adjusted[place].close;
  }
  if (!same_days) {
    return bad_payload(expected, "raw and adjusted closes are not of the same days",
                       "two series of the same days");
  }
  return raw;
}

}  // namespace ballast::actors
