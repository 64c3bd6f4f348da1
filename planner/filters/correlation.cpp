#include <cmath>
#include <map>

#include "planner/filters/filter.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

std::string symbol_of(const FilterView& view, SecurityId id) {
  const auto index = index_of_security(view.situation.inputs(), id);
  return index ? view.situation.security(*index).symbol : std::string();
}

std::string sentence(const FilterView& view, const Correlation& pair) {
  return symbol_of(view, pair.first) + " and " + symbol_of(view, pair.second) +
         (pair.value > 0.0 ? " move together" : " move against each other") + " (correlation " +
         decimal_text(pair.value, 2) + "), so no plan buys both.";
}

}  // namespace

void judge_correlation(const FilterView& view, FilterFindings& findings) {
  const Settings& settings = view.situation.settings();
  if (!settings.enable_correlation_aware) return;
  std::map<SecurityId, std::vector<std::size_t>> buys;
  for (std::size_t place = 0; place < view.candidates.size(); ++place) {
    const Candidate& candidate = view.candidates[place];
    if (candidate.side == Side::buy) buys[candidate.security].push_back(place);
  }
  for (const Correlation& pair : view.situation.inputs().correlations) {
    const auto first = buys.find(pair.first);
    const auto second = buys.find(pair.second);
    const bool close = std::fabs(pair.value) > settings.correlation_threshold;
    if (!close || first == buys.end() || second == buys.end()) continue;
    for (const std::size_t a : first->second) {
      for (const std::size_t b : second->second) {
        findings.forbid_together(a, b, sentence(view, pair));
      }
    }
  }
}

}  // namespace ballast::planner
