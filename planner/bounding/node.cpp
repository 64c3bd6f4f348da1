#include "planner/bounding/node.hpp"

#include <algorithm>
#include <functional>

namespace ballast::planner {

bool is_node_of(const PlanContext& context, const OpenNode& node) {
  const auto known = [&](const std::vector<CandidateIndex>& list) {
    return list.size() <= context.candidates.size() &&
           std::all_of(list.begin(), list.end(),
                       [&](CandidateIndex index) { return index < context.candidates.size(); });
  };
  const std::vector<Form> forms = forms_of(context);
  return known(node.chosen) && known(node.barred) &&
         std::find(forms.begin(), forms.end(), node.form) != forms.end();
}

NodeState::NodeState(const PlanContext& context, const BoundProblem& problem)
    : context_(&context), problem_(&problem) {}

bool NodeState::enter(const OpenNode& node) {
  state_.assign(problem_->terms.size(), State::barred);
  traded_.assign(problem_->symbols.size(), 0);
  for (const Symbol& symbol : problem_->symbols) {
    for (const CandidateIndex index : symbol.candidates) state_[index] = State::open;
  }
  for (const CandidateIndex index : node.barred) state_[index] = State::barred;
  remainder_ = whole(*problem_);
  depth_left_ = context_->max_depth;
  sells_left_ = context_->max_sells;
  buys_left_ = context_->max_buys;
  priority_ = 0;
  for (const CandidateIndex index : node.chosen) {
    std::size_t& of_side = problem_->terms[index].buys ? buys_left_ : sells_left_;
    if (state_[index] != State::open || of_side == 0 || depth_left_ == 0) return false;
    --of_side;
    --depth_left_;
    choose(*problem_, index, remainder_);
    priority_ += context_->candidates[index].priority;
    bar_rivals(index);
  }
  bar_full_sides();
  open_.clear();
  for (std::size_t i = 0; i < state_.size(); ++i) {
    if (state_[i] == State::open) open_.push_back(static_cast<CandidateIndex>(i));
  }
  return can_meet_requirements();
}

void NodeState::bar_rivals(CandidateIndex index) {
  const std::uint16_t symbol = problem_->terms[index].symbol;
  traded_[symbol] = 1;
  for (const CandidateIndex rival : problem_->symbols[symbol].candidates) {
    state_[rival] = State::barred;
  }
  for (const Conflict& conflict : context_->conflicts) {
    if (conflict.first == index) state_[conflict.second] = State::barred;
    if (conflict.second == index) state_[conflict.first] = State::barred;
  }
  state_[index] = State::chosen;
}

void NodeState::bar_full_sides() {
  for (std::size_t i = 0; i < state_.size(); ++i) {
    const std::size_t left = problem_->terms[i].buys ? buys_left_ : sells_left_;
    if (state_[i] == State::open && (left == 0 || depth_left_ == 0)) state_[i] = State::barred;
  }
}

bool NodeState::can_meet_requirements() const {
  if (!problem_->solvable) return false;
  std::size_t needed = 0;
  for (std::size_t s = 0; s < problem_->symbols.size(); ++s) {
    const Symbol& symbol = problem_->symbols[s];
    if (!symbol.required || traded(s)) continue;
    ++needed;
    if (std::none_of(symbol.candidates.begin(), symbol.candidates.end(),
                     [&](CandidateIndex index) { return is_open(index); })) {
      return false;
    }
  }
  return needed <= depth_left_;
}

std::int64_t NodeState::highest_priority() const {
  std::vector<std::int64_t> priorities;
  for (const CandidateIndex index : open_) {
    priorities.push_back(std::max<std::int64_t>(0, context_->candidates[index].priority));
  }
  const std::size_t count = std::min(depth_left_, priorities.size());
  const auto last = priorities.begin() + static_cast<std::ptrdiff_t>(count);
  std::partial_sort(priorities.begin(), last, priorities.end(), std::greater<>{});
  std::int64_t sum = priority_;
  for (std::size_t i = 0; i < count; ++i) sum += priorities[i];
  return sum;
}

CandidateMask NodeState::passed_over() const {
  CandidateMask mask;
  for (std::size_t s = 0; s < problem_->symbols.size(); ++s) {
    const auto& candidates = problem_->symbols[s].candidates;
    const bool open = std::any_of(candidates.begin(), candidates.end(),
                                  [&](CandidateIndex index) { return is_open(index); });
    if (open || traded(s)) continue;
    for (const CandidateIndex index : candidates) mask.insert(index);
  }
  return mask;
}

}  // namespace ballast::planner
