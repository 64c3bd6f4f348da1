#include "planner/bounding/path_weights.hpp"

#include <algorithm>
#include <numeric>

#include "planner/bounding/wide.hpp"

namespace ballast::planner {
namespace {

/// No share is larger in honest ones; sums of such stay far within 64 bits.
constexpr std::int64_t largest_share = 4 * path_share_one;

std::int64_t divided_up(std::int64_t value, std::int64_t by) {
  return (value + by - 1) / by;
}

std::int64_t sum_of(const std::vector<std::int64_t>& shares) {
  return std::accumulate(shares.begin(), shares.end(), std::int64_t{0});
}

std::int64_t largest_of(const std::vector<std::int64_t>& shares) {
  return *std::max_element(shares.begin(), shares.end());
}

bool are_shares(const std::vector<std::int64_t>& shares, std::size_t paths) {
  return shares.size() == paths && std::all_of(shares.begin(), shares.end(), [](auto share) {
           return share >= 0 && share <= largest_share;
         });
}

void add_to(std::vector<std::int64_t>& sum, const std::vector<std::int64_t>& shares) {
  sum.resize(shares.size(), 0);
  for (std::size_t i = 0; i < shares.size(); ++i) sum[i] += shares[i];
}

}  // namespace

PathShares shares_for(std::span<const std::int64_t> scores) {
  const auto count = static_cast<std::int64_t>(scores.size());
  std::vector<std::size_t> order(scores.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scores[a] < scores[b]; });
  PathShares shares{std::vector<std::int64_t>(scores.size(), 0),
                    std::vector<std::int64_t>(scores.size(), 0)};
  shares.worst[order.front()] = path_share_one;
  const std::int64_t below = count / 10;
  const std::int64_t lowest = std::min(count, std::max<std::int64_t>(1, 2 * below));
  for (std::int64_t i = 0; i < lowest; ++i) {
    shares.percentile[order[static_cast<std::size_t>(i)]] =
        divided_up(path_share_one, lowest - below);
  }
  return shares;
}

bool shares_hold(const PathShares& shares, std::size_t paths) {
  if (paths == 0 || !are_shares(shares.worst, paths) || !are_shares(shares.percentile, paths)) {
    return false;
  }
  const auto below = static_cast<std::int64_t>(paths / 10);
  return sum_of(shares.worst) >= path_share_one &&
         sum_of(shares.percentile) - below * largest_of(shares.percentile) >= path_share_one;
}

PathWeights weights_of(const ScenarioWeights& parts, const PathShares& shares) {
  const auto count = static_cast<std::int64_t>(shares.worst.size());
  const std::int64_t of_worst = std::max<std::int64_t>(
      0, parts.worst * path_share_one -
             parts.tenth_percentile * (count / 10) * largest_of(shares.percentile));
  PathWeights weights;
  for (std::size_t path = 0; path < shares.worst.size(); ++path) {
    weights.push_back(
        divided_up(parts.mean * path_share_one, count) +
        parts.tenth_percentile * shares.percentile[path] +
        static_cast<std::int64_t>(ticks_above(static_cast<Wide>(of_worst) * shares.worst[path])));
  }
  return weights;
}

void AverageShares::add(const PathShares& shares) {
  add_to(sum_.worst, shares.worst);
  add_to(sum_.percentile, shares.percentile);
  ++count_;
}

PathShares AverageShares::average() const {
  PathShares average;
  for (const std::int64_t sum : sum_.worst) average.worst.push_back(divided_up(sum, count_));
  for (const std::int64_t sum : sum_.percentile) {
    average.percentile.push_back(divided_up(sum, count_));
  }
  return average;
}

}  // namespace ballast::planner
