// ballast status: who is alive, on which board, doing what.

#include <fmt/format.h>

#include "messages/control.hpp"
#include "messages/json.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

/// The id of a plan is longer than what stands before it; --json tells it whole.
constexpr std::size_t doing_columns_max = 36;

std::string state_of(const messages::RegisteredActor& actor) {
  if (!actor.alive) return "gone";
  return actor.heartbeat.ready ? "ready" : "starting";
}

std::string memory_text(std::uint64_t kilobytes) {
  return kilobytes == 0 ? "" : fmt::format("{:.1f} MB", static_cast<double>(kilobytes) / 1024.0);
}

void print_table(const messages::Registry& registry) {
  Table table({{"actor"},
               {"board"},
               {"state"},
               {"up", Align::right},
               {"memory", Align::right},
               {"heard", Align::right},
               {"doing"}});
  for (const messages::RegisteredActor& actor : registry.actors) {
    const messages::ActorHeartbeat& beat = actor.heartbeat;
    table.add({beat.instance.substr(0, beat.instance.find('@')), beat.board, state_of(actor),
               duration(beat.uptime_ms + (actor.alive ? actor.age_ms : 0)),
               memory_text(beat.memory_kb), duration(actor.age_ms) + " ago",
               shortened(beat.doing, doing_columns_max)});
  }
  print(table.text(0));
}

}  // namespace

ExitCode run_status(const std::vector<std::string>& words) {
  const auto arguments = Arguments::read(words, "status [--json]", Arguments::Description());
  if (arguments.help()) {
    print(arguments.help_text());
    return ExitCode::done;
  }
  SessionOptions options;
  options.common = arguments.common();
  auto session = Session::open(std::move(options));
  if (!session) return give_up(session.error());
  const auto registry = (*session)->ask<messages::Registry>("broker", messages::GetRegistry{}, "",
                                                            std::chrono::seconds(5));
  if (!registry) return give_up(registry.error());
  if (arguments.common().json) {
    print(messages::to_json(*registry).dump(json_indent) + "\n");
  } else {
    print_table(*registry);
  }
  return ExitCode::done;
}

}  // namespace ballast::tools
