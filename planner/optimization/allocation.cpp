#include "planner/optimization/allocation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace ballast::planner {
namespace {

using Numbers = std::span<const double>;
using LongOnly = std::function<Allocation(Numbers weights, Numbers prices, double value)>;

std::vector<std::size_t> heaviest_first(Numbers weights) {
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return weights[a] > weights[b]; });
  return order;
}

Allocation rounded_down(Numbers weights, Numbers prices, double value) {
  Allocation found{std::vector<double>(weights.size()), value};
  for (const std::size_t i : heaviest_first(weights)) {
    found.shares[i] = std::floor(weights[i] * value / prices[i]);
    found.left_over -= found.shares[i] * prices[i];
  }
  return found;
}

/// The security furthest under its weight that can be paid, among the eleven that are furthest; the
/// number of weights if there is none.
std::size_t next_to_buy(Numbers weights, Numbers prices, const Allocation& so_far) {
  double value = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) value += so_far.shares[i] * prices[i];
  const std::vector<std::size_t> order = heaviest_first(weights);
  std::vector<double> missing;
  missing.reserve(order.size());
  for (const std::size_t i : order) {
    missing.push_back(weights[i] - (value > 0.0 ? so_far.shares[i] * prices[i] / value : 0.0));
  }
  for (int tried = 0; tried <= 10; ++tried) {
    const auto most = std::max_element(missing.begin(), missing.end());
    const std::size_t i = order[static_cast<std::size_t>(most - missing.begin())];
    if (!(*most > 0.0) || tried == 10) break;
    if (prices[i] <= so_far.left_over) return i;
    *most = 0.0;
  }
  return weights.size();
}

Allocation greedy(Numbers weights, Numbers prices, double value) {
  Allocation found = rounded_down(weights, prices, value);
  while (found.left_over > 0.0) {
    const std::size_t i = next_to_buy(weights, prices, found);
    if (i == weights.size()) break;
    found.shares[i] += 1.0;
    found.left_over -= prices[i];
  }
  return found;
}

/// Which remainders to round up: rounding up gains twice the remainder and costs the price.
class RoundingUp {
 public:
  RoundingUp(Numbers weights, Numbers prices, double value, const Allocation& base)
      : budget_(base.left_over) {
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double rest = weights[i] * value - base.shares[i] * prices[i];
      if (rest > 0.0) items_.push_back({i, rest, prices[i]});
    }
    std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
      return a.gain * b.price > b.gain * a.price;
    });
    chosen_.resize(items_.size());
    search(0, 0.0, budget_);
  }

  [[nodiscard]] std::vector<std::size_t> best() const {
    std::vector<std::size_t> found;
    for (std::size_t k = 0; k < items_.size(); ++k) {
      if (best_[k]) found.push_back(items_[k].security);
    }
    return found;
  }

 private:
  struct Item {
    std::size_t security;
    double gain;
    double price;
  };

  /// What could be gained if the next ones could be bought in parts.
  [[nodiscard]] double bound(std::size_t next, double money) const {
    double gain = 0.0;
    for (std::size_t k = next; k < items_.size() && money > 0.0; ++k) {
      const double part = std::min(1.0, money / items_[k].price);
      gain += part * items_[k].gain;
      money -= part * items_[k].price;
    }
    return gain;
  }

  void search(std::size_t next, double gain, double money) {
    if (gain > best_gain_ || best_.empty()) {
      best_gain_ = gain;
      best_ = chosen_;
    }
    if (next == items_.size() || gain + bound(next, money) <= best_gain_) return;
    if (items_[next].price <= money) {
      chosen_[next] = 1;
      search(next + 1, gain + items_[next].gain, money - items_[next].price);
      chosen_[next] = 0;
    }
    search(next + 1, gain, money);
  }

  double budget_;
  std::vector<Item> items_;
  std::vector<char> chosen_;
  std::vector<char> best_;
  double best_gain_ = 0.0;
};

Allocation exact(Numbers weights, Numbers prices, double value) {
  Allocation found = rounded_down(weights, prices, value);
  for (const std::size_t i : RoundingUp(weights, prices, value, found).best()) {
    found.shares[i] += 1.0;
    found.left_over -= prices[i];
  }
  return found;
}

/// One side of the weights, each side scaled to 1.
Allocation one_side(const AllocationRequest& request, double sign, double value,
                    const LongOnly& method) {
  std::vector<double> weights;
  double sum = 0.0;
  for (const double weight : request.weights) {
    weights.push_back(std::max(sign * weight, 0.0));
    sum += weights.back();
  }
  for (double& weight : weights) weight = sum > 0.0 ? weight / sum : 0.0;
  return method(weights, request.prices, value);
}

Allocation by_sides(const AllocationRequest& request, const LongOnly& method) {
  const bool with_short = std::any_of(request.weights.begin(), request.weights.end(),
                                      [](double weight) { return weight < 0.0; });
  if (!with_short) return method(request.weights, request.prices, request.value);
  const double short_value = request.value * request.short_ratio;
  Allocation found =
      one_side(request, 1.0, request.value + (request.reinvest ? short_value : 0.0), method);
  const Allocation shorts = one_side(request, -1.0, short_value, method);
  for (std::size_t i = 0; i < found.shares.size(); ++i) found.shares[i] -= shorts.shares[i];
  found.left_over += shorts.left_over;
  return found;
}

}  // namespace

Allocation allocate_greedily(const AllocationRequest& request) {
  return by_sides(request, greedy);
}

Allocation allocate_exactly(const AllocationRequest& request) {
  return by_sides(request, exact);
}

double allocation_error(Numbers weights, Numbers shares, Numbers prices) {
  double value = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) value += shares[i] * prices[i];
  double sum = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double missed = weights[i] - shares[i] * prices[i] / value;
    sum += missed * missed;
  }
  return std::sqrt(sum / static_cast<double>(weights.size()));
}

}  // namespace ballast::planner
