// Who was not let in, handed from the thread that keeps the list to the one that tells it.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <vector>

#include "planner/model/failure.hpp"

namespace ballast::broker {

/// May be shared by threads. Bounded: beyond the bound the oldest go first, untold.
class Refusals {
 public:
  Refusals();
  ~Refusals();
  Refusals(const Refusals&) = delete;
  Refusals& operator=(const Refusals&) = delete;

  void add(planner::Failure refusal);
  [[nodiscard]] std::vector<planner::Failure> take();
  /// Readable while there is something to take.
  [[nodiscard]] int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
  std::mutex mutex_;
  std::deque<planner::Failure> waiting_;
};

}  // namespace ballast::broker
