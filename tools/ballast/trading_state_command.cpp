// ballast halt, reduce, resume: whether orders may leave at all. What is set holds over restarts.
#include <array>

#include <fmt/format.h>

#include "messages/json.hpp"
#include "messages/trading_state.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/emergency_text.hpp"
#include "tools/ballast/session.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using messages::TradingStanding;
using messages::TradingState;

std::string percent(std::int64_t ppm) {
  constexpr double ppm_of_percent = 10'000.0;
  return fmt::format("{:.2f} %", static_cast<double>(ppm) / ppm_of_percent);
}

std::string standing_text(const TradingStanding& told) {
  constexpr std::array<const char*, 3> words = {"active", "reduced to sales", "halted"};
  std::string out =
      fmt::format("Trading is {}{}, {} {}.\n", words.at(static_cast<std::size_t>(told.state)),
                  told.reason.empty() ? "" : " (" + told.reason + ")",
                  told.live ? "with real money at" : "on", told.broker);
  if (!told.tripped.empty()) {
    out += fmt::format("A breaker has tripped: {}. `ballast resume` resets it.\n", told.tripped);
  }
  if (told.day_return_ppm) {
    out += fmt::format("Since the day before: {}.\n", percent(*told.day_return_ppm));
  }
  if (told.drawdown_ppm) {
    out += fmt::format("Below the highest value: {}.\n", percent(*told.drawdown_ppm));
  }
  if (told.emergency) out += emergency_text(*told.emergency);
  return out;
}

ExitCode set_trading_state(TradingState state, const char* usage,
                           const std::vector<std::string>& words) {
  Arguments::Description own("Trading");
  own.add_options()("reason", options::value<std::string>(), "why, for whoever looks later");
  const auto arguments = Arguments::read(words, usage, own);
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  SessionOptions session_options;
  session_options.common = arguments.common();
  session_options.otherwise = Otherwise::own;
  session_options.evaluators = 1;
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  const messages::SetTradingState wish{state, arguments.get<std::string>("reason").value_or("")};
  const auto told = (*session)->ask<TradingStanding>("trading", wish, "");
  if (!told) return give_up(told.error());
  if (arguments.common().json) {
    print(messages::to_json(*told).dump(json_indent) + "\n");
  } else {
    print(standing_text(*told));
  }
  return ExitCode::done;
}

}  // namespace

ExitCode run_halt(const std::vector<std::string>& words) {
  return set_trading_state(TradingState::halt, "halt [--reason TEXT]", words);
}

ExitCode run_reduce(const std::vector<std::string>& words) {
  return set_trading_state(TradingState::reduce, "reduce [--reason TEXT]", words);
}

ExitCode run_resume(const std::vector<std::string>& words) {
  return set_trading_state(TradingState::active, "resume [--reason TEXT]", words);
}

}  // namespace ballast::tools
