#include "actors/universe/sources/ecb_rates.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "actors/imports/csv_table.hpp"
#include "actors/universe/imports.hpp"
#include "actors/universe/sources/xml_tags.hpp"
#include "planner/model/currency.hpp"

namespace ballast::actors {
namespace {

using planner::Date;
using planner::Result;
using Rates = std::vector<RateRow>;

std::int32_t day_number_of(Date date) {
  return static_cast<std::int32_t>(number_of(date));
}

/// Three capitals, of a currency that may have ended since.
bool is_code(std::string_view code) {
  return code.size() == 3 &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

Result<Rates> sound(Rates rates, const Expected& expected) {
  if (rates.empty()) return bad_payload(expected, "there is no rate in it", "reference rates");
  if (auto nonsense = find_nonsense(rates, expected)) return tl::unexpected(std::move(*nonsense));
  return rates;
}

/// One <Cube currency='USD' rate='1.1684'/> of a day.
Result<void> add_cube(Rates& rates, const XmlTag& tag, std::optional<Date> day,
                      const Expected& expected) {
  const std::string_view code = tag.attribute("currency");
  const auto rate = decimal_of(tag.attribute("rate"));
  if (!day || !is_code(code) || !rate) {
    return bad_payload(expected, "a rate has no day, no currency or no number",
                       "<Cube currency='USD' rate='1.1684'/> within <Cube time='2026-04-13'>");
  }
  if (planner::is_currency(code)) {
    rates.push_back({std::string(code), day_number_of(*day), *rate});
  }
  return {};
}

Result<Rates> cubes_of(XmlTags& tags, const Expected& expected) {
  Rates rates;
  std::optional<Date> day;
  while (true) {
    const auto more = tags.next();
    if (!more) {
      return bad_payload(expected, fmt::format("{} at {}", more.error().what, more.error().where),
                         "the XML of reference rates");
    }
    if (!*more) return rates;
    const XmlTag& tag = tags.tag();
    if (tags.depth() == 0 && tag.name != "Envelope") {
      return bad_payload(expected, fmt::format("the root is <{}>", begin_of(tag.name)),
                         "<gesmes:Envelope>");
    }
    if (tag.name != "Cube" || tag.closes) continue;
    if (const std::string_view time = tag.attribute("time"); !time.empty()) {
      day = planner::parse_date(time);
      if (!day) return bad_payload(expected, "a time is no day", "a day such as 2026-04-13");
    } else if (!tag.attribute("currency").empty() || !tag.attribute("rate").empty()) {
      if (auto added = add_cube(rates, tag, day, expected); !added) {
        return tl::unexpected(added.error());
      }
    }
  }
}

/// "13 April 2026", as the file of one day has it, or 2026-04-13.
std::optional<Date> day_in_words(std::string_view text) {
  constexpr std::array<std::string_view, 12> months = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  if (const auto day = planner::parse_date(text)) return day;
  const auto first = text.find(' ');
  const auto second = text.rfind(' ');
  if (first == std::string_view::npos || second <= first) return std::nullopt;
  const auto* const month =
      std::find(months.begin(), months.end(), text.substr(first + 1, second - first - 1));
  if (month == months.end()) return std::nullopt;
  return planner::parse_date(fmt::format("{:0>4}-{:02}-{:0>2}", text.substr(second + 1),
                                         month - months.begin() + 1, text.substr(0, first)));
}

/// One column for each currency: the files of all years and of one day.
Result<Rates> wide_rates(CsvTable& table, const Expected& expected) {
  std::vector<std::string> codes;
  for (const std::string& column : table.columns()) {
    if (column == "Date" || column.empty()) continue;
    if (!is_code(column)) {
      return bad_payload(expected, fmt::format("the column '{}' is no currency", begin_of(column)),
                         "three capitals");
    }
    if (planner::is_currency(column)) codes.push_back(column);
  }
  Rates rates;
  while (table.next()) {
    const auto day = day_in_words(table.text("Date"));
    if (!day) table.stop("Date", "this is no day", "13 April 2026 or 2026-04-13");
    for (const std::string& code : codes) {
      const std::string text = table.text(code);
      if (text.empty() || text == "N/A") continue;
      const auto rate = decimal_of(text);
      if (!rate) table.stop(code, fmt::format("'{}' is no rate", text), "a number such as 1.1684");
      rates.push_back({code, day_number_of(*day), *rate});
    }
  }
  return rates;
}

/// One row for each rate: the data portal.
Result<Rates> portal_rates(CsvTable& table) {
  Rates rates;
  while (table.next()) {
    if (table.text("CURRENCY_DENOM") != ecb_base_currency) {
      table.stop("CURRENCY_DENOM", fmt::format("rates for one {}", table.text("CURRENCY_DENOM")),
                 ecb_base_currency);
    }
    const std::string code = table.text("CURRENCY");
    if (!is_code(code)) table.stop("CURRENCY", "this is no currency", "three capitals");
    const Date day = table.needed_date("TIME_PERIOD");
    const std::string text = table.text("OBS_VALUE");
    if (text.empty() || text == "NaN" || !planner::is_currency(code)) continue;
    const auto rate = decimal_of(text);
    if (!rate) table.stop("OBS_VALUE", fmt::format("'{}' is no rate", text), "such as 1.1684");
    rates.push_back({code, day_number_of(day), *rate});
  }
  return rates;
}

}  // namespace

Result<Rates> read_ecb_xml(std::string_view payload, const Expected& expected) {
  XmlTags tags(payload);
  auto rates = cubes_of(tags, expected);
  if (!rates) return rates;
  return sound(std::move(*rates), expected);
}

Result<Rates> read_ecb_csv(std::string_view payload, const Expected& expected) {
  try {
    if (payload.substr(0, 5) == "Date,") {
      CsvTable table(payload, expected.where, {"Date"}, {});
      auto rates = wide_rates(table, expected);
      if (!rates) return rates;
      return sound(std::move(*rates), expected);
    }
    CsvTable table(payload, expected.where,
                   {"CURRENCY", "CURRENCY_DENOM", "TIME_PERIOD", "OBS_VALUE"}, {});
    auto rates = portal_rates(table);
    if (!rates) return rates;
    return sound(std::move(*rates), expected);
  } catch (const CsvMistake& mistake) {
    return tl::unexpected(mistake.failure);
  }
}

}  // namespace ballast::actors
