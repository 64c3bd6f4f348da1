#include "planner/evaluation/prefix.hpp"

#include <map>

namespace ballast::planner {

Prefix::Prefix(const PlanContext& context)
    : dividend_cap_(context.dividend_cap),
      geography_full_(context.geography_full),
      groups_(context.base_groups) {
  const auto no_group_slot = static_cast<std::uint32_t>(groups_.size());
  std::map<std::uint32_t, std::uint32_t> numbers;
  for (const CandidateTerms& terms : context.candidates) {
    const auto fresh = static_cast<std::uint32_t>(numbers.size());
    columns_.push_back({terms.linear, terms.dividend, terms.group_weight, terms.penalty, terms.cash,
                        terms.priority, terms.group == no_group ? no_group_slot : terms.group,
                        numbers.try_emplace(terms.security, fresh).first->second});
  }
  traded_.resize(numbers.size(), 0);
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
  if (traded_[column.security]++ != 0) ++clashes_;
}

std::int64_t Prefix::score() const {
  const Sums& sums = sums_[size_];
  const std::int64_t end_state = sums.linear + std::min(dividend_cap_, sums.dividend) +
                                 std::max<std::int64_t>(0, geography_full_ - sums.deviation);
  return std::max<std::int64_t>(0, std::min(Score::one, end_state) - sums.penalty);
}

void Prefix::pop() {
  const Column& column = columns_[chosen_[--size_]];
  groups_[column.group] -= column.group_weight;
  if (--traded_[column.security] != 0) --clashes_;
}

}  // namespace ballast::planner
