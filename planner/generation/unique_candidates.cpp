#include "planner/generation/unique_candidates.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace ballast::planner {
namespace {

std::vector<Candidate> in_category_order(const Opportunities& opportunities) {
  std::vector<Candidate> all;
  for (const auto* list :
       {&opportunities.profit_taking, &opportunities.averaging_down, &opportunities.rebalance_sells,
        &opportunities.rebalance_buys, &opportunities.opportunity_buys}) {
    all.insert(all.end(), list->begin(), list->end());
  }
  return all;
}

void unite_tags(Candidate& into, const Candidate& from) {
  for (const std::string& tag : from.tags) {
    if (std::find(into.tags.begin(), into.tags.end(), tag) == into.tags.end()) {
      into.tags.push_back(tag);
    }
  }
}

}  // namespace

std::vector<Candidate> unique_candidates(const Opportunities& opportunities) {
  const std::vector<Candidate> all = in_category_order(opportunities);
  using Key = std::pair<SecurityId, Side>;
  struct Rivals {
    std::size_t best = 0;
    std::vector<std::size_t> places;
  };
  std::map<Key, Rivals> rivals;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto [at, added] = rivals.try_emplace(Key{all[i].security, all[i].side}, Rivals{i, {}});
    at->second.places.push_back(i);
    if (!added && all[i].priority > all[at->second.best].priority) at->second.best = i;
  }
  std::vector<Candidate> unique;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Rivals& of = rivals.at(Key{all[i].security, all[i].side});
    if (of.best != i) continue;
    unique.push_back(all[i]);
    for (const std::size_t place : of.places) unite_tags(unique.back(), all[place]);
  }
  return unique;
}

}  // namespace ballast::planner
