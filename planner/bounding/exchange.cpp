#include "planner/bounding/exchange.hpp"

#include <algorithm>
#include <utility>

#include "planner/bounding/form.hpp"

namespace ballast::planner {
namespace {

RankedSequence sequence_of(std::int64_t score, std::int64_t priority,
                           std::span<const CandidateIndex> set) {
  RankedSequence sequence{Score{score}, priority, {set.begin(), set.end()}};
  std::sort(sequence.candidates.begin(), sequence.candidates.end());
  return sequence;
}

}  // namespace

Exchange::Exchange(const PlanContext& context, SetScorer& scorer, BestList& best)
    : context_(&context), scorer_(&scorer), best_(&best), prefix_(context) {}

void Exchange::offer(const std::vector<CandidateIndex>& set) {
  hold(set, set.size());
  offer_held();
  clear();
}

void Exchange::improve(std::size_t most_sets) {
  if (best_->entries() == entries_seen_) return;
  for (std::size_t looked_at = 0; looked_at < most_sets; ++looked_at) {
    const auto& sequences = best_->sequences();
    const auto fresh = std::find_if(
        sequences.begin(), sequences.end(),
        [&](const RankedSequence& sequence) { return !seen_.contains(sequence.candidates); });
    if (fresh == sequences.end()) {
      entries_seen_ = best_->entries();
      return;
    }
    const std::vector<CandidateIndex> set = fresh->candidates;
    seen_.insert(set);
    // One from elsewhere, and its neighbours, may hold what no set of the space does.
    if (is_set_of_space(*context_, set)) look_around(set);
  }
}

void Exchange::look_around(const std::vector<CandidateIndex>& set) {
  hold(set, set.size());
  add_one();
  add_pairs();
  clear();
  for (std::size_t i = 0; i < set.size(); ++i) {
    hold(set, i);
    offer_held();
    add_one();
    clear();
  }
}

void Exchange::hold(const std::vector<CandidateIndex>& set, std::size_t without) {
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (i != without) push(set[i]);
  }
}

void Exchange::clear() {
  while (!prefix_.chosen().empty()) prefix_.pop();
  sells_ = buys_ = 0;
}

void Exchange::push(CandidateIndex index) {
  prefix_.push(index);
  ++(index < context_->sell_count ? sells_ : buys_);
}

bool Exchange::has_room(bool buy) const {
  return sells_ + buys_ < context_->max_depth &&
         (buy ? buys_ < context_->max_buys : sells_ < context_->max_sells);
}

void Exchange::offer_held() {
  if (prefix_.clashes() || (buys_ > 0 && prefix_.cash() < 0)) return;
  ++scored_;
  const std::int64_t score = scorer_->score(prefix_.chosen(), prefix_.score(), best_->floor());
  if (!best_->may_enter(score, prefix_.priority())) return;
  best_->offer(sequence_of(score, prefix_.priority(), prefix_.chosen()));
}

void Exchange::add_one() {
  if (prefix_.moves_industries()) {
    add_last(prefix_.last_trade_with_industries());
  } else {
    add_last(prefix_.last_trade());
  }
}

template <class Last>
void Exchange::add_last(const Last& last) {
  for (std::size_t i = 0; i < context_->candidates.size(); ++i) {
    const bool buy = i >= context_->sell_count;
    if (last.blocked(i) || !has_room(buy) || !in_space(*context_, i)) continue;
    if ((buy || buys_ > 0) && last.cash(i) < 0) continue;
    ++scored_;
    const std::int64_t bound = last.score(i);
    if (!best_->may_enter(bound, last.priority(i))) continue;
    const auto set = prefix_.chosen_with(static_cast<CandidateIndex>(i));
    const std::int64_t score = scorer_->score(set, bound, best_->floor());
    if (!best_->may_enter(score, last.priority(i))) continue;
    best_->offer(sequence_of(score, last.priority(i), set));
  }
}

void Exchange::add_pairs() {
  if (!has_room(false)) return;
  for (std::size_t sell = 0; sell < context_->space_sells; ++sell) {
    if (prefix_.last_trade().blocked(sell)) continue;
    push(static_cast<CandidateIndex>(sell));
    add_one();
    prefix_.pop();
    --sells_;
  }
}

}  // namespace ballast::planner
