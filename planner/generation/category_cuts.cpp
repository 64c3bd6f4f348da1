#include "planner/generation/category_cuts.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "planner/generation/diverse_selection.hpp"
#include "planner/opportunities/account.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

using Places = CandidateLists::Places;

class Cutter {
 public:
  Cutter(std::vector<Candidate> candidates, const PlanRequest& request, const PlanInputs& inputs)
      : request_(request), settings_(request.settings), inputs_(inputs) {
    cuts_.lists.all = std::move(candidates);
    for (std::size_t place = 0; place < cuts_.lists.all.size(); ++place) {
      cuts_.lists.every[category_of(place)].push_back(place);
    }
  }

  CategoryCuts cut() && {
    Places others;
    for (std::size_t category = 0; category < category_count; ++category) {
      for (const std::size_t place : keep_best_of(category)) others.push_back(place);
    }
    others = cut_low_priority(others);
    for (const Side side : {Side::sell, Side::buy}) cut_side(side, others);
    return std::move(cuts_);
  }

 private:
  [[nodiscard]] const Candidate& at(std::size_t place) const { return cuts_.lists.all[place]; }
  [[nodiscard]] std::size_t category_of(std::size_t place) const {
    return static_cast<std::size_t>(at(place).category);
  }

  [[nodiscard]] std::string symbol_of(std::size_t place) const {
    const auto index = index_of_security(inputs_, at(place).security);
    return index ? inputs_.securities[*index].symbol : std::string();
  }

  [[nodiscard]] bool pinned(std::size_t place) const {
    const auto& pins = request_.pin;
    return std::find(pins.begin(), pins.end(), symbol_of(place)) != pins.end();
  }

  void leave_out(std::size_t place, ObstacleKind kind, const std::string& rest) {
    cuts_.obstacles.push_back({kind, at(place).security, at(place).side, symbol_of(place) + rest});
  }

  /// Fills in the category's selected places; returns those that are not pinned.
  Places keep_best_of(std::size_t category) {
    Places others;
    Places& selected = cuts_.lists.selected[category];
    for (const std::size_t place : cuts_.lists.every[category]) {
      (pinned(place) ? selected : others).push_back(place);
    }
    others = best_of(others);
    selected.insert(selected.end(), others.begin(), others.end());
    return others;
  }

  Places best_of(const Places& category) {
    const auto count = static_cast<std::size_t>(settings_.max_opportunities_per_category);
    Places kept = category;
    if (settings_.enable_diverse_selection) {
      kept = diverse(category, count);
    } else if (kept.size() > count) {
      kept.resize(count);
    }
    for (const std::size_t place : category) {
      if (std::find(kept.begin(), kept.end(), place) != kept.end()) continue;
      leave_out(place, ObstacleKind::not_selected,
                " (priority " + decimal_text(at(place).priority, 2) + ") is not among the best " +
                    std::to_string(count) + " of its kind.");
    }
    return kept;
  }

  [[nodiscard]] Places diverse(const Places& category, std::size_t count) const {
    std::vector<Candidate> candidates;
    for (const std::size_t place : category) candidates.push_back(at(place));
    Places kept;
    for (const Candidate& one :
         select_diverse(std::move(candidates), count, settings_.diversity_weight, inputs_)) {
      kept.push_back(*std::find_if(category.begin(), category.end(), [&](std::size_t place) {
        return at(place).security == one.security;
      }));
    }
    return kept;
  }

  Places cut_low_priority(const Places& places) {
    Places kept;
    for (const std::size_t place : places) {
      if (at(place).priority >= settings_.priority_threshold) {
        kept.push_back(place);
        continue;
      }
      leave_out(place, ObstacleKind::low_priority,
                " has a priority of " + decimal_text(at(place).priority, 2) +
                    ", below the threshold of " + decimal_text(settings_.priority_threshold, 2) +
                    " (" + at(place).reason + ").");
    }
    return kept;
  }

  void cut_side(Side side, const Places& others) {
    std::size_t room = static_cast<std::size_t>(settings_.max_candidates);
    for (std::size_t place = 0; place < cuts_.lists.all.size(); ++place) {
      if (at(place).side != side || !pinned(place)) continue;
      cuts_.space.push_back(place);
      if (room > 0) --room;
    }
    Places ranked;
    for (const std::size_t place : others) {
      if (at(place).side == side) ranked.push_back(place);
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [&](std::size_t a, std::size_t b) { return at(a).priority > at(b).priority; });
    for (std::size_t i = 0; i < ranked.size(); ++i) {
      if (i < room) {
        cuts_.space.push_back(ranked[i]);
      } else {
        leave_out(ranked[i], ObstacleKind::not_selected,
                  " (priority " + decimal_text(at(ranked[i]).priority, 2) +
                      ") is not among the best " + std::to_string(settings_.max_candidates) +
                      (side == Side::buy ? " purchases." : " sales."));
      }
    }
  }

  const PlanRequest& request_;
  const Settings& settings_;
  const PlanInputs& inputs_;
  CategoryCuts cuts_;
};

}  // namespace

CategoryCuts cut_categories(std::vector<Candidate> candidates, const PlanRequest& request,
                            const PlanInputs& inputs) {
  return Cutter(std::move(candidates), request, inputs).cut();
}

}  // namespace ballast::planner
