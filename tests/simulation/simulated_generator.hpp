// A generator of pieces on simulated time: pushes what it is allowed to, and goes back where the
// intake asks for what it has sent.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>

#include "tests/simulation/simulated_cluster.hpp"

namespace ballast::broker::toy {

class SimulatedGenerator {
 public:
  /// `cluster` outlives it.
  explicit SimulatedGenerator(SimulatedCluster& cluster);

  void generate(const std::string& run, std::uint64_t units, std::uint64_t piece_units);

 private:
  struct Run {
    std::uint64_t units = 0;
    std::uint64_t piece_units = 1;
    std::uint64_t next = 0;
    std::uint64_t expected = 0;  // by the intake, when it last spoke
  };

  void allowed(const messages::PieceWindow& window);
  template <class Body>
  bool push(const Body& body);

  SimulatedHost host_;
  std::unique_ptr<WorkEnd> intake_;
  std::map<std::string, Run> runs_;
};

}  // namespace ballast::broker::toy
