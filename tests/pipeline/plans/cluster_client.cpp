#include "tests/pipeline/plans/cluster_client.hpp"

#include <poll.h>

#include <algorithm>

#include "broker/presence.hpp"
#include "tests/sanitizers/sanitized.hpp"

namespace ballast::pipeline {
namespace {

using namespace std::chrono_literals;

/// Events may be lost: a plan that seems quiet is asked for.
constexpr auto glance = 500ms;
/// Between two looks for a broker that is starting.
constexpr int glimpse_ms = 10;

}  // namespace

ClusterClient::ClusterClient(const broker::ClusterMap& map, broker::KeyedContext* context,
                             bool tap) {
  std::vector<std::string> topics = {"plan.", "actor.", "lane."};
  if (tap) topics.emplace_back("tap.");
  const auto deadline = clock_.now() + patience;
  planner::Result<void> opened;
  do {
    while (broker::probe(map.front_door(), glance) != broker::Presence::listening &&
           clock_.now() < deadline) {
      ::poll(nullptr, 0, glimpse_ms);
    }
    client_ = std::make_unique<broker::Client>(broker::ClientSettings{
        context == nullptr ? own_context_ : *context, map, clock_, random_, "test"});
    opened = client_->open(
        topics, [this](const auto& event) { observe(event); }, 10s);
  } while (!opened && clock_.now() < deadline);
  EXPECT_TRUE(opened) << planner::describe(opened.error());
}

bool ClusterClient::wait(const std::function<bool()>& condition,
                         std::chrono::milliseconds longest) {
  return client_->wait(condition, longest);
}

void ClusterClient::wait_until_ready(const std::vector<std::string>& instances) {
  const auto ready = [&] {
    return std::all_of(instances.begin(), instances.end(), [&](const std::string& name) {
      const auto at = beats.find(name + "@home");
      return at != beats.end() && at->second.ready;
    });
  };
  EXPECT_TRUE(wait(ready)) << "an actor does not become ready";
}

void ClusterClient::wait_until_joined(std::set<std::string> instances) {
  observer = [&](const messages::Envelope& event) {
    const auto copy = messages::unpack<messages::TapFrame>(event);
    if (!copy || copy->direction != "intake") return;
    const auto header = messages::decode_header(copy->header);
    if (header) instances.erase(header->sender.substr(0, header->sender.find('@')));
  };
  EXPECT_TRUE(wait([&] { return instances.empty(); })) << "an evaluator does not join";
  observer = nullptr;
}

std::string ClusterClient::begin_plan(messages::CreatePlan wish) {
  wish.plan_id = broker::uuid_v7(clock_.wall_ns(), random_);
  const auto accepted = ask<messages::PlanAccepted>("coordinator", wish);
  EXPECT_TRUE(accepted) << planner::describe(accepted.error());
  return wish.plan_id;
}

bool ClusterClient::wait_for_search(const std::string& plan) {
  const auto searched = [&] { return progress_[plan].done > 0 || ended_.count(plan) != 0; };
  return wait(searched) && ended_.count(plan) == 0;
}

messages::PlanReport ClusterClient::end_plan(const std::string& plan) {
  const auto deadline = clock_.now() + patience;
  messages::PlanReport now;
  do {
    wait([&] { return ended_.count(plan) != 0; }, glance);
    ended_.erase(plan);
    now = report(plan);
  } while (now.state == messages::PlanState::running && clock_.now() < deadline);
  EXPECT_NE(now.state, messages::PlanState::running) << plan << " does not end";
  return now;
}

messages::PlanReport ClusterClient::report(const std::string& plan) {
  const auto report = ask<messages::PlanReport>("coordinator", messages::GetPlan{plan, true});
  EXPECT_TRUE(report) << planner::describe(report.error());
  return report.value_or(messages::PlanReport{});
}

void ClusterClient::observe(const messages::Envelope& event) {
  if (const auto progress = messages::unpack<messages::PlanProgress>(event)) {
    progress_[progress->plan_id] = *progress;
  } else if (const auto over = messages::unpack<messages::PlanCompleted>(event)) {
    ended_[over->plan_id] = over->state;
  } else if (const auto beat = messages::unpack<messages::ActorHeartbeat>(event)) {
    beats[beat->instance] = *beat;
  }
  if (observer) observer(event);
}

messages::CreatePlan wish_of(const std::vector<std::pair<std::string, std::string>>& settings) {
  messages::CreatePlan wish;
  for (const auto& [key, value] : settings) wish.settings.push_back({key, value});
  return wish;
}

messages::CreatePlan wish_of_wide_space(
    const std::string& max_sells, const std::string& max_buys,
    const std::vector<std::pair<std::string, std::string>>& more) {
  messages::CreatePlan wish = wish_of({{"max_plan_depth", "10"},
                                       {"max_sells", max_sells},
                                       {"max_buys", max_buys},
                                       {"max_candidates", "30"},
                                       {"max_opportunities_per_category", "30"},
                                       {"priority_threshold", "0"},
                                       {"min_security_score", "0"},
                                       {"min_hold_days", "0"}});
  for (const auto& [key, value] : more) wish.settings.push_back({key, value});
  return wish;
}

messages::CreatePlan wish_of_large_tree() {
  messages::CreatePlan wish = wish_of_wide_space("10", "10",
                                                 {{"price_scenarios", "monte_carlo"},
                                                  {"monte_carlo_paths", sanitized ? "100" : "300"},
                                                  {"horizon_days", "21"}});
  wish.seed = 3;
  return wish;
}

void expect_sound(const messages::PlanReport& report) {
  ASSERT_EQ(report.state, messages::PlanState::completed)
      << (report.failure ? planner::describe(*report.failure) : "");
  ASSERT_TRUE(report.run && report.decision && report.inputs);
  const messages::WorkLedger& ledger = report.run->ledger;
  EXPECT_TRUE(ledger.balances);
  EXPECT_EQ(ledger.issued, ledger.applied + ledger.set_aside + ledger.abandoned);
  EXPECT_EQ(ledger.leased, ledger.applied + ledger.duplicates + ledger.expired);
  EXPECT_EQ(ledger.disagreements, 0U);
  const auto& run = *report.run;
  if (run.nodes > 0) return;
  const std::uint64_t sets = report.decision->sets_in_space + report.decision->sets_beyond_space;
  const std::uint64_t looked_at = run.evaluated + run.infeasible;
  if (report.inputs->correlations.empty()) {
    EXPECT_EQ(looked_at, run.passes * sets) << "every set is looked at once in every pass";
  } else {
    EXPECT_LE(looked_at, run.passes * sets) << "those that hold a conflict are none";
    EXPECT_GT(looked_at, 0U);
  }
}

}  // namespace ballast::pipeline
