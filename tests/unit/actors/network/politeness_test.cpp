// Budget, pauses, breaker and joining of equal questions on a clock that is turned by hand.
#include <gtest/gtest.h>

#include <deque>
#include <map>

#include "actors/network/polite_http.hpp"
#include "broker/manual_clock.hpp"

namespace ballast::actors {
namespace {

using namespace std::chrono_literals;
using broker::Monotonic;
using planner::Failure;
using planner::FailureKind;
using planner::Result;
using std::chrono::milliseconds;
using State = CircuitBreaker::State;

constexpr std::int64_t wall_s = 1'700'000'000;
constexpr std::int64_t wall_ns = wall_s * 1'000'000'000;

HttpAnswer answer_of(int status, std::vector<HttpHeader> headers = {}) {
  return {status, std::move(headers), ""};
}
const Failure no_answer{FailureKind::unavailable, "no answer", "https://a", ""};

TEST(RequestBudgetTest, GivesABurstThenOneEachTurn) {
  RequestBudget budget({.burst = 3, .per_minute = 60});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(budget.take(0s), 0s);
  EXPECT_EQ(budget.take(0s), 1s);
  EXPECT_EQ(budget.take(400ms), 600ms);
  EXPECT_EQ(budget.take(1s), 0s);
  EXPECT_EQ(budget.take(1s), 1s);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(budget.take(1h), 0s);
  EXPECT_EQ(budget.take(1h), 1s);
}

TEST(RequestBudgetTest, NeverGivesMoreThanItsRateInAnyMinuteAfterTheBurst) {
  RequestBudget budget({.burst = 5, .per_minute = 150});
  std::deque<Monotonic> given;
  for (Monotonic now{0}; now < 5min; now += 7ms) {
    if (budget.take(now) != 0s) continue;
    given.push_back(now);
    while (now - given.front() >= 1min) given.pop_front();
    EXPECT_LE(given.size(), 155U);
  }
}

TEST(RequestBudgetTest, WaitsUntilTheServiceHasMoreAndThenGoesSlowly) {
  RequestBudget budget({.burst = 5, .per_minute = 60});
  budget.empty_until(10s);
  EXPECT_EQ(budget.take(4s), 6s);
  EXPECT_EQ(budget.take(10s), 0s);
  EXPECT_EQ(budget.take(10s), 1s);
}

TEST(RetryTest, OnlyWhatMayPassIsTriedAgain) {
  for (const int status : {408, 418, 425, 429, 500, 502, 503, 504}) {
    EXPECT_TRUE(may_pass(answer_of(status))) << status;
  }
  for (const int status : {200, 204, 302, 400, 401, 403, 404, 422, 501}) {
    EXPECT_FALSE(may_pass(answer_of(status))) << status;
  }
  EXPECT_TRUE(may_pass(tl::unexpected(no_answer)));
  EXPECT_FALSE(may_pass(tl::unexpected(Failure{FailureKind::invalid, "no address", "", ""})));
}

TEST(RetryTest, ReadsWhatServersSayAboutWaiting) {
  const auto asked = [](int status, std::vector<HttpHeader> headers) {
    return asked_pause(answer_of(status, std::move(headers)), wall_ns + 500'000'000);
  };
  EXPECT_EQ(asked(429, {{"retry-after", "7"}}), 7s);
  EXPECT_EQ(asked(429, {{"X-RateLimit-Reset", std::to_string(wall_s + 3)}}), 2500ms);
  EXPECT_EQ(asked(200, {{"X-RateLimit-Reset", std::to_string(wall_s + 3)},
                        {"X-RateLimit-Remaining", "0"}}),
            2500ms);
  EXPECT_EQ(asked(200, {{"X-RateLimit-Reset", std::to_string(wall_s + 3)},
                        {"X-RateLimit-Remaining", "9"}}),
            std::nullopt);
  EXPECT_EQ(asked(429, {{"Retry-After", "soon"}}), std::nullopt);
  EXPECT_EQ(asked(429, {{"Retry-After", "-1"}}), std::nullopt);
  EXPECT_EQ(asked(429, {{"Retry-After", "999999999999"}}), 24h);
  EXPECT_EQ(asked(429, {{"X-RateLimit-Reset", std::to_string(wall_s - 9)}}), std::nullopt);
  EXPECT_EQ(asked(429, {{"X-RateLimit-Reset", "9223372036854775807"}}), std::nullopt);
}

TEST(RetryTest, PausesDoubleWithHalfOfThemChanceAndEnd) {
  const RetryRules rules{.tries = 5, .first = 1s, .longest = 3s};
  broker::SeededRandom random(7);
  const Result<HttpAnswer> failed = tl::unexpected(no_answer);
  for (int round = 0; round < 200; ++round) {
    const std::array<milliseconds, 4> own = {1s, 2s, 3s, 3s};
    for (int tried = 1; tried <= 4; ++tried) {
      const auto pause = next_pause(rules, tried, failed, wall_ns, random);
      ASSERT_TRUE(pause.has_value());
      EXPECT_LE(*pause, own.at(static_cast<std::size_t>(tried) - 1));
      EXPECT_GE(*pause, own.at(static_cast<std::size_t>(tried) - 1) / 2);
    }
  }
  EXPECT_EQ(next_pause(rules, 5, failed, wall_ns, random), std::nullopt);
  EXPECT_EQ(next_pause(rules, 1, answer_of(404), wall_ns, random), std::nullopt);
  EXPECT_EQ(next_pause(rules, 1, answer_of(429, {{"Retry-After", "3"}}), wall_ns, random), 3s);
  EXPECT_EQ(next_pause(rules, 1, answer_of(429, {{"Retry-After", "4"}}), wall_ns, random),
            std::nullopt);
}

TEST(CircuitBreakerTest, RestsAfterFailuresInARowAndLetsOneTry) {
  CircuitBreaker breaker({.failures = 2, .first = 10s, .longest = 30s});
  breaker.failed(0s);
  breaker.succeeded();
  breaker.failed(0s);
  EXPECT_TRUE(breaker.allows(0s));
  breaker.failed(1s);
  EXPECT_EQ(breaker.state(), State::open);
  EXPECT_FALSE(breaker.allows(10s));
  EXPECT_TRUE(breaker.allows(11s));
  EXPECT_FALSE(breaker.allows(11s));  // one at a time
  breaker.failed(12s);
  EXPECT_FALSE(breaker.allows(31s));
  EXPECT_TRUE(breaker.allows(32s));  // twice the rest
  breaker.failed(32s);
  EXPECT_FALSE(breaker.allows(61s));
  EXPECT_TRUE(breaker.allows(62s));  // not longer than the longest
  breaker.withdrawn();
  EXPECT_TRUE(breaker.allows(62s));
  breaker.succeeded();
  EXPECT_EQ(breaker.state(), State::closed);
  EXPECT_TRUE(breaker.allows(62s));
}

/// A wire whose answers the test gives, with timers on a clock that it turns.
class PoliteHttpTest : public testing::Test, protected Http {
 protected:
  struct Sent {
    HttpRequest request;
    Done done;
  };

  void send(HttpRequest request, Done done) override {
    sent.push_back({std::move(request), std::move(done)});
  }
  void later(milliseconds delay, std::function<void()> action) {
    timers.emplace(clock.now() + delay, std::move(action));
  }
  /// Turns the clock, with everything due on the way.
  void pass(milliseconds time) {
    const Monotonic end = clock.now() + time;
    while (!timers.empty() && timers.begin()->first <= end) {
      clock.advance(std::max(timers.begin()->first - clock.now(), Monotonic(0)));
      const auto action = std::move(timers.begin()->second);
      timers.erase(timers.begin());
      action();
    }
    clock.advance(end - clock.now());
  }
  void ask(const std::string& url, HttpMethod method = HttpMethod::get) {
    polite.send({.method = method, .url = url},
                [this](const Result<HttpAnswer>& outcome) { heard.push_back(outcome); });
  }
  void answer(std::size_t place, const Result<HttpAnswer>& outcome) {
    const Done done = sent.at(place).done;
    done(outcome);
  }

  broker::ManualClock clock{wall_ns};
  broker::SeededRandom random{1};
  std::multimap<Monotonic, std::function<void()>> timers;
  std::vector<Sent> sent;
  std::vector<Result<HttpAnswer>> heard;
  PoliteHttp polite{
      *this,
      clock,
      random,
      [this](milliseconds delay, std::function<void()> action) { later(delay, std::move(action)); },
      {.budget = {.burst = 2, .per_minute = 60},
       .retry = {.tries = 3, .first = 2s, .longest = 60s},
       .breaker = {.failures = 4, .first = 30s, .longest = 60s}}};
};

TEST_F(PoliteHttpTest, KeepsToTheBudgetInTheOrderOfAsking) {
  for (const char* url : {"https://a/1", "https://a/2", "https://a/3", "https://a/4"}) ask(url);
  EXPECT_EQ(sent.size(), 2U);
  pass(999ms);
  EXPECT_EQ(sent.size(), 2U);
  pass(1ms);
  EXPECT_EQ(sent.size(), 3U);
  pass(1s);
  ASSERT_EQ(sent.size(), 4U);
  EXPECT_EQ(sent[3].request.url, "https://a/4");
}

TEST_F(PoliteHttpTest, AsksOnceForEqualQuestionsAndOnlyForReadingOnes) {
  ask("https://a/1");
  ask("https://a/1");
  ASSERT_EQ(sent.size(), 1U);
  answer(0, answer_of(200));
  EXPECT_EQ(heard.size(), 2U);
  ask("https://a/1");
  EXPECT_EQ(sent.size(), 2U);  // it was over: a new question
  ask("https://a/1", HttpMethod::post);
  ask("https://a/1", HttpMethod::post);
  pass(5s);
  EXPECT_EQ(sent.size(), 4U);
}

TEST_F(PoliteHttpTest, AsksAgainAfterAPauseAndTellsTheLastOutcome) {
  ask("https://a/1");
  answer(0, tl::unexpected(no_answer));
  pass(999ms);
  EXPECT_EQ(sent.size(), 1U);
  pass(1001ms);
  ASSERT_EQ(sent.size(), 2U);
  answer(1, answer_of(503));
  pass(4s);
  ASSERT_EQ(sent.size(), 3U);
  EXPECT_TRUE(heard.empty());
  answer(2, answer_of(500));
  ASSERT_EQ(heard.size(), 1U);
  EXPECT_EQ(heard[0]->status, 500);
}

TEST_F(PoliteHttpTest, NeverRepeatsWhatChangesSomething) {
  ask("https://a/order", HttpMethod::post);
  answer(0, tl::unexpected(no_answer));
  EXPECT_EQ(heard.size(), 1U);
  pass(10min);
  EXPECT_EQ(sent.size(), 1U);
}

TEST_F(PoliteHttpTest, LeavesEverythingUntilTheTimeThatTheServerNames) {
  ask("https://a/1");
  answer(0, answer_of(429, {{"Retry-After", "20"}}));
  ask("https://a/2");
  pass(19'999ms);
  EXPECT_EQ(sent.size(), 1U);
  pass(3s);
  EXPECT_EQ(sent.size(), 3U);
}

TEST_F(PoliteHttpTest, LeavesTheServiceAloneWhenItIsTold) {
  polite.leave_alone(60s);
  ask("https://a/1");
  pass(59'999ms);
  EXPECT_TRUE(sent.empty());
  pass(1ms);
  EXPECT_EQ(sent.size(), 1U);
}

TEST_F(PoliteHttpTest, RestsAfterFailuresSaysWhyAndRecovers) {
  for (const char* url : {"https://a/1", "https://a/2", "https://a/3", "https://a/4"}) {
    ask(url, HttpMethod::post);
    pass(1s);
    answer(sent.size() - 1, answer_of(503));
  }
  EXPECT_EQ(polite.health().state, State::open);
  EXPECT_EQ(polite.health().rests_for, 30s);
  ask("https://a/5?key=hidden");
  EXPECT_EQ(heard.size(), 4U);
  pass(0ms);
  ASSERT_EQ(heard.size(), 5U);
  EXPECT_EQ(describe(heard[4].error()),
            "https://a/5: this service is left alone for a while, for the server answers 503");
  EXPECT_EQ(sent.size(), 4U);
  pass(30s);
  ask("https://a/6");
  ASSERT_EQ(sent.size(), 5U);
  EXPECT_EQ(polite.health().state, State::trying);
  answer(4, answer_of(404));
  EXPECT_EQ(polite.health().state, State::closed);
  EXPECT_EQ(polite.health().last_failure, std::nullopt);
}

TEST(PoliteHttpEndTest, LateAnswersAndTimersFindNobody) {
  struct Wire : Http {
    void send(HttpRequest, Done done) override { open.push_back(std::move(done)); }
    std::vector<Done> open;
  } wire;
  const broker::ManualClock clock;
  broker::SeededRandom random(1);
  std::vector<std::function<void()>> timers;
  bool told = false;
  {
    PoliteHttp polite(
        wire, clock, random,
        [&](milliseconds, std::function<void()> action) { timers.push_back(std::move(action)); },
        {.budget = {.burst = 1, .per_minute = 1}});
    for (const char* url : {"https://a/1", "https://a/2"}) {
      polite.send({.url = url}, [&](const auto&) { told = true; });
    }
  }
  ASSERT_EQ(wire.open.size(), 1U);
  ASSERT_EQ(timers.size(), 1U);
  wire.open.front()(answer_of(200));
  timers.front()();
  EXPECT_FALSE(told);
}

TEST(ShownUrlTest, LeavesOutWhatMayHoldAKey) {
  EXPECT_EQ(shown_url("https://a.b/c/d?key=1#f"), "https://a.b/c/d");
  EXPECT_EQ(shown_url("https://user:word@a.b/c@d"), "https://a.b/c@d");
  EXPECT_EQ(shown_url("https://a.b\n/c"), "https://a.b?/c");
  EXPECT_EQ(shown_url(""), "");
  EXPECT_EQ(shown_url(std::string(1000, 'a')).size(), 120U);
}

}  // namespace
}  // namespace ballast::actors
