#include "tools/ballast/wish.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "messages/json.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

std::vector<std::string> symbols(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  for (const std::string& word : words) out.push_back(upper(word));
  return out;
}

/// A setting as text, whatever JSON type it has: the table of settings checks it.
Result<std::string> setting_text(const nlohmann::ordered_json& value, const std::string& where) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  return tl::unexpected(Failure{FailureKind::invalid, "a setting is one plain value", where,
                                "a number, true, false or a text"});
}

Result<std::vector<messages::SettingOverride>> take_settings(nlohmann::ordered_json& request,
                                                             const std::string& name) {
  std::vector<messages::SettingOverride> settings;
  const auto at = request.find("settings");
  if (at == request.end()) return settings;
  if (!at->is_object()) {
    return tl::unexpected(Failure{FailureKind::invalid, "this must be an object",
                                  name + ": settings", "{\"max_plan_depth\": 3}"});
  }
  for (const auto& [key, value] : at->items()) {
    auto text = setting_text(value, name + ": settings." + key);
    if (!text) return tl::unexpected(text.error());
    settings.push_back({key, *text});
  }
  request.erase("settings");
  return settings;
}

Result<messages::SettingOverride> parse_setting(const std::string& word) {
  const std::size_t mark = word.find('=');
  if (mark == std::string::npos || mark == 0) {
    return tl::unexpected(Failure{FailureKind::invalid, "'" + word + "' sets nothing", "--set",
                                  "key=value, such as max_plan_depth=3"});
  }
  return messages::SettingOverride{word.substr(0, mark), word.substr(mark + 1)};
}

Result<planner::Money> parse_cash(const std::string& text) {
  double amount = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  // The comparison is false for NaN too.
  if (whole && amount >= 0.0 && amount <= planner::Money::max_units) {
    return planner::Money::from_units(amount);
  }
  return tl::unexpected(Failure{FailureKind::invalid, "'" + text + "' is no amount", "--cash",
                                "a number from 0 to 1e12, in the base currency"});
}

Result<void> apply_flags(messages::CreatePlan& wish, const Arguments& arguments) {
  for (const std::string& word : arguments.list("set")) {
    auto setting = parse_setting(word);
    if (!setting) return tl::unexpected(setting.error());
    wish.settings.push_back(std::move(*setting));
  }
  if (const auto depth = arguments.get<std::string>("depth")) {
    wish.settings.push_back({"max_plan_depth", *depth});
  }
  if (const auto seed = arguments.get<std::uint64_t>("seed")) wish.seed = *seed;
  if (arguments.has("buy-only")) wish.buy_only = true;
  for (auto& symbol : symbols(arguments.list("exclude"))) wish.exclude.push_back(std::move(symbol));
  for (auto& symbol : symbols(arguments.list("pin"))) wish.pin.push_back(std::move(symbol));
  if (const auto text = arguments.get<std::string>("cash")) {
    const auto cash = parse_cash(*text);
    if (!cash) return tl::unexpected(cash.error());
    wish.cash = *cash;
  }
  if (const auto date = arguments.get<std::string>("date")) wish.planning_date = *date;
  return {};
}

}  // namespace

void add_wish_options(Arguments::Description& description) {
  using Words = std::vector<std::string>;
  description.add_options()("request", options::value<std::string>(), "request file (JSON)")(
      "depth", options::value<std::string>(), "most trades in the plan")(
      "seed", options::value<std::uint64_t>(), "seed of whatever is random")(
      "set", options::value<Words>(), "key=value: one setting, may be repeated")(
      "buy-only", "no sales")("exclude", options::value<Words>(), "symbol that is not traded")(
      "pin", options::value<Words>(), "symbol that every plan must trade")(
      "cash", options::value<std::string>(), "plan with this much instead of the recorded cash")(
      "date", options::value<std::string>(), "plan for today, newest-price or a day");
}

Result<messages::CreatePlan> parse_request(const std::string& text, const std::string& name) {
  auto json = messages::parse_json(text);
  if (!json) {
    Failure failure = json.error();
    failure.where = failure.where.empty() ? name : name + ":" + failure.where;
    return tl::unexpected(failure);
  }
  if (!json->is_object()) {
    return tl::unexpected(
        Failure{FailureKind::invalid, "a request is one JSON object", name, "{...}"});
  }
  auto settings = take_settings(*json, name);
  if (!settings) return tl::unexpected(settings.error());
  // The id is given when the plan is asked for.
  if (json->contains("plan_id")) {
    return tl::unexpected(Failure{FailureKind::invalid, "unknown key", name + ": plan_id",
                                  "no id: every plan gets its own"});
  }
  (*json)["plan_id"] = "";
  auto wish = messages::from_json<messages::CreatePlan>(*json);
  if (!wish) {
    Failure failure = wish.error();
    failure.where = name + ": " + failure.where;
    return tl::unexpected(failure);
  }
  wish->settings = std::move(*settings);
  return wish;
}

Result<messages::CreatePlan> read_wish(const Arguments& arguments) {
  messages::CreatePlan wish;
  if (const auto path = arguments.get<std::string>("request")) {
    const auto text = read_file(*path);
    if (!text) return tl::unexpected(text.error());
    auto parsed = parse_request(*text, *path);
    if (!parsed) return parsed;
    wish = std::move(*parsed);
  }
  if (const auto applied = apply_flags(wish, arguments); !applied) {
    return tl::unexpected(applied.error());
  }
  return wish;
}

Result<std::string> read_file(const std::string& path, std::size_t bytes_max) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > bytes_max) {
    return tl::unexpected(Failure{FailureKind::invalid, "this file is too large", path,
                                  std::to_string(bytes_max) + " bytes"});
  }
  std::ifstream in(path, std::ios::binary);
  if (error || !in) {
    return tl::unexpected(
        Failure{FailureKind::missing, "this file cannot be read", path, "a readable file"});
  }
  return std::string{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

}  // namespace ballast::tools
