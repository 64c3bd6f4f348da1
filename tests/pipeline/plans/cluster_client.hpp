// What a person does at the command line, for tests: asks, makes plans, waits for their end. Every
// wait has a bound that only a fault reaches.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include "broker/client.hpp"
#include "broker/trust/keyed_context.hpp"
#include "messages/codec.hpp"
#include "messages/events.hpp"
#include "messages/plan_report.hpp"
#include "messages/planning.hpp"
#include "messages/work.hpp"

namespace ballast::pipeline {

/// A bound that only a fault reaches.
inline constexpr std::chrono::milliseconds patience = std::chrono::seconds(90);

class ClusterClient {
 public:
  /// Connects, waiting for the broker to appear. Listens to plans, workers, lanes; with `tap` to
  /// copies of the work plane too.
  explicit ClusterClient(const broker::ClusterMap& map, broker::KeyedContext* context = nullptr,
                         bool tap = false);

  template <class Reply, class Wish>
  planner::Result<Reply> ask(std::string_view role, const Wish& wish,
                             std::chrono::milliseconds deadline = patience) {
    auto reply = client_->request(role, messages::pack(wish), "", deadline);
    if (!reply) return tl::unexpected(reply.error());
    return messages::unpack<Reply>(*reply);
  }

  /// Takes events until the condition holds. Returns whether it does.
  bool wait(const std::function<bool()>& condition, std::chrono::milliseconds longest = patience);

  /// Waits until every role answers (evaluators: until `evaluators` are ready).
  void wait_until_ready(const std::vector<std::string>& instances);

  /// Waits until the coordinator has heard of these evaluators; needs `tap`. One may be ready
  /// before that.
  void wait_until_joined(std::set<std::string> instances);

  /// Asks for a plan; returns its id.
  std::string begin_plan(messages::CreatePlan wish);
  /// Waits until it is in the middle: some sets were looked at, and it is not over.
  bool wait_for_search(const std::string& plan);
  /// Waits for its end; returns everything about it.
  messages::PlanReport end_plan(const std::string& plan);
  messages::PlanReport plan(messages::CreatePlan wish) {
    return end_plan(begin_plan(std::move(wish)));
  }

  [[nodiscard]] messages::PlanReport report(const std::string& plan);
  [[nodiscard]] const messages::PlanProgress& progress(const std::string& plan) {
    return progress_[plan];
  }

  /// Called with every event.
  std::function<void(const messages::Envelope&)> observer;
  /// The newest heartbeat of each instance.
  std::map<std::string, messages::ActorHeartbeat> beats;

 private:
  void observe(const messages::Envelope& event);

  broker::SystemClock clock_;
  broker::SystemRandom random_;
  broker::KeyedContext own_context_;
  std::unique_ptr<broker::Client> client_;
  std::map<std::string, messages::PlanProgress> progress_;
  std::map<std::string, messages::PlanState> ended_;
};

/// Returns a wish with settings such as {"max_buys", "4"}.
[[nodiscard]] messages::CreatePlan wish_of(
    const std::vector<std::pair<std::string, std::string>>& settings);

/// Returns a wish for a space as wide as settings allow: every security may be traded, in sets of
/// up to ten trades.
[[nodiscard]] messages::CreatePlan wish_of_wide_space(
    const std::string& max_sells, const std::string& max_buys,
    const std::vector<std::pair<std::string, std::string>>& more = {});

/// Returns a wish whose search by bounds is more than one lease: trades held against prices that
/// move, where bounds are loose.
[[nodiscard]] messages::CreatePlan wish_of_large_tree();

/// Checks that the report is of a finished plan, that its ledger balances, and that every set was
/// looked at once in every pass.
void expect_sound(const messages::PlanReport& report);

}  // namespace ballast::pipeline
