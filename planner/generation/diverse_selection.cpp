#include "planner/generation/diverse_selection.hpp"

#include <algorithm>
#include <numeric>
#include <string>

#include "planner/opportunities/account.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t symbol_prefix = 3;
constexpr double priority_scale = 100.0;
constexpr double crowding = 0.5;

struct Cluster {
  std::string key;
  double priorities = 0.0;
  std::vector<std::size_t> members;
};

std::string cluster_key(const Candidate& candidate, const PlanInputs& inputs) {
  const auto index = index_of_security(inputs, candidate.security);
  if (!index) return "UNKNOWN";
  const Security& security = inputs.securities[*index];
  if (!security.country.empty()) return "COUNTRY:" + security.country;
  if (security.industries.empty()) return "SYMBOL:" + security.symbol.substr(0, symbol_prefix);
  return std::accumulate(
      security.industries.begin(), security.industries.end(), std::string("INDUSTRY:"),
      [](const std::string& all, const std::string& one) { return all + one + ','; });
}

std::vector<Cluster> clusters_of(const std::vector<Candidate>& candidates,
                                 const PlanInputs& inputs) {
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const std::string key = cluster_key(candidates[i], inputs);
    auto at = std::find_if(clusters.begin(), clusters.end(),
                           [&](const Cluster& cluster) { return cluster.key == key; });
    if (at == clusters.end()) at = clusters.insert(clusters.end(), {key, 0.0, {}});
    at->priorities += candidates[i].priority;
    at->members.push_back(i);
  }
  std::stable_sort(clusters.begin(), clusters.end(),
                   [](const Cluster& a, const Cluster& b) { return a.priorities > b.priorities; });
  return clusters;
}

std::vector<std::size_t> choose(const std::vector<Candidate>& candidates,
                                const std::vector<Cluster>& clusters, std::size_t count) {
  const std::size_t places = std::max<std::size_t>(1, count / clusters.size());
  std::vector<std::size_t> chosen;
  std::vector<bool> taken(candidates.size(), false);
  const auto take = [&](std::size_t index) {
    if (chosen.size() == count || taken[index]) return;
    taken[index] = true;
    chosen.push_back(index);
  };
  for (const Cluster& cluster : clusters) {
    const std::size_t quota = std::min(places, cluster.members.size());
    for (std::size_t place = 0; place < quota; ++place) take(cluster.members[place]);
  }
  std::vector<std::size_t> by_priority(candidates.size());
  std::iota(by_priority.begin(), by_priority.end(), std::size_t{0});
  std::stable_sort(by_priority.begin(), by_priority.end(), [&](std::size_t a, std::size_t b) {
    return candidates[a].priority > candidates[b].priority;
  });
  for (const std::size_t index : by_priority) take(index);
  return chosen;
}

std::vector<double> bonuses_of(const std::vector<std::size_t>& chosen,
                               const std::vector<Cluster>& clusters, std::size_t count) {
  std::vector<double> bonuses(count, 1.0);
  for (const Cluster& cluster : clusters) {
    std::vector<std::size_t> here;
    for (const std::size_t member : cluster.members) {
      if (std::find(chosen.begin(), chosen.end(), member) != chosen.end()) here.push_back(member);
    }
    for (const std::size_t member : here) {
      bonuses[member] = 1.0 / (1.0 + crowding * static_cast<double>(here.size() - 1));
    }
  }
  return bonuses;
}

}  // namespace

std::vector<Candidate> select_diverse(std::vector<Candidate> candidates, std::size_t count,
                                      double weight, const PlanInputs& inputs) {
  if (candidates.size() <= count) return candidates;
  const std::vector<Cluster> clusters = clusters_of(candidates, inputs);
  std::vector<std::size_t> chosen = choose(candidates, clusters, count);
  const std::vector<double> bonuses = bonuses_of(chosen, clusters, candidates.size());
  const auto rank_of = [&](std::size_t index) {
    const double priority = std::max(0.0, candidates[index].priority) / priority_scale;
    return (1.0 - weight) * priority + weight * bonuses[index];
  };
  std::stable_sort(chosen.begin(), chosen.end(),
                   [&](std::size_t a, std::size_t b) { return rank_of(a) > rank_of(b); });
  std::vector<Candidate> selected;
  selected.reserve(chosen.size());
  for (const std::size_t index : chosen) selected.push_back(std::move(candidates[index]));
  return selected;
}

}  // namespace ballast::planner
