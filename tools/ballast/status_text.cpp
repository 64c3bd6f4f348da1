#include "tools/ballast/status_text.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <fmt/format.h>

#include "tools/ballast/board_text.hpp"
#include "tools/report/numbers.hpp"
#include "tools/report/table.hpp"

namespace ballast::tools {
namespace {

using messages::RegisteredActor;

constexpr std::size_t columns = 80;
constexpr std::size_t text_indent = 4;
/// Heartbeats without progress, after which an actor that has work counts as stuck.
constexpr std::uint64_t still_beats = 5;

std::string mib(std::uint64_t kib) {
  return fmt::format("{:.1f}", static_cast<double>(kib) / 1024.0);
}

std::string memory_text(const messages::ActorHeartbeat& beat) {
  if (beat.memory_kb == 0) return "";
  if (beat.memory_budget_kb == 0) return mib(beat.memory_kb);
  const bool over = beat.memory_kb > beat.memory_budget_kb;
  return fmt::format("{}{}/{}", over ? "! " : "", mib(beat.memory_kb),
                     beat.memory_budget_kb / 1024);
}

const messages::WorkerReport* worker_of(const std::optional<messages::CrewReport>& crew,
                                        const std::string& instance) {
  if (!crew) return nullptr;
  const auto at = std::ranges::find(crew->workers, instance, &messages::WorkerReport::instance);
  return at == crew->workers.end() ? nullptr : &*at;
}

std::string age_text(std::uint64_t milliseconds) {
  constexpr std::uint64_t minute = 60'000;
  return milliseconds < minute ? duration(milliseconds) : short_duration(milliseconds);
}

std::string indented(const std::string& text) {
  std::string out;
  for (const std::string& line : wrapped(text, columns - text_indent)) {
    out += std::string(text_indent, ' ') + line + "\n";
  }
  return out;
}

/// What a column is too narrow for: what it does, unless that is nothing, and what went wrong last.
std::string remarks(const RegisteredActor& actor) {
  const messages::ActorHeartbeat& beat = actor.heartbeat;
  std::string out;
  if (!actor.alive) out += indented("last heard " + short_duration(actor.age_ms) + " ago");
  if (actor.still_ms > 0) {
    out += indented("no progress for " + short_duration(actor.still_ms) + ": " + beat.doing);
  } else if (actor.alive && beat.doing != "idle" && beat.doing != "0 commands waiting") {
    out += indented(beat.doing);
  }
  if (!beat.last_error.empty()) {
    out += indented(fmt::format("last error, {} ago: {}",
                                short_duration(beat.last_error_age_ms + actor.age_ms),
                                beat.last_error));
  }
  return out;
}

std::vector<std::string> cells_of(const RegisteredActor& actor,
                                  const messages::WorkerReport* worker) {
  const messages::ActorHeartbeat& beat = actor.heartbeat;
  const bool leased = worker != nullptr && worker->held > 0;
  return {beat.instance.substr(0, beat.instance.find('@')),
          state_of(actor),
          beat.pid == 0 ? "" : std::to_string(beat.pid),
          short_duration(beat.uptime_ms + (actor.alive ? actor.age_ms : 0)),
          std::to_string(actor.restarts),
          memory_text(beat),
          worker == nullptr ? "" : fmt::format("{}/{}", worker->held, worker->credit),
          leased ? age_text(worker->lease_age_ms) : ""};
}

std::string board_text(const std::string& board, const std::vector<const RegisteredActor*>& actors,
                       const std::optional<messages::CrewReport>& crew) {
  std::uint64_t memory = 0;
  Table table({{"actor"},
               {"state"},
               {"pid", Align::right},
               {"up", Align::right},
               {"restarts", Align::right},
               {"memory MB", Align::right},
               {"leases", Align::right},
               {"age", Align::right}});
  for (const RegisteredActor* actor : actors) {
    table.add(cells_of(*actor, worker_of(crew, actor->heartbeat.instance)));
    if (actor->alive) memory += actor->heartbeat.memory_kb;
  }
  std::string out = fmt::format("board {}: {} actors, {} MB\n", board, actors.size(), mib(memory));
  const std::string rows = table.text(0);
  std::size_t line = rows.find('\n') + 1;
  out += rows.substr(0, line);
  for (const RegisteredActor* actor : actors) {
    const std::size_t next = rows.find('\n', line) + 1;
    out += rows.substr(line, next - line) + remarks(*actor);
    line = next;
  }
  return out;
}

std::string fed_text(const std::vector<const RegisteredActor*>& actors) {
  const auto count = std::count_if(actors.begin(), actors.end(), [](const RegisteredActor* actor) {
    return actor->alive && actor->heartbeat.role == "evaluator";
  });
  return fmt::format("Evaluators follow the board: {} run{}.\n", count, count == 1 ? "s" : "");
}

}  // namespace

std::string state_of(const RegisteredActor& actor) {
  const messages::ActorHeartbeat& beat = actor.heartbeat;
  if (!actor.alive) return "gone";
  if (actor.still_ms >= still_beats * beat.period_ms) return "stuck";
  if (beat.ready) return "ready";
  return beat.doing.starts_with("refused") ? "refused" : "starting";
}

std::string status_text(const messages::Registry& registry,
                        const std::optional<messages::CrewReport>& crew,
                        const std::set<std::string>& following,
                        const std::map<std::string, messages::BoardVitals>& vitals) {
  std::map<std::string, std::vector<const RegisteredActor*>> boards;
  for (const RegisteredActor& actor : registry.actors) {
    boards[actor.heartbeat.board].push_back(&actor);
  }
  std::string out;
  for (const auto& [board, actors] : boards) {
    out += (out.empty() ? "" : "\n") + board_text(board, actors, crew);
    if (following.contains(board)) out += fed_text(actors);
    if (const auto at = vitals.find(board); at != vitals.end()) {
      for (const std::string& line : wrapped(vitals_text(at->second), columns)) out += line + "\n";
    }
  }
  if (!crew) out += "\nThe coordinator does not answer: leases are not known.\n";
  return out;
}

}  // namespace ballast::tools
