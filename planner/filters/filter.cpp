// The registry: one line for each filter that judges candidates.
#include "planner/filters/filter.hpp"

#include <algorithm>
#include <array>

namespace ballast::planner {
namespace {

constexpr std::array filters = {
    Filter{"eligibility", judge_eligibility},
    Filter{"recently_traded", judge_recently_traded},
    Filter{"correlation", judge_correlation},
};

}  // namespace

void FilterFindings::forbid(std::size_t place, Obstacle why) {
  if (forbidden_[place]) return;
  forbidden_[place] = true;
  obstacles_.push_back(std::move(why));
}

void FilterFindings::forbid_together(std::size_t a, std::size_t b, std::string text) {
  pairs_.push_back({std::min(a, b), std::max(a, b), std::move(text)});
}

std::vector<ForbiddenPair> FilterFindings::pairs() const {
  std::vector<ForbiddenPair> pairs = pairs_;
  const auto places = [](const ForbiddenPair& pair) { return std::pair(pair.first, pair.second); };
  std::stable_sort(pairs.begin(), pairs.end(), [&](const ForbiddenPair& a, const ForbiddenPair& b) {
    return places(a) < places(b);
  });
  const auto behind = std::unique(
      pairs.begin(), pairs.end(),
      [&](const ForbiddenPair& a, const ForbiddenPair& b) { return places(a) == places(b); });
  pairs.erase(behind, pairs.end());
  return pairs;
}

std::span<const Filter> all_filters() {
  return filters;
}

FilterFindings judge_all(const FilterView& view) {
  FilterFindings findings(view.candidates.size());
  for (const Filter& filter : all_filters()) filter.judge(view, findings);
  return findings;
}

}  // namespace ballast::planner
