// ballast auto: whether trading goes by itself, what it does or waits for, and what it did.
#include <fmt/format.h>

#include "messages/auto_trading.hpp"
#include "messages/json.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/local_time.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/show_report.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

namespace options = boost::program_options;
using messages::AutoRun;
using messages::AutoStatus;
using planner::Result;

std::string came_of_it(const AutoRun& run) {
  const bool over = run.stage == messages::RunStage::over;
  const std::string word(
      over ? planner::trading::run_end_names.at(static_cast<std::size_t>(run.end))
           : planner::trading::run_stage_names.at(static_cast<std::size_t>(run.stage)));
  return run.text.empty() ? word : word + ": " + run.text;
}

void print_status(const AutoStatus& told, const Style& style) {
  print(fmt::format("Trading by itself is {}{}.\n", told.on ? "on" : "off",
                    told.since_ms > 0 ? " since " + local_minute(told.since_ms) : ""));
  if (!told.attended && told.on) {
    print("No cluster runs, so nothing happens: it goes on when one does.\n");
  } else {
    print(fmt::format("Now: {}.\n", told.doing));
    if (told.next_ms) print(fmt::format("It looks again at {}.\n", local_second(*told.next_ms)));
  }
  if (told.runs.empty()) return;
  Table table({{"run", Align::right}, {"begun"}, {"plan"}, {"what came of it"}});
  for (const AutoRun& run : told.runs) {
    table.add({std::to_string(run.number), local_minute(run.begun_ms), short_id(run.plan_id),
               came_of_it(run)});
  }
  print("\n" + table.text(2, style.columns));
}

Result<AutoStatus> ask(Session& session, const std::string& word) {
  if (word == "status") return session.ask<AutoStatus>("trading", messages::GetAuto{}, "");
  return session.ask<AutoStatus>("trading", messages::SetAuto{word == "on"}, "");
}

}  // namespace

ExitCode run_auto(const std::vector<std::string>& words) {
  Arguments::Description own("Trading by itself");
  own.add_options()("word", options::value<std::string>(), "on, off or status");
  const auto arguments = Arguments::read(words, "auto on|off|status", own, "word");
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  const std::string word = arguments.get<std::string>("word").value_or("status");
  if (word != "on" && word != "off" && word != "status") {
    say("ballast: `auto` takes on, off or status");
    return ExitCode::usage;
  }
  SessionOptions session_options = for_reading(arguments.common());
  if (word != "status") session_options.otherwise = Otherwise::own;
  auto session = Session::open(std::move(session_options));
  if (!session) return give_up(session.error());
  const auto told = ask(**session, word);
  if (!told) return give_up(told.error());
  if (arguments.common().json) {
    print(messages::to_json(*told).dump(json_indent) + "\n");
  } else {
    print_status(*told, stdout_style(broker::process_environment()));
  }
  return ExitCode::done;
}

}  // namespace ballast::tools
