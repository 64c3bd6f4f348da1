#include "planner/evaluation/sequence_rows.hpp"

#include <algorithm>
#include <map>

#include "planner/evaluation/exact_doubles.hpp"

namespace ballast::planner {
namespace {

constexpr std::size_t most_rivals = 64;

double number(std::int64_t whole) {
  return static_cast<double>(whole);
}

/// Returns the candidates that may not be traded with some other one, in rising order.
std::vector<CandidateIndex> find_rivals(const PlanContext& context) {
  std::vector<bool> is_rival(context.candidates.size());
  std::map<std::uint32_t, CandidateIndex> first_of_security;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    const auto index = static_cast<CandidateIndex>(i);
    const auto [first, is_new] = first_of_security.emplace(context.candidates[i].security, index);
    if (!is_new) is_rival[first->second] = is_rival[i] = true;
  }
  for (const Conflict& pair : context.conflicts)
    is_rival[pair.first] = is_rival[pair.second] = true;
  std::vector<CandidateIndex> rivals;
  for (std::size_t i = 0; i < is_rival.size(); ++i) {
    if (is_rival[i]) rivals.push_back(static_cast<CandidateIndex>(i));
  }
  return rivals;
}

/// Returns whether sets without purchases may leave less cash than none.
bool sells_may_leave_no_cash(const PlanContext& context) {
  return context.cash < 0 || std::any_of(context.candidates.begin(), context.candidates.end(),
                                         [](const CandidateTerms& terms) {
                                           return terms.side == Side::sell && terms.cash < 0;
                                         });
}

bool fits_short_rows(const PlanContext& context) {
  return context.base_industries.empty() && !sells_may_leave_no_cash(context) &&
         dividend_cap_never_binds(context, max_sequence_length) &&
         context.base_groups.size() <= terms_of_short_row - SequenceTable::first_group;
}

}  // namespace

bool SequenceRows::fit(const PlanContext& context, const SequenceList& sequences) {
  return !context.scenarios && !sequences.repeats() &&
         context.base_groups.size() + context.base_industries.size() <=
             terms_of_long_row - SequenceTable::first_group_of_long_row &&
         fits_doubles(context, max_sequence_length) && find_rivals(context).size() <= most_rivals;
}

SequenceRows::SequenceRows(const PlanContext& context, const SequenceList& sequences,
                           KernelWidth width)
    : sequences_(sequences), kernel_(sequence_kernel(width)), table_{} {
  table_.geography = number(context.geography_full);
  table_.industry = number(context.industry_full);
  table_.dividend_cap = number(context.dividend_cap);
  if (fits_short_rows(context)) {
    fill_short(context);
  } else {
    fill_long(context);
  }
  add_rivals(context);
}

void SequenceRows::fill_short(const PlanContext& context) {
  table_.base.of[SequenceTable::worth] =
      number(context.base_linear + context.base_dividend + context.industry_full);
  table_.base.of[SequenceTable::cash] = number(context.cash);
  for (std::size_t i = 0; i < context.base_groups.size(); ++i) {
    table_.base.of[SequenceTable::first_group + i] = number(context.base_groups[i]);
  }
  short_rows_.resize(1 + context.candidates.size(), ShortRow{});
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    const CandidateTerms& terms = context.candidates[i];
    double* row = short_rows_[1 + i].of;
    row[SequenceTable::worth] = number(terms.linear + terms.dividend - terms.penalty);
    row[SequenceTable::cash] = number(terms.cash);
    if (terms.group == no_group) continue;
    row[SequenceTable::first_group + terms.group] = number(terms.group_weight);
  }
  table_.short_rows = short_rows_.data();
}

void SequenceRows::fill_long(const PlanContext& context) {
  constexpr std::size_t first_group = SequenceTable::first_group_of_long_row;
  table_.industries = first_group + context.base_groups.size();
  double* base = table_.base.of;
  base[SequenceTable::worth] = number(context.base_linear);
  base[SequenceTable::cash] = number(context.cash);
  base[SequenceTable::purchases] = 0.5;
  base[SequenceTable::dividend] = number(context.base_dividend);
  std::transform(context.base_groups.begin(), context.base_groups.end(), base + first_group,
                 number);
  std::transform(context.base_industries.begin(), context.base_industries.end(),
                 base + table_.industries, number);
  long_rows_.resize(1 + context.candidates.size(), LongRow{});
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    const CandidateTerms& terms = context.candidates[i];
    double* row = long_rows_[1 + i].of;
    row[SequenceTable::worth] = number(terms.linear - terms.penalty);
    row[SequenceTable::cash] = number(terms.cash);
    row[SequenceTable::purchases] = terms.side == Side::buy ? -1.0 : 0.0;
    row[SequenceTable::dividend] = number(terms.dividend);
    if (terms.group != no_group) row[first_group + terms.group] = number(terms.group_weight);
    for (const IndustryMove& move : terms.industries) {
      row[table_.industries + move.group] = number(move.weight);
    }
  }
  table_.long_rows = long_rows_.data();
}

void SequenceRows::add_rivals(const PlanContext& context) {
  const std::vector<CandidateIndex> found = find_rivals(context);
  if (found.empty()) return;
  rivals_.resize(1 + context.candidates.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    const std::uint64_t bit = std::uint64_t{1} << i;
    RivalBits& one = rivals_[found[i] + std::size_t{1}];
    one.own = bit;
    for (const CandidateIndex other : found) {
      const Conflict pair{std::min(found[i], other), std::max(found[i], other)};
      const bool block =
          context.candidates[other].security == context.candidates[found[i]].security ||
          std::binary_search(context.conflicts.begin(), context.conflicts.end(), pair);
      if (block) rivals_[other + std::size_t{1}].rivals |= bit;
    }
  }
  table_.rivals = rivals_.data();
}

SequenceCounts SequenceRows::look(std::size_t first, std::int64_t floor,
                                  std::span<std::uint64_t> verdicts) {
  const std::size_t blocks =
      std::min(verdicts.size() / sequences_per_block, sequences_.blocks() - first);
  // No score reaches it, and it can be taken from.
  constexpr std::int64_t beyond_all = std::int64_t{1} << 60;
  table_.threshold = floor <= 0 ? below_all_sums : number(std::min(floor, beyond_all));
  const std::size_t stride = sequences_.stride();
  const std::uint16_t* steps = sequences_.steps().data() + first * stride * sequences_per_block;
  return kernel_(table_, steps, stride, blocks, verdicts.data());
}

}  // namespace ballast::planner
