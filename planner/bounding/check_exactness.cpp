#include "planner/bounding/check_exactness.hpp"

#include <algorithm>
#include <map>

#include "planner/bounding/priced_sets.hpp"
#include "planner/evaluation/evaluate.hpp"

namespace ballast::planner {
namespace {

/// One way to decide a security: a candidate, or none.
struct Option {
  std::optional<CandidateIndex> candidate;
  Wide loss = 0;  // against the best option of the security
};

/// The options of one security, least loss first.
using Options = std::vector<Option>;

std::vector<Options> options_of(const PlanContext& context, const CertificatePrices& prices) {
  std::map<std::uint32_t, Options> of_security;
  for (std::size_t i = 0; i < context.candidates.size(); ++i) {
    if (!is_priced(context, prices, i)) continue;
    Options& options = of_security[context.candidates[i].security];
    if (options.empty()) options.push_back({});
    options.push_back({static_cast<CandidateIndex>(i), -gain_of(context.candidates[i], prices)});
  }
  std::vector<Options> all;
  for (auto& [security, options] : of_security) {
    std::sort(options.begin(), options.end(),
              [](const Option& a, const Option& b) { return a.loss < b.loss; });
    const Wide least = options.front().loss;
    for (Option& option : options) option.loss -= least;
    all.push_back(std::move(options));
  }
  // What is as good as decided comes first.
  std::stable_sort(all.begin(), all.end(),
                   [](const Options& a, const Options& b) { return a[1].loss > b[1].loss; });
  return all;
}

/// Walks the sets of one kind.
class KindWalk {
 public:
  KindWalk(const PlanContext& context, const PlanContext& priced, const CertificatePrices& prices,
           Score floor, std::size_t keep, std::uint64_t most_steps, CheckedSets& found)
      : context_(context),
        priced_(priced),
        floor_(floor),
        keep_(keep),
        most_steps_(most_steps),
        found_(found),
        levels_(options_of(priced, prices)),
        loss_of_rest_(levels_.size() + 1, 0) {
    bound_ = worth_of_nothing(priced, prices);
    for (std::size_t level = levels_.size(); level-- > 0;) {
      loss_of_rest_[level] = loss_of_rest_[level + 1] + loss_of_nothing(levels_[level]);
      bound_ += loss_of_nothing(levels_[level]);
    }
  }

  /// Returns false if that takes too many steps.
  bool walk() { return step(0, bound_); }

 private:
  static Wide loss_of_nothing(const Options& options) {
    return std::find_if(options.begin(), options.end(),
                        [](const Option& option) { return !option.candidate; })
        ->loss;
  }

  [[nodiscard]] bool reaches(Wide bound) const {
    return std::max<Wide>(0, bound >> multiplier_fraction_bits) >= floor_.ticks;
  }

  bool step(std::size_t level, Wide bound) {
    if (++found_.steps > most_steps_) return false;
    if (level == levels_.size() || set_.size() == context_.max_depth) {
      if (reaches(bound - loss_of_rest_[level])) look_at_set();
      return true;
    }
    for (const Option& option : levels_[level]) {
      if (!reaches(bound - option.loss)) return true;
      if (option.candidate) set_.push_back(*option.candidate);
      const bool goes_on = !within_sides() || step(level + 1, bound - option.loss);
      if (option.candidate) set_.pop_back();
      if (!goes_on) return false;
    }
    return true;
  }

  [[nodiscard]] bool within_sides() const {
    const auto sells = std::count_if(set_.begin(), set_.end(), [&](CandidateIndex index) {
      return context_.candidates[index].side == Side::sell;
    });
    const auto buys = static_cast<std::ptrdiff_t>(set_.size()) - sells;
    return sells <= context_.max_sells && buys <= context_.max_buys;
  }

  void look_at_set() {
    if (clashes(context_, set_) || !feasible(context_, set_) || !trades_required(context_, set_)) {
      return;
    }
    if (context_.scenarios) {
      // Scoring on all paths takes long: not where the priced score, never less, is too low.
      if (score(priced_, set_) < floor_) return;
      found_.steps += context_.scenarios->paths;
    }
    const RankedSequence one = ranked(context_, set_);
    if (one.score < floor_) return;
    auto& best = found_.best;
    const auto place = std::lower_bound(best.begin(), best.end(), one, ranks_before);
    if (place != best.end() && *place == one) return;
    best.insert(place, one);
    if (best.size() > keep_) best.pop_back();
  }

  const PlanContext& context_;
  const PlanContext& priced_;
  Score floor_;
  std::size_t keep_;
  std::uint64_t most_steps_;
  CheckedSets& found_;
  std::vector<Options> levels_;
  std::vector<Wide> loss_of_rest_;  // of each level, of nothing in it and all behind it
  Wide bound_ = 0;
  std::vector<CandidateIndex> set_;
};

}  // namespace

Result<CheckedSets> check_exactness(const PlanContext& context, const Certificate& certificate,
                                    Score floor, std::size_t keep, std::uint64_t most_steps) {
  if (const auto bound = proven_bound(context, certificate); !bound) {
    return tl::unexpected(bound.error());
  }
  const auto priced = priced_context(context, certificate);
  if (!priced) return tl::unexpected(priced.error());
  CheckedSets found;
  for (const CertificatePrices& prices : certificate.prices) {
    if (!KindWalk(context, *priced, prices, floor, keep, most_steps, found).walk()) {
      return tl::unexpected(
          Failure{FailureKind::refused, "too many sets may reach the last score that is kept",
                  "exactness", "at most " + std::to_string(most_steps) + " partial sets"});
    }
  }
  return found;
}

}  // namespace ballast::planner
