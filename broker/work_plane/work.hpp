// What an evaluator computes, apart from how batches reach it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "broker/behaviour.hpp"

namespace ballast::broker {

/// Used from one thread. At most one batch is begun at a time; contexts of a few runs are kept.
/// Anything may throw: the batch then fails and is abandoned.
class Work {
 public:
  virtual ~Work() = default;

  /// The engine's digest: two that differ might disagree about an answer.
  [[nodiscard]] virtual std::string digest() const = 0;

  virtual Result<void> begin_run(std::string_view run, std::string_view context) = 0;

  /// The run's context is dropped. Called for every run begun; no batch of it is open then.
  virtual void end_run(std::string_view run) = 0;

  /// REQUIRES: `run` was begun and not ended.
  virtual Result<void> begin_batch(std::string_view run, std::string_view payload) = 0;

  /// Works a slice of a few milliseconds at the open batch; returns its answer when it is done. The
  /// answer depends on nothing but the context and the payload.
  virtual std::optional<std::string> advance() = 0;

  /// Drops the open batch, if any.
  virtual void abandon() = 0;

  /// How many steps it did in all; each takes about as long. 0: they are not counted.
  [[nodiscard]] virtual std::uint64_t steps() const { return 0; }
};

}  // namespace ballast::broker
