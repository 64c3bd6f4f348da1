#include "planner/generation/selection.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "planner/generation/diverse_selection.hpp"
#include "planner/generation/unique_candidates.hpp"
#include "planner/opportunities/account.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

class Cutter {
 public:
  Cutter(const Opportunities& opportunities, const PlanRequest& request, const PlanInputs& inputs)
      : settings_(request.settings), inputs_(inputs) {
    selection_.obstacles = opportunities.obstacles;
    for (Candidate& candidate : unique_candidates(opportunities)) {
      const auto& pins = request.pin;
      const bool pinned = std::find(pins.begin(), pins.end(), symbol_of(candidate)) != pins.end();
      (pinned ? pinned_ : others_).push_back(std::move(candidate));
    }
  }

  Selection cut() && {
    cut_categories();
    cut_low_priority();
    for (const Side side : {Side::sell, Side::buy}) {
      for (Candidate& candidate : best_of(side)) {
        selection_.candidates.push_back(std::move(candidate));
      }
      if (side == Side::sell) selection_.sell_count = selection_.candidates.size();
    }
    return std::move(selection_);
  }

 private:
  [[nodiscard]] std::string symbol_of(const Candidate& candidate) const {
    const auto index = index_of_security(inputs_, candidate.security);
    return index ? inputs_.securities[*index].symbol : std::string();
  }

  void leave_out(const Candidate& candidate, ObstacleKind kind, const std::string& rest) {
    selection_.obstacles.push_back(
        {kind, candidate.security, candidate.side, symbol_of(candidate) + rest});
  }

  void cut_categories() {
    const auto count = static_cast<std::size_t>(settings_.max_opportunities_per_category);
    std::vector<Candidate> kept;
    for (std::size_t number = 0; number < category_count; ++number) {
      std::vector<Candidate> category;
      for (const Candidate& candidate : others_) {
        if (candidate.category == static_cast<Category>(number)) category.push_back(candidate);
      }
      for (Candidate& candidate : cut_category(category, count)) {
        kept.push_back(std::move(candidate));
      }
    }
    others_ = std::move(kept);
  }

  std::vector<Candidate> cut_category(const std::vector<Candidate>& category, std::size_t count) {
    std::vector<Candidate> kept = category;
    if (settings_.enable_diverse_selection) {
      kept = select_diverse(std::move(kept), count, settings_.diversity_weight, inputs_);
    } else if (kept.size() > count) {
      kept.erase(kept.begin() + static_cast<std::ptrdiff_t>(count), kept.end());
    }
    for (const Candidate& candidate : category) {
      const bool stays = std::any_of(kept.begin(), kept.end(), [&](const Candidate& one) {
        return one.security == candidate.security;
      });
      if (stays) continue;
      leave_out(candidate, ObstacleKind::not_selected,
                " (priority " + decimal_text(candidate.priority, 2) + ") is not among the best " +
                    std::to_string(count) + " of its kind.");
    }
    return kept;
  }

  void cut_low_priority() {
    std::vector<Candidate> kept;
    for (Candidate& candidate : others_) {
      if (candidate.priority >= settings_.priority_threshold) {
        kept.push_back(std::move(candidate));
        continue;
      }
      leave_out(candidate, ObstacleKind::low_priority,
                " has a priority of " + decimal_text(candidate.priority, 2) +
                    ", below the threshold of " + decimal_text(settings_.priority_threshold, 2) +
                    " (" + candidate.reason + ").");
    }
    others_ = std::move(kept);
  }

  std::vector<Candidate> best_of(Side side) {
    std::vector<Candidate> kept = of_side(pinned_, side);
    std::vector<Candidate> others = of_side(others_, side);
    const auto most = static_cast<std::size_t>(settings_.max_candidates);
    const std::size_t room = most > kept.size() ? most - kept.size() : 0;
    for (std::size_t i = 0; i < others.size(); ++i) {
      if (i < room) {
        kept.push_back(std::move(others[i]));
      } else {
        leave_out(others[i], ObstacleKind::not_selected,
                  " (priority " + decimal_text(others[i].priority, 2) + ") is not among the best " +
                      std::to_string(most) + (side == Side::buy ? " purchases." : " sales."));
      }
    }
    sort_by_priority(kept);
    return kept;
  }

  static std::vector<Candidate> of_side(const std::vector<Candidate>& from, Side side) {
    std::vector<Candidate> found;
    for (const Candidate& candidate : from) {
      if (candidate.side == side) found.push_back(candidate);
    }
    sort_by_priority(found);
    return found;
  }

  static void sort_by_priority(std::vector<Candidate>& candidates) {
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const Candidate& a, const Candidate& b) { return a.priority > b.priority; });
  }

  const Settings& settings_;
  const PlanInputs& inputs_;
  std::vector<Candidate> pinned_;
  std::vector<Candidate> others_;
  Selection selection_;
};

}  // namespace

Selection select_candidates(const Opportunities& opportunities, const PlanRequest& request,
                            const PlanInputs& inputs) {
  return Cutter(opportunities, request, inputs).cut();
}

}  // namespace ballast::planner
