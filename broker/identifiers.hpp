// Message ids: UUIDv7 text (RFC 9562), made from an injected clock and random source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>
#include <string>

#include "broker/clock.hpp"

namespace ballast::broker {

class RandomSource {
 public:
  virtual ~RandomSource() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

/// The kernel's random numbers. May be shared by threads.
class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

/// The same numbers for the same seed, for tests. May be shared by threads.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

/// Returns a UUIDv7 in lower case: 48 bits of milliseconds, then 74 random bits.
[[nodiscard]] std::string uuid_v7(std::int64_t wall_ns, RandomSource& random);

/// Returns 64 random bits, never 0: what tells one start of an actor from the next.
[[nodiscard]] std::uint64_t random_incarnation(RandomSource& random);

/// Returns `digits` random hexadecimal digits, for names of short-lived clients ("cli-7f3a").
[[nodiscard]] std::string random_hex(RandomSource& random, std::size_t digits);

}  // namespace ballast::broker
