#include "planner/opportunities/recently_traded.hpp"
#include "planner/filters/filter.hpp"

namespace ballast::planner {

void judge_recently_traded(const FilterView& view, FilterFindings& findings) {
  for (std::size_t place = 0; place < view.candidates.size(); ++place) {
    const Candidate& candidate = view.candidates[place];
    const auto index = index_of_security(view.situation.inputs(), candidate.security);
    if (!index) continue;
    if (auto obstacle = find_recent_trade(view.situation, *index, candidate.side)) {
      findings.forbid(place, std::move(*obstacle));
    }
  }
}

}  // namespace ballast::planner
