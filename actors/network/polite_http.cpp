#include "actors/network/polite_http.hpp"

#include <algorithm>
#include <deque>
#include <list>
#include <utility>

#include <fmt/format.h>

namespace ballast::actors {
namespace {

using planner::Failure;
using planner::FailureKind;
using planner::Result;
using std::chrono::milliseconds;

}  // namespace

/// Timers and answers hold it weakly: they may come after its end.
class PoliteHttp::Desk : public std::enable_shared_from_this<Desk> {
 public:
  Desk(Http& wire, const broker::Clock& clock, broker::RandomSource& random, Later later,
       PoliteRules rules)
      : wire_(wire),
        clock_(clock),
        random_(random),
        later_(std::move(later)),
        rules_(rules),
        budget_(rules.budget),
        breaker_(rules.breaker) {}

  void ask(HttpRequest request, Http::Done done) {
    if (request.method == HttpMethod::get) {
      for (const QuestionPtr& open : open_) {
        if (open->request == request) return open->askers.push_back(std::move(done));
      }
    }
    auto question = std::make_shared<Question>();
    question->request = std::move(request);
    question->askers.push_back(std::move(done));
    open_.push_back(question);
    if (waiting_.size() >= waiting_requests_max) {
      return refuse(question,
                    {FailureKind::refused, "too many requests wait for their turn",
                     shown_url(question->request.url), std::to_string(waiting_requests_max)});
    }
    waiting_.push_back(std::move(question));
    pump();
  }

  void leave_alone(milliseconds pause) { budget_.empty_until(clock_.now() + pause); }

  [[nodiscard]] ServiceHealth health() const {
    ServiceHealth out{breaker_.state(), milliseconds(0), last_failure_};
    if (out.state == CircuitBreaker::State::open) {
      out.rests_for = std::chrono::ceil<milliseconds>(
          std::max(breaker_.rests_until() - clock_.now(), broker::Monotonic(0)));
    }
    return out;
  }

 private:
  /// One request, everybody who wants its answer, and how often it was tried.
  struct Question {
    HttpRequest request;
    std::vector<Http::Done> askers;
    int tried = 0;
  };

  using QuestionPtr = std::shared_ptr<Question>;

  /// Sends what may go now.
  void pump() {
    while (!waiting_.empty() && !pump_is_due_) {
      const broker::Monotonic now = clock_.now();
      if (!breaker_.allows(now)) {
        const QuestionPtr question = next_waiting();
        refuse(question, resting(*question));
        continue;
      }
      if (const broker::Monotonic wait = budget_.take(now); wait > broker::Monotonic(0)) {
        breaker_.withdrawn();
        pump_is_due_ = true;
        after(std::chrono::ceil<milliseconds>(wait), [](Desk& desk) {
          desk.pump_is_due_ = false;
          desk.pump();
        });
        return;
      }
      transmit(next_waiting());
    }
  }

  QuestionPtr next_waiting() {
    QuestionPtr question = std::move(waiting_.front());
    waiting_.pop_front();
    return question;
  }

  void transmit(const QuestionPtr& question) {
    ++question->tried;
    wire_.send(question->request, [weak = weak_from_this(), question](const auto& outcome) {
      if (const auto desk = weak.lock()) desk->heard(question, outcome);
    });
  }

  void heard(const QuestionPtr& question, const Result<HttpAnswer>& outcome) {
    judge(outcome, *question);
    const bool again = question->request.method == HttpMethod::get;
    const auto pause =
        again ? next_pause(rules_.retry, question->tried, outcome, clock_.wall_ns(), random_)
              : std::nullopt;
    if (!pause) {
      tell(question, outcome);
    } else {
      after(*pause, [question](Desk& desk) {
        desk.waiting_.push_front(question);
        desk.pump();
      });
    }
    pump();
  }

  void judge(const Result<HttpAnswer>& outcome, const Question& question) {
    const broker::Monotonic now = clock_.now();
    if (!outcome && outcome.error().kind == FailureKind::invalid) return breaker_.withdrawn();
    if (outcome) {
      if (const auto pause = asked_pause(*outcome, clock_.wall_ns())) {
        budget_.empty_until(now + *pause);
      }
    }
    if (!may_pass(outcome)) {
      breaker_.succeeded();
      last_failure_.reset();
      return;
    }
    breaker_.failed(now);
    last_failure_ = outcome ? Failure{FailureKind::unavailable,
                                      fmt::format("the server answers {}", outcome->status),
                                      shown_url(question.request.url), ""}
                            : outcome.error();
  }

  [[nodiscard]] Failure resting(const Question& question) const {
    Failure failure{FailureKind::refused, "this service is left alone for a while",
                    shown_url(question.request.url), ""};
    if (last_failure_) failure.what += ", for " + last_failure_->what;
    return failure;
  }

  void refuse(const QuestionPtr& question, Failure failure) {
    after(milliseconds(0), [question, failure = std::move(failure)](Desk& desk) {
      desk.tell(question, tl::unexpected(failure));
    });
  }

  void tell(const QuestionPtr& question, const Result<HttpAnswer>& outcome) {
    open_.remove(question);
    const auto askers = std::exchange(question->askers, {});
    for (const Http::Done& done : askers) done(outcome);
  }

  template <class Action>
  void after(milliseconds delay, Action action) {
    later_(delay, [weak = weak_from_this(), action = std::move(action)] {
      if (const auto desk = weak.lock()) action(*desk);
    });
  }

  Http& wire_;
  const broker::Clock& clock_;
  broker::RandomSource& random_;
  Later later_;
  PoliteRules rules_;
  RequestBudget budget_;
  CircuitBreaker breaker_;
  std::optional<Failure> last_failure_;
  std::list<QuestionPtr> open_;
  std::deque<QuestionPtr> waiting_;
  bool pump_is_due_ = false;
};

PoliteHttp::PoliteHttp(Http& wire, const broker::Clock& clock, broker::RandomSource& random,
                       Later later, PoliteRules rules)
    : desk_(std::make_shared<Desk>(wire, clock, random, std::move(later), rules)) {}

PoliteHttp::~PoliteHttp() = default;

void PoliteHttp::send(HttpRequest request, Done done) {
  desk_->ask(std::move(request), std::move(done));
}

void PoliteHttp::leave_alone(milliseconds pause) {
  desk_->leave_alone(pause);
}

ServiceHealth PoliteHttp::health() const {
  return desk_->health();
}

}  // namespace ballast::actors
