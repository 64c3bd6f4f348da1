// Lists of candidates made by hand, each of a security of its own unless it says otherwise, so that
// what a pattern puts together can be followed on paper.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "planner/patterns/patterns.hpp"

namespace ballast::planner::test {

class HandMadeLists {
 public:
  /// Adds a candidate named by a letter: sells are "-C", buys "+B". Letters are securities.
  HandMadeLists& add(Category category, char letter, double value, double priority = 1.0) {
    const bool sells = category == Category::profit_taking || category == Category::rebalance_sells;
    Candidate candidate;
    candidate.side = sells ? Side::sell : Side::buy;
    candidate.security = SecurityId{letter};
    candidate.quantity = 1.0;
    candidate.price = value;
    candidate.value = value;
    candidate.priority = priority;
    candidate.category = category;
    lists_.selected[static_cast<std::size_t>(category)].push_back(lists_.all.size());
    lists_.every[static_cast<std::size_t>(category)].push_back(lists_.all.size());
    lists_.all.push_back(candidate);
    Security security;
    security.id = candidate.security;
    security.symbol = std::string(1, letter);
    security.currency = "EUR";
    if (!index_of_security(inputs, security.id)) {
      const auto place = std::find_if(inputs.securities.begin(), inputs.securities.end(),
                                      [&](const Security& one) { return one.id > security.id; });
      inputs.securities.insert(place, security);
    }
    return *this;
  }

  /// Returns what a pattern makes, as "-C+B+D"; several sequences with commas between them.
  [[nodiscard]] std::string made_by(Sequences (*pattern)(const PatternView&), double cash,
                                    std::size_t max_steps) const {
    const Situation situation(request, inputs);
    return name_of(pattern({situation, lists_, Money::from_units(cash), max_steps}));
  }

  [[nodiscard]] std::string name_of(const Sequences& sequences) const {
    std::string names;
    for (const CandidateSequence& sequence : sequences) {
      if (!names.empty()) names += ',';
      for (const std::size_t place : sequence) {
        names += lists_.all[place].side == Side::sell ? '-' : '+';
        names += static_cast<char>(lists_.all[place].security.value);
      }
    }
    return names;
  }

  [[nodiscard]] const CandidateLists& lists() const { return lists_; }

  PlanRequest request;
  PlanInputs inputs;

 private:
  CandidateLists lists_;
};

}  // namespace ballast::planner::test
