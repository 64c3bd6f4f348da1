#include "planner/opportunities/findings.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace ballast::planner {
namespace {

constexpr std::array telling_order = {
    ObstacleKind::no_cash,       ObstacleKind::not_worth_fee,  ObstacleKind::below_one_lot,
    ObstacleKind::cooldown,      ObstacleKind::holding_period, ObstacleKind::loss_limit,
    ObstacleKind::gap_too_small, ObstacleKind::low_priority,   ObstacleKind::not_selected,
    ObstacleKind::correlated,    ObstacleKind::quality_gate,   ObstacleKind::low_quality,
    ObstacleKind::no_price,      ObstacleKind::no_rate,        ObstacleKind::not_held,
    ObstacleKind::excluded,      ObstacleKind::not_allowed,
};

bool goes_first(const Candidate& a, const Candidate& b) {
  return a.priority > b.priority;
}

std::vector<Obstacle> most_telling(std::vector<Obstacle> obstacles) {
  std::stable_sort(obstacles.begin(), obstacles.end(), [](const Obstacle& a, const Obstacle& b) {
    return telling_rank(a.kind) < telling_rank(b.kind);
  });
  std::vector<Obstacle> kept;
  std::set<std::pair<SecurityId, Side>> seen;
  for (Obstacle& obstacle : obstacles) {
    if (!seen.emplace(obstacle.security, obstacle.side).second) continue;
    kept.push_back(std::move(obstacle));
  }
  return kept;
}

}  // namespace

int telling_rank(ObstacleKind kind) {
  const auto at = std::find(telling_order.begin(), telling_order.end(), kind);
  return static_cast<int>(at - telling_order.begin());
}

void Findings::propose(Candidate candidate) {
  proposed_.emplace(candidate.security, candidate.side);
  candidates_.push_back(std::move(candidate));
}

void Findings::refuse(Obstacle obstacle) {
  refused_.insert(obstacle.security);
  obstacles_.push_back(std::move(obstacle));
}

void Findings::refuse(ObstacleKind kind, SecurityId security, Side side, std::string text) {
  refuse(Obstacle{kind, security, side, std::move(text)});
}

bool Findings::proposes(SecurityId security) const {
  return proposes(security, Side::buy) || proposes(security, Side::sell);
}

bool Findings::proposes(SecurityId security, Side side) const {
  return proposed_.contains({security, side});
}

bool Findings::mentions(SecurityId security) const {
  return proposes(security) || refused_.contains(security);
}

Opportunities Findings::finish() const {
  std::vector<Candidate> sorted = candidates_;
  std::stable_sort(sorted.begin(), sorted.end(), goes_first);
  Opportunities out;
  for (Candidate& candidate : sorted) {
    switch (candidate.category) {
      case Category::profit_taking:
        out.profit_taking.push_back(std::move(candidate));
        break;
      case Category::averaging_down:
        out.averaging_down.push_back(std::move(candidate));
        break;
      case Category::rebalance_sells:
        out.rebalance_sells.push_back(std::move(candidate));
        break;
      case Category::rebalance_buys:
        out.rebalance_buys.push_back(std::move(candidate));
        break;
      case Category::opportunity_buys:
        out.opportunity_buys.push_back(std::move(candidate));
        break;
      case Category::own_idea:
        break;
    }
  }
  std::vector<Obstacle> standing;
  for (const Obstacle& obstacle : obstacles_) {
    if (!proposes(obstacle.security, obstacle.side)) standing.push_back(obstacle);
  }
  out.obstacles = most_telling(std::move(standing));
  return out;
}

}  // namespace ballast::planner
