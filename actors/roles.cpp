#include "actors/roles.hpp"

#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "actors/configuration/places.hpp"
#include "actors/coordinator/coordinator.hpp"
#include "actors/evaluator/evaluator.hpp"
#include "actors/generator/generator.hpp"
#include "actors/opportunity/opportunity.hpp"
#include "actors/portfolio/portfolio.hpp"
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

  [[nodiscard]] Result<broker::Store> open_store(const char* name,
                                                 std::vector<std::string> migrations) const {
    return broker::Store::open({settings.state_dir / name, std::move(migrations), false});
  }
};

Result<Behaviour> make_universe(const Making& making) {
  auto store = UniverseStore::open(making.settings.state_dir / universe_store);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<Universe>(std::move(*store),
                                    making.settings.planner.settings.target_annual_return);
}

Result<Behaviour> make_portfolio(const Making& making) {
  auto store = PortfolioStore::open(making.settings.state_dir / portfolio_store);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<Portfolio>(std::move(*store));
}

Result<Behaviour> make_trading(const Making& making) {
  auto store = TradingStore::open(making.settings.state_dir / trading_store);
  if (!store) return tl::unexpected(store.error());
  return std::make_unique<Trading>(std::move(*store), making.settings.clock);
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
                          settings.state_dir / set_aside_frames},
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

struct Role {
  const char* name;
  Result<Behaviour> (*make)(const Making&);  // nullptr: the broker, which is no behaviour
  bool digest = false;                       // it tells the engine's digest
};

constexpr std::array<Role, 8> roles{{
    {"broker", nullptr},
    {"universe", make_universe},
    {"portfolio", make_portfolio},
    {"trading", make_trading},
    {"opportunity", make_opportunity},
    {"generator", make_generator},
    {"evaluator", make_evaluator, true},
    {"coordinator", make_coordinator, true},
}};

Result<void> run_broker(const RoleSettings& settings, broker::Identity identity) {
  broker::Broker broker({settings.context, settings.map, settings.clock, settings.random,
                         std::move(identity), settings.stop_descriptor, settings.report});
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

Result<void> run_role(const std::string& role, int number, const RoleSettings& settings) {
  const auto* const at =
      std::find_if(roles.begin(), roles.end(), [&](const Role& one) { return role == one.name; });
  if (at == roles.end()) {
    return tl::unexpected(Failure{FailureKind::invalid, "no actor has this role", role,
                                  fmt::format("{}", fmt::join(known_roles(), ", "))});
  }
  broker::Identity identity = broker::new_identity(role, number, settings.board, settings.random);
  if (at->make == nullptr) return run_broker(settings, std::move(identity));
  broker::PollSet poll_set;
  broker::SocketTransport transport(settings.context, poll_set);
  auto behaviour = at->make(Making{settings, transport, identity});
  if (!behaviour) return tl::unexpected(behaviour.error());
  broker::NodeSettings node_settings{settings.context, settings.map, settings.clock,
                                     settings.random,  identity,     poll_set};
  node_settings.version = broker::version;
  node_settings.digest = at->digest ? planner::engine_digest() : "";
  node_settings.stop_descriptor = settings.stop_descriptor;
  node_settings.report = settings.report;
  broker::Node node(std::move(node_settings), **behaviour);
  return node.run();
}

}  // namespace ballast::actors
