// Trees of securities that move together: the two nearest clusters are joined, again and again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "planner/optimization/matrix.hpp"

namespace ballast::planner {

/// How far apart two clusters are: as their nearest or farthest members, on average over pairs, or
/// by what joining them adds to the sum of squares.
enum class Linkage : std::uint8_t { single, complete, average, ward };

struct Merge {
  std::size_t left = 0;   // the cluster with the lower number
  std::size_t right = 0;  // leaves are 0 to n - 1, the k-th merge makes cluster n + k
  double distance = 0.0;
};

/// Returns sqrt((1 - correlation) / 2), its argument kept within 0 and 1; 0 on the diagonal.
[[nodiscard]] Matrix correlation_distance(const Matrix& correlation);

/// Returns the n - 1 merges, nearest first. Of equally near pairs the one whose smallest leaves
/// come first is taken. O(n^3) at most.
[[nodiscard]] std::vector<Merge> cluster(const Matrix& distance, Linkage linkage);

/// Returns the leaves from left to right.
[[nodiscard]] std::vector<std::size_t> leaf_order(const std::vector<Merge>& merges);

/// Returns the leaves with branches turned so that neighbours are near (Bar-Joseph and others
/// 2001). As SciPy does it: from the lowest cluster up, each turns its two branches for the least
/// sum of neighbours' distances that it could have by itself. O(n^4) at most, n^2 doubles.
[[nodiscard]] std::vector<std::size_t> nearest_leaf_order(const std::vector<Merge>& merges,
                                                          const Matrix& distance);

}  // namespace ballast::planner
