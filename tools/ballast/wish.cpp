#include "tools/ballast/wish.hpp"

#include <algorithm>
#include <charconv>

#include "broker/whole_file.hpp"
#include "messages/request_file.hpp"
#include "tools/ballast/setting_flags.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

std::vector<std::string> symbols(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  out.reserve(words.size());
  for (const std::string& word : words) out.push_back(upper_case(word));
  return out;
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

Result<void> apply_date(messages::CreatePlan& wish, const Arguments& arguments) {
  const auto date = arguments.get<std::string>("date");
  if (!date) return {};
  if (*date != "today" && *date != "newest-price" && !planner::parse_date(*date)) {
    return tl::unexpected(Failure{FailureKind::invalid, "'" + *date + "' is no day to plan for",
                                  "--date", "today, newest-price or a day such as 2026-01-31"});
  }
  wish.planning_date = *date;
  return {};
}

Result<void> apply_flags(messages::CreatePlan& wish, const Arguments& arguments,
                         const std::vector<std::string>& set_words) {
  auto given = given_settings(arguments, set_words);
  if (!given) return tl::unexpected(given.error());
  for (GivenSetting& one : *given) wish.settings.push_back(std::move(one.setting));
  if (const auto seed = arguments.whole_number("seed")) wish.seed = *seed;
  if (arguments.has("buy-only")) wish.buy_only = true;
  for (auto& symbol : symbols(arguments.list("exclude"))) wish.exclude.push_back(std::move(symbol));
  for (auto& symbol : symbols(arguments.list("pin"))) wish.pin.push_back(std::move(symbol));
  if (const auto text = arguments.get<std::string>("cash")) {
    const auto cash = parse_cash(*text);
    if (!cash) return tl::unexpected(cash.error());
    wish.cash = *cash;
  }
  return apply_date(wish, arguments);
}

}  // namespace

std::string upper_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

void add_wish_options(Arguments::Description& description) {
  using Words = std::vector<std::string>;
  description.add_options()("request", options::value<std::string>(), "request file (JSON)")(
      "seed", options::value<std::string>(), "seed of whatever is random")("buy-only", "no sales")(
      "exclude", options::value<Words>(), "symbol that is not traded, may be repeated")(
      "pin", options::value<Words>(), "symbol that every plan must trade, may be repeated")(
      "cash", options::value<std::string>(), "plan with this much instead of the recorded cash")(
      "date", options::value<std::string>(), "plan for today, newest-price or a day");
  add_setting_options(description);
}

Result<messages::CreatePlan> parse_request(const std::string& text, const std::string& name) {
  auto wish = messages::read_request_file(text);
  if (wish) return wish;
  Failure failure = wish.error();
  failure.where = failure.where.empty() ? name : name + ": " + failure.where;
  return tl::unexpected(failure);
}

Result<messages::CreatePlan> read_wish(const Arguments& arguments) {
  return read_wish(arguments, arguments.list("set"));
}

Result<messages::CreatePlan> read_wish(const Arguments& arguments,
                                       const std::vector<std::string>& set_words) {
  messages::CreatePlan wish;
  if (const auto path = arguments.get<std::string>("request")) {
    const auto text = broker::read_whole_file(*path, request_bytes_max);
    if (!text) return tl::unexpected(text.error());
    auto parsed = parse_request(*text, *path);
    if (!parsed) return parsed;
    wish = std::move(*parsed);
    wish.exclude = symbols(wish.exclude);
    wish.pin = symbols(wish.pin);
    for (auto& idea : wish.ideas) {
      for (planner::TradeIdea& trade : idea) trade.symbol = upper_case(trade.symbol);
    }
  }
  if (const auto applied = apply_flags(wish, arguments, set_words); !applied) {
    return tl::unexpected(applied.error());
  }
  return wish;
}

}  // namespace ballast::tools
