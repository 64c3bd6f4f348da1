#include "actors/network/circuit_breaker.hpp"

#include <algorithm>

namespace ballast::actors {

bool CircuitBreaker::allows(broker::Monotonic now) {
  if (state_ == State::closed) return true;
  if (state_ == State::trying || now < rests_until_) return false;
  state_ = State::trying;
  return true;
}

void CircuitBreaker::succeeded() {
  state_ = State::closed;
  failures_ = 0;
  rest_ = rules_.first;
}

void CircuitBreaker::failed(broker::Monotonic now) {
  ++failures_;
  if (state_ == State::trying) {
    rest_ = std::min<broker::Monotonic>(rest_ * 2, rules_.longest);
  } else if (state_ == State::open || failures_ < rules_.failures) {
    return;
  }
  state_ = State::open;
  rests_until_ = now + rest_;
}

void CircuitBreaker::withdrawn() {
  if (state_ == State::trying) state_ = State::open;
}

}  // namespace ballast::actors
