// ballast status: who is alive, on which board, doing what, and with how much of what it may take.

#include <algorithm>
#include <map>

#include "actors/configuration/evaluator_count.hpp"
#include "messages/board.hpp"
#include "messages/codec.hpp"
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

using Vitals = std::map<std::string, messages::BoardVitals>;

/// The bus keeps what each display told last, and says it to whoever asks.
void wait_for_vitals(Session& session, const messages::Registry& registry, const Vitals& vitals) {
  constexpr std::chrono::milliseconds patience = 500ms;
  std::set<std::string> shown;
  for (const messages::RegisteredActor& actor : registry.actors) {
    if (actor.alive && actor.heartbeat.role == "display") shown.insert(actor.heartbeat.board);
  }
  static_cast<void>(session.client().wait(
      [&] {
        return std::ranges::all_of(shown, [&](const auto& one) { return vitals.contains(one); });
      },
      patience));
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
  Vitals vitals;
  options.topics = {"board.vitals."};
  options.observer = [&](const messages::Envelope& event) {
    if (event.header.type != messages::BoardVitals::type) return;
    if (auto told = messages::unpack<messages::BoardVitals>(event)) {
      vitals[told->board] = std::move(*told);
    }
  };
  auto session = Session::open(std::move(options));
  if (!session) return give_up(session.error());
  const auto registry =
      (*session)->ask<messages::Registry>("broker", messages::GetRegistry{}, "", 5s);
  if (!registry) return give_up(registry.error());
  const auto crew = ask_for_crew(**session, *registry);
  wait_for_vitals(**session, *registry, vitals);
  const auto following = following_boards(arguments.common());
  if (!arguments.common().json) {
    print(status_text(*registry, crew, following, vitals));
    return ExitCode::done;
  }
  auto json = messages::to_json(*registry);
  json["workers"] = crew ? messages::to_json(*crew)["workers"] : nlohmann::ordered_json();
  json["following"] = following;
  json["boards"] = nlohmann::ordered_json::array();
  for (const auto& [board, told] : vitals) json["boards"].push_back(messages::to_json(told));
  print(json.dump(json_indent) + "\n");
  return ExitCode::done;
}

}  // namespace ballast::tools
