#include "tools/bench/household_board.hpp"

#include <time.h>

#include <filesystem>
#include <stdexcept>
#include <utility>

#include "broker/pollable.hpp"
#include "messages/control.hpp"
#include "tools/ballast/import_files.hpp"
#include "tools/sample_market/sample_market.hpp"

namespace ballast::tools {
namespace {

using namespace std::chrono_literals;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::chrono::milliseconds start_patience = 20s;
constexpr std::chrono::milliseconds start_pause = 10ms;
constexpr std::int64_t ns_per_s = 1'000'000'000;

/// Named by BALLAST_ACTOR, else where the build puts it, beside this program.
std::filesystem::path actor_program() {
  if (const auto named = broker::process_environment()("BALLAST_ACTOR")) return *named;
  const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  return here / ".." / ".." / "actors" / "ballast-actor";
}

std::filesystem::path write_household(const std::filesystem::path& directory) {
  SampleSettings settings;
  settings.companies = household_securities;
  settings.positions = household_positions;
  const auto written = write_sample_market(make_sample_market(settings), directory);
  if (!written) throw std::runtime_error(planner::describe(written.error()));
  return directory / "planner.toml";
}

std::int64_t processor_ns_of(pid_t process) {
  clockid_t clock{};
  timespec time{};
  if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return time.tv_sec * ns_per_s + time.tv_nsec;
}

}  // namespace

HouseholdBoard::HouseholdBoard(int evaluators)
    : board_({actor_program(), write_household(files_.path())}) {
  board_.start_all_but_evaluators();
  board_.start_evaluators(evaluators);
}

Result<std::unique_ptr<Session>> HouseholdBoard::connect(std::vector<std::string> topics,
                                                         broker::Client::Observer observer) {
  SessionOptions options;
  options.common.cluster = board_.cluster_file().string();
  options.common.quiet = true;
  options.topics = std::move(topics);
  options.observer = std::move(observer);
  const auto deadline = clock_.now() + start_patience;
  while (clock_.now() < deadline && pause()) {
    auto session = Session::open(options);
    if (session && complete(**session)) return session;
  }
  return tl::unexpected(
      Failure{FailureKind::unavailable, "the cluster does not become complete", board_.log(), ""});
}

bool HouseholdBoard::complete(Session& session) const {
  const auto registry = session.ask<messages::Registry>("broker", messages::GetRegistry{});
  if (!registry) return false;
  std::size_t ready = 0;
  for (const messages::RegisteredActor& actor : registry->actors) {
    const messages::ActorHeartbeat& beat = actor.heartbeat;
    if (actor.alive && beat.ready) ++ready;
  }
  return ready == board_.names().size();
}

bool HouseholdBoard::pause() const {
  broker::PollSet stop;
  stop.add(broker::watch(signals_.descriptor(), [] {}));
  return stop.poll(start_pause) == 0;
}

Result<void> HouseholdBoard::import(Session& session) const {
  const auto files = import_files_of(files_.path());
  if (!files) return tl::unexpected(files.error());
  for (const ImportFile& file : *files) {
    const auto report = import_file(session, file, false);
    if (!report) return tl::unexpected(report.error());
  }
  return {};
}

std::map<std::string, std::int64_t> HouseholdBoard::processor_ns() const {
  std::map<std::string, std::int64_t> used;
  for (const std::string& name : board_.names()) {
    used[name] = processor_ns_of(board_.pid(name));
  }
  return used;
}

}  // namespace ballast::tools
