#include "planner/scoring/security/security_score.hpp"

#include <algorithm>
#include <array>

#include "planner/scoring/security/price_values.hpp"
#include "planner/scoring/security/quality_gate.hpp"
#include "planner/scoring/security/tags.hpp"

namespace ballast::planner::scoring {
namespace {

bool known_input(const RawValues& raw, std::optional<double> RawValues::*input) {
  return input != nullptr && (raw.*input).has_value();
}

ScoredPart part_of(const SubScoreRule& rule, const RawValues& raw, ProductType product,
                   const ScoreRules& rules, const GroupValues& known) {
  ScoredPart part;
  part.rule = &rule;
  part.weight = is_fund(product) ? rule.fund_weight : rule.weight;
  part.value = std::clamp(rule.score(raw, rules, known), 0.0, 1.0);
  part.has_input = std::any_of(rule.inputs.begin(), rule.inputs.end(),
                               [&](auto input) { return known_input(raw, input); });
  for (std::size_t i = 0; i < std::min(rule.needed, rule.inputs.size()); ++i) {
    part.misses_input =
        part.misses_input || (rule.inputs[i] != nullptr && !known_input(raw, rule.inputs[i]));
  }
  return part;
}

bool never_has(ProductType product, ScoreGroup group) {
  return product == ProductType::etc &&
         (group == ScoreGroup::fundamentals || group == ScoreGroup::dividends);
}

GroupScore score_group(ScoreGroup group, const RawValues& raw, ProductType product,
                       const ScoreRules& rules, const GroupValues& known) {
  GroupScore out;
  out.group = group;
  bool has_data = false;
  double sum = 0.0;
  for (const SubScoreRule& rule : sub_score_rules()) {
    if (rule.group != group) continue;
    out.parts.push_back(part_of(rule, raw, product, rules, known));
    has_data = has_data || out.parts.back().has_input;
    sum += out.parts.back().weight * out.parts.back().value;
  }
  if (!has_data || never_has(product, group)) return out;
  if (group == ScoreGroup::opportunity) out.factor = weak_security_factor(sum, known);
  out.value = std::min(1.0, sum) * out.factor;
  return out;
}

/// Shares the weights of dropped groups out, and says what missing inputs may have cost.
void weigh(SecurityScore& score, const GroupWeights& weights) {
  double sum = 0.0;
  for (const GroupScore& group : score.groups) {
    if (group.value) sum += weights[static_cast<std::size_t>(group.group)];
  }
  if (!(sum > 0.0)) return;
  for (GroupScore& group : score.groups) {
    if (!group.value) continue;
    group.weight = weights[static_cast<std::size_t>(group.group)] / sum;
    score.total += group.weight * *group.value;
    for (ScoredPart& part : group.parts) {
      if (part.misses_input) part.could_add = group.weight * part.weight * (1.0 - part.value);
    }
  }
}

/// Each group may look at those before it.
GroupValues score_groups(const RawValues& raw, ProductType product, const ScoreRules& rules,
                         std::vector<GroupScore>& groups) {
  GroupValues known;
  for (std::size_t i = 0; i < group_count; ++i) {
    groups.push_back(score_group(static_cast<ScoreGroup>(i), raw, product, rules, known));
    known[i] = groups.back().value;
  }
  return known;
}

void judge_quality(SecurityScore& score, const TagView& known, ProductType product) {
  std::vector<GroupScore> unused;
  const RawValues best = at_best(known.raw);
  const GroupValues groups = score_groups(best, product, known.rules, unused);
  score.gate_failure = quality_gate_failure(known, {best, groups, known.total, known.rules});
  if (score.gate_failure) score.tags.emplace_back(quality_gate_fail);
}

}  // namespace

SecurityScore score_security(const RawValues& raw, ProductType product, std::size_t months,
                             const ScoreRules& rules) {
  SecurityScore out;
  const GroupValues known = score_groups(raw, product, rules, out.groups);
  const auto with_data = std::count_if(known.begin(), known.end(),
                                       [](const auto& group) { return group.has_value(); });
  weigh(out, group_weights(product, rules));
  const double length =
      static_cast<double>(months) / static_cast<double>(months_of_full_confidence);
  out.confidence =
      std::min(1.0, length) * static_cast<double>(with_data) / static_cast<double>(group_count);
  out.tags = tags_of(raw, known, out.total, rules);
  judge_quality(out, {raw, known, out.total, rules}, product);
  return out;
}

std::string_view grade_of(double total) {
  struct Step {
    double least;
    std::string_view grade;
  };
  constexpr std::array steps = {Step{0.90, "A+"}, Step{0.80, "A"}, Step{0.70, "B"}, Step{0.60, "C"},
                                Step{0.50, "D"}};
  for (const Step& step : steps) {
    if (total >= step.least) return step.grade;
  }
  return "F";
}

double percentile_rank(double total, std::span<const double> others) {
  if (others.empty()) return 0.5;
  double below = 0.0;
  for (const double other : others) below += other < total ? 1.0 : (other == total ? 0.5 : 0.0);
  return below / static_cast<double>(others.size());
}

}  // namespace ballast::planner::scoring
