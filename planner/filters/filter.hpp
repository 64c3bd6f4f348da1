// The interface of a filter: it names candidates that may not be traded, and pairs that may not be
// traded together, each with a sentence that says why.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "planner/model/action.hpp"
#include "planner/opportunities/situation.hpp"

namespace ballast::planner {

/// What a filter may look at.
struct FilterView {
  const Situation& situation;
  std::span<const Candidate> candidates;
};

/// Two candidates, by place, that no plan may hold together.
struct ForbiddenPair {
  std::size_t first = 0;
  std::size_t second = 0;  // larger than first
  std::string text;        // one sentence

  bool operator==(const ForbiddenPair&) const = default;
};

/// What filters forbid.
class FilterFindings {
 public:
  explicit FilterFindings(std::size_t candidates) : forbidden_(candidates, false) {}

  /// Forbids a candidate; the first sentence stands.
  void forbid(std::size_t place, Obstacle why);

  /// Forbids two candidates together, in any order. REQUIRES: they differ.
  void forbid_together(std::size_t a, std::size_t b, std::string text);

  [[nodiscard]] bool forbids(std::size_t place) const { return forbidden_[place]; }
  [[nodiscard]] const std::vector<Obstacle>& obstacles() const { return obstacles_; }
  /// Returns the pairs in rising order, each once.
  [[nodiscard]] std::vector<ForbiddenPair> pairs() const;

 private:
  std::vector<bool> forbidden_;
  std::vector<Obstacle> obstacles_;
  std::vector<ForbiddenPair> pairs_;
};

/// One line of the registry.
struct Filter {
  std::string_view name;
  void (*judge)(const FilterView&, FilterFindings&);
};

/// May not be traded by its flags or by wish, has no price, lost too much, is held too short, is
/// not good enough. The rules of opportunities look at the same before they propose a trade; here
/// they hold for whatever proposed it.
void judge_eligibility(const FilterView& view, FilterFindings& findings);

/// Was bought or sold too short a time ago.
void judge_recently_traded(const FilterView& view, FilterFindings& findings);

/// Two purchases whose prices move together or against each other, where settings ask for it.
void judge_correlation(const FilterView& view, FilterFindings& findings);

/// Returns all filters.
[[nodiscard]] std::span<const Filter> all_filters();

/// Returns what all of them forbid.
[[nodiscard]] FilterFindings judge_all(const FilterView& view);

}  // namespace ballast::planner
