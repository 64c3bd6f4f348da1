// ballast status: who is alive, on which board, doing what, and with how much of what it may take.

#include <algorithm>

#include "actors/configuration/evaluator_count.hpp"
#include "messages/json.hpp"
#include "tools/ballast/commands.hpp"
#include "tools/ballast/session.hpp"
#include "tools/ballast/status_text.hpp"

namespace ballast::tools {
namespace {

using namespace std::chrono_literals;

/// A coordinator that is there answers at once; one that hangs must not keep the rest.
constexpr std::chrono::milliseconds crew_patience = 1s;

std::optional<messages::CrewReport> ask_for_crew(Session& session,
                                                 const messages::Registry& registry) {
  const bool there = std::ranges::any_of(registry.actors, [](const auto& actor) {
    return actor.alive && actor.heartbeat.role == "coordinator";
  });
  if (!there) return std::nullopt;
  auto crew =
      session.ask<messages::CrewReport>("coordinator", messages::GetCrew{}, "", crew_patience);
  if (!crew) return std::nullopt;
  return std::move(*crew);
}

std::set<std::string> following_boards(const CommonOptions& common) {
  std::set<std::string> out;
  const auto map = load_cluster(common);
  if (!map) return out;  // said when the session was opened
  for (const broker::Board& board : map->boards()) {
    if (actors::evaluators_follow(*map, board.id)) out.insert(board.id);
  }
  return out;
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
  const auto registry =
      (*session)->ask<messages::Registry>("broker", messages::GetRegistry{}, "", 5s);
  if (!registry) return give_up(registry.error());
  const auto crew = ask_for_crew(**session, *registry);
  const auto following = following_boards(arguments.common());
  if (!arguments.common().json) {
    print(status_text(*registry, crew, following));
    return ExitCode::done;
  }
  auto json = messages::to_json(*registry);
  json["workers"] = crew ? messages::to_json(*crew)["workers"] : nlohmann::ordered_json();
  json["following"] = following;
  print(json.dump(json_indent) + "\n");
  return ExitCode::done;
}

}  // namespace ballast::tools
