#include "actors/trading/exchange_file.hpp"

#include <algorithm>

#include "broker/toml_reading.hpp"
#include "broker/whole_file.hpp"
#include "planner/trading/zone_data.hpp"

namespace ballast::actors {
namespace {

using planner::Date;
using planner::Failure;
using planner::FailureKind;
using planner::Result;
using planner::trading::DayRule;
using planner::trading::Exchange;
using planner::trading::MinuteOfDay;
using planner::trading::Observed;

constexpr int year_lowest = 1970;
constexpr int year_highest = 2099;

const std::vector<std::string> exchange_keys = {"names",  "like",        "zone",       "open",
                                                "close",  "lunch",       "holidays",   "dates",
                                                "trades", "early_close", "early_days", "years"};
const std::vector<std::string> rule_keys = {
    "date",   "nth",  "weekday",  "month", "easter", "orthodox_easter",
    "before", "plus", "observed", "from",  "to"};
constexpr std::array<const char*, 7> weekdays = {"sunday",   "monday", "tuesday", "wednesday",
                                                 "thursday", "friday", "saturday"};
constexpr std::array<const char*, 4> observances = {"no", "nearest", "sunday", "substitute"};

class ExchangeReader {
 public:
  explicit ExchangeReader(std::string_view name) : reading_(std::string(name)) {}

  std::vector<Exchange> read(const toml::table& file) {
    for (const auto& [key, node] : file) {
      const std::string mic(key.str());
      if (mic.size() != 4) reading_.stop(node, mic, "this is no exchange's code", "four letters");
      const toml::table& table = reading_.table_of(node, mic);
      if (!table.contains("like")) out_.push_back(exchange_of(mic, table, Exchange{}));
    }
    for (const auto& [key, node] : file) {
      const toml::table& table = *node.as_table();
      if (table.contains("like")) add_alike(std::string(key.str()), table);
    }
    return std::move(out_);
  }

 private:
  void add_alike(const std::string& mic, const toml::table& table) {
    const std::string like = reading_.text(*table.get("like"), mic + ".like");
    const auto found = std::find_if(out_.begin(), out_.end(),
                                    [&](const Exchange& other) { return other.mic == like; });
    if (found == out_.end()) {
      reading_.stop(*table.get("like"), mic + ".like", "no exchange of its own has this code",
                    "an exchange of this file without `like`");
    }
    Exchange base = *found;
    base.names.clear();
    out_.push_back(exchange_of(mic, table, std::move(base)));
  }

  Exchange exchange_of(const std::string& mic, const toml::table& table, Exchange out) {
    reading_.check_keys(table, mic + ".", exchange_keys);
    out.mic = mic;
    if (const auto* node = table.get("names")) out.names = texts(*node, mic + ".names");
    if (const auto* node = table.get("zone")) out.zone = reading_.text(*node, mic + ".zone");
    if (const auto* node = table.get("open")) out.open = minute(*node, mic + ".open");
    if (const auto* node = table.get("close")) out.close = minute(*node, mic + ".close");
    if (const auto* node = table.get("lunch")) read_lunch(*node, mic + ".lunch", out);
    if (const auto* node = table.get("holidays")) out.holidays = rules(*node, mic + ".holidays");
    if (const auto* node = table.get("dates")) out.holiday_dates = dates(*node, mic + ".dates");
    if (const auto* node = table.get("trades")) out.trading_dates = dates(*node, mic + ".trades");
    if (const auto* node = table.get("early_close")) {
      out.early_close = minute(*node, mic + ".early_close");
    }
    if (const auto* node = table.get("early_days")) {
      out.early_days = rules(*node, mic + ".early_days");
    }
    if (const auto* node = table.get("years")) out.years = years(*node, mic + ".years");
    if (out.zone.empty() || out.open >= out.close) {
      reading_.stop(table, mic, "an exchange needs a zone and opens before it closes",
                    "zone = \"Europe/Berlin\", open = \"09:00\", close = \"17:30\"");
    }
    return out;
  }

  void read_lunch(const toml::node& node, const std::string& key, Exchange& out) {
    const toml::array* both = node.as_array();
    if (both == nullptr || both->size() != 2) {
      reading_.stop(node, key, "this is no time from and to", "[\"12:00\", \"13:00\"]");
    }
    out.lunch_from = minute(*both->get(0), key);
    out.lunch_to = minute(*both->get(1), key);
  }

  const toml::array& array_of(const toml::node& node, const std::string& key) {
    if (const toml::array* array = node.as_array()) return *array;
    reading_.stop(node, key, "this must be a list", "[ ... ]");
  }

  std::vector<std::string> texts(const toml::node& node, const std::string& key) {
    std::vector<std::string> out;
    for (const toml::node& one : array_of(node, key)) out.push_back(reading_.text(one, key));
    return out;
  }

  std::vector<Date> dates(const toml::node& node, const std::string& key) {
    std::vector<Date> out;
    for (const toml::node& one : array_of(node, key)) {
      const auto day = planner::parse_date(reading_.text(one, key));
      if (!day) reading_.stop(one, key, "this is no day", "a day as \"2026-12-25\"");
      out.push_back(*day);
    }
    return out;
  }

  std::vector<int> years(const toml::node& node, const std::string& key) {
    std::vector<int> out;
    for (const toml::node& one : array_of(node, key)) {
      out.push_back(static_cast<int>(reading_.whole(one, key, year_lowest, year_highest)));
    }
    return out;
  }

  /// "09:30"
  MinuteOfDay minute(const toml::node& node, const std::string& key) {
    const std::string text = reading_.text(node, key);
    const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
    if (text.size() == 5 && digit(0) && digit(1) && text[2] == ':' && digit(3) && digit(4)) {
      const int hours = (text[0] - '0') * 10 + text[1] - '0';
      const int minutes = (text[3] - '0') * 10 + text[4] - '0';
      if (hours < 24 && minutes < 60) return hours * 60 + minutes;
    }
    reading_.stop(node, key, "this is no time of day", "\"00:00\" to \"23:59\"");
  }

  std::vector<DayRule> rules(const toml::node& node, const std::string& key) {
    std::vector<DayRule> out;
    for (const toml::node& one : array_of(node, key)) {
      out.push_back(rule_of(reading_.table_of(one, key), key));
    }
    return out;
  }

  DayRule rule_of(const toml::table& table, const std::string& key) {
    reading_.check_keys(table, key + ".", rule_keys);
    DayRule out;
    int kinds = 0;
    const auto is = [&](const char* name, DayRule::Kind kind) {
      const toml::node* const node = table.get(name);
      if (node == nullptr) return node;
      out.kind = kind;
      ++kinds;
      return node;
    };
    if (const auto* node = is("date", DayRule::Kind::fixed)) read_month_day(*node, key, out);
    if (const auto* node = is("before", DayRule::Kind::last_before)) {
      read_month_day(*node, key, out);
    }
    if (const auto* node = is("easter", DayRule::Kind::easter)) out.plus = days(*node, key);
    if (const auto* node = is("orthodox_easter", DayRule::Kind::orthodox_easter)) {
      out.plus = days(*node, key);
    }
    if (const auto* node = is("nth", DayRule::Kind::nth_weekday)) {
      read_nth(*node, table, key, out);
    }
    if (kinds != 1) {
      reading_.stop(table, key, "a rule finds its day in one way",
                    "date, before, nth, easter or orthodox_easter");
    }
    if (const auto* node = table.get("plus")) out.plus += days(*node, key);
    if (const auto* node = table.get("observed")) {
      out.observed = static_cast<Observed>(name_of(*node, key, observances));
    }
    if (const auto* node = table.get("from")) out.from_year = year(*node, key);
    if (const auto* node = table.get("to")) out.to_year = year(*node, key);
    return out;
  }

  int year(const toml::node& node, const std::string& key) {
    return static_cast<int>(reading_.whole(node, key, year_lowest, year_highest));
  }

  int days(const toml::node& node, const std::string& key) {
    constexpr int most = 100;
    return static_cast<int>(reading_.whole(node, key, -most, most));
  }

  void read_month_day(const toml::node& node, const std::string& key, DayRule& out) {
    const auto day = planner::parse_date("2001-" + reading_.text(node, key));
    if (!day) reading_.stop(node, key, "this is no day of every year", "a day as \"12-25\"");
    const std::chrono::year_month_day found(*day);
    out.month = static_cast<unsigned>(found.month());
    out.day = static_cast<unsigned>(found.day());
  }

  void read_nth(const toml::node& node, const toml::table& table, const std::string& key,
                DayRule& out) {
    out.nth = static_cast<int>(reading_.whole(node, key + ".nth", -1, 4));
    const toml::node* const day = table.get("weekday");
    const toml::node* const month = table.get("month");
    if (out.nth == 0 || day == nullptr || month == nullptr) {
      reading_.stop(table, key, "this finds no weekday of a month",
                    "{ nth = -1, weekday = \"monday\", month = 5 }; nth is -1 or 1 to 4");
    }
    out.weekday = std::chrono::weekday(static_cast<unsigned>(name_of(*day, key, weekdays)));
    out.month = static_cast<unsigned>(reading_.whole(*month, key + ".month", 1, 12));
  }

  template <class Names>
  std::size_t name_of(const toml::node& node, const std::string& key, const Names& names) {
    const std::string text = reading_.text(node, key);
    const auto at = std::find(names.begin(), names.end(), text);
    if (at == names.end()) {
      reading_.stop(node, key, "'" + text + "' is not one of them",
                    broker::listed({names.begin(), names.end()}));
    }
    return static_cast<std::size_t>(at - names.begin());
  }

  broker::TomlReading reading_;
  std::vector<Exchange> out_;
};

}  // namespace

Result<std::vector<Exchange>> parse_exchanges(std::string_view text, std::string_view name) {
  return broker::read_toml(
      text, name, [&](const toml::table& table) { return ExchangeReader(name).read(table); });
}

Result<std::vector<Exchange>> load_exchanges(const std::string& path) {
  const auto text = broker::read_whole_file(path);
  if (!text) return tl::unexpected(text.error());
  return parse_exchanges(*text, path);
}

Result<planner::trading::ZoneOffsets> load_zone(const std::string& zone,
                                                const std::string& directory) {
  const std::string path = directory + "/" + zone;
  if (zone.find("..") != std::string::npos) {
    return tl::unexpected(Failure{FailureKind::invalid, "this is no zone", zone, "Europe/Berlin"});
  }
  const auto bytes = broker::read_whole_file(path);
  if (!bytes) return tl::unexpected(bytes.error());
  auto out = planner::trading::parse_zone(*bytes);
  if (!out) out.error().where = path;
  return out;
}

std::optional<Exchanges::Told> Exchanges::session(std::string_view name, std::int64_t now_ms) {
  const Exchange* const exchange = planner::trading::find_exchange(exchanges_, name);
  if (exchange == nullptr) return std::nullopt;
  auto zone = zones_.find(exchange->zone);
  if (zone == zones_.end()) {
    auto read = load_zone(exchange->zone);
    zone = zones_.emplace(exchange->zone, std::nullopt).first;
    if (read) zone->second = std::move(*read);
  }
  if (!zone->second) return std::nullopt;
  const auto local = planner::trading::local_of_utc(*zone->second, now_ms / 1000);
  if (!planner::trading::is_trading_day(*exchange, local.day)) return std::nullopt;
  return Told{exchange->mic, planner::trading::session_at(*exchange, *zone->second, now_ms)};
}

}  // namespace ballast::actors
