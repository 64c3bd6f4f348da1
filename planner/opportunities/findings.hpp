// Collects what the rules propose and refuse, and brings both into their final order.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "planner/model/action.hpp"

namespace ballast::planner {

/// Returns the place of an obstacle's kind among all kinds, the most telling being 0: first what
/// would pass on another day or with a little more, last what was never meant to be traded.
[[nodiscard]] int telling_rank(ObstacleKind kind);

class Findings {
 public:
  void propose(Candidate candidate);
  void refuse(Obstacle obstacle);
  void refuse(ObstacleKind kind, SecurityId security, Side side, std::string text);

  /// Turns the proposals that are unwanted into obstacles of this kind, told by `text`.
  template <class Predicate, class Describe>
  void withdraw(Predicate&& unwanted, ObstacleKind kind, Describe&& text) {
    std::vector<Candidate> kept;
    for (Candidate& candidate : candidates_) {
      if (unwanted(candidate)) {
        refuse(kind, candidate.security, candidate.side, text(candidate));
      } else {
        kept.push_back(std::move(candidate));
      }
    }
    candidates_.clear();
    proposed_.clear();
    for (Candidate& candidate : kept) propose(std::move(candidate));
  }

  [[nodiscard]] bool proposes(SecurityId security) const;
  [[nodiscard]] bool proposes(SecurityId security, Side side) const;
  /// Returns whether anything was said of the security.
  [[nodiscard]] bool mentions(SecurityId security) const;

  /// Returns the lists by falling priority (of equals what was proposed first) and one
  /// obstacle, the most telling one, for each security and side that has no candidate, by falling
  /// telling rank, then in the order they were found.
  [[nodiscard]] Opportunities finish() const;

 private:
  std::vector<Candidate> candidates_;
  std::vector<Obstacle> obstacles_;
  std::set<std::pair<SecurityId, Side>> proposed_;  // of the candidates
  std::set<SecurityId> refused_;                    // of the obstacles
};

}  // namespace ballast::planner
