#include "tools/ballast/session.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

#include "actors/configuration/places.hpp"
#include "actors/in_process_cluster.hpp"
#include "actors/roles.hpp"
#include "broker/pollable.hpp"
#include "broker/stop.hpp"
#include "broker/store.hpp"
#include "messages/control.hpp"
#include "tools/ballast/scratch_directory.hpp"

namespace ballast::tools {
namespace {

using namespace std::chrono_literals;
using planner::Failure;
using planner::FailureKind;
using planner::Result;

constexpr std::chrono::milliseconds probe_patience = 2s;
constexpr std::chrono::milliseconds open_patience = 10s;
/// How long a cluster that is restarting is waited for.
constexpr std::chrono::milliseconds restart_patience = 20s;
constexpr std::chrono::milliseconds start_pause = 5ms;
constexpr std::chrono::milliseconds restart_pause = 200ms;

/// Returns whether some process owns one of the board's stores: a cluster is there, or coming.
bool stores_are_owned(const std::filesystem::path& directory) {
  for (const auto& store : actors::board_stores) {
    if (broker::store_is_owned(directory / store.file)) return true;
  }
  return false;
}

Result<void> copy_stores(const std::filesystem::path& from, const std::filesystem::path& to) {
  for (const auto& store : actors::board_stores) {
    std::error_code ignored;
    if (!std::filesystem::exists(from / store.file, ignored)) continue;
    if (auto copied = broker::copy_store(from / store.file, to); !copied) {
      return tl::unexpected(copied.error());
    }
  }
  return {};
}

int cores() {
  return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

}  // namespace

SessionOptions for_reading(CommonOptions common, std::string_view role) {
  SessionOptions options;
  options.common = std::move(common);
  options.otherwise = Otherwise::snapshot;
  options.evaluators = 1;
  options.asks = role;
  return options;
}

class Session::State {
 public:
  State(SessionOptions options, broker::ClusterMap map)
      : options_(std::move(options)), map_(std::move(map)) {}

  Result<void> open() {
    if (lacks_role()) {
      say_local(fmt::format("No board runs {}", options_.asks));
    } else if (!options_.local) {
      if (auto connected = connect_to_cluster()) return *connected;
      if (options_.otherwise == Otherwise::fail) return tl::unexpected(nobody_there());
      say_local(fmt::format("Nothing listens at {}", map_.front_door().text()));
    }
    return start_local();
  }

  Result<void> ignore_interrupts() { return connect(-1); }

  broker::Client& client() { return *client_; }
  [[nodiscard]] bool local() const { return cluster_ != nullptr; }
  [[nodiscard]] std::optional<Failure> local_failure() const {
    return cluster_ ? cluster_->failure() : std::nullopt;
  }

 private:
  /// Returns nothing if there is no cluster.
  std::optional<Result<void>> connect_to_cluster() {
    const auto deadline = clock_.now() + restart_patience;
    for (;;) {
      if (wait_for_cluster(deadline) == broker::Presence::nobody) return std::nullopt;
      auto connected = connect(signals_.descriptor());
      // Whoever listened may be back in a moment; a key that is missing is not.
      const bool went_away = !connected && connected.error().kind == FailureKind::missing &&
                             connected.error().where == map_.front_door().text();
      if (!went_away || clock_.now() >= deadline) return connected;
    }
  }

  broker::Presence wait_for_cluster(broker::Monotonic deadline) {
    auto presence = broker::probe(map_.front_door(), probe_patience);
    bool told = false;
    while (presence == broker::Presence::nobody && stores_are_owned(map_.state_dir()) &&
           clock_.now() < deadline) {
      if (!told && !options_.common.quiet) say("The cluster is starting; waiting for it.");
      told = true;
      if (interrupted_within(restart_pause)) return presence;
      presence = broker::probe(map_.front_door(), probe_patience);
    }
    return presence;
  }

  [[nodiscard]] bool interrupted_within(std::chrono::milliseconds longest) const {
    broker::PollSet stop;
    stop.add(broker::watch(signals_.descriptor(), [] {}));
    return stop.poll(longest) > 0;
  }

  /// What starts actors where this program lies: installed, or built in the source tree.
  [[nodiscard]] static std::string starter() {
    std::error_code failed;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
    const bool installed =
        !failed && std::filesystem::exists(program.parent_path() / "ballast-supervise", failed);
    return installed ? "`systemctl start ballast.target` or `ballast-supervise up`"
                     : "`tools/supervise up`";
  }

  [[nodiscard]] Failure nobody_there() const {
    return {FailureKind::unavailable,
            "nothing listens at the cluster's address; " + starter() + " starts the cluster",
            map_.front_door().text(), ""};
  }

  [[nodiscard]] bool lacks_role() const {
    if (options_.local || options_.asks.empty()) return false;
    const auto roles = map_.roles();
    return std::find(roles.begin(), roles.end(), options_.asks) == roles.end();
  }

  void say_local(const std::string& reason) const {
    if (options_.common.quiet) return;
    say(fmt::format(
        "{}; working in this process{}.", reason,
        options_.otherwise == Otherwise::snapshot ? ", from a snapshot of the stores" : ""));
  }

  Result<void> connect(int stop_descriptor) {
    if (!cluster_ && !context_) {
      const auto machine = broker::machine_name(map_, options_.common.board);
      auto made = broker::context_for(map_, options_.role, machine, clock_);
      if (!made) return tl::unexpected(made.error());
      context_ = std::move(*made);
    }
    broker::KeyedContext& context = cluster_ ? cluster_->context() : *context_;
    const broker::ClusterMap& map = cluster_ ? cluster_->map() : map_;
    client_.emplace(broker::ClientSettings{context, map, clock_, random_, "cli", stop_descriptor,
                                           options_.role});
    return client_->open(options_.topics, options_.observer ? options_.observer : ignore,
                         open_patience);
  }

  Result<void> start_local() {
    const auto environment = broker::process_environment();
    const std::string file = actors::cluster_file(options_.common.cluster, environment);
    const auto planner =
        actors::load_planner_file(actors::planner_file(options_.common.planner, file, environment));
    if (!planner) return tl::unexpected(planner.error());
    std::filesystem::path state_dir = map_.state_dir();
    if (options_.otherwise != Otherwise::own) {
      scratch_.emplace();
      if (auto copied = copy_stores(state_dir, scratch_->path()); !copied) return copied;
      state_dir = scratch_->path();
    }
    const int evaluators = options_.evaluators > 0 ? options_.evaluators : cores();
    // What works on copies of the stores must reach no broker.
    const std::string brokerage =
        options_.otherwise == Otherwise::own ? actors::brokerage_file(file, environment) : "";
    auto started = actors::InProcessCluster::start(
        {clock_, *planner, state_dir, evaluators, {}, brokerage, map_.roles()});
    if (!started) return tl::unexpected(started.error());
    cluster_ = std::move(*started);
    if (auto connected = connect(signals_.descriptor()); !connected) return connected;
    return await_actors();
  }

  /// A store that cannot be opened is told at once, not when its actor misses to answer. An actor
  /// is heard of when it has its store.
  Result<void> await_actors() {
    const auto deadline = clock_.now() + open_patience;
    while (clock_.now() < deadline) {
      if (auto failure = cluster_->failure()) return tl::unexpected(*failure);
      const auto reply =
          client_->request("broker", messages::pack(messages::GetRegistry{}), "", open_patience);
      if (!reply) return tl::unexpected(reply.error());
      const auto registry = messages::unpack<messages::Registry>(*reply);
      if (!registry) return tl::unexpected(registry.error());
      if (registry->actors.size() >= cluster_->map().instances().size()) return {};
      client_->wait([] { return false; }, start_pause);
    }
    return {};
  }

  static void ignore(const messages::Envelope&) {}

  broker::StopSignals signals_;  // before any thread
  SessionOptions options_;
  broker::ClusterMap map_;
  broker::SystemClock clock_;
  broker::SystemRandom random_;
  std::unique_ptr<broker::KeyedContext> context_;
  std::optional<ScratchDirectory> scratch_;
  std::unique_ptr<actors::InProcessCluster> cluster_;
  std::optional<broker::Client> client_;
};

Session::Session(std::unique_ptr<State> state) : state_(std::move(state)) {}
Session::~Session() = default;

Result<std::unique_ptr<Session>> Session::open(SessionOptions options) {
  auto map = load_cluster(options.common);
  if (!map) return tl::unexpected(map.error());
  auto state = std::make_unique<State>(std::move(options), std::move(*map));
  auto opened = state->open();
  auto session = std::make_unique<Session>(std::move(state));
  if (!opened) return tl::unexpected(session->explain(opened.error(), ""));
  return session;
}

broker::Client& Session::client() {
  return state_->client();
}
Result<void> Session::ignore_interrupts() {
  return state_->ignore_interrupts();
}
bool Session::local() const {
  return state_->local();
}

Failure Session::explain(Failure failure, std::string_view role) const {
  if (failure.kind != FailureKind::unavailable) return failure;
  if (const auto reason = state_->local_failure()) return *reason;
  if (failure.where.empty()) failure.where = role;
  return failure;
}

Result<broker::ClusterMap> load_cluster(const CommonOptions& common) {
  const auto environment = broker::process_environment();
  return broker::ClusterMap::load(actors::cluster_file(common.cluster, environment),
                                  actors::known_roles(), common.overrides, environment);
}

}  // namespace ballast::tools
