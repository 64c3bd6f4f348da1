// One service asked as it wants to be asked: within a budget, again after pauses, not at all while
// it keeps failing, and once for questions that are the same.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "actors/network/circuit_breaker.hpp"
#include "actors/network/http.hpp"
#include "actors/network/request_budget.hpp"
#include "actors/network/retry.hpp"
#include "broker/clock.hpp"
#include "broker/identifiers.hpp"

namespace ballast::actors {

struct PoliteRules {
  BudgetRules budget = {};
  RetryRules retry = {};
  BreakerRules breaker = {};
};

/// Calls an action once, after a while, from the actor's loop: Outlet::after.
using Later = std::function<void(std::chrono::milliseconds, std::function<void()>)>;

struct ServiceHealth {
  CircuitBreaker::State state = CircuitBreaker::State::closed;
  std::chrono::milliseconds rests_for{0};        // until the next trial
  std::optional<planner::Failure> last_failure;  // since the last success
};

/// More questions than this wait for the budget; further ones are refused.
inline constexpr std::size_t waiting_requests_max = 10'000;

/// Only `get` is repeated and joined with an equal one that is under way (same address, same
/// headers); the others are sent once. Whatever answer is final counts as heard: a 404 too.
class PoliteHttp final : public Http {
 public:
  /// Everything borrowed outlives this, and `wire` what was asked.
  PoliteHttp(Http& wire, const broker::Clock& clock, broker::RandomSource& random, Later later,
             PoliteRules rules);
  ~PoliteHttp() override;
  PoliteHttp(const PoliteHttp&) = delete;
  PoliteHttp& operator=(const PoliteHttp&) = delete;

  /// As Http::send; a resting service is a Failure (refused) at once.
  void send(HttpRequest request, Done done) override;

  /// Asks nothing for so long: the service has said in its own way that it is enough.
  void leave_alone(std::chrono::milliseconds pause);

  [[nodiscard]] ServiceHealth health() const;

 private:
  class Desk;
  std::shared_ptr<Desk> desk_;
};

}  // namespace ballast::actors
