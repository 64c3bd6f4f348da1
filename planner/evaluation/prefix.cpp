#include "planner/evaluation/prefix.hpp"

#include <map>

namespace ballast::planner {
namespace {

std::vector<std::vector<CandidateIndex>> rivals_of(const PlanContext& context) {
  std::map<std::uint32_t, std::vector<CandidateIndex>> of_security;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    of_security[context.candidates[i].security].push_back(static_cast<CandidateIndex>(i));
  }
  std::vector<std::vector<CandidateIndex>> rivals(context.candidates.size());
  for (std::size_t i = 0; i < rivals.size(); ++i) {
    rivals[i] = of_security[context.candidates[i].security];
  }
  for (const Conflict& pair : context.conflicts) {
    rivals[pair.first].push_back(pair.second);
    rivals[pair.second].push_back(pair.first);
  }
  return rivals;
}

}  // namespace

Prefix::Prefix(const PlanContext& context)
    : dividend_cap_(context.dividend_cap),
      geography_full_(context.geography_full),
      industry_full_(context.industry_full),
      groups_(context.base_groups),
      industries_(context.base_industries),
      rivals_(rivals_of(context)),
      blocked_by_(context.candidates.size(), 0) {
  const auto no_group_slot = static_cast<std::uint32_t>(groups_.size());
  for (const CandidateTerms& terms : context.candidates) {
    columns_.push_back({terms.linear, terms.dividend, terms.group_weight, terms.penalty, terms.cash,
                        terms.priority, terms.group == no_group ? no_group_slot : terms.group});
  }
  sums_[0] = {context.base_linear, context.base_dividend, 0, 0, context.cash, 0, 0};
  for (const std::int64_t group : groups_) sums_[0].deviation += std::abs(group);
  groups_.push_back(0);
  for (const std::int64_t group : industries_) sums_[0].industry_deviation += std::abs(group);
  // Without groups to move the part is the same for every set: it goes along with the dividend.
  if (industries_.empty()) {
    dividend_cap_ += context.industry_full;
    sums_[0].dividend += context.industry_full;
  }
  industry_table_.begin.push_back(0);
  for (const CandidateTerms& terms : context.candidates) {
    auto& moves = industry_table_.moves;
    moves.insert(moves.end(), terms.industries.begin(), terms.industries.end());
    industry_table_.begin.push_back(static_cast<std::uint32_t>(moves.size()));
  }
}

/// Moves the candidate's industries forth (sign 1) or back (-1); returns by how much that changes
/// the deviation.
std::int64_t Prefix::move_industries(CandidateIndex index, std::int64_t sign) {
  std::int64_t change = 0;
  for (std::uint32_t i = industry_table_.begin[index]; i < industry_table_.begin[index + 1U]; ++i) {
    const IndustryMove& move = industry_table_.moves[i];
    std::int64_t& group = industries_[move.group];
    change -= std::abs(group);
    group += sign * move.weight;
    change += std::abs(group);
  }
  return change;
}

void Prefix::push(CandidateIndex index) {
  const Column& column = columns_[index];
  const Sums& before = sums_[size_];
  std::int64_t& group = groups_[column.group];
  const std::int64_t moved = group + column.group_weight;
  sums_[size_ + 1] = {before.linear + column.linear,
                      before.dividend + column.dividend,
                      before.deviation - std::abs(group) + std::abs(moved),
                      before.penalty + column.penalty,
                      before.cash + column.cash,
                      before.priority + column.priority,
                      before.industry_deviation};
  if (moves_industries()) sums_[size_ + 1].industry_deviation += move_industries(index, 1);
  group = moved;
  chosen_[size_++] = index;
  if (blocked_by_[index] != 0) ++clashes_;
  for (const CandidateIndex rival : rivals_[index]) ++blocked_by_[rival];
}

std::int64_t Prefix::score() const {
  const Sums& sums = sums_[size_];
  const std::int64_t industry =
      moves_industries() ? std::max<std::int64_t>(0, industry_full_ - sums.industry_deviation) : 0;
  const std::int64_t end_state = sums.linear + std::min(dividend_cap_, sums.dividend) +
                                 std::max<std::int64_t>(0, geography_full_ - sums.deviation) +
                                 industry;
  return std::max<std::int64_t>(0, std::min(Score::one, end_state) - sums.penalty);
}

void Prefix::pop() {
  const CandidateIndex index = chosen_[--size_];
  const Column& column = columns_[index];
  if (moves_industries()) static_cast<void>(move_industries(index, -1));
  groups_[column.group] -= column.group_weight;
  for (const CandidateIndex rival : rivals_[index]) --blocked_by_[rival];
  if (blocked_by_[index] != 0) --clashes_;
}

}  // namespace ballast::planner
