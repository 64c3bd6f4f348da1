#include "planner/generation/candidate_table.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace ballast::planner {
namespace {

class Table {
 public:
  explicit Table(const TableParts& parts) : parts_(parts) {
    std::set<std::size_t> known(parts.space.begin(), parts.space.end());
    for (const CandidateSequence& sequence : parts.sequences) {
      for (const std::size_t place : sequence) {
        if (known.insert(place).second) further_.push_back(place);
      }
    }
  }

  Selection make() && {
    add(Side::sell, parts_.space);
    selection_.further_sells = add(Side::sell, further_);
    selection_.sell_count = selection_.candidates.size();
    add(Side::buy, parts_.space);
    selection_.further_buys = add(Side::buy, further_);
    for (const CandidateSequence& sequence : parts_.sequences) add_sequence(sequence);
    for (const ForbiddenPair& pair : parts_.pairs) add_conflict(pair);
    std::sort(selection_.conflicts.begin(), selection_.conflicts.end(),
              [](const auto& a, const auto& b) { return a.pair < b.pair; });
    return std::move(selection_);
  }

 private:
  std::size_t add(Side side, const std::vector<std::size_t>& places) {
    std::vector<std::size_t> ranked;
    for (const std::size_t place : places) {
      if (parts_.lists.all[place].side == side) ranked.push_back(place);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [&](std::size_t a, std::size_t b) {
      return parts_.lists.all[a].priority > parts_.lists.all[b].priority;
    });
    for (const std::size_t place : ranked) {
      indices_[place] = static_cast<CandidateIndex>(selection_.candidates.size());
      selection_.candidates.push_back(parts_.lists.all[place]);
    }
    return ranked.size();
  }

  void add_sequence(const CandidateSequence& sequence) {
    std::vector<CandidateIndex> indices;
    for (const std::size_t place : sequence) indices.push_back(indices_.at(place));
    std::sort(indices.begin(), indices.end());
    selection_.sequences.push_back(std::move(indices));
  }

  void add_conflict(const ForbiddenPair& pair) {
    const auto first = indices_.find(pair.first);
    const auto second = indices_.find(pair.second);
    if (first == indices_.end() || second == indices_.end()) return;
    selection_.conflicts.push_back(
        {{std::min(first->second, second->second), std::max(first->second, second->second)},
         pair.text});
  }

  const TableParts& parts_;
  std::vector<std::size_t> further_;  // in the order in which sequences name them
  std::map<std::size_t, CandidateIndex> indices_;
  Selection selection_;
};

}  // namespace

Selection make_table(const TableParts& parts) {
  return Table(parts).make();
}

}  // namespace ballast::planner
