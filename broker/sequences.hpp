// Sequence numbers: counted up per route by who sends, followed per sender and route by who reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ballast::broker {

/// Forgets all routes when there are too many, which readers take for a restart.
class SequenceCounter {
 public:
  explicit SequenceCounter(std::size_t routes_max) : routes_max_(routes_max) {}

  /// Returns 1, 2, ... for each route.
  [[nodiscard]] std::uint64_t next(std::string_view route);

 private:
  std::size_t routes_max_;
  std::unordered_map<std::string, std::uint64_t> last_;
};

struct Arrival {
  bool repeated = false;     // the same message as before: a replay of a last value
  std::uint64_t missed = 0;  // messages of this sender and route that never came
};

/// The bus keeps the order of a sender's topic, so a smaller number means that the sender started
/// anew. Where it begins to listen nothing counts as missed.
class SequenceFollower {
 public:
  explicit SequenceFollower(std::size_t followed_max) : followed_max_(followed_max) {}

  [[nodiscard]] Arrival arrived(std::string_view sender, std::string_view route, std::uint64_t seq,
                                std::string_view id);

 private:
  struct Last {
    std::uint64_t seq = 0;
    std::string id;
  };
  std::size_t followed_max_;
  std::unordered_map<std::string, Last> last_;
};

}  // namespace ballast::broker
