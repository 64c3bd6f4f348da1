// A server that answers what a test put down for it, and keeps what it was asked.
#pragma once

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "actors/network/http.hpp"

namespace ballast::actors {

class ScriptedHttp final : public Http {
 public:
  using Answer = planner::Result<HttpAnswer>;

  void send(HttpRequest request, Done done) override {
    asked.push_back(std::move(request));
    waiting_.push_back(std::move(done));
  }

  /// Answers what is asked, and what that leads to, with these answers one after the other.
  void answer(const std::vector<Answer>& answers) {
    for (const Answer& one : answers) {
      const Done done = std::move(waiting_.front());
      waiting_.pop_front();
      done(one);
    }
  }

  static Answer told(int status, std::string body) {
    return HttpAnswer{status, {}, std::move(body)};
  }
  static Answer lost() {
    return tl::unexpected(planner::Failure{planner::FailureKind::unavailable, "no answer", "", ""});
  }

  [[nodiscard]] bool is_idle() const { return waiting_.empty(); }

  std::vector<HttpRequest> asked;

 private:
  std::deque<Done> waiting_;
};

}  // namespace ballast::actors
