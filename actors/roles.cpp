#include "actors/roles.hpp"

#include <algorithm>
#include <ctime>
#include <memory>

#include <fmt/format.h>

#include "actors/configuration/evaluator_count.hpp"
#include "actors/configuration/places.hpp"
#include "actors/coordinator/coordinator.hpp"
#include "actors/display/display.hpp"
#include "actors/evaluator/evaluator.hpp"
#include "actors/generator/generator.hpp"
#include "actors/network/curl_http.hpp"
#include "actors/opportunity/opportunity.hpp"
#include "actors/optimization/optimization.hpp"
#include "actors/portfolio/portfolio.hpp"
#include "actors/scoring/scoring.hpp"
#include "actors/trading/alpaca/brokerage_file.hpp"
#include "actors/trading/alpaca/polite_connection.hpp"
#include "actors/trading/paper_broker.hpp"
#include "actors/trading/trading.hpp"
#include "actors/universe/universe.hpp"
#include "broker/broker.hpp"
#include "broker/node.hpp"
#include "broker/store.hpp"
#include "broker/version.hpp"
#include "broker/work_plane/socket_transport.hpp"
#include "planner/evaluation/engine_digest.hpp"

namespace ballast::actors {
namespace {

using broker::Result;
using planner::Failure;
using planner::FailureKind;

using Behaviour = std::unique_ptr<broker::Behaviour>;

/// All that a role's maker may need.
struct Making {
  const RoleSettings& settings;
  broker::WorkTransport& transport;
  const broker::Identity& identity;
  broker::PollSet& pollables;

  [[nodiscard]] Result<broker::Store> open_store(const char* name,
                                                 std::vector<std::string> migrations) const {
    return broker::Store::open({settings.state_dir / name, std::move(migrations), false});
  }

  /// Whether the cluster has actors of the role.
  [[nodiscard]] bool has_role(std::string_view role) const {
    const std::vector<std::string> named =
        settings.lasts ? settings.map.roles() : settings.stands_in_for;
    return std::find(named.begin(), named.end(), role) != named.end();
  }
};

Result<Behaviour> make_universe(const Making& making) {
  auto store = UniverseStore::open(making.settings.state_dir / universe_store);
  if (!store) return tl::unexpected(store.error());
  const RoleSettings& settings = making.settings;
  UniverseParts parts{settings.clock, settings.random,
                      settings.planner.settings.target_annual_return, settings.planner.sources};
  if (parts.sources.any()) {
    parts.wire = std::make_unique<CurlHttp>(
        making.pollables, CurlSettings{.user_agent = "ballast/" + broker::version()});
  }
  return std::make_unique<Universe>(std::move(*store), std::move(parts));
}

Result<Behaviour> make_portfolio(const Making& making) {
  auto store = PortfolioStore::open(making.settings.state_dir / portfolio_store);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<Portfolio>(std::move(*store), making.settings.clock);
}

/// Without a file no exchange is known, and none is open.
Result<Exchanges> known_exchanges(const std::string& path) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return Exchanges({});
  auto exchanges = load_exchanges(path);
  if (!exchanges) return tl::unexpected(exchanges.error());
  return Exchanges(std::move(*exchanges));
}

Result<std::unique_ptr<BrokerAdapter>> make_adapter(const Making& making,
                                                    const BrokerageFile& brokerage) {
  const RoleSettings& settings = making.settings;
  if (brokerage.broker == BrokerageFile::Broker::paper) {
    auto paper = PaperBroker::open(
        settings.state_dir / paper_store, settings.clock,
        {settings.planner.trading.paper_slippage, settings.planner.trading.paper_partial_share,
         settings.planner.trading.paper_seed});
    if (!paper) return tl::unexpected(paper.error());
    return std::move(*paper);
  }
  auto connection = alpaca::connect_to(brokerage.alpaca);
  if (!connection) return tl::unexpected(connection.error());
  alpaca::AlpacaAdapter::UpdatesMaker updates;
  if (settings.lasts && !connection->stream_url.empty()) {
    updates = alpaca::stream_of(*connection, making.pollables, settings.random);
  }
  return std::make_unique<alpaca::AlpacaAdapter>(
      std::move(*connection),
      alpaca::polite_connection(making.pollables, settings.clock, settings.random), settings.clock,
      std::move(updates));
}

Result<Behaviour> make_trading(const Making& making) {
  auto store = TradingStore::open(making.settings.state_dir / trading_store);
  if (!store) return tl::unexpected(store.error());
  const auto brokerage = load_brokerage_file(making.settings.brokerage_file);
  if (!brokerage) return tl::unexpected(brokerage.error());
  auto adapter = make_adapter(making, *brokerage);
  if (!adapter) return tl::unexpected(adapter.error());
  const PlannerFile& file = making.settings.planner;
  auto exchanges = known_exchanges(exchanges_file(file.folder));
  if (!exchanges) return tl::unexpected(exchanges.error());
  const auto guard = load_guard_limits(file.folder);
  if (!guard) return tl::unexpected(guard.error());
  TradingRules rules{file.settings,         file.trading,        file.planning_date,
                     std::move(*exchanges), brokerage->delivery, *guard};
  rules.lasts = making.settings.lasts;
  return std::make_unique<Trading>(std::move(*store), std::move(*adapter), std::move(rules),
                                   making.settings.clock);
}

Result<Behaviour> make_scoring(const Making& making) {
  auto store = ScoreStore::open(making.settings.state_dir / score_store);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<Scoring>(
      std::move(*store), making.settings.planner, making.settings.clock,
      making.settings.lasts ? Sweeping::when_changed : Sweeping::never);
}

Result<Behaviour> make_optimization(const Making& making) {
  auto store = TargetStore::open(making.settings.state_dir / target_store);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<Optimization>(
      std::move(*store), making.settings.planner, making.settings.clock,
      making.has_role("scoring") ? ScoresKept::yes : ScoresKept::no);
}

Result<Behaviour> make_opportunity(const Making&) {
  return std::make_unique<OpportunityActor>();
}

Result<Behaviour> make_coordinator(const Making& making) {
  auto store = making.open_store(plan_store, PlanStore::migrations());
  if (!store) return tl::unexpected(store.error());
  const RoleSettings& settings = making.settings;
  broker::VentilatorOptions work{settings.map.intake(), {}, {}};
  work.first_port = settings.map.ports().lanes.first;
  work.last_port = settings.map.ports().lanes.last;
  work.limits.lease_target = settings.map.limits().lease_target;
  work.limits.lease_least = std::min(work.limits.lease_least, work.limits.lease_target);
  work.limits.first_units = settings.map.limits().first_units;
  return std::make_unique<Coordinator>(
      CoordinatorSettings{settings.planner, making.transport, settings.clock, std::move(work),
                          settings.state_dir / set_aside_frames, making.has_role("scoring"),
                          making.has_role("optimization")},
      PlanStore(std::move(*store)));
}

Result<Behaviour> make_evaluator(const Making& making) {
  const RoleSettings& settings = making.settings;
  broker::WorkerOptions options{.intake = settings.map.intake(), .identity = making.identity};
  return std::make_unique<EvaluatorActor>(making.transport, settings.clock, std::move(options));
}

Result<Behaviour> make_generator(const Making& making) {
  return std::make_unique<GeneratorActor>(making.transport, making.settings.map.intake());
}

/// Of the board's own time zone.
int minute_of_day(const broker::Clock& clock) {
  constexpr int minutes_an_hour = 60;
  const auto seconds = static_cast<std::time_t>(
      std::chrono::floor<std::chrono::seconds>(std::chrono::nanoseconds(clock.wall_ns())).count());
  std::tm local{};
  if (::localtime_r(&seconds, &local) == nullptr) return 0;
  return local.tm_hour * minutes_an_hour + local.tm_min;
}

Result<Behaviour> make_display(const Making& making) {
  const RoleSettings& settings = making.settings;
  const auto lights = load_lights_file(settings.planner.folder);
  if (!lights) return tl::unexpected(lights.error());
  const broker::Clock& clock = settings.clock;
  const auto instances =
      started_on(settings.map, settings.board, {std::filesystem::path(settings.system_root)});
  const auto evaluators =
      std::count_if(instances.begin(), instances.end(),
                    [](const std::string& instance) { return instance.starts_with("evaluator-"); });
  return std::make_unique<Display>(
      DisplaySettings{
          {settings.system_root},
          settings.state_dir,
          (settings.system_root / "var/run/arduino-router.sock").string(),
          static_cast<int>(evaluators),
          *lights,
          [&clock] { return minute_of_day(clock); },
          [&clock] { return hardware::measured_ghz([&clock] { return clock.now(); }); }},
      making.pollables);
}

struct Role {
  const char* name;
  Result<Behaviour> (*make)(const Making&);  // nullptr: the broker, which is no behaviour
  /// Idle; of the universe while it imports and fetches, of the last two at the largest plan.
  std::uint64_t memory_budget_mib;
  bool digest = false;  // it tells the engine's digest
};

constexpr std::array<Role, 11> roles{{
    {"broker", nullptr, 16},
    {"universe", make_universe, 64},
    {"portfolio", make_portfolio, 16},
    {"trading", make_trading, 16},
    {"scoring", make_scoring, 32},
    {"optimization", make_optimization, 64},
    {"opportunity", make_opportunity, 16},
    {"generator", make_generator, 16},
    {"evaluator", make_evaluator, 64, true},
    {"coordinator", make_coordinator, 64, true},
    {"display", make_display, 16},
}};

/// A plan is made without them.
constexpr std::array<std::string_view, 3> beside_plans = {"scoring", "optimization", "display"};

constexpr std::uint64_t kib_per_mib = 1024;

const Role* find_role(std::string_view name) {
  const auto* const at =
      std::find_if(roles.begin(), roles.end(), [&](const Role& one) { return name == one.name; });
  return at == roles.end() ? nullptr : at;
}

Result<void> run_broker(const RoleSettings& settings, broker::Identity identity,
                        std::uint64_t memory_budget_kb) {
  broker::BrokerSettings of_broker{settings.context, settings.map,        settings.clock,
                                   settings.random,  std::move(identity), settings.stop_descriptor};
  of_broker.version = broker::version();
  of_broker.memory_budget_kb = memory_budget_kb;
  of_broker.report = settings.report;
  of_broker.pulse = settings.pulse;
  broker::Broker broker(std::move(of_broker));
  if (auto opened = broker.open(); !opened) return opened;
  broker.run();
  return {};
}

}  // namespace

const std::vector<std::string>& known_roles() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list;
    list.reserve(roles.size());
    for (const Role& role : roles) list.emplace_back(role.name);
    return list;
  }();
  return names;
}

const std::vector<std::string>& planning_roles() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> list = known_roles();
    std::erase_if(list, [](const std::string& name) {
      return std::find(beside_plans.begin(), beside_plans.end(), name) != beside_plans.end();
    });
    return list;
  }();
  return names;
}

Result<void> run_role(const std::string& name, int number, const RoleSettings& settings) {
  const Role* const role = find_role(name);
  if (role == nullptr) {
    return tl::unexpected(Failure{FailureKind::invalid, "no actor has this role", name,
                                  fmt::format("{}", fmt::join(known_roles(), ", "))});
  }
  broker::Identity identity = broker::new_identity(name, number, settings.board, settings.random);
  if (role->make == nullptr) {
    return run_broker(settings, std::move(identity), role->memory_budget_mib * kib_per_mib);
  }
  broker::PollSet poll_set;
  broker::SocketTransport transport(settings.context, poll_set);
  auto behaviour = role->make(Making{settings, transport, identity, poll_set});
  if (!behaviour) return tl::unexpected(behaviour.error());
  return run_behaviour(**behaviour, poll_set, identity, settings);
}

Result<void> run_behaviour(broker::Behaviour& behaviour, broker::PollSet& poll_set,
                           const broker::Identity& identity, const RoleSettings& settings) {
  broker::NodeSettings node_settings{settings.context, settings.map, settings.clock,
                                     settings.random,  identity,     poll_set};
  node_settings.version = broker::version();
  if (const Role* const role = find_role(identity.role)) {
    node_settings.digest = role->digest ? planner::engine_digest() : "";
    node_settings.memory_budget_kb = role->memory_budget_mib * kib_per_mib;
  }
  node_settings.stop_descriptor = settings.stop_descriptor;
  node_settings.report = settings.report;
  node_settings.pulse = settings.pulse;
  broker::Node node(std::move(node_settings), behaviour);
  return node.run();
}

}  // namespace ballast::actors
