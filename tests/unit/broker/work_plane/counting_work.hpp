// The toy's work as an evaluator does it: a slice of units at a time.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>

#include "broker/work_plane/work.hpp"
#include "tests/unit/broker/work_plane/toy_work.hpp"

namespace ballast::broker::toy {

class CountingWork final : public Work {
 public:
  std::string own_digest = "digest";
  std::uint64_t units_per_slice = 1000;
  std::uint64_t rounds_per_unit = 1;         // more: each unit takes longer, with the same answer
  std::optional<std::uint64_t> broken_unit;  // a batch that holds it throws
  bool throws = false;
  std::set<std::string, std::less<>> runs;
  int abandoned = 0;

  [[nodiscard]] std::string digest() const override { return own_digest; }

  Result<void> begin_run(std::string_view run, std::string_view context) override {
    if (context != "context") return tl::unexpected(failure("the context cannot be read"));
    runs.emplace(run);
    return {};
  }

  void end_run(std::string_view run) override { runs.erase(std::string(run)); }

  Result<void> begin_batch(std::string_view run, std::string_view payload) override {
    if (!runs.contains(run)) return tl::unexpected(failure("no such run was begun"));
    Range range;
    if (!read(payload, range)) return tl::unexpected(failure("the batch cannot be read"));
    range_ = range;
    at_ = range.begin;
    sum_ = 0;
    return {};
  }

  std::optional<std::string> advance() override {
    const bool broken = broken_unit && range_.begin <= *broken_unit && *broken_unit < range_.end;
    if (throws || broken) throw std::runtime_error("the work broke");
    const std::uint64_t end = std::min(range_.end, at_ + units_per_slice);
    for (; at_ < end; ++at_) sum_ += slow_mix(at_);
    if (at_ < range_.end) return std::nullopt;
    return answer_text(range_, sum_);
  }

  void abandon() override { ++abandoned; }

 private:
  [[nodiscard]] std::uint64_t slow_mix(std::uint64_t value) const {
    volatile std::uint64_t burnt = 0;
    for (std::uint64_t round = 1; round < rounds_per_unit; ++round) burnt = mix(burnt + round);
    return mix(value);
  }

  static Failure failure(std::string what) {
    return {planner::FailureKind::invalid, std::move(what), "", ""};
  }

  Range range_;
  std::uint64_t at_ = 0;
  std::uint64_t sum_ = 0;
};

}  // namespace ballast::broker::toy
