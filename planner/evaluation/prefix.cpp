#include "planner/evaluation/prefix.hpp"

namespace ballast::planner {

Prefix::Prefix(const PlanContext& context)
    : dividend_cap_(context.dividend_cap),
      geography_full_(context.geography_full),
      groups_(context.base_groups),
      blocked_(context.candidates.size(), 0) {
  const auto spare_group = static_cast<std::uint32_t>(groups_.size());
  for (const CandidateTerms& terms : context.candidates) {
    columns_.push_back({terms.linear, terms.dividend, terms.group_weight, terms.penalty, terms.cash,
                        terms.priority, terms.group == no_group ? spare_group : terms.group,
                        no_candidate});
  }
  for (std::size_t sell = 0; sell < context.sell_count; ++sell) {
    for (std::size_t buy = context.sell_count; buy < columns_.size(); ++buy) {
      if (context.candidates[sell].security == context.candidates[buy].security) {
        columns_[sell].opposite = static_cast<CandidateIndex>(buy);
      }
    }
  }
  sums_[0] = {context.base_linear, context.base_dividend, 0, 0, context.cash, 0};
  for (const std::int64_t group : groups_) sums_[0].deviation += std::abs(group);
  groups_.push_back(0);
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
                      before.priority + column.priority};
  group = moved;
  chosen_[size_++] = index;
  if (column.opposite != no_candidate) blocked_[column.opposite] = 1;
  clashes_ += blocked_[index];
}

void Prefix::pop() {
  const CandidateIndex index = chosen_[--size_];
  const Column& column = columns_[index];
  groups_[column.group] -= column.group_weight;
  clashes_ -= blocked_[index];
  if (column.opposite != no_candidate) blocked_[column.opposite] = 0;
}

}  // namespace ballast::planner
