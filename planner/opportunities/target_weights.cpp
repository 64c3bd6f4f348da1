// Trades towards target weights: what is under its target is bought, what is over it is sold.
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "planner/opportunities/eligibility.hpp"
#include "planner/opportunities/proposal.hpp"
#include "planner/opportunities/rules.hpp"
#include "planner/opportunities/sizing.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

constexpr double smallest_gap = 0.005;
constexpr double urgency_per_gap = 10.0;  // a gap of 3 % reaches the usual threshold of 0.3

struct Gap {
  std::uint32_t security = 0;
  double current = 0.0;  // share of the total
  double target = 0.0;
  const HeldPosition* held = nullptr;

  [[nodiscard]] double size() const { return target - current; }
  [[nodiscard]] Side side() const { return size() > 0.0 ? Side::buy : Side::sell; }
};

std::string weights_text(const Gap& gap) {
  return "target " + percent_text(gap.target, 1) + ", now " + percent_text(gap.current, 1);
}

double target_of(const Situation& situation, std::uint32_t index) {
  const auto& targets = situation.inputs().target_weights;
  const SecurityId id = situation.security(index).id;
  const auto at = std::find_if(targets.begin(), targets.end(),
                               [&](const TargetWeight& one) { return one.security == id; });
  return at == targets.end() ? 0.0 : at->weight;
}

std::vector<Gap> gaps_of(const Situation& situation) {
  std::vector<Gap> gaps;
  for (std::uint32_t index = 0; index < situation.security_count(); ++index) {
    Gap gap{.security = index, .held = situation.account().find(index)};
    gap.target = target_of(situation, index);
    if (gap.held != nullptr) gap.current = gap.held->value / situation.account().total_value;
    if (gap.held != nullptr || gap.target > 0.0) gaps.push_back(gap);
  }
  std::stable_sort(gaps.begin(), gaps.end(), [](const Gap& a, const Gap& b) {
    return std::fabs(a.size()) > std::fabs(b.size());
  });
  return gaps;
}

Candidate candidate_of(const Situation& situation, const Gap& gap, double quantity,
                       Category category) {
  std::vector<std::string> tags = {"rebalance", "optimizer_target"};
  if (category == Category::averaging_down) tags.front() = "averaging_down";
  const double multiplier = situation.security(gap.security).priority_multiplier;
  Candidate candidate = make_candidate(situation, {.side = gap.side(),
                                                   .security = gap.security,
                                                   .quantity = quantity,
                                                   .urgency = 0.0,
                                                   .category = category,
                                                   .reason = weights_text(gap),
                                                   .tags = std::move(tags)});
  const double size = std::fabs(gap.size());
  candidate.priority = gap.side() == Side::buy ? size * multiplier * urgency_per_gap
                                               : size * urgency_per_gap / multiplier;
  return candidate;
}

/// Returns the trade that nearly closes the gap; zero shares where a whole lot is too much.
Candidate closing_trade(const Situation& situation, const Gap& gap) {
  const int lot = situation.security(gap.security).min_lot;
  const double value = std::fabs(gap.size() * situation.account().total_value);
  const double price = situation.price_of(gap.security).value_or(0.0);
  const double wanted =
      lots_within(value, price, lot, situation.rate_of(gap.security).value_or(1.0));
  if (gap.side() == Side::buy) {
    const bool below_cost = gap.held != nullptr && gap.held->average_price > price;
    return candidate_of(situation, gap, wanted,
                        below_cost ? Category::averaging_down : Category::rebalance_buys);
  }
  const double held = gap.held->quantity;
  const double quantity = held > lot ? size_sale(wanted, held, lot) : 0.0;
  return candidate_of(situation, gap, quantity, Category::rebalance_sells);
}

std::string small_gap_text(const Security& security, const Gap& gap) {
  return security.symbol + " is " + percent_text(std::fabs(gap.size()), 1) +
         (gap.size() > 0.0 ? " under" : " over") + " its target of " + percent_text(gap.target, 1) +
         ", no more than the minimum of " + percent_text(smallest_gap, 1) + ".";
}

std::string fee_text(const Settings& settings, const Security& security, const Gap& gap,
                     double value) {
  const double fee = settings.transaction_cost_fixed + value * settings.transaction_cost_percent;
  return "The gap of " + security.symbol + " (" + weights_text(gap) + ") is worth " +
         decimal_text(value, 2) + "; a fee of " + decimal_text(fee, 2) +
         " is too much for it, a trade must be worth twice its fee.";
}

std::string lot_text(const Security& security, const Gap& gap, double value) {
  if (gap.side() == Side::buy) {
    return "The gap of " + security.symbol + " (" + weights_text(gap) + ") is worth " +
           decimal_text(value, 2) + ", less than one lot of " + count_of_shares(security.min_lot) +
           ".";
  }
  return "The gap of " + security.symbol + " (" + weights_text(gap) + ") cannot be sold: of " +
         count_of_shares(gap.held->quantity) + " held, a lot of " +
         std::to_string(security.min_lot) + " must remain or go whole.";
}

void consider(const Situation& situation, const Gap& gap, Findings& findings) {
  const Security& security = situation.security(gap.security);
  const Settings& settings = situation.settings();
  const double value = std::fabs(gap.size() * situation.account().total_value);
  const auto refuse = [&](ObstacleKind kind, std::string text) {
    findings.refuse(kind, security.id, gap.side(), std::move(text));
  };
  if (!(std::fabs(gap.size()) > smallest_gap)) {
    refuse(ObstacleKind::gap_too_small, small_gap_text(security, gap));
    return;
  }
  auto obstacle = gap.side() == Side::buy ? find_purchase_obstacle(situation, gap.security)
                                          : find_sale_obstacle(situation, *gap.held);
  if (obstacle) {
    findings.refuse(std::move(*obstacle));
  } else if (!worthwhile(value, settings.transaction_cost_fixed,
                         settings.transaction_cost_percent)) {
    refuse(ObstacleKind::not_worth_fee, fee_text(settings, security, gap, value));
  } else if (Candidate candidate = closing_trade(situation, gap); candidate.quantity > 0.0) {
    findings.propose(std::move(candidate));
  } else {
    refuse(ObstacleKind::below_one_lot, lot_text(security, gap, value));
  }
}

}  // namespace

void find_target_trades(const Situation& situation, Findings& findings) {
  for (const Gap& gap : gaps_of(situation)) consider(situation, gap, findings);
}

}  // namespace ballast::planner
