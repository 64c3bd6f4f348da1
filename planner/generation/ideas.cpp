#include "planner/generation/ideas.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "planner/opportunities/proposal.hpp"
#include "planner/opportunities/situation.hpp"
#include "planner/opportunities/wording.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t most_trades = 10;
constexpr double most_shares = 1e12;

tl::unexpected<Failure> refuse(FailureKind kind, std::string what, const std::string& where,
                               std::string allowed) {
  return tl::make_unexpected(Failure{kind, std::move(what), where, std::move(allowed)});
}

Result<std::uint32_t> find_symbol(const PlanInputs& inputs, const std::string& symbol,
                                  const std::string& where) {
  const auto& all = inputs.securities;
  const auto at = std::find_if(all.begin(), all.end(),
                               [&](const Security& one) { return one.symbol == symbol; });
  if (at == all.end()) {
    return refuse(FailureKind::invalid, "\"" + symbol + "\" is no known security", where,
                  "the symbol of an imported security");
  }
  return static_cast<std::uint32_t>(at - all.begin());
}

Result<void> check_tradable(const Situation& situation, std::uint32_t index, Side side,
                            const std::string& where) {
  const Security& security = situation.security(index);
  const bool flag = side == Side::buy ? security.allow_buy : security.allow_sell;
  if (!security.active || !flag) {
    return refuse(FailureKind::refused,
                  security.symbol + (side == Side::buy ? " may not be bought" : " may not be sold"),
                  where, "an active security that allows it");
  }
  if (!situation.price_of(index)) {
    return refuse(FailureKind::missing, security.symbol + " has no price", where, "");
  }
  if (!situation.rate_of(index)) {
    return refuse(FailureKind::missing,
                  "there is no exchange rate for " + security.currency + " of " + security.symbol,
                  where, "");
  }
  return {};
}

Result<void> check_quantity(const Situation& situation, std::uint32_t index, const TradeIdea& idea,
                            const std::string& where) {
  const Security& security = situation.security(index);
  const HeldPosition* held = situation.account().find(index);
  if (!std::isfinite(idea.quantity) || idea.quantity <= 0.0 || idea.quantity > most_shares) {
    return refuse(FailureKind::invalid,
                  "the quantity of " + idea.symbol + " is no number of shares", where,
                  "above 0 and at most 1e12");
  }
  if (idea.side == Side::sell && held == nullptr) {
    return refuse(FailureKind::invalid, idea.symbol + " is not held, so it cannot be sold", where,
                  "a security that is held");
  }
  if (idea.side == Side::sell && idea.quantity > held->quantity) {
    return refuse(FailureKind::invalid,
                  "more of " + idea.symbol + " would be sold than the " +
                      shares_text(held->quantity) + " held",
                  where, "at most " + shares_text(held->quantity));
  }
  const bool whole_position = idea.side == Side::sell && idea.quantity == held->quantity;
  const double lots = idea.quantity / std::max(1, security.min_lot);
  if (!whole_position && std::trunc(lots) != lots) {
    return refuse(FailureKind::invalid,
                  count_of_shares(idea.quantity) + " of " + idea.symbol + " are not whole lots",
                  where, "multiples of " + std::to_string(std::max(1, security.min_lot)));
  }
  return {};
}

Result<Candidate> candidate_of(const Situation& situation, const TradeIdea& idea,
                               const std::string& where) {
  const auto index = find_symbol(situation.inputs(), idea.symbol, where);
  if (!index) return tl::make_unexpected(index.error());
  if (auto ok = check_tradable(situation, *index, idea.side, where); !ok) {
    return tl::make_unexpected(ok.error());
  }
  if (auto ok = check_quantity(situation, *index, idea, where); !ok) {
    return tl::make_unexpected(ok.error());
  }
  return make_candidate(situation, {.side = idea.side,
                                    .security = *index,
                                    .quantity = idea.quantity,
                                    .urgency = 0.0,
                                    .category = Category::own_idea,
                                    .reason = "your own idea",
                                    .tags = {"own_idea"}});
}

Result<IdeaCandidates> candidates_of_idea(const Situation& situation,
                                          const std::vector<TradeIdea>& idea,
                                          const std::string& where) {
  if (idea.empty() || idea.size() > most_trades) {
    return refuse(FailureKind::invalid, "an idea has " + std::to_string(idea.size()) + " trades",
                  where, "1 to " + std::to_string(most_trades));
  }
  IdeaCandidates candidates;
  for (std::size_t i = 0; i < idea.size(); ++i) {
    const std::string place = where + "[" + std::to_string(i) + "]";
    auto candidate = candidate_of(situation, idea[i], place);
    if (!candidate) return tl::make_unexpected(candidate.error());
    const bool twice = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& one) {
      return one.security == candidate->security;
    });
    if (twice) {
      return refuse(FailureKind::invalid, idea[i].symbol + " is named twice in one idea", place,
                    "each security once");
    }
    candidates.push_back(std::move(*candidate));
  }
  std::stable_partition(candidates.begin(), candidates.end(),
                        [](const Candidate& one) { return one.side == Side::sell; });
  return candidates;
}

}  // namespace

Result<std::vector<IdeaCandidates>> candidates_of_ideas(const PlanRequest& request,
                                                        const PlanInputs& inputs) {
  const Situation situation(request, inputs);
  std::vector<IdeaCandidates> all;
  for (std::size_t i = 0; i < request.ideas.size(); ++i) {
    auto one = candidates_of_idea(situation, request.ideas[i], "ideas[" + std::to_string(i) + "]");
    if (!one) return tl::make_unexpected(one.error());
    all.push_back(std::move(*one));
  }
  return all;
}

}  // namespace ballast::planner
