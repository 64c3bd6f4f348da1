#include "planner/optimization/clustering.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>
#include <utility>

namespace ballast::planner {
namespace {

/// One cluster that is not joined yet.
struct Live {
  std::size_t number = 0;
  std::size_t first_leaf = 0;
  double size = 1.0;
};

/// The distance of a cluster from the union of two others (Lance and Williams 1967).
double joined_distance(Linkage linkage, double to_a, double to_b, double between, double size_a,
                       double size_b, double size) {
  switch (linkage) {
    case Linkage::single:
      return std::min(to_a, to_b);
    case Linkage::complete:
      return std::max(to_a, to_b);
    case Linkage::average:
      return (size_a * to_a + size_b * to_b) / (size_a + size_b);
    case Linkage::ward:
      break;
  }
  const double all = size + size_a + size_b;
  return std::sqrt(std::max(
      ((size + size_a) * to_a * to_a + (size + size_b) * to_b * to_b - size * between * between) /
          all,
      0.0));
}

using Ranked = std::tuple<double, std::size_t, std::size_t>;

Ranked rank_of(double distance, const Live& a, const Live& b) {
  return {distance, std::min(a.first_leaf, b.first_leaf), std::max(a.first_leaf, b.first_leaf)};
}

std::pair<std::size_t, std::size_t> nearest_pair(const Matrix& distance,
                                                 const std::vector<Live>& live) {
  std::pair<std::size_t, std::size_t> nearest{0, 1};
  Ranked best = rank_of(distance(0, 1), live[0], live[1]);
  for (std::size_t a = 0; a < live.size(); ++a) {
    for (std::size_t b = a + 1; b < live.size(); ++b) {
      if (distance(a, b) > std::get<0>(best)) continue;
      const Ranked rank = rank_of(distance(a, b), live[a], live[b]);
      if (rank < best) {
        best = rank;
        nearest = {a, b};
      }
    }
  }
  return nearest;
}

/// Writes the union into place a, and the last cluster into place b.
void join(Matrix& distance, std::vector<Live>& live, std::size_t a, std::size_t b,
          std::size_t number, Linkage linkage) {
  const double between = distance(a, b);
  for (std::size_t k = 0; k < live.size(); ++k) {
    if (k == a || k == b) continue;
    distance(a, k) = distance(k, a) = joined_distance(
        linkage, distance(k, a), distance(k, b), between, live[a].size, live[b].size, live[k].size);
  }
  live[a] = {number, std::min(live[a].first_leaf, live[b].first_leaf), live[a].size + live[b].size};
  const std::size_t last = live.size() - 1;
  for (std::size_t k = 0; k < last; ++k) {
    if (k != b) distance(b, k) = distance(k, b) = distance(last, k);
  }
  live[b] = live[last];
  live.pop_back();
}

std::vector<std::vector<std::size_t>> leaves_of(const std::vector<Merge>& merges) {
  const std::size_t count = merges.size() + 1;
  std::vector<std::vector<std::size_t>> leaves(count);
  for (std::size_t i = 0; i < count; ++i) leaves[i] = {i};
  for (const Merge& merge : merges) {
    std::vector<std::size_t> both = leaves[merge.left];
    both.insert(both.end(), leaves[merge.right].begin(), leaves[merge.right].end());
    leaves.push_back(std::move(both));
  }
  return leaves;
}

/// The least sums of neighbours' distances, by the outermost leaves of each cluster.
class LeafSums {
 public:
  LeafSums(const std::vector<Merge>& merges, const Matrix& distance)
      : merges_(merges),
        distance_(distance),
        leaves_(leaves_of(merges)),
        sums_(distance.rows(), distance.rows()) {
    for (const Merge& merge : merges) {
      for (const std::size_t u : leaves_[merge.left]) {
        for (const std::size_t w : leaves_[merge.right]) {
          sums_(u, w) = sums_(w, u) = least_sum(merge, u, w);
        }
      }
    }
  }

  [[nodiscard]] std::vector<std::size_t> order() const {
    std::vector<char> turned(leaves_.size());
    for (const Merge& merge : merges_) {
      const auto [first, last] = nearest_ends(merge);
      turned[merge.left] = comes_from_right(merge.left, first) ? 1 : 0;
      turned[merge.right] = comes_from_left(merge.right, last) ? 1 : 0;
    }
    std::vector<std::size_t> found;
    place(leaves_.size() - 1, turned, false, found);
    return found;
  }

 private:
  [[nodiscard]] bool holds(std::size_t cluster, std::size_t leaf) const {
    const auto& leaves = leaves_[cluster];
    return std::find(leaves.begin(), leaves.end(), leaf) != leaves.end();
  }

  /// The leaves that can be last in a cluster whose first is `outer`: those of its other branch.
  [[nodiscard]] const std::vector<std::size_t>& inner_leaves(std::size_t cluster,
                                                             std::size_t outer) const {
    if (cluster < distance_.rows()) return leaves_[cluster];
    const Merge& merge = merges_[cluster - distance_.rows()];
    return leaves_[holds(merge.left, outer) ? merge.right : merge.left];
  }

  /// The least sum over a cluster that begins with leaf u and ends with leaf w.
  [[nodiscard]] double least_sum(const Merge& merge, std::size_t u, std::size_t w) const {
    double least = std::numeric_limits<double>::infinity();
    for (const std::size_t m : inner_leaves(merge.left, u)) {
      for (const std::size_t k : inner_leaves(merge.right, w)) {
        least = std::min(least, sums_(u, m) + sums_(w, k) + distance_(m, k));
      }
    }
    return least;
  }

  [[nodiscard]] std::pair<std::size_t, std::size_t> nearest_ends(const Merge& merge) const {
    std::pair<std::size_t, std::size_t> ends{leaves_[merge.left][0], leaves_[merge.right][0]};
    for (const std::size_t u : leaves_[merge.left]) {
      for (const std::size_t w : leaves_[merge.right]) {
        if (sums_(u, w) < sums_(ends.first, ends.second)) ends = {u, w};
      }
    }
    return ends;
  }

  [[nodiscard]] bool comes_from_right(std::size_t cluster, std::size_t leaf) const {
    return cluster >= distance_.rows() && holds(merges_[cluster - distance_.rows()].right, leaf);
  }
  [[nodiscard]] bool comes_from_left(std::size_t cluster, std::size_t leaf) const {
    return cluster >= distance_.rows() && holds(merges_[cluster - distance_.rows()].left, leaf);
  }

  /// A cluster that is turned is mirrored, with all that is in it.
  void place(std::size_t cluster, const std::vector<char>& turned, bool mirrored,
             std::vector<std::size_t>& found) const {
    if (cluster < distance_.rows()) {
      found.push_back(cluster);
      return;
    }
    const Merge& merge = merges_[cluster - distance_.rows()];
    if (turned[cluster]) mirrored = !mirrored;
    place(mirrored ? merge.right : merge.left, turned, mirrored, found);
    place(mirrored ? merge.left : merge.right, turned, mirrored, found);
  }

  const std::vector<Merge>& merges_;
  const Matrix& distance_;
  std::vector<std::vector<std::size_t>> leaves_;
  Matrix sums_;
};

}  // namespace

Matrix correlation_distance(const Matrix& correlation) {
  Matrix distance(correlation.rows(), correlation.rows());
  for (std::size_t i = 0; i < distance.rows(); ++i) {
    for (std::size_t j = 0; j < distance.rows(); ++j) {
      if (i != j) distance(i, j) = std::sqrt(std::clamp((1.0 - correlation(i, j)) / 2.0, 0.0, 1.0));
    }
  }
  return distance;
}

std::vector<Merge> cluster(const Matrix& distance, Linkage linkage) {
  Matrix left = distance;
  std::vector<Live> live;
  for (std::size_t i = 0; i < distance.rows(); ++i) live.push_back({i, i, 1.0});
  std::vector<Merge> merges;
  while (live.size() > 1) {
    const auto [a, b] = nearest_pair(left, live);
    const auto [low, high] = std::minmax(live[a].number, live[b].number);
    merges.push_back({low, high, left(a, b)});
    join(left, live, a, b, distance.rows() + merges.size() - 1, linkage);
  }
  return merges;
}

std::vector<std::size_t> leaf_order(const std::vector<Merge>& merges) {
  return leaves_of(merges).back();
}

std::vector<std::size_t> nearest_leaf_order(const std::vector<Merge>& merges,
                                            const Matrix& distance) {
  if (merges.empty()) return leaf_order(merges);
  return LeafSums(merges, distance).order();
}

}  // namespace ballast::planner
